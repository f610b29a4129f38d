"""Marks of OCR tools and models inside lines: tokens, line-break tags, places on the page (`rules.ocr_tools`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language.characters import ends_sentence, repair
from newsclean.model import Cut, Line, Span
from newsclean.rules.ocr_tools import MARKS

TOKEN = regex.compile("|".join(rule.source for rule in MARKS), regex.IGNORECASE)
_ENDS_LINE = regex.compile(r"<br ?/?>\s*$", regex.I)
_ROW_ENDS = regex.compile(r"</?(?:br|nl) ?/?>", regex.I)
_MAY_HOLD = regex.compile(r"[<\[:]|\(cid")
BROKEN = 3
"""Lines that end in a line-break tag from which on a blank line behind one without it parts paragraphs."""
BROKEN_SHARE = 0.8
"""And the share of the lines inside paragraphs that must."""


def without_tokens(text: str, lines: list[Line], cuts: list[Cut]) -> list[Line]:
    """The lines without tokens; a line-break token ends a line. `cuts` is added to."""
    opening = _openings(lines)
    kept: list[Line] = []
    gap: int | None = None
    page = False
    for at, line in enumerate(lines):
        line = replace(line, opens=True) if at in opening else line
        if gap is not None:
            line = after_mark(kept, line, gap, page=page)
        if _MAY_HOLD.search(line.text) is None or TOKEN.search(line.text) is None:
            kept.append(line)
            gap = None
            continue
        rows, tokens = split_tokens(text, line.spans[0])
        cuts.extend(Cut(start=start, end=end, reason="markup") for start, end in tokens)
        count = len(kept)
        for row in rows:
            said = repair(" ".join("".join(text[start:end] for start, end in cell) for cell in row))
            if said:
                first = len(kept) == count
                spans = tuple(span for cell in row for span in cell)
                kept.append(
                    replace(line, spans=spans, text=said, gap=line.gap if first else 0, opens=first and line.opens)
                )
        gap = line.gap if len(kept) == count else None
        page = _PAGE_MARK.search(line.text) is not None
    return kept


def after_mark(kept: Sequence[Line], line: Line, gap: int, *, page: bool) -> Line:
    """The first line behind one that a tool printed, `gap` blank lines above which stood the last of `kept`. Behind the
    end of a `page` it goes on with that where that is prose that breaks off; what stands behind a picture may be its
    caption."""
    if page and kept and breaks_off(kept[-1].text) and _STARTS_BLOCK.match(line.text) is None:
        return replace(line, gap=0)
    return replace(line, gap=max(gap, line.gap))


_PAGE_MARK = regex.compile(r"\[MISSING_PAGE|page_(?:number|break|header|footer)", regex.I)
_STARTS_BLOCK = regex.compile(r"[#|>*+-]|<")
_PAUSE = regex.compile(r"[，。、；,;]")


def breaks_off(text: str) -> bool:
    """Whether a line is prose that does not end: with marks inside it and none at its end."""
    return not ends_sentence(text) and _PAUSE.search(text) is not None and _STARTS_BLOCK.match(text) is None


def _openings(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that start a paragraph in a text whose other line ends are tags."""
    tagged = [_ENDS_LINE.search(line.text) is not None for line in lines]
    inside = [tagged[at - 1] for at, line in enumerate(lines) if at and not line.gap]
    if sum(tagged) < BROKEN or sum(inside) < BROKEN_SHARE * len(inside):
        return frozenset()
    return frozenset(at for at, line in enumerate(lines) if at and line.gap and not tagged[at - 1])


def split_tokens(text: str, span: Span) -> tuple[list[list[list[Span]]], list[Span]]:
    """The rows of one line (line-break tokens end a row) as lists of cells, and the tokens between and inside them."""
    start, end = span
    rows: list[list[list[Span]]] = [[[]]]
    tokens: list[Span] = []
    at = start
    for match in TOKEN.finditer(text, start, end):
        if text[at : match.start()].strip():
            rows[-1][-1].append((at, match.start()))
        tokens.append(match.span())
        at = match.end()
        if _ROW_ENDS.match(match[0]):
            rows.append([[]])
        elif match[0].startswith("<"):
            rows[-1].append([])
    if text[at:end].strip():
        rows[-1][-1].append((at, end))
    whole = ([cell for cell in row if cell] for row in rows)
    return [row for row in whole if row], tokens
