"""Setting text in columns: cells, line breaks that respect kinsoku, letter-spacing, words and hyphens."""

from __future__ import annotations

import re
from random import Random

CLOSING = frozenset("，。、；：！？”’）》」』】〕…—％%·,.;:!?)]」ーっゃゅょッャュョぁぃぅぇぉ々")
"""What no line may start with."""
OPENING = frozenset("“‘（《「『【〔([")
"""What no line may end with."""
RUN = re.compile(r"[0-9A-Za-z.%+-]+")
LONGEST_RUN = 8
"""Runs of half-width characters up to this long are not broken."""


def cells(text: str) -> float:
    """Width of `text`: 1 for a full-width character, ½ for an ASCII one."""
    return sum(0.5 if char < "\u0100" else 1.0 for char in text)


def atoms(text: str) -> list[str]:
    """`text` in pieces that no line break may divide: characters, and short runs of half-width ones."""
    found: list[str] = []
    position = 0
    while position < len(text):
        run = RUN.match(text, position)
        size = len(run[0]) if run and len(run[0]) <= LONGEST_RUN else 1
        found.append(text[position : position + size])
        position += size
    return found


def fits_break(before: str, after: str) -> bool:
    """May a line end after `before` and the next begin with `after`?"""
    return bool(before) and before[-1] not in OPENING and after[0] not in CLOSING


def wrap(text: str, width: float, random: Random, *, indent: float = 2.0, squeeze: float = 0.5) -> list[str]:
    """`text` in lines of `width` cells, the first `indent` cells shorter.

    Where a closing mark would start a line, it is squeezed into the line before with the probability `squeeze`
    (printers set it at half width), otherwise the line gives up its last character as well.
    """
    lines: list[str] = []
    line: list[str] = []
    room = width - indent
    for atom in atoms(text):
        full = cells("".join(line)) + cells(atom) > room
        if full and line and not (atom[0] in CLOSING and (random.random() < squeeze or len(line) < 3)):
            carried: list[str] = []
            while len(line) > 1 and not fits_break(line[-1], (carried or [atom])[0]):
                carried.insert(0, line.pop())
            lines.append("".join(line))
            line, room = carried, width
        line.append(atom)
    return [*lines, "".join(line)] if line else lines


def letter_space(line: str, random: Random) -> str:
    """`line` with blanks between its characters, now and then only in one part of it."""
    start, end = 0, len(line)
    if random.random() < 0.3 and len(line) >= 10:
        start = random.randrange(0, 3)
        end = len(line) - random.randrange(0, 3)
    parts = re.findall(r"[0-9A-Za-z.%]+|\s+|.", line[start:end])
    spaced = " ".join(part for part in parts if part.strip())
    return line[:start] + spaced + line[end:]


def cut_points(text: str, shortest: tuple[int, int] = (8, 4)) -> list[int]:
    """Where a column may end inside a sentence of `text`: not after an end mark, not against kinsoku.

    `shortest` are the characters that stay before and after the cut.
    """
    return [
        i
        for i in range(shortest[0], len(text) - shortest[1] + 1)
        if fits_break(text[:i], text[i:])
        and text[i - 1] not in "。！？”’」』…：；"
        and not (text[i - 1].isascii() and text[i].isascii())
    ]


def wrap_words(text: str, width: int, random: Random, hyphenate: float, indent: int = 0) -> list[tuple[str, str]]:
    """English `text` in lines of at most `width` characters: (line, mark) with the hyphen that ends it, if any.

    The first line is `indent` characters shorter.

    A mark of "soft" is a hyphen that only the line end put there (it is not in the line), "hard" one that belongs to
    the word (it is).
    """
    lines: list[tuple[str, str]] = []
    line = ""
    for token in re.findall(r"\S+", text):
        word: str = token
        joint = " " if line else ""
        limit = width - (0 if lines else indent)
        if len(line + joint + word) <= limit:
            line += joint + word
            continue
        room = limit - len(line + joint)
        hard = [m.end() for m in re.finditer(r"(?<=[a-z])-(?=[a-z])", word) if m.end() <= room]
        soft = [i for i in soft_points(word) if i < room]
        if hard:
            lines.append((line + joint + word[: hard[-1]], "hard"))
            line = word[hard[-1] :]
        elif soft and random.random() < hyphenate:
            at = random.choice(soft)
            lines.append((line + joint + word[:at], "soft"))
            line = word[at:]
        else:
            lines.append((line, ""))
            line = word
    return [*lines, (line, "")] if line else lines


VOWELS = frozenset("aeiouy")
DIGRAPHS = frozenset({"th", "ch", "sh", "ph", "gh", "wh", "ck", "ng"})
SILENT = frozenset({"e", "es", "ed", "le", "ly"})
"""Endings that no line begins with."""


def soft_points(word: str) -> list[int]:
    """Where a plain word of seven letters or more may be hyphenated: before a consonant that a vowel follows, after a
    vowel or another consonant."""
    core = re.match(r"[A-Za-z]+", word)
    if not core or len(core[0]) < 7 or "-" in word:
        return []
    letters = core[0].lower()
    return [
        i
        for i in range(2, len(letters) - 2)
        if letters[i] not in VOWELS
        and letters[i + 1] in VOWELS
        and (letters[i - 1] in VOWELS or letters[i - 2] in VOWELS)
        and letters[i - 1 : i + 1] not in DIGRAPHS
        and letters[i:] not in SILENT
    ]
