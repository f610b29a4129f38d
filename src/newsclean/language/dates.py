"""Dates as documents print them, to ISO 8601."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache

import regex

from newsclean.language.months import MONTH_NUMBERS

_Y = r"(?P<year>(?:19|20)\d\d)"
ZONES = {
    "Z": "+00:00",
    "GMT": "+00:00",
    "UTC": "+00:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "HKT": "+08:00",
    "SGT": "+08:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""Abbreviations of one meaning. CST (China, Chicago), IST and ET have several: a time with them stays without a zone."""
_ZONE = (
    r"(?:(?:GMT|UTC)\s?(?P<zone>[+-]\d{1,2}(?::?[0-5]\d)?)(?!\d)|(?P<zone>[+-][01]\d(?::?[0-5]\d)?)(?![\d:-])|(?P<zone>"
    + "|".join(sorted(ZONES, key=len, reverse=True))
    + r")(?!\w))"
)
_AM_PM = r"[AaPp]\.?[Mm]\b\.?"
_HALF = r"上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚间|晚間|午前|午後"
_CLOCK = (
    rf"(?P<half>{_HALF})?\s?(?P<hour>[01]?\d|2[0-4])(?:[:：時时点點]\s?(?P<minute>[0-5]\d|\d(?=分))分?(?:[:：]?(?P<second>[0-5]\d)(?:\.\d+|秒)?)?"
    rf"\s?(?P<half>{_AM_PM})?|\s?(?P<half>{_AM_PM}))(?:\s?\(?{_ZONE}\)?)?"
)
_WEEKDAY = r"(?:[(（]?(?:星期|周|週|礼拜|禮拜)?[一二三四五六日天月火水木金土](?:曜日?)?[)）]?)"
# Between a day and its time: 2021-03-21T10:20, 3月21日（周日）上午10:20, March 21, 2021 at 10:20, 2021.03.21 | 10:20.
_TIME = rf"(?:(?:(?P<iso>T)|\s{{0,3}}(?:{_WEEKDAY}\s{{0,2}})?(?:[,，|｜/·•–—-]\s{{0,2}}|at\s)?){_CLOCK})?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
# A day glued to a time (2019-09-3007:42) is read as a two-digit day; years outside 1900-2099 are no news dates.
_DAY = r"(?P<month>1[0-2]|0?[1-9])\s{0,2}(?:[-/.]|月|월)\s{0,2}(?P<day>3[01]|[12]\d|0?[1-9])(?:\s{0,2}(?:日|일)|(?!\d\D|\d$))?"
_NUMERIC = rf"(?<!\d){_Y}\s{{0,2}}(?:[-/.]|年|년)?\s{{0,2}}{_DAY}{_TIME}"
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = rf"(?:中華)?(?P<era>{'|'.join(_ERAS)})\s?(?P<since>\d{{1,3}}|元)\s?[年./-]\s?{_DAY}{_TIME}"
_NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}
_N = r"[〇零○一二三四五六七八九十百]"
_CHINESE = (
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<since>{_N}{{1,6}}|元)|(?P<year>[一二][〇零○九][〇零○一二三四五六七八九]{{2}}))年"
    rf"(?P<month>{_N}{{1,2}})月(?P<day>{_N}{{1,3}})[日號号]{_TIME}"
)
_ENGLISH = (
    rf"\b(?:{_MONTH}\s{{0,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}{_Y}"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s{{1,2}}(?:of\s)?|-){_MONTH},?(?:\s{{1,2}}|-){_Y}|{_Y}\s{_MONTH}\s(?P<day>\d{{1,2}}))(?!\d){_TIME}"
)
_NAMED = "|".join(sorted((name for name, number in MONTH_NUMBERS.items() if number), key=len, reverse=True))
# 17 de marzo de 2020, 9. oktober 2020, 9 октября 2020 г., 1er mars 2020; Hungarian has the year first.
_NAMED_MONTH = (
    rf"(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])(?:\.|er|º|-го)?\s{{0,2}}(?:de\s)?(?P<foreign>{_NAMED})(?!\p{{L}})[.,]?\s{{0,2}}(?:del?\s)?{_Y}(?!\d){_TIME}"
    rf"|{_Y}\.\s(?P<foreign>{_NAMED})\s(?P<day>\d{{1,2}})\.|ngày\s(?P<day>\d{{1,2}})\stháng\s(?P<month>\d{{1,2}})\snăm\s{_Y}"
)
_CLOCK_FIRST = rf"(?<!\d){_CLOCK},?\s(?:on\s)?(?:[A-Z][a-z]{{2,8}},?\s)?(?:{_MONTH}\s(?P<day>\d{{1,2}}),?\s{_Y}|(?P<day>\d{{1,2}})\s{_MONTH},?\s{_Y})\b"
# Day and month are told apart where one of them can be no month, both are the same, or dots stand between them.
_WESTERN = rf"(?<![\d./-])(?P<first>0?[1-9]|[12]\d|3[01])(?P<between>[-/.])(?P<second_>0?[1-9]|[12]\d|3[01])(?P=between){_Y}(?!\d){_TIME}"
_YEAR_LAST = (
    rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])月\s?(?P<day>3[01]|[12]\d|0?[1-9])日[,，\s]{{0,2}}{_Y}(?!\d|\s?年){_TIME}"
)
_SHORT = (
    r"(?:发布|發布|发表|發表|更新)(?:时间|時間|日期)\s?[：:]\s?(?P<short>\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
    + _TIME
)


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    """The notations, compiled when the first line looks like a date: that takes 20 ms."""
    notations = (_ERA, _NUMERIC, _CLOCK_FIRST, _ENGLISH, _NAMED_MONTH, _WESTERN, _CHINESE, _YEAR_LAST, _SHORT)
    return tuple(regex.compile(pattern, regex.IGNORECASE) for pattern in notations)


