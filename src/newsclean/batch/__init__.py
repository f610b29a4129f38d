"""Cleaning of many files: discovery, workers, limits, atomic writes, archives."""
