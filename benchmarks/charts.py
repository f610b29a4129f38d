#!/usr/bin/env python3
"""Draw the charts of the documentation from what the benchmarks wrote.

    charts.py [FOLDER] [--check]

FOLDER (docs/figures by default) holds the figures and gets the charts:

    html.py DIR --peer all --json > pages.json             page-quality.svg, page-speed.svg
    html_weights.py DIR --seed 5 --json held-out-5.json    page-quality.svg (all held-out-*.json, their mean)
    dedupe.py 10000 100000 --peers --json dedupe.json      near-duplicates.svg

The same figures give the same files, to the byte. --check draws nothing and exits 1 where a chart is not what its
figures give.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "figures"
WIDTH, LEFT, RIGHT, ROW = 720, 170, 110, 30
"""Pixels: of a chart, of the names left of it, of what may stand right of it, of a row."""
LEAST_F1 = 0.6
"""Where the axis of quality begins; what is below stands at its edge as a hollow mark."""
STYLE = """
  text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #1f2937 }
  .title { font-size: 15px; font-weight: 600 }
  .small { font-size: 11px; fill: #6b7280 }
  .back { fill: #ffffff; stroke: #d1d5db }
  .line { stroke: #e5e7eb; stroke-width: 1 }
  .peer { fill: #9ca3af }
  .edge { fill: none; stroke: #9ca3af; stroke-width: 1.5 }
  .ours { fill: #1d4ed8 }
  .held { fill: none; stroke: #1d4ed8; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e5e7eb } .small { fill: #9ca3af } .back { fill: #16181d; stroke: #374151 } .line { stroke: #2b2f37 }
    .peer { fill: #7b8494 } .edge { stroke: #7b8494 } .ours { fill: #7aa2ff } .held { stroke: #7aa2ff }
  }
"""


class Drawing:
    """An SVG in the making. What is drawn later stands above what came before."""

    def __init__(self, title: str, height: float) -> None:
        self.height = height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" '
            f'height="{height:g}" role="img" aria-label="{escape(title)}">',
            f"<style>{STYLE}</style>",
            f'<rect class="back" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1:g}" rx="8"/>',
        ]
        self.text(16, 26, title, "title")

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> None:
        named = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text x="{x:g}" y="{y:g}"{named} text-anchor="{anchor}">{escape(text)}</text>')

    def line(self, x: float, top: float, bottom: float) -> None:
        self.parts.append(f'<line class="line" x1="{x:g}" x2="{x:g}" y1="{top:g}" y2="{bottom:g}"/>')

    def dot(self, x: float, y: float, kind: str, radius: float, tip: str) -> None:
        self.parts.append(
            f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}"><title>{escape(tip)}</title></circle>'
        )

    def bar(self, x: float, y: float, width: float, kind: str) -> None:
        self.parts.append(f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="16" rx="2"/>')

    def done(self) -> str:
        return "\n".join([*self.parts, "</svg>"]) + "\n"


def shown(value: float) -> str:
    """A share as the documentation writes it: .977"""
    return f"{value:.3f}".removeprefix("0")


def page_quality(folder: Path) -> str:
    """A row for each set of pages: every extractor a dot at its F1, newsclean also at what it reaches held out."""
    systems = read(folder, "pages.json")["sets"]
    held = [json.loads(path.read_text("utf-8"))["F1"] for path in sorted(folder.glob("held-out-*.json"))]
    sets = sorted(systems["newsclean"], key=lambda name: -systems["newsclean"][name]["pages"])
    top, bottom = 76.0, 76.0 + ROW * len(sets)
    drawing = Drawing("Body of whole web pages: F1 of 4-grams (more is better)", bottom + 44)
    legend(
        drawing,
        [("ours", "newsclean"), ("held", "newsclean, held out"), ("peer", "the other extractors; the best is named")],
    )

    def place(value: float) -> float:
        return round(LEFT + (max(value, LEAST_F1) - LEAST_F1) / (1 - LEAST_F1) * (WIDTH - LEFT - RIGHT), 1)

    for tenth in range(round(LEAST_F1 * 10), 11):
        drawing.line(place(tenth / 10), top, bottom)
        drawing.text(place(tenth / 10), bottom + 18, f"{tenth / 10:.1f}", "small", "middle")
    drawing.text(WIDTH - 16, top - 8, "newsclean (held out)", "small", "end")
    drawing.text(16, bottom + 34, f"Hollow grey marks at the left edge: below {LEAST_F1}.", "small")
    for at, name in enumerate(sets):
        y = top + ROW * at + ROW / 2
        drawing.text(16, y + 4, f"{name}, {systems['newsclean'][name]['pages']} pages")
        peers = {system: table[name]["F1"] or 0.0 for system, table in systems.items() if system != "newsclean"}
        for system, value in sorted(peers.items(), key=lambda one: one[1]):
            kind = "peer" if value >= LEAST_F1 else "edge"
            drawing.dot(place(value), y, kind, 4.5, f"{system} {shown(value)}")
        best = max(peers, key=lambda system: peers[system])
        drawing.text(place(peers[best]), y - 7, best, "small", "end")
        ours, out = systems["newsclean"][name]["F1"], mean(one[name] for one in held)
        drawing.dot(place(out), y, "held", 5, f"newsclean, held out {shown(out)}")
        drawing.dot(place(ours), y, "ours", 5, f"newsclean {shown(ours)}")
        drawing.text(WIDTH - 16, y + 4, f"{shown(ours)} ({shown(out)})", anchor="end")
    return drawing.done()


def page_speed(folder: Path) -> str:
    """CPU time of each extractor on the same pages, newsclean's being 1."""
    systems = read(folder, "pages.json")["sets"]
    took = {system: sum(of["pages"] / of["pages/s"] for of in table.values()) for system, table in systems.items()}
    rows = {system: value / took["newsclean"] for system, value in sorted(took.items(), key=lambda one: one[1])}
    return bars("CPU time on whole web pages, newsclean = 1 (less is better)", rows, lambda value: f"{value:.2f}")


def near_duplicates(folder: Path) -> str:
    """CPU time of a text in the largest corpus that was measured."""
    corpus = max(read(folder, "dedupe.json")["corpora"], key=lambda one: one["texts"])
    rows = dict(sorted(corpus["µs a text"].items(), key=lambda one: one[1]))
    title = f"Near-duplicates among {corpus['texts']:,} texts: µs of CPU time a text (less is better)"
    return bars(title, rows, lambda value: f"{value:.1f}")


def bars(title: str, rows: dict[str, float], written: Callable[[float], str]) -> str:
    """A bar for each row; those of newsclean stand out."""
    drawing = Drawing(title, 52 + ROW * len(rows))
    most = max(rows.values())
    for at, (name, value) in enumerate(rows.items()):
        y = 44 + ROW * at
        width = round(max(value / most * (WIDTH - LEFT - 80), 1), 1)
        drawing.text(16, y + 13, name)
        drawing.bar(LEFT, y, width, "ours" if name.startswith("newsclean") else "peer")
        drawing.text(LEFT + width + 8, y + 13, written(value))
    return drawing.done()


def legend(drawing: Drawing, marks: Sequence[tuple[str, str]]) -> None:
    x = 20.0
    for kind, text in marks:
        drawing.dot(x, 46, kind, 5, text)
        drawing.text(x + 12, 50, text)
        x += 40 + 7 * len(text)


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


CHARTS: dict[str, Callable[[Path], str]] = {
    "page-quality.svg": page_quality,
    "page-speed.svg": page_speed,
    "near-duplicates.svg": near_duplicates,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="exit 1 where a chart is not what its figures give")
    args = parser.parse_args()
    stale = []
    for name, draw in CHARTS.items():
        path = args.folder / name
        if args.check:
            stale += [name] * (not path.exists() or path.read_text("utf-8") != draw(args.folder))
        else:
            path.write_text(draw(args.folder), "utf-8")
    for name in stale:
        print(f"{name} is not what its figures give; draw it again: python benchmarks/charts.py")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())
