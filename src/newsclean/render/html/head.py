"""The head of the page: facts about the document, the share that was kept, and filters by role and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsclean.model import Document, LedgerRow
from newsclean.render.html.lines import Lines
from newsclean.render.html.palette import Palette
from newsclean.render.html.text import plain
from newsclean.render.ledger_runs import Run

_BAR = 1000
"""The width of the bar, in SVG units."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The pieces that a filter shows: those of one role or of one reason."""

    name: str
    facet: str
    classes: str
    is_removed: bool
    pieces: int
    characters: int


def facets(ledger: Iterable[Run], palette: Palette) -> tuple[Facet, ...]:
    """The roles, then the reasons, each in order of first occurrence."""
    pieces: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    first: dict[str, LedgerRow] = {}
    for run in ledger:
        rows = [row for row in run.rows if row.role != "space"]
        for row in rows:
            facet = palette.facet(row)
            first.setdefault(facet, row)
            pieces[facet] += run.is_repeat or row is rows[0]
            characters[facet] += row.end - row.start
    found = (
        Facet(
            name=row.role if row.reason is None else row.reason,
            facet=facet,
            classes=palette.colours(row),
            is_removed=row.role == "removed",
            pieces=pieces[facet],
            characters=characters[facet],
        )
        for facet, row in first.items()
    )
    return tuple(sorted(found, key=lambda facet: facet.is_removed))


_CLEAR = '<button type="reset">Show everything</button><button disabled hidden></button>'
"""The second button is the form's default, so that Enter sends nothing."""

KEYS = (
    '<label class="keys" hidden><input type="checkbox" id="keys" checked> keys: <kbd>j</kbd> <kbd>k</kbd> articles, '
    "<kbd>r</kbd> <kbd>R</kbd> removed, <kbd>Esc</kbd> everything</label>\n"
)
"""The key bindings of the page's script, and the box that disables them. Hidden without the script."""


def head_html(document: Document, found: tuple[Facet, ...], lines: Lines) -> str:
    """The name, the facts, the bar of shares, and the filters."""
    count = len(document.articles)
    facts = [
        f"{count} article" + ("" if count == 1 else "s"),
        f"{len(document.text):,} characters",
        f"layout {document.layout}",
        *([document.encoding] if document.encoding else []),
    ]
    flags = "".join(f'<li class="flag">{plain(flag)}</li>' for flag in document.flags)
    return (
        f"<h1>{plain(document.source or 'Document')}</h1>\n"
        f'<ul class="facts">{"".join(f"<li>{plain(fact)}</li>" for fact in facts)}{flags}</ul>\n'
        f"{_bar(found)}{_filters(found, lines)}"
    )


def _bar(found: tuple[Facet, ...]) -> str:
    total = sum(facet.characters for facet in found)
    if not total:
        return ""
    parts, at = [], 0
    for facet in found:
        start, at = at, at + facet.characters
        x, end = _BAR * start // total, _BAR * at // total
        parts.append(f'<rect class="{facet.classes}" x="{x}" width="{end - x}" height="1"/>')
    kept = _share([facet for facet in found if not facet.is_removed], total)
    return (
        f'<svg class="bar" viewBox="0 0 {_BAR} 1" preserveAspectRatio="none" role="img" '
        f'aria-label="{kept} of the text kept">{"".join(parts)}</svg>\n'
    )


def _filters(found: tuple[Facet, ...], lines: Lines) -> str:
    total = sum(facet.characters for facet in found)
    kept, removed = ([facet for facet in found if facet.is_removed is state] for state in (False, True))
    groups = [group for group in (("Kept", "kept", kept), ("Removed", "gone", removed)) if group[2]]
    html = "".join(
        f'<div class="group" role="group" aria-label="{name}">'
        f"{_box(kind, 'whole', f'{name} <b>{_share(group, total)}</b>')}{''.join(_chips(group))}"
        f"{_joined(lines) if kind == 'kept' else ''}{_CLEAR if group is groups[-1][2] else ''}</div>\n"
        for name, kind, group in groups
    )
    return f'<form class="filters" aria-label="Show only" autocomplete="off">\n{html}</form>\n' if html else ""


def _chips(group: Iterable[Facet]) -> Iterator[str]:
    for facet in group:
        size = f"{facet.characters:,} characters"
        yield _box(facet.facet, f"chip {facet.classes}", f"{plain(facet.name)} <b>{facet.pieces:,}</b>", size)


def _joined(lines: Lines) -> str:
    count = len({join.place for join in lines.joins})
    return _box("joined", "chip", f"joined <b>{count:,}</b>") if count else ""


def _box(facet: str, classes: str, html: str, title: str = "") -> str:
    note = f' title="{title}"' if title else ""
    return f'<label class="{classes}"{note}><input type="checkbox" class="f-{facet}">{html}</label>'


def _share(group: Iterable[Facet], total: int) -> str:
    """The group's share of all characters but white space; 0 and 100 % only for exactly nothing and everything."""
    percent = 100 * sum(facet.characters for facet in group) / max(total, 1)
    if 0 < percent < 1:
        return "&lt;1%"
    return "&gt;99%" if 99 < percent < 100 else f"{percent:.0f}%"
