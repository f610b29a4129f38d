"""Every pattern takes time in proportion to its text, whatever the text says.

Patterns are asked as the stages ask those that stand in tables: at the beginning of a line, or for the whole of it. How
the cost of a whole document grows is tested in test_hostile.py.
"""

from __future__ import annotations

import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

import pytest
import regex

import newsclean

PARTS = (
    *(" ", "（", "）", "[", "*", ">", "#", "1", "第", "记者", "本报记者 ", "第1", "1年", "2021-04-01 ", " .", "·", "王·", "/", "|"),
    *("：来源", "-", "_", "`", "“", "《", "，", "。", "图", "a b", "Aa ", "By A ", "（上接第", "http://", "a@", "=", "1/", "责任编辑："),
    *("~", "首页 > ", "[a](", "![](", "- ", "１", "一", "①", ";", "$\\(", "{", "a:b;", ".a{", "<a ", "&", '"', "'", "新华社", "　", "摄"),
)  # fmt: skip
LENGTH = 3_000
MOST_GROWTH = 3.0
"""Of a doubling: 2 is linear, 4 quadratic."""
NOTICEABLE = 0.004
"""Seconds of CPU below which a ratio says nothing; a quadratic pattern takes 15 ms or more for LENGTH spaces."""


@cache
def patterns() -> dict[str, re.Pattern[str] | regex.Pattern[str]]:
    """Every compiled pattern over text that a module of newsclean holds, by where it stands first."""
    found: dict[Any, str] = {}
    for module in pkgutil.walk_packages(newsclean.__path__, "newsclean."):
        if module.name.endswith(("__main__", ".spark")):
            continue
        for name, value in vars(import_module(module.name)).items():
            for place, pattern in _in(f"{module.name}.{name}", value, 5):
                found.setdefault(pattern, place)
    return {place: pattern for pattern, place in found.items()}


def _in(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if isinstance(value, re.Pattern | regex.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
    elif depth and isinstance(value, dict):
        for key, item in value.items():
            yield from _in(f"{name}[{key!r}]", item, depth - 1)
    elif depth and isinstance(value, tuple | list):
        for at, item in enumerate(value):
            yield from _in(f"{name}[{at}]", item, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _in(f"{name}.{field.name}", getattr(value, field.name), depth - 1)


def cpu_time(pattern: Any, how: str, text: str, rounds: int = 3) -> float:
    best = float("inf")
    for _ in range(rounds):
        before = time.process_time()
        getattr(pattern, how)(text)
        best = min(best, time.process_time() - before)
    return best


def grows_too_fast(pattern: Any, part: str) -> bool:
    for how in ("match", "fullmatch"):
        text = part * (LENGTH // len(part))
        if cpu_time(pattern, how, text, rounds=1) < NOTICEABLE:
            continue
        if cpu_time(pattern, how, text * 2) > MOST_GROWTH * cpu_time(pattern, how, text):
            return True
    return False


def test_the_check_sees_a_quadratic_pattern() -> None:
    assert grows_too_fast(re.compile(r"(?:\s*a?\s*)b"), " ")
    assert not grows_too_fast(re.compile(r"\s*(?:a\s*)?b"), " ")


@pytest.mark.parametrize("place", patterns())
def test_a_pattern_is_linear(place: str) -> None:
    pattern = patterns()[place]
    assert [part for part in PARTS if grows_too_fast(pattern, part)] == []
