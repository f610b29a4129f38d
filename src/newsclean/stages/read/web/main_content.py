"""Which blocks of a web page are its story: evidence a block, then the element that holds the story, then its blocks.

docs/algorithm/page.md has the method and the figures behind each constant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import regex

from newsclean.language.characters import ends_sentence, has_han
from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.rules.web import ERRORS
from newsclean.stages.read.web.dom import Block, Page, Region
from newsclean.stages.read.web.features import LEAVES, LINKED, Measures, features, own_words
from newsclean.stages.read.web.weights import WEIGHTS

# A block counts with at most so much evidence, and at most so many cells.
MOST_EVIDENCE, MOST_CELLS = 4.0, 100.0
# What speaks against a block counts less for the element that holds it: advertisements stand inside stories.
AGAINST = 0.3
# Where even the best block of a page has less evidence than this, the others are judged by their distance from it.
BELOW_BEST = 2.0
# Evidence that a block needs: between the first and the last paragraph of the story, behind the last, elsewhere in the
# element that holds the story, and outside of it.
INSIDE, BEHIND, NEARBY, OUTSIDE = -2.0, -0.5, 0.5, 1.5
# The evidence that a sentence of Han characters needs among the story's paragraphs in an element unlike theirs: pages
# of WeChat put each paragraph into sections of its own. In English such sentences are as often calls to subscribe.
AMONG = -1.0
# Words in the name of an element inside the story's that make it none of the story.
INSETS = frozenset({"ad", "advert", "banner", "promo", "newsletter", "subscri"})
# Cells of the smallest table of data: two rows of two.
FEWEST_CELLS = 4
# A paragraph of a story; and the share of a story that makes an element one of those that hold its paragraphs.
STRONG, STRONG_CELLS = 0.7, 10.0
HOME_SHARE = 0.2
# The evidence for what can be no story's, and for short lines far from prose: those stay where a story is around them.
NEVER, UNASKED = -9.0, -1.5
# Cells of the shortest story, and what the evidence for its best block must reach: an index has neither.
SHORTEST, LEAST = 20.0, -1.0
# Cells of the longest text of a page whose title says that there is nothing to see.
LONGEST_EXCUSE = 300.0
TITLE_SHORTEST, TITLE_LONGEST = 6, 200

HOMELESS = LEAVES | frozenset("ul ol dl table tbody tr thead figure".split())
"""Tags of elements that stand among paragraphs; the element that holds those is theirs too."""

_FOLDED = regex.compile(r"[\W_]+")
_CAPTION = regex.compile(r"caption|credit|figure", regex.I)


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a page that are its story (none where it has none), those of them that are captions, and the
    block that prints the title."""

    blocks: frozenset[int]
    captions: frozenset[int]
    title: int | None


def find_body(page: Page, titles: Iterable[str], rules: Ruleset = DEFAULT) -> Body:
    """The story of a page; `titles` is what its head calls it."""
    titles = [text.strip() for text in titles]
    measures = Measures(page, rules)
    anchor = find_title(page, titles)
    chosen = choose(page, measures, evidence(features(page, measures, anchor), measures, WEIGHTS), anchor)
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


def fold(text: str) -> str:
    """A text without what is no letter and no digit, in one case."""
    return _FOLDED.sub("", text).casefold()


def is_inset(regions: Sequence[Region], region: int, core: Region) -> bool:
    """Whether an element inside the one that holds the story, or one around it there, is named as an advertisement."""
    while region and regions[region] is not core:
        names = own_words(regions[region].tag, regions[region].names)
        if names & INSETS and regions[region].tag not in LEAVES:  # a paragraph's can be an identifier with `ad` in it
            return True
        region = regions[region].parent
    return False


def is_caption(regions: Sequence[Region], region: int) -> bool:
    """Whether an element is a picture's caption: by its tag, or by the names of the elements next around it."""
    for _ in range(3):
        if regions[region].tag in ("figcaption", "figure") or _CAPTION.search(regions[region].names):
            return True
        region = regions[region].parent
        if not region:
            break
    return False


def choose(page: Page, measures: Measures, scores: Sequence[float], anchor: int | None) -> list[int]:
    """The blocks of the story, by the evidence for each."""
    scores = _below_title(measures, scores, anchor)
    top = max(
        (score for score, cells in zip(scores, measures.widths, strict=True) if cells >= STRONG_CELLS), default=None
    )
    if top is None or top < LEAST:
        return []
    scores = [score - min(0.0, top - BELOW_BEST) for score in scores]
    weighed = [
        (MOST_EVIDENCE if score > MOST_EVIDENCE else -MOST_EVIDENCE if score < -MOST_EVIDENCE else score)
        * (cells if cells < MOST_CELLS else MOST_CELLS)
        for score, cells in zip(scores, measures.widths, strict=True)
    ]
    core = _core(page.regions, weighed)
    homes = {  # of the blocks that may be chosen or say where the others stand
        at: _home(page.regions, block.region)
        for at, (block, score) in enumerate(zip(page.blocks, scores, strict=True))
        if score > INSIDE
    }
    insets = {at for at in range(core.first, core.last) if is_inset(page.regions, page.blocks[at].region, core)}
    shares: Counter[tuple[int, str, str]] = Counter()
    for at in range(core.first, core.last):
        if weighed[at] > 0 and at not in insets:
            shares[homes[at]] += int(weighed[at])
    least = HOME_SHARE * sum(shares.values())
    home = {key for key, share in shares.items() if share >= least}
    strong = [
        at
        for at in range(core.first, core.last)
        if scores[at] > STRONG and measures.widths[at] >= STRONG_CELLS and homes[at] in home
    ]
    first, last = (strong[0], strong[-1]) if strong else (core.last, core.last)
    tables = _tables(page.regions, scores, first, last)
    chosen = []
    for at, score in enumerate(scores):
        if score <= INSIDE and at not in tables:
            continue
        if homes.get(at) in home:
            needed = INSIDE if first <= at <= last else BEHIND
        elif core.first <= at < core.last:
            needed = AMONG if first < at < last and _is_said(page.blocks[at]) else NEARBY
        else:
            needed = OUTSIDE
        if (score > needed or at in tables) and at not in insets:
            chosen.append(at)
    return chosen if sum(measures.widths[at] for at in chosen) >= SHORTEST else []


def _is_said(block: Block) -> bool:
    """Whether a block is a Chinese or Japanese sentence, and no link."""
    return not block.linked and ends_sentence(block.text) and has_han(block.text)


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


def _core(regions: Sequence[Region], weighed: Sequence[float]) -> Region:
    """The smallest element that holds most of what speaks for the story, and little that speaks against it."""
    total, sums = 0.0, [0.0]
    for value in weighed:
        total += value if value > 0 else AGAINST * value
        sums.append(total)
    speaks = [sums[region.last] - sums[region.first] for region in reversed(regions)]
    return regions[-1 - speaks.index(max(speaks))]


def _home(regions: Sequence[Region], region: int) -> tuple[int, str, str]:
    """The element that holds a block's paragraph, and all like it side by side: some pages wrap each paragraph."""
    while region and regions[region].tag in HOMELESS:
        region = regions[region].parent
    return regions[region].parent, regions[region].tag, regions[region].names
