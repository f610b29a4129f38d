"""How paragraphs and cut halves of sentences begin and end, and what makes a line a headline."""

from __future__ import annotations

import regex

from newsclean.characters import CLOSERS, OPENERS, ends_sentence, has_han, width
from newsclean.rules import either

# A clause has lost its first half when it starts with one of these; a paragraph of news hardly ever does.
SEVERED = (
    "作出 表示 指出 强调 強調 认为 認為 说， 说： 說， 介绍说 透露 称， 称： 補充 补充说 坦言 告诉记者 等人 等地 等部门 等领导 等单位 的 了 着 们 在内 并将 從而 从而"
    " 使得 等， 等。"
).split()
# These can start a word that starts a paragraph (是否, 和平, 与会者, 及时), so they count for less.
SEVERED_MAYBE = "是 和 与 及 或 被 把 将 也 都 还 则 就 便 才 又 而 并 出席 主持 参加 要求".split()
# Openings of paragraphs: connectives and adverbials of time and place that start a new thought.
OPENINGS = (
    "与此同时 此外 同时 同時 目前 当前 昨天 昨日 今天 今日 日前 近日 近年来 据了解 据悉 據了解 据介绍 另据 会上 会前 会后 会议 活动现场 随后 其次 首先 最后"
    " 不过 然而 但是 因此 为此 对此 在此 此次 这次 本次 如今 记者 本报 除了 作为 随着 为了 为 在 从 对于 关于 当 虽然 尽管 如果 另外 一位 一名 截至 今年 去年"
    " 下一步 未来 事实上 实际上 The In On At But However Meanwhile It He She They This That"
).split()

_SEVERED = regex.compile(either(SEVERED))
_SEVERED_MAYBE = regex.compile(either(SEVERED_MAYBE))
_OPENING = regex.compile(either(OPENINGS))
_CANNOT_START = regex.compile(
    rf"[，。、；：！？,.;:!?%％{regex.escape(CLOSERS.replace(chr(34), '').replace(chr(39), ''))}·—]"
)
_OPENS = regex.compile(rf"[{regex.escape(OPENERS)}]")
_GOES_ON = regex.compile(r"[，、,；;—－(（“‘「『《]$|(?:\b(?:the|a|an|of|to|and|or|in|for|with|by|that)\s*)$")
_HEADLINE_END = regex.compile(r"[，、,；;。：:—－]$|(?<=[\p{Latin}\d])\.[\"”’')\]]*$")
_HARD_MARK = regex.compile(r"。|；")

_LETTER = regex.compile(r"\p{L}")

HEADLINE_CELLS = 36
"""Cells of the longest headline: in real pages the longest has 29."""
LONGEST_HEADLINE = 2 * (HEADLINE_CELLS + 12)
"""Characters of one in words, where two make a cell."""


def is_headline(text: str) -> bool:
    """Whether a line can be a headline: short, not closed by a full stop or left open by a comma, no sentence inside.

    >>> is_headline("灯塔今晚重新点亮"), is_headline("灯塔今晚重新点亮。"), is_headline("他说，")
    (True, False, False)
    """
    if not 1 < len(text) <= LONGEST_HEADLINE or width(text) > HEADLINE_CELLS + (12 if not has_han(text) else 0):
        return False
    if _HEADLINE_END.search(text) or _HARD_MARK.search(text[:-1]) or _CANNOT_START.match(text):
        return False
    if not has_han(text):
        return text[0].isupper() or text[0].isdigit() or text[0] in "‘“\"'"
    return not (ends_sentence(text) and text[-1] in "。！？!?…") and _LETTER.search(text) is not None


def is_tail(text: str) -> bool:
    """Whether a piece breaks off: no end mark behind it, or a mark behind which a sentence goes on."""
    return _GOES_ON.search(text) is not None or not (ends_sentence(text) or text[-1:] in "：:；;")


def breaks_at_comma(text: str) -> bool:
    """Whether a piece ends with a mark behind which its sentence must go on."""
    return _GOES_ON.search(text) is not None


def beginning(text: str) -> str:
    """What a piece's beginning says: `cannot start` a paragraph, `severed` or `perhaps severed` from its first half,
    `opening` of a new thought, `quotation`, `lower case`, `capital`, or `open`.

    >>> beginning("，他说"), beginning("与此同时，港口"), beginning("灯塔重新点亮")
    ('cannot start', 'opening', 'open')
    """
    if _CANNOT_START.match(text):
        return "cannot start"
    if _OPENING.match(text):
        return "opening"
    if _SEVERED.match(text):
        return "severed"
    if text[:1].islower():
        return "lower case"
    if text[:1].isupper():
        return "capital"
    if _SEVERED_MAYBE.match(text):
        return "perhaps severed"
    return "quotation" if _OPENS.match(text) else "open"


_BRACKETS = (("“", "”"), ("（", "）"), ("「", "」"), ("《", "》"))


def unopened(text: str) -> bool:
    """Whether a piece closes a bracket or quotation that it never opened."""
    for opening, closing in _BRACKETS:
        at = text.find(closing)
        if at < 0:
            continue
        if opening not in text[:at]:
            return True
        depth = 0
        for mark in regex.findall(f"[{opening}{closing}]", text):
            depth += 1 if mark == opening else -1
            if depth < 0:
                return True
    return False


def unclosed(text: str) -> bool:
    """Whether a piece leaves a bracket or quotation open."""
    return any(text.rfind(opening) > text.rfind(closing) for opening, closing in _BRACKETS)
