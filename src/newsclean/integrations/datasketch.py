"""MinHash signatures for an existing index of datasketch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsclean.duplicates import minhash as signatures
from newsclean.duplicates.fold import fold, table

if TYPE_CHECKING:
    from datasketch import MinHash

    from newsclean.duplicates.minhash import Hashes


def minhash(texts: Iterable[str], *, num_perm: int = signatures.PERMUTATIONS, seed: int = signatures.SEED) -> Hashes:
    """MinHash signatures of texts as `dedupe` compares them, one row for each text: an array of 32-bit numbers of shape
    (texts, `num_perm`).

    Each row equals, bit for bit, what datasketch 2 computes for the same n-grams (`sketches` wraps them). A text of
    fewer than three letters or figures has no n-grams: all bits of its row are set, and it carries no information.

    >>> one, other = minhash(["灯塔昨晚重新点亮。", "灯塔昨晚, 重新点亮!"], num_perm=4).tolist()
    >>> one == other
    True
    """
    import numpy as np

    texts = list(texts)
    result = np.full((num_perm, len(texts)), 0xFFFFFFFF, dtype=np.uint32)
    folding, drawn = table(), signatures.permutations(num_perm, seed)
    for begin, end in signatures.chunks(texts):
        folded = fold(texts[begin:end], folding)
        signatures.fill(result[:, begin:end], signatures.grams_of_codes(folded.codes, np.diff(folded.starts)), drawn)
    return np.ascontiguousarray(result.T)


def sketches(
    texts: Iterable[str], *, num_perm: int = signatures.PERMUTATIONS, seed: int = signatures.SEED
) -> list[MinHash]:
    """The same as objects of datasketch 2, to insert into a `MinHashLSH` (or Forest, or Ensemble) or to query it.

    More n-grams can be added with `sketch.update(gram)`; `newsclean.duplicates.minhash.shingles` creates them.
    """
    import numpy as np
    from datasketch import MinHash

    shared = np.stack(signatures.permutations(num_perm, seed))  # computing them for each sketch takes 20 times as long
    return [
        MinHash(
            num_perm=num_perm,
            seed=seed,
            scheme="affine32",
            hashfunc=signatures.gram_hash,
            hashvalues=row,
            permutations=shared,
        )
        for row in minhash(texts, num_perm=num_perm, seed=seed)
    ]
