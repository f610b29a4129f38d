"""The figures of the documentation are what their programs draw today, and each is shown somewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.test_docs import PAGES, ROOT

FIGURES = sorted((ROOT / "docs/figures").glob("*.svg"))


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_annotated_document_is_what_the_ledger_says() -> None:
    assert run("docs/figures/annotated.py") == (ROOT / "docs/figures/annotated.svg").read_text("utf-8")


def test_charts_are_what_their_figures_give() -> None:
    run("benchmarks/charts.py", "--check")


@pytest.mark.parametrize("figure", [pytest.param(path, id=path.name) for path in FIGURES])
def test_a_figure_is_named_drawn_for_dark_pages_too_and_shown(figure: Path) -> None:
    drawing = ElementTree.fromstring(figure.read_text("utf-8"))
    assert drawing.get("aria-label")
    assert "prefers-color-scheme: dark" in figure.read_text("utf-8")
    assert any(f"figures/{figure.name})" in page.read_text("utf-8") for page in PAGES)
