"""Assigns paragraphs to articles without markers: the most likely division of a page, by words and print order.

The odds of a division combine three kinds of evidence: paragraphs of one article share words, those of two hardly any;
the next paragraph in print mostly belongs to the same article, except after a sentence that is cut off; and each
further article has a cost. The search joins, from single paragraphs up, the two articles that gain most, and then moves
runs of paragraphs while that gains.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from newsclean.language.topic import FEWEST, SHORTEST
from newsclean.stages.untangle.passages import Unit

SAME = 0.025
"""Similarity (cosine) that is equally likely within one article and between two."""
STEEP = 2.3
"""Log odds added by a similarity e times as high."""
LEAST, MOST = -1.5, 3.5
"""Maximum log odds from two paragraphs. In real articles one pair in twenty shares no rare word at all."""
SHARE = 30
"""Length of a paragraph, in characters, at which its dissimilarity counts half."""
SPREAD = 0.7
"""Power of an article's size by which the odds of its pairs are divided, because they are not independent."""
CONTINUES = 0.65
"""Share of paragraphs after which the same article continues, on a page with tangled articles."""
BROKEN_CONTINUES = 0.03
"""The same after a paragraph that is cut off and was not joined with another."""
MARKED_CONTINUES, CLOSED_CONTINUES = 0.9, 0.15
"""The same if markers have separated the articles, and after a byline below its article."""
CLEARLY = 2.0
"""Log odds that a move must gain if markers have separated the articles."""
DISSIMILAR = 0.02
"""Similarity (mean cosine) to the rest of its article below which a run may leave it in that case, and above which it
may join another."""
ANOTHER, ANOTHER_HEADED = 4.0, 1.0
"""Log odds against a further article, and against one that starts with a headline."""
SUBHEAD = 2.0
"""Log odds against a headline inside an article if markers have separated the articles."""
ROUNDS = 6
"""Maximum number of passes that move runs of paragraphs; nearly all pages need at most four."""
RUN = 3
"""Maximum number of paragraphs moved together, besides all adjacent ones of an article."""


def partition(alike: Sequence[Sequence[float]], units: Sequence[Unit]) -> list[int]:
    """The article of each unit, numbered by first units, from the pairwise similarities."""
    division = _Division(alike, units)
    division.join()
    for _ in range(ROUNDS):
        if not division.move():
            break
        division.join()
    return division.labels()


def regroup(alike: Sequence[Sequence[float]], units: Sequence[Unit], parts: Sequence[int]) -> list[int]:
    """The article of each unit if markers have separated the articles: runs of units are moved to the right article,
    and a headline without a marker starts one, if the words are clear evidence for it."""
    division = _Division(alike, units, parts)
    for _ in range(ROUNDS):
        if not division.move():
            break
    return division.labels()


def odds(alike: float, length: int) -> float:
    """Log odds that two units belong together; `length` is that of the shorter one, which is weak evidence if short."""
    found = STEEP * log((alike + 1e-4) / SAME)
    return min(MOST, found) if found > 0 else max(LEAST, found) * length / (length + SHARE)


