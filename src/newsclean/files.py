"""Files in, documents out, and results into files that are whole or not there."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count, islice
from typing import IO, TYPE_CHECKING, Any

from newsclean.model import Document

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_AHEAD = 4
"""Files under way for each worker: enough to keep it busy behind one slow file, few enough to bound memory."""

AnyPath = str | os.PathLike[str]


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
    return map(work, paths) if jobs == 1 else _in_processes(work, iter(paths), jobs)


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


def _in_processes(work: Callable[[AnyPath], Document], paths: Iterator[AnyPath], jobs: int) -> Iterator[Document]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs)
    waiting: deque[tuple[AnyPath, Future[Document]]] = deque()
    try:
        while True:
            for path in islice(paths, _AHEAD * jobs - len(waiting)):
                waiting.append((path, _submit(pool, work, path)))
            if not waiting:
                return
            path, future = waiting.popleft()
            try:
                document = future.result()
            except BrokenProcessPool:
                pool.shutdown()
                document = _alone(work, path)
                pool = ProcessPoolExecutor(jobs)
                waiting = deque((path, _again(pool, work, path, future)) for path, future in waiting)
            yield document
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[AnyPath], Document], path: AnyPath) -> Future[Document]:
    """The future of one file; a pool that has just broken gives one that has failed."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(work, path)
    except BrokenProcessPool as error:
        broken: Future[Document] = Future()
        broken.set_exception(error)
        return broken


def _again(
    pool: ProcessPoolExecutor, work: Callable[[AnyPath], Document], path: AnyPath, future: Future[Document]
) -> Future[Document]:
    """The future of a file whose pool broke: itself where it was done before."""
    return future if future.done() and future.exception() is None else _submit(pool, work, path)


def _alone(work: Callable[[AnyPath], Document], path: AnyPath) -> Document:
    """One file in a process of its own. A worker died, and this shows whether this file was the cause."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(work, path).result()
        except BrokenProcessPool:
            return failed(path, "the process that cleaned it was killed")
