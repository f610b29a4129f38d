"""What papers, stations, sites and agencies are called, in Chinese, Japanese, Korean and English."""

from __future__ import annotations

import regex

from newsclean.language.words import word_list, words
from newsclean.patterns import either

PAPER_ENDINGS = word_list("paper_endings")
"""Ends of newspapers' names: a line alone that ends so is a masthead."""
ENDINGS = frozenset(PAPER_ENDINGS.words) | words("outlet_endings")
_NONE = words("not_outlets")
_SECTIONS = words("sections")
_SECTION_ENDINGS = words("section_endings")
_LATIN = words("latin_outlets")
AGENCIES = words("agencies")

LONGEST = 20
"""Characters in an outlet's name in Chinese, Japanese or Korean."""
LONGEST_LATIN = 7
"""Words in an outlet's name in Latin letters."""
_LONGEST_ENDING = max(map(len, ENDINGS | _NONE))
_LONGEST_SECTION = max(map(len, _SECTIONS))
_LETTERS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー"
_NAME = regex.compile(rf"[{_LETTERS}A-Za-z\d·+]+(?: (?=\p{{Hangul}})[{_LETTERS}A-Za-z\d·+]+){{0,3}}")
# Words that start what a sentence says of an outlet, and what stands before its name: 据青禾网, 记者从青禾网.
_NO_START = ("记者", "記者", "作者", "据", "據", "由", "从", "從", "在", "转自", "轉自", "来自", "來自", "通过", "通過", "编辑", "編輯", "本", "该", "該", "我")  # fmt: skip
_LATIN_WORD = regex.compile(r"\p{Lu}[\p{L}\d.'’&-]*|(?:of|the|and|for|de|del|la|le|di|du|der|die|&|\d{1,3})")
_AGENCIES = frozenset(name.casefold() for name in AGENCIES)

_HAN = regex.compile(r"\p{Han}")
ORGANISATION = rf"(?:\p{{Han}}{{0,8}}?{either({word for word in ENDINGS if _HAN.search(word)} | {'台'})}|{either(filter(_HAN.search, AGENCIES))})"
"""A pattern for an outlet before the role of its reporter, which tells it from other words: 青禾电台记者."""


def is_outlet(text: str) -> bool:
    """Whether a text is the name of an outlet, and nothing else.

    >>> is_outlet("青禾日报"), is_outlet("青禾融媒体中心"), is_outlet("Harbour Post-Gazette"), is_outlet("청하일보")
    (True, True, True, True)
    >>> is_outlet("青禾大学"), is_outlet("情况通报"), is_outlet("社会新闻"), is_outlet("The Harbour")
    (False, False, False, False)
    """
    if text.casefold() in _AGENCIES:
        return True
    if text.isascii() or not regex.search(f"[{_LETTERS}]", text):
        return _is_latin(text)
    return len(text) <= LONGEST and not text.startswith(_NO_START) and _ends(text) and bool(_NAME.fullmatch(text))


def _ends(text: str) -> bool:
    """Whether the longest ending that is known is an outlet's, and has a name before it that is no section's."""
    for size in range(min(len(text), _LONGEST_ENDING), 0, -1):
        ending = text[-size:]
        if ending in _NONE:
            return False
        if ending in ENDINGS:
            name = text[:-size].rstrip()
            return bool(name) and not (ending in _SECTION_ENDINGS and _is_section(name))
    return False


def _is_section(name: str) -> bool:
    return any(name[-size:] in _SECTIONS for size in range(1, min(len(name), _LONGEST_SECTION) + 1))


def _is_latin(text: str) -> bool:
    parts = text.split(" ")
    if not 0 < len(parts) <= LONGEST_LATIN or not all(map(_LATIN_WORD.fullmatch, parts)):
        return False
    last = parts[-1].split("-")
    return any(word in _LATIN or (parts[0] == "The" and f"The {word}" in _LATIN) for word in (parts[-1], *last[1:]))
