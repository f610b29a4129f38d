"""What is released: one version everywhere, and the files that say what it is and how it may be used."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import newsclean
from tests import typed_examples

ROOT = Path(__file__).resolve().parent.parent


def test_the_version_is_the_same_everywhere() -> None:
    assert metadata.version("newsclean") == newsclean.__version__
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["cff-version"], str(citation["version"])) == ("1.2.0", newsclean.__version__)
    assert f"\n## {newsclean.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8").replace("[", "").replace(
        "]", ""
    )


def test_what_is_released_says_what_it_is() -> None:
    about = metadata.metadata("newsclean")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert about["License-Expression"] == project["license"] == citation["license"] == "MIT"
    assert "Typing :: Typed" in about.get_all("Classifier", [])
    assert "MIT License" in (ROOT / "LICENSE").read_text("utf-8")
    assert files("newsclean").joinpath("py.typed").is_file()


def test_the_oldest_python_is_the_same_everywhere() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = settings["project"]["requires-python"].removeprefix(">=")
    named = [name.rpartition(" ")[2] for name in settings["project"]["classifiers"] if re.search(r":: 3\.\d+$", name)]
    assert named[0] == oldest
    assert settings["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    assert sys.version_info[:2] >= tuple(map(int, oldest.split(".")))


def test_the_typed_examples_run(tmp_path: Path) -> None:
    typed_examples.main(tmp_path)
    with pytest.raises(AttributeError, match="cleen"):
        typed_examples.misspelled()


def test_the_typed_examples_use_every_public_name() -> None:
    source = Path(typed_examples.__file__).read_text("utf-8")
    unused = [name for name in newsclean.__all__ if not re.search(rf"\bnewsclean\.{name}\b", source)]
    assert unused == []


def test_the_package_is_a_program_too() -> None:
    done = subprocess.run([sys.executable, "-m", "newsclean", "--version"], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["newsclean", newsclean.__version__]
