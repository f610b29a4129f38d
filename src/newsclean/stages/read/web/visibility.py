"""What a page does not show, or shows only later, as its markup says it."""

from __future__ import annotations

import re

HIDDEN = re.compile(r"display\s*:\s*none", re.I)
# What a server sends ahead of its place: a script of the page puts it there and shows it (React's S:0).
STREAMED = re.compile(r"S:[0-9a-f]{1,4}")
CLIPPED = re.compile(
    r"\bclip(?:-path)?\s*:\s*(?:rect\(\s*[01]?(?:px)?[,\s]+[01]?(?:px)?[,\s]|inset\(\s*(?:50|100)%)", re.I
)
# Classes of elements that a page shows only later, as its style sheets often call them.
LATER = re.compile(r"(?:^|\s)(?:is-)?hidden(?:$|\s)")
# Classes of text that screen readers read out and nobody sees.
UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|(?:visually|screen-?reader|accessib(?:ly|ility))-?_?(?:hidden|text|only)"
    r"|(?:visuallyhidden|hidden-?visually)|a11y-(?:hidden|text))(?:$|[\s_-])",
    re.I,
)


def is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether the page does not show an element, or shows it only later."""
    if "hidden" in attributes and STREAMED.fullmatch(attributes.get("id") or "") is None:
        return True
    if "style" in attributes and HIDDEN.search(attributes["style"] or "") is not None:
        return True
    if tag != "span":
        return False
    if "class" in attributes and UNSEEN.search(attributes["class"] or "") is not None:
        return True
    return "style" in attributes and CLIPPED.search(attributes["style"] or "") is not None
