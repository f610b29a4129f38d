"""Suggestions for mistyped command lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

COMMANDS = ("dedupe", "explain")
"""The words that are commands in first place."""
_CLOSE = 0.7
"""The least similarity (by difflib) of a word to a suggestion: `dedup` has 0.91, `explian` 0.86, `page` is below."""
_OTHERWISE = {
    "help": "newsclean --help",
    "version": "newsclean --version",
    "clean": "newsclean FILE",
    "run": "newsclean FILE",
    "ledger": "newsclean explain FILE",
    "show": "newsclean explain FILE",
    "duplicates": "newsclean dedupe FILE",
    "deduplicate": "newsclean dedupe FILE",
    "completion": "newsclean --print-completion SHELL",
}
"""Suggestions for words that are commands of other programs."""
_ELSEWHERE = {
    **dict.fromkeys(("--find", "--reason", "--role", "--full", "--color"), "explain"),
    **dict.fromkeys(("--duplicates", "--threshold", "--keep", "--index", "--memory"), "dedupe"),
}
"""Options that belong to a command, with that command."""
_WORD = re.compile(r"[a-z-]{3,20}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def mistaken(files: Sequence[str]) -> str | None:
    """A message if the first file name looks like a mistyped command or an address; else `None`."""
    for name in files:
        if _ADDRESS.fullmatch(name) and not os.path.lexists(name):
            return f"{name} is an address; newsclean does not download. Try: curl -s {name} | newsclean -"
    first = files[0] if files else ""
    if _WORD.fullmatch(first) is None or os.path.lexists(first):
        return None
    if first in _OTHERWISE:
        return f"no file is named {first}; did you mean: {_OTHERWISE[first]}"
    meant = closest(first, COMMANDS)
    return None if meant is None else f"no file is named {first}; did you mean: newsclean {meant}"


def unknown(option: str, options: Iterable[str]) -> str:
    """A suggestion for an unknown option, to be appended to its name."""
    meant = closest(option, options)
    if meant is not None:
        return f"; did you mean {meant}?"
    return f"; newsclean {_ELSEWHERE[option]} has it" if option in _ELSEWHERE else ""


def closest(word: str, words: Iterable[str]) -> str | None:
    """The most similar of some words, or `None` if none is similar enough.

    >>> closest("--fromat", ["--format", "--output"])
    '--format'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), n=1, cutoff=_CLOSE)), None)
