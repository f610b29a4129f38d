"""Repeats inside one document. All texts are invented."""

from __future__ import annotations

import doctest
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.duplicates import verify
from newsclean.stages.collapse import numbered, repeats, tandem
from newsclean.stages.collapse.repeats import collapse_repeats, find_repeats

BRIDGE = "沙洲大桥昨天完成最后一段钢箱梁的吊装，施工单位表示将抢抓冬季晴好天气，确保明年春天全线通车。"
LIBRARY = "东岸图书馆的夜间阅览室本周起延长开放，馆员说来得最多的是附近工厂下了夜班的年轻人。"
QUOTE = "最难的时候，是街坊们轮流把热饭送到值班室门口，谁也没有留下姓名。后来水退了，我们想去道谢，"
QUOTE += "走遍整条街也没有人承认。”堤防队长说到这里停了很久。"
LEAD = "水位回落之后，堤防队员第一次有机会坐下来讲那几天的事，"
HEADING = "一条街的默契"
REFRAIN = "归来吧，江边的灯还亮着"

TEMPLATES = {
    "figures": [f"截至昨天收盘，本市综合指数报{3000 + 7 * k}.{k}点，较前一交易日上涨{k}点。" for k in range(1, 30)],
    "names": [
        f"{name}昨天发布公告说，公司股票价格近期波动较大，提醒投资者注意风险，理性作出决定。"
        for name in ("北港股份", "云溪科技", "大槐钢构", "石桥食品", "临川电缆", "南屿渔业")
    ],
    "words": [
        f"Share this story with friends on {site}, in a new window" for site in ("Anvil", "Bridge", "Cut", "Dove")
    ],
    "weather": [f"9月{day}日：晴，东南风三到四级，最高气温二十{day}度。" for day in range(1, 20)],
    "rows": [f"第{k}车间|合格|{k * 3}件" for k in range(1, 40)],
    "two": ["甲股份收于10.5元，成交额较前一交易日明显放大。", "乙股份收于11.2元，成交额较前一交易日明显放大。"],
    "one_figure": [BRIDGE.replace("一段", "3段"), BRIDGE.replace("一段", "4段")],
    "one_name": [f"{who}在会上说，明年全区要新建一批口袋公园，把绿地送到居民家门口。" for who in ("周明远", "沈若兰")],
}


def kept(texts: list[str]) -> list[int]:
    return [k.index for k in collapse_repeats(texts)]


def misread(text: str, rate: float, seed: int) -> str:
    """A text with some of its letters misread."""
    chance = random.Random(seed)
    return "".join(chance.choice("士己末曰干夭") if c.isalpha() and chance.random() < rate else c for c in text)


