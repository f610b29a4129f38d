"""Finds runs in a text: ranges in which each character equals the one a period before it, except misread ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsclean.duplicates.minhash import NGRAM, grams, sorted_places
from newsclean.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAGS = 16
"""Maximum number of periods tried in one text, most frequent first, to keep the cost linear."""
NOISE = 2
"""Number of adjacent characters that may differ between two copies of a unit of 20 characters or more (misreading)."""
NOISY_UNIT = 20
BRIDGED_UNIT, BRIDGED = 4, 3
"""Least length of a shorter unit, and number of equal copies on both sides of a misread character: one name among seven
otherwise identical rows is noise."""
NOISE_DISTANCE = 8
"""Number of characters that must agree on both sides of a misread one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` repeat with this period: each equals the one `period` before it, from
    `start + period` on. The run is as long as it can be.
    """

    start: int
    end: int
    period: int

    @property
    def copies(self) -> int:
        """Whole copies, the first included."""
        return (self.end - self.start) // self.period


def runs(text: str) -> list[Run]:
    """All runs of at least two copies in a text whose period is among its frequent ones, in linear time."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found: list[Run] = []
    for period in _periods(text):
        equal = codes[period:] == codes[:-period]
        exact = list(_runs(equal, period))
        if period >= NOISY_UNIT and (misread := _forgiven(equal, text, period)):
            for start, end in misread:
                equal[start:end] = True
            found += _noisy(exact, list(_runs(equal, period)), text, misread)
        else:
            found += _bridged(exact, text) if period >= BRIDGED_UNIT else exact
    return found


def _bridged(exact: Sequence[Run], text: str) -> Iterator[Run]:
    """The runs of a short unit; two runs separated by a misread character are joined if both are loops."""
    joined: Run | None = None
    for run in exact:
        if joined is not None and _continues(joined, run, text):
            joined = Run(joined.start, run.end, run.period)
            continue
        if joined is not None:
            yield joined
        joined = run
    if joined is not None:
        yield joined


def _continues(above: Run, below: Run, text: str) -> bool:
    if not 0 < below.start - above.end <= NOISE or min(above.copies, below.copies) < BRIDGED:
        return False
    back = below.start - 2 * below.period  # the copy above the misread one
    same = text[back : back + below.period] == text[below.start : below.start + below.period]
    return same and not any(map(str.isnumeric, text[above.end : below.start]))


def _noisy(exact: Sequence[Run], forgiving: Sequence[Run], text: str, misread: Sequence[Span]) -> Iterator[Run]:
    """The runs that allow misread characters; a run whose copies differ in a word or a name is replaced by the exact
    runs inside it.
    """
    for run in forgiving:
        places = [place for place in misread if run.start <= place[0] < run.end - run.period]
        if not places or _are_misread(text, run, places):
            yield run
        else:
            yield from (part for part in exact if run.start <= part.start and part.end <= run.end)


def _are_misread(text: str, run: Run, places: Sequence[Span]) -> bool:
    """Whether the differences between copies are noise: mostly single characters, and at each place most copies agree.
    If every copy has another name, they are rows of a form.
    """
    if sum(end - start > 1 for start, end in places) * 2 > len(places):
        return False
    if run.copies < 3:
        return True
    for phase in {start % run.period for start, _ in places}:
        readings = Counter(text[run.start + (phase - run.start) % run.period : run.end : run.period])
        if readings.most_common(1)[0][1] * 2 <= readings.total():
            return False
    return True


def _periods(text: str) -> list[int]:
    """Distances from an n-gram to its last occurrence that are frequent enough for two copies, ascending."""
    import numpy as np

    hashes, places = sorted_places(grams([text]).hashes)
    same = hashes[1:] == hashes[:-1]
    counts = np.bincount((places[1:] - places[:-1])[same], minlength=1)
    # Half a unit is enough: words that recur inside the unit have shorter distances.
    frequent = np.flatnonzero(counts * 2 >= np.maximum(np.arange(len(counts)) - NGRAM, 1))
    return sorted(frequent[np.argsort(-counts[frequent], kind="stable")][:LAGS].tolist())


def _edges(equal: NDArray[np.bool_]) -> list[Span]:
    """Ranges in which all values are true."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([False], equal, [False])).astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _runs(equal: NDArray[np.bool_], period: int) -> Iterator[Run]:
    for start, end in _edges(equal):
        if end - start >= period:
            yield Run(start, end + period, period)


def _forgiven(equal: NDArray[np.bool_], text: str, period: int) -> list[Span]:
    """Places where one or two characters differ between otherwise equal copies; figures do not count as misread."""
    found: list[Span] = []
    for (start, end), (start_after, end_after) in pairwise(_edges(equal)):
        enough = min(end - start, end_after - start_after) >= NOISE_DISTANCE
        differing = text[end:start_after] + text[end + period : start_after + period]
        if enough and start_after - end <= NOISE and not any(map(str.isnumeric, differing)):
            found.append((end, start_after))
    return found
