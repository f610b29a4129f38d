"""The site: `sphinx-build -W -n -c docs . OUT`. It is built from the repository's folder, so that links lead where they
do on a forge.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import Any

import newsclean

project = "newsclean"
author = copyright = "The newsclean authors"
version = release = newsclean.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc"]
root_doc = "docs/index"
include_patterns = ["README*.md", "CHANGELOG.md", "CONTRIBUTING.md", "fixtures/README.md", "docs/**"]
exclude_patterns = [".*", "**/.*", "src", "tests", "benchmarks", "training", "build", "dist"]

html_theme = "furo"
html_title = "newsclean"
html_additional_pages = {"index": "home.html"}
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False

myst_heading_anchors = 4
nb_execution_mode = "off"  # the tests execute the notebooks

default_role = "code"  # docstrings are plain text with names in backticks
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
nitpick_ignore_regex = [("py:class", r"(?!newsclean\.\w+$).*")]  # types in signatures that are not ours, or not public
autodoc_mock_imports = [] if find_spec("pyspark") else ["pyspark", "pyarrow", "pandas"]

INDEX = re.compile(r"^## (?P<caption>.+)|\[(?P<name>[^]]+)\]\((?P<page>[^)#:]+)\.(?:md|ipynb)", re.MULTILINE)


def contents(app: Any, docname: str, source: list[str]) -> None:
    """The sidebar: the pages that each part of the index links to, so that they are listed once."""
    if docname != root_doc:
        return
    trees: dict[str, list[str]] = {}
    for found in INDEX.finditer(source[0]):
        if found["caption"]:
            part = trees.setdefault(found["caption"], [])
        elif trees:
            part.append(f"{found['name']} <{found['page']}>")
    for caption, pages in trees.items():
        source[0] += "\n".join(["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *pages, "```", ""])


def setup(app: Any) -> None:
    app.connect("source-read", contents)
