"""Text from bytes, as decode gives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text from bytes, and how its encoding was decided.

    `encoding` is the Python codec name (`None` where the input was a `str`), `how` one of the words that
    `newsclean.decode` documents, `replaced` the count of bytes that could not be read.
    """

    text: str
    encoding: str | None = None
    how: str = "str"
    replaced: int = 0
