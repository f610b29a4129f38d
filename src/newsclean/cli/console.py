"""What the commands have in common: exit codes, one-line messages, and outputs that are gone."""

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
"""Exit codes. The last two are what a shell reports of a program that Ctrl-C or a closed pipe ended."""

STDIN = STDOUT = "-"
_SIZES = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
"""By how many binary digits a letter behind a number of bytes moves it."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in which paragraphs are as wide as the terminal, and indented lines stay as they are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"max_help_position": 26} | options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        parts = (part if "\n " in part else fill(part, width) for part in text.rstrip().split("\n\n"))
        return "\n\n".join(parts)


class Parser(argparse.ArgumentParser):
    where = ""
    """What stands before a message about options that come from elsewhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        if option := re.fullmatch(r"unrecognized arguments: (-[^\s=]*).*", message, re.DOTALL):
            message += unknown(option[1], self._option_string_actions)
        self.exit(MISUSED, f"newsclean: {one_line(self.where + message)} ({self.prog} --help shows how)\n")

    def read(self, words: list[str]) -> argparse.Namespace:
        """The options in the words of a command, with `files` and `output`, where `-` is standard output (`None`)."""
        end = words.index("--") if "--" in words else len(words)  # after it everything is a file, which argparse loses
        options = self.parse_intermixed_args(words[:end])
        options.files += words[end + 1 :]
        options.to_stdout = getattr(options, "output", None) == STDOUT
        if options.to_stdout:
            options.output = None
        return options


def size(text: str) -> int:
    """The bytes that a size on the command line means: `300M`, `2G`."""
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,6})?)([KMGT]?)(?:i?B)?", text, re.IGNORECASE | re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 300M or 2G")
    return int(float(found[1]) * (1 << _SIZES[found[2].upper()]))


def identity(path: str) -> tuple[int, int] | None:
    """What tells a file from every other, or `None` for what is no regular file."""
    if path == STDIN or not os.path.isfile(path):
        return None
    status = os.stat(path)
    return status.st_dev, status.st_ino


def say(name: str, message: str) -> None:
    """One line on standard error about a file. Where nobody can be told, the work goes on."""
    if sys.stderr is None:
        return
    try:
        print(one_line(f"newsclean: {name}: {message}"), file=sys.stderr)
    except OSError:
        _drop(sys.stderr)


def drop_output() -> None:
    """Let what is left for standard output go nowhere: it is gone, and that was reported or needs no report."""
    if sys.stdout is not None:
        _drop(sys.stdout)


def _drop(stream: TextIO) -> None:
    """Let the interpreter's last flush of a stream go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """While the block runs, a signal to end raises SystemExit, so that temporary files go. One that is ignored (by
    nohup) stays so.
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
        pass  # not the main thread, which alone hears of signals
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is end:
                signal.signal(number, handler)


def _import_undisturbed() -> None:
    """Import numpy while no signal is heard: what a handler raises in the middle of it comes out as an ImportError."""
    with undisturbed():
        import numpy  # noqa: F401
