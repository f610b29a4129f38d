"""Folds texts for comparison: letters and figures only, full width to half width, upper case to lower case.

A table over code points folds many texts in one step; a regular expression took longer than all later steps.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.minhash import Hashes, Indices

PLANE = 0x10000
"""Number of code points in the table. Those above it (rare Han characters, emoji) are unchanged."""
KEPT = frozenset(".%")
"""Marks that are kept: without them 10.5 % and 105 would be equal."""
FULL_WIDTH = slice(0xFF01, 0xFF5F)
CASED = ((0, 0x3000), (0xA640, 0xAC00), (0xF900, PLANE))
"""The range of the table that contains upper-case letters."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded texts, concatenated, as code points and as a string; `starts` delimits them."""

    codes: Hashes
    text: str
    starts: Indices

    def __getitem__(self, i: int) -> str:
        return self.text[self.starts[i] : self.starts[i + 1]]

    def digits(self) -> NDArray[np.uint8]:
        """The count of each of the ten digits in each text (255 at most): an array of shape (texts, 10)."""
        import numpy as np

        places = np.flatnonzero((self.codes >= ord("0")) & (self.codes <= ord("9")))
        owners = np.searchsorted(self.starts, places, side="right") - 1
        counts = np.bincount(owners * 10 + self.codes[places] - ord("0"), minlength=10 * (len(self.starts) - 1))
        return np.minimum(counts, 255).astype(np.uint8).reshape(-1, 10)


def table() -> NDArray[np.uint32]:
    """The folded form of each code point of the first plane; 0 means that it is dropped.

    >>> "".join(chr(code) for code in table()[[ord(c) for c in "Ａ９ａ．é新，。 「—"]] if code)
    'a9a.é新'
    """
    import numpy as np

    codes = np.arange(PLANE, dtype=np.uint32)
    codes[FULL_WIDTH] -= 0xFEE0
    characters = list(codes.tobytes().decode("utf-32-le", "surrogatepass"))
    retained = np.fromiter(map(str.isalnum, characters), dtype=bool, count=PLANE)
    for i in np.flatnonzero(~retained).tolist():
        retained[i] = characters[i] in KEPT or unicodedata.combining(characters[i]) > 0
    for begin, end in CASED:
        small = map(str.lower, characters[begin:end])
        codes[begin:end] = [
            ord(c) if len(c) == 1 else code for c, code in zip(small, codes[begin:end].tolist(), strict=True)
        ]
    return np.where(retained, codes, np.uint32(0))


def fold(texts: Sequence[str], folding: NDArray[np.uint32]) -> Folded:
    """Fold texts by a table."""
    import numpy as np

    raw = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), dtype=np.uint32)
    codes = folding.take(raw, mode="clip")
    above = raw >= PLANE
    if above.any():
        codes[above] = raw[above]
    retained = codes != 0
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    kept = np.concatenate(([0], np.cumsum(retained)))[np.concatenate(([0], np.cumsum(lengths)))]
    codes = codes[retained]
    return Folded(codes, codes.tobytes().decode("utf-32-le"), kept)
