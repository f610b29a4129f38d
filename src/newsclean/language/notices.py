"""What stands above and below public notices: the offices that publish them, their dockets and filing lines."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_NAME = r"(?:[\p{Lu}(][\p{L}’'.,-]*\)?|and|of|for|the|on|AND|OF|FOR|THE|ON)"
_HEAD = r"(?i:department|ministry|bureau|office|agency|board|council|commission|committee|administration|secretariat)"
_OFFICE = regex.compile(rf"(?:{_NAME} ){{0,3}}{_HEAD} (?:of|for|on|OF|FOR|ON)(?: {_NAME}){{1,8}}")
_DOCKET = regex.compile(r"\[[^\[\]]{4,200}\]")
CAPITALS = regex.compile(r"(?>[^\p{Ll}:]*?\p{Lu}{4})[^\p{Ll}:]*+")
"""A line in capitals."""
RUN_IN = regex.compile(r"[A-Z]{2}[A-Za-z ]{2,40}: ?")
"""A paragraph's head on its first line: SUMMARY: The office …"""
KICKERS = 2
"""Offices and dockets that must stand above a headline before they are taken for its kickers: one line alone, such as
'Council of Elders Meets', can be a headline."""


def headline(lines: Sequence[str]) -> int:
    """Which of the lines above a body is the headline: the first, but behind the offices that publish a notice and
    its docket.

    >>> headline(["HARBOUR DEPARTMENT", "Tides Rise"])
    0
    >>> headline(["DEPARTMENT OF HARBOURS", "Bureau of Tides", "[Docket ID T–2024]", "Notice of New Tide Tables"])
    3
    """
    kickers = [_OFFICE.fullmatch(line) is not None or is_docket(line) for line in lines]
    if sum(kickers) < KICKERS:
        return 0
    return next((at for at, kicker in enumerate(kickers) if not kicker), 0)


def is_docket(text: str) -> bool:
    """Whether a line is a number in square brackets under which papers are kept."""
    return _DOCKET.fullmatch(text) is not None and any(character.isdigit() for character in text)
