"""Verification of near-duplicate candidates across documents, by aligning two texts and weighing the differences.

A reprint may add a lead before the text or lose its end, so what only one of the texts has at an end does not count. A
templated report differs mainly in its figures and names, a bad scan equally in all characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from newsclean.duplicates.verify import FIGURES, Edit, changed_figures

ANCHOR = 6
"""Length of a run of equal characters that anchors the alignment of two texts."""
OVERHANG = 8
"""Difference in length before the first anchor (or after the last), in characters, from which on one text has a lead
(or has lost its end); a smaller difference is noise."""
FOUND = 0.5
"""Share of the shorter of two text ends, less `NOISY` characters, that the longer end must contain."""
NOISY = 2
LEAD = re.compile(
    "记者|記者|本报|本報|讯|訊|电|報道|报道|通讯员|通訊員|编辑|編輯|责编|来源|來源|配信|消息|转载|轉載|刊发|编发|原文|記事|支局|担当|correspondent|reporter|staffwriter|editing|published"
)
"""Words, in folded texts, that occur only in leads and source notes."""
COVERED = 0.6
"""Share of the shorter text that the alignment must cover."""
SLACK = 0.1
"""The edit rate of figures may exceed that of other characters by this much. Edited figures must never outnumber the
other edits: noise affects all characters, and figures are few."""
FIGURE = re.compile(f"[{''.join(sorted(FIGURES))}]")
ALIGNED = 20_000
"""Number of characters that are aligned; of a longer text only the beginning is compared."""

Code = tuple[str, int, int, int, int]
"""One run of an alignment: its tag, its range in the first text, its range in the second."""
END: Code = ("equal", ALIGNED + 2, ALIGNED + 2, 0, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of aligning two texts: `similarity` is the share of equal characters if they are copies, else `None`;
    `differing` lists the differences, if there are few enough for a copy.
    """

    similarity: float | None
    text: str = ""
    other: str = ""
    differing: Sequence[Code] = ()

    @property
    def edits(self) -> list[Edit]:
        """The differences, as positions in `text` with what `other` has instead."""
        text, other = self.text, self.other
        return [(begin, text[begin:stop], other[at:to]) for _, begin, stop, at, to in self.differing]

    @property
    def reverse(self) -> list[Edit]:
        """The same edits, as positions in `other`."""
        text, other = self.text, self.other
        return [(at, other[at:to], text[begin:stop]) for _, begin, stop, at, to in self.differing]


NO_COPY = Comparison(None)


def compare(text: str, other: str, threshold: float) -> Comparison:
    """Align two folded texts and decide whether one is a copy of the other by that threshold."""
    from rapidfuzz.distance import Levenshtein

    if text == other:
        return Comparison(1.0)
    text, other = text[:ALIGNED], other[:ALIGNED]
    codes = cast(list[Code], Levenshtein.opcodes(text, other).as_list())  # tuples, whatever its types say
    anchor, final = _anchor(codes, range(len(codes))), _anchor(codes, range(len(codes) - 1, -1, -1))
    if anchor < 0:
        return NO_COPY
    begins, ends, start, end, outside = 0, len(codes), 0, len(text), 0
    _, first, _, other_first, _ = codes[anchor]
    if anchor and _is_overhang(text[:first], other[:other_first], codes[:anchor]):
        begins, start, outside = anchor, first, min(first, other_first)
    _, _, last, _, other_last = codes[final]
    if final + 1 < ends and _is_overhang(text[last:], other[other_last:], codes[final + 1 :]):
        ends, end, outside = final, last, outside + min(len(text) - last, len(other) - other_last)
    if end - start < COVERED * min(len(text), len(other)):
        return NO_COPY
    differing = [code for code in codes[begins:ends] if code[0] != "equal"]
    sizes = [stop - begin if stop - begin > to - at else to - at for _, begin, stop, at, to in differing]
    touched = sum(sizes)
    rate = (touched + outside) / (end - start + outside)
    if rate > 1 - threshold:
        return NO_COPY
    found = Comparison(round(1 - rate, 4), text, other, differing)
    if _is_worded(found, sizes) or _are_figures(found, touched, end - start):
        return Comparison(None, text, other, differing)
    return found


def _anchor(codes: Sequence[Code], order: Iterable[int]) -> int:
    """Index of the first anchor in that order; -1 if there is none."""
    for i in order:
        tag, begin, stop, _, _ = codes[i]
        if tag == "equal" and stop - begin >= ANCHOR:
            return i
    return -1


def _is_overhang(part: str, other: str, codes: Sequence[Code]) -> bool:
    """Whether one of two text ends has an added lead (or a lost end), instead of being the same text with noise.

    An added lead contains the shorter end; 安达股份 and 宏吉科技电子有限 are two names. Two different leads are
    recognised by their words.
    """
    if abs(len(part) - len(other)) >= OVERHANG:
        shorter = min(len(part), len(other))
        if sum([code[2] - code[1] for code in codes if code[0] == "equal"]) >= FOUND * (shorter - NOISY):
            return True
    elif not part or not other:
        return FIGURES.isdisjoint(part + other)
    return LEAD.search(part) is not None and LEAD.search(other) is not None


def _are_figures(found: Comparison, touched: int, length: int) -> bool:
    """Whether figures differ more often than other characters, in the `length` aligned characters."""
    text, other = found.text, found.other
    edits: list[Edit] = []
    for _, begin, stop, at, to in found.differing:
        removed, added = text[begin:stop], other[at:to]
        if (
            removed in FIGURES
            or added in FIGURES
            or not (stop - begin < 2 > to - at or FIGURES.isdisjoint(removed + added))
        ):
            edits.append((begin, removed, added))
    changed = sum([changed_figures(text, edit) for edit in edits])
    if not changed:
        return False
    others = touched - changed
    figures = len(FIGURE.findall(text))
    return changed > min((SLACK + others / max(length - figures, 1)) * figures, others)


def _is_worded(found: Comparison, sizes: Sequence[int]) -> bool:
    """Whether more words than single characters differ. Two or more differing characters at most one apart count as a
    word; noise affects single characters more often. Two swapped characters count as one.
    """
    differing = found.differing
    close = sum([code[1] - before[2] <= 1 for before, code in pairwise(differing)])
    if 2 * (sum(sizes) + close) <= 3 * len(sizes) - close:  # each word needs a longer difference or two close ones
        return False
    words = singles = first = size = 0
    end = -2
    for i, ((_, begin, stop, _, _), length) in enumerate(zip((*differing, END), (*sizes, 0), strict=True)):
        if begin - end > 1:
            if size == 1 or (size > 1 and _is_swap(found, first, i)):
                singles += 1
            elif size > 1:
                words += 1
            first, size = i, 0
        size += length
        end = stop
    return words > singles


def _is_swap(found: Comparison, first: int, end: int) -> bool:
    """Whether a range of differences only reorders the differing characters."""
    codes, text, other = found.differing[first:end], found.text, found.other
    before, after = (
        "".join([text[code[1] : code[2]] for code in codes]),
        "".join([other[code[3] : code[4]] for code in codes]),
    )
    return len(before) == len(after) and sorted(before) == sorted(after)
