"""Finds the copies in a new segment: `find_copies` with texts, verdicts and notes on disk."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any

from newsclean.duplicates.clusters import NOTED, Copy, find_copies, in_slots
from newsclean.duplicates.index.candidates import colliding_pairs, likely_pairs
from newsclean.duplicates.index.ingest import Ingested
from newsclean.duplicates.index.segment import EQUAL, VERDICT, Reader, Segment
from newsclean.duplicates.index.sorted_runs import Spill, merged, save

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.align import Comparison
    from newsclean.duplicates.index.sorted_runs import Numbers
    from newsclean.duplicates.verify import Edit

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
SCANNED = 1 << 16
"""Number of verdicts read at once."""


@dataclass(slots=True)
class _Notes:
    """Write-only notes of a new segment, whose texts begin at number `first`; `noted` marks the texts that have any.
    `earlier` are the keys of the notes of earlier segments.
    """

    first: int
    noted: NDArray[np.bool_]
    earlier: Sequence[Numbers]
    spill: Spill
    lines: IO[bytes]
    ends: IO[bytes]
    count: int = 0
    _end: int = 0
    _keys: list[int] = field(default_factory=list)
    _noted_before: set[int] = field(default_factory=set)

    def has(self, text: int) -> bool:
        if text >= self.first:
            return bool(self.noted[text - self.first])
        return text in self._noted_before or any(_range_of(text, keys) for keys in self.earlier)

    def add(self, text: int, compared: Comparison, *, reverse: bool) -> None:
        line = _json(compared.reverse if reverse else compared.edits)
        self._end += len(line)
        self.lines.write(line)
        self.ends.write(struct.pack("<q", self._end))
        self._keys.append(text << 32 | self.count)
        if text >= self.first:
            self.noted[text - self.first] = True
        else:
            self._noted_before.add(text)
        self.count += 1
        if len(self._keys) >= 1 << 12:
            self.spill_keys()

    def spill_keys(self) -> None:
        import numpy as np

        self.spill.add(np.array(self._keys, np.uint64))
        self._keys.clear()

    def of(self, text: int) -> Sequence[Sequence[Edit]]:
        raise NotImplementedError("notes can be read only after all are written")


@dataclass(slots=True)
class _NotesRead:
    """Read-only notes of all segments, oldest first."""

    segments: Sequence[Segment]
    reader: Reader
    keys: list[Numbers]

    def has(self, text: int) -> bool:
        return any(_range_of(text, keys) for keys in self.keys)

    def add(self, text: int, compared: Comparison, *, reverse: bool) -> None:
        raise NotImplementedError("notes can no longer be written")

    def of(self, text: int) -> Sequence[Sequence[Edit]]:
        found: list[Any] = []
        for segment, keys in zip(self.segments, self.keys, strict=True):
            places = _range_of(text, keys)
            found += self.reader.notes(segment, keys[places.start : places.stop][: NOTED - len(found)])
        return found


def _range_of(text: int, keys: Numbers) -> range:
    """The range of the keys of a text's notes."""
    import numpy as np

    return range(*np.searchsorted(keys, np.array([text << 32, (text + 1) << 32], np.uint64)).tolist())


