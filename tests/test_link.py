"""Cut sentences meet again, on the evidence of the document alone and with jieba's dictionary."""

from __future__ import annotations

import ast
import inspect
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from newsclean.language.sentences import beginning
from newsclean.model import Piece
from newsclean.stages.label.label import label
from newsclean.stages.read.read import read
from newsclean.stages.reflow.reflow import reflow
from newsclean.stages.rejoin import features
from newsclean.stages.rejoin.rejoin import link

JIEBA = pytest.param(True, marks=pytest.mark.skipif(find_spec("jieba") is None, reason="jieba is not installed"))
both = pytest.mark.parametrize("jieba", [False, JIEBA])

LAMP = "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，附近几条街的商户都推迟了打烊，等着看第一束光扫过海面。"
KEEPER = "守灯人说，他等这一天等了三年，夜里再也不用打着手电上楼，孩子们也可以上来看海了，他自己打算在楼下种一排海棠。"
REPAIR = "修复工程由本地一家造船厂承担，旧灯换成了节能灯，石阶重新铺过，门口立了一块铜牌，记着历任守灯人的名字和年份。"
TAIL, HEAD = KEEPER[:25], KEEPER[25:]


def linked(*lines: str, jieba: bool | None = False) -> list[Piece]:
    text = "\n".join(lines)
    return link(reflow(label(read(text)).lines), jieba=jieba)


def texts(*lines: str, jieba: bool | None = False) -> list[str]:
    return [piece.text for piece in linked(*lines, jieba=jieba)]


@both
def test_neighbouring_halves_are_joined(jieba: bool) -> None:
    pieces = linked("灯塔重新点亮", LAMP, TAIL, HEAD, REPAIR, jieba=jieba)
    assert [piece.text for piece in pieces] == ["灯塔重新点亮", LAMP, KEEPER, REPAIR]
    text = "\n".join(["灯塔重新点亮", LAMP, TAIL, HEAD, REPAIR])
    assert ["".join(text[start:end] for start, end in piece.spans) for piece in pieces] == [
        piece.text for piece in pieces
    ]


@both
def test_halves_meet_across_a_caption_and_its_credit(jieba: bool) -> None:
    pieces = linked("灯塔重新点亮", LAMP, TAIL, "图为灯塔夜景。", "均本报记者 白桦摄", HEAD, REPAIR, jieba=jieba)
    assert KEEPER in [piece.text for piece in pieces]
    (caption,) = (piece for piece in pieces if piece.text == "图为灯塔夜景。")
    assert caption.hint == "caption"


@both
def test_a_sentence_above_a_credit_is_a_caption_where_another_one_breaks_off(jieba: bool) -> None:
    pieces = linked("灯塔重新点亮", LAMP, TAIL, "旅客在码头排队等船。", "本报记者 白桦摄", HEAD, REPAIR, jieba=jieba)
    assert KEEPER in [piece.text for piece in pieces]
    (caption,) = (piece for piece in pieces if piece.text == "旅客在码头排队等船。")
    assert caption.hint == "caption"


@both
def test_halves_meet_across_a_pull_quote(jieba: bool) -> None:
    quote = "灯亮了，心就定了！——守灯人老顾"
    assert texts("灯塔重新点亮", LAMP, TAIL, quote, HEAD, REPAIR, jieba=jieba) == [
        "灯塔重新点亮",
        LAMP,
        KEEPER,
        quote,
        REPAIR,
    ]


@both
@pytest.mark.parametrize("headline", ["怎么去", "二十年的等待", "渔港迎来今年首个鱼汛", "Harbour Library Opens"])
def test_a_headline_is_no_first_half(headline: str, jieba: bool) -> None:
    assert texts("灯塔重新点亮", LAMP, headline, REPAIR, jieba=jieba) == ["灯塔重新点亮", LAMP, headline, REPAIR]


@both
@pytest.mark.parametrize(
    ("tail", "head"),
    [
        ("燈塔下的老船塢由", "退休船長買下，他打算把它改成孩子們的工作坊。"),
        ("守燈人何秋水表示，整修的", "經費來自漁民的捐款，每一筆都記在門口的銅牌上面。"),
        ("昨夜的風雨打落", "了塔頂的三片瓦，工人今晨已經上去換過新的瓦片。"),
        ("灯台の階段は石を敷き直し", "た。春からは子どもたちも上まで登って海を見られる。"),
        ("古い灯台の", "灯りが三年ぶりにともり、港には大勢の人が集まった。"),
    ],
)
def test_a_short_first_half_is_told_from_a_headline_by_its_words(tail: str, head: str, jieba: bool) -> None:
    assert texts(LAMP, tail, head, REPAIR, jieba=jieba) == [LAMP, tail + head, REPAIR]


