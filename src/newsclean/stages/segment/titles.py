"""The headings above a body as its headline, what stands around it, and the names of sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsclean.language.characters import glue, has_han
from newsclean.language.heads import read_head
from newsclean.language.notices import headline
from newsclean.model import Piece


def arranged(titles: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The headline first, one piece of its two lines where it has two, the other lines behind it in their order; and
    the lines that are no article's, the name of a section above them."""
    if not any(has_han(piece.text) for piece in titles):
        main = headline([piece.text for piece in titles])
        return [*titles[main : main + 1], *titles[:main], *titles[main + 1 :]], []
    head = read_head([piece.text for piece in titles])
    sections = [replace(titles[at], role="removed", reason="section-label") for at in head.section]
    parts = [titles[at] for at in head.title]
    if any(part.hint is not None for part in parts):  # markup sets a headline of two lines in one heading
        main, rest = parts[:1], parts[1:]
    else:
        main, rest = [_joined(parts)], []
    return [*main, *(titles[at] for at in head.kickers), *rest, *(titles[at] for at in head.decks)], sections


def _joined(parts: Sequence[Piece]) -> Piece:
    found = parts[0]
    for part in parts[1:]:
        found = replace(found, text=glue(found.text, part.text), spans=found.spans + part.spans)
    return found
