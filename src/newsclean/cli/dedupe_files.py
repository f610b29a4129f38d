"""Runs `newsclean dedupe`: opens the files, finds the duplicates, and returns the exit code."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

from newsclean.batch.archives.json_lines import Fields
from newsclean.cli.console import FAILED, MISUSED, STDOUT, UNWRITTEN, drop_output, say
from newsclean.cli.corpus import Source, opened
from newsclean.cli.listing import Listing, json_line
from newsclean.cli.outputs import Outputs, work_beside
from newsclean.cli.preference import ranks
from newsclean.cli.progress import Progress
from newsclean.duplicates.engine import THRESHOLD
from newsclean.duplicates.index.batch import budget
from newsclean.duplicates.index.index import Addition, Index, alone
from newsclean.duplicates.index.locks import LockedError
from newsclean.duplicates.index.sorted_runs import DamagedIndexError
from newsclean.duplicates.index.store import IndexMismatchError
from newsclean.errors import describe

COMPLAINTS = 20
"""Number of wrong lines of one file that are reported one by one."""


@dataclass(slots=True)
class _Report:
    """Reports lines that are not articles to standard error, and counts them."""

    progress: Progress
    complaints: Counter[str] = field(default_factory=Counter)
    failed: bool = False

    def line(self, source: Source, number: int, reason: str) -> None:
        self.complaints[source.name] += 1
        if self.complaints[source.name] <= COMPLAINTS:
            self.say(f"{source.name}:{number}", reason)

    def say(self, name: str, message: str) -> None:
        self.failed = True
        self.progress.clear()
        say(name, message)

    def done(self, count: int, removed: int) -> None:
        """Print a summary, if standard error is a terminal."""
        if sys.stderr is not None and sys.stderr.isatty():
            self.progress.clear()
            say("done", f"{count} articles read: {count - removed} kept, {removed} duplicates")

    def rest(self) -> None:
        """Print the number of wrong lines that were not reported one by one."""
        for name, count in self.complaints.items():
            if count > COMPLAINTS:
                self.say(name, f"{count - COMPLAINTS} more lines are not articles")


def deduped(options: argparse.Namespace) -> int:
    """Write the articles that are not duplicates, and return the exit code."""
    progress = Progress()
    report = _Report(progress)
    try:
        with ExitStack() as stack:
            stack.callback(progress.clear)
            _dedupe(options, Outputs(stack), report)
    except (IndexMismatchError, DamagedIndexError, LockedError) as error:
        say(options.index or "temporary files", str(error))
        codes = {IndexMismatchError: MISUSED, LockedError: UNWRITTEN}
        return codes.get(type(error), FAILED)
    except BrokenPipeError:
        raise
    except OSError as error:
        say(error.filename or options.output or "output", describe(error))
        drop_output()
        return UNWRITTEN
    return FAILED if report.failed else 0


def _dedupe(options: argparse.Namespace, outputs: Outputs, report: _Report) -> None:
    work = outputs.folder(options.work or work_beside(options.output))
    sources = list(_sources(options.inputs, work, report))
    if not sources:
        return  # every file failed; an earlier output is left unchanged
    fields = Fields(options.text_field, options.id_field)
    located = len(options.inputs) > 1 or options.index is not None
    listing = Listing(sources, fields, work, located, report.line, report.progress.report)
    limits = budget(options.memory)
    rules = options.keep or ["first"]
    with _addition(options, work) as addition:
        ranked = rules != ["first"]
        articles = listing.ranked(ranks(rules), limits.block) if ranked else listing.articles()
        addition.add(articles, report.progress.report)
        report.rest()
        unique = outputs.open(options.output)
        name = options.duplicates
        duplicates = None if name is None else outputs.open(None if name == STDOUT else name)
        outcomes = addition.outcomes(listing.numbers(addition.manifest.count) if ranked else None)
        count, removed = listing.write(outcomes, unique, duplicates)
        if not count and report.failed:
            report.say("no article", "newsclean page.txt -f jsonl writes the lines that dedupe reads")
        if duplicates is not None:
            for entry in addition.revised():
                duplicates.write(json_line(entry.to_dict()))
        outputs.put_in_place()
        if options.index is not None:
            addition.commit()
    report.done(count, removed)


def _addition(options: argparse.Namespace, work: str) -> AbstractContextManager[Addition]:
    if options.index is None:
        threshold = THRESHOLD if options.threshold is None else options.threshold
        return alone(work, threshold, budget(options.memory))
    return Index(options.index, options.threshold, options.memory).adding()


def _sources(names: Sequence[str], work: str, report: _Report) -> Iterator[Source]:
    for name in names:
        try:
            yield opened(name, work)
        except OSError as error:
            report.say(name, describe(error))


def show_index(options: argparse.Namespace) -> int:
    """Print the contents of an index, and return the exit code."""
    index = Index(options.index, options.threshold, options.memory)
    try:
        with ExitStack() as stack:
            outputs = Outputs(stack)
            if not index.exists():
                say(options.index, "contains no index")
                return FAILED
            file = outputs.open(options.output)
            if options.info:
                file.write(json_line(index.info()))
            else:
                for entry in index:
                    file.write(json_line(entry.to_dict()))
            outputs.put_in_place()
    except IndexMismatchError as error:
        say(options.index, str(error))
        return MISUSED
    except DamagedIndexError as error:
        say(options.index, str(error))
        return FAILED
    return 0
