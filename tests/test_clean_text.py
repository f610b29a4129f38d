"""Clean articles of the kinds that are most easily harmed come back as they are: invented texts, a paragraph a line."""

from __future__ import annotations

import pytest

import newsclean
from newsclean.language.bylines import names_author, parse_byline
from newsclean.language.characters import ends_sentence
from newsclean.stages.rejoin.list_entries import list_entries

ENGLISH = (
    "The harbour office opened the new pier on Monday, and about two hundred people came to see the first ferry leave.",
    "Work on the pier took three years. The old one had been closed since a storm in 2019, when two of its piles broke.",
    "Tickets cost four pounds, and children travel free of charge until the end of the year, the office said.",
)
CHINESE = (
    "海城港务局周一启用了新码头，约有两百人到场，看着第一班渡轮在汽笛声里离开岸边。",
    "新码头修了三年。旧码头在2019年的一次风暴里断了两根桩，从那以后一直没有开放。",
    "船票每张四元，年底以前儿童免费，港务局在周一的说明会上说。",
)
ARTICLES = {
    "entries of a list": [
        "New pier opens",
        ENGLISH[0],
        "The office looks at:",
        "wind",
        "wave height",
        "ticket sales",
        ENGLISH[1],
    ],
    "a list without a colon": ["New pier opens", ENGLISH[0], "rope", "life vests", "hot tea", "dry socks", ENGLISH[1]],
    "entries with figures": [
        "New pier opens",
        ENGLISH[0],
        *(
            f"{place} (Line {line}): {line * 2}th boat"
            for line, place in enumerate(("Northport", "Southport", "Eastwick"), 3)
        ),
        *(
            f"{place} (Line {line}): {line * 2}th boat"
            for line, place in enumerate(("Westwick", "Millhaven", "Old Quay"), 7)
        ),
        ENGLISH[1],
    ],
    "points that a semicolon ends": ["新码头启用", CHINESE[0], "（一）靠岸的船只；", CHINESE[1], CHINESE[2]],
    "German quotations": [
        "Neuer Steg eröffnet",
        "Der Hafenmeister sagte am Montag: „Wir haben drei Jahre auf diesen Steg gewartet, und nun ist er da.“",
        "„Morgen fährt die erste Fähre um sechs Uhr, und danach jede Stunde eine, bis in den späten Abend hinein.‘“",
        "Die Karten kosten vier Euro, und Kinder fahren bis zum Ende des Jahres umsonst mit.",
    ],
    "a mark behind a quotation": [
        "New pier opens",
        "The office calls the new building a “harbour of short ways”.",
        'It took three years, and the old one had been closed since a storm in 2019, which some call "the long night".',
        ENGLISH[2],
    ],
    "addresses": ["New pier opens", *ENGLISH, "https://harbour.example/pier", "https://harbour.example/tickets"],
    "a remark at the foot, no headline": [*ENGLISH, "With reports from the harbour"],
    "two sentences in question": [
        "New pier opens",
        *ENGLISH,
        "Have you been on the new pier yet? Tell us how you liked the ferry!",
    ],
    "a section on something else": [
        "New pier opens",
        *ENGLISH,
        "What is a pile?",
        "Piles are long trunks that stand in the mud, and a good one lasts for about sixty winters.",
        "Larch is best. Smiths used to shoe such trunks with iron, which hardly anybody does today.",
        "Back on the pier",
        "On Monday the office had counted about two hundred people before the first ferry of the new pier left.",
    ],
    "numbered parts": [
        "三件旧事",
        CHINESE[0],
        "旧事之1",
        "钟楼上的大钟停了四十年，钟表匠老苏每个礼拜都上楼去擦一遍齿轮，一直擦到自己走不动。",
        "去年冬天他的孙子把钟修好了，全镇的人站在雪地里听它敲了十二下，有人哭了起来。",
        "旧事之2",
        "糖厂的烟囱拆掉以前，孩子们在里面养过一窝猫头鹰，写过一本观察日记，还得了奖。",
        "那本日记如今放在图书馆二楼，借的人不多，管理员说每年总有三四个学生来翻看。",
    ],
    "the code of a page": [
        "How the harbour shows its times",
        ENGLISH[0]
        + " Whoever has a page of their own can show the times of the boats on it, as the following lines do it.",
        ENGLISH[1],
        '<html> <head> <meta name="times"> </head> <body> <div class="times"> 6:00 </div> </body> </html>',
        ENGLISH[2],
    ],
}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("lines", ARTICLES.values(), ids=ARTICLES)
def test_a_clean_article_comes_back_as_it_is(lines: list[str], between: str) -> None:
    document = newsclean.clean(between.join(lines) + "\n", jieba=False)
    assert document.removed == ()
    (article,) = document.articles
    said = [article.title, *(block.text for block in article.blocks)]
    assert [text for text in said if text] == lines


