"""What the documentation shows is what happens.

The convention, by the word behind the fence of a block of code:

- `pycon`: a session, run by doctest; the blocks of one page are one session, run in the folder of the repository
- `console`: commands behind `$ `, and all that they print
- `sh`: commands that must succeed (those that install or run tools are left out, and those with a tool that is missing here)
- `python`: source that must compile
- `json`, `toml`: a value that must parse
"""

from __future__ import annotations

import doctest
import json
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from textwrap import dedent
from typing import Any

import pytest

import newsclean

ROOT = Path(__file__).resolve().parent.parent
BESIDE_DOCS = ("README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", "fixtures/README.md")
PAGES = [*(ROOT / name for name in BESIDE_DOCS), *sorted(ROOT.glob("docs/**/*.md"))]
PAGE = "灯塔重新点亮\n\n本报记者 白桦\n\n海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，商户都推迟了打烊。\n"
FENCED = re.compile(r"^(?P<indent> *)```(?P<tag>\w+)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
NEEDS = {"comparison.md": "ftfy"}
"""What the session of a page needs beside newsclean."""
NOT_OURS = re.compile(r"\b(?:pip|venv|pytest|ruff|mypy|git)\b")
MAY_BE_MISSING = ("flock", "make", "parallel", "split", "xargs")
EXAMPLE_FILES: frozenset[str] = frozenset()
"""Files of Python that pages name and that are a reader's own."""
NEXT = "--- next command ---"


@dataclass(frozen=True)
class Example:
    """A block of code on a page; `line` is that of its first line."""

    page: Path
    line: int
    tag: str
    code: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def every_example() -> list[Example]:
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for block in FENCED.finditer(text):
            line = text.count("\n", 0, block.start()) + 2
            found.append(Example(page, line, block["tag"], dedent(block["code"])))
    return found


ALL = every_example()


def examples(*tags: str) -> list[Example]:
    return [example for example in ALL if example.tag in tags]


def blocks(page: str) -> list[Example]:
    return [example for example in ALL if example.page == ROOT / page]


def uncommented(example: Example) -> str:
    return re.sub(r" +# .*$", "", example.code, flags=re.MULTILINE)


def figures(page: str) -> Counter[float]:
    """The figures outside the blocks of code, however they are written: .98 or 0.98."""
    text = re.sub(FENCED, "", (ROOT / page).read_text("utf-8"))
    found = re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?|(?<![\w.])\.\d+", text)
    return Counter(float(figure.replace(",", "")) for figure in found)


def named(found: list[Example]) -> list[Any]:
    return [pytest.param(example, id=example.name) for example in found]


def modules() -> list[str]:
    names = [module.name for module in pkgutil.walk_packages(newsclean.__path__, "newsclean.")]
    names = [name for name in names if find_spec("pyspark") or not name.startswith("newsclean.integrations.spark")]
    return ["newsclean", *(name for name in names if not name.endswith("__main__"))]


SESSIONS = {page: [example for example in examples("pycon") if example.page == page] for page in PAGES}
COMMANDS = [example for example in examples("sh") if not NOT_OURS.search(example.code)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that examples name, and `newsclean` on the path."""
    (tmp_path / "archive").mkdir()
    for name in ("page.txt", "monday.txt", "archive/1.txt", "archive/2.txt"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    command = tmp_path / "bin" / "newsclean"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsclean "$@"\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bash(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )


def test_there_are_examples_of_every_kind() -> None:
    assert examples("pycon")
    assert examples("console")
    assert COMMANDS
    assert {example.page for example in examples("pycon")} >= {ROOT / "README.md"}


def test_every_block_has_a_tag_that_is_known() -> None:
    for page in PAGES:
        fences = re.findall(r"^ *```.*$", page.read_text("utf-8"), re.MULTILINE)
        assert len(fences) % 2 == 0, page
        assert {fence.strip(" `") for fence in fences[::2]} <= {
            "pycon",
            "console",
            "sh",
            "python",
            "json",
            "toml",
            "text",
            "diff",
            "{eval-rst}",
            "",
        }, page


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES if SESSIONS[page]])
def test_a_session_prints_what_the_page_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(NEEDS.get(page.name, "newsclean"))
    monkeypatch.chdir(ROOT)
    session: dict[str, Any] = {}
    for example in SESSIONS[page]:
        test = doctest.DocTestParser().get_doctest(example.code, session, example.name, str(page), example.line - 1)
        assert test.examples, example.name
        said: list[str] = []
        runner = doctest.DocTestRunner()
        runner.run(test, out=said.append, clear_globs=False)
        session.update(test.globs)
        assert not said, "".join(said)


@pytest.mark.parametrize("example", named(examples("console")))
def test_commands_print_what_the_page_says(example: Example, desk: Path) -> None:
    first, *parts = re.split(r"^\$ ", example.code, flags=re.MULTILINE)
    assert first == ""
    assert parts
    commands, outputs = zip(*(part.split("\n", 1) for part in parts), strict=True)
    script = "\n".join(f"{command}\nkept=$?; echo '{NEXT}'; (exit $kept)" for command in commands)
    assert bash(script).stdout.split(NEXT + "\n") == [*outputs, ""]


@pytest.mark.parametrize("example", named(COMMANDS))
def test_commands_succeed(example: Example, desk: Path) -> None:
    missing = [tool for tool in MAY_BE_MISSING if re.search(rf"\b{tool} -", example.code) and not which(tool)]
    if missing:
        pytest.skip(f"no {missing[0]} here")
    if "python -m tests." in example.code:
        pytest.skip("a recipe for a checkout; test_contributing.py carries it out")
    done = bash("set -e\n" + example.code)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("example", named(examples("python")))
def test_source_compiles(example: Example) -> None:
    compile(example.code, example.name, "exec")


@pytest.mark.parametrize("example", named(examples("json")))
def test_json_parses(example: Example) -> None:
    assert json.loads(example.code)


@pytest.mark.parametrize("example", named(examples("toml")))
def test_toml_parses(example: Example) -> None:
    assert tomllib.loads(example.code)


def test_the_json_result_of_the_reference_is_the_result() -> None:
    (example,) = (example for example in examples("json") if example.page.name == "json.md")
    shown = json.loads(example.code)
    (article,) = shown["articles"]
    (block,) = article["blocks"]
    page = f"{article['title']}\n\n{article['byline']}\n\n　　{block['text']}\n"
    assert newsclean.clean(page.encode(), source="page.txt").to_dict() == shown


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(FENCED, "", page.read_text("utf-8"))):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_files_of_the_code_that_pages_name_exist() -> None:
    folders = ("src", "tests", "benchmarks", "training", "docs")
    code = {path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py")}
    for page in PAGES:
        if page.name not in ("CHANGELOG.md", "CONTRIBUTING.md"):
            for name in re.findall(r"`([a-z][\w/]*\.py)`", re.sub(FENCED, "", page.read_text("utf-8"))):
                assert name in EXAMPLE_FILES or any(f"/{path}".endswith(f"/{name}") for path in code), (page, name)


@pytest.mark.parametrize(
    ("page", "chinese"), [("README.md", "README.zh.md"), ("docs/tutorial.md", "docs/zh/tutorial.md")]
)
def test_a_page_in_chinese_shows_the_same_examples_and_figures(page: str, chinese: str) -> None:
    assert [(e.tag, uncommented(e)) for e in blocks(chinese)] == [(e.tag, uncommented(e)) for e in blocks(page)]
    assert figures(chinese) == figures(page)


def test_modules_have_examples_in_their_docstrings() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = {test.name for name in modules() for test in finder.find(import_module(name)) if test.examples}
    assert found >= {"newsclean", "newsclean.pipeline.unwrap", "newsclean.stages.read.read.strip_html"}


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
