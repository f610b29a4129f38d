"""What OCR models print between the words: tokens, line-break tags, places on the page, figures set as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from newsclean.language.characters import repair
from newsclean.model import Cut, Line, Span

# Cells of table models (OTSL), special tokens of language models (those that say what stands where with what they say),
# and line-break tags in text that is not HTML.
TOKEN = regex.compile(
    r"</?(?:fcel|ecel|lcel|ucel|xcel|ched|rhed|srow|nl)>"
    r"|<\|ref\|>[^<\n]{0,40}<\|/ref\|>|<\|det\|>[\d\s,.\[\]]{0,200}<\|/det\|>"
    r"|<page_number>[^<\n]{0,12}</page_number>|<watermark>[^<\n]{0,40}</watermark>"
    r"|<\|/?[a-z_]{2,24}\|>|<br ?/?>",
    regex.I,
)
_ENDS_LINE = regex.compile(r"<br ?/?>\s*$", regex.I)
BROKEN = 3
"""Lines that end in a line-break tag from which on a blank line behind one without it parts paragraphs."""
BROKEN_SHARE = 0.8
"""And the share of the lines inside paragraphs that must."""

# A formula of one line that is only a figure: 12\%, 5 \mathrm{km}. What needs more of TeX stays as printed, and so does
# \(Reuters\): brackets that Markdown escapes.
_SIGN = r"\\[%$&#_]"
_FONT = r"\\(?:mathrm|mathbf|mathsf|textbf|text|rm)\s?\{"
_FORMULA = (
    rf"\\\((?=[^)\n]{{0,80}}?\d)\s*(?P<said>(?:[^\\\n{{}}^_()\p{{Han}}]|{_SIGN}|{_FONT}[^\\\n{{}}^_]{{1,40}}\}}){{1,80}}?)\s*\\\)"
    r"|\$\s?(?P<said>[\d.,]{1,16}\s?\\%)\s?\$"
)
_INSIDE = regex.compile(rf"\\(?=[%$&#_])|{_FONT}|\}}")
# A formula, or a sign behind a backslash that is not one of a path (C:\_data).
_ESCAPE = regex.compile(rf"{_FORMULA}|(?<![\\:])(?P<sign>\\)(?=[%$&#*_~])")


def without_tokens(text: str, lines: list[Line], cuts: list[Cut]) -> tuple[list[Line], list[Cut]]:
    """The lines without tokens; a line-break token ends a line. `cuts` is added to."""
    opening = _openings(lines)
    kept: list[Line] = []
    for at, line in enumerate(lines):
        line = replace(line, opens=True) if at in opening else line
        if "<" not in line.text or TOKEN.search(line.text) is None:
            kept.append(line)
            continue
        rows, tokens = split_tokens(text, line.spans[0])
        cuts.extend(Cut(start=start, end=end, reason="markup") for start, end in tokens)
        for number, row in enumerate(rows):
            said = repair(" ".join(text[start:end] for start, end in row))
            if said:
                first = {"gap": line.gap, "opens": line.opens} if number == 0 else {"gap": 0, "opens": False}
                kept.append(replace(line, spans=tuple(row), text=said, **first))  # type: ignore[arg-type]
    return kept, cuts


def _openings(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that start a paragraph in a text whose other line ends are tags."""
    tagged = [_ENDS_LINE.search(line.text) is not None for line in lines]
    inside = [tagged[at - 1] for at, line in enumerate(lines) if at and not line.gap]
    if sum(tagged) < BROKEN or sum(inside) < BROKEN_SHARE * len(inside):
        return frozenset()
    return frozenset(at for at, line in enumerate(lines) if at and line.gap and not tagged[at - 1])


def split_tokens(text: str, span: Span) -> tuple[list[list[Span]], list[Span]]:
    """The rows of one line (line-break tokens end a row) as lists of cells, and the tokens between them."""
    start, end = span
    rows: list[list[Span]] = [[]]
    tokens: list[Span] = []
    at = start
    for match in TOKEN.finditer(text, start, end):
        if text[at : match.start()].strip():
            rows[-1].append((at, match.start()))
        tokens.append(match.span())
        at = match.end()
        if match[0].lower().strip("</ >") in ("br", "nl") and rows[-1]:
            rows.append([])
    if text[at:end].strip():
        rows[-1].append((at, end))
    return [row for row in rows if row], tokens


def without_escapes(text: str, lines: list[Line], cuts: list[Cut]) -> tuple[list[Line], list[Cut]]:
    """The lines without the backslashes that make a figure a formula or a sign a sign. `cuts` is added to."""
    kept: list[Line] = []
    for line in lines:
        marks = [mark for span in line.spans for mark in _escapes(text, span)] if "\\" in line.text else []
        if not marks:
            kept.append(line)
            continue
        cuts.extend(_trimmed(text, mark) for mark in marks)
        cells = [list(_outside(span, marks)) for span in line.spans]
        said = " ".join("".join(text[start:end] for start, end in cell) for cell in cells)
        kept.append(replace(line, spans=tuple(span for cell in cells for span in cell), text=repair(said)))
    return kept, cuts


def _escapes(text: str, span: Span) -> Iterator[Span]:
    """What is to be cut out of a stretch, with the white space at the edges of a formula."""
    for found in _ESCAPE.finditer(text, *span):
        if found["sign"]:
            yield found.span()
            continue
        start, end = found.span("said")
        yield found.start(), start
        for mark in _INSIDE.finditer(text, start, end):
            yield mark.span()
        yield end, found.end()


def _trimmed(text: str, mark: Span) -> Cut:
    start, end = mark
    said = text[start:end]
    return Cut(start=end - len(said.lstrip()), end=start + len(said.rstrip()), reason="markup")


def _outside(span: Span, marks: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span between marks."""
    at, last = span
    for start, end in marks:
        if at < start < last:
            yield at, start
        if at <= start < last:
            at = end
    if at < last:
        yield at, last
