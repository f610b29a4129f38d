"""The right side of the page: the articles, with each field and block linked to its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from newsclean.model import FIELDS, Article, Block, Document
from newsclean.render.html.lines import Lines
from newsclean.render.html.text import STRIP_LINES, marked, place_id, plain, printed_lines, strip
from newsclean.render.ledger_runs import Place, Run
from newsclean.render.structure import list_items, table_rows

_FIRST = ("title", "subtitle", "byline")
_NO_FIELDS = ("flags", "blocks")
_FIELDS = (*_FIRST, *(each.name for each in fields(Article) if each.name not in _FIRST + _NO_FIELDS))

_ROLES = {
    "authors": ("authors", "byline"),
    "continued_from": ("continued_from", "continuation"),
    "continued_on": ("continued_on", "continuation"),
}
"""The ledger roles from which a field is read, if they differ from its name."""

_IN_METADATA = tuple(name for name in FIELDS if name not in ("title", "subtitle", "language", "url"))
"""The fields that one line may contain together; the ledger calls such a line `metadata`."""

_NUMBER = re.compile(r"[0-9]{1,4}")

_INDEX_FROM = 2
"""Number of articles from which on a list of contents is shown."""

_BEGINNING = 24
"""Number of characters of the text that are shown if an article has no title."""


def articles_html(document: Document, ledger: Iterable[Run], lines: Lines, anchor: str) -> str:
    """The articles of `document` in order; `anchor` is the prefix of each id."""
    if not document.articles:
        return '<p class="nothing">No article was found.</p>\n'
    repeats: dict[Place, int] = {}
    for run in ledger:
        for row in run.pieces if run.is_repeat else ():
            if row.block is not None:
                repeats.setdefault((row.article, row.block), run.index)
    view = _View(anchor, document.text, repeats, lines)
    articles = (view.article(number, article) for number, article in enumerate(document.articles))
    return _index(document, anchor) + "".join(articles)


def article_html(article: Article) -> str:
    """A single article: its fields and blocks, without anchors and links."""
    return f"<article>{_flags(article)}{''.join(_View(None, '', {}, None).strips(0, article))}</article>\n"


def article_ids(document: Document) -> Iterator[str]:
    """The anchors of all fields and blocks of the articles."""
    for number, article in enumerate(document.articles):
        yield from (place_id((number, name)) for name in _FIELDS if getattr(article, name))
        yield from (place_id((number, index)) for index in range(len(article.blocks)))


def _index(document: Document, anchor: str) -> str:
    if len(document.articles) < _INDEX_FROM:
        return ""
    items = (
        f'<li><a href="#{anchor}a{number}">{plain(_name(article))}</a></li>'
        for number, article in enumerate(document.articles, start=1)
    )
    summary = f"<summary>{len(document.articles)} articles</summary>"
    return f'<details class="index" open>{summary}<ol>{"".join(items)}</ol></details>\n'


def _name(article: Article) -> str:
    """The title, or the beginning of the text."""
    return article.title or f"{article.text[:_BEGINNING]}…"


@dataclass(frozen=True, slots=True)
class _View:
    anchor: str | None
    """The prefix of each id; `None` if there are no ids."""
    text: str
    repeats: Mapping[Place, int]
    lines: Lines | None

    def article(self, number: int, article: Article) -> str:
        name = f"Article {number + 1}"
        return (
            f'<article id="{self.anchor}a{number + 1}" aria-label="{name}" tabindex="-1">'
            f"{_flags(article, f'<li>{name}</li>')}{''.join(self.strips(number, article))}</article>\n"
        )

    def strips(self, number: int, article: Article) -> Iterator[str]:
        """Fields and blocks, in strips that a browser lays out separately."""
        rows, height = [*self._fields(number, article)], 0
        for index, block in enumerate(article.blocks):
            if height >= STRIP_LINES:
                yield strip("".join(rows), height)
                rows, height = [], 0
            rows.append(self._block(number, index, block))
            height += 1 + printed_lines(block.text)
        yield strip("".join(rows), height)

    def _fields(self, number: int, article: Article) -> Iterator[str]:
        for name in _FIELDS:
            value = getattr(article, name)
            text = "、".join(value) if isinstance(value, tuple) else value
            if text:
                content = f"<h3>{marked(text)}</h3>" if name == "title" else f"<p>{marked(text)}</p>"
                origins = (self._origins((number, role)) for role in _ROLES.get(name, (name,)))
                links = next(filter(None, origins), None) or self._in_metadata(number, name, value)
                yield self._row((number, name), links, name.replace("_", " "), name, content)

    def _origins(self, place: Place) -> list[int]:
        """The first runs of the parts."""
        return [part[0].index for part in self.lines.parts.get(place, ())] if self.lines else []

    def _in_metadata(self, number: int, name: str, value: str | tuple[str, ...]) -> list[int]:
        """The first line of fields that contains the value."""
        parts = self.lines.parts.get((number, "metadata"), ()) if self.lines and name in _IN_METADATA else ()
        for run in (part[0] for part in parts):
            if _states(self.text[run.first.start : run.rows[-1].end], name, value):
                return [run.index]
        return []

    def _block(self, number: int, index: int, block: Block) -> str:
        place = (number, index)
        notes = "" if block.kind == "paragraph" else f"<small>{plain(block.kind)}</small>"
        notes += self._copies(place, block.copies) if block.copies > 1 else ""
        return self._row(place, self._origins(place), f"{index + 1}", block.kind, _block_html(block), notes)

    def _copies(self, place: Place, copies: int) -> str:
        title = f"stood {copies} times in the document"
        if place not in self.repeats:
            return f'<span class="copies" title="{title}">×{copies}</span>'
        return f'<a class="copies" href="#{self.anchor}p{self.repeats[place]}" title="{title}">×{copies}</a>'

    def _row(self, place: Place, origins: list[int], name: str, kind: str, content: str, notes: str = "") -> str:
        links = [f'<a href="#{self.anchor}p{index}">' for index in origins]
        first = f"{links[0]}{name}</a>" if links else f"<span>{name}</span>"
        numbered = isinstance(place[1], int)
        more = "".join(
            f"{link}{f'part {part}' if numbered else 'again'}</a>" for part, link in enumerate(links[1:], start=2)
        )
        rest = f"<small>{more}</small>" if more else ""
        anchor = "" if self.anchor is None else f' id="{self.anchor}{place_id(place)}"'
        group = self.lines.group(place) if self.lines else ""
        label = f'<div class="from">{first}{notes}{rest}</div>'
        return f'<div{anchor} class="row {plain(kind)}{group}">{label}{content}</div>\n'


def _states(piece: str, name: str, value: str | tuple[str, ...]) -> bool:
    """Whether a line of fields contains the words of a value, or the year and the day of a date."""
    if name == "date":
        numbers = [int(number) for number in _NUMBER.findall(value[:10])] if isinstance(value, str) else []
        return bool(numbers) and {numbers[0], numbers[-1]} <= {int(number) for number in _NUMBER.findall(piece)}
    return any(words in piece for words in ((value,) if isinstance(value, str) else value))


def _flags(article: Article, first: str = "") -> str:
    facts = first + "".join(f'<li class="flag">{plain(flag)}</li>' for flag in article.flags)
    return f'<ul class="facts">{facts}</ul>\n' if facts else ""


def _block_html(block: Block) -> str:
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{marked(item)}</li>" for item in list_items(block.text)) + "</ul>"
    if block.kind == "table":
        rows = ("".join(f"<td>{marked(cell)}</td>" for cell in row) for row in table_rows(block.text))
        return '<div class="wide"><table>' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table></div>"
    tag = {"heading": "h4", "quote": "blockquote"}.get(block.kind, "p")
    return f"<{tag}>{marked(block.text)}</{tag}>"
