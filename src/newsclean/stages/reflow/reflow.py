"""Lines to pieces: hard-wrapped lines become the paragraphs (or parts of paragraphs) that a column holds.

Whether a stretch of lines is wrapped, how wide its column is and where its paragraphs end is measured from the
lines themselves; docs/algorithm/reflow.md has the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

import regex

from newsclean.language.characters import SOFT_HYPHEN, ends_sentence, glue, width
from newsclean.model import Layout, Line, Piece
from newsclean.stages.reflow.columns import FIRST_LINE, HYPHENS, NARROW, Row, measured
from newsclean.stages.reflow.display import heads, is_head, is_short, is_wide
from newsclean.stages.reflow.line_breaks import INDENT, MARK, ROW, Ending, goes_on, stacks
from newsclean.stages.reflow.lost_stops import lost_rate

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
# Share of a page's lines that must be wrapped before a short stretch between is taken to be so too, and share of its
# unfinished lines that are full.
PAGE_SHARE = 0.5
REMNANT = 0.7
# Share of the unfinished lines of a Chinese or Japanese stretch that are full: .77 to .98 in 8 wrapped pages, .15 to
# .48 in lists of fields that are otherwise like wrapped text.
OPEN_FULL_SHARE = 0.6
# Share of the lines of Latin script behind unfinished ones that start in lower case: in wrapped English .8, German .6.
LOWER_SHARE = 0.25
# Rows that show a stretch to be wrapped where most of the text stands in longer lines, a paragraph on each: of 14
# rows and fewer, all 9 in 200 such articles were lists, verse and code.
SURE_ROWS = 20
# Lines broken in mid-clause that show a few lines to be wrapped, whatever the rest of the page is.
CLAUSES = 2

_END_MARK = regex.compile(r"[，。、；：！？…,.;:!?”’」』）)]$")
_WORDS = regex.compile(r"[\p{L}\p{M}'’]+(?:-[\p{L}\p{M}'’]+)*")


def reflow(lines: Iterable[Line], *, layout: Layout = "plain") -> list[Piece]:
    """Pieces from lines. HTML and a portal's text have their own paragraphs: each line is a piece; in Markdown a
    paragraph ends at a blank line or with a sentence."""
    lines = list(lines)
    joins: frozenset[int] = frozenset()
    short: set[int] = set()
    if layout == "plain":
        found = _joins(lines)
        joins, short = frozenset(found.joins), found.short
        lines = [_marked(line, at, found) for at, line in enumerate(lines)]
    elif layout == "markdown":
        joins = _soft(lines)
    vocabulary = _vocabulary(lines) if joins and any(line.text[-1:] in HYPHENS for line in lines) else frozenset()
    pieces: list[Piece] = []
    group: list[Line] = []
    for at, line in enumerate(lines):
        if group and at not in joins:
            pieces.append(_piece(group, vocabulary, at - 1 in short))
            group = []
        group.append(line)
    if group:
        pieces.append(_piece(group, vocabulary, len(lines) - 1 in short))
    return pieces


@dataclass(slots=True)
class _Found:
    """What is known of lines by their index."""

    joins: set[int] = field(default_factory=set)
    """Those that go on with the line before them."""
    stacked: set[int] = field(default_factory=set)
    """Those that start a headline of several lines."""
    display: set[int] = field(default_factory=set)
    """Those of display type, and those of them that are wider than a column."""
    wide: set[int] = field(default_factory=set)
    short: set[int] = field(default_factory=set)
    """Those that end well short of their column."""


def _marked(line: Line, at: int, found: _Found) -> Line:
    if at in found.stacked:
        return replace(line, hint="heading", level=1)
    return replace(line, display=True, level=int(at in found.wide)) if at in found.display else line


def _piece(group: Sequence[Line], vocabulary: frozenset[str], short: bool) -> Piece:
    first = group[0]
    text, spans = first.text, first.spans
    for line in group[1:]:
        text = glue(text, line.text, vocabulary=vocabulary)
        spans += line.spans
    text = text.removesuffix(SOFT_HYPHEN)
    return Piece(
        spans=spans,
        text=text,
        gap=first.gap,
        hint=first.hint,
        level=first.level,
        role=first.role,
        reason=first.reason,
        display=first.display,
        short=short,
        byline=first.byline,
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


def _joins(lines: Sequence[Line]) -> _Found:
    """Which lines go on with the line before them, which are set as headlines, and which end short of their column."""
    found = _Found()
    stretches = list(_stretches(lines))
    measures = [measured(stretch) if _may_be_wrapped(stretch) else [] for _, stretch in stretches]
    least = SURE_ROWS if _is_line_each(lines) else 0
    wrapped = [len(rows) > least and _is_wrapped(rows) for rows in measures]
    page = sum(len(rows) for rows, yes in zip(measures, wrapped, strict=True) if yes)
    page_wrapped = page and page >= PAGE_SHARE * sum(len(run) for _, run in stretches if len(run) >= SHORTEST)
    for (start, stretch), known, yes in zip(stretches, measures, wrapped, strict=True):
        if not (yes or page_wrapped):
            continue
        rows = known or measured(stretch)
        if yes or _is_remnant(rows):
            _join_stretch(rows, start, _ending(lines, start + len(rows)), found)
        elif is_head(rows):
            found.display.update(range(start, start + len(rows)))
    return found


def _join_stretch(rows: Sequence[Row], start: int, ending: Ending, found: _Found) -> None:
    """What is found of the lines of a wrapped stretch, the first of which has the index `start`."""
    stacked = list(stacks(rows))
    inside = {at for top, end in stacked for at in range(top + 1, end)}
    outside = {at for top, end in stacked for at in (top, end)}
    found.stacked.update(start + top for top, _ in stacked)
    for head in heads(rows, ending == "byline"):
        outside.update((*head, head.stop))
        found.display.update(start + at for at in head)
        if head.stop < len(rows):
            found.wide.update(start + at for at in head if is_wide(rows[at], rows[head.stop].column))
    found.short.update(start + at for at, row in enumerate(rows) if not row.latin and is_short(row, row.column))
    rate = 0.0 if rows[0].latin else lost_rate(rows)
    first = 0  # where the paragraph that is being read starts
    for at in range(1, len(rows)):
        if at in inside or (at not in outside and goes_on(rows, first, at, ending, rate)):
            found.joins.add(start + at)
        else:
            first = at


def _is_line_each(lines: Sequence[Line]) -> bool:
    """Whether most of the text stands in lines too long for a column, a paragraph on each."""
    sizes = [(width(line.text) > LONG, len(line.text)) for line in lines if line.role is None]
    return 2 * sum(size for long, size in sizes if long) > sum(size for _, size in sizes)


def _is_remnant(rows: Sequence[Row]) -> bool:
    """Whether a stretch that says too little by itself is wrapped like the rest of its page: it has a sentence, and
    most of its unfinished lines are full."""
    unfinished = sum(not ends_sentence(row.line.text) for row in rows[:-1])
    ended = unfinished < len(rows) - 1 + ends_sentence(rows[-1].line.text)
    return ended and unfinished > 0 and _open_full_share(rows) >= REMNANT


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether unfinished lines go on in mid-clause behind a mark inside: neither verse nor rows of a table do."""
    found = {
        row.line.text for row in rows[:-1] if MARK.search(row.line.text[:-1]) and not _END_MARK.search(row.line.text)
    }
    return len(found) >= CLAUSES


