"""The options of the command `newsclean`: the parser, and further checks."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, NoReturn

from newsclean.batch.archives import is_archive_of_web
from newsclean.cli import configuration, folder
from newsclean.cli.cleaning import cleaning, encoding
from newsclean.cli.console import STDIN, Parser, identity, size
from newsclean.cli.documents import result_path
from newsclean.cli.suggestions import mistaken
from newsclean.integrations.parquet import PARQUET
from newsclean.language.normalization import NORMALIZATIONS, normalizer
from newsclean.render.formats import DEFAULT, FORMATS, Format

_USAGE = """\
newsclean [options] FILE...
       newsclean explain [options] FILE...
       newsclean dedupe [options] FILE..."""

_DESCRIPTION = """\
Find the news articles in a document and print clean text: whole paragraphs, without repeats, menus and page furniture.
A document is a web page, the OCR text of a newspaper page, wrapped columns from a PDF, the text dump of a web page, or
a post with front matter; its layout and its encoding are detected.

commands (see newsclean COMMAND --help):
  explain    show what was kept and removed of a document, and why
  dedupe     find near-duplicates among articles in files of JSON lines
"""

_FORMAT_HELP = f"{', '.join(FORMATS)} (default: {DEFAULT})"

_FOR_FOLDERS = (
    *("include", "exclude", "jobs", "timeout", "max_memory"),
    *("text_field", "id_field", "again", "summary"),
)
"""Options that apply only to folders, archives and lists of files."""

_FORMAT_LINES = "\n".join(f"  {each.name:<9}  {each.about}" for each in FORMATS.values())

_EPILOG = f"""\
formats:
{_FORMAT_LINES}

examples:
  newsclean page.txt                         print the articles of a page
  newsclean - < page.txt                     the same from standard input
  newsclean page.txt -f markdown -o page.md  write them to a file
  newsclean *.txt -f jsonl -o articles.jsonl gather those of several files
  newsclean FOLDER -o CLEAN                  a result for each file of a folder
  newsclean FOLDER -o articles.jsonl         all articles of a folder
  newsclean news.zip crawl.warc.gz -o articles.parquet
  newsclean explain page.txt --find "words"  what happened to these words?
  newsclean dedupe articles.jsonl -o unique.jsonl

exit status:
  0  every file was cleaned
  1  a file could not be read, or is not text; the others were cleaned
  2  the command line is wrong; nothing was done
  3  the output could not be written
