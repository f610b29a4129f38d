"""The command `newsclean dedupe`: reads articles and writes those that are not duplicates."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from newsclean.cli.console import STDIN, STDOUT, Parser, ended_by_signals, identity, size
from newsclean.cli.corpus import files_in
from newsclean.cli.preference import ranks

_DESCRIPTION = """\
Find near-duplicate articles: another scan, a reprint with another lead or without its end, the same agency report in
ten papers. The articles are read from files of JSON lines, one object a line, as newsclean -f jsonl writes them; the
lines that are kept are written unchanged and in order. Works on corpora that are larger than memory.
"""

_EPILOG = """\
which copy is kept (--keep):
  first          the one that comes first (default)
  longest        the one with the longest text
  min:FIELD      the one with the smallest number, or the first string: min:date
  max:FIELD      the one with the largest: max:date
  FIELD=VALUE    one whose field has this value: source=Xinhua
  Given several times, the first rule decides, and the next breaks ties.

examples:
  newsclean dedupe articles.jsonl -o unique.jsonl --duplicates removed.jsonl
  newsclean dedupe 2023/ 2024/ -o unique.jsonl --keep longest --memory 4G
  newsclean page.txt -f jsonl | newsclean dedupe - > unique.jsonl
  newsclean dedupe monday.jsonl --index seen -o new.jsonl
  newsclean dedupe --index seen --list

exit status:
  0  every line was read
  1  a line is not an article (it was written unchanged), or a file or an index
     could not be read; the other articles were compared
  2  the command line is wrong, or the index was made with other parameters
  3  the output, a temporary file or the index could not be written
"""


def dedupe(words: Sequence[str]) -> int:
    """Run the command with the words after `dedupe` and return its exit code."""
    options = _options(list(words))
    from newsclean.cli.dedupe_files import deduped, show_index

    with ended_by_signals():
        return show_index(options) if options.list or options.info else deduped(options)


def _options(words: list[str]) -> argparse.Namespace:
    grammar = parser()
    options = grammar.read(words)
    options.inputs = [file for name in options.files for file in files_in(name)]
    if problem := (_asking_misuse(options) if options.list or options.info else _misuse(options)):
        grammar.error(problem)
    return options


def parser() -> Parser:
    """The parser of the command."""
    parser = Parser(
        prog="newsclean dedupe",
        usage="newsclean dedupe [options] FILE...",
        description=_DESCRIPTION,
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add(
        "files", metavar="FILE", nargs="*", help="JSON lines, also .gz; a folder: its .jsonl files; - is standard input"
    )
    add("-o", "--output", metavar="FILE", help="write the lines that are kept to FILE, all at once at the end")
    add("--duplicates", metavar="FILE", help="write a line for each duplicate to FILE")
    add("--text-field", metavar="NAME", default="text", help="the field that is compared (default: text)")
    add("--id-field", metavar="NAME", default="id", help="the field that names an article (default: id)")
    add("--threshold", metavar="N", type=_share, help="least similarity of a copy, 0 to 1 (default: 0.75)")
    add("--keep", metavar="RULE", action="append", type=_rule, help="which copy is kept; see below (default: first)")
    add("--memory", metavar="SIZE", type=_memory, default="1G", help="limit of memory (default: 1G)")
    add("--work", metavar="FOLDER", help="where temporary files go (default: beside the output)")
    add("--index", metavar="FOLDER", help="compare with earlier articles too, and add the new ones to the index")
    add("--list", action="store_true", help="print the articles in the index, one line for each")
    add("--info", action="store_true", help="print the size and the parameters of the index")
    return parser


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 0 and 1")
    return share


def _memory(text: str) -> int:
    from newsclean.duplicates.index.batch import budget

    memory = size(text)
    try:
        budget(memory)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return memory


def _rule(text: str) -> str:
    try:
        ranks([text])
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _asking_misuse(options: argparse.Namespace) -> str | None:
    if options.index is None:
        return "--list and --info need --index FOLDER"
    if options.list and options.info:
        return "--list and --info cannot be combined"
    return "--list and --info take no FILE" if options.files else None


def _misuse(options: argparse.Namespace) -> str | None:
    """A message about what is wrong with the parsed options; `None` if nothing is."""
    if not options.files:
        return "no FILE is given; - is standard input"
    if options.files.count(STDIN) > 1:
        return "standard input (-) can be read only once"
    if options.duplicates == STDOUT and options.output is None:
        return "kept articles and duplicates cannot both be written to standard output"
    empty = next((name for name in options.files if os.path.isdir(name) and not files_in(name)), None)
    if empty is not None:
        return f"{empty} is a folder without .jsonl files"
    return _clash(options) or _no_folder(options)


def _clash(options: argparse.Namespace) -> str | None:
    inputs = {identity(name) for name in options.inputs} - {None}
    targets = [name for name in (options.output, options.duplicates) if name not in (None, STDOUT)]
    overwritten = next((target for target in targets if identity(target) in inputs), None)
    if overwritten is not None:
        return f"{overwritten} is one of the files to read, and would be overwritten"
    if len({os.path.realpath(target) for target in targets if not _is_device(target)}) < sum(
        not _is_device(target) for target in targets
    ):
        return f"kept articles and duplicates cannot both be written to {targets[0]}"
    return None


def _is_device(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def _no_folder(options: argparse.Namespace) -> str | None:
    for target in (options.output, options.duplicates):
        if target in (None, STDOUT):
            continue
        if os.path.isdir(target):
            return f"{target} is a folder; give the name of a file"
        if not os.path.isdir(os.path.dirname(target) or "."):
            return f"the folder {os.path.dirname(target)} does not exist; make it first"
    if options.work is not None and not os.path.isdir(options.work):
        return f"the folder {options.work} does not exist; make it first"
    return None
