"""Time and memory of documents that break readers, in full size.

    python benchmarks/hostile.py [NAME] [--check]

Runs each case of tests/hostile.py whose family or name contains NAME in a process of its own and prints the dearest.
With --check it exits 1 when one takes more than SECONDS or MEGABYTES, or fails. All cases take about seven minutes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.hostile import CASES

SECONDS, MEGABYTES = 20, 2_000
SHOWN = 20


def measure(number: int) -> tuple[int, float, float]:
    """Bytes, CPU seconds and the peak of resident memory in MB of a case."""
    import newsclean

    raw = CASES[number].make(CASES[number].size)
    before = time.process_time()
    newsclean.clean(raw, jieba=False)
    spent = time.process_time() - before
    return len(raw), spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = []
    for number, case in enumerate(CASES):
        if options.name in f"{case.family} {case.name}":
            with multiprocessing.get_context("spawn").Pool(1) as pool:  # a process each: memory is not handed on
                rows.append((case, *pool.apply(measure, (number,))))
    rows.sort(key=lambda row: -row[2])
    print("| family | case | MB | CPU s | peak MB |\n|---|---|---|---|---|")
    for case, size, seconds, memory in rows[:SHOWN]:
        print(f"| {case.family} | {case.name} | {size / 1e6:.1f} | {seconds:.2f} | {memory:.0f} |")
    print(f"\n{len(rows)} cases; most {max(row[2] for row in rows):.1f} s, {max(row[3] for row in rows):.0f} MB")
    return int(options.check and any(row[2] > SECONDS or row[3] > MEGABYTES for row in rows))


if __name__ == "__main__":
    sys.exit(main())
