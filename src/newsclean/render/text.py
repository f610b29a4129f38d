"""Renders a document as plain text, for reading and for tools that process lines."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model import Article, Document
from newsclean.render.escape import shown

RULE = "-" * 40
"""The separator line between two articles."""


def document_text(document: Document) -> str:
    """The articles of `document` in order, with `RULE` between them; empty when there is none."""
    articles = (article_text(article) for article in document.articles)
    return f"\n{RULE}\n\n".join(text for text in articles if text)


def article_text(article: Article) -> str:
    """Title, subtitle, byline, source and date on a line each, then every block with a blank line before it.

    Only text of the document is printed: no labels, no marks. Captions are at their original place among the blocks.
    """
    head = "\n".join(head_lines(article))
    parts = [head, *(block.text for block in article.blocks)]
    body = "\n\n".join(part for part in parts if part)
    return f"{shown(body)}\n" if body else ""


def head_lines(article: Article) -> Iterator[str]:
    """The lines above an article's body, from the title to the date; absent fields give no line."""
    yield from (line for line in (article.title, article.subtitle) if line)
    yield from credit_lines(article)


def credit_lines(article: Article) -> Iterator[str]:
    """The byline as printed (else the authors), and a line of source and date if the byline lacks them."""
    byline = article.byline or "、".join(article.authors)
    if byline:
        yield byline
    origin = " ".join(part for part in (article.source, article.date) if part and part not in byline)
    if origin:
        yield origin
