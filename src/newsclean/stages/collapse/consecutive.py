"""Finds consecutive and later repeats in a sequence of texts, by their equivalence classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsclean.duplicates import verify
from newsclean.language.characters import ends_sentence
from newsclean.model import Span
from newsclean.stages.collapse import partial, tandem

LONG_UNIT, UNIT = partial.LONG_UNIT, 12
"""Least widths of a text for which 2 or 3 consecutive copies are a loop; a shorter text needs 5. 40: nobody writes two
sentences that long twice in a row; 12: longer than the entries of a menu or the exclamation of a refrain. A width is a
count of characters in which an ASCII character counts a half."""
COPIES = (2, 3, 5)
LONG_BLOCK = 100
"""Least width of a unit of several texts for which 2 copies are a loop; a chorus of four lines has about 40."""
MEAN_WIDTH = 20
"""Least mean width of the texts of such a unit, and of a block that is removed if it occurs again elsewhere: the
entries of a menu are shorter, and a page may print its menu twice."""
NUMBERED_UNIT = 20
"""Least width, without the ordinal, of a text that is a loop although the ordinals differ."""
NUMBERED = (5, 10)
"""Copies needed for such a text, if it is a sentence and if not: three motions can have the same vote, and a school can
win four prizes of a list."""
ANYWHERE = 3
"""Copies, at any place, that make a text of `LONG_UNIT` a loop."""
FAR_TEXT = 120
"""Least width of a text that is removed if it occurs again elsewhere: a heading, a lead or a bullet is shorter."""
BEFORE = 3
"""Number of texts before a loop in which its unit is searched."""
READINGS = 4
"""Number of copies of the unit that are searched there: the first may be misread."""
LAGS = 8
"""Periods of loops of several texts: all up to this, and as many of the most frequent distances beyond."""


CROWD, CROWDED, CROWD_WIDTH = 24, 6, 4
"""Texts of a stretch in which few texts alternate without order, copies of each on average, and their least mean width:
a model that loops on two spellings of a line, or on three labels. Cells of a table, one a line, are shorter."""
CROWD_TEXTS = 5
"""Different texts of such a stretch at most."""


@dataclass(slots=True)
class RepeatFinder:
    """Finds repeats among texts in order, which must not contain white space.

    `marks` are the ordinals and bullets before the texts, `bodies` the texts without them, `classes` the index of the
    first text that each equals or is a near-copy of.
    """

    marks: Sequence[str]
    bodies: Sequence[str]
    classes: Sequence[int]
    copy_of: dict[int, int] = field(default_factory=dict)
    looped: dict[int, int] = field(default_factory=dict)
    """For each class with a consecutive loop, the class that follows it in the loop."""

    def decide(self) -> dict[int, int]:
        """For each text to remove, the index of the text that represents it."""
        if all(same == i for i, same in enumerate(self.classes)):
            self._mark_shortened()
            return self.copy_of
        self._mark_consecutive()
        self._mark_crowds()
        self._mark_loops_anywhere()
        self._mark_amid()
        self._mark_far_repeats()
        self._mark_cut_off()
        self._mark_holes()
        self._mark_shortened()
        self._mark_contained()
        return self.copy_of

    def _remove(self, i: int) -> None:
        if self.classes[i] != i:
            self.copy_of[i] = self.classes[i]

    def _mark_consecutive(self) -> None:
        """Remove consecutive copies of units of one or several texts."""
        for lag in self._lags():
            for start, end in self._consecutive_ranges(lag):
                if end - start < lag * (self._needed(start, end, lag) - 1):
                    continue
                for i in range(start, end):
                    self._remove(i)
                for i in range(start - lag, start):
                    self.looped.setdefault(self.classes[i], self.classes[i + 1])

    def _mark_crowds(self) -> None:
        """Stretches in which few texts alternate, in whatever order."""
        start, counts = 0, dict[int, int]()
        for at in range(len(self.classes) + 1):
            same = self.classes[at] if at < len(self.classes) else -1
            if same < 0 or (same not in counts and len(counts) == CROWD_TEXTS):
                self._mark_crowd(start, at, counts)
            while same not in counts and len(counts) == CROWD_TEXTS:
                first = self.classes[start]
                counts[first] -= 1
                start += 1
                if not counts[first]:
                    del counts[first]
            counts[same] = counts.get(same, 0) + 1

    def _mark_crowd(self, start: int, end: int, counts: Mapping[int, int]) -> None:
        """The copies among the texts from `start` to `end`, of which `counts` has how many are of each class. A text
        that stands there less than three times is none of them."""
        crowd = [at for at in range(start, end) if counts[self.classes[at]] >= ANYWHERE]
        classes = {self.classes[at] for at in crowd}
        if len(crowd) < CROWD or len(crowd) < CROWDED * len(classes) or len(classes) < 2:
            return
        if any(self._returns(crowd, period) for period in range(2, CROWD_TEXTS + 1)):
            return  # stanzas whose lines differ in a figure
        width = sum(tandem.width(self.bodies[at]) for at in crowd)
        lettered = all(any(map(str.isalpha, self.bodies[same])) for same in classes)
        if lettered and width >= CROWD_WIDTH * len(crowd):
            for at in crowd:
                self._remove(at)

    def _returns(self, crowd: Sequence[int], period: int) -> bool:
        """Whether each text comes again in the same order, after so many texts."""
        same = [self.classes[at] for at in crowd]
        return all(one == other for one, other in zip(same, same[period:], strict=False))

    def _lags(self) -> list[int]:
        counts: dict[int, int] = {}
        for lag in self._distances():
            counts[lag] = counts.get(lag, 0) + 1
        frequent = sorted((lag for lag in counts if lag > LAGS), key=lambda lag: (-counts[lag], lag))
        return [*range(1, LAGS + 1), *sorted(frequent[:LAGS])]

    def _distances(self) -> list[int]:
        """Distance of each text to the previous one of its class; 0 if there is none."""
        last: dict[int, int] = {}
        distances = []
        for i, same in enumerate(self.classes):
            distances.append(i - last.get(same, i))
            last[same] = i
        return distances

    def _consecutive_ranges(self, lag: int) -> Iterator[Span]:
        """Ranges in which every text has the same class as the one `lag` before it."""
        start = None
        for i in range(lag, len(self.classes) + 1):
            if i < len(self.classes) and self.classes[i] == self.classes[i - lag]:
                start = i if start is None else start
            elif start is not None:
                yield start, i
                start = None

    def _needed(self, start: int, end: int, lag: int) -> int:
        """Copies that make the unit before `start` a loop; more than there are if no number would."""
        unit = "".join(self.bodies[start - lag : start])
        few, some, many = COPIES
        if not any(map(str.isalpha, unit)):
            return end + 1
        width = tandem.width(unit)
        if any(self.marks[i] != self.marks[i - lag] for i in range(start, end)):
            if width < NUMBERED_UNIT * lag:
                return end + 1
            return NUMBERED[not ends_sentence(unit)]
        if width >= (LONG_UNIT if lag == 1 else max(LONG_BLOCK, MEAN_WIDTH * lag)):
            return few
        return some if width >= UNIT else many

    def _mark_loops_anywhere(self) -> None:
        """Remove all copies of a text, at any place, if it has looped, or if it is long and occurs three times."""
        counts: dict[int, int] = {}
        for same in self.classes:
            counts[same] = counts.get(same, 0) + 1
        for i, same in enumerate(self.classes):
            if counts[same] == 1:
                continue
            width = tandem.width(self.bodies[same])
            often = counts[same] >= ANYWHERE and width >= LONG_UNIT and self.marks[i] == self.marks[same]
            if (same in self.looped and width >= UNIT) or often:
                self._remove(i)

    def _mark_amid(self) -> None:
        """Remove texts between two copies of a loop that differ from them only by misread characters."""
        for i in range(1, len(self.bodies) - 1):
            kept_text = self._representative(i - 1)
            if (
                i not in self.copy_of
                and self.copy_of.get(i + 1) == kept_text
                and verify.is_misread(self.bodies[kept_text], self.bodies[i])
            ):
                self.copy_of[i] = kept_text

    def _representative(self, i: int) -> int:
        """The kept text that represents a removed one, or the text itself."""
        return self.copy_of.get(i, i)

    def _mark_far_repeats(self) -> None:
        """Remove blocks of texts that occur again in the same order, and single long texts."""
        distances = self._distances()
        start = 0
        for i in range(1, len(distances) + 1):
            if i < len(distances) and distances[i] == distances[start]:
                continue
            if distances[start] and self._is_far_repeat(start, i, distances[start]):
                for j in range(start, i):
                    self._remove(j)
            start = i

    def _is_far_repeat(self, start: int, end: int, distance: int) -> bool:
        """Whether a later block is a repeat. With another ordinal it is another item; points of a summary may be
        repeated without their bullets."""
        if any(self.marks[i] != self.marks[i - distance] for i in range(start, end)):
            return False
        width = sum(tandem.width(body) for body in self.bodies[start:end])
        if end - start == 1:
            return width >= FAR_TEXT
        return width > LONG_BLOCK and width >= MEAN_WIDTH * (end - start)

    def _mark_cut_off(self) -> None:
        """Remove the last copy of a loop if it is cut off."""
        for i, same in enumerate(self.classes[:-1]):
            whole, following = self.looped.get(same), i + 1
            if whole is None or following in self.copy_of or following <= whole:
                continue
            least = partial.CUT_OFF if following + 1 < len(self.classes) else 1
            if partial.breaks_off(self.bodies[following], self.bodies[whole], least):
                self.copy_of[following] = whole

    def _mark_holes(self) -> None:
        """Remove copies in a loop that have lost a part."""
        repeated = set(self.copy_of.values())
        for i in range(1, len(self.bodies)):
            if i in self.copy_of:
                continue
            before = self._representative(i - 1)
            for whole in dict.fromkeys((self.looped.get(before, before), before)):
                if whole in repeated and whole < i and partial.has_lost_parts(self.bodies[i], self.bodies[whole]):
                    self.copy_of[i] = whole
                    break

    def _mark_shortened(self) -> None:
        """Remove a text that the text just before it holds even without a loop: all its sentences, all but a part or
        two, or its unfinished last sentence."""
        for i, (before, body) in enumerate(pairwise(self.bodies), start=1):
            if i in self.copy_of:
                continue
            whole = self._representative(i - 1)
            if before[: partial.CUT_OFF] == body[: partial.CUT_OFF] and self.marks[i] == self.marks[i - 1]:
                shortened = partial.lacks_sentences(body, self.bodies[whole])
                if shortened or partial.has_holes(body, self.bodies[whole]):
                    self.copy_of[i] = whole
            elif not self.marks[i] and partial.is_unfinished_tail(body, self.bodies[whole]):
                self.copy_of[i] = whole

    def _mark_contained(self) -> None:
        """Find the unit of a loop at the end of, or inside, a longer text just before it."""
        for same in self.looped:
            units = [self.bodies[same]]
            units += [self.bodies[i] for i, original in self.copy_of.items() if original == same][: READINGS - 1]
            kept = (i for i in range(same - 1, -1, -1) if i not in self.copy_of)
            for i, _ in zip(kept, range(BEFORE), strict=False):
                if any(partial.contains(self.bodies[i], unit) for unit in dict.fromkeys(units)):
                    self.copy_of[same] = i
                    break
