"""The command where what it writes goes to a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest


def on_a_terminal(*words: object, stream: str = "stderr", **options: Any) -> tuple[int, str]:
    """The exit code of `newsclean WORDS`, and what it writes to a stream that is a terminal."""
    pty = pytest.importorskip("pty", reason="terminals of POSIX")
    ours, theirs = pty.openpty()
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
    settings[stream] = theirs
    with subprocess.Popen([sys.executable, "-m", "newsclean", *map(str, words)], **settings) as running:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # how Linux says that nobody writes any more
            while piece := os.read(ours, 1 << 16):
                shown += piece
    os.close(ours)
    return running.returncode, shown.decode()
