"""Pages whose columns stand side by side in the text: `pdftotext -layout` and its kin print what each column has of a
line next to each other. Such a text is put into the order in which it is read.

The stages behind read the text in that order; `newsclean.ledger.restored` gives the document back with the
places that its characters have in the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from newsclean.language.characters import ends_sentence
from newsclean.model import Span
from newsclean.stages.read.column_chains import MARK, Chain, chains_of
from newsclean.stages.read.markdown import is_markdown
from newsclean.stages.read.printed_rows import Row, parts_of, rows_of
from newsclean.stages.read.reading_order import in_reading_order
from newsclean.stages.read.unplaced_columns import stand_beside, unplaced_columns
from newsclean.stages.read.web.dom import is_html

# Evidence that a text is side by side. So many rows must hold parts of two or more columns of running text, and so
# large a share of all rows: a table in an article stays one.
ROWS = 8
ROWS_SHARE = 0.2
# Lines of a page of print; longer texts without form feeds are none.
MOST_ROWS = 1200
# Rows with wide gutters for each row with narrow ones, below which the tool has kept no positions.
SPREAD_SHARE = 0.25
# Columns of running text: lines of at least so many cells, most of them full, most of them without a mark at the end.
LINES = 5
FULL_SHARE = 0.5
CELLS = 8
MARKED_SHARE = 0.6

# Share of the candidate rows that are letter-spaced (湿 地 里 建 起) from which the spaces of a page are no gutters.
SPACED_SHARE = 0.1
_LETTER_SPACED = regex.compile(
    r"(?<!\S)[\p{Han}\p{Hiragana}\p{Katakana}ー](?: [\p{Han}\p{Hiragana}\p{Katakana}ー]){4}(?!\S)"
)
_CANDIDATE = regex.compile(r"\S(?:[ \t\u3000]{2,}| )\S")
_END_MARK = regex.compile(r"[，。、；：！？…,.;:!?”’」』）)]$")


@dataclass(frozen=True, slots=True)
class Arranged:
    """A text in reading order, and for each run of its characters where it starts there and its place in the given
    text."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Span, ...]


def arranged(text: str) -> Arranged | None:
    """The text of pages in reading order, if columns stand side by side in one; strong evidence is needed. Each page
    (form feeds part them) is put into order by itself, others stay as they are."""
    if is_html(text) or is_markdown(text):
        return None
    found: list[tuple[str, int, list[Chain] | None]] = []
    at = 0
    for page in text.split("\f"):
        found.append((page, at, _columns(page)))
        at += len(page) + 1
    if all(chains is None for _, _, chains in found):
        return None
    out = _Written()
    for number, (page, start, chains) in enumerate(found):
        if number:
            out.put("\f", start - 1)
        if chains is None:
            out.put(page, start)
        else:
            _write(out, page, start, chains)
    return Arranged(text="".join(out.parts), starts=tuple(out.starts), places=tuple(out.places))


def _columns(page: str) -> list[Chain] | None:
    """The columns of a page as they are read, if they stand side by side."""
    rows = rows_of(page)
    candidates = [row for row in rows if _CANDIDATE.search(row.raw)]
    if len(rows) > MOST_ROWS or len(candidates) < ROWS:
        return None
    if sum(_LETTER_SPACED.search(row.raw) is not None for row in candidates) > SPACED_SHARE * len(candidates):
        return None
    spread = sum(bool(row.hard) for row in rows)
    tight = sum(bool(row.soft) and not row.hard for row in rows)
    if spread < SPREAD_SHARE * tight:
        return unplaced_columns(rows) if stand_beside(rows) else None
    chains = chains_of(parts_of(rows))
    return in_reading_order(chains) if _are_side_by_side(chains, rows) else None


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


@dataclass(slots=True)
class _Written:
    """Text as it is put into order."""

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    size: int = 0

    def put(self, raw: str, place: int | None = None) -> None:
        """Add text of the given one that starts there, or white space that is in none."""
        if place is not None and raw:
            self.starts.append(self.size)
            self.places.append((place, place + len(raw)))
        self.parts.append(raw)
        self.size += len(raw)


def _write(out: _Written, page: str, start: int, chains: Sequence[Chain]) -> None:
    """The columns one below the other: a blank line where nothing goes on, first lines with their indent."""
    above: Chain | None = None
    for chain in chains:
        if above is not None and (chain.spaced or not _go_on(above, chain)):
            out.put("\n")
        x = chain.x
        for part in chain.parts:
            out.put("\u3000" * (0 if chain.guessed else min(4, max(part.typed, part.x - x))))
            out.put(page[part.start : part.end], start + part.start)
            out.put("\n")
        above = chain


def _go_on(above: Chain, below: Chain) -> bool:
    """Whether a column goes on with the text of the one before it."""
    return above.is_body() and (below.starts_inside() or (below.is_body() and not ends_sentence(above.last.text)))
