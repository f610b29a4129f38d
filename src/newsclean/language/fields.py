"""Lines made of an article's fields – date, outlet, author – and what becomes known from them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, width
from newsclean.language.dates import find_date
from newsclean.language.field_labels import LABELS, label_of
from newsclean.language.names import LATIN_NAME, is_name
from newsclean.language.outlets import is_outlet
from newsclean.model import Byline, Metadata
from newsclean.patterns import either

LONGEST = 120
"""Characters in a line of fields."""
# Letters that a line of fields has beside them: an outlet's or an author's name without its label goes with a date.
BESIDE_DATE, BESIDE_NAMES = 10, 4
# Cells of a line between a headline and its story in which a date is the story's, whatever else it says.
DATED = 60

# The line of an account: who wrote it, whose account it is, a date, and where it was posted.
_POSTED = regex.compile(r"(?:发表|發表)[于於]\p{Han}{2,6}$")
# What stands between words that are fields of their own; in Latin letters a space does not.
_BETWEEN = regex.compile(r"\s*[|｜丨·•,，]\s*|\s{2,}|(?<=[\p{Han}\p{N}）)])\s|\s(?=\p{Han})")
_NO_FIELD = re.compile(r"原[创創]|\d*+[人条條次]?(?:评论|評論|参与|參與|阅读|閱讀|跟贴|跟帖)?[（(]?\d*[）)]?|[^\w]*")
_NO_WORD = re.compile(r"[\W\d_]")
_MAY_HAVE = re.compile(r"[\d：:年]|[Bb][Yy]")  # a line without these is none, and need not be looked at

# A date inside a sentence: words stand on both sides of it without a space, or a mark stands among them.
_IN_SENTENCE = regex.compile(r"[，。；！？、]|[于於在至到从從自截是]\x00|\p{Han}\x00\p{Han}")
_LABELLED = re.compile(r"[：:]|[Bb][Yy]")  # nor is one with neither a date nor a label


_AUTHOR = either(word for word in LABELS["author"] if not word.isascii())
_LATIN_AUTHOR = either(word for word in LABELS["author"] if word.isascii() and " " not in word and word != "By")
_MADE_BY = LABELS["editor"] | LABELS["photographer"]
FIELDS = regex.compile(
    rf"(?P<source>(?<![片据料频影]){label_of('source')}\s*[：:丨|]\s*"
    r"(?P<outlet>(?:(?!作者|责任|責任|责编|編輯|编辑|记者|記者)[^\s|｜，,：:]){0,20}))"
    rf"|(?P<author>(?:\L<made_by>\s?[/／]\s?)?\b{_AUTHOR}(?:\s?[/／、·]\s?\L<made_by>)?\s*[：:丨︱│]\s*(?P<names>(?:(?!责任|責任|责编|编辑|編輯|来源|來源)[^\s|｜：:]){{2,20}}(?: \p{{Han}}(?!\p{{Han}}))?))"
    rf"|(?:(?:(?:\p{{Lu}}\p{{L}}{{2,10}} )?\b[Bb][Yy]\s?|\b{_LATIN_AUTHOR}\s?[:|]\s?)(?P<latin>{LATIN_NAME}))"
    r"|(?P<noise>(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Mm]odified|[Pp]osted|[Cc]reated)|PUBLISHED|UPDATED|Date:|\b(?:on|at|ET|CST|IST)\b|\d+ min(?:ute)? read"
    rf"|(?:\L<made_by>)\s*[：:丨︱│]\s*\S{{0,10}}"
    r"|(?:发布|發布|發佈|发表|發表|更新|最後更新|最后更新|发稿|發稿|刊登|出版|建立|上傳|成文)(?:时间|時間|日期|于|於)|(?<!\p{Han})(?:发布|發布|發佈|发表|發表|更新|最後更新|最后更新|发稿|發稿|刊登|出版|建立|上傳|成文)|时间|時間|日期"
    r"|(?:公開|更新|投稿|掲載|配信|最終更新|発行)(?:日時|日)?|(?:点击|點擊|浏览|瀏覽|阅读|閱讀|评论|評論|點閱|人氣)(?:数|數|量|次数|次數)?|字号|字號|字体|字體|分享|打印|列印"
    r"|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|(?:北京|台北|香港|当地|當地)(?:时间|時間)|\d+次?)",
    made_by=_MADE_BY,
)
"""Fields of the line below a headline: outlet, author, and labels that carry nothing."""
HOME = regex.compile(r"(?P<site>\p{Han}{2,8}?)(?:网|新闻)?首页")


@dataclass(frozen=True, slots=True)
class _Labelled:
    """What the labels of a line say, and the words that stand beside them. `author` has a label of an author, `latin`
    a `By`, which needs more evidence."""

    source: str | None
    author: str | None
    latin: str | None
    rest: str

    def byline(self) -> tuple[str, Byline] | None:
        """The author's name as printed and as parsed."""
        if self.author:
            found = parse_byline(f"作者：{self.author}")
        else:
            found = parse_byline(f"By {self.latin}") if self.latin else None
        return (self.author or self.latin or "", found) if found else None


