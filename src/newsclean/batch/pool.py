"""A pool of worker processes: a result for every item, in order, even if a process dies.

Each worker has a separate pipe and at most two items, one in work and one waiting. So the pool knows which item a
worker was processing when it died or exceeded a limit, and terminates and replaces only that worker.
"""

from __future__ import annotations

import errno
import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from types import ModuleType
from typing import Any, Generic, TypeVar

from newsclean.batch.limits import NO_LIMITS, TOO_LARGE, Limits
from newsclean.batch.signals import undisturbed
from newsclean.batch.worker import DONE, READY, SHORT, serve
from newsclean.errors import describe

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Items in progress for each worker: enough to keep all busy during one slow item, few enough to bound memory."""
PORTION = 64
"""Items requested at once, so that work begins while more are being found."""
MOST_AHEAD = 64 << 20
"""Total bytes of items in progress from which on no more are requested: documents of archives are passed as bytes."""
_GIVEN = 2
"""Items that a worker has at once; with a second one it need not wait for the parent."""
_SMALL = 4096
"""Maximum size of a waiting item: a pipe buffers as much, so that the parent is not blocked."""
_LOOK = 1.0
"""Seconds between checks whether the workers are alive, in case no pipe reports it."""
_GRACE = 5.0
"""Seconds to wait for a killed process: one that is waiting for a disk cannot end at once."""
_STILLBORN = 3
"""Number of consecutive processes that may end before they have started."""

KILLED = "the process that cleaned it was killed"
_NO_START = "Worker processes end before they have started"


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item, str], Result],
    limits: Limits = NO_LIMITS,
    ahead: int = AHEAD,
    weight: Callable[[Item], int] = lambda _: 0,
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order, using up to `jobs` processes with `ahead` items in progress for
    each, fewer if their total `weight`, in bytes, is large.

    If `work(item)` raises, the result is `lost(item, reason)`. If a process dies or exceeds the limits, its item is
    tried once more in a new process, and is lost if that fails too; other items are not affected. `work` must be a
    top-level function of a module, as a process may not be forked. The processes are terminated when the iterator is
    closed or ends by an error or a signal. Raises OSError if no process can start.
    """
    _share_what_is_imported()
    crew = _Crew(work, lost, jobs, limits)
    under_way: deque[_Job[Item, Result]] = deque()
    items, weight_ahead = iter(items), 0
    try:
        while True:
            for item in islice(items, min(PORTION, ahead * jobs - len(under_way)) if weight_ahead < MOST_AHEAD else 0):
                weight_ahead += weight(item)
                under_way.append(_Job(item))
                crew.waiting.append(under_way[-1])
                if weight_ahead >= MOST_AHEAD:
                    break
            if not under_way:
                return
            crew.hand_out()
            crew.hear(patient=not under_way[0].results)
            crew.hand_out()
            if under_way[0].results:
                weight_ahead -= weight(under_way[0].item)
                yield under_way.popleft().results[0]
    finally:
        crew.end()


def here(
    work: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item, str], Result]
) -> Iterator[Result]:
    """The same in this process, without protection from crashes and limits."""
    for item in items:
        try:
            result = work(item)
        except Exception as error:  # one bad item must not stop the others
            result = lost(item, describe(error))
        yield result


def _share_what_is_imported() -> None:
    """Import modules in the parent, so that forked processes need not import them again."""
    if multiprocessing.get_start_method() == "fork":
        import newsclean.pipeline  # noqa: F401


