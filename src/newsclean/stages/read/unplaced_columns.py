"""Columns of lines that a tool has printed beside each other with a single space between and nothing to tell the place.

How wide a part is, and whether it ends a sentence, tells which column it can go on in: behind a full line that breaks
off stands another full line or the end of a paragraph, behind the end of one a first line, two cells short of its
column. Of all ways to put the parts of each row below those of the rows before, in the same order, the best is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from newsclean.language.characters import ends_sentence, has_han, width
from newsclean.stages.read.column_chains import MARK, Chain, headed
from newsclean.stages.read.printed_rows import Part, Row, cut_everywhere
from newsclean.stages.read.reading_order import in_reading_order

# Cells around the column's width that a full line has, and around the width of a first line with its indent lost.
FULL_SLACK = 2.5
FIRST_SLACK = 0.55
INDENT = 2.0
NARROWEST = 8
# Rows with lines beside each other, their share of the rows with several parts, how far (in cells) their widths may
# differ, and the share of them that has a mark inside.
BESIDE_ROWS, BESIDE_SHARE = 8, 0.3
SURE = 1.0
MARKED = 0.35
# Columns of a page, and the share of the rows that may seem to have more.
MOST_COLUMNS, CROWDED_SHARE = 7, 0.03
# Share of the spaces that have no word or figure of another script beside them, as they have in running text.
WIDE_SHARE = 0.7
# Cells by which a part is wider than its column where it holds two lines.
OVER = 1.5
# Rows of other articles that may stand between two lines of a column.
OLDEST = 4
# What it costs to begin a column, to leave one for good, and a step that the column has not had before.
NEW, NEW_HEADLINE = -1.5, -1.4
LEFT_OPEN, LEFT_CLOSED = -0.75, -0.2
OUT_OF_STEP = -1.0
# What it is worth that two parts beside each other had their last lines beside each other, or not.
BESIDE, NOT_BESIDE = 1.4, -1.6
# What a row more between two lines costs.
NEARER = 0.07
# States that are kept from row to row, and ways for each number of columns.
BEAM, WAYS = 16, 4
# What it is worth that the characters at a break stand together elsewhere.
TOGETHER = 0.8


@dataclass(slots=True, eq=False)
class _Column:
    """Lines below each other, and which of its row's parts each is."""

    parts: list[Part]
    places: list[int]


def unplaced_columns(rows: Sequence[Row]) -> list[Chain]:
    """The columns of a page in reading order. Blank lines part runs that stand in order already."""
    parts = cut_everywhere(rows)
    wide = _width([part for row in parts for part in row])
    known = {pair for row in rows for pair in pairwise(row.raw)}
    found: list[Chain] = []
    run: list[list[Part]] = []
    for row in [*parts, []]:
        if run and (not row or row[0].gap):
            found += _in_order(run, wide, known)
            run = []
        run.append(_whole(row, wide))
    return found


def stand_beside(rows: Sequence[Row]) -> bool:
    """Whether many rows hold two lines or more that are as wide as each other, break off in mid-clause and have the
    marks of prose inside."""
    parts = cut_everywhere(rows)
    wide = _width([part for row in parts if len(row) > 1 for part in row])
    lines = [
        [part for part in row if abs(part.cells - wide) <= SURE or abs(part.cells - wide + INDENT) <= SURE]
        for row in parts
    ]
    lines = [[part for part in row if not _ENDED.search(part.text)] for row in lines]
    if sum(len(row) > MOST_COLUMNS for row in parts) > CROWDED_SHARE * len(parts):
        return False  # paragraphs whose lines are joined by spaces
    beside = [row for row in lines if len(row) > 1]
    found = [part.text for row in beside for part in row]
    several = [row for row in parts if len(row) > 1]
    cuts = [row.raw[start - 1] + row.raw[end] for row in rows for start, end in row.soft]
    return (
        len(beside) >= BESIDE_ROWS
        and sum(has_han(cut) and not _WORD.search(cut) for cut in cuts) >= WIDE_SHARE * len(cuts)
        and len(beside) >= BESIDE_SHARE * len(several)
        and sum(MARK.search(text) is not None for text in found) >= MARKED * len(found)
        and len(set(found)) > len(found) / 2
    )


