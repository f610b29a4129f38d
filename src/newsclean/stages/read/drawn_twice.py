"""What tools read more than once: lines and characters that a PDF draws twice to make them bold, and stutter on
letter-spaced lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from newsclean.language.characters import repair
from newsclean.model import Cut, Line, Span

PAIRS = 4
"""Pairs of equal lines, one right below the other, that show a text to be drawn twice; a stanza can have two."""
PAIR_SHARE = 0.8
"""And the share of the lines that stand in such pairs: some may be read differently the second time."""
LETTERS = 5
"""Different characters of a line whose every character stands twice: 开开心心快快乐乐 has four."""
STUTTER = range(4, 25)
"""Characters of a line on which a tool stuttered: 末班船延后班船延后船延后延后后 repeats each of its ends."""
DIFFERENT = 3
"""Different characters of such a line: in a loop of one character (研究所女女女女…) all ends are alike."""
LONGEST = 400
"""Characters of a line that is looked through for stutter."""
REASON = "drawn-twice"

_TWICE = regex.compile(r"(\p{L})\1")
_ALIKE = regex.compile(r"(?=(.)\1)")


def without_doubles(text: str, lines: list[Line], cuts: list[Cut]) -> list[Line]:
    """The lines without what was read more than once, which `cuts` gets."""
    lines = _without_copies(lines, cuts)
    for at, line in enumerate(lines):
        if len(line.spans) > 1 or _TWICE.search(line.text) is None:
            continue
        gone = _doubled(text, line.spans[0]) or list(_stuttered(text, line.spans[0]))
        if gone:
            cuts.extend(Cut(start=start, end=end, reason=REASON) for start, end in gone)
            spans = tuple(_outside(line.spans[0], gone))
            parts = (text[start:end] for start, end in spans)
            lines[at] = replace(line, spans=tuple(_trimmed(text, spans)), text=repair("".join(parts)))
    return lines


def _without_copies(lines: list[Line], cuts: list[Cut]) -> list[Line]:
    """In a document whose lines stand in pairs, the first of each."""
    copies = set[int]()
    for at in range(1, len(lines)):
        if lines[at].text == lines[at - 1].text and at - 1 not in copies:
            copies.add(at)
    if len(copies) < PAIRS or 2 * len(copies) < PAIR_SHARE * len(lines) or len({line.text for line in lines}) < PAIRS:
        return lines
    kept: list[Line] = []
    for at, line in enumerate(lines):
        if at in copies:
            cuts.extend(Cut(start=start, end=end, reason=REASON) for start, end in line.spans)
        else:
            kept.append(line)
    return kept


def _doubled(text: str, span: Span) -> list[Span]:
    """The second of each two equal characters, where a line has no others."""
    places = [at for at in range(*span) if not text[at].isspace()]
    if len(places) % 2 or len({text[at] for at in places}) < LETTERS:
        return []
    pairs = list(zip(places[::2], places[1::2], strict=True))
    if any(text[first] != text[second] for first, second in pairs):
        return []
    return [(second, second + 1) for _, second in pairs]


def _stuttered(text: str, span: Span) -> Iterator[Span]:
    """What follows a run of characters and is all of its ends, one after the other. The last two of those end with the
    same character."""
    start, end = span
    if end - start > LONGEST:
        return
    runs = sorted(
        (found.start() + 2 - size * (size + 1) // 2, size)
        for found in _ALIKE.finditer(text, start, end)
        for size in STUTTER
    )
    for at, size in runs:
        if at >= start and _repeats_ends(text, at, size):
            yield at + size, at + size * (size + 1) // 2
            start = at + size * (size + 1) // 2


def _repeats_ends(text: str, at: int, size: int) -> bool:
    if text[at + size] != text[at + 1] or text[at] == text[at + 1]:
        return False
    run = text[at : at + size]
    if len(set(run)) < DIFFERENT:
        return False
    return text.startswith("".join(run[first:] for first in range(1, size)), at + size)


def _outside(span: Span, gone: Sequence[Span]) -> Iterator[Span]:
    at = span[0]
    for start, end in gone:
        if at < start:
            yield at, start
        at = end
    if at < span[1]:
        yield at, span[1]


def _trimmed(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without white space at their ends."""
    for start, end in spans:
        said = text[start:end]
        if said.strip():
            yield start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
