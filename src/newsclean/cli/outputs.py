"""Output files that are written to temporary files beside their targets and moved in place together when complete."""

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
    """Opens outputs and temporary folders. When `stack` closes, outputs not yet moved in place are removed."""

    stack: ExitStack
    _folders: dict[str, str] = field(default_factory=dict)
    _waiting: list[IO[bytes]] = field(default_factory=list)
    _targets: list[str] = field(default_factory=list)
    _direct: list[IO[bytes]] = field(default_factory=list)

    def folder(self, inside: str) -> str:
        """A temporary folder inside another; repeated calls return the same one."""
        inside = os.path.realpath(inside)
        if inside not in self._folders:
            self._folders[inside] = self.stack.enter_context(workplace(inside))
        return self._folders[inside]

    def open(self, path: str | None) -> IO[bytes]:
        """Open a temporary file that `put_in_place` moves to `path`; `None` is standard output.
        Pipes and devices are written to directly.
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
        """Move all opened files, which must be complete, to their targets."""
        for file in (*self._direct, *self._waiting):
            file.flush()
        for file in self._waiting:
            os.fsync(file.fileno())
            file.close()
        for file, target in zip(self._waiting, self._targets, strict=True):
            put_in_place(file.name, target)


def work_beside(output: str | None) -> str:
    """The folder for temporary files: that of the output, which needs as much space."""
    if output is None or (os.path.exists(output) and not os.path.isfile(output)):
        return tempfile.gettempdir()
    return os.path.dirname(os.path.realpath(output))
