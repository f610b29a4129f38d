"""What the blocks of a page are like: named features, the evidence that tells a story's text from the rest.

A feature is a name that a block has or has not; `weights.json` has what each is worth.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from newsclean.language.characters import ends_sentence, width
from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.rules.web import MOMENT, SIGNS, VOICE
from newsclean.stages.read.web.blocks import Block, Page, Region
from newsclean.stages.read.web.element_names import own_words as own_words

# Cells. A line of prose ends a sentence, or is long and has a mark every 40 characters (Chinese news: 10 to 20).
PROSE_SHORTEST, PROSE_LONG, PROSE_MARKS = 10, 30, 1 / 40
PROSE_LINKED = 0.3
# On a page with so much prose (cells) a short line that has none within so many blocks is not a story's.
PROSE_PAGE, SHORT, APART = 400, 24, 10
# Signs stand in short lines; in a paragraph the same words are the story's own.
SIGN_LONGEST = 60
# Levels of elements whose names count as near, and all that count.
NEAR, FAR = 4, 12
ANCESTORS = 2
WINDOW = 4

# Letters of a story that a page states for machines, the share of it that the page must print for it to be this story,
# and cells of a paragraph that is looked for in it.
STATED_SHORTEST, STATED_PRINTED, SAID_SHORTEST = 150, 0.6, 12

LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd td th figcaption pre caption address blockquote".split())
"""Tags of elements that hold a paragraph; what holds a story stands around them."""
_TAGS = frozenset("p li td div h1 h2 h3 h4 figcaption section dd dt blockquote".split())
_MARK = re.compile(r"[，。、；：！？,;:!?،؛۔؟।]|\. ")
_FOLDED = re.compile(r"[\W_]+")

LINKED = 0.8
"""Share of a block inside links from which it leads elsewhere. Such a block is no story's, and nothing more is asked of
it: on real pages 6 of 10 blocks are such."""
_LENGTHS, _SHARES = (3, 6, 12, 24, 48, 96), (0.001, 0.2, 0.5, 0.8)
_LINKS, _PROSE, _TOTALS = (0.02, 0.15, 0.4, 0.7), (0.1, 0.4, 0.7, 0.9), (0.05, 0.2, 0.5, 0.8)
_AROUND, _BEHIND = (0.1, 0.3, 0.5, 0.7, 0.9), (1, 4, 12, 40, 100)


def _numbered(name: str, limits: int) -> tuple[str, ...]:
    """The features of a measure that is told by so many limits."""
    return tuple(f"{name} {number}" for number in range(limits + 1))


# Made once: a block has about 20.
_WIDTH, _LINKED, _MARKS = _numbered("width", len(_LENGTHS)), _numbered("linked", len(_SHARES)), _numbered("marks", 2)
_ALIKE, _PROSE_AROUND = _numbered("alike", len(_TOTALS)), _numbered("prose around", len(_AROUND))
_CARD = _numbered("card", 4)
_UP = tuple(
    (
        _numbered(f"up {level} linked", len(_LINKS)),
        _numbered(f"up {level} prose", len(_PROSE)),
        _numbered(f"up {level} of page", len(_TOTALS)),
    )
    for level in range(ANCESTORS)
)


class Measures:
    """Measures of a page's blocks, and sums of them that any stretch of blocks can be read from. `shut` says of each
    block that it can be no story's, `open` lists the blocks whose features are asked for."""

    def __init__(self, page: Page, rules: Ruleset = DEFAULT) -> None:
        blocks = page.blocks
        self.widths = [width(block.text) for block in blocks]
        self.links = [min(1.0, block.linked / len(block.text)) if block.linked else 0.0 for block in blocks]
        self.shut = [
            share >= LINKED or page.regions[block.region].apart or rules.notices.match(block.text) is not None
            for block, share in zip(blocks, self.links, strict=True)
        ]
        self.open = [at for at, shut in enumerate(self.shut) if not shut]
        self.ended = [False] * len(blocks)
        self.marks = [0] * len(blocks)
        for at in self.open:
            self.ended[at] = ends_sentence(blocks[at].text)
            self.marks[at] = len(_MARK.findall(blocks[at].text)) if self.widths[at] >= 6 else 0
        self.prose = [
            linked < PROSE_LINKED
            and ((ended and cells >= PROSE_SHORTEST) or (cells >= PROSE_LONG and marks >= PROSE_MARKS * cells))
            for cells, linked, ended, marks in zip(self.widths, self.links, self.ended, self.marks, strict=True)
        ]
        self.all_width = _sums(self.widths)
        self.all_linked = _sums([cells * share for cells, share in zip(self.widths, self.links, strict=True)])
        self.all_prose = _sums([cells * prose for cells, prose in zip(self.widths, self.prose, strict=True)])
        if self.all_prose[-1] >= PROSE_PAGE:
            self.open = [at for at in self.open if self.widths[at] >= SHORT or self._has_prose_around(at)]

    def _has_prose_around(self, at: int) -> bool:
        return self.all_prose[min(len(self.prose), at + APART + 1)] > self.all_prose[max(0, at - APART)]


