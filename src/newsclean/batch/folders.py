"""Cleans many documents in several processes into a folder of results or one corpus file; can be stopped any time."""

from __future__ import annotations

import errno
import json
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from newsclean.batch.corpora import Corpus
from newsclean.batch.discover import Task, is_newer
from newsclean.batch.files import clean_file, put_in_place, replacing
from newsclean.batch.limits import NO_LIMITS, Limits
from newsclean.batch.workplace import workplace
from newsclean.errors import describe
from newsclean.render.formats import FORMATS
from newsclean.stages.decode.file_types import unread

if TYPE_CHECKING:
    from newsclean.model import Document

_AHEAD = 1000
"""Documents in progress for each worker that writes its results itself, so that a slow one does not stop the rest."""
_AHEAD_WITH_RESULTS = 16
"""The same if results wait in memory for their turn."""
_UNFIT = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.EILSEQ)
"""Errors caused by a document's name: it is inside another document's path, or not a valid file name. They do not stop
the run, or every later run would stop at that document again.
"""

State = Literal["written", "there", "empty", "failed", "unwritten"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for a document: its result was `written`, was `there` from an earlier run, or is `empty`; or cleaning
    `failed`, or the result could not be stored (`unwritten`), with the reason.
    """

    path: str
    state: State
    reason: str | None = None
    layout: str | None = None
    encoding: str | None = None
    result: bytes = b""


@dataclass(slots=True)
class Tally:
    """The counts of a run: `read` is the sum of `written`, `empty` and `failed`; `written` includes those already
    `there`. `skipped` counts the entries of archives that are not documents.

    Failures are stored only if they are to be `listed`.
    """

    listed: bool = False

    read: int = 0
    written: int = 0
    there: int = 0
    empty: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[dict[str, str]] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.read += 1
        self.written += outcome.state in ("written", "there")
        self.there += outcome.state == "there"
        self.empty += outcome.state == "empty"
        failed = outcome.state in ("failed", "unwritten")
        self.failed += failed
        if failed and self.listed:
            self.failures.append({"path": outcome.path, "reason": outcome.reason or ""})
        if outcome.layout:
            self.layouts[outcome.layout] += 1
            self.encodings[outcome.encoding or "none"] += 1

    def line(self) -> str:
        """The counts on one line."""
        before = f" ({self.there} of them before)" if self.there else ""
        line = f"{self.read} read: {self.written} written{before}, {self.empty} empty, {self.failed} failed"
        return f"{line}; {self.skipped} skipped" if self.skipped else line

    def documents(self, found: Iterable[Task]) -> Iterator[Task]:
        """The documents among what was found; the rest is counted as skipped."""
        for task in found:
            if task.passed:
                self.skipped += 1
            else:
                yield task

    def to_json(self) -> str:
        """The counts as a JSON object."""
        figures = {name: getattr(self, name) for name in self.__slots__ if name != "listed"}
        return json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def clean_folder(
    found: Iterable[Task],
    output: str,
    format_name: str,
    jobs: int,
    again: bool,
    cleaning: dict[str, Any],
    limits: Limits = NO_LIMITS,
) -> Iterator[Outcome]:
    """Write a result for each document below the folder `output`, and yield the outcome for each, in order.

    `limits` apply to each document. A result that is not older than its document is kept, unless `again` is set. Each
    result is written atomically.
    Raises OSError if the folder cannot be created.
    """
    os.makedirs(output, exist_ok=True)
    with workplace(output) as work:
        save = partial(_to_file, output=output, work=work, format_name=format_name, again=again, cleaning=cleaning)
        yield from _outcomes(save, found, jobs, limits, _AHEAD)


def clean_corpus(
    found: Iterable[Task],
    output: str,
    corpus: Corpus,
    jobs: int,
    cleaning: dict[str, Any],
    limits: Limits = NO_LIMITS,
) -> Iterator[Outcome]:
    """Write the articles of all documents to one file, in order, and yield the outcome for each document.

    `corpus` is the format of the file; `limits` apply to each document. The file is replaced atomically at the end.
    """
    work = partial(_to_rows, render=corpus.encode, cleaning=cleaning)
    with replacing(output) as file, corpus.writing(file) as write:
        for outcome in _outcomes(work, found, jobs, limits, _AHEAD_WITH_RESULTS):
            write(outcome.result)
            yield outcome


def _outcomes(
    work: Callable[[Task], Outcome], found: Iterable[Task], jobs: int, limits: Limits, ahead: int
) -> Iterator[Outcome]:
    from newsclean.batch.pool import in_order  # its dependencies are slow to import

    return in_order(work, found, jobs, _lost, limits, ahead, _weight)


def _to_rows(task: Task, render: Callable[[Document], bytes], cleaning: dict[str, Any]) -> Outcome:
    return _lost(task, task.problem) if task.problem is not None else _cleaned(task, render, cleaning)


def _to_file(task: Task, output: str, work: str, format_name: str, again: bool, cleaning: dict[str, Any]) -> Outcome:
    if task.problem is not None:
        return _lost(task, task.problem)
    target = os.path.join(output, task.target)
    if task.packed.content is None if task.packed is not None else not again and is_newer(target, task.path):
        return Outcome(task.path, "there")
    render = FORMATS[format_name].renderer(several=True)
    outcome = _cleaned(task, lambda document: render(document).encode(), cleaning)
    if outcome.state != "written":
        return outcome
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=work, delete=False) as file:
            file.write(outcome.result)
        os.chmod(file.name, 0o666 & ~_umask())
        put_in_place(file.name, target)
    except OSError as error:
        if error.errno in _UNFIT:
            return _lost(task, f"its result cannot be stored: {describe(error)}")
        return Outcome(task.path, "unwritten", f"{target}: {describe(error)}")
    return Outcome(task.path, "written", None, outcome.layout, outcome.encoding)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cleaned(task: Task, render: Callable[[Document], bytes], cleaning: dict[str, Any]) -> Outcome:
    """The result for one document, as bytes."""
    document = _document(task, cleaning)
    if problem := unread(document):
        return Outcome(task.path, "failed", problem)
    result = render(document)
    return Outcome(task.path, "written" if result else "empty", None, document.layout, document.encoding, result)


def _document(task: Task, cleaning: dict[str, Any]) -> Document:
    if task.packed is not None:
        from newsclean.pipeline import clean

        source = task.path if task.packed.source is None else task.packed.source
        return clean(task.packed.content or b"", source=source, declared=task.packed.declared, **cleaning)
    if not stat.S_ISREG(os.stat(task.path).st_mode):  # reading a named pipe would never end
        raise OSError(errno.EINVAL, "is not a regular file")
    return clean_file(task.path, **cleaning)


def _weight(task: Task) -> int:
    return len(task.packed.content or b"") if task.packed is not None else 0


def _lost(task: Task, reason: str) -> Outcome:
    return Outcome(task.path, "failed", reason)
