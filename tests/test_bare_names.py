"""Bylines that are names and nothing else, and credits."""

from __future__ import annotations

import pytest

import newsclean

LAMP = "岚溪的老灯塔昨晚重新点亮，码头上站满了来看灯的人，最小的才三岁，被父亲举在肩上。"
KEEPER = "守塔人说，他等这一天等了整整两年，今晚不打算睡了，要陪着灯坐到天亮再回家去。"
TITLE = "灯塔重新点亮"


@pytest.mark.parametrize(
    ("line", "authors"), [("林一", ("林一",)), ("林一 白 桦", ("林一", "白桦")), ("扎西次仁", ("扎西次仁",))]
)
def test_names_under_a_headline_and_behind_the_last_paragraph(line: str, authors: tuple[str, ...]) -> None:
    for text in ((TITLE, line, LAMP, KEEPER), (TITLE, LAMP, KEEPER, line)):
        article = newsclean.clean("\n\n".join(text)).articles[0]
        assert (article.title, article.authors, article.byline) == (TITLE, authors, line)
        assert article.text == f"{LAMP}\n\n{KEEPER}"


@pytest.mark.parametrize("line", ["平安", "市民点赞", "金融", "渡口 灯塔"])
def test_words_under_a_headline_are_no_byline(line: str) -> None:
    assert newsclean.clean(f"{TITLE}\n\n{line}\n\n{LAMP}\n\n{KEEPER}").articles[0].authors == ()


def test_names_above_several_paragraphs_are_subheads() -> None:
    article = newsclean.clean(f"他们说灯塔\n\n林一\n\n{LAMP}\n\n白桦\n\n{KEEPER}").articles[0]
    assert article.authors == ()


@pytest.mark.parametrize(
    "credit", ["白桦 摄（青禾社发）", "林一摄（青禾影像）", "青禾社发", "均为资料图", "制图：林一"]
)
def test_credits_are_captions_and_leave_the_paragraph_above_alone(credit: str) -> None:
    article = newsclean.clean(f"{TITLE}\n{LAMP}\n{credit}\n{KEEPER}").articles[0]
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", LAMP),
        ("caption", credit),
        ("paragraph", KEEPER),
    ]


def test_who_reported_closes_a_paragraph() -> None:
    lines = [text[at : at + 18] for text in (f"　　{LAMP}林一 报道", f"　　{KEEPER}") for at in range(0, len(text), 18)]
    assert newsclean.unwrap("\n".join(lines)).split("\n\n") == [f"{LAMP}林一 报道", KEEPER]
