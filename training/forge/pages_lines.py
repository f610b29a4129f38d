"""Pages with one paragraph a line: cut at column breaks, across other text, across captions."""

from __future__ import annotations

import itertools
from dataclasses import replace
from random import Random

from . import asides as around
from .press import Chunk, Marks, Part, Press, chunks, cut, cut_some, is_paragraph, tangle
from .sheet import Language, Page, Sheet
from .stories import Library


def usual_marks(random: Random) -> Marks:
    return Marks(subtitle=random.random() < 0.2, byline=random.choice(["line", "line", "lead"]))


def one_a_line(library: Library, random: Random, *, language: Language = "zh-Hans") -> Page:
    """One to three articles one after the other; every fifth paragraph is cut by a column break."""
    sheet = Sheet(language)
    press = Press(sheet, random)
    gap = random.choice(["\n\n", "\n\n", "\n"])
    for story in library.take(random, random.randint(1, 3), language):
        press.print(cut_some(sheet, press.article(story, usual_marks(random)), random, 0.2), gap)
        sheet.space()
    return sheet.page()


def across_text(library: Library, random: Random, *, language: Language = "zh-Hans") -> Page:
    """Two to four articles whose columns alternate. Half of the articles are cut in mid-sentence; those that stand
    between the halves mostly begin and end whole. Other paragraphs are cut by a column break alone. Now and then one
    half of a sentence is lost.
    """
    sheet = Sheet(language)
    press = Press(sheet, random)
    columns = []
    for number, story in enumerate(library.take(random, random.randint(2, 4), language, (3, 6))):
        parts = press.article(story, usual_marks(random))
        columns.append(chunks(sheet, parts, random, random.randint(2, 3), 0.2 if number % 2 else 1.0))
    if random.random() < 0.3:
        lose_a_half(sheet, random.choice(columns[::2]), random)
    press.print(cut_whole(sheet, tangle(columns, random), random))
    return sheet.page()


def cut_whole(sheet: Sheet, parts: Chunk, random: Random) -> Chunk:
    """Column breaks in a fifth of the paragraphs that are whole."""
    found: Chunk = []
    for part in parts:
        fit = is_paragraph(sheet, part) and part.text == sheet.units[part.unit].text and random.random() < 0.2
        found += (cut(part, random) if fit else None) or [part]
    return found


def lose_a_half(sheet: Sheet, columns: list[Chunk], random: Random) -> None:
    """The half of a cut sentence is missing: the other half must stay alone. The truth is what is still printed."""
    for column, following in itertools.pairwise(columns):
        if column[-1].unit == following[0].unit:
            stays = column[-1]
            if random.random() < 0.5:
                stays = following[0]
                column.pop()
            else:
                following.pop(0)
            sheet.units[stays.unit] = replace(sheet.units[stays.unit], text=stays.text)
            return


def across_captions(library: Library, random: Random, *, language: Language = "zh-Hans") -> Page:
    """Captions and credits, set off by wide gaps, stand in mid-sentence."""
    sheet = Sheet(language)
    press = Press(sheet, random)
    for story in library.take(random, random.randint(1, 2), language, (4, 7)):
        parts = press.article(story, usual_marks(random))
        taken = "".join(part.text for part in parts)
        for part in parts:
            fit = is_paragraph(sheet, part) and random.random() < 0.3
            halves = cut(part, random) if fit else None
            if not halves:
                press.print([part])
                continue
            press.print([halves[0]])
            sheet.space("\n" * random.choice([0, 2]))
            press.print(asides(library, press, random, language, taken))
            press.print([halves[1]])
    return sheet.page()


def asides(library: Library, press: Press, random: Random, language: Language, taken: str) -> list[Part]:
    """A caption, a credit, or both."""
    shape = random.choice(["caption", "caption", "both", "both", "credit"]) if language == "zh-Hans" else "caption"
    found = []
    if shape != "credit":
        sentence = library.sentence(random, language, besides=taken)
        found.append(press.aside(around.caption(random, sentence, language)))
    if shape != "caption":
        found.append(press.aside(random.choice(around.CREDITS)(random).text))
    return found
