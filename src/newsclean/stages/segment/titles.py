"""The headings above a body as its headline, what stands around it, and the names of sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsclean.language.characters import glue, has_han
from newsclean.language.heads import TITLES, read_head
from newsclean.language.notices import headline
from newsclean.model import Piece


def arranged(titles: Sequence[Piece], *, wrapped: bool) -> tuple[list[Piece], list[Piece]]:
    """The headline first, one piece of its two lines where it has two, the other lines behind it in their order; and
    the lines that are no article's, the name of a section above them. Where lines are not `wrapped`, a headline stands
    on one, whatever its length."""
    if not any(has_han(piece.text) for piece in titles):
        at = headline([piece.text for piece in titles])
        return [*titles[at : at + 1], *titles[:at], *titles[at + 1 :]], []
    head = read_head([piece.text for piece in titles], most=TITLES if wrapped else 1)
    sections = [replace(titles[at], role="removed", reason="section-label") for at in head.section]
    title = _joined([titles[at] for at in head.title])
    return [title, *(titles[at] for at in (*head.kickers, *head.decks))], sections


def _joined(parts: Sequence[Piece]) -> Piece:
    found = parts[0]
    for part in parts[1:]:
        found = replace(found, text=glue(found.text, part.text), spans=found.spans + part.spans)
    return found
