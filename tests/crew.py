"""Work that goes wrong in every way, for the processes in `test_workers.py`."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time

from newsclean.batch.limits import Limits
from newsclean.batch.pool import in_order

ITEMS = ["plain", "raises", "dies", "deep", "exits", "hoards", "hangs", "unsendable", "faints", "plain", "again"]


class Unsendable:
    def __reduce__(self) -> str:
        raise TypeError("it cannot be sent")


def work(item: str) -> object:
    match item:
        case "raises":
            raise ValueError("no such luck")
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "deep":
            return work(item)
        case "exits":
            os._exit(0)
        case "hoards":
            hoard = b"x" * (300 << 20)
            time.sleep(0.2)
            return len(hoard)
        case "hangs":
            while True:
                pass
        case "unsendable":
            return Unsendable()
        case "faints":
            raise SystemExit("and says so")
    return f"{item} done"


def lost(item: str, reason: str) -> str:
    return f"{item} lost: {reason.partition('(')[0]}"


def main(method: str, jobs: int) -> None:
    """Print what becomes of each item as a JSON line, and how many processes are left."""
    multiprocessing.set_start_method(method)
    for result in in_order(work, ITEMS, jobs, lost, Limits(timeout=2.0, max_memory=200 << 20)):
        print(json.dumps(result))
    print(json.dumps(f"{len(multiprocessing.active_children())} left"))
