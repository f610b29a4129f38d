"""Processes that share the work: a result for every item, in order, whatever becomes of a process."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsclean.batch import limits, pool
from newsclean.batch.limits import Limits
from newsclean.batch.pool import AHEAD, in_order
from tests.crew import ITEMS, lost, work
from tests.test_cli import BRIDGE, POSIX

METHODS = multiprocessing.get_all_start_methods()
REASONS = {
    "raises": "ValueError: no such luck",
    "dies": "the process that cleaned it was killed",
    "deep": "RecursionError: maximum recursion depth exceeded",
    "exits": "the process that cleaned it was killed",
    "hoards": "needed more than 200 MB",
    "hangs": "took longer than 2 s",
    "unsendable": "TypeError: it cannot be sent",
    "faints": "the process that cleaned it was killed",
}


@POSIX
@pytest.mark.parametrize(("method", "jobs"), [("fork", 1), ("fork", 3), ("spawn", 2)])
def test_whatever_goes_wrong_costs_one_item(method: str, jobs: int) -> None:
    words = [sys.executable, "-c", f"from tests.crew import main; main({method!r}, {jobs})"]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    expected = [f"{item} lost: {REASONS[item]}" if item in REASONS else f"{item} done" for item in ITEMS]
    assert [json.loads(line) for line in done.stdout.splitlines()] == [*expected, "0 left"]


@POSIX
def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    def die_at_first(item: int) -> int:
        if item == 5 and not (tmp_path / "tried").exists():
            (tmp_path / "tried").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(in_order(die_at_first, range(40), 2, lambda item, reason: -1)) == list(range(40))


@pytest.mark.skipif("fork" not in METHODS, reason="workers see what is replaced by fork")
def test_memory_is_watched_where_the_system_does_not_limit_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "sys", SimpleNamespace(platform="another"))
    results = in_order(work, ["plain", "hoards", "plain"], 2, lost, Limits(max_memory=200 << 20))
    assert list(results) == ["plain done", "hoards lost: needed more than 200 MB", "plain done"]


def test_items_are_taken_as_results_are_asked_for() -> None:
    taken: list[str] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append("plain")
            yield "plain"

    results = in_order(work, endless(), 2, lost)
    assert not taken
    for count in range(1, 9):
        next(results)
        assert len(taken) == 2 * AHEAD + count - 1
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_items_and_results_may_be_larger_than_a_pipe_holds() -> None:
    items = [str(number) * 300_000 for number in range(10)]
    assert list(in_order(str.upper, items, 2, lost)) == items


def test_an_error_in_the_items_ends_the_workers() -> None:
    def broken() -> Iterator[str]:
        yield "plain"
        raise OSError("the list broke off")

    with pytest.raises(OSError, match="broke off"):
        list(in_order(work, broken(), 2, lost))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(("timeout", "max_memory"), [(0, None), (-1.0, None), (float("nan"), None), (None, 0)])
def test_a_limit_must_leave_something(timeout: float | None, max_memory: int | None) -> None:
    with pytest.raises(ValueError, match="must be more than 0"):
        Limits(timeout, max_memory)


@pytest.mark.parametrize(
    ("size", "words"),
    [(2 << 30, "2 GB"), (3 << 29, "1.5 GB"), (512 << 20, "512 MB"), (1000, "1000 bytes")],
)
def test_sizes_are_told_as_they_are_said(size: int, words: str) -> None:
    assert Limits(max_memory=size).too_large() == f"needed more than {words}"


SCRIPT = """
import multiprocessing, sys
import newsclean

multiprocessing.set_start_method("{method}", force=True)
for document in newsclean.clean_files(sys.argv[1:], jobs=2):
    print(len(document.articles), *document.flags)
"""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("place", ["file", "standard input", "command line"])
def test_any_program_may_start_workers(method: str, place: str, tmp_path: Path) -> None:
    """Also a notebook's, which has no file that a new process could import, and a script that does not ask for its name."""
    (tmp_path / "page.txt").write_text(BRIDGE, encoding="utf-8")
    script, file = SCRIPT.format(method=method), tmp_path / "script.py"
    file.write_text(script, encoding="utf-8")
    program = {"file": [str(file)], "standard input": ["-"], "command line": ["-c", script]}[place]
    words = [sys.executable, *program, str(tmp_path / "page.txt"), str(tmp_path / "gone.txt")]
    done = subprocess.run(words, input=script.encode(), capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == ["1", "0 error: no such file"]
    assert done.stderr == b""


@pytest.mark.skipif("fork" not in METHODS, reason="only what is forked need not be imported")
def test_workers_that_cannot_start_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "serve", lambda *_: None)
    with pytest.raises(ChildProcessError, match="end before they have started"):
        next(in_order(work, ITEMS, 2, lost))


def test_where_no_more_can_start_those_that_have_do_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    start = multiprocessing.Process.start

    def first(process: multiprocessing.Process) -> None:
        started.append(process)
        if len(started) > 2:
            raise BlockingIOError("no more processes")
        start(process)

    monkeypatch.setattr(multiprocessing.Process, "start", first)
    assert list(in_order(str.upper, ["plain"] * 20, 4, lost)) == ["PLAIN"] * 20
    assert len(started) == 3


@POSIX
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent_whatever_they_are_at(number: signal.Signals) -> None:
    script = (
        "from newsclean.batch.pool import in_order; from tests.crew import work, lost; "
        "list(in_order(work, ['hangs', 'hangs', 'plain'], 2, lost))"
    )
    running = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while len(_group(running.pid)) < 3:
            time.sleep(0.05)
        running.send_signal(number)
        running.wait(5)
        end = time.monotonic() + 5
        while _group(running.pid) and time.monotonic() < end:
            time.sleep(0.05)
        assert not _group(running.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def _group(leader: int) -> list[str]:
    """The processes of a group that have not ended."""
    listed = subprocess.run(["ps", "-e", "-o", "pgid=,stat=,pid="], capture_output=True, text=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [pid for group, state, pid in rows if int(group) == leader and not state.startswith("Z")]
