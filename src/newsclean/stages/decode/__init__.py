"""Decodes bytes to text."""
