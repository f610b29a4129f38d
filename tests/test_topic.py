"""Which story a paragraph belongs to, by its words."""

from __future__ import annotations

import pytest

from newsclean.topic import cosine, home, split, topics, union

LAMP = [
    "海城的灯塔昨晚重新点亮，灯塔下的码头挤满了来看灯塔的人，守灯人把灯塔的门打开了一整夜。",
    "灯塔的旧灯换成了节能灯，守灯人说灯塔的光比从前亮了一倍，渔船在海上也能看见灯塔。",
    "守灯人今年六十岁，在灯塔上住了半辈子，他说只要灯塔还亮着，渔船就能找到码头。",
]
BOOKS = [
    "东岸图书馆的夜间阅览室本周起延长开放，图书馆的馆员说来阅览室的多是下了夜班的读者。",
    "图书馆的旧书由馆员一页一页修补，读者捐来的书也摆上了阅览室的书架，图书馆还要扩建。",
    "馆员说，阅览室的座位不够，图书馆打算把旧书库改成阅览室，让更多读者坐下来看书。",
]


def test_a_paragraph_is_like_itself_and_more_like_its_story_than_another() -> None:
    lamp, *others = topics([*LAMP, *BOOKS])
    assert cosine(lamp, lamp) == pytest.approx(1)
    assert cosine(lamp, others[0]) == cosine(others[0], lamp)
    assert min(cosine(lamp, near) for near in others[:2]) > max(cosine(lamp, far) for far in others[2:])


def test_home_is_the_most_similar_story() -> None:
    parts = topics([*LAMP, *BOOKS])
    stories = [union(parts[:2]), union(parts[3:5])]
    assert home(parts[2], stories) == 0
    assert home(parts[5], stories) == 1


def test_of_equals_the_first_is_home() -> None:
    nothing, *_ = topics(["", LAMP[0]])
    assert home(nothing, [nothing, nothing]) == 0


def test_words_count_where_the_script_has_spaces() -> None:
    one, two, three = topics(["the harbour library", "harbour library opens", "ferries keep sailing"])
    assert cosine(one, two) > cosine(one, three)


def test_the_rest_of_a_story_goes_back_to_the_one_it_is_about() -> None:
    parts = topics([*LAMP, *BOOKS])
    lengths = [len(text) for text in [*BOOKS, *LAMP[1:]]]
    assert split([*parts[3:], *parts[1:3]], lengths, [parts[:1]]) == (3, 0)


def test_a_story_that_holds_together_is_not_split() -> None:
    parts = topics([*LAMP, *BOOKS])
    assert split(parts[3:], [len(text) for text in BOOKS], [parts[:3]]) is None
    assert split(parts[:1], [len(LAMP[0])], []) is None


def test_no_terms() -> None:
    assert topics([]) == []
    blank, mark, lamp = topics(["", "。", LAMP[0]])
    assert cosine(blank, mark) == cosine(blank, lamp) == 0
