"""A page as a portal prints it: the story is told from the menus, lists, comments and notices all around it.

Where its prose stands, `stages.label.prose` says; here the headline and its fields are found above it, and every line
gets its role or its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language.bylines import names_author, parse_byline
from newsclean.language.characters import ends_sentence, width
from newsclean.language.field_labels import label_of
from newsclean.language.fields import crumbs, dated, fields
from newsclean.language.leads import CONTINUED_FROM
from newsclean.language.names import LATIN_NAME, is_name
from newsclean.model import Line, Metadata, Source
from newsclean.rules.ruleset import Ruleset
from newsclean.stages.label.prose import NEAR, PROSE_LONG, PROSE_SHORTEST, Names, Prose, is_menu

# A story under a line of fields has at most so many lines below it that are not its own, from one of these kinds on.
FOOT, FOOTED = 30, ("recommendation", "comments", "share", "link")
# How far above the body the headline and its fields may stand, in lines.
HEAD = 40
# Up to so many lines between the last paragraph and the editors' line are the story's too: a list, a signature.
CLOSING = 5
# Characters of the longest headline, cells from which it is long, cells that count in full, and the least score.
LONGEST_TITLE, LONG_TITLE, TITLE_CELLS, LEAST_TITLE = 160, 56, 20, 0.8
# A deck stands right below its headline and has at least so many cells.
DECK = 12

_MENU = regex.compile(r"[\p{Han}\p{Katakana}]{1,4}(?:[\s|｜]+[\p{Han}\p{Katakana}]{1,4}){2,}")
_SENTENCE_END = regex.compile(r"[。！？][”’」』]?$")
_QUOTED_END = regex.compile(r"[。！？!?.][”’」』\"]")
_WORDS = regex.compile(r"\S{4}")
_INNER_STOP = regex.compile(r"。.|[\p{Ll}]{3}\.\s\p{Lu}")
_NAME = regex.compile(LATIN_NAME)
_LETTERS = regex.compile(r"[\p{L}\p{N}]+")
# A label alone on its line: who is named on the next one, an author or an outlet; or that the points of a story follow.
_BY = regex.compile(rf"(?:BY|by|{label_of('author')})\s?[：:]?")
_FROM = regex.compile(rf"{label_of('source')}\s?[：:]")
_POINTS = regex.compile(
    r"(?:划重点|劃重點|重点|重點|要点|要點|核心提示|内容提要|內容提要|摘要|导读|導讀|本文要点|記事のポイント|ポイント"
    r"|Key [Pp]oints|Highlights|At a glance)\s?[：:]?"
)


def foot(lines: Sequence[Line], names: Names) -> int:
    """Where a story by itself ends, and other headlines or a row of buttons follow: behind that comes no prose."""
    prose = [at for at, line in enumerate(lines) if line.role is None and names[at] is None and _is_prose(line.text)]
    below = prose[-1] + 1 if prose else len(lines)
    if len(lines) - below > FOOT:
        return len(lines)
    found = next((at for at in range(below, len(lines)) if (names[at] or "").startswith(FOOTED)), len(lines))
    if found < len(lines) and names[found] == "share" and None in names[found:]:  # 关注: a section may be called so
        return len(lines)
    while found < len(lines) and found > below and names[found - 1] == "counter":
        found -= 1
    return found


def _is_prose(text: str) -> bool:
    return width(text) >= PROSE_LONG or (len(text) >= PROSE_SHORTEST and ends_sentence(text))


def story_line(line: Line, kana: bool, rules: Ruleset) -> Line:
    """A line of a story, with what its form says of it: a credit, a caption, a byline."""
    caption = rules.captions.match(line.text)
    if caption and caption.startswith("credit"):
        return replace(line, role="credit")
    if caption:
        return replace(line, hint="caption")
    byline = parse_byline(line.text, any_name=kana)
    if byline is not None and not CONTINUED_FROM.fullmatch(line.text):
        return replace(line, role="byline", byline=byline)
    return line


def read_portal(source: Source, names: Names, kana: bool, rules: Ruleset) -> Source:
    """Label a portal's page: the body is its best stretch of prose, the headline stands above it."""
    page = _Page(source.lines, names, kana, rules)
    found, known, trail = list(source.lines), source.metadata, Metadata()
    for at, line in enumerate(source.lines):
        if line.role:
            continue
        found[at] = page.read(at)
        if found[at].role in ("metadata", "subtitle"):
            known = known.completed_by(page.said(at))
        elif names[at] == "breadcrumb":
            trail = trail.completed_by(crumbs(line.text))
    if known.date is None and (below := page.date_below()) is not None:
        found[below] = replace(source.lines[below], role="metadata", reason=None)
        known = known.completed_by(page.said(below))
    layout = "portal" if source.layout == "plain" else source.layout
    return replace(source, lines=tuple(found), metadata=known.completed_by(trail), layout=layout)