class _Division:
    """A division of the units that is improved step by step; each article is a set of units, named by one of them."""

    def __init__(
        self, alike: Sequence[Sequence[float]], units: Sequence[Unit], parts: Sequence[int] | None = None
    ) -> None:
        self.units = units
        self.alike = alike
        self.marked = parts is not None
        every = range(len(units))
        self.worth = [
            [0.0 if i == j else odds(alike[i][j], min(units[i].length, units[j].length)) for j in every] for i in every
        ]
        self.continues = [self._continuation_odds(unit) for unit in units]
        self.home = list(every) if parts is None else [parts.index(part) for part in parts]
        self.members = {name: [i for i in every if self.home[i] == name] for name in sorted(set(self.home))}
        self.inside = {
            name: sum(self.worth[i][j] for i in members for j in members if j < i)
            for name, members in self.members.items()
        }

    def _continuation_odds(self, unit: Unit) -> float:
        """Log odds that the same article continues after a unit."""
        straight = MARKED_CONTINUES if self.marked else CONTINUES
        share = BROKEN_CONTINUES if unit.breaks_off else CLOSED_CONTINUES if unit.closes else straight
        return log(share / (1 - share))

    def labels(self) -> list[int]:
        names: dict[int, int] = {}
        return [names.setdefault(home, len(names)) for home in self.home]

    def _cohesion(self, inside: float, size: int) -> float:
        return inside / (size - 1) ** SPREAD if size > 1 else 0.0

    def _starts(self, members: Sequence[int]) -> float:
        """The cost of the start of an article, and of headlines inside it."""
        if not members:
            return 0.0
        headed = [self.units[i].headed for i in members]
        start = 0.0 if not members[0] or self.units[members[0]].opens else ANOTHER_HEADED if headed[0] else ANOTHER
        return start + (SUBHEAD * sum(headed[1:]) if self.marked else 0.0)

    def join(self) -> None:
        """Join the two articles that gain most, until no join gains."""
        between = {
            (a, b): sum(self.worth[i][j] for i in self.members[a] for j in self.members[b])
            for a in self.members
            for b in self.members
            if a < b
        }
        gains = {pair: self._gain(*pair, shared) for pair, shared in between.items()}
        while gains:
            a, b = max(gains, key=lambda pair: (gains[pair], -pair[0], -pair[1]))
            if gains[a, b] <= 0:
                break
            self.inside[a] += self.inside.pop(b) + between.pop((a, b))
            gains.pop((a, b))
            self.members[a] = sorted(self.members[a] + self.members.pop(b))
            for i in self.members[a]:
                self.home[i] = a
            for other in self.members:
                if other != a:
                    near, far = (min(a, other), max(a, other)), (min(b, other), max(b, other))
                    gains.pop(far)
                    between[near] += between.pop(far)
                    gains[near] = self._gain(*near, between[near])

    def _gain(self, a: int, b: int, shared: float) -> float:
        """The gain from joining two articles."""
        one, other = self.members[a], self.members[b]
        inside = self.inside[a] + self.inside[b] + shared
        gain = self._cohesion(inside, len(one) + len(other))
        gain -= self._cohesion(self.inside[a], len(one)) + self._cohesion(self.inside[b], len(other))
        gain += self._starts(one) + self._starts(other) - self._starts(sorted(one + other))
        small, name = (one, b) if len(one) < len(other) else (other, a)
        for i in small:
            if i and self.home[i - 1] == name:
                gain += self.continues[i - 1]
            if i + 1 < len(self.home) and self.home[i + 1] == name:
                gain += self.continues[i]
        return gain

    def move(self) -> bool:
        """Move runs of units to the article where they gain most; return whether any was moved."""
        moved = False
        for start in range(len(self.units)):
            end = start + 1
            while end < len(self.units) and self.home[end] == self.home[start]:
                end += 1
            for last in sorted({*range(start + 1, min(end, start + RUN) + 1), end}):
                moved |= self._move(start, last)
        return moved

    def _move(self, start: int, end: int) -> bool:
        run = range(start, end)
        old = self.home[start]
        if any(self.home[i] != old or self.units[i].opens for i in run):
            return False
        if self.marked and not self._may_leave(run):
            return False
        within = sum(self.worth[i][j] for i in run for j in range(start, i))
        rest = [i for i in self.members[old] if i not in run]
        leaves = within + sum(self.worth[i][j] for i in run for j in rest)
        new_name = next(i for i in range(len(self.units) + 1) if i not in self.members) if rest else old
        staying_gain = self._cohesion(self.inside[old], len(rest) + len(run)) - self._starts(self.members[old])
        staying_gain -= self._cohesion(self.inside[old] - leaves, len(rest)) - self._starts(rest)
        best = CLEARLY if self.marked else 1e-9
        found: tuple[int, float, list[int]] | None = None
        for name in [*self.members, new_name]:
            if name == old or not self._may_go(run, rest, name):
                continue
            there = self.members.get(name, [])
            inside = self.inside.get(name, 0.0)
            joins = inside + within + sum(self.worth[i][j] for i in run for j in there)
            whole = sorted([*there, *run])
            gain = self._cohesion(joins, len(whole)) - self._starts(whole)
            gain -= self._cohesion(inside, len(there)) - self._starts(there)
            gain += self._seams(start, end, name) - self._seams(start, end, old) - staying_gain
            if gain > best:
                best, found = gain, (name, joins, whole)
        if found is None:
            return False
        name, joins, whole = found
        if rest:
            self.members[old], self.inside[old] = rest, self.inside[old] - leaves
        else:
            del self.members[old], self.inside[old]
        self.members[name], self.inside[name] = whole, joins
        for i in run:
            self.home[i] = name
        return True

    def _may_leave(self, run: Sequence[int]) -> bool:
        """Whether a run may leave its article, if markers give the starts: it must be dissimilar to the rest, and a
        short paragraph must stay with the one above it."""
        rest = [i for i in self.members[self.home[run[0]]] if i not in run]
        return self.units[run[0]].length >= SHORTEST and self._mean(run, rest) <= DISSIMILAR

    def _may_go(self, run: Sequence[int], rest: Sequence[int], name: int) -> bool:
        """Whether a run may join an article, if markers give the starts: only a headline starts another article,
        nothing is placed above the start of one, and the run must be similar to it."""
        if not self.marked:
            return True
        there = self.members.get(name)
        if there is None:
            return self.units[run[0]].headed and min(self._long(run), self._long(rest)) >= FEWEST
        return run[0] > there[0] and self._mean(run, there) > DISSIMILAR

    def _long(self, some: Sequence[int]) -> int:
        return sum(self.units[i].length >= SHORTEST for i in some)

    def _mean(self, some: Sequence[int], others: Sequence[int]) -> float:
        """Mean similarity of the units whose topic can be determined; neutral if there are none."""
        pairs = [
            self.alike[i][j]
            for i in some
            if self.units[i].length >= SHORTEST
            for j in others
            if self.units[j].length >= SHORTEST
        ]
        return sum(pairs) / len(pairs) if pairs else SAME

    def _seams(self, start: int, end: int, name: int) -> float:
        """The gain from the print order above and below a run if it belongs to an article."""
        above = self.continues[start - 1] if start and self.home[start - 1] == name else 0.0
        below = self.continues[end - 1] if end < len(self.home) and self.home[end] == name else 0.0
        return above + below
