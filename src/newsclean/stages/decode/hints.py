"""Encodings declared by the page or guessed by chardet. Neither is used if the text reads badly in it."""

from __future__ import annotations

import codecs
import re
import unicodedata

from newsclean.stages.decode.char_costs import DECLARED, LEGACY, MULTIBYTE, NOT_LATIN, cost
from newsclean.stages.decode.decoded import Decoded
from newsclean.stages.decode.scoring import HEAD_BYTES, high, lines_with_high, mostly_lone

DECLARED_MARGIN = 0.5
"""How much more a character may cost in the declared charset than in the best decoding."""

CHARDET_BYTES = 200_000
"""Maximum number of bytes passed to chardet, which examines no more."""

CHARDET_MIN_HIGH_BYTES = 6
"""Least number of high bytes; fewer may be strays: a single 0xFF made chardet answer cp737."""

CHARDET_MIN_CONFIDENCE = 0.2
"""Least confidence of chardet: it is right about a sentence of Polish or Turkish with .24."""

CHARDET_MIN_LETTERS = 0.8
"""Least share of letters and combining marks among the characters outside ASCII in the text that chardet returns."""

_DECLARATION = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,256}?(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w.:-]{2,40})", re.I
)


def declared_in(raw: bytes, sent: str = "") -> list[str]:
    """The codecs declared by the sender of a page (`sent`) and then by the page itself."""
    names = [sent, *(name.decode("latin-1") for name in _DECLARATION.findall(raw[:HEAD_BYTES]))]
    return [DECLARED[name] for name in dict.fromkeys(map(_folded, names)) if name in DECLARED]


def _folded(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


def fits(declared: str, raw: bytes, telling: bytes, best: str, unsure: bool) -> bool:
    """Whether a declared charset decodes the bytes, about as well as the best encoding known."""
    try:
        raw.decode(declared)
    except UnicodeDecodeError:
        return False
    if declared not in LEGACY:
        return unsure and mostly_lone(telling, 0.5) == (declared not in NOT_LATIN)
    text = telling.decode(declared, "replace")
    return cost(text, declared) <= cost(telling.decode(best, "replace"), best) + DECLARED_MARGIN * len(text)


def by_chardet(raw: bytes) -> Decoded | None:
    """The text in the encoding that chardet detects, if it is confident and the result consists of letters."""
    if high(raw) < CHARDET_MIN_HIGH_BYTES:
        return None
    import chardet

    telling = _DECLARATION.sub(b"", lines_with_high(raw, CHARDET_BYTES))  # chardet would believe the declaration
    found = chardet.detect(telling)
    name = found["encoding"] or ""
    codec = DECLARED.get(_folded(name), name)
    if found["confidence"] < CHARDET_MIN_CONFIDENCE or codec in MULTIBYTE or codec.lower().startswith("utf"):
        return None
    try:
        text = raw.decode(codec)
    except (LookupError, UnicodeError):
        return None
    foreign = [unicodedata.category(character)[0] for character in text if character > "\x7f"]
    if foreign.count("L") + foreign.count("M") < CHARDET_MIN_LETTERS * len(foreign):
        return None
    return Decoded(text=text, encoding=codecs.lookup(codec).name, how="chardet")
