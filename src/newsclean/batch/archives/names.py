"""Names of archive members: decoded from their encoding, and made harmless as paths below a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

LONGEST = 200
"""Maximum length of one part of a path, in bytes; file systems allow 255, and an ending is added."""
DEEPEST = 1000
"""Maximum length of a path inside an archive, in bytes; file systems allow 4096 for a whole path."""

_DRIVE = re.compile(r"\A([A-Za-z]):")
_UNSAFE = re.compile("[\x00-\x1f\x7f]")
_NOT_IN_NAMES = re.compile(r'[\x00-\x20\x7f/\\:*?"<>|]+')
_SCHEME = re.compile(r"\A<?(?:https?://)?", re.I)
_CJK = frozenset({"utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"})


def harmless(name: str) -> str:
    r"""A path that cannot leave the folder that it is placed in, whatever the archive contains.

    >>> harmless("../../etc/passwd"), harmless("/etc/passwd"), harmless("C:\\news\\a.txt"), harmless("a/./b//c.txt")
    ('_/_/etc/passwd', 'etc/passwd', 'C_/news/a.txt', 'a/b/c.txt')
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    path = "/".join(_part(part) for part in parts) or "_"
    return path if len(path.encode("utf-8", "surrogateescape")) <= DEEPEST else shortened(path.replace("/", "_"))


def _part(part: str) -> str:
    if part.strip(". ") == "":  # `..`, and forms that Windows treats as such
        return "_"
    return shortened(_UNSAFE.sub("_", _DRIVE.sub(r"\1_", part)))


def file_name_of(address: str) -> str:
    """An address or an id as a file name.

    >>> file_name_of("https://news.example/2021/a.html?page=2")
    'news.example_2021_a.html_page=2'
    """
    return _part(_NOT_IN_NAMES.sub("_", _SCHEME.sub("", address)).strip("_") or "_")


def shortened(part: str) -> str:
    """A part of a path, cut if it is too long for a file system; a digest of the whole then keeps it distinct."""
    raw = part.encode("utf-8", "surrogateescape")
    if len(raw) <= LONGEST:
        return part
    digest = blake2b(raw, digest_size=8).hexdigest()
    return f"{raw[: LONGEST - 20].decode('utf-8', 'ignore')}~{digest}"


def is_hidden(name: str) -> bool:
    """Whether a part of a path begins with a dot, like the files that macOS adds to archives."""
    return any(part[:1] == "." and part.strip(".") for part in name.split("/"))


def recovered(names: Sequence[bytes]) -> list[str | None]:
    """Decode names of unknown encoding: as UTF-8, or in the Chinese, Japanese or Korean encoding in which all of them
    together read best. `None` for each if none of these fits.

    >>> recovered(["新闻/头版.txt".encode("gbk")]), recovered(["Zürich.txt".encode("cp437")])
    (['新闻/头版.txt'], [None])
    """
    from newsclean.stages.decode.policy import decode

    telling = b"\n".join(name for name in dict.fromkeys(names) if not name.isascii())[: 1 << 16]
    if not telling:
        return [name.decode() for name in names]
    found = decode(telling).encoding or ""
    # Pairs of accented letters of DOS are also valid in Chinese encodings, but use few of their bytes.
    if found not in _CJK or (found != "utf-8" and not any(byte > 0xA5 for byte in telling)):
        return [None for _ in names]
    return [_read(name, found) for name in names]


def _read(name: bytes, encoding: str) -> str | None:
    try:
        return name.decode(encoding)
    except UnicodeDecodeError:
        return None
