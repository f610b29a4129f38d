"""Front matter before a document's body, in YAML, TOML or JSON: its lines, each with the role of its key, and its
metadata.

YAML is data here: scalars stay strings, tags are ignored. Where it is not valid (an unquoted title with a colon in
it), the keys are read line by line and the document is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import regex

from newsclean.language.bylines import names_nobody, parse_byline
from newsclean.language.characters import repair
from newsclean.language.dates import parse_date
from newsclean.language.field_labels import COUNTS, LABELS
from newsclean.language.outlets import is_outlet
from newsclean.model import LABELS as MORE_LABELS
from newsclean.model import Cut, Line, Metadata
from newsclean.stages.read.plain import read_lines

FENCES = {"-": "yaml", "+": "toml", ";": "json"}
"""The signs of which the lines around front matter are made, three or more of one, and what stands between them."""
OPENING = regex.compile(r"[\s\ufeff]*(?P<fence>-{3,20}|\+{3}|;{3})[ \t]*\r?\n")
_RULE = re.compile(r"[\s\ufeff]*[-+;]{3}")  # `regex` looks for what a pattern needs in all of a text first
CLOSINGS = {sign: regex.compile(rf"^[{sign}]{{3,20}}[ \t]*(?:\r?\n|\Z)", regex.MULTILINE) for sign in ("-", r"\+", ";")}
_FIELD = (
    r"title|subtitle|date|authors?|source|site|tags?|categor(?:y|ies)|keywords|layout|slug|published|updated|permalink"
    r"|thumbnail|comments|description"
)
ROLES = {
    label.casefold(): {"author": "byline"}.get(field, field)
    for field in ("section", "source", "date", "author", "subtitle", "title")
    for label in LABELS[field]
    if label.casefold() not in COUNTS
} | {label.casefold(): "metadata" for labels in MORE_LABELS.values() for label in labels}
"""What becomes of a key's lines in the ledger; any other key is removed as front matter."""
_WIDE = regex.compile(r"[^\x00-\x7f]")
KEY = regex.compile(
    rf"^(?:(?P<key>[A-Za-z][\w -]{{0,30}}?|\L<wide>)(?::(?=\s|$)|：)|(?P<key>{_FIELD}):"
    r"|[\"'](?P<key>[A-Za-z][\w -]{0,30})[\"']\s?:|(?P<key>[A-Za-z][\w-]{0,30})\s?=(?=\s))"
    r"[ \t]*(?P<value>(?:.*\S)?)[^\S\n]*$",
    regex.MULTILINE,
    wide=[label for label in ROLES if _WIDE.search(label)],
)
"""A key and its value: `title: X`, `title:X` for the names that everybody uses, `"title": "X"`, `title = "X"`."""
_BARE = regex.compile(
    rf"[\s\ufeff]*(?=(?:{_FIELD})\s?:)(?P<content>"
    rf"(?:(?:{_FIELD})\s?:[^\n]{{0,400}}\n|[ \t]*-[ \t][^\n]{{1,200}}\n|[ \t]*\r?\n){{2,40}}+)"
    r"-{3,20}[ \t]*(?:\r?\n|\Z)"
)
"""Keys at the top that only a line below them tells from the text."""
_OBJECT = regex.compile(r"[\s\ufeff]*(?=\{\s*\"(?:" + _FIELD + r")\"\s?:)")
_ORIGINAL = regex.compile(
    r"^[^\S\n]*[（(]?原(?:标题|標題|题|題)[：:][^\S\n]*(?P<title>[^\n（）()]{2,80}?)[)）]?[^\S\n]*$", regex.M
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
        return _unfenced(text)
    sign = opening["fence"][0]
    closing = CLOSINGS[r"\+" if sign == "+" else sign].search(
        text, opening.end(), min(len(text), opening.end() + LIMIT)
    )
    if closing is None or KEY.search(text, opening.end(), closing.start()) is None:
        return None
    return closing.start(), closing.end()


def _unfenced(text: str) -> tuple[int, int] | None:
    """The same of keys that have a line below them only, and of an object of JSON above the text."""
    if bare := _BARE.match(text):
        return (bare.end("content"), bare.end()) if len(KEY.findall(bare["content"])) > 1 else None
    if (opening := _OBJECT.match(text)) is None:
        return None
    import json

    try:
        _, end = json.JSONDecoder().raw_decode(text[opening.end() : opening.end() + LIMIT])
    except (ValueError, RecursionError):
        return None
    end += opening.end()
    return (end, end) if text[end:].strip() else None  # an object with nothing below it is the document itself


def read(text: str, content_end: int, body: int) -> tuple[list[Line], list[Cut], Metadata, tuple[str, ...]]:
    """The front matter's lines with their roles, what was cut out of them, what they say, and flags."""
    opening = OPENING.match(text) if _RULE.match(text) else None
    content = text[opening.end() if opening else 0 : content_end].lstrip("\ufeff")
    form = FENCES[opening["fence"][0]] if opening else "json" if content.lstrip()[:1] == "{" else "yaml"
    values, flags = _load(content, form)
    lines, cuts = read_lines(text, 0, body)
    role, labelled = "removed", []
    for line in lines:
        key = KEY.match(line.text)
        if key and (line.indent == 0 or form == "json"):
            name = key["key"].lower()
            said = _list(values.get(name))
            role = ROLES.get(name, "removed") if said and not _is_address(said[0]) else "removed"
        if _FENCE.fullmatch(line.text):
            role = "removed"
        reason = "front-matter" if role == "removed" else None
        labelled.append(replace(line, role=role, reason=reason))
    metadata = metadata_of(values)
    if metadata.title is None and (original := _ORIGINAL.search(text, body)):
        metadata = replace(metadata, title=repair(original["title"]))
    return labelled, cuts, metadata, flags


_FENCE = regex.compile(r"-{3,20}|\+{3}|;{3}|[{}]")


def _load(content: str, form: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values by their keys, and flags: of content that is not valid, what its lines say."""
    try:
        found = None if NESTED.search(content) else _LOADERS[form](content)
    except (ValueError, RecursionError):  # of TOML and JSON too
        found = None
    if not isinstance(found, dict):
        return _line_by_line(content), ("bad-front-matter",)
    values: dict[str, Any] = {str(key).lower(): value for key, value in found.items()}
    if form != "yaml":
        return {key: _as_text(value) for key, value in values.items()}, ()
    printed = {match["key"].lower(): match["value"] for match in KEY.finditer(content)}
    hashes = {key: value for key, value in printed.items() if "#" in value and value[:1] not in QUOTES}
    return values | {key: value for key, value in hashes.items() if isinstance(values.get(key), str)}, ()


def _yaml(content: str) -> Any:
    import yaml

    if "&" in content and "*" in content:
        return None
    try:
        return yaml.load(content, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _toml(content: str) -> Any:
    import tomllib

    return tomllib.loads(content.replace("\r\n", "\n"))


def _json(content: str) -> Any:
    import json

    return json.loads(content if content.lstrip()[:1] == "{" else f"{{{content.strip().rstrip(',')}}}")


_LOADERS: Mapping[str, Callable[[str], Any]] = {"yaml": _yaml, "toml": _toml, "json": _json}


def _as_text(value: Any) -> Any:
    """A value of TOML or JSON as YAML gives it here: scalars as strings, dates in ISO 8601."""
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value if value is None else str(value)


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
    said["source"] = [outlet for outlet in said.get("source", []) if not _is_address(outlet)]
    author = _first(said, "byline")
    site, channel = _site(author)
    categories = said.get("section", [])
    outlet = channel or author in categories or _is_desk(author or "")
    signed = [found for name in said.get("byline", []) if (found := parse_byline(name))]
    named = next((byline.source for byline in signed if byline.source), None)
    source = _first(said, "source") or named or (site if outlet else None)
    section = channel or next((_site(name)[1] or name for name in reversed(categories) if name != source), None)
    day = _first(said, "date")
    return Metadata(
        title=_unquoted(_first(said, "title") or "") or None,
        subtitle=_first(said, "subtitle"),
        authors=() if channel or not author else _authors(said["byline"]),
        byline=author,
        source=source,
        date=parse_date(day) if day else None,
        section=section,
        **{name: _of_keys(values, name, *labels) for name, labels in MORE_LABELS.items()},
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


def _of_keys(values: Mapping[str, Any], *keys: str) -> str | None:
    return next((text for key in keys for text in _list(values.get(key.lower()))), None)


def _first(said: Mapping[str, list[str]], field: str) -> str | None:
    return next(iter(said.get(field, ())), None)


def _list(value: Any) -> list[str]:
    """The texts of a value, one or a list, without the brackets of a wiki around them: [[林一]], [[lin|林一]]."""
    items = value if isinstance(value, list) else [value]
    flat = (inner for item in items for inner in (_inner(item) if isinstance(item, list) else [item]))
    said = (_WIKI.sub(r"\g<name>", repair(item)) for item in flat if isinstance(item, str))
    return [item for item in said if item and item.lower() not in NOTHING]


def _inner(items: list[Any]) -> list[Any]:
    """What stands in a list inside a list: YAML reads [[林一]] without quotation marks as one."""
    return [inner for item in items for inner in (item if isinstance(item, list) else [item])]


_WIKI = regex.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?(?P<name>[^\[\]|]{1,200})\]\]")


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www."))
