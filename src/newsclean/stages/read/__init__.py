"""Text to lines with hints."""
