"""Reads the documents in an archive of any kind in one pass, including nested archives."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from newsclean.batch.archives import is_archive
from newsclean.batch.archives.compression import Kind, kind_of, opened, peeled, read_whole, reason, stream, unpacked
from newsclean.batch.archives.json_lines import Fields, documents_in_lines
from newsclean.batch.archives.member import LIMIT, Ask, Entry, Member, MemberError
from newsclean.batch.archives.names import is_hidden
from newsclean.batch.archives.tar import entries_in_tar
from newsclean.batch.archives.warc import documents_in_warc
from newsclean.batch.archives.zip import entries_in_zip

DEPTH = 3
"""Maximum depth of nested archives: a year of months of days has three."""


def members(path: str, ask: Ask, fields: Fields = Fields()) -> Iterator[Member]:  # noqa: B008 – frozen
    """The documents in the archive at `path`, in archive order, read lazily.

    `ask` is called with each document's name in the archive and returns whether its content is read; `None` skips the
    document. A member that cannot be read has a `problem`; if the archive itself is damaged, the last member reports
    it.
    """
    reader = _Reader(ask, fields)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # reading a named pipe would never end
            raise MemberError("is not a regular file")
        with open(path, "rb") as file:
            yield from reader.members(file, path, "", 1)
    except OSError as error:
        yield Member("", path, problem=reason(error))


@dataclass(frozen=True, slots=True)
class _Reader:
    ask: Ask
    fields: Fields

    def members(self, file: IO[bytes], path: str, inside: str, depth: int) -> Iterator[Member]:
        """The documents of one archive. `path` is its name in messages, `inside` the prefix of its members' names."""
        try:
            head, plain = peeled(file)
            yield from self._read(kind_of(head, path), plain, path, inside, depth)
        except Exception as error:  # the archive is damaged; others are still read
            yield Member(inside.rstrip("/"), path, problem=reason(error))

    def _read(self, kind: Kind | None, file: IO[bytes], path: str, inside: str, depth: int) -> Iterator[Member]:
        match kind:
            case "zip":
                seekable = file if file.seekable() else io.BytesIO(read_whole(file, LIMIT))
                yield from self._files(entries_in_zip(seekable), path, inside, depth)
            case "tar":
                yield from self._files(entries_in_tar(file), path, inside, depth)
            case "warc":
                yield from documents_in_warc(file, path, inside, self.ask)
            case "lines":
                yield from documents_in_lines(file, path, inside, self.ask, self.fields)
            case None:
                raise MemberError("has an archive's name but is not a readable archive")

    def _files(self, entries: Iterator[Entry], path: str, inside: str, depth: int) -> Iterator[Member]:
        for entry in entries:
            name, where = inside + entry.name, f"{path}/{entry.name}"
            if is_hidden(entry.name):
                continue
            if entry.passed:
                yield Member(name, where, passed=True)
            elif is_archive(entry.name):
                yield from self._archive(entry, where, f"{name}/", depth + 1)
            elif (wanted := self.ask(name)) is not None:
                yield _member(entry, name, where) if wanted or entry.problem else Member(name, where)

    def _archive(self, entry: Entry, path: str, inside: str, depth: int) -> Iterator[Member]:
        """Read a nested archive as a stream."""
        try:
            if depth > DEPTH:
                raise MemberError(f"is nested too deep: an archive inside {depth - 1} others")
            with opened(entry) as file:
                yield from self.members(stream(b"", file), path, inside, depth)
        except MemberError as error:
            yield Member(inside.rstrip("/"), path, problem=reason(error))


def _member(entry: Entry, name: str, path: str) -> Member:
    try:
        with opened(entry) as file:
            raw = read_whole(file, LIMIT)
        return Member(name, path, unpacked(raw))
    except MemberError as error:
        return Member(name, path, problem=reason(error))
