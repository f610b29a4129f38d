"""Runs `newsclean` on single documents: cleans each and writes to standard output, a file, or a folder of pages."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from newsclean.batch.archives import is_archive
from newsclean.batch.files import clean_file, replacing
from newsclean.cli.console import FAILED, STDIN, UNWRITTEN, drop_output, ended_by_signals, say
from newsclean.errors import describe
from newsclean.render.formats import FORMATS, Renderer
from newsclean.stages.decode.file_types import unread

if TYPE_CHECKING:
    from newsclean.model import Document


def result_path(folder: str, name: str, ending: str) -> str:
    """The path in a folder for the result of one document, in a format that has one document in each file."""
    return os.path.join(folder, f"{'stdin' if name == STDIN else os.path.basename(name)}{ending}")


@dataclass(slots=True)
class _Count:
    failed: int = 0


def run(options: argparse.Namespace, cleaning: dict[str, Any]) -> int:
    """Clean the files on the command line, and return the exit code."""
    several = len(options.files) > 1
    count = _Count()
    render = FORMATS[options.format].renderer(several=several)
    results = _results(options, cleaning, render, count)
    with ended_by_signals():
        return _run(options, results, count)


def _run(options: argparse.Namespace, results: Iterator[tuple[str, bytes]], count: _Count) -> int:
    try:
        if options.output is not None and os.path.isdir(options.output):
            for name, page in results:
                with replacing(result_path(options.output, name, FORMATS[options.format].ending)) as file:
                    file.write(page)
        else:
            _write(results, FORMATS[options.format].between.encode(), options.output)
    except BrokenPipeError:
        raise
    except OSError as error:
        say(options.output or "standard output", describe(error))
        if options.output is None:
            drop_output()
        return UNWRITTEN
    return FAILED if count.failed else 0


def _results(
    options: argparse.Namespace, cleaning: dict[str, Any], render: Renderer, count: _Count
) -> Iterator[tuple[str, bytes]]:
    """The name and the rendered bytes of every file that could be cleaned; other files are reported."""
    for name in options.files:
        try:
            document = document_of(name, cleaning)
            problem = unread(document)
            result = b"" if problem else render(document).encode("utf-8")
        except Exception as error:
            # One bad file must not stop the others, and a traceback would not help the user.
            problem = describe(error) + (", which needs -o OUT" if isinstance(error, IsADirectoryError) else "")
        if problem:
            say(name, problem)
            count.failed += 1
            continue
        if not result:
            say(name, _no_article(document))
        yield name, result


def _no_article(document: Document) -> str:
    if not document.text.strip():
        return "no article in it: it is empty"
    return "no article in it (newsclean explain shows its contents)"


def document_of(name: str, cleaning: dict[str, Any]) -> Document:
    """The document in a file, or on standard input. Raises OSError if it cannot be read."""
    if is_archive(name) and not os.path.isdir(name):
        raise OSError(errno.EINVAL, "is an archive; its results need -o OUT")
    if name != STDIN:
        return clean_file(name, **cleaning)
    from newsclean.batch.archives.compression import unpacked
    from newsclean.pipeline import clean

    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    if sys.stdin.isatty():
        say("standard input", "type or paste a document, and end it with Ctrl-D on a line of its own")
    return clean(unpacked(sys.stdin.buffer.read()), source=STDIN, **cleaning)


def _write(results: Iterator[tuple[str, bytes]], between: bytes, output: str | None) -> None:
    first = next(results, None)
    if first is None:
        return  # every file failed; an earlier output is left unchanged
    with _opened(output) as file:
        written = False
        for _, result in chain([first], results):
            file.write(between + result if written and result else result)
            file.flush()
            written = written or bool(result)


@contextmanager
def _opened(output: str | None) -> Iterator[IO[bytes]]:
    if output is not None:
        with replacing(output) as file:
            yield file
    elif sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    else:
        yield sys.stdout.buffer