class _Page:
    """The lines of a portal's page, and where on it the story stands."""

    def __init__(self, lines: Sequence[Line], names: Names, kana: bool, rules: Ruleset) -> None:
        self.lines = lines
        self.names = names
        self.kana, self.rules = kana, rules
        self.page = Prose(lines, names, rules)
        self.texts, self.heads = self.page.texts, self.page.heads
        self.start, self.end = self.page.body()
        self.told = self.end
        self.top = max(0, self.start - HEAD)
        body = self.texts[self.start : self.end]
        self.body = "".join("".join(_LETTERS.findall(text)) for text in body)
        self.units = _units(" ".join(body))
        self.title = self._title()
        self.points = range(0)
        self._widen()
        self.numbers = self._numbers()

    def read(self, at: int) -> Line:
        """What a line is."""
        line, name = self.lines[at], self.names[at]
        if at in self.numbers:
            return replace(line, hint="heading")
        if self.told <= at < self.end and self.heads[at] and fields(line.text):
            return replace(line, role="metadata")
        if self.start <= at < self.end:
            if at in self.page.links:
                return replace(line, role="removed", reason=name or "link")
            if name is None and at in self.points:
                return replace(line, hint="paragraph")
            return replace(line, role="removed", reason=name) if name else story_line(line, self.kana, self.rules)
        if at == self.title:
            return replace(line, role="title")
        if self.top <= at < self.start and (head := self._head(at)):
            return head
        if self.end <= at <= self.end + CLOSING and not name and not line.links and names_author(line.text):
            return replace(line, role="byline", byline=parse_byline(line.text))
        return replace(line, role="removed", reason=name or ("navigation" if at < self.start else "recommendation"))

    def said(self, at: int) -> Metadata:
        """What a line of the story's head says."""
        text, label = self.texts[at], self.texts[at - 1] if at else ""
        if self._is_deck(at):
            return Metadata(subtitle=text)
        if _BY.fullmatch(label) and is_name(text):
            return Metadata(authors=(text,), byline=text)
        return fields(text) or dated(text) or (Metadata(source=text) if _FROM.fullmatch(label) else Metadata())

    def date_below(self) -> int | None:
        """The first line of fields with a date right below the body, before anything else is dated."""
        for at in range(self.told, min(self.told + NEAR, len(self.lines))):
            if (self.names[at] or "").startswith("recommendation"):
                break
            if (found := fields(self.texts[at])) and found.date:
                return at
        return None

    def _head(self, at: int) -> Line | None:
        """A line above the body that belongs to the story: a byline, a line of fields, the lead below the headline."""
        line, said = self.lines[at], "".join(_LETTERS.findall(self.texts[at]))
        if (byline := parse_byline(line.text)) is not None:
            return replace(line, role="byline", byline=byline)
        near = self.title is not None and at > self.title - 3 and not self.names[at]
        if fields(line.text) or (near and at != self.title and not self._is_deck(at) and self.said(at) != Metadata()):
            return replace(line, role="metadata")
        if not near or self.title is None or at < self.title:
            return None
        if said in self.body:
            return replace(line, role="removed", reason="summary") if width(line.text) > DECK else None
        sentence = at == self.title + 1 and not self.names[at] and _SENTENCE_END.search(self.texts[at]) is not None
        if self.page.prose[at] or sentence:  # menus are no sentences
            return line
        return replace(line, role="subtitle") if self._is_deck(at) else None

    def _is_deck(self, at: int) -> bool:
        """Whether a line is the deck of the headline right above it: no menu, and the fields stand below."""
        text = self.texts[at]
        if self.title is None or at != self.title + 1 or self.names[at] or self.heads[at] or width(text) < DECK:
            return False
        below = self.heads[at + 1 : at + 4] + [bool(_BY.fullmatch(text)) for text in self.texts[at + 1 : at + 2]]
        return not ends_sentence(text) and dated(text) is None and any(below) and _NAME.fullmatch(text) is None

    def _title(self) -> int | None:
        """The headline above the body: its words come again below, it stands next to the date, or is printed twice."""
        best, chosen = LEAST_TITLE, None
        for at in range(self.top, self.start):
            score = self._likely_title(at)
            if score > best:
                best, chosen = score, at
        return chosen

    def _likely_title(self, at: int) -> float:
        text, line = self.texts[at], self.lines[at]
        if self.names[at] or line.role or self.heads[at] or _MENU.fullmatch(text):
            return 0.0
        if not (3 if line.level else 5) <= len(text) <= LONGEST_TITLE:
            return 0.0
        cells = min(width(text), TITLE_CELLS) / TITLE_CELLS
        score = cells * (0.5 + 2 * self._echo(text)) + 0.7 * (at - self.top) / HEAD
        score += 0.7 * any(self.heads[max(0, at - 1) : min(at + 4, self.start)])
        score += 0.7 * (1 < self.texts.count(text) < 4) + (line.level == 1)
        score -= 0.5 * (width(text) > LONG_TITLE or _INNER_STOP.search(text) is not None)
        return score - (text[-1] in "。.") - (_NAME.fullmatch(text) is not None)

    def _echo(self, text: str) -> float:
        """How much of a line comes again in the body: the share of its words, or of its pairs of Han characters."""
        said = _units(text)
        return len(said & self.units) / len(said) if said else 0.0

    def _widen(self) -> None:
        """Take in what stands between the head and the first paragraph, and between the last and the editors' line."""
        head = next((at for at in range(self.start - 1, self.top - 1, -1) if at == self.title or self.heads[at]), None)
        first = self.start
        for at in range(self.start - 1, self.start if head is None else head, -1):
            if _POINTS.fullmatch(self.texts[at]):
                first, self.points = at + 1, range(at + 1, self.start)
                break
            if self.names[at] or all(is_menu(text) for text in self.texts[at : at + 2]):
                break
            if ends_sentence(self.texts[at]) or self.page.prose[at]:
                first = at
        self.start = first
        while self.end < len(self.lines) and self._goes_on(self.end):
            self.end += 1
        for at in range(self.end, min(self.end + CLOSING + 1, len(self.lines))):
            if (self.names[at] or "").startswith("trailer"):
                self.end = at
            if self.names[at] or is_menu(self.texts[at]):
                break

    def _goes_on(self, at: int) -> bool:
        """Whether a line right behind the body is its last: a byline, a credit, a sentence in quotation marks."""
        line = story_line(self.lines[at], self.kana, self.rules)
        quoted = not self.names[at] and _QUOTED_END.fullmatch(line.text[-2:]) and _WORDS.search(line.text[:-2])
        return line.role in ("byline", "credit") or bool(quoted)

    def _numbers(self) -> frozenset[int]:
        """Lines of the body that number its parts: 1, 2, 3 alone on their lines, in order."""
        found: list[int] = []
        for at in range(self.start, self.end):
            if self.texts[at].strip("．.、 ") in (str(len(found) + 1), f"{len(found) + 1:02d}"):
                found.append(at)
        return frozenset(found) if len(found) > 1 else frozenset()


def _units(text: str) -> frozenset[str]:
    """The words of a text that say something, in lower case, and its pairs of Chinese or Japanese characters."""
    words = [word.lower() for word in _LETTERS.findall(text)]
    pairs = (word[at : at + 2] for word in words if not word.isascii() for at in range(len(word) - 1))
    return frozenset(word for word in words if word.isascii() and len(word) > 3) | frozenset(pairs)
