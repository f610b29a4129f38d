"""Where the paragraphs of wrapped lines end: does a line go on with the line above?

A full line goes on unless it ends a sentence; where it does, the next one tells whether it is a paragraph's first: full
with an indent, and not without. Short lines are last lines or headlines. docs/algorithm/reflow.md has the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import regex

from newsclean.language.bylines import parse_signature
from newsclean.language.characters import SENTENCE_END, WEAK_END, ends_sentence
from newsclean.language.leads import CONTINUED_FROM, is_lead
from newsclean.language.notices import CAPITALS, RUN_IN
from newsclean.language.sentences import is_headline
from newsclean.stages.reflow.columns import FIRST_LINE, SLACK, Row
from newsclean.stages.reflow.display import reads_on
from newsclean.stages.reflow.lost_stops import has_lost_stop

Ending = Literal["byline", "page", "other"]
"""What stands behind a stretch of lines: a byline, the end of the page or something removed from it, or other."""

# A paragraph's first line has lost its indent of two characters, give or take squeezed punctuation.
INDENT = (1.25, 3.25)
# With a comma inside it is no headline, and may be set loose (letter-spaced columns lose up to 2 more).
LOOSE = 5.0
# Kinsoku and squeezed punctuation make lines of one column differ by a character.
SQUEEZED = -1.0
# Share of its column that the next word must take up before a full line that ends a sentence is a last line rather.
LONG_WORD = 0.1
# Lines of the longest headline of a notice.
STACK = 12
# A proportional font sets 40 letters wider than 42 others.
RAGGED = 1.5

MARK = regex.compile(r"[，。、；：！？…]|[,.;:!?](?=\s|$)")
_ITEM = regex.compile(
    r"[(（\[]?(?:\d{1,2}|[a-z])[)）\].](?=\s)|[•●◆■▪‣]\s?|[-–*]\s+|[一二三四五六七八九十]{1,3}、|[A-Z][A-Z ]{3,40}:"
)
_OPENS_QUOTE = regex.compile(r"[“「『]")
# Rows of a table or a list: cells apart from each other, or a name and what is said of it.
ROW = regex.compile(r"[^\s，。；！？、]+(?: [^\s，。；！？、]+){1,5}|\p{Han}{2,6}[：:].*\d.*")
_CLOSING = regex.compile(r"[，。、；：！？）」』》】](?!\s?\d{1,2}[）)])")
# A full stop misread as a dot.
_MISREAD_STOP = regex.compile(r"\p{Han}[·.．・]$")
_TITLE_WORD = r"(?:(?:\p{Lu}|\d)[\w’'-]*|a|an|and|as|at|by|for|in|of|on|or|the|to|with)"
_TITLE_CASE = regex.compile(rf"{_TITLE_WORD}(?: {_TITLE_WORD}){{1,9}}")


def goes_on(rows: Sequence[Row], first: int, at: int, ending: Ending, rate: float = 0.0) -> bool:
    """Whether line `at` goes on with the line before it, in a paragraph that started at line `first`; `ending`
    says what follows the last line, `rate` how often last lines have lost their end mark."""
    above, below = rows[at - 1], rows[at]
    if _closes(rows[first:at], below.line.text):
        return True
    if at - 1 == first and _is_lead_line(above.line.text, below.line.text):
        return True
    if (
        below.line.opens
        or below.line.hint == "caption"
        or is_lead(below.line.text)
        or below.line.indent - above.line.indent >= 1
    ):
        return False
    ended = ends_sentence(above.line.text)
    if ended and (below.line.gap > 1 or (below.line.gap and (above.spaced or rows[first].line.hint == "caption"))):
        return False
    if at - 1 == first and above.width > below.column + INDENT[1]:
        return False  # a headline across several columns
    if _ITEM.match(below.line.text) and (
        ended or WEAK_END.search(above.line.text) or _ITEM.match(rows[first].line.text)
    ):
        return False
    after = rows[at + 1] if at + 1 < len(rows) else None
    if CONTINUED_FROM.match(below.line.text) or (at - 1 == first and CONTINUED_FROM.fullmatch(above.line.text)):
        return False
    if above.latin:
        return _goes_on_latin(rows[first:at], below, after, ended)
    if ROW.fullmatch(above.line.text) and ROW.fullmatch(below.line.text):
        return False
    if after is None and (ended or at - 1 == first) and _is_last_headline(below, ended, ending):
        return False
    if ended or (_MISREAD_STOP.search(above.line.text) and _starts(below, after)):
        full = _is_full(above, below) or (at - 1 == first and above.fills(FIRST_LINE, below.column))
        return full and not _starts_paragraph(above, below, after)
    if at - 1 == first:
        return _is_first_line(above, below, after)
    if _is_full(above, below, SQUEEZED):
        return True
    if WEAK_END.search(above.line.text) or has_lost_stop(above, below, after, rate):
        return False
    return _has_prose(rows[first:at])


def _closes(paragraph: Sequence[Row], text: str) -> bool:
    """Whether a line starts with a mark that closes what stands above it: `pdftotext -raw` breaks lines before those.
    A quotation mark closes only what was opened, as OCR reads opening marks as closing ones."""
    if text[0] in "”’":
        opening = "“" if text[0] == "”" else "‘"
        above = "".join(row.line.text for row in paragraph)
        return above.count(opening) > above.count(text[0])
    return _CLOSING.match(text) is not None


def stacks(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Headlines of words in several lines, from a line in capitals to a paragraph with a head of its own, such as
    those of public notices: first line, and the line behind the last."""
    for at, row in enumerate(rows):
        if not (row.latin and CAPITALS.fullmatch(row.line.text)):
            continue
        end = at
        while end < len(rows) and end - at <= STACK and (rows[end].line.gap == 0 or end == at):
            if SENTENCE_END.search(rows[end].line.text) or RUN_IN.match(rows[end].line.text):
                break
            end += 1
        if at + 1 < end < len(rows) and RUN_IN.match(rows[end].line.text):
            yield at, end


