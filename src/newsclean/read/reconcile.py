"""One answer a field from everything that a page says of itself."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsclean.model import Metadata
from newsclean.read import dates, jsonld, titles
from newsclean.read.head import Head, chunks, claims, clean, collect
from newsclean.read.titles import fold
from newsclean.rules.byline import parse_byline
from newsclean.rules.head import AUTHOR_LABEL, EDITOR, GENERIC, NOT_PERSON, POSITION, PROSE, SOURCE_LABEL
from newsclean.rules.names import is_name

NEAR = 24
"""Lines behind the headline in which its date, source and authors stand."""
PROSE_LONG = 50
LONGEST_SOURCE = 24


def page_metadata(tree: Any, *, visible: Sequence[str] = (), lines: Sequence[str] | None = None) -> Metadata:
    """What a page says of its story. `visible` are the lines between its headline and its body, and `lines` all lines
    of its text, where they are known."""
    head = collect(tree)
    texts = chunks(tree) if lines is None else lines
    objects = [item for item in head.objects if jsonld.is_article(item)]
    pages = [item for item in head.objects if not jsonld.is_article(item)]
    sites = _sites(head)
    machine = [
        html.unescape(text)
        for text in (*head.items.get("headline", [])[:1], *claims(objects, "headline"), *head.meta.get("title", []))
    ]
    page = head.page_title
    title = titles.choose(head.headings, machine, page, sites, texts)
    objects = _own(objects, [title, page, *machine])
    near = [clean(line) for line in visible] if visible else _near(texts, title)
    date = dates.decide(tree, head, objects, pages, near, texts)
    authors, byline = _authors(head, objects, pages, near, texts, sites)
    return Metadata(
        title=title,
        subtitle=_subtitle(objects, head, near, title),
        authors=authors,
        byline=byline,
        source=_source(head, objects, near, sites),
        date=date,
        section=_section(head, objects, sites),
    )


def _sites(head: Head) -> list[str]:
    names = list(head.meta.get("site", []))
    for item in head.objects:
        names += jsonld.texts(item.get("publisher"))
    return [
        name for name in dict.fromkeys(map(clean, names)) if name and not name.startswith("http") and len(name) < 80
    ]


def _own(objects: list[dict[str, Any]], said: Sequence[str | None]) -> list[dict[str, Any]]:
    """The page's own article first; objects with a headline of another story are left out."""
    plain = [fold(text) for text in said if text]
    own = []
    for item in objects:
        headline = next(iter(claims([item], "headline")), None) or next(iter(claims([item], "name")), None)
        one = fold(html.unescape(headline)) if headline else ""
        if not one or len(objects) == 1 or any(one in text or text in one for text in plain[:1]):
            own.append(item)
    return own or objects[:1]


def _near(texts: Sequence[str], title: str | None) -> list[str]:
    """The lines behind the headline, up to the story's first paragraphs, and the two before it."""
    if not title:
        return []
    plain = fold(title)
    start = title[:3]
    best: list[str] = []
    for at, text in enumerate(texts):
        if start not in text or len(text) > 2 * len(title) + 8 or fold(text) != plain:
            continue
        lines = _until_prose(texts[at + 1 : at + 1 + 3 * NEAR])
        lines = [text for text in texts[max(0, at - 4) : at] if len(text) < PROSE_LONG] + lines
        if dates.score(lines) > dates.score(best):
            best = lines
    return best


def _until_prose(texts: Sequence[str]) -> list[str]:
    lines: list[str] = []
    prose = 0
    for text in texts:
        if "{" in text or "function(" in text or ");" in text:
            continue
        if len(text) >= PROSE_LONG and PROSE.search(text):
            prose += 1
            if prose > 1:
                break
            continue
        lines.append(text)
        if len(lines) >= NEAR:
            break
    return lines


def _subtitle(objects: list[dict[str, Any]], head: Head, near: Sequence[str], title: str | None) -> str | None:
    """A deck that the page prints below its headline and names as such."""
    named = [*claims(objects, "alternativeHeadline"), *head.items.get("alternativeheadline", [])]
    plain = {fold(line) for line in near}
    return next((text for text in named if fold(text) in plain and fold(text) != fold(title or "")), None)


def _source(head: Head, objects: list[dict[str, Any]], near: Sequence[str], sites: Sequence[str]) -> str | None:
    for at, line in enumerate(near):
        for label in SOURCE_LABEL.finditer(line):
            printed = line[label.end() :] or (near[at + 1] if at + 1 < len(near) else "")
            if outlet := _outlet(printed):
                return outlet
    named = [
        *head.meta.get("source", []),
        *(name for item in objects for name in jsonld.organisations(item.get("author"))),
        *sites,
    ]
    return next((outlet for text in named if (outlet := _outlet(text, spaces=True))), None)


def _outlet(text: str, spaces: bool = False) -> str | None:
    """The name of an outlet at the start of a text."""
    value = clean(text).strip('《》“”"[]【】()（）|｜ ')
    for stop in ("作者", "责任", "责编", "编辑", "记者", "发布", "时间", "浏览", "|", "｜"):
        value = value.split(stop)[0].strip()
    if not spaces and not value.isascii():
        value = value.split(" ")[0]
    if (
        not 1 < len(value) <= LONGEST_SOURCE * (2 if value.isascii() else 1)
        or "http" in value
        or value.isdigit()
        or dates.find(value)
    ):
        return None
    return value


def _authors(
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
    named = [jsonld.people(item.get("author")) for item in (*objects, *pages)]
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
        label = AUTHOR_LABEL.search(line)
        if label and EDITOR.search(line[: label.end()]) is None:
            value = line[label.end() :].strip()
            whole = line[label.start() :] if value else f"{line} {near[at + 1]}" if at + 1 < len(near) else line
            value = value or (near[at + 1] if at + 1 < len(near) else "")
            if names := _people([SOURCE_LABEL.split(value)[0]], sites, texts):
                yield names, clean(whole), line[label.start() :].isascii()
        elif len(line) <= 40 and not line.isascii() and (byline := parse_byline(line)) and byline.authors:
            yield byline.authors, line, False


def _people(named: Iterable[str], sites: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    known = {fold(site) for site in sites}
    found: list[str] = []
    for text in named:
        text = AUTHOR_LABEL.sub("", clean(html.unescape(text)).lstrip("| "), count=1).strip()
        if not text or len(text) > 80 or NOT_PERSON.search(text) or GENERIC.fullmatch(text) or fold(text) in known:
            continue
        for name in _split(text):
            name = name.strip(" |·-")
            if (
                GENERIC.fullmatch(name)
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
    if all(" " in part or len(parts) == 1 for part in parts):
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


def _section(head: Head, objects: list[dict[str, Any]], sites: Sequence[str]) -> str | None:
    known = {fold(site) for site in sites}
    for text in (
        *claims(objects, "articleSection"),
        *head.items.get("articlesection", []),
        *head.meta.get("section", []),
    ):
        name = html.unescape(text).split(",")[0].strip()
        if fold(name) and fold(name) not in known and len(name) <= 40 and "http" not in name and ".com" not in name:
            return name
    return None
