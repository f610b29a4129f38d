"""What a page says of itself beside its headline: its address, its last change, its description, its keywords, its
language, and whether all of the story is free to read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsclean.stages.read.web import dates, json_ld
from newsclean.stages.read.web.metadata import LONGEST_VALUE, Head, claims, clean

PAYWALL = "paywall"
"""Flag of a document whose page says that its story is not free to read."""
MOST_KEYWORDS, LONGEST_KEYWORD, LONGEST_URL = 40, 60, 2000
_SEPARATOR = re.compile(r"[,，;；、|]")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}", re.I)


def about(tree: Any, head: Head, objects: Sequence[dict[str, Any]], near: Sequence[str]) -> dict[str, Any]:
    """The fields by their names. `objects` are the page's own articles in JSON-LD, `near` the lines around its
    headline."""
    return {
        "modified": _modified(head, objects, near),
        "url": _url(tree, head, objects),
        "description": _description(head, objects),
        "keywords": _keywords(head, objects),
        "language": _language(tree, head, objects),
    }


def is_paywalled(head: Head) -> bool:
    """Whether a page states that its article, or a part of it, is not free to read."""
    if any(tier.lower() in ("locked", "paid", "premium") for tier in head.meta.get("tier", [])):
        return True
    return any(_is_false(part.get("isAccessibleForFree")) for item in head.objects for part in _with_parts(item))


def _with_parts(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if not json_ld.is_article(dict(item)):
        return
    yield item
    parts = item.get("hasPart")
    yield from (part for part in (parts if isinstance(parts, list) else [parts])[:20] if isinstance(part, dict))


def _is_false(value: Any) -> bool:
    return value is False or (isinstance(value, str) and value.strip().rpartition("/")[2].lower() == "false")


def _modified(head: Head, objects: Sequence[dict[str, Any]], near: Sequence[str]) -> str | None:
    said = [*claims(list(objects), "dateModified"), *head.meta.get("modified", []), *head.items.get("datemodified", [])]
    printed = (moment for moment, rank in dates.printed(near) if rank == dates.CHANGE)
    known = [moment for moment in map(dates.stated, map(html.unescape, said)) if moment]
    return dates.fullest(known) if known else next(printed, None)


def _url(tree: Any, head: Head, objects: Sequence[dict[str, Any]]) -> str | None:
    """The canonical address, where the page states a whole one."""
    link = tree.css_first("link[rel~='canonical' i][href]")
    said = [link.attributes.get("href") or ""] if link is not None else []
    said += head.meta.get("url", [])
    said += [text for item in objects for text in _addresses(item)]
    found = (_ADDRESS.fullmatch(html.unescape(text.strip())[:LONGEST_URL]) for text in said)
    return next((address[0] for address in found if address), None)


def _addresses(item: Mapping[str, Any]) -> Iterator[str]:
    page = item.get("mainEntityOfPage")
    for value in (page.get("@id") if isinstance(page, dict) else page, item.get("url")):
        if isinstance(value, str):
            yield value


def _description(head: Head, objects: Sequence[dict[str, Any]]) -> str | None:
    said = [*head.meta.get("description", []), *claims(list(objects), "description")]
    return next((text for raw in said if (text := clean(html.unescape(raw)))), None)


def _keywords(head: Head, objects: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The keywords of the first of the places that have some."""
    places: Iterable[list[str]] = (
        [text for item in objects for text in json_ld.texts(item.get("keywords"))],
        head.meta.get("keywords", []),
        head.meta.get("tag", []),
    )
    for said in places:
        found: dict[str, None] = {}
        for value in said:
            words = _SEPARATOR.split(html.unescape(value)[:LONGEST_VALUE])
            cut = len(value) >= LONGEST_VALUE and len(words) > 1
            kept = (clean(word) for word in (words[:-1] if cut else words))
            found |= dict.fromkeys(word for word in kept if 0 < len(word) <= LONGEST_KEYWORD)
        if found:
            return tuple(found)[:MOST_KEYWORDS]
    return ()


def _language(tree: Any, head: Head, objects: Sequence[dict[str, Any]]) -> str | None:
    root = tree.css_first("html")
    declared = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root is not None else None
    said = [declared or "", *claims(list(objects), "inLanguage"), *head.meta.get("language", [])]
    return next((text for text in said if text.strip()), None)
