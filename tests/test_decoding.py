"""bytes -> text: each step of detection, the traps that were met, and what holds for any input."""

from __future__ import annotations

import codecs
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from newsclean.stages.decode import resync, scoring
from newsclean.stages.decode.char_costs import DECLARED, LEGACY, costs
from newsclean.stages.decode.policy import decode

SIMPLIFIED = (
    "云山镇新建的农贸市场昨天开张，首日迎来三千多名顾客。\n"
    "市场负责人介绍，这里设有一百二十个摊位，蔬菜、水果和水产分区经营，每天凌晨四点开始批发。\n"
    "“以前买菜要坐车去县城，现在走路五分钟就到。”居民孙阿姨提着刚买的鲫鱼，高兴地对记者说。\n"
    "据了解，镇政府还将在市场旁边修建停车场，预计明年春节前投入使用，届时可停放车辆二百台。\n"
)
TRADITIONAL = (
    "雲山鎮新建的農產市場昨天開張，第一天就吸引三千多名顧客。\n"
    "市場負責人表示，這裡設有一百二十個攤位，蔬菜、水果與水產分區經營，每天凌晨四點開始批發。\n"
    "「以前買菜要坐車去縣城，現在走路五分鐘就到。」居民孫太太提著剛買的鮮魚，高興地告訴記者。\n"
)
JAPANESE = (
    "山あいの町に新しい直売所がきのう開店し、初日は三千人を超える客でにぎわった。\n"
    "店長によると、野菜や果物、魚などを百二十の農家が毎朝届けるという。\n"
    "「車で町まで行かなくてもよくなった」と、近くに住むサトウさんはうれしそうに話した。\n"
)
KOREAN = (
    "산골 마을에 새로 생긴 직판장이 어제 문을 열어 첫날 삼천 명이 넘는 손님이 찾았다.\n"
    "주민들은 이제 읍내까지 나가지 않아도 된다며 반겼다.\n"
)
ENGLISH = (
    "“The café has been here longer than the bridge,” said Ms Doyle, whose family sold it for £90,000 last year – "
    "and the town’s oldest naïve painter still eats there.\n"
)
RUSSIAN = "Вчера в посёлке открылся новый рынок, сообщила администрация района. Покупатели остались довольны.\n"
GERMAN = "Die Bürger müssen künftig früher aufstehen: Der Bus fährt schon um fünf Uhr über die Brücke zum Markt.\n"

