"""The documents in an archive of any kind, in one pass; archives in archives are read too."""

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
"""Archives in one another that are read: those who pack a year's months and those the days are three."""


def members(path: str, ask: Ask, fields: Fields = Fields()) -> Iterator[Member]:  # noqa: B008 – frozen
    """The documents in the archive at `path`, in its order, read as the iterator is asked for them.

    `ask` is told each document's name inside the archive and answers whether its content is wanted; `None` leaves the
    document out. What cannot be read has a `problem`; where the archive itself is damaged, the last one is its own.
    """
    reader = _Reader(ask, fields)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a named pipe would never end
            raise MemberError("is no regular file")
        with open(path, "rb") as file:
            yield from reader.members(file, path, "", 1)
    except OSError as error:
        yield Member("", path, problem=reason(error))


@dataclass(frozen=True, slots=True)
class _Reader:
    ask: Ask
    fields: Fields

    def members(self, file: IO[bytes], path: str, inside: str, depth: int) -> Iterator[Member]:
        """The documents of one archive. `path` is what messages call it, `inside` what its names begin with."""
        try:
            head, plain = peeled(file)
            yield from self._read(kind_of(head, path), plain, path, inside, depth)
        except Exception as error:  # the archive is at fault, and others are to be read
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
                raise MemberError("is no archive that can be read, for all its name")

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
        """An archive in an archive, read as it comes out of that."""
        try:
            if depth > DEPTH:
                raise MemberError(f"is an archive in {depth - 1} others, which is too deep")
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
