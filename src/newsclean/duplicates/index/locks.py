"""Folders that one process at a time may use: a lock that ends with the process, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

LOCK = "lock"
"""The file in a folder that is locked."""


class LockedError(OSError):
    """Another process uses the folder."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """The folder is this process's alone until the block ends. Raises LockedError where another has it."""
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
        # Whoever had the lock before may have removed the file.
        there = os.stat(file.name)
        if not os.path.samestat(there, os.fstat(file.fileno())):
            raise BlockingIOError
    except (BlockingIOError, PermissionError):
        file.close()
        raise LockedError(f"another process is using {folder}") from None
