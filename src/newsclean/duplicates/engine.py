"""Near-duplicate articles across documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from newsclean.duplicates import align, lsh, minhash
from newsclean.duplicates.clusters import Copy, NotesInMemory, find_copies, in_slots
from newsclean.duplicates.fold import Folded, fold, table
from newsclean.model import InNotebook

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.lsh import Pairs
    from newsclean.duplicates.minhash import Grams, Hashes
    from newsclean.model import Article

    T = TypeVar("T", bound=np.generic)
    Both = tuple[NDArray[T], NDArray[T]]
    Item = Article | str
    Keep = Literal["first", "longest"] | Callable[[Any], Any]

THRESHOLD = 0.75
"""Least share of aligned characters that agree: two scans of one text, each with 10 % of its characters misread, agree
in .81."""
LEAST_NEAR = 20
"""Number of letters and figures below which only equal texts are copies."""
BANDS, ROWS = 42, 3
LIKELY = 0.2
"""Jaccard similarity, as estimated from the signatures, below which two texts are not aligned."""
DIGIT_SLACK = 0.05
"""Share of a text's digits that may differ beyond what verification accepts before two texts are not even aligned;
needed because the edit rate taken from the signatures is an estimate."""
MOST_CANDIDATES = 12
"""Number of earlier texts whose signatures are compared with a text's: those that share the most bands with it."""
TRIES = 2
"""Number of these that are aligned with it."""
COMPARED_AT_ONCE = 1 << 16
"""Pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A duplicate: its index, the index of the kept item that it repeats, and their similarity (0 to 1: the share of
    aligned characters that agree).
    """

    index: int
    duplicate_of: int
    similarity: float

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"index": self.index, "duplicate_of": self.duplicate_of, "similarity": self.similarity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduplicated(InNotebook):
    """The indices of the kept items, in order, and the duplicates, in order."""

    kept: tuple[int, ...]
    duplicates: tuple[Duplicate, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"kept": list(self.kept), "duplicates": [duplicate.to_dict() for duplicate in self.duplicates]}


def dedupe(items: Iterable[Item], *, threshold: float = THRESHOLD, keep: Keep = "first") -> Deduplicated:
    """Find near-duplicates among articles (by their text) or strings.

    `threshold` (0 to 1) is the least similarity of a copy. `keep` selects which of several copies is kept: the `first`,
    the `longest`, or the one with the smallest key, if it is a function that returns a key for an item; the first of
    equals. Each duplicate is similar to the kept item that it points at, not only to another duplicate.

    Raises ValueError if `threshold` is not between 0 and 1 or `keep` is another word.

    >>> dedupe(["灯塔昨晚重新点亮。", "桥修好了。", "灯塔昨晚重新点亮！"]).to_dict()["duplicates"]
    [{'index': 2, 'duplicate_of': 0, 'similarity': 1.0}]
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold}, but must be between 0 and 1")
    items = list(items)
    order = ordered(items, keep)
    originals = find([text_of(items[i]) for i in order], threshold)
    duplicates = sorted(
        (order[later], order[earlier], similarity) for later, (earlier, similarity) in originals.items()
    )
    removed = {index for index, _, _ in duplicates}
    return Deduplicated(
        kept=tuple(i for i in range(len(items)) if i not in removed),
        duplicates=tuple(Duplicate(index=i, duplicate_of=of, similarity=value) for i, of, value in duplicates),
    )


def text_of(item: Item) -> str:
    return item if isinstance(item, str) else item.text


def ordered(items: Sequence[Item], keep: Keep) -> list[int]:
    """Indices of the items in order of preference: of several copies the first is kept."""
    if keep == "first":
        return list(range(len(items)))
    if keep == "longest":
        return sorted(range(len(items)), key=lambda i: -len(text_of(items[i])))
    if not callable(keep):
        raise ValueError(f"keep is {keep!r}, but must be 'first', 'longest' or a function that gives a key for an item")
    keys = [keep(item) for item in items]
    return sorted(range(len(items)), key=keys.__getitem__)


def find(texts: Sequence[str], threshold: float = THRESHOLD) -> dict[int, tuple[int, float]]:
    """For each text that is a copy, the index of the earlier text that is kept, and their similarity."""
    corpus = _read(texts)
    near: dict[int, tuple[int, float]] = {}
    doubtful: list[Copy] = []
    notes = NotesInMemory()

    def representative(text: int) -> int:
        return near[text][0] if text in near else text

    for copy in find_copies(likely_pairs(corpus), corpus.folded.__getitem__, representative, notes, threshold):
        near[copy.later] = copy.earlier, copy.similarity
        if copy.edits:
            doubtful.append(copy)
    for later in in_slots(doubtful, notes):
        del near[later]
    numbers = corpus.numbers
    found = {numbers[later]: (numbers[earlier], similarity) for later, (earlier, similarity) in near.items()}
    return found | {copy: found.get(first, (first, 1.0)) for copy, first in corpus.equal.items()}


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The distinct texts that are long enough for near-copies: their numbers in the whole list, their folded text,
    signatures and digit counts; and for each text whose folded form equals an earlier one's, the number of that one.
    """

    numbers: list[int]
    folded: list[str]
    signatures: Hashes
    digits: NDArray[np.uint8]
    equal: dict[int, int]