"""


def read(words: list[str]) -> argparse.Namespace:
    """Parse the words of a command line. Raises SystemExit for --help, --version, and wrong options."""
    grammar = parser()
    options = grammar.read(words)
    if options.config is not None:
        options = _configured(grammar, words, options)
    if problem := _misuse(options) or _missing_extra(options, cleaning(options)):
        grammar.error(problem)
    return options


def _configured(parser: Parser, words: list[str], options: argparse.Namespace) -> argparse.Namespace:
    """The options, completed from a file where the command line gives none; its cleaning options become `config`."""
    path = options.config
    try:
        config, command = configuration.configured(path)
        parser.where = f"{path}: "
        names = vars(options) if folder.takes_over(options) else configuration.ALWAYS
        options = configuration.completed(parser, words, command, names)
    except ValueError as error:
        parser.error(str(error))
    parser.where = ""
    options.config = config
    return options


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from newsclean import __version__

        print(f"newsclean {__version__}")
        parser.exit()


class _Completion(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, _: Any, value: Any, __: Any = None) -> NoReturn:
        from newsclean.cli.completion import completion
        from newsclean.cli.dedupe import parser as dedupe
        from newsclean.cli.explain import parser as explain

        print(completion(value, {"": parser, "explain": explain(), "dedupe": dedupe()}), end="")
        parser.exit()


def parser() -> Parser:
    """The parser of the command."""
    parser = Parser(
        prog="newsclean",
        usage=_USAGE,
        description=_DESCRIPTION,
        epilog=_EPILOG,
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="a document, or a folder or archive of them; - is standard input"
    )
    parser.add_argument("-f", "--format", metavar="NAME", choices=FORMATS, default=DEFAULT, help=_FORMAT_HELP)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to FILE, all at once at the end; of folders: to a folder, a .jsonl or .parquet file",
    )
    parser.add_argument(
        "--encoding", metavar="NAME", type=encoding, help="encoding of the files, instead of detecting it"
    )
    parser.add_argument(
        "--repair-mojibake",
        action=argparse.BooleanOptionalAction,
        help="undo decoding in a wrong encoding, if no data was lost",
    )
    parser.add_argument(
        "--normalize",
        metavar="NAME",
        choices=NORMALIZATIONS,
        action="append",
        help=f"normalise the articles' text; may be repeated: {', '.join(NORMALIZATIONS)}",
    )
    parser.add_argument("--config", metavar="FILE", help="read options of all stages, and rules, from a TOML file")
    _for_folders(parser.add_argument_group("folders"))
    parser.add_argument(
        "--print-completion",
        metavar="SHELL",
        choices=("bash", "zsh", "fish"),
        action=_Completion,
        help="print the completion script for bash, zsh or fish, and exit",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    return parser


def _for_folders(folders: Any) -> None:
    folders.add_argument(
        "--include", metavar="GLOB", action="append", default=[], help="only files that match; may be repeated"
    )
    folders.add_argument(
        "--exclude", metavar="GLOB", action="append", default=[], help="skip files that match; may be repeated"
    )
    folders.add_argument(
        "--files-from", metavar="LIST", help="clean the files that LIST names, one a line; - is standard input"
    )
    folders.add_argument(
        "-j", "--jobs", metavar="N", type=int, help="number of worker processes (default: one for each core)"
    )
    folders.add_argument("--timeout", metavar="SECONDS", type=float, help="stop cleaning a document that takes longer")
    folders.add_argument(
        "--max-memory", metavar="SIZE", type=size, help="stop cleaning a document that needs more: 512M, 2G"
    )
    folders.add_argument("--text-field", metavar="NAME", help="of JSON lines: the field with the document (text)")
    folders.add_argument("--id-field", metavar="NAME", help="of JSON lines: the field with its name (id)")
    folders.add_argument("--again", action="store_true", help="clean documents again that have an up-to-date result")
    folders.add_argument("--summary", metavar="FILE", help="write a summary of the run to FILE as JSON")


def _misuse(options: argparse.Namespace) -> str | None:
    """A message about what is wrong with the parsed options; `None` if nothing is."""
    files: list[str] = options.files
    if folder.takes_over(options):
        return folder.misuse(options)
    if any(getattr(options, name) for name in _FOR_FOLDERS):
        *most, last = (f"--{name.replace('_', '-')}" for name in _FOR_FOLDERS)
        return f"{', '.join(most)} and {last} are for folders and archives"
    if not files:
        return "no FILE is given; - is standard input"
    if problem := mistaken(files):
        return problem
    if files.count(STDIN) > 1:
        return "standard input (-) can be read only once"
    if options.output is not None:
        return _output_misuse(files, options.output, FORMATS[options.format])
    return _stdout_misuse(options, FORMATS[options.format])


def _stdout_misuse(options: argparse.Namespace, wanted: Format) -> str | None:
    if wanted.whole_file and not options.to_stdout and sys.stdout is not None and sys.stdout.isatty():
        return f"--format {wanted.name} gives a whole file; write it with -o page{wanted.ending} (-o - prints it)"
    if wanted.whole_file and len(options.files) > 1:
        return f"several files as {wanted.name} need -o FOLDER, an existing folder for one result each"
    return None


def _missing_extra(options: argparse.Namespace, cleaning: dict[str, Any]) -> str | None:
    config = cleaning.get("options")
    try:
        normalizer(cleaning.get("normalize", config.normalize if config else ()))
        if config and config.jieba:
            from newsclean.options import require_jieba

            require_jieba()
        if any(map(is_archive_of_web, options.files)):
            from newsclean.batch.archives.warc import warcio

            warcio("archiveiterator")
        if (options.output or "").endswith(PARQUET.ending):
            from newsclean.integrations.tables import schema

            schema()
    except ModuleNotFoundError as error:
        return str(error)
    return None


def _output_misuse(files: list[str], output: str, wanted: Format) -> str | None:
    in_folder = os.path.isdir(output)
    if in_folder and not wanted.whole_file:
        name = "page.txt" if STDIN in files else os.path.basename(files[0])
        return f"{output} is a folder; -o needs the name of a file, such as {os.path.join(output, name)}"
    if not in_folder and wanted.whole_file and len(files) > 1:
        return f"{output} is not an existing folder, and several files as {wanted.name} need one"
    if not in_folder and not os.path.isdir(os.path.dirname(output) or "."):
        return f"the folder {os.path.dirname(output)} does not exist; make it first"
    targets = [result_path(output, name, wanted.ending) for name in files] if in_folder else [output]
    if len(set(targets)) < len(targets):
        return "two files have the same name, so their results would be one file"
    inputs = {identity(name) for name in files} - {None}
    clash = next((target for target in targets if identity(target) in inputs), None)
    return None if clash is None else f"{clash} is one of the files to read, and would be overwritten"
