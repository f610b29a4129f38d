"""Articles in files of JSON lines: finding the files, reading the lines."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from newsclean.batch.archives.json_lines import Fields

ENDINGS = (".jsonl", ".jsonl.gz")
"""Names of the files that are read from a folder."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of lines: its name as given, the path of its uncompressed lines, and its state, to detect changes."""

    name: str
    path: str
    size: int
    changed: int

    def has_changed(self) -> bool:
        return self != _source(self.name, self.path)


def _source(name: str, path: str) -> Source:
    status = os.stat(path)
    return Source(name, path, status.st_size, status.st_mtime_ns)


def files_in(name: str) -> list[str]:
    """The files that a name refers to: itself, or, for a folder, all files of JSON lines below it, in order."""
    if name == STDIN or not os.path.isdir(name):
        return [name]
    found = []
    for folder, inner, files in os.walk(name):
        inner.sort()
        found += [os.path.join(folder, file) for file in sorted(files) if file.endswith(ENDINGS)]
    return found


def opened(name: str, folder: str) -> Source:
    """Open a source that can be read twice: standard input, a pipe and a compressed file are copied to `folder` as
    plain lines. Raises OSError if it cannot be read or if the compressed data is damaged.
    """
    if name != STDIN and os.path.isfile(name) and not name.endswith(".gz"):
        with open(name, "rb"):
            return _source(name, name)
    copy = os.path.join(folder, f"source-{len(os.listdir(folder))}")
    with open(copy, "wb") as target:
        if name == STDIN:
            if sys.stdin is None:
                raise OSError(errno.EBADF, "standard input is closed")
            shutil.copyfileobj(sys.stdin.buffer, target, 1 << 20)
        else:
            with open(name, "rb") as file:
                _copy(file, target, compressed=name.endswith(".gz"))
    return _source(name, copy)


def _copy(file: IO[bytes], target: IO[bytes], *, compressed: bool) -> None:
    if not compressed:
        shutil.copyfileobj(file, target, 1 << 20)
        return
    try:
        with gzip.GzipFile(fileobj=file) as plain:
            shutil.copyfileobj(plain, target, 1 << 20)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise OSError(errno.EIO, "is not gzip, or is truncated") from None


def lines(sources: Sequence[Source]) -> Iterator[tuple[Source, int, bytes]]:
    """All lines, with their sources and their numbers from 1."""
    for source in sources:
        with open(source.path, "rb") as file:
            for number, line in enumerate(file, start=1):
                yield source, number, line


def name_of(article: dict[str, Any], fields: Fields, where: Source | None, number: int) -> Any:
    """An article's id, or its line's number, with the name of the file if `where` is given."""
    given_id = article.get(fields.id)
    if given_id is not None:
        return given_id
    return number if where is None else f"{where.name}:{number}"
