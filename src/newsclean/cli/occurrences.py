"""Finds a text in a document, whatever the line breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from newsclean.language.characters import INVISIBLE
from newsclean.model import Span

_HYPHENS = "-\u2010\u00ad"
"""Hyphens, which are ignored, because a line end may have added them."""


def occurrences(text: str, words: str, among: Sequence[Span] | None = None) -> tuple[Span, ...]:
    """The ranges of `text` that match `words`, in order and without overlap. White space, hyphens, invisible
    characters, case and full or half width are ignored. With `among`, only these ranges are searched, as one text; a
    match that continues in another range is returned in parts.

    >>> occurrences("The light-\\nhouse, the LIGHTHOUSE", "lighthouse")
    ((4, 16), (22, 32))
    >>> occurrences("light [A picture.] house", "lighthouse", [(0, 5), (19, 24)])
    ((0, 5), (19, 24))
    """
    cache: dict[str, str] = {}
    wanted = "".join(_folded(character, cache) for character in words)
    if not wanted:
        return ()
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for part, (start, end) in enumerate(among or [(0, len(text))]):
        for at in range(start, end):
            if letter := _folded(text[at], cache):
                letters.append(letter)
                places.append((at, part))
    folded = "".join(letters)
    found = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        for _, letters_in_part in groupby(places[at:end], key=itemgetter(1)):
            stretch = [place for place, _ in letters_in_part]
            found.append((stretch[0], stretch[-1] + 1))
        at = folded.find(wanted, end)
    return tuple(sorted(found))


def _folded(character: str, cache: dict[str, str]) -> str:
    """The folded form of a character: one character, or none."""
    if character not in cache:
        letter = unicodedata.normalize("NFKC", character).casefold()
        letter = letter if len(letter) == 1 else character
        cache[character] = "" if letter.isspace() or letter in _HYPHENS or INVISIBLE.match(letter) else letter
    return cache[character]
