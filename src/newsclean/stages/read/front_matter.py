"""YAML front matter before a document's body: its lines, each with the role of its key, and its metadata.

YAML is data here: scalars stay strings, tags are ignored. Where it is not valid (an unquoted title with a colon in
it), the keys are read line by line and the document is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import regex

from newsclean.language.bylines import names_nobody, parse_byline
from newsclean.language.characters import repair
from newsclean.language.dates import parse_date
from newsclean.language.field_labels import COUNTS, LABELS
from newsclean.language.outlets import is_outlet
from newsclean.model import Cut, Line, Metadata
from newsclean.stages.read.plain import read_lines

OPENING = regex.compile(r"[\s\ufeff]*---[ \t]*\r?\n")
_RULE = re.compile(r"[\s\ufeff]*---")  # `regex` looks for what a pattern needs in all of a text first
CLOSING = regex.compile(r"^---[ \t]*(?:\r?\n|\Z)", regex.MULTILINE)
ROLES = {
    label.casefold(): {"author": "byline"}.get(field, field)
    for field in ("section", "source", "date", "author", "subtitle", "title")
    for label in LABELS[field]
    if label.casefold() not in COUNTS
}
"""What becomes of a key's lines in the ledger; any other key is removed as front matter."""
_WIDE = regex.compile(r"[^\x00-\x7f]")
KEY = regex.compile(
    r"^(?P<key>[A-Za-z][\w -]{0,30}?|\L<wide>)(?::(?=\s|$)|：)[ \t]*(?P<value>.*?)[^\S\n]*$",
    regex.MULTILINE,
    wide=[label for label in ROLES if _WIDE.search(label)],
)
ITEM = regex.compile(r"\s*-\s+(?P<value>.*?)\s*$")
# Longer than any front matter seen (0.3 kB) by far; it bounds the work on a text that only opens with a rule.
LIMIT = 20_000
# Brackets this deep are no metadata; a YAML parser would recurse on them.
NESTED = regex.compile(r"[\[{][\[{\s]{40}")

DESK = regex.compile(r"(?:编辑部|編輯部|編集部|\b(?:Staff|Desk|Editors?|Online|ニュース))\s*$")
"""How the name of a desk ends, where an author stands."""

SIGN = regex.compile(r"\s?[|｜丨·–—]\s?")
QUOTES = "'\""
NOTHING = frozenset({"null", "~", "none", "nil", "undefined", "n/a"})
"""Words for a value that is not there."""


def split(text: str) -> tuple[int, int] | None:
    """Where the front matter's content ends and where the body starts, or `None` where there is none."""
    opening = OPENING.match(text) if _RULE.match(text) else None
    if opening is None:
        return None
    closing = CLOSING.search(text, opening.end(), min(len(text), opening.end() + LIMIT))
    if closing is None or KEY.search(text, opening.end(), closing.start()) is None:
        return None
    return closing.start(), closing.end()


def read(text: str, content_end: int, body: int) -> tuple[list[Line], list[Cut], Metadata, tuple[str, ...]]:
    """The front matter's lines with their roles, what was cut out of them, what they say, and flags."""
    opening = OPENING.match(text)
    content = text[opening.end() if opening else 0 : content_end]
    values, flags = _load(content)
    lines, cuts = read_lines(text, 0, body)
    role, labelled = "removed", []
    for line in lines:
        key = KEY.match(line.text)
        if key and line.indent == 0:
            name = key["key"].lower()
            role = ROLES.get(name, "removed") if _list(values.get(name)) else "removed"
        if line.text == "---":
            role = "removed"
        reason = "front-matter" if role == "removed" else None
        labelled.append(replace(line, role=role, reason=reason))
    return labelled, cuts, metadata_of(values), flags


def _load(content: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        found = None if NESTED.search(content) or ("&" in content and "*" in content) else yaml.load(content, loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        found = None
    printed = {match["key"].lower(): match["value"] for match in KEY.finditer(content)}
    if isinstance(found, dict):
        values: dict[str, Any] = {str(key).lower(): value for key, value in found.items()}
        hashes = {key: value for key, value in printed.items() if "#" in value and value[:1] not in QUOTES}
        return values | {key: value for key, value in hashes.items() if isinstance(values.get(key), str)}, ()
    return _line_by_line(content), ("bad-front-matter",)


def _line_by_line(content: str) -> dict[str, Any]:
    """Keys and values of content that is not valid, and the items of a list below a key without a value."""
    values: dict[str, Any] = {}
    last = ""
    for line in content.splitlines():
        if key := KEY.match(line):
            last = key["key"].lower()
            values[last] = _unquoted(key["value"])
        elif last and (item := ITEM.match(line)) and (isinstance(values[last], list) or not values[last]):
            values[last] = [*(values[last] or []), _unquoted(item["value"])]
    return values


def _unquoted(value: str) -> str:
    """A value without the quotation marks around the whole of it: `"A" and B` keeps its own."""
    whole = len(value) > 1 and value[0] in QUOTES and value[-1] == value[0] and value[0] not in value[1:-1]
    return value[1:-1].strip() if whole else value


def metadata_of(values: Mapping[str, Any]) -> Metadata:
    """What the values of front matter say, by their keys in small letters."""
    said: dict[str, list[str]] = {}
    for key in sorted(values, key=lambda key: key != ROLES.get(key)):  # of several keys the field's own name first
        if key in ROLES:
            said.setdefault(ROLES[key], []).extend(_list(values[key]))
    author = _first(said, "byline")
    site, channel = _site(author)
    categories = said.get("section", [])
    outlet = channel or author in categories or _is_desk(author or "")
    signed = [found for name in said.get("byline", []) if (found := parse_byline(name))]
    named = next((byline.source for byline in signed if byline.source), None)
    source = _first(said, "source") or named or (site if outlet else None)
    section = channel or next((_site(name)[1] or name for name in reversed(categories) if name != source), None)
    date = _first(said, "date")
    return Metadata(
        title=_first(said, "title"),
        subtitle=_first(said, "subtitle"),
        authors=() if channel or not author else _authors(said["byline"]),
        byline=author,
        source=source,
        date=parse_date(date) if date else None,
        section=section,
    )


def _is_desk(name: str) -> bool:
    """Whether an author is an outlet or one of its desks."""
    return is_outlet(name) or DESK.search(name) is not None


def _site(name: str | None) -> tuple[str | None, str | None]:
    """`site - channel` as archives write it, taken apart; behind another sign only where an outlet stands before it."""
    site, dash, channel = (name or "").partition(" - ")
    if not dash and (parts := SIGN.split(name or "", maxsplit=1))[1:] and _is_desk(parts[0]):
        site, dash, channel = parts[0], "|", parts[1]
    return (site.strip() or None, channel.strip() or None) if dash else (name, None)


def _authors(fields: list[str]) -> tuple[str, ...]:
    """The names in authors' fields: 记者 林一 is 林一; what is no byline stays as it is, and 责编：林一 is nobody."""
    names: list[str] = []
    for field in fields:
        byline = parse_byline(field) or parse_byline(f"作者：{field}")
        if byline and byline.authors:
            names += byline.authors
        elif not names_nobody(field):
            names.append(field)
    return tuple(names)


def _first(said: Mapping[str, list[str]], field: str) -> str | None:
    return next(iter(said.get(field, ())), None)


def _list(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    said = (repair(item) for item in items if isinstance(item, str))
    return [item for item in said if item and item.lower() not in NOTHING]
