"""`newsclean dedupe` on files larger than its memory: CPU time and peak memory of the process, from file to files.

    python benchmarks/dedupe_files.py [COUNT ...] [--memory SIZE ...] [--seed N] [--hard] [--check]

The articles are those of `dedupe.py` (paragraphs of a newspaper corpus and copies of them), as JSON lines. With --hard
100,000 texts of kinds on which an index of look-alikes can become slow go through it as well. With --check it fails
where a process took more memory than it was told to, or where time grew more than 1.2 times as much as the number of
texts.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dedupe import corpus

UNITS = {"M": 1 << 20, "G": 1 << 30}
GROWTH = 1.2
MANY = 100_000
SENTENCE = (
    "港务局昨天宣布，老码头的三座仓库将改建成海事博物馆，预计后年春天开放。设计团队保留了全部木梁和两台蒸汽吊机，"
    "并在屋顶加装了天窗。馆内将展出渔民捐赠的航海日志和船模，其中最早的一册写于百年之前。"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of CPU and bytes of memory at its peak."""

    cpu: float
    memory: int


def made(write: Callable[..., None], *arguments: Any) -> None:
    """Write a file in a process of its own: what this one has in memory would count as its child's peak."""
    with ProcessPoolExecutor(1) as pool:
        pool.submit(write, *arguments).result()


def write_corpus(path: Path, count: int, seed: int) -> None:
    write(path, (sample.text for sample in corpus(count, seed)))


def write_hard(path: Path, name: str) -> None:
    write(path, HARD[name]())


def write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")


def run(path: Path, memory: str) -> tuple[Cost, int]:
    """The cost of finding the copies in a file, and how many texts stay."""
    unique = path.with_name("unique.jsonl")
    words = [sys.executable, "-m", "newsclean", "dedupe", str(path), "-o", str(unique), "--memory", memory]
    with subprocess.Popen([*words, "--duplicates", str(path.with_name("gone.jsonl"))]) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"newsclean dedupe ended with {process.returncode}")
    with unique.open("rb") as file:
        kept = sum(1 for _ in file)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024), kept


def misread(chance: random.Random) -> str:
    letters = "山水田林湖草路桥车船门窗灯火书画琴棋abc"
    return "".join(chance.choice(letters) if chance.random() < 0.02 else character for character in SENTENCE)


def misread_copies() -> Iterable[str]:
    chance = random.Random(1)
    return (misread(chance) for _ in range(MANY))


HARD: dict[str, Callable[[], Iterable[str]]] = {
    "identical": lambda: [SENTENCE] * MANY,
    "misread copies of one": misread_copies,
    "two characters": lambda: ("东南西北"[k % 4] + "门桥"[k % 2] for k in range(MANY)),
    "rows of one table": lambda: (
        f"第{k}号仓库昨天入库{k * 7}吨，出库{k * 3}吨，结存{k * 11}吨。" for k in range(MANY)
    ),
}


def report(name: str, path: Path, memory: str) -> Cost:
    cost, kept = run(path, memory)
    size = path.stat().st_size / 1e6
    print(f"{name:24}{size:8.0f} MB{memory:>7}{cost.cpu:9.1f} s{cost.memory / 1e6:9.0f} MB{kept:10,} stay", flush=True)
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="*", type=int, default=[100_000])
    parser.add_argument("--memory", nargs="*", default=["128M"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    problems = []
    print(f"{'':24}{'file':>11}{'told':>7}{'CPU':>11}{'peak':>12}")
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "articles.jsonl"
        costs: dict[tuple[str, int], Cost] = {}
        for count in args.count:
            made(write_corpus, path, count, args.seed)
            for memory in args.memory:
                costs[memory, count] = report(f"{count:,} texts", path, memory)
        for name in HARD if args.hard else ():
            made(write_hard, path, name)
            report(name, path, args.memory[0])
    for (memory, count), cost in costs.items():
        if cost.memory > float(memory[:-1]) * UNITS[memory[-1]]:
            problems.append(f"{count:,} texts took more than {memory}")
        less = costs[memory, args.count[0]]
        if cost.cpu / less.cpu > GROWTH * count / args.count[0]:
            problems.append(f"{count:,} texts took {cost.cpu / less.cpu:.1f} times as long as {args.count[0]:,}")
    print("\n".join(problems))
    sys.exit(1 if args.check and problems else 0)


if __name__ == "__main__":
    main()
