"""Paragraphs to stories: where an article starts, what its headline is, and which paragraphs are its own.

Markers decide: a byline, a lead, a continuation line, a headline above one of them, in one pass. What topic can tell
comes after, in `newsclean.untangle`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.model import Kind, Layout, Metadata, Piece
from newsclean.rules.byline import OFFICE, parse_signature
from newsclean.rules.newspaper import CONTINUED_FROM, CONTINUED_ON, LEADS, PULL_QUOTE
from newsclean.rules.sentence import is_headline
from newsclean.stories import SINGLE, Story, is_signed, part

# Headlines above a byline or a lead: a headline, decks, and a line above it (design: one to four).
HEADLINES = 4
# Lines that could be headlines but stand in a row longer than this are verse, a list or a menu.
LIST = 5
_BRACKETED = regex.compile(r"[（(](?!资料来源|資料來源|来源|本报|记者)[^（）()。]{3,40}[）)]")


def segment(text: str, pieces: Sequence[Piece], *, layout: Layout, metadata: Metadata) -> list[Story]:
    """Put the pieces of a document whose text is `text` into stories; removed pieces are in none."""
    reader = _Reader(text, single=layout in SINGLE or metadata.title is not None, metadata=metadata)
    read = _with_kinds([piece for piece in pieces if piece.role != "removed"])
    for at, piece in enumerate(read):
        reader.take(piece, read[at + 1] if at + 1 < len(read) else None)
    return reader.finish()


def _with_kinds(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces whose kind their form or their neighbours tell: pull quotes, lines in a row that are no headlines."""
    found = list(pieces)
    for at, piece in enumerate(pieces):
        if not piece.is_text or piece.hint is not None:
            continue
        if at + 1 < len(pieces) and parse_signature(piece.text) and OFFICE.match(pieces[at + 1].text):
            found[at] = replace(piece, role="signature")
        elif PULL_QUOTE.fullmatch(piece.text):
            found[at] = replace(piece, hint="quote")
        elif at and _BRACKETED.fullmatch(piece.text):
            found[at] = replace(piece, hint="caption")
    return _without_lists(found)


def _without_lists(pieces: list[Piece]) -> list[Piece]:
    start = 0
    for at in range(len(pieces) + 1):
        if at < len(pieces) and _is_heading(pieces[at]) and pieces[at].hint is None:
            continue
        if at - start >= LIST:
            keep = HEADLINES // 2 if at < len(pieces) and pieces[at].role == "byline" else 0
            for row in range(start, at - keep):
                pieces[row] = replace(pieces[row], hint="paragraph")
        start = at + 1
    return pieces


def _is_heading(piece: Piece) -> bool:
    if piece.hint is not None:
        return piece.hint == "heading"
    return piece.is_text and not piece.interrupts and is_headline(piece.text)


def _opens(piece: Piece) -> bool:
    return piece.is_text and (LEADS.match(piece.text) is not None or CONTINUED_FROM.match(piece.text) is not None)


