"""Lists of words as data files: `data/NAME.txt`, one word a line, sorted, below comments that say what they are."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
