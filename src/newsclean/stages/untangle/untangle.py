"""Moves paragraphs that are in the wrong story to the right one, by topic.

Markers have already decided where stories start. Topic decides where they are not enough: on a page without markers
(`divide`), for a paragraph inside another story's sentence, and for a body that continues after another story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsclean.language import topic
from newsclean.language.leads import is_lead, is_marked
from newsclean.language.subject import can_compare, subjects
from newsclean.model import Piece, Story
from newsclean.stages.untangle.divide import divided
from newsclean.stages.untangle.partition import regroup
from newsclean.stages.untangle.passages import Unit, units

NEAR = 6
"""Number of stories above and below that are searched for a paragraph's story: a page has 2 to 6 that can be tangled.
"""
LIKE = 0.03
"""Similarity (mean cosine) of the paragraphs around two adjacent headlines above which these do not start a story."""
MOST = 60
"""Maximum number of paragraphs of which all pairs are compared; the work is quadratic."""


def untangle(stories: Sequence[Story], *, single: bool) -> list[Story]:
    """Move each paragraph to its story, if that can be determined; a `single` story keeps all of them."""
    found = list(stories)
    if single or not found:
        return found
    if not any(is_marked(story) or story.continued_on for story in found):
        return divided(found)
    if len(found) > 1 and any(piece.interrupts for story in found for _, piece in story.blocks):
        found = _interrupting(found)
    return [story for near in _near(_undecked(found)) for story in _regrouped(near)]


def _undecked(stories: Sequence[Story]) -> list[Story]:
    """Join stories that were started only by two adjacent headlines to the one above if the topic continues."""
    found = [stories[0]]
    for below in stories[1:]:
        above = found[-1]
        if _is_started(above, below) or not _continues(above, below):
            found.append(below)
            continue
        found[-1] = replace(
            above,
            blocks=(*above.blocks, *(("heading", title) for title in below.titles), *below.blocks),
            bylines=above.bylines + below.bylines,
            fields=above.fields + below.fields,
            continued_on=below.continued_on,
        )
    return found


def _is_started(above: Story, below: Story) -> bool:
    """Whether a marker starts a story or closes the one above it."""
    if not below.blocks or not below.titles or below.continued_from or above.continued_on:
        return True
    first = below.blocks[0][1]
    return is_lead(first.text) or any(piece.start < first.start for piece in below.bylines)


def _continues(above: Story, below: Story) -> bool:
    texts = [
        [piece.text for kind, piece in story.blocks if kind == "paragraph" and len(piece.text) >= topic.SHORTEST]
        for story in (above, below)
    ]
    if not can_compare([*texts[0], *texts[1]]):
        return False
    count = min(len(texts[0]), topic.AROUND)
    around = subjects(texts[0][len(texts[0]) - count :] + texts[1][: topic.AROUND])
    return 0 < count < len(around) and topic.mean_cosine(around[:count], around[count:]) > LIKE


def _near(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Groups of adjacent stories, small enough that all their paragraphs can be compared."""
    found: list[Story] = []
    count = 0
    for story in stories:
        if found and count + len(story.blocks) > MOST:
            yield found
            found, count = [], 0
        found.append(story)
        count += len(story.blocks)
    if found:
        yield found


def _regrouped(stories: list[Story]) -> list[Story]:
    """The stories after runs of paragraphs were moved by their words; a headline may start another story."""
    page = [(number, unit) for number, story in enumerate(stories) for unit in _marked(story)]
    starts = len(stories) > 1 or any(unit.headed for _, unit in page)
    if not starts or not 3 < len(page) <= MOST or not can_compare([unit.text for _, unit in page]):
        return stories
    page.sort(key=lambda row: row[1].start)
    about = subjects([unit.text for _, unit in page])
    alike = [[topic.cosine(one, other) for other in about] for one in about]
    before = [number for number, _ in page]
    after = regroup(alike, [unit for _, unit in page], before)
    return stories if _same(before, after) else _made(stories, [unit for _, unit in page], before, after)


