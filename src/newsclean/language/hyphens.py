"""Hyphens at line ends: does the word go on without it, or does the hyphen belong to it?"""

from __future__ import annotations

import regex

# First parts that English sets off by a hyphen whatever stands behind them, and that hardly a word is broken behind:
# what goes on such a word is an ending (low-er), or a second part that has grown together with it (short-age).
PREFIXES = frozenset(
    "self well non vice quasi half cross then much low high long short full one two three four five seven eight eleven"
    " twelve twenty thirty forty fifty sixty seventy eighty ninety double triple single large small hard slow deep wide"
    " first second third micro mini mega multi anti semi post".split()
)
_GROWN = regex.compile(
    r"(?:er|est|ly|ness|en|ish|ful|less|y|ty|teen|th|fold|self|selves|land|light|way|hand|cut|fall|coming|ship|ware"
    r"|time|spread|road|word|walk|bow|age|ing|ed|pox|ton|ary|ence|ient|itude|i?ties|erior|ible|cal|man|men|pone|ure"
    r"|card|script|graph|phone|scope|sense|chalant|theless|arian|roy|yard|way|tude)(?:s|en|ed|er|ing|ly|ness|less)?"
)
# Prepositions begin more words that have grown together (in-side, over-seas) than compounds.
PREPOSITIONS = frozenset("in on off out over under up down by".split())
_BEHIND_PREPOSITION = frozenset(
    "person house depth site duty season peak campus air demand line limits state budget market election laws"
    " and of to the the-record".split()
)
# Parts of hyphened compounds. A hyphen belongs to a word when both parts are words, here or in the document; of
# partici-pants or pub-lished at most one is.
FIRSTS = frozenset(
    "part six nine ten ex mid all so ever hundred last early late new old near far fast soft open close big right left"
    " front back top state city county town school"
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
# Words that no compound begins with: with-out, any-thing, what-ever, them-selves.
NEVER_FIRST = frozenset(
    "a an the i it he she we who what which how where when why with can be re un dis for to as at is was him her them our"
    " your my there here through any some every no such".split()
)
# And participles that only a compound ends with.
LASTS = frozenset("based backed defined driven funded oriented looking powered sponsored friendly haul tenth".split())
_PART = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")


def is_soft(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether the hyphen between two parts of a word is the printer's. `vocabulary` holds the document's words in
    lower case: the word as a whole decides where it stands elsewhere, with the hyphen or without.

    >>> is_soft("partici", "pants", frozenset()), is_soft("in", "person", frozenset())
    (True, False)
    >>> is_soft("note", "book", frozenset({"note-book"}))
    False
    """
    left, right = left.lower(), right.lower().rstrip("'’")
    if left + right in vocabulary:
        return True
    if f"{left}-{right}" in vocabulary or not (_PART.fullmatch(left) and _PART.fullmatch(right)):
        return False
    if left in NEVER_FIRST:
        return True
    if right in LASTS and len(left) > 3:
        return False
    if left in PREFIXES:
        return _GROWN.fullmatch(right) is not None
    if left in PREPOSITIONS:
        return right not in _BEHIND_PREPOSITION
    return not (_is_word(left, vocabulary) and _is_word(right, vocabulary))


def _is_word(part: str, vocabulary: frozenset[str]) -> bool:
    """Whether a part is a word, in one of its forms."""
    forms = (part, part + "s", part.removesuffix("s"), part.removesuffix("ed"), part.removesuffix("ing"))
    return part in FIRSTS or part in SECONDS or (len(part) > 1 and any(form in vocabulary for form in forms))
