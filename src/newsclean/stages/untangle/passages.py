"""The units of a page that are assigned to articles: paragraphs with their headlines and captions, and sentence halves.

Sentences joined by `rejoin` are split again here, because on a page of tangled articles a half may have been joined
with one of another article; once the articles are known, halves are rejoined inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsclean.language.characters import glue
from newsclean.language.sentences import beginning, is_headline, is_tail
from newsclean.model import Kind, Piece

Rows = Sequence[tuple[Kind, Piece]]
Joints = Mapping[int, int]
"""For each half that `rejoin` has joined to another, its start and the end of the other."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph with the headlines above it and accompanying blocks such as captions; or a half of a paragraph."""

    rows: Rows
    text: str
    breaks_off: bool
    headed: bool
    opens: bool = False
    """Whether a marker starts an article here."""
    closes: bool = False
    """Whether a byline stands below it."""

    @property
    def length(self) -> int:
        return len(self.text)

    @property
    def paragraph(self) -> Piece:
        return next((piece for kind, piece in self.rows if kind == "paragraph"), self.rows[-1][1])

    @property
    def start(self) -> int:
        return self.paragraph.start


def unit(rows: Rows) -> Unit:
    """A unit of these blocks, headlines first."""
    text = "\n".join(piece.text for kind, piece in rows if kind in ("heading", "paragraph"))
    body = next((piece.text for kind, piece in rows if kind == "paragraph"), "")
    return Unit(rows, text, breaks_off=bool(body) and is_tail(body), headed=rows[0][0] == "heading")


def units(rows: Iterable[tuple[Kind, Piece]]) -> list[Unit]:
    """The units of a page; headlines at its end belong to the last unit."""
    found: list[list[tuple[Kind, Piece]]] = []
    heads: list[tuple[Kind, Piece]] = []
    for kind, piece in rows:
        if kind == "heading":
            heads.append((kind, piece))
        elif kind == "paragraph" or not found:
            found.append([*heads, (kind, piece)])
            heads = []
        else:
            found[-1].append((kind, piece))
    if heads:
        found[-1:] = [[*row, *heads] for row in found[-1:]] or [heads]
    return [unit(rows) for rows in found]


def halves(rows: Rows) -> tuple[list[tuple[Kind, Piece]], Joints]:
    """The blocks before `rejoin` joined some, in print order, and the places where they were joined."""
    apart = [row for kind, piece in rows for row in (_halves(piece) if kind == "paragraph" else [(kind, piece)])]
    joints = {piece.spans[span][0]: piece.spans[span - 1][1] for _, piece in rows for _, span in piece.joints}
    return sorted(apart, key=lambda row: row[1].start), joints


def _halves(piece: Piece) -> Iterator[tuple[Kind, Piece]]:
    """The halves of a paragraph; a half that is a headline by itself was one before."""
    text = span = 0
    for text_end, span_end in (*piece.joints, (len(piece.text), len(piece.spans))):
        part, flags = piece.text[text:text_end].strip(), piece.flags if text_end == len(piece.text) else ("breaks-off",)
        kind: Kind = "heading" if (piece.joints or piece.interrupts) and is_headline(part) else "paragraph"
        flags = flags if kind == "paragraph" else ()
        yield kind, replace(piece, text=part, spans=piece.spans[span:span_end], flags=flags, joints=())
        text, span = text_end, span_end


def rejoined(units: Sequence[Unit], joints: Joints, beside: Joints) -> list[Unit]:
    """The units of one story, with those that are cut off joined to their continuation. `beside` has for each unit's
    start the end of the unit directly above it in print; `rejoin` has already decided about these pairs."""
    found: list[Unit] = []
    for below in units:
        if not found or below.headed or not _continues(found[-1], below, joints, beside):
            found.append(below)
            continue
        left, right = found[-1].paragraph, below.paragraph
        spans, text = left.spans + right.spans, glue(left.text, right.text)
        whole = replace(left, spans=spans, text=text, flags=right.flags)
        above: Rows = [("paragraph", whole) if piece is left else (kind, piece) for kind, piece in found[-1].rows]
        found[-1] = unit([*above, *(row for row in below.rows if row[1] is not right)])
    return found


def _continues(above: Unit, below: Unit, joints: Joints, beside: Joints) -> bool:
    """Whether a unit continues in the next one of its story: `rejoin` joined them, or one is cut off and the other
    begins as a continuation."""
    joined = joints.get(below.start)
    if joined == above.paragraph.end:
        return True
    if joined is None and beside.get(below.start) == above.paragraph.end:
        return False
    return above.breaks_off and (joined is not None or beginning(below.paragraph.text) in LOST_BEGINNINGS)


LOST_BEGINNINGS = ("open", "severed", "perhaps severed", "lost half", "cannot start", "lower case")
