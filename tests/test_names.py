"""Names, bylines and dates as documents print them. All people and papers are invented."""

from __future__ import annotations

import pytest

from newsclean.language.bylines import lead_authors, parse_byline
from newsclean.language.dates import find_date, parse_date
from newsclean.language.names import is_name
from newsclean.model import Byline


@pytest.mark.parametrize(
    "word",
    [
        "白桦",
        "林一",
        "王小明",
        "欧阳青",
        "諸葛亮之",
        "駱平",
        "沐小川",
        "鄺青",
        "买买提·艾山",
        "阿依古丽•买买提",
        "Lin Yi",
        "Jean de la Tour",
    ],
)
def test_a_name(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize(
    "word", ["", "林", "记者", "了解到", "昨天从", "报道", "时政", "供图", "林一二三", "白桦说，", "1号", "harbour"]
)
def test_no_name(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("本报记者 白桦", ["白桦"], None),
        ("■本报记者 白 桦", ["白桦"], None),
        ("本报记者　白　桦　通讯员　王　平", ["白桦", "王平"], None),
        ("●青禾日报记者 林一、苏南", ["林一", "苏南"], "青禾日报"),
        ("▲新华社记者 白桦", ["白桦"], "新华社"),
        ("特聘首席记者 苏南 通讯员 白 桦", ["苏南", "白桦"], None),
        ("高级记者 林一 实习生 王平", ["林一", "王平"], None),
        ("本报驻海城记者 林一", ["林一"], None),
        ("本刊特约撰稿人 林一", ["林一"], None),
        ("本报特派员 顾泳", ["顾泳"], None),
        ("本報記者 張一", ["張一"], None),
        ("中央社記者 林一", ["林一"], "中央社"),
        ("特約評論員 林一", ["林一"], None),
        ("本报编译 林一", ["林一"], None),
        ("青禾网记者 林一 报道", ["林一"], "青禾网"),
        ("記者林一／海城報導", ["林一"], None),
        ("■ 顾泳", ["顾泳"], None),
        ("作者：林一", ["林一"], None),
        ("撰文：林一 摄影：白桦", ["林一"], None),
        ("文/林一", ["林一"], None),
        ("记者｜林一", ["林一"], None),
        ("（记者 白桦）", ["白桦"], None),
        ("【记者 白桦】", ["白桦"], None),
        ("记者 买买提·艾山 通讯员 王平", ["买买提·艾山", "王平"], None),
        ("By Lin Yi", ["Lin Yi"], None),
        ("By LIN YI and BAI HUA", ["LIN YI", "BAI HUA"], None),
        ("By Lin Yi, Staff Writer", ["Lin Yi"], None),
        ("记者集体采访", [], None),
        ("本报评论员", [], None),
    ],
)
def test_a_byline_names_its_authors(line: str, authors: list[str], source: str | None) -> None:
    assert parse_byline(line) == Byline(authors=tuple(authors), source=source)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "记者了解到",
        "记者昨天从市水务局获悉",
        "记者从现场发回的画面显示，水位仍在上涨",
        "林一",
        "欧阳青",
        "图/林一",
        "作者认为，这座桥早该修了。",
        "By the end of the year",
        "灯塔重新点亮",
        "本报今天起改版",
        "■发布厅",
        "本报记者 " + "白桦、" * 40,
        "（中央社記者林一",
        "白桦 通讯员 王平）",
    ],
)
def test_no_byline(line: str) -> None:
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("本报讯（记者 白桦）昨天，灯塔重新点亮。", ["白桦"]),
        ("本报讯（记者 白桦 通讯员 王平）昨天", ["白桦", "王平"]),
        ("新华社海城4月1日电（记者苏南、林一）昨天", ["苏南", "林一"]),
        ("（中央社記者林一海城1日電）市府", ["林一"]),
        ("〔記者林一／海城報導〕市府", ["林一"]),
        ("本报讯 记者白桦报道：昨天，灯塔重新点亮。", ["白桦"]),
        ("本报海城4月1日讯 记者白桦、王平报道：昨天", ["白桦", "王平"]),
        ("本报讯 记者获悉，昨天", []),
        ("本报讯 昨天", []),
        ("昨天（记者注：此为化名），灯塔重新点亮。", []),
        ("", []),
    ],
)
def test_a_lead_names_its_authors_in_brackets(text: str, authors: list[str]) -> None:
    assert lead_authors(text) == tuple(authors)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-04-01", "2021-04-01"),
        ("2021年4月1日", "2021-04-01"),
        ("2021/4/1", "2021-04-01"),
        ("2021.4.1", "2021-04-01"),
        ("２０２１年４月１日", "2021-04-01"),
        ("二〇二一年四月一日", "2021-04-01"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("二〇二〇年十月二十日", "2020-10-20"),
        ("中華民國110年4月1日", "2021-04-01"),
        ("民國 110 年 12 月 31 日", "2021-12-31"),
        ("April 1, 2021", "2021-04-01"),
        ("1 April 2021", "2021-04-01"),
        ("2021年04月01日 08:30", "2021-04-01T08:30"),
        ("2021年4月1日08时30分", "2021-04-01T08:30"),
        ("2021-04-01 08:30:05", "2021-04-01T08:30:05"),
        ("2021-04-01T08:30:00Z", "2021-04-01T08:30:00+00:00"),
        ("2021-04-01 08:30:05 +0800", "2021-04-01T08:30:05+08:00"),
        ("Apr. 1, 2021 8:30 PM", "2021-04-01T20:30"),
        ("Apr. 1, 2021 12:05 am", "2021-04-01T00:05"),
        ("2019-09-3007:42", "2019-09-30T07:42"),
        ("２０２１年４月１日　０８：３０", "2021-04-01T08:30"),
        ("2021年4月1日（周四）下午2:05", "2021-04-01T14:05"),
        ("2021年4月1日週四 上午12:05", "2021-04-01T00:05"),
        ("2021年4月1日 中午12:10", "2021-04-01T12:10"),
        ("2021年4月1日(木) 13時14分", "2021-04-01T13:14"),
        ("2021年4月1日（木）午後3時5分", "2021-04-01T15:05"),
        ("民國110年4月1日", "2021-04-01"),
        ("民國一一〇年四月一日", "2021-04-01"),
        ("民國一百一十年十二月三十一日", "2021-12-31"),
        ("令和3年4月1日 8:30", "2021-04-01T08:30"),
        ("令和元年五月一日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("April 1st, 2021 at 8:30 p.m. EDT", "2021-04-01T20:30-04:00"),
        ("1st of April 2021", "2021-04-01"),
        ("01-Apr-2021", "2021-04-01"),
        ("April 1, 2021 | 6 p.m.", "2021-04-01T18:00"),
        ("08:30 PM April 1, 2021", "2021-04-01T20:30"),
        ("1 Apr 2021 08:30:05 GMT", "2021-04-01T08:30:05+00:00"),
        ("2021-04-01 08:30 UTC+8", "2021-04-01T08:30+08:00"),
        ("2021/04/01 08:30 JST", "2021-04-01T08:30+09:00"),
        ("04/21/2021", "2021-04-21"),
        ("21.4.2021 08:30", "2021-04-21T08:30"),
        ("05/05/2021", "2021-05-05"),
        ("2021-04-01T08:30-05:00", "2021-04-01T08:30-05:00"),
    ],
)
def test_a_printed_date(text: str, iso: str) -> None:
    assert find_date(text) == (iso, 0, len(text))
    found = find_date(f"发布时间：{text} 来源：青禾网")
    assert found is not None
    assert found[0] == iso
    assert f"发布时间：{text} 来源：青禾网"[found[1] : found[2]] == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4月1日",
        "2021年4月",
        "2021-13-01",
        "2021-02-30",
        "1234-05-06",
        "12:30",
        "共2021人",
        "04/05/2021",
        "110年4月1日",
    ],
)
def test_no_date_with_a_day_and_a_year(text: str) -> None:
    assert find_date(text) is None


def test_a_stretch_of_time_has_no_zone() -> None:
    found = find_date("2021年4月1日 10:20-11:30")
    assert found is not None
    assert found[0] == "2021-04-01T10:20"


@pytest.mark.parametrize(
    ("field", "iso"),
    [
        ("Thu, 01 Apr 2021 08:30:00 +0800", "2021-04-01T08:30:00+08:00"),
        ("2021-04-01T08:30:00.000Z", "2021-04-01T08:30:00+00:00"),
        ("2021年4月1日", "2021-04-01"),
        ("Thu, 01 Apr 21 08:30:00 +0800", "2021-04-01T08:30:00+08:00"),
        ("Thu Apr 01 2021 08:30:00 GMT+0800 (China Standard Time)", "2021-04-01T08:30:00+08:00"),
        ("Thursday, April 1, 2021 1:14 PM", "2021-04-01T13:14"),
        ("Thu, 32 Apr 2021 08:30:00 +0800", None),
        ("Invalid Date", None),
        ("", None),
        ("0" * 500, None),
    ],
)
def test_a_field_that_holds_a_date(field: str, iso: str | None) -> None:
    assert parse_date(field) == iso
