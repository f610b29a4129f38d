"""How well documents of unknown and damaged encoding are read, beside other detectors.

    python benchmarks/decode.py [--seeds N] [--worst]

Forges documents from invented news (decode_texts.py) in ten encodings, damages them, and prints four tables: documents
that come out at least .97 alike to the truth, by kind of damage; short texts read exactly; characters kept when
one 0xFF stands anywhere in a page; and CPU time. chardet, charset-normalizer and resiliparse take part where they
are installed. A detector's answer is read with U+FFFD for errors, GB2312 and GBK as GB18030, no answer as UTF-8.
"""

from __future__ import annotations

import argparse
import codecs
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from decode_texts import ENGLISH, JAPANESE, SIMPLIFIED, TRADITIONAL
from rapidfuzz.distance import Indel

from newsclean.decode import decode

Reader = Callable[[bytes], str]
Forge = Callable[[str, str, random.Random], bytes]

ALIKE = 0.97
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


# Damages: (text, encoding, random) -> bytes


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
    if damage in ("charset declared", "charset not declared", "wrong charset declared", "20 kB of ASCII first"):
        return raw.decode(encoding)
    if damage == "60 characters":
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


# Readers


def newsclean_reader(raw: bytes) -> str:
    return decode(raw).text


def read_as(raw: bytes, encoding: str | None) -> str:
    name = (encoding or "utf-8").lower()
    name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-8": "utf-8-sig"}.get(name, name)
    try:
        return raw.decode(name, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {"newsclean": newsclean_reader}
    try:
        import chardet

        cjk = ["utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "utf-16-le", "utf-16-be", "hz", "iso-2022-jp"]
        found["chardet"] = lambda raw: read_as(raw, chardet.detect(raw, prefer_superset=True)["encoding"])
        found["chardet, CJK only"] = lambda raw: read_as(raw, chardet.detect(raw, include_encodings=cjk)["encoding"])
    except ImportError:
        pass
    try:
        import charset_normalizer

        found["charset-normalizer"] = lambda raw: str(charset_normalizer.from_bytes(raw).best() or "")
    except ImportError:
        pass
    try:
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding

        found["resiliparse"] = lambda raw: bytes_to_str(raw, detect_encoding(raw))
    except ImportError:
        pass
    return found


# Tables


def row(label: str, values: list[str]) -> None:
    print(f"| {label:<26} | " + " | ".join(f"{value:>18}" for value in values) + " |")


def alike_table(found: dict[str, Reader], seeds: int, worst: bool) -> None:
    right: dict[tuple[str, str], list[bool]] = {}
    for case in cases(seeds):
        for name, reader in found.items():
            score = Indel.normalized_similarity(case.truth, reader(case.raw))
            right.setdefault((case.damage, name), []).append(score >= ALIKE)
            if worst and name == "newsclean" and score < ALIKE:
                print(f"  {case.damage}, {case.encoding}, {case.truth[:12]!r}: {score:.3f}", decode(case.raw).how)
    row("documents .97 alike", list(found))
    for damage in DAMAGES:
        row(damage, [f"{sum(got := right[damage, name])}/{len(got)}" for name in found])
    for name in ("all",):
        totals = [[ok for damage in DAMAGES for ok in right[damage, reader]] for reader in found]
        row(name, [f"{sum(total) / len(total):.1%}" for total in totals])


def pieces(text: str, encoding: str, size: int, number: int) -> Iterator[bytes]:
    """Pieces of running text that take `size` bytes, or one less where a character would not fit."""
    text = "".join(text.splitlines())
    rng = random.Random(size)
    for _ in range(number):
        start = rng.randrange(len(text) - size)
        end = start + 1
        while len(text[start : end + 1].encode(encoding)) <= size:
            end += 1
        yield text[start:end].encode(encoding)


def short_table(found: dict[str, Reader], number: int) -> None:
    row("short texts read exactly", list(found))
    for text, encodings in TEXTS[:3]:
        for encoding in encodings:
            for size in (10, 20, 30, 50, 100, 200):
                raws = list(pieces(text, encoding, size, number))
                ok = [sum(reader(raw) == raw.decode(encoding) for raw in raws) for reader in found.values()]
                row(f"{encoding} ({text[:2]}), {size} bytes", [f"{count / len(raws):.1%}" for count in ok])


def stray_table(found: dict[str, Reader], every: int) -> None:
    row("0xFF anywhere: least kept", list(found))
    for text, encodings in TEXTS[:3]:
        for encoding in encodings:
            raw = text.encode(encoding)
            spoilt = [raw[:at] + b"\xff" + raw[at:] for at in range(0, len(raw) + 1, every)]
            least = [min(kept(text, reader(one)) for one in spoilt) for reader in found.values()]
            row(f"{encoding} ({text[:2]})", [f"{value:.1%}" for value in least])


def kept(text: str, read: str) -> float:
    """Share of the text's characters that stand, in order, in what was read."""
    return Indel.similarity(text, read) / 2 / len(text) if False else lcs(text, read) / len(text)


def lcs(first: str, second: str) -> int:
    return (len(first) + len(second) - Indel.distance(first, second)) // 2


def seconds(reader: Reader, raw: bytes) -> float:
    """CPU time of one call, the best of five rounds."""
    reader(raw)
    best = float("inf")
    for _ in range(5):
        start, calls = time.process_time(), 0
        while time.process_time() - start < 0.05:
            reader(raw)
            calls += 1
        best = min(best, (time.process_time() - start) / calls)
    return best


def time_table(found: dict[str, Reader]) -> None:
    row("CPU time, ms a document", list(found))
    for text, encodings in TEXTS:
        for encoding in encodings:
            for raw in (text.encode(encoding), page(text * 12, encoding)):
                times = [f"{1000 * seconds(reader, raw):.3f}" for reader in found.values()]
                row(f"{encoding}, {len(raw)} bytes", times)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", type=int, default=4, help="documents of each text, encoding and damage")
    arguments.add_argument("--worst", action="store_true", help="name the documents that newsclean reads wrongly")
    options = arguments.parse_args()
    found = readers()
    alike_table(found, options.seeds, options.worst)
    short_table(found, 50 * options.seeds)
    stray_table({name: found[name] for name in found if name != "charset-normalizer"}, 40 // options.seeds)
    time_table(found)


if __name__ == "__main__":
    main()
