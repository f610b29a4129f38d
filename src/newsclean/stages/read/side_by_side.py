"""Pages whose columns stand side by side in the text: `pdftotext -layout` and its kin print what each column has of a
line next to each other. Such a text is put into the order in which it is read.

The stages behind read the text in that order; `newsclean.ledger.restored` gives the document back with the
places that its characters have in the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from newsclean.language.characters import ends_sentence
from newsclean.stages.read.column_chains import MARK, Chain, chains_of
from newsclean.stages.read.printed_rows import Row, parts_of, rows_of
from newsclean.stages.read.reading_order import in_reading_order

# Evidence that a text is side by side. So many rows must hold parts of two or more columns of running text, and so
# large a share of all rows: a table in an article stays one.
ROWS = 8
ROWS_SHARE = 0.2
# Columns of running text: lines of at least so many cells, most of them full, most of them without a mark at the end.
LINES = 5
FULL_SHARE = 0.5
CELLS = 8
MARKED_SHARE = 0.6

_CANDIDATE = regex.compile(r"\S(?:[ \t\u3000]{2,}| )\S")
_END_MARK = regex.compile(r"[，。、；：！？…,.;:!?”’」』）)]$")


@dataclass(frozen=True, slots=True)
class Arranged:
    """A text in reading order, and for each run of its characters where it starts there and in the given text."""

    given: str
    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    """Start and end in the given text, for each run."""


def arranged(text: str) -> Arranged | None:
    """The text of a page in reading order, if columns stand side by side in it; strong evidence is needed."""
    rows = rows_of(text)
    if sum(_CANDIDATE.search(row.raw) is not None for row in rows) < ROWS:
        return None
    chains = chains_of(parts_of(rows))
    if not _are_side_by_side(chains, rows):
        return None
    return _written(text, in_reading_order(chains))


def _are_side_by_side(chains: Sequence[Chain], rows: Sequence[Row]) -> bool:
    """Whether many rows hold lines of several columns of running text."""
    texts = [chain for chain in chains if _is_running(chain)]
    beside: dict[int, int] = {}
    for chain in texts:
        for part in chain.parts:
            beside[part.row] = beside.get(part.row, 0) + 1
    shared = sum(count > 1 for count in beside.values())
    return shared >= ROWS and shared >= ROWS_SHARE * len(rows)


def _is_running(chain: Chain) -> bool:
    """Whether a column holds running text: marks inside its lines, and most of them full and broken in mid-clause."""
    lines = chain.parts
    if len(lines) < LINES or chain.cells < CELLS:
        return False
    marked = sum(_END_MARK.search(part.text) is not None for part in lines)
    inside = sum(MARK.search(part.text[:-1]) is not None for part in lines)
    full = sum(part.cells >= 0.8 * chain.cells for part in lines)
    broken = sum(not _END_MARK.search(part.text) and part.cells >= 0.8 * chain.cells for part in lines)
    return marked <= MARKED_SHARE * len(lines) and full >= FULL_SHARE * len(lines) and inside >= 2 and broken >= 2


def _written(text: str, chains: Sequence[Chain]) -> Arranged:
    """The columns one below the other: a blank line where nothing goes on, first lines with their indent."""
    out: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    size = 0
    above: Chain | None = None
    for chain in chains:
        if above is not None and not _go_on(above, chain):
            out.append("\n")
            size += 1
        x = chain.x
        for part in chain.parts:
            indent = "\u3000" * min(4, max(part.typed, part.x - x))
            out.append(indent)
            starts.append(size + len(indent))
            places.append((part.start, part.end))
            raw = text[part.start : part.end]
            out.append(raw + "\n")
            size += len(indent) + len(raw) + 1
        above = chain
    return Arranged(text, "".join(out), tuple(starts), tuple(places))


def _go_on(above: Chain, below: Chain) -> bool:
    """Whether a column goes on with the text of the one before it."""
    return above.is_body() and (below.starts_inside() or below.is_body() and not ends_sentence(above.last.text))
