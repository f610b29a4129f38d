"""Every pattern of newsclean takes time in proportion to its text, on texts made from the pattern to be slow if any are.

`tests/patterns.py` finds the patterns, `tests/pumps.py` makes the texts. Cost is CPU time in steps: what one character
costs a plain pattern in the same process. A text is tried at small lengths first and then at longer ones, up to the
longest line that its table takes, and no further once it is slow, so that a pattern that would hang fails instead. What
looks slow is measured again, beside the plain pattern, before it counts. How the cost of a whole document grows is
tested in test_hostile.py.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import time
from collections import deque
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex

from newsclean.patterns import Rule, Table
from tests.patterns import Held, calls, held, in_table, made_in_functions
from tests.pumps import MOST_KINDS, Text, texts

PLAIN = re.compile(r"(?:ab?)*+c")
SMALLEST, STEP, SMALL, LENGTH = 8, 1.2, 64, 2048
"""Characters of the shortest text, the factor to the next up to SMALL, and those of the longest; from SMALL parts on they double.
A pattern whose cost doubles with each character takes 2**4 times as long at 24 characters as at 20."""
MOST_STEPS, MOST_STEPS_IN_TABLE = 20_000, 1_000
"""Steps that a character may cost. The worst that is linear asks at every character for outlets, each with a role
behind it, at 6,000 steps; in tables, where lines are short and many, some take 400, and one that divides three runs of spaces 1,500."""
SURE = 20
"""So many times the most is no accident, and is not measured again."""
MOST_POWER = 1.5
"""Of the length by which the cost may grow: 1 is linear, 2 quadratic."""
NOTICEABLE_STEPS = 40_000
"""Steps below which a ratio says nothing; a quadratic pattern takes 10 times as many for LENGTH spaces."""
FAR = MOST_KINDS
"""Shapes of a pattern, those of the kinds of its characters first, that are tried at all lengths whatever they cost."""

RECORD = """
import re, sys, regex
made = set()
def recorder(engine):
    plain = engine.compile
    def compile(*given, **named):
        pattern = plain(*given, **named)
        if sys._getframe(1).f_globals.get("__name__", "").startswith("newsclean"):
            made.add((engine.__name__, repr(pattern.pattern), int(pattern.flags)))
        return pattern
    return compile
