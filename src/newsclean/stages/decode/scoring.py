"""Scores how well bytes read in an encoding, by samples and the costs of their characters."""

from __future__ import annotations

import re
from itertools import islice
from math import inf

from newsclean.stages.decode.char_costs import LEGACY, MULTIBYTE, RARE, WIDE, cost

READABLE = 9.8
"""Highest mean cost of a character outside ASCII that still reads as news. Of texts of 60 bytes, 95 % stay
below 9.3 in their own encoding (7.9 in simplified Chinese); Russian in KOI8-R read as GB18030 is above 10."""

WIDE_READABLE = 10.5
"""The same for all characters of UTF-16."""

SAMPLE_BYTES = 8192
"""Number of high bytes that are scored, in runs taken from the whole input."""

SAMPLE_RUN = 32
"""Bytes of a run that a sample allows for when it chooses how many runs to take."""

WIDE_SLICES, WIDE_SLICE_BYTES = 6, 64
"""Number of slices, and bytes in a slice, used to detect UTF-16; spread over the whole input."""

WIDE_HEAD_BYTES = 512
"""How much better a text must read as UTF-16 than as UTF-8: lines of a single Han character in UTF-8 look like UTF-16.
"""

WIDE_SHIFT = 1.0
"""How much cheaper a slice of UTF-16 reads from its second byte when bytes were lost before it."""

MOSTLY_UTF8 = 0.5
"""Share of well-formed sequences among the high bytes from which on a text is UTF-8 with other data in it."""

MOSTLY_LONE = 0.9
"""Share of high bytes between ASCII above which a text may be western. An apostrophe of Windows-1252 with the letter
after it is a common character of Shift_JIS."""

LONE = 3.0
"""Additional cost of a two-byte character in such a text."""

HEAD_BYTES = 4096
"""Amount of a text that is decoded to compare two encodings."""

_HIGH_BYTES = bytes(range(0x80, 0x100))
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_HIGH = re.compile(rb"[\x80-\xff]")
_LONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
# Bytes that are never the second half of a character in any encoding scored here (below "@", without the digits that
# GB18030 uses) end a run; so every run of an undamaged text starts at a character.
_RUN = re.compile(rb"[\x80-\xff][\x30-\x39\x40-\xff]*")

# Three Han characters or syllables in UTF-8; two-byte encodings have leads below 0xE0 for what is common.
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xed\xef][\x80-\xbf][\x80-\xbf]){3}")


def high(raw: bytes) -> int:
    """Count of bytes from 0x80."""
    return len(raw) - len(raw.translate(None, _HIGH_BYTES))


def ill_formed(raw: bytes) -> int:
    """Count of bytes that are not part of well-formed UTF-8."""
    return len(raw) - len(raw.decode("utf-8", "ignore").encode())


def looks_utf8(raw: bytes) -> bool:
    """Whether most high bytes are in well-formed UTF-8."""
    return ill_formed(raw) <= (1 - MOSTLY_UTF8) * high(raw)


def has_utf8_run(raw: bytes) -> bool:
    """Whether there are three adjacent East Asian characters in UTF-8, which is hardly ever chance."""
    return _UTF8_RUN.search(raw) is not None


def is_utf8(line: bytes, other: str) -> bool:
    """Whether a line is in UTF-8 rather than in the other encoding of the text."""
    if line.isascii() or (has_utf8_run(line) and not ill_formed(line)):
        return True
    return reads_better(line, "utf-8", other)


def has_controls(raw: bytes) -> bool:
    """Whether there are control bytes, which UTF-16 has but text in UTF-8 does not need."""
    head = raw[:HEAD_BYTES]
    return b"\0" in raw or len(head.translate(None, _CONTROLS)) < len(head)


def mostly_lone(raw: bytes, share: float = MOSTLY_LONE) -> bool:
    """Whether most high bytes are single bytes between ASCII, as accented letters are."""
    return len(_LONE.findall(raw)) > share * high(raw)


def sample(raw: bytes) -> bytes:
    """Runs of high bytes from the whole input, on separate lines."""
    number = size = 0
    for run in _RUN.finditer(raw):  # counted, not stored: a text of short runs has millions
        number += 1
        size += run.end() - run.start()
    step, longest = 1, SAMPLE_BYTES
    if size > SAMPLE_BYTES:
        step = max(1, number * SAMPLE_RUN // SAMPLE_BYTES)
        longest = SAMPLE_BYTES * step // number
    return b"\n".join(run[0][:longest] for run in islice(_RUN.finditer(raw), 0, None, step))


def lines_with_high(raw: bytes, limit: int) -> bytes:
    """The first lines that are not ASCII, at most `limit` bytes of them."""
    lines: list[bytes] = []
    end = size = 0
    while size < limit and (found := _HIGH.search(raw, end)):
        start = raw.rfind(b"\n", end, found.start()) + 1 or end
        end = raw.find(b"\n", found.end())
        end = len(raw) if end < 0 else end
        lines.append(raw[start : min(end, start + limit)])
        size += len(lines[-1])
    return b"\n".join(lines)[:limit]


def best_reading(raw: bytes) -> tuple[str, float]:
    """The encoding in which the bytes read best, and the mean cost of a character outside ASCII there."""
    extra = LONE * high(raw) if mostly_lone(raw) else 0.0
    texts = {codec: raw.decode(codec, "replace") for codec in LEGACY}
    codec = min(texts, key=lambda name: cost(texts[name], name) + extra * (name in MULTIBYTE))
    return codec, mean_foreign(texts[codec], codec)


def mean_foreign(text: str, codec: str) -> float:
    """Mean cost of a character outside ASCII; RARE if there is none."""
    foreign = [character for character in text if character > "\x7f"]
    return cost("".join(foreign), codec) / len(foreign) if foreign else RARE


def reads_better(raw: bytes, first: str, second: str) -> bool:
    """Whether the beginning of the bytes reads better in the first codec than in the second."""
    head = raw[:HEAD_BYTES]
    return cost(head.decode(first, "replace"), first) < cost(head.decode(second, "replace"), second)


def wide_reading(raw: bytes) -> tuple[str, bool] | None:
    """The byte order in which the bytes read as UTF-16, and whether bytes were lost or added somewhere."""
    number = min(WIDE_SLICES, len(raw) // WIDE_SLICE_BYTES + 1)
    starts = [len(raw) * index // number & ~1 for index in range(number)]
    slices = [raw[start : start + WIDE_SLICE_BYTES] for start in starts]
    means = {codec: [_wide_means(piece, codec) for piece in slices] for codec in WIDE}
    codec = min(means, key=lambda name: sum(map(min, means[name])))
    if 2 * sum(min(pair) <= WIDE_READABLE for pair in means[codec]) <= number:
        return None
    rivals = ("utf-8", best_reading(raw)[0]) if number == 1 else ("utf-8",)
    if not all(reads_better(raw[:WIDE_HEAD_BYTES], codec, rival) for rival in rivals):
        return None
    return codec, any(shifted + WIDE_SHIFT < aligned for aligned, shifted in means[codec])


def _wide_means(piece: bytes, codec: str) -> tuple[float, float]:
    """Mean cost of a slice as it is, and shifted by a byte lost or added somewhere before it."""
    return mean(piece.decode(codec, "replace"), codec), mean(piece[1:].decode(codec, "replace"), codec)


def mean(text: str, codec: str) -> float:
    """Mean cost of a character."""
    return cost(text, codec) / len(text) if text else inf
