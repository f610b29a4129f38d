"""Folders that one process at a time may use: a lock that ends with the process, however that ends."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import IO

LOCK = "lock"
"""The file in a folder that is locked."""
PREFIX, SUFFIX = ".newsclean-", ".work"


class LockedError(OSError):
    """Another process uses the folder."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """The folder is this process's alone until the block ends. Raises LockedError where another has it."""
    with open(os.path.join(folder, LOCK), "ab") as file:
        _lock(file, folder)
        yield


@contextmanager
def workplace(folder: str) -> Iterator[str]:
    """A new folder inside `folder` that goes at the end of the block, with all that is in it. What processes that were
    killed left of theirs is removed first.
    """
    _sweep(folder)
    with ExitStack() as stack:
        yield _own(folder, stack)


def _own(folder: str, stack: ExitStack) -> str:
    while True:
        path = os.path.join(folder, f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}")
        stack.callback(shutil.rmtree, path, ignore_errors=True)  # before it is there: a signal can come at any moment
        os.mkdir(path)
        with suppress(LockedError, FileNotFoundError):  # another process took it for one that a dead one left
            stack.enter_context(locked(path))
            return path


def _sweep(folder: str) -> None:
    for name in os.listdir(folder):
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            path = os.path.join(folder, name)
            with suppress(OSError), locked(path):  # whoever has just made it and finds it locked makes another
                _remove(path)


def _remove(path: str) -> None:
    """Remove a folder, its lock last, so that what is left of it if this process dies can still be told."""
    for name in os.listdir(path):
        if name != LOCK:
            inner = os.path.join(path, name)
            shutil.rmtree(inner) if os.path.isdir(inner) else os.unlink(inner)
    shutil.rmtree(path)


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
