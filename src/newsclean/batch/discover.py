"""What the names on a command line stand for: documents, those in folders, and those in archives, one after another."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import blake2b
from itertools import chain, islice

from newsclean.batch.archives import is_archive
from newsclean.batch.archives.json_lines import Fields
from newsclean.batch.archives.names import shortened
from newsclean.errors import describe

_LONGEST = 255
"""Bytes of a file's name that file systems take."""
_IN_OUTPUT = "stands where the results go"


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
        """Whether a document is taken, by one of its paths: that below its folder, that in its archive, or that of the
        archive.
        """
        return any(_matches(path, self.include or ["*"]) for path in paths) and not any(
            _matches(path, self.exclude) for path in paths
        )


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
            elif not single and (twin := _twin(path)) is not None:
                yield Task(path, "", f"its result would be that of {twin}")
            elif is_archive(path):
                place = _inside(path) if not single else "" if path == name else below
                yield from _packed_tasks(path, below, place, search)
            elif search.takes(below):
                yield Task(path, _target(path, below if single else _inside(path), search.ending))


def _packed_tasks(archive: str, below: str, place: str, search: Search) -> Iterator[Task]:
    """The documents in an archive. Their results are named in its order, with a number where a name is taken."""
    if _matches(below, search.exclude):
        return
    if search.closed:
        yield Task(archive, "", closed=True)
        return
    from newsclean.batch.archives.reading import members

    names = _Names()
    target = ""

    def ask(name: str) -> bool | None:
        nonlocal target
        if not search.takes(f"{below}/{name}", name, below):
            return None
        target = os.path.join(place, *name.split("/"))
        target = names.free(target if target.endswith(search.ending) else target + search.ending)
        return search.again or not is_newer(os.path.join(search.output, target), archive)

    for member in members(archive, ask, search.fields):
        packed = Packed(member.content, member.source, member.declared)
        yield Task(member.path, target, member.problem, packed, member.passed)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that results of an archive have, as digests: those of documents with the last number that was put to
    each, and those of folders. On a disk no name can be both, so it is settled here which has it, and not by a race.
    """

    documents: dict[bytes, int] = field(default_factory=dict)
    folders: set[bytes] = field(default_factory=set)

    def free(self, target: str) -> str:
        """The target, with a number where a document or a folder has that name, or a document that of its folder."""
        folder, name = os.path.split(target)
        stem, dot, ending = os.path.join(self._folder(folder), name).rpartition(".")
        first = key = _key(target := f"{stem}{dot}{ending}")
        number = self.documents.get(first, 1)
        while key in self.documents or key in self.folders:
            number += 1
            key = _key(target := f"{stem}~{number}{dot}{ending}")
        self.documents[key] = 1
        if first in self.documents:
            self.documents[first] = number
        return target

    def _folder(self, path: str) -> str:
        if not path:
            return ""
        above, name = os.path.split(path)
        if not name:  # the root
            return path
        path = free = os.path.join(self._folder(above), name)
        number = 1
        while _key(free) in self.documents:
            number += 1
            free = f"{path}~{number}"
        self.folders.add(_key(free))
        return free


def _key(target: str) -> bytes:
    return blake2b(os.path.normcase(target).encode("utf-8", "surrogateescape"), digest_size=8).digest()


def _twin(path: str) -> str | None:
    """A file, named from here, whose result would stand where that of an absolute path does."""
    below = _inside(path)
    twins = os.path.isabs(path) and os.path.lexists(below) and os.path.realpath(path) != os.path.realpath(below)
    return below if twins else None


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
    that where something beside the document has that name (`a` beside `a.txt`). A name that is too long with the ending
    is cut.
    """
    if below.endswith(ending):
        return below
    added, number = ending, 1
    while os.path.lexists(path + added) or (number > 1 and os.path.lexists(path + added.removesuffix(ending))):
        number += 1
        added = f"~{number}{ending}"
    folder, name = os.path.split(below)
    too_long = len(os.fsencode(name + added)) > _LONGEST
    return os.path.join(folder, (shortened(name) if too_long else name) + added)


def is_newer(target: str, path: str) -> bool:
    """Whether a result is there and not older than its document."""
    try:
        there = os.stat(target)
        return stat.S_ISREG(there.st_mode) and there.st_mtime_ns >= os.stat(path).st_mtime_ns
    except OSError:
        return False
