"""Lines to labelled lines: what is no article's text, and what a line says of itself.

Nothing is dropped: a line that is not text gets the role `removed` with a reason, or a role of its own. First each
line by itself, then, where a page prints the furniture of a portal, the story is looked for as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.dates import find_date
from newsclean.language.fields import fields
from newsclean.model import Layout, Line, Metadata, Source
from newsclean.rules.newspaper import ENDING
from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.stages.label.layout import costs_news, is_portal, with_prose
from newsclean.stages.label.portal import foot, read_portal, story_line
from newsclean.stages.label.posts import LINKED, completed, is_title, read_post
from newsclean.stages.label.prose import Names
from newsclean.stages.label.recurring import without_recurring

_KANA = regex.compile(r"\p{Hiragana}")
# Of eight Japanese pages Hiragana make up .11 to .48, of 54 Chinese articles none.
KANA_SHARE, KANA_SAMPLE = 0.1, 20_000
_NEVER_TEXT = frozenset({"template", "trailer", "trailer-foreign", "scan", "paywall", "paywall-foreign"})
_NEVER_AT_EDGE = frozenset({"legal", "about", "breadcrumb"})
# What a breadcrumb says on a page that is no portal's: steps of a story (量水位 > 登船 > 解缆) have arrows too.
_CRUMB = regex.compile(
    r"首[页頁]|正文|内容|內文|详情|文章|位置|[频頻]道|新[闻聞]|[资資][讯訊]|[网網]|Home|News|ホーム|トップ"
)
_FOLIOS = frozenset({"folio", "folio-english"})
# In a fragment of markup a line that a page's own parts print; in plain text such a word can be a line of a list.
_NEVER_IN_MARKUP = frozenset(
    {"share", "service", "font-size", "link", "share-foreign", "service-foreign", "link-foreign"}
)
# Lines at the top and the foot of a page where its furniture stands, and where the fields of an article do.
EDGE = 3
TOP = 8


def label(source: Source, *, layout: Layout | None = None, rules: Ruleset = DEFAULT) -> Source:
    """Label the lines of a document; where `layout` is not given, decide whether it is a portal's page."""
    if source.layout == "plain":
        source = replace(source, lines=tuple(without_recurring(source.text, source.lines)))
    kana, post = _has_kana(source.text), source.metadata.title is not None
    if post and not source.story_found and source.layout != "plain":
        source = read_post(source)
    names = [None if line.role else _name(line, rules) for line in source.lines]
    if rules.own:
        source, names = _without_own(source, names, rules)
    if layout in ("portal", "newspaper", "plain"):
        portal = layout == "portal"
    else:
        portal = not source.story_found and is_portal(source.lines, _kinds(names, rules), post=post)
    if portal:
        page = read_portal(source, names, kana, rules)
        if layout == "portal" or not costs_news(page, names):
            page = with_prose(page, names, kana, rules)
            return replace(page, lines=tuple(_endings(page.text, page.lines, rules)))
    lines = list(source.lines)
    metadata = source.metadata
    unread = [at for at, line in enumerate(lines) if not line.role]
    for number, at in enumerate(unread):
        line, top = lines[at], number < TOP
        found = fields(line.text) if top and rules.furniture.match(line.text) is None else None
        # A name alone is a byline, but on top of the page, where it stands above its headline.
        if found and (found.date or not number or parse_byline(line.text) is None):
            lines[at] = replace(line, role="metadata")
            metadata = metadata.completed_by(found)
        elif top and not source.story_found and is_title(line.text, metadata.title):
            lines[at] = replace(line, role="title")
            metadata = replace(metadata, title=completed(metadata.title or "", line.text))
        else:
            edge = number < EDGE or len(unread) - number <= EDGE
            lines[at] = _by_itself(line, names[at], edge, kana, source.layout != "plain", rules)
            if lines[at].reason in _FOLIOS and (date := find_date(line.text)):
                metadata = metadata.completed_by(Metadata(date=date[0]))
    if source.story_found:
        lines = _without_captions(lines)
    elif source.layout == "plain":
        lines = _without_foot(lines, names)
    return replace(source, lines=tuple(_endings(source.text, lines, rules)), metadata=metadata)


