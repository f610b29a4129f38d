"""Articles as tables in Arrow, pandas and polars: one row for each article, with the columns of `--format jsonl`.

The schema is fixed, so that an empty table has the same types as any other, and batches can be concatenated.
Spark and Parquet files have the same columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsclean.model import Article, Document
from newsclean.render.escape import whole
from newsclean.render.json_lines import record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    Item = Article | Document

AT_ONCE = 1024
"""Rows in one Arrow batch: a few megabytes of news."""


def to_arrow(items: Iterable[Item]) -> pyarrow.Table:
    """Convert to a `pyarrow.Table` with a row for each article. The column types do not depend on the items.

    `items` are articles, or documents such as those of `clean_files`: a document gives a row for each of its articles.
    Columns of the document (`id`, `file`, `layout`, `encoding`, `document_flags`) are null for a single article; `id`
    and `file` are also null if a document has no `source`.

    Raises ModuleNotFoundError if pyarrow is missing (the extra `arrow`), TypeError for another item.
    """
    pa = _module("pyarrow", "arrow")
    return pa.Table.from_batches(batches(items), schema=schema())


def to_pandas(items: Iterable[Item]) -> pandas.DataFrame:
    """The same as a `pandas.DataFrame`; `authors`, `flags`, `document_flags` and `blocks` contain lists.

    Raises ModuleNotFoundError if pandas or pyarrow is missing (the extra `pandas`), TypeError for another item.
    """
    pd, pa = _module("pandas", "pandas"), _module("pyarrow", "pandas")

    def series(column: pyarrow.ChunkedArray) -> pandas.Series:
        if pa.types.is_list(column.type):
            return pd.Series(column.to_pylist(), dtype=object)  # pandas would convert the lists to numpy arrays
        return column.to_pandas()

    table = to_arrow(items)
    return pd.DataFrame({name: series(table[name]) for name in table.column_names})


def to_polars(items: Iterable[Item]) -> polars.DataFrame:
    """The same as a `polars.DataFrame`.

    Raises ModuleNotFoundError if polars or pyarrow is missing (the extra `polars`), TypeError for another item.
    """
    pl, _ = _module("polars", "polars"), _module("pyarrow", "polars")
    return pl.from_arrow(to_arrow(items))


@cache
def schema() -> pyarrow.Schema:
    """The columns of a table of articles, and their types."""
    pa = _module("pyarrow", "arrow")
    word, words = pa.string(), pa.list_(pa.string())
    block = pa.struct([("kind", word), ("text", word), ("copies", pa.int32())])
    types = {"str | None": word, "tuple[str, ...]": words, "tuple[Block, ...]": pa.list_(block)}
    return pa.schema(
        [
            *((name, word) for name in ("id", "file", "layout", "encoding")),
            ("document_flags", words),
            *((each.name, types[str(each.type)]) for each in fields(Article)),
            ("text", word),
        ]
    )


def batches(items: Iterable[Item]) -> Iterator[pyarrow.RecordBatch]:
    """The rows of `to_arrow` in batches, lazily: only one batch of plain values is in memory at a time."""
    pa = _module("pyarrow", "arrow")
    rows = (row for item in items for row in rows_of(item))
    while part := list(islice(rows, AT_ONCE)):
        yield pa.RecordBatch.from_pylist(part, schema=schema())


def rows_of(item: Item) -> list[dict[str, Any]]:
    """The rows of an article or a document as plain values; missing columns are null."""
    match item:
        case Article():
            return [encodable({**item.to_dict(), "text": item.text})]
        case Document():
            unnamed = {"id": None, "file": None} if item.source is None else {}
            rows = (record(item, article, number) for number, article in enumerate(item.articles, start=1))
            return [encodable(row | unnamed) for row in rows]
    raise TypeError(f"items must be articles or documents, not {type(item).__name__}")


def encodable(value: Any) -> Any:
    """The value with all strings made valid UTF-8, which Arrow requires."""
    match value:
        case str():
            return whole(value)
        case list():
            return [encodable(item) for item in value]
        case dict():
            return {name: encodable(item) for name, item in value.items()}
    return value


def _module(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise ModuleNotFoundError(
            f"{name} is not installed; install it with: pip install 'newsclean[{extra}]'", name=name
        ) from None
