"""Near-duplicates and cleaning on Spark DataFrames. Needs the extra `newsclean[spark]`."""

from __future__ import annotations

try:
    import pandas
    import pyarrow
    import pyspark
except ImportError as error:
    raise ImportError(
        "newsclean.spark needs pyspark, pyarrow and pandas; install them with: pip install 'newsclean[spark]'"
    ) from error

from newsclean.integrations.spark.articles import clean
from newsclean.integrations.spark.near import Deduplicated, dedupe

del pandas, pyarrow, pyspark

__all__ = ["Deduplicated", "clean", "dedupe"]
