"""Finds the documents that the names on a command line refer to: files, and the contents of folders and archives."""

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
"""Maximum length of a file name, in bytes."""
_IN_OUTPUT = "is inside the output folder"


@dataclass(frozen=True, slots=True)
class Packed:
    """A document from an archive: its content, or `None` if it is not needed; its source; and the charset declared in
    its headers.
    """

    content: bytes | str | None
    source: str | None = None
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A document, with the path of its result below the output folder, or with the reason why it cannot be cleaned.

    `packed` is set for a document in an archive. `passed` marks what is not a document, `closed` an archive with an
    unknown number of documents.
    """

    path: str
    target: str
    problem: str | None = None
    packed: Packed | None = None
    passed: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Which documents are selected, and how results are named below the folder `output`.

    `fields` are those of JSON lines. A document in an archive is not read if it has an up-to-date result, unless
    `again` is set. With `closed`, archives are not opened, because documents are only counted.
    """

    output: str
    ending: str
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    fields: Fields = Fields()  # noqa: RUF009 – frozen
    again: bool = False
    closed: bool = False

    def takes(self, *paths: str) -> bool:
        """Whether a document is selected, by any of its paths: below its folder, in its archive, or of the archive."""
        return any(_matches(path, self.include or ["*"]) for path in paths) and not any(
            _matches(path, self.exclude) for path in paths
        )


def tasks(names: Iterable[str], search: Search) -> Iterator[Task]:
    """The documents that names refer to, in order: files, all selected files below folders, and the documents in
    archives. Hidden files and the output folder are skipped.

    For a single folder, results have the same relative paths as their documents. For several names, results are placed
    below the paths as given, so that a document's result has the same name in every run, whatever other names are
    given. No state is kept between documents: the name of a result depends only on its document and on the files beside
    it. An archive is treated as a folder.
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
    """The documents in an archive. Their results are named in archive order, with a number if a name is taken."""
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
    """The names of an archive's results, as digests: names of documents with the last number added to each, and names
    of folders. A name on disk cannot be both a file and a folder; deciding here avoids a race between workers.
    """

    documents: dict[bytes, int] = field(default_factory=dict)
    folders: set[bytes] = field(default_factory=set)

    def free(self, target: str) -> str:
        """The target, with a number if its name, or that of one of its folders, is already in use."""
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
    """A file with a relative path whose result would have the same path as that of an absolute path."""
    below = _inside(path)
    twins = os.path.isabs(path) and os.path.lexists(below) and os.path.realpath(path) != os.path.realpath(below)
    return below if twins else None


def _documents(name: str, leave: str) -> Iterator[tuple[str, str, str | None]]:
    """The files that a name refers to, each with its path below it and, if it cannot be read, the reason."""
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
    """Whether a path is a folder or inside it; both must be real paths."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def _matches(below: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern matches the path below its folder, or the file name."""
    path = below.replace(os.sep, "/")
    return any(fnmatchcase(path, pattern) or fnmatchcase(os.path.basename(path), pattern) for pattern in patterns)


def _inside(path: str) -> str:
    """Any path as a path below the output: `../a.txt` becomes `_/a.txt`, and `_/a.txt` becomes `__/a.txt`."""
    parts = os.path.normpath(os.path.splitdrive(path)[1]).split(os.sep)
    return os.path.join(*(_part(part) for part in parts if part))


def _part(part: str) -> str:
    return "_" if part == os.pardir else part + "_" if part.strip("_") == "" else part


def _target(path: str, below: str, ending: str) -> str:
    """The name of a document's result: the document's name, with the ending appended if it has another one, and with a
    number before the ending if a file beside the document has that name (`a` beside `a.txt`). A name that would be too
    long is cut.
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
    """Whether a result exists and is not older than its document."""
    try:
        there = os.stat(target)
        return stat.S_ISREG(there.st_mode) and there.st_mtime_ns >= os.stat(path).st_mtime_ns
    except OSError:
        return False
