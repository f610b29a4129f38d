"""Connected components of a graph that is too large for a single machine.

Large-star and small-star (Kiveris et al. 2014) alternate: each connects the members of a component closer to its
smallest member, so that a chain of n needs about log n rounds and not n. A round adds at most one edge for each node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as sql

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def components(edges: DataFrame, materialized: Callable[[DataFrame], DataFrame]) -> DataFrame:
    """For each `member` of a component its smallest one, the `component`; the smallest itself has no row.

    `edges` are pairs of numbers, `later` greater than `earlier`. `settled` computes a DataFrame once and cuts its
    lineage, which would otherwise double with every round.
    """
    edges = edges.select(sql.col("later").alias("u"), sql.col("earlier").alias("v"))
    before = None
    while (now := _fingerprint(edges)) != before:
        before = now
        edges = materialized(_small_star(_large_star(edges)))
    return edges.select(sql.col("u").alias("member"), sql.col("v").alias("component"))


def _large_star(edges: DataFrame) -> DataFrame:
    """Connect each neighbour greater than a node to the smallest of the node and its neighbours instead."""
    both = edges.union(edges.select(sql.col("v").alias("u"), sql.col("u").alias("v")))
    least = both.groupBy("u").agg(sql.least(sql.col("u"), sql.min("v")).alias("least"))
    return _ties(both.where(sql.col("v") > sql.col("u")).join(least, "u"), sql.col("v"))


def _small_star(edges: DataFrame) -> DataFrame:
    """Connect each node and its smaller neighbours to the smallest of these."""
    least = edges.groupBy("u").agg(sql.min("v").alias("least"))
    nodes = least.select("u", "least")
    return _ties(edges.join(least, "u"), sql.col("v")).union(nodes.toDF("u", "v")).distinct()


def _ties(joined: DataFrame, member: Column) -> DataFrame:
    ties = joined.select(member.alias("u"), sql.col("least").alias("v"))
    return ties.where(sql.col("u") != sql.col("v")).distinct()


def _fingerprint(edges: DataFrame) -> tuple[Any, ...]:
    """A fingerprint that differs for different sets of edges, but for one chance in 2**64."""
    summed = sql.sum(sql.xxhash64("u", "v").cast("decimal(38,0)"))
    return tuple(edges.agg(sql.count("*"), summed).first())
