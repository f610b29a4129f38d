"""Where on a page the prose of its story stands, as its lines alone tell it.

Prose comes in runs of long lines that end sentences; menus and lists of headlines in runs of short lines that do not;
lists with summaries and comments alternate between the two, and date each entry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, has_han, width
from newsclean.language.fields import fields
from newsclean.model import Line
from newsclean.rules.portal import AGE
from newsclean.rules.ruleset import Ruleset

Names = Sequence[str | None]
"""For each line of a page the rule of a portal's furniture that takes it."""

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
# So many lines with the same label before a colon, or so many that count on, are rows of a list in a story.
ROWS = 3
# A stretch below a line with date, outlet or author counts so many times as much, a list of dated entries or of
# remarks so little.
HEADED, LISTED, NEAR = 2.0, 0.25, 8
# A list follows a story where few lines of prose above, and most below, stand alone, and every second one is dated.
FEW, MOST, STAMPED, LIST_GAP = 0.34, 0.5, 0.5, 3
# So many lines in a row that are no longer than this (in cells) on average are remarks of readers, not paragraphs.
REMARKS, REMARK = 8, 24
# A stretch behind the end of a story must be this many times as long to be taken for the story.
BEHIND = 3.0
SURE = 4 * PROSE_SHORTEST
# Behind links to other stories in its midst, so many lines at most, a story goes on.
BRIDGE = 12
# A line of fields in a stretch with no more than this share of its prose above is the head of what follows.
LEAD_SHARE = 0.25
# A text without prose, such as verse, has at most so many lines between its head and the editors' line.
FRAME = 80
MENU_CELLS = {True: 8, False: 12}  # Chinese and Japanese, others

