"""Verification across documents: two texts are laid side by side, and what differs is weighed.

A reprint has a lead before the text or has lost its end, so what only one of two texts has at an end does not count. A
templated report differs in its figures and names more than in the rest, a bad scan everywhere alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsclean.duplicates.verify import FIGURES, Edit, changed_figures, figures_in

ANCHOR = 6
"""Equal characters in a row from which on two texts count as laid side by side."""
OVERHANG = 8
"""Characters by which one text is longer than the other before the first anchor (or after the last) from which on they
are a lead (or a lost end), and not noise."""
COVERED = 0.6
"""Share of the shorter text that must lie beside the other."""
SLACK = 0.1
"""Figures may be edited more often than the rest is by this share of them, but never outnumber the other edits: noise
hits all characters, and figures are few."""
ALIGNED = 20_000
"""Characters of a text that are aligned; of a longer one, its beginning."""

Code = tuple[str, int, int, int, int]
"""One run of an alignment: its tag, where it stands in the one text and where in the other."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side: the share of characters that agree if they are copies (else `None`), and, if few enough
    characters differ for that, what the other text has instead, and at which of its own `places`.
    """

    similarity: float | None
    edits: Sequence[Edit] = ()
    places: Sequence[int] = ()

    @property
    def reverse(self) -> list[Edit]:
        """The same edits the other way round."""
        return [(place, added, removed) for place, (_, removed, added) in zip(self.places, self.edits, strict=True)]


NO_COPY = Comparison(None)


def compare(text: str, other: str, threshold: float) -> Comparison:
    """Lay two folded texts side by side and judge whether one is a copy of the other by that threshold."""
    from rapidfuzz.distance import Levenshtein

    if text == other:
        return Comparison(1.0)
    text, other = text[:ALIGNED], other[:ALIGNED]
    opcodes = Levenshtein.opcodes(text, other)
    codes: list[Code] = [(c.tag, c.src_start, c.src_end, c.dest_start, c.dest_end) for c in opcodes]
    anchors = [i for i, code in enumerate(codes) if code[0] == "equal" and code[2] - code[1] >= ANCHOR]
    if not anchors:
        return NO_COPY
    _, first, _, other_first, _ = codes[anchors[0]]
    _, _, last, _, other_last = codes[anchors[-1]]
    begins, ends, start, end, outside = 0, len(codes), 0, len(text), 0
    if _is_overhang(text[:first], other[:other_first]):
        begins, start, outside = anchors[0], first, min(first, other_first)
    if _is_overhang(text[last:], other[other_last:]):
        ends, end, outside = anchors[-1], last, outside + min(len(text) - last, len(other) - other_last)
    if end - start < COVERED * min(len(text), len(other)):
        return NO_COPY
    differing = [code for code in codes[begins:ends] if code[0] != "equal"]
    edits = [(begin, text[begin:stop], other[at:to]) for _, begin, stop, at, to in differing]
    rate = (sum([max(len(removed), len(added)) for _, removed, added in edits]) + outside) / (end - start + outside)
    if rate > 1 - threshold:
        return NO_COPY
    noise = not _is_worded(edits) and not _are_figures(text, edits, end - start)
    return Comparison(round(1 - rate, 4) if noise else None, edits, [code[3] for code in differing])


def _is_overhang(part: str, other: str) -> bool:
    """Whether the ends of two texts are a lead or a lost end of one of them, and not one end with noise in it."""
    if abs(len(part) - len(other)) >= OVERHANG:
        return True
    return (not part or not other) and FIGURES.isdisjoint(part + other)


def _are_figures(text: str, edits: Sequence[Edit], length: int) -> bool:
    """Whether figures differ more than the rest does, in the `length` characters that lie side by side."""
    if FIGURES.isdisjoint("".join([removed + added for _, removed, added in edits])):
        return False
    changed = sum([changed_figures(text, edit) for edit in edits])
    others = sum([max(len(removed), len(added)) for _, removed, added in edits]) - changed
    figures = len(figures_in(text)) if changed else 0
    return changed > min((SLACK + others / max(length - figures, 1)) * figures, others)


def _is_worded(edits: Sequence[Edit]) -> bool:
    """Whether more words than single characters differ. A word is two or more at most one apart; noise hits single
    characters more often.
    """
    words = singles = size = 0
    end = -2
    for at, removed, added in edits:
        if at - end > 1:
            words, singles = words + (size > 1), singles + (size == 1)
            size = 0
        size += max(len(removed), len(added))
        end = at + len(removed)
    return words + (size > 1) > singles + (size == 1)