_WIDE = str.maketrans("０１２３４５６７８９：－／．＋", "0123456789:-/.+")
# What every date holds: a year in figures, an era, or a year in numerals; most lines have none, and need no closer look.
_HINT = regex.compile(rf"(?:19|20)\d\d|{'|'.join(_ERAS)}|[一二][〇零○九]|[：:]\s?\d\d-\d\d-")


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date with a year in `text` as (ISO 8601, start, end), with its time where one stands beside it.

    >>> find_date("2021年3月21日（日）午後3時5分　港")[0], find_date("by Lin, March 21, 2021 at 3:05 p.m. EDT")[0]
    ('2021-03-21T15:05', '2021-03-21T15:05-04:00')
    """
    plain = text.translate(_WIDE)
    if _HINT.search(plain) is None:
        return None
    for pattern in _patterns():
        for match in pattern.finditer(plain):
            if found := _iso(match.groupdict()):
                return found, match.start(), match.start() + len(match[0].rstrip())
    return None


def parse_date(text: str) -> str | None:
    """A field that holds a date (RFC 2822, ISO 8601 or any printed form) as ISO 8601, else `None`."""
    if found := find_date(text):
        return found[0]
    from email.utils import parsedate_to_datetime  # 12 ms, and few documents have such a date

    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _iso(parts: Mapping[str, str | None]) -> str | None:
    for year, month, day in _days(parts):
        try:
            moment = datetime(year, month, day)
        except ValueError:
            continue
        return moment.date().isoformat() + _clock(parts)
    return None


def _days(parts: Mapping[str, str | None]) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of a match; none where the order of day and month is open."""
    year = _number(parts.get("year")) or 2000 + _number(parts.get("short"))
    if since := parts.get("since"):
        year = _ERAS[parts["era"] or ""] + (1 if since == "元" else _number(since))
    if first := _number(parts.get("first")):
        second = _number(parts["second_"])
        if first > 12 or first == second:
            yield year, second, first
        elif second > 12:
            yield year, first, second
        elif parts.get("between") == ".":  # with dots the day comes first: 06.01.2022
            yield year, second, first
        return
    if foreign := parts.get("foreign"):
        yield year, MONTH_NUMBERS.get(foreign.lower(), 0), _number(parts.get("day"))
        return
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else _number(parts.get("month"))
    yield year, month, _number(parts.get("day"))


def _clock(parts: Mapping[str, str | None]) -> str:
    """The time behind a day, `T15:05`, with its zone where one is named; empty where the day has none."""
    if parts.get("hour") is None:
        return ""
    hour, half = int(parts["hour"] or 0), (parts.get("half") or "").lower()
    if half and (half[0] in "p下傍晚" or half in ("午後", "中午")):
        hour += 12 * (hour < 12 and not (half == "中午" and hour > 10))
    elif half and hour == 12 and half != "中午":
        hour = 0
    if hour > 23:
        return ""
    second = parts.get("second")
    time = f"T{hour:02d}:{int(parts.get('minute') or 0):02d}" + (f":{second}" if second else "")
    zone = (parts.get("zone") or "").upper()
    if not zone or zone in ZONES:
        return time + ZONES.get(zone, "")
    hours, minutes = zone[1:].split(":") if ":" in zone else (zone[1:3], zone[3:])
    offset = f"{int(hours):02d}:{minutes or '00'}"
    is_range = zone[0] == "-" and ":" in zone and not second and not parts.get("iso") and offset > time[1:]
    return time if is_range else f"{time}{zone[0]}{offset}"  # 10:20-11:30 is from when to when


def _number(text: str | None) -> int:
    """A number in figures or in Chinese numerals, digit by digit (二〇二一) or counted (三十一, 一百一十); 0 for none."""
    if not text:
        return 0
    if text.isascii():
        return int(text)
    if "十" not in text and "百" not in text:
        return int("".join(str(_NUMERALS[character]) for character in text))
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.strip("零〇").rpartition("十")
    tenfold = 10 * (_NUMERALS.get(tens, 0) if tens else 1) if ten else 0
    return 100 * _NUMERALS.get(hundreds, 0) + tenfold + _NUMERALS.get(ones, 0)
