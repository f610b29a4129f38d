"""Whole pages: bands of articles, one across the columns or two side by side, boxes and photo news among them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from . import furniture
from .articles import Article, dressed, stock
from .layout import MARGIN, Grid, Setter, grid
from .page import Frame, Page
from .printing import FONTS

FULL = 95
"""A page ends with the band that passes this height, in ems; broadsheets hold about 90 lines of body text."""


def pages(seed: int, count: int, texts: list[dict[str, Any]] | None = None) -> Iterator[Page]:
    """`count` pages; the same seed and texts give the same pages."""
    for number in range(count):
        random = Random(f"{seed} {number}")
        yield sheet(random, stock(random, texts))


def sheet(random: Random, told: Iterator[dict[str, Any]]) -> Page:
    """One page, from its top down."""
    page, columns = Page(), grid(random)
    page.font = random.choice(sorted(FONTS))
    page.width = columns.across(columns.columns) + 2 * MARGIN
    y, count = furniture.top(page, columns, random), 0
    while y < FULL and count < 8:
        if random.random() < 0.3:
            y = furniture.section(page, columns, random, y)
        bottoms, first = [], 0
        for article, width in band(random, columns, told):
            bottoms.append(story(page, columns, random, article, (count, first, width, y)))
            first, count = first + width, count + 1
        y = max(bottoms) + 2
    if random.random() < 0.7:
        y = furniture.ads(page, columns, random, y)
    page.height = y + MARGIN
    if random.random() < 0.3:  # some programs draw the furniture last
        page.lines.sort(key=lambda line: page.units[line.unit].article is None)
    return page


def band(random: Random, columns: Grid, told: Iterator[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """The next articles, with the number of columns of each, until all columns are taken."""
    found: list[tuple[dict[str, Any], int]] = []
    left = columns.columns
    while left:
        article = next(told)
        rows = sum(map(len, article["paragraphs"])) / columns.cells
        wanted = round(rows / random.randint(5, 14))
        width = max(1, min(wanted, left))
        width = left if left - width == 0 or (random.random() < 0.15 and rows > 6 * left) else width
        found.append((article, width))
        left -= width
    return found


def story(page: Page, columns: Grid, random: Random, told: dict[str, Any], place: tuple[int, int, int, float]) -> float:
    """One article at (number, first column, columns, y), now and then in a box; returns where it ends."""
    number, first, width, y = place
    short = len(told["paragraphs"]) == 1
    article: Article = dressed(told, random, photo=short or random.random() < 0.35)
    photo = random.randint(1, width) if article.caption else 0
    boxed = random.random() < 0.15
    setter = Setter(
        page=page, grid=columns, random=random, article=number, first=first, columns=width, y=y + boxed * 1.0
    )
    bottom = setter.set(article, photo=photo, subheads=len(article.paragraphs) > 4 and random.random() < 0.3)
    if boxed:
        x = columns.left(first) - columns.gutter * 0.4
        page.frames.append(
            Frame(x=x, y=y, width=columns.across(width) + columns.gutter * 0.8, height=bottom - y + 0.5, filled=False)
        )
    return bottom + boxed * 1.0
