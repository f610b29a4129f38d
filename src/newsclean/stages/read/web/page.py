"""A whole web page to lines: its story, and what stands around it with the reason why it is not the story's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, repair
from newsclean.language.fields import FIELDS
from newsclean.model import Line, Metadata
from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.rules.web import ERRORS, MOMENT, PAGER, REASONS, SIGNS, TRAILERS
from newsclean.stages.read.web import dom, scripted
from newsclean.stages.read.web.deck import descriptions, find_deck
from newsclean.stages.read.web.features import LINKED, NEAR, fold, own_words
from newsclean.stages.read.web.guard import is_hostile
from newsclean.stages.read.web.main_content import Body, find_body
from newsclean.stages.read.web.metadata import Head, collect
from newsclean.stages.read.web.reconcile import page_metadata

Read = tuple[str, list[Line], Metadata, tuple[str, ...]]

PAGE = regex.compile(r"<!doctype html|<html[\s>]|<body[\s>]|<head>", regex.I)
# Links and boxes of markup that has lost its page's tags and still is a page.
MOST_LINKS = 15
# Lines above the headline, and characters of a line, in which a date, a source or an author can stand.
ABOVE, FIELD_LONGEST = 4, 60
# Characters of the longest cell of a table of data; a longer one is a paragraph that a table lays out.
CELL_LONGEST = 60
_REASONS = tuple(REASONS)
_RANKS = {word: rank for rank, words in reversed(list(enumerate(REASONS.values()))) for word in words}


def is_page(markup: str) -> bool:
    """Whether markup is a whole page that can be parsed: it has the elements that only pages have, or more links and
    more boxes than an article."""
    if is_hostile(markup):
        return False
    if PAGE.search(markup) is not None:
        return True
    lower = markup.lower()
    return lower.count("<a ") >= MOST_LINKS and lower.count("<div") + lower.count("<td") >= MOST_LINKS


def titles(tree: Any) -> list[str]:
    """What the head of a page calls it: its title, and the one that it gives those who link to it."""
    title = tree.css_first("title")
    shared = tree.css_first('meta[property="og:title"],meta[name="og:title"]')
    found = [
        title.text() if title is not None else None,
        shared.attributes.get("content") or shared.attributes.get("value") if shared is not None else None,
    ]
    return [text for text in found if text]


def stated(head: Head) -> str:
    """The text of the story that a page states for machines, without markup; empty where it states none."""
    text = scripted.stated(head)
    return " ".join(scripted.paragraphs(text)) if text else ""


def read(markup: str, base: int = 0, rules: Ruleset = DEFAULT) -> Read:
    """The page's text, its lines and what it says of itself; `base` is where the text will stand in the document's."""
    tree = dom.parse(markup)
    page = dom.blocks(tree, base)
    head = collect(tree)
    body = find_body(page, titles(tree), rules, stated(head))
    if not body.blocks:
        return _from_data(tree, head, page, body, base) or (page.text, list(_nothing(page)), Metadata(), ())
    lines = [block.text for block in page.blocks]
    first = min(body.blocks)
    metadata = page_metadata(tree, head=head, lines=lines, story=(first, max(body.blocks)))
    title = _title(page, body, metadata, first)
    deck = find_deck(page, title, first, descriptions(head))
    if deck is not None:
        metadata = replace(metadata, subtitle=page.blocks[deck].text)
        body = replace(body, blocks=body.blocks - {deck})
    return page.text, list(_lines(page, body, metadata, title, deck, rules)), metadata, ()


def _from_data(tree: Any, head: Head, page: dom.Page, body: Body, base: int) -> Read | None:
    """The story that only the page's data states, behind the page's own text; `None` where it states none."""
    told = scripted.from_data(tree, head)
    if not told or any(map(ERRORS.match, titles(tree))):
        return None
    metadata = page_metadata(tree, head=head, lines=[block.text for block in page.blocks])
    at = body.title
    lines = [_run(page, 0, len(page.blocks) if at is None else at, "no-story")] if page.blocks and at != 0 else []
    if at is not None:
        lines.append(_line(page, at, "title"))
        lines += [_run(page, at + 1, len(page.blocks), "no-story")] if at + 1 < len(page.blocks) else []
    text, start = page.text, base + len(page.text)
    for paragraph in told:
        lines.append(Line(spans=((start, start + len(paragraph)),), text=repair(paragraph), gap=1))
        text += paragraph + "\n"
        start += len(paragraph) + 1
    return text, lines, metadata, (scripted.FLAG,)


def _nothing(page: dom.Page) -> Iterator[Line]:
    """A page without a story, all of it removed."""
    if page.blocks:
        yield _run(page, 0, len(page.blocks), "no-story")


def _lines(
    page: dom.Page, body: Body, metadata: Metadata, title: int | None, deck: int | None, rules: Ruleset
) -> Iterator[Line]:
    """The lines of the story and of its head; what lies between them in runs of one reason."""
    first, last = min(body.blocks), max(body.blocks)
    top = max(0, (first if title is None else min(title, first)) - ABOVE)
    rows = _rows(page, body)
    reasons = Reasons(page, first, last, rules)
    at = run = 0
    running = ""  # the reason of the blocks from `run` on
    while at < len(page.blocks):
        kept = (
            _kept(page, body, at, title, top <= at < first, rows)
            if at != deck
            else (_line(page, at, "subtitle"), at + 1)
        )
        reason = "" if kept else reasons.of(at)
        if run < at and reason != running:
            yield _run(page, run, at, running)
            run = at
        running = reason
        if kept:
            line, at = kept
            yield line
            run = at
        else:
            at += 1
    if run < at:
        yield _run(page, run, at, running)


def _kept(
    page: dom.Page, body: Body, at: int, title: int | None, head: bool, rows: Mapping[int, int]
) -> tuple[Line, int] | None:
    """The line that a block starts and where it ends, if it is the story's or its head's."""
    if at in body.blocks:
        end = rows.get(at, at + 1)
        return _story_line(page, body, at, end), end
    if at == title:
        return _line(page, at, "title"), at + 1
    if head and (_is_field(page.blocks[at].text) or _is_byline(page.blocks[at].text)):
        return _line(page, at, "metadata"), at + 1
    return None


def _title(page: dom.Page, body: Body, metadata: Metadata, first: int) -> int | None:
    """The block that prints the headline: the one that led to the body, or the last above it with the same words."""
    known = fold(metadata.title or "")
    if body.title is not None and known in fold(page.blocks[body.title].text):
        return body.title
    return next((at for at in range(first - 1, -1, -1) if known and fold(page.blocks[at].text) == known), None)


def _is_field(text: str) -> bool:
    return len(text) <= FIELD_LONGEST and (MOMENT.match(text) is not None or FIELDS.match(text) is not None)


def _is_byline(text: str) -> bool:
    return len(text) <= FIELD_LONGEST and parse_byline(text) is not None


def _line(page: dom.Page, at: int, role: str) -> Line:
    block = page.blocks[at]
    return Line(spans=((block.start, block.end),), text=block.text, gap=1, role=role)


def _run(page: dom.Page, start: int, end: int, reason: str) -> Line:
    """Blocks that go for the same reason, as one line."""
    first, last = page.blocks[start], page.blocks[end - 1]
    text = "\n".join(block.text for block in page.blocks[start:end])
    return Line(spans=((first.start, last.end),), text=text, gap=1, role="removed", reason=reason)


def _story_line(page: dom.Page, body: Body, start: int, end: int) -> Line:
    blocks = page.blocks[start:end]
    block = blocks[0]
    hint = block.hint if end > start + 1 or block.hint not in ("table", "caption") else None
    return Line(
        spans=tuple((cell.start, cell.end) for cell in blocks),
        text="\t".join(cell.text for cell in blocks),
        gap=1,
        hint="caption" if start in body.captions else hint,
        level=block.level,
        links=min(1.0, block.linked / len(block.text)),
    )


def _rows(page: dom.Page, body: Body) -> dict[int, int]:
    """Rows of tables of data: where each starts and ends. A row of one cell, or with a paragraph in it, is none."""
    rows: dict[int, int] = {}
    behind = 0
    for at in sorted(body.blocks):
        row = _row_of(page, at) if at >= behind else 0
        if not row:
            continue
        behind = at + 1
        while behind in body.blocks and _row_of(page, behind) == row:
            behind += 1
        if behind > at + 1 and _is_data(page, at, behind):
            rows[at] = behind
    return rows


def _is_data(page: dom.Page, start: int, end: int) -> bool:
    """Whether the blocks of a table's row are data: in two cells or more, all short, and no cell has two sentences."""
    blocks = page.blocks[start:end]
    cells = {_cell_of(page, at) for at in range(start, end)}
    ended = [_cell_of(page, at) for at in range(start, end) if ends_sentence(page.blocks[at].text)]
    return len(cells) > 1 and len(ended) == len(set(ended)) and all(len(block.text) <= CELL_LONGEST for block in blocks)


