"""What a page says of itself in its head, its scripts and its microdata; never in the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsclean.language.characters import repair
from newsclean.stages.read.web import json_ld
from newsclean.stages.read.web.patterns import ARTICLE_TYPES, META, PAGE_TYPES, SCRIPT_DATE, SCRIPT_VALUE

SELECTOR = "title,meta,h1,time,[itemprop],script[type*='ld+json' i]"
LONGEST_NAME = 60
LONGEST_VALUE = 500
MOST = 40
"""Elements of a kind that are read; a heading that is never closed holds the rest of the page."""
SCRIPTED = 200_000
"""Characters of a script in which a date of publication is looked for."""
KICKER = re.compile(
    r"kicker|roofline|top-?title|overline|topline|dachzeile|super-?title|pre-?title|sub-?(?:title|head)|tagline|eyebrow|strapline|(?:^|[-_\s])(?:label|badge|category|section|topic)(?:$|[-_\s])",
    re.I,
)
FARTHEST, ASIDE_UP = 12, 6
"""Elements around an item in which its owner is looked for, and the names of others of its kind."""
LONGEST_SIGNED = 120
SIGNED = "[rel~='author' i],[class*='author' i],[class*='byline' i],[id*='author' i],[id*='byline' i]"
AUTHORED = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author)s?(?:[-_]{1,2}(?:name|link|text|info|title))?(?:$|[\s_-])|byline|author(?:name|text)|(?:article|post|entry|story|meta)[-_]{0,2}author",
    re.I,
)
NOT_AUTHORED = re.compile(
    r"bio|avatar|image|photo|img|social|follow|desc|about|box|more|list|count|comment|twitter|date|time|role|job|position|header-?nav",
    re.I,
)
ASIDE = re.compile(
    r"comment|relat|recommend|(?<!with)(?<!with-)side-?bar|widget|trending|popular|latest|teaser|promo|more-|card|most-|rail|newsletter",
    re.I,
)
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Head:
    """Everything that was found, in the page's order."""

    page_title: str | None = None
    meta: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    times: list[tuple[str, str, str]] = field(default_factory=list)
    objects: list[dict[str, Any]] = field(default_factory=list)


def collect(tree: Any) -> Head:
    """One pass over the elements that can say something."""
    head = Head()
    for node in tree.css(SELECTOR):
        tag = node.tag
        if tag == "meta":
            _meta(head, node.attributes)
        elif tag == "script":
            head.objects += json_ld.objects(node.text())
        elif tag == "title":
            if head.page_title is None and node.parent is not None and node.parent.tag != "svg":
                head.page_title = clean(node.text()[:LONGEST_VALUE]) or None
        elif tag == "h1" and len(head.headings) < MOST:
            if text := clean(_headline(node)[: LONGEST_VALUE * 2]):
                head.headings.append(text[:LONGEST_VALUE])
            _item(head, node)
        elif tag == "time" and len(head.times) < MOST:
            attributes = node.attributes
            names = [attributes.get(name) or "" for name in ("itemprop", "class")] + ["pubdate"] * (
                "pubdate" in attributes
            )
            value = attributes.get("datetime") or attributes.get("content") or ""
            head.times.append((value, clean(node.text()[:LONGEST_VALUE]), " ".join(names).lower()))
        else:
            _item(head, node)
    return head


def _headline(node: Any) -> str:
    """The text of a heading, without a kicker or a subtitle that stands in elements of their own in it."""
    text = str(node.text())
    beside = [
        part.text()
        for part in node.css("span,small,div,em,strong,p")
        if KICKER.search(part.attributes.get("class") or "")
    ]
    for part in beside:
        at = text.find(part)
        if part.strip() and at >= 0 and 3 * len(part) < 2 * len(text):
            text = f"{text[:at]} {text[at + len(part) :]}".strip(" :|–-\n\t")
    return text


def clean(text: str) -> str:
    return _SPACE.sub(" ", repair(text)).strip()


def _meta(head: Head, attributes: dict[str, str | None]) -> None:
    value = attributes.get("content") or attributes.get("value")
    if not value or not value.strip():
        return
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(key)
        if name and len(name) <= LONGEST_NAME:
            kind = META.match(_NOT_NAME.sub("", name.lower()))
            if kind:
                known = head.meta.setdefault(kind, [])
                known += [clean(value[:LONGEST_VALUE])] * (len(known) < MOST)
                return


def scripted(tree: Any) -> Iterator[str]:
    """Dates of publication in the data of scripts. To search every script costs as much as all the rest, so they are
    asked last."""
    left = SCRIPTED
    for node in tree.css("script:not([src]):not([type*='ld+json' i])"):
        text = node.text()[:left]
        left -= len(text)
        if SCRIPT_VALUE.search(text):
            yield from (found["value"] for found in SCRIPT_DATE.finditer(text))


def _item(head: Head, node: Any) -> None:
    attributes = node.attributes
    name = (attributes.get("itemprop") or "").lower().partition(" ")[0]
    if len(head.items.get(name, ())) < MOST and name in (
        "headline",
        "datepublished",
        "author",
        "articlesection",
        "alternativeheadline",
        "datecreated",
    ):
        if name == "author" and _is_of_another(node):
            return
        value = attributes.get("content") or attributes.get("datetime") or _named(node, name)[:LONGEST_VALUE]
        if value := clean(value):
            head.items.setdefault(name, []).append(value)


def _named(node: Any, name: str) -> str:
    """What an item says; of an author with a name among its properties that name."""
    if name == "author" and (inner := node.css_first("[itemprop~=name]")) is not None:
        return str(inner.attributes.get("content") or inner.text())
    return str(node.text())


def _is_of_another(node: Any) -> bool:
    """Whether an item is a property of something else than an article or its page: a photo, a comment, a review."""
    around = node.parent
    for _ in range(FARTHEST):
        if around is None:
            return False
        if "itemscope" in (attributes := around.attributes):
            kind = (attributes.get("itemtype") or "").rpartition("/")[2]
            return bool(kind) and not ARTICLE_TYPES.search(kind) and kind not in PAGE_TYPES
        around = around.parent
    return False


def signed(tree: Any) -> Iterator[tuple[str, bool]]:
    """Texts of elements that say that they name the author, with whether it is a link that says so."""
    seen = 0
    for node in tree.css(SIGNED):
        attributes = node.attributes
        rel = "author" in (attributes.get("rel") or "").lower().split()
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if not rel and (AUTHORED.search(names) is None or NOT_AUTHORED.search(names)):
            continue
        if _is_aside(node):
            continue
        text = clean(node.text(separator=" ")[:LONGEST_VALUE])
        if text and len(text) <= LONGEST_SIGNED:
            yield text, rel
            seen += 1
        if seen >= MOST:
            return


def _is_aside(node: Any) -> bool:
    """Whether an element stands among comments, other stories or a list of people."""
    around = node.parent
    for _ in range(ASIDE_UP):
        if around is None or around.tag in ("body", "article", "main"):
            return False
        attributes = around.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if around.tag in ("aside", "footer", "nav", "blockquote") or ASIDE.search(names):
            return True
        around = around.parent
    return False


def chunks(tree: Any) -> list[str]:
    """The page's texts, one for each text node that says something, scripts left out as far as they show."""
    body = tree.body
    if body is None:
        return []
    return [text for part in body.text(separator="\x1f").split("\x1f") if (text := part.strip())]


def claims(objects: list[dict[str, Any]], name: str) -> Iterator[str]:
    for item in objects:
        yield from (clean(text[:LONGEST_VALUE]) for text in json_ld.texts(item.get(name)) if text.strip())
