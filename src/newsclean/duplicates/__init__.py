"""Near-duplicates: one engine for repeats inside a document and for copies across a corpus."""

from newsclean.duplicates.engine import Deduplicated, Duplicate, dedupe

__all__ = ["Deduplicated", "Duplicate", "dedupe"]
