"""Near-duplicates on disk: the same answers as in memory, whatever fits into memory and in whatever batches."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.duplicates import dedupe, engine
from newsclean.index.batch import Budget, Compared, compare, consolidate
from newsclean.index.judge import Verdicts
from newsclean.index.segment import Reader

BASES = (
    "港务局昨天宣布，老码头的三座仓库将改建成海事博物馆，预计后年春天开放。设计团队保留了全部木梁和两台蒸汽吊机。",
    "连续三周的干旱让山谷里的果园减产近半，合作社请来的农技员建议改种耐旱的品种，水渠修好以前只能靠夜里用卡车运水。",
    "The ferry between the two islands will run every hour from next month, the harbour board said on Tuesday.",
    "安丰公司昨天发布公告说，公司股票近期波动较大，提醒投资者注意风险。",
    "9月5日，全市空气质量为优，各监测站点的数据均在正常范围之内，未来三天以晴为主。",
)
LETTERS = "山水田林湖草路桥车船门窗灯火书画琴棋0123456789abc"


def misread(text: str, rate: float, chance: random.Random) -> str:
    return "".join(chance.choice(LETTERS) if chance.random() < rate else character for character in text)


def corpus(count: int, seed: int) -> list[str]:
    """Copies, look-alikes, reports from templates and short texts, in random order."""
    chance = random.Random(seed)
    texts = []
    for _ in range(count):
        text = misread(chance.choice(BASES), chance.choice((0, 0, 0.02, 0.06, 0.2)), chance)
        name = "".join(chance.sample("安昌达恩丰广海宏吉嘉", 2))
        cut = chance.choice((0, 0, 3, 9))
        texts.append(chance.choice((text, text.replace("安丰", name), "本报讯" + text, text[cut:], text[:7], "", "……")))
    return texts


def on_disk(folder: Path, batches: list[list[str]], budget: Budget) -> list[tuple[int, int, float]]:
    """The copies in batches that come one after the other, each as in `Duplicate`."""
    state, number = Compared(()), 0
    for i, texts in enumerate(batches):
        (folder / str(i)).mkdir()
        items = [(text, b"%d" % (number + j)) for j, text in enumerate(texts)]
        state, taken = compare(str(folder / str(i)), items, state, engine.THRESHOLD, budget)
        consolidate(taken, budget.numbers)
        number += len(texts)
    reader = Reader(state.segments)
    verdicts = Verdicts(reader, state.refuted)
    found = [copy for segment in state.segments for copy in verdicts.gone(segment)]
    assert [reader.id(number) for number, _, _ in found] == [number for number, _, _ in found]
    reader.close()
    return found


def in_memory(texts: list[str]) -> list[tuple[int, int, float]]:
    return [(one.index, one.duplicate_of, one.similarity) for one in dedupe(texts).duplicates]


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 10_000),
    st.integers(0, 120),
    st.lists(st.integers(0, 120), max_size=3),
    st.sampled_from([Budget(20_000, 20), Budget(60_000, 300), Budget(10**8, 10**6)]),
)
def test_the_copies_are_those_found_in_memory(seed: int, count: int, cuts: list[int], budget: Budget) -> None:
    texts = corpus(count, seed)
    borders = [0, *sorted(min(cut, count) for cut in cuts), count]
    batches = [texts[begin:end] for begin, end in pairwise(borders)]
    with TemporaryDirectory() as folder:
        assert on_disk(Path(folder), batches, budget) == in_memory(texts)


@pytest.mark.parametrize("batches", [1, 4])
def test_many_texts_in_little_memory(tmp_path: Path, batches: int) -> None:
    texts = corpus(3000, 5)
    size = len(texts) // batches
    parts = [texts[begin : begin + size] for begin in range(0, len(texts), size)]
    assert on_disk(tmp_path, parts, Budget(200_000, 2000)) == in_memory(texts)
