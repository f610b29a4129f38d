"""Near-duplicate articles across documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from newsclean.duplicates import align, bands, signatures
from newsclean.duplicates.fold import Folded, fold, table
from newsclean.duplicates.settle import Copy, NotesInMemory, in_slots, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.signatures import Hashes
    from newsclean.model import Article

    T = TypeVar("T", bound=np.generic)
    Both = tuple[NDArray[T], NDArray[T]]
    Item = Article | str
    Keep = Literal["first", "longest"] | Callable[[Any], Any]

THRESHOLD = 0.75
"""Least share of the characters side by side that agree: two scans of one text with 10 % of their characters misread
each agree in .81."""
LEAST_NEAR = 20
"""Letters and figures below which only equal texts are copies."""
BANDS, ROWS = 42, 3
LIKELY = 0.2
"""Jaccard similarity, as two signatures give it, below which two texts are not aligned."""
DIGIT_SLACK = 0.05
"""Share of a text's digits that may differ beyond what an alignment forgives before two texts are not even aligned:
the edit rate that the signatures give is an estimate."""
TRIES = 3
"""Earlier texts that one is compared with: those it meets in the most bands."""
COMPARED_AT_ONCE = 1 << 16
"""Pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An item that goes: its index, the index of the kept item that it repeats, and how similar they are (0 to 1:
    the share of the characters, side by side, that agree).
    """

    index: int
    duplicate_of: int
    similarity: float

    def to_dict(self) -> dict[str, Any]:
        return {"index": self.index, "duplicate_of": self.duplicate_of, "similarity": self.similarity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduplicated:
    """The indices of the items that stay, in order, and the items that go, in order."""

    kept: tuple[int, ...]
    duplicates: tuple[Duplicate, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"kept": list(self.kept), "duplicates": [duplicate.to_dict() for duplicate in self.duplicates]}


def dedupe(items: Iterable[Item], *, threshold: float = THRESHOLD, keep: Keep = "first") -> Deduplicated:
    """Find near-duplicates among articles (by their text) or strings.

    `threshold` (0 to 1) is the least similarity of a copy. `keep` says which of several copies stays: the `first`,
    the `longest`, or the one with the smallest key, where a function gives a key for an item; among equals the first.
    Each item that goes resembles the very item that stands for it.

    Raises ValueError where `threshold` is not between 0 and 1 or `keep` is another word.

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
    gone = {index for index, _, _ in duplicates}
    return Deduplicated(
        kept=tuple(i for i in range(len(items)) if i not in gone),
        duplicates=tuple(Duplicate(index=i, duplicate_of=of, similarity=value) for i, of, value in duplicates),
    )


def text_of(item: Item) -> str:
    return item if isinstance(item, str) else item.text


def ordered(items: Sequence[Item], keep: Keep) -> list[int]:
    """Indices of the items, those first that stay rather than others."""
    if keep == "first":
        return list(range(len(items)))
    if keep == "longest":
        return sorted(range(len(items)), key=lambda i: -len(text_of(items[i])))
    if not callable(keep):
        raise ValueError(f"keep is {keep!r}, but must be 'first', 'longest' or a function that gives a key for an item")
    keys = [keep(item) for item in items]
    return sorted(range(len(items)), key=keys.__getitem__)


