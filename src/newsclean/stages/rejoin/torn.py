"""Sentences that a name on a line of its own tears: a link that a page prints on a line by itself."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsclean.language.characters import width
from newsclean.language.sentences import beginning, breaks_at_comma, is_item, is_tail

NAME = 16
"""Cells of the longest name."""
CLAUSE = 12
"""Cells of the shortest clause above it: shorter lines are headlines and entries."""
_MARK = regex.compile(r"[^\p{L}\p{M}\p{N} .&’'·-]|[.'’&·-]$")
_GOES_ON = frozenset({"cannot start", "lost half", "severed", "perhaps severed", "lower case"})


def torn(texts: Sequence[str | None], gaps: Sequence[int]) -> dict[int, int]:
    """Of pieces in a text that is not wrapped (`None` for one that is no part of its body) those that go on with the
    one above: a name that the text holds elsewhere too, below half a sentence and above what goes on with it.

    >>> torn(["数据显示，受运价上涨影响，", "青禾航运", "的利润翻番。", "青禾航运没有回应。"], [0, 0, 0, 0])
    {1: 0, 2: 1}
    """
    whole = "\n".join(text for text in texts if text)
    found: dict[int, int] = {}
    for at in range(1, len(texts) - 1):
        above, name, below = texts[at - 1], texts[at], texts[at + 1]
        if not (above and name and below) or gaps[at] != gaps[at + 1] or not _is_name(name, whole):
            continue
        half = is_tail(above) and (width(above) >= CLAUSE or at - 1 in found) and not is_item(below)
        if half and (breaks_at_comma(above) or beginning(below) in _GOES_ON):
            found[at], found[at + 1] = at - 1, at
    return found


def _is_name(text: str, whole: str) -> bool:
    return 1 < width(text) <= NAME and _MARK.search(text) is None and whole.count(text) > 1
