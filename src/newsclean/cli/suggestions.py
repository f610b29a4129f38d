"""What somebody meant who typed a command line that cannot be."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

COMMANDS = ("dedupe", "explain")
"""The words that are commands where they come first."""
_CLOSE = 0.7
"""The least similarity, as difflib counts it, of a word to the one that was meant: `dedup` has 0.91, `explian` 0.86,
and `page` none of it."""
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
"""Words that other programs have as commands."""
_ELSEWHERE = {
    **dict.fromkeys(("--find", "--reason", "--role", "--full", "--color"), "explain"),
    **dict.fromkeys(("--duplicates", "--threshold", "--keep", "--index", "--memory"), "dedupe"),
}
"""Options of commands that somebody may look for without one."""
_WORD = re.compile(r"[a-z-]{3,20}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def mistaken(files: Sequence[str]) -> str | None:
    """What is wrong with names of files that cannot be meant as such; `None` where nothing is."""
    for name in files:
        if _ADDRESS.fullmatch(name) and not os.path.lexists(name):
            return f"{name} is an address, and newsclean fetches nothing; try: curl -s {name} | newsclean -"
    first = files[0] if files else ""
    if _WORD.fullmatch(first) is None or os.path.lexists(first):
        return None
    if first in _OTHERWISE:
        return f"no file is named {first}; did you mean: {_OTHERWISE[first]}"
    meant = closest(first, COMMANDS)
    return None if meant is None else f"no file is named {first}; did you mean: newsclean {meant}"


def unknown(option: str, options: Iterable[str]) -> str:
    """What to say of an option that is none of a command's, to be put behind its name."""
    meant = closest(option, options)
    if meant is not None:
        return f"; did you mean {meant}?"
    return f"; newsclean {_ELSEWHERE[option]} has it" if option in _ELSEWHERE else ""


def closest(word: str, words: Iterable[str]) -> str | None:
    """That of some words which another one is a misspelling of.

    >>> closest("--fromat", ["--format", "--output"])
    '--format'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), n=1, cutoff=_CLOSE)), None)
