"""The function that shows a value in a notebook, by the name of its class and the form."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

FORMS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("Article", "html"): "newsclean.render.html.page:article_fragment",
        ("Article", "markdown"): "newsclean.render.markdown:article_markdown",
        ("Document", "html"): "newsclean.render.html.page:document_fragment",
        ("Document", "markdown"): "newsclean.render.markdown:document_markdown",
        ("Deduplicated", "html"): "newsclean.integrations.notebook:deduplicated_fragment",
        ("Deduplicated", "markdown"): "newsclean.integrations.notebook:deduplicated_markdown",
    }
)
"""Each is named, and imported on use."""


def shown(value: object, form: str) -> str:
    """`value` as a notebook shows it in one form, `html` or `markdown`."""
    module, _, name = FORMS[type(value).__name__, form].partition(":")
    text: str = getattr(import_module(module), name)(value)
    return text
