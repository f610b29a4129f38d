"""The names in a text that signs a story: `Von Anna Berg und Lea Wagner, Berlin`, `왕평 기자`, `王平記者`."""

from __future__ import annotations

import regex

from newsclean.language.dates import find_date
from newsclean.language.names import is_name

LONGEST_NAME, MOST_WORDS = 40, 5
_LEAD = regex.compile(
    r"^(?:(?:(?:written|reported|posted|published|story|words|text|review|analysis|photos?)\s+)?by|von|par|por|di|door|af|av|text|authors?"
    r"|autor(?:en|in|es)?|auteurs?|автор(?:ы|и)?|문|文|글)\b\s*[:：]?\s*|^by(?=\p{Lu})",
    regex.I,
)
# What ends a list of names: another field, a place of posting, a button.
_STOP = regex.compile(
    r"(?:(?<!\s)\s+)?(?:[|｜•・]\s|[|｜•]|\s[-–—]\s|@|\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d|\d"
    r"|\bfor the\b|\bon (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|\b(?:last )?(?:updated|published|posted|modified)\b|\bfollow\b|\bview (?:all|profile|bio)\b|\bcontributor\b"
    r"|\b(?:staff|senior|chief|special) (?:writer|reporter|correspondent|editor)|\bspecial to\b|[（(\[]"
    r"|\bveröffentlicht\b|\bpublié\b|\bmis à jour\b)",
    regex.I,
)
_BESIDE = regex.compile(r"(?:(?<!\s)\s+)?[|｜]\s*|\s[·•]\s")
_AND = regex.compile(r"(?:(?<!\s)\s+)?[,;、，；&＆/]\s*|(?<!\s)\s+(?:and|und|et|y|og|och|e|и|та)\s+", regex.I)
_ROLE_BEHIND = regex.compile(r"(?:(?<!\s)\s+)?(?:기자|특파원|논설위원|記者|记者|通讯员|編集委員|さん|氏)$")
_WORD = r"[\p{Lu}\p{Lt}][\p{L}\p{M}’'.\-]*"
_PARTICLE = r"(?:de|van|von|der|den|al|bin|ibn|la|le|du|da|dos|das|di|del|della|ter|ten|zu|y|e|af|av)"
_CASED = regex.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,4}}")
_SINGLE = regex.compile(r"[\p{Lu}][\p{L}\p{M}’'.\-]+")
_HANGUL = regex.compile(r"\p{Hangul}{2,4}")
_HAN = regex.compile(r"\p{Han}{2,4}|\p{Han}{1,2}[ 　]\p{Han}{1,3}")
_MIXED = regex.compile(r"\p{Han}{1,4}[ 　]?\p{Hiragana}{2,5}")
_JAPANESE = regex.compile(r"(?=.{0,13}[\p{Hiragana}\p{Katakana}])[\p{Han}\p{Hiragana}\p{Katakana}ー々・ 　]{2,14}")
_UNCASED = regex.compile(
    r"[\p{Arabic}\p{Hebrew}\p{Thai}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Georgian}\p{Armenian}\p{M} ]{4,40}"
)


def signed_names(text: str, *, sure: bool = False) -> tuple[str, ...]:
    """The names that a text gives; none where a part before the first name can be no name. `sure` says that the page
    calls the text somebody's name: then a pen name will do.

    >>> signed_names("Von Anna Berg und Lea Wagner, Berlin")
    ('Anna Berg', 'Lea Wagner')
    >>> signed_names("Harbour News | By Anna Berg")
    ('Anna Berg',)
    >>> signed_names("The harbour opens again")
    ()
    """
    pieces = _BESIDE.split(text.strip(" []［］"))[:3]
    labelled = [piece for piece in pieces if _LEAD.match(piece)]
    for piece in labelled or pieces:
        date = find_date(piece)
        bare = _LEAD.sub("", (piece[: date[1]] if date else piece).strip(" -–—·•,"), count=1)
        stop = _STOP.search(bare)
        if stop and not stop.start():
            continue
        bare = bare[: stop.start()] if stop else bare
        if names := _listed(bare.strip(" -–—·•,:："), sure):
            return names
    return ()


def unlabelled(text: str) -> str:
    """A text without the word before it that says that a name follows."""
    return _LEAD.sub("", text.strip(), count=1)


def _listed(text: str, sure: bool) -> tuple[str, ...]:
    names: list[str] = []
    for part in _AND.split(text):
        part = _ROLE_BEHIND.sub("", part.strip(" .·•-–—")).strip()
        if not part:
            continue
        if not is_person(part, sure=sure and not names):
            if not names:
                return ()
            break
        names.append(part)
    return tuple(dict.fromkeys(names))


def is_person(text: str, *, sure: bool = False) -> bool:
    """Whether a text can be one person's name."""
    if len(text) > LONGEST_NAME or len(text.split()) > MOST_WORDS + 2:
        return False
    if _CASED.fullmatch(text) or _MIXED.fullmatch(text) or _HANGUL.fullmatch(text) or is_name(text):
        return True
    return sure and any(form.fullmatch(text) for form in (_SINGLE, _HAN, _JAPANESE, _UNCASED))
