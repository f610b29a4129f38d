"""Stories: articles in the making, between the stages that form them, and what a story says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from newsclean.model import Kind, Layout, Metadata, Piece
from newsclean.rules.byline import lead_authors, parse_byline, parse_signature
from newsclean.rules.newspaper import is_lead

_OUTLET = regex.compile(
    r"(?:据|據)?(?P<name>新华社|新華社|中新社|中央社|法新社|路透社|美联社|共同社|韩联社)"
    r"|(?:据|據)?(?!本[报報网網刊台])(?P<name>\p{Han}{1,8}(?:网|網|报|報))\p{Han}{0,4}(?:\d{1,2}月\d{1,2}日)?[讯訊]"
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article in the making: the pieces of its fields, its blocks, and what they say."""

    titles: tuple[Piece, ...] = ()
    bylines: tuple[Piece, ...] = ()
    blocks: tuple[tuple[Kind, Piece], ...] = ()
    fields: tuple[Piece, ...] = ()
    continued_from: str | None = None
    continued_on: str | None = None


_SINGLE: frozenset[Layout] = frozenset({"portal", "html"})


def is_single(layout: Layout, metadata: Metadata) -> bool:
    """Whether a document holds one article: a page of the web, or one that its front matter gives a title."""
    return layout in _SINGLE or metadata.title is not None


def is_marked(story: Story) -> bool:
    """Whether a byline, a lead or a continuation shows how its page marks articles: a headline without is a subhead."""
    return bool(story.bylines or story.continued_from) or any(is_lead(piece.text) for _, piece in story.blocks)


def part(story: Story, start: int, end: int) -> Story:
    """The blocks of a story from one place to another, with its head, or with its first block as headline."""
    if not start:
        return replace(story, blocks=story.blocks[:end])
    last = end == len(story.blocks)
    return Story(
        titles=(story.blocks[start][1],),
        blocks=story.blocks[start + 1 : end],
        continued_on=story.continued_on if last else None,
    )


def describe(story: Story, known: Metadata) -> Metadata:
    """What a story says of itself, completed by what the document says of it."""
    signed = [
        (piece.text, found)
        for piece in story.bylines
        if (
            found := parse_signature(piece.text, "Director")
            if piece.role == "signature"
            else parse_byline(piece.text, any_name=True)
        )
    ]
    bylines = [byline for _, byline in signed]
    authors = tuple(dict.fromkeys(name for byline in bylines for name in byline.authors))
    printed = " ".join(text for text, byline in signed if byline.authors)
    first = next((piece.text for kind, piece in story.blocks if kind == "paragraph"), "")
    outlet = _OUTLET.match(first) if is_lead(first) else None
    return Metadata(
        title=known.title or (story.titles[0].text if story.titles else None),
        subtitle=known.subtitle or " ".join(piece.text for piece in story.titles[1:]) or None,
        authors=authors or known.authors or lead_authors(first),
        byline=(known.byline if known.authors else None)
        or printed
        or known.byline
        or " ".join(piece.text for piece in story.bylines)
        or None,
        source=next((byline.source for byline in bylines if byline.source), None)
        or known.source
        or (outlet["name"] if outlet else None),
        date=known.date,
        section=known.section,
    )
