"""Folders of documents in, a folder or one corpus of results out, on several processes; it may be stopped any time."""

from __future__ import annotations

import errno
import gzip
import json
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from hashlib import blake2b
from itertools import chain, count, islice
from typing import IO, TYPE_CHECKING, Any, Literal

from newsclean.archives import is_archive
from newsclean.archives.lines import Fields
from newsclean.files import clean_file, describe, put_in_place, replacing
from newsclean.limits import NO_LIMITS, Limits
from newsclean.locks import workplace
from newsclean.render import STREAMED

if TYPE_CHECKING:
    from newsclean.model import Document

ENDINGS = {"text": ".txt", "markdown": ".md", "json": ".json", "jsonl": ".jsonl", "html": ".html"}
"""How results are named in a folder, by format: the document's name, and this behind it where it does not end so."""
PARQUET = ".parquet"
CORPORA = (".jsonl", ".jsonl.gz", PARQUET)
"""Names of outputs that are one file for all documents."""

_AHEAD = 1000
"""Documents under way for each worker that writes results itself: while one takes a minute, the others go on."""
_AHEAD_WITH_RESULTS = 16
"""The same where results wait in memory for their turn."""
_IN_OUTPUT = "stands where the results go"

State = Literal["written", "there", "empty", "failed", "unwritten"]


