"""Fields with labels above a document's body (标题：…, Date: …), as dumps of archives print them: front matter without
its rules.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import repair
from newsclean.language.field_labels import COUNTS, LABELS, field_of, label_of
from newsclean.model import LABELS as MORE_LABELS
from newsclean.model import Cut, Line, Metadata
from newsclean.patterns import either
from newsclean.stages.read.front_matter import metadata_of
from newsclean.stages.read.plain import read_lines

_ROLES = {
    label.casefold(): {"author": "byline"}.get(field, field)
    for field in ("section", "source", "date", "author", "subtitle", "title")
    for label in LABELS[field]
    if label.casefold() not in COUNTS
} | {label.casefold(): "removed" for field in ("editor", "photographer", "other") for label in LABELS[field]}
_ROLES |= {label.casefold(): name for name, labels in MORE_LABELS.items() for label in labels}
"""What becomes of a labelled line; those that are removed are of use to nobody who reads."""
_BODY = LABELS["body"]
_STARTS = {word.casefold() for word in _BODY} | COUNTS
_LONGEST = 24
_LABEL = regex.compile(
    rf"[^\S\n]*+(?:[【\[](?P<word>[^】\]\n]{{1,{_LONGEST}}})[】\]][^\S\n]*+[：:]?|(?P<word>[^：:【\[\s][^：:【\[\n]{{0,{_LONGEST}}})[：:]|(?P<word>{either(_BODY)})(?=\s*$))[^\S\n]*+(?P<value>[^\n]*)(?:\n|\Z)",
    regex.IGNORECASE | regex.MULTILINE,
)
_TITLE = regex.compile(rf"^[^\S\n]*[【\[]?(?:{label_of('title')})[】\]：:]", regex.I | regex.M)
_BLANK = regex.compile(r"(?:[^\S\n]*\n)*")
# The issue of a newspaper above an article of it, as archives of old papers print: 申報 日期：1949-05-17 版次：02 版.
_ISSUE = regex.compile(
    r"[\s\ufeff]*(?P<source>\p{Han}{2,10})[^\S\n]+日期[：:][^\S\n]?(?P<date>[\d年月日./-]{8,12})[^\S\n]+版次[：:][^\S\n]?[\p{Han}\w]{1,6}"
    r"(?:[^\S\n]?版)?[^\S\n]*(?:\n|\Z)"
)
# A title and another field make a head; it has at most so many.
FEWEST, MOST = 2, 20


def split(text: str) -> int | None:
    """Where the body starts below labelled fields, or `None` where no title and another field stand on top. A file of
    several documents, each with its title, has no head of its own.
    """
    if issue := _ISSUE.match(text):
        return issue.end()
    start = at = _behind_blank(text, 1 if text[:1] == "\ufeff" else 0)
    seen: list[str] = []
    while len(seen) < MOST and (found := _labelled(text, at)):
        seen.append(found["word"].strip().casefold())
        if _role(seen[-1]) is None and not _is_signed(found):
            at = found.start("value") if found["value"].strip() else _behind_blank(text, found.end())
            break
        at = _behind_blank(text, found.end())
    titles = sum(_role(word) == "title" for word in seen)
    if titles != 1 or len(seen) < FEWEST or len(_TITLE.findall(text, start)) > 1:
        return None
    return at


def read(text: str, body: int) -> tuple[list[Line], list[Cut], Metadata]:
    """The labelled lines with their roles, what was cut out of them, and what they say."""
    lines, cuts = read_lines(text, 0, body)
    if issue := _ISSUE.match(text):
        said = metadata_of({"source": issue["source"], "date": issue["date"]})
        return [replace(line, role="metadata") for line in lines], cuts, said
    values: dict[str, str] = {}
    labelled = []
    for line in lines:
        found = _labelled(line.text)
        role = (_role(found["word"]) or "removed") if found and found["value"] else "removed"
        if found and _is_signed(found):
            role = "byline"
        if found:
            values.setdefault(role, repair(found["value"]))
        role = "metadata" if role in MORE_LABELS else role
        reason = "front-matter" if role == "removed" else None
        byline = parse_byline(line.text, any_name=True) if role == "byline" else None
        labelled.append(replace(line, role=role, reason=reason, byline=byline))
    return labelled, cuts, metadata_of({"author" if role == "byline" else role: said for role, said in values.items()})


def _behind_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _role(word: str) -> str | None:
    """What becomes of a line with a label, of one or of two joined by a stroke; `None` above the text itself."""
    label = word.strip().casefold()
    if label in _ROLES or not ("/" in label or "／" in label):
        return _ROLES.get(label)
    field = field_of(label)
    return "byline" if field == "author" else "removed" if field else None


def _labelled(text: str, at: int = 0) -> regex.Match[str] | None:
    """The line at a place, if it starts with a label that is known."""
    found = _LABEL.match(text, at)
    return found if found and (_role(found["word"]) or found["word"].strip().casefold() in _STARTS) else None


def _is_signed(found: regex.Match[str]) -> bool:
    """Whether the label of a text names somebody: Text: Lin Yi."""
    return found["word"].casefold() in COUNTS and parse_byline(found[0].strip()) is not None
