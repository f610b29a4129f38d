"""Parts of printed lines to the columns that they stand in: a part goes on below another that starts where it does."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

import regex

from newsclean.language.characters import ends_sentence, width
from newsclean.stages.read.printed_rows import NEAREST, Part

# Of the lines of a column 90 % start within a cell of the one above; first lines are indented by two.
STRAIGHT = 1
INDENT = 2
# Below a full line that ends no sentence a line may stand this far off.
JITTER = 4
# Where the columns on its left are full, a tool may set it this far off, right behind them.
PUSHED = 8
TIGHT = 3
# Rows of other articles between two lines of a column whose base lines differ.
SKIPPED = 3
MARK = regex.compile(r"[，。、；：！？…]|[,.;:!?](?=\s|$)")
# Share of its column that a full line has.
FULL = 0.88
# Share below which a line that ends no sentence is a headline.
SHORT = 0.75
# Cells by which a part is wider than its column where it runs into the next one.
OVER = 1.5
# Cells by which the space before a column may stand off, where a column on its left has lost an indent.
SHIFT = 5
HANGING = regex.compile(r"[，。、；：！？”’」』）》]")


@dataclass(slots=True, eq=False)
class Chain:
    """Parts below each other, from top to bottom; `spaced` says that the text has a blank line above them,
    `guessed` that their places are not those of the text. `x` is where most of its lines start; the first of two may be
    indented. What each part adds is counted once: a page asks its columns at every line."""

    parts: list[Part] = field(default_factory=list)
    spaced: bool = False
    guessed: bool = False
    x: int = 0
    _starts: Counter[int] = field(default_factory=Counter)
    _widths: list[float] = field(default_factory=list)
    _marked: bool = False
    _unfinished: int = 0

    @classmethod
    def of(cls, parts: Iterable[Part], *, spaced: bool = False, guessed: bool = False, x: int | None = None) -> Chain:
        """A column of parts; with `x` they all start there."""
        chain = cls(spaced=spaced, guessed=guessed)
        for part in parts:
            chain.add(part, x)
        return chain

    @property
    def last(self) -> Part:
        return self.parts[-1]

    @property
    def top(self) -> int:
        return self.parts[0].row

    @property
    def bottom(self) -> int:
        return self.parts[-1].row

    @property
    def cells(self) -> float:
        """The width of its column in characters: what its longer lines have."""
        wide = self._widths
        return wide[len(wide) * 3 // 4] if len(wide) > 2 else wide[-1]

    @property
    def right(self) -> float:
        return self.x + median(sorted(part.right - part.x for part in self.parts)[len(self.parts) // 2 :])

    def add(self, part: Part, x: int | None = None) -> None:
        self.parts.append(part)
        self._starts[part.x if x is None else x] += 1
        best = max(self._starts.values())
        self.x = min(x for x, count in self._starts.items() if count == best) if len(self.parts) > 1 else part.x
        insort(self._widths, part.cells)
        self._marked = self._marked or MARK.search(part.text) is not None
        self._unfinished += not ends_sentence(part.text)

    def step(self) -> int:
        """Rows from one of its lines to the next."""
        if len(self.parts) < 3:
            return SKIPPED
        return max(below.row - above.row for above, below in pairwise(self.parts[-5:]))

    def is_open(self) -> bool:
        """Whether its last line is full and ends no sentence."""
        text = self.last.text
        return not ends_sentence(text) and width(text) + self.last.typed >= FULL * self.cells

    def is_body(self) -> bool:
        """Whether it is running text: at least two lines in it go on below."""
        if not self._marked or len(self.parts) < 3:
            return False
        return self._unfinished - (not ends_sentence(self.last.text)) > 1

    def starts_inside(self) -> bool:
        """Whether its first line goes on with a sentence from elsewhere: full, and without an indent."""
        first = self.parts[0]
        if not self.is_body() or first.typed or first.x - self.x >= INDENT - 0.5:
            return False
        return first.cells >= FULL * self.cells or ends_sentence(first.text)


def chains_of(rows: Sequence[Sequence[Part]]) -> list[Chain]:
    """The columns of a page, in the order of their first lines."""
    done: list[Chain] = []
    live: list[Chain] = []
    for parts in rows:
        if parts and parts[0].gap > 0:
            done += live
            live = []
        parts = list(_apart(parts, live))
        homes = _homes(parts, live)
        for at, part in enumerate(parts):
            chain = homes.get(at)
            if chain is None:
                live.append(Chain.of([part]))
            else:
                chain.add(part)
        if parts:
            kept = [chain for chain in live if not _is_closed(chain, parts, parts[0].row)]
            done += [chain for chain in live if chain not in kept]
            live = kept
    whole = [part for chain in done + live for part in headed(chain)]
    return sorted(whole, key=lambda chain: (chain.top, chain.parts[0].x))


def headed(chain: Chain) -> Iterator[Chain]:
    """A column, cut above the headlines in it: lines that are short and end no sentence."""
    if not chain.is_body():
        yield chain
        return
    wide, x = chain.cells, chain.x
    run: list[Part] = []
    short = False
    for part in chain.parts:
        above = short
        open_end = ends_sentence(part.text) or MARK.match(part.text[-1])
        short = part.cells + max(0, part.x - x) < SHORT * wide and not open_end
        if run and short and not above:
            yield Chain.of(run, guessed=chain.guessed)
            run = []
        run.append(part)
    yield Chain.of(run, guessed=chain.guessed)


def _apart(parts: Sequence[Part], live: Sequence[Chain]) -> Iterator[Part]:
    """The parts of a row, cut where one that is too wide for its column runs into the next."""
    for part in parts:
        chain = next((chain for chain in live if abs(chain.x - part.x) <= STRAIGHT + INDENT and chain.is_body()), None)
        if chain is None or part.cells <= chain.cells + OVER:
            yield part
            continue
        rest = part
        for other in sorted(live, key=lambda chain: chain.x):
            if other is chain or not rest.x + NEAREST <= other.x < rest.right or len(other.parts) < 2:
                continue
            cut = _cut_at(rest, other.x)
            if cut is not None:
                left, rest = cut
                yield left
        yield rest


def _cut_at(part: Part, x: int) -> tuple[Part, Part] | None:
    """The two parts of one on either side of the start of a column: at a space, or behind a mark at the margin."""
    text, goal = part.text, x - part.x - part.typed
    for at in sorted(range(max(1, goal - SHIFT), min(len(text), goal + SHIFT + 1)), key=lambda at: abs(at - goal)):
        if text[at - 1] == " " or (abs(at - goal) <= STRAIGHT and HANGING.match(text[at - 1])):
            left = text[:at].rstrip()
            right = text[at:].lstrip()
            start = part.start + len(text) - len(right)
            if left and right:
                return (
                    replace(part, end=part.start + len(left), text=left),
                    replace(part, x=part.x + part.typed + start - part.start, start=start, text=right, typed=0),
                )
    return None


def _homes(parts: Sequence[Part], live: Sequence[Chain]) -> dict[int, Chain]:
    """For the parts of a row the columns that they go on in: the nearest first, each column once, in order."""
    found: dict[int, Chain] = {}
    costs = sorted(
        (cost, at, number)
        for at, part in enumerate(parts)
        for number, chain in enumerate(live)
        if (cost := _distance(part, chain, at > 0 and part.x - parts[at - 1].right <= TIGHT)) is not None
    )
    taken: dict[int, int] = {}
    for _, at, number in costs:
        if at in found or number in taken:
            continue
        chain = live[number]
        if any((other < at) != (home.x < chain.x) for other, home in found.items()):
            continue
        found[at] = chain
        taken[number] = at
    return found


def _distance(part: Part, chain: Chain, tight: bool) -> float | None:
    """How far from its place in a column a part starts; none where it cannot stand in it."""
    skipped = part.row - chain.bottom
    off = part.x - chain.x
    if skipped > (SKIPPED if abs(off) <= STRAIGHT and chain.is_open() else chain.step() + 1):
        return None
    if abs(off) <= STRAIGHT:
        return abs(off) + skipped / 10
    if abs(off - INDENT) <= STRAIGHT and off > 0:
        return 1.5 + abs(off - INDENT) / 2 + skipped / 10
    if len(chain.parts) == 1 and abs(off + INDENT) <= STRAIGHT and part.cells >= chain.last.cells - 1:
        return 1.5 + abs(off + INDENT) / 2 + skipped / 10
    if 0 < off <= JITTER and ends_sentence(chain.last.text):
        return 2.5 + off + skipped / 10
    if abs(off) <= JITTER and chain.is_open():
        return 2.5 + abs(off) + skipped / 10
    if tight and abs(off) <= PUSHED and (chain.is_open() or chain.is_body()):
        return 4.0 + abs(off) + skipped / 10
    return None


def _is_closed(chain: Chain, parts: Sequence[Part], row: int) -> bool:
    """Whether a row ends a column: too far below it, or with a part that stands across its place."""
    if chain.bottom == row:
        return False
    if row - chain.bottom >= max(SKIPPED, chain.step() + 1):
        return True
    return any(part.x <= chain.x < part.right - JITTER for part in parts)
