"""Verification across documents: two texts are laid side by side, and what differs is weighed.

A reprint has a lead before the text or has lost its end, so what only one of two texts has at an end does not count. A
templated report differs in its figures and names more than in the rest, a bad scan everywhere alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.dedupe.verify import FIGURE, Edit, changed_figures, changes, is_wordy

ANCHOR = 6
"""Equal characters in a row from which on two texts count as laid side by side."""
OVERHANG = 8
"""Characters by which one text is longer than the other before the first anchor (or after the last) from which on they
are a lead (or a lost end), and not noise."""
COVERED = 0.55
"""Share of the shorter text that must lie beside the other."""
SLACK = 0.1
"""Figures may be edited more often than the rest is by this share of them."""
ALIGNED = 20_000
"""Characters of a text that are aligned; of a longer one, its beginning."""

Code = tuple[str, int, int, int, int]
"""One run of an alignment: its tag, where it stands in the one text and where in the other."""


def similarity(text: str, other: str, threshold: float) -> float | None:
    """Share of the characters side by side that agree, if the texts are copies of each other by that threshold."""
    from rapidfuzz.distance import Levenshtein

    if text == other:
        return 1.0
    text, other = text[:ALIGNED], other[:ALIGNED]
    codes: list[Code] = list(map(tuple, Levenshtein.opcodes(text, other)))
    anchors = [i for i, code in enumerate(codes) if code[0] == "equal" and code[2] - code[1] >= ANCHOR]
    if not anchors:
        return None
    first, last = codes[anchors[0]], codes[anchors[-1]]
    begins, ends = 0, len(codes)
    start, end, outside = 0, len(text), 0
    if abs(first[1] - first[3]) >= OVERHANG:
        begins, start = anchors[0], first[1]
        outside += min(first[1], first[3])
    if abs((len(text) - last[2]) - (len(other) - last[4])) >= OVERHANG:
        ends, end = anchors[-1], last[2]
        outside += min(len(text) - last[2], len(other) - last[4])
    if end - start + outside < COVERED * min(len(text), len(other)):
        return None
    edits = [
        (begin, text[begin:stop], other[at:to]) for tag, begin, stop, at, to in codes[begins:ends] if tag != "equal"
    ]
    return _weighed(text, edits, outside, end - start, threshold)


def _weighed(text: str, edits: Sequence[Edit], outside: int, length: int, threshold: float) -> float | None:
    """`outside` characters at the ends are another text's; `length` of `text` lie beside the other."""
    touched = sum(max(len(removed), len(added)) for _, removed, added in edits)
    rate = (touched + outside) / (length + outside)
    if rate > 1 - threshold:
        return None
    changed = sum(changed_figures(text, edit) for edit in edits)
    if changed:
        figures = len(FIGURE.findall(text))
        if changed > (SLACK + (touched - changed) / max(length - figures, 1)) * figures:
            return None
    if edits and is_wordy(changes(edits, text), 2):
        return None
    return round(1 - rate, 4)
