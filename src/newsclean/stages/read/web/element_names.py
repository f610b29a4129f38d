"""The words in the names of a page's elements that say what an element is for."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.rules.web import NAME_WORDS, STEMS

_ROLES = frozenset("article main nav footer aside header form table ul ol figure li".split())
_NAME, _LOWER = re.compile(r"[A-Z]?[a-z]+|[A-Z]+"), re.compile(r"[a-z]+")
_LAYOUT = frozenset({"relative", "relatively", "shared"})
"""Words that say how an element is laid out, and not what it holds, though a stem is in them."""
# What a tool makes up for a class or an id: css-1ad3, sc-bdVaJa, ad6ed79d-0b4c. Letters in it are no words.
_HASH = re.compile(r"(?<![A-Za-z0-9])(?:(?:css|sc|jsx|emotion|jss)-?[A-Za-z0-9]+|[A-Za-z]*\d+[A-Za-z][A-Za-z0-9]*)")
_STEM = re.compile("|".join(STEMS))
_KNOWN = {f"{word}s": word for word in NAME_WORDS} | {word: word for word in NAME_WORDS}


@lru_cache(maxsize=8192)
def own_words(tag: str, names: str) -> frozenset[str]:
    """The words in an element's names that say what it is for, and its tag where that says so."""
    return _words(names) | {f"<{tag}>"} if tag in _ROLES else _words(names)


@lru_cache(maxsize=8192)
def _words(names: str) -> frozenset[str]:
    found = set()
    names = _HASH.sub(" ", names)
    for word in (_LOWER if names.islower() else _NAME).findall(names):
        word = word.lower()
        if known := _KNOWN.get(word):
            found.add(known)
        elif _STEM.search(word) and word not in _LAYOUT:
            found.update([stem for stem in STEMS if stem in word])
    return frozenset(found)
