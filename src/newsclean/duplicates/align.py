"""Verification across documents: two texts are laid side by side, and what differs is weighed.

A reprint has a lead before the text or has lost its end, so what only one of two texts has at an end does not count. A
templated report differs in its figures and names more than in the rest, a bad scan everywhere alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from newsclean.duplicates.verify import FIGURES, Edit, changed_figures

ANCHOR = 6
"""Equal characters in a row from which on two texts count as laid side by side."""
OVERHANG = 8
"""Characters by which one text is longer than the other before the first anchor (or after the last) from which on they
are a lead (or a lost end), and not noise."""
FOUND = 0.5
"""Share of the shorter end of two texts that must stand in the longer one, but for `NOISY` characters."""
NOISY = 2
LEAD = re.compile(
    "记者|記者|本报|本報|讯|訊|电|報道|报道|通讯员|通訊員|编辑|編輯|责编|来源|來源|配信|消息|转载|轉載|刊发|编发|原文|記事|支局|担当|correspondent|reporter|staffwriter|editing|published"
)
"""What only a lead or a note has that says where a text came from, in folded texts."""
COVERED = 0.6
"""Share of the shorter text that must lie beside the other."""
SLACK = 0.1
"""Figures may be edited more often than the rest is by this share of them, but never outnumber the other edits: noise
hits all characters, and figures are few."""
FIGURE = re.compile(f"[{''.join(sorted(FIGURES))}]")
ALIGNED = 20_000
"""Characters of a text that are aligned; of a longer one, its beginning."""

Code = tuple[str, int, int, int, int]
"""One run of an alignment: its tag, where it stands in the one text and where in the other."""
END: Code = ("equal", ALIGNED + 2, ALIGNED + 2, 0, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side: the share of characters that agree if they are copies (else `None`), and, if few enough
    characters differ for that, where they differ.
    """

    similarity: float | None
    text: str = ""
    other: str = ""
    differing: Sequence[Code] = ()

    @property
    def edits(self) -> list[Edit]:
        """What stands in the text where the two differ, and what the other text has instead."""
        text, other = self.text, self.other
        return [(begin, text[begin:stop], other[at:to]) for _, begin, stop, at, to in self.differing]

    @property
    def reverse(self) -> list[Edit]:
        """The same edits the other way round."""
        text, other = self.text, self.other
        return [(at, other[at:to], text[begin:stop]) for _, begin, stop, at, to in self.differing]


NO_COPY = Comparison(None)


def compare(text: str, other: str, threshold: float) -> Comparison:
    """Lay two folded texts side by side and judge whether one is a copy of the other by that threshold."""
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
    """The first anchor in that order, -1 where there is none."""
    for i in order:
        tag, begin, stop, _, _ = codes[i]
        if tag == "equal" and stop - begin >= ANCHOR:
            return i
    return -1


def _is_overhang(part: str, other: str, codes: Sequence[Code]) -> bool:
    """Whether the ends of two texts are a lead or a lost end of one of them, and not one end with noise in it.

    What the one has more than the other is: 安达股份 beside 宏吉科技电子有限 are two names. Two different leads are
    told by their words.
    """
    if abs(len(part) - len(other)) >= OVERHANG:
        shorter = min(len(part), len(other))
        if sum([code[2] - code[1] for code in codes if code[0] == "equal"]) >= FOUND * (shorter - NOISY):
            return True
    elif not part or not other:
        return FIGURES.isdisjoint(part + other)
    return LEAD.search(part) is not None and LEAD.search(other) is not None


def _are_figures(found: Comparison, touched: int, length: int) -> bool:
    """Whether figures differ more than the rest does, in the `length` characters that lie side by side."""
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
    """Whether more words than single characters differ. A word is two or more at most one apart; noise hits single
    characters more often. Two that changed places count as one.
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
    """Whether two texts have the same characters in another order at differences, without what stands between."""
    codes, text, other = found.differing[first:end], found.text, found.other
    before, after = (
        "".join([text[code[1] : code[2]] for code in codes]),
        "".join([other[code[3] : code[4]] for code in codes]),
    )
    return len(before) == len(after) and sorted(before) == sorted(after)