@pytest.mark.parametrize("module", [repeats, numbered, tandem, verify])
def test_examples_in_docstrings(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted > 0
    assert outcome.failed == 0


# Inside one text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("商品名称 薄款 " + "防风外套 轻便 " * 70 + "防风外", "商品名称 薄款 防风外套 轻便"),
        ("大家" + "都记住这一天。" * 4 + "都己住这一天。" + "都记住这一天。" * 4 + "散了", "大家都记住这一天。散了"),
        ("商品名称 防风厚外套 轻便" + " 防风外套 轻便" * 9, "商品名称 防风厚外套 轻便 防风外套 轻便"),
        ("会议昨天召开。" + BRIDGE * 2 + LIBRARY, "会议昨天召开。" + BRIDGE + LIBRARY),
        ("会议昨天召开。" + "要把责任落到实处。" * 9 + "要把", "会议昨天召开。要把责任落到实处。"),
        ("他说好。" + "大家都记住这一天吧。" * 3 + "大家散了。", "他说好。大家都记住这一天吧。大家散了。"),
        ("编号" + "的" * 60, "编号的"),
        (BRIDGE + " " + BRIDGE.replace("钢箱", "钢籍") + BRIDGE, BRIDGE),
        ("the cat sat on the mat and then " * 8 + "the cat", "the cat sat on the mat and then"),
        ("渡口的灯补" + "亮了" * 10 + "，人们", "渡口的灯补亮了，人们"),
        ("桥长1917至1966" + "966" * 20 + "米", "桥长1917至1966米"),
        ("第一局以6∶4、" + "6∶4、" * 12 + "再胜", "第一局以6∶4、再胜"),
        ("she wrote in her pu" + "r pu" * 9 + "blished account", "she wrote in her published account"),
        ("the school in the s " + "s " * 19, "the school in the s"),
        ("they choose be " + "be " * 23 + "tween them", "they choose be tween them"),
        ("“他说好。" + "”队长说，“大家都记住这一天吧。" * 3 + "”", "“他说好。”队长说，“大家都记住这一天吧。”"),
        (
            "会后" + "说，堤防的事下周再议一次。会后，他" * 4 + "走了",
            "会后说，堤防的事下周再议一次。会后，他走了",
        ),
        ("甲队表示满意。" + "他表示满意。" * 7 + "他走了。", "甲队表示满意。他表示满意。他走了。"),
    ],
)
def test_loop_inside_a_text_leaves_one_copy(text: str, left: str) -> None:
    (only,) = collapse_repeats([text])
    assert only.text == left


@pytest.mark.parametrize(
    "text",
    [
        "哈哈哈哈，他笑着说，哈哈哈哈哈哈。",
        "嘀嗒嘀嗒嘀嗒，钟声在空楼里回响。",
        "……………………………………………………………………",
        "————————————————————————————",
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "100% 100% 100% 100% 100% 100% 100% 100% 100% 100% 100% 100%",
        "加油！加油！加油！看台上的孩子们喊了一整场。",
        "一场接着一场，一场接着一场，教练说，先休息。",
        "第1名得3分，第2名得2分，第3名得1分，第4名得0分，第5名得0分。",
        BRIDGE + LIBRARY + BRIDGE,
        "哈" * 20 + "，全场都笑了",
        "抽检结果：" + "合格 " * 10,
        "|" + "0|" * 30,
        "| 合格" * 12 + " |",
        "".join(f"{town}：晴，东南风三到四级，最高气温26℃，最低气温15℃，" for town in ("河港", "山城", "海州", "云溪")),
        "".join(
            f"{town}的代表在会上发言说，明年全区要新建一批口袋公园，把绿地送到居民家门口。" for town in ("河港", "海州")
        ),
        "0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1",
        "1" + "0" * 60,
    ],
)
def test_no_loop_inside_a_text(text: str) -> None:
    assert tandem.loops(text) == tandem.Loops()
    assert collapse_repeats([text])[0].text == text


def test_text_that_is_nothing_but_copies_counts_them() -> None:
    (only,) = collapse_repeats([BRIDGE * 3])
    assert (only.text, only.copies) == (BRIDGE, 3)
    assert [(k.index, k.copies) for k in collapse_repeats([BRIDGE * 3, BRIDGE])] == [(0, 4)]


def test_cut_ranges_are_positions_in_the_text() -> None:
    text = f" {LIBRARY}\n{LIBRARY} {LIBRARY}\n散会。"
    found = find_repeats([text])
    ((start, end),) = found.cuts[0]
    assert text[:start] + text[end:] == f" {LIBRARY}\n散会。"


def test_a_loop_goes_on_in_the_next_text() -> None:
    loop = BRIDGE * 9
    assert kept([LEAD + loop[:100], loop[100:130], "", loop[130:200], LIBRARY]) == [0, 2, 4]
    texts = [LEAD + loop[:100], loop[100 : 3 * len(BRIDGE)] + LIBRARY, HEADING]
    assert [k.text for k in collapse_repeats(texts)] == [LEAD + BRIDGE, LIBRARY, HEADING]
    texts = [LEAD + loop[:100], loop[100:120] + LIBRARY, HEADING]
    assert [k.text for k in collapse_repeats(texts)] == [LEAD + BRIDGE, *texts[1:]]