def _without_captions(lines: list[Line]) -> list[Line]:
    """The lines of a page's story; where captions are most of it, a gallery, they are its paragraphs."""
    text = sum(len(line.text) for line in lines if line.role is None)
    captions = [at for at, line in enumerate(lines) if line.role is None and line.hint == "caption"]
    if 2 * sum(len(lines[at].text) for at in captions) > text:
        for at in captions:
            lines[at] = replace(lines[at], hint=None)
    return lines


def _without_foot(lines: list[Line], names: Names) -> list[Line]:
    """The lines of a page without the headlines below its story: of one that has a line of fields those behind any
    furniture and its buttons, of any other a list that says that it is one of other articles."""
    start = foot(lines, names)
    listed = start + 1 < len(lines) and names[start] == "recommendation"  # in English such words can be a subhead
    if listed or any(line.role == "metadata" for line in lines):
        for at in range(start, len(lines)):
            if lines[at].role is None:
                lines[at] = replace(lines[at], role="removed", reason=names[at] or "recommendation")
    return lines


def _name(line: Line, rules: Ruleset) -> str | None:
    """The rule for a portal's furniture that takes a line, without the mark of a list before it."""
    text = line.text.lstrip("-*+•· ") if line.hint == "list" else line.text
    return rules.tails.match(text) or rules.portal.match(text)


def _kinds(names: Names, rules: Ruleset) -> Names:
    """The furniture that shows a portal: rules of the user's take lines of any page."""
    return [None if name in rules.own else name for name in names] if rules.own else names


def _without_own(source: Source, names: Names, rules: Ruleset) -> tuple[Source, list[str | None]]:
    """A document whose lines that a rule of the user's takes are no article's, whatever else could be said of them; and
    the names of its lines with those rules."""
    lines, found = list(source.lines), list(names)
    for at, line in enumerate(lines):
        name = found[at] if found[at] in rules.own else rules.furniture.match(line.text)
        if line.role is None and name in rules.own:
            lines[at], found[at] = replace(line, role="removed", reason=name), name
    return replace(source, lines=tuple(lines)), found


def _has_kana(text: str) -> bool:
    """Whether a text is Japanese: its names need not start with a Chinese surname."""
    return len(_KANA.findall(text[:KANA_SAMPLE])) > KANA_SHARE * min(len(text), KANA_SAMPLE)


def _endings(text: str, lines: Iterable[Line], rules: Ruleset) -> Iterator[Line]:
    """Lines, with the editors' credit behind an article's last sentence taken off its line."""
    if "trailer" in rules.off:
        yield from lines
        return
    for line in lines:
        end = ENDING.search(line.text) if line.role is None and _may_end(line.text) else None
        raw = ENDING.search(text, max(line.spans[-1][0], line.spans[-1][1] - 60), line.spans[-1][1]) if end else None
        if not end or not raw or not end.start() or raw.start() <= line.spans[-1][0]:
            yield line
            continue
        at = raw.start() + len(raw[0]) - len(raw[0].lstrip())
        kept = (*line.spans[:-1], (line.spans[-1][0], raw.start()))
        yield replace(line, spans=kept, text=line.text[: end.start()])
        spans = ((at, line.spans[-1][1]),)
        yield replace(line, spans=spans, text=end[0].strip(), gap=0, role="removed", reason="trailer")


def _may_end(text: str) -> bool:
    """Whether a line closes a bracket or ends in a figure, as every `ENDING` does."""
    last = text.rstrip()[-1:]
    return last in "）)】]" or last.isdecimal()


def _by_itself(line: Line, name: str | None, edge: bool, kana: bool, markup: bool, rules: Ruleset) -> Line:
    """What a line is, whatever stands around it; `edge` says that it stands at the top or the foot of the page."""
    edge_only = edge and name in _NEVER_AT_EDGE and (name != "breadcrumb" or _CRUMB.search(line.text) is not None)
    linked = line.links >= LINKED and (name or "").startswith(("recommendation", "comments"))
    if name in _NEVER_TEXT or edge_only or linked or (markup and name in _NEVER_IN_MARKUP):
        return replace(line, role="removed", reason=name)
    if line.hint == "heading" and not edge:
        return line
    line = story_line(line, kana, rules) if line.hint != "heading" else line
    furniture = rules.furniture.match(line.text) if line.role is None else None
    if line.hint == "heading" and furniture not in _FOLIOS:
        return line
    if furniture and (furniture != "page-number" or edge or not line.text.isdigit()):
        return replace(line, role="removed", reason=furniture)
    return line
