"""Detects and repairs mojibake: text that was decoded in a wrong encoding and saved again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsclean.stages.decode.policy import decode
from newsclean.stages.decode.scoring import high, ill_formed, reads_better

LEAST_SIGNS = 3
"""Number of signs that make a text mojibake: one or two may be quoted."""
SIGNS_EVERY = 60
"""Maximum characters for each sign. UTF-8 decoded as GB18030 has one for every comma and full stop, about one in 25."""
LEAST_BYTES = 6
"""Number of high bytes below which a line is not evidence: 一些 in GB18030 is well-formed UTF-8."""
VARIED = 5
"""Least number of different characters in signs of Latin letters: a row of ×××××××× masks a number."""

TURNED = 0.09
"""Chinese characters, by characters of the text, that come out of one that is UTF-8 read as GB18030, though bytes were
lost: sound text gives .02 at most."""
SAMPLE = 20_000
"""Characters that are looked at."""
_LEFT_BY_UTF8 = "锛銆鈥鐨涓鏄鍦浜"
"""What the commonest characters and marks leave behind; sound text has hardly one of them."""
AGAIN = 3
"""Times that a text is undone at most: some were saved wrongly twice."""

SIGNS: Mapping[str, tuple[str, str, str]] = {
    "utf-8 as cp1252": (
        "Ââãäåæçèé",
        "(?:[Â-ô][\x80-\xbf–—‘’‚“”„†‡•…‰‹›ŒœŠšŸŽžƒˆ˜™€]{1,3}){3}",
        "ä¸\xadå›½ï¼Œæ–‡â€œ",
    ),
    "utf-8 as gb18030": ("锛銆鈥", "[锛銆鈥]", "鐏\ue21a鏄锛岀爜澶翠笂銆鈥滅湡"),
    "utf-8 as cp932": ("縺繧繝", "[縺繧繝]", "縺薙ｌ縺ｯ繝九Η繝ｼ繧ｹ"),
    "two bytes as cp1252": (
        "£¡µ¤‚\x82",  # the lead bytes of 的, of commas and full stops, of Hiragana
        "(?:[\x81-\xfe–—‘’‚“”„†‡•…‰‹›ŒœŠšŸŽžƒˆ˜™€][@-~\x80-\xfe–—‘’‚“”„†‡•…‰‹›ŒœŠšŸŽžƒˆ˜™€]){5,8}",
        "ÖÐ¹úÐÂÎÅ±¨µÀ",
    ),
    "lost": ("锟烫屯嚙", "锟斤拷|烫烫烫|屯屯屯|嚙踝蕭", "锟斤拷锟斤拷锟斤拷"),
}
"""The signs of each wrong decoding: characters of which at least one must occur (a check that takes a tenth of the time
of the pattern), a pattern, and an example. A `lost` text cannot be repaired: bytes were replaced before it was saved.
"""

_SIGNS = tuple((needed, re.compile(pattern)) for needed, pattern, _ in SIGNS.values())
_TWO_BYTES = re.compile(SIGNS["two bytes as cp1252"][1])
_LATIN = re.compile("[\x00-\xff–—‘’‚“”„†‡•…‰‹›ŒœŠšŸŽžƒˆ˜™€]+")
"""Characters that single bytes become: a run of them inside a line of Han characters may be repaired separately."""
_AS_BROWSERS = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(256)}
"""Windows-1252 with its five undefined bytes as control characters, as browsers read it."""
_WESTERN = ("cp1252", "latin-1")
_WRONG = (*_WESTERN, "gb18030", "big5hkscs", "cp932")


def is_mojibake(text: str) -> bool:
    """Whether a text has signs that it was decoded in a wrong encoding and saved again.

    >>> is_mojibake("ä¸\\xadå›½ï¼Œæ–°é—»ã€‚ä¸\\xadå›½ï¼Œæ–°é—»ã€‚"), is_mojibake("灯塔重新点亮。Élève à Paris。")
    (True, False)
    """
    signs = 0
    for needed, pattern in _SIGNS:
        for found in pattern.finditer(text) if any(map(text.__contains__, needed)) else ():
            sign = found[0]
            signs += 1 if sign[0] >= "\u3000" else LEAST_SIGNS * (len(set(sign)) >= VARIED)
            if signs >= LEAST_SIGNS and signs * SIGNS_EVERY >= len(text):
                return True
    return any(map(text.__contains__, _LEFT_BY_UTF8)) and _turns_to_han(text)


def _turns_to_han(text: str) -> bool:
    """Whether characters come out where the text is written in GB18030 and read as UTF-8."""
    back = text[:SAMPLE].encode("gb18030", "ignore").decode("utf-8", "ignore")
    return sum("\u4e00" <= character <= "\u9fff" for character in back) >= TURNED * min(len(text), SAMPLE)


def repair_mojibake(text: str) -> str:
    """Undo decoding in a wrong encoding if that is exactly reversible; other text is unchanged.

    The whole text is tried first, then each line, then runs of Latin letters inside a line. A piece is repaired only if
    encoding it in the wrong encoding and decoding again would give exactly the same characters, every byte is decoded,
    and the result reads better. Text whose bytes were lost (锟斤拷) is unchanged.

    >>> repair_mojibake("ç\\x81¯å¡”ï¼Œé‡\\x8dæ–°ç‚¹äº®ã€‚\\n桥修好了。")
    '灯塔，重新点亮。\\n桥修好了。'
    """
    for _ in range(AGAIN):
        undone = _once(text)
        if undone == text:
            break
        text = undone
    return text


def _once(text: str) -> str:
    if text.isascii():
        return text
    whole = _undone(text, _WRONG)
    if whole is not None:
        return whole
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _line(line: str) -> str:
    if line.isascii():
        return line
    undone = _undone(line, _WRONG, only_utf8=True)
    return _LATIN.sub(_run, line) if undone is None else undone


def _run(found: re.Match[str]) -> str:
    undone = None if found[0].isascii() else _undone(found[0], _WESTERN)
    return found[0] if undone is None else undone


def _undone(text: str, wrong: tuple[str, ...], *, only_utf8: bool = False) -> str | None:
    """The text before it was decoded in one of the wrong encodings; `None` if none of them fits.

    A line is too short to distinguish two-byte encodings, so only UTF-8 is tried there (`only_utf8`), unless the wrong
    encoding is a western one.
    """
    for codec in wrong:
        raw = _bytes(text, codec)
        if raw is None or high(raw) < LEAST_BYTES or (only_utf8 and codec not in _WESTERN and ill_formed(raw)):
            continue
        read = decode(raw)
        right = read.encoding or codec
        if read.replaced or right in (*_WESTERN, codec) or read.how not in ("utf-8", "score"):
            continue
        if right != "utf-8" and not (_is_varied(text) if codec in _WESTERN else not only_utf8 and _is_wide(text)):
            continue
        if read.text.encode(right, "ignore") == raw and reads_better(raw, right, codec):
            return read.text
    return None


def _is_varied(text: str) -> bool:
    """Whether a text has runs of Latin letters like those that come from two-byte characters."""
    return any(len(set(found[0])) >= VARIED for found in _TWO_BYTES.finditer(text))


def _is_wide(text: str) -> bool:
    """Whether most characters outside ASCII are East Asian, as in text that was decoded in a two-byte encoding."""
    foreign = [character for character in text if character > "\x7f"]
    return sum(character >= "\u3000" for character in foreign) * 2 > len(foreign)


def _bytes(text: str, codec: str) -> bytes | None:
    """The bytes that a codec decodes to exactly this text."""
    try:
        if codec == "cp1252":
            return bytes(map(_AS_BROWSERS.__getitem__, map(ord, text)))
        raw = text.encode(codec)
        return raw if raw.decode(codec) == text else None
    except (UnicodeError, KeyError):
        return None
