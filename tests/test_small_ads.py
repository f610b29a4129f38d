"""Small ads and notices on a newspaper's page."""

from __future__ import annotations

import pytest

import newsclean
from newsclean.rules.small_ads import SMALL_ADS

LAMP = "岚溪的老灯塔昨晚重新点亮，码头上站满了来看灯的人，最小的才三岁，被父亲举在肩上。"
TITLE = "灯塔重新点亮"


@pytest.mark.parametrize("rule", list(SMALL_ADS), ids=lambda rule: rule.name)
def test_examples(rule: newsclean.Rule) -> None:
    assert [SMALL_ADS.match(text) for text in rule.takes] == [rule.name] * len(rule.takes)
    assert [SMALL_ADS.match(text) for text in rule.leaves] == [None] * len(rule.leaves)


def test_ads_below_a_story_go_with_their_heads() -> None:
    ads = ("遗失声明", "青石商行遗失公章一枚，声明作废。", "临街门面招租，电话：13000000000")
    document = newsclean.clean("\n".join((TITLE, LAMP, *ads)))
    assert [block.text for article in document.articles for block in article.blocks] == [LAMP]
    assert [piece.text for piece in document.removed if piece.reason == "small-ad"] == list(ads)


@pytest.mark.parametrize(
    "text",
    [
        "记者昨天拨通了招租广告上的电话：13000000000，没有人接。",
        "他在渡口遗失了钱包，船工捡到后还给了他，说这样的事每天都有。",
        "公司欠下的钱还没有还清，债权人昨天在渡口开会，会开得很久。",
    ],
)
def test_news_about_ads_stays(text: str) -> None:
    document = newsclean.clean("\n".join((TITLE, LAMP, text)))
    assert text in [block.text for article in document.articles for block in article.blocks]


def test_a_head_without_ads_below_stays() -> None:
    document = newsclean.clean(f"遗失声明\n本报记者 林一\n{LAMP}")
    assert document.articles[0].title == "遗失声明"
