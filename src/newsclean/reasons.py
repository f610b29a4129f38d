"""Every removal reason with its meaning: reasons of stages are defined here, those of rules are read from the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

UNREAD = "unread"
"""The reason for text that no stage labelled."""

BY_STAGE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "read": {
            "front-matter": "keys of front matter that are not fields of an article",
            "markup": "marks of Markdown and HTML, marks and tokens of OCR tools",
            "tool-log": "log messages of an OCR tool",
            "words-of-model": "remarks of a language model above and below the text that it recognised",
            "drawn-twice": "a line or characters that a PDF draws twice, or on which a tool stuttered",
            "log-prefix": "a logger's tag before a line",
            "advertisement": "an element of a web page whose name says that it is an advertisement",
            "sidebar": "an element of a web page whose name says that it is a side column",
            "boilerplate": "text below the main content of a web page, in an element whose name says nothing",
            "no-story": "everything on a web page that has no main content",
        },
        "label": {
            "navigation": "text above the main content of a portal's page",
            "summary": "a description between headline and body that repeats the body",
        },
        "collapse": {"repeat": "a copy of other text in the document"},
        "segment": {
            "no-article": "a line of fields without an article after it",
            "small-ad": "a small ad or a notice of a newspaper's page",
        },
        "ledger": {UNREAD: "text that no stage labelled; seeing it means a bug"},
    }
)
"""The reasons that stages give without a rule, by stage."""

_BY_RULE = "newsclean.rules.ruleset:removal_meanings"
"""The function that collects the reasons of the rules; imported on use, to avoid circular imports."""


@cache
def reasons() -> Mapping[str, str]:
    """Every reason that a ledger can contain without user rules, with its meaning."""
    module, _, name = _BY_RULE.partition(":")
    collect: Callable[[], dict[str, str]] = getattr(import_module(module), name)
    return MappingProxyType({name: text for stage in BY_STAGE.values() for name, text in stage.items()} | collect())


def meaning(reason: str) -> str:
    """A short description of what is removed for this reason; empty for an unknown reason."""
    return reasons().get(reason, "")
