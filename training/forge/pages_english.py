"""English in columns, with hyphens at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from .columns import wrap_words
from .press import Marks, Part, Press
from .sheet import Hyphen, Page, Sheet, squash
from .stories import Library


def english(library: Library, random: Random) -> Page:
    """One to three articles in columns of 26 to 46 characters; every second long word at a line end is hyphenated.

    Paragraphs are set apart by a blank line, or by an indent that is kept or has been stripped.
    """
    sheet = Sheet("en")
    press = Press(sheet, random)
    stories = library.take(random, random.randint(1, 3), "en", (3, 5))
    broken: list[Broken] = []
    spacious = random.random() < 0.35
    indent = 0 if spacious else random.randint(2, 4)
    kept = random.random() < 0.25
    for story in stories:
        width = random.randint(26, 46)
        given = Marks(byline=random.choice(["line", "line", "lead"]), continued=random.random() < 0.1)
        for part in press.article(story, given):
            if sheet.units[part.unit].kind == "paragraph":
                sheet.space(" " * (indent * kept))
                broken += columns(sheet, part, width, random, indent)
                sheet.space("\n" * (spacious or random.random() < 0.05))
            else:
                press.print([part], "\n")
        sheet.space()
    whole = set(re.findall(r"[a-z]+", BREAK.sub(" ", "".join(sheet.parts)).lower()))
    sheet.hyphens += [Hyphen(context=b.context, kind=b.kind(whole)) for b in broken]
    return sheet.page()


BREAK = re.compile(r"[A-Za-z]+-\s*\n\s*[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A word broken at a line end, with the text around it as it ought to read."""

    context: str
    word: str
    hard: bool

    def kind(self, whole: set[str]) -> Literal["soft, word elsewhere", "soft, word nowhere else", "hard"]:
        """`whole` are the words that the page prints unbroken."""
        if self.hard:
            return "hard"
        return "soft, word elsewhere" if self.word in whole else "soft, word nowhere else"


def columns(sheet: Sheet, part: Part, width: int, random: Random, indent: int) -> Iterator[Broken]:
    """Print a paragraph in lines; the words that they break."""
    together, at = squash(part.text), 0
    lines = wrap_words(part.text, width, random, hyphenate=0.5, indent=indent)
    for number, (line, mark) in enumerate(lines):
        sheet.put(part.unit, line)
        at += len(squash(line))
        if mark == "soft":
            sheet.markup("-")
        if mark:
            head, tail = re.search(r"[A-Za-z]*$", line), re.match(r"[A-Za-z]*", lines[number + 1][0])
            word = (head[0] if head else "") + (tail[0] if tail else "")
            yield Broken(context=together[max(0, at - 8) : at + 8], word=word.lower(), hard=mark == "hard")
        sheet.space()


def english_lines(library: Library, random: Random) -> Page:
    """English with one paragraph a line."""
    sheet = Sheet("en")
    press = Press(sheet, random)
    for story in library.take(random, random.randint(1, 3), "en", (3, 5)):
        press.print(press.article(story, Marks(subheads=0.1)))
    return sheet.page()
