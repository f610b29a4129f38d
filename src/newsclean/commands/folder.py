"""The command on folders and lists of files: outcomes to messages, a summary and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from typing import Any

from newsclean.commands.console import FAILED, STDIN, UNWRITTEN, ended_by_signals, identity, say
from newsclean.commands.progress import Progress
from newsclean.files import describe, replacing
from newsclean.folders import CORPORA, ENDINGS, Outcome, Tally, Task, clean_corpus, clean_folder, tasks


def takes_over(options: argparse.Namespace) -> bool:
    """Whether the command line is about folders or a list of files, and not about documents alone."""
    if options.files_from is not None:
        return True
    return (options.output is not None or len(options.files) == 1) and any(map(os.path.isdir, options.files))


def misuse(options: argparse.Namespace) -> str | None:
    """What is wrong with a command line about folders; `None` where nothing is."""
    if options.output is None:
        what = next(
            (f"{name} is a folder; its" for name in options.files if os.path.isdir(name)), "the files of a list; their"
        )
        return f"{what} results need -o OUT, a folder or a .jsonl file"
    if STDIN in options.files:
        return "standard input (-) is no file of a folder; --files-from - reads a list of files"
    if _is_corpus(options.output):
        if options.format not in ("text", "jsonl"):
            return f"{options.output} holds JSON lines, so --format {options.format} does not fit it"
        if os.path.isdir(options.output):
            return f"{options.output} is a folder, but its name is that of a file of JSON lines"
    elif os.path.exists(options.output) and not os.path.isdir(options.output):
        return f"{options.output} is a file; results of many documents go to a folder or a .jsonl file"
    if options.jobs is not None and options.jobs < 1:
        return f"--jobs is {options.jobs}, but must be 1 or more"
    return None


def _is_corpus(output: str) -> bool:
    return output.endswith(CORPORA)


def run(options: argparse.Namespace, cleaning: dict[str, Any]) -> int:
    """Clean what the command line names, and return the exit code."""
    found = tasks(
        [*options.files, *_listed(options.files_from)],
        ENDINGS[options.format],
        options.include,
        options.exclude,
        options.output,
    )
    if clash := _clash(found, options.output):
        say(clash, "is one of the files to read, and would be overwritten")
        return UNWRITTEN
    tally, stopped = Tally(), None
    with ended_by_signals():
        try:
            stopped = _clean(found, options, cleaning, tally)
        except OSError as error:
            stopped = f"{options.output}: {describe(error)}"
    if stopped:
        say("stopped", stopped)
    say("done" if not stopped else "so far", tally.line())
    if options.summary is not None:
        with replacing(options.summary) as file:
            file.write(tally.to_json().encode())
    return UNWRITTEN if stopped else FAILED if tally.failures else 0


def _listed(name: str | None) -> list[str]:
    """The files that a list names, one a line; `-` is standard input."""
    if name is None:
        return []
    if name == STDIN:
        lines = sys.stdin.buffer.read() if sys.stdin is not None else b""
    else:
        with open(name, "rb") as file:
            lines = file.read()
    return [os.fsdecode(line) for line in lines.replace(b"\r\n", b"\n").split(b"\n") if line]


def _clash(found: Sequence[Task], output: str) -> str | None:
    """A document that a result would take the place of."""
    targets = [output] if _is_corpus(output) else [os.path.join(output, task.target) for task in found]
    there = {known for target in targets if (known := identity(target))}
    return next((task.path for task in found if there and identity(task.path) in there), None)


def _clean(found: Sequence[Task], options: argparse.Namespace, cleaning: dict[str, Any], tally: Tally) -> str | None:
    """Clean all documents; what stopped the run before its end, if something did."""
    jobs = options.jobs or len(
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    jobs = min(jobs, max(1, len(found)))
    outcomes = (
        clean_corpus(found, options.output, jobs, cleaning)
        if _is_corpus(options.output)
        else clean_folder(found, options.output, options.format, jobs, options.again, cleaning)
    )
    progress = Progress()
    with ExitStack() as stack:
        stack.callback(progress.clear)
        for outcome in stack.enter_context(closing(outcomes)):  # type: ignore[type-var]
            tally.add(outcome)
            _tell(outcome, progress)
            if outcome.state == "unwritten":
                return outcome.reason
            progress.tell(f"{tally.read} of {len(found)} files, {len(tally.failures)} failed", tally.read / len(found))
    return None


def _tell(outcome: Outcome, progress: Progress) -> None:
    if outcome.state == "failed":
        progress.clear()
        say(outcome.path, outcome.reason or "failed")
