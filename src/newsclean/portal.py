"""A page as a portal prints it: the story is told from the menus, lists, comments and notices all around it.

Statistics carry it: prose comes in runs of long lines that end sentences, menus in runs of short lines that do not,
and the headline and its fields stand close above their story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from newsclean.characters import ends_sentence, has_han, width
from newsclean.fields import crumbs, dated, fields, merge
from newsclean.model import Line, Metadata, Source
from newsclean.rules.byline import parse_byline
from newsclean.rules.names import LATIN_NAME
from newsclean.rules.newspaper import CAPTIONS
from newsclean.rules.portal import AGE, TAILS

Names = Sequence[str | None]
"""For each line of a page the rule of a portal's furniture that takes it."""

# Kinds of portal furniture that must stand on a page before it is read as one: a newspaper page or a clean article
# has at most one of them (a line of editors at its foot). A menu – so many short lines in a row, none with a mark –
# counts for two: of 24 pages of newspapers, lists, tables and verse the longest such row has 4 lines, of 60 pages of
# the web half have more than 20.
PORTAL_KINDS = 3
MENU_ROW, SHORT_MENU_ROW = 8, 5
MENU_CELLS = {True: 8, False: 12}  # Chinese and Japanese, others
# A line of prose ends a sentence, or is long (in cells) with a mark every 40 characters (Chinese news: 10 to 20).
PROSE_SHORTEST = 12
PROSE_LONG = 60
PROSE_MARKS = 1 / 40
# What a line that is not prose costs the stretch that holds it: about a short sentence, so that a subhead between
# paragraphs is bridged while a list of headlines is not. Every line of prose costs as much: comments are short.
COST = 10
LONGEST_SCORE = 300
# Prose with no prose on either side counts half: summaries in a list of headlines, comments between their names.
ALONE = 0.5
# A list follows a story where few lines of prose above, and most below, stand alone.
FEW, MOST, STAMPED, LIST_GAP = 0.34, 0.6, 0.5, 3
# A stretch below a line with date, outlet or author counts so many times as much.
HEADED, LISTED, NEAR = 2.0, 0.25, 8
BRIDGE = 12
# How far above the body the headline and its fields may stand, in lines.
HEAD = 40
# A stretch behind the end of a story must be this many times as long to be taken for the story.
BEHIND = 3.0
SURE = 4 * PROSE_SHORTEST
# Up to so many lines between the last paragraph and the editors' line are the story's too: verse, a list, a signature.
CLOSING = 5
LONGEST_TITLE, LONG_TITLE, TITLE_CELLS, LEAST_TITLE = 160, 56, 20, 0.8
# A line of fields in a stretch with no more than this share of its prose above is the head of what follows.
LEAD_SHARE = 0.25

