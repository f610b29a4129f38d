"""Pages whose columns stand side by side in the text are read column by column; nothing else is touched."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from newsclean import clean
from newsclean.stages.read.side_by_side import arranged

LEFT = [
    "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，队伍一直绕过鱼市，拐进旧城的石板街里。",
    "守灯人说，他等这一天等了三年，塔里的楼梯换了新木板，镜片是从邻县借来的，擦了整整两个星期。",
    "修塔的钱一半是镇上凑的，一半来自渔会，账目贴在塔门口，谁都可以去看，也可以提出自己的意见。",
]
MIDDLE = [
    "果园今年提前十天开摘，山脚下的几户人家搭起凉棚，把刚下树的梨子摆成一排，过路的司机都停下来尝。",
    "种梨的老人算过一笔账，去年雨水太多，一半的果子烂在地里，今年天气好，收成能把亏空补上大半。",
    "合作社给每棵树挂了牌子，扫一扫就知道它是谁种的，什么时候施过肥，又是哪一天摘下来装进箱子。",
]
RIGHT = [
    "图书馆把闭馆时间推到夜里十一点，靠窗的座位总是最先坐满，管理员在门口放了一壶热茶和几只杯子。",
    "来得最晚的是跑车的师傅，他说家里太吵，只有这里能静下来读完一章，读到关灯的铃响了才肯起身。",
    "馆里还腾出一间小屋，给备考的学生通宵使用，屋里有热水和毯子，保安每个小时上楼去看一次情况。",
]
COLUMN = 15


def column(paragraphs: list[str], *, indent: str = "  ") -> list[str]:
    """Paragraphs as a column sets them."""
    lines: list[str] = []
    for text in paragraphs:
        lines.append(indent + text[: COLUMN - 2])
        lines += [text[at : at + COLUMN] for at in range(COLUMN - 2, len(text), COLUMN)]
    return lines


def rows(columns: list[list[str]], gutter: int) -> str:
    """The columns side by side, each line at its place."""
    printed = zip_longest(*columns, fillvalue="")
    return "\n".join((" " * gutter).join(line.ljust(COLUMN) for line in row).rstrip() for row in printed) + "\n"


def unplaced(columns: list[list[str]]) -> str:
    """The columns side by side with single spaces, and nothing that tells the place."""
    printed = zip_longest(*columns, fillvalue="")
    return "\n".join(" ".join(line.strip() for line in row if line) for row in printed) + "\n"


def paragraphs(text: str) -> list[str]:
    return [block.text for article in clean(text).articles for block in article.blocks]


@pytest.mark.parametrize("gutter", [1, 2, 5])
def test_columns_with_gutters_are_read_one_after_the_other(gutter: int) -> None:
    text = rows([column(LEFT), column(MIDDLE), column(RIGHT)], gutter)
    assert paragraphs(text) == LEFT + MIDDLE + RIGHT


def test_a_sentence_goes_on_at_the_top_of_the_next_column() -> None:
    lines = column(LEFT + MIDDLE)
    cut = len(lines) // 2
    assert paragraphs(rows([lines[:cut], lines[cut:]], 2)) == LEFT + MIDDLE


def test_columns_whose_base_lines_differ_stand_in_rows_of_their_own() -> None:
    one, other = column(LEFT), column(MIDDLE)
    text = "\n".join(
        line for a, b in zip_longest(one, other, fillvalue="") for line in (a, " " * (COLUMN + 4) + b) if line.strip()
    )
    text += "\n" + rows([column(RIGHT), column(LEFT[::-1])], 4)
    assert {*LEFT, *MIDDLE} <= set(paragraphs(text))


def test_columns_without_positions_are_told_apart_by_their_lines() -> None:
    found = paragraphs(unplaced([column(LEFT), column(MIDDLE), column(RIGHT)]))
    assert found == LEFT + MIDDLE + RIGHT


def test_each_page_is_put_into_order_by_itself() -> None:
    pages = (LEFT[:2], MIDDLE[:2]), (RIGHT[:2], [LEFT[2], MIDDLE[2]])
    text = "\f".join(rows([column(one), column(other)], 3) for one, other in pages)
    assert paragraphs(text) == [*LEFT[:2], *MIDDLE[:2], *RIGHT[:2], LEFT[2], MIDDLE[2]]


@pytest.mark.parametrize("gutter", [1, 4])
def test_the_ledger_accounts_for_every_character_at_its_own_place(gutter: int) -> None:
    text = rows([column(LEFT), column(MIDDLE), column(RIGHT)], gutter)
    document = clean(text)
    assert document.text == text
    assert [row.start for row in document.ledger] == [0, *(row.end for row in document.ledger[:-1])]
    assert document.ledger[-1].end == len(text)
    assert all(not text[row.start : row.end].strip() for row in document.ledger if row.role == "space")
    block = "".join(text[row.start : row.end] for row in document.ledger if (row.article, row.block) == (0, 1))
    assert block == LEFT[1]


TABLE = "\n".join(
    f"{name:<6}  {10 + at}万吨  {3 * at}.5%  同比增长" for at, name in enumerate("梨桃杏李枣柿橘柚桑" * 2)
)
VERSE = "\n".join(
    f"{a}风吹过旧渡口，  {b}雨落在新桥头。" for a, b in zip("春夏秋冬晨暮朝夕" * 2, "东西南北前后左右" * 2, strict=True)
)
NAMES = "\n".join("  ".join(f"{a}{b}远" for b in "文明国海") for a in "赵钱孙李周吴郑王冯陈")
SPACED = "\n".join(" ".join(text) for text in LEFT + MIDDLE)
WORDS = "\n".join(text.replace("，", "， ").replace("的", "的 ") for text in LEFT + MIDDLE + RIGHT)
MIXED = "\n".join(f"{text[:14]} Galaxy S{at} {text[14:27]} {at}0 英寸，{text[27:]}" for at, text in enumerate(LEFT * 4))
WRAPPED = "\n".join(column(LEFT + MIDDLE + RIGHT))
ITEMS = "\n".join(f"{at}.  关于修建第{at}号灯塔的若干意见和说明" for at in range(1, 20))
ENGLISH = "\n".join(["The ferry  ran late again, and the people of the harbour waited  for it in the rain."] * 12)


@pytest.mark.parametrize(
    "text", [TABLE, VERSE, NAMES, SPACED, WORDS, MIXED, WRAPPED, ITEMS, ENGLISH, "", "\f\f", " \n"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert arranged(text) is None


def test_a_table_in_an_article_does_not_put_it_into_columns() -> None:
    assert arranged("\n".join(LEFT) + "\n" + TABLE + "\n" + "\n".join(MIDDLE)) is None


# Rows in a flat list


def test_rows_of_columns_in_a_flat_list_are_flagged_and_never_joined() -> None:
    printed = zip_longest(column(LEFT + MIDDLE[1:]), column(MIDDLE[:1] + RIGHT)[2:], fillvalue="")
    lines = [line.strip() for row in printed for line in row if line]
    document = clean("\n".join(lines))
    assert "reading-order" in document.flags
    assert all(block.text in lines for article in document.articles for block in article.blocks)


@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_lines_in_order_have_no_such_flag(indent: str) -> None:
    text = "\n".join(column(LEFT + MIDDLE + RIGHT, indent=indent))
    assert "reading-order" not in clean(text).flags
    blocks = "\n\n".join("\n".join(column([text], indent="")) for text in LEFT + MIDDLE + RIGHT)
    assert "reading-order" not in clean(blocks).flags
