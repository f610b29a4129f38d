"""Whether an unfinished line is a paragraph's last, whose end mark OCR has lost.

Three things speak: how much the line lacks to fill its column (a last line ends anywhere, a full one lacks what OCR
lost of it), whether the next line is about as wide as a first line with its indent, and how often the lines around end
paragraphs without a mark. Each is a ratio of likelihoods; where their product is above 1 the paragraph ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsclean.language.characters import ends_sentence
from newsclean.language.sentences import breaks_at_comma
from newsclean.stages.reflow.columns import FIRST_LINE, Row

# Odds that a line is a paragraph's last: paragraphs of news have five to seven lines in a column.
LAST = 0.18
# Share of last lines that lost their mark, where nothing is known of a page, and what that is worth in last lines.
RATE, RATE_WEIGHT = 0.05, 10
# Cells that a line lacks when it ends a paragraph for sure.
SURE = 6.0
# Share of lines in mid-paragraph that lack anything, and how much rarer each further cell is: OCR drops one to three.
LACKING, FURTHER = 0.07, 0.45
# A short line in mid-paragraph (a figure on a line of its own, text around a photograph) is at most so unlikely.
MOST = 50.0
# How many times more often a first line than another is as wide as a full one with its indent, near to that, as wide
# as a full one, or shorter (a headline, a paragraph of one line).
FIRST, NEAR, FULL, SHORTER = 14.0, 3.0, 0.06, 0.3
NEAR_CELLS = 2.0


def lost_rate(rows: Sequence[Row]) -> float:
    """The share of last lines that lost their end mark, as the surest of them show it."""
    ends = [
        ends_sentence(above.line.text)
        for above, below in pairwise(rows)
        if above.width + above.need + SURE <= above.column and _likeness(below, below.column) >= FIRST
    ]
    return (RATE * RATE_WEIGHT + ends.count(False)) / (RATE_WEIGHT + len(ends))


def has_lost_stop(above: Row, below: Row, after: Row | None, rate: float) -> bool:
    """Whether an unfinished line ends a paragraph."""
    lacks = above.column - above.width - max(above.line.indent, 0.0) - above.need
    if lacks < 0 or breaks_at_comma(above.line.text):
        return False
    short: float = min(MOST, 1 / above.column / (LACKING * FURTHER**lacks))
    odds = LAST * rate * short * _likeness(below, (after or below).column)
    return odds > 1


def _likeness(row: Row, column: float) -> float:
    """How many times more often a first line than another has such a width."""
    if row.indented:
        return FIRST if row.line.indent >= 1 else FULL
    first, full = row.fills(FIRST_LINE, column), row.fills(0.0, column)
    lacks = column - row.width
    if first != full:
        return FIRST if first else FULL
    if lacks < FIRST_LINE:
        return 1.0 if full else FULL
    return NEAR if lacks <= FIRST_LINE + row.need + NEAR_CELLS else SHORTER
