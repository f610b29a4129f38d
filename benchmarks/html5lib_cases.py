#!/usr/bin/env python3
"""The test cases of html5lib that concern text, through `newsclean.strip_html`.

    html5lib_cases.py [DIR] [--show N]

DIR is the folder testdata/ of html5lib's tests; without it pip fetches the source of html5lib 1.1 from PyPI into a
temporary folder. Nothing of it is kept. A case of tree-construction/ is a page, or what stands in a body or div, with the
tree that a browser builds of it; its visible text is what stands in that tree outside of what `strip_html` leaves
out. A case of tokenizer/ is a piece of markup with its tokens; its text is that of the characters among them. White
space and invisible characters are not compared. Exits 1 when fewer cases agree than AGREE says.

Not asked: cases that need a script to run, fragments of anything but body and div, tokenizers that do not start in a
page's text, and tokens of elements whose content is not markup (the tree's cases have those).

8211 of 8216 cases agree with selectolax 1.0.2. The others, by kind:
  NUL         2  `read.html` takes NUL out before the page is parsed: no U+FFFD for it in <plaintext>, and </NUL is text
  comment     1  `--   >` ends a comment here, so that what is behind a misspelt end is not lost
  select      2  lexbor follows the newer standard, in which a <select> holds other elements, too
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsclean import strip_html
from newsclean.language.characters import repair
from newsclean.stages.read.web.dom import HIDDEN, INVISIBLE_TAGS

RELEASE = "html5lib==1.1"
BUILDS_WITH = "setuptools<81"
"""pip asks the source what it needs, and its setup.py wants pkg_resources, which later ones do not have."""
AGREE = 8211
"""Cases that must agree. Only ever rises."""

CONTEXTS = ("body", "div")
HEADING = re.compile(r"#(data|errors|new-errors|document-fragment|script-on|script-off|document)")
ELEMENT = re.compile(r"<(?:(?:svg|math) )?([^ >]+)>")
RAW = frozenset(
    "script style textarea title xmp iframe noembed noframes noscript plaintext select frameset svg math".split()
)
"""Elements whose content the tree decides on, not the tokenizer."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of markup, the text that must be read from it, and where it is from."""

    file: str
    markup: str
    text: str


# Trees


def tree_cases(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / "tree-construction").glob("*.dat")):
        for parts in sections(path.read_bytes().decode("utf-8")):
            if "script-on" not in parts and parts.get("document-fragment", "body") in CONTEXTS:
                yield Case(path.name, parts["data"], visible(parts["document"]))


def sections(text: str) -> Iterator[dict[str, str]]:
    """The parts of each case by their headings."""
    for case in re.split(r"(?:^|\n\n)#data\n", text)[1:]:
        parts, name, lines = {}, "data", []
        for line in case.split("\n"):
            if HEADING.fullmatch(line):
                parts[name] = "\n".join(lines)
                name, lines = line[1:], []
            else:
                lines.append(line)
        yield parts | {name: "\n".join(lines)}


def visible(tree: str) -> str:
    """The text of a tree in the notation of the cases, a node a line, each two columns right of what holds it."""
    found: list[str] = []
    hidden: int | None = None
    for node in re.split(r"\n\| ", tree.strip("\n").removeprefix("| ")):
        depth = (len(node) - len(node.lstrip(" "))) // 2
        said = node.strip(" ")
        if hidden is not None and depth > hidden:
            continue
        hidden = None
        if said.startswith('"'):
            found.append(node.lstrip(" ")[1:-1])
        elif element := ELEMENT.fullmatch(said):
            hidden = depth if element[1] in INVISIBLE_TAGS else None
        elif said.startswith('hidden="') or (said.startswith('style="') and HIDDEN.search(said)):
            hidden = depth - 1
    return "".join(found)


# Tokens


def token_cases(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / "tokenizer").glob("*.test")):
        for case in json.loads(path.read_text("utf-8")).get("tests", []):
            if "Data state" in case.get("initialStates", ["Data state"]):
                tokens = [token for token in case["output"] if token != "ParseError"]
                if not any(token[0] in ("StartTag", "EndTag") and token[1].lower() in RAW for token in tokens):
                    text = "".join(token[1] for token in tokens if token[0] == "Character")
                    double = case.get("doubleEscaped", False)
                    yield Case(path.name, unescaped(case["input"], double), unescaped(text, double))


def unescaped(text: str, double: bool) -> str:
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), text) if double else text


# Report


def compared(text: str) -> str:
    """A text without white space and without what is not shown, as blocks are repaired."""
    return _SPACE.sub("", repair(text))


def fetch(folder: Path) -> Path:
    """The test data of html5lib's source package, unpacked into a folder."""
    constraint = folder / "constraints.txt"
    constraint.write_text(BUILDS_WITH)
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        RELEASE,
        "--no-deps",
        "--no-binary",
        ":all:",
        "-d",
        str(folder),
    ]
    subprocess.run(command, check=True, env=os.environ | {"PIP_CONSTRAINT": str(constraint)})
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("*/html5lib/tests/testdata"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    parser.add_argument(
        "--show", type=int, default=20, metavar="N", help="print at most N cases that differ (default 20)"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = args.folder or fetch(Path(made))
        cases = [*tree_cases(folder), *token_cases(folder)]
    read = [strip_html(case.markup) for case in cases]
    differ = [(case, got) for case, got in zip(cases, read, strict=True) if compared(got) != compared(case.text)]
    for case, got in differ[: args.show]:
        print(f"{case.file}: {case.markup!r}\n    wants {case.text!r}\n    reads {got!r}")
    print(f"{len(cases) - len(differ)} of {len(cases)} cases agree (at least {AGREE})")
    return int(len(cases) - len(differ) < AGREE)


if __name__ == "__main__":
    raise SystemExit(main())
