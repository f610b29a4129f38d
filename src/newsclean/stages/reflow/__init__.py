"""Lines to pieces: wrapped lines joined to paragraphs."""
