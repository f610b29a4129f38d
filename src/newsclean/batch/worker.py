"""The main loop of a worker process: receives items and sends results until the connection is closed."""

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
"""Kinds of messages: the process has started; a result; the reason for no result; out of memory."""

_LOOK = 1.0
"""Seconds between two checks whether the parent still exists."""


def serve(connection: Connection, work: Callable[[Any], Any], max_memory: int | None) -> None:
    """Run `work` on every received item, and send the result."""
    _leave_signals_alone()
    threading.Thread(target=_end_with, args=(_parent(),), daemon=True).start()
    import newsclean.pipeline  # noqa: F401 – so that the import does not count as time of the first item

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
    except Exception as error:  # one bad item must not stop the others
        return ForkingPickler.dumps((FAILED, describe(error)))


def _leave_signals_alone() -> None:
    """Ignore Ctrl-C, which a terminal sends to the workers too, as the parent terminates them; reset other handlers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in ENDING:
        if number != signal.SIGINT and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def _parent() -> int:
    """The process id whose end must end this process. The parent may already have ended and have been replaced."""
    started_by = multiprocessing.parent_process()
    if started_by is None or started_by.pid is None or multiprocessing.get_start_method() == "forkserver":
        return os.getppid()  # the fork server, which ends with the process that it serves
    return started_by.pid


def _end_with(parent: int) -> None:
    """End this process when the parent has ended, even during work. A closed pipe is not enough, because other forked
    processes may hold copies of its ends.
    """
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
