"""HTML inside text that is no HTML page: Markdown with a table, a figure or a centred line, as OCR tools write it.

Tags are cut out of the lines, which take their kind from them: rows of tables, captions, headings, items. The text
stays the document's own, so that every other line is read as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from newsclean.language.characters import repair, width
from newsclean.model import Cut, Kind, Line, Span
from newsclean.stages.read.web.dom import BLOCK_TAGS, HEADINGS

INLINE_TAGS = frozenset(
    "a abbr b bdi big br cite code del em font i img ins kbd label mark q rb rp rt ruby s small span strike strong"
    " style script sub sup svg time tt u wbr video audio source iframe picture template noscript".split()
)
_NAMES = "|".join(sorted(BLOCK_TAGS | INLINE_TAGS, key=lambda name: (-len(name), name)))
# A tag of a name that HTML has, not one that somebody writes about between back quotes, or a comment. One that is never
# closed loses only its mark: what a model writes behind `<!--` is text as often as not. An empty element behind a word
# is one that somebody writes about, too: add a <center></center> tag.
TAG = regex.compile(
    rf"(?P<said>(?<=\w )<(?P<empty>[a-z]{{1,12}})></(?P=empty)>)"
    rf"|(?<!`)<(?P<close>/)?(?P<name>{_NAMES})(?P<attributes>(?:\s[^<>]{{0,2000}})?)/?>"
    r"|(?P<comment><!--(?:(?!-->|<!--)[\s\S]){0,600}+-->)|(?P<mark><!--|-->)",
    regex.IGNORECASE,
)
_SIGN = regex.compile(rf"(?<!`)</(?:{_NAMES})\s?>|<img\s|<!--", regex.IGNORECASE)
"""What shows that tags in a text are markup: one that closes an element, a picture, a comment."""
_PAGE = regex.compile(r"<!doctype\s|<(?:html|head|body)[\s>]", regex.IGNORECASE)
_HEADING = regex.compile(r"^#{1,6} \S", regex.MULTILINE)
_HEADING_ALONE = regex.compile(r"(?:\A|\n\r?\n)#{1,6} \S[^\n]{0,200}\n\r?\n")
_LETTER = regex.compile(r"\w")
_PICTURE = regex.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)$")
_CENTRED = regex.compile(r"center", regex.IGNORECASE)
_CAPTION = regex.compile(r"\s*(?:[图圖表]\s?\d|Fig(?:ure)?\.? ?\d|Table ?\d|写真)", regex.IGNORECASE)

ABOVE = 200
"""Letters above the start of a page from which a text is one about pages, which shows the code of one."""
OUTSIDE = 0.5
"""Share of a text's letters outside its elements from which it is text with HTML in it. In fragments of pages it is
below .1, in the Markdown of OCR tools above .8."""
CAPTION_CELLS = 120
"""Cells of a centred line beside a picture up to which it is the picture's caption."""
_UNSEEN = frozenset("style script template svg rt rp".split())
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table", "thead", "tbody", "tfoot"})


def is_inside(text: str) -> bool:
    """Whether the HTML in a text stands inside other text, so that it is no page and no fragment of one: a heading of
    Markdown shows it, and so do lines of text outside all elements that hold most of the letters."""
    page = _PAGE.search(text)
    if page and len(_LETTER.findall(TAG.sub("", text[: page.start()]))) < ABOVE:
        return False
    if TAG.search(text) is None:
        return True
    outside = "".join(text[start:end] for start, end in _outside(text))
    if not page and (_HEADING.search(outside) or _HEADING_ALONE.search(text)):
        return True
    lines = [line for line in outside.split("\n") if _LETTER.search(line)]
    letters = len(_LETTER.findall(TAG.sub("", text)))
    return len(lines) > 1 and len(_LETTER.findall(outside)) >= OUTSIDE * letters


def _outside(text: str) -> Iterator[Span]:
    """The stretches of a text that stand in no block element which is closed, without tags."""
    opened: dict[str, list[int]] = {}
    inside: list[Span] = []
    for tag in TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if name not in BLOCK_TAGS and name not in _UNSEEN:
            inside.append(tag.span())
        elif not tag["close"]:
            opened.setdefault(name, []).append(tag.start())
        elif opened.get(name):
            inside.append((opened[name].pop(), tag.end()))
    at = 0
    for start, end in sorted(inside):
        if start > at:
            yield at, start
        at = max(at, end)
    yield at, len(text)


def without_tags(text: str, lines: Sequence[Line], cuts: list[Cut]) -> list[Line]:
    """The lines without tags, with the kinds that these give them; `cuts` gets the tags, and what no browser shows. A
    text that shows the code of a whole page is about pages, and keeps it."""
    if not lines or _PAGE.search(text) or _SIGN.search(text, lines[0].spans[0][0]) is None:
        return list(lines)
    tags = [tag for tag in TAG.finditer(text, lines[0].spans[0][0]) if not tag["said"]]
    reader = _Reader(text, cuts, {(tag["name"] or "").lower(): tag.start() for tag in tags if tag["close"]})
    first = 0
    for line in lines:
        while first < len(tags) and tags[first].end() <= line.spans[0][0]:
            first += 1
        last = first
        while last < len(tags) and tags[last].start() < line.spans[-1][1]:
            last += 1
        reader.read(line, tags[first:last])
        first = last - 1 if last > first and tags[last - 1].end() > line.spans[-1][1] else last
    reader.flush()
    return reader.lines


