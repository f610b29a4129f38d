"""JSON-LD as pages write it: comments, trailing commas and bare control characters forgiven, size bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsclean.stages.read.web.patterns import ARTICLE_TYPES, CONTAINERS, PAGE_TYPES

LONGEST = 400_000
"""Characters of a script that are read: of 319 on 200 pages the longest had 132,000."""
MOST = 400
"""Objects that are looked at."""
_BEFORE = re.compile(r"\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)?\s*")
_AFTER = ("-->", "*/", "]]>", "/*", "//", ";")
_COMMA = re.compile(r",(\s*[}\]])")
_STRING = {name: re.compile(rf'"{name}"\s*:\s*"((?:[^"\\]|\\.){{1,400}})"') for name in ("headline", "datePublished")}


def objects(script: str) -> list[dict[str, Any]]:
    """The objects of a script that can stand for the page: articles, or the page itself."""
    if len(script) > LONGEST:
        return _salvaged(script[:LONGEST])
    bare = _unwrapped(script)
    if not bare or bare[0] not in "[{":
        return []
    for text in (bare, _COMMA.sub(r"\1", bare)):
        try:
            data = json.loads(text, strict=False)
            return _with_authors(data, list(_candidates(data)))
        except (ValueError, RecursionError):
            continue
    return _salvaged(bare)


def _unwrapped(script: str) -> str:
    """A script without the comment or the CDATA section around it."""
    start = _BEFORE.match(script)
    bare = script[start.end() if start else 0 :].rstrip()
    while bare.endswith(_AFTER):
        bare = bare[: -len(next(mark for mark in _AFTER if bare.endswith(mark)))].rstrip()
    return bare


def _salvaged(text: str) -> list[dict[str, Any]]:
    """The headline and the date of a script that is no JSON, where it has just one of each."""
    found = {name: set(pattern.findall(text)) for name, pattern in _STRING.items()}
    single = {name: values.pop() for name, values in found.items() if len(values) == 1}
    return [{"@type": "Article", **single}] if "datePublished" in single else []


def _with_authors(data: Any, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Authors that are named elsewhere in the same graph, put where they are referred to."""
    graph = data.get("@graph") if isinstance(data, dict) else data
    nodes = graph[:MOST] if isinstance(graph, list) else []
    named = {node["@id"]: node for node in nodes if isinstance(node, dict) and isinstance(node.get("@id"), str)}
    return [{**item, "author": _referred(item.get("author"), named)} if "author" in item else item for item in found]


def _referred(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_referred(item, named) for item in value[:20] if not isinstance(item, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _candidates(data: Any) -> Iterator[dict[str, Any]]:
    stack, seen = [data], 0
    while stack and seen < MOST:
        item = stack.pop()
        seen += 1
        if isinstance(item, list):
            stack += reversed(item[:MOST])
        elif isinstance(item, dict):
            if is_article(item) or PAGE_TYPES & set(types(item)):
                yield item
            stack += [item[name] for name in CONTAINERS if isinstance(item.get(name), dict | list)]


def types(item: dict[str, Any]) -> list[str]:
    named = item.get("@type")
    return [name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)]


def is_article(item: dict[str, Any]) -> bool:
    return any(ARTICLE_TYPES.search(name) for name in types(item))


def texts(value: Any) -> list[str]:
    """The strings of a property: itself, or the names of what it lists."""
    found: list[str] = []
    stack = [value]
    while stack and len(found) < 20:
        item = stack.pop()
        if isinstance(item, str | int) and not isinstance(item, bool):
            found.append(str(item))
        elif isinstance(item, list):
            stack += reversed(item[:20])
        elif isinstance(item, dict):
            stack.append(item.get("name") or _whole_name(item))
    return found


def _whole_name(item: dict[str, Any]) -> str | None:
    parts = [item.get(name) for name in ("givenName", "additionalName", "familyName")]
    return " ".join(part for part in parts if isinstance(part, str) and part) or None


def people(value: Any) -> list[str]:
    """Names of authors that are not said to be organisations."""
    items = value if isinstance(value, list) else [value]
    return [name for item in items[:20] if not _organisation(item) for name in texts(item)]


def persons(value: Any) -> list[str]:
    """Names of authors that are said to be people."""
    items = value if isinstance(value, list) else [value]
    return [name for item in items[:20] if isinstance(item, dict) and "Person" in types(item) for name in texts(item)]


def organisations(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items[:20] if _organisation(item) for name in texts(item)]


def _organisation(item: Any) -> bool:
    return isinstance(item, dict) and any("rganization" in name or name == "Brand" for name in types(item))
