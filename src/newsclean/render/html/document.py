"""The left side of the page: the document's text, coloured by the ledger, with lines between joined parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsclean.model import Document, LedgerRow
from newsclean.render.html.articles import article_ids
from newsclean.render.html.lines import Item, Join, Lines, shown
from newsclean.render.html.palette import Palette
from newsclean.render.html.text import STRIP_LINES, marked, place_id, plain, printed_lines, strip, where
from newsclean.render.ledger_runs import Run

_INLINE = ' class="in"'
"""The class of a link inside the text, not in the margin."""


def document_html(document: Document, lines: Lines, palette: Palette, anchor: str) -> str:
    """The complete text of the document; `anchor` is the prefix of each id."""
    heads = frozenset(part[0].index for parts in lines.parts.values() for part in parts)
    ids, again = frozenset(article_ids(document)), frozenset(_again(lines))
    view = _View(document, lines, palette, anchor, ids, heads, again, _marks(lines.joins))
    return "".join(_strips(lines, view.line))


def _again(lines: Lines) -> Iterator[int]:
    """The runs that show a ditto mark instead of their reason: it was already shown in the line, or it begins the line
    above too. Log prefixes are on every line, and marks of markup come in pairs."""
    above: str | None = None
    for line in lines.items:
        runs = [item.run for item in line if not item.run.is_space]
        shown_reasons = {above} if runs and runs[0].first.reason == above else set()
        for run in runs:
            if run.is_removed and not run.is_repeat and run.first.reason in shown_reasons:
                yield run.index
            shown_reasons.add(run.first.reason)
        above = runs[0].first.reason if runs else above


def _marks(joins: Iterable[Join]) -> dict[int, tuple[Join | None, Join | None]]:
    """For the index of a run, the join that ends at it and the one that starts at it."""
    ends = {join.target.index: join for join in joins}
    starts = {join.source.index: join for join in joins}
    return {index: (ends.get(index), starts.get(index)) for index in ends.keys() | starts.keys()}


@dataclass(frozen=True, slots=True)
class _View:
    """Renders pieces as HTML."""

    document: Document
    lines: Lines
    palette: Palette
    anchor: str
    targets: frozenset[str]
    """The anchors of the articles."""
    heads: frozenset[int]
    """The runs that begin a part."""
    again: frozenset[int]
    """The runs that show a ditto mark."""
    marks: Mapping[int, tuple[Join | None, Join | None]]

    def line(self, line: tuple[Item, ...]) -> str:
        if line[0].run.is_repeat:
            return self._fold(line[0].run, "".join(marked(item.text) for item in line[1:]))
        html = ""
        opens = True
        for item in line:
            html += _space(item.text) if item.run.is_space else self._piece(item, opens)
            opens = opens and not item.text.strip()
        return html

    def _piece(self, item: Item, opens: bool) -> str:
        run, row = item.run, item.run.first
        end, start = self.marks.get(run.index, (None, None))
        before = self._mark(end, end.source, "up", end.part) if end else ""
        after = self._mark(start, start.target, "down", start.part + 1) if start else ""
        name = "″" if run.index in self.again else plain(row.reason or row.role)
        label = "" if row.role == "paragraph" else f' data-r="{name}"'
        classes = self.palette.classes(row) + self.lines.group(run.place)
        return (
            f'<span id="{self.anchor}p{run.index}" class="{classes}"{label}>'
            f"{self._reference(run, opens)}{before}{marked(item.text)}{after}</span>"
        )

    def _mark(self, join: Join, run: Run, side: str, part: int) -> str:
        """The end of a join, as a link to its other end."""
        sign = f"{'↑' if side == 'up' else '↓'}{part}/{join.parts}"
        title = f"{where(run.first)}: part {part} of {join.parts}"
        names = f'title="{title}" aria-label="{title}"'
        return f'<a class="join {side}" href="#{self.anchor}p{run.index}" data-n="{sign}" {names}></a>'

    def _fold(self, run: Run, after: str) -> str:
        """Consecutive repeats, as one line that can be expanded."""
        count = len(run.pieces)
        places = {(row.article, row.block) for row in run.pieces}
        of = where(run.first) if len(places) == 1 else f"{len(places)} blocks"
        note = f"{f'of {of} · ' if of else ''}{run.characters:,} characters"
        copies = "".join(self._copy(row, len(places) > 1) for row in run.rows)
        return (
            f'<div id="{self.anchor}p{run.index}" class="{self.palette.classes(run.first)}">'
            f"{self._reference(run) if len(places) == 1 else ''}"
            f'<details><summary data-r="repeat ×{count:,}"><span class="note">{note}</span></summary>'
            f"<div>{copies}{after}</div></details></div>"
        )

    def _copy(self, row: LedgerRow, linked: bool) -> str:
        text = marked(shown(self.document.text, row.start, row.end))
        if row.role == "space":
            return text
        if row.reason != "repeat":
            return f'<s class="{self.palette.colours(row)}">{text}</s>'
        return f"<s>{self._link(row, _INLINE) if linked else ''}{text}</s>"

    def _reference(self, run: Run, opens: bool = True) -> str:
        """The link to the article, at the start of a part of a block; in the margin if it begins a line."""
        if not run.is_removed and run.index not in self.heads:
            return ""
        return self._link(run.first, "" if opens else _INLINE)

    def _link(self, row: LedgerRow, kind: str) -> str:
        """A link to an article or block. Its number is drawn by the style, so that it is not copied with the text."""
        if row.article is None:
            return ""
        target = place_id((row.article, row.role if row.block is None else row.block))
        if target not in self.targets:
            target = f"a{row.article + 1}"
        number = f"{row.article + 1}" if row.block is None else f"{row.article + 1}.{row.block + 1}"
        return f'<a{kind} href="#{self.anchor}{target}" data-n="{number}"></a>'


def _space(text: str) -> str:
    """White space; characters that a filter cannot hide, such as an ideographic space, get an element."""
    return text if not text.strip(" \t\n") else f'<span class="space">{marked(text)}</span>'


def _strips(lines: Lines, render: Callable[[tuple[Item, ...]], str]) -> Iterator[str]:
    """Lines in strips that a browser lays out when they become visible. The lines of joins are drawn on whole strips,
    so a strip ends where a join starts, and before the line where one ends."""
    starts, ends = _by_line(lines.joins, 0), _by_line(lines.joins, 1)
    through: dict[int, Join] = {}
    pieces: list[str] = []
    caps, height = "", 0
    for number, line in enumerate(lines.items):
        if pieces and (number in ends or height >= STRIP_LINES):
            yield strip(caps + _through(lines, through) + "".join(pieces), height)
            pieces, caps, height = [], "", 0
        for join in ends.get(number, ()):
            through.pop(join.lane or 0, None)
            caps += _lane(lines, join, " end")
        pieces.append(render(line))
        height += sum(printed_lines(item.text) for item in line if not item.run.is_repeat)
        if number in starts:
            caps += "".join(_lane(lines, join, " start") for join in starts[number])
            yield strip(caps + _through(lines, through) + "".join(pieces), height)
            pieces, caps, height = [], "", 0
            through |= {join.lane or 0: join for join in starts[number]}
    if pieces:
        yield strip(caps + "".join(pieces), height)


def _by_line(joins: Iterable[Join], side: int) -> dict[int, list[Join]]:
    found: defaultdict[int, list[Join]] = defaultdict(list)
    for join in joins:
        if join.lane is not None:
            found[join.lines[side]].append(join)
    return found


def _through(lines: Lines, joins: Mapping[int, Join]) -> str:
    return "".join(_lane(lines, join, "") for join in joins.values())


def _lane(lines: Lines, join: Join, kind: str) -> str:
    return f'<i class="lane l{join.lane}{kind}{lines.group(join.place)}"></i>'
