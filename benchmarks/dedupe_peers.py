"""The ways of finding near-duplicates that `dedupe.py` times: newsclean, datasketch, rensa, exact hashing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

import numpy as np

from newsclean.duplicates import engine, lsh
from newsclean.integrations import datasketch

Run = Callable[[Sequence[str]], object]
Labelled = Callable[[Sequence[str]], list[int]]
BANDS, ROWS = 18, 7
"""Of all that is not verified: pairs meet at a Jaccard similarity of about .66."""


def ours(texts: Sequence[str], keep: engine.Keep = "first") -> list[int]:
    """For each text the index of the one that stands for it: its own where it stays."""
    label = list(range(len(texts)))
    for duplicate in engine.dedupe(texts, keep=keep).duplicates:
        label[duplicate.index] = duplicate.duplicate_of
    return label


def unverified(texts: Sequence[str]) -> int:
    """The path without verification: folding, signatures, bands."""
    columns = datasketch.minhash(texts).T
    return len(lsh.candidates(np.ascontiguousarray(columns), BANDS, ROWS, engine.TRIES))


def tokens(text: str) -> list[bytes]:
    return [text[i : i + 3].encode() for i in range(len(text) - 2)]


def with_datasketch(texts: Sequence[str]) -> list[int]:
    """Labels as those of `ours`: a text goes to what the first text stands for that the index gives for it."""
    from datasketch import MinHash, MinHashLSH

    made = MinHash.bulk([tokens(text) for text in texts], num_perm=128)
    index = MinHashLSH(params=(BANDS, ROWS), num_perm=128)
    label = list(range(len(texts)))
    for i, sketch in enumerate(made):
        label[i] = label[min(index.query(sketch), default=i)]
        index.insert(i, sketch)
    return label


def with_rensa(texts: Sequence[str]) -> list[int]:
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

    index = RMinHashLSH(threshold=0.6, num_perm=BANDS * ROWS, num_bands=BANDS)
    label = list(range(len(texts)))
    for i, text in enumerate(texts):
        sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
        sketch.update([text[k : k + 3] for k in range(len(text) - 2)])
        label[i] = label[min(index.query(sketch), default=i)]
        index.insert(i, sketch)
    return label


def exact(texts: Sequence[str]) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(text, i) for i, text in enumerate(texts)]


PEERS: dict[str, Labelled] = {"datasketch bulk + LSH": with_datasketch, "exact": exact}
if find_spec("rensa"):
    PEERS["rensa R + LSH"] = with_rensa


def seconds(run: Run, texts: Sequence[str], rounds: int = 1) -> float:
    """CPU seconds of the fastest of several rounds."""
    return min(_seconds(run, texts) for _ in range(rounds))


def _seconds(run: Run, texts: Sequence[str]) -> float:
    gc.collect()
    gc.freeze()  # what stands in memory before is no business of the contestant
    start = time.process_time()
    run(texts)
    taken = time.process_time() - start
    gc.unfreeze()
    return taken