class _Reader:
    """Reads pieces one after the other; stories are values that it replaces as they grow."""

    def __init__(self, text: str, *, single: bool, metadata: Metadata) -> None:
        self.text = text
        self.single = single
        self.metadata = metadata
        self.stories: list[Story] = []
        self.headings: list[Piece] = []

    def take(self, piece: Piece, below: Piece | None) -> None:
        if piece.role == "title":
            self._title(piece)
        elif piece.role == "byline":
            self._byline(piece, last=below is None or _is_heading(below) or _opens(below))
        elif piece.role == "signature":
            self._add_byline(piece)
        elif piece.role == "credit":
            self._body("caption", piece)
        elif piece.role is not None:
            self._add_field(piece)
        elif _is_heading(piece):
            self.headings.append(piece)
        elif marker := CONTINUED_FROM.match(piece.text):
            self._continued(piece, marker)
        elif LEADS.match(piece.text) and not self.single:
            if self.headings or not self.stories or self.stories[-1].blocks:
                self._start(self._titles())
            self._body("paragraph", piece)
        else:
            self._body(piece.hint or "paragraph", piece)

    def finish(self) -> list[Story]:
        self._foot()
        return [story for story in self.stories if story.blocks or story.titles or story.bylines]

    def _start(self, titles: tuple[Piece, ...]) -> None:
        self.stories.append(Story(titles=titles))

    def _titles(self) -> tuple[Piece, ...]:
        """The headlines that wait, as titles; what stood too far above belongs to the story before."""
        early, titles = self.headings[:-HEADLINES], self.headings[-HEADLINES:]
        self.headings = []
        for piece in early:
            self._append("heading", piece)
        return tuple(titles)

    def _title(self, piece: Piece) -> None:
        """A headline that a rule or the markup has named; a second one is a field of the same story."""
        if not self.stories:
            self._start(())
        last = self.stories[-1]
        if last.titles:
            self._add_field(piece)
        else:
            self.stories[-1] = replace(last, titles=(piece,))

    def _append(self, kind: Kind, piece: Piece) -> None:
        if not self.stories:
            self._start(())
        last = self.stories[-1]
        self.stories[-1] = replace(last, blocks=(*last.blocks, (kind, piece)))

    def _add_field(self, piece: Piece) -> None:
        if not self.stories:
            self._start(())
        last = self.stories[-1]
        self.stories[-1] = replace(last, fields=(*last.fields, piece))

    def _byline(self, piece: Piece, *, last: bool) -> None:
        """A byline stands under its headline, or behind the `last` paragraph of its story, or heads a story alone."""
        story = self.stories[-1] if self.stories else None
        if self.headings and not (self.single and story):
            self._start(self._titles())
        elif story is None:
            self._start(())
        elif not self.single and is_signed(story):
            heads = [at for at, (kind, _) in enumerate(story.blocks) if kind == "heading" and at]
            if last and heads:
                self.stories[-1:] = [part(story, 0, heads[-1]), part(story, heads[-1], len(story.blocks))]
            elif story.blocks and not last:
                self._start(())
        self._add_byline(piece)

    def _add_byline(self, piece: Piece) -> None:
        if not self.stories:
            self._start(())
        last = self.stories[-1]
        self.stories[-1] = replace(last, bylines=(*last.bylines, piece))

    def _continued(self, piece: Piece, marker: regex.Match[str]) -> None:
        if self.headings or not self.stories or self.stories[-1].blocks:
            self._start(self._titles())
        page, rest = marker["page"], piece.text[marker.end() :]
        start = piece.start + len(self.text[piece.start : piece.end]) - len(self.text[piece.start : piece.end].lstrip())
        raw = CONTINUED_FROM.match(self.text, start)
        cut = raw.end() if raw else start
        mark = replace(piece, spans=((start, start + len(self.text[start:cut].rstrip())),), role="continuation")
        last = self.stories[-1]
        self.stories[-1] = replace(last, continued_from=page, fields=(*last.fields, mark))
        if rest:
            spans = tuple((max(left, cut), right) for left, right in piece.spans if right > cut)
            self._body("paragraph", replace(piece, spans=spans, text=rest))

    def _body(self, kind: Kind, piece: Piece) -> None:
        if self.headings:
            if self._begins_story():
                self._start(self._titles())
            elif not self.stories and not (self.metadata.title and self.single):
                titles = self._titles()
                self._start(titles[:2])
                for heading in titles[2:]:
                    self._append("heading", heading)
            else:
                for heading in self.headings:
                    self._append("heading", heading)
                self.headings = []
        if kind == "paragraph" and (marker := CONTINUED_ON.search(piece.text)):
            self._continued_on(piece, marker)
        else:
            self._append(kind, piece)

    def _begins_story(self) -> bool:
        """Whether the headlines that wait are a story's, though nothing but its text follows: the story above goes
        on elsewhere, or they are a headline with its deck (a subhead stands alone)."""
        if self.single or not self.stories:
            return False
        last = self.stories[-1]
        if last.continued_on:
            return True
        levels = [piece.level for piece in self.headings]
        top = min((piece.level for piece in last.titles if piece.level), default=0)
        decked = len(self.headings) > 1 and (min(levels) <= top if any(levels) else True)
        return decked and last.is_closed and any(kind == "paragraph" for kind, _ in last.blocks)

    def _continued_on(self, piece: Piece, marker: regex.Match[str]) -> None:
        end = piece.spans[-1][1]
        raw = CONTINUED_ON.search(self.text, max(piece.start, end - 40), end)
        if raw is None or raw.start() <= piece.spans[-1][0]:
            self._append("paragraph", piece)
            return
        left = raw.start() + len(raw[0]) - len(raw[0].lstrip())
        spans = (*piece.spans[:-1], (piece.spans[-1][0], raw.start()))
        self._append("paragraph", replace(piece, spans=spans, text=piece.text[: marker.start()]))
        self._add_field(replace(piece, spans=((left, end),), text=raw[0].strip(), role="continuation"))
        self.stories[-1] = replace(self.stories[-1], continued_on=marker["page"])

    def _foot(self) -> None:
        """Headlines with no body behind them belong to a story that lacks a headline, even one above them."""
        waiting, self.headings = self.headings, []
        untitled = [at for at, story in enumerate(self.stories) if not story.titles and story.blocks]
        if waiting and untitled and not self.single and len(waiting) <= HEADLINES:
            at = untitled[-1]
            self.stories[at] = replace(self.stories[at], titles=tuple(waiting))
            return
        for piece in waiting:
            self._append("heading", piece)
