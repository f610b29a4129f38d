"""Limits on the time and memory for one document, and their enforcement in a worker process."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass

from newsclean.errors import describe

TOO_LARGE = 77
"""Exit code of a process that exceeded its memory limit."""
_WEIGH = 0.02
"""Seconds between two checks of the memory, where the system cannot limit it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for an item: seconds, and bytes of memory beyond those of a new process.

    Raises ValueError for a limit that is not positive, or that the system does not support.
    """

    timeout: float | None = None
    max_memory: int | None = None

    def __post_init__(self) -> None:
        if self.timeout is not None and not self.timeout > 0:
            raise ValueError(f"timeout must be more than 0 seconds, not {self.timeout}")
        if self.max_memory is None:
            return
        if self.max_memory < 1:
            raise ValueError(f"max_memory must be more than 0 bytes, not {self.max_memory}")
        if sys.platform == "win32":
            raise ValueError("max_memory is not supported on Windows")

    def __bool__(self) -> bool:
        return self.timeout is not None or self.max_memory is not None

    def too_long(self) -> str:
        return f"took longer than {self.timeout:g} s"

    def too_large(self) -> str:
        """The message for an item that exceeded the memory limit."""
        if self.max_memory is None:
            return describe(MemoryError())
        for digits, unit in ((30, "GB"), (20, "MB")):
            if self.max_memory >= 1 << digits:
                return f"needed more than {round(self.max_memory / (1 << digits), 1):g} {unit}"
        return f"needed more than {self.max_memory} bytes"


NO_LIMITS = Limits()


def limit_memory(size: int) -> None:
    """Limit this process to `size` bytes beyond its present memory."""
    import numpy  # noqa: F401 – its threads reserve address space, and abort the process if there is none left

    if sys.platform == "linux":
        _limit_address_space(size)
    else:
        threading.Thread(target=_end_above, args=(_peak() + size,), daemon=True).start()


def _limit_address_space(size: int) -> None:
    """The system refuses allocations beyond the limit, which raises MemoryError; not supported on macOS."""
    import resource

    with open("/proc/self/statm", "rb") as file:
        limit = int(file.read().split()[0]) * resource.getpagesize() + size
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _end_above(limit: int) -> None:
    while _peak() <= limit:
        time.sleep(_WEIGH)
    os._exit(TOO_LARGE)


def _peak() -> int:
    """Peak memory of this process, in bytes."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
