"""The left side of the page: the document's text with every piece of the ledger in its colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsclean.model import Document, LedgerRow
from newsclean.render.html_articles import article_ids
from newsclean.render.html_text import marked, place_id, plain, where
from newsclean.render.ledger_runs import Run

_ROLES = frozenset(
    {"title", "subtitle", "byline", "authors", "source", "date", "section", "metadata", "continuation"}
    | {"paragraph", "heading", "caption", "quote", "list", "table"}
)
"""The roles that page.css has a colour for; any other is `other`."""

_REASON_COLOURS = 8
"""How many colours page.css has for reasons, `reason-0` and on; `repeat` has its own."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The CSS classes of roles and reasons. Reasons take the colours in the order in which they first stand."""

    reasons: tuple[str, ...]

    @classmethod
    def of(cls, ledger: Iterable[LedgerRow]) -> Palette:
        reasons = (row.reason or "" for row in ledger if row.role == "removed" and row.reason != "repeat")
        return cls(tuple(dict.fromkeys(reasons)))

    def classes(self, row: LedgerRow) -> str:
        if row.role != "removed":
            return f"k {row.role if row.role in _ROLES else 'other'}"
        if row.reason == "repeat":
            return "k removed repeat"
        return f"k removed reason-{self.reasons.index(row.reason or '') % _REASON_COLOURS}"


def document_html(document: Document, ledger: Iterable[Run], palette: Palette, anchor: str) -> str:
    """Every character of the document's text, in order; `anchor` is put before each id."""
    view = _View(document, palette, anchor, frozenset(article_ids(document)))
    return "".join(view.folded(run) if run.is_repeat else "".join(view.rows(run)) for run in ledger)


@dataclass(frozen=True, slots=True)
class _View:
    document: Document
    palette: Palette
    anchor: str
    targets: frozenset[str]

    def rows(self, run: Run) -> Iterator[str]:
        """A span for each row. The first piece of a run that is not folded carries the anchor and the link."""
        head = "" if run.is_repeat or run.is_space else self._reference(run)
        anchor = "" if run.is_repeat or run.is_space else f' id="{self.anchor}p{run.index}"'
        for row in run.rows:
            text = marked(self._text(row))
            if row.role == "space":
                yield f'<span class="space">{text}</span>'
            else:
                yield f'<span{anchor} class="{self.palette.classes(row)}" title="{_title(row)}">{head}{text}</span>'
                head = anchor = ""

    def folded(self, run: Run) -> str:
        """Repeats that follow one another, as one line that opens."""
        count = len(run.pieces)
        places = {(row.article, row.block) for row in run.pieces}
        of = where(run.first) if len(places) == 1 else f"{len(places)} blocks"
        note = f"{count} repeat{'s' if count > 1 else ''}{f' of {of}' if of else ''} · {run.characters:,} characters"
        return (
            f'<details id="{self.anchor}p{run.index}" class="k removed repeat"><summary>{self._reference(run)}'
            f'<span class="note">{note}</span></summary><div>{"".join(self.rows(run))}</div></details>'
        )

    def _reference(self, run: Run) -> str:
        """The link to the articles' side. The style draws its number, so that it is not copied with the text."""
        row = run.first
        if row.article is None:
            return ""
        target = place_id(run.place)
        if target not in self.targets:
            target = f"a{row.article + 1}"
        number = f"{row.article + 1}" if row.block is None else f"{row.article + 1}.{row.block + 1}"
        return f'<a class="ref" href="#{self.anchor}{target}" data-n="{number}" aria-label="{where(row)}"></a>'

    def _text(self, row: LedgerRow) -> str:
        text = self.document.text[row.start : row.end]
        cut_pair = text.endswith("\r") and self.document.text[row.end : row.end + 1] == "\n"
        return text[:-1] if cut_pair else text


def _title(row: LedgerRow) -> str:
    name = row.role if row.reason is None else f"{row.role}: {row.reason}"
    place = where(row)
    return plain(f"{name} ({place})" if place else name)
