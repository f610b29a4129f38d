"""Reads the files in a zip archive."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import IO

from newsclean.batch.archives.member import Entry
from newsclean.batch.archives.names import harmless, recovered

ENCRYPTED, UTF8 = 0x1, 0x800
"""Bits of an entry's flags."""


def entries_in_zip(file: IO[bytes]) -> Iterator[Entry]:
    """The files in a zip archive, in the order of its directory."""
    with zipfile.ZipFile(file) as archive:
        found = archive.infolist()
        for name, info in zip(_names(found), found, strict=True):
            if not name.endswith(("/", "\\")):
                yield _entry(archive, harmless(name), info)


def _entry(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> Entry:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return Entry(name, passed=True)
    if info.flag_bits & ENCRYPTED:
        return Entry(name, problem="is encrypted")
    return Entry(name, open=partial(archive.open, info), apart=True)


def _names(found: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Decode the names of entries. Names not marked as UTF-8 should be in code page 437, but Chinese programs use other
    encodings.
    """
    unmarked = [None if info.flag_bits & UTF8 else _raw(info.filename) for info in found]
    texts = iter(recovered([raw for raw in unmarked if raw is not None]))
    return [
        info.filename if raw is None else next(texts) or info.filename
        for raw, info in zip(unmarked, found, strict=True)
    ]


def _raw(name: str) -> bytes | None:
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None
