"""Rules as data: a name, a pattern, and examples of what it matches and what it rejects.

A table of rules compiles to one pattern, which tries the rules in order. One test runs every example of every table, so
a rule without examples, or with wrong ones, fails there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `pattern` must match a whole line (without white space at its ends). The name of a rule that removes
    lines is their reason in the ledger, and `meaning` is a short description of the reason.
    """

    name: str
    pattern: str
    takes: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    meaning: str = ""


HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007"
_HAN_IN_PATTERN = re.compile(r"(\\[^p]|\\p\{Han\}|\[\^?\]?|\])")


def expanded(pattern: str) -> str:
    r"""A pattern with `\p{Han}` expanded, for the standard library's `re`: on lines of real pages it matches the tables
    2 to 4 times as fast as `regex`."""
    inside = False
    parts: list[str] = []
    for part in _HAN_IN_PATTERN.split(pattern):
        if part == r"\p{Han}":
            parts.append(HAN if inside else f"[{HAN}]")
            continue
        inside = True if part[:1] == "[" and not inside else inside and part != "]"
        parts.append(part)
    return "".join(parts)


class Table:
    """An ordered table of rules; `match` returns the name of the first rule that matches a line. Rules match the whole
    line, or, with `anywhere` or `opens`, any part or the beginning of it, ignoring case. Lines of more than `longest`
    characters, or without any of the characters `needs` or the lower-case `words`, are rejected at once: these checks
    take a fifth of the time of the pattern. With `start`, only that many characters of a line are examined."""

    def __init__(
        self,
        *rules: Rule,
        longest: int = sys.maxsize,
        needs: str = "",
        words: str = "",
        anywhere: bool = False,
        opens: bool = False,
        start: int | None = None,
    ) -> None:
        self.rules = rules
        self.longest = longest
        self._needs = re.compile(f"[{re.escape(needs)}]") if needs else None
        self._words = re.compile("|".join(map(re.escape, words.split("|")))) if words else None
        self._start = start
        self._anywhere, self._opens = anywhere, opens

    @cached_property
    def _find(self) -> Callable[[str], re.Match[str] | None]:
        """Compile the pattern on first use: compiling all tables takes 60 ms, and a document needs only a few."""
        patterns = "|".join(f"(?P<r{i}>{expanded(rule.pattern)})" for i, rule in enumerate(self.rules))
        return self._finder(patterns if self.rules else "(?!)")

    def _finder(self, pattern: str) -> Callable[[str], re.Match[str] | None]:
        compiled = re.compile(pattern, re.IGNORECASE if self._anywhere or self._opens else 0)
        return compiled.search if self._anywhere else compiled.match if self._opens else compiled.fullmatch

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def match(self, text: str) -> str | None:
        """The name of the first rule that matches `text`."""
        if len(text) > self.longest or (self._needs and self._needs.search(text) is None):
            return None
        if self._words and self._words.search(text.lower()) is None:
            return None
        found = self._find(text if self._start is None else text[: self._start])
        return self.rules[int((found.lastgroup or "r0")[1:])].name if found else None

    def changed(self, off: Container[str], added: Sequence[Rule]) -> Table:
        """The table without the rules named in `off`, and with the rules `added` before the others."""
        return _Changed(self, [rule for rule in self.rules if rule.name not in off], added)


class _Changed(Table):
    """A table with user rules before the built-in ones.

    Each user rule is compiled as a separate pattern, so that its groups keep their numbers, and is tried on lines of
    any length: the quick checks of the built-in rules do not apply to it.
    """

    def __init__(self, table: Table, kept: Sequence[Rule], added: Sequence[Rule]) -> None:
        super().__init__(*kept, longest=table.longest, anywhere=table._anywhere, opens=table._opens, start=table._start)
        self._needs, self._words = table._needs, table._words
        self._added = [(rule.name, self._finder(expanded(rule.pattern))) for rule in added]

    def match(self, text: str) -> str | None:
        start = text if self._start is None else text[: self._start]
        return next((name for name, find in self._added if find(start)), None) or super().match(text)


def either(words: Iterable[str]) -> str:
    """A group that matches any of the words, longer ones first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
