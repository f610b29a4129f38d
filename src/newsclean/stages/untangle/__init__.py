"""Moves paragraphs to the story that they belong to, by topic."""
