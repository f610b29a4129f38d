"""What newsclean made of a page, told in positions of the page's text without white space."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .sheet import Page, squash


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """For each position of the page: what follows it in its block (-1: nothing), its article and its role.

    `following` passes over the page's markup. `blocks` are the texts and kinds of the output.
    """

    following: list[int]
    article: list[int | None]
    role: list[str]
    blocks: tuple[tuple[str, str], ...] = ()
    articles: tuple[Any, ...] = field(default=(), repr=False)


def alignment(ours: str, theirs: str) -> list[int]:
    """For each character of `theirs` its position in `ours`, or -1."""
    if ours == theirs:
        return list(range(len(ours)))
    from rapidfuzz.distance import Levenshtein

    found = [-1] * len(theirs)
    for step in Levenshtein.opcodes(ours, theirs):
        same_length = step.src_end - step.src_start == step.dest_end - step.dest_start
        if step.tag in {"equal", "replace"} and same_length:
            found[step.dest_start : step.dest_end] = range(step.src_start, step.src_end)
    return found


def chain(following: list[int], positions: Iterable[int], markup: set[int]) -> None:
    """Note that the positions follow each other."""
    plain = [p for p in positions if p >= 0 and p not in markup]
    for before, after in itertools.pairwise(plain):
        following[before] = after


def markup_positions(page: Page) -> set[int]:
    return {p for p, unit in enumerate(page.owners()) if page.units[unit].kind == "markup"}


def read_paragraphs(page: Page, text: str) -> Reading:
    """The reading of a plain text with one paragraph a line."""
    ours = squash(page.text)
    paragraphs = [squash(line) for line in re.split(r"\n+", text) if line.strip()]
    places = alignment(ours, "".join(paragraphs))
    following = [-1] * len(ours)
    markup = markup_positions(page)
    at = 0
    for paragraph in paragraphs:
        chain(following, places[at : at + len(paragraph)], markup)
        at += len(paragraph)
    blocks = tuple(("paragraph", line) for line in text.split("\n") if line.strip())
    return Reading(following=following, article=[None] * len(ours), role=["paragraph"] * len(ours), blocks=blocks)


def in_reading_order(text: str, rows: Sequence[tuple[str, list[int]]]) -> list[int]:
    """The positions of a block's rows, in the order in which the block's text has them."""
    found: list[tuple[int, int, list[int]]] = []
    at = 0
    for number, (row, positions) in enumerate(rows):
        place = text.find(row, at)
        if place < 0:
            place = text.find(row)
        found.append((place if place >= 0 else at, number, positions))
        at = max(at, place + len(row))
    return [p for _, _, positions in sorted(found) for p in positions]


def nothing_read(page: Page) -> Reading:
    """The reading of a page that could not be read: everything is lost."""
    size = len(squash(page.text))
    return Reading(following=[-1] * size, article=[None] * size, role=["removed"] * size)


def read_document(page: Page, document: Any) -> Reading:
    """The reading of a newsclean Document."""
    ours = squash(page.text)
    before = [0]
    for char in document.text:
        before.append(before[-1] + (not char.isspace()))
    places = alignment(ours, squash(document.text))
    article: list[int | None] = [None] * len(ours)
    role = [""] * len(ours)
    following = [-1] * len(ours)
    markup = markup_positions(page)
    groups: dict[tuple[Any, ...], list[tuple[str, list[int]]]] = defaultdict(list)
    for number, row in enumerate(document.ledger):
        positions = places[before[row.start] : before[row.end]]
        for position in positions:
            if position >= 0:
                article[position], role[position] = row.article, row.role
        if positions:
            in_article = row.article is not None and row.role != "removed"
            key = (row.article, row.block, row.role if row.block is None else "") if in_article else (number,)
            groups[key].append((squash(document.text[row.start : row.end]), positions))
    for key, rows in groups.items():
        text = ""
        if len(key) == 3 and key[1] is not None:
            text = squash(document.articles[key[0]].blocks[key[1]].text)
        chain(following, in_reading_order(text, rows), markup)
    blocks = tuple((block.kind, block.text) for a in document.articles for block in a.blocks)
    return Reading(following=following, article=article, role=role, blocks=blocks, articles=tuple(document.articles))
