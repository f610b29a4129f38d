"""Decides which candidate pairs are copies. In order, a text is assigned to the first kept candidate that it resembles.
At the end, texts that only differ at the slots of a template are removed from the copies again.

Nothing here stores the texts, so that they may be in memory or on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol

from newsclean.duplicates import align, verify

SLIGHT = 2
"""Number of differences up to which noise cannot be distinguished from a changed name."""
SOME = 24
"""Number of differences up to which a copy is checked against template slots, if another comparison was rejected."""
ALIKE = 2
"""Number of comparisons of a text that must differ from it, and from each other, at a place to make it a slot."""
NOTED = 12
"""Number of comparisons stored for each text."""
SLOTS_AT_ONCE = 1 << 10
"""Number of texts whose slots are cached: copies of one text are often close together."""


class Notes(Protocol):
    """For each text, the first `NOTED` comparisons that were rejected or that have too few differences to decide by."""

    def add(self, text: int, compared: align.Comparison, *, reverse: bool) -> None:
        """Store a comparison in which the text is the first, or, with `reverse`, the second."""

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
    """A text that is a copy of an earlier, kept one. The differences are given if they may be changed names or figures:
    `edits` as positions in the earlier text, `reverse` as positions in the later.
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
    """Yield the copies, in order, among sorted pairs (later, earlier). Each decision depends on earlier texts only.

    `representative` returns the kept text for a text: itself, unless it is one of the copies yielded so far, which the
    caller must record before it requests the next.
    """
    tried = (-1, -1)
    matched, original, slight = -1, -1, False
    for later, other in pairs:
        earlier, taken = representative(other), later == matched
        # If a copy has few differences, its other candidates are compared too, to collect notes.
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
    """Texts that were accepted as copies, but half of whose differences are at slots, where other similar texts have
    other words or figures: 安达公司, 安昌公司, 恩达公司. They are separate reports from one template.
    """

    @lru_cache(maxsize=SLOTS_AT_ONCE)
    def slots(text: int) -> set[int]:
        return verify.slots(notes.of(text), ALIKE)

    for copy in doubtful:
        if _at_slots(slots(copy.earlier), copy.edits) or _at_slots(slots(copy.later), copy.reverse):
            yield copy.later


def _at_slots(slots: set[int], edits: Sequence[verify.Edit]) -> bool:
    """Whether at least half of the differences are at slots."""
    return bool(slots) and 2 * sum([verify.touches(slots, [edit]) for edit in edits]) >= len(edits)
