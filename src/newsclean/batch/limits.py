"""What cleaning one document may take of time and memory, and how a process is held to it."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass

from newsclean.errors import describe

TOO_LARGE = 77
"""Exit code of a process that took more memory than it may."""
_WEIGH = 0.02
"""Seconds between two looks at the memory, where the system does not limit it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item may take: seconds, and bytes of memory beyond what a process has at its start.

    Raises ValueError where that is nothing, or where the system cannot limit it.
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
            raise ValueError("max_memory cannot be kept on Windows")

    def __bool__(self) -> bool:
        return self.timeout is not None or self.max_memory is not None

    def too_long(self) -> str:
        return f"took longer than {self.timeout:g} s"

    def too_large(self) -> str:
        """What is said of an item for which the memory was not enough."""
        if self.max_memory is None:
            return describe(MemoryError())
        for digits, unit in ((30, "GB"), (20, "MB")):
            if self.max_memory >= 1 << digits:
                return f"needed more than {round(self.max_memory / (1 << digits), 1):g} {unit}"
        return f"needed more than {self.max_memory} bytes"


NO_LIMITS = Limits()


def limit_memory(size: int) -> None:
    """Let this process take no more than `size` bytes beyond what it has now."""
    import numpy  # noqa: F401 – its threads reserve address space, and abort the process where there is none

    if sys.platform == "linux":
        _limit_address_space(size)
    else:
        threading.Thread(target=_end_above, args=(_peak() + size,), daemon=True).start()


def _limit_address_space(size: int) -> None:
    """The system refuses what goes beyond it, which is a MemoryError; not so on macOS."""
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
    """The most bytes of memory that this process has had."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
