"""Running heads and feet go by their recurrence, and the sentence goes on across them; what else recurs stays."""

from __future__ import annotations

import pytest

from newsclean import clean

PARAGRAPHS = [
    "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，队伍一直绕过鱼市，拐进旧城的石板街里，卖热汤的摊子摆到了深夜。",
    "守灯人说，他等这一天等了三年，塔里的楼梯换了新木板，镜片是从邻县借来的，擦了整整两个星期，才看得见对岸的山影。",
    "果园今年提前十天开摘，山脚下的几户人家搭起凉棚，把刚下树的梨子摆成一排，过路的司机都停下来尝，走时总要带上一箱。",
    "种梨的老人算过一笔账，去年雨水太多，一半的果子烂在地里，今年天气好，收成能把亏空补上大半，剩下的明年再说。",
    "图书馆把闭馆时间推到夜里十一点，靠窗的座位总是最先坐满，管理员在门口放了一壶热茶和几只杯子，渴了就喝。",
    "来得最晚的是跑车的师傅，他说家里太吵，只有这里能静下来读完一章，读到关灯的铃响了才肯起身，第二天又准时来。",
]
TITLE = "海城旧事三则"
COLUMN, PAGE = 18, 7


def lines(texts: list[str] = PARAGRAPHS) -> list[str]:
    return [text[at : at + COLUMN] for text in texts for at in range(0, len(text), COLUMN)]


def printed(foot: list[str], head: list[str], feed: str, title: str = TITLE) -> str:
    """The lines on pages of a few lines each; `{n}` is the page's number."""
    found, body = [title], lines()
    for number, at in enumerate(range(0, len(body), PAGE), 1):
        page = [line.format(n=number) for line in head] if number > 1 else []
        page += body[at : at + PAGE] + [line.format(n=number) for line in foot]
        found.append((feed if number > 1 else "") + "\n".join(page))
    return "\n".join(found) + "\n"


FORMS = [
    (["第{n}页"], []),
    (["- {n} -"], []),
    (["{n}"], ["青禾晚报 2024年3月5日"]),
    (["https://news.example.org/a/2024/b.html {n}/4"], ["2024/3/5 12:30 海城旧事三则 - 青禾网"]),
    (["内部资料 请勿外传"], []),
    ([], ["海城旧事三则"]),
    (["青禾晚报", "2024年3月5日", "星期二", "{n}"], []),
]


@pytest.mark.parametrize("feed", ["", "\f"])
@pytest.mark.parametrize(("foot", "head"), FORMS)
def test_sentences_go_on_across_what_recurs(foot: list[str], head: list[str], feed: str) -> None:
    text = printed(foot, head, feed)
    document = clean(text)
    assert [block.text for article in document.articles for block in article.blocks] == PARAGRAPHS
    assert document.articles[0].title == TITLE
    assert {piece.reason for piece in document.removed} <= {"folio", "page-number", "masthead"}
    assert document.text == text


def kept(text: str) -> str:
    """All that is in articles, without white space."""
    document = clean(text)
    rows = (row for row in document.ledger if row.role not in ("removed", "space"))
    return "".join("".join(text[row.start : row.end].split()) for row in rows)


REFRAIN = "\n".join(
    f"第{n}回的船开出旧港湾，\n海鸟跟着帆影飞，\n岸上的人唱起来：\n灯塔啊灯塔，照着我回家\n" for n in "一二三四五六"
)
TABLE = "\n".join(f"{TITLE}的说明文字写在这里，共有{n}行。\n小计 12 34\n" for n in range(1, 9))
INTERVIEW = "\n".join(
    f"记者：\n{question}\n守灯人：\n{answer}"
    for question, answer in zip(PARAGRAPHS[::2], PARAGRAPHS[1::2], strict=True)
)
HEADED = "\n".join(
    f"{title}\n本报记者 白桦\n" + "\n".join(lines([text]))
    for title, text in zip(
        ["灯塔重新点亮", "守灯人的三年", "果园提前开摘", "一笔旧账", "图书馆夜里开门", "最晚的读者"],
        PARAGRAPHS,
        strict=True,
    )
)
BYLINED = "\n".join(
    f"{title}\n本报记者 白桦\n" + "\n".join(lines(PARAGRAPHS[at : at + 2]))
    for at, title in ((0, "灯塔昨晚又重新点亮"), (2, "山脚下的果园提前开摘"), (4, "图书馆夜里也开着门"))
)
ONCE = "\n".join([TITLE, *lines()[:9], "青禾市气象台今晨发布", *lines()[9:]])


@pytest.mark.parametrize("text", [REFRAIN, TABLE, INTERVIEW, HEADED, BYLINED, ONCE])
def test_what_else_recurs_stays(text: str) -> None:
    assert kept(text) == "".join(text.split())


def test_repeated_paragraphs_are_collapsed_and_not_furniture() -> None:
    document = clean("\n".join(lines(PARAGRAPHS[:2] * 4)))
    assert [(block.text, block.copies) for article in document.articles for block in article.blocks] == [
        (text, 4) for text in PARAGRAPHS[:2]
    ]
    assert {piece.reason for piece in document.removed} == {"repeat"}


def test_a_headline_stays_where_it_runs_on_over_the_pages() -> None:
    assert [article.title for article in clean(printed([], [TITLE], "\f")).articles] == [TITLE]
