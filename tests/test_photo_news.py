"""Photo news between the articles of a page."""

from __future__ import annotations

import newsclean

KEEPER = "守塔人说，他等这一天等了整整两年，今晚不打算睡了，要陪着灯坐到天亮再回家去。"
PHOTO = "4月1日，岚溪的老灯塔重新点亮，码头上站满了来看灯的人，最小的才三岁。"


def page(paragraph: str) -> list[tuple[str | None, str]]:
    lines = (
        "老渡口修好了",
        "本报记者 林一",
        KEEPER,
        "灯塔重新点亮",
        paragraph,
        "白桦 摄",
        "码头再添新书房",
        "本报记者 苏南",
        KEEPER[::-1][1:] + "。",
    )
    return [(article.title, article.text) for article in newsclean.clean("\n\n".join(lines)).articles]


def test_a_headline_a_paragraph_with_its_day_and_a_credit_are_a_story() -> None:
    found = page(PHOTO)
    assert [title for title, _ in found] == ["老渡口修好了", "灯塔重新点亮", "码头再添新书房"]
    assert found[1][1] == PHOTO


def test_a_section_with_a_picture_stays_in_its_story() -> None:
    assert [title for title, _ in page(PHOTO[5:])] == ["老渡口修好了", "码头再添新书房"]
