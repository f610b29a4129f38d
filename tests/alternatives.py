"""The alternatives of a pattern, read from its source: what stands between the strokes of each group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise


def alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """Each alternative of each group of a pattern, and of the pattern itself, with the pattern without it.

    >>> list(alternatives("a(?:b|[c|]|d)?"))
    [('b', 'a(?:[c|]|d)?'), ('[c|]', 'a(?:b|d)?'), ('d', 'a(?:b|[c|])?')]
    """
    for start, bars, end in _groups(pattern):
        edges = [start - 1, *bars, end]
        for left, right in pairwise(edges):
            from_, to = (left + 1, right + 1) if left == start - 1 else (left, right)
            yield pattern[left + 1 : right], pattern[:from_] + pattern[to:]


def _groups(pattern: str) -> Iterator[tuple[int, list[int], int]]:
    """Where the content of each group with alternatives starts, its strokes, and where it ends."""
    open_: list[tuple[int, list[int]]] = [(0, [])]
    at, class_at = 0, -1
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif class_at >= 0:
            if character == "]" and pattern[class_at + 1 : at] not in ("", "^"):
                class_at = -1
        elif character == "[":
            class_at = at
        elif character == "(":
            open_.append((_content(pattern, at), []))
        elif character == "|":
            open_[-1][1].append(at)
        elif character == ")":
            start, bars = open_.pop()
            if bars:
                yield start, bars, at
        at += 1
    if open_[0][1]:
        yield 0, open_[0][1], len(pattern)


def _content(pattern: str, at: int) -> int:
    """Where the content of the group that opens at a bracket starts: behind ?:, ?=, ?<!, ?i: or ?P<name>."""
    if pattern[at + 1 : at + 2] != "?":
        return at + 1
    if pattern.startswith(("(?P<",), at):
        return pattern.index(">", at) + 1
    if pattern.startswith(("(?<=", "(?<!"), at):
        return at + 4
    return next(place for place in range(at + 2, len(pattern)) if pattern[place] in ":=!>") + 1
