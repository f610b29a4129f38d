"""Lines that OCR tools print among those of a page, and a model's own words above and below its text."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsclean.model import Cut, Line
from newsclean.patterns import Table
from newsclean.rules.ocr_tools import ANNOUNCEMENTS, CLOSINGS, LINES, LOGS, PAGE_ENDS
from newsclean.stages.read.ocr_tokens import after_mark

EDGE = 3
"""Lines at the top in which a model announces its text, and at the foot in which it closes: `Sure!` and a rule can
stand above the announcement."""

_RULE = regex.compile(r"[-+]{3,}")
_RULES_OF = {"olmocr": "-", "nougat-warning": "+"}
"""Tools that print rules around their lines, and what those are made of."""
_EMPHASIS = regex.compile(r"\*{1,2}(?P<said>[^*]{1,160})\*{1,2}")


def without_tool_lines(lines: Sequence[Line], cuts: list[Cut]) -> list[Line]:
    """The lines without those of tools, which `cuts` gets. A sentence that a page's end cuts goes on behind it."""
    names = [PAGE_ENDS.match(line.text) or LINES.match(line.text) for line in lines]
    names = _with_rules(lines, names)
    reasons = _reasons(lines, names)
    if not any(reasons):
        return list(lines)
    kept: list[Line] = []
    gap: int | None = None
    page = False
    for line, name, reason in zip(lines, names, reasons, strict=True):
        if reason:
            cuts.extend(Cut(start=start, end=end, reason=reason) for start, end in line.spans)
            gap, page = max(gap or 0, line.gap), page or name in _PAGE_ENDS
            continue
        if gap is not None:
            line = after_mark(kept, line, gap, page=page)
        kept.append(line)
        gap, page = None, False
    return kept


_PAGE_ENDS = frozenset(rule.name for rule in PAGE_ENDS)


def _with_rules(lines: Sequence[Line], names: Sequence[str | None]) -> list[str | None]:
    """The names of lines, with those of the rules that a tool draws around its lines."""
    found = list(names)
    for at, line in enumerate(lines):
        if found[at] is None and _RULE.fullmatch(line.text):
            beside = (*names[max(0, at - 1) : at], *names[at + 1 : at + 2])
            found[at] = next((name for name in beside if name and _RULES_OF.get(name) == line.text[0]), None)
    return found


def _reasons(lines: Sequence[Line], names: Sequence[str | None]) -> list[str | None]:
    """Why each line of a tool goes. The words with which a model closes count where it announced its text or put a
    fence around it: a letter can close with them too."""
    reasons = [("tool-log" if name in LOGS else "markup") if name else None for name in names]
    top = [at for at in range(min(EDGE, len(lines))) if _said(ANNOUNCEMENTS, lines[at])]
    foot: list[int] = []
    if top or "fence" in names:
        foot = [at for at in range(max(0, len(lines) - EDGE), len(lines)) if _said(CLOSINGS, lines[at])]
    for at in (*top, *foot):
        reasons[at] = reasons[at] or "words-of-model"
    return reasons


def _said(table: Table, line: Line) -> bool:
    emphasis = _EMPHASIS.fullmatch(line.text)
    return table.match(emphasis["said"] if emphasis else line.text) is not None
