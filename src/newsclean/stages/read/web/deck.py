"""The deck of a story: the line below its headline that sums it up, and that Article.subtitle gives."""

from __future__ import annotations

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, width
from newsclean.language.dates import find_date
from newsclean.stages.read.web.blocks import Block, Page
from newsclean.stages.read.web.features import LINKED, fold
from newsclean.stages.read.web.metadata import Head, claims

# Blocks below the headline in which a deck can start, and above the story's first paragraph.
BELOW = 8
SHORTEST, LONGEST = 10.0, 500
# Levels of elements whose names can say that they hold a deck.
LEVELS = 3
_NAMED = regex.compile(
    r"(?:^|[\s_-])(?:sub-?_?(?:title|head(?:line|ing)?)s?|decks?|dek|stand-?first|strap-?line|under-?(?:title|rubrik)|entradilla|bajada|chap[oô]|vorspann"
    r"|ingress|manchet|sous-?titre|sottotitolo|copete|sumario|undertittel|perex|anleser|teaser-?text|header-description)(?:$|[\s_-])"
    r"|subtitle|subheadline|standfirst|(?:article|story|post|entry|page)[-_]{0,2}(?:header[-_]{0,2})?(?:dek|deck|lead|lede|summary|intro|description|abstract|excerpt)",
    regex.I,
)


def descriptions(head: Head) -> list[str]:
    """What a page's head says its story is about."""
    named = [*head.meta.get("description", []), *claims(head.objects, "description")]
    named += [*claims(head.objects, "alternativeHeadline"), *head.items.get("alternativeheadline", [])]
    return [folded for text in named if len(folded := fold(text)) > SHORTEST]


def find_deck(page: Page, title: int | None, first: int, said: list[str]) -> int | None:
    """The block that is the deck: between headline and story, and named as one or said in the page's head."""
    if title is None or title > first:
        return None
    for at in range(title + 1, min(first + 1, title + 1 + BELOW)):
        block = page.blocks[at]
        if not _can_be(page, block) or fold(page.blocks[title].text) in fold(block.text):
            continue
        named = _is_named(page, block.region)
        if at < first and (named or _is_said(block.text, said)):
            return at
        if at == first and named and at + 1 < len(page.blocks):
            return at
    return None


def _can_be(page: Page, block: Block) -> bool:
    text = block.text
    if not width(text) >= SHORTEST or len(text) > LONGEST or block.linked > LINKED * len(text):
        return False
    if page.regions[block.region].apart or (find_date(text) and not ends_sentence(text)):
        return False
    return parse_byline(text) is None


def _is_named(page: Page, region: int) -> bool:
    """Whether an element or one next around it that holds little else is named as a deck."""
    start = page.regions[region]
    for _ in range(LEVELS):
        around = page.regions[region]
        if around.last - around.first > start.last - start.first + 2:
            return False
        if _NAMED.search(around.names):
            return True
        region = around.parent
    return False


def _is_said(text: str, said: list[str]) -> bool:
    """Whether a description is the text, or starts with it and says little more; a long one can be cut off."""
    plain = fold(text)
    return any(
        plain == one
        or (plain.startswith(one) and 2 * len(one) > len(plain))
        or (one in plain and 5 * len(one) > 4 * len(plain))
        or (plain in one and 2 * len(plain) > len(one))
        for one in said
    )
