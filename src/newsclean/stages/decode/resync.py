"""Decodes damaged text in a multi-byte encoding: finds the next character boundary after a lost or extra byte.

A byte lost inside a line of Chinese changes every later pair of the line into another character, and a codec that
replaces errors continues with the wrong pairs. This module searches for the cheapest division of the bytes into
characters instead (a shortest path: each character has its cost in that encoding, an unread byte costs UNREADABLE).
"""

from __future__ import annotations

import codecs
import re
from math import inf

from newsclean.stages.decode.char_costs import CP932_NO_CHARACTER, RARE, UNREADABLE, WIDE, cost, costs

CHUNK = 1024
"""Bytes in a chunk. Only damaged chunks are searched (1.5 ms each)."""

SEARCHED_CHUNKS = 1024
"""Maximum number of chunks searched; in the others the codec replaces bad bytes. This bounds the time."""

HOPELESS = 0.1
"""Share of unreadable characters above which a chunk is not text of this encoding and is not searched."""

MISREAD = 9.5
"""Mean cost of a character above which a chunk is searched although it can be decoded. Traditional Chinese in GB18030
costs 8.3 for each character if aligned and 10.6 if misaligned."""

WINDOW = 24
"""Number of characters over which that mean is taken: about as many as are misread from a lost byte to the line end."""

LENGTHS = {"gb18030": (1, 2, 4), "euc_jp": (1, 2, 3), "utf-16-le": (2, 4), "utf-16-be": (2, 4)}
"""Possible bytes in a character; in the other encodings 1 or 2."""

FURTHER = 7.0
"""Cost of each byte at the end of a chunk that is left for the next chunk."""

GAPS = (UNREADABLE, UNREADABLE + FURTHER, UNREADABLE + 2 * FURTHER)
"""Costs of one to three unread bytes; the later ones belong to the same broken character."""

GAP = "\ufffd"
_NO_CHARACTER = dict.fromkeys(map(ord, CP932_NO_CHARACTER), GAP)

Read = tuple[str, float]
"""A character and its cost."""
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")


def read_damaged(raw: bytes, codec: str) -> tuple[str, int]:
    """The text, and the number of unreadable bytes; each run of them becomes one U+FFFD."""
    parts: list[str] = []
    cache: dict[bytes, Read] = {}
    start = replaced = searched = 0
    while start < len(raw):
        chunk = raw[start : start + CHUNK]
        last = start + CHUNK >= len(raw)
        text, used, bad = _decode(chunk, codec, last)
        if searched < SEARCHED_CHUNKS and _worth_a_search(text, bad, codec):
            searched += 1
            text, used, bad = _cheapest(chunk, codec, last, cache)
        parts.append(text)
        replaced += bad
        start += used
    return "".join(parts), replaced


def _decode(chunk: bytes, codec: str, last: bool) -> tuple[str, int, int]:
    """The text, the number of bytes used (a character may continue in the next chunk), and of unread bytes."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    try:
        text = decoder.decode(chunk)
        pending = len(decoder.getstate()[0])
        bad = sum(map(text.count, CP932_NO_CHARACTER)) if codec == "cp932" else 0
        text = text.translate(_NO_CHARACTER) if bad else text
        if not (last and pending):
            return text, len(chunk) - pending, bad
        return text + GAP, len(chunk), bad + pending
    except UnicodeDecodeError:
        text = chunk.decode(codec, "replace")
        return text, len(chunk), max(1, text.count(GAP))


def _worth_a_search(text: str, bad: int, codec: str) -> bool:
    if codec in WIDE:
        return True  # a shifted text can always be decoded
    if bad:
        return bad <= max(4, HOPELESS * len(text))
    windows = (text[start : start + WINDOW] for start in range(0, len(text), WINDOW))
    return any(cost(window, codec) > MISREAD * len(window) for window in windows)


def _cheapest(chunk: bytes, codec: str, last: bool, cache: dict[bytes, Read]) -> tuple[str, int, int]:
    """Like `_decode`, by the cheapest path through the chunk. `cache` stores the decoded form of byte sequences."""
    size = len(chunk)
    lengths = LENGTHS.get(codec, (1, 2))
    lowest = b"\0" if codec in WIDE else b"\x80"
    total = [0.0] + [inf] * size
    step: list[tuple[int, str]] = [(0, "")] * (size + 1)
    for at in range(size):
        here = total[at]
        for length, price in enumerate(GAPS, 1):
            if chunk[at + length - 1 : at + length] < lowest:  # past the end, or ASCII, which is never left unread
                break
            if here + price < total[at + length]:
                total[at + length], step[at + length] = here + price, (length, "")
        for length in lengths:
            piece = chunk[at : at + length]
            if len(piece) < length:
                break
            if piece not in cache:
                cache[piece] = _character(piece, codec)
            text, price = cache[piece]
            if here + price < total[at + length]:
                total[at + length], step[at + length] = here + price, (length, text)
    # A character may continue in the next chunk: end up to three bytes early if that is cheaper.
    ends = (size,) if last else range(max(1, size - 3), size + 1)
    return _walk_back(step, min(ends, key=lambda end: total[end] + (size - end) * FURTHER))


def _character(piece: bytes, codec: str) -> Read:
    try:
        text = piece.decode(codec)
    except UnicodeDecodeError:
        return "", inf
    return (text, costs(codec).get(text, RARE)) if len(text) == 1 else ("", inf)


def _walk_back(step: list[tuple[int, str]], end: int) -> tuple[str, int, int]:
    """The text of the path, its end, and the number of unread bytes, each run of which becomes one U+FFFD."""
    parts: list[str] = []
    at, bad = end, 0
    while at:
        length, text = step[at]
        if text:
            parts.append(text)
        else:
            bad += length
            if at == length or step[at - length][1]:  # the first of a run of them
                parts.append(GAP)
        at -= length
    return "".join(reversed(parts)), end, bad


def with_pairs_joined(raw: bytes) -> tuple[bytes, int]:
    """Repair UTF-8 with encoded surrogates, as Java and old databases write emoji: each pair becomes one character,
    each lone surrogate U+FFFD. Also returns the number of bytes of lone surrogates.
    """
    lone = 0

    def joined(found: re.Match[bytes]) -> bytes:
        nonlocal lone
        if len(found[0]) == 6:
            return found[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()
        lone += 3
        return GAP.encode()

    return _SURROGATES.sub(joined, raw), lone
