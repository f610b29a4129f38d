"""The functions that run in Spark's workers: Arrow batches in, Arrow batches out, using the in-memory functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from newsclean.duplicates import engine, lsh, minhash
from newsclean.duplicates.clusters import Copy, NotesInMemory, find_copies, in_slots
from newsclean.duplicates.fold import fold, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

READ = "number long, id {id}, digest binary, folded string, digits binary"
SIGNED = "number long, low binary, digits binary, length int, buckets array<long>"
LIKELY = "later long, earlier long, agreeing double"
COPIES = "number long, original long, similarity double"
DIGEST = 16
"""Bytes of a text's digest: among a billion texts two collide in one of 10**20 runs."""
AT_ONCE = 1 << 12
"""Number of copies in a result batch."""

folding = lru_cache(maxsize=1)(table)


def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Fold texts, count their digits, and compute digests to find equal ones; null if there is no text."""
    for batch in batches:
        given = batch.column("text").to_pylist()
        texts = [text or "" for text in given]
        for begin, end in minhash.chunks(texts):
            folded = fold(texts[begin:end], folding())
            whole = [folded[i] for i in range(end - begin)]
            keys = [text or "".join(texts[begin + i].split()) for i, text in enumerate(whole)]
            columns = [
                *(batch.column(name).slice(begin, end - begin) for name in ("number", "id")),
                pa.array(list(map(_digest, keys, given[begin:end])), pa.binary()),
                pa.array(whole, pa.string()),
                _binary(folded.digits()),
            ]
            yield pa.RecordBatch.from_arrays(columns, ["number", "id", "digest", "folded", "digits"])


def sign(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """For folded texts, the low bytes of their signatures, and their bucket in each band."""
    for batch in batches:
        texts = batch.column("folded").to_pylist()
        signed = minhash.signatures(texts)
        buckets = pa.array(_buckets(signed).reshape(-1))
        ends = pa.array(np.arange(len(texts) + 1, dtype=np.int32) * engine.BANDS)
        columns = [
            batch.column("number"),
            _binary(np.ascontiguousarray(signed.astype(np.uint8).T)),
            batch.column("digits"),
            pa.array(list(map(len, texts)), pa.int32()),
            pa.ListArray.from_arrays(ends, buckets),
        ]
        yield pa.RecordBatch.from_arrays(columns, ["number", "low", "digits", "length", "buckets"])


def likely(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pairs that are worth aligning, and the agreement of their signatures."""
    for batch in batches:

        def both(name: str, batch: pa.RecordBatch = batch) -> tuple[Any, Any]:
            return batch.column(f"later_{name}"), batch.column(f"earlier_{name}")

        later, earlier = (_bytes(column, minhash.PERMUTATIONS) for column in both("low"))
        digits, others = (_bytes(column, 10) for column in both("digits"))
        length, other = (column.to_numpy().astype(np.int64) for column in both("length"))
        chosen, agreeing = engine.worth_aligning((later, earlier), (length, other), (digits, others))
        indices = pa.array(chosen)
        columns = [batch.column("later").take(indices), batch.column("earlier").take(indices), pa.array(agreeing)]
        yield pa.RecordBatch.from_arrays(columns, ["later", "earlier", "agreeing"])


def decide(batches: Iterable[pa.RecordBatch], threshold: float) -> Iterator[pa.RecordBatch]:
    """The copies in components, which arrive one after the other, each in the order of its texts."""
    copies: list[tuple[int, int, float]] = []
    for component in _components(batches):
        copies += component.copies(threshold)
        if len(copies) >= AT_ONCE:
            yield _copies(copies)
            copies = []
    yield _copies(copies)


@dataclass(frozen=True, slots=True)
class _Component:
    """A connected component of texts: their numbers in order, the folded texts, and the candidates of each."""

    numbers: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    beside: list[list[int]] = field(default_factory=list)

    def copies(self, threshold: float) -> list[tuple[int, int, float]]:
        places = {number: place for place, number in enumerate(self.numbers)}
        pairs = ((later, places[number]) for later, numbers in enumerate(self.beside) for number in numbers)
        near: dict[int, Copy] = {}
        notes = NotesInMemory()

        def representative(text: int) -> int:
            return near[text].earlier if text in near else text

        for copy in find_copies(pairs, self.folded.__getitem__, representative, notes, threshold):
            near[copy.later] = copy
        for later in list(in_slots((copy for copy in near.values() if copy.edits), notes)):
            del near[later]
        return [(self.numbers[copy.later], self.numbers[copy.earlier], copy.similarity) for copy in near.values()]


def _components(batches: Iterable[pa.RecordBatch]) -> Iterator[_Component]:
    current, component = None, _Component()
    for batch in batches:
        names = ("component", "number", "folded", "beside")
        for root, number, folded, beside in zip(*(batch.column(name).to_pylist() for name in names), strict=True):
            if root != current:
                if current is not None:
                    yield component
                current, component = root, _Component()
            component.numbers.append(number)
            component.folded.append(folded)
            component.beside.append(beside or [])
    if current is not None:
        yield component


def _copies(copies: list[tuple[int, int, float]]) -> pa.RecordBatch:
    numbers, originals, similarities = zip(*copies, strict=True) if copies else ((), (), ())
    columns = [pa.array(numbers, pa.int64()), pa.array(originals, pa.int64()), pa.array(similarities, pa.float64())]
    return pa.RecordBatch.from_arrays(columns, ["number", "original", "similarity"])


def _digest(key: str, given: str | None) -> bytes | None:
    return None if given is None else blake2b(key.encode(), digest_size=DIGEST).digest()


def _buckets(signed: minhash.Hashes) -> NDArray[np.int64]:
    """For each text one number for each band: the band and its hash."""
    keys = lsh.sorted_keys(signed, range(engine.BANDS), engine.ROWS)
    found = np.empty((signed.shape[1], engine.BANDS), dtype=np.int64)
    for band, row in enumerate(keys):
        hashes = (row >> np.uint64(32)).astype(np.int64)
        found[(row & np.uint64(lsh.COLUMN)).astype(np.int64), band] = hashes | (band << 32)
    return found


def _binary(rows: NDArray[np.uint8]) -> pa.Array:
    """Rows of bytes as a column."""
    count, width = rows.shape
    ends = np.arange(count + 1, dtype=np.int32) * width
    return pa.BinaryArray.from_buffers(pa.binary(), count, [None, pa.py_buffer(ends), pa.py_buffer(rows.tobytes())])


def _bytes(column: Any, width: int) -> NDArray[np.uint8]:
    """A column of byte strings of equal length as rows."""
    return np.frombuffer(b"".join(column.to_pylist()), dtype=np.uint8).reshape(-1, width)
