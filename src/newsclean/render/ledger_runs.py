"""Groups the rows of a ledger for display: the lines of one block, and consecutive repeats, each become one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsclean.model import LedgerRow

Place = tuple[int | None, int | str]
"""The place of a run: its article, and the number of its block or, for a title or a byline, the role."""


_MARKS = ("log-prefix", "markup")
"""Reasons for marks inside lines, which are not text. Repeats with only such marks between them form one run."""


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent rows with the same role, reason and place, and the white space between them. `index` is that of the
    first row."""

    index: int
    rows: tuple[LedgerRow, ...]

    @property
    def first(self) -> LedgerRow:
        return self.rows[0]

    @property
    def place(self) -> Place:
        row = self.first
        return row.article, row.role if row.block is None else row.block

    @property
    def pieces(self) -> tuple[LedgerRow, ...]:
        """The rows without the ones between them."""
        return tuple(row for row in self.rows if (row.role, row.reason) == (self.first.role, self.first.reason))

    @property
    def characters(self) -> int:
        return sum(row.end - row.start for row in self.pieces)

    @property
    def is_space(self) -> bool:
        return self.first.role == "space"

    @property
    def is_removed(self) -> bool:
        return self.first.role == "removed"

    @property
    def is_repeat(self) -> bool:
        return self.is_removed and self.first.reason == "repeat"


def runs(ledger: Iterable[LedgerRow]) -> Iterator[Run]:
    """Every row once, in order."""
    rows: list[LedgerRow] = []
    start = 0
    following: list[Run] = []
    for run in _neighbours(ledger):
        if rows and run.is_repeat:
            rows += [row for one in (*following, run) for row in one.rows]
        elif rows and (run.is_space or run.first.reason in _MARKS):
            following.append(run)
            continue
        else:
            yield from _folded(start, rows, following)
            start, rows = run.index, [*run.rows] if run.is_repeat else []
            if not rows:
                yield run
        following = []
    yield from _folded(start, rows, following)


def _folded(start: int, rows: list[LedgerRow], following: list[Run]) -> Iterator[Run]:
    if rows:
        yield Run(start, tuple(rows))
    yield from following


def _neighbours(ledger: Iterable[LedgerRow]) -> Iterator[Run]:
    open_rows: list[LedgerRow] = []
    spaces: list[LedgerRow] = []
    start = 0
    for index, row in enumerate(ledger):
        if row.role == "space":
            spaces.append(row)
            continue
        if open_rows and _label(open_rows[0]) == _label(row):
            open_rows += [*spaces, row]
        else:
            yield from _closed(start, open_rows, spaces)
            start, open_rows = index, [row]
        spaces = []
    yield from _closed(start, open_rows, spaces)


def _closed(start: int, rows: list[LedgerRow], spaces: list[LedgerRow]) -> Iterator[Run]:
    if rows:
        yield Run(start, tuple(rows))
    for offset, space in enumerate(spaces, start=len(rows)):
        yield Run(start + offset, (space,))


def _label(row: LedgerRow) -> tuple[str, str | None, int | None, int | None]:
    if row.role == "removed" and row.reason == "repeat":
        return row.role, row.reason, None, None
    return row.role, row.reason, row.article, row.block
