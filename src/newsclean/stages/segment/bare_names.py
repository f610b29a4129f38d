"""Bylines that are names and nothing else: under a headline, or closing a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language.characters import ends_sentence, width
from newsclean.language.leads import CONTINUED_FROM, is_lead
from newsclean.language.names import is_name
from newsclean.model import Byline, Piece

LONGEST = 24
"""Characters of a line of names: five with spaces between them."""
PROSE = 20
"""Cells of a paragraph beside which such a line stands; a row of a list is shorter."""
PROFILES = 2
"""Lines of names above paragraphs from which on they are subheads: what each of several people said."""
_SEPARATOR = regex.compile(r"[ 　、]+")


def bare_names(text: str) -> tuple[str, ...]:
    """The names that a line consists of, or none.

    >>> bare_names("林一 白桦"), bare_names("平安 林一")
    (('林一', '白桦'), ())
    """
    if len(text) > LONGEST:
        return ()
    names: list[str] = []
    words = [word for word in _SEPARATOR.split(text) if word]
    while words:
        word = words.pop(0)
        if len(word) == 1 and words and len(words[0]) == 1:  # 白 桦: set wide
            word += words.pop(0)
        if len(word) > 4 or not is_name(word) or word.isascii():
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))


def with_bare_bylines(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with lines of names as bylines: between a headline and its text, and behind a story's last paragraph.
    Where several stand above paragraphs they are subheads."""
    found = list(pieces)
    lines = {at: names for at, piece in enumerate(found) if piece.is_text and (names := bare_names(piece.text))}
    heads = [at for at in lines if at + 1 < len(found) and _is_prose(found[at + 1])]
    for at, names in lines.items():
        above = found[at - 1] if at else None
        below = found[at + 1] if at + 1 < len(found) else None
        under = at in heads and len(heads) < PROFILES and above is not None and _is_title(above)
        if under or (above is not None and _closes(above, below)):
            found[at] = replace(found[at], role="byline", hint=None, byline=Byline(authors=names))
    return found


def _is_prose(piece: Piece) -> bool:
    return piece.is_text and width(piece.text) >= PROSE and piece.hint in (None, "paragraph")


def _is_title(piece: Piece) -> bool:
    if piece.role == "title" or piece.hint == "heading":
        return True
    return piece.is_text and piece.hint is None and not ends_sentence(piece.text) and not bare_names(piece.text)


def _closes(above: Piece, below: Piece | None) -> bool:
    """Whether a line behind a paragraph closes a story: nothing follows, or what starts another."""
    if not (_is_prose(above) and ends_sentence(above.text)):
        return False
    if below is None or (below.is_text and (is_lead(below.text) or CONTINUED_FROM.match(below.text))):
        return True
    return below.is_text and below.hint in (None, "heading") and not ends_sentence(below.text) and not _is_prose(below)
