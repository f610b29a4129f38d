"""Compares one batch of texts with itself and with the segments of an index, all on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsclean.duplicates.index.ingest import Ingested, segment_writer
from newsclean.duplicates.index.segment import Segment
from newsclean.duplicates.index.sorted_runs import Run, merged, save
from newsclean.duplicates.index.verify import refuted, verify_copies

BASE = 90 << 20
"""Bytes of memory that the interpreter and its libraries take; 68 million were measured with 10,000 texts."""
NUMBER_COST = 160
"""Bytes of memory for each of the numbers that are sorted at once, copies included: 133 were measured for a band."""
MOST_BLOCK, MOST_NUMBERS = 128 << 20, 2_000_000
"""Upper limits on the memory used: with five times as much, 300,000 texts took as long."""
LEAST_MEMORY = 128 << 20
MEMORY = 1 << 30
"""Default limit on the memory of a run, in bytes."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be in memory at once: a block of texts of `block` bytes, or `numbers` numbers being sorted."""

    block: int
    numbers: int


def budget(memory: int) -> Budget:
    """The budget that keeps a process below so many bytes of memory.

    Raises ValueError below `LEAST_MEMORY`.
    """
    if memory < LEAST_MEMORY:
        raise ValueError(f"memory must be at least {LEAST_MEMORY >> 20}M")
    free = memory - BASE
    return Budget(min(free * 3 // 4, MOST_BLOCK), min(free // NUMBER_COST, MOST_NUMBERS))


def quiet(stage: str, done: float) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The segments of an index, a new one last, and the texts whose verdict as copies was refuted later."""

    segments: tuple[Segment, ...]
    refuted: frozenset[int] = frozenset()


def compare(
    folder: str,
    items: Iterable[tuple[str, bytes]],
    before: Compared,
    threshold: float,
    budget: Budget,
    report: Callable[[str, float], None] = quiet,
) -> tuple[Compared, Ingested]:
    """Read texts, each with its name in JSON, into a new segment in an existing folder, and find the copies."""
    with segment_writer(folder, before.segments, budget.block) as writer:
        for text, id in items:
            writer.add(text, id)
        ingested = writer.ingested()
    segment = verify_copies(ingested, before.segments, threshold, budget.numbers, report)
    segments = (*before.segments, segment)
    return Compared(segments, refuted(segments, before.refuted)), ingested


def consolidate(ingested: Ingested, numbers: int) -> None:
    """Merge the runs of each band of a segment into one, so that it can be searched."""
    segment = ingested.segment
    _unite(segment.path("digest_keys.npy"), [ingested.digests], segment.distinct, numbers)
    _unite(segment.path("keys.npy"), ingested.bands, segment.near, numbers)


def _unite(path: str, rows: Sequence[Sequence[Run]], count: int, numbers: int) -> None:
    save(path, (piece for runs in rows for piece in merged(runs, numbers)), (len(rows), count))
    for old in {run.path for runs in rows for run in runs}:
        os.unlink(old)
