"""Sorted runs of 64-bit numbers on disk: written once as .npy files, merged in pieces that fit into memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

WIDTH = 8
"""Bytes in a number."""
LEAST_READ = 1 << 10
"""Least number of numbers read from a run at once."""


class DamagedIndexError(ValueError):
    """A file of an index was changed or damaged."""


@dataclass(frozen=True, slots=True)
class Run:
    """`count` ascending numbers in a file, from byte `start` on."""

    path: str
    start: int
    count: int

    def read(self, begin: int, end: int) -> Numbers:
        """Numbers from place `begin` up to `end`, or up to the end of the run."""
        import numpy as np

        wanted = min(end, self.count) - begin
        numbers = np.fromfile(self.path, np.uint64, wanted, offset=self.start + begin * WIDTH)
        if len(numbers) != wanted:
            raise DamagedIndexError(f"{self.path} is shorter than it was")
        return numbers

    def mapped(self) -> Numbers:
        """All numbers, memory-mapped: loaded only when accessed."""
        import numpy as np

        if not self.count:
            return np.empty(0, np.uint64)
        return np.memmap(self.path, np.uint64, "r", self.start, (self.count,))


def rows_of(path: str, rows: int, count: int) -> list[Run]:
    """The rows of a table in a .npy file, each a run of `count` numbers."""
    start = os.path.getsize(path) - rows * count * WIDTH
    if start <= 0:
        raise DamagedIndexError(f"{path} is shorter than it was")
    return [Run(path, start + row * count * WIDTH, count) for row in range(rows)]


def save(path: str, pieces: Iterable[Numbers], shape: tuple[int, ...]) -> None:
    """Write pieces, in order, as one .npy file of that shape."""
    import numpy as np

    with open(path, "wb") as file:
        header = {"descr": "<u8", "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(file, header)
        for piece in pieces:
            write(file, piece)


def write(file: IO[bytes], array: NDArray[np.generic]) -> None:
    import numpy as np

    file.write(np.ascontiguousarray(array).data)


def merged(runs: Sequence[Run], budget: int) -> Iterator[Numbers]:
    """All numbers of the runs in ascending order, in pieces of about `budget` numbers at most."""
    import numpy as np

    each = max(budget // max(len(runs), 1), LEAST_READ)
    places = [0] * len(runs)
    buffers: list[Numbers] = [np.empty(0, np.uint64) for _ in runs]
    while True:
        for i, run in enumerate(runs):
            if len(buffers[i]) < each and places[i] < run.count:
                more = run.read(places[i], places[i] + each - len(buffers[i]))
                places[i] += len(more)
                buffers[i] = np.concatenate((buffers[i], more))
        # The unread rest of a run contains no number below the last one read.
        last_read = [buffers[i][-1] for i, run in enumerate(runs) if places[i] < run.count]
        cuts = [len(b) if not last_read else int(np.searchsorted(b, min(last_read), side="right")) for b in buffers]
        piece = np.concatenate(
            [buffer[:cut] for buffer, cut in zip(buffers, cuts, strict=True)] or [np.empty(0, np.uint64)]
        )
        if not len(piece):
            return
        buffers = [buffer[cut:] for buffer, cut in zip(buffers, cuts, strict=True)]
        if len(runs) > 1:
            piece.sort()
        yield piece


@dataclass(slots=True)
class Spill:
    """Collects numbers in any order and writes them to disk as sorted runs of `budget` numbers each."""

    folder: str
    name: str
    budget: int
    runs: list[Run] = field(default_factory=list)
    _buffer: list[Numbers] = field(default_factory=list)
    _count: int = 0

    def add(self, numbers: Numbers) -> None:
        self._buffer.append(numbers)
        self._count += len(numbers)
        if self._count >= self.budget:
            self._write()

    def close(self) -> list[Run]:
        """Write the last run and return all runs."""
        if self._count:
            self._write()
        return self.runs

    def _write(self) -> None:
        import numpy as np

        numbers = np.concatenate(self._buffer)
        self._buffer.clear()
        numbers.sort()
        path = os.path.join(self.folder, f"{self.name}-{len(self.runs)}.npy")
        save(path, [numbers], numbers.shape)
        self.runs += rows_of(path, 1, len(numbers))
        self._count = 0
