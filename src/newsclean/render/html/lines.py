"""The document's text by lines: which pieces share a line, and which blocks have parts with other lines between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from newsclean.render.ledger_runs import Place, Run

LANES = 4
"""Maximum number of join lines drawn side by side; a join beyond them has only its marks. Of 384 generated pages (seeds
7 and 8 of benchmarks/pages.py) one needs 3, five need 2, and 43 one."""


@dataclass(frozen=True, slots=True)
class Item:
    """A run, or white space from one, with its displayed text, in which every line ends with one `\\n`."""

    run: Run
    text: str


@dataclass(frozen=True, slots=True)
class Join:
    """The connection of two parts of a block: from the line of one part's last run to that of the next part's first."""

    place: Place
    part: int
    parts: int
    source: Run
    target: Run
    lines: tuple[int, int]
    lane: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """`items` of each line, the parts of every block, and the joins between the parts."""

    items: tuple[tuple[Item, ...], ...]
    parts: Mapping[Place, tuple[tuple[Run, ...], ...]]
    joins: tuple[Join, ...]
    groups: Mapping[Place, int]
    """Numbers of the blocks that have more than one piece."""

    @classmethod
    def of(cls, text: str, ledger: Iterable[Run]) -> Lines:
        lines = tuple(_lines(text, ledger))
        parts = _parts(lines)
        several = (place for place, runs in parts.items() if sum(map(len, runs)) > 1)
        groups = {place: number for number, place in enumerate(several)}
        return cls(lines, parts, tuple(_lanes(_joins(lines, parts))), groups)

    @property
    def lanes(self) -> int:
        return max((join.lane + 1 for join in self.joins if join.lane is not None), default=0)

    def group(self, place: Place) -> str:
        """The classes, after a space, that the pieces of a block share if there are several."""
        if place not in self.groups:
            return ""
        return f" g{self.groups[place]}{' joined' if len(self.parts[place]) > 1 else ''}"


def shown(text: str, start: int, end: int) -> str:
    """The text of a row, with every line end as `\\n`; one that is split between two rows belongs to the second."""
    piece = text[start:end]
    if "\r" not in piece:
        return piece
    if piece.endswith("\r") and text.startswith("\n", end):
        piece = piece[:-1]
    return piece.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, ledger: Iterable[Run]) -> Iterator[tuple[Item, ...]]:
    """Lines of items. A run over several lines forms one line with the runs that share its first and last line. Repeats
    are folded, so that only the white space after them shares their line."""
    line: list[Item] = []
    for run in ledger:
        if line and (run.is_repeat or (line[0].run.is_repeat and not run.is_space)):
            yield tuple(line)
            line = []
        piece = shown(text, run.first.start, run.rows[-1].end)
        for part in _split(piece) if run.is_space else (piece,):
            line.append(Item(run, part))
            if part.endswith("\n"):
                yield tuple(line)
                line = []
    if line:
        yield tuple(line)


def _split(space: str) -> Iterator[str]:
    """White space in up to three parts: the end of a line, blank lines, an indent."""
    first, end, rest = space.partition("\n")
    blank, last, indent = rest.rpartition("\n")
    yield from filter(None, (first + end, blank + last, indent))


def _parts(lines: Iterable[tuple[Item, ...]]) -> dict[Place, tuple[tuple[Run, ...], ...]]:
    """The runs of each field and block; runs with a line of other text between them are in different parts."""
    found: defaultdict[Place, list[list[Run]]] = defaultdict(list)
    last: dict[Place, int] = {}
    filled = 0
    for line in lines:
        runs = [item.run for item in line if not item.run.is_space]
        filled += bool(runs)
        for run in runs:
            if run.is_removed or run.first.article is None:
                continue
            if filled - last.get(run.place, -1) > 1:
                found[run.place].append([])
            found[run.place][-1].append(run)
            last[run.place] = filled
    return {place: tuple(map(tuple, parts)) for place, parts in found.items()}


def _joins(lines: tuple[tuple[Item, ...], ...], parts: Mapping[Place, tuple[tuple[Run, ...], ...]]) -> list[Join]:
    line_of = {item.run.index: number for number, line in enumerate(lines) for item in line}
    joins = [
        Join(place, part, len(runs), one[-1], other[0], (line_of[one[-1].index], line_of[other[0].index]))
        for place, runs in parts.items()
        if isinstance(place[1], int)
        for part, (one, other) in enumerate(pairwise(runs), start=1)
    ]
    return sorted(joins, key=lambda join: join.lines)


def _lanes(joins: Iterable[Join]) -> Iterator[Join]:
    """Assign each join the first lane that is free from its first line to its last."""
    free = list(range(LANES))
    taken: list[tuple[int, int]] = []
    for join in joins:
        while taken and taken[0][0] <= join.lines[0]:
            heappush(free, heappop(taken)[1])
        lane = heappop(free) if free else None
        if lane is not None:
            heappush(taken, (join.lines[1], lane))
        yield Join(join.place, join.part, join.parts, join.source, join.target, join.lines, lane)
