"""Plain text to lines: positions, blank lines, indents; log prefixes and the tokens of OCR models cut out."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsclean.characters import repair, width
from newsclean.model import Cut, Line, Span

# Cells of table models (OTSL), special tokens of language models, and line-break tags in text that is not HTML.
TOKEN = regex.compile(r"</?(?:fcel|ecel|lcel|ucel|xcel|ched|rhed|srow|nl)>|<\|[a-z_]{2,24}\|>|<br ?/?>", regex.I)

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
            left = at + len(raw) - len(raw.lstrip())
            lines.append(Line(spans=((left, left + len(body)),), text=said, gap=gap, indent=_cells(raw)))
            gap = 0
        else:
            gap += 1
        at += len(raw)
    lines, cuts = _without_prefix(text, lines)
    return _without_tokens(text, lines, cuts) if "<" in text else (lines, cuts)


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


def _without_tokens(text: str, lines: list[Line], cuts: list[Cut]) -> tuple[list[Line], list[Cut]]:
    kept: list[Line] = []
    for line in lines:
        if "<" not in line.text or TOKEN.search(line.text) is None:
            kept.append(line)
            continue
        rows, tokens = split_tokens(text, line.spans[0])
        cuts.extend(Cut(start=start, end=end, reason="markup") for start, end in tokens)
        for number, row in enumerate(rows):
            said = repair(" ".join(text[start:end] for start, end in row))
            if said:
                kept.append(replace(line, spans=tuple(row), text=said, gap=0 if number else line.gap))
    return kept, cuts


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
