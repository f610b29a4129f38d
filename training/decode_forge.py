"""Forges documents from invented news in ten encodings, damaged in known ways, with what they should read as."""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from decode_texts import ENGLISH, JAPANESE, SIMPLIFIED, TRADITIONAL

Forge = Callable[[str, str, random.Random], bytes]

TEXTS = (
    (SIMPLIFIED, ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),
    (TRADITIONAL, ("utf-8", "big5hkscs", "gb18030", "utf-16-le")),
    (JAPANESE, ("utf-8", "euc_jp", "cp932", "utf-16-le")),
    (ENGLISH, ("utf-8", "cp1252", "utf-16-le")),
)
OTHER = {SIMPLIFIED: "gb18030", TRADITIONAL: "big5hkscs", JAPANESE: "cp932", ENGLISH: "cp1252"}
LABELS = {"gb18030": "gb2312", "big5hkscs": "big5", "cp932": "shift_jis", "euc_jp": "euc-jp", "cp1252": "iso-8859-1"}


@dataclass(frozen=True, slots=True)
class Case:
    damage: str
    encoding: str
    raw: bytes
    truth: str


# Damages: (text, encoding, source of chance) -> bytes


def plain(text: str, encoding: str, _: random.Random) -> bytes:
    return text.encode(encoding)


def one_line(text: str, encoding: str, _: random.Random) -> bytes:
    return text.replace("\n", "").encode(encoding)


def windows_line_ends(text: str, encoding: str, _: random.Random) -> bytes:
    return text.replace("\n", "\r\n").encode(encoding)


def cut_end(text: str, encoding: str, rng: random.Random) -> bytes:
    return text.encode(encoding)[: -rng.randint(1, 9)]


def cut_start(text: str, encoding: str, rng: random.Random) -> bytes:
    return text.encode(encoding)[rng.randint(1, 5) :]


def insert(number: int, values: range, text: str, encoding: str, rng: random.Random) -> bytes:
    raw = bytearray(text.encode(encoding))
    for _ in range(number):
        raw.insert(rng.randrange(len(raw)), rng.choice(values))
    return bytes(raw)


def overwrite(number: int, values: range, text: str, encoding: str, rng: random.Random) -> bytes:
    raw = bytearray(text.encode(encoding))
    for _ in range(number or len(raw) // 200):
        raw[rng.randrange(len(raw))] = rng.choice(values)
    return bytes(raw)


def lose(number: int, text: str, encoding: str, rng: random.Random) -> bytes:
    raw = bytearray(text.encode(encoding))
    for _ in range(number):
        del raw[rng.randrange(len(raw))]
    return bytes(raw)


def mark(text: str, encoding: str, _: random.Random) -> bytes:
    marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    return marks.get(encoding, b"") + text.encode(encoding)


def lying_mark(text: str, encoding: str, rng: random.Random) -> bytes:
    lies = [m for m in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) if m != mark("", encoding, rng)]
    return rng.choice(lies) + text.encode(encoding)


def page(text: str, encoding: str, charset: str = "", head: str = "") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    body = "\n".join(f'<p class="text">{line}</p>' for line in text.splitlines())
    return f"<html><head>{meta}{head}</head><body>\n{body}\n</body></html>".encode(encoding)


def declared(text: str, encoding: str, _: random.Random) -> bytes:
    return page(text, encoding, LABELS.get(encoding, encoding))


def undeclared(text: str, encoding: str, _: random.Random) -> bytes:
    return page(text, encoding)


def lying(text: str, encoding: str, rng: random.Random) -> bytes:
    own = LABELS.get(encoding, encoding)
    lies = ("utf-8", "gb2312", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-8859-1", "windows-1251")
    return page(text, encoding, rng.choice([label for label in lies if label != own]))


def ascii_head(text: str, encoding: str, rng: random.Random) -> bytes:
    script = "".join(f"var item{i} = {{width: {rng.randrange(999)}, mode: 'column'}};\n" for i in range(500))
    return page(text, encoding, head=f"<script>\n{script}</script>")


def mixed(share: float, text: str, encoding: str, rng: random.Random) -> bytes:
    """Lines in the encoding, a share of them in UTF-8 (in the legacy encoding, where the text is UTF-8)."""
    other = OTHER[next(base for base, _ in TEXTS if text[:20] in base)] if encoding == "utf-8" else "utf-8"
    lines = text.split("\n")
    turned = set(rng.sample(range(len(lines)), max(1, round(share * len(lines)))))
    return b"\n".join(line.encode(other if i in turned else encoding) for i, line in enumerate(lines))


def escapes(text: str, encoding: str, _: random.Random) -> bytes:
    """HZ or ISO-2022-JP instead of the encoding; characters that they lack are left out."""
    return text.encode("hz" if encoding == "gb18030" else "iso2022_jp_2", "ignore")


def beginning(text: str, encoding: str, rng: random.Random) -> bytes:
    start = rng.randrange(len(text) - 60)
    return text[start : start + 60].encode(encoding)


ANY, HIGH = range(256), range(0x80, 0x100)
DAMAGES: dict[str, Forge] = {
    "none": plain,
    "Windows line ends": windows_line_ends,
    "one long line": one_line,
    "own mark": mark,
    "another's mark": lying_mark,
    "charset declared": declared,
    "charset not declared": undeclared,
    "wrong charset declared": lying,
    "20 kB of ASCII first": ascii_head,
    "end cut off": cut_end,
    "beginning cut off": cut_start,
    "60 characters": beginning,
    "0xFF inserted": partial(insert, 1, range(255, 256)),
    "0xFF overwrites": partial(overwrite, 1, range(255, 256)),
    "10 high bytes inserted": partial(insert, 10, HIGH),
    "10 NULs inserted": partial(insert, 10, range(1)),
    "1 byte in 200 overwritten": partial(overwrite, 0, ANY),
    "1 byte lost": partial(lose, 1),
    "8 bytes lost": partial(lose, 8),
    "1 line in 10 in another": partial(mixed, 0.1),
    "half in another": partial(mixed, 0.5),
    "9 lines in 10 in another": partial(mixed, 0.9),
    "HZ, ISO-2022": escapes,
}
PAGES = ("charset declared", "charset not declared", "wrong charset declared", "20 kB of ASCII first")
ONLY = {
    "HZ, ISO-2022": ("gb18030", "euc_jp"),
    "own mark": ("utf-8", "utf-16-le", "utf-16-be"),
    **dict.fromkeys(
        ("1 line in 10 in another", "half in another", "9 lines in 10 in another"),
        ("utf-8", "gb18030", "big5hkscs", "euc_jp", "cp932", "cp1252"),
    ),
}


def truth(text: str, damage: str, raw: bytes, encoding: str) -> str:
    """What a reader of the damaged bytes who knows the encoding would see at best."""
    if damage in PAGES or damage == "60 characters":
        return raw.decode(encoding)
    if damage == "HZ, ISO-2022":
        return raw.decode("hz" if encoding == "gb18030" else "iso2022_jp_2")
    text = text.replace("\n", "") if damage == "one long line" else text
    return text.replace("\n", "\r\n") if damage == "Windows line ends" else text


def cases(seeds: int) -> Iterator[Case]:
    for name, damage in DAMAGES.items():
        for text, encodings in TEXTS:
            for encoding in encodings:
                if encoding not in ONLY.get(name, encodings):
                    continue
                for seed in range(seeds):
                    raw = damage(text, encoding, random.Random(f"{name} {encoding} {seed}"))
                    yield Case(name, encoding, raw, truth(text, name, raw, encoding))