_MARKS = regex.compile(r"[，。、；：！？,;:!?]|\. ")
_MENU = regex.compile(r"[\p{Han}\p{Katakana}]{1,4}(?:[\s|｜]+[\p{Han}\p{Katakana}]{1,4}){2,}")
_SHOUT = regex.compile(r"[^。]*[！？!?…⋯]+[”’」』\"']?|.*(?:\.\.\.|……?)")
_QUOTED_END = regex.compile(r"\S{4}.*[。！？!?.][”’」』\"]$")
_INNER_STOP = regex.compile(r"。.|[\p{Ll}]{3}\.\s\p{Lu}")
_NAME = regex.compile(LATIN_NAME)
_LETTERS = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of lines from `start` to `end` (excluded) with its worth as prose, behind a tail line of some name."""

    worth: float
    start: int
    end: int
    behind: str | None = None


def is_portal(lines: Sequence[Line], names: Names, *, post: bool = False) -> bool:
    """Whether a page prints the furniture of a portal: enough kinds of it, or a kind and a menu. A post with a title
    of its own is its story already, and needs both."""
    kinds = {name.removesuffix("-foreign") for name in names if name and name not in ("counter", "template")}
    if (len(kinds) >= PORTAL_KINDS and not post) or not kinds - {"trailer"}:
        return len(kinds) >= PORTAL_KINDS
    row, needed = 0, MENU_ROW if len(kinds) == 1 else SHORT_MENU_ROW
    for line in lines:
        row = row + 1 if _is_menu(line.text) else 0
        if row >= needed:
            return True
    return False


def _is_menu(text: str) -> bool:
    """Whether a line can be an entry of a menu: a few cells, no mark, and a capital where the script has them."""
    return not _MARKS.search(text) and width(text) <= MENU_CELLS[has_han(text)] and not text[:1].islower()


def _units(text: str) -> frozenset[str]:
    """The words of a text that say something, in lower case, and its pairs of Chinese or Japanese characters."""
    words = [word.lower() for word in _LETTERS.findall(text)]
    pairs = (word[at : at + 2] for word in words if not word.isascii() for at in range(len(word) - 1))
    return frozenset(word for word in words if word.isascii() and len(word) > 3) | frozenset(pairs)


def story_line(line: Line, kana: bool) -> Line:
    """A line of a story, with what its form says of it: a credit, a caption, a byline."""
    caption = CAPTIONS.match(line.text)
    if caption in ("credit", "credit-label"):
        return replace(line, role="credit")
    if caption:
        return replace(line, hint="caption")
    if parse_byline(line.text, any_name=kana) is not None:
        return replace(line, role="byline")
    return line


def read_portal(source: Source, names: Names, kana: bool) -> Source:
    """Label a portal's page: the body is its best stretch of prose, the headline stands above it."""
    page = _Page(source.lines, names, kana)
    found, known, trail = list(source.lines), source.metadata, Metadata()
    for at, line in enumerate(source.lines):
        if line.role:
            continue
        found[at] = page.read(at)
        if found[at].role == "metadata":
            known = merge(known, fields(line.text) or dated(line.text) or Metadata())
        elif names[at] == "breadcrumb":
            trail = merge(trail, crumbs(line.text))
    if known.date is None and (below := page.date_below()) is not None:
        found[below] = replace(source.lines[below], role="metadata", reason=None)
        known = merge(known, fields(source.lines[below].text) or Metadata())
    layout = "portal" if source.layout == "plain" else source.layout
    return replace(source, lines=tuple(found), metadata=merge(known, trail), layout=layout)


