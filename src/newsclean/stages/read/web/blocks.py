"""A page as the reader of HTML hands it on: its blocks, and the regions that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsclean.model import Kind


@dataclass(slots=True)
class Region:
    """An element that makes blocks: its tag, all that names it in one string, its class, the region around it, the
    blocks from `first` up to `last` (excluded) that stand in it, whether the page shows it only later, and whether it
    is a part of a line that is set apart from the text around it (a button, a hidden word)."""

    parent: int
    tag: str
    names: str
    group: str
    first: int
    last: int = 0
    hidden: bool = False
    apart: bool = False


class Block(NamedTuple):
    """One line of a page: where its text stands, what it says, the region that holds it, its hint with the level of
    a heading, and how many of its characters are inside links. A tuple is made in a quarter of a dataclass's time."""

    start: int
    end: int
    text: str
    region: int
    hint: Kind | None
    level: int
    linked: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a browser shows it: its text, the blocks of it in order, and the regions they stand in."""

    text: str
    blocks: tuple[Block, ...]
    regions: tuple[Region, ...]
