"""Lines to labelled lines: what is no article's text, and what a line says of itself.

Nothing is dropped: a line that is not text gets the role `removed` with a reason, or a role of its own. First each
line by itself, then, where a page prints the furniture of a portal, the story is looked for as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from newsclean.characters import ends_sentence
from newsclean.model import Line, Metadata, Source
from newsclean.rules.byline import parse_byline
from newsclean.rules.date import find_date
from newsclean.rules.newspaper import CAPTIONS, CONTINUED_FROM, ENDING, FURNITURE
from newsclean.rules.portal import FIELDS, HOME, PORTAL, TAILS

# Kinds of portal furniture that must stand on a page before it is read as one: a newspaper page or a clean article
# has at most one of them (a line of editors at its foot).
PORTAL_KINDS = 3
# A line of prose ends a sentence, or is long and has a mark every 40 characters (Chinese news: every 10 to 20).
PROSE_SHORTEST = 12
PROSE_LONG = 60
PROSE_MARKS = 1 / 40
# What a line that is not prose costs the stretch that holds it: about a short sentence, so that a subhead between
# paragraphs is bridged while a list of headlines is not.
COST = 10
LONGEST_SCORE = 300
# How far above the body the headline and its fields may stand, in lines.
HEAD = 16
# A stretch behind the end of a story must be this many times as long to be taken for the story.
BEHIND = 3.0

_MARKS = regex.compile(r"[，。、；：！？,;:!?]|\. ")
_MENU = regex.compile(r"\S{1,4}(?:[\s|｜]+\S{1,4}){2,}")
_KANA = regex.compile(r"\p{Hiragana}")
# Of eight Japanese pages Hiragana make up .11 to .48, of 54 Chinese articles none.
KANA_SHARE, KANA_SAMPLE = 0.1, 20_000
_WORDS = regex.compile(r"[^\p{L}\p{N}]+")
_NEVER_TEXT = frozenset({"template", "trailer", "scan", "paywall"})
_FOLIOS = frozenset({"folio", "folio-english"})
# In a fragment of HTML a line that a page's own parts print; in plain text such a word can be a line of a list.
_NEVER_IN_HTML = frozenset({"share", "service", "font-size", "link"})
LINKED = 0.8
"""Share of a line of HTML inside links from which it is a link to another story, where a rule names it as one."""
# Lines at the top and the foot of a page where its furniture stands, and where the fields of an article do.
EDGE = 3
TOP = 8


def label(source: Source) -> Source:
    """Label the lines of a document, and decide how it is laid out."""
    names = [None if line.role else TAILS.match(line.text) or PORTAL.match(line.text) for line in source.lines]
    kinds = {name for name in names if name not in (None, "counter", "template")}
    if len(kinds) >= PORTAL_KINDS and not source.story_found:
        return _portal(source, names)
    lines = list(source.lines)
    metadata = source.metadata
    kana, markup = _has_kana(source.text), source.layout == "html"
    unread = [at for at, line in enumerate(lines) if not line.role]
    for number, at in enumerate(unread):
        line, top = lines[at], number < TOP
        found = _fields(line.text) if top and FURNITURE.match(line.text) is None else None
        # A name alone is a byline, but on top of the page, where it stands above its headline.
        if found and (found.date or not number or parse_byline(line.text) is None):
            lines[at] = replace(line, role="metadata")
            metadata = merge(metadata, found)
        elif top and not source.story_found and _same(line.text, metadata.title):
            lines[at] = replace(line, role="title")
            if "_" in (metadata.title or ""):  # a file name's stand-in for a quotation mark
                metadata = replace(metadata, title=line.text)
        else:
            lines[at] = _by_itself(line, names[at], number < EDGE or len(unread) - number <= EDGE, kana, markup)
            if lines[at].reason in _FOLIOS and (date := find_date(line.text)):
                metadata = merge(metadata, Metadata(date=date[0]))
    if source.story_found:
        lines = _without_captions(lines)
    return replace(source, lines=tuple(_endings(source.text, lines)), metadata=metadata)


def _without_captions(lines: list[Line]) -> list[Line]:
    """The lines of a page's story; where captions are most of it, a gallery, they are its paragraphs."""
    text = sum(len(line.text) for line in lines if line.role is None)
    captions = [at for at, line in enumerate(lines) if line.role is None and line.hint == "caption"]
    if 2 * sum(len(lines[at].text) for at in captions) > text:
        for at in captions:
            lines[at] = replace(lines[at], hint=None)
    return lines


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
    linked = line.links >= LINKED and name in ("recommendation", "recommendation-foreign", "comments")
    if name in _NEVER_TEXT or (edge and name in ("legal", "about")) or linked or (markup and name in _NEVER_IN_HTML):
        return replace(line, role="removed", reason=name)
    if line.hint == "heading" and not edge:
        return line
    line = _story_line(line, kana) if line.hint != "heading" else line
    furniture = FURNITURE.match(line.text) if line.role is None else None
    if line.hint == "heading" and furniture not in _FOLIOS:
        return line
    if furniture and (furniture != "page-number" or edge or not line.text.isdigit()):
        return replace(line, role="removed", reason=furniture)
    return line


def _story_line(line: Line, kana: bool) -> Line:
    caption = CAPTIONS.match(line.text)
    if caption in ("credit", "credit-label"):
        return replace(line, role="credit")
    if caption:
        return replace(line, hint="caption")
    if parse_byline(line.text, any_name=kana) is not None and not CONTINUED_FROM.fullmatch(line.text):
        return replace(line, role="byline")
    return line


