"""Maps roles and reasons to CSS classes: one for the colour, one for the filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsclean.model import LedgerRow

_ROLES = frozenset(
    {"title", "subtitle", "byline", "authors", "source", "date", "section", "metadata", "continuation"}
    | {"paragraph", "heading", "caption", "quote", "list", "table"}
)
"""The roles for which page.css has a colour; any other is `other`."""

_REASON_COLOURS = 8
"""Number of colours in page.css for reasons, from `c0` on; `repeat` has a separate one."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The classes of roles and reasons. Reasons get colours in order of first occurrence."""

    reasons: dict[str, int]

    @classmethod
    def of(cls, ledger: Iterable[LedgerRow]) -> Palette:
        reasons = (row.reason or "" for row in ledger if row.role == "removed" and row.reason != "repeat")
        return cls({reason: number for number, reason in enumerate(dict.fromkeys(reasons))})

    def facet(self, row: LedgerRow) -> str:
        """The class by which a filter selects the row."""
        if row.role != "removed":
            return row.role if row.role in _ROLES else "other"
        return "repeat" if row.reason == "repeat" else f"r{self._reason(row)}"

    def colours(self, row: LedgerRow) -> str:
        """The classes for the colour of the row."""
        if row.role != "removed":
            return self.facet(row)
        return "removed repeat" if row.reason == "repeat" else f"removed c{self._reason(row) % _REASON_COLOURS}"

    def classes(self, row: LedgerRow) -> str:
        """The classes of a piece. Every second block has one more, to distinguish it from its neighbours."""
        if row.role == "removed" and row.reason != "repeat":
            return f"k {self.colours(row)} {self.facet(row)}"
        return f"k {self.colours(row)}{' odd' if row.role != 'removed' and (row.block or 0) % 2 else ''}"

    def _reason(self, row: LedgerRow) -> int:
        return self.reasons[row.reason or ""]
