"""Files in, documents out, and results into files that are whole or not there."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count, islice
from typing import IO, TYPE_CHECKING, Any, TypeVar

from newsclean.model import Document

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_AHEAD = 4
"""Files under way for each worker: enough to keep it busy behind one slow file, few enough to bound memory."""

AnyPath = str | os.PathLike[str]
Item = TypeVar("Item")
Result = TypeVar("Result")


def clean_file(path: AnyPath, **options: Any) -> Document:
    """The document in the file at `path`, with `Document.source` the path as given.

    `options` are those of `newsclean.clean`. A file that cannot be read raises OSError; its content never raises.
    """
    from newsclean.pipeline import clean

    with open(path, "rb") as file:
        raw = file.read()
    return clean(raw, source=os.fspath(path), **options)


def clean_files(paths: Iterable[AnyPath], *, jobs: int = 1, **options: Any) -> Iterator[Document]:
    """A document for every path, in the order of `paths`, read as the iterator is asked for them.

    With `jobs` above 1 that many processes work, a few files ahead of the one that is asked for; the documents
    are the same. A file that fails yields a document without text whose only flag is `error: …`.
    Raises ValueError if `jobs` is below 1. `options` are those of `newsclean.clean`.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    work = partial(_clean_or_report, options=options)
    return in_order(work, paths, jobs, failed)


def describe(error: BaseException) -> str:
    """What went wrong, in a few words for one line: `no such file`, `permission denied`, `is a folder, not a file`."""
    match error:
        case FileNotFoundError():
            return "no such file"
        case IsADirectoryError():
            return "is a folder, not a file"
        case OSError(strerror=str(reason)) if reason:
            return reason[0].lower() + reason[1:]
        case MemoryError():
            return "not enough memory"
        case _:
            return f"{type(error).__name__}: {error}".removesuffix(": ")


def failed(path: AnyPath, reason: str) -> Document:
    """The document that stands for a file that could not be cleaned."""
    return Document(text="", articles=(), ledger=(), source=os.fspath(path), flags=(f"error: {reason}",))


@contextmanager
def replacing(path: AnyPath) -> Iterator[IO[bytes]]:
    """A file to write to that takes the place of the one at `path` at the end of the block, all at once.

    If the block raises, what stood at `path` is as it was. A link keeps pointing where it does; what is no regular
    file (`/dev/null`, a named pipe) is written to directly.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as device:
            yield device
        return
    temporary, file = _create_beside(target)
    try:
        with file:
            yield file
        put_in_place(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def put_in_place(temporary: str, target: str) -> None:
    """Let a finished file in the same file system take the place of the one at `target`, whose mode it gets."""
    with suppress(OSError):
        os.chmod(temporary, os.stat(target).st_mode & 0o7777)
    os.replace(temporary, target)


def _create_beside(target: str) -> tuple[str, IO[bytes]]:
    """A new file in the folder of `target`, so that it can be renamed onto it."""
    for number in count():
        name = os.path.join(os.path.dirname(target), f".newsclean-{os.getpid()}-{number}.tmp")
        with suppress(FileExistsError):
            return name, open(name, "xb")
    raise AssertionError("count() does not end")


def _clean_or_report(path: AnyPath, options: dict[str, Any]) -> Document:
    try:
        return clean_file(path, **options)
    except Exception as error:
        return failed(path, describe(error))


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], jobs: int, lost: Callable[[Item, str], Result]
) -> Iterator[Result]:
    """What `work` makes of every item, in order; with `jobs` above 1 in that many processes, a few items ahead.

    An item whose process dies is tried once alone, and is what `lost` makes of it and of the reason if that dies too;
    the others are done. When the iterator is closed, or an error or a signal ends it, the processes are ended.
    """
    return map(work, items) if jobs == 1 else _in_processes(work, iter(items), jobs, lost)


def _in_processes(
    work: Callable[[Item], Result], items: Iterator[Item], jobs: int, lost: Callable[[Item, str], Result]
) -> Iterator[Result]:
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(jobs)
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    try:
        while True:
            for item in islice(items, _AHEAD * jobs - len(waiting)):
                waiting.append((item, _submit(pool, work, item)))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                _end(pool)
                result = _alone(work, item, lost)
                pool = _pool(jobs)
                waiting = deque((item, _again(pool, work, item, future)) for item, future in waiting)
            yield result
    finally:
        _end(pool)


def _pool(jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=_leave_signals_alone)


def _leave_signals_alone() -> None:
    """A terminal sends Ctrl-C to the workers too, but the parent ends them; its other handlers are not theirs."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the pool's processes at once: what they are at is not wanted any more."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[Item], Result], item: Item) -> Future[Result]:
    """The future of one item; a pool that has just broken gives one that has failed."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _again(
    pool: ProcessPoolExecutor, work: Callable[[Item], Result], item: Item, future: Future[Result]
) -> Future[Result]:
    """The future of an item whose pool broke: itself where it was done before."""
    return future if future.done() and future.exception() is None else _submit(pool, work, item)


def _alone(work: Callable[[Item], Result], item: Item, lost: Callable[[Item, str], Result]) -> Result:
    """One item in a process of its own. A worker died, and this shows whether this item was the cause."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(1)
    try:
        return pool.submit(work, item).result()
    except BrokenProcessPool:
        return lost(item, "the process that cleaned it was killed")
    finally:
        _end(pool)
