"""What is possible: which paragraphs can be rebuilt by only joining, cutting and reordering the lines of a tool.

A line may be used whole, or cut at its white space. Where a tool has misread characters, a piece counts as found where
its best place in the paragraph is nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from .page import fold

ALIKE = 80.0
"""Likeness (0 to 100) of a piece and its place: of 12 characters two may be misread."""
SHORTEST = 3
"""Shorter pieces stand anywhere by chance; they count only as the end of a paragraph."""
MOST_PARTS = 6
"""Pieces between two cuts that are taken together; a line of letter-spaced type is one piece."""
SPACED = re.compile(r"(?<!\S)(?:\S\s){2,}\S(?!\S)")
"""Letter-spaced type."""
MISSING = 0.03
"""Share of a paragraph, or two characters, that may be missing."""


def whole_lines(text: str) -> list[str]:
    """The lines of `text`, each as one piece."""
    return [piece for piece in map(fold, text.splitlines()) if piece]


def pieces(text: str) -> list[str]:
    """All that lies between two cuts of a line, whole lines among them."""
    return [piece for line in text.splitlines() for piece in runs(line)]


def runs(line: str) -> Iterator[str]:
    """Each stretch of `line` between two of its blanks."""
    parts = [part for part in map(fold, SPACED.sub(lambda found: fold(found[0]), line).split()) if part]
    for first in range(len(parts)):
        for last in range(first, min(len(parts), first + MOST_PARTS)):
            yield "".join(parts[first : last + 1])
    if len(parts) > MOST_PARTS:
        yield "".join(parts)


def pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}


def place(piece: str, paragraph: str, known: set[str]) -> tuple[int, int] | None:
    """Where all of `piece` stands in `paragraph`; `known` are the paragraph's pairs of characters."""
    if len(piece) > len(paragraph) + 2:
        return None
    if len(piece) < SHORTEST:
        return (len(paragraph) - len(piece), len(paragraph)) if paragraph.endswith(piece) else None
    own = pairs(piece)
    if len(own & known) * 2 < len(own):
        return None
    found = fuzz.partial_ratio_alignment(piece, paragraph, score_cutoff=ALIKE)
    return (found.dest_start, found.dest_end) if found else None


def rebuilt(paragraph: str, given: Iterable[str]) -> bool:
    """Do the pieces cover the paragraph?"""
    text = fold(paragraph)
    known, covered = pairs(text), [False] * len(text)
    for piece in given:
        found = place(piece, text, known)
        if found:
            covered[found[0] : found[1]] = [True] * (found[1] - found[0])
    return covered.count(False) <= max(2, len(text) * MISSING)


def possible(paragraphs: Sequence[str], given: Sequence[str]) -> list[bool]:
    """For each paragraph, whether the pieces can rebuild it."""
    unique = sorted(set(given))
    return [rebuilt(paragraph, unique) for paragraph in paragraphs]
