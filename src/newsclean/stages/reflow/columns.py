"""The columns in which lines are set: how wide each line's column is, and whether the line fills it.

A line is full when the next word would not have fitted. That makes every full line say something of its column: it
is at least as wide as the line and not as wide as the line with the next word behind it. The widths of a stretch are
the ones that most lines agree on, with as few changes from line to line as that allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from newsclean.language.characters import LETTER_GAPS, SOFT_HYPHEN, ends_sentence, has_han, width
from newsclean.model import Line

# Cells. Columns of newspapers and PDF pages have 8 to 40 Han characters.
NARROW = 6
# Lines on each side among which the width of a column of words is looked for.
WINDOW = 9
# A paragraph's first line has an indent of two characters to make up for, whether it was kept or stripped.
FIRST_LINE = 2.0
# Squeezed or half-width punctuation makes a line hold half a character more.
SLACK = 0.5
# Indents of text in words: none, or two to five letters.
INDENTS = (0.0, 1.0, 1.5, 2.0, 2.5)
# What a change of the column's width costs, in lines that agree with it; a first line's word counts half, as short
# lines look like it by chance, and a line that does not fit at all speaks against.
CHANGE = 2.5
FIRST_VOTE = 0.5
MISFIT = -2.0
# So many indented lines show that a stretch kept its indents; a first line without one is then a headline.
INDENTED = 2
# Share of the blank lines of a stretch that stand behind a sentence's end when they part paragraphs; where columns
# break, 1 in 4 does, in Japanese 4 in 10.
SPACED_SHARE = 0.8

# Printers set marks at full or at half width. Half is taken where more lines, and at least two,
# agree on their columns that way.
HALF_MARKS = 1.05
HALF_LEAST = 2.0
# Agreement (a share of the lines) at which that is not asked.
AGREED = 0.8
# Share of the unfinished lines of a text of words that are not full where each character is as wide as the next (a
# headline, a cut lead); in a page of print, whose letters have widths of their own, it is 1 in 12.
NOT_FULL = 0.03
EXACT_LINES = 6
HYPHENS = ("-", "\u2010", SOFT_HYPHEN)

_MARKS = regex.compile(r"[，。、；：！？“”‘’「」『』（）《》]")
_WORD = regex.compile(r"[“‘「『（《【(]*(?:[\p{Latin}\p{N}][\p{Latin}\p{N}\p{M}.,%'’/@:_-]*|\S)")
_LATIN_WORD = regex.compile(r"\S*?\p{Ll}-(?=\p{Ll})|\S+")
_CLOSING = regex.compile(r"[，。、；：！？”’」』）》】…,.;:!?)]+")
_CLOSED = regex.compile(r"(?<![，。、；：！？”’」』）》】…,.;:!?)])[，。、；：！？”’」』）》】…,.;:!?)]++$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a wrapped stretch with its measures, in cells.

    `content` is its width without the marks at its end, which may be squeezed into the margin; `need` is what the
    next line starts with: a word, with the marks that no line may start with. `indented` says that the stretch kept
    its indents, `spaced` that blank lines stand between its paragraphs (and not between columns), `loose` that its
    characters stood apart, so that its width says little of the column. `exact` says that its width is that of print
    (of words only where each letter is as wide as the next); `indents` are then the least and the most that first
    lines of words may be indented.
    """

    line: Line
    width: float
    content: float
    need: float
    column: float
    latin: bool
    exact: bool
    indented: bool
    spaced: bool
    loose: bool
    indents: tuple[float, float] = (0.0, 0.0)

    def fills(self, indent: float, column: float) -> bool:
        """Whether it is a full line of a column that starts `indent` cells in."""
        return self.content + indent <= column + SLACK and self.width + indent + self.need > column


def measured(lines: Sequence[Line]) -> list[Row]:
    """Lines with their measures."""
    latin = not has_han("".join(line.text for line in lines))
    measure, found, exact = _set(lines, latin)
    indented = sum(line.indent >= 1 for line in lines) >= INDENTED
    rows = [
        Row(
            line=line,
            width=cells,
            content=content,
            need=need,
            column=column,
            latin=latin,
            exact=exact,
            indented=indented,
            spaced=False,
            loose=sum(end - start for start, end in line.spans) > len(line.text) + LETTER_GAPS,
        )
        for line, cells, content, need, column in zip(
            lines, measure.widths, measure.contents, measure.needs, found, strict=True
        )
    ]
    indents = _indents(rows) if latin and exact else (0.0, 0.0)
    spaced = _is_spaced(rows) and (latin or _is_flush(rows))
    if indents == (0.0, 0.0) and not spaced:
        return rows
    return [replace(row, indents=indents, spaced=spaced) for row in rows]


def _is_spaced(rows: Sequence[Row]) -> bool:
    """Whether blank lines part paragraphs: they stand behind sentences, and short last lines have one behind. One
    behind a headline, short and unfinished, says nothing."""
    gaps: list[bool] = []
    ends: list[bool] = []
    for above, below in pairwise(rows):
        ended, full = ends_sentence(above.line.text), above.width + above.need > above.column
        if below.line.gap and (ended or full):
            gaps.append(ended)
        if ended and not full:
            ends.append(below.line.gap > 0)
    return len(gaps) > 1 and sum(gaps) >= SPACED_SHARE * len(gaps) and sum(ends) >= SPACED_SHARE * len(ends)


def _set(lines: Sequence[Line], latin: bool) -> tuple[_Measure, list[float], bool]:
    """How wide the lines and their columns are, and whether that can be told from what they count."""
    fresh = _fresh(lines)
    measure = _Measure.of(lines, 0.0, latin)
    score, found = _agreed(measure, fresh)
    if latin:
        exact = _is_exact(lines, measure, found)
        return measure, found if exact else _ragged(measure.widths, fresh), exact
    if score < AGREED * len(lines):
        half = _Measure.of(lines, 0.5, latin)
        better, narrower = _agreed(half, fresh)
        if better > max(HALF_MARKS * score, score + HALF_LEAST):
            return half, narrower, True
    return measure, found, True


