"""Lines to pieces: hard-wrapped lines become the paragraphs (or parts of paragraphs) that a column holds.

Whether a stretch of lines is wrapped, how wide its column is and where its paragraphs end is measured from the
lines themselves; docs/algorithm/reflow.md has the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import regex

from newsclean.characters import SENTENCE_END, WEAK_END, ends_sentence, glue, width
from newsclean.columns import FIRST_LINE, HYPHENS, NARROW, SLACK, Row, measured
from newsclean.model import Layout, Line, Piece
from newsclean.rules.newspaper import CONTINUED_FROM, is_lead
from newsclean.rules.sentence import is_headline

# Cells; a line past LONG is a paragraph by itself.
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
# A paragraph's first line has lost its indent of two characters, give or take squeezed punctuation.
INDENT = (1.25, 3.25)
# With a comma inside it is no headline, and may be set loose (letter-spaced columns lose up to 2 more).
LOOSE = 5.0
# Kinsoku and squeezed punctuation make lines of one column differ by a character.
SQUEEZED = -1.0
# Share of its column that the next word must take up before a full line that ends a sentence is a last line rather.
LONG_WORD = 0.1
# A proportional font sets 40 letters wider than 42 others.
RAGGED = 1.5

_END_MARK = regex.compile(r"[，。、；：！？…,.;:!?”’」』）)]$")
_MARK = regex.compile(r"[，。、；：！？…]|[,.;:!?](?=\s|$)")
_ITEM = regex.compile(
    r"[(（\[]?(?:\d{1,2}|[a-z])[)）\].](?=\s)|[•●◆■▪‣]\s?|[-–*]\s+|[一二三四五六七八九十]{1,3}、|[A-Z][A-Z ]{3,40}:"
)
_WORDS = regex.compile(r"[\p{L}\p{M}'’]+(?:-[\p{L}\p{M}'’]+)*")
_CAPITALS = regex.compile(r"[^\p{Ll}:]*\p{Lu}{4}[^\p{Ll}:]*")
_RUN_IN = regex.compile(r"[A-Z]{2}[A-Za-z ]{2,40}: ?")
_OPENS_QUOTE = regex.compile(r"[“「『]")
# A full stop misread as a dot.
_MISREAD_STOP = regex.compile(r"\p{Han}[·.．・]$")
_TITLE_WORD = r"(?:(?:\p{Lu}|\d)[\w’'-]*|a|an|and|as|at|by|for|in|of|on|or|the|to|with)"
_TITLE_CASE = regex.compile(rf"{_TITLE_WORD}(?: {_TITLE_WORD}){{1,9}}")


def reflow(lines: Iterable[Line], *, layout: Layout = "plain") -> list[Piece]:
    """Pieces from lines. HTML and a portal's text have their own paragraphs: each line is a piece; in Markdown a
    paragraph ends at a blank line or with a sentence."""
    lines = list(lines)
    ways = {"plain": _joins, "markdown": _soft}
    joins = ways[layout](lines) if layout in ways else frozenset()
    vocabulary = _vocabulary(lines) if joins and any(line.text[-1:] in HYPHENS for line in lines) else frozenset()
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


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words that the lines hold whole, in lower case; parts of a broken word are none."""
    words: set[str] = set()
    broken = False
    for line in lines:
        found = _WORDS.findall(line.text)
        head = found[1:] if broken else found
        broken = line.text[-1:] in HYPHENS
        words.update(word.lower() for word in (head[:-1] if broken else head))
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


