"""Spaces inside Chinese prose."""

from __future__ import annotations

import pytest

import newsclean
from newsclean.language.spacing import closed

KEPT = (
    "本报讯 市委书记林一昨天上午来到渡口，看望了船员。",
    "青禾社岚溪4月1日电 记者1日从港务局获悉，渡口将在五月重新开放。",
    "本报讯（记者 林一 通讯员 白桦）老渡口昨天重新开放，来了许多人。",
    "在“渡口百年 灯火如初”的展览上，许多观众还是第一次看见那盏灯。",
    "第一条 为了管好渡口，保障行人的安全，制定本办法。",
    "总体要求 以安全为先，以便民为本，三年建成新渡口。",
    "主持人 林一：今天我们请来了灯塔的守护人，请他谈谈。",
    "出席会议的有张三 李四 王五，还有村里的老人和孩子。",
    "老人念道，江上清风吹小渡 山中明月照孤灯，念完就笑了。",
    "图为渡口重开，市民排队上船。林一 白桦 摄",
    "4月1日，第一班船离岸，船上坐满了人。 通讯员白桦 摄",
    "（记者陈一 整合） 国庆长假过半，来渡口的人还是很多。",
    "代码 名称 收盘 涨跌",
    "渡口重开 市民点赞",
    "末班船延到夜里十一点，老人说这下好了！ 市民：等了两年",
)


@pytest.mark.parametrize("line", KEPT)
def test_what_a_space_sets_apart_keeps_it(line: str) -> None:
    assert closed([line]) == [line]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("渡口的灯，一 会儿亮一会儿灭，老人也不恼。", "渡口的灯，一会儿亮一会儿灭，老人也不恼。"),
        ("船工们说，新船 比旧船快 一倍，冬天也不 用停航。", "船工们说，新船比旧船快一倍，冬天也不用停航。"),
        ("渡 口 的 灯 ， 昨 天 又 亮 了 ， 人 人 都 来 看 。", "渡口的灯，昨天又亮了，人人都来看。"),
    ],
)
def test_spaces_inside_prose_close(line: str, said: str) -> None:
    assert closed([line]) == [said]


SPACED = (
    "渡口 恢复 夜航 末班船",
    "青禾 江边 的 老 渡口 昨天 恢复 了 夜航 ， 末班船 延 到 夜里 11 点 ， 两岸 的 居民",
    "不用 再 绕 远路 了 。",
    "代码 名称 收盘 涨跌",
    "001 青禾 12 3",
)


def test_words_set_apart_close_throughout_but_in_tables() -> None:
    assert closed(SPACED) == [
        "渡口恢复夜航末班船",
        "青禾江边的老渡口昨天恢复了夜航，末班船延到夜里11点，两岸的居民",
        "不用再绕远路了。",
        *SPACED[3:],
    ]


def test_the_ledger_accounts_for_closed_spaces() -> None:
    text = "青禾 江边 的 老 渡口 昨天 恢复 了 夜航 ， 末班船 延 到 夜里 十一点 ， 两岸 的 居民 不用 再 绕 远路 了 。"
    document = newsclean.clean(text)
    assert document.articles[0].text == text.replace(" ", "")
    assert [(row.start, row.end) for row in document.ledger] == [(0, len(text))]
