"""The notebooks show what happens."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.notebooks import FOLDER

NEEDED = ("nbclient", "nbformat", "ipykernel", "matplotlib", "pandas", "pyarrow")
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
MISSING = [module for module in NEEDED if find_spec(module) is None]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS == ["deduplicate", "document", "folder"]


def test_notebooks_are_small() -> None:
    for path in FOLDER.iterdir():
        assert path.stat().st_size < 100_000, path


@pytest.mark.skipif(bool(MISSING), reason=f"{', '.join(MISSING)} missing (the extra `notebooks`)")
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_shows_what_is_stored_in_it(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.notebooks", name],
        cwd=FOLDER.parent.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
