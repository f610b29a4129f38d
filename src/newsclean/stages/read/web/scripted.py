"""The story of a page that prints none: its text as the page's data states it, for a script to show."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

import regex

from newsclean.stages.read.web import json_ld
from newsclean.stages.read.web.metadata import Head

FLAG = "body-from-data"
"""Flag of a document whose story stands only in its page's data."""
# Characters of the shortest story that is taken from data; sentences of it; characters of a script, and values in it,
# that are looked at.
SHORTEST, SENTENCES = 60, 2
LONGEST_SCRIPT, MOST_VALUES = 3_000_000, 60_000
_DATA = "script#__NEXT_DATA__,script#__NUXT_DATA__,script[type='application/json' i]"
_KEYS = regex.compile(
    r"(?:article|post|story|main)?_?(?:body|content|text|html)(?:_?(?:html|text|rendered))?|rendered", regex.I
)
_BREAK = regex.compile(r"</(?:p|div|h[1-6]|li|blockquote)\s*>|<br\s*/?>", regex.I)
_TAG = regex.compile(r"<[^<>]{0,400}>")
_END = regex.compile(r"[。！？]|[.!?](?=[\s<\"”’]|$)")
_SPACE = regex.compile(r"[ \t\r\f\u00a0]+")
_APART = regex.compile(r"\s*\n\s*|[　 ]{3,}")


def stated(head: Head) -> str:
    """The text of the story that a page states in JSON-LD, with its markup; empty where it states none."""
    bodies = [text for item in head.objects for text in json_ld.texts(item.get("articleBody"))]
    return max(bodies, key=len, default="")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a stated text: markup and line breaks part them."""
    plain = _TAG.sub("", _BREAK.sub("\n", html.unescape(text) if "<" not in text else text))
    parts = _APART.split(_SPACE.sub(" ", html.unescape(plain)))
    return [part for raw in parts if (part := raw.strip())]


def from_data(tree: Any, head: Head) -> list[str]:
    """The paragraphs of a story that only the page's data has: JSON-LD first, then a script's data."""
    for text in (stated(head), *_longest(tree)):
        if len(text) >= SHORTEST and len(_END.findall(text)) >= SENTENCES:
            return paragraphs(text)
    return []


def _longest(tree: Any) -> Iterator[str]:
    """The longest text of each script of data whose name says that it is a body."""
    for node in tree.css(_DATA):
        script = node.text()
        if not 1 < len(script) <= LONGEST_SCRIPT or script.lstrip()[:1] not in "[{":
            continue
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        yield max(_texts(data), key=len, default="")


def _texts(data: Any) -> Iterator[str]:
    stack, seen = [("", data)], 0
    while stack and seen < MOST_VALUES:
        key, value = stack.pop()
        seen += 1
        if isinstance(value, str):
            if _KEYS.fullmatch(key):
                yield value
        elif isinstance(value, dict):
            stack += [(name, value[name]) for name in reversed(value)]
        elif isinstance(value, list):
            if value and all(isinstance(item, str) for item in value) and _KEYS.fullmatch(key):
                yield "\n".join(value)
            else:
                stack += [(key, item) for item in reversed(value)]
