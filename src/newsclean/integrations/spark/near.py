"""Near-duplicates in a DataFrame: the steps of `newsclean.dedupe`, distributed by Spark.

Copies are decided in order, and the decision on a text depends only on texts in its connected component of candidate
pairs. So the texts are divided into components, and each is processed like a corpus in memory, with the same results.
A component is not a cluster: a text is a duplicate only if it was aligned with the kept text that it repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from pyspark.sql import Column, Window
from pyspark.sql import functions as sql

from newsclean.duplicates import engine, lsh
from newsclean.integrations.spark import arrow
from newsclean.integrations.spark.components import components

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """The kept rows, unchanged; and for each duplicate its id, `duplicate_of` (the id of the kept row that it repeats)
    and `similarity` (0 to 1).
    """

    kept: DataFrame
    duplicates: DataFrame


def dedupe(
    frame: DataFrame,
    *,
    text: str = "text",
    id: str = "id",
    threshold: float = engine.THRESHOLD,
    keep: Literal["first", "longest"] | Column = "first",
    reliable: bool = False,
) -> Deduplicated:
    """Find near-duplicates among the rows of a DataFrame by their `text`, with the same results as `newsclean.dedupe`.

    `id` is a column of distinct, sortable values; it defines the order of the rows. `keep` selects which of several
    copies is kept: the `first` id, the `longest` text, or the one with the smallest value of a column; the first id
    among equals. Rows without a text are kept. Intermediate results are stored on the executors, or, if `reliable`, in
    the folder given to `SparkContext.setCheckpointDir`, where they survive the loss of an executor.

    The result is computed before this returns. Raises ValueError if ids are missing or not distinct, `threshold` is not
    between 0 and 1, or `keep` is another word.
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold}, but must be between 0 and 1")

    def materialized(table: DataFrame) -> DataFrame:
        return table.checkpoint() if reliable else table.localCheckpoint()

    rows = frame.select(sql.col(id).alias("id"), sql.col(text).alias("text"), _key(keep, text).alias("key"))
    texts = materialized(_read(rows))
    if texts.groupBy("id").count().where("count > 1 or id is null").limit(1).count():
        raise ValueError(f"{id!r} has values that are missing or not distinct")
    firsts = texts.where("digest is not null").groupBy("digest").agg(sql.min("number").alias("first"))
    distinct = texts.join(firsts.select(sql.col("first").alias("number")), "number", "left_semi")
    long = materialized(distinct.where(sql.length("folded") >= engine.LEAST_NEAR).drop("id", "digest"))
    pairs = materialized(_likely(materialized(long.mapInArrow(arrow.sign, arrow.SIGNED))))
    near = materialized(_near(long, pairs, components(pairs.select("later", "earlier"), materialized), threshold))
    numbered = materialized(_with_equal(texts, firsts, near))
    duplicates = _named(numbered, texts, id)
    return Deduplicated(frame.join(duplicates.select(id), id, "left_anti"), duplicates)


def _key(keep: Literal["first", "longest"] | Column, text: str) -> Column:
    """The sort key of rows: of several copies the one with the smallest key is kept."""
    if isinstance(keep, Column):
        return keep
    if keep not in ("first", "longest"):
        raise ValueError(f"keep is {keep!r}, but must be 'first', 'longest' or a column")
    return sql.lit(0) if keep == "first" else -sql.length(text)


def _read(rows: DataFrame) -> DataFrame:
    """Folded texts, numbered in order of preference."""
    ordered = rows.orderBy("key", "id").select(sql.monotonically_increasing_id().alias("number"), "id", "text")
    return ordered.mapInArrow(arrow.read, arrow.READ.format(id=ordered.schema["id"].dataType.simpleString()))


def _likely(signed: DataFrame) -> DataFrame:
    """Pairs (later, earlier) that are worth aligning, as `engine.likely_pairs` finds them, with their `rank`."""
    shared = _bucket_pairs(signed.select("number", sql.explode("buckets").alias("bucket")))
    order = Window.partitionBy("later").orderBy(sql.desc("count"), "earlier")
    shared = shared.withColumn("rank", sql.row_number().over(order)).where(sql.col("rank") <= engine.MOST_CANDIDATES)
    signed = signed.drop("buckets")
    for side in ("later", "earlier"):
        named = [sql.col("number").alias(side)]
        named += [sql.col(name).alias(f"{side}_{name}") for name in ("low", "digits", "length")]
        shared = shared.join(signed.select(*named), side)
    alike = shared.drop("count", "rank").mapInArrow(arrow.likely, arrow.LIKELY)
    order = Window.partitionBy("later").orderBy(sql.desc("agreeing"), "earlier")
    return alike.withColumn("rank", sql.row_number().over(order)).where(sql.col("rank") <= engine.TRIES)


def _bucket_pairs(buckets: DataFrame) -> DataFrame:
    """Pairs that share a bucket, and the number of shared buckets, as in `lsh.pairs_in_buckets`: each member with the
    few before it and with the first, so that the number of pairs grows linearly with the bucket."""
    inside = Window.partitionBy("bucket").orderBy("number")
    before = [sql.lag("number", distance).over(inside) for distance in range(1, lsh.NEIGHBOURS + 1)]
    first = sql.first("number").over(inside.rowsBetween(Window.unboundedPreceding, Window.currentRow))
    others = buckets.select("number", sql.array_distinct(sql.array(*before, first)).alias("others"))
    pairs = others.select(sql.col("number").alias("later"), sql.explode("others").alias("earlier"))
    return pairs.where("earlier < later").groupBy("later", "earlier").count()


def _near(long: DataFrame, pairs: DataFrame, parts: DataFrame, threshold: float) -> DataFrame:
    """The copies among texts that are not equal: `number`, `original`, `similarity`."""
    ranked = sql.sort_array(sql.collect_list(sql.struct("rank", "earlier")))
    beside = pairs.groupBy(sql.col("later").alias("number")).agg(ranked.getField("earlier").alias("beside"))
    members = parts.withColumnRenamed("member", "number")
    roots = parts.select(sql.col("component").alias("number"), "component").distinct()
    texts = long.select("number", "folded").join(members.unionByName(roots), "number").join(beside, "number", "left")
    in_parts = texts.repartition("component").sortWithinPartitions("component", "number")
    return in_parts.mapInArrow(partial(arrow.decide, threshold=threshold), arrow.COPIES)


def _with_equal(texts: DataFrame, firsts: DataFrame, near: DataFrame) -> DataFrame:
    """The copies, and the texts equal to a copy or to a kept text."""
    equal = texts.select("number", "digest").join(firsts, "digest").where("number > first")
    of_first = near.select(sql.col("number").alias("first"), "original", "similarity")
    also = equal.join(of_first, "first", "left").select(
        "number",
        sql.coalesce("original", "first").alias("original"),
        sql.coalesce("similarity", sql.lit(1.0)).alias("similarity"),
    )
    return near.unionByName(also)


def _named(numbered: DataFrame, texts: DataFrame, id: str) -> DataFrame:
    """The copies with the ids of the rows instead of their numbers."""
    removed = texts.select("number", sql.col("id").alias("gone"))
    originals = texts.select(sql.col("number").alias("original"), sql.col("id").alias("duplicate_of"))
    named = numbered.join(removed, "number").join(originals, "original")
    return named.select(sql.col("gone").alias(id), "duplicate_of", "similarity")
