"""Progress of a long run, on one line of a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

EVERY = 0.2
"""Seconds between two updates."""
_PORTION = 100
"""Number of files counted ahead for each finished one: a few milliseconds of work at most."""
_CLEAR = "\r\x1b[K"


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


@dataclass(slots=True)
class Progress:
    """Shows the current step and its progress on standard error, if that is a terminal."""

    _next: float = 0.0

    def report(self, stage: str, done: float) -> None:
        if not _is_watched() or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        print(f"{_CLEAR}{stage} {done:4.0%}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Remove the line."""
        if self._next and sys.stderr is not None:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
            self._next = 0.0


@dataclass(slots=True)
class Files:
    """Shows the number of finished and failed files, the rate and the remaining time, if standard error is a terminal.
    Files are counted in small steps during the run, so that cleaning starts at once. `found` yields an item for each
    file; a false item means an archive with an unknown number of documents.
    """

    found: Iterator[bool] | None
    _bar: Any = field(default_factory=lambda: _bar() if _is_watched() else None)
    _count: int = 0

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def report(self, failed: int) -> None:
        """Count one more finished file; `failed` is the number of failed ones."""
        if self._bar is None:
            return
        if self.found is not None:
            self._look_further(self.found)
        self._bar.set_postfix_str(f"{failed} failed", refresh=False)
        self._bar.update()

    def clear(self) -> None:
        """Remove the line before a message; the next file shows it again."""
        if self._bar is not None:
            self._bar.clear()

    def _look_further(self, found: Iterator[Any]) -> None:
        new = list(islice(found, _PORTION))
        self._count += len(new)
        if not all(new):
            self.found = None
        elif len(new) < _PORTION:
            self.found, self._bar.total = None, self._count


def _bar() -> Any:
    from threading import RLock

    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[type-arg]
        monitor_interval = 0  # no thread: processes are forked from this one

    Bar.set_lock(RLock())  # in place of one between processes
    size = os.get_terminal_size(sys.stderr.fileno())
    unknown: dict[str, Any] = {} if all(size) else {"ncols": 80, "nrows": 24}  # else nothing would be shown
    return Bar(unit="file", file=sys.stderr, dynamic_ncols=not unknown, mininterval=EVERY, **unknown)