ENCODED = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "gb18030", "score"),
    (SIMPLIFIED, "utf-16-le", "statistics"),
    (SIMPLIFIED, "utf-16-be", "statistics"),
    (SIMPLIFIED, "utf-32-le", "statistics"),
    (SIMPLIFIED, "utf-32-be", "statistics"),
    (SIMPLIFIED, "hz", "escapes"),
    (TRADITIONAL, "big5hkscs", "score"),
    (TRADITIONAL, "gb18030", "score"),
    (JAPANESE, "euc_jp", "score"),
    (JAPANESE, "cp932", "score"),
    (JAPANESE, "iso2022_jp", "escapes"),
    (KOREAN, "cp949", "score"),
    (KOREAN, "iso2022_kr", "escapes"),
    (KOREAN, "utf-16-le", "statistics"),
    (ENGLISH, "utf-16-le", "statistics"),
    (ENGLISH, "utf-16-be", "statistics"),
    (RUSSIAN, "utf-8", "utf-8"),
    (RUSSIAN, "koi8-r", "chardet"),
    (RUSSIAN, "cp1251", "chardet"),
]
CJK = [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5hkscs"), (JAPANESE, "euc_jp"), (JAPANESE, "cp932")]


def lost(text: str, read: str) -> int:
    """Characters of the text that do not stand, in order, in what was read."""
    return len(text) - int(LCSseq.similarity(text, read))


# Encodings told by their characters, marks and escapes


@pytest.mark.parametrize(("text", "encoding", "how"), ENCODED)
def test_undamaged_text_is_read_exactly(text: str, encoding: str, how: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.how, found.replaced) == (text, encoding, how, 0)


def test_a_sentence_of_another_alphabet_is_read() -> None:
    texts = {
        "cp1250": "Władze miasta ogłosiły wczoraj, że przyszłoroczny budżet będzie większy, a mieszkańcy żądają zmian.",
        "cp1254": "Belediye dün yaptığı açıklamada şehirde yeni otobüs hatlarının açılacağını söyledi.",
        "cp1253": "Η κυβέρνηση ανακοίνωσε χθες νέα μέτρα για την παιδεία στη χώρα.",
        "cp874": "เมื่อวานนี้มีฝนตกหนักในหลายพื้นที่ ทำให้การจราจรติดขัด",
    }
    assert {name: decode(text.encode(name)).text for name, text in texts.items()} == texts


def test_western_text_is_read_exactly() -> None:
    assert decode(ENGLISH.encode("cp1252")).text == ENGLISH
    assert decode(GERMAN.encode("cp1252")).text == GERMAN


def test_ascii_and_nothing_are_utf8() -> None:
    assert decode(b"plain").encoding == decode(b"").encoding == "utf-8"
    assert decode(b"").text == ""


@pytest.mark.parametrize("encoding", ["gb2312", "gbk"])
def test_the_older_chinese_encodings_are_read_as_gb18030(encoding: str) -> None:
    raw = SIMPLIFIED.encode(encoding)
    assert decode(raw).encoding == decode(raw, encoding=encoding).encoding == "gb18030"


def test_a_character_that_gb2312_lacks_is_read() -> None:
    text = SIMPLIFIED + "经理朱镕介绍了㎡与€。"
    assert decode(text.encode("gb18030")).text == text
    assert decode(text.encode("gb18030"), encoding="gb2312").text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        ("\ufeff".encode("gb18030"), "gb18030"),
    ],
)
def test_a_mark_decides_and_is_not_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + SIMPLIFIED.encode(encoding))
    assert (found.text, found.encoding, found.how) == (SIMPLIFIED, encoding, "mark")


def test_a_mark_decides_for_text_too_short_to_judge() -> None:
    assert decode(codecs.BOM_UTF16_LE + "你好".encode("utf-16-le")).text == "你好"
    assert decode(codecs.BOM_UTF16_BE + "مرحبا".encode("utf-16-be")).text == "مرحبا"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_of_another_encoding_is_not_believed(mark: bytes) -> None:
    found = decode(mark + SIMPLIFIED.encode("gb18030"))
    assert (found.text, found.encoding) == (SIMPLIFIED, "gb18030")


def test_marks_inside_the_text_stay() -> None:
    text = "\ufeff\ufeff甲\n\ufeff乙"
    assert decode(text.encode()).text == "甲\n\ufeff乙"
    assert decode("\ufeff".encode() * 50_000).text == ""


def test_program_text_with_an_escape_is_not_hz() -> None:
    text = "if (a ~{ b) return ~{};\n"
    assert decode(text.encode()).text == text


def test_line_ends_and_control_characters_stay() -> None:
    text = "甲\r\n乙\r丙\x0c丁\x00\x1b[1m\u2028戊"
    assert decode(text.encode()).text == text
    assert decode((SIMPLIFIED + "\x00\r\n").encode("gb18030")).text == SIMPLIFIED + "\x00\r\n"


# Declared charsets


