"""Pieces to paragraphs: the halves of cut sentences."""
