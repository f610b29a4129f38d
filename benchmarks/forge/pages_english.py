"""English in columns, with hyphens at line ends."""

from __future__ import annotations

import re
from random import Random
from typing import Literal

from .columns import wrap_words
from .press import Marks, Part, Press
from .sheet import Hyphen, Page, Sheet, squash
from .stories import Library


def english(library: Library, random: Random) -> Page:
    """One to three articles in columns of 26 to 46 characters; every second long word at a line end is hyphenated."""
    sheet = Sheet("en")
    press = Press(sheet, random)
    stories = library.take(random, random.randint(1, 3), "en", (3, 5))
    usual = re.findall(r"[a-z]+", " ".join(t for s in stories for t in s.paragraphs).lower())
    kept, spacious = random.random() < 0.2, random.random() < 0.2
    for story in stories:
        width = random.randint(26, 46)
        given = Marks(byline=random.choice(["line", "line", "lead"]), continued=random.random() < 0.1)
        for part in press.article(story, given):
            if sheet.units[part.unit].kind == "paragraph":
                sheet.space("   " * kept)
                columns(sheet, part, width, random, usual)
                sheet.space("\n" * (spacious or random.random() < 0.05))
            else:
                press.print([part], "\n")
        sheet.space()
    return sheet.page()


def columns(sheet: Sheet, part: Part, width: int, random: Random, usual: list[str]) -> None:
    """A paragraph in lines. The truth of each hyphen is kept with the text around it."""
    whole, at = squash(part.text), 0
    lines = wrap_words(part.text, width, random, hyphenate=0.5)
    for number, (line, mark) in enumerate(lines):
        sheet.put(part.unit, line)
        at += len(squash(line))
        if mark == "soft":
            sheet.markup("-")
        if mark:
            kind = hyphen_kind(mark, line, lines[number + 1][0], usual)
            sheet.hyphens.append(Hyphen(context=whole[max(0, at - 8) : at + 8], kind=kind))
        sheet.space()


def hyphen_kind(
    mark: str, line: str, following: str, usual: list[str]
) -> Literal["soft, word elsewhere", "soft, word nowhere else", "hard"]:
    if mark == "hard":
        return "hard"
    head, tail = re.search(r"[A-Za-z]*$", line), re.match(r"[A-Za-z]*", following)
    word = ((head[0] if head else "") + (tail[0] if tail else "")).lower()
    return "soft, word elsewhere" if usual.count(word) > 1 else "soft, word nowhere else"


def english_lines(library: Library, random: Random) -> Page:
    """English with one paragraph a line."""
    sheet = Sheet("en")
    press = Press(sheet, random)
    for story in library.take(random, random.randint(1, 3), "en", (3, 5)):
        press.print(press.article(story, Marks(subheads=0.1)))
    return sheet.page()
