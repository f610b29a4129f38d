"""The ledger as a table for a terminal: what was kept and removed of a document, and how much for which reason.

The rows are the same as on the HTML page (`ledger_runs`). Control characters of the document are escaped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from newsclean.model import Document, Span
from newsclean.reasons import meaning
from newsclean.render.display_width import cut, cut_left, display_width, folded, padded
from newsclean.render.escape import one_line, whole
from newsclean.render.ledger_runs import Place, Run, runs

Paint = Callable[[str, str], str]
"""Colours a text in a style: `kept`, `head`, `removed`, `repeat`, `found` or `faint`."""

LINE_END = "⏎"
"""Shown for line ends inside a piece: in a paragraph, where its lines were joined."""

_HEADS = ("characters", "role", "block")
_BLOCKS = frozenset({"paragraph", "heading", "caption", "quote", "list", "table"})
_LEAST = 20
"""Least width of the text column, also in a terminal that is too narrow for it."""
_MEANT = 40
"""Least width for a reason's meaning; it is not printed in less."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are selected: those with these reasons or roles, and those that contain one of the ranges `found`,
    which are in order and do not overlap.
    """

    names: frozenset[str] = frozenset()
    found: tuple[Span, ...] | None = None

    def takes(self, run: Run) -> bool:
        if self.names and self.names.isdisjoint({run.first.role, run.first.reason or ""}):
            return False
        if self.found is not None:
            return next(self.inside(run), None) is not None
        return bool(self.names) or not run.is_space

    def inside(self, run: Run) -> Iterator[Span]:
        """The parts of the ranges that are inside a run."""
        found = self.found or ()
        start, end = run.first.start, run.rows[-1].end
        for at in range(bisect_right(found, start, key=itemgetter(1)), len(found)):
            if found[at][0] >= end:
                return
            yield max(start, found[at][0]), min(end, found[at][1])


def ledger_table(
    document: Document,
    *,
    width: int,
    paint: Paint,
    selection: Selection = Selection(),
    full: bool = False,
    meaning: Callable[[str], str] = meaning,
) -> Iterator[str]:
    """The lines of the table: one line for each row, or its whole text if `full`; and at the end, if there is no
    selection, a summary with the `meaning` of each reason. No line is wider than `width` terminal columns, unless the
    table itself is wider.
    """
    ledger = tuple(runs(document.ledger))
    yield paint("head", cut(_document_line(document), width))
    rows = tuple(_rows(document, ledger, selection))
    if rows:
        yield from _Table(rows, width, paint, full).lines()
    yield ""
    if selection == Selection():
        yield from _summary(document, ledger, width, paint, meaning)
    else:
        for reason in dict.fromkeys(row.reason for row in rows if meaning(row.reason)):
            yield cut(f"{reason}: {meaning(reason)}", width)


def _document_line(document: Document) -> str:
    count = len(document.articles)
    facts = [f"{count} article{'' if count == 1 else 's'}", f"{len(document.text):,} characters", document.layout]
    facts += [document.encoding] if document.encoding else []
    return one_line(f"{document.source or 'document'}: {', '.join([*facts, *document.flags])}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: its columns, its text before, in and after the match, and its style."""

    columns: tuple[str, str, str]
    text: tuple[str, str, str]
    style: str
    reason: str


def _rows(document: Document, ledger: Sequence[Run], selection: Selection) -> Iterator[_Row]:
    parts = _parts(ledger)
    count: Counter[Place] = Counter()
    for run in ledger:
        count[run.place] += run.place in parts
        if not selection.takes(run):
            continue
        row = run.first
        start, end = row.start, run.rows[-1].end
        text = document.text
        a, b = next(selection.inside(run), (start, start))
        yield _Row(
            (f"{start}–{end}", _role(run), _place(run, count[run.place] if run.place in parts else 0)),
            (text[start:a], text[a:b], text[b:end]),
            _style(run),
            row.reason or "",
        )


def _parts(ledger: Iterable[Run]) -> dict[Place, list[Run]]:
    """The blocks that were joined from separate pieces, with those pieces."""
    pieces: defaultdict[Place, list[Run]] = defaultdict(list)
    for run in ledger:
        if not run.is_removed and run.first.block is not None:
            pieces[run.place].append(run)
    return {place: found for place, found in pieces.items() if len(found) > 1}


def _role(run: Run) -> str:
    row = run.first
    if not run.is_removed:
        return f"  {one_line(row.role)}"
    times = f" ×{len(run.pieces)}" if run.is_repeat and len(run.pieces) > 1 else ""
    return f"- {one_line(row.reason or '')}{times}"


