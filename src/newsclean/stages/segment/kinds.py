"""What kind each piece is, as its form and its neighbours tell: signatures, pull quotes, dockets, headings, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language.bylines import is_office, parse_signature
from newsclean.language.characters import glue
from newsclean.language.heads import DASHED
from newsclean.language.leads import CONTINUED_ON, is_lead
from newsclean.language.notices import is_docket
from newsclean.language.sentences import is_headline
from newsclean.model import Piece
from newsclean.rules.newspaper import PULL_QUOTE

# Headlines above a byline or a lead: a headline, decks, and a line above it (design: one to four).
HEADLINES = 4
# Lines that could be headlines but stand in a row longer than this are verse, a list or a menu.
LIST = 5
_BRACKETED = regex.compile(r"[（(](?!资料来源|資料來源|来源|本报|记者)[^（）()。]{3,40}[）)]")


def with_kinds(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces whose kind their form or their neighbours tell: signatures with the office below, pull quotes, dockets
    below a heading, lines in a row that are no headlines."""
    found: list[Piece] = []
    office = False  # whether the piece was read with the signature above it
    for at, piece in enumerate(pieces):
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        if office:
            office = False
        elif not piece.is_text or piece.hint is not None:
            found.append(piece)
        elif byline := parse_signature(piece.text, below.text if below else ""):
            office = below is not None and below.is_text and is_office(below.text)
            signed = _together(piece, below) if office and below else piece
            found.append(replace(signed, role="signature", byline=byline))
        elif PULL_QUOTE.fullmatch(piece.text):
            found.append(replace(piece, hint="quote"))
        elif at and pieces[at - 1].hint == "heading" and is_docket(piece.text):
            found.append(replace(piece, hint="heading", level=pieces[at - 1].level))
        elif found and is_heading(found[-1]) and not piece.display and DASHED.fullmatch(piece.text):
            found.append(replace(piece, display=True))  # a deck
        elif at and _BRACKETED.fullmatch(piece.text) and not CONTINUED_ON.fullmatch(piece.text):
            found.append(replace(piece, hint="caption"))
        else:
            found.append(piece)
    return _without_lists(found)


def _together(above: Piece, below: Piece) -> Piece:
    return replace(above, text=glue(above.text, below.text), spans=above.spans + below.spans)


def _without_lists(pieces: list[Piece]) -> list[Piece]:
    start = 0
    for at in range(len(pieces) + 1):
        if at < len(pieces) and is_heading(pieces[at]) and pieces[at].hint is None and not pieces[at].display:
            continue
        if at - start >= LIST:
            keep = HEADLINES // 2 if at < len(pieces) and pieces[at].role == "byline" else 0
            for row in range(start, at - keep):
                pieces[row] = replace(pieces[row], hint="paragraph")
        start = at + 1
    return pieces


def is_heading(piece: Piece) -> bool:
    """Whether a piece is a headline or a heading, by its mark or, where it has none, by its form."""
    if piece.hint is not None:
        return piece.hint == "heading"
    by_form = piece.display or (is_headline(piece.text) and not is_lead(piece.text))
    return piece.is_text and not piece.interrupts and by_form
