"""Spaces inside Chinese prose, which OCR and PDF tools leave between characters and words; none of them is real.

A line that has marks of prose is prose. In a document that is spaced throughout, so is a line without marks, and a
headline. What a space separates stays: names of a list, verse, a byline or credit, a label or lead from its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence
from newsclean.language.names import is_name

LEAST = 12
"""Chinese characters of a line of prose; a caption or a label with its value has fewer."""
ENUMERATION = 24
"""And of a line of prose whose only marks stand between the words of an enumeration."""
NOISY = 0.06
"""Share of the gaps between the characters of a document's prose that are spaces, from which on it is spaced
throughout. Newspaper pages printed well have .000 to .004, word spaces .35, an OCR tool's stray ones .07 to .3."""
WORDS = 0.2
"""And from which on words are set apart, figures and marks too: 全长 500 米 。"""
NOISY_GAPS = 6
"""And the number of such spaces."""
SURE = 2
"""Other spaces of a line that close from which on one that may set off a label or a phrase closes too."""
VERSE = (4, 12)
"""Characters of a line of verse, or of half a slogan."""
PIECE = 3.0
"""Mean number of characters between the spaces of a line without marks: `渡口 恢复 夜航` is spaced by words,
`渡口恢复夜航 末班船延后` has two parts."""
LEAD = 30
"""Characters up to the end of a lead or dateline."""
SIGNED = 24
"""Characters of a stretch that may be a byline or a credit."""

_HAN = r"\p{Han}〇"
_GAP = regex.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_CHARACTER = regex.compile(rf"[{_HAN}]")
_TIGHT = regex.compile(rf"(?<=[{_HAN}])(?=[{_HAN}])")
_AT_MARK = regex.compile(r" (?=[，。、；：？！”’）》」』])|(?<=[，、；：“‘（《「『]) ")
_BESIDE = regex.compile(
    rf"(?<=[{_HAN}，。、；：？！“”‘’（）《》「」『』]) (?=[\w，。、；：？！“”‘’（）《》「」『』])"
    rf"|(?<=\w) (?=[{_HAN}，。、；：？！“”‘’（）《》「」『』])"
)
_MARK = regex.compile(r"[，。；]|[？！][”」』）]?$")
_CLOSING = tuple("，。、；：？！”’）》」』")
# What stands between two marks; a stretch of characters and spaces with nothing else in it is looked at.
_STRETCH = regex.compile(rf"[{_HAN}]+(?: [{_HAN}]+)+")
_LEAD = regex.compile(
    r"(?:[^，。；]{0,20}[讯訊电電]|第[一二三四五六七八九十百零〇]{1,6}[章节節条條款编編回]|附[件录錄表则則]?[一二三四五六七八九十]?)$"
)
_ROLE = regex.compile(
    r"记者|記者|通讯员|通訊員|特派|摄影|攝影|摄制|编辑|編輯|责编|責編|校对|校對|作者|撰文|供图|供圖|图片|圖片"
    r"|来源|來源|实习|實習|主持|翻译|翻譯"
)
_CREDIT = regex.compile(r"(?:[摄攝文图圖绘繪译譯]|整合|编译|編譯|制图|製圖|报道|報道|報導|供稿|综合)$")


def closed(texts: Sequence[str]) -> list[str]:
    """The lines of a document without the spaces inside its Chinese prose.

    >>> closed(["本标准规 定了农村生 活用 水定额，自今 年起施行。", "出席的有张三 李四 王五，还有村里的人和孩子。"])
    ['本标准规定了农村生活用水定额，自今年起施行。', '出席的有张三 李四 王五，还有村里的人和孩子。']
    """
    if not any(_GAP.search(text) for text in texts):
        return list(texts)
    share = _share(texts)
    found = list(texts)
    for at, text in enumerate(texts):
        if " " not in text:
            continue
        below = texts[at + 1] if at + 1 < len(texts) else ""
        in_spaced = share >= NOISY and (_goes_on(texts[at - 1] if at else "", below) or _is_spaced_words(texts, at))
        if in_spaced or _is_prose(text):
            found[at] = _closed(text, share)
    return found


