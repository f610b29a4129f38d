"""The rules of `--keep`, which decide which of several copies is kept: `first`, `longest`, `min:date`, `lang=zh`."""

from __future__ import annotations

import heapq
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
Rank = Callable[[Record, str], Any]
"""A sort key for an article and its text; of several copies the one with the smallest key is kept."""

ITEM_COST = 400
"""Bytes of memory for a key and its number: 290 were measured for two rules, one of them on a string."""


def rank(rule: str) -> Rank:
    """The rank for a rule. Raises ValueError if it is not a rule."""
    how, colon, name = rule.partition(":")
    if rule == "first":
        return lambda article, text: 0
    if rule == "longest":
        return lambda article, text: -len(text)
    if colon and name and how in ("min", "max"):
        return lambda article, text: _ordered(article.get(name), up=how == "min")
    name, equals, value = rule.partition("=")
    if equals and name:
        return lambda article, text: not _has_value(article.get(name), value)
    raise ValueError(f"{rule!r} is not first, longest, min:FIELD, max:FIELD or FIELD=VALUE")


def ranks(rules: Sequence[str]) -> Rank:
    """The rank by several rules: the first decides, the next breaks ties."""
    each = [rank(rule) for rule in rules]
    return lambda article, text: tuple(one(article, text) for one in each)


def _has_value(found: Any, value: str) -> bool:
    return found == value if isinstance(found, str) else found is not None and str(found) == value


def _ordered(value: Any, *, up: bool) -> tuple[int, Any]:
    """A sort key that puts numbers before strings, and both before missing or unordered values."""
    if isinstance(value, (int, float)) and value == value:  # not NaN
        return 0, value if up else -value
    if isinstance(value, str):
        letters = value.encode("utf-8", "surrogatepass")
        return 1, letters if up else bytes(255 - letter for letter in letters) + b"\xff"
    return 2, 0


@dataclass(slots=True)
class Sorter:
    """Sorts numbers by keys, in memory up to `budget` bytes and in files in a folder beyond that."""

    folder: str
    budget: int
    _buffer: list[tuple[Any, int]] = field(default_factory=list)
    _files: list[str] = field(default_factory=list)

    def add(self, key: Any, number: int) -> None:
        self._buffer.append((key, number))
        if len(self._buffer) * ITEM_COST >= self.budget:
            self._spill()

    def __iter__(self) -> Iterator[int]:
        """The numbers in the order of their keys; numbers with equal keys in ascending order."""
        self._buffer.sort()
        return (number for _, number in heapq.merge(*map(_read, self._files), self._buffer))

    def _spill(self) -> None:
        self._buffer.sort()
        path = os.path.join(self.folder, f"order-{len(self._files)}")
        with open(path, "wb") as file:
            for item in self._buffer:
                pickle.dump(item, file)
        self._files.append(path)
        self._buffer.clear()


def _read(path: str) -> Iterator[tuple[Any, int]]:
    with open(path, "rb") as file, suppress(EOFError):
        while True:
            yield pickle.load(file)
