"""What a reader returns: the text of a document, its lines, and what the document says of its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsclean.model import Cut, Line, Metadata
from newsclean.stages.read.flat_rows import FLAG, are_flat_rows
from newsclean.stages.read.inner_html import without_tags
from newsclean.stages.read.plain import read_lines

_NOTHING = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document below its front matter, as a reader read it.

    `text` is what the ledger counts: the characters of the document, or the text that its markup shows. Positions in
    `lines` and `cuts` count from the start of the whole document. `story_found` says that the reader told the main
    content from the rest.
    """

    text: str
    lines: Sequence[Line]
    cuts: Sequence[Cut] = ()
    metadata: Metadata = _NOTHING
    flags: tuple[str, ...] = ()
    story_found: bool = False


def from_text(text: str, start: int, metadata: Metadata = _NOTHING) -> Reading:
    """The reading of a kind of input that comes down to plain text and metadata. `start` is where the text will stand
    in the document: behind its front matter, if it has some.
    """
    padded = "\n" * start + text
    lines, cuts = read_lines(padded, start)
    lines = without_tags(padded, lines, cuts)
    flags: tuple[str, ...] = ()
    if are_flat_rows(lines):
        lines, flags = [replace(line, opens=True) for line in lines], (FLAG,)
    return Reading(text=text, lines=lines, cuts=cuts, metadata=metadata, flags=flags)
