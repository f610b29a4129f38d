"""Reading a damaged text in a multi-byte encoding: where a byte is lost or too many, find the next character again.

A byte lost inside a line of Chinese makes every later pair of the line another character, and a codec that replaces
errors goes on with the wrong pairs. Here the cheapest way to cut the bytes into characters is looked for instead
(a shortest path: each character costs what it costs in that encoding, a byte left unread costs UNREADABLE).
"""

from __future__ import annotations

import codecs
import re
from math import inf

from newsclean.stages.decode.char_costs import CP932_NO_CHARACTER, RARE, UNREADABLE, WIDE, cost, costs

CHUNK = 1024
"""Bytes read at once. Only a chunk that is damaged is searched (1.5 ms), so a page with one bad byte costs one."""

SEARCHED_CHUNKS = 1024
"""Chunks that are searched at most; in the rest bad bytes are replaced where the codec meets them. Bounds the time."""

HOPELESS = 0.1
"""Share of unreadable characters above which a chunk is not text of this encoding and not worth a search."""

MISREAD = 9.5
"""Mean cost of a character above which a chunk that can be decoded is searched all the same. Traditional Chinese in
GB18030 costs 8.3 a character in step and 10.6 out of step."""

WINDOW = 24
"""Characters over which that mean is taken: about what is misread from a lost byte to the end of a line."""

LENGTHS = {"gb18030": (1, 2, 4), "euc_jp": (1, 2, 3), "utf-16-le": (2, 4), "utf-16-be": (2, 4)}
"""Bytes that a character takes; in the other encodings 1 or 2."""

FURTHER = 7.0
"""Cost of each byte at the end of a chunk that is left to the next."""

GAPS = (UNREADABLE, UNREADABLE + FURTHER, UNREADABLE + 2 * FURTHER)
"""Cost of one to three bytes left unread; the further ones are the rest of a character that was cut in two."""

GAP = "\ufffd"
_NO_CHARACTER = dict.fromkeys(map(ord, CP932_NO_CHARACTER), GAP)

Read = tuple[str, float]
"""A character and its cost."""
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")


def read_damaged(raw: bytes, codec: str) -> tuple[str, int]:
    """The text, and how many bytes could not be read; each run of those is one U+FFFD."""
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
    """Text, bytes used (all but a character that goes on in the next chunk) and bytes unread."""
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
    """As `_decode`, by the cheapest path through the chunk. `known` keeps what pieces of bytes read as."""
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
    # A character may go on in the next chunk: end up to three bytes early where that is cheaper.
    ends = (size,) if last else range(max(1, size - 3), size + 1)
    return _walk_back(step, min(ends, key=lambda end: total[end] + (size - end) * FURTHER))


def _character(piece: bytes, codec: str) -> Read:
    try:
        text = piece.decode(codec)
    except UnicodeDecodeError:
        return "", inf
    return (text, costs(codec).get(text, RARE)) if len(text) == 1 else ("", inf)


def _walk_back(step: list[tuple[int, str]], end: int) -> tuple[str, int, int]:
    """The path's text, its end, and how many bytes lie on steps without text, each run of which is one U+FFFD."""
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
    """UTF-8 whose surrogates are written by themselves, as Java and old databases write emoji, with each pair as one
    character and each lone one as U+FFFD; and the count of bytes of the lone ones.
    """
    lone = 0

    def joined(found: re.Match[bytes]) -> bytes:
        nonlocal lone
        if len(found[0]) == 6:
            return found[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()
        lone += 3
        return GAP.encode()

    return _SURROGATES.sub(joined, raw), lone
