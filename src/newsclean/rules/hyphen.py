"""Hyphens at line ends: does the word go on without it, or does the hyphen belong to it?"""

from __future__ import annotations

import regex

# Prefixes that English sets off by a hyphen, and parts of its hyphened compounds. A hyphen belongs to a word when both
# parts are words, here or in the document; of partici-pants or pub-lished at most one is.
PREFIXES = frozenset("self well non vice ex quasi mid half all cross then ever so much".split())
FIRSTS = frozenset(
    "high low long short full part post semi multi anti in on off out over under up down by two three four"
    " five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred one first second third last early late all new old near far fast slow hard soft open close"
    " double single triple large small big wide deep right left front back top state city county town school"
    " work home hand face foot time year month week day end world land sea air water fire wind sun oil gas"
    " coal steel wood paper cost price tax rent profit job life ready man woman people child family government"
    " community user customer quarter mile decade century so north south east west anglo sino afro euro bio"
    " eco geo neo quasi ultra still much best better ill free data computer machine battery solar award record"
    " case check cease break build clean cut drop follow get go keep lay let lock make pay pick play put run"
    " set show shut sign sit spin stand start step stop take tie trade turn wake warm".split()
)
SECONDS = frozenset(
    "year years old day days hour hours minute month months week weeks mile miles foot feet meter metre inch"
    " acre ton tonne pound based wide term time scale level style size quality speed rate rise risk income"
    " class school grade person people led run owned made built held known paid related friendly free like"
    " long sized ranking profile away back down in off on out over up through to of the and profit earning"
    " winning making taking saving breaking elect general president chief minister mayor line range end half"
    " third quarter thirds round story storey bedroom seat percent dollar cent page part way ahead backed born"
    " bound called covered designed driven edged eyed faced filled fired funded looking minded needed oriented"
    " powered ready rich scented seated sponsored standing tech timer trained".split()
)
_PART = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")


def is_soft(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether the hyphen between two parts of a word is the printer's. `vocabulary` holds the document's words in
    lower case: the word as a whole decides where it stands elsewhere, with the hyphen or without.

    >>> is_soft("partici", "pants", frozenset()), is_soft("in", "person", frozenset())
    (True, False)
    >>> is_soft("note", "book", frozenset({"note-book"}))
    False
    """
    left, right = left.lower(), right.lower()
    if left + right in vocabulary:
        return True
    if f"{left}-{right}" in vocabulary or not (_PART.fullmatch(left) and _PART.fullmatch(right)):
        return False
    return left not in PREFIXES and not (_is_word(left, vocabulary) and _is_word(right, vocabulary))


def _is_word(part: str, vocabulary: frozenset[str]) -> bool:
    return part in vocabulary or part in FIRSTS or part in SECONDS
