"""bytes -> text: the encoding decided, and what could not be read counted.

Detection is a table of steps, asked in order until one answers. Each takes the bytes and returns a Decoded, or
`None` where it has no opinion.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from newsclean.model import Decoded
from newsclean.realign import GAP, read_damaged
from newsclean.rules.charset import DECLARED, LEGACY, MULTIBYTE, WIDE, cost, mean_cost

SAMPLE_BYTES = 8192
"""High bytes that a score looks at, in runs taken from the whole input. 2,000 bytes already tell every encoding
apart in the benchmark; the rest is for pages whose menus and body differ."""

SAMPLE_RUN = 32
"""Bytes of a run that a sample allows for when it chooses how many runs to take."""

WIDE_SLICES, WIDE_SLICE_BYTES = 6, 64
"""Slices, and bytes in a slice, by which UTF-16 is told; even, and spread over the whole input."""

WIDE_READABLE = 10.5
"""Highest mean cost of a character of UTF-16."""

WIDE_SHIFT = 1.0
"""How much cheaper a slice of UTF-16 reads from its second byte when bytes were lost before it."""

READABLE = 9.8
"""Highest mean cost of a character that still reads as news in the encoding it was scored for."""

DECLARED_MARGIN = 0.5
"""How much more than the best reading a character may cost under the charset that the page declares."""

MOSTLY_UTF8 = 0.5
"""Share of well-formed sequences among the high bytes from which a text is UTF-8 with something else in it."""

HEAD_BYTES = 4096
"""Where a declared charset is looked for; browsers stop at 1,024 bytes, pages do not."""

MOSTLY_LONE = 0.9
"""Share of high bytes between ASCII above which a text is western. An apostrophe of Windows-1252 with the letter after
it is a common character of Shift_JIS."""

LONE = 3.0
"""What a character of two bytes costs more in such a text."""

STRAY = 0.01
"""Share of the bytes up to which high bytes or gaps are strays in a text of another encoding."""

CHARDET_BYTES = 200_000
CHARDET_MIN_HIGH_BYTES = 6
CHARDET_MIN_CONFIDENCE = 0.2
CHARDET_MIN_LETTERS = 0.8

Step = Callable[[bytes], Decoded | None]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ESCAPES = (("hz", b"~{"), ("iso2022_jp", b"\x1b$"), ("iso2022_jp_ext", b"\x1b$"), ("iso2022_kr", b"\x1b$"))
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # what GB18030 makes of pairs out of step, and cp932 of 0xA0 and 0xFF
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_HIGH_BYTES = bytes(range(0x80, 0x100))
_NOT_CODECS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})

# Bytes that are never the second half of a character in any encoding scored here (below "@", without the digits that
# GB18030 uses) end a run; so every run of an undamaged text starts at a character.
_RUN = re.compile(rb"[\x80-\xff][\x30-\x39\x40-\xff]*")
# Three Han characters in UTF-8. GB18030, Big5 or EUC text shows this by chance less than once in a million bytes.
_LONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xed\xef][\x80-\xbf][\x80-\xbf]){3}")
_DECLARATION = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,256}?(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w.:-]{2,40})", re.I
)
# A stretch of HZ, whole: "~{" stands in program text too.
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,500}~\}")


def decode(raw: bytes | str, *, encoding: str | None = None) -> Decoded:
    """Text from bytes of unknown encoding.

    Args:
        raw: the bytes of a document. A `str` passes through, but for lone surrogates, which become U+FFFD.
        encoding: the name of a Python codec that overrules detection. GB2312 and GBK are read as GB18030.

    Returns:
        Decoded. Its text has all characters and line ends as they were read, without byte order marks at its start.
        `encoding` is the name of the codec, `replaced` counts bytes (of a `str`: characters) that could not be
        read, and `how` tells what decided:

        - `str`: nothing to decide, the input was text
        - `given`: the caller named the encoding
        - `mark`: a byte order mark
        - `escapes`: the escape sequences of HZ or ISO-2022, the rest being ASCII
        - `utf-8`: well-formed UTF-8, a last character cut off allowed; or, with `replaced` above 0, UTF-8 with
          stray bytes
        - `statistics`: UTF-16 or UTF-32 without a mark, by its characters
        - `mixed`: lines in UTF-8 and lines in another encoding; `encoding` names the one most of the text has
        - `declared`: the page names its charset, and it reads well in it
        - `score`: it reads best, and well, in this encoding
        - `chardet`: it reads well in none that is scored here, and chardet knows one
        - `fallback`: nobody knows; read as GB18030, or as UTF-8 where high bytes are few

    Raises:
        LookupError: `encoding` names no codec for text.

    Never raises on content. Takes time in proportion to the size.
    """
    if isinstance(raw, str):
        return _without_mark(_from_str(raw))
    if encoding is not None:
        answer = _read(bytes(raw), _known(encoding), "given")
        return _without_mark(replace(answer, text=_from_str(answer.text).text))  # UTF-7 has surrogates
    return _without_mark(_detect(bytes(raw), _STEPS))


def _without_mark(answer: Decoded) -> Decoded:
    return replace(answer, text=answer.text.lstrip("\ufeff")) if answer.text.startswith("\ufeff") else answer


def _from_str(text: str) -> Decoded:
    try:
        text.encode()
        replaced = 0
    except UnicodeEncodeError:  # surrogates: pairs become their character, lone ones U+FFFD
        gaps = text.count("\ufffd")
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        replaced = text.count("\ufffd") - gaps
    return Decoded(text=text, replaced=replaced)


def _known(name: str) -> str:
    """The codec to read a named encoding with. LookupError where there is none."""
    try:
        codec = codecs.lookup(name)
        b"a".decode(name)
    except (LookupError, ValueError, UnicodeError) as error:
        raise LookupError(f"unknown encoding {name!r}: give a name that Python knows, like 'gb18030'") from error
    if codec.name in _NOT_CODECS:
        raise LookupError(f"{name!r} does not encode text: give an encoding like 'gb18030'")
    return "gb18030" if codec.name in ("gb2312", "gbk") else codec.name


def _read(raw: bytes, codec: str, how: str) -> Decoded:
    """The text in a codec that is decided."""
    replaced = 0
    try:
        text = raw.decode(codec)
        if codec in LEGACY and _PRIVATE.search(text):
            text, replaced = read_damaged(raw, codec)
    except UnicodeDecodeError:
        if codec in MULTIBYTE:
            text, replaced = read_damaged(raw, codec)
        else:
            text = raw.decode(codec, "replace")
            replaced = _unreadable(raw) if codec == "utf-8" else text.count(GAP)
    return Decoded(text=text, encoding=codec, how=how, replaced=replaced)


def _unreadable(raw: bytes) -> int:
    """Bytes that are not part of well-formed UTF-8."""
    return len(raw) - len(raw.decode("utf-8", "ignore").encode())


def _high(raw: bytes) -> int:
    """Bytes from 0x80."""
    return len(raw) - len(raw.translate(None, _HIGH_BYTES))


def _detect(raw: bytes, steps: Sequence[Step]) -> Decoded:
    answers = (step(raw) for step in steps)
    return next(answer for answer in answers if answer is not None)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            rest = raw[len(mark) :]
            answer = _read(rest, codec, "mark")
            if codec == "utf-8" and not answer.replaced:
                return answer
            if codec.startswith("utf-32") and answer.replaced:
                continue
            # Marks lie: pages glued together or saved again keep the mark of another encoding.
            other = _detect(rest, _STEPS[1:])
            lies = codec == "utf-8" or _reads_better(rest, other.encoding or codec, codec)
            return other if lies else answer
    return None


def _reads_better(raw: bytes, first: str, second: str) -> bool:
    head = raw[:HEAD_BYTES]
    return cost(head.decode(first, "replace"), first) < cost(head.decode(second, "replace"), second)


def _by_escapes(raw: bytes) -> Decoded | None:
    codecs_named = [codec for codec, opening in _ESCAPES if opening in raw]
    if not codecs_named or _high(raw) > len(raw) * STRAY:
        return None
    if codecs_named == ["hz"] and not _HZ.search(raw):
        return None
    texts = {codec: raw.decode(codec, "replace") for codec in codecs_named}
    codec = min(texts, key=lambda name: texts[name].count(GAP))
    gaps = texts[codec].count(GAP)
    if gaps > 1 + len(texts[codec]) * STRAY or mean_cost(texts[codec], codec) > READABLE:
        return None
    return Decoded(text=texts[codec], encoding=codec, how="escapes", replaced=gaps)


def _by_utf8(raw: bytes) -> Decoded | None:
    try:
        text, used = codecs.utf_8_decode(raw, "strict", False)
    except UnicodeDecodeError:
        return None
    if _has_controls(raw) and (wide := _by_statistics(raw)):  # Latin text in UTF-16 is well-formed UTF-8
        return wide
    cut = len(raw) - used
    return Decoded(text=text + GAP * bool(cut), encoding="utf-8", how="utf-8", replaced=cut)


def _has_controls(raw: bytes) -> bool:
    return b"\0" in raw or len(raw[:HEAD_BYTES].translate(None, _CONTROLS)) < len(raw[:HEAD_BYTES])


def _by_statistics(raw: bytes) -> Decoded | None:
    if b"\0\0" in raw and len(raw) % 4 == 0:
        for codec in ("utf-32-le", "utf-32-be"):
            answer = _read(raw, codec, "statistics")
            if not answer.replaced and _mean(answer.text[:HEAD_BYTES], codec) <= WIDE_READABLE:
                return answer
    number = min(WIDE_SLICES, len(raw) // WIDE_SLICE_BYTES + 1)
    starts = [len(raw) * index // number & ~1 for index in range(number)]
    slices = [raw[start : start + WIDE_SLICE_BYTES] for start in starts]
    means = {codec: [_wide_means(piece, codec) for piece in slices] for codec in WIDE}
    codec = min(means, key=lambda name: sum(map(min, means[name])))
    if 2 * sum(min(pair) <= WIDE_READABLE for pair in means[codec]) <= number:
        return None
    if number == 1 and not _reads_better(raw, codec, _best(raw)[0]):
        return None
    if any(shifted + WIDE_SHIFT < aligned for aligned, shifted in means[codec]):
        text, replaced = read_damaged(raw, codec)
        return Decoded(text=text, encoding=codec, how="statistics", replaced=replaced)
    return _read(raw, codec, "statistics")


def _wide_means(piece: bytes, codec: str) -> tuple[float, float]:
    """Mean cost of a slice of UTF-16, as it stands and after a byte lost or added somewhere before it."""
    return _mean(piece.decode(codec, "replace"), codec), _mean(piece[1:].decode(codec, "replace"), codec)


def _mean(text: str, codec: str) -> float:
    return cost(text, codec) / len(text) if text else inf


def _by_lines(raw: bytes) -> Decoded | None:
    """UTF-8 with stray bytes or with lines in another encoding, or the other way round."""
    mostly_utf8 = _looks_utf8(raw)
    if not mostly_utf8 and not _UTF8_RUN.search(raw):
        return None
    if not _UTF8_RUN.search(raw) and not _reads_better(sample := _sample(raw), "utf-8", _best(sample)[0]):
        return None  # hiragana in EUC-JP are two-byte sequences of UTF-8 when read from their second byte
    lines = raw.split(b"\n")
    codec, mean = _best(_sample(b"\n".join(line for line in lines if not _looks_utf8(line))))
    if mean > READABLE:
        return _read(raw, "utf-8", "utf-8") if mostly_utf8 else None
    chosen = ["utf-8" if _is_utf8(line, codec) else codec for line in lines]
    if codec not in chosen:
        return _read(raw, "utf-8", "utf-8")
    answers = [_read(line, name, "mixed") for line, name in zip(lines, chosen, strict=True)]
    return Decoded(
        text="\n".join(answer.text for answer in answers),
        encoding="utf-8" if mostly_utf8 else codec,
        how="mixed",
        replaced=sum(answer.replaced for answer in answers),
    )


def _looks_utf8(raw: bytes) -> bool:
    return _unreadable(raw) <= (1 - MOSTLY_UTF8) * _high(raw)


def _is_utf8(line: bytes, codec: str) -> bool:
    if line.isascii() or (_UTF8_RUN.search(line) and not _unreadable(line)):
        return True
    return _reads_better(line, "utf-8", codec)


def _sample(raw: bytes) -> bytes:
    """Runs of high bytes from the whole input, on lines of their own."""
    runs = _RUN.findall(raw)
    size = sum(map(len, runs))
    if size > SAMPLE_BYTES:
        runs = runs[:: max(1, len(runs) * SAMPLE_RUN // SAMPLE_BYTES)]
        longest = SAMPLE_BYTES // len(runs)
        runs = [run[:longest] for run in runs]
    return b"\n".join(runs)


def _best(sample: bytes) -> tuple[str, float]:
    """The encoding in which the sample reads best, and the mean cost of its characters there."""
    lone = len(_LONE.findall(sample))
    extra = LONE * lone if lone > MOSTLY_LONE * _high(sample) else 0.0
    texts = {codec: sample.decode(codec, "replace") for codec in LEGACY}
    codec = min(texts, key=lambda name: cost(texts[name], name) + extra * (name in MULTIBYTE))
    return codec, mean_cost(texts[codec], codec)


def _by_reading(raw: bytes) -> Decoded | None:
    """The declared charset, or the one it reads best in; `None` where it reads well in none."""
    sample = _sample(raw)
    codec, mean = _best(sample)
    if mean > READABLE:  # a text cut in the middle of its first character may be one run
        codec, mean = min((codec, mean), _best(sample[1:]), key=lambda found: found[1])
    for declared in _declared(raw):
        if _fits(declared, raw, sample, codec, mean):
            return _read(raw, declared, "declared")
    if mean > READABLE:
        return None
    known = _by_chardet(raw) if codec == "cp1252" else None  # chardet tells more western encodings apart
    return known or _read(raw, codec, "score")


def _declared(raw: bytes) -> list[str]:
    names = (name.decode("ascii") for name in _DECLARATION.findall(raw[:HEAD_BYTES]))
    return [DECLARED[name] for name in dict.fromkeys(map(_folded, names)) if name in DECLARED]


def _folded(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


def _fits(declared: str, raw: bytes, sample: bytes, best: str, mean: float) -> bool:
    """Whether a declared charset decodes the bytes, and reads about as well as the best that is known."""
    try:
        raw.decode(declared)
    except UnicodeDecodeError:
        return False
    if declared not in LEGACY:
        return best == "cp1252" or mean > READABLE
    text = sample.decode(declared, "replace")
    return cost(text, declared) <= cost(sample.decode(best, "replace"), best) + DECLARED_MARGIN * len(text)


def _by_chardet(raw: bytes) -> Decoded | None:
    if _high(raw) < CHARDET_MIN_HIGH_BYTES:
        return None
    import chardet

    telling = b"\n".join(line for line in raw.split(b"\n") if not line.isascii())[:CHARDET_BYTES]
    found = chardet.detect(telling)
    if not found["encoding"] or found["confidence"] < CHARDET_MIN_CONFIDENCE:
        return None
    codec = DECLARED.get(_folded(found["encoding"]), found["encoding"])
    try:
        text = raw.decode(codec)
    except (LookupError, UnicodeError):
        return None
    foreign = [character for character in text if character > "\x7f"]
    letters = sum(map(str.isalpha, foreign))
    if letters < CHARDET_MIN_LETTERS * len(foreign):
        return None
    return Decoded(text=text, encoding=codecs.lookup(codec).name, how="chardet")


def _by_default(raw: bytes) -> Decoded:
    if _high(raw) <= len(raw) * STRAY:
        return _read(raw, "utf-8", "fallback")
    best = _read(raw, _best(_sample(raw))[0], "fallback")
    return best if best.encoding in MULTIBYTE and not best.replaced else _read(raw, "gb18030", "fallback")


_STEPS: tuple[Step, ...] = (
    _by_mark,
    _by_escapes,
    _by_utf8,
    _by_statistics,
    _by_lines,
    _by_reading,
    _by_chardet,
    _by_default,
)
