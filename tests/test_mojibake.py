"""Text decoded in a wrong encoding and saved again."""

from __future__ import annotations

import pytest

import newsclean
from newsclean import is_mojibake, repair_mojibake
from newsclean.stages.decode.mojibake import SIGNS
from tests.golden import fixtures

SIMPLIFIED = (
    "青禾市的灯塔昨天晚上重新点亮，码头上站满了来看灯的市民。\n“真亮”，他说。修复工程历时二十个月。\n记者 王平\n"
)
TRADITIONAL = "燈塔昨天晚上重新點亮，碼頭上站滿了來看燈的市民。\n修復工程歷時二十個月，由本地一家造船廠承擔。\n"
JAPANESE = "灯台の灯が昨夜、再びともった。港には多くの市民が集まり、子どもたちは光の回数を数えた。\n修復には二十か月かかった。\n"
MISTAKES = [
    *((SIMPLIFIED, right, wrong) for right in ("utf-8", "gb18030") for wrong in ("cp1252", "latin-1")),
    *((TRADITIONAL, right, wrong) for right in ("utf-8", "big5hkscs") for wrong in ("cp1252", "latin-1")),
    *((JAPANESE, right, wrong) for right in ("utf-8", "cp932", "euc_jp") for wrong in ("cp1252", "latin-1")),
]
TWO_BYTES = [
    (SIMPLIFIED, "gb18030", "big5hkscs"),
    (TRADITIONAL, "big5hkscs", "gb18030"),
    (JAPANESE, "cp932", "gb18030"),
    (JAPANESE, "euc_jp", "big5hkscs"),
]


def misread(text: str, right: str, wrong: str) -> str:
    raw = text.encode(right)
    if wrong != "cp1252":
        return raw.decode(wrong)
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)  # as browsers do


@pytest.mark.parametrize("name", SIGNS)
def test_each_sign_is_told_by_its_example(name: str) -> None:
    assert is_mojibake(SIGNS[name][2])


@pytest.mark.parametrize(("text", "right", "wrong"), MISTAKES)
def test_text_read_as_western_is_told_and_repaired(text: str, right: str, wrong: str) -> None:
    broken = misread(text, right, wrong)
    assert is_mojibake(broken)
    assert repair_mojibake(broken) == text


@pytest.mark.parametrize(("text", "right", "wrong"), TWO_BYTES)
def test_a_whole_text_read_in_another_two_byte_encoding_is_repaired(text: str, right: str, wrong: str) -> None:
    assert repair_mojibake(misread(text, right, wrong)) == text


def test_a_line_among_others_is_repaired_alone() -> None:
    first, second, third = SIMPLIFIED.splitlines(keepends=True)
    assert repair_mojibake(first + misread(second, "utf-8", "cp1252") + third) == SIMPLIFIED


def test_a_run_inside_a_line_is_repaired_alone() -> None:
    name = misread("林一", "utf-8", "latin-1")
    assert repair_mojibake(f"作者：{name}，编辑：白桦") == "作者：林一，编辑：白桦"


def test_what_lost_bytes_stays_as_it_is() -> None:
    lost = SIMPLIFIED.encode().decode("gb18030", "replace")
    assert "\ufffd" in lost
    assert is_mojibake(lost)
    assert repair_mojibake(lost) == lost
    assert repair_mojibake("锟斤拷锟斤拷锟斤拷") == "锟斤拷锟斤拷锟斤拷"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The pier re-opened.",
        "Élève à l'école, façade, naïveté, « déjà vu ».",
        "Übergrößenträger: Gesetzliche Abzüge – 12 %, Steuer für März.",
        "联通一些一些一些",
        "电话××××××××，票号×××××××××。",
        "…………………………………………",
        "·······················",
        "| .950 | – | .540 | – | .909 | – | – | – |",
        "锛这个字很少见，銆也是。" + "灯塔昨晚重新点亮。" * 30,
        SIMPLIFIED,
        TRADITIONAL,
        JAPANESE,
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert not is_mojibake(text)
    assert repair_mojibake(text) == text


def test_no_fixture_is_taken_for_mojibake() -> None:
    for path in fixtures():
        text = newsclean.decode(path.read_bytes()).text
        assert not is_mojibake(text), path.name
        assert repair_mojibake(text) == text, path.name


def test_clean_flags_it_and_repairs_it_on_request() -> None:
    broken = misread(SIMPLIFIED, "utf-8", "cp1252")
    flagged, repaired = newsclean.clean(broken), newsclean.clean(broken, repair_mojibake=True)
    assert flagged.flags == ("mojibake",)
    assert flagged.text == broken
    assert repaired.flags == ()
    assert repaired.articles == newsclean.clean(SIMPLIFIED).articles


def test_what_was_saved_wrongly_twice_is_undone_twice() -> None:
    once = "灯塔亮了，他说。".encode().decode("latin-1")
    twice = once.encode().decode("latin-1")
    assert newsclean.repair_mojibake(twice) == "灯塔亮了，他说。"


def test_utf8_read_as_gb18030_is_noticed_though_bytes_are_lost() -> None:
    text = "岚溪的老灯塔昨晚重新点亮，码头上站满了来看灯的人。"
    lost = text.encode()[:-1].decode("gb18030", "replace").replace("锛", "?")
    assert newsclean.is_mojibake(lost)
    assert not newsclean.is_mojibake(text * 20)
