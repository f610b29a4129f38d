"""Lines to pieces: hard-wrapped lines become the paragraphs (or parts of paragraphs) that a column holds.

Whether a stretch of lines is wrapped, how wide its column is and where its paragraphs end is measured from the
lines themselves; docs/algorithm/reflow.md has the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from newsclean.characters import WEAK_END, ends_sentence, glue, has_han, width
from newsclean.model import Layout, Line, Piece
from newsclean.rules.newspaper import is_lead

# Cells. Columns of newspapers and PDF pages have 8 to 40 Han characters; a line past LONG is a paragraph by itself.
NARROW = 6
WIDEST = 48
LONG = 60
# Lines of a stretch that must be at most WIDEST, and share of lines about as wide as the column.
NARROW_SHARE = 0.7
FULL_SHARE = 0.5
# Where blank lines stand between most lines, wrapping needs more evidence.
SPACED_FULL_SHARE = 0.6
# In wrapped text few lines end with a mark (1 in 4 to 1 in 6); in verse and dialogue nearly all do.
MARK_SHARE = 0.6
# And of its full lines few end a sentence (1 in 12 to 1 in 17); of paragraphs of one line each does.
ENDED_SHARE = 0.4
# Chinese news has a mark every 10 to 20 characters, other prose fewer; rows of tables have none.
MARKS = 1 / 80
SHORTEST = 3
WINDOW = 9
# So many indented lines show that a stretch kept its indents; a first line without one is then a headline.
INDENTED = 2
# Share of the blank lines of a stretch that stand behind a sentence's end when they part paragraphs; where columns
# break, 1 in 4 does, in Japanese 4 in 10.
SPACED_SHARE = 0.8
# A paragraph's first line has lost its indent of two characters, give or take squeezed punctuation.
INDENT = (1.25, 3.25)
FIRST_LINE = 2.0
# With a comma inside it is no headline, and may be set loose (letter-spaced columns lose up to 2 more).
LOOSE = 5.0
SLACK = 0.5
# Kinsoku and squeezed punctuation make lines of one column differ by a character.
SQUEEZED = -1.0
# A proportional font sets 40 letters wider than 42 others.
RAGGED = 1.5

_END_MARK = regex.compile(r"[，。、；：！？…,.;:!?”’」』）)]$")
_MARK = regex.compile(r"[，。、；：！？…]|[,.;:!?](?=\s|$)")
_ITEM = regex.compile(
    r"[(（\[]?(?:\d{1,2}|[a-z])[)）\].](?=\s)|[•●◆■▪‣]\s?|[-–*]\s+|[一二三四五六七八九十]{1,3}、|[A-Z][A-Z ]{3,40}:"
)
_CAPITALS = regex.compile(r"[^\p{Ll}:]*\p{Lu}{4}[^\p{Ll}:]*")
_RUN_IN = regex.compile(r"[A-Z]{2}[A-Za-z ]{2,40}: ?")
_OPENS_QUOTE = regex.compile(r"[“「『]")
_WORD = regex.compile(r"[“‘「『（《【(]*(?:[\p{Latin}\p{N}][\p{Latin}\p{N}\p{M}.,%'’/@:_-]*|\S)")
_TITLE_WORD = r"(?:(?:\p{Lu}|\d)[\w’'-]*|a|an|and|as|at|by|for|in|of|on|or|the|to|with)"
_TITLE_CASE = regex.compile(rf"{_TITLE_WORD}(?: {_TITLE_WORD}){{1,9}}")
_CLOSING = regex.compile(r"[，。、；：！？”’」』）》】…,.;:!?)]+")


def reflow(lines: Iterable[Line], *, layout: Layout = "plain") -> list[Piece]:
    """Pieces from lines. HTML and a portal's text have their own paragraphs: each line is a piece; in Markdown a
    paragraph ends at a blank line or with a sentence."""
    lines = list(lines)
    ways = {"plain": _joins, "markdown": _soft}
    joins = ways[layout](lines) if layout in ways else frozenset()
    vocabulary = _vocabulary(lines) if joins and any(line.text[-1:] in "-\u2010" for line in lines) else frozenset()
    pieces: list[Piece] = []
    group: list[Line] = []
    for at, line in enumerate(lines):
        if group and at not in joins:
            pieces.append(_piece(group, vocabulary))
            group = []
        group.append(line)
    if group:
        pieces.append(_piece(group, vocabulary))
    return pieces


def _piece(group: Sequence[Line], vocabulary: frozenset[str]) -> Piece:
    first = group[0]
    text = first.text
    for line in group[1:]:
        text = glue(text, line.text, vocabulary=vocabulary)
    spans = tuple(span for line in group for span in line.spans)
    return Piece(
        spans=spans, text=text, gap=first.gap, hint=first.hint, level=first.level, role=first.role, reason=first.reason
    )


def _vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    words: set[str] = set()
    for line in lines:
        words.update(word.lower() for word in regex.findall(r"[\p{L}\p{M}'’]+(?:-[\p{L}\p{M}'’]+)*(?!-$)", line.text))
    return frozenset(words)


def _soft(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the Markdown lines that go on with the line above, which has no blank line behind it."""
    return frozenset(
        at
        for at in range(1, len(lines))
        if lines[at].gap == 0
        and lines[at].hint is None
        and lines[at].role is None is lines[at - 1].role
        and lines[at - 1].hint in (None, "list")
        and not ends_sentence(lines[at - 1].text)
        and (lines[at - 1].hint is None or lines[at].indent > 0)
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a wrapped stretch with its measures, in cells; `indented` says that the stretch kept its indents,
    `spaced` that blank lines stand between its paragraphs (and not between columns)."""

    line: Line
    width: float
    column: float
    latin: bool
    indented: bool
    spaced: bool


def _joins(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that go on with the line before them."""
    joins: set[int] = set()
    for start, stretch in _stretches(lines):
        if not _is_wrapped(stretch):
            continue
        rows = _measure(stretch)
        first = 0  # where the paragraph that is being read starts
        for at in range(1, len(rows)):
            if _goes_on(rows, first, at):
                joins.add(start + at)
            else:
                first = at
    return frozenset(joins)


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Runs of consecutive lines that a rule has not spoken for and that are no paragraphs by themselves."""
    start = 0
    run: list[Line] = []
    for at, line in enumerate(lines):
        if line.role is None and line.hint in (None, "caption") and width(line.text) <= LONG:
            if not run:
                start = at
            run.append(line)
        elif run:
            yield start, run
            run = []
    if run:
        yield start, run


def _is_wrapped(lines: Sequence[Line]) -> bool:
    lines = list({line.text: line for line in lines}.values())  # a loop would outvote the text
    if len(lines) < SHORTEST:
        return False
    widths = [width(line.text) for line in lines]
    if sum(cells <= WIDEST for cells in widths) < NARROW_SHARE * len(lines):
        return False
    marked = sum(_END_MARK.search(line.text) is not None for line in lines)
    text = "\n".join(line.text for line in lines)
    if marked > MARK_SHARE * len(lines) or len(_MARK.findall(text)) < max(2.0, MARKS * len(text)):
        return False
    latin = not has_han(text)
    columns = _columns(lines, widths, latin)
    slack = 6.0 if latin else INDENT[1]  # ragged right: a word of 12 letters did not fit
    wide = [line for line, cells, column in zip(lines, widths, columns, strict=True) if cells >= column - slack]
    full = len(wide)
    if median(columns) < NARROW or sum(ends_sentence(line.text) for line in wide) > ENDED_SHARE * full:
        return False
    return full >= (SPACED_FULL_SHARE if median(line.gap for line in lines[1:]) > 0 else FULL_SHARE) * len(lines)


def _measure(lines: Sequence[Line]) -> list[_Row]:
    widths = [width(line.text) for line in lines]
    latin = not has_han("".join(line.text for line in lines))
    indented = sum(line.indent >= 1 for line in lines) >= INDENTED
    columns = _columns(lines, widths, latin)
    gaps = [ends_sentence(above.text) for above, below in pairwise(lines) if below.gap]
    spaced = len(gaps) > 1 and sum(gaps) >= SPACED_SHARE * len(gaps)
    return [
        _Row(line=line, width=cells, column=column, latin=latin, indented=indented, spaced=spaced)
        for line, cells, column in zip(lines, widths, columns, strict=True)
    ]


def _columns(lines: Sequence[Line], widths: Sequence[float], latin: bool) -> list[float]:
    """The width of the column that each line stands in, from its neighbours that are about as wide as itself or wider
    (columns on a page differ): the commonest width, and where the right edge is ragged nearly the widest. Lines
    that repeat another count once, or a loop would be a column of its own."""
    seen: set[str] = set()
    fresh: list[float] = []
    places: list[int] = []
    for line, cells in zip(lines, widths, strict=True):
        if line.text not in seen:
            seen.add(line.text)
            fresh.append(cells)
        places.append(len(fresh) - 1)
    return [
        _column(fresh[max(0, at - WINDOW) : at + WINDOW + 1], cells, latin)
        for at, cells in zip(places, widths, strict=True)
    ]


def _column(near: Sequence[float], cells: float, latin: bool) -> float:
    least = max(cells - 1.5, NARROW)
    wide = [other for other in near if other >= least] or [cells]
    if latin:
        return sorted(wide)[-1 - len(wide) // 10]
    rounded = [round(other) for other in wide]
    return float(max(set(rounded), key=lambda other: (rounded.count(other), other)))


def _goes_on(rows: Sequence[_Row], first: int, at: int) -> bool:
    """Whether line `at` goes on with the line before it, in a paragraph that started at line `first`."""
    above, below = rows[at - 1], rows[at]
    if below.line.opens or below.line.hint == "caption" or is_lead(below.line.text):
        return False
    if below.line.indent - above.line.indent >= 1:
        return False
    ended = ends_sentence(above.line.text)
    if ended and (below.line.gap > 1 or (below.line.gap and above.spaced)):
        return False
    if at - 1 == first and above.width > below.column + INDENT[1] and above.column > below.column + INDENT[1]:
        return False  # a headline across several columns
    if _ITEM.match(below.line.text) and (ended or WEAK_END.search(above.line.text)):
        return False
    after = rows[at + 1] if at + 1 < len(rows) else None
    if ended:
        return _is_full(above, below, at - 1 == first, 0.0 if above.latin else SLACK) and not _starts_paragraph(
            above, below, after
        )
    if above.latin and below.latin:
        return _goes_on_latin(rows[first:at], below)
    if at - 1 == first:
        if is_lead(above.line.text):
            return True
        return (not above.indented or above.line.indent >= 1) and _is_first_line(above, below, after)
    return _is_full(above, below, False, SQUEEZED) or (
        not WEAK_END.search(above.line.text) and _has_prose(rows[first:at])
    )


def _goes_on_latin(paragraph: Sequence[_Row], below: _Row) -> bool:
    """An unfinished line of words: it goes on unless it is a headline, short and alone before a capital."""
    above = paragraph[-1]
    alone = len(paragraph) == 1
    if alone and (
        _CAPITALS.fullmatch(above.line.text)
        or (below.line.text[0].isupper() and _TITLE_CASE.fullmatch(above.line.text))
    ):
        return False
    if not below.line.text[0].isupper() or _is_full(above, below, False, -RAGGED):
        return True
    return (len(paragraph) > 1 or _RUN_IN.match(above.line.text) is not None) and _has_prose(paragraph)


def _is_full(above: _Row, below: _Row, opening: bool, slack: float = SLACK) -> bool:
    """Whether the next word would not have fitted; a paragraph's first line has its indent to make up for."""
    words = _WORD.match(below.line.text)
    closing = _CLOSING.match(below.line.text, words.end()) if words and not below.latin else None
    need = width(words[0] if words else "") + (width(closing[0]) if closing else 0.0)
    column = max(above.column, below.column) if abs(above.column - below.column) <= 2 else above.column
    if above.latin:
        return above.width + 0.5 + need > column + slack
    return above.width + (FIRST_LINE if opening else 0.0) + need > column + slack


def _is_first_line(above: _Row, below: _Row, after: _Row | None) -> bool:
    """An unfinished line at the start of a paragraph: its first line, short by no more than an indent, or a headline?
    Behind a headline stands a first line again."""
    prose = _MARK.search(above.line.text) is not None
    if above.width < min(above.column, below.column) - (LOOSE if prose else INDENT[1]):
        return False
    if prose or below.width > below.column - INDENT[0] or after is None:
        return True
    return below.width > above.width or below.width < below.column - INDENT[1]


def _starts_paragraph(above: _Row, below: _Row, after: _Row | None) -> bool:
    """A full line that ends a sentence: does the next one start a paragraph? It is narrower by its lost indent, or
    it opens a quotation behind a column break."""
    if below.latin:
        return False
    if below.line.gap > above.line.gap and _OPENS_QUOTE.match(below.line.text):
        return True
    if ends_sentence(below.line.text):  # its last line, or a paragraph of one line: set apart on both sides
        return below.line.gap > 0 and (after is None or after.line.gap > 0)
    return INDENT[0] <= below.column - below.width <= INDENT[1] and after is not None


def _has_prose(rows: Sequence[_Row]) -> bool:
    """Whether a paragraph's lines so far hold a mark inside: a headline of two lines does not."""
    return any(_MARK.search(row.line.text) for row in rows)