def _place(run: Run, part: int) -> str:
    """The article and the block, from 1: `2.3`, its second part `2.3/2`, a repeat of it `= 2.3`."""
    row = run.first
    places = {(piece.article, piece.block) for piece in run.pieces}
    if run.is_repeat and len(places) > 1:
        return f"= {len(places)} blocks"
    if row.article is None:
        return ""
    name = f"{row.article + 1}" if row.block is None else f"{row.article + 1}.{row.block + 1}"
    return f"= {name}" if run.is_repeat else f"{name}/{part}" if part else name


def _style(run: Run) -> str:
    if run.is_removed:
        return "repeat" if run.is_repeat else "removed"
    return "kept" if run.first.role in _BLOCKS else "faint" if run.is_space else "head"


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[_Row, ...]
    width: int
    paint: Paint
    full: bool

    def lines(self) -> Iterator[str]:
        widths = [
            max(display_width(head), *(display_width(row.columns[at]) for row in self.rows))
            for at, head in enumerate(_HEADS)
        ]
        left = sum(widths) + 2 * len(widths)
        room = max(self.width - left, _LEAST)
        yield self.paint("faint", "  ".join([*map(padded, _HEADS, widths), "text"]))
        for row in self.rows:
            where, *names = row.columns
            start = "  ".join([where.rjust(widths[0]), *map(padded, names, widths[1:]), ""])
            texts = self._whole(row, room) if self.full else [self._excerpt(row, room)]
            for at, text in enumerate(texts):
                yield (self.paint(row.style, start) + text).rstrip() if at == 0 else " " * left + text

    def _whole(self, row: _Row, room: int) -> Iterator[str]:
        text = "".join(row.text).replace("\r\n", "\n").replace("\r", "\n")
        for line in filter(str.strip, text.split("\n")) if text.strip() else [text]:
            yield from (self._coloured(row, part) for part in folded(_signs(line), room))

    def _excerpt(self, row: _Row, room: int) -> str:
        before, found, after = map(_signs, row.text)
        if not found:
            return self._coloured(row, cut(before + after, room))
        before = cut_left(before, max(room // 3, room - display_width(found) - display_width(after)))
        found = cut(found, room - display_width(before))
        after = (
            cut(after, room - display_width(before) - display_width(found))
            if room > display_width(before) + display_width(found)
            else ""
        )
        return self._coloured(row, before) + self.paint("found", found) + self._coloured(row, after)

    def _coloured(self, row: _Row, text: str) -> str:
        return self.paint(row.style, text) if text and row.style in ("removed", "repeat") else text


def _signs(text: str) -> str:
    """`text` on one line: tabs as spaces, line ends as signs, control characters escaped."""
    lines = re.sub(r"(?:(?<![ \t\u3000])[ \t\u3000]+)?(?:\r\n|[\r\n])\s*", LINE_END, whole(text).replace("\t", " "))
    return one_line(lines)


def _summary(
    document: Document, ledger: Sequence[Run], width: int, paint: Paint, meaning: Callable[[str], str]
) -> Iterator[str]:
    kept = _counted(run for run in ledger if not run.is_removed and not run.is_space)
    removed = _counted(run for run in ledger if run.is_removed)
    total = kept.total() + removed.total()
    digits = len(f"{max(total, 1):,}")
    for title, style, counts in (("characters kept", "kept", kept), ("characters removed", "removed", removed)):
        yield paint(style, f"{title:<24}{counts.total():>{digits},}  {share(counts.total(), total):>4}")
        for name, count in counts.most_common():
            meant = meaning(name) if style == "removed" and width >= 32 + digits + _MEANT else ""
            yield cut(f"  {one_line(name):<22}{count:>{digits},}  {share(count, total):>4}  {meant}".rstrip(), width)
    yield paint("faint", f"{'white space':<24}{len(document.text) - total:>{digits},}")
    joined = [f"{_place(pieces[0], 0)} of {len(pieces)} pieces" for pieces in _parts(ledger).values()]
    if joined:
        yield from folded(f"joined from separate pieces: block {', '.join(joined)}", width)
    for number, article in enumerate(document.articles, start=1):
        if article.flags:
            yield cut(one_line(f"article {number}: {', '.join(article.flags)}"), width)


def _counted(some: Iterable[Run]) -> Counter[str]:
    """The number of characters of each reason or role, without white space between pieces."""
    count: Counter[str] = Counter()
    for run in some:
        count[run.first.reason or run.first.role] += run.characters
    return count


def share(part: int, total: int) -> str:
    """A share in percent; 0 and 100 % are used only for exactly nothing and everything."""
    percent = 100 * part / max(total, 1)
    if 0 < percent < 1:
        return "<1%"
    return ">99%" if 99 < percent < 100 else f"{percent:.0f}%"
