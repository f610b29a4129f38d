"""HTML to the page's visible text, one line per block, each block with what its tags say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

from newsclean.language.characters import CJK_TEXT, repair
from newsclean.model import Kind, Line
from newsclean.stages.read.web.guard import is_hostile, stripped

MARKUP = regex.compile(
    r"<!doctype html|<html[\s>]|</(?:p|div|li|td|tr|table|ul|ol|section|article|h[1-6]|blockquote|body)\s*>", regex.I
)
INVISIBLE_TAGS = frozenset(
    "script style noscript noframes noembed template head title meta link iframe object embed applet svg math canvas"
    " audio video select option button input textarea map area datalist dialog rp rt".split()
)
BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
    " caption".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
PARAGRAPHS = frozenset("p div".split())
CELLS = frozenset("td th".split())
HINTS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "li": "list",
    "dt": "list",
    "dd": "list",
    "td": "table",
    "th": "table",
}
BAD_END = regex.compile(r"(<!--[^<>]{0,200}?)(?:--\s+>|--!>|(?<!-)->|—>)(?![^<]*-->)")
LINK = -1
_BEFORE_BAD_END = b"-! \t\n\r\f\v\x1c\x1d\x1e\x1f"
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK_IN_CJK = regex.compile(rf"(?<=[{CJK_TEXT}])[ \t]*[\r\n]\s*(?=[{CJK_TEXT}])")


@dataclass(slots=True)
class Region:
    """An element that makes blocks: its tag, its class and id in one string, the region around it, and the blocks
    from `first` up to `last` (excluded) that stand in it."""

    parent: int
    tag: str
    names: str
    first: int
    last: int = 0


class Block(NamedTuple):
    """One line of a page: where its text stands, what it says, the region that holds it, its hint with the level of
    a heading, and how many of its characters are inside links. A tuple is made in a quarter of a dataclass's time."""

    start: int
    end: int
    text: str
    region: int
    hint: Kind | None
    level: int
    linked: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a browser shows it: its text, the blocks of it in order, and the regions they stand in."""

    text: str
    blocks: tuple[Block, ...]
    regions: tuple[Region, ...]


def is_html(text: str) -> bool:
    """Whether the text closes a block-level element, or says that it is an HTML page."""
    return MARKUP.search(text) is not None


def read(markup: str, base: int = 0) -> tuple[str, list[Line]]:
    """The page's text and its lines; `base` is where that text will stand in the document's text."""
    page = plain_page(markup, base) if is_hostile(markup) else blocks(parse(markup), base)
    lines = [
        Line(
            spans=((block.start, block.end),),
            text=block.text,
            gap=1,
            hint=block.hint,
            level=block.level,
            links=min(1.0, block.linked / len(block.text)),
        )
        for block in page.blocks
    ]
    return page.text, lines


def parse(markup: str) -> Any:
    """The tree of a page, as selectolax's lexbor builds it."""
    from selectolax.lexbor import LexborHTMLParser

    raw = markup.encode("utf-8", "ignore")  # of a page with Chinese in it bytes are searched 3 to 10 times as fast
    if b"\0" in raw or _has_odd_comments(raw):
        raw = _with_closed_comments(markup.replace("\x00", "")).encode("utf-8", "ignore")
    return LexborHTMLParser(raw)


def _has_odd_comments(raw: bytes) -> bool:
    """Whether a comment may be closed by what `BAD_END` takes, or by nothing: 6 of 242 pages have one."""
    at = raw.find(b"<!--")
    while at >= 0:
        end = raw.find(b">", at + 4)
        if end < 0:
            return True
        last = raw[end - 1]
        if (last in _BEFORE_BAD_END or last > 0x7F) and raw[end - 2 : end] != b"--":
            return True
        at = raw.find(b"<!--", end)
    return raw.find(b"<!--", max(0, raw.rfind(b"-->"))) >= 0


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


def blocks(tree: Any, base: int = 0) -> Page:
    """The blocks of a parsed page, in document order; `base` is where its text will stand in the document's text."""
    walker = _Walker(base)
    walker.walk(tree.root)
    walker.flush()
    return Page(text="".join(walker.text), blocks=tuple(walker.blocks), regions=tuple(walker.regions))


