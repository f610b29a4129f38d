"""Paragraphs to stories: where an article starts, what its headline is, and which paragraphs are its own.

Markers decide first (a byline, a lead, a continuation line, a headline above one of them), in one pass. Topic decides
second, and only where a story cannot hold together: its paragraphs stand behind another story's, or cut one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from newsclean import topic
from newsclean.characters import ends_sentence
from newsclean.model import Kind, Layout, Metadata, Piece
from newsclean.rules.byline import OFFICE, lead_authors, parse_byline, parse_signature
from newsclean.rules.newspaper import CONTINUED_FROM, CONTINUED_ON, LEADS, PULL_QUOTE
from newsclean.rules.sentence import is_headline

# Headlines above a byline or a lead: a headline, decks, and a line above it (design: one to four).
HEADLINES = 4
# Lines that could be headlines but stand in a row longer than this are verse, a list or a menu.
LIST = 5
SINGLE: frozenset[Layout] = frozenset({"portal", "html"})
"""Layouts whose documents hold one article."""

_BRACKETED = regex.compile(r"[（(](?!资料来源|資料來源|来源|本报|记者)[^（）()。]{3,40}[）)]")
_OUTLET = regex.compile(r"(?P<name>新华社|新華社|中新社|中央社|法新社|路透社|美联社|共同社|韩联社)|(?:据|據)?(?P<name>\p{Han}{1,8}(?:网|網|报|報))\p{Han}{0,4}(?:\d{1,2}月\d{1,2}日)?[讯訊]")


@dataclass(frozen=True, slots=True)
class Story:
    """An article in the making: the pieces of its fields, its blocks, and what they say."""

    titles: tuple[Piece, ...] = ()
    bylines: tuple[Piece, ...] = ()
    blocks: tuple[tuple[Kind, Piece], ...] = ()
    fields: tuple[Piece, ...] = ()
    metadata: Metadata = Metadata()
    continued_from: str | None = None
    continued_on: str | None = None

    @property
    def is_closed(self) -> bool:
        """Whether its last paragraph ends a sentence, so that another story can start behind it."""
        return bool(self.blocks) and ends_sentence(self.blocks[-1][1].text)


@dataclass(frozen=True, slots=True)
class Segmented:
    """The stories of a document, and the pieces that are in none."""

    stories: tuple[Story, ...]
    removed: tuple[Piece, ...]


def segment(text: str, pieces: Sequence[Piece], *, layout: Layout, metadata: Metadata) -> Segmented:
    """Put the pieces of a document whose text is `text` into stories."""
    reader = _Reader(text, single=layout in SINGLE or metadata.title is not None, metadata=metadata)
    removed = [piece for piece in pieces if piece.role == "removed"]
    for piece in _with_kinds([piece for piece in pieces if piece.role != "removed"]):
        reader.take(piece)
    stories = reader.finish()
    if len(stories) > 1:
        stories = _by_topic(stories)
    return Segmented(stories=tuple(stories), removed=tuple(removed))


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


class _Reader:
    """Reads pieces one after the other; stories are values that it replaces as they grow."""

    def __init__(self, text: str, *, single: bool, metadata: Metadata) -> None:
        self.text = text
        self.single = single
        self.metadata = metadata
        self.stories: list[Story] = []
        self.headings: list[Piece] = []

    def take(self, piece: Piece) -> None:
        if piece.role == "title":
            self._title(piece)
        elif piece.role == "byline":
            self._byline(piece)
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

    def _byline(self, piece: Piece) -> None:
        last = self.stories[-1] if self.stories else None
        if self.headings and not (self.single and last):
            self._start(self._titles())
        elif last is None or (not self.single and last.bylines and last.blocks):
            self._start(())
        self._add_byline(piece)

    def _add_byline(self, piece: Piece) -> None:
        if not self.stories:
            self._start(())
        last = self.stories[-1]
        self.stories[-1] = replace(last, bylines=(*last.bylines, piece))

    def _continued(self, piece: Piece, marker: regex.Match[str]) -> None:
        self._start(self._titles())
        page, rest = marker["page"], piece.text[marker.end() :]
        start = piece.start + len(self.text[piece.start : piece.end]) - len(self.text[piece.start : piece.end].lstrip())
        raw = CONTINUED_FROM.match(self.text, start)
        cut = raw.end() if raw else start
        mark = replace(piece, spans=((start, start + len(self.text[start:cut].rstrip())),), role="continuation")
        self.stories[-1] = replace(self.stories[-1], continued_from=page, fields=(mark,))
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


def _by_topic(stories: list[Story]) -> list[Story]:
    """Give paragraphs that stand in a foreign story back to their own."""
    parts = iter(topic.vectors([piece.text for story in stories for _, piece in story.blocks]))
    vectors = [[next(parts) for _ in story.blocks] for story in stories]
    moved = _interrupting(stories, vectors)
    return _tangled(*moved)


def _interrupting(
    stories: list[Story], vectors: list[list[topic.Vector]]
) -> tuple[list[Story], list[list[topic.Vector]]]:
    """What stood between the halves of a sentence is another story's: of the others, the most similar."""
    for at, story in enumerate(stories):
        foreign = [row for row, (_, piece) in enumerate(story.blocks) if piece.interrupts]
        if not foreign:
            continue
        others = [number for number in range(len(stories)) if number != at]
        totals = [topic.total(vectors[number]) for number in others]
        run = topic.total([vectors[at][row] for row in foreign])
        goal = others[topic.home(run, totals)]
        stories[goal] = replace(stories[goal], blocks=(*stories[goal].blocks, *(story.blocks[row] for row in foreign)))
        vectors[goal] = [*vectors[goal], *(vectors[at][row] for row in foreign)]
        stays = [row for row in range(len(story.blocks)) if row not in foreign]
        stories[at] = replace(story, blocks=tuple(story.blocks[row] for row in stays))
        vectors[at] = [vectors[at][row] for row in stays]
    return stories, vectors


def _tangled(stories: list[Story], vectors: list[list[topic.Vector]]) -> list[Story]:
    """A story without a headline of its own may go on behind another one: the rest of that one goes back to it."""
    for at in range(1, len(stories)):
        others = [number for number in range(at) if not stories[number].titles and stories[number].blocks]
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


def describe(story: Story, known: Metadata) -> Metadata:
    """What a story says of itself, completed by what the document says of it."""
    bylines = [
        found
        for piece in story.bylines
        if (found := parse_signature(piece.text) if piece.role == "signature" else parse_byline(piece.text))
    ]
    authors = tuple(dict.fromkeys(name for byline in bylines for name in byline.authors))
    first = next((piece.text for kind, piece in story.blocks if kind == "paragraph"), "")
    outlet = _OUTLET.match(first) if LEADS.match(first) else None
    return Metadata(
        title=known.title or (story.titles[0].text if story.titles else None),
        subtitle=known.subtitle or " ".join(piece.text for piece in story.titles[1:]) or None,
        authors=authors or known.authors or lead_authors(first),
        byline=known.byline or " ".join(piece.text for piece in story.bylines) or None,
        source=next((byline.source for byline in bylines if byline.source), None)
        or known.source
        or (outlet["name"] if outlet else None),
        date=known.date,
        section=known.section,
    )
