"""Text for HTML: escaped, with invisible characters made visible."""

from __future__ import annotations

import re
from html import escape

from newsclean.model import LedgerRow
from newsclean.render.escape import CONTROL, one_line, whole
from newsclean.render.ledger_runs import Place

STRIP_LINES = 24
"""Least number of lines of a strip, unless a join starts or ends: about a screen, and quick to lay out."""

_LINE = 36
"""Approximate number of characters on a line of either side, on a screen of 1280 pixels."""
_SIGNS = re.compile(f"{CONTROL.pattern}|[\u202a-\u202e\u2066-\u2069]")
"""Control characters, and characters that change the writing direction."""

_SAMPLE = 20_000
_KANA, _HAN, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\u4e00-\u9fff]"), re.compile("[\uac00-\ud7a3]")
_SIMPLIFIED, _TRADITIONAL = (
    re.compile("[国会学这说个们来时为与对过还发]"),
    re.compile("[國會學這說個們來時為與對過還發]"),
)


def plain(text: str) -> str:
    """`text` on one line for an element or a quoted attribute: names, labels, flags."""
    return escape(one_line(text))


def marked(text: str) -> str:
    r"""`text` for an element: line ends unchanged, other control characters as `\x1b` in a box."""
    lines = whole(text).replace("\r\n", "\n").replace("\r", "\n")
    return _SIGNS.sub(_sign, escape(lines, quote=False))


def _sign(match: re.Match[str]) -> str:
    return f'<i class="control" title="U+{ord(match[0]):04X}">{one_line(match[0])}</i>'


def where(row: LedgerRow) -> str:
    """The article and block that a row names, in words: `article 1, block 3`. Numbers count from 1."""
    if row.article is None:
        return ""
    return f"article {row.article + 1}" + ("" if row.block is None else f", block {row.block + 1}")


def place_id(place: Place) -> str:
    """The anchor of a block or a field of an article: `a1-b3`, `a1-title`."""
    article, part = place
    return f"a{(article or 0) + 1}-{part if isinstance(part, str) else f'b{part + 1}'}"


def strip(html: str, lines: int) -> str:
    """A strip of either side; a long one is laid out only when it becomes visible."""
    return f'<div class="strip{" far" if lines >= STRIP_LINES // 2 else ""}">{html}</div>'


def printed_lines(text: str) -> int:
    """The approximate number of lines of a text."""
    return text.count("\n") + len(text) // _LINE


def language(text: str) -> str:
    """The language implied by the text's script, for fonts and screen readers; "" if it is unclear."""
    sample = text[:_SAMPLE]
    kana, han, hangul = (len(script.findall(sample)) for script in (_KANA, _HAN, _HANGUL))
    if kana * 10 > han + hangul and kana:
        return "ja"
    if hangul > han:
        return "ko"
    if not han or han * 5 < len(sample):
        return ""
    return "zh-Hant" if len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample)) else "zh-Hans"
