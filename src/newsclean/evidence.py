"""Evidence that one piece of text goes on with another: named features of a pair, and what each is worth.

The weights are those of a conditional logit (which of the pieces behind a tail goes on with it, if any), fitted by
benchmarks/link_weights.py on forged pages; docs/algorithm/link.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from newsclean.characters import ends_sentence, width
from newsclean.model import Piece
from newsclean.rules.newspaper import LEADS
from newsclean.rules.sentence import beginning, breaks_at_comma, is_headline, unclosed, unopened
from newsclean.topic import Vector, cosine, total
from newsclean.words import Crossing

SHORT_END = 8
"""Characters of a sentence's end that cannot be a paragraph: in real pages such ends have 5 to 7, the shortest
paragraph 10."""
SHORT = 14
LONG_HEADLINE = 22
"""Cells that few headlines with a comma exceed."""
CONTEXT = 2
HEADLINE = 40
"""A piece shorter than this that breaks off can as well be a headline."""

_FIGURE = regex.compile(r"[\d一二三四五六七八九十百千万]$")
_MEASURE = regex.compile(r"[年月日号時时点分秒元个名位家条件项次届期万亿千百%％吨米公里]")
_MONTH = regex.compile(r"\d+[年月]$")


WEIGHTS: Mapping[str, tuple[float, float]] = {
    "topic around": (7.9, 6.9),
    "headline-like tail": (-5.8, -5.7),
    "bracket closed": (4.3, 4.0),
    "figure and measure": (3.7, 3.3),
    "headline-like head": (-2.9, -2.8),
    "comma": (2.5, 2.9),
    "bracket never opened": (-2.0, -2.1),
    "short": (1.5, 1.5),
    "bracket left open": (-1.4, -1.3),
    "characters together elsewhere": (1.3, 1.0),
    "perhaps severed": (1.1, 1.1),
    "opening": (-1.0, -1.3),
    "opens a story": (-0.9, -1.0),
    "starts between": (-0.9, -0.8),
    "quotation": (-0.8, -0.7),
    "headline-like tail below a story's head": (-0.7, -0.9),
    "headline-like tail opens like a paragraph": (0.7, 0.6),
    "open": (0.5, 0.2),
    "headline-like tail set off": (-0.2, -0.4),
    "some": (-0.1, -0.3),
    "word of the dictionary": (0.0, 0.5),
    # Set by hand: the headlines of the forged pages have hardly a comma (fitted, 4.7), today's often do.
    "headline-like tail with a comma": (1.5, 1.5),
    "headline-like tail is long": (1.5, 1.5),
    # Set by hand: forged cuts leave few ends this short (fitted, 1.8), and a paragraph of news is never so short.
    "short end": (7.0, 7.0),
    # Set by hand: fitted, 1.8; the forged pages have few cuts before a verb of speech.
    "severed": (3.5, 3.5),
    # Set by hand: kinsoku keeps such cuts out of forged columns, and English is not among the pages fitted.
    "cannot start": (3.0, 3.0),
    "lower case": (3.0, 3.0),
}
"""What each feature is worth in log odds, without jieba's dictionary and with it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the pieces of a page: for each, whether a headline, byline or lead stands right above it
    (or it is one), and how many such starts lie before it."""

    opens_story: tuple[bool, ...]
    starts: tuple[int, ...]

    def before(self, at: int, vectors: Sequence[Vector]) -> Vector:
        """What a piece and up to CONTEXT pieces above it, in the same story's print, are about."""
        first = at
        while first > 0 and at - first < CONTEXT and self.starts[first - 1] == self.starts[at]:
            first -= 1
        return total(vectors[first : at + 1])

    def behind(self, at: int, vectors: Sequence[Vector]) -> Vector:
        """What a piece and up to CONTEXT pieces below it, in the same story's print, are about."""
        last = at
        while last + 1 < len(vectors) and last - at < CONTEXT and self.starts[last + 1] == self.starts[at]:
            last += 1
        return total(vectors[at : last + 1])


def setting(pieces: Sequence[Piece], starts: Sequence[bool]) -> Setting:
    """`starts` tells of each piece whether it is part of a story's head."""
    opens: list[bool] = []
    count: list[int] = []
    head, seen = True, 0
    for piece, start in zip(pieces, starts, strict=True):
        opens.append(head or start)
        seen += start
        count.append(seen)
        if start or (piece.is_text and piece.hint is None):
            head = start
    return Setting(tuple(opens), tuple(count))


def features(
    pieces: Sequence[Piece],
    around: Setting,
    pair: tuple[int, int],
    skipped: int,
    nearest: bool,
    vectors: Sequence[Vector],
    crossing: Crossing,
) -> dict[str, float]:
    """The evidence on one pair of pieces (tail, head), `skipped` pieces apart; features that are 0 are left out.
    `nearest` tells that no other piece breaks off between them: only then does a sentence's end ask for this tail."""
    left, right = pieces[pair[0]], pieces[pair[1]]
    near, dictionary = crossing(left.text, right.text)
    titled = is_headline(left.text) and len(left.text) < HEADLINE and LEADS.match(left.text) is None
    found = {
        "some": 1.0,
        "neighbour": float(skipped == 0),
        "headline-like tail set off": float(titled and left.gap > right.gap),
        "starts between": float(min(3, around.starts[pair[1]] - around.starts[pair[0]])),
        "opens a story": float(around.opens_story[pair[1]]),
        "headline-like tail": float(titled),
        "headline-like tail below a story's head": float(titled and around.opens_story[pair[0]]),
        "headline-like tail with a comma": float(titled and ("，" in left.text or "," in left.text)),
        "headline-like tail is long": float(titled and width(left.text) > LONG_HEADLINE),
        "headline-like head": float(is_headline(right.text)),
        beginning(right.text): 1.0,
        "headline-like tail opens like a paragraph": float(titled and beginning(left.text) == "opening"),
        "short end": float(nearest and ends_sentence(right.text) and len(right.text) <= SHORT_END),
        "short": float(SHORT_END < len(right.text) <= SHORT),
        "bracket closed": float(unopened(right.text) and unclosed(left.text)),
        "bracket never opened": float(unopened(right.text) and not unclosed(left.text)),
        "bracket left open": float(unclosed(left.text) and not unopened(right.text)),
        "comma": float(breaks_at_comma(left.text)),
        "figure and measure": float(_figure_goes_on(left.text, right.text)),
        "characters together elsewhere": near,
        "word of the dictionary": dictionary,
        "topic around": cosine(around.before(pair[0], vectors), around.behind(pair[1], vectors)),
    }
    return {name: value for name, value in found.items() if value}


def _figure_goes_on(left: str, right: str) -> bool:
    if _FIGURE.search(left) and _MEASURE.match(right):
        return True
    return _MONTH.search(left) is not None and right[:1].isdigit()


def score(found: Mapping[str, float], dictionary: bool) -> float:
    """What the evidence on a pair is worth, in log odds."""
    return sum(WEIGHTS[name][dictionary] * value for name, value in found.items() if name in WEIGHTS)
