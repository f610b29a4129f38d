"""One answer a field from everything that a page says of itself."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from newsclean.model import Metadata
from newsclean.stages.read.web import authors, dates, json_ld, titles
from newsclean.stages.read.web.metadata import Head, chunks, claims, clean, collect
from newsclean.stages.read.web.patterns import CRUMBS, DECK, PROSE
from newsclean.stages.read.web.titles import fold

PRINTED = 8
"""Times a headline is looked for on its page; it stands in its trail of links and among the links behind it too."""
NEAR = 24
"""Lines behind the headline in which its date, source and authors stand."""
BEFORE = 4
"""Lines above it in which they can stand too."""
ABOVE = 12
"""Lines above a story in which its headline stands where the page's own titles name the site."""
TRAIL = 14
"""Lines above it in which a trail of links to its section stands, a line each for links and marks between them."""
PROSE_LONG = 50
SENTENCE = 20
"""Characters from which a line is prose: with a comma or a stop in it, or with a full stop behind it."""
LONGEST_LINE = 160


def page_metadata(
    tree: Any,
    *,
    head: Head | None = None,
    visible: Sequence[str] = (),
    lines: Sequence[str] | None = None,
    story: tuple[int, int] | None = None,
) -> Metadata:
    """What a page says of its story. `head` is what `collect` found, `visible` are the lines between its headline and
    its body, and `lines` all lines of its text, where they are known; `story` the first and
    the last of them that are its body."""
    head = head or collect(tree)
    texts = chunks(tree) if lines is None else lines
    objects = [item for item in head.objects if json_ld.is_article(item)]
    pages = [item for item in head.objects if not json_ld.is_article(item)]
    sites = _sites(head)
    machine = [*head.items.get("headline", [])[:1], *claims(objects, "headline"), *head.meta.get("title", [])]
    machine = [html.unescape(text) for text in machine]
    above = texts[max(0, story[0] - ABOVE) : story[0]] if story else ()
    title = titles.choose(head.headings, machine, head.page_title, sites, texts, above)
    objects = _own(objects, [title, head.page_title, *machine])
    at, near = _near(texts, title)
    near = near or list(above)
    if visible:
        near = [clean(line)[:LONGEST_LINE] for line in visible]
    around = _around(texts, at, story) if story else None
    told = texts[story[0] : story[1] + 1] if story else ()
    names, byline = authors.authors(tree, head, objects, pages, near, texts, sites, around, told)
    return Metadata(
        title=title and clean(title),
        subtitle=_subtitle(objects, head, texts[at + 1 : at + 8] if at >= 0 else near, title),
        authors=names,
        byline=byline,
        source=authors.source(head, objects, near, [site for site in sites if site not in names]),
        date=dates.decide(tree, head, objects, pages, _dated(near, above), texts),
        section=_section(head, objects, sites) or (_crumb(texts[max(0, at - TRAIL) : at]) if at > 0 else None),
    )


def _dated(near: list[str], above: Sequence[str]) -> Sequence[str]:
    """The lines around the headline, or those right above the story where they have the only date."""
    return above if not any(map(dates.find, near)) and any(map(dates.find, above)) else near


def _around(texts: Sequence[str], title: int, story: tuple[int, int]) -> list[str]:
    """The lines in which a story's author is named: from above its headline to its first paragraphs, and below it."""
    first, last = story
    top = title if 0 <= title < first else first
    return [*texts[max(0, top - 2 * BEFORE) : first + 3], *texts[last : last + 2 * BEFORE]]


def _sites(head: Head) -> list[str]:
    names = list(head.meta.get("site", []))
    for item in head.objects:
        names += json_ld.texts(item.get("publisher"))
    titled = {fold(title) for title in head.meta.get("title", [])}
    return [
        name
        for name in dict.fromkeys(map(clean, names))
        if name and not name.startswith("http") and len(name) < (30 if fold(name) in titled else 80)
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


def _near(texts: Sequence[str], title: str | None) -> tuple[int, list[str]]:
    """Where the headline stands that has a date or a source near it, and the lines around it: those before it, and
    those behind it up to the story's first paragraphs."""
    if not title:
        return -1, []
    plain, start = fold(title), title[:3]
    found: tuple[int, list[str]] = (-1, [])
    best = dates.score([])
    seen = 0
    for at, text in enumerate(texts):
        if start not in text or len(text) > 2 * len(title) + 8 or fold(text) != plain:
            continue
        seen += 1
        if seen > PRINTED:
            break
        lines = [line for line in texts[max(0, at - BEFORE) : at] if len(line) < PROSE_LONG]
        lines += _until_prose(texts[at + 1 : at + 1 + 3 * NEAR])
        if (score := dates.score(lines)) > best:
            best, found = score, (at, lines)
    return found


def _until_prose(texts: Sequence[str]) -> list[str]:
    lines: list[str] = []
    prose = 0
    for text in texts:
        if "{" in text or "function(" in text or ");" in text:
            continue
        if (len(text) >= PROSE_LONG and PROSE.search(text)) or (len(text) >= SENTENCE and text[-1] == "。"):
            prose += 1
            if prose > 1:
                break
            continue
        lines.append(text[:LONGEST_LINE])
        if len(lines) >= NEAR:
            break
    return lines


def _subtitle(objects: list[dict[str, Any]], head: Head, below: Sequence[str], title: str | None) -> str | None:
    """A deck: a line right below the headline, before its date and its authors, that the page calls its description or
    its second headline, or that a dash starts."""
    named = [*claims(objects, "alternativeHeadline"), *head.items.get("alternativeheadline", [])]
    named += [*head.meta.get("description", []), *claims(objects, "description"), *head.meta.get("title", [])]
    named += [titles.stripped(head.page_title, set())] if head.page_title else []
    plain = {fold(text) for text in named} - {fold(title or "")}
    for at, line in enumerate(below[:3]):
        if dates.find(line):
            return None
        if len(line) > 8 and (fold(line) in plain or DECK.match(line)):
            behind = below[at + 1 : at + 5]
            return (
                clean(line)
                if any(dates.find(text) or authors.labelled(text) for text in behind if len(text) < 60)
                else None
            )
    return None


def _crumb(above: Sequence[str]) -> str | None:
    """The section that a trail of links above the headline ends in: 首页 > 新闻中心 > 国内新闻 > 正文."""
    found = CRUMBS.search(" ".join(line for line in above if len(line) <= 20))
    return found["section"] or found["last"] if found else None


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
