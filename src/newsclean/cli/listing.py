"""The lines of a corpus, read twice: once to find the articles, once to write the kept lines."""

from __future__ import annotations

import errno
import json
import os
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from newsclean.batch.archives.json_lines import Fields, LineError, record
from newsclean.cli.corpus import Source, lines, name_of
from newsclean.cli.preference import Rank, Sorter
from newsclean.render.escape import without_surrogates

PLACE = struct.Struct("<qqqq")
"""The place of an article: its source, and the offset, the length and the number of its line."""
REPORT_EVERY = 1 << 20
"""Bytes between two progress reports."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Sources, with a folder for temporary data about their lines.

    `complain` is called for each line that is not an article, `report` with the progress of reading. With `located`, an
    article without an id is named by its file and its line's number, not by the number alone.
    """

    sources: Sequence[Source]
    fields: Fields
    folder: str
    located: bool
    complain: Callable[[Source, int, str], None]
    report: Callable[[str, float], None]

    def articles(self) -> Iterator[tuple[str, bytes]]:
        """The text and the id, as JSON, of each article, in the order of the lines."""
        for _, _, article, name in self._read():
            yield article[self.fields.text], name

    def ranked(self, rank: Rank, budget: int) -> Iterator[tuple[str, bytes]]:
        """The same, in ascending order of rank."""
        sorter = Sorter(self.folder, budget)
        with open(self._path("places"), "wb") as places:
            for count, (place, _, article, _) in enumerate(self._read()):
                places.write(place)
                sorter.add(rank(article, article[self.fields.text]), count)
        with open(self._path("places"), "rb") as places, open(self._path("ranks"), "wb") as ranks:
            for number, item in enumerate(sorter):
                ranks.seek(item * 8)
                ranks.write(struct.pack("<q", number))
                places.seek(item * PLACE.size)
                source, begin, length, line = PLACE.unpack(places.read(PLACE.size))
                with open(self.sources[source].path, "rb") as file:
                    file.seek(begin)
                    again = record(file.read(length), self.fields)
                if again is not None:
                    yield again[self.fields.text], self._name(again, self.sources[source], line)

    def numbers(self, first: int) -> Iterator[int]:
        """For each article, in the order of the lines, its position in the order of ranks, counted from `first`."""
        with open(self._path("ranks"), "rb") as ranks:
            while raw := ranks.read(8):
                yield first + int.from_bytes(raw, "little")

    def write(self, outcomes: Iterator[Any], unique: IO[bytes], duplicates: IO[bytes] | None) -> tuple[int, int]:
        """Write the kept lines, and an entry for each duplicate; return the number of articles and of duplicates."""
        count = removed = 0
        unended = False
        with open(self._path("kinds"), "rb") as kinds:
            for _, _, line in lines(self.sources):
                is_article = kinds.read(1) == b"\1"
                count += is_article
                if is_article and (entry := next(outcomes)) is not None:
                    removed += 1
                    if duplicates is not None:
                        duplicates.write(json_line(entry.to_dict()))
                    continue
                unique.write(b"\n" + line if unended else line)
                unended = not line.endswith(b"\n")
        changed = next((source.name for source in self.sources if source.has_changed()), None)
        if changed is not None:
            raise OSError(errno.EIO, f"{changed} was changed while it was read")
        return count, removed

    def _read(self) -> Iterator[tuple[bytes, Source, dict[str, Any], bytes]]:
        total = sum(source.size for source in self.sources) or 1
        seen = reported = begin = 0
        current, at = None, -1
        with open(self._path("kinds"), "wb") as kinds:
            for source, number, line in lines(self.sources):
                if source is not current:
                    current, at, begin = source, at + 1, 0
                place = PLACE.pack(at, begin, len(line), number)
                begin += len(line)
                seen += len(line)
                if seen >= reported:
                    reported = seen + REPORT_EVERY
                    self.report("reading", seen / total)
                article = self._record(source, number, line)
                kinds.write(b"\0" if article is None else b"\1")
                if article is not None:
                    yield place, source, article, self._name(article, source, number)

    def _record(self, source: Source, number: int, line: bytes) -> dict[str, Any] | None:
        try:
            return record(line, self.fields)
        except LineError as error:
            self.complain(source, number, str(error))
            return None

    def _name(self, article: dict[str, Any], source: Source, number: int) -> bytes:
        return json.dumps(name_of(article, self.fields, source if self.located else None, number)).encode()

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name)


def json_line(value: Any) -> bytes:
    return (without_surrogates(json.dumps(value, ensure_ascii=False)) + "\n").encode()