re.compile, regex.compile = recorder(re), recorder(regex)
from tests.patterns import modules
list(modules())
print(sorted(made))
"""
"""A program that prints each pattern which newsclean compiles when all of its modules are imported."""


def cost(pattern: Any, ask: str, text: str, rounds: int = 1) -> float:
    """Seconds of CPU of the fastest of some rounds."""
    given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    best = float("inf")
    for _ in range(rounds):
        before = time.process_time()
        found = getattr(pattern, ask)(given)
        if ask == "finditer":
            deque(found, maxlen=0)
        best = min(best, time.process_time() - before)
    return best


def step() -> float:
    """Seconds of CPU that a character costs PLAIN, just now."""
    return cost(PLAIN, "match", "ab" * 1_000, rounds=5) / 2_000


@cache
def first_step() -> float:
    return step()


@cache
def lengths(longest: int, part: int) -> tuple[int, ...]:
    """Those that a text is tried at, by the length of what it repeats: cost can double with each part. Bounded repeats grow
    as fast as their bounds allow, so the lines of tables, which are short, take small steps all the way.
    """
    top, small = (longest, longest) if longest <= LENGTH else (LENGTH, SMALL * part)
    found = [float(SMALLEST)]
    while (longer := found[-1] * (STEP if found[-1] < small else 2)) < top:
        found.append(longer)
    return (*map(int, found), top)


def too_slow(one: Held, ask: str, text: Text, far: bool) -> str:
    """What is wrong with a pattern's cost on texts of this shape; empty where nothing is. A shape that is not to go `far`
    is judged where its cost can first be measured well.
    """
    most = MOST_STEPS if one.longest > LENGTH else MOST_STEPS_IN_TABLE
    spent: dict[int, float] = {}
    length = 0
    for length in lengths(one.longest, len(text.part)):
        made = text.of(length)
        spent[length] = cost(one.pattern, ask, made)
        if spent[length] > most * len(made) * first_step():
            sure = spent[length] > SURE * most * len(made) * first_step()
            steps = (spent[length] if sure else cost(one.pattern, ask, made, rounds=5)) / step() / len(made)
            if steps > most:
                return f"{steps:,.0f} steps a character at {len(made)} characters"
        if not far and spent[length] > NOTICEABLE_STEPS * first_step() and not seems_to_grow(spent):
            return ""
    if one.longest <= LENGTH or spent[length] < NOTICEABLE_STEPS * first_step() or not seems_to_grow(spent):
        return ""
    growth = min(growth_of(one, ask, text) for _ in range(2))
    return f"{growth:.0f} times as slow on four times as much" if growth > 4**MOST_POWER else ""


def seems_to_grow(spent: dict[int, float]) -> bool:
    """Whether the last of these costs by length is more than that of a quarter of it lets expect."""
    last = max(spent)
    before = max((each for each in spent if each <= last // 4), default=0)
    return before == 0 or spent[last] > spent[before] * (last / before) ** MOST_POWER


def growth_of(one: Held, ask: str, text: Text) -> float:
    """How many times as much a text costs that is four times as long."""
    once = cost(one.pattern, ask, text.of(LENGTH), rounds=3)
    return cost(one.pattern, ask, text.of(4 * LENGTH), rounds=3) / once


def faults(one: Held) -> list[str]:
    """The first text on which each way of asking a pattern is too slow, with what is wrong."""
    shapes = texts(one.source)
    found = []
    for ask in sorted(one.asks):
        slow = next(
            ((fault, text) for at, text in enumerate(shapes) if (fault := too_slow(one, ask, text, at < FAR))), None
        )
        if slow:
            found.append(f"{ask}: {slow[0]}: {slow[1]}")
    return found


@pytest.mark.parametrize("place", held())
def test_a_pattern_is_linear(place: str) -> None:
    assert faults(held()[place]) == []


def test_every_pattern_that_an_import_compiles_is_found() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}
    ran = subprocess.run([sys.executable, "-c", RECORD], env=environment, capture_output=True, text=True, check=True)
    made = {tuple(each) for each in ast.literal_eval(ran.stdout)}
    assert len(made) > 150
    missed = made - {one.key for one in held().values()}
    assert not missed, f"keep these where tests/patterns.py looks, in a name of their module: {missed}"


def test_no_function_hides_a_pattern() -> None:
    hidden = made_in_functions()[1]
    assert not hidden, (
        f"compile these in a name of their module, or in a function without parameters under @cache: {hidden}"
    )


@pytest.mark.parametrize(
    ("source", "hides"),
    [
        ("import re\ndef f(word): return re.compile(word)", True),
        ("import regex as r\ndef f(word): return r.sub(f'{word}+', '', word)", True),
        ("from re import search as look\nasync def f(word): return look(word, 'a')", True),
        ("import re\nf = lambda word: re.split(word, 'a')", True),
        ("import re\nclass A:\n  def f(self): return re.findall(self.word, 'a')", True),
        ("import re\nWORD = re.compile('a+')\ndef f(word): return WORD.search(word)", False),
        ("import re\nfrom functools import cache\n@cache\ndef f(): return re.compile('a+')", False),
        ("def f(word): return word.split('a')", False),
    ],
)
def test_calls_that_take_a_pattern_are_seen(source: str, hides: bool) -> None:
    assert bool(calls(ast.parse(source))) is hides


def in_a_table(pattern: str, longest: int = 130) -> list[Held]:
    return [*in_table("table", Table(Rule("rule", pattern, ()), longest=longest))]


def alone(pattern: str, ask: str, engine: Any = re) -> list[Held]:
    return [Held("alone", engine.compile(pattern), frozenset({ask}))]


@pytest.mark.parametrize(
    "slow",
    [
        in_a_table(r"\S{1,20}(?:\s*(?:>{1,2}|/)\s*\S{0,20}){0,5}\s*(?:>{1,2}|/)\s*text"),
        in_a_table(r"\S{1,20}(?: {0,2}(?:>|→) {0,2}\S{1,20}){2,5}"),
        in_a_table(r"About\S{0,8}(?:[\s|/]+\S{2,12}){2,16}"),
        in_a_table(r"by [A-Z]\w{1,20}(?:[ ,]{1,3}(?:and|Editing|[A-Z]\w{0,20})){0,16}", 330),
        in_a_table(r"size\s*:?\s*[ab\s]{0,12}\s*(?:c|d)"),
        alone(r"pub(?:date|time|datetime)+", "fullmatch"),
        alone(r"(?:a|a)*b", "match"),
        alone(r"(?:\s*a?\s*)b", "match"),
        alone(r"\s*b", "search"),
        alone(r"[,.]+$", "search", regex),
        alone(r"k: *(.*?) *$", "match"),
        alone(r"[^a-z]*[A-Z]{4}[^a-z]*", "fullmatch", regex),
    ],
    ids=lambda found: found[0].pattern.pattern,
)
def test_the_check_sees_a_slow_pattern(slow: list[Held]) -> None:
    assert all(faults(one) for one in slow)


@pytest.mark.parametrize(
    "linear",
    [
        in_a_table(r"\S[^\s>/]{0,19}+(?:\s*+[>/]++\s*+[^\s>/]{0,20}+){0,12}\s*+[>/]++\s*+text"),
        alone(r"pub(?:date|time)+", "fullmatch"),
        alone(r"\s*(?:a\s*)?b", "match"),
        alone(r"(?:(?<!\s)\s+)?b", "search"),
        alone(r".{0,30}(?:in|on|at).{0,30}x", "search"),
    ],
    ids=lambda found: found[0].pattern.pattern,
)
def test_the_check_takes_a_linear_pattern(linear: list[Held]) -> None:
    assert not any(faults(one) for one in linear)
