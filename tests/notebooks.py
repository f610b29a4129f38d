"""The notebooks of the documentation, run afresh where Jupyter would run them, each in a kernel of its own.

`python -m tests.notebooks [NAME ...]` says which cells show something else than what is stored; `--write` stores it.
Plots and styles are no part of the comparison: another version of matplotlib or pandas makes them otherwise.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs/notebooks"
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}
PLOTS = "svg.hashsalt: newsclean\nsvg.fonttype: none\nfigure.figsize: 7, 3.5\nfigure.autolayout: True\n"
"""Plots as small SVG, the same on every run."""

STYLE = re.compile(r"<style.*?</style>\s*", re.DOTALL)


def executed(path: Path) -> Any:
    """The notebook with the outputs of a fresh run, and no more than what these need. Raises where a cell does."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--InlineBackend.figure_formats=svg", "--HistoryManager.enabled=False"],
    )
    with TemporaryDirectory() as home:
        settings = Path(home, "matplotlibrc")
        settings.write_text(PLOTS, "utf-8")
        os.environ |= {"IPYTHONDIR": home, "MATPLOTLIBRC": str(settings), "SOURCE_DATE_EPOCH": "0"}
        client.execute()
    notebook.metadata = METADATA
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            if "text/html" in (data := output.get("data", {})):
                data.pop("text/markdown", None)  # the same once more
    return notebook


def differences(stored: Any, fresh: Any) -> Iterator[str]:
    """For each cell that shows something else than what is stored, the lines that differ."""
    for number, (before, after) in enumerate(zip(stored.cells, fresh.cells, strict=True), start=1):
        if before.cell_type == "code" and (then := shown(before)) != (now := shown(after)):
            lines = unified_diff(then.splitlines(), now.splitlines(), "stored", "now", lineterm="", n=1)
            yield "\n".join([f"cell {number}", before.source, *lines, ""])


def shown(cell: Any) -> str:
    """What a reader sees below a cell, but for plots and styles."""
    outputs = [output.get("data", {"text": output.get("text")}) for output in cell.outputs]
    parts = [f"{kind}: {text}" for output in outputs for kind, text in sorted(output.items())]
    text = "\n".join(part for part in parts if not part.startswith("image/"))
    return STYLE.sub("", text).replace("&nbsp;", " ")  # pandas 3 writes each of two spaces as one


def main() -> int:
    import nbformat

    parser = argparse.ArgumentParser(prog="python -m tests.notebooks", description="Run the notebooks and compare.")
    parser.add_argument("names", nargs="*", help="names of notebooks, without .ipynb; by default all")
    parser.add_argument("--write", action="store_true", help="store what they show")
    options = parser.parse_args()
    failed = False
    for path in sorted(FOLDER.glob("*.ipynb")):
        if options.names and path.stem not in options.names:
            continue
        fresh = executed(path)
        for difference in differences(nbformat.read(path, as_version=4), fresh):
            failed = not options.write
            print(f"{path.name}, {difference}")
        if options.write:
            nbformat.write(fresh, path)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
