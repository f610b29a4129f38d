"""Kills and signals at any moment of a run: what is visible is whole, and the next run goes on."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.faults import KILL_ALL, KILL_PARENT, LINUX, alive, gone_within, page, strikes, visible
from tests.hostile import CASES
from tests.test_folders import command, results

SEED = 20211
LONG = next(case for case in CASES if case.name == "lines of one character")
"""The dearest of the hostile documents for its size: 8 s of CPU in full size."""


PARQUET = pytest.param(
    "corpus.parquet", marks=pytest.mark.skipif(find_spec("pyarrow") is None, reason="the extra arrow is not installed")
)


@dataclass(frozen=True)
class Moment:
    """A kill at an event of the run's own work (before its `number`-th time; -1 is the last), or after a share of its time."""

    event: str = ""
    number: int = 1
    share: float = 0.0
    all_processes: bool = True


STEPS = [
    Moment("os.mkdir"),
    Moment("open"),  # the lock of the folder for work
    Moment("open", 2),
    Moment("os.rename"),
    Moment("os.rename", all_processes=False),
    Moment("os.rename", -1),
    Moment("shutil.rmtree"),  # what the run before has left
    Moment("shutil.rmtree", -1),  # its own
    Moment("os.rmdir", -1, all_processes=False),
    Moment("open", 2, all_processes=False),
]
TIMES = [
    Moment(share=(step + random.Random(SEED + step).random()) / 10, all_processes=step % 3 > 0) for step in range(10)
]
MOMENTS = [moment for pair in zip(STEPS, TIMES, strict=True) for moment in pair]


@dataclass
class Night:
    """Runs over a folder in which one document more lies each time, all into one output."""

    documents: Path
    output: Path
    place: Path
    seconds: float = 0.0
    lying: int = 6

    def words(self, output: Path, jobs: int) -> list[str]:
        return command(self.documents, "-o", output, "-j", jobs)

    def length(self) -> float:
        """Seconds that a run takes here."""
        if not self.seconds:
            begin = time.monotonic()
            subprocess.run(self.words(self.place / "first", 2), stderr=subprocess.DEVNULL, check=True)
            self.seconds = time.monotonic() - begin
        return self.seconds

    def more(self) -> None:
        (self.documents / f"page{self.lying:02}.txt").write_text(page(self.lying), encoding="utf-8")
        self.lying += 1

    def killed(self, moment: Moment, jobs: int, left: int) -> None:
        """Start a run, and kill it at the moment."""
        action = KILL_ALL if moment.all_processes else KILL_PARENT
        swept = len(list(self.output.parent.rglob(".newsclean-*")))
        last = left if moment.event == "os.rename" else swept + 1
        number = last if moment.number == -1 else moment.number
        environment = strikes(self.place, moment.event, ".newsclean-", action, (number,)) if moment.event else None
        seconds = moment.share * self.length()
        running = subprocess.Popen(
            self.words(self.output, jobs), stderr=subprocess.DEVNULL, start_new_session=True, env=environment
        )
        if moment.event:
            assert running.wait(60) == -signal.SIGKILL, moment
        else:
            time.sleep(seconds)
            (os.killpg if moment.all_processes else os.kill)(running.pid, signal.SIGKILL)
            running.wait()
        assert gone_within(5, running.pid), moment


@pytest.fixture
def night(tmp_path: Path) -> Night:
    night = Night(tmp_path / "incoming", tmp_path / "out", tmp_path / "fault", lying=0)
    night.documents.mkdir()
    night.output.mkdir()
    while night.lying < 6:
        night.more()
    return night


