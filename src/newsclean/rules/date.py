"""Dates as documents print them, to ISO 8601."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

import regex

_Y = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:\s?[（(]?(?:(?:星期|周|週)[一二三四五六日天]|[月火水木金土日](?:曜日?)?(?=[）)曜]|曜))[）)]?曜?日?)?"
_TIME = (
    rf"(?:{_WEEKDAY}(?:[T\s]{{0,3}}|,?\s(?:at|@)\s|,\s)(?P<half>上午|下午|午前|午後|晚上|中午|凌晨|早上)?\s?(?P<hour>[01]?\d|2[0-3])[:：時时点]"
    r"(?P<minute>[0-5]\d)分?(?:[:：]?(?P<second>[0-5]\d)(?:\.\d+|秒)?)?"
    r"(?:\s?(?P<noon>[AaPp]\.?[Mm]\b\.?))?(?:\s?(?P<zone>Z|(?:UTC|GMT)(?![+-]\d)|(?:UTC|GMT)?[+-][01]\d:?[0-5]\d)(?!\d))?)?"
)
# A day glued to a time (2019-09-3007:42) is read as a two-digit day; years outside 1900-2099 are no news dates.
NUMERIC = regex.compile(
    rf"(?<!\d){_Y}\s{{0,2}}(?:[-/.]|年|년)?\s{{0,2}}(?P<month>1[0-2]|0?[1-9])\s{{0,2}}(?:[-/.]|月|월)\s{{0,2}}"
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:日|일|(?!\d\D|\d$))?{_TIME}"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
ENGLISH = regex.compile(
    rf"\b(?:{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_Y}|(?P<day>\d{{1,2}})\s+{_MONTH},?\s+{_Y})\b{_TIME}",
    regex.IGNORECASE,
)
_NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}
CHINESE = regex.compile(
    r"(?P<year>[一二][〇零○九][〇零○一二三四五六七八九]{2})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})[日號号]"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of an era."""
JAPANESE = regex.compile(
    rf"(?P<era>令和|平成|昭和)\s?(?P<count>元|\d{{1,2}})年\s?(?P<month>1[0-2]|0?[1-9])月\s?(?P<day>3[01]|[12]\d|0?[1-9])日{_TIME}"
)
YEAR_LAST = regex.compile(
    rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])月\s?(?P<day>3[01]|[12]\d|0?[1-9])日[,，\s]{{0,2}}{_Y}(?!\d|年)"
)
REPUBLIC = regex.compile(
    r"民國\s?(?P<year>\d{2,3})\s?年\s?(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日"
)
"""Years that count from 1912."""
_WIDE = str.maketrans("０１２３４５６７８９：－／．", "0123456789:-/.")


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date with a year in `text` as (ISO 8601, start, end), with its time where one stands behind it."""
    plain = text.translate(_WIDE)
    for pattern in (NUMERIC, ENGLISH, JAPANESE, YEAR_LAST):
        for match in pattern.finditer(plain):
            found = _iso(match.groupdict())
            if found:
                return found, match.start(), match.start() + len(match[0].rstrip())
    if republic := REPUBLIC.search(plain):
        found = _iso({**republic.groupdict(), "year": str(1911 + int(republic["year"]))})
        if found:
            return found, republic.start(), republic.end()
    written = CHINESE.search(plain)
    if written:
        year = "".join(str(_NUMERALS[character]) for character in written["year"])
        found = _iso({"year": year, "month": str(_numeral(written["month"])), "day": str(_numeral(written["day"]))})
        if found:
            return found, written.start(), written.end()
    return None


def parse_date(text: str) -> str | None:
    """A field that holds a date (RFC 2822, ISO 8601 or any printed form) as ISO 8601, else `None`."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        found = find_date(text)
    return found[0] if found else None


def _iso(parts: dict[str, str | None]) -> str | None:
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("month") or 0)
    hour, second, zone = parts.get("hour"), parts.get("second"), parts.get("zone")
    if noon := parts.get("noon"):
        hour = str(int(hour or 0) % 12 + 12 * (noon[0] in "pP"))
    elif parts.get("half") in ("下午", "午後", "晚上") and int(hour or 0) < 12:
        hour = str(int(hour or 0) + 12)
    try:
        moment = datetime(
            _year(parts),
            month,
            int(parts["day"] or 0),
            int(hour or 0),
            int(parts.get("minute") or 0),
            int(second or 0),
        )
    except ValueError:
        return None
    if hour is None:
        return moment.date().isoformat()
    stamp = moment.isoformat(timespec="seconds" if second else "minutes")
    zone = (zone or "").removeprefix("UTC").removeprefix("GMT")
    if zone in ("", "Z"):
        return stamp + ("+00:00" if parts.get("zone") else "")
    return stamp + (zone if ":" in zone else f"{zone[:3]}:{zone[3:]}")


def _year(parts: dict[str, str | None]) -> int:
    era, count = parts.get("era"), parts.get("count") or "0"
    return _ERAS[era] + (1 if count == "元" else int(count)) if era else int(parts["year"] or 0)


def _numeral(text: str) -> int:
    """十 to 三十一."""
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _NUMERALS[text[0]] if len(text) == 1 else 0
    return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)
