"""Which of the texts that meet are copies: in order, a text goes to the first of its look-alikes that stays and
resembles it. At the end, those that turned out to fill a template's slot are no copies after all.

Nothing here holds the texts, so that they may be in memory or on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol

from newsclean.duplicates import align, verify

SLIGHT = 2
"""Differences of a copy that are too few to tell noise from another name."""
SOME = 24
"""Differences up to which a copy is asked whether they stand at the slots of a template, where others were refused."""
ALIKE = 2
"""Such comparisons of a text, differing at the same place and from each other there, that make the place a slot."""
NOTED = 12
"""Comparisons of a text that are remembered."""
SLOTS_AT_ONCE = 1 << 10
"""Texts whose slots are remembered: many copies of one come close together."""


class Notes(Protocol):
    """What look-alikes of each text have at the places where they differ from it: the first `NOTED` comparisons that
    were refused, or whose differences are too few to judge by.
    """

    def add(self, text: int, compared: align.Comparison, *, reverse: bool) -> None:
        """Note a comparison in which the text is the first, or in `reverse` the other."""

    def has(self, text: int) -> bool: ...

    def of(self, text: int) -> Sequence[Sequence[verify.Edit]]: ...


@dataclass(frozen=True, slots=True)
class NotesInMemory:
    noted: dict[int, list[tuple[align.Comparison, bool]]] = field(default_factory=dict)

    def add(self, text: int, compared: align.Comparison, *, reverse: bool) -> None:
        noted = self.noted.setdefault(text, [])
        if len(noted) < NOTED:
            noted.append((compared, reverse))

    def has(self, text: int) -> bool:
        return text in self.noted

    def of(self, text: int) -> Sequence[Sequence[verify.Edit]]:
        noted = self.noted.get(text, ())
        if len(noted) < ALIKE:
            return ()  # no slot needs fewer
        return [compared.reverse if reverse else compared.edits for compared, reverse in noted]


class Copy(NamedTuple):
    """A text that is a copy of an earlier one that stays. What differs is given where it may be another name or figure
    and no noise: `edits` at places of the earlier text, `reverse` at places of the later.
    """

    later: int
    earlier: int
    similarity: float
    edits: Sequence[verify.Edit] = ()
    reverse: Sequence[verify.Edit] = ()


def find_copies(
    pairs: Iterable[tuple[int, int]],
    text: Callable[[int], str],
    representative: Callable[[int], int],
    notes: Notes,
    threshold: float,
) -> Iterator[Copy]:
    """Copies, in order, among pairs (later, earlier) in order. What one rests on is earlier texts alone.

    `standing` gives the text that stands for a text: itself, unless it is one of the copies given so far, which the
    caller has recorded by the time it asks for the next.
    """
    tried = (-1, -1)
    matched, original, slight = -1, -1, False
    for later, other in pairs:
        earlier, taken = representative(other), later == matched
        # Where the differences of a copy are few, what else it resembles is looked at too, for the notes.
        if tried == (later, earlier) or (taken and (not slight or earlier == original)):
            continue
        tried = later, earlier
        compared = align.compare(text(earlier), text(later), threshold)
        found, count = compared.similarity, len(compared.differing)
        few = count <= SLIGHT
        doubtful = few or (count <= SOME and found is not None and (notes.has(earlier) or notes.has(later)))
        if count and (found is None or few):
            notes.add(earlier, compared, reverse=False)
            notes.add(later, compared, reverse=True)
        if found is not None and not taken:
            matched, original, slight = later, earlier, few
            edits = (compared.edits, compared.reverse) if doubtful else ()
            yield Copy(later, earlier, found, *edits)


def in_slots(doubtful: Iterable[Copy], notes: Notes) -> Iterator[int]:
    """Texts that were taken for copies, but half of whose differences stand at places where other look-alikes have yet
    other words or figures: 安达公司 beside 安昌公司 and 恩达公司. They are other reports from the same template.
    """

    @lru_cache(maxsize=SLOTS_AT_ONCE)
    def slots(text: int) -> set[int]:
        return verify.slots(notes.of(text), ALIKE)

    for copy in doubtful:
        if _at_slots(slots(copy.earlier), copy.edits) or _at_slots(slots(copy.later), copy.reverse):
            yield copy.later


def _at_slots(slots: set[int], edits: Sequence[verify.Edit]) -> bool:
    """Whether half of the differences stand at slots."""
    return bool(slots) and 2 * sum([verify.touches(slots, [edit]) for edit in edits]) >= len(edits)