@pytest.mark.parametrize(
    "text",
    [
        "Er ist da.“",
        "er sagt: „Geh!‘“",
        "il dit : « Oui. »",
        "a “flame chart”.",
        'بشدة".',
        "ဖြစ်ပါတယ်။",
        "which some call *.*.",
    ],
)
def test_a_sentence_of_another_language_ends(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["he said “", "他说“", "the so-called »"])
def test_a_quotation_that_opens_ends_nothing(text: str) -> None:
    assert not ends_sentence(text)


def test_names_on_lines_of_their_own_tear_no_sentence() -> None:
    text = (
        "海城周一公布的统计显示，受运价上涨影响，\n青禾航运\n的利润比去年翻了一番。\n分析师认为，只要货运量继续增加，\n青禾航运\n"
        "明年会买新船，并在北岸再建一座仓库。\n"
    )
    (article,) = newsclean.clean(text, jieba=False).articles
    assert [block.text for block in article.blocks] == [
        "海城周一公布的统计显示，受运价上涨影响，青禾航运的利润比去年翻了一番。",
        "分析师认为，只要货运量继续增加，青禾航运明年会买新船，并在北岸再建一座仓库。",
    ]


def test_a_list_of_other_articles_below_plain_text_is_removed() -> None:
    document = newsclean.clean(
        "\n".join(["新码头启用", *CHINESE, "相关新闻", "灯塔重新点亮", "渡轮增加班次"]), jieba=False
    )
    assert [block.text for article in document.articles for block in article.blocks] == [*CHINESE]
    assert {piece.reason for piece in document.removed} == {"recommendation"}


def test_what_a_paper_says_of_itself_around_an_article_is_no_article() -> None:
    lines = [
        "本文首发于「海城散步」：<https://walks.example/pier>",
        *CHINESE,
        *(text.replace("码头", "栈桥").replace("周一", "周二") for text in CHINESE),
        "喜欢这样的散步？去应用商店找我们，每天走一条新路。",
    ]
    assert len(newsclean.clean("\n\n".join(lines), options=newsclean.Options(collapse=False)).articles) == 1


def test_entries_are_told_from_torn_sentences() -> None:
    assert list_entries(["rope", "life vests", "hot tea", "dry socks", "All are on board."]) == {0, 1, 2, 3}
    assert list_entries(["We bring:", "rope", "life vests", "Then we leave."]) == {1, 2}
    assert list_entries(["The ferry of", "Blue Boats", "left at six."]) == frozenset()


@pytest.mark.parametrize("text", ["[APPLAUSE]", "[MUSIC PLAYING]"])
def test_a_stage_direction_is_no_byline(text: str) -> None:
    assert parse_byline(text) is None


def test_words_with_kana_in_brackets_name_nobody() -> None:
    assert parse_byline("■関連サイト", any_name=True) is None
    assert parse_byline("（林文太）", any_name=True) is not None


def test_a_label_names_the_author_below_a_text() -> None:
    assert names_author("作者︱浮桥")
    assert not names_author("编辑：林一")
    assert not names_author("作者之死")