@dataclass(slots=True)
class _Reader:
    """Reads lines and their tags into lines without."""

    text: str
    cuts: list[Cut]
    closes: dict[str, int]
    """Where the last tag stands that closes an element of a name: one that is opened behind it is never closed."""
    lines: list[Line] = field(default_factory=list)
    _cells: list[list[Span]] = field(default_factory=lambda: [[]])
    _line: Line | None = None
    _gap: int = 0
    """Blank lines above the line that is being collected."""
    _in: list[str] = field(default_factory=list)
    """Names of the elements around that say what a line is."""
    _centred: bool = False
    _beside_picture: bool = False

    def read(self, line: Line, tags: Sequence[regex.Match[str]]) -> None:
        """Take in a line. One that has no tag and stands in no element stays as it is."""
        if not tags and not self._in and not self._pending():
            self._plain(line)
            return
        if not self._in_row() or line.gap:
            self.flush()
        self._gap = max(self._gap, line.gap)
        self._line = line
        for span in line.spans:
            at, end = span
            for tag in tags:
                if tag.end() <= at or tag.start() >= end:
                    continue
                self._say(at, tag.start())
                self.cuts.append(Cut(start=max(at, tag.start()), end=min(end, tag.end()), reason="markup"))
                at = min(end, tag.end())
                if tag.start() >= span[0]:
                    self._tag(tag)
            self._say(at, end)
        if not self._in_row():
            self.flush()

    def flush(self) -> None:
        """End the line that is being collected."""
        cells = [cell for cell in self._cells if cell]
        self._cells = [[]]
        if not cells or self._line is None:
            return
        said = repair(" ".join("".join(self.text[start:end] for start, end in cell) for cell in cells))
        if not said:
            return
        spans = tuple(span for cell in cells for span in cell)
        hint, level = self._hint(said)
        self.lines.append(
            replace(self._line, spans=spans, text=said, gap=self._gap, hint=hint or self._line.hint, level=level)
        )
        self._gap = 0
        if hint != "caption":
            self._beside_picture = False

    def _plain(self, line: Line) -> None:
        picture = _PICTURE.match(line.text) is not None
        self._beside_picture = picture
        self.lines.append(replace(line, gap=max(line.gap, self._gap)))
        self._gap = 0

    def _pending(self) -> bool:
        return any(self._cells)

    def _in_row(self) -> bool:
        return "tr" in self._in

    def _say(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self._in and not _UNSEEN.isdisjoint(self._in):
            self.cuts.append(Cut(start=start, end=end, reason="markup"))
        elif self.text[start:end].strip():
            self._cells[-1].append((start, end))

    def _tag(self, tag: regex.Match[str]) -> None:
        name = (tag["name"] or "").lower()
        if name == "img":
            self._beside_picture = True
        elif self._in_row() and name not in _ROWS:
            if name in _CELLS or name == "br":
                self._cells.append([])
        elif name == "br":
            self.flush()
        elif name in BLOCK_TAGS:
            self.flush()
            self._gap = max(self._gap, 1) if self.lines else self._gap
        if name in BLOCK_TAGS or name in _UNSEEN:
            self._within(name, tag)

    def _within(self, name: str, tag: regex.Match[str]) -> None:
        """Keep which of the elements stand around that say what a line is."""
        closing = bool(tag["close"])
        if name in _MAY_CENTRE:
            self._centred = not closing and (name == "center" or _CENTRED.search(tag["attributes"] or "") is not None)
        name = "tr" if closing and name == "table" else name
        if closing and name in self._in:
            del self._in[len(self._in) - 1 - self._in[::-1].index(name) :]
        elif not closing and name in _AROUND and name not in self._in and tag.start() < self.closes.get(name, -1):
            self._in.append(name)

    def _hint(self, said: str) -> tuple[Kind | None, int]:
        """What kind of line the elements around make it, with the level of a heading."""
        around = set(self._in)
        if level := next((int(name[1]) for name in self._in if name in HEADINGS), 0):
            return "heading", level
        if around & {"figcaption", "caption", "figure"} and "tr" not in around:
            return "caption", 0
        if "tr" in around:
            return "table", 0
        if self._centred and width(said) <= CAPTION_CELLS and (self._beside_picture or _CAPTION.match(said)):
            return "caption", 0
        return next(((kind, 0) for name, kind in _KINDS.items() if name in around), (None, 0))


_KINDS: dict[str, Kind] = {"li": "list", "blockquote": "quote"}
_AROUND = HEADINGS | _UNSEEN | {"tr", "figure", "figcaption", "caption", *_KINDS}
_MAY_CENTRE = HEADINGS | {"center", "div", "p"}
