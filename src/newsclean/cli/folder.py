"""Runs `newsclean` on folders, archives and lists of files: prints messages and a summary, returns the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain
from typing import Any

from newsclean.batch.archives import is_archive
from newsclean.batch.archives.json_lines import Fields
from newsclean.batch.corpora import JSON_LINES, Corpus
from newsclean.batch.discover import Search, is_inside, tasks
from newsclean.batch.files import replacing
from newsclean.batch.folders import Tally, clean_corpus, clean_folder
from newsclean.batch.limits import Limits
from newsclean.cli.console import FAILED, STDIN, UNWRITTEN, ended_by_signals, say
from newsclean.cli.progress import Files
from newsclean.errors import describe
from newsclean.integrations.parquet import PARQUET
from newsclean.render.formats import DEFAULT, FORMATS

CORPORA = (*JSON_LINES, PARQUET)
"""Output formats that write all documents to one file."""


def takes_over(options: argparse.Namespace) -> bool:
    """Whether the command line names folders, archives or a list of files."""
    if options.files_from is not None or (options.output or "").endswith(PARQUET.ending):
        return True
    return (options.output is not None or len(options.files) == 1) and any(map(_is_container, options.files))


def _is_container(name: str) -> bool:
    return os.path.isdir(name) or is_archive(name)


def _kind(name: str) -> str:
    return "a folder" if os.path.isdir(name) else "an archive"


def misuse(options: argparse.Namespace) -> str | None:
    """A message about what is wrong with options for folders; `None` if nothing is."""
    if options.output is None:
        what = next(
            (f"{name} is {_kind(name)}; its" for name in options.files if _is_container(name)),
            "the files of a list; their",
        )
        return f"{what} results need -o OUT, a folder or a .jsonl or .parquet file"
    if STDIN in options.files:
        return "standard input (-) cannot be combined with folders; --files-from - reads a list of files"
    if _corpus(options.output):
        if options.format not in (DEFAULT, "jsonl"):
            return f"{options.output} is a corpus of articles; it cannot be written with --format {options.format}"
        if os.path.isdir(options.output):
            return f"{options.output} is a folder, but has the name of a corpus file"
    elif os.path.exists(options.output) and not os.path.isdir(options.output):
        return f"{options.output} is a file; results of many documents need a folder or a .jsonl or .parquet file"
    output = os.path.realpath(options.output)
    inside = next((name for name in options.files if is_inside(os.path.realpath(name), output)), None)
    if inside is not None:
        return f"{inside} is inside the output folder {options.output}"
    if options.jobs is not None and options.jobs < 1:
        return f"--jobs is {options.jobs}, but must be 1 or more"
    try:
        _limits(options)
    except ValueError as error:
        return str(error)
    return None


def _limits(options: argparse.Namespace) -> Limits:
    return Limits(options.timeout, options.max_memory)


def _corpus(output: str) -> Corpus | None:
    """The corpus format of an output, by its name; `None` for a folder."""
    return next((corpus for corpus in CORPORA if output.endswith(corpus.ending)), None)


def run(options: argparse.Namespace, cleaning: dict[str, Any]) -> int:
    """Clean the files on the command line, and return the exit code."""
    tally, stopped = Tally(listed=options.summary is not None), None
    with ended_by_signals(), ExitStack() as stack:
        try:
            names = _names(options, stack)
        except OSError as error:
            say(options.files_from, describe(error))
            return FAILED
        try:
            stopped = _clean(names, options, cleaning, tally)
        except OSError as error:
            stopped = f"{options.output}: {describe(error)}"
    if stopped:
        say("stopped", stopped)
    say("done" if not stopped else "so far", tally.line())
    if options.summary is not None:
        try:
            with replacing(options.summary) as file:
                file.write(tally.to_json().encode())
        except OSError as error:
            say(options.summary, describe(error))
            return UNWRITTEN
    return UNWRITTEN if stopped else FAILED if tally.failed else 0


def _names(options: argparse.Namespace, stack: ExitStack) -> Iterator[str]:
    """The names on the command line, then those in its list, read lazily; `-` is standard input.

    Raises OSError if the list cannot be read.
    """
    if options.files_from is None:
        return iter(options.files)
    if options.files_from != STDIN:
        return chain(options.files, _listed(stack.enter_context(open(options.files_from, "rb"))))
    return chain(options.files, _listed(sys.stdin.buffer if sys.stdin is not None else ()))


def _listed(lines: Iterable[bytes]) -> Iterator[str]:
    """The files that a list names, one a line."""
    names = (line.removesuffix(b"\n").removesuffix(b"\r") for line in lines)
    return (os.fsdecode(name) for name in names if name)


def _clean(names: Iterator[str], options: argparse.Namespace, cleaning: dict[str, Any], tally: Tally) -> str | None:
    """Clean all documents; return a message if something stopped the run early."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    jobs = options.jobs or len(cores)
    found, limits = tally.documents(tasks(names, _search(options))), _limits(options)
    corpus = _corpus(options.output)
    outcomes = (
        clean_corpus(found, options.output, corpus, jobs, cleaning, limits)
        if corpus
        else clean_folder(found, options.output, options.format, jobs, options.again, cleaning, limits)
    )
    with ExitStack() as stack:
        progress = stack.enter_context(Files(_count(options)))
        for outcome in stack.enter_context(closing(outcomes)):  # type: ignore[type-var]
            tally.add(outcome)
            if outcome.state == "unwritten":
                return outcome.reason
            if outcome.state == "failed":
                progress.clear()
                say(outcome.path, outcome.reason or "failed")
            progress.report(tally.failed)
    return None


def _search(options: argparse.Namespace) -> Search:
    again = options.again or _corpus(options.output) is not None
    fields = Fields(options.text_field or "text", options.id_field or "id")
    return Search(options.output, FORMATS[options.format].ending, options.include, options.exclude, fields, again)


def _count(options: argparse.Namespace) -> Iterator[bool] | None:
    """A second pass over the tasks, to count them; `None` for a list, which can be read only once."""
    if options.files_from is not None:
        return None
    return (not task.closed for task in tasks(options.files, replace(_search(options), closed=True)))
