"""The right side of the page: the articles, each field and block linked to where it stands in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsclean.model import Article, Block, Document
from newsclean.render.html_text import marked, place_id, plain
from newsclean.render.ledger_runs import Place, Run
from newsclean.render.shape import list_items, table_rows

_FIELDS = ("title", "subtitle", "byline", "authors", "source", "date", "section", "continued_from", "continued_on")

_ROLES = {
    "authors": ("authors", "byline"),
    "continued_from": ("continued_from", "continuation"),
    "continued_on": ("continued_on", "continuation"),
}
"""The roles in the ledger that a field is read from, where they are not just its name."""


def articles_html(document: Document, ledger: Iterable[Run], anchor: str) -> str:
    """The articles of `document` in order; `anchor` is put before each id."""
    if not document.articles:
        return '<p class="nothing">No article was found.</p>\n'
    origins: defaultdict[Place, list[int]] = defaultdict(list)
    for run in ledger:
        if not run.is_removed and run.first.article is not None:
            origins[run.place].append(run.index)
    view = _View(origins, anchor)
    return "".join(view.article(number, article) for number, article in enumerate(document.articles))


def article_html(article: Article) -> str:
    """One article alone: its fields and blocks, without anchors and links."""
    rows = _View({}, None).rows(0, article)
    return f"<article>{_flags(article)}{''.join(rows)}</article>\n"


def article_ids(document: Document) -> Iterator[str]:
    """The anchors of every field and block of the articles' side."""
    for number, article in enumerate(document.articles):
        yield from (place_id((number, name)) for name in _FIELDS if getattr(article, name))
        yield from (place_id((number, index)) for index in range(len(article.blocks)))


@dataclass(frozen=True, slots=True)
class _View:
    origins: Mapping[Place, list[int]]
    anchor: str | None
    """What stands before each id; `None` where nothing has one."""

    def article(self, number: int, article: Article) -> str:
        return (
            f'<article id="{self.anchor}a{number + 1}" aria-label="Article {number + 1}">'
            f"{_flags(article, f'<li>Article {number + 1}</li>')}{''.join(self.rows(number, article))}</article>\n"
        )

    def rows(self, number: int, article: Article) -> Iterator[str]:
        yield from self._fields(number, article)
        yield from self._blocks(number, article)

    def _fields(self, number: int, article: Article) -> Iterator[str]:
        for name in _FIELDS:
            value = getattr(article, name)
            text = "、".join(value) if isinstance(value, tuple) else value
            if text:
                tag = "h2" if name == "title" else "p"
                content = f"<{tag}>{marked(text)}</{tag}>"
                origins = (self.origins.get((number, role), []) for role in _ROLES.get(name, (name,)))
                links = next(filter(None, origins), [])
                yield self._row((number, name), links, name.replace("_", " "), f"field {name}", content)

    def _blocks(self, number: int, article: Article) -> Iterator[str]:
        for index, block in enumerate(article.blocks):
            copies = (
                f'<span class="copies" title="it stood {block.copies} times in the document">×{block.copies}</span>'
            )
            note = copies if block.copies > 1 else ""
            links = self.origins.get((number, index), [])
            yield self._row((number, index), links, f"{index + 1}", f"block {block.kind}", _block_html(block), note)

    def _row(self, place: Place, origins: list[int], name: str, classes: str, content: str, note: str = "") -> str:
        links = [f'<a href="#{self.anchor}p{index}">' for index in origins]
        first = f'{links[0]}<span class="hide">in the document: </span>{name}</a>' if links else f"<span>{name}</span>"
        more = "".join(f"{link}+ part {n}</a>" for n, link in enumerate(links[1:], start=2))
        rest = f'<small title="joined from {len(links)} pieces">{more}</small>' if more else ""
        anchor = "" if self.anchor is None else f' id="{self.anchor}{place_id(place)}"'
        return (
            f'<div{anchor} class="row {plain(classes)}">'
            f'<div class="origin">{first}{rest}{note}</div>'
            f'<div class="content" dir="auto" lang="">{content}</div></div>\n'
        )


def _flags(article: Article, first: str = "") -> str:
    facts = first + "".join(f'<li class="flag">{plain(flag)}</li>' for flag in article.flags)
    return f'<ul class="facts">{facts}</ul>\n' if facts else ""


def _block_html(block: Block) -> str:
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{marked(item)}</li>" for item in list_items(block.text)) + "</ul>"
    if block.kind == "table":
        rows = ("".join(f"<td>{marked(cell)}</td>" for cell in row) for row in table_rows(block.text))
        return '<div class="wide"><table>' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table></div>"
    tag = {"heading": "h3", "quote": "blockquote"}.get(block.kind, "p")
    return f"<{tag}>{marked(block.text)}</{tag}>"
