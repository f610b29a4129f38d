"""Printed lines to the parts that columns of a page put into them, cut at the gutters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from newsclean.language.characters import width

# Cells between a single space that parts columns and the cut before it. 98 % of the lines of columns stand apart with
# single spaces beside a Chinese character counted, 63 % with two spaces only.
NEAREST = 7
# Rows above and below in which a cut at a single space must have others at its place.
NEAR = 5
SUPPORT = 2
# Pages in landscape have 6 columns of 18 characters; a line of more characters is no printed one.
LONGEST = 400

_BLANK = regex.compile(r"\s+")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}，。、；：？！“”‘’（）《》〈〉「」『』【】…—％]")


@dataclass(frozen=True, slots=True)
class Part:
    """What one column has of a printed line: its row, the position in it (characters from its start), its place in the
    text, what it says and how far it is indented by ideographic spaces. `gap` counts the blank lines above its row."""

    row: int
    x: int
    start: int
    end: int
    text: str
    typed: int = 0
    gap: int = 0

    @property
    def cells(self) -> float:
        return width(self.text)

    @property
    def right(self) -> int:
        return self.x + self.end - self.start


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank: its number, where it starts in the text, what it holds, the blank lines above it, and
    where the white space in it may part columns (`hard` does without other rows that say so)."""

    number: int
    at: int
    raw: str
    gap: int
    hard: tuple[tuple[int, int], ...]
    soft: tuple[tuple[int, int], ...]


def rows_of(text: str) -> list[Row]:
    """The lines of a text that are not blank."""
    rows: list[Row] = []
    at, gap = 0, 0
    for line in text.splitlines(keepends=True):
        raw = line.rstrip()
        if raw.strip():
            rows.append(Row(len(rows), at, raw, gap, *_gutters(raw)))
            gap = 0
        else:
            gap += 1
        at += len(line)
    return rows


def parts_of(rows: Sequence[Row]) -> list[list[Part]]:
    """The parts of each row; a single space is a gutter only where rows near it have one at the same place."""
    starts = [{_first(row.raw)} | {end for _, end in row.hard} | {end for _, end in row.soft} for row in rows]
    found: list[list[Part]] = []
    for number, row in enumerate(rows):
        near = [other for other in range(max(0, number - NEAR), min(len(rows), number + NEAR + 1)) if other != number]
        soft = [cut for cut in row.soft if _is_gutter(cut[1], [(rows[other], starts[other]) for other in near])]
        found.append(list(_cut(row, sorted([*row.hard, *soft]))))
    return found


def cut_everywhere(rows: Sequence[Row]) -> list[list[Part]]:
    """The parts of each row, cut at all its spaces."""
    return [list(_cut(row, sorted([*row.hard, *row.soft]))) for row in rows]


def _first(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" \t"))


def _gutters(raw: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    hard: list[tuple[int, int]] = []
    soft: list[tuple[int, int]] = []
    last = 0
    if len(raw) > LONGEST:
        return (), ()
    for blank in _BLANK.finditer(raw, _first(raw)):
        start, end = blank.span()
        if end == len(raw) or (not raw[:start].strip()):
            continue
        printed = blank[0].rstrip("\u3000")
        if len(printed) > 1 or len(blank[0]) > 2:
            hard.append((start, start + max(1, len(printed))))
            last = end
        elif (_WIDE.match(raw[start - 1]) or _WIDE.match(raw[end])) and width(raw[last:start].strip()) >= NEAREST:
            soft.append((start, start + max(1, len(printed))))
            last = end
    return tuple(hard), tuple(soft)


def _is_gutter(x: int, near: Sequence[tuple[Row, set[int]]]) -> bool:
    """Whether more of the near rows have a part that starts there than text that runs through there."""
    support = sum(any(x - 1 <= start <= x + 1 for start in starts) for _, starts in near)
    across = sum(" " not in row.raw[max(0, x - 3) : x + 2] and len(row.raw) > x + 1 for row, _ in near)
    return support >= SUPPORT and 2 * support >= across


def _cut(row: Row, cuts: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """The parts between the cuts; each starts behind its white space, ideographic spaces are its indent."""
    lefts = [_first(row.raw), *(end for _, end in cuts)]
    rights = [*(start for start, _ in cuts), len(row.raw)]
    for left, right in zip(lefts, rights, strict=True):
        said = row.raw[left:right]
        text = said.strip()
        if text:
            typed = len(said) - len(said.lstrip())
            start = left + typed
            yield Part(row.number, left, row.at + start, row.at + start + len(text), text, typed, row.gap)
