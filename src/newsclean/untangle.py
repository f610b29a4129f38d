"""Stories to stories: paragraphs that stand in a foreign story go back to their own, by topic.

Markers have decided before where stories start. Topic decides only where a story cannot hold together: a page without
any marker, a paragraph that cuts another story's sentence, a body that stands behind another story's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsclean import topic
from newsclean.model import Kind, Piece
from newsclean.stories import Story, is_marked, part

NEAR = 6
"""Stories above and below among which a paragraph's own is looked for: a page holds 2 to 6 that can stand tangled."""


def untangle(stories: Sequence[Story], *, single: bool) -> list[Story]:
    """Give each paragraph to the story that it belongs to, where that can be told; a `single` story keeps them all."""
    found = list(stories)
    if len(found) == 1 and not single and not is_marked(found[0]):
        found = _divided(found[0])
    return _by_topic(found) if len(found) > 1 else found


def _divided(story: Story) -> list[Story]:
    """A page without any marker taken apart at the headlines where the topic changes."""
    heads = [at for at, (kind, _) in enumerate(story.blocks) if kind == "heading" and at]
    if not heads:
        return [story]
    parts = topic.topics([piece.text for _, piece in story.blocks])
    rows = [(kind, piece, part) for (kind, piece), part in zip(story.blocks, parts, strict=True)]
    found: list[Story] = []
    start = 0
    for at, end in zip(heads, [*heads[1:], len(rows)], strict=False):
        if topic.changes(_topics(rows[start:at]), _topics(rows[at:end])):
            found.append(part(story, start, at))
            start = at
    return [*found, part(story, start, len(rows))]


def _topics(rows: Sequence[tuple[Kind, Piece, topic.Topic]]) -> list[topic.Topic]:
    return [vector for kind, piece, vector in rows if kind == "paragraph" and len(piece.text) >= topic.SHORTEST]


def _by_topic(stories: list[Story]) -> list[Story]:
    """Give paragraphs that stand in a foreign story back to their own."""
    foreign = any(piece.interrupts for story in stories for _, piece in story.blocks)
    if not foreign and all(story.titles for story in stories[:-1]):
        return stories
    parts = iter(topic.topics([piece.text for story in stories for _, piece in story.blocks]))
    vectors = [[next(parts) for _ in story.blocks] for story in stories]
    moved = _interrupting(stories, vectors)
    return _tangled(*moved)


def _interrupting(
    stories: list[Story], vectors: list[list[topic.Topic]]
) -> tuple[list[Story], list[list[topic.Topic]]]:
    """What stood between the halves of a sentence is another story's: of the others, the most similar."""
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
        stays = [row for row in range(len(story.blocks)) if row not in foreign]
        stories[at] = replace(story, blocks=tuple(story.blocks[row] for row in stays))
        vectors[at] = [vectors[at][row] for row in stays]
    return stories, vectors


def _tangled(stories: list[Story], vectors: list[list[topic.Topic]]) -> list[Story]:
    """A story without a headline of its own may go on behind another one: the rest of that one goes back to it."""
    for at in range(1, len(stories)):
        above = range(max(0, at - NEAR), at)
        others = [number for number in above if not stories[number].titles and stories[number].blocks]
        lengths = [len(piece.text) if kind == "paragraph" else 0 for kind, piece in stories[at].blocks]
        found = topic.split(vectors[at], lengths, [vectors[number] for number in others])
        if found is None:
            continue
        start, goal = found[0], others[found[1]]
        stories[goal] = replace(stories[goal], blocks=(*stories[goal].blocks, *stories[at].blocks[start:]))
        stories[at] = replace(stories[at], blocks=stories[at].blocks[:start])
        vectors[goal] = [*vectors[goal], *vectors[at][start:]]
        vectors[at] = vectors[at][:start]
    return stories
