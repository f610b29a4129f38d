"""Finds loops inside one text: several consecutive copies of a unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.duplicates.minhash import NGRAM, chunks, grams, sorted_places
from newsclean.model import Span
from newsclean.stages.collapse.runs import BRIDGED, BRIDGED_UNIT, NOISY_UNIT, Run, runs

if TYPE_CHECKING:
    from newsclean.duplicates.minhash import Indices

NEEDED = ((40, 2), (10, 3), (2, 6), (1, 9))
"""Consecutive copies that make a loop, by the least width of the unit.

In 43,706 lines of news pages these limits accept one run, a true loop of an OCR model, and none in 19,484 paragraphs of
a newspaper; in 35,126 shop reviews they accept 68, all typed to fill a form, such as 不错不错….
"""
SINGLE = 21
"""The same for a unit of one character, and for cells of a table: | 合格 | 合格 |"""
PRINTED_MARKS = frozenset("!?！？。，、；")
"""Marks that no rule, no leader of a table of contents and no empty cell is drawn with; `SINGLE` of them are a loop."""
SINGLE_LETTERS = 12
"""The same for separate small Latin letters: s s s s"""
LEAST = 24
"""Least number of characters in a loop. 哈哈哈哈 and 嘀嗒嘀嗒嘀嗒 are kept, and so is a table row 合格 合格 合格."""
GLUED, GLUED_LEAST = 9, 18
"""Copies that make a shorter loop, if it has no white space or consists of small Latin letters (of of of): the cells of
a row are separated, and have capitals."""
FIGURES, FIGURES_LEAST = 10, 40
"""Copies and characters that a unit of figures needs (6∶4、6∶4、6∶4、), only without white space: a table may contain
any number of zeros. A unit with one figure (1∶1∶1∶) needs `SINGLE` copies."""
ROUNDS = 8
"""Maximum number of rounds: a cut can make two copies of a larger unit adjacent."""
BY_CHANCE = 10
"""Number of characters that the end of the text before the first copy may share with the end of the copies, as in
表示满意。 If more agree, the loop began in the middle of a sentence."""
ENDS = frozenset("。！？!?；;…")
"""A unit begins after one of these (and closing quotation marks) if it contains one, else after white space."""
STOP = frozenset(".!?")
"""The same before white space and a capital letter."""
CLOSING = frozenset("”’」』）》〉】")


@dataclass(frozen=True, slots=True)
class Loops:
    """The ranges of a text that repeat what is just before them, and the number of copies that make up the whole text:
    3 if it consists of three copies, 1 if it contains anything else.

    If the text is cut off inside a loop, `unit` is the text that would come next, and `over` the number of characters
    cut after the last whole copy.
    """

    cuts: tuple[Span, ...] = ()
    copies: int = 1
    unit: str = ""
    over: int = 0


def suspects(texts: Sequence[str]) -> list[int]:
    """Indices of texts in which enough n-grams recur in one range, and at one distance, for a loop; one pass over all
    characters. The check of the distance leaves 1 in 5 of the English paragraphs in which a phrase recurs."""
    return [begin + i for begin, end in chunks(texts) for i in _suspects(texts[begin:end])]


def _suspects(texts: Sequence[str]) -> list[int]:
    import numpy as np

    hashed = grams(texts)
    if not len(hashed.hashes):
        return []
    owners = hashed.owners()
    ordered, places = sorted_places(hashed.hashes ^ (owners * 0x9E3779B1).astype(np.uint32))
    same = ordered[1:] == ordered[:-1]
    recurs = np.zeros(len(ordered) + 2, dtype=np.int8)
    recurs[places[1:][same] + 1] = 1
    edges = np.flatnonzero(np.diff(recurs))
    long = edges[1::2] - edges[::2] >= GLUED_LEAST - 2 * NGRAM
    found = sorted(set(owners[edges[::2][long]].tolist()))
    later, gaps = places[1:][same], (places[1:] - places[:-1])[same]
    return [i for i in found if _may_loop(later, gaps, int(hashed.starts[i]), int(hashed.starts[i + 1]))]


def _may_loop(later: Indices, gaps: Indices, start: int, end: int) -> bool:
    """Whether a text, with n-grams from `start` to `end`, may have a period. `later` has the places of n-grams that
    recur, `gaps` their distances to the previous occurrence. A long unit needs a frequent distance, as in `runs`; a
    short one, in which no character may be misread, a contiguous range."""
    import numpy as np

    inside = (later >= start) & (later < end)
    places, distances = later[inside] - start, gaps[inside]
    counts = np.bincount(distances)
    if (counts[NOISY_UNIT:] * 2 >= np.arange(NOISY_UNIT, max(NOISY_UNIT, len(counts))) - NGRAM).any():
        return True
    near = np.zeros(end - start + 2, dtype=np.int8)
    near[places[distances < NOISY_UNIT] + 1] = 1
    edges = np.flatnonzero(np.diff(near))
    return bool((edges[1::2] - edges[::2] >= BRIDGED_UNIT * (BRIDGED - 1) - NGRAM + 1).any())


def loops(text: str) -> Loops:
    """Find consecutive repeats inside a text. White space is ignored.

    >>> loops("新区已经开工。" + "施工单位表示将抢抓工期，确保年底前全线贯通。" * 4).cuts
    ((29, 95),)
    """
    places = [i for i, character in enumerate(text) if not character.isspace()]
    copies, first = 1, Loops()
    cuts: list[Span] = []
    for _ in range(ROUNDS):
        found = _cuts(text, places)
        if not found.cuts:
            break
        first = first if cuts else found
        copies *= found.copies
        cuts += [(places[start - 1] + 1, places[end - 1] + 1) for start, end in found.cuts]
        for start, end in reversed(found.cuts):
            del places[start:end]
    return Loops(_merged(cuts), copies, first.unit, first.over)


def _merged(cuts: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(cuts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _cuts(text: str, places: list[int]) -> Loops:
    """The ranges to cut in one round: loops of the shortest period first, none inside another.

    `places` are the positions of the characters that are left; ranges count in them.
    """
    characters = "".join(text[place] for place in places)
    found: list[Span] = []
    copies, unit, over = 1, "", 0
    for run in runs(characters):
        if any(run.start < end and start < run.end for start, end in found):
            continue
        glued = places[run.end - 1] - places[run.start] == run.end - run.start - 1
        if not _is_loop(characters[run.start : run.start + run.period], run, glued=glued):
            continue
        start, end = _surplus(text, places, run)
        if start < end:
            found.append((start, end))
            if end == len(places):
                copies = end // run.period if start == run.period else 1
                unit, over = characters[-run.period :], (end - start) % run.period
    return Loops(tuple(sorted(found)), copies, unit, over)


def _is_loop(unit: str, run: Run, *, glued: bool) -> bool:
    """Whether a run of a unit is a loop; `glued` means that it contains no white space."""
    if unit in (unit + unit)[1:-1]:  # the unit is itself periodic
        return False
    length = run.end - run.start
    if PRINTED_MARKS.issuperset(unit):
        return length >= SINGLE
    if not any(map(str.isalpha, unit)):
        return glued and length >= FIGURES_LEAST and run.copies >= _copies_of_figures(unit)
    if run.period == 1 or "|" in unit:
        return run.copies >= (SINGLE if glued or not _is_small_latin(unit) else SINGLE_LETTERS)
    if length < LEAST:
        return (glued or _is_small_latin(unit)) and length >= GLUED_LEAST and run.copies >= GLUED
    said = width(unit)
    return run.copies >= next(copies for least, copies in NEEDED if said >= least)


def _is_small_latin(unit: str) -> bool:
    return unit.isascii() and unit.islower()


def _copies_of_figures(unit: str) -> float:
    """Copies that a unit without letters needs; infinite for rules, zeros and cells of a table."""
    figures = {character for character in unit if character.isnumeric()}
    if not figures or len(unit) == 1 or "|" in unit:
        return math.inf
    return FIGURES if len(figures) > 1 else SINGLE


def _surplus(text: str, places: list[int], run: Run) -> Span:
    """The part of a run to cut, so that one copy is left and the text continues after it.

    A run is longer than its copies if the text before them ends in the same way: 他说好。我说好。我说好。 In the
    middle of a text, whole units are cut; copies of a short unit are counted from the start of a sentence, so that only
    sentences that are certainly copies are cut. At the end of a text the last copy may be incomplete, and everything
    after the first copy is cut.
    """
    starts = range(run.start, run.start + min(run.period, BY_CHANCE + 1))
    sentence = next((start for start in starts if _begins_sentence(text, places, start)), None)
    words = [start for start in starts if start == 0 or text[places[start] - 1].isspace()]
    unit = text[places[run.start] : places[run.start + run.period - 1] + 1]
    word = run.start if run.start in words else (min if unit.isascii() else max)(words, default=None)
    if run.end == len(places):
        first = next(start for start in (sentence, word, run.start) if start is not None)
        return first + run.period, run.end
    first = run.start if sentence is None or run.period >= NOISY_UNIT else sentence
    length = ((run.end - first) // run.period - 1) * run.period
    fitting = (start for start in (sentence, word) if start is not None and start + run.period + length <= run.end)
    first = next(fitting, first)
    return first + run.period, first + run.period + length


def _begins_sentence(text: str, places: list[int], start: int) -> bool:
    """Whether a sentence begins at place `start`: a sentence ended just before it, or it is the start of the text."""
    if start == 0:
        return True
    before, here = text[places[start - 1]], text[places[start]]
    if before in STOP and places[start] - places[start - 1] > 1 and here.isupper():
        return True
    if here in CLOSING:
        return False
    return before in ENDS or (before in CLOSING and start > 1 and text[places[start - 2]] in ENDS)


def agreed(text: str, unit: str) -> int:
    """Number of characters at the beginning of a text that continue the loop of a unit."""
    stream = unit * (len(text) // len(unit) + 1)
    return next((i for i, (a, b) in enumerate(zip(text, stream, strict=False)) if a != b), len(text))


def width(text: str) -> int:
    """Number of characters, with ASCII counted as a half: a Latin letter says half as much as a Han character."""
    return len(text) - len(text.encode("ascii", "ignore")) // 2
