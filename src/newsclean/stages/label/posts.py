"""What posts of an archive need beyond other lines: style sheets as text, links elsewhere, titles in two forms."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsclean.language.characters import ends_sentence
from newsclean.model import Line, Source

LINKED = 0.8
"""Share of a line inside links from which it is a link to another story, where a rule or its place says so."""
# Where links make up more of a post than this share of its lines, they are what the post is about.
LINKS = 0.34
# Share of a title's letters and digits that a line must have to be that title without its column or series.
MOST_OF_TITLE = 0.7

_LETTER = regex.compile(r"[\p{L}\p{N}]")
_DECLARATION = r"\s{0,4}[a-z-]{2,30}\s{0,2}:\s{0,2}[^{};，。]{1,120}"
_RULE = (
    r"\s{0,4}(?:/\*[^*]{0,120}\*/\s{0,4})?(?:@[a-z-]{4,20}[^{}，。]{0,80}\{\s{0,4})?[.#*@a-zA-Z][^{}，。、；]{0,120}"
    rf"\{{{_DECLARATION}(?:;{_DECLARATION}){{0,30}};?\s{{0,4}}\}}(?:\s{{0,4}}\}})?"
)
STYLE = regex.compile(rf"(?:<style[^>]{{0,60}}>)?(?:{_RULE}){{1,60}}\s{{0,4}}(?:</style>)?\s*")
"""A style sheet as text: `.wrap p{margin:0} .box { width: 100% }`."""


def read_post(source: Source) -> Source:
    """Take style sheets off the text, and label links to other stories and a last line that breaks off."""
    lines: list[Line] = []
    for line in source.lines:
        lines.extend([line] if line.role or "{" not in line.text else _without_style(source.text, line))
    unread = [at for at, line in enumerate(lines) if not line.role]
    links = [
        at for at in unread if lines[at].links >= LINKED and not lines[at].hint and not ends_sentence(lines[at].text)
    ]
    if len(links) <= LINKS * len(unread):
        for at in links:
            lines[at] = replace(lines[at], role="removed", reason="link")
    last = next((at for at in reversed(unread) if not lines[at].role), None)
    if last is not None and last != unread[0] and not lines[last].hint and _COMMA.search(lines[last].text):
        lines[last] = replace(lines[last], hint="paragraph")
    return replace(source, lines=tuple(lines))


_COMMA = regex.compile(r"[，,、；]")


def _without_style(text: str, line: Line) -> list[Line]:
    (start, end), *_ = line.spans
    style = STYLE.match(text, start, end)
    if style is None or len(line.spans) > 1:
        return [line]
    sheet = replace(
        line,
        spans=((start, style.start() + len(style[0].rstrip())),),
        text=style[0].strip(),
        role="removed",
        reason="template",
    )
    rest = text[style.end() : end]
    return [sheet, replace(line, spans=((style.end(), end),), text=rest, gap=0)] if rest else [sheet]


def is_title(text: str, title: str | None) -> bool:
    """Whether a line is the title that is known, whatever marks stand in it: whole, or without its column."""
    said, known = _letters(text), _letters(title or "")
    return said != "" and said in known and len(said) >= MOST_OF_TITLE * len(known)


def completed(title: str, printed: str) -> str:
    """A title in which `_` stands for marks that no file name may hold, with the marks that the body prints.

    >>> completed("夜话 _守灯人_三十年", "“守灯人”三十年")
    '夜话 “守灯人”三十年'
    """
    places = [match.start() for match in _LETTER.finditer(title)]
    at = _letters(title).find(_letters(printed))
    if "_" not in title or at < 0:
        return title
    start, end = places[at], places[at + len(_letters(printed)) - 1] + 1
    while start and title[start - 1] in "_" + printed[:1]:
        start -= 1
    while end < len(title) and title[end] in "_" + printed[-1:]:
        end += 1
    return title[:start] + printed + title[end:]


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text))
