"""The command `newsclean explain`: a table of what was kept and removed of a document, and why."""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence

from newsclean.batch.archives import is_archive
from newsclean.cli import colour
from newsclean.cli.cleaning import cleaning, encoding
from newsclean.cli.configuration import configured
from newsclean.cli.console import FAILED, STDIN, Parser, say
from newsclean.cli.documents import document_of
from newsclean.cli.occurrences import occurrences
from newsclean.errors import describe
from newsclean.model import Document, Span
from newsclean.reasons import meaning
from newsclean.render.ledger_table import Selection, ledger_table
from newsclean.rules.ruleset import Added
from newsclean.stages.decode.file_types import unread

_DESCRIPTION = """\
Show for each piece of a document which article and block it was kept in, or for which reason it was removed.

columns:
  characters  the range of characters in the document, from 0
  role        its role in an article; after a hyphen, why it was removed
  block       2.3: the third block of the second article; 2.3/2: the second
              piece of a block that was joined; = 2.3: a repeat of that block
  text        the piece, with a sign for each line end inside it
"""

_EPILOG = """\
examples:
  newsclean explain page.txt
  newsclean explain page.txt --find "text that I miss"
  newsclean explain page.txt --reason recommendation --full
  newsclean explain *.html --reason no-story
  curl -s https://example.org/news | newsclean explain -

exit status:
  0  every file was explained
  1  a file could not be read, or no file has the requested rows
  2  the command line is wrong; nothing was done
"""


def explain(words: Sequence[str]) -> int:
    """Run the command with the words after `explain` and return its exit code."""
    options = _options(list(words))
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    shown = failed = 0
    for name in options.files:
        try:
            document = _document(name, options)
            problem = unread(document)
        except Exception as error:  # one bad file must not stop the others, as in `documents`
            inside = f"; name the files in it: {name}/*" if isinstance(error, IsADirectoryError) else ""
            problem = describe(error) + inside
        if problem:
            say(name, problem)
            failed += 1
            continue
        selection = _selection(document, options)
        if problem := _nothing(document, selection, options):
            say(name, problem)
            continue
        _print(document, selection, options, first=not shown)
        shown += 1
    return FAILED if failed or not shown else 0


def parser() -> Parser:
    """The parser of the command."""
    parser = Parser(
        prog="newsclean explain",
        usage="newsclean explain [options] FILE...",
        description=_DESCRIPTION,
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("files", metavar="FILE", nargs="*", help="a document; - is standard input")
    add("--find", metavar="TEXT", help="only rows that contain TEXT, whatever its line breaks")
    add("--reason", metavar="NAME", action="append", default=[], help="only what was removed for it; may be repeated")
    add(
        "--role",
        metavar="NAME",
        action="append",
        default=[],
        help="only title, paragraph, removed ...; may be repeated",
    )
    add("--full", action="store_true", help="print the whole text of each row, not one line of it")
    add("--color", metavar="WHEN", choices=colour.WHEN, default="auto", help="auto (in a terminal), always, never")
    add("--encoding", metavar="NAME", type=encoding, help="encoding of the files, instead of detecting it")
    add("--repair-mojibake", action="store_true", default=None, help="first undo decoding in a wrong encoding")
    add("--config", metavar="FILE", help="read options of all stages, and rules, from a TOML file")
    return parser


def _options(words: list[str]) -> argparse.Namespace:
    grammar = parser()
    options = grammar.read(words)
    if not options.files:
        grammar.error("no FILE is given; - is standard input")
    if options.files.count(STDIN) > 1:
        grammar.error("standard input (-) can be read only once")
    if options.find is not None and not options.find.strip():
        grammar.error("--find needs a text")
    options.normalize = None  # it changes articles, not the ledger
    if options.config is not None:
        try:
            options.config, _ = configured(options.config)
        except ValueError as error:
            grammar.error(str(error))
    return options


def _document(name: str, options: argparse.Namespace) -> Document:
    if is_archive(name) and not os.path.isdir(name):
        raise OSError(errno.EINVAL, "contains several documents, but explain takes single ones")
    return document_of(name, cleaning(options))


def _selection(document: Document, options: argparse.Namespace) -> Selection:
    found = None if options.find is None else _places(document, options.find)
    return Selection(names=frozenset([*options.reason, *options.role]), found=found)


def _places(document: Document, words: str) -> tuple[Span, ...]:
    """Ranges of `words` in the document, or in a block that was joined from pieces of it."""
    kept = [row for row in document.ledger if row.role != "removed" and row.block is not None]
    kept.sort(key=lambda row: (row.article, row.block, row.start))
    return occurrences(document.text, words) or occurrences(
        document.text, words, [(row.start, row.end) for row in kept]
    )


def _nothing(document: Document, selection: Selection, options: argparse.Namespace) -> str | None:
    """A message if no row is selected; `None` if there are rows, or if there is no selection."""
    if selection.found == ():
        return f"{options.find!r} is not in the document as it was read ({document.encoding or 'text'})"
    there = dict.fromkeys(row.reason or row.role for row in document.ledger)
    missing = [name for name in selection.names - {"removed"} if name not in there]
    if selection.names and len(missing) == len(selection.names):
        return f"nothing in it is {' or '.join(missing)}; there is {', '.join(there)}"
    return None


def _print(document: Document, selection: Selection, options: argparse.Namespace, *, first: bool) -> None:
    paint = colour.coloured if colour.wanted(options.color) else colour.plain
    width = shutil.get_terminal_size().columns
    added = {rule.name: rule.meaning for _, rules in _added(options) for rule in rules}
    lines: Iterator[str] = ledger_table(
        document,
        width=width,
        paint=paint,
        selection=selection,
        full=options.full,
        meaning=lambda reason: added.get(reason) or meaning(reason),
    )
    for line in lines if first else ("", *lines):
        sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()


def _added(options: argparse.Namespace) -> Added:
    """The user rules, by table."""
    added: Added = options.config.rules if options.config else ()
    return added