def _row_of(page: dom.Page, at: int) -> int:
    """The region of the table row that a block is a cell of, 0 where it is none."""
    cell = _cell_of(page, at)
    return page.regions[cell].parent if cell else 0


def _cell_of(page: dom.Page, at: int) -> int:
    """The region of the table cell that holds a block, itself or its paragraph, 0 where none does."""
    region = page.blocks[at].region
    for around in (region, page.regions[region].parent):
        if page.regions[around].tag in dom.CELLS:
            return around
    return 0


class Reasons:
    """Why blocks are not the story's: what the element says that holds one, or what its line says, or where it
    stands."""

    def __init__(self, page: dom.Page, first: int, last: int, rules: Ruleset) -> None:
        self.page, self.first, self.last, self.rules = page, first, last, rules
        self._ranks = list(_ranks(page.regions))

    def of(self, at: int) -> str:
        block = self.page.blocks[at]
        linked = block.linked / len(block.text)
        if self.first < at < self.last and linked >= LINKED:
            return "link"
        if at > self.last and TRAILERS.match(block.text):
            return "trailer"
        notice = self.rules.notices.match(block.text)
        rank = self._rank(block.region)
        if rank < len(_REASONS) and notice not in self.rules.own:
            return _REASONS[rank]
        if notice:
            return notice
        if linked < LINKED and len(block.text) <= FIELD_LONGEST and SIGNS.match(block.text) == "legal":
            return "legal"
        if at < self.first or PAGER.match(block.text):
            return "navigation"
        return "recommendation" if linked > 0.5 else "boilerplate"

    def _rank(self, region: int) -> int:
        """The first of the reasons that the names of an element say, or of those next around it."""
        ranks, regions = self._ranks, self.page.regions
        best = ranks[region]
        for _ in range(NEAR - 1):
            region = regions[region].parent
            if ranks[region] < best:
                best = ranks[region]
        return best


def _ranks(regions: Sequence[dom.Region]) -> Iterator[int]:
    """For each element the first of the reasons that its own names say; past the last of them where they say none."""
    known: dict[tuple[str, str], int] = {}
    for region in regions:
        if region.first == region.last:
            yield len(_REASONS)
            continue
        names = region.tag, region.names
        if names not in known:
            known[names] = min([_RANKS[word] for word in own_words(*names) if word in _RANKS], default=len(_REASONS))
        yield known[names]
