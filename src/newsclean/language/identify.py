"""The language of a text as a tag of BCP 47: Chinese, Japanese, Korean and English by the text itself, others by what
the document declares."""

from __future__ import annotations

import re

SAMPLE = 2000
"""Characters that are looked at."""
FEWEST = 8
"""Letters of the shortest text that tells."""
HANGUL_SHARE, KANA_SHARE, HAN_SHARE = 0.3, 0.05, 0.3
"""Shares of the letters: Korean prints Han characters among Hangul, Japanese kana among Han characters; a Chinese text
names firms and people in Latin letters, a character of its own being a word and a Latin letter a sixth of one."""
ENGLISH_SHARE, FEWEST_WORDS = 0.15, 8
"""The share of the words of an English text that are the commonest eleven: news has .2 to .35 of them, news in German or
Dutch below .08."""

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[A-Za-z]{1,30}")
_ENGLISH = frozenset("the of and to in that is for with was said".split())
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,3})")
_MISNAMED = {"jp": "ja", "cn": "zh", "kr": "ko"}
"""Codes of countries that pages declare in place of a language."""
_BY_SCRIPT = frozenset({"zh", "ja", "ko"})


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language of a text; `declared` is what its document says, which stands where it fits the text and says more.

    >>> language_of("灯塔昨天开放，来的人排到了码头上。", "zh_tw"), language_of("The ferry is late, and nobody was told of it.")
    ('zh-TW', 'en')
    """
    found = _told(text[:SAMPLE])
    said = tag(declared) if declared else None
    primary = said.partition("-")[0] if said else None
    if found:
        return said if primary == found else found
    return None if primary in _BY_SCRIPT and _LETTER.search(text) else said


def tag(declared: str) -> str | None:
    """A declared language as BCP 47 writes it; `None` where it is no such tag."""
    match = _TAG.fullmatch(declared.strip()[:40])
    if match is None:
        return None
    primary = match[1].lower()
    parts = [_MISNAMED.get(primary, primary)]
    for part in match[2].replace("_", "-").split("-")[1:]:
        parts.append(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower())
    return "-".join(parts)


def _told(text: str) -> str | None:
    letters = len(_LETTER.findall(text))
    if letters < FEWEST:
        return None
    hangul, kana, han = (len(script.findall(text)) for script in (_HANGUL, _KANA, _HAN))
    if hangul > HANGUL_SHARE * letters:
        return "ko"
    latin = (letters - hangul - kana - han) / 6
    if kana + han > HAN_SHARE * (kana + han + latin):
        return "ja" if kana > KANA_SHARE * (kana + han) else "zh"
    words = [word.lower() for word in _WORD.findall(text)]
    common = sum(word in _ENGLISH for word in words)
    return "en" if len(words) >= FEWEST_WORDS and common >= ENGLISH_SHARE * len(words) else None
