"""Lines of several columns in a flat list, row by row: OCR tools without their boxes print them so.

Nothing tells the columns apart, so such a text is not put into order, only found, that a reader knows it and no stage
joins its lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsclean.language.characters import ends_sentence, has_han, width
from newsclean.model import Line

FLAG = "reading-order"
"""Document flag: the lines of several columns stand in a flat list, row by row."""

# Lines that tell; cells of a column, and the share of the lines that are about as wide as it.
LEAST = 24
COLUMN = (8.0, 30.0)
SAME, SAME_SHARE = 1.0, 0.2
INDENT, FIRST_SLACK = 2.0, 0.55
# Where text goes on from line to line, first lines (two cells short) stand below the end of a sentence, full ones below
# such an end only where paragraphs have no indent. Shares of the lines that break both rules: in order 0 to .02
# each, in flat rows .04 to .08 (at least so many).
FEWEST, BROKEN, BROKEN_SUM = 5, 0.035, 0.09


def are_flat_rows(lines: Sequence[Line]) -> bool:
    """Whether lines are those of several columns, row by row."""
    texts = [line.text for line in lines]
    if len(texts) < LEAST or not has_han("".join(texts[:200])):
        return False
    often = Counter(round(width(text)) for text in texts if COLUMN[0] <= width(text) <= COLUMN[1])
    if not often:
        return False
    wide = max(often, key=lambda cells: (often[cells], cells))
    full = [abs(width(text) - wide) <= SAME for text in texts]
    if sum(full) < SAME_SHARE * len(texts):
        return False
    inside, headless = _broken(texts, full, wide)
    return min(inside, headless) >= max(FEWEST, BROKEN * len(texts)) and inside + headless >= BROKEN_SUM * len(texts)


def _broken(texts: Sequence[str], full: Sequence[bool], wide: float) -> tuple[int, int]:
    """How many first lines stand below a full line that ends no sentence, and how many full ones below a short line
    that ends one."""
    inside = headless = 0
    for at in range(1, len(texts)):
        above, below = texts[at - 1], texts[at]
        if full[at - 1] and not ends_sentence(above):
            first = abs(width(below) - wide + INDENT) <= FIRST_SLACK
            inside += first and not ends_sentence(below)
        elif ends_sentence(above) and width(above) < wide - INDENT:
            headless += full[at]
    return inside, headless
