"""A story while it grows, and how its page is set."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsclean.language.bylines import lead_authors
from newsclean.language.characters import ends_sentence
from newsclean.model import Kind, Piece, Story

CLOSING = 4
"""Blocks at a story's end among which a paragraph shows that it has a body."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: most of its text stands in pieces of several lines (`wrapped`), or some does (`columns`)."""

    wrapped: bool
    columns: bool


@dataclass(slots=True)
class Draft:
    """A story while it grows."""

    titles: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    blocks: list[tuple[Kind, Piece]] = field(default_factory=list)
    fields: list[Piece] = field(default_factory=list)
    continued_from: str | None = None
    continued_on: str | None = None
    signed_off: bool = False

    def is_empty(self) -> bool:
        return not (self.titles or self.bylines or self.blocks)

    def is_signed(self) -> bool:
        """Whether it says already who wrote it, in a byline or in its lead."""
        first = next((piece.text for kind, piece in self.blocks if kind == "paragraph"), "")
        return bool(self.bylines) or bool(lead_authors(first))

    def is_closed(self) -> bool:
        """Whether its last block is a paragraph's end, so that another story can start behind it."""
        text = any(kind == "paragraph" for kind, _ in self.blocks[-CLOSING:])
        return text and ends_sentence(self.blocks[-1][1].text)

    def story(self) -> Story:
        return Story(
            titles=tuple(self.titles),
            bylines=tuple(self.bylines),
            blocks=tuple(self.blocks),
            fields=tuple(self.fields),
            continued_from=self.continued_from,
            continued_on=self.continued_on,
        )
