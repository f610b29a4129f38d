"""Hard-wrapped lines to paragraphs, and what only looks wrapped."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import unwrap
from newsclean.stages.read.plain import read_lines
from newsclean.stages.read.read import read
from newsclean.stages.reflow.reflow import reflow
from tests import strategies

FIRST = "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，附近几条街的商户都推迟了打烊。"
SECOND = "守灯人说，他等这一天等了三年，夜里再也不用打着手电上楼，孩子们也可以上来看海了。"
THIRD = "修复工程由本地一家造船厂承担，旧灯换成了节能灯，石阶重新铺过，门口立了一块铜牌。"


def column(text: str, width: int, indent: int = 2) -> list[str]:
    """A paragraph set in a column, its first line short by the indent that was stripped."""
    return [text[: width - indent], *(text[at : at + width] for at in range(width - indent, len(text), width))]


@pytest.mark.parametrize("width", [11, 13, 14, 16, 20, 25])
def test_a_wrapped_column_becomes_its_paragraphs(width: int) -> None:
    lines = [line for text in (FIRST, SECOND, THIRD) for line in column(text, width)]
    assert unwrap("\n".join(lines)).split("\n\n") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_indents_tell_paragraphs_where_they_are_kept(end: str) -> None:
    lines: list[str] = []
    for text in (FIRST, SECOND, THIRD):
        first, *rest = column(text, 15)
        lines += [f"　　{first}", *rest]
    assert unwrap(end.join(lines)).split("\n\n") == [FIRST, SECOND, THIRD]


def test_a_blank_line_inside_a_sentence_is_a_column_break() -> None:
    lines = column(FIRST + SECOND + THIRD, 14)
    assert unwrap("\n".join([*lines[:4], "", "", *lines[4:]])) == FIRST + SECOND + THIRD


def test_a_headline_above_a_column_stands_alone() -> None:
    lines = ["灯塔重新点亮", *column(FIRST, 14), *column(SECOND, 14)]
    assert unwrap("\n".join(lines)).split("\n\n") == ["灯塔重新点亮", FIRST, SECOND]


def test_letter_spaced_lines_are_as_wide_as_their_text() -> None:
    lines = column(FIRST + SECOND, 14)
    lines[2] = " ".join(lines[2])
    assert unwrap("\n".join(lines)) == FIRST + SECOND


@pytest.mark.parametrize("width", [17, 20])
def test_a_full_last_line_ends_its_paragraph_when_an_indented_line_follows(width: int) -> None:
    full = FIRST[: 2 * width - 3] + "。"  # ends at the very end of its second line
    lines = [line for text in (SECOND, full, THIRD) for line in column(text, width)]
    assert unwrap("\n".join(lines)).split("\n\n") == [SECOND, full, THIRD]


def test_a_first_line_that_ends_a_sentence_goes_on() -> None:
    text = "海城的灯塔昨晚重新点亮。" + SECOND
    lines = [line for paragraph in (THIRD, text, FIRST) for line in column(paragraph, 14)]
    assert "海城的灯塔昨晚重新点亮。" in lines
    assert unwrap("\n".join(lines)).split("\n\n") == [THIRD, text, FIRST]


def test_a_stop_misread_as_a_dot_ends_a_paragraph() -> None:
    misread = SECOND[:-1] + "·"
    lines = [line for text in (misread, FIRST, THIRD) for line in column(text, 16)]
    assert unwrap("\n".join(lines)).split("\n\n") == [misread, FIRST, THIRD]


def test_marks_set_at_half_width_make_full_lines_longer() -> None:
    lines: list[str] = []
    for text in (FIRST, SECOND, THIRD, FIRST[:-1] + "，" + SECOND):
        line, room = "", 14.0  # two cells of the first of 16 are its indent
        for letter in text:
            cells = 0.5 if letter in "，。" else 1.0
            if room < cells:
                lines.append(line)
                line, room = "", 16.0
            line, room = line + letter, room - cells
        lines.append(line)
    assert len({len(line) for line in lines}) > 4
    paragraphs = [FIRST, SECOND, THIRD, FIRST[:-1] + "，" + SECOND]
    assert unwrap("\n".join(lines)).split("\n\n") == paragraphs


@pytest.mark.parametrize("mark", ["（上接第一版）", "(紧接4版)"])
def test_a_continuation_mark_stands_alone(mark: str) -> None:
    lines = [mark, *column(FIRST, 16), *column(SECOND, 16), *column(THIRD, 16)]
    assert unwrap("\n".join(lines)).split("\n\n") == [mark, FIRST, SECOND, THIRD]


def test_headlines_above_a_byline_and_at_the_foot_stand_alone() -> None:
    lines = [
        *column(FIRST + SECOND, 14),
        "老渡口修好了",
        "首班船昨天离岸",
        "本报记者 白桦",
        *column(THIRD + FIRST, 14),
        "码头再添新书房",
    ]
    assert unwrap("\n".join(lines)).split("\n\n") == [
        FIRST + SECOND,
        "老渡口修好了",
        "首班船昨天离岸",
        "本报记者 白桦",
        THIRD + FIRST,
        "码头再添新书房",
    ]


def test_a_lead_goes_on_behind_its_bracket() -> None:
    lines = ["（中央社記者林一海城1日電）", *column("燈塔" + FIRST + SECOND, 16, indent=0)]
    assert unwrap("\n".join(lines)) == "（中央社記者林一海城1日電）燈塔" + FIRST + SECOND


def test_rows_of_a_table_between_wrapped_prose_stay_rows() -> None:
    rows = [
        "清炖豆腐 28元",
        "凉拌豆腐 12元",
        "葱油拌面 18元",
        "东河区：报名44人，到场32人",
        "西河区：报名51人，到场47人",
    ]
    text = "\n".join([*column(FIRST, 16), *column(SECOND, 16), "", *rows])
    assert unwrap(text).split("\n\n") == [FIRST, SECOND, *rows]


def test_a_few_wrapped_lines_are_told_by_their_clauses() -> None:
    assert unwrap("\n".join([*column(FIRST, 19), *column(SECOND, 19)])).split("\n\n") == [FIRST, SECOND]


ENGLISH = (
    "The harbour council opened a new library beside the old pier on Monday, and residents welcomed its longer hours. "
    "Ferries kept their winter timetable, while the roof, which leaked for years, was repaired after months of work."
)


@pytest.mark.parametrize("width", [28, 36, 45, 60])
def test_english_lines_join_with_a_space(width: int) -> None:
    assert unwrap("\n".join(wrap(ENGLISH, width))) == ENGLISH


@pytest.mark.parametrize("indent", [0, 2, 3])
def test_english_paragraphs_part_by_their_first_lines(indent: int) -> None:
    second = "Ferries kept to their winter timetable. The harbour master said that nobody would be left on the pier at night."
    lines = [
        line
        for text in (ENGLISH, second, ENGLISH, second)
        for line in wrap(text, 34, initial_indent="x" * indent, break_on_hyphens=False)
    ]
    text = "\n".join(line.removeprefix("x" * indent) if indent else line for line in lines)
    assert unwrap(text).split("\n\n") == [ENGLISH, second, ENGLISH, second]


def test_a_notice_has_one_headline_in_several_lines() -> None:
    lines = [
        "The council heard the report of its",
        "harbour master, who asked for a new",
        "lamp and for a wider pier.",
        "HARBOUR DEPARTMENT",
        "Office of Tides",
        "Notice of New Tide Tables for the",
        "Northern Harbours",
        "SUMMARY: The office publishes new",
        "tables on Monday, and withdraws the",
        "old ones, which were wrong.",
    ]
    assert unwrap("\n".join(lines)).split("\n\n")[1] == (
        "HARBOUR DEPARTMENT Office of Tides Notice of New Tide Tables for the Northern Harbours"
    )


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("partici-\npants", "participants"),
        ("low-\nemission", "low-emission"),
        ("low-\nering", "lowering"),
        ("short-\nages", "shortages"),
        ("micro-\nbrewery", "micro-brewery"),
        ("with-\nout", "without"),
        ("ex-\npedition", "expedition"),
        ("over-\nseas", "overseas"),
        ("in-\nperson", "in-person"),
        ("passen-\ngers'", "passengers'"),
        ("user-\ndefined", "user-defined"),
        ("re-\nmainder", "remainder"),
        ("right-\nwing", "right-wing"),
        ("full-\ntime", "full-time"),
        ("decision-\nmaking", "decision-making"),
        ("co-\nfounder", "co-founder"),
        ("second-\nhand", "second-hand"),
        ("pre-\nexisting", "pre-existing"),
        ("β-\ncarotene", "β-carotene"),
        ("300-\n400", "300-400"),
        ("19-\nyear-old", "19-year-old"),
        ("hand-\nand machine-made", "hand- and machine-made"),
        ("br-\nand", "brand"),
        ("foot-\nball", "football"),
        ("fund-\nable", "fundable"),
        ("partici\xad\npants", "participants"),
    ],
)
def test_hyphens_that_belong_stay_and_soft_ones_go(broken: str, whole: str) -> None:
    before = "The harbour council opened a new\nlibrary beside the old pier, where"
    text = f"{before}\nmany a {broken} was seen, and the\nferries kept their timetable all day."
    assert f" a {whole} was seen" in unwrap(text)


def test_a_hyphen_goes_only_where_the_document_has_the_word_without_it() -> None:
    text = (
        "The harbour council opened a wel-\ncoming library, and well-\nknown guests came early to the\n"
        "opening, a welcoming sight for\nthe town, which had waited for\nit for years.\n"
    )
    assert "a welcoming library, and well-known guests" in unwrap(text)


@pytest.mark.parametrize(
    "text",
    [
        "归来吧\n江边的灯还亮着\n归来吧\n船已经靠岸\n风停了\n雨停了\n母亲还在等",
        "“来了吗？”\n“来了。”\n“灯亮了吗？”\n“亮了，看得很清楚。”\n“那就好。”\n他点点头。",
        "1路 青禾站 06:00 22:00\n2路 码头站 06:10 22:10\n3路 灯塔站 06:20 22:20\n4路 老街站 06:30 22:30",
        "1. 自觉排队\n2. 不带宠物\n3. 不投喂海鸥\n4. 保管好随身物品\n5. 听从工作人员安排",
        "灯塔门票 10元\n码头渡船 2元\n老街讲解 30元\n渔港午餐 48元\n夜游 60元",
        "白桦 苏南\n林一 王平\n顾泳 白杨\n欧阳青 林小\n方一 石可",
        "The lamp\nis lit again\nand the sea\nis dark",
        "灯塔重新点亮\n本报记者 白桦",
        f"{FIRST}\n{SECOND}\n{THIRD}",
        f"{FIRST}{SECOND}\n{SECOND}{THIRD}\n{THIRD}{FIRST}",
    ],
    ids=["verse", "dialogue", "timetable", "list", "prices", "names", "poem", "two lines", "paragraphs", "long lines"],
)
def test_lines_that_are_not_wrapped_stay_lines(text: str) -> None:
    assert unwrap(text).split("\n\n") == text.split("\n")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "lines",
    [
        ("灯塔重新点亮", FIRST, "怎么去", THIRD),
        ("本报讯 " + THIRD[:30] + "。", SECOND, "夜班车多了", "新馆共有三层，市民从清早起就在码头排起了长队。", FIRST),
    ],
)
def test_one_line_paragraphs_under_subheads_stay_lines(lines: tuple[str, ...], gap: str) -> None:
    assert unwrap(gap.join(lines)).split("\n\n") == list(lines)


@pytest.mark.parametrize(
    ("text", "paragraphs"), [("", ""), (" \n\n", ""), ("一行", "一行"), ("甲。\n\n乙。", "甲。\n\n乙。")]
)
def test_little_text(text: str, paragraphs: str) -> None:
    assert unwrap(text) == paragraphs


@given(st.lists(strategies.paragraphs(least=3), min_size=1, max_size=4))
def test_paragraphs_are_not_wrapped_again(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert unwrap(text) == text


@given(st.one_of(strategies.columns(), strategies.english_columns(), strategies.junk()))
def test_unwrapping_keeps_every_word(text: str) -> None:
    before, after = ("".join(said.split()).replace("-", "") for said in (unwrap_nothing(text), unwrap(text)))
    assert before == after


def unwrap_nothing(text: str) -> str:
    return "\n".join(line.text for line in read_lines(text)[0])


def test_html_and_markdown_have_their_own_paragraphs() -> None:
    page = read("".join(f"<p>{line}</p>" for line in column(FIRST + SECOND, 14)))
    assert [piece.text for piece in reflow(page.lines, layout="html")] == [line.text for line in page.lines]
    soft = read(f"# 灯塔\n\n## 点亮\n\n{FIRST[:20]}\n{FIRST[20:]}\n\n- 第一层\n- 第二层\n")
    assert soft.layout == "markdown"
    assert [piece.text for piece in reflow(soft.lines, layout="markdown")][2:] == [FIRST, "- 第一层", "- 第二层"]


def test_a_piece_has_the_spans_of_its_lines() -> None:
    text = "\n".join(["灯塔重新点亮", *column(FIRST, 14), *column(SECOND, 14)])
    pieces = reflow(read(text).lines)
    assert ["".join(text[start:end] for start, end in piece.spans) for piece in pieces] == [
        "灯塔重新点亮",
        FIRST,
        SECOND,
    ]
