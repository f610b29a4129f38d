"""Faults to order: what strikes the command at a chosen step of its own work, on a machine that has no room or no mercy.

The command runs as users run it, in a process of its own; a `sitecustomize` on its path listens to the interpreter's
audit events (`open`, `os.rename`, …) in it and in its workers, so that a fault strikes at a step and not at a time.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.test_cli import BRIDGE

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes and capabilities of Linux")

_HOOK = """
import os, signal, sys, time

def hook(event, arguments):
    if event != {event!r} or not any({part!r} in os.fsdecode(each) for each in arguments if isinstance(each, (str, bytes))):
        return
    counter = os.open({counter!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(counter, b".")
    number = os.lseek(counter, 0, os.SEEK_CUR)
    os.close(counter)
    if number in {numbers!r}:
        {action}

sys.addaudithook(hook)
"""

KILL_ALL = "os.killpg(0, signal.SIGKILL)"
KILL_PARENT = "os.kill(os.getsid(0), signal.SIGKILL)"
"""The command alone, where it was started with a session of its own; its workers are left behind."""
KILL_SELF = "os.kill(os.getpid(), signal.SIGKILL)"
"""The very process that is at it: a worker, where workers are."""
STOP_SELF = "os.kill(os.getpid(), signal.SIGSTOP)"
LOSE_FILE = "os.unlink(arguments[0])"
BECOME_FOLDER = "os.unlink(arguments[0]); os.mkdir(arguments[0])"


def page(number: int) -> str:
    """A document with an article of its own."""
    return BRIDGE.replace("八万", f"{number}万")


def visible(output: Path) -> dict[str, Path]:
    """What a reader of an output folder sees: all that is not in a folder for work."""
    found = {str(path.relative_to(output)): path for path in output.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if ".newsclean-" not in name}


def strikes(place: Path, event: str, part: str, action: str, numbers: tuple[int, ...] = (1,)) -> dict[str, str]:
    """The environment in which `action` happens just before the times `numbers` that `event` meets a path with `part`."""
    place.mkdir(exist_ok=True)
    counter = place / "counter"
    counter.unlink(missing_ok=True)
    code = _HOOK.format(event=event, part=part, counter=str(counter), numbers=numbers, action=action)
    (place / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(place), *filter(None, [os.environ.get("PYTHONPATH")])])}


def alive(session: int) -> list[int]:
    """The processes of a session that have not ended, whoever their parent is by now."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with suppress(OSError):
                state, _, _, its, *_ = Path("/proc", entry, "stat").read_text("utf-8").rpartition(")")[2].split()
                if int(its) == session and state not in "ZX":
                    found.append(int(entry))
    return found


def gone_within(seconds: float, session: int) -> bool:
    """Whether all processes of a session end in that time."""
    end = time.monotonic() + seconds
    while alive(session):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def powerless() -> None:
    """Let modes of files mean something to root too (to be called before a program is executed)."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
                raise OSError(ctypes.get_errno(), "prctl")


def needs_modes(folder: Path) -> None:
    """Skip the test where root cannot be made to respect modes."""
    probe = folder / "probe"
    probe.touch(mode=0)
    try:
        done = subprocess.run(["cat", probe], stderr=subprocess.DEVNULL, preexec_fn=powerless, check=False)
    except (subprocess.SubprocessError, OSError):
        pytest.skip("root that may not give up its power to read everything")
    finally:
        probe.unlink()
    if done.returncode == 0:
        pytest.skip("a file system that has no modes")


def on_a_small_disk(script: str, disk: Path, *words: object) -> subprocess.CompletedProcess[bytes]:
    """Run a shell script whose `$disk` is a file system of 64 kB that is gone afterwards; `words` are `$1`, `$2`, …

    Skips the test where none can be mounted.
    """
    disk.mkdir(exist_ok=True)
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = f"disk='{disk}'; mount -t tmpfs -o size=64k none \"$disk\" || exit 99\n"
    try:
        probe = subprocess.run([*inside, mount], stderr=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare(1)")
    if probe.returncode:
        pytest.skip("no file system may be mounted here")
    run = [*inside, mount + script, "sh", *map(str, words)]
    return subprocess.run(run, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
