"""Finds repeats inside one document: looping texts, blocks that occur twice, and loops inside a text.

Pure functions on lists of texts. docs/algorithm/repeats.md explains the rules and their evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsclean.duplicates import verify
from newsclean.model import Span
from newsclean.stages.collapse import near_copies, numbered, partial, tandem
from newsclean.stages.collapse.consecutive import RepeatFinder

ROUNDS = 16
"""Maximum number of rounds: removing a text can make its neighbours a repeat."""

MARK = re.compile(
    r"\s*(?:[（(]\s?第?(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5})\s?[)）]"
    r"|(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5})(?:[、)）]|[.．:：](?![0-9０-９]))"
    r"|第(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5})[条條章节節项項点點回]"
    r"|[①-⑳]|[·•●■◆◇▲△▪★☆*-](?!\s*[·•●■◆◇▲△▪★☆*\d-]))\s*(?=\S)"
)
"""An ordinal or a bullet before a text: 1. （二） 第三条 ④ ●; not 1.5万元, 9月1日, -5℃, a rule of dashes."""
STAMP = re.compile(
    r"\s*(?:[\[(]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[\])]?"
    r"|[\[(](?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[\])]|(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d{2,3})\s*(?=\S)"
)
"""The time before a line of subtitles: [00:12.34], 00:00:01,000 --> 00:00:03,000. A timetable's has no such form."""
ROOT = 6
"""Width of a text of which another is several copies, as in `Bye now! Bye now!`; 哈哈 is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A paragraph that `collapse_repeats` keeps: its text, its place in the input, and how often it stood there."""

    text: str
    index: int
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Repeats:
    """What repeats in a list of texts, for each text at the same place.

    `copy_of` is the index of the text that represents it, `None` if it is kept. `cuts` are ranges of characters inside
    a kept text that repeat what is just before them, in it or in the text before it. `copies` counts all occurrences of
    the text: 1 if it is unique, and also for a removed text.
    """

    copy_of: tuple[int | None, ...]
    cuts: tuple[tuple[Span, ...], ...]
    copies: tuple[int, ...]


def collapse_repeats(paragraphs: Iterable[str]) -> list[Kept]:
    """The paragraphs without repeats, in order, with the number of occurrences of each.

    >>> [(kept.index, kept.copies) for kept in collapse_repeats(["会议强调，工作要抓细抓实。"] * 3 + ["散会。"])]
    [(0, 3), (3, 1)]
    """
    texts = list(paragraphs)
    repeats = find_repeats(texts)
    return [
        Kept(text=_without(text, cuts), index=index, copies=copies)
        for index, (text, copy_of, cuts, copies) in enumerate(
            zip(texts, repeats.copy_of, repeats.cuts, repeats.copies, strict=True)
        )
        if copy_of is None
    ]


def _without(text: str, cuts: Sequence[Span]) -> str:
    if not cuts:
        return text
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).rstrip()


def find_repeats(texts: Sequence[str]) -> Repeats:
    """Find repeats among the texts of one document. White space is ignored; blank texts are only removed together with
    the loop that contains them.
    """
    squeezed = ["".join(text.split()) for text in texts]
    said, units = _units(squeezed)
    cuts, copies, copy_of = _inside(texts, squeezed)
    squeezed = ["".join(_without(text, cuts[i]).split()) if i in cuts else squeezed[i] for i, text in enumerate(texts)]
    present = [i for i, text in enumerate(squeezed) if text and i not in copy_of]
    marks = list(map(_mark, texts))
    for _ in range(ROUNDS):
        found = _copies([said.get(i, squeezed[i]) for i in present], [marks[i] for i in present])
        if not found:
            break
        copy_of |= {present[copy]: present[original] for copy, original in found.items()}
        present = [i for i in present if i not in copy_of]
    final = {i: _followed(copy_of, i) for i in copy_of}
    for i, original in final.items():
        copies[original] += copies[i]
        copies[i] = 1
    for i, unit in units.items():
        if i not in final and not cuts.get(i) and copies[i] > 1:
            cuts[i] = ((_place(texts[i], unit), len(texts[i].rstrip())),)
    final |= _blanks(squeezed, final)
    return Repeats(
        copy_of=tuple(final.get(i) for i in range(len(texts))),
        cuts=tuple(() if i in final else cuts.get(i, ()) for i in range(len(texts))),
        copies=tuple(copies),
    )


