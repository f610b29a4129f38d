"""Text to lines with hints: front matter first, then markup or plain text.

The document's text is the decoded text itself, except where markup is HTML: then it is the text of the front
matter followed by the page's text with one line per block.
"""

from __future__ import annotations

from dataclasses import replace

from newsclean.model import Cut, Layout, Line, Metadata, Source
from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.stages.read import flat_rows, front_matter, labelled_head, markdown, plain
from newsclean.stages.read.web import dom


def read(text: str, *, layout: Layout | None = None, rules: Ruleset = DEFAULT) -> Source:
    """Read a decoded document, as HTML, as Markdown or as plain text; `None` finds out which. Pure; never raises on
    content."""
    found = front_matter.split(text)
    head: list[Line] = []
    cuts: list[Cut] = []
    metadata, body = Metadata(), 0
    flags: tuple[str, ...] = ()
    if found is not None:
        content_end, body = found
        head, cuts, metadata, flags = front_matter.read(text, content_end, body)
    elif (below := labelled_head.split(text)) is not None:
        body = below
        head, cuts, metadata = labelled_head.read(text, body)
    layout = _as(layout, text if body == 0 else text[body:])
    whole = False
    if layout == "html":
        from newsclean.stages.read.web import page  # 40 ms, which other documents are spared

        markup = text[body:]
        whole = page.is_page(markup)
        if whole:
            shown, lines, said = page.read(markup, body, rules)
            metadata = metadata.completed_by(said)
        else:
            shown, lines = dom.read(markup, base=body)
        text = text[:body] + shown
    elif layout == "markdown":
        lines, marks = markdown.read(text, body)
        cuts = cuts + marks
    else:
        lines, tokens = plain.read_lines(text, body)
        if flat_rows.are_flat_rows(lines):
            lines = [replace(line, opens=True) for line in lines]
            flags = (*flags, flat_rows.FLAG)
        cuts = cuts + tokens
    return Source(
        text=text,
        lines=(*head, *lines),
        layout=layout,
        cuts=tuple(cuts),
        metadata=metadata,
        flags=flags,
        story_found=whole,
    )


def _as(layout: Layout | None, text: str) -> Layout:
    """How a text is read; pages of newspapers and dumps of portals are plain text, which later stages tell apart."""
    if layout is None:
        return "html" if dom.is_html(text) else "markdown" if markdown.is_markdown(text) else "plain"
    return layout if layout in ("html", "markdown") else "plain"


def strip_html(markup: str) -> str:
    """The visible text of an HTML page or fragment, one line per block.

    Scripts, styles, comments and what a browser never shows are left out; entities are resolved.

    >>> strip_html("<p>朝の&amp;<b>港</b></p><script>1</script><p>昼</p>")
    '朝の&港\\n昼'
    """
    return dom.read(markup)[0].removesuffix("\n")
