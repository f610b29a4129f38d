"""Stories to a document: blocks get their numbers, and every character of the text its row in the ledger.

The ledger is a partition by construction: rows of pieces are laid out in order, what lies between them is white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclean.model import Article, Block, Document, LedgerRow, Metadata, Piece, Source
from newsclean.segment import Segmented, Story, describe


def account(source: Source, segmented: Segmented) -> Document:
    """The document that the stories make, with its ledger."""
    rows: list[LedgerRow] = []
    homes: dict[int, tuple[int, int]] = {}
    articles = []
    for number, story in enumerate(segmented.stories):
        metadata = source.metadata if number == 0 or len(segmented.stories) == 1 else _shared(source.metadata)
        articles.append(_article(story, describe(story, metadata)))
        rows.extend(_story_rows(story, number))
        for block, (_, piece) in enumerate(story.blocks):
            homes.update((start, (number, block)) for start, _ in piece.spans)
    for piece in segmented.removed:
        article, block = homes.get(piece.repeat_of, (None, None)) if piece.repeat_of is not None else (None, None)
        rows.extend(_rows(piece, "removed", piece.reason or "unread", article, block))
    rows.extend(LedgerRow(start=cut.start, end=cut.end, role="removed", reason=cut.reason) for cut in source.cuts)
    return Document(
        text=source.text,
        articles=tuple(articles),
        ledger=tuple(_partition(rows, len(source.text))),
        layout=_layout(source, segmented),
        flags=source.flags + (() if articles else ("no-article",)),
    )


def _article(story: Story, metadata: Metadata) -> Article:
    return Article(
        title=metadata.title,
        subtitle=metadata.subtitle,
        authors=metadata.authors,
        byline=metadata.byline,
        source=metadata.source,
        date=metadata.date,
        section=metadata.section,
        continued_from=story.continued_from,
        continued_on=story.continued_on,
        flags=tuple(dict.fromkeys(flag for _, piece in story.blocks for flag in piece.flags)),
        blocks=tuple(Block(kind=kind, text=piece.text, copies=piece.copies) for kind, piece in story.blocks),
    )


def _shared(metadata: Metadata) -> Metadata:
    """What a page says of all its articles."""
    return Metadata(source=metadata.source, date=metadata.date)


def _layout(source: Source, segmented: Segmented) -> str:
    """A plain text that holds several articles, or prints what newspapers print, was read as a newspaper page."""
    if source.layout != "plain":
        return source.layout
    stories = segmented.stories
    signs = len(stories) > 1 or any(story.bylines or story.continued_from for story in stories)
    return "newspaper" if signs else "plain"


def _story_rows(story: Story, number: int) -> Iterator[LedgerRow]:
    for at, piece in enumerate(story.titles):
        yield from _rows(piece, "subtitle" if at else "title", None, number)
    for piece in story.bylines:
        yield from _rows(piece, "byline", None, number)
    for piece in story.fields:
        yield from _rows(piece, piece.role or "metadata", None, number)
    for block, (kind, piece) in enumerate(story.blocks):
        yield from _rows(piece, kind, None, number, block)


def _rows(
    piece: Piece, role: str, reason: str | None, article: int | None = None, block: int | None = None
) -> Iterator[LedgerRow]:
    for start, end in piece.spans:
        yield LedgerRow(start=start, end=end, role=role, reason=reason, article=article, block=block)


def _partition(rows: Iterable[LedgerRow], length: int) -> Iterator[LedgerRow]:
    """The rows in order, with a row of white space wherever none of them stands."""
    at = 0
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        if row.end <= row.start:
            continue
        if row.start > at:
            yield LedgerRow(start=at, end=row.start, role="space")
        yield row
        at = row.end
    if at < length:
        yield LedgerRow(start=at, end=length, role="space")