@LINUX
def test_a_folder_survives_twenty_kills(night: Night, tmp_path: Path) -> None:
    seen: dict[str, tuple[int, int, bytes]] = {}
    for round_, moment in enumerate(MOMENTS):
        left = night.lying - len(seen)
        night.killed(moment, 1 + (round_ % 3 == 0), left)
        now = {}
        for name, path in visible(night.output).items():
            now[name] = (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        assert seen.items() <= now.items(), f"finished files were touched: {moment}"
        seen = now
        night.more()
    assert subprocess.run(night.words(night.output, 2), stderr=subprocess.DEVNULL, check=False).returncode == 0
    subprocess.run(night.words(tmp_path / "undisturbed", 1), stderr=subprocess.DEVNULL, check=True)
    whole = results(tmp_path / "undisturbed")
    assert {name: text for name, (_, _, text) in seen.items()}.items() <= whole.items()
    assert results(night.output) == whole
    assert sorted(path.name for path in night.output.iterdir()) == sorted(whole)


def lines_of(corpus: Path) -> bytes:
    """The articles of a corpus, one a line, which reads only what is whole."""
    if corpus.suffix != ".parquet":
        return gzip.decompress(corpus.read_bytes()) if corpus.suffix == ".gz" else corpus.read_bytes()
    import pyarrow.parquet as pq

    return b"".join(json.dumps(row).encode() + b"\n" for row in pq.read_table(corpus).to_pylist())


@LINUX
@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.jsonl.gz", PARQUET])
def test_a_corpus_survives_twenty_kills(night: Night, tmp_path: Path, name: str) -> None:
    night.output /= name
    seen = set()
    for round_, moment in enumerate(MOMENTS if name.endswith("l") else STEPS[4:9]):
        night.killed(moment, 1 + (round_ % 3 == 0), 1)
        assert set(visible(night.output.parent)) <= {name}
        if night.output.exists():
            seen.add((night.lying, lines_of(night.output)))
        night.more()
    assert subprocess.run(night.words(night.output, 2), stderr=subprocess.DEVNULL, check=False).returncode == 0
    subprocess.run(night.words(tmp_path / name, 1), stderr=subprocess.DEVNULL, check=True)
    assert night.output.read_bytes() == (tmp_path / name).read_bytes()
    assert [path.name for path in night.output.parent.iterdir()] == [name]
    whole = lines_of(night.output).splitlines(keepends=True)
    assert seen
    for lying, text in seen:
        assert text in {b"".join(whole[:count]) for count in range(6, lying + 1)}


# Signals that ask it to end.


@pytest.fixture
def slow(night: Night) -> Path:
    """A document beside the others that takes longer than any test."""
    path = night.documents / "slow.txt"
    path.write_bytes(LONG.make(LONG.size * 4))
    return path


@LINUX
@pytest.mark.parametrize(
    ("number", "code", "to_all", "output"),
    [
        (signal.SIGINT, 130, True, "out"),
        (signal.SIGINT, 130, True, "out.jsonl"),
        (signal.SIGTERM, 143, False, "out"),
        (signal.SIGTERM, 143, True, "out.jsonl"),
        (signal.SIGHUP, 129, True, "out"),
    ],
)
def test_a_signal_ends_it_with_its_processes_and_it_goes_on_later(
    night: Night, tmp_path: Path, number: signal.Signals, code: int, to_all: bool, output: str
) -> None:
    """Ctrl-C and the end of a terminal come to all processes, SIGTERM to one or, from systemd, to all."""
    place = tmp_path / "place"
    place.mkdir()
    send = f"os.{'killpg(0' if to_all else 'kill(os.getsid(0)'}, {int(number)})"
    for event in ("os.mkdir", "open", "os.rename", "shutil.rmtree"):
        environment = strikes(night.place, event, ".newsclean-", send)
        running = subprocess.Popen(
            night.words(place / output, 2), stderr=subprocess.PIPE, start_new_session=True, env=environment
        )
        _, said = running.communicate(timeout=60)
        assert gone_within(5, running.pid), event
        assert (running.returncode, said) == (code, b""), event
        if event != "shutil.rmtree":
            assert [path.name for path in place.rglob(".newsclean-*")] == [], event
        night.more()
    assert subprocess.run(night.words(place / output, 2), stderr=subprocess.DEVNULL, check=False).returncode == 0
    subprocess.run(night.words(tmp_path / output, 1), stderr=subprocess.DEVNULL, check=True)
    for path in (tmp_path / output, place / output):
        assert path.exists()
    if output == "out":
        assert results(place / output) == results(tmp_path / output)
    else:
        assert results(place) == {output: (tmp_path / output).read_bytes()}


@LINUX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_it_by_five_seconds_whatever_it_is_at(
    night: Night, slow: Path, number: signal.Signals
) -> None:
    other = slow.with_name("slow2.txt")
    other.write_bytes(slow.read_bytes())
    running = subprocess.Popen(night.words(night.output, 2), stderr=subprocess.DEVNULL, start_new_session=True)
    while len(visible(night.output)) < 6:
        time.sleep(0.02)
    assert len(alive(running.pid)) >= 3
    running.send_signal(number)
    assert gone_within(5, running.pid)
    assert running.wait() == (-number if number == signal.SIGKILL else 128 + number)


@LINUX
def test_a_worker_whose_parent_ends_at_its_birth_ends_too(night: Night) -> None:
    night.place.mkdir()
    code = "import os, time\nos.register_at_fork(after_in_child=lambda: (os.kill(os.getppid(), 9), time.sleep(0.2)))\n"
    (night.place / "sitecustomize.py").write_text(code, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(night.place)}
    running = subprocess.Popen(
        night.words(night.output, 2), stderr=subprocess.DEVNULL, start_new_session=True, env=environment
    )
    assert running.wait(60) == -signal.SIGKILL
    assert gone_within(5, running.pid)


@LINUX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_single_output_is_as_it_was_when_a_signal_comes(night: Night, number: signal.Signals) -> None:
    output = night.output / "clean.txt"
    output.write_text("yesterday's", encoding="utf-8")
    send = f"os.kill(os.getpid(), {int(number)})"
    words = command(night.documents / "page01.txt", "-o", output)
    done = subprocess.run(words, capture_output=True, check=False, env=strikes(night.place, "os.rename", "work", send))
    assert done.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert done.stderr == b""
    assert {path.read_text("utf-8") for path in visible(night.output).values()} == {"yesterday's"}
    assert subprocess.run(words, check=False).returncode == 0
    assert [path.name for path in night.output.iterdir()] == ["clean.txt"]
