"""Divides a page without markers into stories: paragraphs of one article share words, those of two hardly any.

All paragraphs of the page are compared (`partition`); sentences joined by `rejoin` are split into their halves again.
If the comparison separates articles clearly, each gets its paragraphs, tangled or not, and halves are rejoined inside
it. Otherwise a headline starts a story only where the topic changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from newsclean.language import topic
from newsclean.language.subject import can_compare, subjects
from newsclean.model import Story
from newsclean.stages.untangle.partition import partition
from newsclean.stages.untangle.passages import Rows, Unit, halves, rejoined, units

FEWEST, MOST = 6, 60
"""Number of paragraphs for which all pairs are compared: fewer give too little evidence, and the work is quadratic."""
ARTICLE = 3
"""Paragraphs of the shortest article without a headline."""
LONG = 0.5
"""Least share of them whose topic can be determined."""
BARE, HEADED = (0.012, 0.05, 0.25), (0.016, 0.06, 0.4)
"""Similarity (mean cosine) below which parts are different articles, an addition for few paragraphs, and the same as a
share of the similarity inside the parts; the second value of each applies if there are headlines among the paragraphs.
"""


_NUMBER = regex.compile(r"\d+|[一二三四五六七八九十]+")
APART, REST = 0.015, 40
"""Similarity (mean cosine) of all paragraphs above a headline and all below it, so many at most, under which the topic
changes for good. A section on something else resembles the rest somewhere: of 708 subheads in articles of the web 9
have paragraphs around them that differ, and 1 all of them; of 166 headlines between two articles 82 and 73."""


def divided(stories: Sequence[Story]) -> list[Story]:
    """The stories of a page without markers: divided by its words, ignoring the division so far."""
    rows = [row for story in stories for row in (*(("heading", title) for title in story.titles), *story.blocks)]
    if not rows:
        return list(stories)
    apart, joints = halves(rows)
    page = units(apart)
    parts = _compared(page)
    if not parts:
        page = units(rows)
        parts = _changes(page)
    if len(stories) == 1 and not any(parts):
        return list(stories)
    found: list[list[Unit]] = [[] for _ in range(1 + max(parts))]
    for unit, part in zip(page, parts, strict=True):
        found[part].append(unit)
    beside = {below.start: above.paragraph.end for above, below in pairwise(page)}
    return _stories(
        [[row for unit in rejoined(mine, joints, beside) for row in unit.rows] for mine in found if mine], stories
    )


def _compared(page: Sequence[Unit]) -> list[int]:
    """The part of each unit, by shared words; empty if that does not separate the parts clearly."""
    long = [unit.length >= topic.SHORTEST for unit in page]
    if not FEWEST <= len(page) <= MOST or sum(long) < max(FEWEST, LONG * len(page)):
        return []
    texts = [unit.text for unit in page]
    if not can_compare(texts):
        return []
    about = subjects(texts)
    alike = [[topic.cosine(one, other) for other in about] for one in about]
    parts = partition(alike, page)
    headed = sum(unit.headed for unit in page[1:]) > 0
    if any(_is_remark([unit for unit, part in zip(page, parts, strict=True) if part == each]) for each in set(parts)):
        return []
    return parts if _are_apart(alike, parts, long, headed) else []


def _is_remark(part: Sequence[Unit]) -> bool:
    """Whether a part is too little for an article of its own: a paragraph or two without a headline, such as what a
    paper says of itself above an article and below it."""
    return len(part) < ARTICLE and not any(unit.headed for unit in part)


def _are_apart(alike: Sequence[Sequence[float]], parts: Sequence[int], long: Sequence[bool], headed: bool) -> bool:
    """Whether the paragraphs of different parts are as dissimilar as those of different articles."""
    across: list[float] = []
    within: list[float] = []
    for at, part in enumerate(parts):
        for other in range(at):
            if long[at] and long[other]:
                (within if parts[other] == part else across).append(alike[at][other])
    if not across or not within:
        return False
    between = sum(across) / len(across)
    most, few, ratio = HEADED if headed else BARE
    return between < most + few / len(parts) and between < ratio * sum(within) / len(within)


def _changes(page: Sequence[Unit]) -> list[int]:
    """The part of each unit if a story starts at each headline where the topic changes."""
    texts = [unit.text for unit in page]
    about = subjects(texts)
    long = [len(text) >= topic.SHORTEST for text in texts]
    parts: list[int] = []
    start = 0
    series = _series([unit.rows[0][1].text for unit in page if unit.headed])
    heads = [at for at, unit in enumerate(page) if at and unit.headed and _pattern(unit.rows[0][1].text) not in series]
    for at, end in pairwise([*heads, len(page)]):
        above = [about[row] for row in range(start, at) if long[row]]
        below = [about[row] for row in range(at, len(page)) if long[row]]
        around = topic.changes(above, [about[row] for row in range(at, end) if long[row]])
        if around and topic.mean_cosine(above[-REST:], below[:REST]) < APART:
            parts += [len(set(parts))] * (at - start)
            start = at
    return parts + [len(set(parts))] * (len(page) - start)


def _series(headlines: Sequence[str]) -> frozenset[str]:
    """The patterns of headlines that count on (Case 1, Case 2): subheads of one article."""
    patterns = Counter(_pattern(text) for text in set(headlines) if _NUMBER.search(text))
    return frozenset(pattern for pattern, count in patterns.items() if count > 1)


def _pattern(headline: str) -> str:
    return _NUMBER.sub("#", headline)


def _stories(found: Sequence[Rows], stories: Sequence[Story]) -> list[Story]:
    """Stories with these blocks; a field is assigned to the story around it in print order."""
    made: list[Story] = []
    for rows in found:
        body = next((at for at, (kind, _) in enumerate(rows) if kind != "heading"), 0)
        titles = [piece for _, piece in rows[:body]]
        made.append(Story(titles=tuple(titles), blocks=tuple(rows[body:])))
    starts = sorted((piece.start, at) for at, rows in enumerate(found) for _, piece in rows)
    for field in (field for story in stories for field in story.fields):
        at = starts[max(0, bisect_right(starts, (field.start, len(found))) - 1)][1]
        made[at] = replace(made[at], fields=(*made[at].fields, field))
    return made
