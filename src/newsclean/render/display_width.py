"""The display width of text in terminal columns: Chinese and Japanese characters take two, combining marks none."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"


def display_width(text: str) -> int:
    """The display width of `text`, which must not contain control characters.

    >>> display_width("灯塔 lamp")
    9
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def fitting(text: str, width: int) -> int:
    """The number of characters from the start of `text` that fit into `width` columns."""
    taken = 0
    for count, character in enumerate(text):
        taken += _character_width(character)
        if taken > width:
            return count
    return len(text)


def cut(text: str, width: int) -> str:
    """`text`, or as much of its start as fits into `width` columns with an ellipsis after it.

    >>> cut("灯塔重新点亮", 8)
    '灯塔重…'
    """
    count = fitting(text, width)
    return text if count == len(text) else text[: fitting(text, width - 1)] + ELLIPSIS


def cut_left(text: str, width: int) -> str:
    """The same, keeping the end of `text`.

    >>> cut_left("灯塔重新点亮", 8)
    '…新点亮'
    """
    return cut(text[::-1], width)[::-1]


def padded(text: str, width: int) -> str:
    """`text` padded with spaces to `width` columns."""
    return text + " " * (width - display_width(text))


def folded(text: str, width: int) -> list[str]:
    """`text` on lines of at most `width` columns, broken at a space if there is one in the last third of a line.

    >>> folded("The lamp was lit again", 12)
    ['The lamp was', 'lit again']
    """
    lines: list[str] = []
    start = 0
    while True:
        end = start + fitting(text[start : start + width + 1], width)
        if end == len(text):
            return [*lines, text[start:]]
        space = text.rfind(" ", start + (end - start) * 2 // 3, end + 1)
        end = space if space > start else max(end, start + 1)
        lines.append(text[start:end])
        start = end + (text[end] == " ")
