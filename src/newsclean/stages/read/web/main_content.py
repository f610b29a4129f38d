"""Which blocks of a web page are its story: evidence a block, then the element that holds the story, then its blocks.

docs/algorithm/page.md has the method and the figures behind each constant.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from types import MappingProxyType

import regex

from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.rules.web import ERRORS
from newsclean.stages.read.web.dom import Page, Region
from newsclean.stages.read.web.features import LEAVES, LINKED, Measures, features, fold, kind, own_words
from newsclean.stages.read.web.place import INSIDE, MOST_CELLS, STRONG_CELLS, Place, find_place, is_caption, weigh

WEIGHTS: Mapping[str, float] = MappingProxyType(
    json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))["weights"]
)
"""What each feature of a block is worth, in log-odds that it is text of the main content; the file says how they were
fitted."""

# Where even the best block of a page has less evidence than this, the others are judged by their distance from it.
BELOW_BEST = 2.0
# The share of the evidence for a block that is that for its kind, and the cells that a kind needs to tell: with half of
# it F1 on sites not seen rose from .9595 to .9626.
OF_KIND, KIND_CELLS = 0.5, 30.0
# Words in the name of an element, or of one of the next around it, that say that it holds no part of the story; and
# what that counts against it. F1 on sites not seen rose from .9603 to .9613.
OTHERS = frozenset(
    "comment reply relat recommend footer copyright disclaim trending popular teaser <footer> <nav>".split()
)
OTHERS_UP, OTHERS_EVIDENCE = 3, 3.0
# Cells of the smallest table of data: two rows of two.
FEWEST_CELLS = 4
# The evidence for what can be no story's, and for short lines far from prose: those stay where a story is around them.
NEVER, UNASKED = -9.0, -1.5
# Cells of the shortest story, and what the evidence for its best block must reach: an index has neither.
SHORTEST, LEAST = 20.0, -1.0
# Below a title that the page's head names a story can have less: one paragraph among many links.
LEAST_TITLED = -2.5
# Cells of the longest text of a page whose title says that there is nothing to see.
LONGEST_EXCUSE = 300.0
TITLE_SHORTEST, TITLE_LONGEST = 6, 200

# The evidence that a heading right above a paragraph needs between the first and the last of them.
HEADING = -5.0
# What a caption needs there: its own words are seldom those of a paragraph.
CAPTION = -3.5
TIME = regex.compile(r"(?:[01]?\d|2[0-4])[:：.h][0-5]\d(?: ?(?:Uhr|[ap]\.?m\.?|[A-Z]{2,4}))?", regex.I)
"""The time of an entry of a live ticker."""
FEWEST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a page that are its story (none where it has none), those of them that are captions, and the
    block that prints the title."""

    blocks: frozenset[int]
    captions: frozenset[int]
    title: int | None


def find_body(page: Page, titles: Iterable[str], rules: Ruleset = DEFAULT, stated: str = "") -> Body:
    """The story of a page; `titles` is what its head calls it, `stated` the story's text where it is stated there."""
    titles = [text.strip() for text in titles]
    measures = Measures(page, rules)
    anchor = find_title(page, titles)
    chosen = choose(page, measures, evidence(features(page, measures, anchor, stated), measures, WEIGHTS), anchor)
    if any(map(ERRORS.match, titles)) and sum(measures.widths[at] for at in chosen) < LONGEST_EXCUSE:
        chosen = []
    captions = frozenset(at for at in chosen if is_caption(page.regions, page.blocks[at].region))
    return Body(blocks=frozenset(chosen), captions=captions, title=anchor)


def evidence(found: Mapping[int, Sequence[str]], measures: Measures, weights: Mapping[str, float]) -> list[float]:
    """The evidence for each block of a page, in log-odds, from its features."""
    scores = [NEVER if shut else UNASKED for shut in measures.shut]
    for at, names in found.items():
        scores[at] = fsum([weights.get(name, 0.0) for name in names])  # the same in any order
    return scores


def find_title(page: Page, titles: Iterable[str]) -> int | None:
    """The block that prints what the page's head calls its title: a heading before other blocks, the longest first."""
    known = [folded for title in titles if len(folded := fold(title)) >= TITLE_SHORTEST]
    best, chosen = 0, None
    for at, block in enumerate(page.blocks if known else ()):
        if len(block.text) > TITLE_LONGEST or block.linked > LINKED * len(block.text):
            continue
        text = fold(block.text)
        if len(text) < TITLE_SHORTEST or not any(
            text in title or (title in text and 2 * len(text) < 3 * len(title)) for title in known
        ):
            continue
        heading = 20 if block.level == 1 else 8 if block.level else 0
        score = min(len(text), 30) + heading - 15 * (2 * block.linked > len(block.text))
        if score > best:
            best, chosen = score, at
    return chosen


