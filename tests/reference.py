"""The tables of the docs that follow from the code: `python -m tests.reference` prints what differs, `--write` writes it.

- docs/reference/api.md, Reasons: every removal reason with its meaning
- docs/howto/configure.md, Rules off: the rules of every table that a user may change
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from newsclean.reasons import BY_STAGE, reasons
from newsclean.rules.ruleset import OPEN, REMOVING

ROOT = Path(__file__).resolve().parent.parent
_PAGES = {"collapse": "repeats"}
"""Pages of docs/algorithm that have another name than their stage."""


def reason_rows() -> list[str]:
    """The table of reasons; names with one meaning and origin share a row."""
    found: dict[tuple[str, str], list[str]] = {}
    for stage, some in BY_STAGE.items():
        for name, meaning in some.items():
            found.setdefault((meaning, f"[{stage}](../algorithm/{_PAGES.get(stage, stage)}.md)"), []).append(name)
    for table in REMOVING:
        for rule in OPEN[table]:
            found.setdefault((reasons()[rule.name], f"rules: `{table}`"), []).append(rule.name)
    rows = (f"| {_listed(names)} | {meaning} | {origin} |" for (meaning, origin), names in found.items())
    return ["| reason | what was removed | given by |", "|---|---|---|", *rows]


def rule_rows() -> list[str]:
    """The table of the rules that can be switched off."""
    rows = (f"| `{name}` | {_listed(rule.name for rule in table)} |" for name, table in OPEN.items())
    return ["| table | rules |", "|---|---|", *rows]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


TABLES: dict[tuple[str, str], Callable[[], list[str]]] = {
    ("docs/reference/api.md", "Reasons"): reason_rows,
    ("docs/howto/configure.md", "Rules off"): rule_rows,
}
"""By the page and the heading of the section that has the table."""


def renewed(page: str, heading: str) -> tuple[str, str]:
    """The page as it is, and with the first table under the heading as the code has it."""
    text = (ROOT / page).read_text("utf-8")
    section = re.compile(rf"(?ms)(^## {heading}\n(?:(?!^\|).)*?)^\|.*?(?=^(?!\|))")
    rows = "".join(f"{row}\n" for row in TABLES[page, heading]())
    new, count = section.subn(lambda found: found[1] + rows, text, count=1)
    if count != 1:
        raise ValueError(f"{page} has no table under {heading}")
    return text, new


def main() -> None:
    """Print what differs, or write it."""
    for page, heading in TABLES:
        old, new = renewed(page, heading)
        if "--write" in sys.argv[1:]:
            (ROOT / page).write_text(new, "utf-8")
        else:
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), page, page, n=0))


if __name__ == "__main__":
    main()
