"""Finds and removes repeats inside a document."""
