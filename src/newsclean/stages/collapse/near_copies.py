"""Finds near-copies among the texts of one document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from newsclean.duplicates import lsh, minhash, verify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS, ROWS = 42, 3
"""Two texts of Jaccard similarity j become a candidate pair with probability 1 - (1 - j**3)**42: .93 at .4, .996 at .5.
Two copies with 5 % of misread characters each have about .58."""
SHARED = 0.4
"""Least share of a text's n-grams that other texts must contain for it to have a near-copy: with `LOOSE` of the
characters changed, .8**3 = .51 of the n-grams are left."""
FILTERED = 1 << 20
"""Characters up to which the n-grams of all texts are compared, to compute signatures only where needed."""
PAIRED = 80
"""Number of texts up to which all pairs are compared, which is then cheaper than signatures. On 242 web pages with 27
texts each, 9 of 10 have no pair that shares enough n-grams."""
TRIES = 4
"""Number of earlier texts that one text is compared with."""

SPLITS = 3
"""Number of times that the texts rejected by a cluster's first text are tried as a new cluster, because the first text
may be the outlier."""


def near_copies(texts: Sequence[str]) -> list[int]:
    """For each of several distinct texts without white space, the index of the earliest text that it is a copy of, or
    its own. A copy is similar to that text itself, not only to another copy.
    """
    leaders = list(range(len(texts)))
    chosen = _worth_comparing(texts)
    if len(chosen) < 2:
        return leaders
    for first, others in _clusters([texts[i] for i in chosen]).items():
        leader, members = chosen[first], [chosen[i] for i in others]
        for _ in range(SPLITS):
            refused = _assign(texts, leader, members, leaders)
            if len(refused) < 2:
                break
            leader, members = refused[0], [i for i in refused[1:] if verify.alike(texts[refused[0]], texts[i])]
    return leaders


def _assign(texts: Sequence[str], leader: int, members: Sequence[int], leaders: list[int]) -> list[int]:
    """Assign the members of a cluster that are copies of its leader, and return the others."""
    accepted = verify.copies_in_cluster(texts[leader], [texts[i] for i in members])
    for member, is_copy in zip(members, accepted, strict=True):
        if is_copy:
            leaders[member] = leader
    return [member for member, is_copy in zip(members, accepted, strict=True) if not is_copy]


def _worth_comparing(texts: Sequence[str]) -> list[int]:
    """Indices of texts that are long enough for a near-copy and share enough n-grams with other texts."""
    long = [i for i, text in enumerate(texts) if len(text) >= verify.LEAST_NEAR]
    if len(long) < 2 or sum(len(texts[i]) for i in long) > FILTERED:
        return long
    import numpy as np

    hashed = minhash.grams([texts[i] for i in long])
    hashes, places = minhash.sorted_places(hashed.hashes)
    sources = hashed.owners()[places]
    heads = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))  # equal n-grams are adjacent, in order of texts
    sizes = np.diff(heads, append=len(hashes))
    shared = np.repeat(sources[heads] != sources[heads + sizes - 1], sizes)
    counts = np.bincount(sources[shared], minlength=len(long))
    enough = np.flatnonzero(counts >= SHARED * np.diff(hashed.starts)).tolist()
    if not 2 <= len(enough) <= PAIRED:
        return [long[i] for i in enough]
    gram_bits = np.zeros((len(long), len(heads)), dtype=bool)
    gram_bits[sources, np.repeat(np.arange(len(heads)), sizes)] = True
    pairs = _paired([texts[i] for i in long], np.packbits(gram_bits, axis=1), enough)
    return [long[i] for i in sorted({i for pair in pairs for i in pair})]


def _paired(texts: Sequence[str], gram_bits: NDArray[np.uint8], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of the chosen texts that have about the same length and enough n-grams in common, and are similar
    if these are few; `gram_bits` has a row of bits for each text, one bit for each n-gram.
    """
    sets = {i: int.from_bytes(gram_bits[i].tobytes()) for i in chosen}
    sizes = {i: bits.bit_count() for i, bits in sets.items()}
    lengths = {i: len(texts[i]) for i in chosen}
    pairs = [
        (i, j)
        for i, j in combinations(sorted(chosen, key=lengths.__getitem__), 2)
        if lengths[j] - lengths[i] <= verify.LOOSE * lengths[j]
        and (sets[i] & sets[j]).bit_count() >= SHARED * max(sizes[i], sizes[j])
    ]
    return pairs if len(pairs) > PAIRED else [(i, j) for i, j in pairs if verify.alike(texts[i], texts[j])]


def _clusters(texts: Sequence[str]) -> dict[int, list[int]]:
    """Clusters of similar texts: the first text of each, and the others, which are all similar to it."""
    pairs = lsh.candidates(minhash.signatures(texts, BANDS * ROWS), BANDS, ROWS, TRIES)
    leaders = list(range(len(texts)))
    clusters: dict[int, list[int]] = {}
    tried = (-1, -1)
    for text, other in pairs.tolist():
        leader = leaders[other]
        if leaders[text] != text or tried == (text, leader):
            continue
        tried = (text, leader)
        if verify.alike(texts[leader], texts[text]):
            leaders[text] = leader
            clusters.setdefault(leader, []).append(text)
    return clusters
