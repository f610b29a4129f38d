"""Articles in columns: headlines across them, bodies in columns of equal height, photographs with their captions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from forge.asides import SUBHEADS
from forge.columns import cells, wrap

from .articles import Article
from .page import Frame, Line, Page

PITCH = 1.5
"""From line to line of body text."""
MARGIN = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The columns of a page. `typed` indents are two ideographic spaces in the text, others are only geometry."""

    columns: int
    cells: int
    gutter: float
    typed: bool
    squeeze: float
    baselines: bool
    """Body lines of all columns stand on common base lines."""

    def left(self, column: int) -> float:
        return MARGIN + column * (self.cells + self.gutter)

    def across(self, count: int) -> float:
        """Width of `count` columns with the gutters between them."""
        return count * self.cells + (count - 1) * self.gutter


def grid(random: Random) -> Grid:
    """Columns of 12 to 18 characters, gutters of 1 to 3."""
    return Grid(
        columns=random.choice((4, 5, 5, 6)),
        cells=random.randint(12, 18),
        gutter=random.choice((1, 1.5, 2, 2, 2.5, 3)),
        typed=random.random() < 0.4,
        squeeze=random.choice((0.0, 0.3)),
        baselines=random.random() < 0.6,
    )


@dataclass(slots=True, kw_only=True)
class Setter:
    """Sets one article into `columns` columns from column `first` on, downwards from `y`."""

    page: Page
    grid: Grid
    random: Random
    article: int
    first: int
    columns: int
    y: float

    def set(self, article: Article, *, photo: int = 0, subheads: bool = False) -> float:
        """Print the article, a photograph `photo` columns wide in it; returns where the space below begins."""
        self.head(article)
        if self.grid.baselines:
            self.y = math.ceil(self.y / PITCH) * PITCH
        body = self.body(article, subheads)
        return self.flow(article, body, photo)

    def display(self, kind: str, parts: tuple[str, ...], size: float, align: str, text: str | None = None) -> None:
        """Lines of display type across all columns."""
        unit = self.page.unit(kind, text or "".join(parts), self.article)
        for part in parts:
            self.line(unit, part, self.grid.left(self.first), self.grid.across(self.columns), size, align)
            self.y += size * 1.3

    def line(self, unit: int, text: str, x: float, width: float, size: float = 1.0, align: str = "left") -> None:
        display = size > 1.0
        self.page.lines.append(
            Line(unit=unit, text=text, x=x, y=self.y, width=width, size=size, align=align, display=display)
        )

    def head(self, article: Article) -> None:
        align = self.random.choice(("left", "center"))
        across = self.grid.across(self.columns)
        if article.kicker:
            self.display("kicker", (article.kicker,), min(1.4, across / cells(article.kicker)), align)
        parts, size = headline(article, across, self.random)
        self.display("title", parts, size, align, article.title)
        if article.deck:
            self.display("deck", fitted(article.deck, across / 1.3), 1.3, align)
        self.y += 0.4

    def body(self, article: Article, subheads: bool) -> list[Line]:
        """The lines of the body, each `x` and `y` still counted from its own column and row."""
        lines: list[Line] = []
        width = self.grid.cells

        def add(kind: str, text: str, align: str, size: float = 1.0) -> None:
            unit = self.page.unit(kind, text, self.article)
            for part in fitted(text, width / size):
                lines.append(
                    Line(unit=unit, text=part, x=0, y=0, width=width, align=align, size=size, display=size > 1.0)
                )

        if article.continued_from:
            add("continuation", article.continued_from, "left")
        if article.byline:
            add("byline", article.byline, self.random.choice(("left", "center")))
        heads = self.random.sample(SUBHEADS["zh-Hans"], len(article.paragraphs)) if subheads else []
        for number, text in enumerate(article.paragraphs):
            if subheads and number in (1, 3, 5) and len(article.paragraphs) > number + 1:
                add("subhead", heads[number], "left", 1.1)
            lines += self.paragraph(text)
        if article.continued_on:
            add("continuation", article.continued_on, "right")
        return lines

    def paragraph(self, text: str) -> list[Line]:
        unit, grid = self.page.unit("paragraph", text, self.article), self.grid
        parts = wrap(text, grid.cells, self.random, indent=2, squeeze=grid.squeeze)
        lines = []
        for row, part in enumerate(parts):
            indent = 0 if row or grid.typed else 2
            typed = "\u3000\u3000" if grid.typed and not row else ""
            align = "justify" if row < len(parts) - 1 else "left"
            lines.append(Line(unit=unit, text=typed + part, x=indent, y=0, width=grid.cells - indent, align=align))
        return lines

    def flow(self, article: Article, body: list[Line], photo: int) -> float:
        """The body into columns of equal height, below the photograph where there is one."""
        top, taken = self.y, self.photograph(article, photo) if photo else 0
        room = len(body) + taken * photo
        height = max(math.ceil(room / self.columns), taken)
        if taken and photo == self.columns:
            height = taken + math.ceil(len(body) / self.columns)
        rest = list(body)
        for column in range(self.columns):
            first = taken if column < photo else 0
            for row in range(first, height):
                if rest:
                    self.place(rest.pop(0), column, top + row * PITCH)
        assert not rest
        return top + height * PITCH

    def place(self, line: Line, column: int, y: float) -> None:
        x = self.grid.left(self.first + column) + line.x
        self.page.lines.append(
            Line(unit=line.unit, text=line.text, x=x, y=y, width=line.width, size=line.size, align=line.align,
                 display=line.display)
        )  # fmt: skip

    def photograph(self, article: Article, columns: int) -> int:
        """A photograph over the first columns with caption and credit; returns the rows that they take."""
        width, rows = self.grid.across(columns), self.random.randint(7, 11)
        x, top = self.grid.left(self.first), self.y
        self.page.frames.append(Frame(x=x, y=top, width=width, height=(rows - 0.5) * PITCH, filled=True))
        if article.caption:
            unit = self.page.unit("caption", article.caption, self.article)
            for part in wrap(article.caption, width / 0.9, self.random, indent=0):
                self.y = top + rows * PITCH
                self.line(unit, part, x, width, 0.9)
                rows += 1
        if article.credit:
            self.y = top + rows * PITCH
            self.line(self.page.unit("credit", article.credit, self.article), article.credit, x, width, 0.9, "right")
            rows += 1
        return rows + 1


def headline(article: Article, across: float, random: Random) -> tuple[tuple[str, ...], float]:
    """The lines of a headline and their size: as large as the columns allow, in two lines where it is long for them."""
    whole = article.title
    parts: tuple[str, ...] = (whole,)
    if across / cells(whole) < 1.5 or (random.random() < 0.4 and len(whole) > 9):
        parts = article.halves
    size = min(3.2, across / max(map(cells, parts)) * 0.97)
    return parts, round(max(size, 0.9), 2)


def fitted(text: str, width: float) -> tuple[str, ...]:
    """`text` in as many lines of `width` cells as it needs; two end at a blank or a comma where they can."""
    if cells(text) <= width:
        return (text,)
    for mark in (" ", "，"):
        first, found, rest = text.partition(mark)
        if found and max(cells(first + mark.strip()), cells(rest)) <= width:
            return (first + mark.strip(), rest)
    return tuple(wrap(text, width, Random(0), indent=0, squeeze=0.0))
