"""Rules as data: a name, a pattern, and examples of what it matches and what it rejects.

A table of rules compiles to one pattern, which tries the rules in order. One test runs every example of every
table, so a rule without examples, or with wrong ones, fails there; another removes each alternative of a pattern and
each word of a list in turn, so one without an example fails there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

Find = Callable[[str], re.Match[str] | None]
"""A pattern's `match`, `fullmatch` or `search`."""


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words in a data file. `example` is a line with `{}` in place of a word, which shows each of them."""

    name: str
    words: tuple[str, ...]
    example: str = "{}"

    @property
    def examples(self) -> tuple[str, ...]:
        """A line for each word, in the order of the words."""
        return tuple(self.example.replace("{}", word) for word in self.words)


@dataclass(frozen=True, slots=True)
class Rule:
    r"""One rule. `pattern` must match a whole line (white space at its ends aside); in it, `\L<name>` stands for any
    word of the one of `lists` with that name. The name of a rule that removes lines is their reason in the ledger, and
    `meaning` says in a few words what the reason stands for.
    """

    name: str
    pattern: str
    takes: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    meaning: str = ""
    lists: tuple[WordList, ...] = ()

    @property
    def source(self) -> str:
        """The pattern for the standard library's `re`."""
        return expanded(self.pattern, self.lists)


HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007"
_HAN_IN_PATTERN = re.compile(r"(\\[^p]|\\p\{Han\}|\[\^?\]?|\])")
_LIST_IN_PATTERN = re.compile(r"\\L<(\w+)>")


def expanded(pattern: str, lists: Iterable[WordList] = ()) -> str:
    r"""A pattern with `\p{Han}` and `\L<name>` written out, for the standard library's `re`: on the lines of real pages
    it matches the tables 2 to 4 times as fast as `regex` does."""
    words = {each.name: each.words for each in lists}
    if words:
        pattern = _LIST_IN_PATTERN.sub(lambda found: either(words[found[1]]), pattern)
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
    def _find(self) -> Find:
        """The pattern is compiled when a line is first held against it: that of all tables together takes 60 ms, and a
        document needs some of them.
        """
        patterns = "|".join(f"(?P<r{i}>{rule.source})" for i, rule in enumerate(self.rules))
        return self.finder(patterns if self.rules else "(?!)")

    def finder(self, pattern: str) -> Find:
        """How the table holds a pattern for `re` against what it looks at of a line."""
        compiled = re.compile(pattern, re.IGNORECASE if self._anywhere or self._opens else 0)
        return compiled.search if self._anywhere else compiled.match if self._opens else compiled.fullmatch

    def looked_at(self, text: str) -> str:
        """What the table looks at of a line: all of it, or its start."""
        return text if self._start is None else text[: self._start]

    def finders(self) -> Iterator[tuple[str, Find, int]]:
        """Every pattern that the table holds against a line, with a name and the length of the longest text that it is
        held against.
        """
        longest = min(self.longest, self._start or sys.maxsize)
        for rule in self.rules:
            yield rule.name, self.finder(rule.source), longest
        yield "all rules", self._find, longest
        for name, pattern in (("needs", self._needs), ("words", self._words)):
            if pattern is not None:
                yield name, pattern.search, self.longest

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def match(self, text: str) -> str | None:
        """The name of the first rule that matches `text`."""
        if len(text) > self.longest or (self._needs and self._needs.search(text) is None):
            return None
        if self._words and self._words.search(text.lower()) is None:
            return None
        found = self._find(self.looked_at(text))
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
        self._added = [(rule.name, self.finder(rule.source)) for rule in added]

    def match(self, text: str) -> str | None:
        start = self.looked_at(text)
        return next((name for name, find in self._added if find(start)), None) or super().match(text)

    def finders(self) -> Iterator[tuple[str, Find, int]]:
        yield from ((name, find, sys.maxsize) for name, find in self._added)
        yield from super().finders()


def either(words: Iterable[str]) -> str:
    """A group that matches any of the words, longer ones first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