@dataclass(slots=True, eq=False)
class _Job(Generic[Item, Result]):
    """An item in progress. `results` has its result, if there is one. `again` means that a process died on it, `alone`
    that no other item may run at the same time, as that might be the one that needs the memory.
    """

    item: Item
    results: list[Result] = field(default_factory=list)
    again: bool = False
    alone: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and its jobs, in order; it has been working on the first one `since` that time."""

    process: BaseProcess
    connection: Connection
    given: deque[_Job[Any, Any]] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0

    def give(self, job: _Job[Any, Any]) -> bool:
        """Assign a job, unless it would have to wait in the pipe and is too large for that."""
        raw = ForkingPickler.dumps(job.item)
        if self.given and len(raw) > _SMALL:
            return False
        if not self.given:
            self.since = time.monotonic()
        self.given.append(job)
        with suppress(OSError):  # the process has died, which is detected soon
            self.connection.send_bytes(raw)
        return True

    def end(self) -> None:
        self.process.kill()
        self.process.join(_GRACE)
        self.connection.close()


@dataclass(slots=True)
class _Crew(Generic[Item, Result]):
    """The workers, the waiting jobs, and the jobs that wait for a new worker because a worker died on them."""

    work: Callable[[Item], Result]
    lost: Callable[[Item, str], Result]
    jobs: int
    limits: Limits
    waiting: deque[_Job[Item, Result]] = field(default_factory=deque)
    _suspects: deque[_Job[Item, Result]] = field(default_factory=deque)
    _workers: list[_Worker] = field(default_factory=list)
    _stillborn: int = 0

    def hand_out(self) -> None:
        """Assign waiting jobs to workers that have room."""
        while self._suspects and self._may_try(self._suspects[0]):
            self._new().give(self._suspects.popleft())
        if any(job.alone for job in self._suspects) or any(job.alone for each in self._workers for job in each.given):
            return
        while self.waiting and (worker := self._free()) and worker.give(self.waiting[0]):
            self.waiting.popleft()

    def hear(self, *, patient: bool) -> None:
        """Receive messages from the workers; if `patient`, wait until there is a message or a check is due."""
        heard = wait([worker.connection for worker in self._workers], self._time_left() if patient else 0)
        for worker in [each for each in self._workers if each.connection in heard]:
            self._receive(worker)
        for worker in list(self._workers):
            if self._is_late(worker):
                self._lose(worker, self.limits.too_long(), alone=False)
            elif not worker.process.is_alive() and not worker.connection.poll():
                self._lose(worker, KILLED, alone=True)

    def end(self) -> None:
        """Terminate all workers at once; their results are no longer needed."""
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._workers.pop().end()

    def _may_try(self, job: _Job[Item, Result]) -> bool:
        return sum(bool(worker.given) for worker in self._workers) < (1 if job.alone else self.jobs)

    def _new(self) -> _Worker:
        """A new worker, replacing an idle one if there are already enough."""
        if len(self._workers) == self.jobs:
            idle = next(worker for worker in self._workers if not worker.given)
            self._workers.remove(idle)
            idle.end()
        return self._start()

    def _free(self) -> _Worker | None:
        """The worker for the next job: an idle one, a new one, or one without a second job."""
        fewest = min(self._workers, key=lambda worker: len(worker.given), default=None)
        if fewest is not None and not fewest.given:
            return fewest
        if len(self._workers) < self.jobs:
            try:
                return self._start()
            except OSError:  # of processes or memory there is no more
                if not self._workers:
                    raise
                self.jobs = len(self._workers)
        able = (worker for worker in self._workers if len(worker.given) < _GIVEN and not worker.given[0].again)
        return next(able, None)

    def _start(self) -> _Worker:
        ours, theirs = Pipe()
        process = multiprocessing.Process(target=serve, args=(theirs, self.work, self.limits.max_memory), daemon=True)
        worker = _Worker(process, ours)
        # Signals are deferred until the new process has its handlers and this process has registered it.
        with undisturbed(), _without_program():
            process.start()
            self._workers.append(worker)
        theirs.close()
        return worker

    def _time_left(self) -> float:
        """Seconds until the first worker exceeds its time limit."""
        if self.limits.timeout is None:
            return _LOOK
        begun = [worker.since for worker in self._workers if worker.given and worker.ready]
        return min([_LOOK, *(max(0.0, since + self.limits.timeout - time.monotonic()) for since in begun)])

    def _is_late(self, worker: _Worker) -> bool:
        if self.limits.timeout is None or not worker.ready or not worker.given:
            return False
        return time.monotonic() - worker.since > self.limits.timeout and not worker.connection.poll()

    def _receive(self, worker: _Worker) -> None:
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(_GRACE)
            large = worker.process.exitcode == TOO_LARGE
            self._lose(worker, self.limits.too_large() if large else KILLED, alone=not large)
            return
        worker.since = time.monotonic()
        if kind == READY:
            worker.ready, self._stillborn = True, 0
        elif kind == SHORT:
            self._lose(worker, self.limits.too_large(), alone=self.limits.max_memory is None)
        else:
            job = worker.given.popleft()
            job.results.append(value if kind == DONE else self.lost(job.item, value))

    def _lose(self, worker: _Worker, reason: str, *, alone: bool) -> None:
        """Handle a worker that died or must be terminated: retry or lose its current job, reassign the other one."""
        self._workers.remove(worker)
        worker.end()
        if worker.ready and worker.given:
            job = worker.given.popleft()
            if job.again:
                job.results.append(self.lost(job.item, reason))
            else:
                job.again, job.alone = True, alone
                self._suspects.append(job)
        elif not worker.ready:
            self._stillborn += 1
            if self._stillborn == _STILLBORN:
                raise ChildProcessError(errno.ECHILD, _NO_START)
        for job in reversed(worker.given):
            (self._suspects if job.again else self.waiting).appendleft(job)


@contextmanager
def _without_program() -> Iterator[None]:
    """Prevent new processes from importing the main program, which they do not need: a notebook has no file, and a
    script without an `if __name__ == "__main__"` guard would run again.
    """
    if multiprocessing.get_start_method() == "fork":
        yield
        return
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program
