"""The values that travel through the pipeline. This module imports nothing of ours.

Positions are indices of characters (Unicode code points) into the document's text, ends excluded. White space at
the ends of a span belongs to nobody and becomes a `space` row of the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal


class InNotebook:
    """A value that a notebook shows by a renderer imported on use."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(import_module("newsclean.render.notebook").shown(self, "html"))

    def _repr_markdown_(self) -> str:
        return str(import_module("newsclean.render.notebook").shown(self, "markdown"))


Span = tuple[int, int]
"""Start and end of a run of characters in the document's text."""

Layout = Literal["newspaper", "portal", "html", "markdown", "plain"]
Kind = Literal["paragraph", "heading", "caption", "quote", "list", "table"]
"""What a block is. `caption` holds photo credits too, `quote` is a pull quote."""


@dataclass(frozen=True, slots=True)
class Byline:
    """A line of byline: bare names in print order (none where it names nobody), and the outlet it names."""

    authors: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it was read: what it says, where it stands, and what its markup or a rule says of it.

    `gap` counts the blank lines before it. `hint` is the kind that the markup gives, with `level` for headings.
    `links` is the share of its characters inside links (0 to 1). `opens` says that the markup starts a paragraph here.
    `role` is `None` until a rule knows better; a line whose role is `removed` carries a `reason`, one whose role is
    `byline` what the `byline` says. `display` says that it is set as a headline, apart from the paragraphs around it.
    """

    spans: tuple[Span, ...]
    text: str
    gap: int = 0
    indent: float = 0.0
    hint: Kind | None = None
    level: int = 0
    links: float = 0.0
    opens: bool = False
    display: bool = False
    role: str | None = None
    reason: str | None = None
    byline: Byline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Characters inside a line that are not its text: markup, a log prefix, a table token."""

    start: int
    end: int
    reason: str


def labelled(*labels: str) -> Any:
    """A field that is read from its labels: keys of front matter, or words before a colon in a document's head."""
    return field(default=None, metadata={"labels": labels})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of an article beside its body. One that is added here is part of every result and every table."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    byline: str | None = None
    source: str | None = None
    date: str | None = None
    section: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()


FIELDS: tuple[str, ...] = tuple(each.name for each in fields(Fields))
"""Their names."""
LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {each.name: each.metadata["labels"] for each in fields(Fields) if each.metadata}
)
"""The labels of those that say in their definition how they are labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata(Fields):
    """What the document says of itself outside its body: front matter, or the head of a page."""

    def completed_by(self, found: Metadata) -> Metadata:
        """What is known, completed by what was found: the first word on a field stands, a moment replaces its day."""
        known = {name: getattr(self, name) or getattr(found, name) for name in FIELDS}
        if self.date is not None and (found.date or "").startswith(self.date):
            known["date"] = found.date
        return Metadata(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as read: its text, its lines, and what stands beside them. `story_found` says that the structure of
    a page has told its story from the rest."""

    text: str
    lines: tuple[Line, ...]
    layout: Layout = "plain"
    cuts: tuple[Cut, ...] = ()
    metadata: Metadata = Metadata()
    flags: tuple[str, ...] = ()
    story_found: bool = False

    @property
    def holds_one_article(self) -> bool:
        """Whether the document holds one article: a page of the web, or one that its front matter gives a title."""
        return self.layout in ("portal", "html") or self.metadata.title is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that stands together: a paragraph, or the part of one that a column holds.

    `role`, `reason` and `byline` are as in `Line`. `copies` counts how often it stood in the document; a repeat is
    removed and says in `repeat_of` where (a position in the text) the copy starts that is kept for it. `interrupts`
    marks a piece that stood between the halves of a sentence that is not its own. `joints` are the places where link
    has joined it: so many characters and so many spans before each.
    """

    spans: tuple[Span, ...]
    text: str
    gap: int = 0
    hint: Kind | None = None
    level: int = 0
    role: str | None = None
    reason: str | None = None
    byline: Byline | None = None
    copies: int = 1
    repeat_of: int | None = None
    interrupts: bool = False
    display: bool = False
    short: bool = False
    joints: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def is_text(self) -> bool:
        """Whether no stage has given it a role of its own, so that it is a paragraph, a heading or a caption."""
        return self.role is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article while the stages form it: the pieces of its title, its bylines, its blocks and its other fields.

    `metadata` is what the story and its document say of it; segment fills it once the stories are final.
    """

    titles: tuple[Piece, ...] = ()
    bylines: tuple[Piece, ...] = ()
    blocks: tuple[tuple[Kind, Piece], ...] = ()
    fields: tuple[Piece, ...] = ()
    continued_from: str | None = None
    continued_on: str | None = None
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What became of one run of characters."""

    start: int
    end: int
    role: str
    reason: str | None = None
    article: int | None = None
    block: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The row as plain data, without what does not apply."""
        optional = {"reason": self.reason, "article": self.article, "block": self.block}
        row: dict[str, Any] = {"start": self.start, "end": self.end, "role": self.role}
        return row | {name: value for name, value in optional.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Text that is in no article, with its reason; a repeat names the article and block that stand for it."""

    text: str
    start: int
    end: int
    reason: str
    article: int | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of an article's body. `copies` counts how often it stood in the document."""

    kind: Kind
    text: str
    copies: int = 1

    def to_dict(self) -> dict[str, Any]:
        """The block as plain data."""
        return {"kind": self.kind, "text": self.text, "copies": self.copies}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Fields, InNotebook):
    """One article. Fields that the document does not give are `None` (authors: empty); nothing is guessed.

    `authors` are bare names, `byline` the line as printed, `date` and `modified` (of the last change) ISO 8601,
    `language` a tag of BCP 47, `url` the canonical address. `flags` are warnings; docs/reference lists them.
    """

    continued_from: str | None = None
    continued_on: str | None = None
    flags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The body: every block but captions, a blank line between."""
        return "\n\n".join(block.text for block in self.blocks if block.kind != "caption")

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain data; the body as `blocks`, without `text`."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        return plain | {"blocks": [block.to_dict() for block in self.blocks]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(InNotebook):
    """A cleaned document: its articles, and a ledger that accounts for every character of `text`."""

    text: str = field(repr=False)
    articles: tuple[Article, ...]
    ledger: tuple[LedgerRow, ...] = field(repr=False)
    layout: Layout = "plain"
    encoding: str | None = None
    source: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Everything that is not in an article, each with a reason, in the document's order."""
        return tuple(
            Removed(
                text=self.text[row.start : row.end],
                start=row.start,
                end=row.end,
                reason=row.reason or "",
                article=row.article,
                block=row.block,
            )
            for row in self.ledger
            if row.role == "removed"
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON result of `newsclean FILE --format json`."""
        return {
            "source": self.source,
            "encoding": self.encoding,
            "layout": self.layout,
            "flags": list(self.flags),
            "text_length": len(self.text),
            "articles": [article.to_dict() for article in self.articles],
            "ledger": [row.to_dict() for row in self.ledger],
        }
