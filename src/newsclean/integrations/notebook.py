"""The notebook display of the result of `dedupe`: the counts, and a table of the duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.duplicates.engine import Deduplicated

_ROWS = 20
"""Number of duplicates that a notebook shows, which fit on a screen."""
_HEAD = ("index", "duplicate_of", "similarity")


def deduplicated_fragment(result: Deduplicated) -> str:
    """The result as HTML, in the notebook's table style."""
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in _rows(result))
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n" if rows else ""
    return f"<p>{_summary(result)}</p>\n{table}"


def deduplicated_markdown(result: Deduplicated) -> str:
    """The result as Markdown."""
    rows = [f"| {' | '.join(row)} |" for row in _rows(result)]
    table = [f"| {' | '.join(_HEAD)} |", "| ---: | ---: | ---: |", *rows]
    return "\n".join([_summary(result), "", *table] if rows else [_summary(result)]) + "\n"


def _summary(result: Deduplicated) -> str:
    kept, removed = len(result.kept), len(result.duplicates)
    shown = f"; the first {_ROWS} of them" if removed > _ROWS else ""
    return f"{kept:,} of {kept + removed:,} items kept, {removed:,} duplicate{'' if removed == 1 else 's'}{shown}"


def _rows(result: Deduplicated) -> Iterator[tuple[str, str, str]]:
    for item in islice(result.duplicates, _ROWS):
        yield str(item.index), str(item.duplicate_of), f"{item.similarity:.3f}"
