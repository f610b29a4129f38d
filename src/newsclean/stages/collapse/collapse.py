"""Labels the repeats among pieces; each points at the copy that is kept.

This stage runs before cut sentences are joined: a loop can separate the halves of a sentence, and its copies are easier
to find while each is a separate piece. `stages.collapse.repeats` decides what is a repeat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from newsclean.language.characters import glue, offsets
from newsclean.language.leads import CONTINUED_FROM
from newsclean.language.notices import CAPITALS
from newsclean.model import Piece, Span
from newsclean.stages.collapse.repeats import find_repeats

LOOPED = 5
"""Copies that every text of a document has which is nothing but loops."""
SLOGAN = 4
"""Lines of a slogan in capitals."""
REPEATABLE = frozenset({None, "credit", "byline"})


def collapse(text: str, pieces: Sequence[Piece], *, apart: bool = True) -> list[Piece]:
    """Label the repeats among the pieces of a document whose text is `text`.

    Without `apart`, only copies directly after the text that they repeat are removed. On a web page, repeats elsewhere
    are intended: the question of an interview, a line of code (F1 of 24 Chinese bodies .986 with `apart`, .990
    without).
    """
    places = [at for at, piece in enumerate(pieces) if _may_repeat(piece)]
    repeats = find_repeats([pieces[at].text for at in places])
    runs = range(len(places)) if apart else _in_runs(repeats.copy_of)
    spared = Counter(copy_of for number, copy_of in enumerate(repeats.copy_of) if number not in runs)
    changed: dict[int, list[Piece]] = {}
    for number, at in enumerate(places):
        piece = pieces[at]
        copy_of, copies = repeats.copy_of[number], repeats.copies[number] - spared[number]
        if copy_of is not None and number in runs:
            stays = pieces[places[copy_of]]
            changed[at] = [replace(piece, role="removed", reason="repeat", repeat_of=stays.start)]
        elif copy_of is None and (repeats.cuts[number] or copies > 1):
            changed[at] = _without(text, replace(piece, copies=copies), repeats.cuts[number])
    whole = [piece for at, found in enumerate(pieces) for piece in changed.get(at, (found,))]
    return _without_headlines(text, whole)


def _without_headlines(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, with what is no headline marked as text: a loop in which the text breaks off at its end, and, where a
    document is nothing but loops, all of them."""
    kept = [at for at, piece in enumerate(pieces) if piece.is_text]
    if not kept:
        return pieces
    if all(pieces[at].copies >= LOOPED for at in kept):
        loops = kept
    else:
        loops = [at for at in kept[-1:] if at + 1 < len(pieces) and _breaks_off(text, pieces[at], pieces[at + 1])]
    for at in loops:
        pieces[at] = replace(pieces[at], hint=pieces[at].hint or "paragraph")
    return _one_slogan(pieces, kept) if loops == kept else pieces


def _one_slogan(pieces: list[Piece], loops: Sequence[int]) -> list[Piece]:
    """The pieces, with a slogan in capitals whose lines looped together as one: LIGHT THE LAMP AND / THE BOATS WILL."""
    lines = [pieces[at] for at in loops]
    together = not any(line.gap for line in lines[1:]) and all(CAPITALS.fullmatch(line.text) for line in lines)
    if not (1 < len(lines) <= SLOGAN and together):
        return pieces
    text = reduce(glue, (line.text for line in lines))
    spans = tuple(span for line in lines for span in line.spans)
    whole = replace(lines[0], text=text, spans=spans, copies=min(line.copies for line in lines))
    rest = [piece for at, piece in enumerate(pieces) if at > loops[0] and at not in loops]
    return [*pieces[: loops[0]], whole, *rest]


def _breaks_off(text: str, piece: Piece, below: Piece) -> bool:
    """Whether the line of a piece ends in a loop."""
    return below.repeat_of == piece.start and "\n" not in text[piece.end : below.start].strip(" ")


def _in_runs(copy_of: Sequence[int | None]) -> frozenset[int]:
    """The copies in a run that directly follows its original and is as long: A A, A B A B, but not A B A."""
    found: set[int] = set()
    start = 0
    for at in range(len(copy_of) + 1):
        if at < len(copy_of) and copy_of[at] is not None:
            continue
        first = copy_of[start] if start < at else None
        if first is not None and at - start >= start - first:
            found.update(range(start, at))
        start = at + 1
    return frozenset(found)


def _may_repeat(piece: Piece) -> bool:
    """Whether a piece can be a repeat. A continuation marker cannot: it may be printed above several stories."""
    return piece.role in REPEATABLE and CONTINUED_FROM.fullmatch(piece.text) is None


def _without(text: str, piece: Piece, cuts: Sequence[Span]) -> list[Piece]:
    """A piece without the ranges of its text that repeat the text before them, and those ranges as removed pieces."""
    if not cuts:
        return [piece]
    at = offsets(text, piece.spans, piece.text)
    looped = [(at[start], at[end - 1] + 1) for start, end in cuts]
    kept = "".join(
        piece.text[start:end]
        for start, end in zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), None], strict=True)
    )
    rest = replace(piece, spans=_outside(text, piece.spans, looped), text=kept.strip())
    removed = [
        replace(piece, spans=spans, text=piece.text[start:end], role="removed", reason="repeat", repeat_of=rest.start)
        for (start, end), cut in zip(cuts, looped, strict=True)
        if (spans := _inside(text, piece.spans, cut))
    ]
    return [rest, *removed]


def _outside(text: str, spans: Sequence[Span], cuts: Sequence[Span]) -> tuple[Span, ...]:
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    stays = list(zip(edges[::2], edges[1::2], strict=True))
    return tuple(span for stay in stays for span in _inside(text, spans, stay))


def _inside(text: str, spans: Sequence[Span], within: Span) -> tuple[Span, ...]:
    """The parts of spans inside a range, without white space at their ends."""
    parts = []
    for start, end in spans:
        start, end = max(start, within[0]), min(end, within[1])
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            parts.append((start, end))
    return tuple(parts)