def test_a_full_stop_misread_as_a_dot_ends_a_paragraph() -> None:
    assert texts(LAMP, KEEPER[:-1] + "·", REPAIR) == [LAMP, KEEPER[:-1] + "·", REPAIR]


@both
def test_closed_paragraphs_stay_apart(jieba: bool) -> None:
    lines = ("灯塔重新点亮", LAMP, KEEPER, REPAIR, "人群散去时已近半夜。")
    pieces = linked(*lines, jieba=jieba)
    assert [piece.text for piece in pieces] == list(lines)
    assert {piece.flags for piece in pieces} == {()}


@both
def test_another_story_is_no_second_half(jieba: bool) -> None:
    lines = (LAMP, KEEPER + TAIL, "（上接第一版）" + REPAIR)
    assert texts(*lines, jieba=jieba) == list(lines)


@both
def test_what_lost_its_other_half_is_flagged(jieba: bool) -> None:
    tail = LAMP + "守灯人说，他把门锁好，转过身来对着大海"
    head = "夜里再也不用打手电了。”守灯人说，" + REPAIR
    pieces = {piece.text: piece.flags for piece in linked("灯塔重新点亮", head, KEEPER, tail, jieba=jieba)}
    assert pieces == {"灯塔重新点亮": (), head: ("beginning-lost",), KEEPER: (), tail: ("breaks-off",)}


@both
def test_words_join_with_a_space(jieba: bool) -> None:
    first = "The harbour council opened a new library beside the old pier on Monday, and residents of"
    second = "the town welcomed its longer hours, which last until ten in the evening."
    assert texts("Harbour Library Opens", first, second, jieba=jieba)[1:] == [f"{first} {second}"]


def test_no_pieces() -> None:
    assert link([]) == []


@both
@pytest.mark.parametrize("order", [(TAIL, REPAIR, HEAD), (HEAD, REPAIR, TAIL), (TAIL, TAIL, HEAD), (TAIL, HEAD, HEAD)])
def test_whatever_is_joined_no_word_and_no_place_is_lost(order: tuple[str, ...], jieba: bool) -> None:
    text = "\n".join(["灯塔重新点亮", LAMP, *order])
    pieces = linked("灯塔重新点亮", LAMP, *order, jieba=jieba)
    spans = sorted(span for piece in pieces for span in piece.spans)
    assert "".join(text[start:end] for start, end in spans) == text.replace("\n", "")
    assert all(piece.text == "".join(text[start:end] for start, end in piece.spans) for piece in pieces)


@pytest.mark.skipif(find_spec("jieba") is None, reason="jieba is not installed")
def test_the_dictionary_is_used_where_it_is_installed() -> None:
    lines = ("灯塔重新点亮", LAMP, TAIL, REPAIR, HEAD)
    assert texts(*lines, jieba=None) == texts(*lines, jieba=True)


@pytest.mark.skipif(find_spec("jieba") is not None, reason="jieba is installed")
def test_the_dictionary_is_not_used_where_it_is_missing() -> None:
    lines = ("灯塔重新点亮", LAMP, TAIL, REPAIR, HEAD)
    assert texts(*lines, jieba=None) == texts(*lines, jieba=False)


def test_the_weights_are_those_of_the_features_and_say_what_each_measures() -> None:
    def strings(function: object) -> set[str]:
        nodes = ast.walk(ast.parse(inspect.getsource(function)))  # type: ignore[arg-type]
        return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    names = strings(features.features) | strings(beginning)
    file = Path(features.__file__).with_name("weights.json")
    table = json.loads(file.read_text("utf-8"))
    assert {"command", "corpus", "seed", "date", "unit"} <= table.keys()
    assert set(features.WEIGHTS) == set(table["weights"]) <= names
    for name, row in table["weights"].items():
        assert row["measures"], name
        assert len(row["worth"]) == 2, name
