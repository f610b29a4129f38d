"""A sheet on which a page is printed, and the page with its truth.

Everything that is printed belongs to a unit: a title, a byline, a paragraph, a caption, a folio line, a copy that a
loop made. Positions are counted in the page's text without white space, so that no measure depends on blanks.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "title", "subtitle", "heading", "byline", "paragraph", "caption", "continuation", "trailer", "folio", "markup"
]
Language = Literal["zh-Hans", "zh-Hant", "ja", "en"]


def squash(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that the page says, with its text as it ought to be read.

    `drop` marks a copy that a loop made, `keep` a text that looks like a repeat and is none; units of one loop
    share a `group`. `markup` belongs to no text: signs of a tool, and hyphens that only a line end put there.
    """

    kind: Kind
    text: str
    article: int | None = None
    drop: bool = False
    keep: bool = False
    group: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A line end between two pieces of text: the positions before and after it, and the blank lines there."""

    before: int
    after: int
    blank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphen:
    """A hyphen at a line end: the text around it as it ought to read, and whether the hyphen was only soft."""

    context: str
    kind: Literal["soft, word elsewhere", "soft, word nowhere else", "hard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A forged page: its text and what is true of it."""

    text: str
    units: tuple[Unit, ...]
    spans: tuple[tuple[int, int, int], ...]
    """Start, end and unit of each printed run, in order, over `text`."""
    language: Language = "zh-Hans"
    authors: tuple[tuple[int, tuple[str, ...]], ...] = ()
    leads: tuple[str, ...] = ()
    """Openings of paragraphs that name their reporters; a byline taken from one is neither right nor wrong."""
    hyphens: tuple[Hyphen, ...] = ()
    spaced: int = 0
    """Count of letter-spaced lines."""
    residue: tuple[str, ...] = ()
    """Signs of a tool that no block may show."""
    note: str = ""

    def owners(self) -> list[int]:
        """The unit of each position."""
        found: list[int] = []
        for start, end, unit in self.spans:
            found += [unit] * len(squash(self.text[start:end]))
        return found

    def sequences(self) -> list[list[int]]:
        """The positions of each unit, in reading order; none for markup."""
        found: list[list[int]] = [[] for _ in self.units]
        for position, unit in enumerate(self.owners()):
            if self.units[unit].kind != "markup":
                found[unit].append(position)
        return found

    def joints(self) -> list[Joint]:
        """Line ends between pieces of text, markup at either side set aside."""
        text_positions = [p for p, unit in enumerate(self.owners()) if self.units[unit].kind != "markup"]
        following = dict(itertools.pairwise(text_positions))
        found: dict[int, Joint] = {}
        position, last, blank = 0, -1, 0
        known = set(text_positions)
        for char in self.text:
            if char == "\n":
                blank += 1
            if char.isspace():
                continue
            if position in known:
                if blank and last >= 0 and following.get(last) == position:
                    found[last] = Joint(before=last, after=position, blank=blank - 1)
                last, blank = position, 0
            position += 1
        return list(found.values())


@dataclass(slots=True)
class Sheet:
    """Collects what is printed. Units are declared with their true text, then put on the page piece by piece."""

    language: Language = "zh-Hans"
    note: str = ""
    parts: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    authors: dict[int, list[str]] = field(default_factory=dict)
    leads: list[str] = field(default_factory=list)
    hyphens: list[Hyphen] = field(default_factory=list)
    residue: list[str] = field(default_factory=list)
    spaced: int = 0
    length: int = 0

    def unit(
        self,
        kind: Kind,
        text: str,
        article: int | None = None,
        *,
        drop: bool = False,
        keep: bool = False,
        group: int | None = None,
    ) -> int:
        """Declare a unit and return its number."""
        self.units.append(Unit(kind=kind, text=text, article=article, drop=drop, keep=keep, group=group))
        return len(self.units) - 1

    def put(self, unit: int, text: str) -> None:
        """Print a piece of a unit."""
        if text.strip():
            self.spans.append((self.length, self.length + len(text), unit))
        self.space(text)

    def space(self, text: str = "\n") -> None:
        """Print white space."""
        self.parts.append(text)
        self.length += len(text)

    def markup(self, text: str) -> None:
        """Print signs that belong to no text."""
        self.put(self.unit("markup", text), text)

    def line(
        self,
        kind: Kind,
        text: str,
        article: int | None = None,
        *,
        end: str = "\n\n",
        drop: bool = False,
        keep: bool = False,
        group: int | None = None,
    ) -> None:
        """Print a whole unit on a line of its own."""
        self.put(self.unit(kind, text, article, drop=drop, keep=keep, group=group), text)
        self.space(end)

    def sign(self, article: int, names: Sequence[str]) -> None:
        """Note who wrote an article."""
        self.authors.setdefault(article, []).extend(names)

    def page(self) -> Page:
        """The page as printed."""
        return Page(
            text="".join(self.parts),
            units=tuple(self.units),
            spans=tuple(self.spans),
            language=self.language,
            authors=tuple((article, tuple(names)) for article, names in sorted(self.authors.items())),
            leads=tuple(squash(lead) for lead in self.leads),
            hyphens=tuple(self.hyphens),
            spaced=self.spaced,
            residue=tuple(self.residue),
            note=self.note,
        )
