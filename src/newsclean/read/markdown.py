"""Markdown to lines: headings, lists, tables and quotes become hints, its marks are cut out of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from newsclean.characters import repair
from newsclean.model import Cut, Kind, Line, Span
from newsclean.read.plain import read_lines

FENCE = regex.compile(r"(?:```|~~~)\s*\w*$")
RULE = regex.compile(r"(?:-{3,}|\*{3,}|_{3,}|(?:\* ){2,}+\*|(?:- ){2,}+-)$")
HEADING = regex.compile(r"(?P<mark>#{1,6})\s+(?=\S)")
QUOTE = regex.compile(r">\s?")
ITEM = regex.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
ROW = regex.compile(r"\|.*\|$")
TABLE_RULE = regex.compile(r"(?=[\s:|-]*?---)[\s:|-]++$")
# Marks inside a line, with a bound on every repeat: a mark that is never closed costs no more than the bound.
INLINE = regex.compile(
    r"(?P<image>!\[[^\]\n]{0,300}\]\([^)\s]{0,2000}+(?: \"[^\"]{0,200}\")?\))"
    r"|(?P<open>\[)(?=[^\]\n]{1,300}\]\([^)\s]{1,2000}+\))"
    r"|(?P<link>(?<=[^\[])\]\([^)\s]{1,2000}+(?: \"[^\"]{0,200}\")?\))"
    r"|(?P<bold>\*\*|__(?=\S)|(?<=\S)__)|(?P<escape>\\(?=[!-/:-@\[-`{-~]))|(?P<break><br ?/?>)|(?P<code>`)"
    r"|(?P<opens>(?<![\w*\\])\*(?=[^*\s][^*\n]{0,200}\*(?![\w*])))"
    r"|(?P<closes>(?=\*)(?<=(?<![\w*\\])\*[^*\s][^*\n]{0,200})(?<!\s)\*(?![\w*]))"
)
# Signs of Markdown in a text: one heading line, or a fence round the whole, or two emphases or links.
SIGNS = regex.compile(
    r"^#{1,6} \S|^(?:```|~~~)\w*\s*$|\*\*[^*\n]{1,200}\*\*|\[[^\]\n]{1,200}\]\(https?://", regex.MULTILINE
)
SIGNS_NEEDED = 2
# A heading above all, set off by a blank line, is sign enough.
HEADED = regex.compile(r"\s*#{1,6} \S[^\n]{0,200}\n[^\S\n]*\n")


def is_markdown(text: str) -> bool:
    """Whether two signs of Markdown stand in the text (a lone `# ` or `**` can be anything), or a heading opens it."""
    return (
        HEADED.match(text) is not None
        or sum(1 for _, _ in zip(range(SIGNS_NEEDED), SIGNS.finditer(text), strict=False)) == SIGNS_NEEDED
    )


def read(text: str, start: int = 0) -> tuple[list[Line], list[Cut]]:
    """The lines of a Markdown text from `start` on, and its marks."""
    plain, cuts = read_lines(text, start)
    lines: list[Line] = []
    for line in plain:
        lines.append(_line(text, line, cuts))
    return [line for line in lines if line.text or line.role], cuts


def _line(text: str, line: Line, cuts: list[Cut]) -> Line:
    if FENCE.match(line.text) or RULE.match(line.text) or TABLE_RULE.match(line.text):
        return replace(line, role="removed", reason="markup")
    start, end = line.spans[0][0], line.spans[-1][1]
    hint, level, mark = _block(text, start, end)
    marks = [Cut(start=start, end=start + mark, reason="markup")] if mark else []
    spans = [(max(left, start + mark), right) for left, right in line.spans if right > start + mark]
    rest = list(_without_marks(text, spans, marks))
    said = repair("".join(text[left:right] for left, right in rest))
    if not said:
        return replace(line, text="", role="removed", reason="markup")
    cuts.extend(marks)
    return replace(line, spans=tuple(rest), text=said, hint=hint, level=level)


def _block(text: str, start: int, end: int) -> tuple[Kind | None, int, int]:
    """The kind that a line's opening gives it, a heading's level, and the length of the mark to cut."""
    if heading := HEADING.match(text, start, end):
        return "heading", len(heading["mark"]), heading.end() - start
    if quote := QUOTE.match(text, start, end):
        return "quote", 0, quote.end() - start
    if ITEM.match(text, start, end):
        return "list", 0, 0
    return ("table" if ROW.fullmatch(text, start, end) else None), 0, 0


def _without_marks(text: str, spans: list[Span], cuts: list[Cut]) -> Iterator[Span]:
    for start, end in spans:
        at = start
        for mark in INLINE.finditer(text, start, end):
            cuts.append(Cut(start=mark.start(), end=mark.end(), reason="markup"))
            if mark.start() > at:
                yield at, mark.start()
            at = mark.end()
        if end > at:
            yield at, end
