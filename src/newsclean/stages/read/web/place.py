"""Where the story of a page is: the elements that hold it and its paragraphs, and what a block needs there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from newsclean.language.characters import ends_sentence, has_han
from newsclean.stages.read.web.blocks import Block, Page, Region
from newsclean.stages.read.web.features import LEAVES, Measures, own_words

# A block counts with at most so much evidence, and at most so many cells.
MOST_EVIDENCE, MOST_CELLS = 4.0, 100.0
# What speaks against a block counts less for the element that holds it: advertisements stand inside stories.
AGAINST = 0.3
# Evidence that a block needs: between the first and the last paragraph of the story, behind the last, elsewhere in the
# element that holds the story, and outside of it.
INSIDE, BEHIND, NEARBY, OUTSIDE = -2.0, -1.0, 0.5, 3.0
# In an element elsewhere that is like one of those that hold the story's paragraphs: the same, among those paragraphs;
# and of prose between the title and the first of them, and of a caption among them.
ALIKE, ALIKE_INSIDE, LEADING, CAPTION = -0.5, -1.0, 0.5, -2.0
# The evidence that a sentence of Han characters needs among the story's paragraphs in an element unlike theirs: pages
# of WeChat put each paragraph into sections of its own. In English such sentences are as often calls to subscribe.
AMONG = -1.0
# Words in the name of an element inside the story's that make it none of the story.
INSETS = frozenset({"ad", "advert", "banner", "promo", "newsletter", "subscri"})
# A paragraph of a story; and the share of a story that makes an element one of those that hold its paragraphs.
STRONG, STRONG_CELLS = 0.7, 10.0
HOME_SHARE = 0.2
Home = tuple[int, str, str]

HOMELESS = LEAVES | frozenset("ul ol dl table tbody tr thead figure".split())
"""Tags of elements that stand among paragraphs; the element that holds those is theirs too."""

_CAPTION = regex.compile(r"caption|credit|figure", regex.I)


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where the story is by the evidence for each block: the element that holds it, the elements that hold its
    paragraphs, its first and its last paragraph, and the blocks in what is set into it."""

    page: Page
    core: Region
    homes: Mapping[int, Home]
    home: frozenset[Home]
    first: int
    last: int
    insets: frozenset[int]

    def _is_single_caption(self, at: int) -> bool:
        """Whether a block's own element is a caption: around slides of a show and their texts there is one too."""
        region = self.page.regions[self.page.blocks[at].region]
        return region.tag == "figcaption" or _CAPTION.search(region.names) is not None

    def needed(self, at: int, measures: Measures, anchor: int | None) -> float:
        """The evidence that a block needs where it stands."""
        inside = self.first <= at <= self.last
        home = self.homes[at]
        if home in self.home:
            return INSIDE if inside else BEHIND
        if home[2] and _likeness(self.page.regions, home) in {_likeness(self.page.regions, one) for one in self.home}:
            return ALIKE_INSIDE if inside else ALIKE
        if inside and self._is_single_caption(at):
            return CAPTION
        if self.core.first <= at < self.core.last:
            return AMONG if inside and _is_said(self.page.blocks[at]) else NEARBY
        if anchor is not None and anchor < at < self.first and measures.prose[at]:
            return LEADING
        return OUTSIDE


def find_place(page: Page, measures: Measures, scores: Sequence[float]) -> Place:
    weighed = [weigh(score, cells) for score, cells in zip(scores, measures.widths, strict=True)]
    core = _core(page.regions, weighed)
    homes = {  # of the blocks that may be chosen or say where the others stand
        at: _home(page.regions, block.region)
        for at, (block, score) in enumerate(zip(page.blocks, scores, strict=True))
        if score > INSIDE
    }
    insets = frozenset(
        at for at in range(core.first, core.last) if is_inset(page.regions, page.blocks[at].region, core)
    )
    shares: Counter[Home] = Counter()
    for at in range(core.first, core.last):
        if weighed[at] > 0 and at not in insets:
            shares[homes[at]] += int(weighed[at])
    least = HOME_SHARE * sum(shares.values())
    home = frozenset(key for key, share in shares.items() if share >= least)
    strong = [
        at
        for at in range(core.first, core.last)
        if scores[at] > STRONG and measures.widths[at] >= STRONG_CELLS and homes[at] in home
    ]
    first, last = (strong[0], strong[-1]) if strong else (core.last, core.last)
    return Place(page=page, core=core, homes=homes, home=home, first=first, last=last, insets=insets)


def weigh(score: float, cells: float) -> float:
    return max(-MOST_EVIDENCE, min(MOST_EVIDENCE, score)) * min(cells, MOST_CELLS)


def _likeness(regions: Sequence[Region], home: Home) -> tuple[str, str, str, str]:
    """What elements that hold paragraphs have in common where they stand in different places."""
    above = regions[home[0]]
    return home[1], home[2], above.tag, above.group


def _is_said(block: Block) -> bool:
    """Whether a block is a Chinese or Japanese sentence, and no link."""
    return not block.linked and ends_sentence(block.text) and has_han(block.text)


def _core(regions: Sequence[Region], weighed: Sequence[float]) -> Region:
    """The smallest element that holds most of what speaks for the story, and little that speaks against it."""
    total, sums = 0.0, [0.0]
    for value in weighed:
        total += value if value > 0 else AGAINST * value
        sums.append(total)
    speaks = [sums[region.last] - sums[region.first] for region in reversed(regions)]
    return regions[-1 - speaks.index(max(speaks))]


def _home(regions: Sequence[Region], region: int) -> Home:
    """The element that holds a block's paragraph, and all like it side by side: some pages wrap each paragraph."""
    while region and regions[region].tag in HOMELESS:
        region = regions[region].parent
    return regions[region].parent, regions[region].tag, regions[region].group
