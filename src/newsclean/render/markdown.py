"""Renders a document as Markdown (CommonMark, with the tables of GitHub's dialect).

All text of the document is escaped, so that it cannot become markup. The only exception is that GitHub's dialect turns
a bare address into a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from newsclean.model import Article, Block, Document, Kind
from newsclean.render.escape import shown
from newsclean.render.structure import list_items, table_rows
from newsclean.render.text import credit_lines

_INLINE = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
"""Characters with a meaning anywhere in a line: emphasis, code, links, HTML, table cells, formulas, entities."""

_LINE_START = re.compile(r"(?m)^([ \t]*)(?:([#>+=-])|([0-9]{1,9})(?=[.)](?:[ \t]|$)))")
"""Characters with a meaning only at the start of a line: headings, quotes, lists, and underlines of headings."""

_BLANK = re.compile(r"\n\s*\n")


def document_markdown(document: Document) -> str:
    """The articles of `document` in order, with a thematic break between them; empty when there is none."""
    articles = (article_markdown(article) for article in document.articles)
    return "\n---\n\n".join(text for text in articles if text)


def article_markdown(article: Article) -> str:
    """One article: its title as a heading, its subtitle in bold, the byline, then the body."""
    parts = [part for part in (*_head(article), *_body(article.blocks)) if part]
    return "\n\n".join(parts) + "\n" if parts else ""


def escaped(text: str) -> str:
    """`text` with a backslash before everything that Markdown would treat as markup; indents of lines are removed."""
    lines = "\n".join(line.strip(" \t") for line in shown(text).splitlines())
    return _LINE_START.sub(_escape_line_start, _INLINE.sub(r"\\\g<0>", lines))


def _escape_line_start(match: re.Match[str]) -> str:
    indent, sign, number = match.groups()
    return f"{indent}\\{sign}" if sign else f"{indent}{number}\\"


def _head(article: Article) -> Iterator[str]:
    if article.title:
        yield _heading(1, article.title)
    if article.subtitle:
        yield _emphasised("**", article.subtitle)
    yield from map(escaped, credit_lines(article))


def _body(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks; adjacent rows form one table and adjacent items one list."""
    for kind, alike in groupby((block for block in blocks if block.text.strip()), key=lambda block: block.kind):
        texts = [block.text for block in alike]
        yield from map(_KINDS[kind], ["\n".join(texts)] if kind in ("table", "list") else texts)


def _heading(level: int, text: str) -> str:
    line = " ".join(escaped(text).split("\n")).strip()
    bare = line.rstrip("#")
    if bare.endswith(" "):  # a run of # after a space would be treated as the heading's closing sequence
        line = f"{bare}\\{line[len(bare) :]}"
    return f"{'#' * level} {line}"


def _emphasised(mark: str, text: str) -> str:
    # Emphasis ends at a blank line and must touch its text.
    parts = (part.strip() for part in _BLANK.split("\n".join(text.splitlines())))
    return "\n\n".join(f"{mark}{escaped(part)}{mark}" for part in parts if part)


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in escaped(text).split("\n"))


def _list(text: str) -> str:
    return "\n".join(f"- {escaped(item)}" for item in list_items(text))


def _table(text: str) -> str:
    rows = [[escaped(cell) for cell in row] for row in table_rows(text)]
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


_KINDS: dict[Kind, Callable[[str], str]] = {
    "paragraph": escaped,
    "heading": lambda text: _heading(2, text),
    "caption": lambda text: _emphasised("*", text),
    "quote": _quote,
    "list": _list,
    "table": _table,
}
