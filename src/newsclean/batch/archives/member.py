"""The contents of archives: documents with a name and bytes, or with the reason why they cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

LIMIT = 32 << 20
"""Maximum size of a decompressed document: a few bytes can expand to any size, and cleaning takes 30 to 50 times as
much memory."""

Ask = Callable[[str], bool | None]
"""Decides for a document, by its name in the archive, whether its content is read; `None` skips the document."""


class MemberError(OSError):
    """A member of an archive cannot be read; the other members are not affected."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.strerror = reason

    def __str__(self) -> str:
        return str(self.strerror)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive of files. `open` returns its bytes, valid until the next entry is requested. Damage in them
    affects only this file if it is stored `apart`, else the whole archive. `passed` marks links and devices, which are
    skipped.
    """

    name: str
    open: Callable[[], IO[bytes]] | None = None
    apart: bool = False
    problem: str | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive.

    `name` is a harmless path inside the archive, with `/`; `path` is its name in messages. `content` is `None` if it is
    not needed, has a `problem`, or is `passed` over because it is not a document. `source` is its address or id, if it
    has one, and `declared` the charset given in its headers.
    """

    name: str
    path: str
    content: bytes | str | None = None
    problem: str | None = None
    passed: bool = False
    source: str | None = None
    declared: str | None = None
