"""Lists of words as data files: `data/NAME.txt`, one word a line, sorted, below comments that say what they are, where
they come from, and how an example of each word looks (`# Example: …{}…`).
"""

from __future__ import annotations

from pathlib import Path

from newsclean.patterns import WordList

_FOLDER = Path(__file__).with_name("data")
_EXAMPLE = "# Example: "


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(word_list(name).words)


def word_list(name: str, folder: Path = _FOLDER) -> WordList:
    """A list with the example that its file gives."""
    lines = (folder / f"{name}.txt").read_text("utf-8").splitlines()
    example = next((line.removeprefix(_EXAMPLE) for line in lines if line.startswith(_EXAMPLE)), "{}")
    return WordList(name, tuple(line for line in lines if line and not line.startswith("#")), example)
