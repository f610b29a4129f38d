"""Integrations with optional libraries."""