@dataclass(frozen=True, slots=True)
class Packed:
    """What an archive has of a document: its content, or `None` where that is not wanted; a name of its own, and the
    charset that its headers give.
    """

    content: bytes | str | None
    source: str | None = None
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A document, and where its result goes, as a path below the output folder; or why it cannot be cleaned.

    One in an archive is `packed`. `passed` says that it is no document, and `closed` that it is an archive of unknown
    many.
    """

    path: str
    target: str
    problem: str | None = None
    packed: Packed | None = None
    passed: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What is taken of what names stand for, and how results are named below the folder `output`.

    `fields` are those of JSON lines. A document in an archive is not read where its result is there and not older,
    unless `again`. Archives stay `closed` where documents are only counted.
    """

    output: str
    ending: str
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    fields: Fields = Fields()  # noqa: RUF009 – frozen
    again: bool = False
    closed: bool = False

    def takes(self, *paths: str) -> bool:
        """Whether a document is taken, by its path and that of the archive it is in, below their folder."""
        return any(_matches(path, self.include or ["*"]) for path in paths) and not any(
            _matches(path, self.exclude) for path in paths
        )


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
    """A run in figures: `read` is `written`, `empty` and `failed` together; those `there` are among the written.
    `skipped` is what archives hold besides documents.

    What failed is remembered only if it is `listed`.
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
        """The run on one line."""
        before = f" ({self.there} of them before)" if self.there else ""
        line = f"{self.read} read: {self.written} written{before}, {self.empty} empty, {self.failed} failed"
        return f"{line}; {self.skipped} skipped" if self.skipped else line

    def documents(self, found: Iterable[Task]) -> Iterator[Task]:
        """What is found, without what is no document, which is counted."""
        for task in found:
            if task.passed:
                self.skipped += 1
            else:
                yield task

    def to_json(self) -> str:
        """The run as a JSON object."""
        figures = {name: getattr(self, name) for name in self.__slots__ if name != "listed"}
        return json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def tasks(names: Iterable[str], search: Search) -> Iterator[Task]:
    """The documents that names stand for, in order: files themselves, and of folders all below them that the search
    takes; of archives the documents in them. Hidden files are passed over, and what stands below the output.

    Results of one folder stand where its documents stand below it; those of several names below the paths that were
    given, so that a document's result has the same name in every run, whatever else is named. Nothing is remembered of
    what was found: what a result is called depends on its document and on what stands beside that. An archive is like
    a folder.
    """
    leave = os.path.realpath(search.output)
    names = iter(names)
    first = list(islice(names, 2))
    single = len(first) == 1 and (os.path.isdir(first[0]) or is_archive(first[0]))
    for name in chain(first, names):
        for path, below, problem in _documents(name, leave):
            if problem is not None:
                yield Task(path, "", problem)
            elif is_archive(path) and not os.path.isdir(path):
                yield from _packed_tasks(path, below, _place(path, name, below, single), search)
            elif search.takes(below):
                yield _task(path, below if single else None, search.ending)


def _place(archive: str, name: str, below: str, single: bool) -> str:
    """Where the results of an archive stand: where its own would if it were a folder."""
    if not single:
        return _inside(archive)
    return "" if archive == name else below


def _packed_tasks(archive: str, below: str, place: str, search: Search) -> Iterator[Task]:
    """The documents in an archive. Their results are named in its order, with a number where a name is taken."""
    if _matches(below, search.exclude):
        return
    if search.closed:
        yield Task(archive, "", closed=True)
        return
    from newsclean.archives.reading import members

    taken: set[bytes] = set()
    target = ""

    def ask(name: str) -> bool | None:
        nonlocal target
        if not search.takes(f"{below}/{name}", below):
            return None
        target = os.path.join(place, *name.split("/"))
        target = _free(target if target.endswith(search.ending) else target + search.ending, taken)
        return search.again or not _is_newer(os.path.join(search.output, target), archive)

    for member in members(archive, ask, search.fields):
        packed = Packed(member.content, member.source, member.declared)
        yield Task(member.path, target, member.problem, packed, member.passed)


def _free(target: str, taken: set[bytes]) -> str:
    """The target, with a number where another document of the archive has that name."""
    stem, dot, ending = target.rpartition(".")
    for number in count(2):
        key = blake2b(os.path.normcase(target).encode("utf-8", "surrogateescape"), digest_size=8).digest()
        if key not in taken:
            break
        target = f"{stem}~{number}{dot}{ending}"
    taken.add(key)
    return target


def _task(path: str, below: str | None, ending: str) -> Task:
    """A document as a task; without a path `below` its folder the result stands below the path that was given."""
    if below is not None:
        return Task(path, _target(path, below, ending))
    below = _inside(path)
    if os.path.isabs(path) and os.path.lexists(below) and os.path.realpath(path) != os.path.realpath(below):
        return Task(path, "", f"its result would be that of {below}")
    return Task(path, _target(path, below, ending))


def _documents(name: str, leave: str) -> Iterator[tuple[str, str, str | None]]:
    """The files that a name stands for, with their paths below it, or with the reason why they cannot be read."""
    if not os.path.isdir(name):
        inside = is_inside(os.path.realpath(name), leave)
        yield name, os.path.basename(name), _IN_OUTPUT if inside else None
        return
    closed: list[OSError] = []
    for folder, inner, files in os.walk(name, onerror=closed.append):
        real = os.path.realpath(folder)
        if is_inside(real, leave):
            inner.clear()
            continue
        inner[:] = sorted(each for each in inner if each[:1] != ".")
        below = os.path.relpath(folder, name)
        for file in sorted(files):
            path = os.path.join(folder, file)
            if file[:1] != "." and os.path.join(real, file) != leave:
                inside = os.path.islink(path) and is_inside(os.path.realpath(path), leave)
                yield path, os.path.normpath(os.path.join(below, file)), _IN_OUTPUT if inside else None
        yield from ((error.filename, "", describe(error)) for error in closed)
        closed.clear()
    yield from ((error.filename, "", describe(error)) for error in closed)


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is that of a folder or of something in it; both are real paths."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def _matches(below: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern takes the path below its folder, or the file's name alone."""
    path = below.replace(os.sep, "/")
    return any(fnmatchcase(path, pattern) or fnmatchcase(os.path.basename(path), pattern) for pattern in patterns)


def _inside(path: str) -> str:
    """A path as one below the output, wherever it leads: `../a.txt` becomes `_/a.txt`, and `_/a.txt` `__/a.txt`."""
    parts = os.path.normpath(os.path.splitdrive(path)[1]).split(os.sep)
    return os.path.join(*(_part(part) for part in parts if part))


def _part(part: str) -> str:
    return "_" if part == os.pardir else part + "_" if part.strip("_") == "" else part


def _target(path: str, below: str, ending: str) -> str:
    """The name of a document's result: its own, or with the ending behind it where it has another, and a number before
    that where something beside the document has that name (`a` beside `a.txt`).
    """
    if below.endswith(ending):
        return below
    added, number = ending, 1
    while os.path.lexists(path + added) or (number > 1 and os.path.lexists(path + added.removesuffix(ending))):
        number += 1
        added = f"~{number}{ending}"
    return below + added


