"""Renders documents in several formats; formats.py has the table of them."""
