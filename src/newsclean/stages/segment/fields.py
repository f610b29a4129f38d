"""What a story says of itself: title, authors, byline, source, completed by what its document says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language.bylines import lead_authors, parse_byline, parse_signature
from newsclean.language.leads import is_lead
from newsclean.model import Metadata, Story

_OUTLET = regex.compile(
    r"(?:据|據)?(?P<name>新华社|新華社|中新社|中央社|法新社|路透社|美联社|共同社|韩联社)"
    r"|(?:据|據)?(?!本[报報网網刊台])(?P<name>\p{Han}{1,8}(?:网|網|报|報))\p{Han}{0,4}(?:\d{1,2}月\d{1,2}日)?[讯訊]"
)


def with_fields(stories: Sequence[Story], known: Metadata) -> list[Story]:
    """Stories with their metadata; `known` is what the document says. Of several stories the first has all of that,
    the others the source and the date, which a page says of all its articles."""
    shared = Metadata(source=known.source, date=known.date)
    return [
        replace(story, metadata=_described(story, shared if number else known)) for number, story in enumerate(stories)
    ]


def _described(story: Story, known: Metadata) -> Metadata:
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
    return replace(
        known,
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
    )
