"""Documents that break readers: what comes out of them is true and whole, and their cost grows with their size."""

from __future__ import annotations

import gc
import re
import time

import pytest
from _pytest.mark import ParameterSet

import newsclean
from newsclean.model import Document
from tests.hostile import CASES, Case

SMALL = 0.02
"""Share of a case's full size at which its result is looked at; benchmarks/hostile.py takes all of it."""
GROWTH_STEPS = 2
MOST_GROWTH = 2.5
"""Most that a doubling may multiply the CPU time by."""
NOTICEABLE = 0.1
"""Seconds of CPU below which a ratio of two runs says nothing."""
FORBIDDEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def params(known: bool) -> list[ParameterSet]:
    """The cases; where their result is looked at (`known`) those that lose something as known failures."""
    return [
        pytest.param(
            case,
            id=f"{case.family}: {case.name}",
            marks=pytest.mark.xfail(strict=True, reason=case.lost) if known and case.lost else (),
        )
        for case in CASES
    ]


def document_of(case: Case, share: float) -> Document:
    return newsclean.clean(case.make(max(1, int(case.size * share))), jieba=False)


def said(document: Document) -> str:
    return "\n\n".join(f"{article.title or ''}\n\n{article.text}" for article in document.articles)


def test_there_are_enough_cases_of_each_family() -> None:
    families = {case.family for case in CASES}
    assert families == {"bytes", "size", "markup", "entities", "front matter", "unicode", "patterns", "repeats"}
    assert len(CASES) >= 100
    assert len({(case.family, case.name) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", params(known=True))
def test_what_comes_out_is_true_and_whole(case: Case) -> None:
    document = document_of(case, SMALL)
    at = 0
    for row in document.ledger:
        assert row.start == at
        assert row.reason != "unread", f"a stage lost {document.text[row.start : row.end]!r}"
        at = row.end
    assert at == len(document.text)
    result = said(document)
    assert not FORBIDDEN.search(result)
    for sentence in case.seen:
        assert sentence in result


def cpu_time(case: Case, share: float) -> float:
    """Of the faster of two runs, without the collector: it walks through all that other tests have left in memory."""
    raw = case.make(max(1, int(case.size * share)))
    best = float("inf")
    gc.disable()
    try:
        for _ in range(2):
            before = time.process_time()
            newsclean.clean(raw, jieba=False)
            best = min(best, time.process_time() - before)
    finally:
        gc.enable()
    return best


@pytest.mark.parametrize("case", [case for case in params(known=False) if not case.values[0].bounded])  # type: ignore[union-attr]
def test_cost_grows_with_size(case: Case) -> None:
    # Other work on the machine slows one of the runs now and then, but not three times in a row.
    assert any(grows_with_size(case) for _ in range(3))


def grows_with_size(case: Case) -> bool:
    once, again = cpu_time(case, SMALL), cpu_time(case, SMALL * 2**GROWTH_STEPS)
    return again < NOTICEABLE or again <= once * MOST_GROWTH**GROWTH_STEPS
