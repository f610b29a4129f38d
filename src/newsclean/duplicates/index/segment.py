"""The texts of a batch on disk: the data needed to compare others with them, by each text's number in the index.

| file | for each text, in order |
|---|---|
| `ids`, `id_ends` | its name as JSON, and the offset of its end |
| `texts`, `text_ends` | the folded text, if it can have near-copies, and the offset of its end |
| `sketches` | the low bytes of its signature, its digit counts, its length |
| `digests` | a digest of its folded text |
| `verdicts` | the kept text that represents it, and their similarity |

| file | sorted |
|---|---|
| `digest_keys.npy` | for each distinct text half of its digest's first word, above the text's number |
| `keys.npy` | a row for each band: its hash above the text's number |
| `note_keys.npy` | a text's number above the number of a note, which `note_ends` finds in `notes` |

`doubtful` has a line for each copy that a later batch may refute. Verdicts are not changed after the batch; the index
lists those that later batches refuted.
"""

from __future__ import annotations

import json
import os
import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newsclean.duplicates import engine, minhash
from newsclean.duplicates.index.sorted_runs import DamagedIndexError, Run, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.index.sorted_runs import Numbers

LOW = minhash.PERMUTATIONS
DIGITS = 10
SKETCH = LOW + DIGITS + 4
"""Bytes of a sketch."""
DIGEST = 16
"""Bytes of a digest: two words."""
VERDICT = 16
"""Bytes of a verdict: a number (int64) and a similarity (float64)."""
EQUAL = -1.0
"""Marker in place of a similarity: the text equals an earlier one and shares its verdict."""
NEIGHBOURS = 16
"""Largest gap between two requested records that are read together."""
AT_ONCE = 1 << 14
"""Number of records read at once."""

if hasattr(os, "pread"):
    pread = os.pread
else:

    def pread(fd: int, length: int, offset: int, /) -> bytes:
        os.lseek(fd, offset, os.SEEK_SET)
        return os.read(fd, length)


DENSE = {"id_ends": 8, "text_ends": 8, "sketches": SKETCH, "digests": DIGEST, "verdicts": VERDICT}
"""Files with one fixed-size record for each text, and its size in bytes."""
LOGS = ("ids", "texts", "notes", "note_ends", "doubtful")
"""Files with records of any length, which are appended to."""
SORTED = ("digest_keys.npy", "keys.npy", "note_keys.npy")
FILES = (*DENSE, *LOGS, *SORTED)


@dataclass(frozen=True, slots=True)
class Segment:
    """Texts `first` to `first + count - 1` of an index: `distinct` of them differ from earlier ones, `near` of these
    can have near-copies. `notes` is the number of notes on differences between similar texts.
    """

    folder: str
    first: int
    count: int
    distinct: int = 0
    near: int = 0
    notes: int = 0

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def digests(self) -> Run:
        return rows_of(self.path("digest_keys.npy"), 1, self.distinct)[0]

    def bands(self) -> list[Run]:
        return rows_of(self.path("keys.npy"), engine.BANDS, self.near)

    def note_keys(self) -> Run:
        return rows_of(self.path("note_keys.npy"), 1, self.notes)[0]


@dataclass(slots=True)
class Reader:
    """Reads single texts by their numbers from a sequence of segments."""

    segments: Sequence[Segment]
    _firsts: Sequence[int]
    _files: dict[tuple[int, str], int]

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments, self._firsts, self._files = segments, [segment.first for segment in segments], {}

    def close(self) -> None:
        while self._files:
            os.close(self._files.popitem()[1])

    def text(self, number: int) -> str:
        """The folded text; empty if it can have no near-copy."""
        return self._record("text", number).decode()

    def id(self, number: int) -> Any:
        return json.loads(self._record("id", number))

    def verdict(self, number: int) -> tuple[int, float]:
        """The number of the text that represents it, and their similarity (`EQUAL` if it equals that text)."""
        segment = self.segment(number)
        raw = self._read(segment, "verdicts", (number - segment.first) * VERDICT, VERDICT)
        of, similarity = struct.unpack("<qd", raw)
        return of, similarity

    def segment(self, number: int) -> Segment:
        return self.segments[bisect_right(self._firsts, number) - 1]

    def records(self, name: str, numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The records of texts in one of the `DENSE` files, a row of bytes for each; `numbers` must ascend."""
        import numpy as np

        size = DENSE[name]
        result = np.empty((len(numbers), size), np.uint8)
        cuts = np.searchsorted(numbers, [*self._firsts, np.iinfo(np.int64).max])
        for segment, (begin, end) in zip(self.segments, pairwise(cuts.tolist()), strict=True):
            for some in _groups(numbers[begin:end] - segment.first):
                least, most = int(some[0]), int(some[-1])
                raw = self._read(segment, name, least * size, (most - least + 1) * size)
                result[begin : begin + len(some)] = np.frombuffer(raw, np.uint8).reshape(-1, size)[some - least]
                begin += len(some)
        return result

    def notes(self, segment: Segment, keys: Numbers) -> Iterator[list[Any]]:
        """The notes of a segment with these keys."""
        for note in (int(key) & 0xFFFFFFFF for key in keys):
            yield json.loads(self._read(segment, "notes", *self._span(segment, "note_ends", note)))

    def _record(self, name: str, number: int) -> bytes:
        segment = self.segment(number)
        return self._read(segment, f"{name}s", *self._span(segment, f"{name}_ends", number - segment.first))

    def _span(self, segment: Segment, name: str, record: int) -> tuple[int, int]:
        """The start and the length of a record of any length."""
        if not record:
            return 0, int.from_bytes(self._read(segment, name, 0, 8), "little")
        begin, end = struct.unpack("<qq", self._read(segment, name, record * 8 - 8, 16))
        return begin, end - begin

    def _read(self, segment: Segment, name: str, at: int, size: int) -> bytes:
        file = self._files.get((segment.first, name))
        if file is None:
            file = os.open(segment.path(name), os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._files[segment.first, name] = file
        raw = pread(file, size, at)
        if len(raw) != size:
            raise DamagedIndexError(f"{segment.path(name)} is shorter than it was")
        return raw


def _groups(places: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Groups of nearby places, to be read at once."""
    import numpy as np

    for begin in range(0, len(places), AT_ONCE):
        some = places[begin : begin + AT_ONCE]
        yield from np.split(some, np.flatnonzero(np.diff(some) > NEIGHBOURS) + 1)
