"""How well documents of unknown and damaged encoding are read, beside other detectors.

    python benchmarks/decode.py [--seeds N] [--worst]

Forges documents from invented news in ten encodings, damages them, and prints four tables: documents
that come out at least .97 alike to the truth, by kind of damage; short texts read exactly; characters kept when
one 0xFF stands anywhere in a page; and CPU time. chardet, charset-normalizer and resiliparse take part where they
are installed. A detector's answer is read with U+FFFD for errors, GB2312 and GBK as GB18030, no answer as UTF-8.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from decode_forge import DAMAGES, TEXTS, cases, page
from rapidfuzz.distance import Indel, LCSseq

from newsclean.stages.decode.policy import decode

Reader = Callable[[bytes], str]

ALIKE = 0.97


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
        found["chardet, CJK only"] = lambda raw: read_as(
            raw, chardet.detect(raw, include_encodings=cjk, no_match_encoding="utf-8")["encoding"]
        )
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
    totals = [[ok for damage in DAMAGES for ok in right[damage, name]] for name in found]
    row("all", [f"{sum(total) / len(total):.1%}" for total in totals])


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
    return LCSseq.similarity(text, read) / len(text)


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
    stray_table({name: found[name] for name in found if name != "charset-normalizer"}, 40 // options.seeds)  # slow
    time_table(found)


if __name__ == "__main__":
    main()
