"""Paragraphs to articles: where one starts, what its headline is, which paragraphs are its own."""

from __future__ import annotations

import pytest

from newsclean import clean
from newsclean.model import Article, Document

LAMP = "海城的灯塔昨晚重新点亮，来看灯塔的人从下午起就排到了码头上，附近几条街的商户都推迟了打烊。"
KEEPER = "守灯人说，他等这一天等了三年，夜里再也不用打着手电上灯塔，孩子们也可以上灯塔来看海了。"
BOOKS = "东岸图书馆的夜间阅览室本周起延长开放，图书馆的馆员说来阅览室的多是下了夜班的读者。"
SHELF = "图书馆的旧书由馆员一页一页修补，读者捐来的书也摆上了阅览室的书架，图书馆还要扩建。"


def read(*lines: str, gap: str = "\n\n") -> Document:
    return clean(gap.join(lines) + "\n", jieba=False)


def said(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def one(*lines: str) -> Article:
    (article,) = read(*lines).articles
    return article


def two(*lines: str) -> tuple[Article, Article]:
    first, second = read(*lines).articles
    return first, second


def test_a_headline_a_byline_and_a_body() -> None:
    article = one("灯塔重新点亮", "■本报记者 白 桦 通讯员 苏南", LAMP, KEEPER)
    assert (article.title, article.subtitle) == ("灯塔重新点亮", None)
    assert (article.authors, article.byline) == (("白桦", "苏南"), "■本报记者 白 桦 通讯员 苏南")
    assert said(article) == [LAMP, KEEPER]


def test_a_deck_is_the_subtitle() -> None:
    article = one("灯塔重新点亮", "三年修复完工", "本报记者 白桦", LAMP, KEEPER)
    assert (article.title, article.subtitle) == ("灯塔重新点亮", "三年修复完工")


@pytest.mark.parametrize(
    ("start", "authors"),
    [
        (("东岸图书馆延长开放时间", "本报记者 苏南"), ("苏南",)),
        (("本报讯（记者 苏南）",), ("苏南",)),
        (("东岸图书馆延长开放时间", "本报讯（记者 苏南）"), ("苏南",)),
        (("新华社海城4月1日电（记者苏南）",), ("苏南",)),
        (("（上接第一版）",), ()),
    ],
)
def test_what_starts_an_article(start: tuple[str, ...], authors: tuple[str, ...]) -> None:
    lead = start[-1] if start[-1][-1] in "）电" else ""
    head = start[:-1] if lead else start
    first, second = two("灯塔重新点亮", "本报记者 白桦", LAMP, KEEPER, *head, lead + BOOKS, SHELF)
    assert (first.title, first.authors, said(first)) == ("灯塔重新点亮", ("白桦",), [LAMP, KEEPER])
    assert second.title == (head[0] if head else None)
    assert second.authors == authors
    assert "".join(said(second)).endswith(BOOKS + SHELF)


def test_headings_without_a_byline_are_subheads() -> None:
    article = one("灯塔重新点亮", "本报记者 白桦", LAMP, "怎么去", KEEPER)
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", LAMP),
        ("heading", "怎么去"),
        ("paragraph", KEEPER),
    ]


def test_continuations_name_their_pages_and_leave_the_text() -> None:
    first, second = two("灯塔重新点亮", "本报记者 白桦", LAMP + "（下转第四版）", "（上接A01版）" + BOOKS, SHELF)
    assert (first.continued_on, said(first)) == ("第四版", [LAMP])
    assert (second.continued_from, said(second)) == ("A01版", [BOOKS, SHELF])


def test_a_headline_behind_its_body_goes_to_the_article_that_lacks_one() -> None:
    first, second = two("灯塔重新点亮", "本报记者 白桦", LAMP, KEEPER, "本报记者 苏南", BOOKS, SHELF, "夜里也能读书")
    assert (first.title, said(first)) == ("灯塔重新点亮", [LAMP, KEEPER])
    assert (second.title, said(second)) == ("夜里也能读书", [BOOKS, SHELF])


def test_an_article_that_goes_on_behind_another_one_gets_its_rest_back() -> None:
    first, second = two("本报讯 " + LAMP, "东岸图书馆延长开放", "本报记者 苏南", BOOKS, SHELF, KEEPER, LAMP[12:])
    assert said(first) == ["本报讯 " + LAMP, KEEPER, LAMP[12:]]
    assert said(second) == [BOOKS, SHELF]


