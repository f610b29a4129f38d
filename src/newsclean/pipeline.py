"""The order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec

from newsclean.collapse import collapse
from newsclean.decoding import decode
from newsclean.label import label
from newsclean.ledger import account
from newsclean.link import link
from newsclean.mhtml import page_in
from newsclean.model import Document, Source
from newsclean.mojibake import is_mojibake
from newsclean.mojibake import repair_mojibake as repaired
from newsclean.normalization import normalized
from newsclean.read import read
from newsclean.read.plain import read_lines
from newsclean.reflow import reflow
from newsclean.segment import segment
from newsclean.stories import is_single
from newsclean.untangle import untangle


def clean(
    raw: bytes | str,
    *,
    encoding: str | None = None,
    declared: str | None = None,
    source: str | None = None,
    jieba: bool | None = None,
    repair_mojibake: bool = False,
    normalize: Sequence[str] = (),
) -> Document:
    """Clean one document: bytes (or decoded text) to the articles in it, with every character accounted for.

    `encoding` names the codec of the bytes and overrules its detection (`LookupError` for an unknown one);
    `declared` is the charset that a header of HTTP gave, believed where the document reads well in it. `source` is
    the name that the result carries. `jieba` asks for jieba's dictionary where cut sentences are joined: `None`
    uses it where it is installed, `False` never, `True` raises `ModuleNotFoundError` where it is missing.
    `repair_mojibake` undoes decoding in a wrong encoding where the way back is exact; text that still shows it has
    the flag `mojibake`. `normalize` names what is changed in the articles beyond that: `nfc`, `punctuation`,
    `quotation-marks`, `simplified` (`ValueError` for another name, `ModuleNotFoundError` for the last without
    OpenCC).
    Nothing in the content makes it raise.
    """
    if jieba and find_spec("jieba") is None:
        raise ModuleNotFoundError("jieba is not installed; install it with: pip install 'newsclean[zh]'")
    decoded = decode(raw if isinstance(raw, str) else page_in(bytes(raw)), encoding=encoding, declared=declared)
    text = repaired(decoded.text) if repair_mojibake else decoded.text
    page = label(read(text))
    pieces = reflow(page.lines, layout=page.layout)
    pieces = collapse(page.text, pieces, apart=not page.story_found)
    if page.layout == "plain":
        pieces = link(pieces, jieba=jieba)
    stories, removed = segment(page.text, pieces, layout=page.layout, metadata=page.metadata)
    if page.layout == "plain":
        stories = untangle(stories, single=is_single(page.layout, page.metadata))
    document = account(page, stories, removed)
    flags = document.flags + ("mojibake",) * is_mojibake(document.text)
    document = replace(document, encoding=decoded.encoding, source=source, flags=flags)
    return normalized(document, normalize) if normalize else document


def unwrap(text: str) -> str:
    """Hard-wrapped lines to paragraphs, a blank line between; text that is not wrapped keeps its lines.

    >>> unwrap("灯塔建成一百年，昨\\n天它第一次向市民开\\n放，来的人排到了码\\n头上。")
    '灯塔建成一百年，昨天它第一次向市民开放，来的人排到了码头上。'
    """
    lines, cuts = read_lines(text)
    page = label(Source(text=text, lines=tuple(lines), cuts=tuple(cuts)))
    return "\n\n".join(piece.text for piece in reflow(page.lines, layout=page.layout))
