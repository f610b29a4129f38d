"""Temporary folders for unfinished files, which are removed even if the process is killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from newsclean.duplicates.index.locks import LOCK, LockedError, locked

PREFIX, SUFFIX = ".newsclean-", ".work"


@contextmanager
def workplace(folder: str) -> Iterator[str]:
    """Create a folder inside `folder` and remove it with its contents at the end of the block. Folders left by killed
    processes are removed first.
    """
    _sweep(folder)
    with ExitStack() as stack:
        yield _new_folder(folder, stack)


def _new_folder(folder: str, stack: ExitStack) -> str:
    while True:
        path = os.path.join(folder, f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}")
        stack.callback(shutil.rmtree, path, ignore_errors=True)  # before it exists: a signal can arrive any time
        os.mkdir(path)
        with suppress(LockedError, FileNotFoundError):  # another process mistook it for one left by a dead process
            stack.enter_context(locked(path))
            return path


def _sweep(folder: str) -> None:
    for name in os.listdir(folder):
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            path = os.path.join(folder, name)
            with suppress(OSError), locked(path):  # a process that just created it and finds it locked creates another
                _remove(path)


def _remove(path: str) -> None:
    """Remove a folder, its lock last, so that its remains can still be recognised if this process dies."""
    for name in os.listdir(path):
        if name != LOCK:
            inner = os.path.join(path, name)
            shutil.rmtree(inner) if os.path.isdir(inner) else os.unlink(inner)
    shutil.rmtree(path)
