"""Archives of documents, read in one pass without unpacking to disk: zip, tar, WARC, and files of JSON lines.

A file is treated as an archive because of its name; its content decides which kind it is.
"""

from __future__ import annotations

import re

_PACKED = r"(?:\.(?:gz|bz2|xz))?"
_ARCHIVE = re.compile(rf"\.(?:zip|tgz|tbz2?|txz|(?:tar|warc|wet|jsonl|ndjson){_PACKED})\Z", re.I)
_WEB = re.compile(rf"\.(?:warc|wet){_PACKED}\Z", re.I)


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive of documents.

    >>> [is_archive(name) for name in ("news.zip", "2021.tar.gz", "crawl.warc.gz", "page.html.gz", "page.txt")]
    [True, True, True, False, False]
    """
    return _ARCHIVE.search(name) is not None


def is_archive_of_web(name: str) -> bool:
    """Whether a file's name is that of a web archive, which needs warcio."""
    return _WEB.search(name) is not None
