"""Renders a document as JSON: the whole result, or one article on each line for a corpus."""

from __future__ import annotations

import json
from typing import Any

from newsclean.model import Article, Document
from newsclean.render.escape import file_name, without_surrogates


def document_json(document: Document) -> str:
    """`Document.to_dict()` on several lines, for one document."""
    return _dump(_result(document), indent=2)


def document_json_line(document: Document) -> str:
    """`Document.to_dict()` on one line, for a stream of documents."""
    return _dump(_result(document))


def document_json_lines(document: Document) -> str:
    """One line for each article, with an `id` that names the file and the article's number in it, from 1."""
    return "".join(
        _dump(record(document, article, number)) for number, article in enumerate(document.articles, start=1)
    )


def _result(document: Document) -> dict[str, Any]:
    result = document.to_dict()
    if document.source is not None:
        result["source"] = file_name(document.source)
    return result


def record(document: Document, article: Article, number: int) -> dict[str, Any]:
    """The record of one article in a table of articles."""
    name = file_name(document.source or "-")
    return {
        "id": f"{name}#{number}",
        "file": name,
        "layout": document.layout,
        "encoding": document.encoding,
        "document_flags": list(document.flags),
        **article.to_dict(),
        "text": article.text,
    }


def _dump(value: dict[str, Any], indent: int | None = None) -> str:
    separators = (",", ": ") if indent else (",", ":")
    return without_surrogates(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)) + "\n"