def _portal(source: Source, names: Sequence[str | None]) -> Source:
    """A page in the furniture of a portal: the body is its best stretch of prose, the headline stands above it."""
    lines = list(source.lines)
    metadata, crumbs, kana = source.metadata, Metadata(), _has_kana(source.text)
    start, end = _body(lines, names)
    while end < len(lines) and _story_line(lines[end], kana).role in ("byline", "credit"):
        end += 1
    numbers = _numbered(lines, start, end)
    top = max(0, start - HEAD)
    title = _title(lines, names, top, start)
    for at, (line, name) in enumerate(zip(source.lines, names, strict=True)):
        if line.role:
            continue
        if at in numbers:
            lines[at] = replace(line, hint="heading")
        elif start <= at < end:
            lines[at] = replace(line, role="removed", reason=name) if name else _story_line(line, kana)
        elif at == title:
            lines[at] = replace(line, role="title")
        elif top <= at < start and parse_byline(line.text) is not None:
            lines[at] = replace(line, role="byline")
        elif top <= at < start and (found := _fields(line.text)):
            lines[at] = replace(line, role="metadata")
            metadata = merge(metadata, found)
        else:
            lines[at] = replace(line, role="removed", reason=name or ("navigation" if at < start else "recommendation"))
            if name == "breadcrumb":
                crumbs = merge(crumbs, _crumbs(line.text))
    lines = list(_endings(source.text, lines))
    metadata = merge(metadata, crumbs)
    return replace(
        source, lines=tuple(lines), metadata=metadata, layout="portal" if source.layout == "plain" else source.layout
    )


def _numbered(lines: Sequence[Line], start: int, end: int) -> frozenset[int]:
    """Lines of the body that number its parts: 1, 2, 3 alone on their lines, in order."""
    found: list[int] = []
    for at in range(start, end):
        if lines[at].text.strip("．.、 ") in (str(len(found) + 1), f"{len(found) + 1:02d}"):
            found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()


def _score(line: Line, name: str | None) -> float:
    if name or line.role == "removed":
        return -COST
    text = line.text
    marks = len(_MARKS.findall(text))
    ended = len(text) >= PROSE_SHORTEST and ends_sentence(text)
    if (ended or (len(text) >= PROSE_LONG and marks >= PROSE_MARKS * len(text))) and line.links < 0.5:
        return float(min(len(text), LONGEST_SCORE)) if _fields(text) is None else -COST
    return 0.0 if parse_byline(text) is not None or CAPTIONS.match(text) else -COST


def _body(lines: Sequence[Line], names: Sequence[str | None]) -> tuple[int, int]:
    """The stretch of lines with the most prose; a line of the end of a story breaks a stretch."""
    stretches: list[tuple[float, int, int]] = []
    total, start, best = 0.0, 0, (0.0, 0, 0)
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        if name is not None and TAILS.match(line.text):
            stretches.append(best)
            total, best = 0.0, (0.0, at + 1, at + 1)
            continue
        if total <= 0:
            total, start = 0.0, at
        total += _score(line, name)
        if total > best[0]:
            best = (total, start, at + 1)
    stretches.append(best)
    chosen = (0.0, 0, 0)
    for stretch in stretches:  # a later stretch (recommendations with summaries, comments) must be far longer
        if stretch[0] > chosen[0] * (BEHIND if chosen[0] >= PROSE_SHORTEST * 4 else 1.0):
            chosen = stretch
    return chosen[1], chosen[2]


def _title(lines: Sequence[Line], names: Sequence[str | None], top: int, start: int) -> int | None:
    """The headline above the body: heading-like, next to the line with the date, or printed twice, or long."""
    texts = [line.text for line in lines]
    best, chosen = 0.0, None
    for at in range(top, start):
        text = texts[at]
        if (
            names[at]
            or lines[at].role
            or not 5 <= len(text) <= 80
            or _fields(text)
            or _MENU.fullmatch(text)
            or parse_byline(text) is not None
        ):
            continue
        score = min(len(text), 20) / 20 + (at - top) / (4 * HEAD)
        score += 1.0 * any(_fields(texts[near]) is not None for near in (at + 1, at - 1) if 0 <= near < start)
        score += (
            1.0 * (texts.count(text) > 1)
            + 1.0 * (lines[at].level == 1)
            - 1.0 * ends_sentence(text + "。") * text.endswith("。")
        )
        if score > best:
            best, chosen = score, at
    return chosen


def _fields(text: str) -> Metadata | None:
    """The fields of a line that is made of them: a date with a year, an outlet, an author, and little else."""
    if len(text) > 120:
        return None
    date = find_date(text)
    rest = text[: date[1]] + " " + text[date[2] :] if date else text
    source = author = None
    for field in FIELDS.finditer(rest):
        source = source or field["outlet"]
        author = author or field["names"]
    rest = FIELDS.sub("", rest)
    if not (date or source or author) or len(regex.sub(r"[\W\d_]", "", rest)) > (10 if date else 4):
        return None
    byline = parse_byline(f"作者：{author}") if author else None
    return Metadata(
        date=date[0] if date else None,
        source=source or None,
        authors=byline.authors if byline else (),
        byline=author if byline else None,
    )


def _crumbs(text: str) -> Metadata:
    home = HOME.search(text)
    return Metadata(source=home["site"]) if home else Metadata()


def merge(known: Metadata, found: Metadata) -> Metadata:
    """What is known, completed by what was found; the first word on a field stands, a fuller date replaces a day."""
    date = found.date if known.date is None or (found.date or "").startswith(known.date) else known.date
    return Metadata(
        title=known.title or found.title,
        subtitle=known.subtitle or found.subtitle,
        authors=known.authors or found.authors,
        byline=known.byline or found.byline,
        source=known.source or found.source,
        date=date,
        section=known.section or found.section,
    )
