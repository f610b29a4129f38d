"""The output formats, one record each. The command line, its help and completion, the names of results and the test of
the documentation use this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from newsclean.model import Document
from newsclean.render.html.page import document_page
from newsclean.render.json_lines import document_json, document_json_line, document_json_lines
from newsclean.render.markdown import document_markdown
from newsclean.render.text import RULE, document_text

Renderer = Callable[[Document], str]
"""A pure function from a document to text, which is empty or ends with a line end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One output format.

    `name` is its name on the command line, `ending` the file ending, `about` its line in the help. `render` renders a
    single document, `streamed` one of several (the same unless given), and `between` is written between two of them.
    `whole_file` means that a file cannot contain more than one document.
    """

    name: str
    ending: str
    about: str
    render: Renderer
    streamed: Renderer | None = None
    between: str = ""
    whole_file: bool = False

    def renderer(self, *, several: bool) -> Renderer:
        """The function for a single document, or for each of several."""
        return self.streamed if several and self.streamed else self.render


_FORMATS = (
    Format(
        name="text",
        ending=".txt",
        about="title, byline and body as plain text, a rule between articles",
        render=document_text,
        between=f"\n{RULE}\n\n",
    ),
    Format(
        name="markdown",
        ending=".md",
        about="the same with headings, quotes, lists and tables",
        render=document_markdown,
        between="\n---\n\n",
    ),
    Format(
        name="json",
        ending=".json",
        about="everything: fields, blocks, and the ledger of every character",
        render=document_json,
        streamed=document_json_line,
    ),
    Format(
        name="jsonl",
        ending=".jsonl",
        about="one article a line, for a corpus",
        render=document_json_lines,
    ),
    Format(
        name="html",
        ending=".html",
        about="a page that shows what was kept and removed, and why",
        render=document_page,
        whole_file=True,
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _FORMATS})
"""The formats by name; the first is the default of the command line."""

DEFAULT = _FORMATS[0].name
