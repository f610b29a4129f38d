"""What newsclean made of a page, against its truth.

A unit is found in a text by the runs of three characters that no other unit of the page has, so that misread characters
and lines of other articles in between do not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from .page import FURNITURE, Truth, fold

GRAM = 3
PRESENT = 4
"""Grams of a unit that make it present in a block: half a line of a narrow column."""
MOST = 0.5
"""Share of its grams that makes a text hold a unit."""
ALIKE = 90.0
"""Likeness (0 to 100) of a text and what it should be; OCR misreads up to one character in twenty."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article as newsclean gives it."""

    title: str
    subtitle: str
    blocks: tuple[str, ...]

    @classmethod
    def of(cls, article: Any) -> Read:
        """From an `Article`."""
        return cls(fold(article.title or ""), fold(article.subtitle or ""), tuple(fold(b.text) for b in article.blocks))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for text in (self.title, self.subtitle, *self.blocks) if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a paragraph. One that is neither whole nor glued, mixed or lost is in pieces."""

    whole: bool
    lost: bool
    glued: bool
    mixed: bool
    under: bool

    @property
    def word(self) -> str:
        names = ("whole", "lost", "mixed", "glued")
        return next((name for name in names if getattr(self, name)), "in pieces")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Verdicts by paragraph, and by number of the truth's unit which headlines are right and what furniture is left."""

    paragraphs: tuple[Verdict, ...]
    headlines: dict[int, bool]
    furniture: dict[int, bool]


def same(text: str, wanted: str, slack: int) -> bool:
    """Equal but for misread characters; `slack` are characters that may be too many or too few."""
    return abs(len(text) - len(wanted)) <= slack and fuzz.ratio(text, wanted) >= ALIKE


def grams(text: str) -> set[str]:
    return {text[i : i + GRAM] for i in range(len(text) - GRAM + 1)}


def own_grams(truth: Truth) -> list[set[str]]:
    """For each unit the grams that it shares with no other."""
    found = [grams(fold(unit.text)) for unit in truth.units]
    count = Counter(gram for those in found for gram in those)
    return [{gram for gram in those if count[gram] == 1} for those in found]


def score(truth: Truth, articles: Sequence[Read]) -> Score:
    """Judge the articles that were read from a page."""
    own = own_grams(truth)
    blocks = [grams(block) for article in articles for block in article.blocks]
    headlines = {n: headline(unit.text, articles) for n, unit in enumerate(truth.units) if unit.kind == "title"}
    by_article = {truth.units[n].article: place for n, place in headlines.items()}
    verdicts = []
    for number, unit in enumerate(truth.units):
        if unit.kind == "paragraph":
            at = by_article.get(unit.article)
            under = at is not None and holds(own[number], articles[at].blocks)
            verdicts.append(verdict(number, truth, own, articles, blocks, under=under))
    return Score(
        paragraphs=tuple(verdicts),
        headlines={n: place is not None for n, place in headlines.items()},
        furniture={n: left(u.text, own[n], articles) for n, u in enumerate(truth.units) if u.kind in FURNITURE},
    )


def headline(title: str, articles: Sequence[Read]) -> int | None:
    """Which article has this headline as its title."""
    wanted = fold(title)
    return next((n for n, article in enumerate(articles) if same(article.title, wanted, 1)), None)


def holds(own: set[str], texts: Sequence[str]) -> bool:
    """Do the texts together have most of a unit?"""
    found = {gram for text in texts for gram in grams(text)}
    return len(own & found) >= MOST * len(own)


def verdict(
    number: int,
    truth: Truth,
    own: Sequence[set[str]],
    articles: Sequence[Read],
    blocks: Sequence[set[str]],
    *,
    under: bool,
) -> Verdict:
    """What became of the paragraph that is the truth's unit `number`."""
    unit = truth.units[number]
    wanted = fold(unit.text)
    here = [block for block in blocks if present(own[number], block)]
    whole = any(same(text, wanted, max(2, len(wanted) // 33)) for article in articles for text in article.blocks)
    glued = mixed = False
    for other, also in enumerate(truth.units):
        if other == number or also.kind in FURNITURE:
            continue
        shared = [block for block in here if present(own[other], block)]
        if also.article != unit.article:
            mixed = mixed or bool(shared)
        elif also.kind == "paragraph" and not whole:
            glued = glued or any(len(own[number] & block) >= MOST * len(own[number]) for block in shared)
    lost = not holds(own[number], [text for article in articles for text in article.texts])
    return Verdict(whole=whole, lost=lost, glued=glued, mixed=mixed, under=under)


def present(own: set[str], block: set[str]) -> bool:
    """Has the block a part of the unit?"""
    return len(own & block) >= min(PRESENT, max(1, len(own)))


def left(text: str, own: set[str], articles: Sequence[Read]) -> bool:
    """Does furniture stand in an article? A short one counts where a text is, begins or ends with it."""
    texts = [found for article in articles for found in article.texts]
    if len(own) >= PRESENT:
        return holds(own, texts)
    wanted = fold(text)
    return any(found.startswith(wanted) or found.endswith(wanted) for found in texts)
