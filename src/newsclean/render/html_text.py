"""Text for HTML: escaped, with what cannot be seen made visible."""

from __future__ import annotations

import re
from html import escape

from newsclean.model import LedgerRow
from newsclean.render.ledger_runs import Place
from newsclean.render.safe import CONTROL, one_line, whole


def plain(text: str) -> str:
    """`text` on one line for an element or a quoted attribute: names, labels, flags."""
    return escape(one_line(text))


def marked(text: str) -> str:
    r"""`text` for an element: line ends as they are, other control characters as `\x1b` in a box."""
    lines = whole(text).replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub(_sign, escape(lines))


def _sign(match: re.Match[str]) -> str:
    return f'<i class="control" title="U+{ord(match[0]):04X}">{one_line(match[0])}</i>'


def where(row: LedgerRow) -> str:
    """The article and block that a row names, in words: `article 1, block 3`. Numbers count from 1."""
    if row.article is None:
        return ""
    return f"article {row.article + 1}" + ("" if row.block is None else f", block {row.block + 1}")


def place_id(place: Place) -> str:
    """The anchor of a block or a field on the articles' side: `a1-b3`, `a1-title`."""
    article, part = place
    return f"a{(article or 0) + 1}-{part if isinstance(part, str) else f'b{part + 1}'}"
