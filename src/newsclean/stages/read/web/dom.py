"""HTML to the page's visible text, one line per block, each block with what its tags say of it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import regex

from newsclean.language.characters import CJK_TEXT, repair
from newsclean.model import Kind, Line
from newsclean.stages.read.web.blocks import Block as Block
from newsclean.stages.read.web.blocks import Page as Page
from newsclean.stages.read.web.blocks import Region as Region
from newsclean.stages.read.web.guard import is_hostile, stripped
from newsclean.stages.read.web.markup import is_html as is_html
from newsclean.stages.read.web.markup import parse as parse
from newsclean.stages.read.web.visibility import HIDDEN as HIDDEN
from newsclean.stages.read.web.visibility import LATER, UNSEEN, is_hidden

INVISIBLE_TAGS = frozenset(
    "script style noscript noframes noembed template head title meta link iframe object embed applet svg math canvas"
    " audio video select option button input textarea map area datalist dialog rp rt".split()
)
CONTROLS = frozenset("button select option textarea datalist math rt".split())
"""Tags of what a reader sees or can open, but reads as no part of the text around it."""
LATENT = frozenset("dialog noscript".split())
"""Tags of what some readers come to see: what a script opens, and what stands in for scripts."""
_SOMETIMES = CONTROLS | LATENT
BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul caption".split()
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
LINK, APART = -1, -2
NAMING = ("id", "itemprop", "role", "data-testid", "data-component")
"""Attributes beside the class whose words say what an element is for."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK_IN_CJK = regex.compile(rf"(?<=[{CJK_TEXT}])[ \t]*[\r\n]\s*(?=[{CJK_TEXT}])")


class _Apart(NamedTuple):
    """An element that is set apart from its line: where in the line it starts, how much of the line before it is
    linked, its tag and its names."""

    start: int
    linked: int
    tag: str
    names: str
    group: str


def read(markup: str, base: int = 0) -> tuple[str, list[Line]]:
    """The page's text and its lines; `base` is where that text will stand in the document's text."""
    page = plain_page(markup, base) if is_hostile(markup) else blocks(parse(markup), base, hidden=False)
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


def blocks(tree: Any, base: int = 0, *, hidden: bool = True) -> Page:
    """The blocks of a parsed page, in document order; `base` is where its text will stand in the document's text. With
    `hidden` also those of what the page does not show at first, and of its controls."""
    walker = _Walker(base, hidden)
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

    def __init__(self, base: int, hidden: bool = True) -> None:
        self.base = base
        self.text: list[str] = []
        self.blocks: list[Block] = []
        self.regions: list[Region] = [Region(parent=0, tag="", names="", group="", first=0)]
        self._takes_hidden = hidden
        self._region = 0
        self._inline: list[str] = []
        self._linked = 0
        self._links = 0
        self._apart: list[_Apart] = []
        self._set_apart: list[tuple[_Apart, str]] = []

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
                    self._break()
            elif tag and tag >= "a" and (tag not in INVISIBLE_TAGS or (tag in _SOMETIMES and self._takes_hidden)):
                child = node.child  # no comment; a processing instruction has none
                if child is not None:
                    attributes = node.attributes
                    hidden = tag in _SOMETIMES or (bool(attributes) and is_hidden(tag, attributes))
                    if hidden and not self._takes_hidden:
                        child = None
                    else:
                        above.append((node, self._enter(node, tag, attributes, hidden)))
                elif inline and tag in BLOCK_TAGS and not is_hidden(tag, node.attributes):
                    self._break()
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

    def _enter(self, node: Any, tag: str, attributes: dict[str, str | None], hidden: bool) -> int | None:
        """The region around the element, where leaving it will mean something; `LINK` for a link, `APART` for what is
        set apart from its line."""
        if self._apart:
            if tag in BLOCK_TAGS or tag == "option":
                self._inline.append(" ")
            return None
        if tag in BLOCK_TAGS or (hidden and tag not in CONTROLS and _holds_blocks(node)):
            if self._inline:
                self.flush()
            around, self._region = self._region, len(self.regions)
            region = Region(around, tag, *_names(attributes), len(self.blocks), hidden=hidden)
            if region.group:
                region.hidden = hidden or LATER.search(region.group) is not None
                region.apart = UNSEEN.search(region.group) is not None
            self.regions.append(region)
            return around
        if hidden:
            self._apart.append(_Apart(len(self._inline), self._linked, tag, *_names(attributes)))
            return APART
        if tag == "a" and "href" in attributes:
            self._links += 1
            return LINK
        return None

    def _leave(self, around: int) -> None:
        if around == LINK:
            self._links -= 1
        elif around == APART:
            self._take_apart(self._apart.pop())
        else:
            if self._inline:
                self.flush()
            self.regions[self._region].last = len(self.blocks)
            self._region = around

    def _take_apart(self, part: _Apart) -> None:
        """Take what has been said since an element began out of its line: it becomes a block behind it."""
        said = "".join(self._inline[part.start :])
        del self._inline[part.start :]
        self._linked = part.linked
        if said and not said.isspace():
            self._set_apart.append((part, said))
            if not self._inline:
                self.flush()

    def _break(self) -> None:
        """End a line; within what is set apart a line goes on."""
        if self._apart:
            self._inline.append(" ")
        else:
            self.flush()

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
        """End the block that is being collected, and add what was set apart from it."""
        raw = "".join(self._inline)
        self._inline.clear()
        self._add(raw, self._region, *self._hint())
        self._linked = 0
        if self._set_apart:
            for part, said in self._set_apart:
                at = len(self.blocks)
                region = Region(self._region, part.tag, part.names, part.group, at, hidden=True, apart=True)
                self.regions.append(region)
                self._add(said, len(self.regions) - 1, None, 0)
                self.regions[-1].last = len(self.blocks)
            self._set_apart.clear()

    def _add(self, raw: str, region: int, hint: Kind | None, level: int) -> None:
        """A block, where its text says something."""
        raw = raw.strip()
        if not raw.isprintable() or "  " in raw:
            if "\n" in raw or "\r" in raw:
                raw = _BREAK_IN_CJK.sub("", raw)
            raw = _SPACE.sub(" ", raw).strip()
            plain = False
        else:
            plain = raw.isascii()  # most lines of most pages, in which there is nothing to repair
        if raw and (said := raw if plain else repair(raw)):
            self.text.append(raw + "\n")
            end = self.base + len(raw)
            self.blocks.append(Block(self.base, end, said, region, hint, level, self._linked))
            self.base = end + 1


def _names(attributes: dict[str, str | None]) -> tuple[str, str]:
    """What names an element, and its class alone: ids tell paragraphs apart that are alike."""
    if not attributes:
        return "", ""
    group = attributes.get("class") or ""
    return " ".join([group, *(attributes.get(name) or "" for name in NAMING if name in attributes)]), group


def _holds_blocks(node: Any) -> bool:
    """Whether an element that is none of the block-level ones has one among its children."""
    child = node.child
    while child is not None:
        if child.tag in BLOCK_TAGS:
            return True
        child = child.next
    return False
