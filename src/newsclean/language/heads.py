"""The lines above a body: which of them are the headline, which the line above it (kicker) and below it (deck).

Display type has no marks that say so. Each way to read the lines, from the top as section, kickers, headline and
decks, is worth what its lines' forms are worth; the best is taken. On 120 invented and real heads of printed pages
two lines are one headline 8 times in 10, and the second is a deck or the first a kicker where its form says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from newsclean.language import sentences
from newsclean.language.characters import has_han, width
from newsclean.language.words import words
from newsclean.patterns import either

# Lines of each part at most.
KICKERS, TITLES, DECKS = 2, 2, 3
# Cells: a headline's line is seldom shorter than the first or longer than the second; a kicker is no longer than the third.
SHORT_LINE, LONG_LINE, LONG_KICKER = 6, 20, 14
# Cells by which the two lines of one headline differ at most.
UNEVEN = 5

_NAMES = either(words("section_names"))
SECTION = regex.compile(rf"[■◆●★◎□◇▍┃|【〖\[]?\s?{_NAMES}(?:[·・•/／]{_NAMES})?\s?[】〗\]]?")
"""A section's name: 要闻, 综合新闻, ■区县纵横, 要闻·社会."""
# The name of a series, or a cause that papers announce so. Other forms that invented heads have (从…说起, …看…) told no
# head of a real page.
_KICKER = regex.compile(
    r".{0,8}(?:走基层|进行时|見聞|见闻|系列报道.{0,4}|特别报道|記者調查|记者调查|在行动|在路上|一线|纪事)|.{2,8}(?:之[一二三四五六七八九十]|[①-⑳])"
    r"|(?:聚焦|关注|走进|新春|学习|践行|贯彻|落实|弘扬|喜迎|庆祝|纪念).{2,10}"
)
_DECK_TAIL = regex.compile(
    r".{2,30}(?:纪实|紀實|见闻|見聞|调查|調查|手记|手記|侧记|側記|探访|探訪|一瞥|纪行|巡礼|追踪|述评|综述|改造记|札记|掠影|访谈)"
)
DASHED = regex.compile(r"[—－–─]{1,2}\s?(?=\p{Han})[^。；]{3,40}(?<![，、；。：])")
"""A deck after a dash: ——青石渡口夜航见闻."""
_DASH = regex.compile(r"[—－–─-]{1,2}\s?\p{Han}")
_OFFICE = regex.compile(r".*(?:主席|院长|研究员|教授|主任|书记|局长|会长|专家|总监|理事长)\p{Han}{2,3}")
_WHOLE = regex.compile(r"[”」』]$|[ぁ-んァ-ヶ].{0,20}、|、.{0,20}[ぁ-ん]")
_PARTS = regex.compile(r"\S\s+\S|\p{Han}{3}[，,]\p{Han}{3}")
_ASKS = regex.compile(r"[：:？?！!]$")


@dataclass(frozen=True, slots=True)
class Head:
    """What each of the lines above a body is, as ranges of their numbers, from the top."""

    section: range
    kickers: range
    title: range
    decks: range


def read_head(lines: Sequence[str], *, most: int = TITLES) -> Head:
    """The best way to read the lines of a head, with a headline of at most so many lines.

    >>> read_head(["记者走基层", "渡口恢复夜航末班船", "延至晚上二十三时"]).title
    range(1, 3)
    >>> read_head(["渡口恢复夜航", "——青石渡口夜航见闻"]).title
    range(0, 1)
    """
    return max(_readings(lines, most), key=lambda head: _worth(lines, head))


def _readings(lines: Sequence[str], most: int) -> Iterator[Head]:
    """All ways to read lines, those without kickers and with a headline of one line first."""
    count = len(lines)
    named = int(count > 1 and SECTION.fullmatch(lines[0]) is not None)
    for kickers in range(min(KICKERS, count - named - 1) + 1):
        for titles in range(1, min(most, count - named - kickers) + 1):
            top = named + kickers
            yield Head(range(named), range(named, top), range(top, top + titles), range(top + titles, count))


def _worth(lines: Sequence[str], head: Head) -> float:
    if not any(has_han(line) for line in lines):  # in words, only the first line is known to be the headline
        return -float(len(head.kickers) + len(head.title))
    value = sum(_kicker(lines[at], lines[head.title[0]]) for at in head.kickers)
    if len(head.kickers) == KICKERS:
        first, second = (width(lines[at]) for at in head.kickers)
        value += 2.5 if first == second and first <= SHORT_LINE else -1.0
    value += _title([lines[at] for at in head.title])
    value += sum(_deck(lines[at], lines[head.title[0]]) for at in head.decks)
    return value - 1.5 * max(0, len(head.decks) - DECKS + 1)


def _kicker(text: str, title: str) -> float:
    value = -1.8
    if _KICKER.fullmatch(text):
        value += 2.6
    if width(text) <= SHORT_LINE and width(title) >= 1.5 * width(text):
        value += 0.6
    if width(text) > LONG_KICKER or _DASH.match(text) or _ASKS.search(text) or sentences.LEFT_OPEN.match(text[-12:]):
        value -= 3.0
    return value


def _title(lines: Sequence[str]) -> float:
    cells = [width(line) for line in lines]
    value = -3.0 * any(_DASH.match(line) is not None for line in lines) - 0.5 * (max(cells) > LONG_LINE)
    if len(lines) == 1:
        value += 0.4 * _parted(lines[0]) - 1.5 * (cells[0] < SHORT_LINE) - 2.0 * (lines[0][-1] in "：:")
        value -= 2.5 * (sentences.LEFT_OPEN.match(lines[0][-12:]) is not None)
        return value - 2.0 * (_KICKER.fullmatch(lines[0]) is not None and cells[0] <= LONG_KICKER)
    value += 0.4 - 0.2 * max(0.0, abs(cells[0] - cells[1]) - UNEVEN)
    value += 1.0 * (_ASKS.search(lines[0]) is not None) - 0.6 * _parted(lines[1])
    value -= 1.5 * (_parted(lines[0]) or _WHOLE.search(lines[0]) is not None)
    return value - 1.2 * (_DECK_TAIL.fullmatch(lines[1]) is not None) - 1.5 * (_OFFICE.fullmatch(lines[1]) is not None)


def _deck(text: str, title: str) -> float:
    value = -0.6 + 0.9 * _parted(text) + 0.03 * (width(text) - width(title))
    if _DASH.match(text):
        value += 3.0
    return value + 1.0 * (_DECK_TAIL.fullmatch(text) is not None) + 1.0 * (_OFFICE.fullmatch(text) is not None)


def _parted(text: str) -> bool:
    """Whether a line has clauses that a space parts."""
    return _PARTS.search(text) is not None
