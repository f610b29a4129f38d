"""Evidence that one piece of text goes on with another: named features of a pair, and what each is worth.

The weights are those of a conditional logit (which of the pieces behind a tail goes on with it, if any), fitted by
training/link_weights.py on forged pages. `weights.json` has them, with what each feature measures;
docs/algorithm/link.md has the figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import regex

from newsclean.language.characters import ends_sentence, width
from newsclean.language.leads import is_lead
from newsclean.language.sentences import LEFT_OPEN, PROSE, beginning, breaks_at_comma, is_headline, unclosed, unopened
from newsclean.language.topic import Topic, cosine
from newsclean.model import Piece
from newsclean.stages.rejoin.word_table import Crossing

SHORT_END = 8
"""Characters of a sentence's end that cannot be a paragraph: in real pages such ends have 5 to 7, the shortest
paragraph 10."""
SHORT = 14
LONG_HEADLINE = 22
"""Cells that few headlines with a comma exceed."""
CONTEXT = 2
HEADLINE = 40
"""A piece of fewer cells than this that breaks off can as well be a headline."""

_FIGURE = regex.compile(r"[\d一二三四五六七八九十百千万]$")
_MEASURE = regex.compile(r"[年月日号時时点分秒元个名位家条件项次届期万亿千百%％吨米公里]")
_MONTH = regex.compile(r"\d[年月]$")


WEIGHTS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        name: tuple(row["worth"])
        for name, row in json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))["weights"].items()
    }
)
"""What each feature is worth in log odds, without jieba's dictionary and with it; the file says what each measures, how
the weights were fitted, and which were set by hand and why."""


@dataclass(frozen=True, slots=True)
class Half:
    """What of a piece speaks for its being half of a sentence; computed once for each piece of a page."""

    text: str
    gap: int
    beginning: str
    headline: bool
    """It can be a headline as well as a tail."""
    heading: bool
    comma: bool
    ended: bool
    open_end: bool
    """Its last word asks for another one."""
    prose: bool
    """It has a phrase that headlines hardly have."""
    misread_stop: bool
    """It ends with a dot in place of a full stop."""
    unopened: bool
    unclosed: bool
    opens_story: bool
    """A headline, byline or lead stands right above it."""
    starts: int
    """Starts of stories above it on the page."""
    above: Topic
    """What it and up to CONTEXT pieces above it in the same story's print are about."""
    below: Topic


def may_be_headline(text: str) -> bool:
    """Whether a piece that breaks off can as well be a headline."""
    return width(text) < HEADLINE and is_headline(text) and not is_lead(text)


def asks_for_half(text: str) -> bool:
    """Whether a piece's own form says that its first half stands elsewhere."""
    short = len(text) <= SHORT_END and ends_sentence(text)
    return (
        short
        or beginning(text) in ("cannot start", "lost half", "severed", "perhaps severed", "lower case")
        or unopened(text)
    )


def half(piece: Piece, *, opens_story: bool, starts: int, above: Topic, below: Topic) -> Half:
    text = piece.text
    heading = is_headline(text)
    return Half(
        text=text,
        gap=piece.gap,
        beginning=beginning(text),
        headline=heading and may_be_headline(text),
        heading=heading,
        comma=breaks_at_comma(text),
        ended=ends_sentence(text),
        open_end=LEFT_OPEN.match(text[-12:]) is not None,
        prose=PROSE.match(text) is not None if heading else False,
        misread_stop=text.endswith("·") and width(text) >= HEADLINE,
        unopened=unopened(text),
        unclosed=unclosed(text),
        opens_story=opens_story,
        starts=starts,
        above=above,
        below=below,
    )


def features(left: Half, right: Half, skipped: int, nearest: bool, crossing: Crossing) -> dict[str, float]:
    """The evidence on a pair (tail, head), `skipped` pieces apart; features that are 0 are left out. `nearest` tells
    that no other piece breaks off between them: only then does a sentence's end ask for this tail."""
    together, dictionary = crossing(left.text, right.text)
    titled, length = left.headline, len(right.text)
    found = {
        "some": 1.0,
        right.beginning: 1.0,
        "neighbour": skipped == 0,
        "starts between": min(3, right.starts - left.starts),
        "opens a story": right.opens_story,
        "headline-like tail": titled,
        "headline-like tail below a story's head": titled and left.opens_story,
        "headline-like tail with a comma": titled and ("，" in left.text or "," in left.text),
        "headline-like tail is left open": titled and left.open_end,
        "headline-like tail reads as prose": titled and left.prose,
        "lost half right behind": skipped == 0 and right.beginning == "lost half",
        "misread stop": left.misread_stop,
        "headline-like tail set off": titled and left.gap > right.gap,
        "headline-like tail is long": titled and width(left.text) > LONG_HEADLINE,
        "headline-like tail opens like a paragraph": titled and left.beginning == "opening",
        "headline-like head": right.heading,
        "short end": nearest and right.ended and length <= SHORT_END,
        "short": SHORT_END < length <= SHORT,
        "bracket closed": right.unopened and left.unclosed,
        "bracket never opened": right.unopened and not left.unclosed,
        "bracket left open": left.unclosed and not right.unopened,
        "comma": left.comma,
        "figure and measure": _figure_goes_on(left.text, right.text),
        "characters together elsewhere": together,
        "word of the dictionary": dictionary,
        "topic around": cosine(left.above, right.below),
    }
    return {name: float(value) for name, value in found.items() if value}


def _figure_goes_on(left: str, right: str) -> bool:
    if _FIGURE.search(left) and _MEASURE.match(right):
        return True
    return _MONTH.search(left) is not None and right[:1].isdigit()


def score(found: Mapping[str, float], dictionary: bool) -> float:
    """What the evidence on a pair is worth, in log odds."""
    return sum(WEIGHTS[name][dictionary] * value for name, value in found.items() if name in WEIGHTS)
