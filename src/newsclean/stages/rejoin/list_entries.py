"""Entries of a list that stand on lines of their own without a mark: none goes on with the next."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsclean.language.characters import ends_sentence, width

ENTRY, LONG_ENTRY = 20, 40
"""Cells of the longest entry: of a list that nothing announces, and of one below a colon."""
ROWS, ANNOUNCED = 4, 2
"""Entries in a row that are a list. Names that are links stand on lines of their own as well, but with text around
each: in 60 articles of the web that are torn so no four stand in a row."""

_INSIDE = regex.compile(r"[，。、；：！？,;]|[.:!?](?=\s|$)")
_ADDRESS = regex.compile(r"https?://\S+")
_POINT_ENDS = ("；", ";")
"""Marks that end a point of a list, where no column cuts the lines."""
_COLON = regex.compile(r"[:：]\s*$")


def list_entries(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the texts that are entries of a list, of addresses alone on their lines,
    and of points that a semicolon ends."""
    found: set[int] = set()
    for start, text in enumerate(texts):
        if _ADDRESS.fullmatch(text) or text.endswith(_POINT_ENDS):
            found.add(start)
        if start in found or not _is_entry(text, LONG_ENTRY):
            continue
        announced = start > 0 and _COLON.search(texts[start - 1]) is not None
        if not announced and start and _is_entry(texts[start - 1], ENTRY):
            continue
        end = start
        while end < len(texts) and _is_entry(texts[end], LONG_ENTRY if announced else ENTRY):
            end += 1
        if end - start >= (ANNOUNCED if announced else ROWS):
            found.update(range(start, end))
    return frozenset(found)


def _is_entry(text: str, cells: int) -> bool:
    return width(text) <= cells and not ends_sentence(text) and _INSIDE.search(text) is None
