"""Every example of every rule of every table: what a rule takes is named by it, what it must leave alone is not."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from newsclean import rules
from newsclean.rules import Rule, Table, either


def tables() -> list[tuple[str, Table]]:
    """All tables of all modules of rules, by the name under which their module has them."""
    modules = [import_module(f"newsclean.rules.{module.name}") for module in pkgutil.iter_modules(rules.__path__)]
    return [
        (f"{module.__name__.rpartition('.')[2]}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Table)
    ]


TABLES = tables()
RULES = [pytest.param(table, rule, id=f"{name}.{rule.name}") for name, table in TABLES for rule in table]
TAKES = [
    pytest.param(table, rule, example, id=f"{name}.{rule.name}-{example}")
    for name, table in TABLES
    for rule in table
    for example in rule.takes
]
LEAVES = [
    pytest.param(table, rule, example, id=f"{name}.{rule.name}-{example}")
    for name, table in TABLES
    for rule in table
    for example in rule.leaves
]


def test_there_are_tables() -> None:
    assert {name for name, _ in TABLES} >= {"newspaper.LEADS", "newspaper.CAPTIONS", "portal.PORTAL", "portal.TAILS"}


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_a_rule_has_examples_of_both_kinds(table: Table, rule: Rule) -> None:
    assert rule.takes
    assert rule.leaves


@pytest.mark.parametrize("name", sorted({name for name, _ in TABLES}))
def test_the_names_of_a_table_are_different(name: str) -> None:
    names = [rule.name for rule in dict(TABLES)[name]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("table", "rule", "example"), TAKES)
def test_a_rule_takes_its_examples(table: Table, rule: Rule, example: str) -> None:
    assert table.match(example) == rule.name


@pytest.mark.parametrize(("table", "rule", "example"), LEAVES)
def test_a_rule_leaves_its_counterexamples(table: Table, rule: Rule, example: str) -> None:
    assert table.match(example) != rule.name


def test_a_table_names_the_first_rule_that_takes_the_whole_text() -> None:
    table = Table(Rule("digits", r"\d+", takes=("1",)), Rule("word", r"(\w)(?P<rest>\w*)", takes=("a",)))
    assert table.match("12") == "digits"
    assert table.match("a2") == "word"
    assert table.match("12 a") is None
    assert [rule.name for rule in table] == ["digits", "word"]


def test_a_table_looks_for_its_words_first_and_for_what_a_line_opens_with() -> None:
    table = Table(Rule("call", r"(?:call|ring) \w+", takes=("call us",)), words="call |ring ", opens=True)
    assert [table.match(text) for text in ("Call us now", "RING us", "we call us", "recall")] == [
        "call",
        "call",
        None,
        None,
    ]


def test_either_prefers_the_longer_word_and_escapes() -> None:
    table = Table(Rule("word", either(["a", "a.b", "ab+"]) + "c?", takes=("a",)))
    assert [table.match(text) for text in ("a", "a.bc", "ab+", "axb", "abb")] == ["word", "word", "word", None, None]
