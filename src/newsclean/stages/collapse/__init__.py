"""Pieces to pieces: repeats inside a document."""
