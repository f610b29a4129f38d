"""Finds the pairs of new and earlier texts that are worth aligning, as `lsh` and `engine` do in memory: one band at a
time, in pieces that fit into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsclean.duplicates import engine, lsh
from newsclean.duplicates.index.ingest import Ingested
from newsclean.duplicates.index.segment import DIGITS, LOW, Reader, Segment
from newsclean.duplicates.index.sorted_runs import Run, Spill, merged

if TYPE_CHECKING:
    from newsclean.duplicates.index.sorted_runs import Numbers

HALF = 32
"""Bits in half of a number: a band's hash above a text's number, or a later text's number above an earlier one's."""
LOWER = 0xFFFFFFFF
"""The bits of the lower half."""
COMPARED_AT_ONCE = 1 << 14
"""Number of pairs whose sketches are in memory at once."""


def colliding_pairs(ingested: Ingested, earlier: Sequence[Segment], budget: int, step: Callable[[], None]) -> list[Run]:
    """Sorted runs of pairs of texts, the later one new, repeated for each band that the two share. `step` is called
    after each band.
    """
    spill = Spill(ingested.segment.folder, "pairs", budget)
    for band, runs in enumerate(ingested.bands):
        seen = [segment.bands()[band].mapped() for segment in earlier if segment.near]
        for pairs in _band_pairs(runs, seen, ingested.segment.first, budget):
            spill.add(pairs)
        step()
    return spill.close()


def _band_pairs(runs: Sequence[Run], seen: Sequence[Numbers], first: int, budget: int) -> Iterator[Numbers]:
    """The pairs of one band. Only the first and the last few texts of an earlier bucket are needed, because a member is
    paired with the bucket's first and with the few before it.
    """
    import numpy as np

    before = np.empty(0, np.uint64)
    for fresh in merged(runs, budget):
        hashes = _distinct(fresh >> np.uint64(HALF)) << np.uint64(HALF)
        keys = _distinct(np.concatenate((before, *(_ends_of_buckets(keys, hashes) for keys in seen), fresh)))
        pairs = lsh.pairs_in_buckets(keys[None, :], 1 << HALF).astype(np.uint64)
        later = pairs >> np.uint64(HALF)
        wanted = later >= first
        wanted &= ~np.isin(later, before & LOWER)  # their pairs came with the previous piece
        yield pairs[wanted]
        before = _ends_of_buckets(keys, keys[-1:] >> np.uint64(HALF) << np.uint64(HALF))


def _ends_of_buckets(keys: Numbers, hashes: Numbers) -> Numbers:
    """The first and the last few keys of each of the buckets."""
    import numpy as np

    begin = np.searchsorted(keys, hashes)
    end = np.searchsorted(keys, hashes | LOWER, side="right")
    there = begin < end
    begin, end = begin[there], end[there]
    places = [begin, *(np.maximum(begin, end - 1 - distance) for distance in range(lsh.NEIGHBOURS))]
    return _distinct(keys[np.concatenate(places)])


def _distinct(numbers: Numbers) -> Numbers:
    import numpy as np

    numbers = np.sort(numbers)
    distinct: Numbers = numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))[: len(numbers)]]
    return distinct


def likely_pairs(
    runs: Sequence[Run], reader: Reader, budget: int, step: Callable[[int], None]
) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) that are worth aligning, in order. `step` is called with each later text reached."""
    import numpy as np

    pending = np.empty(0, np.uint64)
    for piece in merged(runs, budget):
        piece = np.concatenate((pending, piece))
        cut = int(np.searchsorted(piece, piece[-1] >> np.uint64(HALF) << np.uint64(HALF)))  # its last text may continue
        pending = piece[cut:]
        yield from _likely(piece[:cut], reader, step)
    yield from _likely(pending, reader, step)


def _likely(numbers: Numbers, reader: Reader, step: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    import numpy as np

    pairs = lsh.most_collisions(numbers.astype(np.int64), 1 << HALF, engine.MOST_CANDIDATES)
    for begin, end in lsh.blocks(pairs[:, 0], COMPARED_AT_ONCE):
        some = pairs[begin:end]
        wanted, places = np.unique(some, return_inverse=True)
        later, earlier = places.reshape(some.shape).T
        sketches = reader.records("sketches", wanted)
        low, digits = sketches[:, :LOW], sketches[:, LOW : LOW + DIGITS]
        lengths = np.ascontiguousarray(sketches[:, LOW + DIGITS :]).view("<u4")[:, 0].astype(np.int64)
        step(int(some[-1, 0]))
        yield from engine.most_alike(
            some[:, 0],
            some[:, 1],
            (low[later], low[earlier]),
            (lengths[later], lengths[earlier]),
            (digits[later], digits[earlier]),
        )