class _Page:
    """The lines of a portal's page, and where on it the story stands."""

    def __init__(self, lines: Sequence[Line], names: Names, kana: bool) -> None:
        self.lines = lines
        self.names = names
        self.kana = kana
        self.texts = [line.text for line in lines]
        self.heads = [bool(fields(text) or parse_byline(text)) for text in self.texts]
        self.stamps = [bool(AGE.fullmatch(text) or ((found := fields(text)) and found.date)) for text in self.texts]
        self.prose = [self._prose(at) for at in range(len(lines))]
        self.start, self.end = self._body()
        self.end = self._before_list()
        self.start = self._behind_fields()
        self.top = max(0, self.start - HEAD)
        self.units = _units(" ".join(self.texts[self.start : self.end]))
        self.title = self._title()
        self._widen()
        self.numbers = self._numbers()
        self.body = "".join("".join(_LETTERS.findall(text)) for text in self.texts[self.start : self.end])

    def read(self, at: int) -> Line:
        """What a line is."""
        line, name = self.lines[at], self.names[at]
        if at in self.numbers:
            return replace(line, hint="heading")
        if self.start <= at < self.end:
            return replace(line, role="removed", reason=name) if name else story_line(line, self.kana)
        if at == self.title:
            return replace(line, role="title")
        if self.top <= at < self.start and (head := self._head(at)):
            return head
        return replace(line, role="removed", reason=name or ("navigation" if at < self.start else "recommendation"))

    def _head(self, at: int) -> Line | None:
        """A line above the body that belongs to the story: a byline, a line of fields, the lead below the headline."""
        line = self.lines[at]
        if parse_byline(line.text) is not None:
            return replace(line, role="byline")
        near = self.title is not None and at > self.title - 3
        if fields(line.text) or (near and not self.names[at] and dated(line.text)):
            return replace(line, role="metadata")
        if self.title is None or at < self.title or self.names[at] or not self.prose[at]:
            return None
        said = "".join(_LETTERS.findall(line.text))
        return replace(line, role="removed", reason="summary") if said in self.body else line

    def date_below(self) -> int | None:
        """The first line of fields with a date right below the body."""
        for at in range(self.end, min(self.end + NEAR, len(self.lines))):
            if (found := fields(self.texts[at])) and found.date:
                return at
        return None

    def _prose(self, at: int) -> float:
        """How much prose a line is, in cells."""
        line, text = self.lines[at], self.texts[at]
        if self.names[at] or line.role == "removed" or self.heads[at] or line.links >= 0.5:
            return 0.0
        long = width(text) >= PROSE_LONG
        ended = len(text) >= PROSE_SHORTEST and ends_sentence(text) and (long or not _SHOUT.fullmatch(text))
        if ended or (long and len(_MARKS.findall(text)) >= PROSE_MARKS * len(text)):
            return min(width(text), LONGEST_SCORE)
        return 0.0

    def _is_alone(self, at: int) -> bool:
        return not any(self.prose[max(0, at - 1) : at] + self.prose[at + 1 : at + 2])

    def _worth(self, at: int) -> float:
        """What a line adds to the stretch that holds it."""
        if self.prose[at]:
            return self.prose[at] * (ALONE if self._is_alone(at) else 1.0) - COST
        text = self.texts[at]
        if self.names[at] or self.lines[at].role == "removed" or fields(text):
            return -COST
        neutral = self.heads[at] or CAPTIONS.match(text) or (ends_sentence(text) and not _is_menu(text))
        return 0.0 if neutral else -COST

    def _stretches(self) -> list[_Stretch]:
        found: list[_Stretch] = []
        total, start, best, behind = 0.0, 0, _Stretch(0.0, 0, 0), None
        for at, name in enumerate(self.names):
            tail = name is not None and TAILS.match(self.texts[at]) is not None
            if tail or total <= 0:
                found.append(best)
                total, start, best = 0.0, at + tail, _Stretch(0.0, at, at)
                behind = name if tail else behind
            if tail:
                continue
            worth = self._worth(at)
            if total <= 0 and worth <= 0:  # a stretch starts with prose
                start = at + 1
                continue
            total += worth
            if total > best.worth:
                best = _Stretch(total, start, at + 1, behind)
        return [stretch for stretch in (*found, best) if stretch.worth > 0]

    def _body(self) -> tuple[int, int]:
        """The stretch of lines with the most prose; one behind the end of a story must be far longer."""
        chosen, most = _Stretch(0.0, 0, 0), 0.0
        stretches = self._stretches()
        for stretch in stretches:
            worth = stretch.worth * self._weight(stretch)
            sure = chosen.worth >= SURE and stretch.behind != chosen.behind
            if worth > most * (BEHIND if sure else 1.0) and not (
                sure and (stretch.behind or "").startswith("comments")
            ):
                chosen, most = stretch, worth
        parts = [stretch for stretch in stretches if self._is_told(stretch) or stretch == chosen]
        at = parts.index(chosen) if chosen in parts else 0
        start, end = chosen.start, chosen.end
        for above, below in pairwise(parts[at:]):
            if not self._bridges(above, below):
                break
            end = below.end
        for below, above in pairwise(parts[at::-1]):
            if not self._bridges(above, below):
                break
            start = above.start
        return start, end

    def _is_told(self, stretch: _Stretch) -> bool:
        """Whether a stretch is told in one, as stories are: no list of dated headlines with their summaries."""
        stamps, prose = self._count(stretch)
        alone = sum(self._is_alone(at) for at in range(stretch.start, stretch.end) if self.prose[at])
        return prose > 1 and not stamps and alone <= FEW * prose

    def _bridges(self, above: _Stretch, below: _Stretch) -> bool:
        """Whether two stretches are one story with links to others in its midst."""
        links = (below.behind or "").startswith("recommendation")
        return links and below.start - above.end <= BRIDGE

    def _weight(self, stretch: _Stretch) -> float:
        """A stretch with the head of a story above it counts more, one whose paragraphs are all dated less."""
        stamps, prose = self._count(stretch)
        if stamps > 2 and stamps >= STAMPED * prose:
            return LISTED
        return HEADED if any(self.heads[max(0, stretch.start - NEAR) : stretch.start + 1]) else 1.0

    def _count(self, stretch: _Stretch) -> tuple[int, int]:
        rows = range(stretch.start, stretch.end)
        return sum(self.stamps[at] for at in rows), sum(self.prose[at] > 0 for at in rows)

    def _before_list(self) -> int:
        """Where the story ends if headlines with dates and summaries follow: from there on prose stands alone."""
        prose = [at for at in range(self.start, self.end) if self.prose[at]]
        alone = [self._is_alone(at) for at in prose]
        for above in range(2, len(prose)):
            at, after = prose[above - 1], len(prose) - above
            if prose[above] - at < LIST_GAP or sum(alone[:above]) > FEW * above or sum(alone[above:]) < MOST * after:
                continue
            if sum(self.stamps[at : self.end]) >= STAMPED * after:
                return at + 1
        return self.end

    def _behind_fields(self) -> int:
        """Where the story starts behind a line of fields in the stretch: what little stands above is a description."""
        above, whole = 0.0, sum(self.prose[self.start : self.end])
        for at in range(self.start, self.end):
            above += self.prose[at]
            if above > LEAD_SHARE * whole:
                break
            if self.heads[at] and (found := fields(self.texts[at])) and found.date:
                return at + 1
        return self.start

    def _title(self) -> int | None:
        """The headline above the body: its words come again below, it stands next to the date, or is printed twice."""
        best, chosen = LEAST_TITLE, None
        for at in range(self.top, self.start):
            score = self._likely_title(at)
            if score > best:
                best, chosen = score, at
        return chosen

    def _likely_title(self, at: int) -> float:
        text, line = self.texts[at], self.lines[at]
        if (
            self.names[at]
            or line.role
            or self.heads[at]
            or _MENU.fullmatch(text)
            or not 5 <= len(text) <= LONGEST_TITLE
        ):
            return 0.0
        cells = min(width(text), TITLE_CELLS) / TITLE_CELLS
        score = cells * (0.5 + 2 * self._echo(text)) + 0.7 * (at - self.top) / HEAD
        score += 0.7 * any(self.heads[max(0, at - 1) : min(at + 4, self.start)])
        score += 0.7 * (1 < self.texts.count(text) < 4) + (line.level == 1)
        score -= 0.5 * (width(text) > LONG_TITLE or _INNER_STOP.search(text) is not None)
        return score - (text[-1] in "。.") - (_NAME.fullmatch(text) is not None)

    def _echo(self, text: str) -> float:
        """How much of a line comes again in the body: the share of its words, or of its pairs of Han characters."""
        said = _units(text)
        return len(said & self.units) / len(said) if said else 0.0

    def _widen(self) -> None:
        """Take in what stands between the head and the first paragraph, and between the last and the editors' line."""
        head = next((at for at in range(self.start - 1, self.top - 1, -1) if at == self.title or self.heads[at]), None)
        first = self.start
        for at in range(self.start - 1, self.start if head is None else head, -1):
            if self.names[at] or all(_is_menu(text) for text in self.texts[at : at + 2]):
                break
            if ends_sentence(self.texts[at]) or self.prose[at]:
                first = at
        self.start = first
        while self.end < len(self.lines) and story_line(self.lines[self.end], self.kana).role in ("byline", "credit"):
            self.end += 1
        while self.end < len(self.lines) and not self.names[self.end] and _QUOTED_END.search(self.texts[self.end]):
            self.end += 1
        for at in range(self.end, min(self.end + CLOSING + 1, len(self.lines))):
            if self.names[at] == "trailer":
                self.end = at
            if self.names[at] or _is_menu(self.texts[at]):
                break

    def _numbers(self) -> frozenset[int]:
        """Lines of the body that number its parts: 1, 2, 3 alone on their lines, in order."""
        found: list[int] = []
        for at in range(self.start, self.end):
            if self.texts[at].strip("．.、 ") in (str(len(found) + 1), f"{len(found) + 1:02d}"):
                found.append(at)
        return frozenset(found) if len(found) > 1 else frozenset()