# Texts in direct succession


def test_paragraph_loops() -> None:
    found = find_repeats([HEADING, BRIDGE, BRIDGE, BRIDGE, LIBRARY])
    assert found.copy_of == (None, None, 1, 1, None)
    assert found.copies == (1, 3, 1, 1, 1)


@pytest.mark.parametrize(
    ("unit", "copies", "gone"),
    [
        ([BRIDGE], 2, True),
        (["市民代表也参加了昨天下午的仪式。"], 2, False),
        (["市民代表也参加了昨天下午的仪式。"], 3, True),
        (["谢谢！"], 4, False),
        (["谢谢！"], 5, True),
        (["5"], 9, False),
        (["***"], 9, False),
        ([BRIDGE, QUOTE, HEADING], 2, True),
        ([HEADING, "谢谢！"], 2, False),
        ([REFRAIN, "渡口的风吹了一夜"], 2, False),
        ([BRIDGE, "", "1", LIBRARY, ""], 4, True),
    ],
)
def test_copies_that_a_unit_needs(unit: list[str], copies: int, gone: bool) -> None:
    texts = [HEADING + "：前言", *(unit * copies), "结尾的话另起一段。"]
    stays = [0, *range(1, 1 + len(unit)), len(texts) - 1] if gone else list(range(len(texts)))
    assert kept(texts) == stays


def test_numbered_drift() -> None:
    body = "加强堤防巡查，做到险情早发现、早报告、早处置。"
    assert kept([f"{k}. {body}" for k in range(1, 9)]) == [0]
    assert kept([f"第{k}条 {body}" for k in "一二三四五"]) == [0]
    assert kept([f"第{k}条 {body}" for k in "一二三"]) == [0, 1, 2]
    assert kept([f"{k}. 4年前，{body}" for k in range(1, 9)]) == [0]
    assert kept([f"（{k}）1973年，{body}" for k in range(1, 9)]) == [0]
    assert kept([f"{k}. 同意" for k in range(1, 9)]) == list(range(8))
    assert kept([f"{k}.5万元用于堤防巡查，余款留作来年的维护费用。" for k in range(1, 9)]) == list(range(8))


def test_numbered_drift_inside_a_text() -> None:
    body = "加强堤防巡查，做到险情早发现、早报告、早处置。"
    items = [f"{k}. {body} " for k in range(1, 8)]
    assert [k.text for k in collapse_repeats(["议定：" + "".join(items) + "8. 散会。"])] == [
        f"议定：1. {body} 8. 散会。"
    ]
    assert [k.text for k in collapse_repeats(["议定：" + "".join(items) + "8. 加强堤防"])] == [f"议定：1. {body}"]
    assert [k.text for k in collapse_repeats(["".join(items) + "8. " + body + "散会。"])] == [f"1. {body}散会。"]
    for other in ("".join(items[:4]), "".join(items[::-1]), "".join(items).replace(body, "加强堤防。")):
        assert [k.text for k in collapse_repeats([other])] == [other]


def test_prizes_of_one_school_are_no_numbered_drift() -> None:
    school = "青石渡口市第一实验小学东校区六年级二班合唱队"
    assert kept([f"{k}. {school}" for k in range(1, 5)]) == [0, 1, 2, 3]
    vote = "项议案：赞成165票，反对3票，弃权2票，超过全体代表的半数，议案获得通过，会议随即表决下一项。"
    assert kept([f"第{k}{vote}" for k in "一二三四"]) == [0, 1, 2, 3]


@pytest.mark.parametrize("rate", [0.01, 0.03])
def test_misread_copies_go(rate: float) -> None:
    texts = [HEADING, *(misread(QUOTE, rate, seed) for seed in range(20)), LIBRARY]
    assert kept(texts) == [0, 1, 21]


