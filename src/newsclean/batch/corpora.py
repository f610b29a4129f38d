"""One file for the articles of many documents: what each document adds to it, and how it is written."""

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
    """A form of corpus file: the ending of its name, a document's part of it, and what writes these parts to a file.

    `encode` runs in the processes that clean, so that it must be a function of a module.
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
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:  # no name, no time: the same bytes each time
        yield packed.write


JSON_LINES = (Corpus(".jsonl", _lines, _plain), Corpus(".jsonl.gz", _lines, _compressed))
"""Corpora of one JSON object a line, an article each."""
