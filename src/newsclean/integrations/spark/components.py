"""Connected components of a graph that no single machine holds.

Large-star and small-star (Kiveris et al. 2014), by turns: each joins what hangs together closer to its smallest member,
so that a chain of n needs about log n rounds and not n. No round makes more edges than it was given, but one a node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as sql

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def components(edges: DataFrame, materialized: Callable[[DataFrame], DataFrame]) -> DataFrame:
    """For each `member` of a component its smallest one, the `component`; of the smallest itself there is no row.

    `edges` are pairs of numbers, `later` greater than `earlier`. `settled` computes a DataFrame once and cuts its
    lineage, which would else double with every round.
    """
    edges = edges.select(sql.col("later").alias("u"), sql.col("earlier").alias("v"))
    before = None
    while (now := _fingerprint(edges)) != before:
        before = now
        edges = materialized(_small_star(_large_star(edges)))
    return edges.select(sql.col("u").alias("member"), sql.col("v").alias("component"))


def _large_star(edges: DataFrame) -> DataFrame:
    """Each neighbour greater than a node, tied to the smallest of the node and its neighbours instead."""
    both = edges.union(edges.select(sql.col("v").alias("u"), sql.col("u").alias("v")))
    least = both.groupBy("u").agg(sql.least(sql.col("u"), sql.min("v")).alias("least"))
    return _ties(both.where(sql.col("v") > sql.col("u")).join(least, "u"), sql.col("v"))


def _small_star(edges: DataFrame) -> DataFrame:
    """Each node and its smaller neighbours, tied to the smallest of these."""
    least = edges.groupBy("u").agg(sql.min("v").alias("least"))
    nodes = least.select("u", "least")
    return _ties(edges.join(least, "u"), sql.col("v")).union(nodes.toDF("u", "v")).distinct()


def _ties(joined: DataFrame, member: Column) -> DataFrame:
    ties = joined.select(member.alias("u"), sql.col("least").alias("v"))
    return ties.where(sql.col("u") != sql.col("v")).distinct()


def _fingerprint(edges: DataFrame) -> tuple[Any, ...]:
    """What is the same for two sets of edges only if they are the same, but for one chance in 2**64."""
    summed = sql.sum(sql.xxhash64("u", "v").cast("decimal(38,0)"))
    return tuple(edges.agg(sql.count("*"), summed).first())
