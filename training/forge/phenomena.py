"""The table of phenomena: how a page is forged, what is measured on it, and the floor of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random

from . import measures as m
from .noise import noisy
from .pages_articles import bare, headlines_only, heads, marked
from .pages_english import english, english_lines
from .pages_keeps import kept
from .pages_lines import across_captions, across_text, one_a_line
from .pages_loops import LOOPS, SAID_TWICE, looped
from .pages_tools import TOOLS, tool_page
from .pages_wrapped import letter_spaced, wrapped
from .sheet import Page
from .stories import Library

Forger = Callable[[Library, Random], Page]
Floors = dict[str, float]
WRAPPED: Floors = {"boundaries right": 0.99, "false joins": 0.02}
LINES: Floors = {"boundaries right": 0.99, "column breaks rejoined": 0.97}
ACROSS: Floors = {"rejoined across text": 0.60, "rejoined: precision": 0.97, "column breaks rejoined": 0.97}
HEADS: Floors = {f"{name} F1": 0.95 for name in ("headlines", "subtitles", "bylines", "captions")}
LOOP: Floors = {"loops: recall": 0.995, "loops: precision": 0.999}
WITH_JIEBA: Floors = {"rejoined across text": 0.70}
"""Floors that rise where jieba may be used."""
CEILINGS = frozenset({"false joins", "… between paragraphs"})
"""Figures that ought to be small."""


OTHERS = (("zh-Hant", "traditional"), ("ja", "Japanese"), ("en", "English"))


def worn(forger: Forger) -> Forger:
    """The same pages from misread type."""
    return lambda shelf, random: forger(noisy(shelf, random), random)


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """One row of the benchmark."""

    name: str
    forge: Forger
    measures: tuple[m.Measure, ...]
    floors: Floors = field(default_factory=dict)
    unwrap: bool = False
    """Measure boundaries on `newsclean.unwrap` as well."""


def _phenomena() -> Iterator[Phenomenon]:
    edges = (m.boundaries, m.exact)
    for name, language in (("", "zh-Hans"), (", traditional", "zh-Hant"), (", Japanese", "ja")):
        in_columns: Forger = partial(wrapped, language=language)  # type: ignore[arg-type]
        a_line: Forger = partial(one_a_line, language=language)  # type: ignore[arg-type]
        yield Phenomenon(f"columns{name}", in_columns, edges, WRAPPED, unwrap=True)
        yield Phenomenon(f"lines{name}", a_line, edges, LINES)
    yield Phenomenon("letter-spacing", letter_spaced, (*edges, m.spacing), WRAPPED, unwrap=True)
    yield Phenomenon("columns, misread", worn(wrapped), edges, WRAPPED, unwrap=True)
    yield Phenomenon("lines, misread", worn(one_a_line), edges, LINES)
    yield Phenomenon("cut across text", across_text, (m.links, *edges), ACROSS)
    yield Phenomenon("cut across captions", across_captions, (m.links, m.heads, *edges), ACROSS)
    home = (m.in_article, m.links, m.heads, m.exact)
    yield Phenomenon("articles, marked", marked, home, {"in the right article": 0.98})
    in_columns = partial(marked, columns=True)
    yield Phenomenon("articles, marked, columns", in_columns, (*home, m.boundaries), {"in the right article": 0.98})
    yield Phenomenon("articles, headlines only", headlines_only, home, {"in the right article": 0.90})
    yield Phenomenon("articles, bare", bare, home[:2], {"in the right article": 0.90})
    around = (m.heads, m.in_article, m.exact)
    yield Phenomenon("heads", heads, around, HEADS)
    yield Phenomenon("heads, columns", partial(heads, columns=True), (*around, m.boundaries), HEADS)
    yield Phenomenon("heads, traditional", partial(heads, language="zh-Hant"), around, HEADS)
    yield Phenomenon("heads, Japanese", partial(heads, language="ja"), around, HEADS)
    for name, loop in LOOPS.items():
        yield Phenomenon(f"loop: {name}", partial(looped, loop=loop), (m.loops,), LOOP)
    for language, label in OTHERS:
        for name in ("word", "paragraph"):
            forger: Forger = partial(looped, loop=LOOPS[name], language=language)  # type: ignore[arg-type]
            yield Phenomenon(f"loop: {name}, {label}", forger, (m.loops,), LOOP)
    for name, loop in SAID_TWICE.items():
        yield Phenomenon(f"twice: {name}", partial(looped, loop=loop), (m.loops,))
    yield Phenomenon("kept", kept, (m.kept,), {"kept": 1.0})
    for name, tool in TOOLS.items():
        measured = (m.boundaries, m.heads, m.exact, m.residue)
        yield Phenomenon(f"tool: {name}", partial(tool_page, tool=tool), measured, {"boundaries right": 0.99})
    measured = (m.boundaries, m.hyphens, m.words, m.heads)
    yield Phenomenon("English", english, measured, {**WRAPPED, "hyphens right": 0.98}, unwrap=True)
    yield Phenomenon("English, lines", english_lines, (m.boundaries, m.heads, m.words), {"boundaries right": 0.99})


PHENOMENA: tuple[Phenomenon, ...] = tuple(_phenomena())


def forge(phenomenon: Phenomenon, shelf: Library, seed: int, pages: int) -> list[Page]:
    """`pages` pages of a phenomenon; the same seed gives the same pages."""
    return [phenomenon.forge(shelf, Random(f"{phenomenon.name}/{seed}/{number}")) for number in range(pages)]
