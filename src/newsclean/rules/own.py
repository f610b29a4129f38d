"""Rules of a user's own: from a configuration, a module, a file of Python, or an installed package's entry point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import Any

from newsclean.patterns import Rule
from newsclean.rules.ruleset import Added, RuleError

GROUP = "newsclean.rules"
"""The entry points of installed packages that bring rules. Nothing is used that no option names."""
HOOK = "RULES"
"""What a module calls its rules: a mapping from the names of tables to lists of rules."""
_KEYS = frozenset({"name", "pattern", "takes", "leaves", "meaning"})


def collected(given: Mapping[str, Sequence[Any]] | Added, sources: Iterable[str]) -> Added:
    """The rules that are given, and those of sources, by the table that each is added to. Raises RuleError."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rules in (dict(given), *map(_loaded, sources)):
        for table, each in rules.items():
            found[table] = (*found.get(table, ()), *_rules(table, each))
    return tuple(found.items())


def _loaded(source: str) -> dict[str, Any]:
    """The rules of one source: a file of Python, else an entry point of that name, else a module."""
    try:
        rules = _object(source)
    except Exception as error:  # it is the user's code, and can raise anything
        raise RuleError(f"the rules of {source} cannot be loaded: {type(error).__name__}: {error}") from error
    if not isinstance(rules, Mapping):
        raise RuleError(f"the rules of {source} are no mapping from tables to lists of rules")
    return dict(rules)


def _object(source: str) -> Any:
    from importlib.metadata import entry_points
    from runpy import run_path

    if source.endswith(".py"):
        return run_path(source).get(HOOK)
    installed = entry_points(group=GROUP, name=source)
    found = next(iter(installed)).load() if installed else import_module(source)
    return getattr(found, HOOK, None) if isinstance(found, ModuleType) else found


def _rules(table: Any, each: Any) -> list[Rule]:
    if not isinstance(table, str) or isinstance(each, str | Mapping) or not isinstance(each, Iterable):
        raise RuleError(f"the rules of {table!r} are no list")
    return [
        replace(_rule(table, {key: getattr(rule, key) for key in _KEYS}), lists=rule.lists)
        if isinstance(rule, Rule)
        else _rule(table, rule)
        for rule in each
    ]


def _rule(table: str, said: Any) -> Rule:
    """A rule from what a configuration says, with the names of the fields of `Rule`."""
    if not isinstance(said, Mapping) or not {"name", "pattern"} <= said.keys() <= _KEYS:
        raise RuleError(f"a rule of {table!r} must have a name, a pattern, and examples that it takes and leaves")
    texts = (said["name"], said["pattern"], said.get("meaning", ""))
    examples = [said.get(key, ()) for key in ("takes", "leaves")]
    if not all(isinstance(text, str) for text in texts) or not all(map(_is_texts, examples)):
        raise RuleError(f"a rule of {table!r} needs texts, and lists of texts as its examples: {said['name']!r}")
    name, pattern, meaning = texts
    takes, leaves = map(tuple, examples)
    return Rule(name, pattern, takes, leaves, meaning)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)