def page(charset: str, text: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'.encode(encoding)


@pytest.mark.parametrize(
    ("charset", "text", "encoding"),
    [
        ("gb2312", SIMPLIFIED, "gb18030"),
        ("Big5", TRADITIONAL, "big5hkscs"),
        ("Shift_JIS", JAPANESE, "cp932"),
        ("EUC-KR", KOREAN, "cp949"),
        ("windows-1251", RUSSIAN, "cp1251"),
        ("koi8-r", RUSSIAN, "koi8-r"),
    ],
)
def test_a_true_declaration_decides(charset: str, text: str, encoding: str) -> None:
    found = decode(page(charset, text, encoding))
    assert text in found.text
    assert found.how == "declared"


@pytest.mark.parametrize(
    "charset", ["utf-8", "big5", "shift_jis", "euc-kr", "iso-8859-1", "windows-1251", "utf-16", "rot13", "x" * 90]
)
def test_a_lying_declaration_is_not_believed(charset: str) -> None:
    found = decode(page(charset, SIMPLIFIED, "gb18030"))
    assert SIMPLIFIED in found.text
    assert (found.encoding, found.how) == ("gb18030", "score")
    assert TRADITIONAL in decode(page("gb2312", TRADITIONAL, "big5hkscs")).text
    assert SIMPLIFIED in decode(page(charset, SIMPLIFIED, "utf-8")).text


def test_a_header_of_http_counts_as_a_declaration_and_goes_before_that_of_the_page() -> None:
    found = decode(RUSSIAN.encode("koi8-r"), declared="KOI8-R")
    assert (found.text, found.encoding, found.how) == (RUSSIAN, "koi8_r", "declared")
    assert RUSSIAN in decode(page("iso-8859-1", RUSSIAN, "koi8-r"), declared="koi8-r").text
    for lie in ("iso-8859-1", "big5", "no-such-charset", ""):
        assert SIMPLIFIED in decode(SIMPLIFIED.encode("gb18030"), declared=lie).text
    assert decode(SIMPLIFIED.encode(), declared="gbk").how == "utf-8"


def test_a_declared_alphabet_does_not_turn_accents_into_letters_of_another() -> None:
    assert GERMAN in decode(page("windows-1251", GERMAN, "cp1252")).text


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="gb2312"?>',
        "<meta http-equiv=Content-Type content='text/html; charset=gbk'>",
        '<META content="text/html; CHARSET = GB_2312-80" http-equiv="Content-Type">',
    ],
)
def test_the_forms_of_a_declaration(head: str) -> None:
    assert decode((head + "价格表").encode("gb18030")).how == "declared"


def test_prose_about_charsets_declares_nothing() -> None:
    assert decode(("charset=big5 是什么？" + SIMPLIFIED).encode("gb18030")).how == "score"


def test_every_declared_name_leads_to_a_codec() -> None:
    assert {codecs.lookup(codec).name for codec in DECLARED.values()} >= set(LEGACY)


# Damage


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLIFIED, "utf-8"), (ENGLISH, "utf-8"), *CJK])
def test_one_stray_byte_costs_at_most_a_few_characters(text: str, encoding: str) -> None:
    raw = text.encode(encoding)
    for at in range(0, len(raw), 7):
        found = decode(raw[:at] + b"\xff" + raw[at:])
        assert found.encoding == encoding
        assert 1 <= found.replaced <= 4
        assert lost(text, found.text) <= 4


@pytest.mark.parametrize(("text", "encoding"), CJK)
def test_text_is_found_again_after_a_lost_byte(text: str, encoding: str) -> None:
    raw = text.replace("\n", "").encode(encoding)
    for at in range(40, len(raw) - 40, 31):
        found = decode(raw[:at] + raw[at + 1 :])
        assert found.encoding == encoding
        assert found.text[:15] == text[:15]
        assert found.text[-11:] == text[-12:-1]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_found_again_after_a_byte_too_many(encoding: str) -> None:
    raw = (SIMPLIFIED * 3).encode(encoding)
    found = decode(raw[:333] + b"\xff" + raw[333:])
    assert lost(SIMPLIFIED * 3, found.text) <= 3
    assert found.encoding == encoding


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "utf-16-le"), *CJK])
def test_a_last_character_cut_off_is_one_gap(text: str, encoding: str) -> None:
    found = decode(text.strip().encode(encoding)[:-1])
    assert found.text == text.strip()[:-1] + "\ufffd"
    assert (found.encoding, found.replaced > 0) == (encoding, True)


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLIFIED, "utf-8"), *CJK])
def test_a_beginning_cut_off_loses_only_its_character(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding)[1:])
    assert found.encoding == encoding
    assert found.text.endswith(text[2:])


