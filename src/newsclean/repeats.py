"""Repeats inside one document: texts that loop, blocks that stand twice, and loops inside a text.

Pure functions on lists of texts. docs/algorithm/repeats.md tells the rules with their evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsclean.duplicates import families, tandem, verify
from newsclean.model import Kept, Span

LONG_UNIT, UNIT = 40, 12
"""Width of a text that loops after 2 and after 3 copies in direct succession; a shorter one after 5. 40: two sentences
that long are not said twice in a row; 12: longer than a menu's entries or a refrain's exclamation. A width is a count
of characters in which an ASCII character is a half."""
COPIES = (2, 3, 5)
LONG_BLOCK = 100
"""Width of a unit of several texts that loops after 2 copies; a chorus of four lines has about 40."""
MEAN_WIDTH = 20
"""Mean width of the texts of such a unit, and of a block that goes when it stands once more elsewhere: a menu's entries
are shorter, and a page may print its menu twice."""
NUMBERED_UNIT = 20
"""Width, without the ordinal before it, of a text that loops after 3 copies though the ordinals differ."""
ANYWHERE = 3
"""Copies, wherever they stand, of a text of `LONG_UNIT` that make it a loop."""
FAR_TEXT = 120
"""Width of a text that goes when it stands once more elsewhere: a heading, a lead or a bullet is shorter."""
CONTAINED = 20
"""Characters of a looped unit that is looked for inside a longer text."""
CUT_OFF = 8
"""Characters of a copy that breaks off; at the end of the texts it may be shorter."""
BEFORE = 3
"""Texts before a loop in which its unit is looked for."""
READINGS = 4
"""Copies of the unit that are looked for there: the first may be the one that was misread."""
LAGS = 8
"""Periods of loops of several texts: all up to this, and as many of the most frequent distances beyond."""
ROUNDS = 16
"""What a removed text stood between may itself be a repeat; so often it is looked at again."""

ORDINAL = re.compile(
    r"[（(]?第?(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5})(?:[、.．:：)）]|[条條章节節项項点點回](?=[^0-9]))"
    r"(?![0-9０-９])|[①-⑳]"
)
"""An ordinal before a text: 1. （二） 第三条 ④; not 1.5万元, 9月1日."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """What repeats in a list of texts, for each text at the same place.

    `copy_of` is the index of the text that stands for it, `None` where it stays. `cuts` are ranges of characters
    inside a text that stays that repeat what stands just before them in it. `copies` counts how often the text
    stood in all: 1 where it is unique, and for a text that goes as well.
    """

    copy_of: tuple[int | None, ...]
    cuts: tuple[tuple[Span, ...], ...]
    copies: tuple[int, ...]


def collapse_repeats(paragraphs: Iterable[str]) -> list[Kept]:
    """The paragraphs that are no repeats, each once, in order, with how often it stood.

    >>> [(kept.index, kept.copies) for kept in collapse_repeats(["会议强调，工作要抓细抓实。"] * 3 + ["散会。"])]
    [(0, 3), (3, 1)]
    """
    texts = list(paragraphs)
    repeats = find_repeats(texts)
    return [
        Kept(text=_without(text, cuts), index=index, copies=copies)
        for index, (text, copy_of, cuts, copies) in enumerate(
            zip(texts, repeats.copy_of, repeats.cuts, repeats.copies, strict=True)
        )
        if copy_of is None
    ]


def _without(text: str, cuts: Sequence[Span]) -> str:
    if not cuts:
        return text
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).rstrip()


def find_repeats(texts: Sequence[str]) -> Repeats:
    """Find what repeats in the texts of one document. White space does not count; nothing is said of blank texts
    but that they go with the loop they stand in.
    """
    squeezed = ["".join(text.split()) for text in texts]
    cuts: dict[int, tuple[Span, ...]] = {}
    copies = [1] * len(texts)
    for i in tandem.suspects(squeezed):
        loops = tandem.loops(texts[i])
        cuts[i], copies[i] = loops.cuts, loops.copies
        squeezed[i] = "".join(_without(texts[i], loops.cuts).split())
    copy_of: dict[int, int] = {}
    present = [i for i, text in enumerate(squeezed) if text]
    for _ in range(ROUNDS):
        found = _copies([squeezed[i] for i in present])
        if not found:
            break
        copy_of |= {present[copy]: present[original] for copy, original in found.items()}
        present = [i for i in present if i not in copy_of]
    final = {i: _followed(copy_of, i) for i in copy_of}
    for i, original in final.items():
        copies[original] += copies[i]
        copies[i] = 1
    final |= _blanks(squeezed, final)
    return Repeats(
        copy_of=tuple(final.get(i) for i in range(len(texts))),
        cuts=tuple(() if i in final else cuts.get(i, ()) for i in range(len(texts))),
        copies=tuple(copies),
    )


def _followed(copy_of: dict[int, int], i: int) -> int:
    while i in copy_of:
        i = copy_of[i]
    return i


def _blanks(squeezed: Sequence[str], copy_of: dict[int, int]) -> dict[int, int]:
    """Blank texts after one that goes go with it, so that one that stays keeps a blank text after it."""
    gone: dict[int, int] = {}
    stays: int | None = None
    after_copy = False
    for i, text in enumerate(squeezed):
        if text:
            after_copy = i in copy_of
            stays = stays if after_copy else None
        elif after_copy and stays is not None:
            gone[i] = stays
        else:
            stays = i
    return gone


def _copies(texts: Sequence[str]) -> dict[int, int]:
    """One round: for each of several texts without white space that goes, the index of the one that stands for it."""
    bodies = [text[_ordinal(text) :] for text in texts]
    classes = _classes(bodies)
    if all(same == i for i, same in enumerate(classes)):
        return {}
    sequence = _Sequence(texts, bodies, classes)
    sequence.mark_successions()
    sequence.mark_loops_anywhere()
    sequence.mark_amid()
    sequence.mark_far_repeats()
    sequence.mark_cut_off()
    sequence.mark_contained()
    return sequence.copy_of


def _ordinal(text: str) -> int:
    """Length of the ordinal before a text."""
    found = ORDINAL.match(text)
    return found.end() if found else 0


def _classes(bodies: Sequence[str]) -> list[int]:
    """For each text the index of the first one that it equals or is a near-copy of."""
    firsts: dict[str, int] = {}
    exact = [firsts.setdefault(body, i) for i, body in enumerate(bodies)]
    distinct = list(firsts)
    if len(distinct) == len(bodies) and max(map(len, distinct), default=0) < verify.LEAST_NEAR:
        return exact
    leaders = families.near_copies(distinct)
    near = {firsts[text]: firsts[distinct[leader]] for text, leader in zip(distinct, leaders, strict=True)}
    return [near[i] for i in exact]


@dataclass(slots=True)
class _Sequence:
    """Texts in order with their classes, and what has been decided of them so far."""

    texts: Sequence[str]
    bodies: Sequence[str]
    classes: Sequence[int]
    copy_of: dict[int, int] = field(default_factory=dict)
    looped: dict[int, int] = field(default_factory=dict)
    """For each class that looped in direct succession, the class that follows it in the loop."""

    def _go(self, i: int) -> None:
        if self.classes[i] != i:
            self.copy_of[i] = self.classes[i]

    def mark_successions(self) -> None:
        """Units of one or several texts that stand several times in direct succession."""
        for lag in self._lags():
            for start, end in self._successions(lag):
                if end - start < lag * (self._needed(start, end, lag) - 1):
                    continue
                for i in range(start, end):
                    self._go(i)
                for i in range(start - lag, start):
                    self.looped.setdefault(self.classes[i], self.classes[i + 1])

    def mark_amid(self) -> None:
        """A text between two copies of a loop that differs from them by misread characters is one of them."""
        for i in range(1, len(self.texts) - 1):
            stays = self.copy_of.get(i - 1, i - 1)
            if (
                i not in self.copy_of
                and self.copy_of.get(i + 1) == stays
                and verify.is_misread(self.bodies[stays], self.bodies[i])
            ):
                self.copy_of[i] = stays

    def _lags(self) -> list[int]:
        counts: dict[int, int] = {}
        for lag in self._distances():
            counts[lag] = counts.get(lag, 0) + 1
        frequent = sorted((lag for lag in counts if lag > LAGS), key=lambda lag: (-counts[lag], lag))
        return [*range(1, LAGS + 1), *sorted(frequent[:LAGS])]

    def _distances(self) -> list[int]:
        """Distance of each text to the last one of its class; 0 where there is none."""
        last: dict[int, int] = {}
        distances = []
        for i, same in enumerate(self.classes):
            distances.append(i - last.get(same, i))
            last[same] = i
        return distances

    def _successions(self, lag: int) -> Iterator[Span]:
        """Ranges in which every text is of the class of the one `lag` before it."""
        start = None
        for i in range(lag, len(self.classes) + 1):
            if i < len(self.classes) and self.classes[i] == self.classes[i - lag]:
                start = i if start is None else start
            elif start is not None:
                yield start, i
                start = None

    def _needed(self, start: int, end: int, lag: int) -> int:
        """Copies that make the unit before `start` a loop; more than there are where none would."""
        unit = "".join(self.bodies[start - lag : start])
        few, some, many = COPIES
        if not any(map(str.isalpha, unit)):
            return end + 1
        numbered = any(self._ordinals(i) != self._ordinals(i - lag) for i in range(start, end))
        width = tandem.width(unit)
        if numbered:
            return some if width >= NUMBERED_UNIT * lag else end + 1
        if width >= (LONG_UNIT if lag == 1 else max(LONG_BLOCK, MEAN_WIDTH * lag)):
            return few
        return some if width >= UNIT else many

    def _ordinals(self, i: int) -> str:
        return self.texts[i][: len(self.texts[i]) - len(self.bodies[i])]

    def mark_loops_anywhere(self) -> None:
        """Once a text has looped, or stands three times and is long, all its copies go, wherever they stand."""
        counts: dict[int, int] = {}
        for same in self.classes:
            counts[same] = counts.get(same, 0) + 1
        for i, same in enumerate(self.classes):
            if counts[same] == 1:
                continue
            width = tandem.width(self.bodies[same])
            if (same in self.looped and width >= UNIT) or (counts[same] >= ANYWHERE and width >= LONG_UNIT):
                self._go(i)

    def mark_far_repeats(self) -> None:
        """Blocks of texts that stand once more in the same order, and single long texts."""
        distances = self._distances()
        start = 0
        for i in range(1, len(distances) + 1):
            if i < len(distances) and distances[i] == distances[start]:
                continue
            if distances[start] and self._is_far_repeat(start, i):
                for j in range(start, i):
                    self._go(j)
            start = i

    def _is_far_repeat(self, start: int, end: int) -> bool:
        width = sum(tandem.width(body) for body in self.bodies[start:end])
        if end - start == 1:
            return width >= FAR_TEXT
        return width > LONG_BLOCK and width >= MEAN_WIDTH * (end - start)

    def mark_cut_off(self) -> None:
        """The last copy of a loop may break off."""
        for i, same in enumerate(self.classes[:-1]):
            whole, following = self.looped.get(same), i + 1
            if whole is None or following in self.copy_of or following <= whole:
                continue
            least = CUT_OFF if following + 1 < len(self.classes) else 1
            if _breaks_off(self.bodies[following], self.bodies[whole], least):
                self.copy_of[following] = whole

    def mark_contained(self) -> None:
        """The unit of a loop can be the tail of a longer text just before it, or stand inside it."""
        for same in self.looped:
            units = [self.bodies[same]]
            units += [self.bodies[i] for i, original in self.copy_of.items() if original == same][: READINGS - 1]
            stays = (i for i in range(same - 1, -1, -1) if i not in self.copy_of)
            for i, _ in zip(stays, range(BEFORE), strict=False):
                if any(_contains(self.bodies[i], unit) for unit in dict.fromkeys(units)):
                    self.copy_of[same] = i
                    break


def _breaks_off(text: str, whole: str, least: int) -> bool:
    """Whether a text is the beginning of a longer one."""
    if not least <= len(text) < len(whole):
        return False
    return whole.startswith(text) or (len(text) >= verify.LEAST_NEAR and verify.is_copy(text, whole[: len(text)]))


def _contains(text: str, unit: str) -> bool:
    """Whether a longer text holds a unit: a short one as its very end, a long one with misread characters."""
    if len(unit) >= len(text) or len(unit) < CONTAINED:
        return False
    if len(unit) < LONG_UNIT:
        return text.endswith(unit)
    if unit[1:-1] in text:
        return True
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(unit, text, score_cutoff=100 * (1 - verify.STRICT))
    return found is not None and verify.is_copy(unit, text[found.dest_start : found.dest_end])