def test_misread_copies_go_from_among_texts_of_their_length() -> None:
    texts = [f"{QUOTE[k:]}{BRIDGE[: k * 5]}{LIBRARY[k:]}" for k in range(0, 10, 3)]
    copy = misread(texts[1], 0.02, 7)
    assert kept([*texts[:2], copy, *texts[2:]]) == [0, 1, 3, 4]


def test_a_phrase_that_comes_again_is_no_loop() -> None:
    phrase = "the harbour master of the eastern port"
    text = f"On Monday {phrase} spoke. On Friday, after a week of storms and two meetings, {phrase} left."
    assert find_repeats([text, LIBRARY]).cuts == ((), ())
    assert tandem.suspects(["".join(text.split()), LIBRARY, QUOTE + BRIDGE * 3]) == [2]


def test_last_copy_breaks_off() -> None:
    assert kept([BRIDGE, BRIDGE, BRIDGE, BRIDGE[:20]]) == [0]
    assert kept([BRIDGE, BRIDGE, BRIDGE[:20], LIBRARY]) == [0, 3]
    assert kept([*[BRIDGE, LIBRARY] * 3, BRIDGE, LIBRARY[:9]]) == [0, 1]
    assert kept([BRIDGE, LIBRARY, BRIDGE[:20]]) == [0, 1, 2]


def test_copies_with_a_hole() -> None:
    whole = BRIDGE + LIBRARY + QUOTE
    without = BRIDGE + QUOTE
    assert kept([whole, without, whole, whole, HEADING]) == [0, 4]
    assert kept([whole, whole, LIBRARY + QUOTE, HEADING]) == [0, 3]
    assert kept([whole, whole, whole.replace("街坊们轮流", "").replace("延长", "延氏"), HEADING]) == [0, 3]
    assert kept([whole, HEADING, whole, LEAD, without, whole]) == [0, 1, 3, 4]


def test_a_long_text_said_again_without_a_sentence_goes() -> None:
    assert kept([BRIDGE + LIBRARY + QUOTE, BRIDGE + QUOTE, HEADING]) == [0, 2]
    assert kept([BRIDGE + QUOTE, BRIDGE + LIBRARY + QUOTE]) == [0, 1]
    assert kept([BRIDGE + LIBRARY + QUOTE, HEADING, BRIDGE + QUOTE]) == [0, 1, 2]
    assert kept([BRIDGE + LIBRARY + QUOTE, BRIDGE + LIBRARY[5:] + QUOTE]) == [0]
    assert kept([BRIDGE + LIBRARY + QUOTE, BRIDGE + "另" + LIBRARY[5:] + QUOTE]) == [0, 1]
    assert kept([LIBRARY + "散会。" + BRIDGE[20:], LIBRARY + BRIDGE[20:]]) == [0, 1]


# Loops that resume, and units inside a longer text


def test_an_unfinished_last_sentence_printed_once_more_goes() -> None:
    tail = "施工单位表示将抢抓工期，确保年底前"
    assert kept([BRIDGE + tail, tail, HEADING]) == [0, 2]
    assert kept([BRIDGE + tail, tail, tail]) == [0]
    assert kept([BRIDGE + tail + "通车。", tail + "通车。"]) == [0, 1], "a closed sentence may be a pull quote"


def test_two_readings_of_a_short_line_in_any_order() -> None:
    lines = ["青石水务局" if at % 3 or at % 7 == 0 else "青石水务城" for at in range(60)]
    assert kept([BRIDGE, *lines, QUOTE]) == [0, 1, 1 + lines.index("青石水务城"), 61]
    labels = ["状态：已通过", "状态：已完成", "项目：名称名称"]
    assert len(kept([labels[at * at % 7 % 3] for at in range(40)])) <= 3


