"""The tables that a user may change, as one value: rules switched off by name, and rules of the user's own.

What is not here stays as it is: rules on which the structure of stories hangs (leads, bylines, sentences), those that
are evidence with a fitted weight (the signs of web pages), and those that only name why what is no story's went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsclean.patterns import Rule, Table
from newsclean.rules import newspaper, portal, portal_tails, web

Added = tuple[tuple[str, tuple[Rule, ...]], ...]
"""Rules of a user by the table that they are added to."""


class RuleError(ValueError):
    """A rule that cannot be added, or a name of none; the message says which one and why, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """The tables for one run. `off` are the names of rules that are switched off, `own` those of the user's rules."""

    tails: Table = portal_tails.TAILS
    portal: Table = portal.PORTAL
    furniture: Table = newspaper.FURNITURE
    captions: Table = newspaper.CAPTIONS
    notices: Table = web.NOTICES
    off: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


DEFAULT = Ruleset()

OPEN: Mapping[str, Table] = {
    name: getattr(DEFAULT, name) for name in ("portal", "tails", "furniture", "captions", "notices")
}
"""The tables to which rules can be added, by name."""

REMOVING = ("portal", "tails", "furniture")
"""Those whose rules remove lines: the name of such a rule is a reason in the ledger."""

_NAMESAKE = "-foreign"
"""Ends the name of a rule that removes in other languages what the rule without this ending removes in Chinese."""


def removal_meanings() -> dict[str, str]:
    """Every reason that a rule gives, with its meaning."""
    rules = {rule.name: rule.meaning for name in REMOVING for rule in OPEN[name]}
    return {name: meaning or rules.get(name.removesuffix(_NAMESAKE), "") for name, meaning in rules.items()}


NAMES = frozenset(rule.name for table in OPEN.values() for rule in table)
"""The rules that can be switched off."""


@lru_cache(maxsize=16)
def ruleset(off: tuple[str, ...], added: Added) -> Ruleset:
    """The tables without the rules named in `off` and with those of `added`. The same value for the same names and
    rules, so that a process compiles them once, not for each document. Raises RuleError.
    """
    if not off and not added:
        return DEFAULT
    rules = dict(added)
    own = [rule.name for each in rules.values() for rule in each]
    for name in off:
        if name not in NAMES:
            raise RuleError(f"no rule is named {name!r}{nearest(name, NAMES)}")
    for name in own:
        if own.count(name) > 1:
            raise RuleError(f"two rules are named {name!r}")
        if name in NAMES and name not in off:
            raise RuleError(f"newsclean has a rule {name!r} itself; switch that off, or name yours otherwise")
    for name, each in rules.items():
        if name not in OPEN:
            raise RuleError(f"no rules can be added to {name!r}{nearest(name, OPEN)}")
        for rule in each:
            _check(OPEN[name], rule)
    tables = {name: getattr(DEFAULT, name).changed(off, rules.get(name, ())) for name in OPEN}
    return Ruleset(**tables, off=frozenset(off), own=frozenset(own))


def _check(table: Table, rule: Rule) -> None:
    """Raise where a rule does not do what its examples say."""
    try:
        alone = table.changed([other.name for other in table], [rule])
    except re.error as error:
        raise RuleError(f"the pattern of the rule {rule.name!r} is wrong: {error}") from None
    if not rule.takes:
        raise RuleError(f"the rule {rule.name!r} has no example of what it takes")
    for example in rule.takes:
        if alone.match(example) is None:
            raise RuleError(f"the rule {rule.name!r} does not take its example {example!r}")
    for example in ("", *rule.leaves):
        if alone.match(example) is not None:
            raise RuleError(f"the rule {rule.name!r} takes {example!r}, which it must leave")


def nearest(name: str, known: Iterable[str]) -> str:
    """What a name that is not known can have meant, or all that it could be, as the end of a message."""
    from difflib import get_close_matches

    found = get_close_matches(name, known, n=1)
    return f"; did you mean {found[0]}?" if found else f"; there are {', '.join(sorted(known))}"
