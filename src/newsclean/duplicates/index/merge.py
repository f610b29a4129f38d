"""Merges segments, so that an index of many batches has few of them to search."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING

from newsclean.duplicates import engine
from newsclean.duplicates.index.segment import Segment
from newsclean.duplicates.index.sorted_runs import Run, merged, save, write

if TYPE_CHECKING:
    from newsclean.duplicates.index.sorted_runs import Numbers

RATIO = 2
"""A segment is merged with the ones after it unless it has this many times as many texts. The number of segments, and
the number of times a text is rewritten, is then about the logarithm (base 2) of the number of batches.
"""
AT_ONCE = 1 << 17
"""Number of numbers copied at once."""


def tail(segments: Sequence[Segment]) -> int:
    """Index of the first segment to merge; that of the last, if none should be merged."""
    begin, count = len(segments) - 1, segments[-1].count
    while begin > 0 and segments[begin - 1].count < RATIO * count:
        begin -= 1
        count += segments[begin].count
    return begin


def merge(segments: Sequence[Segment], folder: str, budget: int) -> Segment:
    """Merge adjacent segments into one, in an existing folder."""
    result = Segment(
        folder,
        segments[0].first,
        *(sum(counts) for counts in zip(*((s.count, s.distinct, s.near, s.notes) for s in segments), strict=True)),
    )
    for name in ("ids", "texts", "notes", "doubtful", "sketches", "digests", "verdicts"):
        _join(name, segments, result)
    for ends, name in (("id_ends", "ids"), ("text_ends", "texts"), ("note_ends", "notes")):
        _join_shifted(ends, [os.path.getsize(segment.path(name)) for segment in segments], segments, result)
    digests = merged([segment.digests() for segment in segments], budget)
    save(result.path("digest_keys.npy"), digests, (1, result.distinct))
    save(result.path("keys.npy"), _bands(segments, budget), (engine.BANDS, result.near))
    shifted = _shifted_notes(segments, result)
    save(result.path("note_keys.npy"), merged(shifted, budget), (1, result.notes))
    for run in shifted:
        os.unlink(run.path)
    return result


def _bands(segments: Sequence[Segment], budget: int) -> Iterator[Numbers]:
    for runs in zip(*(segment.bands() for segment in segments), strict=True):
        yield from merged(runs, budget)


def _join(name: str, segments: Sequence[Segment], result: Segment) -> None:
    with open(result.path(name), "wb") as target:
        for segment in segments:
            with open(segment.path(name), "rb") as file:
                shutil.copyfileobj(file, target, 1 << 20)


def _join_shifted(name: str, sizes: Sequence[int], segments: Sequence[Segment], result: Segment) -> None:
    """Join files of record ends, shifted by the `sizes` of the record files, which are joined too."""
    before = 0
    with open(result.path(name), "wb") as target:
        for segment, size in zip(segments, sizes, strict=True):
            path = segment.path(name)
            _copy(Run(path, 0, os.path.getsize(path) // 8), target, before)
            before += size


def _shifted_notes(segments: Sequence[Segment], result: Segment) -> list[Run]:
    """Runs of the keys of notes, with the notes renumbered across all the segments."""
    runs, before = [], 0
    for i, segment in enumerate(segments):
        path = result.path(f"shifted-{i}")
        with open(path, "wb") as target:
            _copy(segment.note_keys(), target, before)
        runs.append(Run(path, 0, segment.notes))
        before += segment.notes
    return runs


def _copy(run: Run, target: IO[bytes], added: int) -> None:
    import numpy as np

    for begin in range(0, run.count, AT_ONCE):
        write(target, run.read(begin, begin + AT_ONCE) + np.uint64(added))
