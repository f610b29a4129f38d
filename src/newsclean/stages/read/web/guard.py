"""Markup that would keep a parser busy for minutes: told in one linear pass, and read by taking its tags out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# lexbor takes time with the square of the depth and of the number of attributes: .04 s at 5,000 of either, .5 to .7 s
# at 20,000. The deepest of 242 real pages counts 682, end tags left out included; its longest tag has 260 attributes.
DEEPEST = 5_000
MOST_ATTRIBUTES = 5_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_OPEN = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TAG_START = re.compile(r"<[a-zA-Z/]")
_OPENS = re.compile(r"<[a-zA-Z/!?]")
_HIDDEN_TAGS = ("script", "style", "noscript", "template", "textarea", "title")
_HIDDEN = re.compile(rf"<(?:{'|'.join(f'({tag})' for tag in _HIDDEN_TAGS)})(?=[\s>/])", re.I)
_CLOSES = tuple(re.compile(f"</{tag}", re.I) for tag in _HIDDEN_TAGS)
_BLOCK_END = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html"
    r"|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)(?![a-zA-Z0-9])",
    re.I,
)


def is_hostile(markup: str) -> bool:
    """Whether elements are nested, or attributes of one tag heaped, past what pages have."""
    opens = markup.count("<")
    if opens > DEEPEST:
        opens -= markup.count("</")
    return (opens > DEEPEST and _depth(markup) > DEEPEST) or _has_heap(markup)


def _depth(markup: str) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _NEVER_OPEN:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _has_heap(markup: str) -> bool:
    """Whether a tag has too many attributes: what stands between two `>` and holds so many words after a `<`."""
    return any(
        (tag := _TAG_START.search(part)) and len(part[tag.start() :].split(None, MOST_ATTRIBUTES)) > MOST_ATTRIBUTES
        for part in _long_parts(markup)
    )


def _long_parts(markup: str) -> Iterator[str]:
    """What stands between two `>` that are at least twice MOST_ATTRIBUTES characters apart."""
    at, stride = 0, 2 * MOST_ATTRIBUTES
    while at + stride < len(markup):
        last = markup.rfind(">", at, at + stride)
        if last < 0:
            end = markup.find(">", at + stride)
            yield markup[at : end if end >= 0 else None]
            last = end if end >= 0 else len(markup)
        at = last + 1


def stripped(markup: str) -> Iterator[str]:
    """The text of markup, a piece for each block, without building a tree: tags, comments, scripts and styles go."""
    line: list[str] = []
    at = 0
    while at < len(markup):
        start = markup.find("<", at)
        if start < 0:
            start = len(markup)
        line.append(markup[at:start])
        if start == len(markup):
            break
        end = _end(markup, start)
        if end == start:  # a bare < is text
            line.append("<")
            at = start + 1
            continue
        if _BLOCK_END.match(markup, start):
            yield html.unescape("".join(line))
            line = []
        at = end
    yield html.unescape("".join(line))


def _end(markup: str, start: int) -> int:
    """Where what starts with a `<` ends; what is never closed goes to the end of the page, as in a browser."""
    if markup.startswith("<!--", start):
        return _behind(markup, "-->", start + 4)
    if hidden := _HIDDEN.match(markup, start):
        close = _CLOSES[(hidden.lastindex or 1) - 1].search(markup, hidden.end())
        return _behind(markup, ">", close.start()) if close else len(markup)
    return _behind(markup, ">", start) if _OPENS.match(markup, start) else start


def _behind(markup: str, mark: str, start: int) -> int:
    found = markup.find(mark, start)
    return len(markup) if found < 0 else found + len(mark)
