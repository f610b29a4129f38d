"""Who wrote a page's story, and the outlet it came from: names as the page prints or states them, never guessed."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsclean.language.bylines import parse_byline
from newsclean.language.dates import find_date
from newsclean.language.fields import fields
from newsclean.language.names import is_name
from newsclean.language.outlets import is_outlet
from newsclean.stages.read.web import dates, json_ld
from newsclean.stages.read.web.metadata import Head, clean
from newsclean.stages.read.web.patterns import AGENCY, AUTHOR_LABEL, EDITOR, GENERIC, NOT_PERSON, POSITION, SOURCE_LABEL
from newsclean.stages.read.web.titles import fold

LONGEST_SOURCE = 24
"""Characters of an outlet's name in Chinese or Japanese; twice as many in Latin letters."""
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
    head: Head,
    objects: list[dict[str, Any]],
    pages: list[dict[str, Any]],
    near: Sequence[str],
    texts: Sequence[str],
    sites: Sequence[str],
) -> tuple[tuple[str, ...], str | None]:
    """Names and the line that prints them: a line that labels them in Chinese or Japanese, then what the page states
    for machines, then a line that starts with By."""
    printed = list(_printed_authors(near, sites, texts))
    for names, line, latin in printed:
        if not latin:
            return names, line
    named = [json_ld.people(item.get("author")) for item in (*objects, *pages)]
    for stated in (
        [name for names in named for name in names],
        head.items.get("author", []),
        head.meta.get("author", []),
    ):
        if people := _people(stated, sites, texts):
            return people, next((line for names, line, _ in printed if set(names) == set(people)), None)
    return (printed[0][0], printed[0][1]) if printed else ((), None)


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
        elif len(line) <= LONGEST_BYLINE and not line.isascii() and (said := fields(line)) and said.authors:
            yield said.authors, said.byline or bare, False


def _undated(line: str) -> str:
    """A line without the date in front of its byline: 2022-08-31 20:15 青禾晚报 记者 林一."""
    found = find_date(line) if line[0].isdigit() else None
    return line[found[2] :].strip() if found and not found[1] else line


def _people(named: Iterable[str], sites: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    known = {fold(site) for site in sites}
    found: list[str] = []
    for text in named:
        text = AUTHOR_LABEL.sub("", clean(html.unescape(text)).lstrip("| "), count=1).strip()
        if (
            not text
            or len(text) > 80
            or NOT_PERSON.search(text)
            or is_outlet(text)
            or GENERIC.fullmatch(text)
            or fold(text) in known
        ):
            continue
        for name in _split(text):
            name = name.strip(" |·-")
            if (
                GENERIC.fullmatch(name)
                or AGENCY.fullmatch(name)
                or POSITION.search(name)
                or (name.islower() and " " not in name and name.isascii())
            ):
                continue
            if not _edits(name, texts):
                found.append(name)
    return tuple(dict.fromkeys(found))


def _split(text: str) -> list[str]:
    if not text.isascii() and not any(c.isascii() and c.isalpha() for c in text):
        parts = [
            part
            for part in text.replace("，", "、").replace(",", "、").replace("/", "、").replace(" ", "、").split("、")
            if part
        ]
        return parts if all(is_name(part) for part in parts) else []
    whole = text.replace(" and ", ", ").replace(" & ", ", ").replace(";", ",")
    parts = [part.strip() for part in whole.split(",")]
    if all(" " in part or len(parts) == 1 or AGENCY.fullmatch(part) for part in parts):
        return [part for part in parts if part]
    return [text]


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
