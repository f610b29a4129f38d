"""Reads the files in a tar archive in one pass."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import IO

from newsclean.batch.archives.member import Entry, MemberError
from newsclean.batch.archives.names import harmless, recovered

LONGEST_HEADER = 1 << 20
"""Maximum size of a header with a long name or other fields, in bytes; a name has at most 4096."""
_LONG = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


class _Header(tarfile.TarInfo):
    """A header that raises if it is damaged; tarfile would treat damage as the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        if not buf:
            raise MemberError("is damaged: it is truncated")
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if not any(buf):  # the end
                raise
            raise MemberError(f"is damaged: {error}") from None
        if header.type in _LONG and header.size > LONGEST_HEADER:
            raise MemberError("is damaged: a header is too long")
        return header


def entries_in_tar(file: IO[bytes]) -> Iterator[Entry]:
    """The files in a tar archive, in order. Damage raises after the intact entries before it."""
    with tarfile.open(fileobj=file, mode="r|", tarinfo=_Header) as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined] # to save memory
            if not info.isdir():
                name = harmless(_name(info.name))
                yield Entry(name, open=partial(_opened, archive, info)) if info.isreg() else Entry(name, passed=True)


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(info)
    if file is None:
        raise MemberError("is not a regular file")
    return file


def _name(name: str) -> str:
    """Decode a name; if it is not UTF-8, by detecting its encoding."""
    raw = name.encode("utf-8", "surrogateescape")
    return recovered([raw])[0] or name
