"""Near-duplicate articles across documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from newsclean.duplicates import align, bands, signatures, verify
from newsclean.duplicates.fold import Folded, fold, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.duplicates.signatures import Grams, Hashes
    from newsclean.model import Article

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
MEETINGS = 12
"""Earlier texts whose signatures are compared with a text's: those it meets in the most bands."""
TRIES = 2
"""Of these, those that are aligned with it."""
SLIGHT = 2
"""Differences of a copy that are too few to tell noise from another name."""
SOME = 24
"""Differences up to which a copy is asked whether they stand at the slots of a template, where others were refused."""
ALIKE = 2
"""Such comparisons of a text, differing at the same place and from each other there, that make the place a slot."""
NOTED = 12
"""Comparisons of a text that are remembered."""
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
    order = _order(items, keep)
    originals = find([_text(items[i]) for i in order], threshold)
    duplicates = sorted(
        (order[later], order[earlier], similarity) for later, (earlier, similarity) in originals.items()
    )
    gone = {index for index, _, _ in duplicates}
    return Deduplicated(
        kept=tuple(i for i in range(len(items)) if i not in gone),
        duplicates=tuple(Duplicate(index=i, duplicate_of=of, similarity=value) for i, of, value in duplicates),
    )


def _text(item: Item) -> str:
    return item if isinstance(item, str) else item.text


def _order(items: Sequence[Item], keep: Keep) -> list[int]:
    """Indices of the items, those first that stay rather than others."""
    if keep == "first":
        return list(range(len(items)))
    if keep == "longest":
        return sorted(range(len(items)), key=lambda i: -len(_text(items[i])))
    if not callable(keep):
        raise ValueError(f"keep is {keep!r}, but must be 'first', 'longest' or a function that gives a key for an item")
    keys = [keep(item) for item in items]
    return sorted(range(len(items)), key=keys.__getitem__)


def find(texts: Sequence[str], threshold: float = THRESHOLD) -> dict[int, tuple[int, float]]:
    """For each text that is a copy, the index of an earlier text that stays, and their similarity."""
    corpus = _read(texts)
    near: dict[int, tuple[int, float]] = {}
    slots = Slots()
    tried = (-1, -1)
    slight = (
        -1
    )  # the last text taken for a copy, where its differences are few: what else it resembles is looked at too
    for later, other in likely_pairs(corpus):
        earlier = near[other][0] if other in near else other
        taken = later in near
        if tried == (later, earlier) or (taken and (later != slight or earlier == near[later][0])):
            continue
        tried = (later, earlier)
        compared = align.compare(corpus.folded[earlier], corpus.folded[later], threshold)
        if compared.similarity is not None and not taken:
            near[later] = earlier, compared.similarity
            slight = later if len(compared.differing) <= SLIGHT else slight
        slots.note(earlier, later, compared, evidence=taken)
    for later in slots.filled():
        del near[later]
    numbers = corpus.numbers
    found = {numbers[later]: (numbers[earlier], similarity) for later, (earlier, similarity) in near.items()}
    return found | {copy: found.get(first, (first, 1.0)) for copy, first in corpus.equal.items()}