def choose(page: Page, measures: Measures, scores: Sequence[float], anchor: int | None) -> list[int]:
    """The blocks of the story, by the evidence for each: its surroundings correct it, the best block tells whether the
    page has a story, and the place of the story decides where less evidence is enough."""
    others = _others(page, measures)
    scores = [score - OTHERS_EVIDENCE * (at in others) for at, score in enumerate(scores)]
    scores = _below_title(measures, _with_kind(page, measures, scores), anchor)
    best = _best(measures, scores)
    if best is None or best < (LEAST if anchor is None else LEAST_TITLED):
        return []
    if best < BELOW_BEST:
        scores = [score if at in others else score + (BELOW_BEST - best) for at, score in enumerate(scores)]
    place = find_place(page, measures, scores)
    tables = _tables(page.regions, scores, place.first, place.last)

    def is_story(at: int) -> bool:
        enough = scores[at] > INSIDE and scores[at] > place.needed(at, measures, anchor)
        return at not in place.insets and (at in tables or enough)

    chosen = [at for at in range(len(scores)) if is_story(at)]
    chosen = _completed(page, measures, scores, chosen, place)
    return chosen if sum(measures.widths[at] for at in chosen) >= SHORTEST else []


def _best(measures: Measures, scores: Sequence[float]) -> float | None:
    """The evidence for the best of the blocks that are long enough to tell."""
    told = (score for score, cells in zip(scores, measures.widths, strict=True) if cells >= STRONG_CELLS)
    return max(told, default=None)


def _completed(
    page: Page, measures: Measures, scores: Sequence[float], chosen: Sequence[int], place: Place
) -> list[int]:
    """The blocks that were chosen, with headings between them, and the times above the entries of a live ticker."""
    found = set(chosen)
    moments = [at for at in measures.open if TIME.fullmatch(page.blocks[at].text)]
    kinds = Counter([kind(page.regions, page.blocks[at].region) for at in moments])
    for at in moments:
        if at + 1 in found and kinds[kind(page.regions, page.blocks[at].region)] >= FEWEST_ENTRIES:
            found.add(at)
    for at in range(place.last, place.first, -1):
        if at in place.insets or not place.core.first <= at < place.core.last:
            continue
        heading = page.blocks[at].level > 1 and scores[at] > HEADING and at + 1 in found
        caption = page.regions[page.blocks[at].region].tag == "figcaption" and scores[at] > CAPTION
        if heading or caption:
            found.add(at)
    return sorted(found)


def _others(page: Page, measures: Measures) -> frozenset[int]:
    """The blocks in elements that say that they hold other stories, comments or the foot of the page: their prose looks
    like a story's, and is more of it than a short story has. A paragraph's own name may be about its subject."""
    regions = page.regions
    own = [region.tag not in LEAVES and bool(own_words(region.tag, region.names) & OTHERS) for region in regions]
    found = set()
    for at in measures.open:
        region = page.blocks[at].region
        for _ in range(OTHERS_UP):
            if own[region]:
                found.add(at)
                break
            region = regions[region].parent
    return frozenset(found)


def _with_kind(page: Page, measures: Measures, scores: Sequence[float]) -> list[float]:
    """The evidence, half of it a block's own and half the mean of its kind: what stands in elements that are alike is
    alike, and a paragraph that looks odd by itself is a story's where all others of its kind are."""
    kinds = {at: kind(page.regions, page.blocks[at].region) for at in measures.open}
    sums: dict[tuple[str, str, str, str], float] = {}
    cells: dict[tuple[str, str, str, str], float] = {}
    for at, key in kinds.items():
        sums[key] = sums.get(key, 0.0) + weigh(scores[at], measures.widths[at])
        cells[key] = cells.get(key, 0.0) + min(measures.widths[at], MOST_CELLS)
    found = list(scores)
    for at, key in kinds.items():
        if cells[key] >= KIND_CELLS:
            found[at] += OF_KIND * (sums[key] / cells[key] - scores[at])
    return found


def _tables(regions: Sequence[Region], scores: Sequence[float], first: int, last: int) -> set[int]:
    """The blocks of tables between the first and the last paragraph of the story: a table stays or goes as a whole."""
    found: set[int] = set()
    for region in regions:
        if region.tag == "table" and first < region.first < region.last <= last:
            cells = scores[region.first : region.last]
            if len(cells) >= FEWEST_CELLS and INSIDE * len(cells) < sum(cells):
                found.update(range(region.first, region.last))
    return found


def _below_title(measures: Measures, scores: Sequence[float], anchor: int | None) -> list[float]:
    """The evidence, without what stands above the title where most that speaks for a story stands below."""
    if anchor is None:
        return list(scores)
    weights = [max(0.0, score) * min(cells, MOST_CELLS) for score, cells in zip(scores, measures.widths, strict=True)]
    start = anchor + 1 if 2 * sum(weights[anchor + 1 :]) >= sum(weights) else 0
    return [NEVER] * start + list(scores[start:])