def _in_order(run: Sequence[Sequence[Part]], wide: float, known: set[tuple[str, str]]) -> Iterator[Chain]:
    if all(len(row) < 2 for row in run):  # nothing beside each other: these are in order
        alone = [part for row in run for part in row]
        if alone:
            yield Chain.of(alone, spaced=alone[0].gap > 0, guessed=True)
        return
    columns = _columns(run, wide, known)
    chains: list[Chain] = []
    for column in columns:
        x = sorted(column.places)[len(column.places) // 2] * (int(wide) + 2)
        placed = []
        for above, part in zip([None, *column.parts], column.parts, strict=False):
            first = abs(part.cells - wide + INDENT) <= FIRST_SLACK and (above is None or not _is_open(above, wide))
            placed.append(replace(part, x=x + 2 * (first and abs(part.cells - wide) > 1)))
        chains += headed(Chain.of(placed, guessed=True, x=x))
    yield from in_reading_order(chains)


def _width(parts: Sequence[Part]) -> float:
    """The width of the columns: what most parts have that are not short."""
    often = Counter(round(part.cells) for part in parts if part.cells >= NARROWEST)
    if not often:
        return NARROWEST
    return float(max(often, key=lambda cells: (often[cells] + often.get(cells + 1, 0) / 2, cells)))


def _whole(row: Sequence[Part], wide: float) -> list[Part]:
    """The parts of a row; two that together are one line, the first of which breaks off short, are one."""
    found: list[Part] = []
    for part in [piece for whole in row for piece in _narrow(whole, wide)]:
        last = found[-1] if found else None
        if last is not None and last.end + 1 == part.start and not ends_sentence(last.text):
            cells = last.cells + part.cells + 0.5
            short = last.cells < wide - INDENT - FIRST_SLACK
            if short and (abs(cells - wide) <= 1 or abs(cells - wide + INDENT) <= 1):
                found[-1] = replace(last, end=part.end, text=f"{last.text} {part.text}")
                continue
        found.append(part)
    return found


def _narrow(part: Part, wide: float) -> Iterator[Part]:
    """A part that is too wide for its column, cut behind the end of a sentence or where a full line ends."""
    at = 0
    while (at := part.text.find(" ", at + 1)) > 0:
        left, right = part.text[:at], part.text[at + 1 :]
        near = min(abs(width(left) - wide), abs(width(right) - wide))
        if _STOP.search(left) or (part.cells > wide + OVER and near <= FULL_SLACK):
            yield replace(part, end=part.start + at, text=left)
            part = replace(part, start=part.start + at + 1, text=right, x=part.x + at + 1)
            at = 0
    yield part


def _columns(run: Sequence[Sequence[Part]], wide: float, known: set[tuple[str, str]]) -> list[_Column]:
    """The columns of rows: of all ways to put each part below another the best, looked for with a beam."""
    states = [_State()]
    for row in run:
        if row:
            ways = [way for state in states for way in _ways(state, row, wide, known)]
            ways.sort(key=lambda way: -way[0])
            states = []
            seen: set[tuple[int, ...]] = set()
            for score, state, homes in ways:
                after = state.after(row, homes, score, wide)
                key = tuple(slot.last.start for slot in after.live)
                if key not in seen:
                    seen.add(key)
                    states.append(after)
                if len(states) == BEAM:
                    break
    return max(states, key=lambda state: state.score).columns()


@dataclass(frozen=True, slots=True, eq=False)
class _Slot:
    """A column while it grows: its last line, the rows from one line to the next, where in its rows it stands, and what
    it was before."""

    last: Part
    step: int
    place: int
    lines: int
    before: _Slot | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """Columns that are open to the next row, from left to right, those that are done, and what they are worth."""

    live: tuple[_Slot, ...] = ()
    done: tuple[_Slot, ...] = ()
    score: float = 0.0

    def after(self, row: Sequence[Part], homes: Sequence[int], score: float, wide: float) -> _State:
        """The state with the parts of a row in the slots of these numbers; -1 begins one."""
        live: list[_Slot] = []
        used = 0
        for place, (part, home) in enumerate(zip(row, homes, strict=True)):
            if home < 0:
                live.append(_Slot(part, 1, place, 1))
                continue
            live += self.live[used:home]
            last = self.live[home]
            live.append(_Slot(part, part.row - last.last.row, place, last.lines + 1, last))
            used = home + 1
        live += self.live[used:]
        number = row[0].row
        old = [slot for slot in live if number - slot.last.row >= OLDEST]
        if not old:
            return _State(tuple(live), self.done, score)
        cost = sum(LEFT_OPEN if _is_open(slot.last, wide) else LEFT_CLOSED for slot in old)
        kept = tuple(slot for slot in live if number - slot.last.row < OLDEST)
        return _State(kept, (*self.done, *old), score + cost)

    def columns(self) -> list[_Column]:
        """All columns, from their first lines to their last."""
        found: list[_Column] = []
        for slot in (*self.done, *self.live):
            parts: list[Part] = []
            places: list[int] = []
            at: _Slot | None = slot
            while at is not None:
                parts.append(at.last)
                places.append(at.place)
                at = at.before
            found.append(_Column(parts[::-1], places[::-1]))
        return found


_Way = tuple[float, tuple[int, ...], int]


def _ways(
    state: _State, row: Sequence[Part], wide: float, known: set[tuple[str, str]]
) -> Iterator[tuple[float, _State, tuple[int, ...]]]:
    """The best ways to put the parts of a row into columns, in their order."""
    live = state.live
    above: list[list[_Way]] = [[(state.score, (), 0)], *([] for _ in live)]
    for part in row:
        new = NEW_HEADLINE if _is_headline(part, wide) else NEW
        fits = [_fit(slot, part, wide, known) for slot in live]
        below: list[list[_Way]] = []
        for used in range(len(live) + 1):  # the slots before `used` are behind the part
            here = [(score + new, (*homes, -1), last) for score, homes, last in above[used]]
            if used:
                slot = live[used - 1]
                for before in range(used):
                    for score, homes, last in above[before]:
                        beside = 0.0 if not last else BESIDE if last == slot.last.row else NOT_BESIDE
                        here.append((score + fits[used - 1] + beside, (*homes, used - 1), slot.last.row))
            here.sort(key=lambda way: -way[0])
            below.append(here[:WAYS])
        above = below
    for found in above:
        for score, homes, _ in found:
            yield score, state, homes


def _is_open(part: Part, wide: float) -> bool:
    """Whether a line breaks off in the middle of a sentence at its column's end."""
    return not ends_sentence(part.text) and part.cells >= wide - INDENT - FIRST_SLACK


def _is_headline(part: Part, wide: float) -> bool:
    off = abs(part.cells - wide) > FULL_SLACK and abs(part.cells - wide + INDENT) > FIRST_SLACK
    return off and not ends_sentence(part.text) and MARK.match(part.text[-1]) is None


# What no line begins with that goes on with a sentence.
_STOP = regex.compile(r"[。！？][”’」』）]?$")
_WORD = regex.compile(r"[\p{Latin}\d]")
_ENDED = regex.compile(r"[，。、；：！？…,.;:!?”’」』）)]$")
_OPENING = regex.compile(r"——|[■▲●◆▼]|（上接|（?记者|本报|新华社|图为|[上下左右]图")


def _fit(column: _Slot, part: Part, wide: float, known: set[tuple[str, str]]) -> float:
    """How well a part goes on in a column."""
    last, age = column.last, part.row - column.last.row
    step = OUT_OF_STEP * (abs(age - column.step) if column.lines > 2 else max(0, age - 2) / 2)
    full = abs(part.cells - wide) <= FULL_SLACK
    first = abs(part.cells - wide + INDENT) <= FIRST_SLACK
    ended = ends_sentence(part.text)
    step -= NEARER * age
    if _is_open(last, wide):
        if _OPENING.match(part.text):
            return step - 2.5
        together = TOGETHER * ((last.text[-1], part.text[0]) in known)
        return step + together + (2.0 if full else 1.5 if ended else -1.0 if first else -2.5)
    if ends_sentence(last.text):
        flush = abs(last.cells - wide) <= FULL_SLACK
        return step + (2.0 if first else (1.0 if flush else -1.5) if full else 0.5 if ended else -0.6)
    return step + (1.5 if first else 0.3 if full else -0.2)
