"""Builds a document from stories: numbers the blocks, and gives every character of the text a row in the ledger.

The ledger is a partition by construction: the rows of all pieces are put in order, and each gap between them gets a
row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsclean.language.characters import BLANK
from newsclean.language.leads import is_marked
from newsclean.model import FIELDS, Article, Block, Document, Layout, LedgerRow, Piece, Source, Span, Story
from newsclean.reasons import UNREAD


def account(source: Source, stories: Sequence[Story], removed: Iterable[Piece]) -> Document:
    """The document for the stories, with its ledger; `removed` are the pieces that are in no story."""
    rows: list[LedgerRow] = []
    articles = []
    for number, story in enumerate(stories):
        articles.append(_article(story))
        rows.extend(_story_rows(story, number))
    rows.sort(key=lambda row: (row.start, row.end))
    kept = rows.copy()
    for piece in removed:
        article, block = _home(source.text, kept, piece.repeat_of) if piece.repeat_of is not None else (None, None)
        rows.extend(_rows(piece, "removed", piece.reason or UNREAD, article, block))
    rows.extend(LedgerRow(start=cut.start, end=cut.end, role="removed", reason=cut.reason) for cut in source.cuts)
    return Document(
        text=source.text,
        articles=tuple(articles),
        ledger=tuple(_partition(rows, source.text)),
        layout=_layout(source, stories),
        flags=source.flags + (() if articles else ("no-article",)),
    )


def restored(document: Document, text: str, starts: Sequence[int], places: Sequence[Span]) -> Document:
    """Map a document whose text was put into reading order back to the original `text`: the runs that start at `starts`
    have the original ranges `places`."""
    rows: list[LedgerRow] = []
    for row in document.ledger:
        at = max(0, bisect_right(starts, row.start) - 1) if row.role != "space" else len(starts)
        while at < len(starts) and starts[at] < row.end:
            start, end = places[at]
            left, right = start + max(0, row.start - starts[at]), min(end, start + row.end - starts[at])
            if left < right:
                rows.append(replace(row, start=left, end=right))
            at += 1
    return replace(document, text=text, ledger=tuple(_partition(rows, text)))


def _article(story: Story) -> Article:
    metadata = story.metadata
    return Article(
        **{name: getattr(metadata, name) for name in FIELDS},
        continued_from=story.continued_from,
        continued_on=story.continued_on,
        flags=tuple(dict.fromkeys(flag for _, piece in story.blocks for flag in piece.flags)),
        blocks=tuple(Block(kind=kind, text=piece.text, copies=piece.copies) for kind, piece in story.blocks),
    )


def _layout(source: Source, stories: Sequence[Story]) -> Layout:
    """The layout; a plain text with several articles, or with marks of newspapers, is a newspaper page."""
    if source.layout != "plain":
        return source.layout
    signs = len(stories) > 1 or any(is_marked(story) for story in stories)
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


def _home(text: str, rows: Sequence[LedgerRow], at: int) -> tuple[int | None, int | None]:
    """The article and block of the copy that starts at `at`; the block is `None` for a headline or a byline."""
    found = bisect_right(rows, at, key=lambda row: row.start) - 1
    row = rows[found] if found >= 0 and at < rows[found].end else None
    if row is None:
        return None, None
    following = rows[found + 1] if row.role == "continuation" and found + 1 < len(rows) else None
    if following and not text[row.end : following.start].strip(" \u3000"):  # the copy starts with the marker
        row = following
    return row.article, row.block


def _partition(rows: Iterable[LedgerRow], text: str) -> Iterator[LedgerRow]:
    """The rows in order, with rows for the gaps between them."""
    at = 0
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        if row.end <= row.start:
            continue
        yield from _between(text, at, row.start)
        yield row
        at = row.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[LedgerRow]:
    """Rows for a gap: white space. Text in a gap was lost by a stage, and is reported instead of counted as space."""
    if start < end:
        blank = text[start:end] == "\n" or BLANK.fullmatch(text, start, end)
        yield LedgerRow(start=start, end=end, role="space" if blank else "removed", reason=None if blank else UNREAD)
