"""Texts as multisets of 4-grams, for the benchmarks on whole pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from statistics import mean

Grams = Counter[tuple[str, ...]]
Score = tuple[float | None, float, float]
"""Precision (None where no text was found), recall and F1 of one body."""

GRAM = 4


def tokens(text: str, lang: str) -> list[str]:
    """Words, or single characters of Chinese and Japanese, so that neither punctuation nor white space counts."""
    return re.findall(r"\w" if lang in ("zh", "ja") else r"\w+", unicodedata.normalize("NFKC", text))


def grams(text: str, lang: str) -> Grams:
    words = tokens(text, lang)
    return Counter(tuple(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1)) if words)


def compare(got: Grams, gold: Grams) -> Score:
    both, has, wants = (got & gold).total(), got.total(), gold.total()
    return (
        (both / has if has else None),
        both / wants if wants else 1.0,
        2 * both / (has + wants) if has + wants else 1.0,
    )


def overall(scores: Iterable[Score]) -> tuple[float, float, float]:
    """Mean precision over the bodies that were found, mean recall over all, and the F1 of these two."""
    rows = list(scores)
    precision = mean([one for one, _, _ in rows if one is not None] or [0.0])
    recall = mean([one for _, one, _ in rows] or [0.0])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
