"""HTML to the page's visible text, one line per block, each line with what its tags say of it."""

from __future__ import annotations

from typing import Any

import regex

from newsclean.characters import CJK_TEXT, repair
from newsclean.model import Kind, Line

MARKUP = regex.compile(
    r"<!doctype html|<html[\s>]|</(?:p|div|li|td|tr|table|ul|ol|section|article|h[1-6]|blockquote|body)\s*>", regex.I
)
INVISIBLE_TAGS = frozenset(
    "script style noscript template head title meta link iframe object embed applet svg math canvas audio video"
    " select option button input textarea map area datalist dialog rp rt".split()
)
BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
    " br".split()
)
HINTS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "figcaption": "caption",
    "caption": "caption",
    "li": "list",
    "dt": "list",
    "dd": "list",
    "td": "table",
    "th": "table",
}
BAD_END = regex.compile(r"(<!--[^<>]{0,200}?)(?:--\s+>|--!>|(?<!-)->|—>)(?![^<]*-->)")
HIDDEN = regex.compile(r"display\s*:\s*none", regex.I)
_SPACE = regex.compile(r"[ \t\n\r\f]+")
_BREAK_IN_CJK = regex.compile(rf"(?<=[{CJK_TEXT}])[ \t]*[\r\n]\s*(?=[{CJK_TEXT}])")


def is_html(text: str) -> bool:
    """Whether the text closes a block-level element, or says that it is an HTML page."""
    return MARKUP.search(text) is not None


def read(markup: str, base: int = 0) -> tuple[str, list[Line]]:
    """The page's text and its lines; `base` is where that text will stand in the document's text."""
    page = _Page(base)
    page.walk(_parse(markup))
    page.flush()
    return "".join(page.text), page.lines


def _parse(markup: str) -> Any:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(_with_closed_comments(markup.replace("\x00", ""))).root


def _with_closed_comments(markup: str) -> str:
    """Markup in which no comment swallows what follows: one whose end is misspelt or missing ends where it can."""
    markup = BAD_END.sub(r"\1-->", markup)
    opens = markup.find("<!--", max(0, markup.rfind("-->")))
    if opens < 0 or MARKUP.search(markup, opens) is None:
        return markup
    line = markup.find("\n", opens)
    tag = markup.find("<", opens + 4)
    end = min(at for at in (line, tag, len(markup)) if at > 0)
    return markup[:end] + "-->" + markup[end:]


def _hidden(node: Any) -> bool:
    attributes = node.attributes
    style = attributes.get("style") if attributes else None
    return bool(attributes) and ("hidden" in attributes or bool(style and HIDDEN.search(style)))


class _Page:
    """Collects a page's text while its tree is walked in document order (with a stack, however deep it is)."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.text: list[str] = []
        self.lines: list[Line] = []
        self._inline: list[str] = []
        self._linked = 0
        self._hints: list[tuple[Kind, int]] = []
        self._links = 0

    def walk(self, root: Any) -> None:
        stack: list[tuple[Any, bool]] = [(root, False)] if root is not None else []
        while stack:
            node, leaving = stack.pop()
            tag = node.tag
            if leaving:
                self._leave(tag)
                continue
            if node.next is not None and node is not root:
                stack.append((node.next, False))
            if tag == "-text":
                self._say(node.text_content or "")
            elif tag not in INVISIBLE_TAGS and not node.is_comment_node and not _hidden(node):
                self._enter(tag)
                stack.append((node, True))
                if node.child is not None:
                    stack.append((node.child, False))

    def _say(self, text: str) -> None:
        self._inline.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _enter(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.flush()
        if tag in HINTS:
            self._hints.append((HINTS[tag], int(tag[1]) if tag[0] == "h" else 0))
        if tag == "a":
            self._links += 1

    def _leave(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.flush()
        if tag in HINTS:
            self._hints.pop()
        if tag == "a":
            self._links -= 1

    def flush(self) -> None:
        """End the line that is being collected."""
        raw = _SPACE.sub(" ", _BREAK_IN_CJK.sub("", "".join(self._inline))).strip()
        said = repair(raw)
        if said:
            self.text.append(raw + "\n")
            hint, level = self._hints[-1] if self._hints else (None, 0)
            spans = ((self.base, self.base + len(raw)),)
            links = min(1.0, self._linked / len(said))
            self.lines.append(Line(spans=spans, text=said, gap=1, hint=hint, level=level, links=links))
            self.base += len(raw) + 1
        self._inline, self._linked = [], 0
