"""Rules as data: a name, a pattern, and examples of what it takes and what it must leave alone.

A table of rules compiles to one pattern, tried in the order of the table. One test runs every example of every
table, so a rule without examples, or with wrong ones, fails there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `pattern` must match a whole line (white space at its ends aside)."""

    name: str
    pattern: str
    takes: tuple[str, ...]
    leaves: tuple[str, ...] = ()


class Table:
    """An ordered table of rules; `match` names the first rule that takes a line. A line of more than `longest`
    characters, or without any of the characters `needs`, is taken by none of them."""

    def __init__(self, *rules: Rule, longest: int = sys.maxsize, needs: str = "") -> None:
        self.rules = rules
        self.longest = longest
        self._needs = regex.compile(f"[{regex.escape(needs)}]") if needs else None
        self._pattern = regex.compile("|".join(f"(?P<r{i}>{rule.pattern})" for i, rule in enumerate(rules)))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def match(self, text: str) -> str | None:
        """The name of the first rule that takes the whole of `text`."""
        if len(text) > self.longest or (self._needs and self._needs.search(text) is None):
            return None
        found = self._pattern.fullmatch(text)
        return self.rules[int((found.lastgroup or "r0")[1:])].name if found else None


def either(words: Iterable[str]) -> str:
    """A group that matches any of the words; longer ones first."""
    return "(?:" + "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
