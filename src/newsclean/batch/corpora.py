"""Corpus files: the articles of many documents in one file."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from newsclean.render.formats import FORMATS

if TYPE_CHECKING:
    from newsclean.model import Document

Write = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A format of corpus file: its file ending, the encoder of one document's articles, and the writer of these parts.

    `encode` runs in the worker processes, so it must be a function at the top level of a module.
    """

    ending: str
    encode: Callable[[Document], bytes]
    writing: Callable[[IO[bytes]], AbstractContextManager[Write]]


def _lines(document: Document) -> bytes:
    return FORMATS["jsonl"].render(document).encode()


@contextmanager
def _plain(file: IO[bytes]) -> Iterator[Write]:
    yield file.write


@contextmanager
def _compressed(file: IO[bytes]) -> Iterator[Write]:
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:  # no name, no time: reproducible bytes
        yield packed.write


JSON_LINES = (Corpus(".jsonl", _lines, _plain), Corpus(".jsonl.gz", _lines, _compressed))
"""Corpus formats with one article a line, as JSON."""