def _share(texts: Sequence[str]) -> float:
    """Share of the gaps between the characters of a document's prose that are spaces."""
    prose = [text for text in texts if _is_prose(text)]
    spaces = sum(sum(1 for _ in _closable(text, noisy=True)) for text in prose)
    if spaces < NOISY_GAPS:
        return 0.0
    return spaces / (spaces + sum(len(_TIGHT.findall(text)) for text in prose))


def _is_prose(text: str) -> bool:
    characters = len(_CHARACTER.findall(text))
    return characters >= LEAST and (
        _MARK.search(text) is not None or (characters >= ENUMERATION and text.count("、") > 1)
    )


def _goes_on(above: str, below: str) -> bool:
    """Whether a line without marks stands in a paragraph: what stands above has not ended, or a mark follows."""
    return below.startswith(_CLOSING) or (_is_prose(above) and not ends_sentence(above))


def _is_spaced_words(texts: Sequence[str], at: int) -> bool:
    """Whether a line without marks is a headline spaced by words, and no row of a table or list of names."""
    words = texts[at].split(" ")
    beside = [texts[near] for near in (at - 1, at + 1) if 0 <= near < len(texts)]
    if any(near.count(" ") == len(words) - 1 and not _is_prose(near) for near in beside) or parse_byline(texts[at]):
        return False
    short = len(words) > 2 and sum(map(len, words)) <= PIECE * len(words)
    return short and not (_ROLE.search(texts[at]) or all(map(is_name, words)))


def _closed(text: str, share: float) -> str:
    places = set(_closable(text, noisy=share >= NOISY))
    if len(places) >= SURE:
        places = set(_closable(text, noisy=True))
    if len(places) >= SURE or share >= NOISY:
        places.update(mark.start() for mark in (_BESIDE if share >= WORDS else _AT_MARK).finditer(text))
    return "".join(character for at, character in enumerate(text) if at not in places)


def _closable(text: str, *, noisy: bool) -> Iterator[int]:
    """Where the spaces stand that nothing speaks for. In a text that is not `noisy` a lone one may set off a label at
    the start, the second part of a headline, or the halves of a slogan in quotes."""
    for stretch in _STRETCH.finditer(text):
        words = stretch[0].split(" ")
        before, after = text[: stretch.start()][-1:], text[stretch.end() :][:1]
        if _is_set_apart(words, before, after) or (not noisy and _has_two_parts(words, before, after)):
            continue
        at = stretch.start()
        for number, word in enumerate(words[:-1]):
            at += len(word)
            if number or at > LEAD or not _LEAD.match(text[:at]):
                yield at
            at += 1


def _has_two_parts(words: Sequence[str], before: str, after: str) -> bool:
    if len(words) > 2:
        return False
    if not before:
        return after in "：:" or min(map(len, words)) > 1
    return (not after and min(map(len, words)) >= VERSE[0]) or (before in "“《「『" and after in "”》」』")


def _is_set_apart(words: Sequence[str], before: str, after: str) -> bool:
    """Whether the spaces of a stretch part names, verses, or who did what."""
    if all(map(is_name, words)) or (len(words) > 2 and sum(map(is_name, words)) >= len(words) - 1):
        return True
    if len({len(word) for word in words}) == 1 and VERSE[0] <= len(words[0]) <= VERSE[1]:
        return True
    whole = sum(map(len, words))
    if whole > SIGNED:
        return False
    bracket = before in "（(【[" and before != ""
    signed = after in "。）)】]" or after == ""
    return (bracket or signed) and (_CREDIT.search(words[-1]) is not None or _names_someone(words))


def _names_someone(words: Sequence[str]) -> bool:
    """Whether a role stands before or behind a name: 记者 林一, 林一 本报记者."""
    roles = [word for word in words if _ROLE.search(word)]
    others = [word for word in words if not _ROLE.search(word)]
    return bool(roles) and all(map(is_name, others))
