"""Pages in which a reader ran into a loop. In each the copies that must go are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from .sheet import Language, Page, Sheet
from .stories import Library, Story

Loop = Callable[[Sheet, Story, Random], int]
"""Prints a loop after the story's first paragraph and returns how many paragraphs of the story it used."""


def looped(library: Library, random: Random, loop: Loop, language: Language = "zh-Hans") -> Page:
    """A story with a loop after its second paragraph; half of the pages end there, half go on."""
    sheet = Sheet(language)
    story = library.take(random, 1, language, (5, 7))[0]
    while len(story.paragraphs) < 3:
        story = library.take(random, 1, language, (5, 7))[0]
    sheet.line("title", story.title, 0)
    sheet.line("paragraph", story.paragraphs[0], 0)
    used = loop(sheet, story, random)
    if random.random() < 0.5:
        for paragraph in story.paragraphs[used:]:
            sheet.line("paragraph", paragraph, 0)
    return sheet.page()


def sentences(text: str) -> list[str]:
    return [s for s in re.findall(r"[^。！？]+[。！？]+[”’」）]*|[^。！？]+$", text) if s.strip()]


def times(random: Random) -> int:
    """How often a loop runs."""
    return random.choice([3, 4, 6, 9, 14, 27])


def inside(sheet: Sheet, before: str, unit: str, copies: int, random: Random, *, cut_last: bool, after: str) -> None:
    """A paragraph that repeats `unit` inside: `before`, the unit, its copies, `after`, all on one line."""
    sheet.put(sheet.unit("paragraph", before + unit + after, 0, group=1), before + unit)
    number = len(sheet.units) - 1
    for _ in range(copies):
        sheet.put(sheet.unit("paragraph", unit, 0, drop=True, group=1), unit)
    if cut_last and len(unit) > 2:
        part = unit[: random.randint(1, len(unit) - 1)]
        sheet.put(sheet.unit("paragraph", part, 0, drop=True, group=1), part)
    if after:
        sheet.put(number, after)
    sheet.space("\n\n")


def character(sheet: Sheet, story: Story, random: Random) -> int:
    """One character, printed 20 to 200 times."""
    text = story.paragraphs[1]
    at = random.choice([i for i, c in enumerate(text[:-1]) if "一" <= c <= "鿿" and text[i + 1] != c])
    go_on = random.random() < 0.5
    copies = random.randint(20, 200)
    inside(sheet, text[:at], text[at], copies, random, cut_last=False, after=text[at + 1 :] if go_on else "")
    return 2


