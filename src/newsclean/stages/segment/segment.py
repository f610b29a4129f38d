"""Paragraphs to stories: where an article starts, what its headline is, and which paragraphs are its own.

Markers decide: a byline, a lead, a continuation line, a headline above one of them, in one pass. What topic can tell
comes after, in `stages.untangle.untangle`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language import topic
from newsclean.language.characters import offsets
from newsclean.language.leads import CONTINUED_FROM, CONTINUED_ON, is_lead
from newsclean.language.notices import headline
from newsclean.language.sentences import beginning
from newsclean.language.wrapping import is_wrapped
from newsclean.model import Kind, Metadata, Piece, Source, Story
from newsclean.stages.segment.bare_names import with_bare_bylines
from newsclean.stages.segment.draft import Draft, Setting
from newsclean.stages.segment.kinds import HEADLINES, is_heading, with_kinds
from newsclean.stages.segment.photo_news import photo_stories
from newsclean.stages.segment.small_ads import without_small_ads
from newsclean.stages.segment.titles import arranged

Segmented = tuple[list[Story], list[Piece]]
"""Stories, and the pieces that are in none."""

# The head of a first section: a headline is not counted.
_COUNTED = regex.compile(r"1[.．、](?!\d)|[（(][1一][)）]|一、")
# Pieces of several lines, or of display type among them, that show columns.
COLUMNS = 3
# Characters at a paragraph's end where a continuation marker stands.
MARKER = 40


def segment(page: Source, pieces: Sequence[Piece], *, single: bool = False) -> Segmented:
    """Put the pieces of a document into stories, or into one (`single`, and where the document shows that it holds
    one); removed pieces are in none."""
    one = single or page.holds_one_article
    if page.layout == "plain" and not page.holds_one_article:
        pieces = without_small_ads(pieces)
    columns = page.layout == "plain" and sum(len(piece.spans) > 1 or piece.display for piece in pieces) >= COLUMNS
    setting = Setting(wrapped=is_wrapped(pieces), columns=columns)
    reader = _Reader(page.text, single=one, only=single, metadata=page.metadata, setting=setting)
    read = with_bare_bylines(with_kinds([piece for piece in pieces if piece.role != "removed"]))
    if page.layout == "markdown" and any(
        piece.hint == "heading" for piece in read
    ):  # it says itself what its headings are
        read = [replace(piece, hint="paragraph") if is_heading(piece) and not piece.hint else piece for piece in read]
    photo_news = photo_stories(read)
    for at, piece in enumerate(read):
        reader.take(piece, read[at + 1] if at + 1 < len(read) else None, opens=at in photo_news)
    stories, homeless = reader.finish()
    removed = [piece for piece in pieces if piece.role == "removed"]
    return stories, removed + homeless


def _is_running_head(headings: Sequence[Piece], below: Piece) -> bool:
    """Whether capitals stand above words that go on from another page: THE FERRY, then `of wisdom. The larger …`."""
    capitals = len(headings) == 1 and headings[0].hint is None and headings[0].text.isupper()
    return capitals and below.text.split()[0].islower() and beginning(below.text) == "lower case"


def _opens(piece: Piece) -> bool:
    return piece.is_text and (is_lead(piece.text) or CONTINUED_FROM.match(piece.text) is not None)


class _Reader:
    """Reads pieces one after the other into stories."""

    def __init__(self, text: str, *, single: bool, only: bool, metadata: Metadata, setting: Setting) -> None:
        self.text = text
        self.single = single
        self.only = only
        """Whether nothing starts another story, not even what does so on a page that shows that it holds one."""
        self.metadata = metadata
        self.setting = setting
        self.stories: list[Draft] = []
        self.headings: list[Piece] = []
        self.removed: list[Piece] = []

    def take(self, piece: Piece, below: Piece | None, *, opens: bool = False) -> None:
        if piece.role == "title":
            self._title(piece)
        elif piece.role == "byline":
            self._byline(piece, ends=below is None or is_heading(below) or _opens(below))
        elif piece.role == "signature":
            self._signature(piece)
        elif piece.role == "credit":
            self._body("caption", piece)
        elif piece.role is not None:
            self.last.fields.append(piece)
        elif is_heading(piece) and not (CONTINUED_FROM.fullmatch(piece.text) or CONTINUED_ON.fullmatch(piece.text)):
            self.headings.append(piece)
        elif marker := CONTINUED_FROM.match(piece.text):
            self._continued(piece, marker)
        elif (opens or is_lead(piece.text)) and not self.single:
            if self.headings or not self.stories or not self._waits():
                if self.headings or not self.stories:
                    self._start(self._titles())
                else:
                    self._start_captioned()
            self._body("paragraph", piece)
        else:
            self._body(piece.hint or "paragraph", piece)

    def finish(self) -> tuple[list[Story], list[Piece]]:
        """The stories, and the pieces that nothing followed to make a story of."""
        self._foot()
        whole = [draft.story() for draft in self.stories if not draft.is_empty()]
        homeless = [piece for draft in self.stories if draft.is_empty() for piece in draft.fields]
        return whole, self.removed + [replace(piece, role="removed", reason="no-article") for piece in homeless]

    @property
    def last(self) -> Draft:
        """The story that is being read; a new one where none has started."""
        return self.stories[-1] if self.stories else self._start([])

    def _start(self, titles: list[Piece]) -> Draft:
        titles, sections = arranged(titles, wrapped=self.setting.columns)
        self.removed += sections
        if self.stories and self.stories[-1].is_empty():  # fields above a headline are its story's
            self.stories[-1].titles = titles
        elif self.stories and self.only:
            if self.last.titles or any(kind != "heading" for kind, _ in self.last.blocks):
                self.last.blocks += [("heading", piece) for piece in titles]
            else:
                self.last.titles = titles
        else:
            self.stories.append(Draft(titles=titles))
        return self.stories[-1]

    def _start_captioned(self) -> None:
        """Start a story at a lead: headings in the last story with nothing but captions below are its own."""
        blocks = self.last.blocks
        below = next((at for at in range(len(blocks), 0, -1) if blocks[at - 1][0] != "caption"), 0)
        above = next((at for at in range(below, 0, -1) if blocks[at - 1][0] != "heading"), 0)
        if not 0 < below - above <= HEADLINES or not above or below == len(blocks):
            self._start([])
            return
        titles = [piece for _, piece in blocks[above:below]]
        captions, self.last.blocks = blocks[below:], blocks[:above]
        self._start(titles).blocks += captions

    def _waits(self) -> bool:
        """Whether the last story has no text yet, but for captions below its headline."""
        return all(kind == "caption" for kind, _ in self.last.blocks) and (
            bool(self.last.titles) or not self.last.blocks
        )

    def _titles(self) -> list[Piece]:
        """The headlines that wait, as titles; what stood too far above belongs to the story before."""
        most = HEADLINES + headline([piece.text for piece in self.headings])
        most = max(most, sum(piece.display for piece in self.headings))
        early, titles = self.headings[:-most], self.headings[-most:]
        self.headings = []
        if early:
            self.last.blocks += [("heading", piece) for piece in early]
        return titles

    def _title(self, piece: Piece) -> None:
        """A headline that a rule or the markup has named; a second one is a field of the same story."""
        (self.last.fields if self.last.titles else self.last.titles).append(piece)

    def _byline(self, piece: Piece, *, ends: bool) -> None:
        """A byline stands under its headline, or behind its story's last paragraph (`ends`), or heads a story alone."""
        if self.headings and not (self.single and self.stories and not (self.only and self.last.is_empty())):
            self._start(self._titles())
        elif self.stories and not self.single and self.last.is_signed():
            heads = [at for at, (kind, _) in enumerate(self.last.blocks) if kind == "heading" and at]
            if ends and heads:
                self._split(self._headline(heads))
            elif self.last.blocks and not ends:
                self._start([])
        self.last.bylines.append(piece)

    def _headline(self, heads: Sequence[int]) -> int:
        """Of the headings in the last story's body, the one behind which it is about something else."""
        parts = topic.topics([piece.text for _, piece in self.last.blocks])

        def likeness(at: int) -> float:
            return topic.cosine(topic.union(parts[:at]), topic.union(parts[at:]))

        return min(reversed(heads), key=likeness)

    def _signature(self, piece: Piece) -> None:
        """A signature closes its story: headings behind it are another's."""
        self.last.bylines.append(piece)
        self.last.signed_off = True

    def _split(self, at: int) -> None:
        """Start a story at a block of the last one, which is its headline."""
        above = self.last
        below = self._start([above.blocks[at][1]])
        below.blocks, above.blocks = above.blocks[at + 1 :], above.blocks[:at]
        below.continued_on, above.continued_on = above.continued_on, None

    def _continued(self, piece: Piece, marker: regex.Match[str]) -> None:
        if self.headings or not self.stories or self.last.blocks:
            self._start(self._titles())
        rest = piece.text[marker.end() :]
        places = offsets(self.text, piece.spans, piece.text)
        end = places[len(marker[0].rstrip()) - 1] + 1
        mark = tuple((left, min(right, end)) for left, right in piece.spans if left < end)
        self.last.continued_from = marker["page"]
        self.last.fields.append(replace(piece, spans=mark, text=marker[0].rstrip(), role="continuation"))
        if rest:
            cut = places[marker.end()]
            spans = tuple((max(left, cut), right) for left, right in piece.spans if right > cut)
            self._body("paragraph", replace(piece, spans=spans, text=rest))

    def _body(self, kind: Kind, piece: Piece) -> None:
        if self.headings:
            if self._begins_story():
                self._start(self._titles())
            elif (
                (not self.stories or self.last.is_empty())
                and not (self.metadata.title and self.single)
                and not _is_running_head(self.headings, piece)
            ):
                titles = self._titles()
                most = 0 if _COUNTED.match(titles[0].text) else len(titles) if titles[0].display else 2
                self._start(titles[:most]).blocks += [("heading", heading) for heading in titles[most:]]
            else:
                self.last.blocks += [("heading", heading) for heading in self.headings]
                self.headings = []
        if kind == "paragraph" and (marker := CONTINUED_ON.search(piece.text[-MARKER:])):
            self._continued_on(piece, marker)
        else:
            self.last.blocks.append((kind, piece))

    def _begins_story(self) -> bool:
        """Whether the headlines that wait are a story's, though nothing but its text follows: the story above goes
        on elsewhere, or they are a headline with its deck (a subhead stands alone)."""
        if self.single or not self.stories:
            return False
        if self.last.continued_on or self.last.signed_off:
            return True
        if any(piece.display and piece.level for piece in self.headings):  # wider than a column
            return True
        levels = [piece.level for piece in self.headings]
        top = min((piece.level for piece in self.last.titles if piece.level), default=min(levels))
        decked = len(self.headings) > 1 and (min(levels) <= top if any(levels) else True)
        return decked and (any(levels) or self.last.is_closed())

    def _continued_on(self, piece: Piece, marker: regex.Match[str]) -> None:
        if len(marker[0]) == len(piece.text):
            self.last.fields.append(replace(piece, role="continuation"))
            self.last.continued_on = marker["page"]
            return
        start, end = piece.spans[-1]
        raw = CONTINUED_ON.search(self.text, max(start, end - MARKER), end)
        if raw is None or raw.start() <= start:
            self.last.blocks.append(("paragraph", piece))
            return
        left = raw.start() + len(raw[0]) - len(raw[0].lstrip())
        text = piece.text[: len(piece.text) - len(marker[0])]
        self.last.blocks.append(
            ("paragraph", replace(piece, spans=(*piece.spans[:-1], (start, raw.start())), text=text))
        )
        self.last.fields.append(replace(piece, spans=((left, end),), text=raw[0].strip(), role="continuation"))
        self.last.continued_on = marker["page"]

    def _foot(self) -> None:
        """Headlines with no body behind them belong to a story that lacks a headline, even one above them: columns
        are read in a wrong order. Below a single text with a paragraph on each line, short lines are a remark."""
        waiting, self.headings = self.headings, []
        untitled = [draft for draft in self.stories if not draft.titles and draft.blocks]
        known = len(self.stories) > 1 or self.setting.wrapped
        if waiting and untitled and known and not self.single and len(waiting) <= HEADLINES:
            untitled[-1].titles = waiting
        elif waiting:
            self.last.blocks += [("heading", piece) for piece in waiting]
