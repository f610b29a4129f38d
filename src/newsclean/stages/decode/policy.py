"""Decodes bytes: detects the encoding, and counts what could not be decoded.

Detection is a table of steps (at the end of this file), tried in order until one succeeds. Each takes the bytes and
returns a Decoded, or `None` if it cannot decide.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from newsclean.stages.decode.char_costs import LEGACY, MULTIBYTE
from newsclean.stages.decode.decoded import Decoded
from newsclean.stages.decode.hints import by_chardet, declared_in, fits
from newsclean.stages.decode.resync import GAP, read_damaged, with_pairs_joined
from newsclean.stages.decode.scoring import (
    HEAD_BYTES,
    READABLE,
    WIDE_READABLE,
    best_reading,
    has_controls,
    has_utf8_run,
    high,
    ill_formed,
    is_utf8,
    looks_utf8,
    mean,
    mean_foreign,
    reads_better,
    sample,
    wide_reading,
)

STRAY = 0.01
"""Largest share of high bytes or gaps that are treated as stray bytes in a text of another encoding."""

Step = Callable[[bytes], Decoded | None]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, because it begins with that mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ESCAPES = (("hz", b"~{"), ("iso2022_jp", b"\x1b$"), ("iso2022_jp_ext", b"\x1b$"), ("iso2022_kr", b"\x1b$"))
_NOT_TEXT = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # GB18030 decodes misaligned pairs to these, and cp932 0xA0 and 0xFF
# A complete HZ sequence, because "~{" alone occurs in program text too.
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,500}~\}")


def decode(raw: bytes | str, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode bytes of unknown encoding.

    `raw` is the bytes of a document; a `str` passes through, but for lone surrogates, which become U+FFFD. `encoding`
    names a Python codec to use instead of detection; GB2312 and GBK are read as GB18030 (LookupError for a name that is
    not a text codec). `declared` is the charset from an HTTP header; it is treated like one that the page declares, has
    priority over that, and is used if the page reads well in it.

    The result has all characters and line ends as they were decoded, without byte order marks at its start. Its
    `encoding` is the name of the codec, `replaced` counts bytes (of a `str`: characters) that could not be decoded,
    each run of which is U+FFFD in the text, and `how` names the step that decided:

    - `str`: nothing to decide, the input was text
    - `given`: the caller named the encoding
    - `mark`: a byte order mark
    - `escapes`: the escape sequences of HZ or ISO-2022, the rest being ASCII
    - `utf-8`: well-formed UTF-8, a last character cut off allowed; or UTF-8 with stray bytes
    - `statistics`: UTF-16 or UTF-32 without a mark, by its characters
    - `mixed`: lines in UTF-8 and lines in another encoding; `encoding` names the one used by most of the text
    - `declared`: the page, or its sender, declares the charset, and the text reads well in it
    - `score`: it has the best score, and a good one, in this encoding
    - `chardet`: no scored encoding fits, or a western one does, and chardet detects an alphabet
    - `fallback`: no step was certain; the best scored encoding if it can decode every byte, else GB18030, or
      UTF-8 if there are few high bytes

    Never raises on content. Takes time in proportion to the size.
    """
    if isinstance(raw, str):
        return _without_mark(_from_str(raw))
    if encoding is not None:
        answer = _read(bytes(raw), _codec_named(encoding), "given")
        return _without_mark(replace(answer, text=_from_str(answer.text).text))  # UTF-7 can hold surrogates
    return _without_mark(_detect(bytes(raw), _STEPS if declared is None else _steps(declared)))


def _detect(raw: bytes, steps: Sequence[Step]) -> Decoded:
    answers = (step(raw) for step in steps)
    return next(answer for answer in answers if answer is not None)


def _without_mark(answer: Decoded) -> Decoded:
    return replace(answer, text=answer.text.lstrip("\ufeff")) if answer.text.startswith("\ufeff") else answer


def _from_str(text: str) -> Decoded:
    try:
        text.encode()
        replaced = 0
    except UnicodeEncodeError:  # surrogates: pairs become their character, lone ones U+FFFD
        gaps = text.count(GAP)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        replaced = text.count(GAP) - gaps
    return Decoded(text=text, replaced=replaced)


def _codec_named(name: str) -> str:
    """The codec for a named encoding. Raises LookupError if there is none."""
    try:
        codec = codecs.lookup(name)
        b"a".decode(name, "replace")
    except (LookupError, ValueError) as error:
        raise LookupError(f"unknown encoding {name!r}: give a name that Python knows, like 'gb18030'") from error
    if codec.name in _NOT_TEXT:
        raise LookupError(f"{name!r} is not a text encoding: give one like 'gb18030'")
    return "gb18030" if codec.name in ("gb2312", "gbk") else codec.name


def _read(raw: bytes, codec: str, how: str) -> Decoded:
    """Decode with a given codec."""
    replaced = 0
    try:
        text = raw.decode(codec)
        if codec in LEGACY and _PRIVATE.search(text):
            text, replaced = read_damaged(raw, codec)
    except UnicodeError:
        if codec in MULTIBYTE:
            text, replaced = read_damaged(raw, codec)
        else:
            text = raw.decode(codec, "replace")
            replaced = ill_formed(raw) if codec == "utf-8" else text.count(GAP)
    return Decoded(text=text, encoding=codec, how=how, replaced=replaced)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, codec in _MARKS:
        if not raw.startswith(mark):
            continue
        rest = raw[len(mark) :]
        answer = _read(rest, codec, "mark")
        if codec == "utf-8" and not answer.replaced:
            return answer
        if codec.startswith("utf-32") and answer.replaced:
            continue
        # Marks can be wrong: concatenated or re-saved pages keep the mark of another encoding.
        other = _detect(rest, _STEPS[1:])
        lies = codec == "utf-8" or reads_better(rest, other.encoding or codec, codec)
        return other if lies else answer
    return None


