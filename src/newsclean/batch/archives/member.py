"""What archives are read as: documents with a name and bytes, or with the reason why those cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

LIMIT = 32 << 20
"""Bytes that a packed document may have: a few can blow up to any size, and cleaning takes 30 to 50 times as much."""

Ask = Callable[[str], bool | None]
"""Asked for a document by its name inside the archive: is its content wanted? `None` leaves the document out."""


class MemberError(OSError):
    """Something in an archive cannot be read, for a reason that has nothing to do with the rest of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.strerror = reason

    def __str__(self) -> str:
        return str(self.strerror)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive of files. `open` gives its bytes until the next entry is asked for, and what is damaged in
    them is its own where it stands `apart`, else the archive's. A link or a device is `passed` over.
    """

    name: str
    open: Callable[[], IO[bytes]] | None = None
    apart: bool = False
    problem: str | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive.

    `name` is a harmless path inside the archive, with `/`; `path` what messages call it. `content` is `None` where it
    is not wanted, has a `problem`, or is `passed` over as no document. `source` is a name of its own, an address or an
    id, and `declared` the charset that its headers give.
    """

    name: str
    path: str
    content: bytes | str | None = None
    problem: str | None = None
    passed: bool = False
    source: str | None = None
    declared: str | None = None
