"""Headlines of printed pages: which lines above a body are the headline, and where paragraphs end that lost their stop."""

from __future__ import annotations

import pytest

import newsclean
from newsclean.language.heads import SECTION, read_head

BODY = [
    "　　青石渡口昨天修好了，第一班船早",
    "上六点离岸，船上坐着二十三个上学的孩",
    "子和四位赶早市的菜农，船票照旧两元一",
    "张。",
    "　　摆渡的人说，他等这一天等了整整两",
    "年，码头的石阶由十八级添到了三十级，",
    "涨水的时候也能上船，老人不必再踩着跳",
    "板过去。",
]
MORE = [
    "　　松坎的老戏台上周末重新点灯，台下",
    "摆了三百把竹椅，开锣前半个小时就坐满",
    "了人，卖糖水的小贩也停下来听了一段老",
    "戏。",
]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["渡口恢复夜航末班船", "延至晚上二十三时"], (0, 2)),
        (["夜航船靠什么不迷路？", "两岸灯标全部换新"], (0, 2)),
        (["渡口恢复夜航", "——青石渡口夜航见闻"], (0, 1)),
        (["渡口恢复夜航 末班船延至二十三时", "首月载客七百人次 误点不到六班"], (0, 1)),
        (["记者走基层", "渡口恢复夜航"], (1, 2)),
        (["早作准备", "稳渔安港", "北港镇多举措扶持停航渔船"], (2, 3)),
        (["要闻·社会", "三座旧水塔变成观景台"], (1, 2)),
        (["县里把老渡口修缮一新,方便两岸", "县领导到码头调研"], (0, 1)),
    ],
)
def test_the_headline_is_found_among_the_lines_of_a_head(lines: list[str], title: tuple[int, int]) -> None:
    assert read_head(lines).title == range(*title)


def test_a_section_has_a_known_name() -> None:
    assert all(SECTION.fullmatch(name) for name in ("要闻", "综合新闻", "■区县纵横", "【文化周刊】", "要闻·综合"))
    assert not any(SECTION.fullmatch(name) for name in ("渡口恢复夜航", "健康的渡口", "社会各界齐声叫好"))


def test_two_lines_of_display_type_are_one_headline() -> None:
    page = ["青石渡口恢复夜航", "末班船延至二十三时", *BODY, "松坎老戏台", "重新点亮灯", *MORE]
    articles = newsclean.clean("\n".join(page)).articles
    assert articles[0].title == "青石渡口恢复夜航末班船延至二十三时"
    assert "松坎老戏台重新点亮灯" in [block.text for block in articles[0].blocks]


def test_a_deck_and_a_section_are_no_part_of_the_headline() -> None:
    page = ["综合新闻", "青石渡口恢复夜航", "——渡口夜航首月见闻", "（上接第一版）", *BODY, *MORE]
    document = newsclean.clean("\n".join(page))
    assert (document.articles[0].title, document.articles[0].subtitle) == ("青石渡口恢复夜航", "——渡口夜航首月见闻")
    assert [piece.text for piece in document.removed] == ["综合新闻"]


def test_the_lines_of_a_masthead_are_furniture() -> None:
    head = ["青禾日报", "2024年5月6日 星期一 农历三月廿八", "国内统一连续出版物号 CN 00-1234 第1234期 今日8版"]
    head += ["今日天气 多云转阴 12℃～20℃", "社址：青石路9号 邮编：000000"]
    article = newsclean.clean("\n".join([*head, "青石渡口恢复夜航", "本报记者 白桦", *BODY])).articles[0]
    assert (article.title, article.subtitle, article.date) == ("青石渡口恢复夜航", None, "2024-05-06")


STOPLESS = [
    "渡口恢复夜航",
    "本报记者 白桦",
    "青石渡口的夜航船上个月全线恢复，十二里",
    "的水路从山脚一直通到半山腰下的老茶场，运",
    "果的三轮车再也不用绕道邻县的大桥了，果农",
    "说路通了，心也宽了",
    "修船的钱由县里出一半，镇里出三成，剩",
    "下的由各村按受益的亩数分摊，镇长柏舟说，",
    "为了少占河滩，码头有三处改了线，其中一处",
    "为一棵老樟树让了道",
    "村民投工投劳两千多个，没有一户要补偿，",
    "河边还留出了八处会船的地方，并且装上了反",
    "光镜，夜里行船也看得清楚。",
]


def test_a_paragraph_that_lost_its_stop_ends_at_its_short_line() -> None:
    texts = [block.text for block in newsclean.clean("\n".join(STOPLESS)).articles[0].blocks]
    assert [text[-3:] for text in texts] == ["也宽了", "让了道", "清楚。"]


def test_a_line_that_begins_with_a_closing_mark_goes_on() -> None:
    lines = [
        "青石渡口昨天修好了，船工说他记得“老渡口",
        "”的每一级石阶，闭着眼睛也能把船靠上岸去",
        "。第一班船早上六点离岸，坐满了上学的孩子",
    ]
    lines += ["，船票照旧两元一张，老人和孩子都不用买票。"]
    assert newsclean.unwrap("\n".join(lines)) == "".join(lines)


def test_words_that_read_on_are_no_headline() -> None:
    page = [
        "北港灯塔昨天满一百二十岁，来看灯的",
        "人从码头一直排到塔下，最早的一位凌晨四",
        "点就到了，他说小时候就在塔下的礁石上钓",
        "鱼，听着塔上的钟声长大。",
        "由于修灯的老师傅每年春天都和",
        "徒弟上岛，他们要把灯机拆开擦洗一遍，还",
        "要给塔门的铰链上油，一住就是半个月。",
    ]
    paragraphs = newsclean.unwrap("\n".join(page)).split("\n\n")
    assert [text[:5] for text in paragraphs] == ["北港灯塔昨", "由于修灯的"]
