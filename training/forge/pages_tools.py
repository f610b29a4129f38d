"""Pages as OCR tools print them: Markdown, `<br>`, code fences, escapes, bold, log prefixes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from . import asides as around
from . import marks
from .columns import cut_points, wrap
from .sheet import Page, Sheet
from .stories import Library, Story

Tool = Callable[[Sheet, Story, Random], None]


def tool_page(library: Library, random: Random, tool: Tool) -> Page:
    """One story in the hands of a tool."""
    sheet = Sheet()
    tool(sheet, library.take(random, 1, "zh-Hans", (3, 6))[0], random)
    return sheet.page()


def signed(sheet: Sheet, random: Random) -> str:
    byline = random.choice(marks.BYLINES["zh-Hans"])(random)
    sheet.sign(0, byline.names)
    return byline.text


def markdown(sheet: Sheet, story: Story, random: Random) -> None:
    """`#` before headlines and subheads."""
    depth = random.randint(1, 3)
    sheet.markup("#" * depth + " ")
    sheet.line("title", story.title, 0)
    sheet.line("byline", signed(sheet, random), 0)
    for number, text in enumerate(story.paragraphs):
        if number and random.random() < 0.3:
            sheet.markup("#" * (depth + 1) + " ")
            sheet.line("heading", random.choice(around.SUBHEADS["zh-Hans"]), 0)
        sheet.line("paragraph", text, 0)
    sheet.residue.append("# ")


def fenced(sheet: Sheet, story: Story, random: Random) -> None:
    """Markdown inside a code fence."""
    sheet.markup(random.choice(["```markdown", "```", "```text"]))
    sheet.space()
    markdown(sheet, story, random)
    sheet.markup("```")
    sheet.space()
    sheet.residue.append("```")


def line_breaks(sheet: Sheet, story: Story, random: Random) -> None:
    """`<br>` at the end of every line of the column, a blank line between paragraphs."""
    width = random.randint(14, 24)
    sheet.line("title", story.title, 0)
    sign = random.choice(["<br>", "<br/>", "<br />"])
    for text in story.paragraphs:
        unit = sheet.unit("paragraph", text, 0)
        lines = wrap(text, width, random, indent=0)
        for number, line in enumerate(lines):
            sheet.put(unit, line)
            if number < len(lines) - 1:
                sheet.markup(sign)
                sheet.space("\n" * (random.random() < 0.9))
        sheet.space("\n\n")
    sheet.residue.append("<br")


def emphasised(sheet: Sheet, story: Story, random: Random) -> None:
    """`**` around headlines, bylines and the beginnings of paragraphs."""
    for kind, text in (("title", story.title), ("byline", signed(sheet, random))):
        unit = sheet.unit(kind, text, 0)  # type: ignore[arg-type]
        sheet.markup("**")
        sheet.put(unit, text)
        sheet.markup("**")
        sheet.space("\n\n")
    for text in story.paragraphs:
        unit = sheet.unit("paragraph", text, 0)
        points = [p for p in cut_points(text) if p < 20]
        if points and random.random() < 0.4:
            at = random.choice(points)
            sheet.markup("**")
            sheet.put(unit, text[:at])
            sheet.markup("**")
            sheet.put(unit, text[at:])
        else:
            sheet.put(unit, text)
        sheet.space("\n\n")
    sheet.residue.append("**")


def escaped(sheet: Sheet, story: Story, random: Random) -> None:
    r"""Figures as formulas, `\( 12\% \)`, and escaped signs, `\*`."""
    sheet.line("title", story.title, 0)
    for text in story.paragraphs:
        points = cut_points(text)
        at = random.choice(points) if points else len(text)
        figure = f"（{random.randint(2, 98)}%）"
        unit = sheet.unit("paragraph", text[:at] + figure + text[at:], 0)
        sheet.put(unit, text[:at] + "（")
        sheet.markup(r"\(")
        sheet.space(" ")
        sheet.put(unit, figure[1:-2])
        sheet.markup("\\")
        sheet.put(unit, "%")
        sheet.space(" ")
        sheet.markup(r"\)")
        sheet.put(unit, "）" + text[at:])
        sheet.space("\n\n")
    sheet.residue += [r"\(", r"\)", "\\%"]


def logged(sheet: Sheet, story: Story, random: Random) -> None:
    """Every line behind the prefix of a log."""
    prefix = random.choice(["ocr-worker-1  | ", "webserver_1 | ", "[2024-11-02 10:21:07] INFO: "])
    width = random.randint(16, 28)
    units = [sheet.unit("title", story.title, 0), *(sheet.unit("paragraph", t, 0) for t in story.paragraphs)]
    for unit in units:
        for line in wrap(sheet.units[unit].text, width, random, indent=0):
            sheet.markup(prefix.strip())
            sheet.space(" ")
            sheet.put(unit, line)
            sheet.space()
        sheet.markup(prefix.strip())
        sheet.space()
    sheet.residue.append(prefix.strip())


TOOLS: dict[str, Tool] = {
    "Markdown": markdown,
    "code fence": fenced,
    "<br>": line_breaks,
    "bold": emphasised,
    "escapes": escaped,
    "log prefix": logged,
}