def plain_page(markup: str, base: int = 0) -> Page:
    """The blocks of markup that no parser is asked to read, all in one region."""
    walker = _Walker(base)
    for text in stripped(markup):
        walker.say(text)
        walker.flush()
    walker.regions[0].last = len(walker.blocks)
    return Page(text="".join(walker.text), blocks=tuple(walker.blocks), regions=tuple(walker.regions))


class _Walker:
    """Collects a page's blocks while its tree is walked in document order (with a stack, however deep it is)."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.text: list[str] = []
        self.blocks: list[Block] = []
        self.regions: list[Region] = [Region(parent=0, tag="", names="", first=0)]
        self._region = 0
        self._inline: list[str] = []
        self._linked = 0
        self._links = 0

    def walk(self, root: Any) -> None:
        """Take in a tree. The loop is bare, with a stack of its own: a page has thousands of nodes, and may be deep."""
        node, above, inline = root, [], self._inline
        while node is not None:
            tag, child = node.tag, None
            if tag == "-text":
                text = node.text_content
                if text and (inline or not text.isspace()):
                    inline.append(text)
                    if self._links:
                        self._linked += len(text.strip())
            elif tag == "br":
                if inline:
                    self.flush()
            elif tag and tag >= "a" and tag not in INVISIBLE_TAGS:  # no comment; a processing instruction has none
                child = node.child
                if child is not None:
                    attributes = node.attributes
                    if attributes and _hidden(attributes):
                        child = None
                    else:
                        above.append((node, self._enter(tag, attributes)))
                elif inline and tag in BLOCK_TAGS and not _hidden(node.attributes):
                    self.flush()
            if child is not None:
                node = child
                continue
            while (after := node.next) is None and above:
                node, entered = above.pop()
                if entered is not None:
                    self._leave(entered)
            node = after
        self.regions[0].last = len(self.blocks)

    def say(self, text: str) -> None:
        """Text of the block that is being collected."""
        self._inline.append(text)

    def _enter(self, tag: str, attributes: dict[str, str | None]) -> int | None:
        """The region around the element, where leaving it will mean something; `LINK` for a link."""
        if tag in BLOCK_TAGS:
            if self._inline:
                self.flush()
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}" if attributes else ""
            around, self._region = self._region, len(self.regions)
            self.regions.append(Region(around, tag, names, len(self.blocks)))
            return around
        if tag == "a" and "href" in attributes:
            self._links += 1
            return LINK
        return None

    def _leave(self, around: int) -> None:
        if around == LINK:
            self._links -= 1
            return
        if self._inline:
            self.flush()
        self.regions[self._region].last = len(self.blocks)
        self._region = around

    def _hint(self) -> tuple[Kind | None, int]:
        """What kind of block the element is that holds it; a paragraph in an item of a list is the list's."""
        region = self.regions[self._region]
        tag = region.tag
        if tag not in HINTS and tag in PARAGRAPHS:
            tag = self.regions[region.parent].tag
            if tag in CELLS:
                return None, 0
        return HINTS.get(tag), int(tag[1]) if tag in HEADINGS else 0

    def flush(self) -> None:
        """End the block that is being collected."""
        raw = "".join(self._inline).strip()
        self._inline.clear()
        if not raw.isprintable() or "  " in raw:
            if "\n" in raw or "\r" in raw:
                raw = _BREAK_IN_CJK.sub("", raw)
            raw = _SPACE.sub(" ", raw).strip()
            plain = False
        else:
            plain = raw.isascii()  # most lines of most pages, in which there is nothing to repair
        if raw and (said := raw if plain else repair(raw)):
            self.text.append(raw + "\n")
            hint, level = self._hint()
            end = self.base + len(raw)
            self.blocks.append(Block(self.base, end, said, self._region, hint, level, self._linked))
            self.base = end + 1
        self._linked = 0


def _hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or ("style" in attributes and HIDDEN.search(attributes["style"] or "") is not None)