@dataclass(frozen=True, slots=True)
class Slots:
    """What look-alikes of a text have at the places where they differ from it.

    A copy half of whose differences stand at places where others have yet other words or figures is no copy but another
    report from the same template: 安达公司 beside 安昌公司 and 恩达公司.
    """

    noted: dict[int, list[tuple[align.Comparison, bool]]] = field(default_factory=dict)
    doubtful: list[tuple[int, int, align.Comparison]] = field(default_factory=list)

    def note(self, earlier: int, later: int, compared: align.Comparison, *, evidence: bool = False) -> None:
        """Remember a comparison that was refused, or whose differences are too few to judge by. Mere `evidence` is one
        on which nothing depends.
        """
        count = len(compared.differing)
        if not count:
            return
        if compared.similarity is not None:
            slight = count <= SLIGHT
            if not evidence and (slight or (count <= SOME and (earlier in self.noted or later in self.noted))):
                self.doubtful.append((earlier, later, compared))
            if not slight:
                return
        for text, reverse in ((earlier, False), (later, True)):
            noted = self.noted.setdefault(text, [])
            if len(noted) < NOTED:
                noted.append((compared, reverse))

    def filled(self) -> list[int]:
        """Texts that were taken for copies but differ at slots."""
        places = {text: self._slots(text) for *pair, _ in self.doubtful for text in pair}
        return [
            later
            for earlier, later, compared in self.doubtful
            if (places[earlier] and _stand_at(places[earlier], compared.edits))
            or (places[later] and _stand_at(places[later], compared.reverse))
        ]

    def _slots(self, text: int) -> set[int]:
        noted = self.noted.get(text, [])
        if len(noted) < ALIKE:
            return set()
        return verify.slots([compared.reverse if reverse else compared.edits for compared, reverse in noted], ALIKE)


def _stand_at(slots: set[int], edits: Sequence[verify.Edit]) -> bool:
    """Whether half of the differences stand at slots."""
    return 2 * sum([verify.touches(slots, [edit]) for edit in edits]) >= len(edits)


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
    signed: Hashes = np.empty((signatures.PERMUTATIONS, len(texts)), np.uint32)
    digits = [np.empty((0, 10), np.uint8)]
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
        signatures.fill(signed[:, len(kept) - len(new) : len(kept)], _grams(folded, new), drawn)
        digits.append(folded.digits()[new])
    return _Corpus(numbers, kept, signed[:, : len(kept)], np.concatenate(digits), equal)


def _grams(folded: Folded, chosen: Sequence[int]) -> Grams:
    """The n-grams of some of the folded texts."""
    import numpy as np

    lengths = np.diff(folded.starts)
    wanted = np.zeros(len(lengths), dtype=bool)
    wanted[chosen] = True
    return signatures.grams_of_codes(folded.codes[np.repeat(wanted, lengths)], lengths[wanted])


def likely_pairs(corpus: _Corpus) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of texts that are worth aligning, in order: of those that a text meets, the `TRIES` whose
    signatures agree most.
    """
    import numpy as np

    pairs = bands.candidates(corpus.signatures, BANDS, ROWS, MEETINGS)
    # A byte each: two different ones agree in 1 of 256.
    low = np.ascontiguousarray(corpus.signatures.astype(np.uint8).T)
    lengths = np.fromiter(map(len, corpus.folded), dtype=np.int64, count=len(corpus.folded))
    for begin in range(0, len(pairs), COMPARED_AT_ONCE):
        later, earlier = pairs[begin : begin + COMPARED_AT_ONCE].T
        agreeing = _agreeing(low[later], low[earlier])
        likely = agreeing >= LIKELY
        later, earlier, agreeing = later[likely], earlier[likely], agreeing[likely]
        likely = (abs(lengths[later] - lengths[earlier]) >= align.OVERHANG) | ~_digits_differ(
            corpus.digits[later], corpus.digits[earlier], agreeing
        )
        later, earlier, agreeing = later[likely], earlier[likely], agreeing[likely]
        order = np.argsort(later - agreeing / 2, kind="stable")
        later, earlier = later[order], earlier[order]
        tried = np.arange(len(later)) - np.searchsorted(later, later) < TRIES
        yield from zip(later[tried].tolist(), earlier[tried].tolist(), strict=True)


def _agreeing(low: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The share of equal bytes in each row. Eight are counted at once: a lane of a word holds 128 of them."""
    import numpy as np

    words = (low == other).view(np.uint64).sum(axis=1)
    words *= np.uint64(0x0101010101010101)
    share: NDArray[np.float64] = (words >> np.uint64(56)) / low.shape[1]
    return share


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
