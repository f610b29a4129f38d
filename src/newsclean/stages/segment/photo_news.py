"""Photo news: a headline, one paragraph that begins with its day, and who made the picture."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsclean.language.characters import ends_sentence
from newsclean.model import Piece
from newsclean.stages.segment.kinds import is_heading

LONGEST = 200
"""Characters of its paragraph; that of a story's last section with a picture is as long, and begins with no day."""
_DAY = regex.compile(
    r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|\d{1,2}日[，,]|(?:昨[天日]|今[天日]|日前|近日|连日来|連日來|前[天日])[，,\p{Han}]"
)


def photo_stories(pieces: Sequence[Piece]) -> frozenset[int]:
    """Indices of the paragraphs that are photo news: below a headline, above a credit behind which another story
    starts or nothing follows."""
    return frozenset(
        at
        for at in range(1, len(pieces) - 1)
        if pieces[at + 1].role == "credit"
        and is_heading(pieces[at - 1])
        and pieces[at].is_text
        and pieces[at].hint in (None, "paragraph")
        and len(pieces[at].text) <= LONGEST
        and _DAY.match(pieces[at].text) is not None
        and ends_sentence(pieces[at].text)
        and (at + 2 == len(pieces) or is_heading(pieces[at + 2]))
    )
