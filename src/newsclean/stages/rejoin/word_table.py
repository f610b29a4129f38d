"""Does a word, or a run of characters that the document uses elsewhere, stand across a cut?

The document's own n-grams answer without any data. Where jieba is installed its dictionary answers better; it takes
0.6 s to load, so it is asked only when a cut is in question.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import log
from operator import add

Crossing = Callable[[str, str], tuple[float, float]]
"""What stands across the cut between two texts: how many characters (0, 2 or 3) that stand together elsewhere in the
document too, and the logarithm of the frequency of the commonest word of the dictionary (0 where there is none)."""

LONGEST_WORD = 4
NEAR = 100_000
"""Characters of a document in which three characters are looked for; it bounds the work on a long one."""


def document_words(text: str) -> Crossing:
    """Evidence from the document alone: the characters around the cut stand together elsewhere in it."""
    pairs: set[str] = set()
    near = text[:NEAR]

    def crossing(left: str, right: str) -> tuple[float, float]:
        left, right = left[-2:], right[:2]
        if not (left[-1:].isalnum() and right[:1].isalnum()):
            return 0.0, 0.0
        if not pairs:  # a document without a cut never asks
            pairs.update(map(add, text, text[1:]))
        if left[-1:] + right[:1] not in pairs:
            return 0.0, 0.0
        return (3.0 if left + right[:1] in near or left[-1:] + right in near else 2.0), 0.0

    return crossing


def dictionary_words(text: str) -> Crossing | None:
    """Evidence from jieba's dictionary beside the document's; `None` where jieba is not installed."""
    frequencies = _frequencies()
    if frequencies is None:
        return None
    near = document_words(text)

    def crossing(left: str, right: str) -> tuple[float, float]:
        words = (
            left[-before:] + right[:behind]
            for before in range(1, LONGEST_WORD)
            for behind in range(1, LONGEST_WORD + 1 - before)
        )
        best = max(frequencies.get(word, 0) for word in words if len(word) > 1)
        return near(left, right)[0], log(1 + best)

    return crossing


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int] | None:
    """jieba's table of words, read once a process; it never changes."""
    try:
        import jieba
    except ImportError:
        return None
    import logging

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    table: dict[str, int] = jieba.dt.FREQ
    return table
