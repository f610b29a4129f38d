"""Markdown to lines: headings, lists, tables and quotes become hints, its marks are cut out of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, glue, repair, width
from newsclean.language.dates import find_date
from newsclean.model import Cut, Kind, Line, Span
from newsclean.rules.markdown import NAVIGATION
from newsclean.stages.read import inner_html
from newsclean.stages.read.plain import read_lines, without_spaces

RULES = regex.compile(r"-{3,}|={3,}|\*{3,}|_{3,}|(?:\* ){2,}+\*|(?:- ){2,}+-|(?:_ ){2,}+_|\[toc\]", regex.IGNORECASE)
"""Lines drawn between texts and below a heading, and the place of a table of contents."""
UNDERLINE = regex.compile(r"={3,}$")
HEADING = regex.compile(r"(?P<mark>#{1,6})\s+(?:\\-\s?)?(?=\S)")
KICKERS = 3
"""Lines above the first heading up to which they are its kicker."""
KICKER_CELLS = 24
"""Cells of such a line: 特集 文教·科学技術施策の動向と展開 has 20; a lead has more."""
QUOTE = regex.compile(r">\s?")
ITEM = regex.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
ROW = regex.compile(r"\|.*\|$")
TABLE_RULE = regex.compile(r"(?=[\s:|-]*?---)[\s:|-]++$")
# Marks inside a line, with a bound on every repeat: a mark that is never closed costs no more than the bound.
INLINE = regex.compile(
    r"(?P<image>!\[[^\]\n]{0,300}\]\([^)\s]{0,2000}+(?: \"[^\"]{0,200}\")?\))"
    r"|(?P<open>\[)(?=[^\]\n]{1,300}\]\([^)\s]{1,2000}+\))"
    r"|(?P<link>(?<=[^\[])\]\([^)\s]{1,2000}+(?: \"[^\"]{0,200}\")?\))"
    r"|(?P<shortcode>\{\{[<%][^{}\n]{0,300}[%>]\}\}|\{%[^{}\n]{0,300}%\}|\{[#:.][\w .:#=\"-]{1,80}\}(?=\s*$))"
    r"|(?P<embed>!\[\[[^\[\]\n]{0,200}\]\])|(?P<wiki>\[\[(?=[^\[\]\n]{1,200}\]\])(?:[^\[\]|\n]{1,200}\|)?|\]\])|(?P<note>\[\^[\w-]{1,30}\])"
    r"|(?P<struck>~~(?=\S)|(?<=\S)~~)"
    r"|(?P<bold>\*\*|__(?=\S)|(?<=\S)__)|(?P<escape>\\(?=[!-/:-@\[-`{-~]))|(?P<break><br ?/?>)|(?P<code>`)"
    r"|(?P<opens>(?<![\w*\\])\*(?=[^*\s][^*\n]{0,200}\*(?![\w*])))"
    r"|(?P<closes>(?=\*)(?<=(?<![\w*\\])\*[^*\s][^*\n]{0,200})(?<!\s)\*(?![\w*]))"
)
# Signs of Markdown in a text: a heading, a fence that names it, an emphasis, a link, a shortcode. One can be anything.
SIGNS = regex.compile(
    r"^#{1,6} \S|^(?:```|~~~)(?:markdown|md)\s*$|\*\*[^*\n]{1,200}\*\*|\[[^\]\n]{1,200}\]\(https?://|!\[\[|\{\{[<%]",
    regex.MULTILINE,
)
SIGNS_NEEDED = 2
# A heading above all, set off by a blank line, is sign enough, and so is one below a blank line or a tag with prose
# below it. A number behind the sign (`# 3, see below`) is no heading.
HEADED = regex.compile(r"\s*#{1,6} \S[^\n]{0,200}\n[^\S\n]*\n")
HEADING_ABOVE = regex.compile(
    r"(?:\A\s{0,20}|\n[^\S\n]{0,20}\n|>\n)#{1,6} (?!\d{1,4}\b)[^\n]{2,80}\n(?:[^\S\n]{0,20}\n){0,2}"
    r"(?P<below>[^\n]{20,400})"
)
_PAUSE = regex.compile(r"[，。、；！？]|[,.;!?] ")


def is_markdown(text: str) -> bool:
    """Whether two signs of Markdown stand in the text (a lone `**` can be anything), or one heading above its text."""
    signs = sum(1 for _, _ in zip(range(SIGNS_NEEDED), SIGNS.finditer(text), strict=False))
    return signs == SIGNS_NEEDED or HEADED.match(text) is not None or (signs == 1 and _is_headed(text))


def _is_headed(text: str) -> bool:
    """Whether a heading stands above prose, somewhere in the text."""
    heading = HEADING_ABOVE.search(text)
    return heading is not None and _PAUSE.search(heading["below"]) is not None


def read(text: str, start: int = 0) -> tuple[list[Line], list[Cut]]:
    """The lines of a Markdown text from `start` on, and its marks."""
    plain, cuts = read_lines(text, start)
    plain = inner_html.without_tags(text, plain, cuts)
    lines: list[Line] = []
    for line in plain:
        if UNDERLINE.match(line.text) and lines and not line.gap and lines[-1].hint is None:
            lines[-1] = replace(lines[-1], hint="heading", level=1)
        said = _line(text, line, cuts)
        if lines and lines[-1].hint == "heading" and said.text and _on_one_line(text, lines[-1], said):
            lines[-1] = _longer(lines[-1], said)
        else:
            lines.append(said)
    return _with_kickers(without_spaces([line for line in lines if line.text or line.role])), cuts


def _line(text: str, line: Line, cuts: list[Cut]) -> Line:
    if RULES.fullmatch(line.text) or TABLE_RULE.match(line.text):
        return replace(line, role="removed", reason="markup")
    start, end = line.spans[0][0], line.spans[-1][1]
    hint, level, mark = _block(text, start, end) if line.hint is None else (line.hint, line.level, 0)
    marks = [Cut(start=start, end=start + mark, reason="markup")] if mark else []
    spans = [(max(left, start + mark), right) for left, right in line.spans if right > start + mark]
    rest = list(_without_marks(text, spans, marks))
    between = " " if hint == "table" else ""
    said = repair(between.join(text[left:right] for left, right in rest))
    if not said:
        return replace(line, text="", role="removed", reason="markup")
    cuts.extend(marks)
    line = replace(line, spans=tuple(rest), text=said, hint=hint, level=level)
    if NAVIGATION.match(said) and any(text[cut.start] == "[" for cut in marks):
        return replace(line, role="removed", reason="navigation")
    return line


def _on_one_line(text: str, heading: Line, line: Line) -> bool:
    """Whether a line goes on with a heading that a line-break tag breaks."""
    between = text[heading.spans[-1][1] : line.spans[0][0]]
    goes_on = line.hint is None and not line.role and line.gap == 0 and len((between + line.text[0]).splitlines()) < 2
    return goes_on and parse_byline(line.text) is None


def _longer(heading: Line, line: Line) -> Line:
    return replace(heading, spans=heading.spans + line.spans, text=glue(heading.text, line.text))


def _with_kickers(lines: list[Line]) -> list[Line]:
    """The lines, with those above the first heading as its subtitle where they are its kicker: short, no sentences, and
    none of them an author's or a date."""
    first = next((at for at, line in enumerate(lines) if line.hint == "heading" and not line.role), 0)
    top = min((line.level for line in lines if line.hint == "heading" and not line.role), default=0)
    above = [line for line in lines[:first] if not line.role]
    if not above or len(above) > KICKERS or lines[first].level > top or not all(map(_is_kicker, above)):
        return lines
    return [line if line.role else replace(line, role="subtitle") for line in lines[:first]] + lines[first:]


def _is_kicker(line: Line) -> bool:
    short = line.hint is None and width(line.text) <= KICKER_CELLS and not ends_sentence(line.text)
    return short and parse_byline(line.text) is None and find_date(line.text) is None


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
