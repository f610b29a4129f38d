"""newsclean: clean news articles from OCR'd pages, wrapped columns, portal dumps and archive posts.

>>> import newsclean
>>> document = newsclean.clean("灯塔重新点亮\\n\\n本报讯 海城的灯塔昨晚重新点亮。\\n\\n此前它熄灭了三年。\\n")
>>> document.articles[0].title
'灯塔重新点亮'

Names are loaded on first use, so that importing the package is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.batch.files import clean_file, clean_files
    from newsclean.duplicates.engine import Deduplicated, Duplicate, dedupe
    from newsclean.duplicates.index.index import Entry, Index, Indexed
    from newsclean.integrations import spark as spark
    from newsclean.integrations.datasketch import minhash, sketches
    from newsclean.integrations.tables import to_arrow, to_pandas, to_polars
    from newsclean.language.normalization import normalize
    from newsclean.model import Article, Block, Document, LedgerRow, Removed
    from newsclean.options import Options, OptionsError
    from newsclean.patterns import Rule
    from newsclean.pipeline import clean, unwrap
    from newsclean.stages.collapse.repeats import Kept, collapse_repeats
    from newsclean.stages.decode.decoded import Decoded
    from newsclean.stages.decode.mojibake import is_mojibake, repair_mojibake
    from newsclean.stages.decode.policy import decode
    from newsclean.stages.read.read import strip_html

__version__ = "0.1.0"

_HOMES = {
    "clean": "pipeline",
    "unwrap": "pipeline",
    "clean_file": "batch.files",
    "clean_files": "batch.files",
    "decode": "stages.decode.policy",
    "strip_html": "stages.read.read",
    "collapse_repeats": "stages.collapse.repeats",
    "is_mojibake": "stages.decode.mojibake",
    "normalize": "language.normalization",
    "repair_mojibake": "stages.decode.mojibake",
    "dedupe": "duplicates.engine",
    "minhash": "integrations.datasketch",
    "sketches": "integrations.datasketch",
    "to_arrow": "integrations.tables",
    "to_pandas": "integrations.tables",
    "to_polars": "integrations.tables",
    "Deduplicated": "duplicates.engine",
    "Duplicate": "duplicates.engine",
    "Index": "duplicates.index.index",
    "Indexed": "duplicates.index.index",
    "Entry": "duplicates.index.index",
    "Article": "model",
    "Block": "model",
    "Decoded": "stages.decode.decoded",
    "Document": "model",
    "Kept": "stages.collapse.repeats",
    "LedgerRow": "model",
    "Removed": "model",
    "Options": "options",
    "OptionsError": "options",
    "Rule": "patterns",
}

_PACKAGES = {"spark": "integrations.spark"}

__all__ = [
    "Article",
    "Block",
    "Decoded",
    "Deduplicated",
    "Document",
    "Duplicate",
    "Entry",
    "Index",
    "Indexed",
    "Kept",
    "LedgerRow",
    "Options",
    "OptionsError",
    "Removed",
    "Rule",
    "clean",
    "clean_file",
    "clean_files",
    "collapse_repeats",
    "decode",
    "dedupe",
    "is_mojibake",
    "minhash",
    "normalize",
    "repair_mojibake",
    "sketches",
    "strip_html",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "unwrap",
]


if not TYPE_CHECKING:  # a type checker would accept every name, even misspelled ones

    def __getattr__(name: str) -> Any:
        if name in _PACKAGES:
            return import_module(f"newsclean.{_PACKAGES[name]}")
        if name in _HOMES:
            return getattr(import_module(f"newsclean.{_HOMES[name]}"), name)
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
