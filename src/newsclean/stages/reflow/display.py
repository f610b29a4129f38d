"""Lines of display type among wrapped lines: headlines, the lines above and below them, and subheads.

Neither marks nor words tell a headline from a line of a paragraph: headlines lack marks, and OCR loses those of
paragraphs. Their place does: a run of lines that do not fill the column stands between the end of one paragraph and
the first line of the next, which is full with an indent and not without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, has_han
from newsclean.language.heads import DASHED
from newsclean.language.leads import CONTINUED_FROM, CONTINUED_ON, is_lead
from newsclean.language.sentences import LEFT_OPEN, PROSE, is_headline, is_item
from newsclean.stages.reflow.columns import FIRST_LINE, Row

# Lines of one head: the section's name, two kickers, two lines of headline, two of deck.
LONGEST = 7
# Cells that a line must lack to be short of its column: OCR loses one to three characters of a full one.
SHORT = 3.5
# Cells by which a first line's width with its indent may miss its column, and cells that make a line wider than any
# body line.
LOST, WIDE = 3.0, 1.5
# Cells of an indent that no paragraph has: a line in the middle of its column.
DEEP = 6

_MARK = regex.compile(r"[，。；]")
# A clause that starts one or two characters before a line's end goes on.
_DANGLING = regex.compile(r"[，；：、]\p{Han}{1,2}$")
_ASKS = regex.compile(r"\p{Han}[^。；]{2,30}[：？！:?!][”’」』]?")


def is_display(text: str) -> bool:
    """Whether a line's form is that of a line of a head: a headline, a deck behind a dash, or half a headline that
    ends with a colon or a question mark.

    >>> is_display("渡口恢复夜航"), is_display("——渡口夜航见闻"), is_display("夜航船靠什么？"), is_display("他说，")
    (True, True, True, False)
    """
    if not has_han(text) or CONTINUED_FROM.match(text) or CONTINUED_ON.fullmatch(text):
        return False
    if _DANGLING.search(text):
        return False
    return is_headline(text) or DASHED.fullmatch(text) is not None or _ASKS.fullmatch(text) is not None


def is_short(row: Row, column: float) -> bool:
    """Whether a line ended well short of its column."""
    return row.width + max(row.line.indent, 0.0) + SHORT + row.need <= column


def heads(rows: Sequence[Row], closes: bool) -> Iterator[range]:
    """The lines of each head; `closes` says that a byline stands behind the last line."""
    at = 0
    while at < len(rows):
        end = _end(rows, at, closes) if at == 0 or _is_closed(rows, at - 1) else _marked_end(rows, at, closes)
        if end > at:
            yield range(at, end)
        at = max(end, at + 1)


def _is_closed(rows: Sequence[Row], at: int) -> bool:
    """Whether a paragraph ends with a line."""
    row = rows[at]
    if row.line.hint == "caption" and not ends_sentence(row.line.text):
        return False
    ended = ends_sentence(row.line.text) or CONTINUED_ON.search(row.line.text[-30:]) is not None
    return ended or is_short(row, row.column)


def _end(rows: Sequence[Row], start: int, closes: bool) -> int:
    """Where a head that starts at a line ends: at a paragraph's first line, or at a byline; `start`: there is none."""
    for at in range(start, min(len(rows), start + LONGEST + 1)):
        if at > start and DASHED.fullmatch(rows[at - 1].line.text) and not DASHED.fullmatch(rows[at].line.text):
            return at
        if at > start and _opens(rows, at):
            return at if _is_head(rows[start:at], rows[at].column) else start
        if not is_display(rows[at].line.text) or _opens(rows, at) or rows[at].line.hint is not None:
            return start
    found = closes and len(rows) - start <= LONGEST
    return len(rows) if found and _is_head(rows[start:], rows[start - 1].column if start else 0.0) else start


def is_head(rows: Sequence[Row]) -> bool:
    """Whether all lines of a stretch among others that are wrapped are those of a head."""
    return len(rows) <= LONGEST and all(is_display(row.line.text) for row in rows) and _is_head(rows, 0.0)


def _marked_end(rows: Sequence[Row], start: int, closes: bool) -> int:
    """Where a head ends that stands below a line without an end mark: such a head has a lead, a marker of
    continuation or a byline below it, and only lines that are clearly short or wide."""
    for at in range(start, min(len(rows), start + LONGEST)):
        text, column = rows[at].line.text, rows[max(0, start - 1)].column
        if at > start and (is_lead(text) or CONTINUED_FROM.match(text)):
            return at
        if not is_display(text) or rows[at].line.hint is not None:
            return start
        if not (rows[at].width + FIRST_LINE + SHORT <= column or is_wide(rows[at], column)):
            return start
    return len(rows) if closes and len(rows) - start < LONGEST else start


def _opens(rows: Sequence[Row], at: int) -> bool:
    """Whether a line is the first of a paragraph."""
    row, text = rows[at], rows[at].line.text
    if row.line.hint == "caption" or is_lead(text) or CONTINUED_FROM.match(text):
        return True
    if is_wide(row, row.column) and _MARK.search(text):
        return True  # a line of another column
    if at + 1 == len(rows):
        return ends_sentence(text)
    below = rows[at + 1]
    if row.indented:
        return row.line.indent >= 1 > below.line.indent and row.line.indent < DEEP
    column = below.column
    if below.fills(FIRST_LINE, column) and not below.fills(0.0, column) and not ends_sentence(below.line.text):
        return False
    return row.fills(FIRST_LINE, column) and not row.fills(0.0, column)


def _is_head(rows: Sequence[Row], column: float) -> bool:
    """Whether lines between two paragraphs are a head: none is full without an indent, and none is a list's row."""
    texts = [row.line.text for row in rows]
    if any(is_item(text) or parse_byline(text) is not None for text in texts):
        return False
    if any(_is_body_line(row, column) for row in rows):
        return False
    full = [row.fills(0.0, column) and not row.fills(FIRST_LINE, column) for row in rows]
    return not any(full) if len(rows) == 1 else not all(full)


def is_wide(row: Row, column: float) -> bool:
    """Whether a line of a head is wider than the column below it, as headlines across columns are."""
    return row.width > column + WIDE


def _is_body_line(row: Row, column: float) -> bool:
    """Whether a line about as wide as the column has a mark inside, as lines of body have that lost characters."""
    return near_full(row, column) and (_MARK.search(row.line.text[:-1]) is not None or reads_on(row.line.text))


def near_full(row: Row, column: float) -> bool:
    """Whether a line is about as wide as a full one, with an indent or without, that lost a few characters."""
    return column - FIRST_LINE - LOST <= row.width <= column + WIDE


def reads_on(text: str) -> bool:
    """Whether the words of a line show that it is no headline and that something follows.

    >>> reads_on("记者来到全国最大的渡口，在"), reads_on("由于渡口避免了生产经营的盲目性和"), reads_on("渡口恢复夜航")
    (True, True, False)
    """
    return bool(_DANGLING.search(text) or LEFT_OPEN.match(text[-12:]) or PROSE.match(text))
