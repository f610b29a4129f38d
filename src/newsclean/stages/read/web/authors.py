"""Who wrote a page's story, and the outlet it came from: names as the page prints or states them, never guessed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsclean.language.bylines import lead_authors, parse_byline
from newsclean.language.dates import find_date
from newsclean.language.fields import fields
from newsclean.language.names import is_name
from newsclean.language.outlets import is_outlet
from newsclean.stages.read.web import dates, json_ld
from newsclean.stages.read.web.metadata import Head, clean, signed
from newsclean.stages.read.web.patterns import AGENCY, AUTHOR_LABEL, EDITOR, GENERIC, NOT_PERSON, POSITION, SOURCE_LABEL
from newsclean.stages.read.web.signed import signed_names, unlabelled
from newsclean.stages.read.web.titles import fold

LONGEST_SOURCE = 24
"""Characters of an outlet's name in Chinese or Japanese; twice as many in Latin letters."""
_NO_NAME = re.compile(r"[,:\d]")
_LISTED = re.compile(r"[，,、/\s]+")
_SIGNED_END = re.compile(
    r"[（(](?:[^（）()]{0,12}(?:记者|記者|通讯员|作者|文)[^（）()]{1,30}"
    r"|(?P<name>[\u4e00-\u9fff]{2,4}) ?[\u4e00-\u9fff]{2,4}报道"
    r"|(?P<names>[\u4e00-\u9fff]{2,4}(?:[ 、　][\u4e00-\u9fff]{2,4}){1,3}) ?)[）)]$"
)
_POSTED = re.compile(r"\s(?:发布|發布)|(?:发布|發布)(?=[：:于於时時日\d\s])")
LONGEST_AROUND = 160
"""Characters of a line that an element which names the author can be part of."""
_KANA = re.compile(r"[\u3041-\u30ff]")
_ROLE_BEHIND = re.compile(
    r"[\[(（【]?(?P<names>[\uac00-\ud7a3]{2,4}(?:[,·、] ?[\uac00-\ud7a3]{2,4}){0,3})"
    r" ?(?:기자|특파원)[\])）】]?(?:\s.{0,30})?"
)
LONGEST_BYLINE = 40
"""Of a line that names its authors behind 记者, with the date before it."""


def source(head: Head, objects: list[dict[str, Any]], near: Sequence[str], sites: Sequence[str]) -> str | None:
    for at, line in enumerate(near):
        for label in SOURCE_LABEL.finditer(line):
            printed = line[label.end() :] or (near[at + 1] if at + 1 < len(near) else "")
            if outlet := _outlet(printed):
                return outlet
    beside_date = (said.source for line in near if (said := fields(line)) and said.date and said.source)
    if outlet := next(beside_date, None):
        return outlet
    named = [
        *(text for text in head.meta.get("source", []) if not (text.isascii() and text.islower())),
        *(name for item in objects for name in json_ld.organisations(item.get("author"))),
        *_agencies(head, objects, near),
        *sites,
    ]
    named += [byline.source for line in near if (byline := parse_byline(_undated(line))) and byline.source]
    return next((outlet for text in named if (outlet := _outlet(text, spaces=True))), None)


def _agencies(head: Head, objects: list[dict[str, Any]], near: Sequence[str]) -> Iterator[str]:
    """News agencies that a page names where others name an author."""
    stated = [name for item in objects for name in json_ld.people(item.get("author"))]
    signed = (AUTHOR_LABEL.sub("", line, count=1).strip() for line in near if AUTHOR_LABEL.match(line))
    for text in (*stated, *head.items.get("author", []), *head.meta.get("author", []), *signed):
        yield from (part for part in map(str.strip, clean(text).split(",")) if AGENCY.fullmatch(part))