@pytest.mark.parametrize("raw", [b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"\xe4\xb8"])
def test_ill_formed_utf8_is_counted_byte_by_byte(raw: bytes) -> None:
    found = decode(SIMPLIFIED.encode() + raw + SIMPLIFIED.encode())
    assert (found.encoding, found.replaced) == ("utf-8", len(raw))
    assert found.text.replace("\ufffd", "") == SIMPLIFIED * 2


def test_gaps_that_the_text_had_before_are_not_counted() -> None:
    text = SIMPLIFIED.replace("公", "\ufffd").replace("里", "\ufffd")
    raw = text.encode("gb18030")
    assert decode(raw).replaced == 0
    assert decode(raw[:90] + b"\xff" + raw[90:]).replaced <= 3


@pytest.mark.parametrize("utf8", [range(1, 12), range(1, 12, 2), range(3, 4)])
def test_lines_in_two_encodings_are_read_each_in_its_own(utf8: range) -> None:
    text = SIMPLIFIED * 3
    lines = text.split("\n")
    raw = b"\n".join(line.encode("utf-8" if i in utf8 else "gb18030") for i, line in enumerate(lines))
    found = decode(raw)
    assert (found.text, found.how, found.replaced) == (text, "mixed", 0)


def test_a_western_line_in_a_utf8_page() -> None:
    raw = SIMPLIFIED.encode() * 3 + ENGLISH.encode("cp1252")
    assert decode(raw).text == SIMPLIFIED * 3 + ENGLISH


def test_kana_in_euc_jp_are_not_taken_for_utf8() -> None:
    text = "この店のお客さんはみなやさしい"
    assert decode(text.encode("euc_jp")).text == text


def test_lines_of_one_character() -> None:
    for text, encoding in (("甲\n乙\n丙\n丁\n" * 99, "utf-8"), ("甲\n" * 400, "gb18030")):
        found = decode(text.encode(encoding) + b"\xff")
        assert (found.text, found.encoding, found.replaced) == (text + "\ufffd", encoding, 1)


def test_an_ascii_head_does_not_hide_the_text() -> None:
    head = "<script>var a = [1, 2, 3];</script>\n" * 8_000
    assert decode((head + SIMPLIFIED).encode("gb18030")).text == head + SIMPLIFIED
    assert decode((head + RUSSIAN).encode("koi8-r")).text == head + RUSSIAN


def test_few_strays_in_ascii_are_not_an_alphabet() -> None:
    found = decode(b"Nothing to see here, \xff move along. " * 2 + b"The end of a longer text. " * 9)
    assert (found.encoding, found.how, found.replaced) == ("utf-8", "fallback", 2)


# Short texts


