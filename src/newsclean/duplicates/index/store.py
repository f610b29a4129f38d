"""The folder of an index: a manifest names its segments, each in a separate folder, and is replaced atomically.

A segment is complete and synced to disk before a manifest names it, and is never changed afterwards. If a process dies,
the index is therefore either in its old or in its new state. What the manifest does not name is removed when the next
batch is added; until then, processes can read an earlier state of the index.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from newsclean.duplicates import engine, minhash
from newsclean.duplicates.fold import fold, table
from newsclean.duplicates.index.batch import Compared
from newsclean.duplicates.index.merge import merge, tail
from newsclean.duplicates.index.segment import FILES, Segment
from newsclean.duplicates.index.sorted_runs import DamagedIndexError

FORMAT = 1
MANIFEST = "manifest.json"
SAMPLE = "Ｎｏ．１２３　第〇号：12.5％，The old ferry — 舊碼頭の連絡船 ÀÉ 😀。"
SEGMENT, MERGED, REFUTED = "segment-", "-merged", "refuted-"


class IndexMismatchError(ValueError):
    """An index was made with parameters that differ from the requested ones."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of an index, made with `parameters`, after `batches` batches."""

    parameters: dict[str, Any]
    batches: int = 0
    segments: tuple[Segment, ...] = ()
    refuted: str | None = None

    @property
    def count(self) -> int:
        return sum(segment.count for segment in self.segments)


def parameters(threshold: float) -> dict[str, Any]:
    """The parameters that two sets of texts must share to be comparable."""
    return {
        "scheme": "affine32",
        "ngram": minhash.NGRAM,
        "permutations": minhash.PERMUTATIONS,
        "seed": minhash.SEED,
        "bands": engine.BANDS,
        "rows": engine.ROWS,
        "probe": _probe(),
        "threshold": threshold,
    }


def _probe() -> str:
    """A digest of a sample text's signature. Another value means that this version of newsclean folds texts, cuts
    n-grams or hashes them differently from the version that made an index.
    """
    folded = fold([SAMPLE], table())
    return blake2b(minhash.signatures([folded[0]]).tobytes(), digest_size=8).hexdigest()


def exists(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, MANIFEST))


def load(folder: str, threshold: float | None) -> Manifest:
    """The manifest of the index in a folder, or a new one. A threshold of `None` means the one stored in the index.

    Raises IndexMismatchError, and DamagedIndexError if a file is missing or has another size.
    """
    path = os.path.join(folder, MANIFEST)
    try:
        with open(path, "rb") as file:
            stored = json.load(file)
        if stored["format"] != FORMAT:
            raise IndexMismatchError(f"{folder} has format {stored['format']}, but this version reads format {FORMAT}")
        segments = tuple(_segment(folder, row) for row in stored["segments"])
        manifest = Manifest(stored["parameters"], stored["batches"], segments, stored["refuted"])
    except FileNotFoundError:
        return Manifest(parameters(engine.THRESHOLD if threshold is None else threshold))
    except (KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError):
        raise DamagedIndexError(f"{path} is not the manifest of an index") from None
    wanted = parameters(manifest.parameters["threshold"] if threshold is None else threshold)
    for name, value in wanted.items():
        if (found := manifest.parameters.get(name)) != value:
            raise IndexMismatchError(f"{folder} was made with {name} {found}, not {value}")
    return manifest


def _segment(folder: str, row: dict[str, Any]) -> Segment:
    path = os.path.join(folder, row["name"])
    for name, size in row["files"].items():
        file = os.path.join(path, name)
        if not os.path.exists(file):
            raise DamagedIndexError(f"{file} is missing")
        if os.path.getsize(file) != size:
            raise DamagedIndexError(f"{file} is not as long as it was")
    return Segment(path, **{name: row[name] for name in ("first", "count", "distinct", "near", "notes")})


def compared(folder: str, manifest: Manifest) -> Compared:
    if manifest.refuted is None:
        return Compared(manifest.segments)
    try:
        with open(os.path.join(folder, manifest.refuted), "rb") as file:
            return Compared(manifest.segments, frozenset(json.load(file)))
    except (FileNotFoundError, ValueError):
        raise DamagedIndexError(f"{os.path.join(folder, manifest.refuted)} is missing or damaged") from None


def new_segment(folder: str, manifest: Manifest) -> str:
    """Create an empty folder for the next segment, and remove what earlier processes left unfinished."""
    sweep(folder, manifest)
    return _new_folder(folder, manifest, "")


def merged_tail(folder: str, manifest: Manifest, segments: tuple[Segment, ...], budget: int) -> tuple[Segment, ...]:
    """The segments, the last ones merged if needed. Old folders are kept, as other processes may be reading them."""
    begin = tail(segments)
    if begin == len(segments) - 1:
        return segments
    path = _new_folder(folder, manifest, MERGED)
    return (*segments[:begin], merge(segments[begin:], path, budget))


def _new_folder(folder: str, manifest: Manifest, suffix: str) -> str:
    path = os.path.join(folder, f"{SEGMENT}{manifest.batches + 1:06}{suffix}")
    os.mkdir(path)
    return path


def sweep(folder: str, manifest: Manifest) -> None:
    """Remove what the manifest does not name."""
    named = {os.path.basename(segment.folder) for segment in manifest.segments} | {manifest.refuted}
    for name in os.listdir(folder):
        if name.startswith((SEGMENT, REFUTED, f"{MANIFEST}.")) and name not in named:
            path = os.path.join(folder, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)


def commit(folder: str, manifest: Manifest, state: Compared) -> Manifest:
    """Sync new segments to disk, write the manifest that names them, and return it."""
    batches = manifest.batches + 1
    for segment in set(state.segments) - set(manifest.segments):
        _to_disk([segment.path(name) for name in FILES], segment.folder)
    refuted = f"{REFUTED}{batches:06}.json" if state.refuted else None
    if refuted is not None:
        _write(os.path.join(folder, refuted), sorted(state.refuted))
    result = Manifest(manifest.parameters, batches, state.segments, refuted)
    path = os.path.join(folder, MANIFEST)
    _write(f"{path}.new", _stored(result))
    os.replace(f"{path}.new", path)
    _to_disk([], folder)
    return result


def _stored(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "parameters": manifest.parameters,
        "batches": manifest.batches,
        "refuted": manifest.refuted,
        "segments": [_row(segment) for segment in manifest.segments],
    }


def _row(segment: Segment) -> dict[str, Any]:
    return {
        "name": os.path.basename(segment.folder),
        "first": segment.first,
        "count": segment.count,
        "distinct": segment.distinct,
        "near": segment.near,
        "notes": segment.notes,
        "files": {name: os.path.getsize(segment.path(name)) for name in FILES},
    }


def _write(path: str, value: Any) -> None:
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _to_disk(paths: Iterable[str], folder: str) -> None:
    """Sync files, and the entries of their folder, to disk."""
    for path in paths:
        with open(path, "rb+") as file:
            os.fsync(file.fileno())
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
