"""Verification across documents: two texts are laid side by side, and what differs is weighed.

A reprint has a lead before the text or has lost its end, so what only one of two texts has at an end does not count. A
templated report differs in its figures and names more than in the rest, a bad scan everywhere alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.dedupe.verify import FIGURES, Edit, changed_figures, changes, is_wordy

ANCHOR = 6
"""Equal characters in a row from which on two texts count as laid side by side."""
OVERHANG = 4
"""Characters that both texts may have of their own at the same end; more, and they are two texts with a common part."""
COVERED = 0.55
"""Share of the shorter text that must lie beside the other."""
SLACK = 0.1
"""Figures may be edited more often than the rest is by this share of them."""
ALIGNED = 20_000
"""Characters of a text that are aligned; of a longer one, its beginning."""


def similarity(text: str, other: str, threshold: float) -> float | None:
    """Share of the characters side by side that agree, if the texts are copies of each other by that threshold."""
    from rapidfuzz.distance import Levenshtein

    if text == other:
        return 1.0
    text, other = text[:ALIGNED], other[:ALIGNED]
    opcodes = [
        (code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes(text, other)
    ]
    anchors = [i for i, code in enumerate(opcodes) if code[0] == "equal" and code[2] - code[1] >= ANCHOR]
    if not anchors:
        return None
    _, start, _, other_start, _ = opcodes[anchors[0]]
    _, _, end, _, other_end = opcodes[anchors[-1]]
    if min(start, other_start) > OVERHANG or min(len(text) - end, len(other) - other_end) > OVERHANG:
        return None
    if min(end - start, other_end - other_start) < COVERED * min(len(text), len(other)):
        return None
    inside = [
        (code[1], text[code[1] : code[2]], other[code[3] : code[4]])
        for code in opcodes[anchors[0] : anchors[-1]]
        if code[0] != "equal"
    ]
    return _weighed(text, inside, end - start, threshold)


def _weighed(text: str, edits: Sequence[Edit], length: int, threshold: float) -> float | None:
    touched = sum(max(len(removed), len(added)) for _, removed, added in edits)
    rate = touched / length
    if rate > 1 - threshold:
        return None
    changed = sum(changed_figures(text, edit) for edit in edits)
    if changed:
        figures = sum(character in FIGURES for character in text)
        if changed > (SLACK + (touched - changed) / max(length - figures, 1)) * figures:
            return None
    if edits and is_wordy(changes(edits, text), 2):
        return None
    return round(1 - rate, 4)
