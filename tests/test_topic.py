"""Which story a paragraph belongs to, by its words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest

from newsclean.language.subject import TRADITIONAL, can_compare, subjects
from newsclean.language.topic import Topic, changes, cosine, home, topics, union
from newsclean.stages.untangle.partition import partition, regroup
from newsclean.stages.untangle.passages import Unit

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


def test_a_similarity_does_not_depend_on_the_order_of_a_set() -> None:
    class Ordered(frozenset[str]):
        """A set that is walked in an order of its own."""

        def __and__(self, other: object) -> frozenset[str]:
            return self

        def __iter__(self) -> Iterator[str]:
            return iter(order)

    weights = {"点亮": 1e16, "码头": 1.0, "灯塔": -1e16}
    topic = Topic(Ordered(weights), weights, 1.0)
    for order in permutations(weights):
        assert cosine(topic, topic) == 1.0, order


def test_a_traditional_character_differs_from_its_simplified_one() -> None:
    assert not [one for one, other in TRADITIONAL.items() if one == other]
    assert len(set(TRADITIONAL.values())) == len(TRADITIONAL)


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


def units(texts: list[str], *opens: int) -> list[Unit]:
    return [Unit((), text, breaks_off=False, headed=False, opens=at in opens) for at, text in enumerate(texts)]


def alike(texts: list[str]) -> list[list[float]]:
    about = subjects(texts)
    return [[cosine(one, other) for other in about] for one in about]


def test_the_topic_changes_between_stories_and_not_inside_one() -> None:
    about = subjects([*LAMP, *BOOKS])
    assert changes(about[:3], about[3:])
    assert not changes(about[:2], about[1:3])
    assert not changes(about[:3], about[3:4])  # one paragraph shows too little


def test_what_is_rare_in_the_language_counts_where_it_stands_in_every_paragraph() -> None:
    lamps, books = subjects(LAMP), subjects(["他说这是一个好的开始。", "我们认为这是他们的事。"])
    assert cosine(lamps[0], lamps[1]) > 2 * cosine(books[0], books[1])


def test_tangled_paragraphs_are_put_into_their_stories() -> None:
    texts = [LAMP[0], BOOKS[0], BOOKS[1], LAMP[1], LAMP[2], BOOKS[2]]
    assert partition(alike(texts), units(texts)) == [0, 1, 1, 0, 0, 1]


def test_paragraphs_of_one_story_stay_together() -> None:
    assert partition(alike(LAMP), units(LAMP)) == [0, 0, 0]
    assert partition([], []) == []


def test_the_rest_of_a_story_goes_back_to_the_one_it_is_about() -> None:
    texts = [LAMP[0], *BOOKS, *LAMP[1:]]
    assert regroup(alike(texts), units(texts, 0, 1), [0, 1, 1, 1, 1, 1]) == [0, 1, 1, 1, 0, 0]


def test_stories_that_hold_together_are_left_alone() -> None:
    texts = [*LAMP, *BOOKS]
    parts = [0, 0, 0, 1, 1, 1]
    assert regroup(alike(texts), units(texts, 0, 3), parts) == parts


def test_only_chinese_is_compared() -> None:
    assert can_compare(LAMP)
    assert not can_compare(["The library opens late.", "Readers come after work."])
    assert not can_compare(["灯台は三年ぶりに点灯した。", "漁船は港へ戻ることができる。"])


def test_no_terms() -> None:
    assert topics([]) == []
    blank, mark, lamp = topics(["", "。", LAMP[0]])
    assert cosine(blank, mark) == cosine(blank, lamp) == 0
