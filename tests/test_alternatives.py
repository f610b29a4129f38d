"""Nothing stands in a rule without an example: each alternative of its pattern and each word of its lists is removed in
turn, and some example of the rule must then fail.

The examples of a rule are those that it has itself (`takes`, `leaves`), a line for each word of its lists, made of the
example in the head of the list's file, and those of `tests/examples/TABLE.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from newsclean.patterns import Find, Rule, Table, expanded
from newsclean.rules.lists import FOLDER
from tests.alternatives import alternatives
from tests.test_rules import TABLES

EXAMPLES = Path(__file__).with_name("examples")
CUT_OUT = {"ocr_tools.MARKS"}
"""Tables whose matches are cut out of a line: there an example fails as well when less of it is found."""
RULES = [pytest.param(name, table, rule, id=f"{name}.{rule.name}") for name, table in TABLES for rule in table]


@cache
def further() -> dict[tuple[str, str], tuple[str, ...]]:
    """The examples of the files by table and rule."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in sorted(EXAMPLES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            rule, example = line.split("\t")
            found[path.stem, rule] = (*found.get((path.stem, rule), ()), example)
    return found


def takes(name: str, rule: Rule) -> Iterator[str]:
    """The examples of what a rule takes."""
    yield from rule.takes
    yield from further().get((name, rule.name), ())
    for words in rule.lists:
        if (FOLDER / f"{words.name}.txt").exists():
            yield from words.examples


def without(rule: Rule) -> Iterator[tuple[str, str]]:
    """Each alternative and each word of a rule, with the rule's pattern without it."""
    for alternative, pattern in alternatives(rule.pattern):
        yield alternative, expanded(pattern, rule.lists)
    for number, words in enumerate(rule.lists):
        if (FOLDER / f"{words.name}.txt").exists():
            for word in words.words:
                less = replace(words, words=tuple(other for other in words.words if other != word))
                yield word, expanded(rule.pattern, (*rule.lists[:number], less, *rule.lists[number + 1 :]))


def found(find: Find, text: str, whole: bool) -> str | None:
    """What a pattern finds in an example; that it finds something where the rest does not matter."""
    match = find(text)
    return None if match is None else match[0] if whole else ""


@pytest.mark.parametrize(("name", "table", "rule"), RULES)
def test_each_alternative_has_an_example_that_fails_without_it(name: str, table: Table, rule: Rule) -> None:
    find, whole = table.finder(rule.source), name in CUT_OUT
    examples = list(dict.fromkeys(takes(name, rule)))
    assert [table.match(example) for example in examples] == [rule.name] * len(examples)
    texts = [table.looked_at(example) for example in (*examples, *rule.leaves)]
    as_it_is = [found(find, text, whole) for text in texts]
    dead = []
    for part, pattern in without(rule):
        less = table.finder(pattern)
        if all(found(less, text, whole) == result for text, result in zip(texts, as_it_is, strict=True)):
            dead.append(part)
    assert not dead, f"no example of {name}.{rule.name} fails without {dead}"


def test_further_examples_are_those_of_rules_and_stand_once() -> None:
    rules = {(name, rule.name): rule for name, table in TABLES for rule in table}
    assert not further().keys() - rules.keys()
    for key, examples in further().items():
        assert len(set(examples)) == len(examples), key
        assert not set(examples) & set(rules[key].takes), key


def test_every_word_list_belongs_to_a_rule_and_says_where_it_comes_from() -> None:
    used = {words.name for _, table in TABLES for rule in table for words in rule.lists}
    for path in FOLDER.glob("*.txt"):
        assert path.stem in used, path
        lines = path.read_text("utf-8").splitlines()
        assert any(line.startswith("# Source: ") for line in lines), path
        assert any(line.startswith("# Example: ") and "{}" in line for line in lines), path
        words = [line for line in lines if not line.startswith("#")]
        assert words == sorted(set(words)), path
