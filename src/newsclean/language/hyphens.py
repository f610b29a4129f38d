"""Hyphens at line ends: does the word go on without it, or does the hyphen belong to it?"""

from __future__ import annotations

from functools import cache

import regex

from newsclean.language.words import words

# First parts that English sets off by a hyphen whatever stands behind them, where no word of the list comes out
# (short-age), and that hardly a word is broken behind.
PREFIXES = frozenset(
    "self well non vice quasi half cross then much low high long short full one two three four five seven eight eleven"
    " twelve twenty thirty forty fifty sixty seventy eighty ninety double triple single large small hard slow deep wide"
    " first second third micro mini mega multi anti semi post"
    " ex co pre pro mid anglo sino afro euro indo bio eco geo neo electro ultra re".split()
)
# Prepositions begin more words that have grown together (in-side, over-seas) than compounds.
PREPOSITIONS = frozenset("in on off out over under up down by".split())
_BEHIND_PREPOSITION = frozenset(
    "person house depth site duty season peak campus air demand line limits state budget market election laws"
    " and of to the the-record".split()
)
# Words that no compound begins with: with-out, any-thing, what-ever, them-selves.
NEVER_FIRST = frozenset(
    "a an the i it he she we who what which how where when why with can be un dis for to as at is was him her them our"
    " your my there here through any some every no such".split()
)
# Second parts of compounds whose first part may be a word that no list has.
LASTS = frozenset(
    "based backed defined driven funded oriented looking powered sponsored friendly haul tenth like century speaking"
    " resistant related induced dependent specific style positive negative born made owned shaped sized producing led"
    " controlled linked inspired trained educated language era".split()
)
# Endings that are words too, or nearly; behind a word they make another, which no list has: fund-able.
_ENDING = regex.compile(
    r"(?:able|ably|age|al|ally|an|ance|ant|ation|dom|ed|en|ence|ent|er|ers|es|est|ful|fully|hood|ian|ibly|ible|ic|ied"
    r"|ier|ies|iest|ify|ily|ing|ings|ion|ions|ish|ism|ist|ists|ity|ive|ize|ized|less|lessly|ly|ment|ments|ness|or|ors"
    r"|ous|ship|ships|th|tion|tions|ty|ward|wards|y)"
)
# Parts of two letters that are words; a word breaks behind more others (as-sume, me-dia) than compounds have them.
SHORT = frozenset("by co ex go in no of on so to tv up".split())
# Words between two that share a part: hand- and machine-made.
SUSPENDS = frozenset("and or to nor".split())
_PART = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")


@cache
def _words() -> frozenset[str]:
    """The list of English words; read where a line ends with a hyphen, which spares others 30 ms."""
    return words("english_words")


@cache
def _compounds() -> frozenset[str]:
    """Compounds that keep their hyphen although the list has them as one word, or parts of them as endings."""
    return words("english_compounds") | words("news_compounds")


def is_soft(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether the hyphen between two parts of a word is the printer's. `vocabulary` holds the document's words in
    lower case: the word as a whole decides where it stands elsewhere, with the hyphen or without. The list of words
    decides next. Of two words that no word is known to be made of (`right-wing`) the hyphen stays.

    >>> is_soft("partici", "pants", frozenset()), is_soft("in", "person", frozenset())
    (True, False)
    >>> is_soft("note", "book", frozenset({"note-book"}))
    False
    """
    left, right = left.lower(), right.lower().rstrip("'’")
    if left + right in vocabulary:
        return True
    if f"{left}-{right}" in vocabulary or len(left) == 1 or not (_PART.fullmatch(left) and _PART.fullmatch(right)):
        return False
    if (left in PREPOSITIONS and right in _BEHIND_PREPOSITION) or f"{left}-{right.removesuffix('s')}" in _compounds():
        return False
    if _is_known(left + right):
        return True
    if left in PREFIXES:
        return _ENDING.fullmatch(right) is not None
    if (right in LASTS and len(left) > 3) or (left[-1] == right[0] and left[-1] in "aeiou"):
        return False
    if left in NEVER_FIRST or _ENDING.fullmatch(right):
        return True
    return not (_is_word(left, vocabulary) and _is_word(right, vocabulary))


def suspends(left: str, right: str) -> bool:
    """Whether a hyphen stands for a part that comes later: hand- and machine-made.

    >>> suspends("hand", "and"), suspends("br", "and")
    (True, False)
    """
    left = left.lower()
    return right in SUSPENDS and not _is_known(left + right) and (left in PREFIXES or _is_word(left, frozenset()))


def _is_known(word: str) -> bool:
    """Whether the list has a word, or one that it is a form of."""
    known = _words()
    return word in known or any(
        word.endswith(ending) and len(word) > len(ending) + 2 and word[: -len(ending)] + rest in known
        for ending, rest in _FORMS
    )


_FORMS = tuple(form.split("/") for form in "s/ es/ ed/ ed/e ing/ ing/e 's/ ’s/ ly/ ness/ ied/y ies/y".split())
_DOUBLED = regex.compile(r"(?P<stem>[a-z]+([b-df-hj-np-tv-z]))\2(?:ed|ing)")


def _is_word(part: str, vocabulary: frozenset[str]) -> bool:
    if len(part) < 3:
        return part in SHORT
    doubled = _DOUBLED.fullmatch(part)
    return part in vocabulary or _is_known(part) or (doubled is not None and doubled["stem"] in _words())
