"""`newsclean DIR -o OUT` on many documents: throughput, peak memory, and what a start costs.

    python benchmarks/folders.py [--files COUNT ...] [--rounds N] [--seed N] [--only throughput|memory|start] [--check]

The documents are those of `fixtures/`, over and over, each time with other characters in some places. Figures:
  throughput  seconds on 1 and 2 workers for the first COUNT, taking turns, the best of several rounds; the CPU time of
              both is what two workers would take on free cores, whatever else the machine does meanwhile
  memory      peak memory of the parent and of the workers for each COUNT
  start       milliseconds that the command takes for one small document, and without any

With --check it fails where two workers are less than 1.8 times as fast as one, where memory grew by more than a tenth
with the number of files, or where a start costs more than 300 ms. Look at the load beside the figures: they are those
of this machine at this moment.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from newsclean.stages.decode.policy import decode

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
LEAST_SPEEDUP = 1.8
MOST_GROWTH = 1.1
MOST_START = 300.0
"""Milliseconds."""

CHANGED = 0.02
"""Share of the characters that differ in each copy."""
A_FOLDER = 100
"""Documents in one folder."""
LOOK = 0.05
"""Seconds between two looks at the memory of the processes."""


@dataclass(slots=True)
class Cost:
    """What a run took: seconds by the clock and of CPU, and the peak memory of the command and its largest worker."""

    wall: float = 0.0
    cpu: float = 0.0
    parent: int = 0
    workers: dict[int, int] = field(default_factory=dict)

    @property
    def worker(self) -> int:
        return max(self.workers.values(), default=0)


def documents(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names and texts of documents, the first the same whatever the count."""
    kinds = [path for path in sorted(FIXTURES.rglob("*")) if path.suffix in (".txt", ".md", ".html")]
    texts = [decode(path.read_bytes()).text for path in kinds]
    for number in range(count):
        kind = number % len(kinds)
        yield (
            f"{number // A_FOLDER:05}/{number:07}{kinds[kind].suffix}",
            varied(texts[kind], Random(f"{seed}/{number}")),
        )


def varied(text: str, chance: Random) -> str:
    """The text with some Chinese characters changed for others of it."""
    letters = re.findall("[一-龥]", text) or ["字"]
    return re.sub("[一-龥]", lambda found: chance.choice(letters) if chance.random() < CHANGED else found[0], text)


def write(folder: Path, count: int, seed: int) -> None:
    for name, text in documents(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(*words: str | Path) -> Cost:
    """What the command takes; its messages are not shown."""
    cost, begin = Cost(), time.monotonic()
    command = [sys.executable, "-m", "newsclean", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while True:
            weigh(process.pid, cost)
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(LOOK if time.monotonic() - begin > 1 else LOOK / 50)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"newsclean ended with {process.returncode}")
    cost.wall, cost.cpu = time.monotonic() - begin, usage.ru_utime + usage.ru_stime
    return cost


def weigh(pid: int, cost: Cost) -> None:
    """Note the peak memory of a process and its children so far, where there is /proc."""
    try:
        cost.parent = peak(pid) or cost.parent
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            cost.workers[int(child)] = peak(int(child)) or cost.workers.get(int(child), 0)
    except OSError:
        pass


def peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) * 1024 if found else 0


def throughput(source: Path, out: Path, count: int, rounds: int) -> list[str]:
    costs: dict[int, list[Cost]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, taken in costs.items():
            shutil.rmtree(out, ignore_errors=True)
            taken.append(run(source, "-o", out, "--jobs", str(jobs)))
    best = {jobs: min(taken, key=lambda cost: cost.wall) for jobs, taken in costs.items()}
    for jobs, cost in best.items():
        rate = f"{count / cost.wall:8.1f} files/s"
        print(
            f"{count:9,} files, {jobs} worker{'s'[: jobs - 1]:1}{cost.wall:10.1f} s{rate}{cost.cpu:9.1f} s CPU",
            flush=True,
        )
    speedup = best[1].wall / best[2].wall
    cpu = min(cost.cpu for cost in costs[1]) / min(cost.cpu for cost in costs[2])
    print(f"{'':9} two workers are {speedup:.2f} times as fast; by their CPU time {2 * cpu:.2f} times")
    return [f"two workers are only {speedup:.2f} times as fast as one"] if speedup < LEAST_SPEEDUP else []


def memory(source: Path, out: Path, counts: list[int], seed: int) -> list[str]:
    costs = []
    for count in counts:
        write(source, count, seed)
        shutil.rmtree(out, ignore_errors=True)
        cost = run(source, "-o", out, "--jobs", "2")
        costs.append(cost)
        print(
            f"{count:9,} files {cost.parent / 1e6:9.1f} MB parent{cost.worker / 1e6:9.1f} MB largest worker"
            f"{count / cost.wall:9.1f} files/s",
            flush=True,
        )
    return [
        f"the {name} grew from {first / 1e6:.0f} to {last / 1e6:.0f} MB"
        for name in ("parent", "worker")
        if (last := getattr(costs[-1], name)) > MOST_GROWTH * (first := getattr(costs[0], name))
    ]


def start(source: Path, out: Path, rounds: int) -> list[str]:
    document = next(path for path in sorted(source.rglob("*")) if path.is_file())
    one = out.with_name("one")
    one.mkdir()
    shutil.copy(document, one)
    problems = []
    for name, words in {
        "newsclean --version": ["--version"],
        "newsclean FILE": [document],
        "newsclean DIR -o OUT": [one, "-o", out, "--again", "--jobs", "1"],
    }.items():
        costs = [run(*words) for _ in range(3 * rounds)]
        wall, cpu = (1000 * min(getattr(cost, what) for cost in costs) for what in ("wall", "cpu"))
        print(f"{name:24}{wall:9.0f} ms{cpu:9.0f} ms CPU")
        if wall > MOST_START:
            problems.append(f"{name} takes {wall:.0f} ms")
    return problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", nargs="*", type=int, default=[2_000, 20_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["throughput", "memory", "start"])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    counts = sorted(args.files)
    problems = []
    print(f"{os.cpu_count()} cores, load {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    with tempfile.TemporaryDirectory() as folder:
        # As of an installed package, the modules are compiled once.
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(folder) / "modules")}
        source, out = Path(folder) / "source", Path(folder) / "out"
        write(source, counts[0], args.seed)
        run(source, "-o", out, "--include", "*00.txt")
        if args.only in (None, "throughput"):
            problems += throughput(source, out, counts[0], args.rounds)
        if args.only in (None, "start"):
            problems += start(source, out, args.rounds)
        if args.only in (None, "memory"):
            problems += memory(source, out, counts, args.seed)
    print(f"load {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    print("\n".join(problems))
    sys.exit(1 if args.check and problems else 0)


if __name__ == "__main__":
    main()