def _sums(values: Sequence[float]) -> list[float]:
    total, sums = 0.0, [0.0]
    for value in values:
        total += value
        sums.append(total)
    return sums


def features(page: Page, measures: Measures, anchor: int | None, stated: str = "") -> dict[int, list[str]]:
    """The features of each block that does not lead elsewhere; `anchor` is the block that prints the page's title,
    `stated` the text of the story where the page states it for machines."""
    regions, blocks = page.regions, page.blocks
    elements = _Elements(page)
    chain = _chain(regions, blocks[anchor].region, len(regions)) if anchor is not None else []
    above = {region: up for up, region in enumerate(chain)}
    around: dict[tuple[int, str, str, int], list[str]] = {}
    counts = Counter([block.text for block in blocks])
    alike = _alike(page, measures)
    said = _said(page, measures, stated)
    found = {}
    for at in measures.open:
        block = blocks[at]
        region = regions[block.region]
        # Paragraphs side by side have all this in common.
        alone = region.tag in LEAVES and region.last - region.first <= 1
        key = (region.parent if alone else block.region, region.tag, region.names, elements.card(block.region))
        if key not in around:
            around[key] = _around(regions, measures, block.region, elements)
        names = [*_itself(block, measures, at, region.tag), *around[key], *_neighbours(measures, at)]
        names.append(_ALIKE[bisect_right(_TOTALS, alike[kind(regions, block.region)])])
        if said and measures.widths[at] >= SAID_SHORTEST:
            names.append("stated" if at in said else "not stated")
        if counts[block.text] > 1:
            names.append("printed twice")
        if anchor is not None:
            names += _from_title(regions, block.region, at - anchor, above)
        else:
            names.append("no title")
        found[at] = names
    return found


def _said(page: Page, measures: Measures, stated: str) -> frozenset[int]:
    """The blocks that a page's statement of its story has; none where the page prints too little of that statement:
    then it is a summary, or another story."""
    whole = fold(stated)
    if len(whole) < STATED_SHORTEST:
        return frozenset()
    said, printed = set(), 0
    for at in measures.open:
        if measures.widths[at] >= SAID_SHORTEST and (text := fold(page.blocks[at].text)) in whole:
            said.add(at)
            printed += len(text)
    return frozenset(said) if printed >= STATED_PRINTED * len(whole) else frozenset()


def fold(text: str) -> str:
    """A text without what is no letter and no digit, in one case."""
    return _FOLDED.sub("", text).casefold()


def kind(regions: Sequence[Region], region: int) -> tuple[str, str, str, str]:
    """What elements have in common that a page writes alike: tag and class, their own and those around them."""
    above = regions[regions[region].parent]
    return regions[region].tag, regions[region].group, above.tag, above.group


def _alike(page: Page, measures: Measures) -> dict[tuple[str, str, str, str], float]:
    """The share of a page's prose that stands in elements of each kind: a story's paragraphs are of one kind."""
    shares: dict[tuple[str, str, str, str], float] = {}
    total = measures.all_prose[-1] or 1.0
    for at in measures.open:
        own = kind(page.regions, page.blocks[at].region)
        shares[own] = shares.get(own, 0.0) + (measures.widths[at] / total if measures.prose[at] else 0.0)
    return shares


def _itself(block: Block, measures: Measures, at: int, tag: str) -> list[str]:
    cells, linked, marks = measures.widths[at], measures.links[at], measures.marks[at]
    punctuation = 0 if not marks else 1 if marks < PROSE_MARKS * cells else 2
    names = [
        "any",
        _WIDTH[bisect_right(_LENGTHS, cells)],
        _LINKED[bisect_right(_SHARES, linked)],
        _MARKS[punctuation],
        f"tag {tag if tag in _TAGS else 'other'}",
    ]
    if measures.ended[at]:
        names.append("ended")
        if cells >= 20 and linked < 0.2:
            names.append("sentence")
    if voice := VOICE.match(block.text):
        names.append(f"voice {voice}")
    if cells < SIGN_LONGEST:
        if MOMENT.match(block.text):
            names.append("time")
        if sign := SIGNS.match(block.text):
            names.append(f"sign {sign}")
    return names