def _joins(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that go on with the line before them."""
    joins: set[int] = set()
    for start, stretch in _stretches(lines):
        rows = measured(stretch)
        if not _is_wrapped(rows):
            continue
        end = start + len(rows)
        signed = end < len(lines) and lines[end].role == "byline"
        first = 0  # where the paragraph that is being read starts
        for at in range(1, len(rows)):
            if _goes_on(rows, first, at, signed):
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


def _is_wrapped(rows: Sequence[Row]) -> bool:
    rows = list({row.line.text: row for row in rows}.values())  # a loop would outvote the text
    if len(rows) < SHORTEST or sum(row.width <= WIDEST for row in rows) < NARROW_SHARE * len(rows):
        return False
    marked = sum(_END_MARK.search(row.line.text) is not None for row in rows)
    text = "\n".join(row.line.text for row in rows)
    if marked > MARK_SHARE * len(rows) or len(_MARK.findall(text)) < max(2.0, MARKS * len(text)):
        return False
    slack = 6.0 if rows[0].latin else INDENT[1]  # ragged right: a word of 12 letters did not fit
    wide = [row for row in rows if row.width >= row.column - slack]
    if median(row.column for row in rows) < NARROW:
        return False
    if sum(ends_sentence(row.line.text) for row in wide) > ENDED_SHARE * len(wide):
        return False
    spaced = median(row.line.gap for row in rows[1:]) > 0
    return len(wide) >= (SPACED_FULL_SHARE if spaced else FULL_SHARE) * len(rows)


def _goes_on(rows: Sequence[Row], first: int, at: int, signed: bool) -> bool:
    """Whether line `at` goes on with the line before it, in a paragraph that started at line `first`; `signed` says
    that a byline follows the last line."""
    above, below = rows[at - 1], rows[at]
    if at - 1 == first and _is_lead_line(above.line.text, below.line.text):
        return True
    if below.line.hint == "caption" or is_lead(below.line.text) or below.line.indent - above.line.indent >= 1:
        return False
    ended = ends_sentence(above.line.text)
    if ended and (below.line.gap > 1 or (below.line.gap and above.spaced)):
        return False
    if at - 1 == first and above.width > below.column + INDENT[1]:
        return False  # a headline across several columns
    if _ITEM.match(below.line.text) and (
        ended or WEAK_END.search(above.line.text) or _ITEM.match(rows[first].line.text)
    ):
        return False
    after = rows[at + 1] if at + 1 < len(rows) else None
    if at - 1 == first and CONTINUED_FROM.fullmatch(above.line.text):
        return False
    if above.latin:
        return _goes_on_latin(rows[first:at], below, after, ended)
    if ended or (_MISREAD_STOP.search(above.line.text) and _starts(below, after)):
        full = _is_full(above, below) or (at - 1 == first and above.fills(FIRST_LINE, below.column))
        return full and not _starts_paragraph(above, below, after, signed)
    if at - 1 == first:
        return _is_first_line(above, below, after)
    if not _is_full(above, below, SQUEEZED) and WEAK_END.search(above.line.text):
        return False
    return _is_full(above, below, SQUEEZED) or _has_prose(rows[first:at])


def _goes_on_latin(paragraph: Sequence[Row], below: Row, after: Row | None, ended: bool) -> bool:
    """Words: a line that ends a sentence goes on where the next word did not fit, an unfinished one unless it is a
    headline, short and alone before a capital."""
    above, text = paragraph[-1], paragraph[-1].line.text
    if ended:
        indent = above.indents[1] if len(paragraph) == 1 else 0.0
        return _is_full_latin(above, below, -indent) and not _starts_latin(above, below, after)
    if len(paragraph) == 1:
        if _CAPITALS.fullmatch(text) or (above.exact and above.width > below.column):
            return False
        if below.line.text[0].isupper() and _TITLE_CASE.fullmatch(text):
            return False
    if not below.line.text[0].isupper() or _is_full_latin(above, below, -RAGGED):
        return True
    return (len(paragraph) > 1 or _RUN_IN.match(text) is not None) and _has_prose(paragraph)


def _is_full_latin(above: Row, below: Row, slack: float) -> bool:
    """Whether the next word would not have fitted."""
    column = above.column
    if above.exact:
        column = min(column, max(below.column, above.width))
    elif abs(column - below.column) <= 2:
        column = max(column, below.column)
    return above.width + above.need > column + slack


def _starts_latin(above: Row, below: Row, after: Row | None) -> bool:
    """A full line of words that ends a sentence: does the next one start a paragraph, or is it a headline?"""
    if above.indented:
        return False
    if below.line.gap or above.spaced:
        return below.line.gap > 0
    if _TITLE_CASE.fullmatch(below.line.text):
        return True
    if not above.exact or after is None or ends_sentence(below.line.text):
        return False
    least, most = above.indents
    if below.content > after.column:
        return True
    if not most or below.width + least > after.column:
        return False
    return below.width + below.need <= after.column or above.need > LONG_WORD * above.column


def _is_full(above: Row, below: Row, slack: float = 0.0) -> bool:
    """Whether the next word would not have fitted, with the indent that the line may have."""
    indent = max(above.line.indent, 0.0)
    return above.width + indent + above.need > min(above.column, max(below.column, above.width)) + slack


def _is_lead_line(text: str, below: str) -> bool:
    """A line that opens a story goes on, though it may end with a bracket, or in the middle of its dateline."""
    if SENTENCE_END.search(text) is not None:
        return False
    mark = CONTINUED_FROM.match(text)
    rest = text[mark.end() :] if mark else text
    return bool(rest) and (mark is not None or is_lead(rest) or (below[0] in "(（" and is_lead(f"{rest} {below}")))


def _starts(row: Row, after: Row | None) -> bool:
    """Whether a line can only be a paragraph's first: it is full with an indent, and not without."""
    if after is None or row.loose:
        return False
    return row.fills(FIRST_LINE, after.column) and not row.fills(0.0, after.column)


def _is_first_line(above: Row, below: Row, after: Row | None) -> bool:
    """An unfinished line at the start of a paragraph: its first line, or a headline?"""
    if above.indented and above.line.indent < 1:
        return above.fills(0.0, below.column) and below.line.indent < 1
    if above.indented:
        return True
    if _starts(below, after) and not ends_sentence(below.line.text):
        return False  # a first line stands below it
    if above.fills(FIRST_LINE, below.column):
        return True
    prose = _MARK.search(above.line.text) is not None
    if above.fills(0.0, below.column):
        return prose or not below.line.gap
    near = below.column - (LOOSE if prose else INDENT[1])
    return (prose or not (above.line.gap or below.line.gap)) and near <= above.width <= below.column + SLACK


def _starts_paragraph(above: Row, below: Row, after: Row | None, signed: bool) -> bool:
    """A full line that ends a sentence: does the next one start a paragraph, or is it a headline?"""
    if above.indented and below.line.indent < 1 and not below.line.gap:
        return False
    column = after.column if after else below.column
    full, first = below.fills(0.0, column), below.fills(FIRST_LINE, column)
    if ends_sentence(below.line.text):
        if after is None:
            return below.line.gap > 0
        if first and not full and after.fills(0.0, column) and not _starts(after, None):
            return not ends_sentence(after.line.text)
        return below.line.gap > 0 and after.line.gap > 0
    if after is None:
        return signed and is_headline(below.line.text)
    if below.line.gap > above.line.gap and _OPENS_QUOTE.match(below.line.text):
        return True
    if first != full:
        return first
    if full:
        return INDENT[0] <= column - below.width <= INDENT[1]
    return abs(column - below.content) > INDENT[0] and is_headline(below.line.text)


def _has_prose(rows: Sequence[Row]) -> bool:
    """Whether a paragraph's lines so far hold a mark inside: a headline of two lines does not."""
    return any(_MARK.search(row.line.text) for row in rows)