def short_pieces() -> list[tuple[str, str]]:
    texts = ((SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5hkscs"), (SIMPLIFIED, "utf-16-le"), (SIMPLIFIED, "utf-16-be"))
    return [
        (line[start : start + 10], encoding)
        for text, encoding in texts
        for line in text.splitlines()
        for start in range(0, len(line) - 10, 3)
    ]


def test_ten_characters_are_enough_for_chinese() -> None:
    pieces = short_pieces()
    wrong = [(text, encoding) for text, encoding in pieces if decode(text.encode(encoding)).text != text]
    assert len(pieces) > 100
    assert len(wrong) <= len(pieces) * 0.02, wrong


# The caller's word, and text


def test_the_given_encoding_overrules() -> None:
    found = decode(SIMPLIFIED.encode(), encoding="latin-1")
    assert (found.text, found.encoding, found.how) == (SIMPLIFIED.encode().decode("latin-1"), "iso8859-1", "given")
    assert decode(b"\xef\xbb\xbfa\xff", encoding="utf8").text == "a\ufffd"
    assert decode(b"a\xffb\xff", encoding="ascii").replaced == 2


@pytest.mark.parametrize(
    "name", ["", "no-such", "rot13", "hex", "idna", "punycode", "unicode_escape", "undefined", "a\0"]
)
def test_an_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(LookupError, match="encoding"):
        decode(b"text", encoding=name)


def test_text_passes_through() -> None:
    found = decode("甲\r\n\x00乙")
    assert (found.text, found.encoding, found.how, found.replaced) == ("甲\r\n\x00乙", None, "str", 0)
    assert decode("\ufeff甲\ufeff").text == "甲\ufeff"


def test_lone_surrogates_become_gaps_and_pairs_their_character() -> None:
    found = decode("a\ud800b\udc00\ufffd\ud83d\ude00")
    assert (found.text, found.replaced) == ("a\ufffdb\ufffd\ufffd\U0001f600", 2)
    assert decode(b"+2AA-", encoding="utf-7").text == "\ufffd"


# What holds for any input


def assert_sound(raw: bytes, text: str, replaced: int) -> None:
    text.encode()  # no lone surrogate
    assert not text.startswith("\ufeff")
    assert 0 <= replaced <= len(raw)


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    found = decode(raw)
    assert_sound(raw, found.text, found.replaced)
    assert found == decode(bytes(raw))
    assert decode(found.text).text == found.text


@given(
    st.sampled_from([SIMPLIFIED, TRADITIONAL, JAPANESE, ENGLISH]),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-32-be", "hz"]),
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=3)), max_size=8),
)
def test_any_damage(text: str, encoding: str, damage: list[tuple[int, bytes]]) -> None:
    raw = text.encode(encoding, "ignore")
    for at, insert in damage:
        raw = raw[:at] + insert + raw[at + 1 :]
    found = decode(raw)
    assert_sound(raw, found.text, found.replaced)


@given(st.text(max_size=200))
def test_utf8_round_trip(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    found = decode(codecs.BOM_UTF8 + raw)
    assert found.text == raw.decode().lstrip("\ufeff")


@given(st.binary(max_size=300), st.sampled_from([*LEGACY, "utf-16-le", "utf-8", "utf-7", "hz", "iso2022_jp"]))
def test_any_bytes_in_a_given_encoding(raw: bytes, encoding: str) -> None:
    found = decode(raw, encoding=encoding)
    assert_sound(raw, found.text, found.replaced)
    assert found.encoding == codecs.lookup(encoding).name


# Bounds, and what a fast path must not do


def test_a_sample_is_bounded_and_comes_from_the_whole() -> None:
    raw = "\n".join(f"第{i}段，{SIMPLIFIED[i % 90 : i % 90 + 20]}" for i in range(20_000)).encode("gb18030")
    taken = scoring.sample(raw)
    assert len(taken) <= 2 * scoring.SAMPLE_BYTES
    assert scoring.sample(b"a" * 100_000 + raw[-60:]).split(b"\n")[-1] in raw[-60:]
    assert len(scoring.sample("的".encode("gb18030") * 100_000)) <= scoring.SAMPLE_BYTES


def test_the_search_for_characters_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    search = resync._cheapest

    def counted(chunk: bytes, *rest: object) -> tuple[str, int, int]:
        searched.append(len(chunk))
        return search(chunk, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(resync, "_cheapest", counted)
    monkeypatch.setattr(resync, "SEARCHED_CHUNKS", 3)
    decode((SIMPLIFIED.encode("gb18030") + b"\xff") * 40)
    assert len(searched) == 3
    assert max(searched) <= resync.CHUNK


def test_costs_follow_frequency() -> None:
    table = costs("gb18030")
    assert table["的"] < table["镇"] < table["鲫"] < table["\ufffd"]
    assert costs("euc_jp")["の"] < costs("euc_jp")["町"]


def test_clean_utf8_does_not_import_chardet() -> None:
    code = "import sys; from newsclean.stages.decode.policy import decode; decode(b'news' * 99); sys.exit('chardet' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_pairs_of_surrogates_in_utf8_are_their_character_and_lone_ones_are_counted() -> None:
    pair = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    decoded = decode("灯塔重新点亮".encode() + pair + b"\xed\xa0\x80")
    assert (decoded.text, decoded.encoding, decoded.replaced) == ("灯塔重新点亮😀\ufffd", "utf-8", 3)
