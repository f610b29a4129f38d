"""Folder locks for one process at a time; the lock is released when the process ends, even if it is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

LOCK = "lock"
"""The lock file in a folder."""


class LockedError(OSError):
    """Another process is using the folder."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Lock the folder until the block ends. Raises LockedError if another process has locked it."""
    with open(os.path.join(folder, LOCK), "ab") as file:
        _lock(file, folder)
        yield


def _lock(file: IO[bytes], folder: str) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The previous owner of the lock may have removed the file.
        there = os.stat(file.name)
        if not os.path.samestat(there, os.fstat(file.fileno())):
            raise BlockingIOError
    except (BlockingIOError, PermissionError):
        file.close()
        raise LockedError(f"another process is using {folder}") from None
