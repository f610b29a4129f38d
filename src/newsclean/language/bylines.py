"""Bylines: who wrote an article, in the forms that papers, agencies and sites print."""

from __future__ import annotations

import regex

from newsclean.language.byline_forms import korean_byline, latin_byline
from newsclean.language.field_labels import COLON, LABELS, field_of
from newsclean.language.names import LATIN_NAME, is_name
from newsclean.language.outlets import ORGANISATION
from newsclean.language.words import words
from newsclean.model import Byline
from newsclean.patterns import either

_HANGUL = regex.compile(r"\p{Hangul}")
MARKS = "■●▲◆□◎★◇○△▶►※#\\*·•"
_OWN = r"(?:本报|本報|本刊|本网|本網|本台|本社|我报)"
_MODIFIERS = rf"(?:{either(words('modifiers'))}|[驻駐](?:(?![驻駐])\p{{Han}}){{2,6}}?){{0,3}}"
_ROLES = either(words("roles"))
_SETS = rf"(?:{COLON}|[＝=・])"
# 作者林一: labels behind which a name needs no mark.
_ATTACHED = r"(?<=作者|撰文|摄影|攝影)"
_LABELS = [
    word for field in ("author", "editor", "photographer") for word in LABELS[field] if regex.search(r"\p{Han}", word)
]
_ROLE = regex.compile(
    rf"(?P<org>{_OWN}|{ORGANISATION}|(?!{either(words('modifiers'))})\p{{Han}}{{2,6}}?(?=(?:记者|記者)[\s：:]))?(?:《(?P<title>[^》]{{1,12}})》)?(?:(?<!\s)\s++)?+"
    rf"(?:(?:(?=\S){_MODIFIERS}\s*)?(?P<role>{_ROLES})(?!手记|手記|\s?[/／、·&]\s?\L<labels>)\s*{_SETS}?|(?P<label>\L<labels>(?:\s?[/／、·・&和]\s?\L<labels>)?)(?:\s*{_SETS}|(?<=[/／\p{{Han}}]\p{{Han}})\s|{_ATTACHED}))\s*",
    labels=_LABELS,
)
_TAIL = regex.compile(
    r"(?:(?:(?<!\s)\s+)?[／/]\s*\p{Han}{2,4}(?:报道|報道|報導|报导)|(?<![\s/／|｜])[\s/／|｜]*+(?:综合|綜合)?(?:报道|報道|報導|报导|撰文|采写|编译|整理|整合|供稿)|(?<![\s/／|｜])[\s/／|｜]++(?:文|图|文并摄|文/图|图/文)|[发發]自\p{Han}{2,6})$"
)
_SEPARATOR = regex.compile(r"\s*[、，,/／|｜丨;；&＆]\s*|\s+(?:和|與|与|及)\s+|\s+")
# 林一 文 白桦 图: who made the pictures stands behind who wrote.
_PICTURES = regex.compile(r"(?<=文)[\s、，]{1,3}\p{Han}{2,4}[\s/／]{1,3}(?:图|圖|摄|攝|摄影|攝影)$")
# 林一 本报记者: a name before its role.
_ROLE_BEHIND = regex.compile(
    rf"(?P<names>[^：:（(]{{2,30}})\s(?:(?P<org>{_OWN}|{ORGANISATION})\s?)?{_MODIFIERS}\s?{_ROLES}"
)
_OPEN_MARK = regex.compile(rf"[（(【\[〔〖]?\s*[{MARKS}]?\s*")
_COLLECTIVE = regex.compile(
    rf"(?:{_OWN}|{ORGANISATION})?\s*(?:记者集体采访|記者集體採訪|综合报道|綜合報導|特约评论员|評論員|评论员|编辑部|社论)"
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
# Every byline in Chinese or Japanese has one of these; most lines have none, and need no closer look.
_HINT = regex.compile(
    rf"[记記员員作撰编編采採摄攝影文执執聞聽聞取报報社綜综稿述筆图圖整讲講写寫筆者署]|^[（(【\[〔〖{MARKS}]"
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


def parse_byline(text: str, *, any_name: bool = False) -> Byline | None:
    """The byline that the whole line is, or `None`. With `any_name` (Japanese text, or a line known to be a byline) a
    name need not start with a Chinese surname.

    >>> parse_byline("特聘首席记者 苏南 通讯员 白 桦").authors
    ('苏南', '白桦')
    >>> parse_byline("记者了解到") is None
    True
    """
    if len(text) > LONGEST:
        return None
    if found := (latin_byline(text) if text[:1].isascii() else None) or (
        korean_byline(text) if _HANGUL.search(text) else None
    ):
        return found
    if _HINT.search(text) is None or _HALF_A_BRACKET.fullmatch(text):
        return None
    mark = _OPEN_MARK.match(text)
    inner = text[mark.end() if mark else 0 :].rstrip("）)】]〕〗 ")
    if _COLLECTIVE.fullmatch(inner):
        return Byline()
    if _ROLE.match(inner):
        return _roles(inner, any_name)
    if behind := _role_behind(inner):
        return behind
    names = _names(inner, any_name) if inner != text and len(inner) <= BARE else ()
    return Byline(authors=names) if names else None


def _role_behind(text: str) -> Byline | None:
    """Names before what their owners did: 林一 报道, 林一/文, 林一 青禾日报记者."""
    if found := _ROLE_BEHIND.fullmatch(text):
        names, outlet = _names(found["names"]), found["org"]
    else:
        bare, outlet = _TAIL.sub("", _PICTURES.sub("", text)), None
        names = _names(bare) if bare != text else ()
    return (
        Byline(authors=names, source=None if outlet is None or regex.fullmatch(_OWN, outlet) else outlet)
        if names
        else None
    )


def _roles(text: str, any_name: bool = False) -> Byline | None:
    """`role names role names …`, with an outlet before a role. A space or colon behind the role shows a name. Who edited
    it or made its pictures is no author."""
    text = _TAIL.sub("", text)
    roles = [role for role in _ROLE.finditer(text) if role.end() > role.start()]
    if not roles or not _writes(roles[0]):
        return None
    ends = [role.start() for role in roles[1:]] + [len(text)]
    authors: list[str] = []
    for role, end in zip(roles, ends, strict=True):
        if not _writes(role):
            continue
        names = _names(text[role.end() : end], any_name and role[0][-1:] in _SETS_OFF)
        if not names:
            return None
        authors += names
    outlets = [role["title"] or role["org"] for role in roles if role["title"] or role["org"]]
    source = next((outlet for outlet in outlets if not regex.fullmatch(_OWN, outlet)), None)
    return Byline(authors=tuple(dict.fromkeys(authors)), source=source)


def _writes(role: regex.Match[str]) -> bool:
    """Whether who is named behind a role or a label wrote the article."""
    return role["label"] is None or field_of(role["label"]) == "author"


def names_nobody(text: str) -> bool:
    """Whether a text names who edited an article or made its pictures, and no author.

    >>> names_nobody("责编：林一"), names_nobody("编辑/记者：林一")
    (True, False)
    """
    role = _ROLE.match(text)
    return role is not None and not _writes(role)


_CLOSING = regex.compile(
    r"(?:[。！？…”’!?.」』]\s?[（(【\[〔](?P<inside>[^（）()〔〕\[\]【】。，]{2,40})[）)】\]〕]|[。！？”」』]\s?(?P<inside>[^。！？“”，]{4,30}))\s*$"
)
_SAYS = regex.compile(r"报道|報道|報導|记者|記者|通讯员|通訊員|采访人员|文[/／：:|]|[/／]文|기자")


def closing_authors(text: str) -> tuple[str, ...]:
    """Who is named behind a paragraph's last sentence: 灯塔重新点亮。（记者 林一）, 灯塔重新点亮。林一 报道"""
    found = _CLOSING.search(text[-LONGEST:])
    if found is None or (found[0][-1:] not in "）)】]〕" and _SAYS.search(found["inside"]) is None):
        return ()
    byline = parse_byline(found["inside"].strip()) or parse_byline(found[0][1:].strip())
    return byline.authors if byline else ()


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
    if text.strip()[:1].isascii() and (latin := latin_byline(f"By {text.strip()}")):
        return latin.authors
    found = [word for word in _SEPARATOR.split(text.strip(" 、，,/／|｜;；&＆·")) if word]
    if found and all(word.isascii() for word in found):
        return ()
    names: list[str] = []
    while found:
        word = found.pop(0)
        if len(word) == 1 and found and len(found[0]) == 1:  # 白 桦: a name of two characters set wide
            word += found.pop(0)
        if not is_name(word) and not (any_name and _ANY_NAME.fullmatch(word)):
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))
