"""Cleans the documents in a DataFrame into articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as sql

from newsclean.errors import describe
from newsclean.integrations.tables import encodable, schema
from newsclean.model import Article
from newsclean.pipeline import clean as clean_document
from newsclean.render.escape import whole
from newsclean.render.json_lines import record

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

AT_ONCE = 64
"""Documents whose articles are returned in one batch: a batch of whole newspaper pages then has a few megabytes."""
SCHEMA = schema().append(pa.field("error", pa.string()))


def clean(frame: DataFrame, *, content: str = "content", id: str = "path", **options: Any) -> DataFrame:
    """Clean the documents in a column of bytes or strings: a DataFrame with a row for each article.

    Its columns are the fields of `newsclean --format jsonl`, and `error`. `id` is the column with a document's name,
    which becomes `file` and, with the article's number, `id`. A document that has no article, or that fails, gives one
    row without a `text`, and with an `error` if it failed. `options` are those of `newsclean.clean`.

    The defaults are the columns of `spark.read.format("binaryFile")`. The result is computed lazily.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    rows = frame.select(sql.col(id).cast("string").alias("id"), sql.col(content).alias("content"))
    return rows.mapInArrow(partial(_cleaned, options=options), from_arrow_schema(SCHEMA))


def _cleaned(batches: Iterable[pa.RecordBatch], options: Mapping[str, Any]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for begin in range(0, batch.num_rows, AT_ONCE):
            part = batch.slice(begin, AT_ONCE)
            rows = [row for name, raw in zip(*part.columns, strict=True) for row in _rows(name, raw, options)]
            yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _rows(name: Any, raw: Any, options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of one document, at least one."""
    file = name.as_py() or "-"
    try:
        content = raw.as_py()
        if content is None:
            return [_without_article(file, error="no content")]
        document = clean_document(content, source=file, **options)
        rows = [record(document, article, number) for number, article in enumerate(document.articles, start=1)]
        return [encodable(row) for row in rows] or [encodable(record(document, Article(), 0) | {"text": None})]
    except Exception as error:
        return [_without_article(file, error=describe(error))]


def _without_article(file: str, error: str) -> dict[str, Any]:
    return {"id": f"{file}#0", "file": file, "error": whole(error)}