def test_cells_and_rows_in_any_order_stay() -> None:
    for cells in (["赞成", "反对"], ["合格", "不合格"]):
        rows = [cells[int(digit)] for digit in "011010011001011010010110011010011001"]
        assert len(kept(rows)) == len(rows)
    rows = [f"{place}至{other}" for place in "甲乙丙丁戊己" for other in "子丑寅卯辰"]
    assert len(kept(rows)) == len(rows)


def test_one_sentence_several_times_a_line_and_under_times() -> None:
    said = "Goodbye for now! "
    lines = [(said * (at % 4 + 1)).strip() for at in (3, 0, 2, 1, 0, 0, 3)]
    assert [found.text for found in collapse_repeats([BRIDGE, *lines, QUOTE])] == [BRIDGE, said.strip(), QUOTE]
    stamped = [f"[00:{at:02d}.10] 谢谢观看" for at in range(9)]
    assert kept([BRIDGE, *stamped, QUOTE]) == [0, 1, 10]
    timetable = [f"08:{at:02d} 青石渡口" for at in range(9)]
    assert len(kept(timetable)) == 9


@pytest.mark.parametrize(
    ("mark", "left"), [("！" * 40, "！"), ("!" * 30, "!"), ("。" * 25, "。"), ("." * 60, "." * 60)]
)
def test_runs_of_marks(mark: str, left: str) -> None:
    assert [found.text for found in collapse_repeats([BRIDGE[:-1] + mark])] == [BRIDGE[:-1] + left]


def test_unit_is_the_tail_of_the_paragraph_before_and_resumes_after_a_heading() -> None:
    whole = LEAD + QUOTE
    broken = "暴雨来得急，人心却齐。下沉干部说起那一夜，记得最清楚的是堤上的"
    texts = [HEADING, whole, *["“" + QUOTE] * 5, "众人拾柴", broken, *["“" + QUOTE] * 22, LIBRARY]
    found = find_repeats(texts)
    assert [i for i, original in enumerate(found.copy_of) if original is None] == [0, 1, 7, 8, 31]
    assert found.copies[1] == 28
    assert {original for original in found.copy_of if original is not None} == {1}


def test_short_unit_is_the_tail_of_the_line_before() -> None:
    line = "the town council met on Friday to vote. He had spoken to them of two co"
    assert kept(["16", line, *["He had spoken to them of two co"] * 4]) == [0, 1]


def test_word_inside_a_heading_is_no_unit() -> None:
    assert kept(["Display Advertisement", *["Advertisement"] * 6]) == [0, 1]


def test_text_with_a_beginning_of_its_own_stays() -> None:
    quoted = "“明年再来，堤还在，人还在！”堤防队长说，走遍整条街也没有人承认，他会一直记得。"
    before = "有人问起那几天的热饭，堤防队长说，走遍整条街也没有人承认，他会一直记得。"
    assert kept([before, quoted, quoted]) == [0, 1]


def test_same_tail_under_a_new_head_stays() -> None:
    tail = "走遍整条街也没有人承认，后来大家也就不再问了，只是逢年过节都会想起。"
    assert kept(["当年的队员说，" + tail, "他的邻居却记得另一件事，" + tail]) == [0, 1]


def test_long_text_that_stands_three_times_goes_anywhere() -> None:
    assert kept([BRIDGE, HEADING, BRIDGE, LIBRARY, BRIDGE]) == [0, 1, 3]


# What stays