def fields(text: str) -> Metadata | None:
    """The fields of a line that is made of them: a date with a year, an outlet, an author, and little else.

    >>> fields("2021-04-01 08:30 来源：青禾晚报").source
    '青禾晚报'
    >>> fields("2021年4月1日，灯塔重新点亮，来的人很多。") is None, fields("于2021年4月1日重新点") is None
    (True, True)
    """
    if len(text) > LONGEST or _MAY_HAVE.search(text) is None:
        return None
    if date := find_date(text):
        return _with_date(text, *date)
    return _without_date(text) if _LABELLED.search(text) else None


def _without_date(text: str) -> Metadata | None:
    """The fields of a line that only labels tell."""
    said = _labelled(text)
    if not said.source and (said.author or said.latin) and (whole := parse_byline(text)):
        return Metadata(source=whole.source, authors=whole.authors, byline=text)
    if not (said.source or said.author) or _letters(said.rest) > BESIDE_NAMES:
        return None
    return _metadata(said.source, said.byline())


def _with_date(text: str, date: str, start: int, end: int) -> Metadata | None:
    """The fields of a line whose characters `start` to `end` are a date: beside it an outlet or a name needs no label."""
    rest = f"{text[:start]} {text[end:]}"
    posted = _POSTED.search(rest.rstrip())
    said = _labelled(rest[: posted.start()] if posted else rest)
    signed, outlet, rest = _unlabelled(said.rest, posted is not None)
    if rest and (text[end:].startswith("，") or _IN_SENTENCE.search(f"{text[:start]}\0{text[end:]}")):
        return None  # 4月1日，记者来到码头; 果园路于2019年3月12日全线
    if _letters(rest) > BESIDE_DATE:
        return None
    named = said.author or said.latin
    return _metadata(said.source or outlet, said.byline() if named else signed, date)


def _labelled(text: str) -> _Labelled:
    found = list(FIELDS.finditer(text))

    def first(group: str) -> str | None:
        return next((match[group] for match in found if match[group]), None)

    return _Labelled(first("outlet"), first("names"), first("latin"), FIELDS.sub(" ", text))


def _metadata(source: str | None, signed: tuple[str, Byline] | None, date: str | None = None) -> Metadata:
    printed, byline = signed or (None, Byline(()))
    return Metadata(date=date, source=source or None, authors=byline.authors, byline=printed)


def _letters(text: str) -> int:
    return len(_NO_WORD.sub("", text))


def _unlabelled(text: str, posted: bool) -> tuple[tuple[str, Byline] | None, str | None, str]:
    """The byline as printed and parsed, and the outlet, among the words beside a date that have no labels; and the
    words that are neither. A name without a role is told by the outlet beside it, the outlet by how it ends, or by its
    place on the line of an account.
    """
    words = [word for word in _BETWEEN.split(text.strip()) if not _NO_FIELD.fullmatch(word)]
    whole = " ".join(words)
    if words and (byline := parse_byline(whole)) and byline.authors:
        return (whole, byline), byline.source, ""
    outlet = next((word for word in words if is_outlet(word)), words[-1] if words and posted else None)
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
