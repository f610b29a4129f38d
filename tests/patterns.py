"""Every pattern that newsclean holds, found by looking: in all that its modules hold, and in the source of its functions."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType, ModuleType
from typing import Any

import regex

import newsclean
from newsclean.patterns import Table

SOURCE = Path(newsclean.__file__).parent
ENGINES = ("re", "regex")
ASKS = {"match": "match", "fullmatch": "fullmatch", "search": "search"} | dict.fromkeys(
    ("sub", "subn", "split", "splititer", "findall", "finditer"), "finditer"
)
"""How a pattern can be held against a text, and the call that tries all that it does."""
ANY = frozenset({"match", "fullmatch", "search"})
"""How a pattern is tried where the source does not say by its name how it is asked."""
OF_TABLES = ("Table", "_Changed")
"""Classes whose patterns are found in their instances."""


@dataclass(frozen=True, slots=True)
class Held:
    """A pattern, where it stands, how it is asked, and the length of the longest text that it is asked about."""

    place: str
    pattern: Any
    asks: frozenset[str]
    longest: int = sys.maxsize

    @property
    def key(self) -> tuple[str, str, int]:
        engine = "regex" if isinstance(self.pattern, regex.Pattern) else "re"
        return engine, repr(self.pattern.pattern), int(self.pattern.flags)

    @property
    def source(self) -> str:
        """The pattern as text, with the words of its named lists written out."""
        source = self.pattern.pattern
        text = source.decode("latin-1") if isinstance(source, bytes) else str(source)
        for name, words in getattr(self.pattern, "named_lists", {}).items():
            text = text.replace(rf"\L<{name}>", f"(?:{'|'.join(map(re.escape, sorted(words)))})")
        return text


def modules() -> Iterator[ModuleType]:
    """All modules of newsclean but those that need a library which is not installed; `tree_of` reads those too."""
    for found in pkgutil.walk_packages(newsclean.__path__, "newsclean.", onerror=lambda name: None):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield import_module(found.name)
        except ImportError as error:
            if str(error.name or "newsclean.spark").startswith("newsclean.") and "needs" not in str(error):
                raise


@cache
def held() -> dict[str, Held]:
    """All patterns by place: those that the modules hold, and those that their functions make of what they hold."""
    found: dict[tuple[Any, ...], Held] = {}
    seen: dict[int, Any] = {}
    imported = {(module, name) for module, tree in trees() for _, name in _imported(tree)}
    names = [(module, name) for module in modules() for name in vars(module)]

    def passed_on(each: tuple[ModuleType, str]) -> tuple[bool, bool]:
        return (each[0].__name__, each[1]) in imported, callable(vars(each[0])[each[1]])

    for module, name in sorted(names, key=passed_on):
        asks = _asked()[module.__name__, name] or ANY
        for each in _in(f"{module.__name__}.{name}", vars(module)[name], asks, seen):
            found.setdefault((*each.key, each.longest, each.asks), each)
    for each in made_in_functions()[0]:
        found.setdefault((*each.key, each.longest, each.asks), each)
    return {each.place: each for each in found.values()}


def _in(place: str, value: Any, asks: frozenset[str], seen: dict[int, Any]) -> Iterator[Held]:
    """The patterns in a value, however deep."""
    if isinstance(value, re.Pattern | regex.Pattern):
        yield Held(place, value, asks)
        return
    if isinstance(value, BuiltinMethodType) and isinstance(value.__self__, re.Pattern | regex.Pattern):
        yield Held(place, value.__self__, frozenset({ASKS.get(value.__name__, "search")}))
        return
    if isinstance(value, str | bytes | int | float | ModuleType | None) or id(value) in seen:
        return
    seen[id(value)] = value  # kept, or another object could get its place in memory and pass for it
    if isinstance(value, Table):
        yield from in_table(place, value)
        return
    for name, part in _parts(value):
        yield from _in(f"{place}{name}", part, asks if name.startswith("[") else ANY, seen)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """What a container, an object, a class or a function of newsclean holds."""
    if isinstance(value, Mapping):
        yield from ((f"[{key!r}]", item) for key, item in [*value.items()])
        yield from ((f"[key {key!r}]", key) for key in value)
    elif isinstance(value, tuple | list | set | frozenset):
        yield from ((f"[{at}]", item) for at, item in enumerate(value))
    elif isinstance(value, staticmethod | classmethod | MethodType):
        yield "", value.__func__
    elif isinstance(value, property):
        yield "", value.fget
    elif isinstance(value, FunctionType):
        yield from _parts_of_function(value)
    elif hasattr(value, "cache_info") and not inspect.signature(value).parameters and _ours(value):
        with suppress(ModuleNotFoundError):  # tables need pyarrow
            yield "()", value()
    elif isinstance(value, type):
        if _ours(value):
            yield from ((f".{name}", part) for name, part in vars(value).items())
    elif _ours(type(value)):
        for name in _attributes(value):
            yield f".{name}", getattr(value, name, None)


def _parts_of_function(function: FunctionType) -> Iterator[tuple[str, Any]]:
    if _ours(function):
        yield "(defaults)", (function.__defaults__, function.__kwdefaults__)
        yield "(closure)", [cell.cell_contents for cell in function.__closure__ or () if cell.cell_contents is not None]
        yield "(wrapped)", getattr(function, "__wrapped__", None)


def _attributes(value: Any) -> Iterable[str]:
    """An object's attributes; those that are computed on first use are computed."""
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        yield from (slots,) if isinstance(slots, str) else slots
        yield from (name for name, part in vars(kind).items() if isinstance(part, cached_property))
    yield from [*getattr(value, "__dict__", {})]