def verify_copies(
    ingested: Ingested, earlier: Sequence[Segment], threshold: float, budget: int, report: Callable[[str, float], None]
) -> Segment:
    """Find the copies among the new texts, write their verdicts, and return the finished segment."""
    import numpy as np

    segment = ingested.segment
    done = iter(range(1, len(ingested.bands) + 1))
    pairs = colliding_pairs(ingested, earlier, budget, lambda: report("comparing", next(done) / len(ingested.bands)))
    reader = Reader([*earlier, segment])
    likely = likely_pairs(
        pairs, reader, budget, lambda text: report("verifying", (text - segment.first + 1) / segment.count)
    )
    with (
        open(segment.path("verdicts"), "r+b", buffering=0) as verdicts,
        open(segment.path("notes"), "wb") as lines,
        open(segment.path("note_ends"), "wb") as ends,
        open(segment.path("doubtful"), "wb") as doubtful,
    ):
        before = [one.note_keys().mapped() for one in earlier]
        noted = np.zeros(segment.count, dtype=bool)
        notes = _Notes(segment.first, noted, before, Spill(segment.folder, "note_keys", budget), lines, ends)
        for copy in find_copies(likely, reader.text, lambda text: reader.verdict(text)[0], notes, threshold):
            verdicts.seek((copy.later - segment.first) * VERDICT)
            verdicts.write(struct.pack("<qd", copy.earlier, copy.similarity))
            if copy.edits:
                doubtful.write(_json([copy.later, copy.earlier, copy.similarity, copy.edits, copy.reverse]))
        notes.spill_keys()
    reader.close()
    runs = notes.spill.close()
    save(segment.path("note_keys.npy"), merged(runs, budget), (1, notes.count))
    for run in (*runs, *pairs):
        os.unlink(run.path)
    return replace(segment, notes=notes.count)


def refuted(segments: Sequence[Segment], known: frozenset[int]) -> frozenset[int]:
    """Texts that were accepted as copies but are refuted now that the last segment was added; `known` are those
    refuted before.
    """
    import numpy as np

    *earlier, last = segments
    reader = Reader(segments)
    notes = _NotesRead(segments, reader, [segment.note_keys().mapped() for segment in segments])
    touched = np.unique(notes.keys[-1] >> np.uint64(32))

    def is_touched(text: int) -> bool:
        place = int(np.searchsorted(touched, np.uint64(text)))
        return place < len(touched) and int(touched[place]) == text

    open_again: set[int] = set()

    def reconsidered() -> Iterator[Copy]:
        for copy in (copy for segment in earlier for copy in _doubtful(segment)):
            if is_touched(copy.earlier) or is_touched(copy.later):
                open_again.add(copy.later)
                yield copy
        yield from _doubtful(last)

    found = set(in_slots(reconsidered(), notes))
    reader.close()
    return known - open_again | found


def _doubtful(segment: Segment) -> Iterator[Copy]:
    with open(segment.path("doubtful"), "rb") as file:
        for line in file:
            yield Copy(*json.loads(line))


def _json(value: Any) -> bytes:
    return _ENCODE(value).encode() + b"\n"


@dataclass(slots=True)
class Verdicts:
    """The representative of each text, without the verdicts that later texts refuted."""

    reader: Reader
    refuted: frozenset[int]

    def of(self, number: int) -> tuple[int, float]:
        """The number of the text that represents this one (its own if it is kept), and their similarity."""
        of, similarity = self.reader.verdict(number)
        if similarity == EQUAL:
            representative, similarity = self.of(of)
            return representative, 1.0 if representative == of else similarity
        return (number, 1.0) if number in self.refuted else (of, similarity)

    def removed(self, segment: Segment) -> Iterator[tuple[int, int, float]]:
        """The duplicates in a segment, in order: each with its representative and their similarity."""
        for number, _, _ in _copies(segment):
            of, similarity = self.of(number)
            if of != number:
                yield number, of, similarity


def _copies(segment: Segment) -> Iterator[tuple[int, int, float]]:
    """The stored verdicts of a segment that name another text."""
    import numpy as np

    record = np.dtype([("of", "<i8"), ("similarity", "<f8")])
    for begin in range(0, segment.count, SCANNED):
        some = np.fromfile(segment.path("verdicts"), record, SCANNED, offset=begin * VERDICT)
        places = np.flatnonzero(some["of"] != np.arange(begin, begin + len(some)) + segment.first)
        yield from zip(
            (places + begin + segment.first).tolist(),
            some["of"][places].tolist(),
            some["similarity"][places].tolist(),
            strict=True,
        )


def revised(segments: Sequence[Segment], before: frozenset[int], after: frozenset[int]) -> Iterator[int]:
    """Texts of earlier segments whose verdict changed when the last one was added, in order."""
    changed = before ^ after
    for segment in segments[:-1] if changed else ():
        for number, of, similarity in _copies(segment):
            if number in changed or (similarity == EQUAL and of in changed):
                yield number
