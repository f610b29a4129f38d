"""Small ads among the pieces of a newspaper's page: removed with a reason before stories are formed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsclean.model import Piece
from newsclean.rules.small_ads import SMALL_ADS

REASON = "small-ad"


def without_small_ads(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with small ads and notices as removed. A line that only heads ads goes where one follows it."""
    names = [SMALL_ADS.match(piece.text) if piece.is_text else None for piece in pieces]
    found = list(pieces)
    ad_below = False
    for at in range(len(pieces) - 1, -1, -1):
        name = names[at]
        if pieces[at].role == "removed":
            continue
        ad_below = name is not None and (name != "notice-head" or ad_below)
        if ad_below:
            found[at] = replace(pieces[at], role="removed", reason=REASON)
    return found