def test_kinds_of_blocks() -> None:
    article = one(
        "灯塔重新点亮",
        "本报记者 白桦",
        LAMP,
        "图为灯塔夜景。",
        "均本报记者 林一摄",
        "灯亮了，心就定了！——守灯人老顾",
        KEEPER,
    )
    kinds = {block.text: block.kind for block in article.blocks}
    assert kinds["图为灯塔夜景。"] == kinds["均本报记者 林一摄"] == "caption"
    assert kinds["灯亮了，心就定了！——守灯人老顾"] == "quote"
    assert kinds[LAMP] == kinds[KEEPER] == "paragraph"


def test_lines_in_a_row_are_no_headlines() -> None:
    verse = ["归来吧", "江边的灯还亮着", "船已经靠岸", "风停了", "雨停了", "母亲还在等"]
    article = one("灯塔下的歌", "本报记者 白桦", LAMP, *verse, KEEPER)
    assert said(article) == [LAMP, *verse, KEEPER]


def test_a_page_of_a_site_holds_one_article() -> None:
    body = "".join(f"<p>{line}</p>" for line in ("本报讯 " + LAMP, "怎么去", KEEPER, "本报讯 " + BOOKS))
    document = clean(f"<h1>灯塔重新点亮</h1>{body}", jieba=False)
    (article,) = document.articles
    assert article.title == "灯塔重新点亮"
    assert [text for text in said(article) if text != "怎么去"] == ["本报讯 " + LAMP, KEEPER, "本报讯 " + BOOKS]


def test_front_matter_names_what_the_body_does_not() -> None:
    head = "---\ntitle: 灯塔重新点亮\nauthor: 白桦\nsource: 青禾网\ndate: 2021-04-01\ncategories: [要闻]\n---\n"
    (article,) = clean(f"{head}\n{LAMP}\n\n{KEEPER}\n", jieba=False).articles
    assert (article.title, article.authors, article.source) == ("灯塔重新点亮", ("白桦",), "青禾网")
    assert (article.date, article.section) == ("2021-04-01", "要闻")
    assert said(article) == [LAMP, KEEPER]


def test_the_agency_of_a_dateline_is_the_source() -> None:
    assert one("灯塔重新点亮", "据新华社海城4月1日电（记者白桦）" + LAMP, KEEPER).source == "新华社"


def test_nothing_is_guessed() -> None:
    article = one("灯塔重新点亮", "本报讯 4月1日，" + LAMP, KEEPER)
    assert article.authors == ()
    assert (article.subtitle, article.byline, article.source, article.date, article.section) == (None,) * 5
    assert (article.continued_from, article.continued_on, article.flags) == (None, None, ())


@pytest.mark.parametrize(
    "first", ["2021-04-01 08:30 来源：青禾晚报 作者：白桦", "来源：青禾晚报", "2021年4月1日", "作者：白桦"]
)
def test_fields_above_the_headline_belong_to_the_first_article(first: str) -> None:
    document = read(first, "灯塔重新点亮", LAMP, KEEPER)
    (article,) = document.articles
    assert (article.title, said(article)) == ("灯塔重新点亮", [LAMP, KEEPER])
    assert document.removed == ()
    assert [row.article for row in document.ledger if row.role != "space"] == [0] * 4


def test_capitals_above_words_from_another_page_are_no_headline() -> None:
    article = one("THE FERRY", "of the harbor. The council will decide in May who pays for the boiler and the pier.")
    assert (article.title, said(article)[0]) == (None, "THE FERRY")
    assert one("THE FERRY", "The council will decide in May who pays for the boiler.").title == "THE FERRY"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_document_without_a_body_has_what_it_says(gap: str) -> None:
    document = read("青禾晚报 2021年4月1日 星期四", "第3版", gap=gap)
    assert document.articles == ()
    assert document.flags == ("no-article",)
    assert [piece.text for piece in document.removed] == ["青禾晚报 2021年4月1日 星期四", "第3版"]


def test_a_post_that_its_front_matter_names_is_one_article() -> None:
    raw = (
        "---\ntitle: 灯塔与面馆\n---\n\n灯塔\n\n"
        "海城的灯塔建成于一百年前，塔身用花岗石砌成，守灯人每天黄昏登上一百零八级台阶，把灯芯剪齐，再把煤油添满。\n\n"
        "三年前一场台风掀掉了塔顶，航标处请来两位石匠，花了十四个月把散落的石块一块一块编号，照着旧图纸砌了回去。\n\n"
        "面馆\n\n"
        "巷口的面馆凌晨四点开门，老板娘揉面，儿子熬汤，一碗清汤面卖了二十年还是六元钱，出租车司机都认得这盏灯。\n\n"
        "去年房东想收回铺面，街坊们凑在一起签名，最后商量出一个办法：早市归面馆，午后铺子租给修鞋的老师傅。\n"
    )
    (article,) = clean(raw, jieba=False).articles
    assert [block.kind for block in article.blocks] == ["heading", "paragraph", "paragraph"] * 2
