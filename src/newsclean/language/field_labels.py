"""The labels of an article's fields (作者：, Source:, 日期 …), each with the field that it names, for every layout."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsclean.language.words import words
from newsclean.patterns import either

LABELS: Mapping[str, frozenset[str]] = {
    field: words(f"label_{field}")
    for field in (
        "title",
        "subtitle",
        "author",
        "source",
        "date",
        "section",
        "editor",
        "photographer",
        "other",
        "body",
    )
}
"""Labels by the field that they name. Of `editor` and `photographer` no author comes."""
_FIELDS = {word.casefold(): field for field in reversed(list(LABELS)) for word in LABELS[field]}
_JOINT = re.compile(r"(?:(?<!\s)\s+)?[/／、·・&＆和与與]\s*")
COUNTS = frozenset({"text", "words"})
"""Labels of an author that, as the key of a field, stand before a text or a figure."""
COLON = r"[：:／/丨|｜︱│┃]"
"""What stands between a label and its field."""


def field_of(label: str) -> str | None:
    """The field that a label names, or `None`. Of several in one label an author's decides.

    >>> field_of("作者"), field_of("编辑/记者"), field_of("责编"), field_of("港口")
    ('author', 'author', 'editor', None)
    """
    found = _FIELDS.get(label.casefold())
    if found is None:
        named = [_FIELDS.get(part.casefold()) for part in _JOINT.split(label.strip())]
        found = None if None in named else "author" if "author" in named else named[0]
    return found


def label_of(*fields: str) -> str:
    """A group of a pattern that matches the labels of some fields."""
    return either({word for field in fields for word in LABELS[field]})


_WRITTEN = either(word for word in LABELS["author"] if not word.isascii() and len(word) > 1)
_SPOKEN = either(word for word in LABELS["author"] if word.isascii() and " " in word)
_NAMED = either(word for word in LABELS["author"] if word.isascii() and " " not in word and word != "By")
_OTHERS = either(LABELS["editor"] | LABELS["photographer"])
# On a page these head credits of pictures and figures, or name the page itself.
_NOT_ON_PAGES = {"来源于", "媒体", "媒體", "提供", "Site", "资料来源", "資料來源"}
AUTHOR_LABEL = re.compile(
    rf"(?:{_OTHERS}\s*[/／]\s*)?(?:{_WRITTEN}|(?<![\u4e00-\u9fff])[文글])(?:\s*[/／、·]\s*{_OTHERS})?\s*{COLON}\s*"
    rf"|^{_NAMED}\s*[：:|]\s*|^(?:{_SPOKEN}|By):?(?:\s+(?!(?:the|an?|my|our|this|that|all|its|his|her|their)\b)|$|(?-i:(?=[A-Z][a-z.])))",
    re.I,
)
"""A label of authors, with what stands behind it, on a line of a page."""
SOURCE_LABEL = re.compile(rf"(?<![片据料频影]){either(LABELS['source'] - _NOT_ON_PAGES)}\s*[：:丨|]\s*", re.I)
"""A label of an outlet, with what stands behind it."""
EDITOR = re.compile(rf"{label_of('editor')}\s*+(?:[：:丨|]\s*+)?")
"""A label of editors, with what stands behind it."""