def _indents(rows: Sequence[Row]) -> tuple[float, float]:
    """The least and the most that the first lines of paragraphs are indented, as most of those behind short last
    lines agree."""
    votes = dict.fromkeys(INDENTS, 0)
    for above, below in pairwise(rows):
        if ends_sentence(above.line.text) and above.width + above.need <= above.column:
            for indent in INDENTS:
                votes[indent] += below.width + indent <= below.column < below.width + indent + below.need
    agreed = [indent for indent, count in votes.items() if count == max(votes.values())]
    return agreed[0], agreed[-1]


def _fresh(lines: Sequence[Line]) -> list[bool]:
    """Lines that repeat another say nothing of the column, or a loop would be one of its own."""
    seen: set[str] = set()
    found: list[bool] = []
    for line in lines:
        found.append(line.text not in seen)
        seen.add(line.text)
    return found


def _is_exact(lines: Sequence[Line], measure: _Measure, found: Sequence[float]) -> bool:
    """Whether the characters of a text of words stand as wide as they count: nearly all lines in the middle of a
    sentence are full, which they are not where letters have widths of their own."""
    full = [
        cells + FIRST_LINE + need > column
        for line, cells, need, column in zip(lines, measure.widths, measure.needs, found, strict=True)
        if cells <= column and not ends_sentence(line.text)
    ]
    return len(full) > EXACT_LINES and full.count(False) <= max(1, NOT_FULL * len(full))


def _is_flush(rows: Sequence[Row]) -> bool:
    """Whether the lines behind the last lines of paragraphs are full without an indent."""
    firsts = [
        below.fills(0.0, below.column) - below.fills(FIRST_LINE, below.column)
        for above, below in pairwise(rows)
        if ends_sentence(above.line.text) and above.width + above.need <= above.column
    ]
    return sum(firsts) >= 0


@dataclass(frozen=True, slots=True)
class _Measure:
    """The width of each line, its width without the marks at its end, and what the next line starts with."""

    widths: list[float]
    contents: list[float]
    needs: list[float]

    @classmethod
    def of(cls, lines: Sequence[Line], less: float, latin: bool) -> _Measure:
        """Measures with `less` cells taken off each mark."""

        def cells(text: str) -> float:
            return width(text) - less * (len(_MARKS.findall(text)) if less else 0)

        widths = [cells(line.text) for line in lines]
        closed = [None if latin else _CLOSED.search(line.text) for line in lines]
        contents = [whole - (cells(end[0]) if end else 0.0) for whole, end in zip(widths, closed, strict=True)]
        needs = [cells(_next(below.text, latin)) for below in lines[1:]] + [0.0]
        if latin:  # a space before the next word, or the word as a whole without its hyphen
            needs = [
                need + (-0.5 if line.text[-1:] in HYPHENS else 0.5) for line, need in zip(lines, needs, strict=True)
            ]
        return cls(widths, contents, needs)


def _next(text: str, latin: bool) -> str:
    """The word at a line's start, with the marks that no line may start with; of a compound only its first part."""
    words = (_LATIN_WORD if latin else _WORD).match(text)
    if words is None or latin:
        return words[0] if words else ""
    closing = _CLOSING.match(text, words.end())
    return text[: closing.end() if closing else words.end()]


def _agreed(measure: _Measure, fresh: Sequence[bool]) -> tuple[float, list[float]]:
    """The widths that most lines agree on, the cheapest way through all of them, and how well they agree."""
    widths, contents, needs = measure.widths, measure.contents, measure.needs
    often = Counter(content for content, new in zip(contents, fresh, strict=True) if new and content >= NARROW)
    choices = sorted(content for content, count in often.items() if count > 1) or sorted(often) or [max(widths)]
    total = [0.0] * len(choices)
    back: list[list[int]] = []
    for cells, content, need, new in zip(widths, contents, needs, fresh, strict=True):
        best = max(range(len(choices)), key=total.__getitem__)
        change = total[best] - CHANGE
        came = [at if score >= change else best for at, score in enumerate(total)]
        total = [max(score, change) for score in total]
        if new:
            total = [score + _vote(cells, content, need, column) for score, column in zip(total, choices, strict=True)]
        back.append(came)
    at = max(range(len(choices)), key=total.__getitem__)
    found = [0.0] * len(widths)
    for row in range(len(widths) - 1, -1, -1):
        found[row] = choices[at]
        at = back[row][at]
    return max(total), found


def _vote(cells: float, content: float, need: float, column: float) -> float:
    if content > column:
        return MISFIT if content > column + SLACK else 0.0
    if cells + need > column:
        return 1.0
    if content + FIRST_LINE <= column < cells + FIRST_LINE + need:
        return FIRST_VOTE
    return 0.0


def _ragged(widths: Sequence[float], fresh: Sequence[bool]) -> list[float]:
    """The right edge is ragged: nearly the widest of the neighbours that are about as wide as the line or wider."""
    known: list[float] = []
    places: list[int] = []
    for cells, new in zip(widths, fresh, strict=True):
        if new:
            known.append(cells)
        places.append(len(known) - 1)
    found: list[float] = []
    for at, cells in zip(places, widths, strict=True):
        near = known[max(0, at - WINDOW) : at + WINDOW + 1]
        wide = sorted(other for other in near if other >= max(cells - 1.5, NARROW)) or [cells]
        found.append(wide[-1 - len(wide) // 10])
    return found
