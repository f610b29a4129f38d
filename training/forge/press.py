"""Printing articles: what stands above the body, the body in pieces, and what stands beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from . import asides as around
from . import marks
from .columns import cut_points
from .sheet import Sheet
from .stories import Story


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text of one unit, and the blank lines that follow it. `unit` is a number on the sheet."""

    unit: int
    text: str


Chunk = list[Part]
"""Parts that stand together in a column."""


@dataclass(slots=True, kw_only=True)
class Marks:
    """Which marks an article carries."""

    headline: bool = True
    subtitle: bool = False
    byline: str = "line"
    """`line` above the body, `lead` in its first words, `end` beneath it, or `none`."""
    continued: bool = False
    subheads: float = 0.0
    """Probability of a subhead before a paragraph."""
    headline_last: bool = False


@dataclass(slots=True)
class Press:
    """Declares the units of articles on a sheet and returns them as parts, to be printed in any order."""

    sheet: Sheet
    random: Random
    count: int = 0
    subheads: list[str] = field(default_factory=list)

    def article(self, story: Story, given: Marks) -> Chunk:
        """All parts of a story in order."""
        number, self.count = self.count, self.count + 1
        head = list(self._headline(story, given, number))
        byline = list(self._byline(story, given, number))
        body = list(self._body(story, given, number))
        if given.headline_last:
            return [*byline, *body, *head]
        if given.byline == "end":
            return [*head, *body, *byline]
        return [*head, *byline, *body]

    def _part(self, kind: str, text: str, article: int) -> Part:
        return Part(self.sheet.unit(kind, text, article), text)  # type: ignore[arg-type]

    def _headline(self, story: Story, given: Marks, number: int) -> Iterator[Part]:
        if given.headline:
            yield self._part("title", story.title, number)
            if given.subtitle and (second := story.subtitle or clause(story, self.random)):
                yield self._part("subtitle", second, number)

    def _byline(self, story: Story, given: Marks, number: int) -> Iterator[Part]:
        if given.byline in {"line", "end"}:
            signed = self.random.choice(marks.BYLINES[story.language])(self.random)
            self.sheet.sign(number, signed.names)
            yield self._part("byline", signed.text, number)

    def _body(self, story: Story, given: Marks, number: int) -> Iterator[Part]:
        lead = ""
        if given.byline == "lead":
            signed = self.random.choice(marks.LEADS[story.language])(self.random)
            self.sheet.sign(number, signed.names)
            self.sheet.leads.append(signed.text)
            lead = signed.text
        if given.continued:
            yield self._part("continuation", around.continuation(self.random, story.language), number)
        for place, paragraph in enumerate(story.paragraphs):
            if place and self.random.random() < given.subheads:
                yield self._part("heading", self._subhead(story), number)
            yield self._part("paragraph", paragraph if place else lead + paragraph, number)

    def _subhead(self, story: Story) -> str:
        if not self.subheads:
            self.subheads = list(around.SUBHEADS[story.language])
            self.random.shuffle(self.subheads)
        return self.subheads.pop()

    def aside(self, text: str) -> Part:
        """A caption or a credit."""
        return Part(self.sheet.unit("caption", text), text)

    def folio(self) -> Part:
        text = around.folio(self.random)
        return Part(self.sheet.unit("folio", text), text)

    def print(self, parts: Sequence[Part], gap: str = "\n\n") -> None:
        """Print parts, each on a line of its own; a continuation mark now and then on the line of its paragraph."""
        for part in parts:
            self.sheet.put(part.unit, part.text)
            same_line = self.sheet.units[part.unit].kind == "continuation" and self.random.random() < 0.7
            self.sheet.space(self.random.choice(["", " "]) if same_line else gap)


def clause(story: Story, random: Random) -> str | None:
    """A clause of the story that can stand as its second headline."""
    parts = [p for text in story.paragraphs[-2:] for p in re.split("[，。；：、]", text)]
    fit = [p for p in parts if 9 <= len(p) <= 18 and not re.search("[“”「」（）()！？!?]", p)]
    return random.choice(fit) if fit else None


def cut(part: Part, random: Random) -> tuple[Part, Part] | None:
    """A paragraph in two parts, cut in mid-sentence; `None` where it is too short."""
    points = cut_points(part.text)
    if len(part.text) < 30 or not points:
        return None
    at = random.choice(points)
    return Part(part.unit, part.text[:at]), Part(part.unit, part.text[at:])


def cut_some(sheet: Sheet, parts: Sequence[Part], random: Random, share: float) -> Chunk:
    """The parts, a share of the paragraphs cut in two."""
    found: Chunk = []
    for part in parts:
        halves = cut(part, random) if is_paragraph(sheet, part) and random.random() < share else None
        found += halves or [part]
    return found


def is_paragraph(sheet: Sheet, part: Part) -> bool:
    return sheet.units[part.unit].kind == "paragraph"


def chunks(sheet: Sheet, parts: Chunk, random: Random, count: int, mid_sentence: float) -> list[Chunk]:
    """An article in `count` columns. A column ends in mid-sentence with the given probability."""
    body = [i for i, part in enumerate(parts) if is_paragraph(sheet, part)]
    ends = sorted(random.sample(body[:-1], min(count - 1, len(body) - 1)))
    found: list[Chunk] = [[]]
    for place, part in enumerate(parts):
        halves = cut(part, random) if place in ends and random.random() < mid_sentence else None
        if halves:
            found[-1].append(halves[0])
            found.append([halves[1]])
        else:
            found[-1].append(part)
            if place in ends:
                found.append([])
    return [chunk for chunk in found if chunk]


def tangle(columns: Sequence[list[Chunk]], random: Random) -> Chunk:
    """Columns of several articles interleaved, each article's own in order, no two of one article in a row."""
    waiting = [list(article) for article in columns]
    found: Chunk = []
    last = -1
    while any(waiting):
        others = [i for i, article in enumerate(waiting) if article and i != last]
        if not others:
            others = [last]
        longest = max(len(waiting[i]) for i in others)
        chosen = random.choice([i for i in others if len(waiting[i]) == longest or random.random() < 0.3])
        found += waiting[chosen].pop(0)
        last = chosen
    return found