def find(texts: Sequence[str], threshold: float = THRESHOLD) -> dict[int, tuple[int, float]]:
    """For each text that is a copy, the index of an earlier text that stays, and their similarity."""
    corpus = _read(texts)
    near: dict[int, tuple[int, float]] = {}
    slight: list[Copy] = []
    notes = NotesInMemory()

    def standing(text: int) -> int:
        return near[text][0] if text in near else text

    for copy in settle(likely_pairs(corpus), corpus.folded.__getitem__, standing, notes, threshold):
        near[copy.later] = copy.earlier, copy.similarity
        if copy.edits:
            slight.append(copy)
    for later in in_slots(slight, notes):
        del near[later]
    numbers = corpus.numbers
    found = {numbers[later]: (numbers[earlier], similarity) for later, (earlier, similarity) in near.items()}
    return found | {copy: found.get(first, (first, 1.0)) for copy, first in corpus.equal.items()}


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The distinct texts that are long enough for near-copies: their numbers in the list of all, folded, with their
    signatures and digits; and for each text that equals an earlier one, folded, that one's number.
    """

    numbers: list[int]
    folded: list[str]
    signatures: Hashes
    digits: NDArray[np.uint8]
    equal: dict[int, int]


def _read(texts: Sequence[str]) -> _Corpus:
    import numpy as np

    folding, drawn = table(), signatures.permutations()
    numbers: list[int] = []
    kept: list[str] = []
    equal: dict[int, int] = {}
    firsts: dict[str, int] = {}
    signed, digits = [np.empty((signatures.PERMUTATIONS, 0), np.uint32)], [np.empty((0, 10), np.uint8)]
    for begin, end in signatures.chunks(texts):
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
        signed.append(_signed(folded, new, drawn))
        digits.append(folded.digits()[new])
    return _Corpus(numbers, kept, np.concatenate(signed, axis=1), np.concatenate(digits), equal)


def _signed(folded: Folded, chosen: Sequence[int], drawn: tuple[Hashes, Hashes]) -> Hashes:
    """The signatures of some of the folded texts."""
    import numpy as np

    lengths = np.diff(folded.starts)
    wanted = np.zeros(len(lengths), dtype=bool)
    wanted[chosen] = True
    codes = folded.codes[np.repeat(wanted, lengths)]
    result: Hashes = np.full((len(drawn[0]), len(chosen)), 0xFFFFFFFF, dtype=np.uint32)
    signatures.fill(result, signatures.grams_of_codes(codes, lengths[wanted]), drawn)
    return result


def likely_pairs(corpus: _Corpus) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of texts that are worth aligning, in order."""
    import numpy as np

    pairs = bands.candidates(corpus.signatures, BANDS, ROWS, TRIES)
    low = np.ascontiguousarray(
        corpus.signatures.astype(np.uint8).T
    )  # a byte each: two different ones agree in 1 of 256
    lengths = np.fromiter(map(len, corpus.folded), dtype=np.int64, count=len(corpus.folded))
    for begin in range(0, len(pairs), COMPARED_AT_ONCE):
        later, earlier = pairs[begin : begin + COMPARED_AT_ONCE].T
        likely = are_likely(
            (low[later], low[earlier]),
            (lengths[later], lengths[earlier]),
            (corpus.digits[later], corpus.digits[earlier]),
        )
        yield from zip(later[likely].tolist(), earlier[likely].tolist(), strict=True)


def are_likely(low: Both[np.uint8], lengths: Both[np.int64], digits: Both[np.uint8]) -> NDArray[np.bool_]:
    """Which pairs of texts are worth aligning, by the low bytes of their signatures, their lengths and digits."""
    agreeing = (low[0] == low[1]).mean(axis=1)
    longer: NDArray[np.bool_] = abs(lengths[0] - lengths[1]) >= align.OVERHANG
    likely: NDArray[np.bool_] = (agreeing >= LIKELY) & (longer | ~_digits_differ(*digits, agreeing))
    return likely


def _digits_differ(
    digits: NDArray[np.uint8], others: NDArray[np.uint8], agreeing: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether two texts have more digits of their own, on both sides, than an alignment would forgive."""
    import numpy as np

    common = np.minimum(digits, others).sum(axis=1)
    own = np.minimum(digits.sum(axis=1), others.sum(axis=1)) - common
    survived = 2 * agreeing / (1 + agreeing)  # share of n-grams: each is left whole by (1 - edit rate) ** NGRAM
    rate = 1 - survived ** (1 / signatures.NGRAM)
    differ: NDArray[np.bool_] = own > (align.SLACK + DIGIT_SLACK + rate) * (own + common)
    return differ