def clean_folder(
    found: Iterable[Task],
    output: str,
    format_name: str,
    jobs: int,
    again: bool,
    cleaning: dict[str, Any],
    limits: Limits = NO_LIMITS,
) -> Iterator[Outcome]:
    """Write a result for each document below the folder `output`, and tell what became of each, in order.

    `limits` are those of one document. A result that is there and not older than its document is left alone, unless
    `again`. Each is whole or not there.
    Raises OSError where the folder cannot be made.
    """
    os.makedirs(output, exist_ok=True)
    with workplace(output) as work:
        keep = partial(_to_file, output=output, work=work, format_name=format_name, again=again, cleaning=cleaning)
        yield from _outcomes(keep, found, jobs, limits, _AHEAD)


def clean_corpus(
    found: Iterable[Task], output: str, jobs: int, cleaning: dict[str, Any], limits: Limits = NO_LIMITS
) -> Iterator[Outcome]:
    """Write the articles of all documents to one file, in order, and tell what became of each document.

    `limits` are those of one document. The file takes its place at the end, all at once.
    """
    work = partial(_to_rows, render=_encoded if output.endswith(PARQUET) else _lines, cleaning=cleaning)
    with replacing(output) as file, _writing(file, output) as write:
        for outcome in _outcomes(work, found, jobs, limits, _AHEAD_WITH_RESULTS):
            write(outcome.result)
            yield outcome


def _outcomes(
    work: Callable[[Task], Outcome], found: Iterable[Task], jobs: int, limits: Limits, ahead: int
) -> Iterator[Outcome]:
    from newsclean.workers import in_order  # what it needs is slow to import

    return in_order(work, found, jobs, _lost, limits, ahead, _weight)


@contextmanager
def _writing(file: IO[bytes], output: str) -> Iterator[Callable[[bytes], object]]:
    """What writes the results of documents to a corpus."""
    if output.endswith(PARQUET):
        from newsclean.parquet import written

        with written(file) as write:
            yield write
    elif output.endswith(".gz"):
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:  # no name, no time: the same bytes each time
            yield packed.write
    else:
        yield file.write


def _lines(document: Document) -> bytes:
    return STREAMED["jsonl"](document).encode()


def _encoded(document: Document) -> bytes:
    from newsclean.parquet import encoded

    return encoded(document)


def _to_rows(task: Task, render: Callable[[Document], bytes], cleaning: dict[str, Any]) -> Outcome:
    return _lost(task, task.problem) if task.problem is not None else _cleaned(task, render, cleaning)


def _to_file(task: Task, output: str, work: str, format_name: str, again: bool, cleaning: dict[str, Any]) -> Outcome:
    if task.problem is not None:
        return _lost(task, task.problem)
    target = os.path.join(output, task.target)
    if task.packed.content is None if task.packed is not None else not again and _is_newer(target, task.path):
        return Outcome(task.path, "there")
    outcome = _cleaned(task, lambda document: STREAMED[format_name](document).encode(), cleaning)
    if outcome.state != "written":
        return outcome
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=work, delete=False) as file:
            file.write(outcome.result)
        os.chmod(file.name, 0o666 & ~_umask())
        put_in_place(file.name, target)
    except OSError as error:
        if task.packed is not None and isinstance(error, (NotADirectoryError, FileExistsError, IsADirectoryError)):
            return _lost(task, "stands in the archive below another document")
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


def _cleaned(task: Task, render: Callable[[Document], bytes], cleaning: dict[str, Any]) -> Outcome:
    """One document's result in bytes."""
    document = _document(task, cleaning)
    result = render(document)
    return Outcome(task.path, "written" if result else "empty", None, document.layout, document.encoding, result)


def _document(task: Task, cleaning: dict[str, Any]) -> Document:
    if task.packed is not None:
        from newsclean.pipeline import clean

        source = task.path if task.packed.source is None else task.packed.source
        return clean(task.packed.content or b"", source=source, declared=task.packed.declared, **cleaning)
    if not stat.S_ISREG(os.stat(task.path).st_mode):  # a named pipe would never end
        raise OSError(errno.EINVAL, "is no regular file")
    return clean_file(task.path, **cleaning)


def _weight(task: Task) -> int:
    return len(task.packed.content or b"") if task.packed is not None else 0


def _lost(task: Task, reason: str) -> Outcome:
    return Outcome(task.path, "failed", reason)
