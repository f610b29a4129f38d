"""Pages with several articles: with all marks, with headlines alone, with none; and all that stands around a body."""

from __future__ import annotations

from random import Random

from . import asides as around
from .pages_lines import asides
from .pages_wrapped import Setter
from .press import Chunk, Marks, Part, Press, chunks, is_paragraph, tangle
from .sheet import Language, Page, Sheet
from .stories import Library

MARKED = (
    Marks(),
    Marks(),
    Marks(subtitle=True),
    Marks(byline="lead"),
    Marks(byline="lead", subtitle=True),
    Marks(byline="none", continued=True),
    Marks(byline="end", continued=True),
    Marks(headline=False),
    Marks(headline=False, byline="lead"),
    Marks(byline="end"),
)
"""What an article shows on a page where all of them are marked."""


def marked(library: Library, random: Random, *, columns: bool = False, language: Language = "zh-Hans") -> Page:
    """Two to six articles, each with a mark of its own; on every third page one is interrupted by another."""
    sheet = Sheet(language)
    press = Press(sheet, random)
    laid: list[list[Chunk]] = []
    for story in library.take(random, random.randint(2, 6), language, (2, 6)):
        given = random.choice(MARKED)
        laid.append([press.article(story, given)])
    if random.random() < 0.35:
        laid[0] = chunks(sheet, laid[0][0], random, 2, 0.5)
        laid[0:2] = [[tangle(laid[0:2], random)]]
    flow = [part for article in laid for chunk in article for part in chunk]
    if columns:
        setter = Setter(press, random)
        setter.width = random.randint(10, 25)
        for part in flow:
            setter.print(part)
            sheet.space("\n" * (random.random() < 0.1))
    else:
        press.print(flow)
    return sheet.page()


def headlines_only(library: Library, random: Random) -> Page:
    """Two to six articles that show nothing but their headlines, tangled at column breaks."""
    return unmarked(library, random, Marks(byline="none"))


def bare(library: Library, random: Random) -> Page:
    """Two to six articles without any mark, tangled at column breaks."""
    return unmarked(library, random, Marks(headline=False, byline="none"))


def unmarked(library: Library, random: Random, given: Marks) -> Page:
    sheet = Sheet()
    press = Press(sheet, random)
    columns = []
    for story in library.take(random, random.randint(2, 6), "zh-Hans", (3, 7)):
        columns.append(chunks(sheet, press.article(story, given), random, random.randint(1, 3), 0.5))
    press.print(tangle(columns, random))
    return sheet.page()


def heads(library: Library, random: Random, *, columns: bool = False, language: Language = "zh-Hans") -> Page:
    """Headlines, subtitles, bylines, subheads, captions, folio and editors' lines; headlines beneath their body."""
    sheet = Sheet(language)
    press = Press(sheet, random)
    setter = Setter(press, random)
    setter.width = random.randint(12, 22)
    stories = library.take(random, random.randint(2, 4), language, (3, 6))
    if random.random() < 0.6 and language == "zh-Hans":
        press.print([press.folio()])
    for story in stories:
        last = story is stories[-1] and random.random() < 0.3
        given = Marks(subtitle=random.random() < 0.4, subheads=0.25, headline_last=last)
        given.byline = "line" if last else random.choice(["line", "line", "line", "lead", "end"])
        given.continued = not last and random.random() < 0.12
        show(library, press, setter if columns else None, press.article(story, given), random, language)
    if random.random() < 0.3 and language == "zh-Hans":
        press.print([editors(press, random)])
    return sheet.page()


def editors(press: Press, random: Random) -> Part:
    text = around.trailer(random)
    return Part(press.sheet.unit("trailer", text), text)


def show(
    library: Library, press: Press, setter: Setter | None, parts: Chunk, random: Random, language: Language
) -> None:
    """Print an article with captions between its paragraphs."""
    taken = "".join(part.text for part in parts)
    for part in parts:
        if setter is None:
            press.print([part])
        else:
            setter.print(part)
        if is_paragraph(press.sheet, part) and part is not parts[-1] and random.random() < 0.12:
            press.sheet.space("\n" * random.choice([1, 2]))
            press.print(asides(library, press, random, language, taken))
