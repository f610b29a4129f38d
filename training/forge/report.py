"""Running newsclean over forged pages, and the table of what it reached."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from .measures import Shares, boundaries
from .phenomena import CEILINGS, WITH_JIEBA, Phenomenon
from .reading import Reading, nothing_read, read_document, read_paragraphs
from .sheet import Page

Cleaner = Callable[[str], Any]
RAISED = "pages without an exception"
SWITCHES: dict[str, tuple[bool | None, ...]] = {"off": (False,), "on": (True,), "both": (False, True), "auto": (None,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of one phenomenon: a share, of how many, and the floor that it must reach (or ceiling)."""

    phenomenon: str
    name: str
    jieba: bool | None
    count: float
    total: float
    floor: float | None

    @property
    def share(self) -> float:
        return self.count / self.total

    @property
    def ceiling(self) -> bool:
        return self.name.removeprefix("unwrap: ") in CEILINGS

    @property
    def reached(self) -> bool | None:
        """Whether the floor is reached; `None` where there is none."""
        if self.floor is None:
            return None
        return self.share <= self.floor if self.ceiling else self.share >= self.floor

    def to_dict(self) -> dict[str, Any]:
        return {
            "phenomenon": self.phenomenon,
            "figure": self.name,
            "jieba": self.jieba,
            "share": round(self.share, 5),
            "of": self.total,
            "floor": self.floor,
            "reached": self.reached,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One page with its reading and shares, kept to be shown."""

    page: Page
    reading: Reading
    shares: Shares
    fault: str = ""


def cleaners(wanted: str) -> dict[bool | None, Cleaner]:
    """newsclean.clean with and without jieba, where it offers that switch; else as it comes (`None`)."""
    import newsclean

    clean: Callable[..., Any] = getattr(newsclean, "clean")  # noqa: B009 - absent from early versions
    if "jieba" not in inspect.signature(clean).parameters:
        return {None: clean}
    return {switch: partial(clean, jieba=switch) for switch in SWITCHES[wanted]}


def measured(phenomenon: Phenomenon, page: Page, clean: Cleaner, unwrap: Cleaner | None) -> Result:
    """Clean one page and measure it."""
    fault = ""
    try:
        reading = read_document(page, clean(page.text))
    except Exception as error:  # a page that makes newsclean raise scores nothing, the others count on
        fault = f"{type(error).__name__}: {error}"
        reading = nothing_read(page)
    shares: Shares = {RAISED: (float(not fault), 1)}
    for measure in phenomenon.measures:
        shares |= measure(page, reading)
    if phenomenon.unwrap and unwrap is not None:
        joined = boundaries(page, read_paragraphs(page, unwrap(page.text)))
        shares |= {f"unwrap: {name}": share for name, share in joined.items() if name != "column breaks rejoined"}
    return Result(page=page, reading=reading, shares=shares, fault=fault)


def summed(phenomenon: Phenomenon, jieba: bool | None, results: Iterable[Result]) -> list[Figure]:
    """The figures of a phenomenon over its pages; figures that nothing was counted for are left out."""
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for result in results:
        for name, (count, total) in result.shares.items():
            counts[name][0] += count
            counts[name][1] += total
    floors = phenomenon.floors | ({k: v for k, v in WITH_JIEBA.items() if k in phenomenon.floors} if jieba else {})
    return [
        Figure(
            phenomenon=phenomenon.name,
            name=name,
            jieba=jieba,
            count=count,
            total=total,
            floor=1.0 if name == RAISED else floors.get(name.removeprefix("unwrap: ")),
        )
        for name, (count, total) in counts.items()
        if total and not (name == RAISED and count == total)
    ]


def badness(result: Result, floors: dict[str, float]) -> float:
    """How far a page falls short, over the figures that have floors."""
    lost = 10.0 * bool(result.fault)
    for name, (count, total) in result.shares.items():
        if total and name in floors:
            share = count / total
            lost += share if name in CEILINGS else 1 - share
    return lost


def table(figures: Sequence[Figure]) -> str:
    """The figures as text: one row each, without and with jieba side by side; `<` marks a floor that is missed."""
    rows: dict[tuple[str, str], dict[bool | None, Figure]] = defaultdict(dict)
    for figure in figures:
        rows[figure.phenomenon, figure.name][figure.jieba] = figure
    switches = sorted({f.jieba for f in figures}, key=str)
    names = {None: "clean", False: "no jieba", True: "jieba"}
    lines = [f"{'phenomenon':30}{'figure':32}{'of':>8}  " + "".join(f"{names[s]:>16}" for s in switches)]
    last = ""
    for (phenomenon, name), found in rows.items():
        first = next(iter(found.values()))
        cells = "".join(cell(found.get(switch)) for switch in switches)
        lines.append(f"{phenomenon if phenomenon != last else '':30}{name:32}{first.total:8.0f}  {cells}")
        last = phenomenon
    return "\n".join(lines)


def cell(figure: Figure | None) -> str:
    if figure is None:
        return " " * 16
    if figure.floor is None:
        return f"{figure.share:8.4f}        "
    sign = "≤" if figure.ceiling else "≥"
    return f"{figure.share:8.4f} {sign}{figure.floor:<5g}{' ' if figure.reached else '<'}"


def shown(result: Result) -> str:
    """A page, its truth and what became of it, for reading."""
    page, reading = result.page, result.reading
    lines = [f"--- page {page.note}", page.text, "--- truth"]
    if result.fault:
        lines.insert(0, f"--- RAISED {result.fault}")
    for unit in page.units:
        if unit.kind != "markup":
            sign = "DROP " if unit.drop else "KEEP " if unit.keep else ""
            lines.append(f"[{unit.article}] {sign}{unit.kind}: {unit.text}")
    lines.append("--- newsclean")
    for number, article in enumerate(reading.articles):
        lines.append(f"[{number}] title={article.title!r} subtitle={article.subtitle!r} byline={article.byline!r}")
        lines += [f"[{number}] {block.kind}: {block.text}" for block in article.blocks]
    missed = {k: f"{c:g}/{t:g}" for k, (c, t) in result.shares.items() if t and c != t}
    lines.append(f"--- not full: {missed}")
    return "\n".join(lines)
