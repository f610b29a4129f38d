"""The repairs that are permitted, where a repaired character came from, and how lines join."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.language.characters import ends_sentence, glue, has_han, offsets, repair, width
from tests.strategies import junk


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("  灯塔　点亮 ", "灯塔 点亮"),
        ("a\t b\xa0c\u2003d", "a b c d"),
        ("⼈⺠⽹，⻄⻓安街", "人民网，西长安街"),
        ("是 临 港 新 片 区 的 灯 塔", "是临港新片区的灯塔"),
        ("他说，是 临 港 新 片 区，不是旧城", "他说，是临港新片区，不是旧城"),
        ("灯\u200b塔\ufeff\u00ad点\x00亮\x1b", "灯塔点亮"),
        ("a\x1cb\x1dc", "a b c"),
        ("\ufdd0\ufffe\U0001ffff灯塔", "灯塔"),
        ("\u200b \u200b", ""),
        ("", ""),
    ],
)
def test_a_repair(raw: str, repaired: str) -> None:
    assert repair(raw) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "，。！？：；（）“”",
        ",.!?:;()\"'",
        "①㎡℃…—～·",
        "ＡＢＣ１２３",
        "白桦 苏南 林一 王平",
        "白 桦 苏 南",
        "■本报记者 白 桦 通讯员 苏南",
        "代码 名称 收盘 涨跌 涨幅",
        "新闻 体育 财经 娱乐 科技 汽车",
        "夜班车多了 出行方便了",
        "well-known harbour",
        "👨\u200d👩\u200d👧 Straße ﬁn",
        "e\u0301té",
        "“ 灯塔 ”",
    ],
)
def test_what_is_printed_stays(text: str) -> None:
    assert repair(text) == text


@given(junk())
def test_a_repair_is_done_once(text: str) -> None:
    line = repair(" ".join(text.splitlines()))
    assert repair(line) == line


@given(junk())
def test_every_repaired_character_is_found_where_it_stood(text: str) -> None:
    line = " ".join(text.splitlines())
    repaired = repair(line)
    places = offsets(line, [(0, len(line))], repaired)
    assert len(places) == len(repaired)
    assert places == sorted(places)
    for place, character in zip(places, repaired, strict=True):
        assert repair(line[place]) == character.strip()


def test_offsets_walk_the_spans_and_put_a_join_where_the_next_character_stands() -> None:
    text = "old harbour\nof the isle ⼈"
    assert offsets(text, [(4, 11), (12, 25)], "harbour of the isle 人") == [*range(4, 11), 12, *range(12, 25)]


@pytest.mark.parametrize(("text", "display_width"), [("", 0), ("灯塔", 2), ("ab", 1), ("灯塔ab", 3), ("，", 1)])
def test_display_width(text: str, display_width: float) -> None:
    assert width(text) == display_width


@pytest.mark.parametrize(
    "text",
    [
        "灯塔亮了。",
        "真的？",
        "“灯塔亮了。”",
        "（见图）",
        "The lamp is lit.",
        "“The lamp is lit.”",
        "等等……",
        "in 1992.",
        "行！）",
    ],
)
def test_a_sentence_that_is_closed(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text", ["", "灯塔亮了", "灯塔亮了，", "他说：", "the harbour", "with Mr.", "at No.", "灯塔；", "“灯塔”"]
)
def test_a_sentence_that_is_open(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "han"), [("灯塔", True), ("灯塔 ab", True), ("a long line 灯", False), ("", False), ("あいう", True)]
)
def test_script(text: str, han: bool) -> None:
    assert has_han(text) is han


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("灯塔重", "新点亮", "灯塔重新点亮"),
        ("客流达", "1200万", "客流达1200万"),
        ("增加12", "00万元", "增加1200万元"),
        ("关注 Harbour", "Council 的网站", "关注 Harbour Council 的网站"),
        ("the old", "harbour", "the old harbour"),
        ("the old,", "new harbour", "the old, new harbour"),
        ("a har-", "bour town", "a harbour town"),
        ("a well-", "known town", "a well-known town"),
        ("see https://qinghe.example/", "news", "see https://qinghe.example/news"),
        ("", "灯塔", "灯塔"),
        ("灯塔", "", "灯塔"),
    ],
)
def test_lines_that_belong_together(left: str, right: str, joined: str) -> None:
    assert glue(left, right, vocabulary=frozenset({"harbour", "town"})) == joined


LINES = st.text(max_size=20).map(lambda text: repair(" ".join(text.split())))


@given(LINES, LINES)
def test_a_join_keeps_every_character_but_a_hyphen(left: str, right: str) -> None:
    joined = glue(left, right, vocabulary=frozenset({"ab"}))
    assert joined in {left + right, f"{left} {right}", left[:-1] + right}
