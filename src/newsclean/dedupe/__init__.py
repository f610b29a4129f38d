"""Near-duplicates: one engine for repeats inside a document and for copies across a corpus."""
