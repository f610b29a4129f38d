"""What the commands have in common: exit codes, one-line messages, and outputs that are gone."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from newsclean.render.safe import one_line

FAILED, MISUSED, UNWRITTEN, INTERRUPTED, CUT_OFF = 1, 2, 3, 130, 141
"""Exit codes. The last two are what a shell reports of a program that Ctrl-C or a closed pipe ended."""

STDIN = STDOUT = "-"


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(MISUSED, f"newsclean: {one_line(message)} ({self.prog} --help shows how)\n")


def identity(path: str) -> tuple[int, int] | None:
    """What tells a file from every other, or `None` for what is no regular file."""
    if path == STDIN or not os.path.isfile(path):
        return None
    status = os.stat(path)
    return status.st_dev, status.st_ino


def say(name: str, message: str) -> None:
    """One line on standard error about a file."""
    if sys.stderr is not None:
        print(one_line(f"newsclean: {name}: {message}"), file=sys.stderr)


def drop_output() -> None:
    """Let the interpreter's last flush go nowhere: the output is gone, and that was reported or needs no report."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
