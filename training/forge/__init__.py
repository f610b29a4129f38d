"""A forge of pages whose truth is known, one phenomenon a page."""

from __future__ import annotations

from .phenomena import PHENOMENA, Phenomenon, forge
from .sheet import Page, Unit, squash
from .stories import Library, Story, library

__all__ = ["PHENOMENA", "Library", "Page", "Phenomenon", "Story", "Unit", "forge", "library", "squash"]
