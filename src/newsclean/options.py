"""The options of a run: one value with a field for each option, from Python or from a TOML file with the same names."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import InitVar, dataclass, replace
from importlib.util import find_spec
from typing import Any, get_args

from newsclean.language.normalization import NORMALIZATIONS
from newsclean.model import Layout
from newsclean.patterns import Rule
from newsclean.rules.own import collected
from newsclean.rules.ruleset import Added, RuleError, Ruleset, nearest, ruleset

COMMAND = "command"
"""The table of a file that belongs to the command line and is not an option of `newsclean.clean`."""
LAYOUTS: tuple[str, ...] = get_args(Layout)


class OptionsError(ValueError, LookupError):
    """An unknown option, or a wrong value for one; the message names it, on one line."""


def _check(name: str, value: Any, given_name: str | None = None) -> None:
    """Raise OptionsError if a value is not valid for an option; `given_name` is the name that the user gave."""
    is_valid, must_be = _CHECKS[name]
    if not is_valid(value):
        raise OptionsError(f"{given_name or name} must be {must_be}, not {value!r}")


def _is_encoding(value: Any) -> bool:
    if not isinstance(value, str):
        return value is None
    try:
        b"0000".decode(value)
    except UnicodeDecodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)


def _are_pairs(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(pair, tuple) and len(pair) == 2 for pair in value)


_CHECKS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "encoding": (_is_encoding, "the name of an encoding"),
    "repair_mojibake": (_is_bool, "true or false"),
    "layout": (lambda value: value is None or value in LAYOUTS, f"one of {', '.join(LAYOUTS)}"),
    "collapse": (_is_bool, "true or false"),
    "link": (_is_bool, "true or false"),
    "link_certainty": (
        lambda value: isinstance(value, int | float) and not _is_bool(value) and 0 <= value <= 1,
        "a number from 0 to 1",
    ),
    "jieba": (lambda value: value is None or _is_bool(value), "true or false"),
    "single": (_is_bool, "true or false"),
    "untangle": (_is_bool, "true or false"),
    "normalize": (_are_texts, "a list of names of normalisations"),
    "rules_off": (_are_texts, "a list of names of rules"),
    "rules": (
        lambda value: isinstance(value, Mapping) or _are_pairs(value),
        "rules by the table that each is added to",
    ),
    "rules_from": (_are_texts, "a list of modules, files of Python or entry points"),
}
"""For each option, the check of its value, and a description of valid values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of `newsclean.clean` and of the command. Raises OptionsError, a ValueError.

    `encoding`, `repair_mojibake`, `jieba` and `normalize` are those of `newsclean.clean`. `layout` sets the layout of a
    document instead of detecting it. `collapse` (removal of repeats), `link` (joining of cut sentences, with at least
    the certainty `link_certainty`, 0 to 1) and `untangle` (moving paragraphs to the right article) can be switched off.
    With `single`, a document is one article.

    `rules_off` names rules to disable. `rules` are user rules, by the table to which they are added; those of
    `rules_from` (modules, Python files, entry points of the group `newsclean.rules`) are read once, here, and follow
    them.
    """

    encoding: str | None = None
    repair_mojibake: bool = False
    layout: Layout | None = None
    collapse: bool = True
    link: bool = True
    link_certainty: float = 0.0
    jieba: bool | None = None
    single: bool = False
    untangle: bool = True
    normalize: Sequence[str] = ()
    rules_off: Sequence[str] = ()
    rules: Mapping[str, Sequence[Rule]] | Added = ()
    rules_from: InitVar[Sequence[str]] = ()

    def __post_init__(self, rules_from: Sequence[str]) -> None:
        for name in _CHECKS:
            _check(name, rules_from if name == "rules_from" else getattr(self, name))
        for name in self.normalize:
            if name not in NORMALIZATIONS:
                raise OptionsError(f"no normalisation is named {name!r}; there are {', '.join(NORMALIZATIONS)}")
        object.__setattr__(self, "normalize", tuple(self.normalize))
        object.__setattr__(self, "rules_off", tuple(self.rules_off))
        try:
            object.__setattr__(self, "rules", collected(self.rules, rules_from))
            ruleset(self.rules_off, self.rules)
        except RuleError as error:
            raise OptionsError(str(error)) from error

    @property
    def ruleset(self) -> Ruleset:
        """The tables of rules as changed by these options, compiled once in a process."""
        return ruleset(self.rules_off, self.rules)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], *, folder: str | os.PathLike[str] = "") -> Options:
        """The options in a mapping whose keys are the names of fields, with `_` or `-`. Paths of Python files in
        `rules_from` are relative to `folder`."""
        given: dict[str, Any] = {}
        for key, value in values.items():
            name = str(key).replace("-", "_")
            if name == COMMAND:
                continue
            if name not in _CHECKS:
                known = [known.replace("_", "-") for known in _CHECKS]
                raise OptionsError(f"there is no option {key!r}{nearest(name.replace('_', '-'), known)}")
            _check(name, value, key)
            given[name] = value
        files = [os.path.join(folder, name) if name.endswith(".py") else name for name in given.get("rules_from", ())]
        return cls(**given | {"rules_from": files})

    @classmethod
    def from_toml(cls, path: str | os.PathLike[str]) -> Options:
        """The options in a TOML file: its table `[tool.newsclean]`, or its top level if it has no table `[tool]`.
        Raises OSError if it cannot be read."""
        try:
            return cls.from_dict(section(path), folder=os.path.dirname(os.fspath(path)))
        except OptionsError as error:
            raise OptionsError(f"{os.fspath(path)}: {error}") from error


def overruled(options: Options | None, named: Mapping[str, Any]) -> Options:
    """The options, overridden by those in `named` that are not `None`."""
    given = {name: value for name, value in named.items() if value is not None}
    return replace(options or DEFAULT, **given) if given else options or DEFAULT


DEFAULT = Options()


def section(path: str | os.PathLike[str]) -> Mapping[str, Any]:
    """The table with options in a TOML file."""
    import tomllib

    with open(path, "rb") as file:
        try:
            values = tomllib.load(file)
        except ValueError as error:
            raise OptionsError(f"not valid TOML: {error}") from error
    found = values["tool"].get("newsclean") if isinstance(values.get("tool"), Mapping) else values
    if not isinstance(found, Mapping):
        raise OptionsError("it has no table [tool.newsclean]")
    return found


def require_jieba() -> None:
    """Raise ModuleNotFoundError if jieba is not installed."""
    if find_spec("jieba") is None:
        raise ModuleNotFoundError("jieba is not installed; install it with: pip install 'newsclean[zh]'", name="jieba")
