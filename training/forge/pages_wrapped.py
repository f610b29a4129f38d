"""Pages in columns: every line of the column is a line of the text."""

from __future__ import annotations

from random import Random

from .columns import letter_space, wrap
from .press import Marks, Part, Press
from .sheet import Language, Page, Sheet
from .stories import Library


def wrapped(library: Library, random: Random, *, language: Language = "zh-Hans", spaced: float = 0.0) -> Page:
    """Columns of 10 to 25 cells, indents stripped or kept, blank lines at column breaks.

    `spaced` is the share of lines whose characters stand apart.
    """
    sheet = Sheet(language)
    press = Press(sheet, random)
    setter = Setter(press, random, spaced=spaced)
    for story in library.take(random, random.randint(1, 3), language):
        given = Marks(headline=random.random() < 0.7, byline=random.choice(["line", "line", "lead", "none"]))
        if not given.headline and given.byline == "none":
            given.byline = "lead"
        setter.width = random.randint(10, 25)
        for part in press.article(story, given):
            setter.print(part)
        sheet.space("\n" * random.choice([0, 1, 1]))
    sheet.note = f"indent {'kept' if setter.kept else 'stripped'}, {'airy' if setter.airy else 'tight'}"
    return sheet.page()


class Setter:
    """Sets paragraphs in lines and breaks columns; its habits are the same all over a page."""

    def __init__(self, press: Press, random: Random, *, spaced: float = 0.0) -> None:
        self.press, self.random, self.spaced = press, random, spaced
        self.width = 15
        self.kept = random.random() < 0.2
        self.squeeze = random.uniform(0.2, 1.0)
        self.depth = random.randint(12, 40)
        self.breaks = random.random() < 0.85
        self.left = random.randint(6, self.depth)
        self.airy = random.random() < 0.8
        """Blank lines around headlines, bylines and subheads. A reader sees their type; a text has but the gap."""
        self.last = "paragraph"

    def print(self, part: Part) -> None:
        """A paragraph in lines; anything else on a line of its own."""
        sheet = self.press.sheet
        kind = sheet.units[part.unit].kind
        if self.airy and "paragraph" in (kind, self.last) and kind != self.last:
            sheet.space()
        self.last = kind
        if kind != "paragraph":
            sheet.put(part.unit, part.text)
            sheet.space()
            return
        indent = 1.5 if part.text[0] in "“「『" and self.random.random() < 0.5 else 2.0
        lines = wrap(part.text, self.width, self.random, indent=indent, squeeze=self.squeeze)
        for number, line in enumerate(lines):
            self._line(part.unit, line, first=number == 0)

    def _line(self, unit: int, line: str, *, first: bool) -> None:
        sheet = self.press.sheet
        if first and self.kept:
            sheet.space("　　")
        if len(line) >= 6 and self.random.random() < self.spaced:
            line = letter_space(line, self.random)
            sheet.spaced += 1
        sheet.put(unit, line)
        sheet.space()
        self.left -= 1
        if self.left <= 0 and self.breaks:
            sheet.space()
            self.left = self.random.randint(max(6, self.depth - 8), self.depth)


def letter_spaced(library: Library, random: Random) -> Page:
    """Columns in which every eighth line is letter-spaced."""
    return wrapped(library, random, spaced=0.12)
