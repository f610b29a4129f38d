"""Whether the pieces of a page were wrapped: columns cut their sentences, or each paragraph stands on its line."""

from __future__ import annotations

from collections.abc import Iterable

from newsclean.model import Piece

SHARE = 0.5
"""Share of the text in pieces of several lines from which a page is wrapped."""


def is_wrapped(pieces: Iterable[Piece]) -> bool:
    """Whether most of the text stands in pieces of several lines."""
    sizes = [(len(piece.spans) > 1, len(piece.text)) for piece in pieces]
    return sum(size for several, size in sizes if several) >= SHARE * sum(size for _, size in sizes)