def _outlet(text: str, spaces: bool = False) -> str | None:
    """The name of an outlet at the start of a text."""
    value = clean(text).strip('“”"[]【】()（）|｜ ')
    stops = ("作者", "责任", "责编", "编辑", "记者", "时间", "浏览", "|", "｜") + (
        () if is_outlet(value) else ("发布",)
    )
    for stop in stops:
        value = value.split(stop)[0].strip()
    value = _POSTED.split(value)[0].strip(" （(【[")
    if not spaces and not value.isascii():
        value = value.split(" ")[0]
    if value[:1] == "《" and value[-1:] == "》":
        value = value[1:-1]
    if (
        not 1 < len(value) <= LONGEST_SOURCE * (2 if value.isascii() else 1)
        or "http" in value
        or value.isdigit()
        or dates.find(value)
    ):
        return None
    return value


def authors(
    tree: Any,
    head: Head,
    objects: list[dict[str, Any]],
    pages: list[dict[str, Any]],
    near: Sequence[str],
    texts: Sequence[str],
    sites: Sequence[str],
    around: Sequence[str] | None = None,
    story: Sequence[str] = (),
) -> tuple[tuple[str, ...], str | None]:
    """Names and the line that prints them: a line that labels them in Chinese or Japanese, then what the page states
    for machines, then links and elements that say that they name the author, and lines that start with By. `around`
    are the lines of the page in which such elements can stand, `story` its body, where these are known."""
    printed = list(_printed_authors(near, sites, texts))
    for names, line, latin in printed:
        if not latin:
            return names, line
    marked = _marked(tree, around)
    japanese = any(map(_KANA.search, (*head.headings[:3], head.page_title or "")))
    for stated, sure in _stated(head, objects, pages):
        if people := _people(stated, sites, texts, sure=sure or japanese):
            byline = next((line for names, line, _ in printed if set(names) == set(people)), None)
            return _beside(people, marked, sites, texts), byline
    for text, link in marked:
        if link and (people := _people([text], sites, texts)):
            return _beside(people, marked, sites, texts), None
    if printed:
        return printed[0][0], printed[0][1]
    for text, _ in marked:
        if people := _people([text], sites, texts, sure=japanese):
            return _narrowed(people, marked), text
    return next(_of_story(story), ((), None))


