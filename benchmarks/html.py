#!/usr/bin/env python3
"""Whole web pages: the body, the title and the date that newsclean finds, and how fast, beside other extractors.

    html.py DIR [--sets A,B] [--peer NAME] [--worst N] [--rounds N] [--json | --markdown] [--check]

DIR holds <set>/gold.jsonl, a row a page: id, lang (zh, ja, or ws where spaces part words) and whatever of text (the
body), title, date and url is known, and <set>/<id>.html.gz with the page's own bytes. `--peer all` takes all peers that
are installed: pip install trafilatura readability-lxml gne magic-html resiliparse justext newspaper4k[ja] goose3 jieba

For each set: precision, recall and F1 of the body as multisets of 4-grams, each page counting once; pages whose own F1
is below .5; the share of titles and days that are right, and of times of day where one is known; pages per second of
CPU time; errors. Then two ratios, each the median of several rounds over the same pages in the same process: newsclean's
pages per second over trafilatura's with metadata, and newsclean's time over that of parsing with selectolax and
taking all text. Compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import sysconfig
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from statistics import mean, median
from time import process_time

if __name__ == "html":
    # This folder comes first on the path of every benchmark, so whatever wants the standard library's html finds this
    # file. The one that is meant takes its place.
    meant = PathFinder.find_spec("html", [sysconfig.get_path("stdlib")])
    sys.modules["html"] = module_from_spec(meant)
    meant.loader.exec_module(sys.modules["html"])

from html_grams import Score, compare, grams, overall
from html_pages import Page, Web, read_pages
from html_peers import PEERS, Found, System, newsclean

FLOORS: dict[str, dict[str, float]] = {
    "aed": {"F1": 0.967, "title": 0.973, "date": 0.907},
    "cjk": {"F1": 0.947, "title": 0.99, "date": 0.836},
    "cjk_misc": {"F1": 0.906, "title": 0.49, "date": 0.99},
    "fundus": {"F1": 0.969, "title": 0.924, "date": 0.982},
    "gne": {"F1": 0.982, "title": 0.99, "date": 0.99, "time": 0.99},
    "htmldate": {"date": 0.908},
    "magic_ja": {"F1": 0.893},
    "magic_ws": {"F1": 0.918},
    "magic_zh": {"F1": 0.943},
    "misc": {"F1": 0.961, "title": 0.99},
    "newspaper": {"F1": 0.975, "title": 0.99, "date": 0.99},
    "omnivore": {"F1": 0.939, "title": 0.99, "date": 0.99},
    "postlight": {"F1": 0.95, "title": 0.899, "date": 0.969},
    "readability": {"F1": 0.966, "title": 0.952, "date": 0.99},
    "scrapinghub": {"F1": 0.976},
    "traf": {"title": 0.943, "date": 0.952},
    "wcxb": {"F1": 0.956, "title": 0.99, "date": 0.879},
    "zhweb": {"F1": 0.961, "title": 0.816, "date": 0.895},
}
"""What a change may not fall below: what was reached, less .01. They only ever rise."""
SELECTOLAX_MOST = 29.0
"""What the time of newsclean over that of selectolax may not exceed: what was reached (24), times 1.2."""
LOW = 0.5
COLUMNS = ("pages", "P", "R", "F1", "below .5", "title", "date", "time", "pages/s", "errors")
CAPTIONS = {
    "pages": "Pages",
    "F1": "F1 of the body",
    "below .5": "Pages below .5",
    "title": "Titles",
    "date": "Days",
    "time": "Times of day",
}


@dataclass(frozen=True, slots=True)
class Row:
    """How one system did on one page: the score of the body, what else is right (None: not known), seconds, error."""

    page: Page
    body: Score | None
    title: bool | None
    date: bool | None
    time: bool | None
    seconds: float
    error: str


# Measuring


def folded(title: str | None) -> str:
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", title or ""))).casefold()


def day(date: str | None) -> tuple[int, ...] | None:
    found = re.search(r"((?:19|20)\d\d)\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})", date or "")
    return tuple(map(int, found.groups())) if found else None


def moment(date: str | None) -> tuple[int, ...] | None:
    """Hour and minute, as printed: zones are not compared."""
    found = re.search(r"\d[T\s]+(\d{1,2}):(\d\d)", date or "")
    return tuple(map(int, found.groups())) if found else None


def measured(system: System, page: Page) -> Row:
    error = ""
    start = process_time()
    try:
        found = system(page.web)
    except Exception as raised:  # A peer may fail in any way; that page then counts as empty.
        found, error = Found(), f"{type(raised).__name__}: {raised}".splitlines()[0]
    seconds = process_time() - start
    lang = page.web.lang
    return Row(
        page=page,
        body=compare(grams(found.body, lang), grams(page.body, lang)) if page.body else None,
        title=folded(found.title) == folded(page.title) if page.title else None,
        date=day(found.date) == day(page.date) if page.date else None,
        time=moment(found.date) == moment(page.date) if moment(page.date) else None,
        seconds=seconds,
        error=error,
    )


def share(right: Iterable[bool | None]) -> float | None:
    known = [one for one in right if one is not None]
    return mean(known) if known else None


def summed(rows: Sequence[Row]) -> dict[str, float | None]:
    """The figures of one system on one set, by column."""
    bodies = [row.body for row in rows if row.body is not None]
    precision, recall, both = overall(bodies) if bodies else (None, None, None)
    return {
        "pages": len(rows),
        "P": precision,
        "R": recall,
        "F1": both,
        "below .5": sum(one < LOW for _, _, one in bodies),
        "title": share(row.title for row in rows),
        "date": share(row.date for row in rows),
        "time": share(row.time for row in rows),
        "pages/s": len(rows) / max(sum(row.seconds for row in rows), 1e-9),
        "errors": sum(bool(row.error) for row in rows),
    }


# Speed


def bare() -> System:
    """Parsing with selectolax and taking all text: what an extractor that uses it cannot do without."""
    from selectolax.lexbor import LexborHTMLParser

    def run(page: Web) -> Found:
        body = LexborHTMLParser(page.text).body
        return Found(body.text(separator="\n") if body is not None else "")

    return run


def seconds(system: System, pages: Sequence[Page]) -> float:
    start = process_time()
    for page in pages:
        system(page.web)
    return process_time() - start


def ratio(one: System, other: System, pages: Sequence[Page], rounds: int) -> float:
    """Time of `one` over that of `other`, the two taking turns."""
    return median(seconds(one, pages) / seconds(other, pages) for _ in range(rounds))


def ratios(systems: dict[str, System], pages: Sequence[Page], rounds: int) -> dict[str, float]:
    ours = systems["newsclean"]
    found = {"over selectolax's time": ratio(ours, bare(), pages, rounds)}
    if "trafilatura" in systems:
        found["over trafilatura's pages per second"] = 1 / ratio(ours, systems["trafilatura"], pages, rounds)
    return found


# Reports


Report = dict[str, dict[str, dict[str, float | None]]]
"""Figures by system, set and column."""


def cell(value: float | None, column: str = "") -> str:
    if value is None:
        return "–"
    if column in ("pages", "below .5", "errors"):
        return f"{value:.0f}"
    return f"{value:.1f}" if column == "pages/s" else f"{value:.3f}".removeprefix("0")


def plain(report: Report, rows: dict[str, list[Row]], worst: int) -> None:
    width = max(map(len, report)) + 2
    for name in report["newsclean"]:
        print(f"{name:{width}}" + "".join(f"{column:>10}" for column in COLUMNS))
        for system, table in report.items():
            print(f"{system:{width}}" + "".join(f"{cell(table[name][column], column):>10}" for column in COLUMNS))
            own = [row for row in rows[system] if row.page.set == name and row.body is not None]
            for row in sorted(own, key=lambda row: row.body[2] if row.body else 0.0)[:worst]:
                print(f"    {row.page.id}: {cell(row.body[2] if row.body else None)}  {row.error}")
        print()


def markdown(report: Report, speed: dict[str, float]) -> None:
    """The tables by column, then those of speed. Who finds none of the titles, days or times is left out there."""
    sets = list(report["newsclean"])
    for column, caption in CAPTIONS.items():
        known = [name for name in sets if report["newsclean"][name][column] is not None]
        print(f"| {caption} | {' | '.join(known)} |\n|---|{'---|' * len(known)}")
        for system, table in report.items() if column != "pages" else [("all", report["newsclean"])]:
            values = [table[name][column] for name in known]
            if column in ("F1", "below .5") or any(values):
                print(f"| {system} | {' | '.join(cell(value, column) for value in values)} |")
        print()
    print("| CPU time | of newsclean's |\n|---|---|")
    for system in report:
        print(f"| {system} | {took(report, system) / took(report, 'newsclean'):.2f} |")
    print("\n| newsclean | times |\n|---|---|")
    for what, value in speed.items():
        print(f"| {what} | {value:.2f} |")


def rounded(value: object) -> object:
    """The same with four digits behind the point."""
    match value:
        case float():
            return round(value, 4)
        case dict():
            return {name: rounded(one) for name, one in value.items()}
    return value


def took(report: Report, system: str) -> float:
    """Seconds on all pages together."""
    return sum((table["pages"] or 0) / (table["pages/s"] or 1) for table in report[system].values())


def missed(report: Report, speed: dict[str, float]) -> list[str]:
    """What falls below a floor or passes a limit, each in a line."""
    found = [
        f"{name}, {column}: {cell(value)} < {floor:.3f}"
        for name, floors in FLOORS.items()
        for column, floor in floors.items()
        if (value := report["newsclean"].get(name, {}).get(column)) is not None and value < floor
    ]
    if (value := speed["over selectolax's time"]) > SELECTOLAX_MOST:
        found.append(f"over selectolax's time: {value:.2f} > {SELECTOLAX_MOST:.2f}")
    return found


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, metavar="DIR")
    parser.add_argument("--sets", default="", help="names of sets, with commas between them (default: all)")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME", choices=[*PEERS, "all"])
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N worst bodies of each set")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of the ratios (default 5)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    parser.add_argument(
        "--markdown", action="store_true", help="the tables as docs/algorithm/page-evidence.md has them"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when a floor is missed")
    return parser.parse_args()


def chosen(names: Sequence[str]) -> dict[str, System]:
    """newsclean and the peers that were asked for; those that cannot be imported are named and left out."""
    wanted: dict[str, Callable[[], System]] = {name: PEERS[name] for name in (PEERS if "all" in names else names)}
    systems = {"newsclean": newsclean()}
    for name, load in wanted.items():
        try:
            systems[name] = load()
        except ImportError as error:
            print(f"without {name}: {error}", file=sys.stderr)
    return systems


def main() -> int:
    args = options()
    systems = chosen(args.peer)
    pages = read_pages(args.root, [name for name in args.sets.split(",") if name])
    seconds(systems["newsclean"], pages[:1])  # what is loaded once is no page's time
    rows: dict[str, list[Row]] = {name: [] for name in systems}
    for page in pages:  # all take turns, so that a busy machine is busy for all of them
        for name, system in systems.items():
            rows[name].append(measured(system, page))
    sets = list(dict.fromkeys(page.set for page in pages))
    report = {
        system: {name: summed([row for row in of if row.page.set == name]) for name in sets}
        for system, of in rows.items()
    }
    speed = ratios(systems, pages, args.rounds)
    failed = missed(report, speed)
    if args.json:
        figures = {"sets": report, "speed": speed, "missed": failed}
        print(json.dumps(rounded(figures), ensure_ascii=False, indent=1))
    elif args.markdown:
        markdown(report, speed)
    else:
        plain(report, rows, args.worst)
        for what, value in speed.items():
            print(f"newsclean {what}: {value:.2f}")
        for line in failed:
            print(f"missed: {line}")
    return int(args.check and bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
