"""The moment of publication, from what the page states for machines and what it prints near its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from newsclean.language.dates import find_date, parse_date
from newsclean.stages.read.web.metadata import Head, claims, scripted
from newsclean.stages.read.web.patterns import CHANGED, COMPACT, EPOCH, FOREIGN, MONTH_FIRST, PUBLISHED, SHORT_DATE

WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s$", re.I)
EARLIEST, LATEST = 1990, 2100


def find(text: str) -> str | None:
    """The first date of a text."""
    found = find_date(text)
    return found[0] if found else None


def stated(value: str) -> str | None:
    """A machine-readable field: ISO 8601, RFC 2822, seconds since 1970, or a printed date."""
    value = value.strip()[:80]
    if epoch := EPOCH.fullmatch(value):
        return datetime.fromtimestamp(int(epoch["seconds"]), UTC).isoformat()
    if COMPACT.fullmatch(value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:8]} {value[8:]}"
    found = find_date(value)
    if found and not value[:3].isalpha():
        return _whole(found[0])
    if numbers := MONTH_FIRST.search(value):
        return _numbers(numbers)
    parsed = parse_date(value)
    return _whole(parsed) if parsed and EARLIEST <= int(parsed[:4]) < LATEST else None


def _is_weekday(match: Any, month: int, day: int) -> bool:
    """Whether an English name of a weekday stands before a day, and is that day's with the month first, as those write
    who write one there (Tue, 07/11/2023)."""
    before = WEEKDAY.search(match.string[: match.start()])
    try:
        return before is not None and f"{datetime(int(match['year']), month, day):%a}" == before[1].title()
    except ValueError:
        return False


def _numbers(match: Any) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        if not _is_weekday(match, first, second):
            return None
        month, day = first, second
    else:
        month, day = (first, second) if first <= 12 else (second, first)
    return find(f"{match['year']}-{month:02d}-{day:02d} {match['time'] or ''}".strip()) if month <= 12 else None


def _whole(moment: str) -> str:
    """A moment at midnight sharp of no zone is a day."""
    return moment[:10] if len(moment) > 10 and moment[10:] in ("T00:00:00", "T00:00") else moment


def printed(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The dates of lines as (moment, rank): 0 with a label of publication, 1 without one, 2 of a change."""
    text, at = " ".join(lines), 0
    while at < len(text):
        found = find_date(text[at:])
        if found is None:
            return
        before = text[max(0, at + found[1] - 24) : at + found[1]]
        at += max(found[2], 1)
        if FOREIGN.search(before):
            continue
        yield (
            found[0],
            0 if PUBLISHED.search(before) and not CHANGED.search(before) else 2 if CHANGED.search(before) else 1,
        )


def score(lines: Sequence[str]) -> float:
    """How well lines look like those below a headline."""
    if not lines:
        return -1.0
    return 2.0 * any(rank < 2 for _, rank in printed(lines)) + any("来源" in line or "作者" in line for line in lines)


def decide(
    tree: Any,
    head: Head,
    objects: list[dict[str, Any]],
    pages: list[dict[str, Any]],
    near: Sequence[str],
    texts: Sequence[str],
) -> str | None:
    """The best date, with the time of day and the zone that another statement of the same day gives."""
    visible = sorted((rank, at, moment) for at, (moment, rank) in enumerate(printed(near)))
    ranked: list[str | None] = [
        *map(stated, claims(objects, "datePublished")),
        *map(stated, head.meta.get("published", [])),
        *map(stated, head.items.get("datepublished", [])),
        *(stated(value) for value, _, name in head.times if "pub" in name),
        *(moment for rank, _, moment in visible if rank < 2),
        *map(stated, claims(pages, "datePublished")),
        *_short(
            near,
            [*head.meta.get("changed", []), *head.meta.get("dated", [])],
        ),
        *map(stated, head.meta.get("dated", [])),
        *(stated(value) or stated(text) for value, text, _ in head.times[:1]),
    ]
    known = _printed_day([moment for moment in ranked if moment], [moment for rank, _, moment in visible if rank < 2])
    if not known:
        known = list(_labelled(texts)) or [moment for moment in map(stated, scripted(tree)) if moment][:1]
    return _fullest(known) if known else None


def _printed_day(known: list[str], printed: Sequence[str]) -> list[str]:
    """Statements with the first of those of a day that the page prints below its headline in front: where statements
    for machines differ, readers are told the right one. The moment of another zone is of the day that is printed."""
    if not known or not printed or known[0][:10] in (days := {moment[:10] for moment in printed}):
        return known
    agreed = [moment for moment in known if moment[:10] in days and moment not in printed]
    if agreed and not _is_utc(known[0]):
        return [agreed[0], *known]
    if _is_utc(known[0]) and len(days) == 1:
        (day,) = days
        apart = (
            datetime.fromisoformat(day) + timedelta(hours=12) - datetime.fromisoformat(known[0]).replace(tzinfo=None)
        )
        if abs(apart) < timedelta(hours=26) and not any(_local(known[0], moment) for moment in printed):
            return [day, *known]
    return known


def _short(near: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """A day without its year, completed by another statement of the same day and minute."""
    text = " ".join(near)
    for found in SHORT_DATE.finditer(text):
        day = f"{int(found['month']):02d}-{int(found['day']):02d}"
        for other in filter(None, map(stated, others)):
            if other[5:10] == day and (not found["year"] or other[2:4] == found["year"]):
                yield other


def _labelled(texts: Sequence[str]) -> Iterator[str]:
    """Dates behind a label of publication anywhere on the page."""
    for at, text in enumerate(texts):
        if len(text) <= 80 and "20" in text and (date := find_date(text)):
            before = text[: date[1]] or (texts[at - 1] if at else "")
            if PUBLISHED.search(before[-24:]):
                yield date[0]


def _fullest(known: Sequence[str]) -> str:
    """The first statement, completed by others of the same day or the same moment."""
    first = known[0]
    if len(first) == 10:
        return next((other for other in known if other.startswith(first) and len(other) > 10), first)
    if _is_utc(first):
        local = (moved for other in known if (moved := _local(first, other)))
        return next(local, first)
    if not _has_zone(first):
        near = [other for other in known if _has_zone(other) and other[:16] == first[:16]]
        return near[0] if near else first
    return first


def _local(first: str, other: str) -> str | None:
    """The same moment as the page's own clock shows it, where `other` is that: the zone is what lies between."""
    if len(other) <= 10 or _is_utc(other):
        return None
    if _has_zone(other):
        return other if _same(first, other) else None
    moment = datetime.fromisoformat(first).replace(tzinfo=None)
    shown = datetime.fromisoformat(other)
    apart = shown - moment.replace(second=moment.second if len(other) > 16 else 0, microsecond=0)
    quarters, rest = divmod(apart, timedelta(minutes=15))
    if rest or not quarters or abs(apart) > timedelta(hours=14):
        return None
    sign, minutes = "-" if quarters < 0 else "+", abs(quarters) * 15
    stamp = (moment + apart).isoformat(timespec="seconds")
    return f"{stamp}{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def _is_utc(moment: str) -> bool:
    return moment.endswith("+00:00")


def _has_zone(moment: str) -> bool:
    return len(moment) > 16 and moment[-6] in "+-" and moment[-3] == ":"


def _same(one: str, other: str) -> bool:
    return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) < timedelta(minutes=1)