def _of_story(story: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Who signs inside of the story in Chinese: a byline among its first lines, or brackets behind its last words."""
    for line in story[:3]:
        if len(line) <= LONGEST_BYLINE and (byline := parse_byline(line)) and byline.authors:
            yield byline.authors, line
        elif authors := lead_authors(line):
            yield authors, line
    for line in story[-2:]:
        if end := _SIGNED_END.search(line):
            byline = parse_byline(end[0])
            if byline and byline.authors:
                yield byline.authors, end[0]
            elif end["name"] and is_name(end["name"]):
                yield (end["name"],), end[0]
            elif end["names"] and all(map(is_name, names := _LISTED.split(end["names"]))):
                yield tuple(names), end[0]


def _marked(tree: Any, around: Sequence[str] | None) -> list[tuple[str, bool]]:
    """What elements say that name the author, as far as they stand around the story."""
    marked = list(signed(tree))
    if around is None or not marked:
        return marked
    lines = [fold(line) for line in around if len(line) <= LONGEST_AROUND]
    return [(text, link) for text, link in marked if any(fold(text) in line for line in lines)]


def _narrowed(people: tuple[str, ...], marked: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """Names without the outlet that stands behind one where an element inside names the person alone."""
    inner = [text for text, _ in marked if len(text.split()) > 1]
    return tuple(
        next((text for text in inner if name != text and name.startswith(f"{text} ")), name) for name in people
    )


def _stated(head: Head, objects: list[dict[str, Any]], pages: list[dict[str, Any]]) -> Iterator[tuple[list[str], bool]]:
    """The names that a page states for machines, with whether it says that they are people's."""
    for items in (objects, pages):
        yield [name for item in items for name in json_ld.persons(item.get("author"))], True
        yield [name for item in items for name in json_ld.people(item.get("author"))], False
    yield head.items.get("author", []), False
    yield head.meta.get("author", []), False


def _beside(
    people: tuple[str, ...], marked: Sequence[tuple[str, bool]], sites: Sequence[str], texts: Sequence[str]
) -> tuple[str, ...]:
    """The authors that are known, and those that are named beside them: in a list, or by links in one element."""
    if len(people) > 2:
        return people
    for text, link in marked:
        if link or not all(name in text for name in people):
            continue
        listed = _people([text], sites, texts)
        inside = [other for other, is_link in marked if is_link and other != text and other in text]
        linked = _people(dict.fromkeys(inside), sites, texts)
        for names in (listed, linked):
            if len(names) > len(people) and set(people) <= set(names):
                return names
    return people


def _printed_authors(
    near: Sequence[str], sites: Sequence[str], texts: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for at, line in enumerate(near):
        bare = _undated(line)
        if len(line) <= LONGEST_BYLINE and (byline := parse_byline(bare)) and byline.authors:
            yield byline.authors, bare, bare.isascii()
            continue
        label = AUTHOR_LABEL.search(line)
        if label and EDITOR.search(line[: label.end()]) is None:
            value = line[label.end() :].strip()
            whole = line[label.start() :] if value else f"{line} {near[at + 1]}" if at + 1 < len(near) else line
            value = value or (near[at + 1] if at + 1 < len(near) else "")
            if names := _people([SOURCE_LABEL.split(value)[0]], sites, texts):
                yield names, clean(whole), line[label.start() :].isascii()
        elif "|" in line and (by := next((part for part in map(str.strip, line.split("|")) if part[:3] == "By "), "")):
            if names := _people([by], sites, texts):
                yield names, line, True
        elif len(line) <= LONGEST_BYLINE and not line.isascii():
            bare = _undated(line)
            if role := _ROLE_BEHIND.fullmatch(bare):
                if names := _people([role["names"]], sites, texts, sure=True):
                    yield names, bare, True
                continue
            if (byline := parse_byline(bare)) and byline.authors:
                yield byline.authors, bare, False
            elif (said := fields(line)) and said.authors:
                yield said.authors, said.byline or bare, False


def _undated(line: str) -> str:
    """A line without the date in front of its byline: 2022-08-31 20:15 青禾晚报 记者 林一."""
    found = find_date(line) if line[0].isdigit() else None
    return line[found[2] :].strip() if found and not found[1] else line


def _people(named: Iterable[str], sites: Sequence[str], texts: Sequence[str], *, sure: bool = False) -> tuple[str, ...]:
    known = {fold(site) for site in sites}
    found: list[str] = []
    for text in named:
        text = AUTHOR_LABEL.sub("", clean(html.unescape(text)).lstrip("| "), count=1).strip()
        if not text or len(text) > 120 or is_outlet(text) or GENERIC.fullmatch(text) or fold(text) in known:
            continue
        for name in _split(text, sure):
            name = name.strip(" |·-")
            if (
                GENERIC.fullmatch(name)
                or AGENCY.fullmatch(name)
                or POSITION.search(name)
                or NOT_PERSON.search(name)
                or fold(name) in known
                or (name.islower() and " " not in name and name.isascii())
            ):
                continue
            if not _edits(name, texts):
                found.append(name)
    return tuple(dict.fromkeys(found))


def _split(text: str, sure: bool) -> list[str]:
    if names := signed_names(text, sure=sure):
        return list(names)
    if not any(c.isascii() and c.isalpha() for c in text):
        parts = [part for part in _LISTED.split(text) if part]
        return parts if all(is_name(part) for part in parts) else []
    text = unlabelled(text)
    shouts = text.isupper() and " " not in text and len(text) > 2
    return [text] if len(text) <= 40 and text.count(" ") < 4 and not shouts and not _NO_NAME.search(text) else []


def _edits(name: str, texts: Sequence[str]) -> bool:
    """Whether the page names somebody as its editor, and nobody's author."""
    for at, text in enumerate(texts):
        if name in text and len(text) < 60:
            before = text[: text.index(name)] or (texts[at - 1] if at else "")
            if EDITOR.search(before[-8:]):
                return True
    return False


def labelled(text: str) -> bool:
    """Whether a line names its source or its authors."""
    return bool(SOURCE_LABEL.search(text) or AUTHOR_LABEL.search(text))