@pytest.mark.parametrize("rows", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_templates_stay(rows: list[str]) -> None:
    assert kept(rows) == list(range(len(rows)))


@pytest.mark.parametrize(
    "texts",
    [
        [BRIDGE, LIBRARY, HEADING, BRIDGE],
        ["堤防队员：值班室门口的热饭", LIBRARY, "堤防队员：值班室门口的热饭。", BRIDGE],
        ["首页", "新闻", "财经", "体育", "首页", "新闻", "财经", "体育", "登录"],
        [REFRAIN, "第一年的潮水退了", REFRAIN, "第二年的潮水又来", REFRAIN, "后来没有人再问"],
        ["·" + BRIDGE, "·" + QUOTE, HEADING, BRIDGE, QUOTE, LIBRARY],
        ["● " + BRIDGE + LIBRARY + QUOTE, HEADING, BRIDGE + LIBRARY + QUOTE],
        ["●" + BRIDGE, "●" + LIBRARY, HEADING, BRIDGE, "记者在现场看到，桥面上的护栏已经装好。", LIBRARY],
        ["", "", "", "", "", "", ""],
        ["Business", "Elections", "Entertainment", "Health", "Home and garden", "Shopping", "Sports", "Weather"] * 2,
        [f"财经频道第{n}栏" for n in "天地玄黄宇宙洪荒日月盈昃辰宿列张"] * 2,
        [
            "演讲结束后，市长（中）同志愿者在新落成的图书馆门前合影留念。本报记者 周明远 摄",
            "演讲结束后，市长同志愿者在新落成的图书馆门前合影留念。本报记者 周明远 摄",
        ],
        ["。", "。", "—", "—", "—", "—", "—"],
        [LEAD, BRIDGE, LEAD],
    ],
)
def test_repeats_of_ordinary_length_stay(texts: list[str]) -> None:
    found = find_repeats(texts)
    assert set(found.copy_of) == {None}
    assert set(found.copies) == {1}


def test_far_repeats_that_go() -> None:
    long = BRIDGE + LIBRARY + QUOTE
    assert kept([long, HEADING, LEAD, long]) == [0, 1, 2]
    assert kept([BRIDGE, LIBRARY, QUOTE, HEADING, LEAD, BRIDGE, LIBRARY, QUOTE]) == [0, 1, 2, 3, 4]


def test_blank_texts_go_with_their_loop() -> None:
    assert kept(["", BRIDGE, "", BRIDGE, "", BRIDGE, "", LIBRARY, ""]) == [0, 1, 2, 7, 8]
    assert kept(["", BRIDGE, BRIDGE, "", LIBRARY]) == [0, 1, 3, 4]


def test_nothing_at_all() -> None:
    assert collapse_repeats([]) == []
    assert [k.text for k in collapse_repeats(["", "\ud800", "字"])] == ["", "\ud800", "字"]


# Laws

pieces = st.lists(
    st.sampled_from([BRIDGE, LIBRARY, QUOTE, HEADING, REFRAIN, "", "1", "谢谢！", LEAD + QUOTE]), max_size=24
)
inner = st.lists(st.sampled_from(["甲方", "乙 ", "丙丁戊。", "1", LIBRARY]), max_size=30).map("".join)


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=40), inner), max_size=8), pieces)
def test_laws(texts: list[str], more: list[str]) -> None:
    texts = texts + more
    found = find_repeats(texts)
    assert found == find_repeats(list(texts))
    for i, original in enumerate(found.copy_of):
        assert original is None or (original != i and found.copy_of[original] is None)
        assert found.cuts[i] == tuple(sorted(found.cuts[i]))
        assert all(0 <= start < end <= len(texts[i]) for start, end in found.cuts[i])
    once = collapse_repeats(texts)
    again = collapse_repeats(k.text for k in once)
    assert [k.text for k in again] == [k.text for k in once]
    assert all(k.copies == 1 for k in again)


@pytest.mark.parametrize(
    ("texts", "stay"),
    [
        ([BRIDGE] * 20_000, 1),
        ([misread(QUOTE, 0.02, seed) for seed in range(20_000)], 1),
        (["东南西北"[k * k % 7 % 4] + "门桥路巷"[k * k * k % 11 % 4] for k in range(20_000)], 20_000),
        ([f"第{k}号仓库昨天入库{k * 7}吨，出库{k * 3}吨，结存{k * 11}吨。" for k in range(20_000)], 20_000),
    ],
    ids=["identical", "near-identical", "two characters", "rows"],
)
def test_many_texts(texts: list[str], stay: int) -> None:
    assert len(kept(texts)) == stay
