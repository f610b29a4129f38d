"""The table of what newsclean makes of each tool's pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .oracle import pieces, possible, whole_lines
from .page import Truth
from .readers import READERS
from .scoring import Read, Score, score

HEAD = "tool pages paragraphs lines pieces whole lost glued mixed headlines under furniture".split()


@dataclass(frozen=True, slots=True)
class Row:
    """One page as one tool read it. `lines` and `pieces` say which paragraphs can be rebuilt from those."""

    truth: Truth
    score: Score
    lines: tuple[bool, ...]
    pieces: tuple[bool, ...]


def run(out: Path, tools: frozenset[str], pages: str, *, oracle: bool, show: bool, by_page: bool) -> int:
    """Print the table; returns 1 where nothing was found."""
    rows: dict[str, list[Row]] = {}
    for reader in READERS:
        if tools and reader.name not in tools:
            continue
        for path in sorted(path for path in out.glob(f"*.{reader.name}.txt") if pages in path.name):
            row = judged(path, reader.name, oracle=oracle, show=show)
            rows.setdefault(path.stem if by_page else reader.name, []).append(row)
    if not rows:
        print(f"no readings in {out}; make some first", file=sys.stderr)
        return 1
    widths = [max(len(name), 9) for name in HEAD]
    widths[0] = max(map(len, rows))
    lines = [HEAD, *([name, *figures(found)] for name, found in rows.items())]
    for cells in lines:
        print(
            cells[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        )
    return 0


def judged(path: Path, tool: str, *, oracle: bool, show: bool) -> Row:
    """Clean one reading and judge it. Without the oracle every paragraph counts as possible."""
    import newsclean

    name = path.name.removesuffix(f".{tool}.txt")
    truth = Truth.read(path.with_name(f"{name}.truth.json"))
    raw = path.read_bytes()
    result = score(truth, [Read.of(article) for article in newsclean.clean(raw).articles])
    texts, text = [unit.text for unit in truth.of("paragraph")], raw.decode("utf-8")
    lines = possible(texts, whole_lines(text)) if oracle else [True] * len(texts)
    both = [a or b for a, b in zip(lines, possible(texts, pieces(text)), strict=True)] if oracle else lines
    row = Row(truth, result, tuple(lines), tuple(both))
    if show:
        print(f"=== {path.name}", *shown(row), sep="\n")
    return row


def shown(row: Row) -> Iterable[str]:
    """What became of each unit, one a line."""
    verdicts = iter(zip(row.score.paragraphs, row.pieces, strict=True))
    for number, unit in enumerate(row.truth.units):
        what = ""
        if unit.kind == "paragraph":
            verdict, could = next(verdicts)
            what = verdict.word + (", under its headline" if verdict.under else "") + ("" if could else ", impossible")
        elif number in row.score.headlines:
            what = "right" if row.score.headlines[number] else "WRONG"
        elif number in row.score.furniture:
            what = "LEFT" if row.score.furniture[number] else "removed"
        yield f"{unit.article if unit.article is not None else '-':>2} {unit.kind:12} {what:28} {unit.text[:44]}"


def share(values: Iterable[bool]) -> str:
    got = list(values)
    return f"{sum(got) / len(got):.2f}" if got else "-"


def figures(rows: list[Row]) -> list[str]:
    """The cells of a tool: `lines` and `pieces` are what is possible; whole, lost, glued and mixed are shares of
    those paragraphs that are, the others of all headlines, paragraphs and pieces of furniture."""
    all_of = [verdict for row in rows for verdict in row.score.paragraphs]
    could = [verdict for row in rows for verdict, can in zip(row.score.paragraphs, row.pieces, strict=True) if can]
    return [
        str(len(rows)),
        str(len(all_of)),
        share(can for row in rows for can in row.lines),
        share(can for row in rows for can in row.pieces),
        share(v.whole for v in could),
        share(v.lost for v in could),
        share(v.glued for v in could),
        share(v.mixed for v in could),
        share(right for row in rows for right in row.score.headlines.values()),
        share(v.under for v in all_of),
        share(is_left for row in rows for is_left in row.score.furniture.values()),
    ]
