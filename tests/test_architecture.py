"""The layout of the package and who may import whom, read from the import statements of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "newsclean"
VALUES = {"model", "reasons", "errors", "patterns"}
ROOT = VALUES | {"__init__", "__main__", "pipeline", "options", "ledger"}
FOLDERS = {"stages", "language", "rules", "duplicates", "render", "batch", "integrations", "cli"}
STAGES = ("decode", "read", "label", "reflow", "collapse", "rejoin", "segment", "untangle")

# For each part the parts that it may import, beside itself. A stage is a part of its own.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "reasons": set(),
    "errors": set(),
    "patterns": set(),
    "language": {"model", "patterns"},
    "rules": {"model", "patterns", "language"},
    **{f"stages.{stage}": VALUES | {"language", "rules"} for stage in STAGES},
    "options": VALUES | {"language", "rules"},
    "ledger": VALUES | {"language"},
    "pipeline": ROOT | {"language", "rules"} | {f"stages.{stage}" for stage in STAGES},
    "render": {"model", "reasons"},
    "duplicates": {"model", "errors", "language"},
    # Names inside archives are bytes too, and a document that is not text is named: both are what decode knows.
    "batch": VALUES | {"pipeline", "render", "stages.decode", "duplicates"},
    "integrations": VALUES | {"pipeline", "render", "duplicates", "batch"},
    "cli": ROOT | FOLDERS - {"cli"} | {"stages.decode"},
    "__main__": {"cli"},
}
MAY_IMPORT["stages.collapse"] |= {"duplicates"}
MAY_IMPORT["pipeline"] -= {"__init__", "__main__", "pipeline"}


def modules() -> dict[str, Path]:
    """Every module of the package by its name below `newsclean.`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name] = path
    return found


MODULES = modules()


def part(module: str) -> str:
    """The part of the package that a module belongs to."""
    names = module.split(".")
    if names[0] == "stages" and len(names) > 1 and names[1] != "__init__":
        return ".".join(names[:2])
    return names[0]


def imports(path: Path, everywhere: bool = True) -> Iterator[str]:
    """The modules of ours that a module imports, in functions and for type checkers too unless not `everywhere`."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree) if everywhere else tree.body:
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "newsclean":
            base = node.module.removeprefix("newsclean").removeprefix(".")
            names = [f"{base}.{alias.name}" if base else alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [
                alias.name.removeprefix("newsclean.") for alias in node.names if alias.name.startswith("newsclean.")
            ]
        for name in names:
            yield _module_of(name)


def _module_of(name: str) -> str:
    """The module that an imported name is, or that defines it."""
    for candidate in (
        name,
        f"{name}.__init__",
        name.rpartition(".")[0],
        f"{name.rpartition('.')[0]}.__init__".lstrip("."),
    ):
        if candidate in MODULES:
            return candidate
    raise AssertionError(f"newsclean.{name} is imported, but there is no such module")


def test_the_root_holds_values_and_the_order_of_the_flow() -> None:
    assert {path.stem for path in PACKAGE.glob("*.py")} == ROOT
    assert {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"} == FOLDERS
    assert {path.parent.name for path in (PACKAGE / "stages").glob("*/__init__.py")} == set(STAGES)


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__init__"])
def test_a_module_imports_only_what_its_part_may(module: str) -> None:
    mine = part(module)
    allowed = MAY_IMPORT.get(mine, set()) | {mine, "__init__"}
    wrong = {name for name in imports(MODULES[module]) if part(name) not in allowed}
    assert not wrong, f"newsclean.{module} must not import {', '.join(sorted(wrong))}"


def test_only_the_command_line_uses_the_command_line() -> None:
    users = {module for module, path in MODULES.items() for name in imports(path) if part(name) == "cli"}
    assert {part(user) for user in users} <= {"cli", "__main__"}


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: {name for name in imports(path) if name != module} for module, path in MODULES.items()}
    del graph["__init__"]  # it names the homes of public names for type checkers, and imports them when they are used
    graph = {module: needed - {"__init__"} for module, needed in graph.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" > ".join(error.args[1]))


def test_no_part_imports_itself_through_others() -> None:
    graph: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        if module != "__init__":
            graph.setdefault(part(module), set()).update(part(name) for name in imports(path))
    graph = {mine: needed - {mine, "__init__"} for mine, needed in graph.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" > ".join(error.args[1]))


def test_a_package_has_no_name_of_a_public_function() -> None:
    import newsclean

    packages = {name.removesuffix(".__init__") for name in MODULES if name.endswith(".__init__")}
    assert not packages & set(newsclean.__all__)