def word(sheet: Sheet, story: Story, random: Random) -> int:
    """A word or clause of 2 to 9 characters, printed 8 to 60 times; the last copy may be cut."""
    text = story.paragraphs[1]
    size = random.randint(2, min(9, len(text) // 2))
    at = random.randrange(0, len(text) - size)
    go_on = random.random() < 0.5
    after = text[at + size :] if go_on else ""
    copies = random.randint(8, 60)
    inside(sheet, text[:at], text[at : at + size], copies, random, cut_last=not go_on, after=after)
    return 2


def sentence(sheet: Sheet, story: Story, random: Random) -> int:
    """A sentence inside its paragraph, again and again."""
    parts = sentences(story.paragraphs[1])
    at = random.randrange(len(parts))
    after = "".join(parts[at + 1 :]) if random.random() < 0.5 else ""
    inside(sheet, "".join(parts[:at]), parts[at], times(random), random, cut_last=not after, after=after)
    return 2


def copy(sheet: Sheet, text: str, *, first: bool = False, group: int = 1) -> None:
    sheet.line("paragraph", text, 0, drop=not first, group=group)


def paragraph(sheet: Sheet, story: Story, random: Random) -> int:
    """A paragraph, again and again."""
    copy(sheet, story.paragraphs[1], first=True)
    for _ in range(times(random)):
        copy(sheet, story.paragraphs[1])
    return 2


def abab(sheet: Sheet, story: Story, random: Random) -> int:
    """Two paragraphs take turns."""
    pair = story.paragraphs[1:3]
    for turn in range(1 + times(random)):
        for text in pair:
            copy(sheet, text, first=turn == 0)
    return 3


def block(sheet: Sheet, story: Story, random: Random) -> int:
    """A block of three to five short paragraphs, again and again."""
    parts = [s for text in story.paragraphs[1:] for s in sentences(text) if len(s) >= 10]
    lines = list(dict.fromkeys(parts))[: random.randint(3, 5)]
    for turn in range(1 + times(random)):
        for text in lines:
            copy(sheet, text, first=turn == 0)
    return len(story.paragraphs)


def numbered(sheet: Sheet, story: Story, random: Random) -> int:
    """A paragraph whose number alone goes up."""
    text = story.paragraphs[1]
    pattern = random.choice(["{n}. {text}", "（{n}）{text}", "{n}、{text}", "第{n}条 {text}"])
    for n in range(1, 2 + max(6, times(random))):
        copy(sheet, pattern.format(n=n, text=text), first=n == 1)
    return 2


def misspelt(text: str, count: int, random: Random, stock: str) -> str:
    """`text` with `count` characters replaced by others of `stock`."""
    letters = list(text)
    for at in random.sample(range(len(letters)), min(count, len(letters))):
        if "一" <= letters[at] <= "鿿":
            letters[at] = random.choice(stock)
    return "".join(letters)


def drifting(sheet: Sheet, story: Story, random: Random) -> int:
    """A paragraph that is read a little differently each time: one character in forty."""
    text = story.paragraphs[1]
    stock = [c for p in story.paragraphs for c in p if "一" <= c <= "鿿"]
    copy(sheet, text, first=True)
    for _ in range(times(random)):
        copy(sheet, misspelt(text, max(1, len(text) // 40), random, "".join(stock)))
    return 2


def cut_last(sheet: Sheet, story: Story, random: Random) -> int:
    """A paragraph again and again, the last copy cut off."""
    text = story.paragraphs[1]
    copy(sheet, text, first=True)
    for _ in range(times(random)):
        copy(sheet, text)
    copy(sheet, text[: random.randint(len(text) // 3, len(text) - 2)])
    return 2


def same_tail(sheet: Sheet, story: Story, random: Random) -> int:
    """The end of a paragraph comes again under a new head; that paragraph then runs on in a loop."""
    parts = sentences("".join(story.paragraphs[1:3]))
    tail = "".join(parts[-2:])
    sheet.line("paragraph", "".join(parts), 0, group=1)
    sheet.line("paragraph", (head := sentences(story.paragraphs[0])[0]) + tail, 0, group=2)
    for _ in range(times(random)):
        copy(sheet, head + tail, group=2)
    return 3


def tail_alone(sheet: Sheet, story: Story, random: Random) -> int:
    """The end of a paragraph comes again and again as a paragraph of its own."""
    parts = sentences("".join(story.paragraphs[1:3]))
    sheet.line("paragraph", "".join(parts), 0, group=1)
    for _ in range(times(random)):
        copy(sheet, "".join(parts[len(parts) // 2 :]))
    return 3


def without_one(parts: list[str], random: Random) -> str:
    """Sentences without one of them, not the first."""
    missing = random.randrange(1, max(2, len(parts) - 1))
    return "".join(parts[:missing] + parts[missing + 1 :])


def hole(sheet: Sheet, story: Story, random: Random) -> int:
    """A long paragraph again and again; in one or two copies a sentence is missing."""
    parts = sentences("".join(story.paragraphs[1:3]))
    sheet.line("paragraph", "".join(parts), 0, group=1)
    turns = max(3, times(random))
    holes = random.sample(range(turns), random.randint(1, 2))
    for turn in range(turns):
        copy(sheet, without_one(parts, random) if turn in holes else "".join(parts))
    return 3


def lone_hole(sheet: Sheet, story: Story, random: Random) -> int:
    """A long paragraph comes once more, with a sentence missing: no loop, and yet said already."""
    parts = sentences("".join(story.paragraphs[1:3]))
    sheet.line("paragraph", "".join(parts), 0, group=1)
    copy(sheet, without_one(parts, random))
    return 3


def apart(sheet: Sheet, story: Story, random: Random) -> int:
    """A paragraph comes again after others."""
    text = story.paragraphs[1]
    sheet.line("paragraph", text, 0, group=1)
    for other in story.paragraphs[2:4]:
        sheet.line("paragraph", other, 0)
        copy(sheet, text)
    return 4


LOOPS: dict[str, Loop] = {
    "character": character,
    "word": word,
    "sentence": sentence,
    "paragraph": paragraph,
    "ABAB": abab,
    "block": block,
    "numbered drift": numbered,
    "spelling drift": drifting,
    "cut last copy": cut_last,
    "tail under a new head": same_tail,
    "tail alone": tail_alone,
    "copy with a hole": hole,
}
"""Loops proper: none of them may stay."""

SAID_TWICE: dict[str, Loop] = {
    "copies apart": apart,
    "one copy with a hole": lone_hole,
}
"""Texts that were printed twice without a loop; what becomes of them is measured, but no floor is set."""