def _neighbours(measures: Measures, at: int) -> list[str]:
    start, end = max(0, at - WINDOW), min(len(measures.prose), at + WINDOW + 1)
    share = (measures.all_prose[end] - measures.all_prose[start]) / (
        measures.all_width[end] - measures.all_width[start] or 1.0
    )
    return [
        _side(measures, at - 1, "above"),
        _side(measures, at + 1, "below"),
        _PROSE_AROUND[bisect_right(_AROUND, share)],
    ]


def _side(measures: Measures, at: int, side: str) -> str:
    if not 0 <= at < len(measures.prose):
        return f"{side} nothing"
    return f"{side} {'prose' if measures.prose[at] else 'link' if measures.links[at] > 0.5 else 'text'}"


def _around(
    regions: Sequence[Region],
    measures: Measures,
    region: int,
    elements: _Elements,
) -> list[str]:
    """Features that all blocks of one element share: its names and those around it, and what the elements around it
    hold."""
    chain = _chain(regions, region, FAR)
    own = list(map(elements.words, chain))
    names = [f"near {word}" for word in frozenset().union(*own[:NEAR])]
    names += [f"far {word}" for word in frozenset().union(*own[NEAR:])]
    names.append(_CARD[max(map(elements.card, chain[:5]), default=0)])
    if any(regions[at].hidden for at in chain):
        names.append("hidden")
    page_prose = measures.all_prose[-1] or 1.0
    level = 0
    for at in chain[:6]:
        first, last = regions[at].first, regions[at].last
        if level == 0 and regions[at].tag in LEAVES and last - first <= 1:
            continue
        total = measures.all_width[last] - measures.all_width[first] or 1.0
        prose = measures.all_prose[last] - measures.all_prose[first]
        linked = (measures.all_linked[last] - measures.all_linked[first]) / total
        of_linked, of_prose, of_page = _UP[level]
        names += (
            of_linked[bisect_right(_LINKS, linked)],
            of_prose[bisect_right(_PROSE, prose / total)],
            of_page[bisect_right(_TOTALS, prose / page_prose)],
        )
        level += 1
        if level == ANCESTORS:
            break
    return names


def _chain(regions: Sequence[Region], region: int, most: int) -> list[int]:
    """A region and those around it, from the inside out."""
    chain: list[int] = []
    while region and len(chain) < most:
        chain.append(region)
        region = regions[region].parent
    return chain


class _Elements:
    """What is asked again and again of the elements of one page, each answer kept while the page is read."""

    def __init__(self, page: Page) -> None:
        self._regions, self._blocks = page.regions, page.blocks
        self._alike = Counter([(region.parent, region.tag, region.group) for region in page.regions])
        self._words: dict[int, frozenset[str]] = {}
        self._cards: dict[int, int] = {}

    def words(self, at: int) -> frozenset[str]:
        if (known := self._words.get(at)) is None:
            region = self._regions[at]
            known = self._words[at] = own_words(region.tag, region.names)
        return known

    def card(self, at: int) -> int:
        """Whether an element is one of three or more alike side by side (cards of other stories, comments): 1 with one
        block, 2 with more, and 2 more where it has a link."""
        if (known := self._cards.get(at)) is None:
            region = self._regions[at]
            blocks, known = region.last - region.first, 0
            if blocks and self._alike[region.parent, region.tag, region.group] >= 3:
                linked = any(block.linked for block in self._blocks[region.first : region.last])
                known = (1 if blocks == 1 else 2) + (2 if linked else 0)
            self._cards[at] = known
        return known


def _from_title(regions: Sequence[Region], region: int, behind: int, above: Mapping[int, int]) -> list[str]:
    """Where a block stands as seen from the page's title: before or behind it, and how far up the element is that
    holds both."""
    while region and region not in above:
        region = regions[region].parent
    up = above.get(region, len(above))
    side = "before" if behind < 0 else "behind" if behind else "at"
    return [f"{side} title, up {min(up, 7)}", f"title {bisect_right(_BEHIND, behind) if behind > 0 else side}"]
