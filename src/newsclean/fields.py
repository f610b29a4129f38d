"""Lines made of an article's fields – date, outlet, author – and what becomes known from them."""

from __future__ import annotations

import re

import regex

from newsclean.characters import ends_sentence, width
from newsclean.model import Metadata
from newsclean.rules.byline import Byline, parse_byline
from newsclean.rules.date import find_date
from newsclean.rules.names import is_name
from newsclean.rules.portal import FIELDS, HOME

LONGEST = 120
"""Characters in a line of fields."""
# Letters that a line of fields has beside them: an outlet's or an author's name without its label goes with a date.
BESIDE_DATE, BESIDE_NAMES = 10, 4
# Cells of a line between a headline and its story in which a date is the story's, whatever else it says.
DATED = 60

# How the name of a paper, station or site ends where it stands beside a date without a label. 社会新闻 is a section,
# 通报 and 官网 are no papers and no sites.
_OUTLET = regex.compile(
    r"\p{Han}{1,8}(?:(?<![通海公预預情举舉汇匯申简簡播])[报報]|(?<![上官全联聯互电電管水])[网網]|(?<!旅行|合作|供销|出版)社|周刊|週刊|杂志|雜誌"
    r"|电视台|電視台|广播|廣播|客户端|在线|融媒体?|放送|テレビ|(?<!社[会會]|[国國][内內际際]|[财財][经經]|[体體]育|[娱娛][乐樂]|生活|政治|地方|即[时時]"
    r"|焦[点點]|[头頭][条條]|[两兩]岸|科技|教育|健康|旅[游遊]|影音|[热熱][门門]|最新|重要|[综綜]合|本地|本市|全球|港|要|图片|[视視][频頻])新[闻聞])"
    r"|(?:\p{Lu}[\p{L}.'’&-]* ){0,4}(?:News|Times|Post|Daily|Herald|Tribune|Record|Journal|Gazette|Courier|Chronicle"
    r"|Observer|Mail|Express|Telegraph|Star|Standard|Weekly|Magazine|Press|Wire|Agency|Today)"
)
# The line of an account: who wrote it, whose account it is, a date, and where it was posted.
_POSTED = regex.compile(r"(?:发表|發表)[于於]\p{Han}{2,6}$")
# What stands between words that are fields of their own; in Latin letters a space does not.
_BETWEEN = regex.compile(r"\s*[|｜丨·•,，]\s*|\s{2,}|(?<=[\p{Han}\p{N}）)])\s|\s(?=\p{Han})")
_NO_FIELD = re.compile(r"原[创創]|\d*+[人条條次]?(?:评论|評論|参与|參與|阅读|閱讀|跟贴|跟帖)?[（(]?\d*[）)]?|[^\w]*")
_NO_WORD = re.compile(r"[\W\d_]")
_MAY_HAVE = re.compile(r"[\d：:年]|[Bb][Yy]")  # a line without these is none, and need not be looked at

_LABELLED = re.compile(r"[：:]|[Bb][Yy]")  # nor is one with neither a date nor a label


def fields(text: str) -> Metadata | None:
    """The fields of a line that is made of them: a date with a year, an outlet, an author, and little else.

    >>> fields("2021-04-01 08:30 来源：青禾晚报").source
    '青禾晚报'
    >>> fields("2021年4月1日，灯塔重新点亮，来的人很多。") is None
    True
    """
    if len(text) > LONGEST or _MAY_HAVE.search(text) is None:
        return None
    date = find_date(text)
    if date is None and _LABELLED.search(text) is None:
        return None
    rest = text[: date[1]] + " " + text[date[2] :] if date else text
    source = author = latin = None
    for field in FIELDS.finditer(rest):
        source = source or field["outlet"]
        author = author or field["names"]
        latin = latin or field["latin"]
    posted = _POSTED.search(rest.rstrip()) if date else None
    rest = FIELDS.sub(" ", rest[: posted.start()] if posted else rest)
    byline = parse_byline(f"作者：{author}") if author else parse_byline(f"By {latin}") if latin else None
    printed = author or latin
    if date:
        signed, outlet, rest = _unlabelled(rest, posted is not None)
        if rest and text[date[2] :].startswith("，"):  # 4月1日，记者来到码头: a sentence begins
            return None
        source = source or outlet
        if signed and not printed:
            printed, byline = signed
    if not (date or source or author) or len(_NO_WORD.sub("", rest)) > (BESIDE_DATE if date else BESIDE_NAMES):
        return None
    return Metadata(
        date=date[0] if date else None,
        source=source or None,
        authors=byline.authors if byline else (),
        byline=printed if byline else None,
    )


def _unlabelled(text: str, posted: bool) -> tuple[tuple[str, Byline] | None, str | None, str]:
    """The byline as printed and parsed, and the outlet, among the words beside a date that have no labels; and the
    words that are neither. A name without a role is told by the outlet beside it, the outlet by how it ends, or by its
    place on the line of an account.
    """
    words = [word for word in _BETWEEN.split(text.strip()) if not _NO_FIELD.fullmatch(word)]
    whole = " ".join(words)
    if words and (byline := parse_byline(whole)) and byline.authors:
        return (whole, byline), byline.source, ""
    outlet = next((word for word in words if _OUTLET.fullmatch(word)), words[-1] if words and posted else None)
    others = [word for word in words if word != outlet]
    signed = None
    if len(others) == 1:
        names = parse_byline(others[0]) or (Byline((others[0],)) if outlet and is_name(others[0]) else None)
        signed = (others[0], names) if names and names.authors else None
    return signed, outlet, "" if signed else " ".join(others)


def dated(text: str) -> Metadata | None:
    """The date in a line that is no sentence, for a place where only a story's own date can stand."""
    if width(text) > DATED or ends_sentence(text):
        return None
    date = find_date(text)
    return Metadata(date=date[0]) if date else None


def crumbs(text: str) -> Metadata:
    """What a breadcrumb says: the outlet whose front page it starts at."""
    home = HOME.search(text)
    return Metadata(source=home["site"]) if home else Metadata()
