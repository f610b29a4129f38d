#!/usr/bin/env python3
"""Draw a document as it came, each piece in the colour of what the ledger says of it.

python docs/figures/annotated.py > docs/figures/annotated.svg
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from newsclean import Document, LedgerRow, clean_file

FIXTURE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "ocr_tool_log.txt"
WIDTH, LEFT, LABELS, ROW, EM = 720, 16, 490, 19, 13
"""Pixels: of the figure, where lines and labels begin, of a line, of a full-width character."""
MOST_ALIKE = 2
"""Lines of repeats that are shown before the others are counted."""
TITLE = "An OCR tool's log, and what newsclean finds in it: title, byline, paragraphs, repeats"
STYLE = """<style>
  text { font: 13px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: #1f2937 }
  .label { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
  .removed { fill: #b45309 }
  .back { fill: #ffffff; stroke: #d1d5db }
  .field { fill: #bfdbfe } .even { fill: #dbeafe } .odd { fill: #ccfbf1 } .gone { fill: #fde68a }
  @media (prefers-color-scheme: dark) {
    text { fill: #e5e7eb } .removed { fill: #fbbf24 } .back { fill: #16181d; stroke: #374151 }
    .field { fill: #1e40af } .even { fill: #1e3356 } .odd { fill: #134e4a } .gone { fill: #57400f }
  }
</style>"""

Piece = tuple[LedgerRow, str]


def lines(document: Document) -> Iterator[list[Piece]]:
    """The pieces of each line that has more than a log's prefix."""
    start = 0
    for line in document.text.split("\n"):
        end = start + len(line)
        rows = [row for row in document.ledger if row.start < end and row.end > start and row.role != "space"]
        if any(row.reason != "log-prefix" for row in rows):
            yield [(row, document.text[max(row.start, start) : min(row.end, end)]) for row in rows]
        start = end + 1


def width(text: str) -> float:
    return sum(EM if unicodedata.east_asian_width(one) in "WFA" else EM / 2 for one in text)


def label(row: LedgerRow) -> str:
    """What a row says of its piece."""
    of = "" if row.block is None else f" of block {row.block}"
    if row.reason:
        return f"removed: {row.reason}{of}"
    return row.role if row.block is None else f"{row.role}, block {row.block}"


def colour(row: LedgerRow) -> str:
    if row.reason:
        return "gone"
    return "field" if row.block is None else ("even", "odd")[row.block % 2]


def drawn(pieces: list[Piece], y: float) -> Iterator[str]:
    """A line: its pieces side by side, each on its colour, as wide in every font."""
    x = float(LEFT)
    for row, text in pieces:
        size = width(text)
        yield f'<rect class="{colour(row)}" x="{x:g}" y="{y - 14:g}" width="{size:g}" height="{ROW - 1}"/>'
        place = f'x="{x:g}" y="{y:g}" textLength="{size:g}" lengthAdjust="spacingAndGlyphs"'
        yield f'<text xml:space="preserve" {place}>{escape(text)}</text>'
        x += size


def said(text: str, x: float, y: float, *, removed: bool) -> str:
    return f'<text class="label{" removed" * removed}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def figure(document: Document) -> str:
    parts: list[str] = []
    y, last = 12.0 + ROW, ""
    for repeats, run in groupby(lines(document), lambda pieces: pieces[-1][0].reason == "repeat"):
        group = list(run)
        for pieces in group[: MOST_ALIKE if repeats else len(group)]:
            parts += drawn(pieces, y)
            row = pieces[-1][0]
            if label(row) != last:
                last = label(row)
                parts.append(said(last, LABELS, y, removed=bool(row.reason)))
            y += ROW
        if repeats:
            parts.append(said(f"… {len(group) - MOST_ALIKE} more of these, the last one cut", LABELS, y, removed=True))
            y += ROW
    parts.append(said("every line’s prefix is removed: log-prefix", LEFT, y + 6, removed=True))
    height = y + 20
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}"'
    )
    back = f'<rect class="back" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1:g}" rx="8"/>'
    return "\n".join([f'{head} role="img" aria-label="{TITLE}">', STYLE, back, *parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(figure(clean_file(FIXTURE)))