def _marked(story: Story) -> Iterator[Unit]:
    """The units of a story: the first one, with the headlines, starts it; a unit with a byline below it ends it."""
    page = units(story.blocks)
    ends = [piece.start for piece in story.bylines]
    for at, unit in enumerate(page):
        below = page[at + 1].rows[0][1].start if at + 1 < len(page) else None
        closes = any(unit.start < end and (below is None or end < below) for end in ends)
        titles = "\n".join(piece.text for piece in story.titles) if not at else ""
        yield replace(unit, text=f"{titles}\n{unit.text}" if titles else unit.text, opens=not at, closes=closes)


def _same(before: Sequence[int], after: Sequence[int]) -> bool:
    return len(set(zip(before, after, strict=True))) == len(set(before)) == len(set(after))


def _made(stories: Sequence[Story], page: Sequence[Unit], before: Sequence[int], after: Sequence[int]) -> list[Story]:
    """The stories with their new units; a story started by a headline follows the one that contained it."""
    home = {after[at]: before[at] for at in reversed(range(len(page))) if page[at].opens}
    found: list[tuple[tuple[int, int], Story]] = []
    empty = [((number, 0), story) for number, story in enumerate(stories) if number not in home.values()]
    for part in sorted(set(after)):
        mine = [unit for unit, place in zip(page, after, strict=True) if place == part]
        rows = [row for unit in mine for row in unit.rows]
        signs = _bylines(stories, page, after, part)
        if part in home:
            story = replace(stories[home[part]], blocks=tuple(rows), bylines=signs)
            found.append(((home[part], 0), story))
        else:
            heads = next(at for at, (kind, _) in enumerate(rows) if kind != "heading")
            titles = tuple(piece for _, piece in rows[:heads])
            number = before[page.index(mine[0])]
            found.append(((number, mine[0].start), Story(titles=titles, blocks=tuple(rows[heads:]), bylines=signs)))
    return [story for _, story in sorted([*found, *empty], key=lambda row: row[0])]


def _bylines(stories: Sequence[Story], page: Sequence[Unit], after: Sequence[int], part: int) -> tuple[Piece, ...]:
    """The bylines of a story: those above its first unit, and those below one of its units."""
    firsts = {unit.rows[0][1].start: at for at, unit in enumerate(page) if unit.opens}
    found: list[Piece] = []
    for story in stories:
        for piece in story.bylines if story.blocks else ():
            first = firsts[story.blocks[0][1].start]
            above = max((at for at, unit in enumerate(page) if unit.start < piece.start), default=first)
            if after[max(first, above)] == part:
                found.append(piece)
    return tuple(found)


def _interrupting(stories: list[Story]) -> list[Story]:
    """Move paragraphs between the halves of a sentence to another story: the most similar one."""
    parts = iter(topic.topics([piece.text for story in stories for _, piece in story.blocks]))
    vectors = [[next(parts) for _ in story.blocks] for story in stories]
    for at, story in enumerate(stories):
        foreign = [row for row, (_, piece) in enumerate(story.blocks) if piece.interrupts]
        if not foreign:
            continue
        near = range(max(0, at - NEAR), min(len(stories), at + NEAR + 1))
        others = [number for number in near if number != at and stories[number].blocks]
        if not others:
            continue
        totals = [topic.union(vectors[number]) for number in others]
        run = topic.union([vectors[at][row] for row in foreign])
        goal = others[topic.home(run, totals)]
        stories[goal] = replace(stories[goal], blocks=(*stories[goal].blocks, *(story.blocks[row] for row in foreign)))
        vectors[goal] = [*vectors[goal], *(vectors[at][row] for row in foreign)]
        kept = [row for row in range(len(story.blocks)) if row not in foreign]
        stories[at] = replace(story, blocks=tuple(story.blocks[row] for row in kept))
        vectors[at] = [vectors[at][row] for row in kept]
    return stories
