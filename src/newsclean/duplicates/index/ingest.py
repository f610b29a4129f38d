"""Writes texts into a segment: folds them, finds equal earlier ones, computes signatures, and writes everything in
blocks that fit into memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import IO, TYPE_CHECKING

from newsclean.duplicates import engine, lsh, minhash
from newsclean.duplicates.fold import fold, table
from newsclean.duplicates.index.segment import DIGEST, EQUAL, SKETCH, Reader, Segment
from newsclean.duplicates.index.sorted_runs import Run, rows_of, save, write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.index.sorted_runs import Numbers

TEXT_COST, CHARACTER_COST = 1300, 9
"""Bytes of memory for each text of a block, and for each of its characters: 2,050 were measured for texts of 130
characters, 26,100 for texts of 3,000.
"""
BANDS_AT_ONCE = 6
MOST = 1 << 31
"""Maximum number of texts in an index: a number takes half of a 64-bit key."""


class IndexFullError(ValueError):
    """An index cannot hold more texts."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """A segment that has been written but not yet compared: its keys are in several runs for each band."""

    segment: Segment
    digests: list[Run]
    bands: list[list[Run]]


@dataclass(slots=True)
class SegmentWriter:
    """Writes the files of a segment into `folder`, after the segments `earlier`, in blocks of about `block` bytes."""

    folder: str
    earlier: Sequence[Segment]
    block: int
    _files: dict[str, IO[bytes]]
    _texts: list[str] = field(default_factory=list)
    _ids: list[bytes] = field(default_factory=list)
    _cost: int = 0
    _count: int = 0
    _ends: dict[str, int] = field(default_factory=lambda: {"id": 0, "text": 0})
    _digests: list[Run] = field(default_factory=list)
    _bands: list[list[Run]] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.earlier[-1].first + self.earlier[-1].count if self.earlier else 0

    def add(self, text: str, id: bytes) -> None:
        """Add one text with its name in JSON."""
        self._texts.append(text)
        self._ids.append(id)
        self._cost += TEXT_COST + CHARACTER_COST * len(text)
        if self._cost >= self.block:
            self._flush()

    def ingested(self) -> Ingested:
        if self._texts:
            self._flush()
        distinct, near = (sum(run.count for run in runs) for runs in (self._digests, [b[0] for b in self._bands]))
        segment = Segment(self.folder, self.first, self._count, distinct, near)
        by_band = [[block[band] for block in self._bands] for band in range(engine.BANDS)]
        return Ingested(segment, self._digests, by_band)

    def _flush(self) -> None:
        import numpy as np

        first = self.first + self._count
        if first + len(self._texts) > MOST:
            raise IndexFullError(f"an index holds at most {MOST:,} texts")
        folded, digits, digests = _folded(self._texts)
        write(self._files["digests"], digests)
        self._files["digests"].flush()
        equal = self._equal(digests, first)
        numbers = np.arange(first, first + len(folded))
        new = np.flatnonzero(equal == numbers)
        self._write_digests(digests[new], numbers[new])
        lengths = np.fromiter(map(len, folded), dtype=np.int64, count=len(folded))
        near = new[lengths[new] >= engine.LEAST_NEAR]
        signed = minhash.signatures([folded[i] for i in near])
        self._write_keys(signed, numbers[near])
        sketches = np.zeros((len(folded), SKETCH), np.uint8)
        sketches[near] = _sketches(signed, digits[near], lengths[near])
        write(self._files["sketches"], sketches)
        write(self._files["verdicts"], _verdicts(equal, numbers))
        stored = [b""] * len(folded)
        for i in near:
            stored[i] = folded[i].encode()
        self._write_records("text", stored)
        self._write_records("id", self._ids)
        for file in self._files.values():
            file.flush()
        self._count += len(folded)
        self._texts, self._ids, self._cost = [], [], 0

    def _equal(self, digests: NDArray[np.uint64], first: int) -> NDArray[np.int64]:
        """For each text of a block the number of the first text equal to it, or its own number."""
        import numpy as np

        seen: dict[bytes, int] = {}
        raw = digests.tobytes()
        places = [seen.setdefault(raw[i : i + DIGEST], i // DIGEST) for i in range(0, len(raw), DIGEST)]
        block = np.array(places, dtype=np.int64)
        heads = np.unique(block)
        result = np.arange(first, first + len(block))
        current = Segment(self.folder, self.first, self._count)
        reader = Reader([*self.earlier, current])
        for run in (*(segment.digests() for segment in self.earlier), *self._digests):
            for needles, found in _with_key(run, heads, digests):
                same = (_digests_of(reader, found) == digests[needles]).all(axis=1)
                result[needles[same]] = found[same]
        reader.close()
        equal: NDArray[np.int64] = result[block]
        return equal

    def _write_digests(self, digests: NDArray[np.uint64], numbers: NDArray[np.int64]) -> None:
        keys = _digest_keys(digests) | numbers.astype("u8")
        keys.sort()
        self._digests += self._run("digest_keys", [keys], (1, len(keys)))

    def _write_keys(self, signed: minhash.Hashes, numbers: NDArray[np.int64]) -> None:
        """Write a run for each band. Keys contain positions in the block, which are replaced by the texts' numbers."""

        def pieces() -> Iterator[Numbers]:
            for begin in range(0, engine.BANDS, BANDS_AT_ONCE):
                some = range(begin, min(engine.BANDS, begin + BANDS_AT_ONCE))
                keys = lsh.sorted_keys(signed, some, engine.ROWS)
                places = (keys & 0xFFFFFFFF).astype("i8")
                yield (keys >> 32 << 32) | numbers[places].astype("u8")

        self._bands.append(self._run("keys", pieces(), (engine.BANDS, len(numbers))))

    def _run(self, name: str, pieces: Iterator[Numbers] | Sequence[Numbers], shape: tuple[int, int]) -> list[Run]:
        path = os.path.join(self.folder, f"{name}-{len(self._bands)}.npy")
        save(path, pieces, shape)
        return rows_of(path, *shape)

    def _write_records(self, name: str, records: Sequence[bytes]) -> None:
        import numpy as np

        lengths = np.fromiter(map(len, records), dtype=np.int64, count=len(records))
        ends = self._ends[name] + np.cumsum(lengths)
        self._ends[name] = int(ends[-1])
        self._files[f"{name}s"].write(b"".join(records))
        write(self._files[f"{name}_ends"], ends)


