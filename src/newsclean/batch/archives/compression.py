"""Compressed data: detection by the first bytes, and decompression up to a limit."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Literal, cast

from newsclean.batch.archives.member import LIMIT, Entry, MemberError
from newsclean.errors import describe
from newsclean.stages.decode.file_types import is_office_document

if TYPE_CHECKING:
    from typing_extensions import Buffer

Kind = Literal["zip", "tar", "warc", "lines"]

HEAD = 512
"""Number of bytes needed to detect the kind of a file: a tar archive is recognised by its first block."""
_AT_ONCE = 1 << 20
_LINE_ENDINGS = (".jsonl", ".ndjson")


def _gzip(file: IO[bytes]) -> IO[bytes]:
    from gzip import GzipFile

    return cast("IO[bytes]", GzipFile(fileobj=file, mode="rb"))


def _bzip2(file: IO[bytes]) -> IO[bytes]:
    from bz2 import BZ2File

    return BZ2File(file)


def _xz(file: IO[bytes]) -> IO[bytes]:
    from lzma import LZMAFile

    return LZMAFile(file)


_PACKINGS: tuple[tuple[bytes, Callable[[IO[bytes]], IO[bytes]]], ...] = (
    (b"\x1f\x8b\x08", _gzip),
    (b"BZh", _bzip2),
    (b"\xfd7zXZ\x00", _xz),
)
_BZIP2_BLOCK = b"1AY&SY"


class DamagedError(OSError):
    """A stream is damaged and cannot be read further."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EIO, reason)


class Stream(io.RawIOBase):
    """The bytes already read from a file, followed by the rest, readable once. A read returns the bytes before any
    damage, so that the documents in them are not lost.
    """

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._read_on: Callable[[int], bytes] = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        part, self._head = self._head[: len(view)], self._head[len(view) :]
        if not part:
            try:
                part = self._read_on(len(view))
            except Exception as error:
                raise DamagedError(reason(error)) from None
        view[: len(part)] = part
        return len(part)


def stream(head: bytes, rest: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", Stream(head, rest))


def peeled(file: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """The first bytes of a file's content, and the content from its beginning, decompressed if needed."""
    head = _read_up_to(file, HEAD)
    if (unpack := _unpacking(head)) is not None:
        file = unpack(stream(head, file))
        head = _read_up_to(file, HEAD)
    elif file.seekable():
        file.seek(0)
        return head, file
    return head, stream(head, file)


def _unpacking(head: bytes) -> Callable[[IO[bytes]], IO[bytes]] | None:
    for magic, unpack in _PACKINGS:
        if head.startswith(magic) and (unpack is not _bzip2 or head[4:10] == _BZIP2_BLOCK):
            return unpack
    return None


def kind_of(head: bytes, name: str = "") -> Kind | None:
    """The kind of an archive, by its first bytes; JSON lines also by the file's name."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    stem = name.lower()
    for ending in (".gz", ".bz2", ".xz"):
        stem = stem.removesuffix(ending)
    if stem.endswith(_LINE_ENDINGS):
        return "lines"
    return "tar" if stem.endswith((".tar", ".tgz", ".tbz", ".tbz2", ".txz")) else None


def unpacked(raw: bytes) -> bytes:
    """A document's bytes, decompressed if needed. Raises MemberError if that fails, or if they are an archive of
    several documents.
    """
    if _unpacking(raw[:HEAD]) is not None:
        try:
            _, plain = peeled(io.BytesIO(raw))
            raw = read_whole(plain, LIMIT)
        except Exception as error:
            raise MemberError(reason(error)) from None
    if (kind := kind_of(raw[:HEAD])) is not None and not is_office_document(raw):
        raise MemberError(f"is an archive ({kind}) by its content; rename it accordingly")
    return raw


def read_whole(file: IO[bytes], limit: int) -> bytes:
    """All bytes of a file. Raises MemberError if they exceed the limit."""
    raw = _read_up_to(file, limit + 1)
    if len(raw) > limit:
        raise MemberError(f"unpacks to more than {limit >> 20} MB")
    return raw


@contextmanager
def opened(entry: Entry) -> Iterator[IO[bytes]]:
    """Open a file in an archive. Raises MemberError if this file cannot be read but others may be."""
    if entry.problem is not None or entry.open is None:
        raise MemberError(entry.problem or "is not a regular file")
    try:
        with entry.open() as file:
            yield file
    except MemberError:
        raise
    except Exception as error:
        if not entry.apart:
            raise
        raise MemberError(reason(error)) from None


def _read_up_to(file: IO[bytes], size: int) -> bytes:
    parts = []
    while size > 0 and (part := file.read(min(size, _AT_ONCE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def reason(error: BaseException) -> str:
    """A short message why compressed data cannot be read."""
    match error:
        case EOFError():
            return "is damaged: it is truncated"
        case ModuleNotFoundError():
            return str(error)
        case NotImplementedError():
            return "is compressed in an unknown way"
        case OSError(errno=errno.EINVAL):
            return "is damaged: it points outside itself"  # a seek before the beginning
        case OSError(strerror=str()) | MemoryError():
            return describe(error)
    return f"is damaged: {error}"  # the readers of archives raise many kinds of exceptions
