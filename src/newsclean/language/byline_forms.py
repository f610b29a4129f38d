"""Bylines in Latin letters and in Korean: By Lin Yi | The Courier, [청하일보 임하나 기자]."""

from __future__ import annotations

import regex

from newsclean.language.field_labels import LABELS
from newsclean.language.names import LATIN_NAME, is_name
from newsclean.language.outlets import is_outlet
from newsclean.language.words import words
from newsclean.model import Byline
from newsclean.patterns import either

_LATIN_LABELS = {word for word in LABELS["author"] if word.isascii()}
_PREPOSITIONS = {"By", "Von", "Par", "Por"}
_BY = either(_PREPOSITIONS | {word for word in _LATIN_LABELS if " " in word})
_LABEL = either(_LATIN_LABELS - _PREPOSITIONS)
# By the Sea, BY A VOTE OF: no name starts so.
_A_NAME = rf"(?!(?i:the|an?|my|our|your|this|that|these|all|no|its|his|her|their|staff)\b){LATIN_NAME}"
_AND = r"(?:, and | and | & | und | et | y | e | och |, |; ?)"
_NAMES = rf"(?P<names>{_A_NAME}(?:{_AND}(?!Staff|Special|Senior|Chief|Associated){_A_NAME}){{0,9}})"
_POSITION = r"(?:[\p{L}’'&-]{1,14} ){0,4}(?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?|[Ee]ditors?|[Cc]olumnists?|[Cc]ontributors?|[Ff]reelancers?)"
_LATIN = regex.compile(
    rf"(?:(?i:{_BY})\s?:?\s{{1,3}}|(?i:{_LABEL})\s?[:|]\s{{0,3}}){_NAMES}"
    rf"(?:[,|]? (?:in \p{{Lu}}\w+|{_POSITION})|,? ?(?:[|/•·–—,-]| for| of)? ?(?P<outlet>[\p{{L}}\d][\p{{L}}\d .'’&-]{{1,40}}))?\.?"
)
_FOR = regex.compile(rf"{_NAMES}(?: for (?P<outlet>[\p{{L}}\d][\p{{L}}\d .'’&-]{{1,40}})|, {_POSITION})")
_PLAIN_NAME = regex.compile(LATIN_NAME)
# Words that end outlets' names and are surnames too: By Lin Yi, Anna Post.
_SURNAMES_TOO = frozenset({"Day", "Gazette", "Leader", "Mail", "Page", "Post", "Press", "Record", "Standard", "Star"})
_NO_NAME = frozenset({"Staff", "Reporter", "Editor", "Writer", "Desk", "News", "Team"})

_KOREAN_NAME = r"\p{Hangul}{2,4}"
_KOREAN_ROLE = either(words("roles_ko"))
_KOREAN_LABEL = either(word for word in LABELS["author"] if regex.fullmatch(r"[\p{Hangul}·]+", word))
_KOREAN_LIST = rf"(?P<names>{_KOREAN_NAME}(?:[·,、/ ] ?{_KOREAN_NAME}){{0,5}})"
_KOREAN = regex.compile(
    rf"[\[(【<]?\s?(?:(?P<outlet>[\p{{Hangul}}\p{{L}}\d]{{2,12}})[ =]{{1,3}})?(?:{_KOREAN_LABEL}\s?[=:：/ ]\s?)?{_KOREAN_LIST} ?{_KOREAN_ROLE}"
    rf"(?:(?:[·,、/ ] ?)(?P<more>{_KOREAN_NAME}) ?{_KOREAN_ROLE}){{0,4}}\s?[\])】>]?(?:\s?[=(]?\s?[\w.+-]{{1,30}}@[\w.-]{{1,30}}\)?)?\s?=?"
)
_KOREAN_LABELLED = regex.compile(rf"{_KOREAN_LABEL}\s?(?:[=:：/|]\s?|\s){_KOREAN_LIST}")
_LIST = regex.compile(r"\s*[·,、/ ]\s*")


def latin_byline(text: str) -> Byline | None:
    """A byline in Latin letters, or `None`.

    >>> latin_byline("Story by Lin Yi and Bai Hua | The Courier")
    Byline(authors=('Lin Yi', 'Bai Hua'), source='The Courier')
    >>> latin_byline("By the end of the year") is None
    True
    """
    found = _LATIN.fullmatch(text) or _FOR.fullmatch(text)
    if found is None:
        return None
    outlet = (found["outlet"] or "").strip(" .")
    if outlet and not is_outlet(outlet):
        return None
    names = tuple(_PLAIN_NAME.findall(regex.sub(_AND, ", ", found["names"])))
    if len(names) > 1 and not outlet and is_outlet(names[-1]) and names[-1].split()[-1] not in _SURNAMES_TOO:
        names, outlet = names[:-1], names[-1]
    last = names[-1].rstrip(".") if len(names[-1].rstrip(".").split()[-1]) > 2 else names[-1]
    if any(_NO_NAME & set(name.split()) for name in names):
        return None
    return Byline(authors=(*names[:-1], last), source=outlet or None)


def korean_byline(text: str) -> Byline | None:
    """A Korean byline, or `None`.

    >>> korean_byline("[청하일보 임하나 기자]")
    Byline(authors=('임하나',), source='청하일보')
    """
    if found := _KOREAN.fullmatch(text):
        outlet = found["outlet"]
        names = [name for name in _LIST.split(found["names"]) if name] + found.captures("more")
        if outlet and not is_outlet(outlet):
            if outlet not in LABELS["author"] and not is_name(outlet):
                return None
            names, outlet = ([outlet, *names], None) if is_name(outlet) else (names, None)
        if len(names) > 1 and is_outlet(names[0]):
            outlet, names = names[0], names[1:]
    elif found := _KOREAN_LABELLED.fullmatch(text):
        outlet, names = None, [name for name in _LIST.split(found["names"]) if name]
    else:
        return None
    return Byline(authors=tuple(dict.fromkeys(names)), source=outlet) if all(map(is_name, names)) else None
