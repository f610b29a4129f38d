"""Verification of similar texts: edits are weighed by what they change.

A copy differs from its original by noise: scattered misread characters, lost punctuation. A templated report differs in
its figures, dates and names. Figures are recognised by their characters. A changed name is recognised by its place:
either a whole word is replaced, or many similar texts differ from each other at the same place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

LEAST_NEAR = 20
"""Characters below which only an exact copy counts: one misread character weighs as much as one changed word."""
LOOSE = 0.2
"""Largest share of differing characters between similar texts, and between a text and its copy in a large cluster."""
STRICT = 0.1
"""The same between a text and its copy where only a few texts are similar."""
WORDY = 40
"""Characters below which a replaced letter may be a replaced name, where only a few texts are similar."""
CLUSTER = 3
"""Number of similar texts from which on their common places of difference are examined."""
SAMPLE = 24
"""Number of members of a cluster that are aligned to find those places."""
WORD = 3
"""Number of adjacent changed letters that, in most of a large cluster, are a word and not noise."""
FIGURE_SLACK = 0.1
"""The edit rate of figures in a large cluster may exceed that of other characters by this much."""
FIGURES = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万萬亿億两兩甲乙丙丁戊己庚辛")
"""Characters of numbers and ordinals; two texts that differ in them are not copies."""

Edit = tuple[int, str, str]
"""Position in the original, the text there, and the text that the copy has instead (either may be empty)."""


def alike(text: str, other: str) -> bool:
    """Whether two texts are similar enough to be verified: at most `LOOSE` of their characters differ."""
    from rapidfuzz.distance import Levenshtein

    limit = int(LOOSE * max(len(text), len(other)))
    if min(len(text), len(other)) < LEAST_NEAR or abs(len(text) - len(other)) > limit:
        return text == other
    return Levenshtein.distance(text, other, score_cutoff=limit) <= limit


def edits(text: str, copy: str) -> list[Edit]:
    """The differences of a copy, one for each run of changed characters."""
    from rapidfuzz.distance import Levenshtein

    return [
        (code.src_start, text[code.src_start : code.src_end], copy[code.dest_start : code.dest_end])
        for code in Levenshtein.opcodes(text, copy)
        if code.tag != "equal"
    ]


def _joined(found: Sequence[Edit], text: str) -> list[Edit]:
    """Merge differences with at most one character between them: 王小明 for 李小红 is one change, not two."""
    joined: list[Edit] = []
    for at, removed, added in found:
        if joined and at - (joined[-1][0] + len(joined[-1][1])) <= 1:
            start, before, after = joined[-1]
            between = text[start + len(before) : at]
            joined[-1] = (start, before + between + removed, after + between + added)
        else:
            joined.append((at, removed, added))
    return joined


def is_copy(text: str, other: str) -> bool:
    """Whether one of two texts is a copy of the other, decided from these two only.

    >>> is_copy("甲股份昨日收于10.5元，较前一交易日上涨百分之二。", "乙股份昨日收于11.2元，较前一交易日上涨百分之三。")
    False
    """
    if text == other:
        return True
    return _are_copies(text, other, edits(text, other))


def is_misread(text: str, other: str) -> bool:
    """Whether few characters and no figures differ. Words are not examined, so the caller must know from the position
    of the other text that it is a copy.
    """
    found = edits(text, other)
    touched = sum(max(len(removed), len(added)) for _, removed, added in found)
    return touched <= STRICT * max(len(text), len(other)) and not any(changed_figures(text, edit) for edit in found)


def _are_copies(text: str, other: str, found: Sequence[Edit]) -> bool:
    longest = max(len(text), len(other))
    touched = sum(max(len(removed), len(added)) for _, removed, added in found)
    if touched > STRICT * longest or any(changed_figures(text, edit) for edit in found):
        return False
    changed = changes(found, text)
    if longest < WORDY:
        return not any(_letters(removed) and _letters(added) for removed, added in changed)
    return not is_wordy(changed, 2)


def is_wordy(changed: Sequence[tuple[str, str]], length: int) -> bool:
    """Whether most changes are at least `length` characters long. Noise mostly affects single characters, and two
    adjacent ones less often.
    """
    words = sum(max(len(removed), len(added)) >= length for removed, added in changed)
    return words * 2 > len(changed)


def changes(found: Sequence[Edit], text: str) -> list[tuple[str, str]]:
    return [(removed, added) for _, removed, added in _joined(found, text) if _letters(removed + added)]


def _letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def figures_in(text: str) -> list[str]:
    return [] if FIGURES.isdisjoint(text) else [character for character in text if character in FIGURES]


def changed_figures(text: str, edit: Edit) -> int:
    """Number of figures that an edit changes: 3 for 5, 10 for 100. A figure misread for a letter (2 for Z) is noise."""
    at, removed, added = edit
    if FIGURES.isdisjoint(removed) and FIGURES.isdisjoint(added):
        return 0
    before, after = figures_in(removed), figures_in(added)
    if before == after:
        return 0
    beside = text[max(at - 1, 0) : at] + text[at + len(removed) : at + len(removed) + 1]
    return max(len(before), len(after)) if (before and after) or figures_in(beside) else 0


def copies_in_cluster(text: str, others: Sequence[str]) -> list[bool]:
    """Which of the texts similar to a text (distinct, none equal to it) are its copies.

    If there are at least `CLUSTER` of them, the places at which most differ from the text and from each other are the
    slots of a template. Without slots, and if figures differ little more than other characters, the differences are
    noise and all are copies; else each is verified by itself, and one that differs at a slot is rejected.
    """
    if len(others) < CLUSTER:
        return [is_copy(text, other) for other in others]
    sample = [edits(text, other) for other in others[:: 1 + len(others) // SAMPLE]]
    found = slots(sample)
    if not found and not _figures_vary(text, sample) and not _words_vary(text, sample):
        return [True] * len(others)
    return [_copies_but_for(found, text, other) for other in others]


def _words_vary(text: str, members: Sequence[Sequence[Edit]]) -> bool:
    """Whether in half of the members mostly words changed. This finds names of different lengths, such as Twitter,
    LinkedIn and Tumblr, which do not line up letter by letter.
    """
    return sum(is_wordy(changes(member, text), WORD) for member in members) * 2 >= len(members)


def _figures_vary(text: str, members: Sequence[Sequence[Edit]]) -> bool:
    """Whether the members' figures differ more often than their other characters, by more than `FIGURE_SLACK`."""
    found = [edit for member in members for edit in member]
    touched = sum(max(len(removed), len(added)) for _, removed, added in found)
    changed = sum(changed_figures(text, edit) for edit in found)
    figures = len(figures_in(text))
    rate = (touched - changed) / (max(len(text) - figures, 1) * len(members))
    return changed > (FIGURE_SLACK + rate) * figures * len(members)


