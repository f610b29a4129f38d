"""Folders of documents in, a folder or one corpus of results out, on several processes; it may be stopped any time."""

from __future__ import annotations

import gzip
import json
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from typing import IO, Any, Literal

from newsclean.files import clean_file, describe, in_order, put_in_place, replacing
from newsclean.locks import workplace
from newsclean.render import STREAMED

ENDINGS = {"text": ".txt", "markdown": ".md", "json": ".json", "jsonl": ".jsonl", "html": ".html"}
"""How results are named in a folder, by format: the document's name, and this behind it where it does not end so."""
CORPORA = (".jsonl", ".jsonl.gz")
"""Names of outputs that are one file for all documents."""

State = Literal["written", "there", "empty", "failed", "unwritten"]


@dataclass(frozen=True, slots=True)
class Task:
    """A document, and where its result goes, as a path below the output folder."""

    path: str
    target: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its result was `written`, was `there` from an earlier run, is `empty`, or could not be
    had (`failed`) or kept (`unwritten`), with the reason.
    """

    path: str
    state: State
    reason: str | None = None
    layout: str | None = None
    encoding: str | None = None
    result: bytes = b""


@dataclass(slots=True)
class Tally:
    """A run in figures: `read` is `written`, `empty` and `failed` together; those `there` are among the written."""

    read: int = 0
    written: int = 0
    there: int = 0
    empty: int = 0
    failures: list[dict[str, str]] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.read += 1
        self.written += outcome.state in ("written", "there")
        self.there += outcome.state == "there"
        self.empty += outcome.state == "empty"
        if outcome.state in ("failed", "unwritten"):
            self.failures.append({"path": outcome.path, "reason": outcome.reason or ""})
        if outcome.layout:
            self.layouts[outcome.layout] += 1
            self.encodings[outcome.encoding or "none"] += 1

    def line(self) -> str:
        """The run on one line."""
        before = f" ({self.there} of them before)" if self.there else ""
        return f"{self.read} read: {self.written} written{before}, {self.empty} empty, {len(self.failures)} failed"

    def to_json(self) -> str:
        """The run as a JSON object."""
        figures = {name: getattr(self, name) for name in self.__slots__} | {"failed": len(self.failures)}
        return json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def tasks(names: Sequence[str], ending: str, include: Sequence[str], exclude: Sequence[str], leave: str) -> list[Task]:
    """The documents that names stand for, in order: files themselves, and of folders all below them that a pattern of
    `include` takes and none of `exclude` does. Hidden files are passed over, and what stands below `leave`, the output.

    Results of one folder stand where its documents stand below it; those of several names below the paths that were
    given, so that a document's result has the same name in every run, whatever else is named.
    """
    single = len(names) == 1 and os.path.isdir(names[0])
    found: list[Task] = []
    taken: Counter[str] = Counter()
    for name in names:
        for path, below in _documents(name, os.path.realpath(leave)):
            if _matches(below, include or ["*"]) and not _matches(below, exclude):
                target = _inside(below if single else path)
                target = target if target.endswith(ending) else target + ending
                found.append(Task(path, _free(target, taken)))
    return found


def _documents(name: str, leave: str) -> Iterator[tuple[str, str]]:
    if not os.path.isdir(name):
        yield name, os.path.basename(name)
        return
    for folder, inner, files in os.walk(name):
        inner[:] = sorted(
            each for each in inner if each[:1] != "." and os.path.realpath(os.path.join(folder, each)) != leave
        )
        for file in sorted(files):
            path = os.path.join(folder, file)
            if file[:1] != "." and os.path.realpath(path) != leave:
                yield path, os.path.relpath(path, name)


def _matches(below: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern takes the path below its folder, or the file's name alone."""
    path = below.replace(os.sep, "/")
    return any(fnmatchcase(path, pattern) or fnmatchcase(os.path.basename(path), pattern) for pattern in patterns)


def _inside(path: str) -> str:
    """A path as one below the output, wherever it leads: `../a.txt` becomes `_/a.txt`."""
    parts = os.path.normpath(os.path.splitdrive(path)[1]).split(os.sep)
    return os.path.join(*("_" if part == os.pardir else part for part in parts if part))


def _free(target: str, taken: Counter[str]) -> str:
    """The target, with a number where another document's result has that name (`a` and `a.txt`, or one named twice)."""
    key = os.path.normcase(target)
    taken[key] += 1
    if taken[key] == 1:
        return target
    stem, dot, ending = target.rpartition(".")
    return _free(f"{stem}~{taken[key]}{dot}{ending}", taken)


def clean_folder(
    found: Sequence[Task], output: str, format_name: str, jobs: int, again: bool, cleaning: dict[str, Any]
) -> Iterator[Outcome]:
    """Write a result for each document below the folder `output`, and tell what became of each, in order.

    A result that is there and not older than its document is left alone, unless `again`. Each is whole or not there.
    Raises OSError where the folder cannot be made.
    """
    os.makedirs(output, exist_ok=True)
    with workplace(output) as work:
        keep = partial(_to_file, output=output, work=work, format_name=format_name, again=again, cleaning=cleaning)
        yield from in_order(keep, found, jobs, _lost)


def clean_corpus(found: Sequence[Task], output: str, jobs: int, cleaning: dict[str, Any]) -> Iterator[Outcome]:
    """Write the articles of all documents to one file of JSON lines, in order, and tell what became of each document.

    The file takes its place at the end, all at once.
    """
    with replacing(output) as file, _packed(file, output) as lines:
        for outcome in in_order(partial(_to_lines, cleaning=cleaning), found, jobs, _lost):
            lines.write(outcome.result)
            yield outcome


@contextmanager
def _packed(file: IO[bytes], output: str) -> Iterator[IO[bytes]]:
    if not output.endswith(".gz"):
        yield file
        return
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:  # no name, no time: the same bytes each time
        yield packed  # type: ignore[misc]


def _to_lines(task: Task, cleaning: dict[str, Any]) -> Outcome:
    return _cleaned(task, "jsonl", cleaning)


def _to_file(task: Task, output: str, work: str, format_name: str, again: bool, cleaning: dict[str, Any]) -> Outcome:
    target = os.path.join(output, task.target)
    if not again and _is_newer(target, task.path):
        return Outcome(task.path, "there")
    outcome = _cleaned(task, format_name, cleaning)
    if outcome.state != "written":
        return outcome
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=work, delete=False) as file:
            file.write(outcome.result)
        os.chmod(file.name, 0o666 & ~_umask())
        put_in_place(file.name, target)
    except OSError as error:
        return Outcome(task.path, "unwritten", f"{target}: {describe(error)}")
    return Outcome(task.path, "written", None, outcome.layout, outcome.encoding)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_newer(target: str, path: str) -> bool:
    try:
        return os.stat(target).st_mtime_ns >= os.stat(path).st_mtime_ns
    except OSError:
        return False


def _cleaned(task: Task, format_name: str, cleaning: dict[str, Any]) -> Outcome:
    """One document's result in bytes."""
    try:
        if not stat.S_ISREG(os.stat(task.path).st_mode):  # a named pipe would never end
            return Outcome(task.path, "failed", "is no regular file")
        document = clean_file(task.path, **cleaning)
        result = STREAMED[format_name](document).encode()
    except Exception as error:  # one bad file must not stop the rest
        return Outcome(task.path, "failed", describe(error))
    return Outcome(task.path, "written" if result else "empty", None, document.layout, document.encoding, result)


def _lost(task: Task, reason: str) -> Outcome:
    return Outcome(task.path, "failed", reason)
