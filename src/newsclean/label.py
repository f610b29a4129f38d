"""Lines to labelled lines: what is no article's text, and what a line says of itself.

Nothing is dropped: a line that is not text gets the role `removed` with a reason, or a role of its own. First each
line by itself, then, where a page prints the furniture of a portal, the story is looked for as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from newsclean.fields import fields, merge
from newsclean.model import Line, Metadata, Source
from newsclean.portal import is_portal, read_portal, story_line
from newsclean.rules.date import find_date
from newsclean.rules.newspaper import ENDING, FURNITURE
from newsclean.rules.portal import PORTAL, TAILS

_KANA = regex.compile(r"\p{Hiragana}")
# Of eight Japanese pages Hiragana make up .11 to .48, of 54 Chinese articles none.
KANA_SHARE, KANA_SAMPLE = 0.1, 20_000
_WORDS = regex.compile(r"[^\p{L}\p{N}]+")
_NEVER_TEXT = frozenset({"template", "trailer", "scan", "paywall", "paywall-foreign"})
_FOLIOS = frozenset({"folio", "folio-english"})
# In a fragment of HTML a line that a page's own parts print; in plain text such a word can be a line of a list.
_NEVER_IN_HTML = frozenset({"share", "service", "font-size", "link", "share-foreign", "service-foreign"})
LINKED = 0.8
"""Share of a line of HTML inside links from which it is a link to another story, where a rule names it as one."""
# Lines at the top and the foot of a page where its furniture stands, and where the fields of an article do.
EDGE = 3
TOP = 8


def label(source: Source) -> Source:
    """Label the lines of a document, and decide how it is laid out."""
    names = [None if line.role else TAILS.match(line.text) or PORTAL.match(line.text) for line in source.lines]
    kana = _has_kana(source.text)
    if is_portal(source.lines, names):
        page = read_portal(source, names, kana)
        return replace(page, lines=tuple(_endings(page.text, page.lines)))
    lines = list(source.lines)
    metadata = source.metadata
    markup = source.layout == "html"
    unread = [at for at, line in enumerate(lines) if not line.role]
    for number, at in enumerate(unread):
        line, top = lines[at], number < TOP
        if top and (found := fields(line.text)) and FURNITURE.match(line.text) is None:
            lines[at] = replace(line, role="metadata")
            metadata = merge(metadata, found)
        elif top and _same(line.text, metadata.title):
            lines[at] = replace(line, role="title")
            if "_" in (metadata.title or ""):  # a file name's stand-in for a quotation mark
                metadata = replace(metadata, title=line.text)
        else:
            lines[at] = _by_itself(line, names[at], number < EDGE or len(unread) - number <= EDGE, kana, markup)
            if lines[at].reason in _FOLIOS and (date := find_date(line.text)):
                metadata = merge(metadata, Metadata(date=date[0]))
    return replace(source, lines=tuple(_endings(source.text, lines)), metadata=metadata)


def _has_kana(text: str) -> bool:
    """Whether a text is Japanese: its names need not start with a Chinese surname."""
    return len(_KANA.findall(text[:KANA_SAMPLE])) > KANA_SHARE * min(len(text), KANA_SAMPLE)


def _same(text: str, title: str | None) -> bool:
    return title is not None and _WORDS.sub("", text) == _WORDS.sub("", title) != ""


def _endings(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Lines, with the editors' credit behind an article's last sentence taken off its line."""
    for line in lines:
        end = ENDING.search(line.text) if line.role is None else None
        raw = ENDING.search(text, max(line.spans[-1][0], line.spans[-1][1] - 60), line.spans[-1][1]) if end else None
        if not end or not raw or not end.start() or raw.start() <= line.spans[-1][0]:
            yield line
            continue
        at = raw.start() + len(raw[0]) - len(raw[0].lstrip())
        kept = (*line.spans[:-1], (line.spans[-1][0], raw.start()))
        yield replace(line, spans=kept, text=line.text[: end.start()])
        spans = ((at, line.spans[-1][1]),)
        yield replace(line, spans=spans, text=end[0].strip(), gap=0, role="removed", reason="trailer")


def _by_itself(line: Line, name: str | None, edge: bool, kana: bool, markup: bool) -> Line:
    """What a line is, whatever stands around it; `edge` says that it stands at the top or the foot of the page."""
    linked = line.links >= LINKED and (name or "").startswith(("recommendation", "comments"))
    if name in _NEVER_TEXT or (edge and name in ("legal", "about")) or linked or (markup and name in _NEVER_IN_HTML):
        return replace(line, role="removed", reason=name)
    if line.hint == "heading" and not edge:
        return line
    line = story_line(line, kana) if line.hint != "heading" else line
    furniture = FURNITURE.match(line.text) if line.role is None else None
    if line.hint == "heading" and furniture not in _FOLIOS:
        return line
    if furniture and (furniture != "page-number" or edge or not line.text.isdigit()):
        return replace(line, role="removed", reason=furniture)
    return line