def _ours(value: Any) -> bool:
    return str(getattr(value, "__module__", "")).startswith("newsclean")


def in_table(place: str, table: Table) -> Iterator[Held]:
    """The patterns of a table's rules, each as the table asks it; that of the whole table is found as an attribute."""
    for name, find, longest in table.finders():
        method: Any = find
        yield Held(f"{place}: {name}", method.__self__, frozenset({method.__name__}), longest)


@cache
def _asked() -> defaultdict[tuple[str, str], frozenset[str]]:
    """How the names of each module are asked, in it and in the modules that import them."""
    asked: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for module, tree in trees():
        home = {name: origin for origin, name in _imported(tree)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Attribute) and node.attr in ASKS):
                continue
            name = str(getattr(node.value, "id", None) or getattr(node.value, "attr", ""))
            owner = getattr(getattr(node.value, "value", None), "id", name)  # in head.TAG the module
            origin = home.get(owner, module)
            for key in ((module, name), (origin, name), (f"{origin}.{owner}", name)):
                asked[key] |= {ASKS[node.attr]}
    return asked


def trees() -> Iterator[tuple[str, ast.Module]]:
    """The syntax trees of all source files by the name of their module, whether they can be imported or not."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(("newsclean", *(part for part in parts if part != "__init__")))
        yield name, ast.parse(path.read_text("utf-8"))


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that a file imports, each with the module that it comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", each.asname or each.name) for each in node.names)


def made_in_functions() -> tuple[list[Held], list[str]]:
    """Patterns that functions compile or hand to `re.search` and its kin, and those of them that nobody can find: they are
    made of what a function is given.
    """
    found: list[Held] = []
    hidden: list[str] = []
    for module, tree in trees():
        for call, asked in calls(tree):
            place = f"{module}:{call.lineno}"
            engine, pattern = _evaluated(module, call)
            if pattern is None:
                hidden.append(place)
            else:
                compiled = (
                    engine.compile(pattern, _flags(module, call)) if isinstance(pattern, str | bytes) else pattern
                )
                found.append(Held(place, compiled, frozenset({ASKS[asked]}) if asked in ASKS else ANY))
    return found, hidden


def calls(tree: ast.Module) -> list[tuple[ast.Call, str]]:
    """The calls in a file's functions that take a pattern, each with the name of the function it calls."""
    return [*_calls(tree, _engines(tree), ())]


def _engines(tree: ast.Module) -> dict[str, str]:
    """By what names a file calls the modules `re` and `regex`, and functions of theirs."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update({each.asname or each.name: each.name for each in node.names if each.name in ENGINES})
        elif isinstance(node, ast.ImportFrom) and node.module in ENGINES:
            names.update({each.asname or each.name: f"{node.module}.{each.name}" for each in node.names})
    return names


def _calls(node: ast.AST, names: dict[str, str], inside: tuple[str, ...]) -> Iterator[tuple[ast.Call, str]]:
    """The calls in functions that take a pattern, but for those in tables and in functions whose result is walked."""
    for child in ast.iter_child_nodes(node):
        within = inside
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            within = (*inside, "walked" if _is_walked(child) else "function")
        elif isinstance(child, ast.ClassDef):
            within = (*inside, "walked" if child.name in OF_TABLES else "class")
        if isinstance(child, ast.Call) and "function" in inside and "walked" not in inside:
            function = ast.unparse(child.func)
            head, _, last = function.rpartition(".")
            called = names.get(function) or f"{names.get(head, '')}.{last}"
            if called.partition(".")[0] in ENGINES and called.rpartition(".")[2] in (*ASKS, "compile", "template"):
                yield child, called.rpartition(".")[2]
        yield from _calls(child, names, within)


def _is_walked(node: Any) -> bool:
    """Whether a function takes nothing and keeps what it made: then `held` calls it and looks into its result."""
    decorators = {ast.unparse(each).rpartition(".")[2] for each in getattr(node, "decorator_list", ())}
    takes = [*node.args.args, *node.args.posonlyargs, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    return bool(decorators & {"cache", "lru_cache(maxsize=None)"}) and not any(takes)


def _flags(module: str, call: ast.Call) -> int:
    flags = 0
    for given in [*call.args[1:], *(each.value for each in call.keywords if each.arg == "flags")]:
        try:
            value = eval(compile(ast.Expression(given), module, "eval"), vars(import_module(module)))
        except Exception:  # a text to search, which only the function knows
            continue
        flags |= int(value) if isinstance(value, re.RegexFlag | regex.RegexFlag) else 0
    return flags


def _evaluated(module: str, call: ast.Call) -> tuple[Any, Any]:
    """The engine and the pattern of a call, where the module's own names are enough to say it."""
    given = [*call.args, *(each.value for each in call.keywords if each.arg == "pattern")][:1]
    try:
        space = vars(import_module(module))
        function = eval(compile(ast.Expression(call.func), module, "eval"), space)
        return import_module(function.__module__.partition(".")[0]), eval(
            compile(ast.Expression(given[0]), module, "eval"), space
        )
    except Exception:  # the module cannot be imported, or the call names what only its function knows
        return None, None
