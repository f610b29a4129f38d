"""Reads files into documents, and writes results atomically."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, Any

from newsclean.batch.workplace import workplace
from newsclean.model import Document

AnyPath = str | os.PathLike[str]


def clean_file(path: AnyPath, **options: Any) -> Document:
    """The document in the file at `path`, with `Document.source` the path as given.

    A document packed with gzip, bzip2 or xz is unpacked. `options` are those of `newsclean.clean`. A file that cannot
    be read raises OSError, as does an archive of several documents; other content never raises.
    """
    from newsclean.batch.archives.compression import unpacked
    from newsclean.pipeline import clean

    with open(path, "rb") as file:
        raw = file.read()
    return clean(unpacked(raw), source=os.fspath(path), **options)


def clean_files(
    paths: Iterable[AnyPath],
    *,
    jobs: int = 1,
    timeout: float | None = None,
    max_memory: int | None = None,
    **options: Any,
) -> Iterator[Document]:
    """Yield a document for every path, in the order of `paths`, reading lazily.

    With `jobs` above 1, that many processes work a few files ahead of the consumer; the documents are the same. A file
    that fails yields a document without text whose only flag is `error: …`. The same happens to a file that takes
    longer than `timeout` seconds, that needs more than `max_memory` bytes beyond those of a new process, or whose
    process dies, each after a second attempt alone. With a limit, a separate process is used even if `jobs` is 1.
    Raises ValueError if `jobs` is below 1 or a limit is invalid. `options` are those of `newsclean.clean`.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    from newsclean.batch.limits import Limits
    from newsclean.batch.pool import here, in_order  # its dependencies are slow to import

    limits = Limits(timeout, max_memory)
    work = partial(clean_file, **options)
    return in_order(work, paths, jobs, failed, limits) if jobs > 1 or limits else here(work, paths, failed)


def failed(path: AnyPath, reason: str) -> Document:
    """The document returned for a file that could not be cleaned."""
    return Document(text="", articles=(), ledger=(), source=os.fspath(path), flags=(f"error: {reason}",))


@contextmanager
def replacing(path: AnyPath) -> Iterator[IO[bytes]]:
    """Open a temporary file that atomically replaces the one at `path` at the end of the block.

    If the block raises, the file at `path` is unchanged. A link keeps its target; what is not a regular file
    (`/dev/null`, a named pipe) is written to directly.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "wb") as device:
            yield device
        return
    with workplace(os.path.dirname(target)) as work:
        temporary = os.path.join(work, "output")
        with open(temporary, "wb") as file:
            yield file
        put_in_place(temporary, target)


def put_in_place(temporary: str, target: str) -> None:
    """Move a finished file to `target` in the same file system; it gets the mode of the file that it replaces."""
    with suppress(OSError):
        os.chmod(temporary, os.stat(target).st_mode & 0o7777)
    os.replace(temporary, target)
