"""Many files: discovery, workers, limits, whole writes, archives."""
