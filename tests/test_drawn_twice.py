"""Lines and characters that tools read more than once."""

from __future__ import annotations

import pytest

import newsclean

STORY = (
    "灯塔重新点亮",
    "岚溪的老灯塔昨晚重新点亮，码头上站满了来看",
    "灯的人，最小的才三岁。",
    "守塔人说，他等这一天等了整整两年，今晚不打算",
    "睡了。",
)


def test_lines_drawn_twice_stay_once() -> None:
    document = newsclean.clean("\n".join(line for line in STORY for _ in range(2)))
    kept = [document.text[row.start : row.end] for row in document.ledger if row.role not in ("removed", "space")]
    assert "".join(kept) == "".join(STORY)
    assert {row.reason for row in document.removed} == {"drawn-twice"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("老老灯灯塔塔昨昨晚晚点点亮亮", "老灯塔昨晚点亮"),
        ("TThhee  llaammpp iiss lliitt", "The lamp is lit"),
        ("末班船延后班船延后船延后延后后", "末班船延后"),
        ("## 渡口恢复夜航口恢复夜航恢复夜航复夜航夜航航", "## 渡口恢复夜航"),
    ],
)
def test_characters_read_more_than_once(line: str, said: str) -> None:
    assert newsclean.unwrap(f"{line}\n\n{STORY[1]}。") == f"{said}\n\n{STORY[1]}。"


@pytest.mark.parametrize(
    "text",
    [
        "开开心心快快乐乐",
        "哈哈哈哈哈哈哈哈",
        "归来吧\n归来吧\n江边的灯还亮着\n江边的灯还亮着\n母亲还在等",
        "大家高高兴兴，平平安安地回到了家，个个都说好。",
    ],
)
def test_what_is_said_twice_stays(text: str) -> None:
    assert newsclean.unwrap(text).replace("\n\n", "\n") == text


def test_a_loop_of_one_character_is_no_stutter() -> None:
    document = newsclean.clean(
        "灯塔重新点亮\n\n海城的灯塔昨晚重新点亮，来看的人排到了码头上。\n\n守灯人的小屋" + "灯" * 26 + "\n"
    )
    assert "drawn-twice" not in {row.reason for row in document.ledger}
    assert "灯灯灯" not in document.articles[0].text
