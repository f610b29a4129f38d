"""What all commands share: exit codes, one-line messages, and handling of closed outputs."""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import fill
from types import FrameType
from typing import Any, NoReturn, TextIO

from newsclean.batch.signals import undisturbed
from newsclean.cli.suggestions import unknown
from newsclean.render.escape import one_line

FAILED, MISUSED, UNWRITTEN, INTERRUPTED, CUT_OFF = 1, 2, 3, 130, 141
"""Exit codes. The last two are those that a shell reports for a program ended by Ctrl-C or by a closed pipe."""

STDIN = STDOUT = "-"
_SIZES = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
"""The binary shift that a unit letter after a number of bytes stands for."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help whose paragraphs fill the width of the terminal and whose indented lines are kept."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"max_help_position": 26} | options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        parts = (part if "\n " in part else fill(part, width) for part in text.rstrip().split("\n\n"))
        return "\n\n".join(parts)


class Parser(argparse.ArgumentParser):
    where = ""
    """Prefix of messages about options that come from a file."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        if option := re.fullmatch(r"unrecognized arguments: (-[^\s=]*).*", message, re.DOTALL):
            message += unknown(option[1], self._option_string_actions)
        self.exit(MISUSED, f"newsclean: {one_line(self.where + message)} ({self.prog} --help shows how)\n")

    def read(self, words: list[str]) -> argparse.Namespace:
        """Parse the words of a command; in `output`, `-` (standard output) becomes `None`."""
        end = words.index("--") if "--" in words else len(words)  # after it everything is a file, which argparse loses
        options = self.parse_intermixed_args(words[:end])
        options.files += words[end + 1 :]
        options.to_stdout = getattr(options, "output", None) == STDOUT
        if options.to_stdout:
            options.output = None
        return options


def size(text: str) -> int:
    """The number of bytes in a size such as `300M` or `2G`."""
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,6})?)([KMGT]?)(?:i?B)?", text, re.IGNORECASE | re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 300M or 2G")
    return int(float(found[1]) * (1 << _SIZES[found[2].upper()]))


def identity(path: str) -> tuple[int, int] | None:
    """The device and inode of a regular file, else `None`."""
    if path == STDIN or not os.path.isfile(path):
        return None
    status = os.stat(path)
    return status.st_dev, status.st_ino


def say(name: str, message: str) -> None:
    """Print one line about a file to standard error. If that fails, the work continues."""
    if sys.stderr is None:
        return
    try:
        print(one_line(f"newsclean: {name}: {message}"), file=sys.stderr)
    except OSError:
        _drop(sys.stderr)


def drop_output() -> None:
    """Discard the rest of standard output, which is closed; this was reported or needs no report."""
    if sys.stdout is not None:
        _drop(sys.stdout)


def _drop(stream: TextIO) -> None:
    """Discard what the interpreter would flush to a stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """While the block runs, a termination signal raises SystemExit, so that temporary files are removed. A signal that
    is ignored (by nohup) stays ignored.
    """

    _import_undisturbed()

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.getsignal(getattr(signal, name)) for name in names}
    try:
        for number, handler in before.items():
            if handler == signal.SIG_DFL:
                signal.signal(number, end)
    except ValueError:
        pass  # only the main thread can handle signals
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is end:
                signal.signal(number, handler)


def _import_undisturbed() -> None:
    """Import numpy with signals deferred: an exception raised by a handler during the import becomes an ImportError."""
    with undisturbed():
        import numpy  # noqa: F401