def _units(texts: Sequence[str]) -> tuple[dict[int, str], dict[int, int]]:
    """What texts are compared by where that is not all of them: a line of subtitles without its time, and of one that
    is several copies of another one of them. The lengths of the latter stand in the second."""
    said: dict[int, str] = {}
    units: dict[int, int] = {}
    alone = set(texts)
    for i, text in enumerate(texts):
        stamp = STAMP.match(text)
        body = text[stamp.end() :] if stamp else text
        period = (body + body).find(body, 1) if body else 0
        if 0 < period < len(body) and tandem.width(body[:period]) >= ROOT and (stamp or body[:period] in alone):
            body = body[:period]
            units |= {} if stamp else {i: period}
        if body != text:
            said[i] = body
    return said, units


def _inside(
    texts: Sequence[str], squeezed: Sequence[str]
) -> tuple[dict[int, tuple[Span, ...]], list[int], dict[int, int]]:
    """The loops inside texts: the ranges to cut, the number of copies in each text, and the texts that only continue
    the loop in which an earlier text is cut off, as when column lines divide a loop.
    """
    cuts: dict[int, tuple[Span, ...]] = {}
    copies = [1] * len(texts)
    copy_of: dict[int, int] = {}
    for i in tandem.suspects(squeezed):
        if i in copy_of:
            continue
        counted = numbered.loops(texts[i])
        loops = tandem.Loops(counted) if counted else tandem.loops(texts[i])
        begun = cuts.get(i, ())
        cuts[i] = begun + tuple(cut for cut in loops.cuts if not begun or cut[0] >= begun[0][1])
        copies[i] = loops.copies
        unit, over = loops.unit, loops.over
        for j in range(i + 1, len(texts) if unit else 0):
            agreed = tandem.agreed(squeezed[j], unit)
            if agreed < len(squeezed[j]) or 0 < agreed < partial.CUT_OFF:
                whole = agreed - (over + agreed) % len(unit)
                if whole >= partial.CONTAINED:
                    cuts[j] = ((0, _place(texts[j], whole)),)
                break
            if agreed:
                copy_of[j] = i
            unit, over = unit[agreed % len(unit) :] + unit[: agreed % len(unit)], (over + agreed) % len(unit)
    return cuts, copies, copy_of


def _place(text: str, count: int) -> int:
    """The position in a text after `count` characters other than white space."""
    places = (i + 1 for i, character in enumerate(text) if not character.isspace())
    return next(place for number, place in enumerate(places, start=1) if number == count)


def _followed(copy_of: dict[int, int], i: int) -> int:
    while i in copy_of:
        i = copy_of[i]
    return i


def _blanks(squeezed: Sequence[str], copy_of: dict[int, int]) -> dict[int, int]:
    """Remove blank texts after a removed one, such that a kept text keeps a blank text after it."""
    removed: dict[int, int] = {}
    kept_text: int | None = None
    after_copy = False
    for i, text in enumerate(squeezed):
        if text:
            after_copy = i in copy_of
            kept_text = kept_text if after_copy else None
        elif after_copy and kept_text is not None:
            removed[i] = kept_text
        else:
            kept_text = i
    return removed


def _copies(texts: Sequence[str], marks: Sequence[str]) -> dict[int, int]:
    """One round: for each text to remove, the index of the text that represents it. Texts must not have white space."""
    bodies = [text[len(mark) :] for text, mark in zip(texts, marks, strict=True)]
    return RepeatFinder(marks, bodies, _classes(bodies)).decide()


def _mark(text: str) -> str:
    """The ordinal or bullet before a text, without white space."""
    found = MARK.match(text)
    return "".join(found[0].split()) if found else ""


def _classes(bodies: Sequence[str]) -> list[int]:
    """For each text, the index of the first one that it equals or is a near-copy of."""
    firsts: dict[str, int] = {}
    exact = [firsts.setdefault(body, i) for i, body in enumerate(bodies)]
    distinct = list(firsts)
    if len(distinct) == len(bodies) and max(map(len, distinct), default=0) < verify.LEAST_NEAR:
        return exact
    leaders = near_copies.near_copies(distinct)
    near = {firsts[text]: firsts[distinct[leader]] for text, leader in zip(distinct, leaders, strict=True)}
    return [near[i] for i in exact]
