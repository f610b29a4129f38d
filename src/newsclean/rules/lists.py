"""The word lists of the rules, `data/NAME.txt`, each with the example that shows its words."""

from __future__ import annotations

from pathlib import Path

from newsclean.language.words import word_list
from newsclean.patterns import WordList

FOLDER = Path(__file__).with_name("data")


def lists(*names: str) -> tuple[WordList, ...]:
    """Lists by name, for a rule whose pattern says `\\L<name>`."""
    return tuple(word_list(name, FOLDER) for name in names)
