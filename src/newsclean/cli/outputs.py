"""Files that are written beside where they are to stand, and take their places together when all of them are whole."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO

from newsclean.batch.files import put_in_place
from newsclean.batch.workplace import workplace


@dataclass(slots=True)
class Outputs:
    """Opens outputs and folders for work; what `stack` closes is gone, unless it was put in place before."""

    stack: ExitStack
    _folders: dict[str, str] = field(default_factory=dict)
    _waiting: list[IO[bytes]] = field(default_factory=list)
    _targets: list[str] = field(default_factory=list)
    _direct: list[IO[bytes]] = field(default_factory=list)

    def folder(self, inside: str) -> str:
        """A folder for work in another, the same one each time."""
        inside = os.path.realpath(inside)
        if inside not in self._folders:
            self._folders[inside] = self.stack.enter_context(workplace(inside))
        return self._folders[inside]

    def open(self, path: str | None) -> IO[bytes]:
        """A file to write to that `put_in_place` lets take the place of the one at `path`; `None` is standard output.
        What is no regular file (a pipe, a device) is written to directly.
        """
        if path is None:
            if sys.stdout is None:
                raise OSError(errno.EBADF, "standard output is closed")
            self._direct.append(sys.stdout.buffer)
            return sys.stdout.buffer
        target = os.path.realpath(path)
        if os.path.exists(target) and not os.path.isfile(target):
            return self._opened(target, self._direct)
        temporary = os.path.join(self.folder(os.path.dirname(target)), f"output-{len(self._waiting)}")
        self._targets.append(target)
        return self._opened(temporary, self._waiting)

    def _opened(self, path: str, among: list[IO[bytes]]) -> IO[bytes]:
        file = open(path, "wb")  # noqa: SIM115 – the stack closes it
        among.append(self.stack.enter_context(file))
        return file

    def put_in_place(self) -> None:
        """Let all files that were opened take their places: they are whole."""
        for file in (*self._direct, *self._waiting):
            file.flush()
        for file in self._waiting:
            os.fsync(file.fileno())
            file.close()
        for file, target in zip(self._waiting, self._targets, strict=True):
            put_in_place(file.name, target)


def work_beside(output: str | None) -> str:
    """The folder that is to hold the files of a run: that of the output, which will be as large."""
    if output is None or (os.path.exists(output) and not os.path.isfile(output)):
        return tempfile.gettempdir()
    return os.path.dirname(os.path.realpath(output))
