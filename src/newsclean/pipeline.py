"""The order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsclean.language.normalization import normalized
from newsclean.ledger import account, restored
from newsclean.model import Document, Source
from newsclean.options import Options, overruled, require_jieba
from newsclean.stages.collapse.collapse import collapse
from newsclean.stages.decode.file_types import FLAG, kind_of
from newsclean.stages.decode.mojibake import is_mojibake
from newsclean.stages.decode.mojibake import repair_mojibake as repaired
from newsclean.stages.decode.policy import decode
from newsclean.stages.label.label import label
from newsclean.stages.read.flat_rows import FLAG as FLAT_ROWS
from newsclean.stages.read.mhtml import page_in
from newsclean.stages.read.plain import read_lines
from newsclean.stages.read.read import read
from newsclean.stages.read.side_by_side import arranged
from newsclean.stages.reflow.reflow import reflow
from newsclean.stages.rejoin.rejoin import link
from newsclean.stages.segment.fields import with_fields
from newsclean.stages.segment.segment import segment
from newsclean.stages.untangle.untangle import untangle


def clean(
    raw: bytes | str,
    *,
    options: Options | None = None,
    encoding: str | None = None,
    declared: str | None = None,
    source: str | None = None,
    jieba: bool | None = None,
    repair_mojibake: bool | None = None,
    normalize: Sequence[str] | None = None,
) -> Document:
    """Clean one document: extract the articles from bytes (or decoded text), and account for every character.

    Options given by name override those in `options`. `encoding` names the codec of the bytes instead of detecting it
    (`LookupError` for an unknown one); `declared` is the charset from an HTTP header, used if the document reads well
    in it. `source` is the name stored in the result. `jieba` controls the use of jieba's dictionary for joining cut
    sentences: by default it is used if it is installed, `False` never uses it, and `True` raises `ModuleNotFoundError`
    if it is missing. `repair_mojibake` undoes decoding in a wrong encoding if that is exactly reversible; text with
    remaining mojibake gets the flag `mojibake`. `normalize` names further changes to the articles: `nfc`,
    `punctuation`, `quotation-marks`, `simplified` (`ValueError` for another name, `ModuleNotFoundError` for the last
    without OpenCC). No content makes it raise. Bytes that are not text (a PDF file, a picture, an archive) give a
    document without text that has the flag `not-text: …`, unless `encoding` is given.
    """
    named = {"encoding": encoding, "jieba": jieba, "repair_mojibake": repair_mojibake, "normalize": normalize}
    options = overruled(options, named)
    if options.jieba:
        require_jieba()
    if options.encoding is None and not isinstance(raw, str) and (kind := kind_of(bytes(raw))):
        return Document(text="", articles=(), ledger=(), source=source, flags=("no-article", f"{FLAG}{kind}"))
    decoded = decode(raw if isinstance(raw, str) else page_in(bytes(raw)), encoding=options.encoding, declared=declared)
    text = repaired(decoded.text) if options.repair_mojibake else decoded.text
    order = arranged(text) if options.layout not in ("html", "markdown", "portal") else None
    document = _document(order.text if order else text, options)
    if order:
        document = restored(document, text, order.starts, order.places)
    flags = document.flags + ("mojibake",) * is_mojibake(document.text)
    document = replace(document, encoding=decoded.encoding, source=source, flags=flags)
    return normalized(document, options.normalize) if options.normalize else document


def _document(text: str, options: Options) -> Document:
    rules = options.ruleset
    page = label(read(text, layout=options.layout, rules=rules), layout=options.layout, rules=rules)
    pieces = reflow(page.lines, layout=page.layout)
    if options.collapse:
        pieces = collapse(page.text, pieces, apart=not page.story_found)
    ordered = FLAT_ROWS not in page.flags
    if page.layout == "plain" and ordered:
        pieces = link(pieces, jieba=options.jieba, certainty=options.link_certainty, join=options.link)
    stories, removed = segment(page, pieces, single=options.single)
    if page.layout == "plain" and options.untangle and ordered:
        stories = untangle(stories, single=options.single or page.holds_one_article)
    stories = with_fields(stories, page.metadata)
    document = account(page, stories, removed)
    return replace(document, layout=options.layout) if options.layout else document


def unwrap(text: str) -> str:
    """Join hard-wrapped lines to paragraphs, separated by a blank line; text that is not wrapped keeps its lines.

    >>> unwrap("灯塔建成一百年，昨\\n天它第一次向市民开\\n放，来的人排到了码\\n头上。")
    '灯塔建成一百年，昨天它第一次向市民开放，来的人排到了码头上。'
    """
    lines, cuts = read_lines(text)
    page = label(Source(text=text, lines=tuple(lines), cuts=tuple(cuts)))
    return "\n\n".join(piece.text for piece in reflow(page.lines, layout=page.layout))