def _ending(lines: Sequence[Line], end: int) -> Ending:
    if end == len(lines) or lines[end].role == "removed":
        return "page"
    return "byline" if lines[end].role == "byline" else "other"


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


def _may_be_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are narrow and hold prose; only then are they measured."""
    lines = list({line.text: line for line in lines}.values())  # a loop would outvote the text
    if len(lines) < SHORTEST or sum(width(line.text) <= WIDEST for line in lines) < NARROW_SHARE * len(lines):
        return False
    text = "\n".join(line.text for line in lines)
    return len(MARK.findall(text)) >= max(2.0, MARKS * len(text))


def _is_wrapped(rows: Sequence[Row]) -> bool:
    if rows[0].latin:
        return _is_mostly_full(rows) and _goes_on_in_lower_case(rows)
    share = _open_full_share(rows)
    return share >= OPEN_FULL_SHARE and (_is_mostly_full(rows) or (_is_remnant(rows) and _is_prose(rows)))


def _goes_on_in_lower_case(rows: Sequence[Row]) -> bool:
    """Whether enough lines behind unfinished ones start in lower case, as those of sentences do and entries of lists
    do not."""
    below = [row.line.text[:1] for above, row in pairwise(rows) if not ends_sentence(above.line.text)]
    lower = sum(first.islower() for first in below)
    upper = sum(first.isupper() or first.isdigit() for first in below)
    capitals = sum(row.line.text.isupper() for row in rows)
    return 2 * capitals > len(rows) or lower >= LOWER_SHARE * (lower + upper)


def _open_full_share(rows: Sequence[Row]) -> float:
    """The share of the unfinished lines that are full, with an indent or without; 1 where no line is unfinished. Rows
    of a table below prose are not asked."""
    open_rows = [row for row in rows[:-1] if not ends_sentence(row.line.text)]
    prose = [row for row in open_rows if not ROW.fullmatch(row.line.text)]
    open_rows = prose if 2 * len(prose) >= len(open_rows) else open_rows
    full = sum(any(row.fills(indent, row.column) for indent in (0.0, FIRST_LINE)) for row in open_rows)
    return full / len(open_rows) if open_rows else 1.0


def _is_mostly_full(rows: Sequence[Row]) -> bool:
    rows = list({row.line.text: row for row in rows}.values())
    if sum(_END_MARK.search(row.line.text) is not None for row in rows) > MARK_SHARE * len(rows):
        return False
    slack = 6.0 if rows[0].latin else INDENT[1]  # ragged right: a word of 12 letters did not fit
    wide = [row for row in rows if row.width >= row.column - slack]
    if median(row.column for row in rows) < NARROW:
        return False
    if sum(ends_sentence(row.line.text) for row in wide) > ENDED_SHARE * len(wide):
        return False
    spaced = median(row.line.gap for row in rows[1:]) > 0
    return len(wide) >= (SPACED_FULL_SHARE if spaced else FULL_SHARE) * len(rows)
