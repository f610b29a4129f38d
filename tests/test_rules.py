"""Every example of every rule of every table: what a rule takes is named by it, what it must leave alone is not."""

from __future__ import annotations

import pickle
import pkgutil
import re
from importlib import import_module

import pytest

import newsclean
from newsclean.patterns import Rule, Table, either
from newsclean.rules import portal
from newsclean.rules.ruleset import DEFAULT, OPEN, REMOVING, RuleError, ruleset


def tables() -> list[tuple[str, Table]]:
    """All tables of all modules, by the name under which the module that defines them has them."""
    names = [module.name for module in pkgutil.walk_packages(newsclean.__path__, "newsclean.")]
    homes = [
        name for name in names if name.startswith(("newsclean.language.", "newsclean.rules.", "newsclean.stages."))
    ]
    modules = [import_module(name) for name in homes]
    found: dict[int, tuple[str, Table]] = {}
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, Table) and name.isupper():
                found.setdefault(id(value), (f"{module.__name__.rpartition('.')[2]}.{name}", value))
    return list(found.values())


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
    assert {name for name, _ in TABLES} >= {"leads.LEADS", "newspaper.CAPTIONS", "portal.PORTAL", "portal_tails.TAILS"}


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_a_rule_has_examples_of_both_kinds(table: Table, rule: Rule) -> None:
    assert rule.takes
    assert rule.leaves


def test_a_meaning_stands_with_rules_that_remove_and_with_no_others() -> None:
    removing = [rule for name in REMOVING for rule in OPEN[name]]
    assert {rule.name for rule in removing if not rule.meaning} == {
        rule.name for rule in removing if rule.name.endswith("-foreign")
    }
    assert not [rule.name for _, table in TABLES for rule in table if rule.meaning and rule not in removing]


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


# Tables that a user has changed

READING_TIME = Rule(
    "reading-time",
    r"(?i)全文共?(\d)\1*字|[\p{Han}]{2}min",
    takes=("全文共1111字", "约七MIN"),
    leaves=("全文共1203字",),
)


def test_a_changed_table_lacks_what_is_off_and_tries_what_is_added_first() -> None:
    table = Table(
        Rule("word", r"\w+", takes=("a",)), Rule("digits", r"\d+", takes=("1",)), longest=5, needs="0123456789"
    )
    changed = table.changed({"word"}, [READING_TIME])
    assert [table.match(text) for text in ("a1", "12", "约七min")] == ["word", "word", None]
    assert [changed.match(text) for text in ("a1", "12", "约七min", "全文共1111字")] == [
        None,
        "digits",
        "reading-time",
        "reading-time",
    ]
    assert table.changed({"word", "digits"}, []).match("12") is None


def test_rules_without_changes_are_the_tables_themselves() -> None:
    assert ruleset((), ()) is DEFAULT
    assert DEFAULT.portal is portal.PORTAL


def test_the_same_changes_are_compiled_once() -> None:
    added = (("portal", (READING_TIME,)),)
    changed = ruleset(("share",), added)
    assert changed is ruleset(("share",), pickle.loads(pickle.dumps(added)))
    assert changed.own == {"reading-time"}
    assert [changed.portal.match(text) for text in ("分享到", "全文共1111字", "37评论")] == [
        None,
        "reading-time",
        "counter",
    ]
    assert changed.furniture.match("第3版") == "page-number"


def test_a_rule_that_is_switched_off_can_be_replaced() -> None:
    other = Rule("share", "甩给朋友", takes=("甩给朋友",))
    assert ruleset(("share",), (("portal", (other,)),)).portal.match("甩给朋友") == "share"


@pytest.mark.parametrize(
    ("off", "added", "message"),
    [
        (("shares",), {}, "no rule is named 'shares'; did you mean share?"),
        ((), {"portals": [READING_TIME]}, "no rules can be added to 'portals'; did you mean portal?"),
        ((), {"leads": [READING_TIME]}, "'leads'; there are captions, furniture, notices, portal, tails"),
        ((), {"portal": [READING_TIME], "tails": [READING_TIME]}, "two rules are named 'reading-time'"),
        ((), {"portal": [Rule("share", "x", takes=("x",))]}, "newsclean has a rule 'share' itself"),
        ((), {"portal": [Rule("mine", "(", takes=("x",))]}, "the pattern of the rule 'mine' is wrong: missing )"),
        ((), {"portal": [Rule("mine", "x", takes=())]}, "the rule 'mine' has no example"),
        ((), {"portal": [Rule("mine", "x", takes=("y",))]}, "the rule 'mine' does not take its example 'y'"),
        (
            (),
            {"portal": [Rule("mine", "x.?", takes=("x",), leaves=("xy",))]},
            "the rule 'mine' takes 'xy', which it must",
        ),
        ((), {"notices": [Rule("mine", "x?", takes=("x",))]}, "the rule 'mine' takes '', which it must leave"),
    ],
)
def test_changes_that_cannot_be_made_say_why(off: tuple[str, ...], added: dict[str, list[Rule]], message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        ruleset(off, tuple((name, tuple(rules)) for name, rules in added.items()))


def test_either_prefers_the_longer_word_and_escapes() -> None:
    table = Table(Rule("word", either(["a", "a.b", "ab+"]) + "c?", takes=("a",)))
    assert [table.match(text) for text in ("a", "a.bc", "ab+", "axb", "abb")] == ["word", "word", "word", None, None]
