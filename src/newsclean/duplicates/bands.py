"""Candidate pairs: texts that agree in a whole band of their signatures, found by sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.signatures import Hashes

    Pairs = NDArray[np.int64]
    Keys = NDArray[np.uint64]

BLOCK = 1 << 21
"""Keys sorted at once: 16 MB."""
NEIGHBOURS = 3
"""Members of a bucket before one that it is paired with."""


def candidates(signatures: Hashes, bands: int, rows: int, most: int) -> Pairs:
    """Pairs (later, earlier) of columns that agree in a band, in order, each once: an array of shape (pairs, 2).

    In each band, equal columns form a bucket; a member is paired with the bucket's first and with the `NEIGHBOURS`
    before it, so that a bucket of n members gives few pairs and not n². Of a column's earlier ones at most `most`
    are given, those that it meets in the most bands (the earliest among equals).
    """
    import numpy as np

    count = signatures.shape[1]
    found: list[Pairs] = [np.empty(0, np.int64)]
    step = max(1, BLOCK // max(count, 1))
    for begin in range(0, bands, step):
        found.append(_pairs(_keys(signatures, range(begin, min(bands, begin + step)), rows), count))
    pairs, meetings = _counted(np.concatenate(found))
    later = pairs // max(count, 1)
    order = np.lexsort((-meetings, later))  # stable: the earlier columns stay in order
    later, earlier = later[order], (pairs % max(count, 1))[order]
    ranks = np.arange(len(later)) - np.searchsorted(later, later)
    pairs = np.stack((later, earlier), axis=1)
    chosen: Pairs = pairs[ranks < most]
    return chosen


def _counted(numbers: Pairs) -> tuple[Pairs, Pairs]:
    """Distinct numbers, ascending, and how often each stands. (np.unique is 10 times slower than a sort here.)"""
    import numpy as np

    numbers.sort()
    heads = np.flatnonzero(np.diff(numbers, prepend=-1))
    return numbers[heads], np.diff(heads, append=len(numbers))


def _keys(signatures: Hashes, bands: range, rows: int) -> Keys:
    """One sorted row a band: 32 bits of the band's hash above 32 bits of the column's index.

    Sorting plain 64-bit words is several times as fast as sorting indices; two bands whose hashes collide
    only give a candidate more, which verification refuses.
    """
    import numpy as np

    factors = np.uint32(0x9E3779B1) ** np.arange(1, rows + 1, dtype=np.uint32)
    block = signatures[bands.start * rows : bands.stop * rows].reshape(len(bands), rows, -1)
    hashes = (block * factors[:, None]).sum(axis=1, dtype=np.uint32)
    hashes ^= hashes >> np.uint32(15)
    keys: Keys = hashes.astype(np.uint64) << np.uint64(32)
    keys |= np.arange(signatures.shape[1], dtype=np.uint64)
    keys.sort(axis=1)
    return keys


def _pairs(keys: Keys, count: int) -> Pairs:
    """The pairs in sorted rows of keys, each as one number, later * count + earlier, once a band."""
    import numpy as np

    hashes = keys >> np.uint64(32)
    columns = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    same = hashes[:, 1:] == hashes[:, :-1]
    bands, places = np.nonzero(same)
    places += 1
    later = columns[bands, places] * count
    found = [later + columns[bands, places - 1]]
    heads = np.zeros(keys.shape, dtype=np.int64)
    heads[:, 1:] = np.where(same, 0, np.arange(1, keys.shape[1]))
    heads = np.maximum.accumulate(heads, axis=1)[bands, places]
    for distance in range(2, NEIGHBOURS + 1):
        inside = places - heads >= distance
        bands, places, heads, later = bands[inside], places[inside], heads[inside], later[inside]
        found.append(later + columns[bands, places - distance])
    beyond = places - heads > NEIGHBOURS
    found.append(later[beyond] + columns[bands[beyond], heads[beyond]])
    return np.concatenate(found)
