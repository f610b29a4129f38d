"""What the reasons of a ledger mean, in a few words for those who meet one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_OTHER_LANGUAGES = "-foreign"
"""Ends the names of rules for pages in other languages than Chinese, that take what their namesakes take."""

_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "repeat": "a copy of what stands elsewhere",
        "front-matter": "keys of front matter that are no field",
        "markup": "marks of Markdown and HTML, marks and tokens of OCR tools",
        "tool-log": "what an OCR tool logged while it worked",
        "words-of-model": "what a language model said above and below the text it read",
        "log-prefix": "a logger's tag before a line",
        "template": "what a server should have filled in",
        "breadcrumb": "the way from the front page to this one",
        "share": "buttons for sharing",
        "counter": "numbers beside buttons",
        "scan": "calls to scan a code",
        "font-size": "switches for the size of letters",
        "service": "services and advertisements of the site",
        "site": "links about the site",
        "link": "a link to another story between paragraphs",
        "paywall": "a call to log in, or to pay, to read on",
        "recommendation": "other stories, and what stands below a story on a portal's page",
        "comments": "the head of a comment section",
        "trailer": "editors, origin and end marks below a story",
        "legal": "disclaimers and copyright",
        "about": "links about the publisher",
        "navigation": "what stands above a story on a portal's page",
        "advertisement": "what the page names an advertisement",
        "sidebar": "what the page names a side column",
        "boilerplate": "what stands below a page's story and is not named",
        "no-story": "all of a page in which no story is",
        "summary": "a description between headline and story that the story says again",
        "page-number": "the number of a printed page",
        "masthead": "the head of a printed page",
        "folio": "the line at the head or foot of a printed page, and who made it up",
        "folio-english": "the line at the head or foot of a printed page",
        "contact": "addresses and numbers of the paper",
        "section-label": "the name of a section",
        "filing": "marks of filing under an official notice",
        "rule": "a line drawn between texts",
        "no-article": "a line of fields that no article followed",
        "unread": "what no stage has spoken for",
    }
)

REASONS: tuple[str, ...] = (
    *_MEANINGS,
    *(
        f"{name}{_OTHER_LANGUAGES}"
        for name in "share service site link paywall recommendation comments trailer".split()
    ),
)
"""All reasons that a ledger can give."""


def meaning(reason: str) -> str:
    """What went for this reason; empty for one that is not known."""
    return _MEANINGS.get(reason.removesuffix(_OTHER_LANGUAGES), "")
