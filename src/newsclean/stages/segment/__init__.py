"""Paragraphs to stories, by markers."""
