"""How certain it is that a tail goes on with a head: the worth of its evidence against that of all others, and against
what kind of page it is.

On a straight page columns follow each other, on a tangled one stories stand among each other, on a whole one no
sentence was cut. How well the evidence agrees with each decides between them, for the page at once.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from newsclean.stages.rejoin.features import score

# Log odds that the piece right behind a tail is its head, and that any other one is: on a page whose columns follow
# each other (measured prior .85), and on a page where stories stand tangled.
STRAIGHT = (3.0, -3.0)
TANGLED = (0.5, -0.1)
PRIOR = 0.85
# And on a page that was not cut: each paragraph stands on its line, and the author or the OCR left the end mark out.
WHOLE = (-4.0, -7.0)
WHOLE_PRIOR = 0.5
# What a pair of unrelated paragraphs of one page scores (of 60 in real articles, -0.4 to 0.9).
NEUTRAL = 0.8


Candidates = dict[int, list[tuple[int, dict[str, float]]]]
"""For each tail the heads that may go on with it, each with its features."""


@dataclass(frozen=True, slots=True)
class Pair:
    share: float
    tail: int
    head: int


def shares(found: Candidates, *, dictionary: bool, wrapped: bool, severed: Container[int]) -> list[Pair]:
    """Each pair's certainty: its share of all candidates of its tail and of all tails of its head, on a straight, on
    a tangled, and (unless its lines are wrapped) on a whole page, weighted by how likely the page is each of them.
    A `severed` tail was cut, whatever its page is."""
    worth = {tail: [score(evidence, dictionary) for _, evidence in heads] for tail, heads in found.items()}
    ways = [_odds(found, worth, prior) for prior in (STRAIGHT, TANGLED)]
    ratio = PRIOR / (1 - PRIOR)
    for tail, heads in found.items():
        if heads and "headline-like tail" not in heads[0][1]:
            straight, tangled = (1 + sum(odds[tail, head] for head, _ in heads) for odds in ways)
            ratio = min(1e9, max(1e-9, ratio * straight / tangled))
    likely = ratio / (1 + ratio)
    shares = [_share(odds) for odds in ways]
    cut = {pair: likely * shares[0][pair] + (1 - likely) * shares[1][pair] for pair in shares[0]}
    if not wrapped:
        whole, alone = _wholeness(found, worth), _share(_odds(found, worth, WHOLE))
        titles = {tail for tail, heads in found.items() if heads and "headline-like tail" in heads[0][1]}
        cut = {
            pair: share if pair[0] in titles or pair[0] in severed else (1 - whole) * share + whole * alone[pair]
            for pair, share in cut.items()
        }
    return [Pair(share, *pair) for pair, share in cut.items()]


def _wholeness(found: Candidates, worth: Mapping[int, Sequence[float]]) -> float:
    """How likely a page whose paragraphs stand on one line each was not cut.

    What speaks for cuts is how well the ends that are no headlines go on below. An end with a comma says nothing: only
    1 cut in 10 falls there, and authors who set a clause a line end nearly all lines so.
    """
    against = log(WHOLE_PRIOR / (1 - WHOLE_PRIOR))
    for tail, heads in found.items():
        if heads and not heads[0][1].keys() & {"headline-like tail", "comma"}:
            against += _unlikely(heads, worth[tail], WHOLE) - _unlikely(heads, worth[tail], STRAIGHT)
    return 1 / (1 + exp(max(-30.0, min(30.0, -against))))


def _unlikely(
    heads: Sequence[tuple[int, Mapping[str, float]]], worth: Sequence[float], prior: tuple[float, float]
) -> float:
    """The logarithm of how well the candidates of a tail agree with a prior."""
    before = [exp(prior["neighbour" not in evidence]) for _, evidence in heads]
    after = [odds * exp(min(30.0, value - NEUTRAL)) for odds, value in zip(before, worth, strict=True)]
    return log((1 + sum(after)) / (1 + sum(before)))


def _odds(
    found: Candidates, worth: Mapping[int, Sequence[float]], prior: tuple[float, float]
) -> dict[tuple[int, int], float]:
    return {
        (tail, head): exp(min(30.0, worth[tail][at] + prior["neighbour" not in evidence]))
        for tail, heads in found.items()
        for at, (head, evidence) in enumerate(heads)
    }


def _share(odds: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    by_tail: dict[int, float] = {}
    by_head: dict[int, float] = {}
    for (tail, head), value in odds.items():
        by_tail[tail] = by_tail.get(tail, 1.0) + value
        by_head[head] = by_head.get(head, 1.0) + value
    return {(tail, head): min(value / by_tail[tail], value / by_head[head]) for (tail, head), value in odds.items()}
