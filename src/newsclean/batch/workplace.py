"""A folder for unfinished files: it goes when its process ends, however that ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from newsclean.duplicates.index.locks import LOCK, LockedError, locked

PREFIX, SUFFIX = ".newsclean-", ".work"


@contextmanager
def workplace(folder: str) -> Iterator[str]:
    """A new folder inside `folder` that goes at the end of the block, with all that is in it. What processes that were
    killed left of theirs is removed first.
    """
    _sweep(folder)
    with ExitStack() as stack:
        yield _new_folder(folder, stack)


def _new_folder(folder: str, stack: ExitStack) -> str:
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