def _goes_on_latin(paragraph: Sequence[Row], below: Row, after: Row | None, ended: bool) -> bool:
    """Words: a line that ends a sentence goes on where the next word did not fit, an unfinished one unless it is a
    headline, short and alone before a capital."""
    above, text = paragraph[-1], paragraph[-1].line.text
    if ended:
        indent = above.indents[1] if len(paragraph) == 1 else 0.0
        return _is_full_latin(above, below, -indent) and not _starts_latin(above, below, after)
    if len(paragraph) == 1:
        if CAPITALS.fullmatch(text) or (above.exact and above.width > below.column):
            return False
        if below.line.text[0].isupper() and _TITLE_CASE.fullmatch(text):
            return False
    if not below.line.text[0].isupper() or _is_full_latin(above, below, -RAGGED):
        return True
    return (len(paragraph) > 1 or RUN_IN.match(text) is not None) and _has_prose(paragraph)


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
    if after is not None and parse_signature(below.line.text, after.line.text):
        return True
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


def _is_last_headline(row: Row, ended: bool, ending: Ending) -> bool:
    """Whether the last line of a stretch is a headline: unfinished above a byline, or short at the foot of the page."""
    if ends_sentence(row.line.text) or not is_headline(row.line.text):
        return False
    return ending == "byline" or (
        ended and ending == "page" and (row.line.gap > 0 or row.width < row.column - INDENT[0])
    )


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
    prose = MARK.search(above.line.text) is not None
    apart = above.line.gap and below.line.gap and not above.fills(FIRST_LINE, below.column)
    if apart and not prose and is_headline(above.line.text):
        return False  # set off on both sides
    if after is not None and not ends_sentence(below.line.text) and is_headline(below.line.text):
        opens = is_lead(after.line.text) or CONTINUED_FROM.match(after.line.text) is not None
        if opens or (after.line.gap and not below.fills(0.0, below.column)):
            return False  # a deck stands below it
    if above.indented and above.line.indent < 1:
        return above.fills(0.0, below.column) and below.line.indent < 1
    if above.indented:
        return True
    if reads_on(above.line.text) and 0.6 * below.column <= above.width <= below.column + 1.5:
        return True
    if _starts(below, after) and not ends_sentence(below.line.text):
        return False  # a first line stands below it
    if above.fills(FIRST_LINE, below.column):
        return True
    if above.fills(0.0, below.column):
        return prose or not below.line.gap
    near = below.column - (LOOSE if prose else INDENT[1])
    return (prose or not (above.line.gap or below.line.gap)) and near <= above.width <= below.column + SLACK


def _starts_paragraph(above: Row, below: Row, after: Row | None) -> bool:
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
        return False
    if below.line.gap and after.line.gap and is_headline(below.line.text) and not MARK.search(below.line.text):
        return True  # set off on both sides
    if below.line.gap > above.line.gap and _OPENS_QUOTE.match(below.line.text):
        return True
    if first != full:
        return first
    if full:
        return INDENT[0] <= column - below.width <= INDENT[1]
    return abs(column - below.content) > INDENT[0] and is_headline(below.line.text)


def _has_prose(rows: Sequence[Row]) -> bool:
    """Whether a paragraph's lines so far hold a mark inside: a headline of two lines does not."""
    return any(MARK.search(row.line.text) for row in rows)
