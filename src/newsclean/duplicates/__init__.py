"""Near-duplicates across documents: signatures, candidates, verification by alignment, clusters."""
