"""Whether a page is a portal's: by the furniture on all of it, and by what a wrong choice would take from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsclean.language.characters import width
from newsclean.language.fields import fields
from newsclean.model import Line, Source
from newsclean.rules.ruleset import Ruleset
from newsclean.stages.label.portal import story_line
from newsclean.stages.label.prose import NEAR, PROSE_LONG, Names, is_menu

# Kinds of portal furniture that must stand on a page before it is read as one: a newspaper page or a clean article
# has at most one of them (a line of editors at its foot). A menu – so many short lines in a row, none with a mark –
# stands for one kind, and on top of the page for two: of 33 pages of newspapers, lists, tables and verse the longest
# such row has 4 lines; of 17 pages of the web that print fewer kinds 11 have one of 9 to 41.
PORTAL_KINDS = 3
MENU_ROW, MENU_TOP = 8, 8
# A breadcrumb among so many lines at the top, with a date in a line of fields near below it, tells a portal's page:
# a newspaper prints none.
CRUMB_TOP = 8
# What goes for its place alone, and the share of the story from which that costs more than menus would.
BY_PLACE, COSTLY = ("navigation", "recommendation"), 0.5
# Sentences of prose that is never removed for its place: on 9 pages of portals no such line stood outside the story.
SEVERAL = 3


_SENTENCE = regex.compile(r"[。！？]|[.!?](?=\s|$)")


def is_portal(lines: Sequence[Line], names: Names, *, post: bool = False) -> bool:
    """Whether a page prints the furniture of a portal: enough kinds of it, or a kind and a menu. A post with a title
    of its own is its story already, and needs both."""
    if not post and _has_crumbs(lines, names):
        return True
    kinds = {name.removesuffix("-foreign") for name in names if name and name not in ("counter", "template")}
    if (len(kinds) >= PORTAL_KINDS and not post) or not kinds - {"trailer"}:
        return len(kinds) >= PORTAL_KINDS
    row = 0
    for at, line in enumerate(lines):
        row = row + 1 if is_menu(line.text) else 0
        if row >= MENU_ROW and (len(kinds) > 1 or at - row < MENU_TOP):
            return True
    return False


def _has_crumbs(lines: Sequence[Line], names: Names) -> bool:
    at = next((at for at, name in enumerate(names[:CRUMB_TOP]) if name == "breadcrumb"), None)
    if at is None:
        return False
    below = (fields(line.text) for line in lines[at + 1 : at + 1 + NEAR])
    return any(field and field.date for field in below)


def costs_news(page: Source, names: Names) -> bool:
    """Whether reading a page as a portal's takes more news from it than it tells menus from a story: prose of several
    sentences that goes for its place alone."""
    kept = sum(width(line.text) for line in page.lines if line.role is None)
    return sum(width(page.lines[at].text) for at in _by_place(page.lines, names)) > COSTLY * kept


def with_prose(page: Source, names: Names, kana: bool, rules: Ruleset) -> Source:
    """A portal's page on which prose of several sentences stays, wherever it stands, unless words give a reason."""
    lines = list(page.lines)
    for at in _by_place(lines, names):
        lines[at] = story_line(replace(lines[at], role=None, reason=None), kana, rules)
    return replace(page, lines=tuple(lines))


def _by_place(lines: Sequence[Line], names: Names) -> list[int]:
    """The prose of several sentences that goes though no rule takes it and no heading of a list or of comments stands
    above it."""
    found: list[int] = []
    listed = False
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        listed = listed or (name or "").startswith(("recommendation", "comments"))
        if line.role is None:
            listed = False
        elif line.reason in BY_PLACE and not name and not listed and _is_long_prose(line.text):
            found.append(at)
    return found


def _is_long_prose(text: str) -> bool:
    return width(text) >= PROSE_LONG and len(_SENTENCE.findall(text)) >= SEVERAL
