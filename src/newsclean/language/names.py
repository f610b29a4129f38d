"""Names of people and of news organisations, as bylines print them."""

from __future__ import annotations

import regex

from newsclean.language.words import words

SURNAMES = words("surnames")
"""Chinese surnames of one character: a two- or three-character word is taken for a name in a byline only when it starts
with one, so `了解到` or `昨天从` is none."""
COMPOUND_SURNAMES = tuple(sorted(words("compound_surnames")))
_KOREAN_SURNAMES = tuple(sorted(words("surnames_ko")))

_HAN_NAME = r"\p{Han}{2,4}"
_MINORITY_NAME = r"\p{Han}{1,8}(?:[·•・‧]\p{Han}{1,8}){1,3}"
_KANA_NAME = r"[\p{Han}\p{Katakana}ー]{1,8}・[\p{Han}\p{Katakana}ー]{1,8}"
LATIN_NAME = r"\p{Lu}[\p{L}’'.-]*(?: (?:(?:de|van|von|der|al|bin|la|du|da)\b|\p{Lu}[\p{L}’'.-]*)){1,4}"
_OTHER_NAME = regex.compile(rf"{_MINORITY_NAME}|{_KANA_NAME}|{LATIN_NAME}")
_CHINESE_NAME = regex.compile(_HAN_NAME)
_KOREAN_NAME = regex.compile(r"\p{Hangul}{2,4}")

_NOT_A_NAME = words("not_names")
_ELEMENTS = words("name_elements")


def is_name(text: str) -> bool:
    """Whether a word can be somebody's name: it starts with a surname, is a minority name (A·B) or a Latin one.

    >>> is_name("林一"), is_name("欧阳青青"), is_name("扎西次仁"), is_name("임하나"), is_name("Lin Yi"), is_name("平安")
    (True, True, True, True, True, False)
    """
    if text in _NOT_A_NAME:
        return False
    if _CHINESE_NAME.fullmatch(text):
        if len(text) == 4 and text[:2] in _ELEMENTS and text[2:] in _ELEMENTS:
            return True
        return (text[0] in SURNAMES and len(text) <= 3) or text.startswith(COMPOUND_SURNAMES)
    if _KOREAN_NAME.fullmatch(text):
        return text.startswith(_KOREAN_SURNAMES) and (len(text) <= 3 or text[:2] in _KOREAN_SURNAMES)
    return _OTHER_NAME.fullmatch(text) is not None
