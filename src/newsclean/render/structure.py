"""Splits the text of lists and tables."""

from __future__ import annotations

import re

_BULLET = re.compile(r"[-*+•][ \t]+")
_CELL = re.compile(r"\t| \| ")


def list_items(text: str) -> list[str]:
    """The items of a list, one on each line, without their bullets; numbers are kept."""
    lines = (line.strip() for line in text.splitlines())
    return [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines if line]


def table_rows(text: str) -> list[list[str]]:
    """The cells of a table: one row on each line, cells separated by tabs (or bars between spaces), rows padded to
    equal length."""
    rows = [[cell.strip() for cell in _CELL.split(line)] for line in text.splitlines() if line.strip()]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
