"""How far a long run is, on one line of a terminal."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

EVERY = 0.2
"""Seconds between two messages."""
_CLEAR = "\r\x1b[K"


@dataclass(slots=True)
class Progress:
    """Writes to standard error, if that is a terminal, what is being done and how much of it is."""

    _next: float = 0.0

    def tell(self, stage: str, done: float) -> None:
        if sys.stderr is None or not sys.stderr.isatty() or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        print(f"{_CLEAR}{stage} {done:4.0%}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Remove the line."""
        if self._next and sys.stderr is not None:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
            self._next = 0.0
