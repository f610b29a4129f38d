"""Documents as text: pure functions from a Document to a string that ends its last line, or is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from newsclean.model import Document
from newsclean.render.html.page import document_page
from newsclean.render.json_lines import document_json, document_json_line, document_json_lines
from newsclean.render.markdown import document_markdown
from newsclean.render.text import RULE, document_text

Renderer = Callable[[Document], str]

FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": document_text,
        "markdown": document_markdown,
        "json": document_json,
        "jsonl": document_json_lines,
        "html": document_page,
    }
)
"""The formats by their names on the command line."""

STREAMED: Mapping[str, Renderer] = MappingProxyType({**FORMATS, "json": document_json_line})
"""The same for several documents one after another; a page of HTML holds one document."""

BETWEEN: Mapping[str, str] = MappingProxyType({"text": f"\n{RULE}\n\n", "markdown": "\n---\n\n"})
"""What stands between two documents in a stream, where it is not nothing."""
