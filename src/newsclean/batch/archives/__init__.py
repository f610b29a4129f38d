"""Archives that news comes in, read in one pass and never unpacked whole: zip, tar, WARC, and files of JSON lines.

A name says that a file is an archive, and its content which kind it is.
"""

from __future__ import annotations

import re

_PACKED = r"(?:\.(?:gz|bz2|xz))?"
_ARCHIVE = re.compile(rf"\.(?:zip|tgz|tbz2?|txz|(?:tar|warc|wet|jsonl|ndjson){_PACKED})\Z", re.I)
_WEB = re.compile(rf"\.(?:warc|wet){_PACKED}\Z", re.I)


def is_archive(name: str) -> bool:
    """Whether a file's name says that it holds documents, and is none.

    >>> [is_archive(name) for name in ("news.zip", "2021.tar.gz", "crawl.warc.gz", "page.html.gz", "page.txt")]
    [True, True, True, False, False]
    """
    return _ARCHIVE.search(name) is not None


def is_archive_of_web(name: str) -> bool:
    """Whether it says that it holds records of the web, for which warcio is needed."""
    return _WEB.search(name) is not None
