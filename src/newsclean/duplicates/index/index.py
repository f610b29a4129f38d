"""`newsclean.Index`: near-duplicates against everything seen before."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any

from newsclean.duplicates.index import store
from newsclean.duplicates.index.batch import MEMORY, Budget, Compared, budget, compare, consolidate, quiet
from newsclean.duplicates.index.ingest import Ingested
from newsclean.duplicates.index.locks import locked
from newsclean.duplicates.index.segment import Reader, Segment
from newsclean.duplicates.index.verify import Verdicts, revised

if TYPE_CHECKING:
    from newsclean.duplicates.engine import Item, Keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item of an index: its id, and, if it is a duplicate, the id of the kept item and their similarity."""

    id: Any
    duplicate_of: Any = None
    similarity: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data; a kept item has only its id."""
        if self.similarity is None:
            return {"id": self.id}
        return {"id": self.id, "duplicate_of": self.duplicate_of, "similarity": self.similarity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """The result of a batch: the indices of the kept items, an entry for each duplicate, in order, and the new entry of
    each item of an earlier batch whose decision this batch corrected.
    """

    kept: tuple[int, ...]
    duplicates: tuple[Entry, ...]
    revised: tuple[Entry, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "kept": list(self.kept),
            "duplicates": [entry.to_dict() for entry in self.duplicates],
            "revised": [entry.to_dict() for entry in self.revised],
        }


@dataclass(frozen=True, slots=True)
class Index:
    """The texts seen so far, in a folder that the first batch creates.

    `threshold` is that of `dedupe`; the default is the one that the index was made with. `memory` (bytes) limits the
    process that adds a batch.
    """

    path: str | os.PathLike[str]
    threshold: float | None = None
    memory: int = MEMORY

    def dedupe(self, items: Iterable[Item], *, ids: Iterable[Any] | None = None, keep: Keep = "first") -> Indexed:
        """Find which articles (or strings) repeat an earlier one or each other, and add all of them to the index.

        `ids` are names for the items, any JSON values; by default an item is named by its number in the index, from 0.
        `keep` is that of `dedupe`, within the batch: items of earlier batches are always kept.

        Raises ValueError if the number of `ids` differs from that of the items, IndexMismatchError if the index was
        made with other parameters, DamagedIndexError if its files were changed, and LockedError (an OSError) while
        another process adds to it.
        """
        from newsclean.duplicates.engine import ordered, text_of

        items = list(items)
        chosen = ordered(items, keep)
        names = None if ids is None else list(ids)
        if names is not None and len(names) != len(items):
            raise ValueError(f"there are {len(items)} items, but {len(names)} ids")
        with self.adding() as addition:
            first = addition.manifest.count
            named = range(first, first + len(items)) if names is None else names
            addition.add((text_of(items[i]), json.dumps(named[i]).encode()) for i in chosen)
            outcomes = dict(zip(chosen, addition.outcomes(), strict=True))
            result = Indexed(
                kept=tuple(i for i in range(len(items)) if outcomes[i] is None),
                duplicates=tuple(entry for i in range(len(items)) if (entry := outcomes[i]) is not None),
                revised=tuple(addition.revised()),
            )
            addition.commit()
        return result

    def __iter__(self) -> Iterator[Entry]:
        """All items, batch by batch, within a batch in order of preference."""
        folder = os.fspath(self.path)
        state = store.compared(folder, store.load(folder, self.threshold))
        with _verdicts(state) as verdicts:
            for segment in state.segments:
                for number, entry in enumerate(_outcomes(verdicts, segment), segment.first):
                    yield entry or Entry(id=verdicts.reader.id(number))

    def exists(self) -> bool:
        """Whether a batch has been added."""
        return store.exists(os.fspath(self.path))

    def __len__(self) -> int:
        """Number of items seen."""
        return store.load(os.fspath(self.path), self.threshold).count

    def info(self) -> dict[str, Any]:
        """Its size (`articles`, `kept`, `batches`) and the parameters that it was made with."""
        folder = os.fspath(self.path)
        manifest = store.load(folder, self.threshold)
        with _verdicts(store.compared(folder, manifest)) as verdicts:
            removed = sum(1 for segment in manifest.segments for _ in verdicts.removed(segment))
        counts = {"articles": manifest.count, "kept": manifest.count - removed, "batches": manifest.batches}
        return counts | manifest.parameters

    @contextmanager
    def adding(self, limits: Budget | None = None) -> Iterator[Addition]:
        """Add a batch: while the block runs, no other process can add one."""
        folder = os.fspath(self.path)
        os.makedirs(folder, exist_ok=True)
        with locked(folder):
            manifest = store.load(folder, self.threshold)
            state = store.compared(folder, manifest)
            addition = Addition(folder, manifest, state, state, limits or budget(self.memory))
            try:
                yield addition
            finally:
                addition.end()


@contextmanager
def alone(folder: str, threshold: float, limits: Budget) -> Iterator[Addition]:
    """Compare a batch with itself only, in a temporary folder."""
    manifest = store.Manifest(store.parameters(threshold))
    yield Addition(folder, manifest, Compared(()), Compared(()), limits)


@dataclass(slots=True)
class Addition:
    """A batch being added to an index; it becomes part of the index only with `commit`."""

    folder: str
    manifest: store.Manifest
    before: Compared
    after: Compared
    limits: Budget
    _ingested: list[Ingested] = field(default_factory=list)
    _committed: bool = False

    def add(self, items: Iterable[tuple[str, bytes]], report: Callable[[str, float], None] = quiet) -> None:
        """Compare texts, each with its name in JSON."""
        segment = store.new_segment(self.folder, self.manifest)
        threshold = self.manifest.parameters["threshold"]
        self.after, ingested = compare(segment, items, self.before, threshold, self.limits, report)
        self._ingested.append(ingested)

    def outcomes(self, numbers: Iterable[int] | None = None) -> Iterator[Entry | None]:
        """For each new text its entry if it is a duplicate, else `None`; in input order, or in the order of `numbers`,
        which begin at `manifest.count`.
        """
        with _verdicts(self.after) as verdicts:
            if numbers is None:
                for segment in self.after.segments[len(self.before.segments) :]:
                    yield from _outcomes(verdicts, segment)
                return
            for number in numbers:
                of, similarity = verdicts.of(number)
                yield None if of == number else _entry(verdicts, number, of, similarity)

    def revised(self) -> Iterator[Entry]:
        """The entries of earlier batches that have changed."""
        with _verdicts(self.after) as verdicts:
            for number in revised(self.after.segments, self.before.refuted, self.after.refuted):
                of, similarity = verdicts.of(number)
                yield Entry(id=verdicts.reader.id(number)) if of == number else _entry(verdicts, number, of, similarity)

    def commit(self) -> None:
        """Make the batch part of the index."""
        for ingested in self._ingested:
            consolidate(ingested, self.limits.numbers)
        self._ingested.clear()
        segments = store.merged_tail(self.folder, self.manifest, self.after.segments, self.limits.numbers)
        self.after = Compared(segments, self.after.refuted)
        self.manifest = store.commit(self.folder, self.manifest, self.after)
        self.before = self.after
        self._committed = True

    def end(self) -> None:
        """Remove what was not committed."""
        if not self._committed:
            store.sweep(self.folder, self.manifest)


@contextmanager
def _verdicts(state: Compared) -> Iterator[Verdicts]:
    reader = Reader(state.segments)
    try:
        yield Verdicts(reader, state.refuted)
    finally:
        reader.close()


def _outcomes(verdicts: Verdicts, segment: Segment) -> Iterator[Entry | None]:
    """For each text of a segment its entry if it is a duplicate."""
    reached = segment.first
    for number, of, similarity in verdicts.removed(segment):
        yield from repeat(None, number - reached)
        yield _entry(verdicts, number, of, similarity)
        reached = number + 1
    yield from repeat(None, segment.first + segment.count - reached)


def _entry(verdicts: Verdicts, number: int, of: int, similarity: float) -> Entry:
    reader = verdicts.reader
    return Entry(id=reader.id(number), duplicate_of=reader.id(of), similarity=similarity)
