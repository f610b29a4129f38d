"""Bylines: who wrote an article, in the forms that papers, agencies and sites print."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsclean.rules.names import LATIN_NAME, is_name

MARKS = "■●▲◆□◎★◇○△▶►※#\\*·•"
_OWN = r"本报|本報|本刊|本网|本網|本台|我报"
_OUTLET = (
    r"\p{Han}{0,8}?(?:日报|日報|晚报|晚報|早报|早報|时报|時報|商报|商報|青年报|周报|週報|报社|報社|电视台|電視台|"
    r"通讯社|通訊社|新华社|新華社|中新社|中央社|新闻网|新聞網|周刊|週刊|融媒体|客户端|报|報|网|網|社|台)"
)
_MODIFIER = (
    r"(?:特聘|特派|特约|特約|首席|高级|高級|资深|資深|实习|實習|见习|見習|驻[\p{Han}]{2,6}?|駐[\p{Han}]{2,6}?|全媒体|融媒体|政治|"
    r"财经|体育|文化|时政|要闻|数据|深度|调查)"
)
_STRONG = r"(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|撰稿人?|编译|編譯|实习生|實習生|报道员|編集委員|論説委員|編集局|特派記者)"
_WEAK = r"(?:文图|图文|文字|采写|採訪|采访|整理|执笔|統籌|统筹|作者|撰文|摄影|攝影|文[/／・]?图?|取材|聞き手)"
_ROLE = regex.compile(
    rf"(?P<org>{_OWN}|{_OUTLET})?(?:《(?P<title>[^》]{{1,12}})》)?(?:(?<!\s)\s++)?+"
    rf"(?:(?:{_MODIFIER}{{1,3}}\s*)?{_STRONG}\s*[：:／/丨|｜・＝=]?|{_WEAK}\s*(?:[：:／/丨|｜・＝=]|(?<=作者)|(?<=撰文)|(?<=摄影)))\s*"
)
_TAIL = regex.compile(
    r"(?:(?:(?<!\s)\s+)?[／/]\s*\p{Han}{2,4}(?:报道|報道|報導|报导)|(?<![\s/／|｜])[\s/／|｜]*+(?:综合|綜合)?(?:报道|報道|報導|报导|撰文|采写|编译|整理|整合|供稿)|(?<![\s/／|｜])[\s/／|｜]++(?:文|图|文并摄|文/图|图/文))$"
)
_SEPARATOR = regex.compile(r"\s*[、，,/／|｜丨;；&＆]\s*|\s+(?:和|與|与|及)\s+|\s+")
_OPEN_MARK = regex.compile(rf"[（(【\[〔〖]?\s*[{MARKS}]?\s*")
_COLLECTIVE = regex.compile(
    rf"(?:{_OWN}|{_OUTLET})?\s*(?:记者集体采访|記者集體採訪|综合报道|綜合報導|特约评论员|評論員|评论员|编辑部|社论)"
)
_ENGLISH = regex.compile(
    rf"(?:By|BY|Reported by|Written by)\s+(?P<names>{LATIN_NAME}(?:(?:, and | and | & |, )(?!Staff|Special|Senior|Chief|Associated){LATIN_NAME})*)"
    r"(?:[,|]? (?:in \p{Lu}\w+|Xinhua|Reuters|AP|AFP|[\p{L} ]{0,20}(?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?|[Ee]ditors?)))?\.?"
)
_LEAD = regex.compile(
    r"[（(〔\[【](?P<inside>[^（）()〔〕\[\]【】]{0,12}?(?:记者|記者|通讯员|通訊員)[^（）()〔〕\[\]【】]{2,40})[）)〕\]】]"
)
# 本报讯 记者白桦报道：
_REPORTS = regex.compile(
    r"[讯訊电電]\s*(?P<byline>(?:本报|本報)?(?:见习|實習|实习|特约|首席)?(?:记者|記者|通讯员|通訊員)[^：:。，,（(]{2,24}?)\s*(?:报道|報道|報導|报导)[：:，,]"
)
_PLACE = regex.compile(r"(?P<name>\p{Han}{2,3})\p{Han}{2,3}(?:\d{1,2}日)?(?:[電电]|報導|报道)$")
_OFFICE = (
    r"(?:[\p{Lu}(][\p{L}.’'-]*,? ){0,6}(?:Director|Manager|Secretary|Officer|Chief|Minister|Administrator|Commissioner|Chair(?:man|woman|person)?"
    r"|President|Editor|Clerk|Counsel)\b"
)
# A name under a notice, with the office of who signs it on the line below or behind it.
_SIGNATURE = regex.compile(rf"(?P<names>{LATIN_NAME})(?:[.,]?|[.,]\s{_OFFICE}.{{0,80}})")
_OFFICE_LINE = regex.compile(_OFFICE)
# Every byline has one of these; most lines have none, and need no closer look.
_HINT = regex.compile(
    rf"[记記员員作撰编編采採摄攝影文执聞聽聞取报報社綜综]|^[（(【\[〔〖{MARKS}]|^By |^BY |^Reported|^Written"
)
# A line of a lead that a narrow column has cut: （中央社記者林一.
_HALF_A_BRACKET = regex.compile(r"[（(【\[〔〖][^）)】\]〕〗]*|[^（(【\[〔〖]*[）)】\]〕〗]")
_SETS_OFF = " 　：:／/・｜|＝="
_ANY_NAME = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー々]{2,7}")
_JAPANESE_LEAD = regex.compile(r"【[^】]{0,12}[=＝](?P<name>[\p{Han}\p{Hiragana}\p{Katakana}ー々、・]{2,12})】")
BARE = 20
"""Characters of names that stand alone behind a mark or in brackets."""
LONGEST = 60
"""Characters in a line of byline; room for four names and their papers."""


@dataclass(frozen=True, slots=True)
class Byline:
    """A line of byline: bare names in print order (none where it names nobody), and the outlet it names."""

    authors: tuple[str, ...] = ()
    source: str | None = None


def parse_byline(text: str, *, any_name: bool = False) -> Byline | None:
    """The byline that the whole line is, or `None`. With `any_name` (Japanese text, or a line known to be a byline) a
    name need not start with a Chinese surname.

    >>> parse_byline("特聘首席记者 苏南 通讯员 白 桦").authors
    ('苏南', '白桦')
    >>> parse_byline("记者了解到") is None
    True
    """
    if len(text) > LONGEST or _HINT.search(text) is None or _HALF_A_BRACKET.fullmatch(text):
        return None
    if english := _ENGLISH.fullmatch(text):
        return Byline(authors=tuple(regex.findall(LATIN_NAME, english["names"].replace(" and ", ", "))))
    mark = _OPEN_MARK.match(text)
    inner = text[mark.end() if mark else 0 :].rstrip("）)】]〕〗 ")
    if _COLLECTIVE.fullmatch(inner):
        return Byline()
    if _ROLE.match(inner):
        return _roles(inner, any_name)
    names = _names(inner, any_name) if inner != text and len(inner) <= BARE else ()
    return Byline(authors=names) if names else None


def _roles(text: str, any_name: bool = False) -> Byline | None:
    """`role names role names …`, with an outlet before a role. A space or colon behind the role shows a name."""
    text = _TAIL.sub("", text)
    roles = [role for role in _ROLE.finditer(text) if role.end() > role.start()]
    ends = [role.start() for role in roles[1:]] + [len(text)]
    authors: list[str] = []
    for role, end in zip(roles, ends, strict=True):
        names = _names(text[role.end() : end], any_name and role[0][-1:] in _SETS_OFF)
        if not names:
            return None
        authors += names
    outlets = [role["title"] or role["org"] for role in roles if role["title"] or role["org"]]
    source = next((outlet for outlet in outlets if not regex.fullmatch(_OWN, outlet)), None)
    return Byline(authors=tuple(dict.fromkeys(authors)), source=source)


def parse_signature(text: str, below: str = "") -> Byline | None:
    """The name of who signs a notice, or `None`: only an office behind it, or on the line below, tells it from a
    headline.

    >>> parse_signature("Mary Hale, Acting Director, Harbour Office.").authors
    ('Mary Hale',)
    >>> parse_signature("Harbour Office", "The office is closed.") is None
    True
    """
    signature = _SIGNATURE.fullmatch(text)
    if signature is None or not (len(text) > signature.end("names") + 1 or _OFFICE_LINE.match(below)):
        return None
    return Byline(authors=(signature["names"].rstrip("."),))


def is_office(text: str) -> bool:
    """Whether a line names the office of who signs, and no more than that.

    >>> is_office("Acting Director, Harbour Office."), is_office("Director Hale opened the pier.")
    (True, False)
    """
    office = _OFFICE_LINE.match(text)
    return office is not None and len(text) <= LONGEST and not regex.search(r" \p{Ll}{3,}", text[office.end() :])


def lead_authors(text: str) -> tuple[str, ...]:
    """The names in the brackets of a lead or dateline: 本报讯（记者 白桦）…, 新华社北京4月1日电（记者苏南、林一）…,
    本报讯 记者白桦报道：…"""
    if japanese := _JAPANESE_LEAD.match(text):
        return tuple(regex.split("[、・]", japanese["name"]))
    found = _LEAD.search(text[:80])
    if found is None:
        reports = _REPORTS.search(text[:80])
        byline = _roles(reports["byline"]) if reports else None
        return byline.authors if byline else ()
    inner = found["inside"].split("／")[0] if "／" in found["inside"] else found["inside"]
    role = _ROLE.search(inner)
    if role is None:
        return ()
    place = _PLACE.fullmatch(inner[role.end() :])
    if place:
        return (place["name"],) if is_name(place["name"]) else ()
    byline = _roles(inner[role.start() :])
    return byline.authors if byline else ()


def _names(text: str, any_name: bool = False) -> tuple[str, ...]:
    """The bare names of a list; none at all when one of its words cannot be a name."""
    words = [word for word in _SEPARATOR.split(text.strip(" 、，,/／|｜;；&＆·")) if word]
    if words and all(word.isascii() for word in words):
        return (" ".join(words),) if is_name(" ".join(words)) else ()
    names: list[str] = []
    while words:
        word = words.pop(0)
        if len(word) == 1 and words and len(words[0]) == 1:  # 白 桦: a name of two characters set wide
            word += words.pop(0)
        if not is_name(word) and not (any_name and _ANY_NAME.fullmatch(word)):
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))
