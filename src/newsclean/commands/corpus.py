"""Articles in files of JSON lines: where they stand, and what a line says."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from newsclean.files import describe

ENDINGS = (".jsonl", ".jsonl.gz")
"""Names of files that are taken out of a folder."""
STDIN = "-"
BOM = b"\xef\xbb\xbf"


class LineError(ValueError):
    """A line is no article."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a line are an article's text and its id."""

    text: str = "text"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of lines: its name as it was given, where its plain lines stand, and what tells that it was changed."""

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
    """The files that a name stands for: itself, or, of a folder, all below it that hold JSON lines, in order."""
    if name == STDIN or not os.path.isdir(name):
        return [name]
    found = []
    for folder, inner, files in os.walk(name):
        inner.sort()
        found += [os.path.join(folder, file) for file in sorted(files) if file.endswith(ENDINGS)]
    return found


def opened(name: str, folder: str) -> Source:
    """A source that can be read twice: standard input, a pipe and a compressed file are copied to `folder` as plain
    lines. Raises OSError where it cannot be read, also where what is compressed is damaged.
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
        raise OSError(errno.EIO, "is not gzip, or breaks off") from None


def lines(sources: Sequence[Source]) -> Iterator[tuple[Source, int, bytes]]:
    """All lines with their sources and their numbers, from 1."""
    for source in sources:
        with open(source.path, "rb") as file:
            for number, line in enumerate(file, start=1):
                yield source, number, line


def record(line: bytes, fields: Fields) -> dict[str, Any] | None:
    """What a line says, `None` if it is blank. Raises LineError, with the reason, where that is no article."""
    if not line.strip():
        return None
    try:
        value = json.loads(line.removeprefix(BOM).rstrip(b"\r\n").decode())
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8 (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise LineError(f"not JSON ({error.msg[0].lower()}{error.msg[1:]}, column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON that can be read ({describe(error)})") from None
    if not isinstance(value, dict):
        raise LineError("not a JSON object")
    if fields.text not in value:
        raise LineError(f"no field {fields.text!r}")
    if not isinstance(value[fields.text], str):
        raise LineError(f"the field {fields.text!r} is no string")
    return value


def name_of(article: dict[str, Any], fields: Fields, where: Source | None, number: int) -> Any:
    """An article's id; where it has none, its line's number, with the name of the file if one is given."""
    own = article.get(fields.id)
    if own is not None:
        return own
    return number if where is None else f"{where.name}:{number}"