def _read(texts: Sequence[str]) -> _Corpus:
    import numpy as np

    folding, drawn = table(), minhash.permutations()
    numbers: list[int] = []
    kept: list[str] = []
    equal: dict[int, int] = {}
    firsts: dict[str, int] = {}
    signed: Hashes = np.empty((minhash.PERMUTATIONS, len(texts)), np.uint32)
    digits = [np.empty((0, 10), np.uint8)]
    for begin, end in minhash.chunks(texts):
        folded = fold(texts[begin:end], folding)
        new = []
        for i in range(end - begin):
            text = folded[i]
            number = firsts.setdefault(text or "".join(texts[begin + i].split()), begin + i)
            if number != begin + i:
                equal[begin + i] = number
            elif len(text) >= LEAST_NEAR:
                numbers.append(number)
                kept.append(text)
                new.append(i)
        minhash.fill(signed[:, len(kept) - len(new) : len(kept)], _grams(folded, new), drawn)
        digits.append(folded.digits()[new])
    return _Corpus(numbers, kept, signed[:, : len(kept)], np.concatenate(digits), equal)


def _grams(folded: Folded, chosen: Sequence[int]) -> Grams:
    """The n-grams of some of the folded texts."""
    import numpy as np

    lengths = np.diff(folded.starts)
    wanted = np.zeros(len(lengths), dtype=bool)
    wanted[chosen] = True
    return minhash.grams_of_codes(folded.codes[np.repeat(wanted, lengths)], lengths[wanted])


def likely_pairs(corpus: _Corpus) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of texts that are worth aligning, in order."""
    import numpy as np

    pairs = lsh.candidates(corpus.signatures, BANDS, ROWS, MOST_CANDIDATES)
    # One byte of each: two different hashes agree in 1 case of 256.
    low = np.ascontiguousarray(corpus.signatures.astype(np.uint8).T)
    lengths = np.fromiter(map(len, corpus.folded), dtype=np.int64, count=len(corpus.folded))
    for begin, end in lsh.blocks(pairs[:, 0], COMPARED_AT_ONCE):
        later, earlier = pairs[begin:end].T
        yield from most_alike(
            later,
            earlier,
            (low[later], low[earlier]),
            (lengths[later], lengths[earlier]),
            (corpus.digits[later], corpus.digits[earlier]),
        )


def most_alike(
    later: Pairs, earlier: Pairs, low: Both[np.uint8], lengths: Both[np.int64], digits: Both[np.uint8]
) -> Iterator[tuple[int, int]]:
    """The pairs worth aligning, out of pairs sorted by their later text: for each text the `TRIES` candidates whose
    signatures agree most.
    """
    import numpy as np

    likely, agreeing = worth_aligning(low, lengths, digits)
    later, earlier = later[likely], earlier[likely]
    order = np.argsort(later - agreeing / 2, kind="stable")
    later, earlier = later[order], earlier[order]
    tried = np.arange(len(later)) - np.searchsorted(later, later) < TRIES
    yield from zip(later[tried].tolist(), earlier[tried].tolist(), strict=True)


def worth_aligning(
    low: Both[np.uint8], lengths: Both[np.int64], digits: Both[np.uint8]
) -> tuple[Pairs, NDArray[np.float64]]:
    """Which pairs are worth aligning, and the agreement of their signatures. `low` holds the low bytes of these."""
    import numpy as np

    agreeing = _agreeing(*low)
    likely = np.flatnonzero(agreeing >= LIKELY)
    longer = abs(lengths[0] - lengths[1])[likely] >= align.OVERHANG
    likely = likely[longer | ~_digits_differ(digits[0][likely], digits[1][likely], agreeing[likely])]
    return likely, agreeing[likely]


def _agreeing(low: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The share of equal bytes in each row. Eight are counted at once: one byte of a word can count 128 of them."""
    import numpy as np

    words = (low == other).view(np.uint64).sum(axis=1)
    words *= np.uint64(0x0101010101010101)
    share: NDArray[np.float64] = (words >> np.uint64(56)) / low.shape[1]
    return share


def _digits_differ(
    digits: NDArray[np.uint8], others: NDArray[np.uint8], agreeing: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether both texts have more digits that the other lacks than verification would accept."""
    import numpy as np

    common = np.minimum(digits, others).sum(axis=1)
    unshared = np.minimum(digits.sum(axis=1), others.sum(axis=1)) - common
    survived = 2 * agreeing / (1 + agreeing)  # share of n-grams: each is left whole by (1 - edit rate) ** NGRAM
    rate = 1 - survived ** (1 / minhash.NGRAM)
    differ: NDArray[np.bool_] = unshared > (align.SLACK + DIGIT_SLACK + rate) * (unshared + common)
    return differ