@contextmanager
def segment_writer(folder: str, earlier: Sequence[Segment], block: int) -> Iterator[SegmentWriter]:
    """A writer whose files are open while the block runs."""
    names = ("ids", "id_ends", "texts", "text_ends", "digests", "sketches", "verdicts")
    with ExitStack() as stack:
        files: dict[str, IO[bytes]] = {
            name: stack.enter_context(open(os.path.join(folder, name), "wb")) for name in names
        }
        yield SegmentWriter(folder, earlier, block, files)


def _folded(texts: Sequence[str]) -> tuple[list[str], NDArray[np.uint8], NDArray[np.uint64]]:
    """The folded texts, their digit counts, and digests of two words. If folding leaves nothing of a text, its digest
    is that of its original characters.
    """
    import numpy as np

    folding = table()
    folded: list[str] = []
    digits = [np.empty((0, 10), np.uint8)]
    for begin, end in minhash.chunks(texts):
        some = fold(texts[begin:end], folding)
        digits.append(some.digits())
        folded += [some[i] for i in range(end - begin)]
    raw = [
        blake2b((short or "".join(text.split())).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
        for short, text in zip(folded, texts, strict=True)
    ]
    return folded, np.concatenate(digits), np.frombuffer(b"".join(raw), np.uint64).reshape(-1, 2)


def _sketches(signed: minhash.Hashes, digits: NDArray[np.uint8], lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    import numpy as np

    low = signed.astype(np.uint8).T
    return np.concatenate((low, digits, lengths.astype("<u4")[:, None].view(np.uint8)), axis=1)


def _verdicts(equal: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.void]:
    import numpy as np

    result = np.empty(len(equal), dtype=[("of", "<i8"), ("similarity", "<f8")])
    result["of"] = equal
    result["similarity"] = np.where(equal == numbers, 1.0, EQUAL)
    return result


def _digest_keys(digests: NDArray[np.uint64]) -> Numbers:
    import numpy as np

    keys: Numbers = digests[:, 0] >> np.uint64(32) << np.uint64(32)
    return keys


def _with_key(
    run: Run, places: NDArray[np.int64], digests: NDArray[np.uint64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The digests at some places whose keys are in a run, with the number stored for each key; repeated if a key has
    several numbers.
    """
    import numpy as np

    keys = _digest_keys(digests[places])
    order = np.argsort(keys)
    keys, places = keys[order], places[order]
    stored = run.mapped()
    begin = np.searchsorted(stored, keys)
    end = np.searchsorted(stored, keys | np.uint64(0xFFFFFFFF), side="right")
    while (there := begin < end).any():
        begin, end, places = begin[there], end[there], places[there]
        yield places, (stored[begin] & np.uint64(0xFFFFFFFF)).astype(np.int64)
        begin = begin + 1


def _digests_of(reader: Reader, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Digests of texts with these numbers, in any order."""
    import numpy as np

    distinct, back = np.unique(numbers, return_inverse=True)
    result: NDArray[np.uint64] = reader.records("digests", distinct).view(np.uint64)[back]
    return result
