"""Candidate pairs by locality-sensitive hashing: texts whose signatures agree in a whole band, found by sorting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.minhash import Hashes

    Pairs = NDArray[np.int64]
    Keys = NDArray[np.uint64]

BLOCK = 1 << 16
"""Number of keys sorted at once: half a megabyte, which fits the processor's cache."""
FACTOR = 0x9E3779B1
COLUMN = 0xFFFFFFFF
"""The bits of a key that contain a column's index."""
NEIGHBOURS = 3
"""Number of preceding members of a bucket that each member is paired with."""


def candidates(signatures: Hashes, bands: int, rows: int, most: int) -> Pairs:
    """Pairs (later, earlier) of columns that agree in a band, in order, each once: an array of shape (pairs, 2).

    In each band, equal columns form a bucket; a member is paired with the bucket's first and with the `NEIGHBOURS`
    before it, so that the number of pairs grows linearly with the bucket and not as its square. A column gets at most
    `most` earlier ones: those that share the most bands with it (the earliest among equals).
    """
    import numpy as np

    count = signatures.shape[1]
    found: list[Pairs] = [np.empty(0, np.int64)]
    step = max(1, BLOCK // max(count, 1))
    for begin in range(0, bands, step):
        found.append(pairs_in_buckets(sorted_keys(signatures, range(begin, min(bands, begin + step)), rows), count))
    return most_collisions(np.concatenate(found), max(count, 1), most)


def most_collisions(numbers: Pairs, count: int, most: int) -> Pairs:
    """The pairs (later, earlier), in order, out of numbers later * count + earlier, one for each band that the two
    share: for each column at most `most` earlier ones, those that share the most bands (the earliest among equals).
    """
    import numpy as np

    pairs, collisions = _counted(numbers)
    later = pairs // count
    pairs = np.stack((later, pairs - later * count), axis=1)
    firsts = np.flatnonzero(np.diff(later, prepend=-1))
    sizes = np.diff(firsts, append=len(later))
    if not len(sizes) or sizes.max() <= most:
        return pairs
    many = np.flatnonzero(np.repeat(sizes > most, sizes))
    order = many[np.lexsort((-collisions[many], later[many]))]  # stable: keeps the order of the earlier columns
    ranks = np.arange(len(order)) - np.searchsorted(later[order], later[order])
    kept = np.ones(len(later), dtype=bool)
    kept[order[ranks >= most]] = False
    chosen: Pairs = pairs[kept]
    return chosen


def blocks(later: Pairs, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of about `size` of these ascending numbers; equal numbers share a range."""
    import numpy as np

    begin = 0
    while begin < len(later):
        last = later[min(begin + size, len(later)) - 1]
        end = int(np.searchsorted(later, last, side="right"))
        yield begin, end
        begin = end


def _counted(numbers: Pairs) -> tuple[Pairs, Pairs]:
    """Distinct numbers, ascending, and the count of each. (np.unique is 10 times slower than a sort here.)"""
    import numpy as np

    numbers.sort()
    heads = np.flatnonzero(np.diff(numbers, prepend=-1))
    return numbers[heads], np.diff(heads, append=len(numbers))


def sorted_keys(signatures: Hashes, bands: range, rows: int) -> Keys:
    """One sorted row a band: 32 bits of the band's hash above 32 bits of the column's index.

    Sorting plain 64-bit words is several times as fast as sorting indices; two bands whose hashes collide
    only add a candidate, which verification rejects.
    """
    import numpy as np

    block = signatures[bands.start * rows : bands.stop * rows].reshape(len(bands), rows, -1)
    hashes = block[:, 0] * np.uint32(FACTOR)
    for row in range(1, rows):
        hashes += block[:, row]
        hashes *= np.uint32(FACTOR)
    hashes ^= hashes >> np.uint32(15)
    keys: Keys = hashes.astype(np.uint64)
    keys <<= np.uint64(32)
    keys |= np.arange(signatures.shape[1], dtype=np.uint64)
    keys.sort(axis=1)
    return keys


def pairs_in_buckets(keys: Keys, count: int) -> Pairs:
    """The pairs of columns that share a bucket in sorted rows of keys, as numbers later * count + earlier; a pair is
    repeated for each band.
    """
    import numpy as np

    same = np.zeros(keys.shape, dtype=bool)
    same[:, 1:] = (keys[:, 1:] ^ keys[:, :-1]) <= np.uint64(COLUMN)
    places, flat = np.flatnonzero(same), keys.reshape(-1)
    steps = np.arange(len(places))
    starts = np.where(np.diff(places, prepend=-1) != 1, steps, 0)
    ranks = steps - np.maximum.accumulate(starts) + 1  # members of the bucket before this one
    later = _columns(flat[places]) * count
    found = [later + _columns(flat[places - 1])]
    for distance in range(2, NEIGHBOURS + 1):
        inside = ranks >= distance
        places, ranks, later = places[inside], ranks[inside], later[inside]
        found.append(later + _columns(flat[places - distance]))
    beyond = ranks > NEIGHBOURS
    found.append(later[beyond] + _columns(flat[places[beyond] - ranks[beyond]]))
    return np.concatenate(found)


def _columns(keys: Keys) -> Pairs:
    import numpy as np

    columns: Pairs = (keys & np.uint64(COLUMN)).astype(np.int64)
    return columns
