"""What a story says of itself: title, authors, byline, source, completed by what its document says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsclean.language.bylines import closing_authors, lead_authors
from newsclean.language.leads import lead_source
from newsclean.model import Metadata, Story


def with_fields(stories: Sequence[Story], known: Metadata) -> list[Story]:
    """Stories with their metadata; `known` is what the document says. Of several stories the first has all of that,
    the others the source and the date, which a page says of all its articles."""
    shared = Metadata(source=known.source, date=known.date)
    return [
        replace(story, metadata=_described(story, shared if number else known)) for number, story in enumerate(stories)
    ]


def _described(story: Story, known: Metadata) -> Metadata:
    """What a story says of itself, completed by what the document says of it."""
    signed = [(piece.text, piece.byline) for piece in story.bylines if piece.byline]
    bylines = [byline for _, byline in signed]
    authors = tuple(dict.fromkeys(name for byline in bylines for name in byline.authors))
    printed = " ".join(text for text, byline in signed if byline.authors)
    paragraphs = [piece.text for kind, piece in story.blocks if kind == "paragraph"] or [""]
    return replace(
        known,
        title=known.title or (story.titles[0].text if story.titles else None),
        subtitle=known.subtitle or " ".join(piece.text for piece in story.titles[1:]) or None,
        authors=authors or known.authors or lead_authors(paragraphs[0]) or _closing(paragraphs),
        byline=(known.byline if known.authors else None)
        or printed
        or known.byline
        or " ".join(piece.text for piece in story.bylines)
        or None,
        source=next((byline.source for byline in bylines if byline.source), None)
        or known.source
        or lead_source(paragraphs[0]),
    )


def _closing(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Who signs behind the last sentence of paragraphs."""
    return tuple(dict.fromkeys(name for text in paragraphs for name in closing_authors(text)))
