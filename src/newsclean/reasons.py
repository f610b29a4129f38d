"""Every removal reason with its meaning: those of stages stand here, those of rules are read from the rules."""

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
            "tool-log": "what an OCR tool logged while it worked",
            "words-of-model": "what a language model said above and below the text it read",
            "drawn-twice": "a line or characters that a PDF draws twice, or on which a tool stuttered",
            "log-prefix": "a logger's tag before a line",
            "advertisement": "an element of a web page that is named as an advertisement",
            "sidebar": "an element of a web page that is named as a side column",
            "boilerplate": "what stands below the main content of a web page, in an element without a telling name",
            "no-story": "everything on a web page that has no main content",
        },
        "label": {
            "navigation": "what stands above the main content of a portal's page",
            "summary": "a description between headline and body that repeats the body",
        },
        "collapse": {"repeat": "a copy of text that stands elsewhere"},
        "segment": {
            "no-article": "a line of fields that no article followed",
            "small-ad": "a small ad or a notice of a newspaper's page",
        },
        "ledger": {UNREAD: "text that no stage labelled; seeing it means a bug"},
    }
)
"""The reasons that stages give by themselves, by the stage."""

_BY_RULE = "newsclean.rules.ruleset:removal_meanings"
"""The function that collects the reasons of the rules; imported on use, which avoids a circle of imports."""


@cache
def reasons() -> Mapping[str, str]:
    """Every reason that a ledger can give without rules of a user, with its meaning."""
    module, _, name = _BY_RULE.partition(":")
    collect: Callable[[], dict[str, str]] = getattr(import_module(module), name)
    return MappingProxyType({name: text for stage in BY_STAGE.values() for name, text in stage.items()} | collect())


def meaning(reason: str) -> str:
    """What was removed for this reason, in a few words; empty for an unknown reason."""
    return reasons().get(reason, "")
