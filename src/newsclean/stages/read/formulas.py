"""Figures that OCR tools set as formulas of TeX, and signs behind a backslash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from newsclean.language.characters import repair
from newsclean.model import Cut, Line, Span

# A formula of one line that is only a figure: 12\%, 5 \mathrm{km}. What needs more of TeX stays as printed, and so does
# \(Reuters\): brackets that Markdown escapes.
_SIGN = r"\\[%$&#_]"
_FONT = r"\\(?:mathrm|mathbf|mathsf|textbf|text|rm)\s?\{"
_FORMULA = (
    rf"\\\((?=[^)\n]{{0,80}}?\d)\s*(?P<said>(?:[^\\\n{{}}^_()\p{{Han}}]|{_SIGN}|{_FONT}[^\\\n{{}}^_]{{1,40}}\}}){{1,80}}?)\s*\\\)"
    r"|\$\s?(?P<said>[\d.,]{1,16}\s?\\%)\s?\$"
)
_INSIDE = regex.compile(rf"\\(?=[%$&#_])|{_FONT}|\}}")
# A figure as MinerU sets it, a space between its characters: $6 0 \%$, $2 5 ^ { \circ } \mathrm { C }$, $^ { [ 1 ] }$.
# Between the dollars stand figures, units, exponents and nothing else of TeX. The lookahead asks for a sign of TeX or
# for figures apart, so that `$5 to $8` is no formula.
_SPACED = (
    r"\$(?=[^$\n]{0,120}?(?:\\|\^|_\s?\{)|\s?\d(?: [\d.,]){1,20}\s?\$)"
    rf"(?P<spaced>(?:[\dA-Za-z.,/%+:()\[\]=<>~{{}}^_ -]|\\[%,; ]|{_FONT}|\\circ(?![a-z])|\p{{Han}}){{1,120}}+)\$"
)
# Of such a formula: the degrees before a C, which stands for Celsius anyway; what opens, closes and separates; the mark
# of an exponent, but behind a figure, where 10^6 must not become 106.
_INSIDE_SPACED = regex.compile(
    rf"\^\s?\{{?\s?\\circ\s?\}}?(?=\s?(?:{_FONT}\s?)?C)|{_FONT}|[{{}}]|\\[,; ]|\\(?=%)|_"
    r"|(?<![A-Za-z]{2})\s|\s(?![A-Za-z]{2})|(?<!\d\s{0,2})\^|\^(?=\s?\{?\s?[\[(])"
)
# A formula, or a sign behind a backslash that is not one of a path (C:\_data).
_ESCAPE = regex.compile(rf"{_FORMULA}|{_SPACED}|(?<![\\:])(?P<sign>\\)(?=[%$&#*_~])")


def without_escapes(text: str, lines: list[Line], cuts: list[Cut]) -> list[Line]:
    """The lines without the marks that make a figure a formula and the backslashes before signs. `cuts` gets those."""
    kept: list[Line] = []
    for line in lines:
        escaped = "\\" in line.text or "$" in line.text
        marks = [mark for span in line.spans for mark in _escapes(text, span)] if escaped else []
        if not marks:
            kept.append(line)
            continue
        cuts.extend(cut for mark in marks if (cut := _trimmed(text, mark)).end > cut.start)
        cells = [list(_outside(span, marks)) for span in line.spans]
        said = " ".join("".join(text[start:end] for start, end in cell) for cell in cells)
        kept.append(replace(line, spans=tuple(span for cell in cells for span in cell), text=repair(said)))
    return kept


def _escapes(text: str, span: Span) -> Iterator[Span]:
    """What is to be cut out of a stretch, with the white space at the edges of a formula."""
    for found in _ESCAPE.finditer(text, *span):
        if found["sign"]:
            yield found.span()
            continue
        name, inside = ("spaced", _INSIDE_SPACED) if found["spaced"] else ("said", _INSIDE)
        start, end = found.span(name)
        yield found.start(), start
        for mark in inside.finditer(text, start, end):
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
