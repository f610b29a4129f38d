"""What a worker process does: it answers one item after another until nobody asks any more."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

from newsclean.batch.limits import limit_memory
from newsclean.batch.signals import ENDING
from newsclean.errors import describe

READY, DONE, FAILED, SHORT = range(4)
"""Kinds of messages: the process has started; an item's result, or why it has none; there was not enough memory."""

_LOOK = 1.0
"""Seconds between two looks whether the parent is still there."""


def serve(connection: Connection, work: Callable[[Any], Any], max_memory: int | None) -> None:
    """Do `work` on every item that comes, and send what it makes of it."""
    _leave_signals_alone()
    threading.Thread(target=_end_with, args=(_parent(),), daemon=True).start()
    import newsclean.pipeline  # noqa: F401 – no item's time is spent on it

    if max_memory is not None:
        limit_memory(max_memory)
    with suppress(EOFError, OSError):  # the other end is closed
        connection.send((READY, None))
        while True:
            connection.send_bytes(_answer(work, connection.recv()))


_NO_MEMORY = bytes(ForkingPickler.dumps((SHORT, None)))


def _answer(work: Callable[[Any], Any], item: Any) -> bytes | memoryview:
    try:
        return ForkingPickler.dumps((DONE, work(item)))
    except MemoryError:
        return _NO_MEMORY
    except Exception as error:  # one bad item must not stop the rest
        return ForkingPickler.dumps((FAILED, describe(error)))


def _leave_signals_alone() -> None:
    """A terminal sends Ctrl-C to the workers too, but the parent ends them; its other handlers are not theirs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in ENDING:
        if number != signal.SIGINT and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def _parent() -> int:
    """The process whose end is that of this one. It may have ended before this line, and another have its place."""
    started_by = multiprocessing.parent_process()
    if started_by is None or started_by.pid is None or multiprocessing.get_start_method() == "forkserver":
        return os.getppid()  # the server, which ends with the process that it serves
    return started_by.pid


def _end_with(parent: int) -> None:
    """End this process when the parent is gone, whatever it is at. That the pipe is closed does not tell it where other
    processes have been forked with copies of its ends.
    """
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
