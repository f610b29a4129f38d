"""Plain text to lines: positions, blank lines, indents; log prefixes and the tokens of OCR models cut out."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsclean.language.characters import SOFT_HYPHEN, repair, width
from newsclean.language.spacing import closed
from newsclean.model import Cut, Line
from newsclean.stages.read import drawn_twice, formulas, ocr_tokens, tool_lines

# A tag that a logger puts before every line. A prefix counts when at least 4 lines in 5 (and 4 lines) carry it.
LOG_PREFIX = regex.compile(
    r"[\w.-]{2,40} +\| ?"  # compose-service-1  | text
    r"|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,]*Z?\]? *(?:\[?[A-Z]{4,8}\]?:? )?(?:[\w.]+: )?"  # 2024-01-05 09:30:00
    r"|(?:DEBUG|INFO|WARN(?:ING)?|ERROR)[: ]\s*(?:[\w.]+: )?"
)
LOG_SHARE = 0.8
LOG_LINES = 4


def read_lines(text: str, start: int = 0, end: int | None = None) -> tuple[list[Line], list[Cut]]:
    """The lines of a stretch of the document's text, and what was cut out of them."""
    lines: list[Line] = []
    at, gap = start, 0
    for raw in text[start:end].splitlines(keepends=True):
        body = raw.strip()
        said = repair(body)
        if said:
            said += SOFT_HYPHEN * body.endswith(SOFT_HYPHEN)
            left = at + len(raw) - len(raw.lstrip())
            lines.append(Line(spans=((left, left + len(body)),), text=said, gap=gap, indent=_cells(raw)))
            gap = 0
        else:
            gap += 1
        at += len(raw)
    lines, cuts = _without_prefix(text, lines)
    lines = tool_lines.without_tool_lines(lines, cuts)
    lines = drawn_twice.without_doubles(text, lines, cuts)
    lines = ocr_tokens.without_tokens(text, lines, cuts)
    if "\\" in text or "$" in text:
        lines = formulas.without_escapes(text, lines, cuts)
    return without_spaces(lines), cuts


def without_spaces(lines: list[Line]) -> list[Line]:
    """The lines without the spaces inside their Chinese prose; rows of tables keep theirs."""
    prose = [at for at, line in enumerate(lines) if line.hint != "table"]
    for at, said in zip(prose, closed([lines[at].text for at in prose]), strict=True):
        if said != lines[at].text:
            lines[at] = replace(lines[at], text=said)
    return lines


def _cells(raw: str) -> float:
    blank = raw[: len(raw) - len(raw.lstrip())]
    return width(blank) + 1.5 * blank.count("\t") if blank else 0.0


def _without_prefix(text: str, lines: list[Line]) -> tuple[list[Line], list[Cut]]:
    if len(lines) < LOG_LINES or LOG_PREFIX.match(lines[0].text) is None:
        return lines, []
    found = [LOG_PREFIX.match(text, line.spans[0][0], line.spans[0][1] + 1) for line in lines]
    if sum(match is not None for match in found) < LOG_SHARE * len(lines):
        return lines, []
    kept: list[Line] = []
    cuts: list[Cut] = []
    gap = 0
    for line, match in zip(lines, found, strict=True):
        (start, end), *_ = line.spans
        if match is None:
            kept.append(replace(line, gap=line.gap + gap))
            gap = 0
            continue
        cuts.append(Cut(start=start, end=min(match.end(), end), reason="log-prefix"))
        said = repair(text[match.end() : end])
        if not said:
            gap += 1 + line.gap
            continue
        left = end - len(text[match.end() : end].lstrip())
        kept.append(replace(line, spans=((left, end),), text=said, gap=line.gap + gap, indent=(left - match.end()) / 2))
        gap = 0
    return kept, cuts
