"""What a page says of itself in its head, its scripts and its microdata; never in the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsclean.language.characters import repair
from newsclean.stages.read.web import json_ld
from newsclean.stages.read.web.patterns import META, SCRIPT_DATE, SCRIPT_VALUE

SELECTOR = "title,meta,h1,time,[itemprop],script[type*='ld+json' i]"
LONGEST_NAME = 60
LONGEST_VALUE = 500
MOST = 40
"""Elements of a kind that are read; a heading that is never closed holds the rest of the page."""
SCRIPTED = 200_000
"""Characters of a script in which a date of publication is looked for."""
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
            if text := clean(node.text()[: LONGEST_VALUE * 2]):
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


def clean(text: str) -> str:
    return _SPACE.sub(" ", repair(text)).strip()


def _meta(head: Head, attributes: dict[str, str | None]) -> None:
    value = attributes.get("content")
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
        value = attributes.get("content") or attributes.get("datetime") or node.text()[:LONGEST_VALUE]
        if value := clean(value):
            head.items.setdefault(name, []).append(value)


def chunks(tree: Any) -> list[str]:
    """The page's texts, one for each text node that says something, scripts left out as far as they show."""
    body = tree.body
    if body is None:
        return []
    return [text for part in body.text(separator="\x1f").split("\x1f") if (text := part.strip())]


def claims(objects: list[dict[str, Any]], name: str) -> Iterator[str]:
    for item in objects:
        yield from (clean(text[:LONGEST_VALUE]) for text in json_ld.texts(item.get(name)) if text.strip())
