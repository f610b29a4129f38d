"""Text to lines with hints: front matter first, then the rest by the first reader of a table that recognizes it.

The document's text is the decoded text itself, except where a reader shows another one (the text of a page of HTML):
then it is the front matter followed by what that reader shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsclean.model import Cut, Layout, Line, Metadata, Source
from newsclean.rules.ruleset import DEFAULT, Ruleset
from newsclean.stages.read import front_matter, inner_html, labelled_head, markdown
from newsclean.stages.read.reading import Reading, from_text
from newsclean.stages.read.web import dom


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of input: its name, the layout that the result states, whether a text is of this kind, and the function
    that reads it. That gets the text below the front matter, where it starts in the document, and the rules.
    """

    name: str
    layout: Layout
    recognizes: Callable[[str], bool]
    read: Callable[[str, int, Ruleset], Reading]


def _html(markup: str, start: int, rules: Ruleset) -> Reading:
    from newsclean.stages.read.web import page  # 40 ms, which other documents are spared

    if not page.is_page(markup):
        text, lines = dom.read(markup, base=start)
        return Reading(text=text, lines=lines)
    text, lines, metadata, flags = page.read(markup, start, rules)
    return Reading(text=text, lines=lines, metadata=metadata, flags=flags, story_found=True)


def _markdown(text: str, start: int, rules: Ruleset) -> Reading:
    lines, cuts = markdown.read("\n" * start + text, start)
    kicker = " ".join(line.text for line in lines if line.role == "subtitle")
    return Reading(text=text, lines=lines, cuts=cuts, metadata=Metadata(subtitle=kicker or None))


def _is_html(text: str) -> bool:
    return dom.is_html(text) and not inner_html.is_inside(text)


READERS = (
    Reader("html", "html", _is_html, _html),
    Reader("markdown", "markdown", markdown.is_markdown, _markdown),
    Reader("plain", "plain", lambda text: True, lambda text, start, rules: from_text(text, start)),
)
"""The kinds of input; the first that recognizes a text reads it. Pages of newspapers and dumps of portals are plain
text, which later stages tell apart.
"""


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
    content = text if body == 0 else text[body:]
    reader = _reader(content, layout)
    reading = reader.read(content, body, rules)
    return Source(
        text=text[:body] + reading.text if body else reading.text,
        lines=(*head, *reading.lines),
        layout=reader.layout,
        cuts=(*cuts, *reading.cuts),
        metadata=metadata.completed_by(reading.metadata),
        flags=flags + reading.flags,
        story_found=reading.story_found,
    )


def _reader(text: str, layout: Layout | None) -> Reader:
    """The reader for a text: that of a layout which was asked for, else the first that recognizes the text."""
    if layout is None:
        return next(reader for reader in READERS if reader.recognizes(text))
    return next((reader for reader in READERS if reader.name == layout), READERS[-1])


def strip_html(markup: str) -> str:
    """The visible text of an HTML page or fragment, one line per block.

    Scripts, styles, comments and what a browser never shows are left out; entities are resolved.

    >>> strip_html("<p>朝の&amp;<b>港</b></p><script>1</script><p>昼</p>")
    '朝の&港\\n昼'
    """
    return dom.read(markup)[0].removesuffix("\n")