_MARKS = regex.compile(r"[，。、；：！？,;:!?]|\. ")
_LABEL = regex.compile(r"([\p{L}（）() ]{2,16})[：:]\s?\S")
_ITEM = regex.compile(r"(\d{1,3})[、.．）)]\s?\D")
_SHOUT = re.compile(r"[^。]*[！？!?…⋯][”’」』\"']?|.*(?:\.\.\.|……?)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of lines from `start` to `end` (excluded) with its worth as prose, behind a tail line of some name."""

    worth: float
    start: int
    end: int
    behind: str = ""


def is_menu(text: str) -> bool:
    """Whether a line can be an entry of a menu: a few cells, no mark, and a capital where the script has them.

    >>> is_menu("财经"), is_menu("Real Estate"), is_menu("灯塔亮了。")
    (True, True, False)
    """
    return not _MARKS.search(text) and width(text) <= MENU_CELLS[has_han(text)] and not text[:1].islower()


class Prose:
    """The lines of a page, weighed as prose."""

    def __init__(self, lines: Sequence[Line], names: Names, rules: Ruleset) -> None:
        self.lines = lines
        self.names = names
        self.rules = rules
        self.texts = [line.text for line in lines]
        found = [fields(text) for text in self.texts]
        self.fielded = [field is not None for field in found]
        self.heads = [bool(field or parse_byline(text)) for field, text in zip(found, self.texts, strict=True)]
        self.stamps = [
            bool((field and field.date) or AGE.fullmatch(text)) for field, text in zip(found, self.texts, strict=True)
        ]
        self.prose = [self._prose(at) for at in range(len(lines))]
        self.rows = _rows(self.texts)
        self.links: set[int] = set()
        """Lines between the parts of the story: links to others."""

    def body(self) -> tuple[int, int]:
        """The lines of the story: the stretch with the most prose, without what stands around it."""
        start, end = self._stretch()
        end = self._before_list(start, end)
        return self._behind_fields(start, end), end

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

    def _worth(self, at: int) -> float:
        """What a line adds to the stretch that holds it."""
        if self.prose[at]:
            return self.prose[at] * (ALONE if self._is_alone(at) else 1.0) - COST
        text = self.texts[at]
        if self.names[at] or self.lines[at].role == "removed" or self.fielded[at]:
            return -COST
        neutral = self.heads[at] or self.rules.captions.match(text) or (ends_sentence(text) and not is_menu(text))
        return 0.0 if neutral or at in self.rows else -COST

    def _is_alone(self, at: int) -> bool:
        """Whether a line of prose has none on either side, whatever furniture stands between them."""
        above, below = at - 1, at + 1
        while above > 0 and self.names[above]:
            above -= 1
        while below < len(self.prose) - 1 and self.names[below]:
            below += 1
        return not any(self.prose[max(0, above) : above + 1] + self.prose[below : below + 1])

    def _stretches(self) -> list[Stretch]:
        found: list[Stretch] = []
        total, start, best, behind = 0.0, 0, Stretch(0.0, 0, 0), ""
        for at, name in enumerate(self.names):
            tail = name is not None and self.rules.tails.match(self.texts[at]) is not None
            if tail or total <= 0:
                found.append(best)
                total, start, best = 0.0, at + tail, Stretch(0.0, at, at)
                behind = name or "" if tail else behind
            if tail:
                continue
            worth = self._worth(at)
            if total <= 0 and worth <= 0:  # a stretch starts with prose
                start = at + 1
                continue
            total += worth
            if total > best.worth:
                best = Stretch(total, start, at + 1, behind)
        return [stretch for stretch in (*found, best) if stretch.worth > 0]

    def _stretch(self) -> tuple[int, int]:
        """The stretch of lines with the most prose; one behind the end of a story must be far longer."""
        chosen, most = Stretch(0.0, 0, 0), 0.0
        stretches = self._stretches()
        for stretch in stretches:
            weight = self._weight(stretch)
            sure = chosen.worth >= SURE or self._is_headed(chosen)
            behind = sure and stretch.behind != chosen.behind
            never = sure and (weight == LISTED or (behind and stretch.behind.startswith("comments")))
            if stretch.worth * weight > most * (BEHIND if behind else 1.0) and not never:
                chosen, most = stretch, stretch.worth * weight
        if not chosen.worth or chosen.behind.startswith(("recommendation", "comments")):
            framed = self._framed(chosen.start if chosen.worth else len(self.lines))
            if framed:
                return framed
        return self._with_parts(stretches, chosen)

    def _with_parts(self, stretches: Sequence[Stretch], chosen: Stretch) -> tuple[int, int]:
        """A stretch with those before and behind it that are one story with it, with links to others in its midst."""
        parts = [stretch for stretch in stretches if self._is_told(stretch) or stretch == chosen]
        at = parts.index(chosen) if chosen in parts else 0
        start, end = chosen.start, chosen.end
        for above, below in pairwise(parts[at:]):
            if not _bridges(above, below):
                break
            self.links.update(range(end, below.start))
            end = below.end
        for below, above in pairwise(parts[at::-1]):
            if not _bridges(above, below):
                break
            self.links.update(range(above.end, start))
            start = above.start
        return start, end

    def _framed(self, before: int) -> tuple[int, int] | None:
        """The lines of a text without prose: between a line of fields and the editors' line, when neither is far."""
        for end in range(before):
            if (self.names[end] or "").startswith("trailer"):
                heads = [at for at in range(max(0, end - FRAME), end) if self.fielded[at]]
                rows = [at for at in range(heads[-1] + 1, end) if not self.names[at]] if heads else []
                return (rows[0], rows[-1] + 1) if len(rows) > 1 else None
        return None

    def _weight(self, stretch: Stretch) -> float:
        """A stretch with the head of a story above it counts more; dated entries and remarks of readers less."""
        stamps, prose = self._count(stretch)
        if (stamps > 2 and stamps >= STAMPED * prose) or self._is_talk(stretch):
            return LISTED
        return HEADED if self._is_headed(stretch) else 1.0

    def _is_headed(self, stretch: Stretch) -> bool:
        """Whether a line of fields or a byline stands above a stretch that is no list behind a story."""
        if stretch.behind.startswith(("recommendation", "comments")):
            return False
        return any(self.heads[max(0, stretch.start - NEAR) : stretch.start + 1])

    def _is_talk(self, stretch: Stretch) -> bool:
        """Whether a stretch is a row of short remarks."""
        prose = [self.prose[at] for at in range(stretch.start, stretch.end) if self.prose[at]]
        return len(prose) >= REMARKS and sum(prose) < REMARK * len(prose)

    def _count(self, stretch: Stretch) -> tuple[int, int]:
        rows = range(stretch.start, stretch.end)
        return sum(self.stamps[at] for at in rows), sum(self.prose[at] > 0 for at in rows)

    def _is_told(self, stretch: Stretch) -> bool:
        """Whether a stretch is told in one, as stories are: no list of dated headlines with their summaries."""
        stamps, prose = self._count(stretch)
        alone = sum(self._is_alone(at) for at in range(stretch.start, stretch.end) if self.prose[at])
        return prose > 1 and not stamps and alone <= FEW * prose

    def _before_list(self, start: int, end: int) -> int:
        """Where the story ends if headlines with dates and summaries follow: from there on prose stands alone."""
        prose = [at for at in range(start, end) if self.prose[at]]
        alone = [self._is_alone(at) for at in prose]
        for above in range(2, len(prose)):
            at, after = prose[above - 1], len(prose) - above
            if prose[above] - at < LIST_GAP or sum(alone[:above]) > FEW * above or sum(alone[above:]) < MOST * after:
                continue
            if sum(self.stamps[at:end]) >= STAMPED * after:
                return at + 1
        return end

    def _behind_fields(self, start: int, end: int) -> int:
        """Where the story starts behind a line of fields in the stretch: what little stands above is a description."""
        above, whole = 0.0, sum(self.prose[start:end])
        for at in range(start, end):
            above += self.prose[at]
            if above > LEAD_SHARE * whole:
                break
            if self.fielded[at] and self.stamps[at]:
                return at + 1
        return start


def _rows(texts: Sequence[str]) -> frozenset[int]:
    """The lines that are rows of a list: labels that come again, numbers that count on."""
    labels = [label[1] if (label := _LABEL.match(text)) else None for text in texts]
    counts = Counter(label for label in labels if label)
    rows = {at for at, label in enumerate(labels) if label and counts[label] >= ROWS}
    items: list[int] = []
    for at, text in enumerate(texts):
        if (item := _ITEM.match(text)) is None:
            continue
        if int(item[1]) != len(items) + 1:
            items = []
        if int(item[1]) == len(items) + 1:
            items.append(at)
        if len(items) >= ROWS:
            rows.update(items)
    return frozenset(rows)


def _bridges(above: Stretch, below: Stretch) -> bool:
    return below.behind.startswith("recommendation") and below.start - above.end <= BRIDGE