def _copies_but_for(slots: set[int], text: str, other: str) -> bool:
    """Whether a member of a template's cluster has the same text at the slots and is a copy."""
    found = edits(text, other)
    return not touches(slots, found) and _are_copies(text, other, found)


def touches(slots: set[int], found: Sequence[Edit]) -> bool:
    """Whether any of the differences is at a slot."""
    return any(not slots.isdisjoint(_places(edit)) for edit in found)


def _places(edit: Edit) -> range:
    at, removed, _ = edit
    return range(at, at + max(len(removed), 1))


def slots(members: Sequence[Sequence[Edit]], least: int = CLUSTER) -> set[int]:
    """Places at which more than half of the members (and at least `least`) differ from the text, and most of them from
    each other. Where they agree with each other, the text itself was misread.
    """
    least = max(len(members) // 2 + 1, least)
    touched = Counter([place for member in members for edit in member for place in _places(edit)])
    often = {place for place, count in touched.items() if count >= least}  # few, where the differences are noise
    readings: dict[int, Counter[str]] = {place: Counter() for place in often}
    for member in members if often else ():
        for place, reading in _readings(member).items():
            if place in often:
                readings[place][reading] += 1
    return {
        place
        for place, counter in readings.items()
        if counter.total() >= least and counter.most_common(1)[0][1] * 2 <= counter.total()
    }


def _readings(member: Sequence[Edit]) -> dict[int, str]:
    """The text of a member at each place where it differs."""
    readings: dict[int, str] = {}
    for edit in member:
        at, removed, added = edit
        for place in _places(edit):
            reading = added[place - at] if len(added) == len(removed) else added
            readings[place] = readings.get(place, "") + reading
    return readings
