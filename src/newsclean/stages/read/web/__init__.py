"""Web pages: their blocks, their main content and their metadata."""