def _by_escapes(raw: bytes) -> Decoded | None:
    named = [codec for codec, opening in _ESCAPES if _has_pair(raw, opening)]
    if not named or high(raw) > len(raw) * STRAY or (named == ["hz"] and not _HZ.search(raw)):
        return None
    texts = {codec: raw.decode(codec, "replace") for codec in named}
    codec = min(texts, key=lambda name: texts[name].count(GAP))
    gaps = texts[codec].count(GAP)
    if gaps > 1 + len(texts[codec]) * STRAY or mean_foreign(texts[codec], codec) > READABLE:
        return None
    return Decoded(text=texts[codec], encoding=codec, how="escapes", replaced=gaps)


def _has_pair(raw: bytes, opening: bytes) -> bool:
    """Whether two bytes occur in a document. One byte is found ten times as fast as both, and few pages have many of
    it.
    """
    at = raw.find(opening[0])
    while at >= 0 and raw[at + 1 : at + 2] != opening[1:2]:
        at = raw.find(opening[0], at + 1)
    return at >= 0 and raw.startswith(opening, at)


def _by_utf8(raw: bytes) -> Decoded | None:
    joined, lone = with_pairs_joined(raw) if b"\xed" in raw else (raw, 0)
    try:
        text, used = codecs.utf_8_decode(joined, "strict", False)
    except UnicodeDecodeError:
        return None
    if has_controls(raw) and (wide := _by_statistics(raw)):  # Latin text in UTF-16 is well-formed UTF-8
        return wide
    cut = len(joined) - used
    return Decoded(text=text + GAP if cut else text, encoding="utf-8", how="utf-8", replaced=cut + lone)


def _by_statistics(raw: bytes) -> Decoded | None:
    if b"\0\0" in raw and len(raw) % 4 == 0:
        for codec in ("utf-32-le", "utf-32-be"):
            answer = _read(raw, codec, "statistics")
            if not answer.replaced and mean(answer.text[:HEAD_BYTES], codec) <= WIDE_READABLE:
                return answer
    if not (found := wide_reading(raw)):
        return None
    codec, shifted = found
    if not shifted:
        return _read(raw, codec, "statistics")
    text, replaced = read_damaged(raw, codec)
    return Decoded(text=text, encoding=codec, how="statistics", replaced=replaced)


def _by_lines(raw: bytes) -> Decoded | None:
    """UTF-8 with stray bytes or with lines in another encoding, or the reverse."""
    mostly_utf8 = looks_utf8(raw)
    if not has_utf8_run(raw):
        telling = sample(raw)
        # Hiragana in EUC-JP are two-byte sequences of UTF-8 when read from their second byte.
        if not mostly_utf8 or not reads_better(telling, "utf-8", best_reading(telling)[0]):
            return None
    lines = raw.split(b"\n")
    codec, cost_there = best_reading(sample(b"\n".join(line for line in lines if not looks_utf8(line))))
    if cost_there > READABLE:
        return _read(raw, "utf-8", "utf-8") if mostly_utf8 else None
    chosen = ["utf-8" if is_utf8(line, codec) else codec for line in lines]
    if codec not in chosen:
        return _read(raw, "utf-8", "utf-8")
    answers = [_read(line, name, "mixed") for line, name in zip(lines, chosen, strict=True)]
    return Decoded(
        text="\n".join(answer.text for answer in answers),
        encoding="utf-8" if mostly_utf8 else codec,
        how="mixed",
        replaced=sum(answer.replaced for answer in answers),
    )


def _by_reading(raw: bytes, sent: str = "") -> Decoded | None:
    """The declared charset, or the one with the best score; `None` if none is good."""
    telling = sample(raw)
    codec, cost_there = best_reading(telling)
    if cost_there > READABLE:  # a text cut in the middle of its first character may be one run
        codec, cost_there = min((codec, cost_there), best_reading(telling[1:]), key=lambda found: found[1])
    unsure = codec == "cp1252" or cost_there > READABLE
    for declared in declared_in(raw, sent):
        if fits(declared, raw, telling, codec, unsure):
            return _read(raw, declared, "declared")
    if cost_there > READABLE:
        return None
    detected = by_chardet(raw) if codec == "cp1252" else None  # chardet distinguishes more western encodings
    return detected or _read(raw, codec, "score")


def _by_default(raw: bytes) -> Decoded:
    if high(raw) <= len(raw) * STRAY:
        return _read(raw, "utf-8", "fallback")
    best = _read(raw, best_reading(sample(raw))[0], "fallback")
    return best if best.encoding in MULTIBYTE and not best.replaced else _read(raw, "gb18030", "fallback")


_STEPS: tuple[Step, ...] = (
    _by_mark,
    _by_escapes,
    _by_utf8,
    _by_statistics,
    _by_lines,
    _by_reading,
    by_chardet,
    _by_default,
)


def _steps(declared: str) -> tuple[Step, ...]:
    reading = partial(_by_reading, sent=declared)
    return tuple(reading if step is _by_reading else step for step in _STEPS)
