"""An index of the texts seen so far, on disk: a batch is compared with it, and with itself, in bounded memory."""

from newsclean.duplicates.index.index import Entry, Index, Indexed

__all__ = ["Entry", "Index", "Indexed"]
