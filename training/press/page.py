"""The values of a printed page: what it says (units), where its lines stand, and the truth written beside it.

Lengths are in ems of body type.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FURNITURE = frozenset({"masthead", "folio", "section", "ad"})
"""Kinds of units that belong to the page and to no article."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a page says. `kind`: title, kicker, deck, byline, paragraph, subhead, caption, credit,
    continuation, or one of FURNITURE."""

    kind: str
    text: str
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line of a unit; `align` is left, right, center or justify."""

    unit: int
    text: str
    x: float
    y: float
    width: float
    size: float = 1.0
    align: str = "left"
    display: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A photograph (filled) or the border of a box."""

    x: float
    y: float
    width: float
    height: float
    filled: bool


@dataclass(slots=True)
class Page:
    """A page while it is laid out, and afterwards. Lines stand in the order in which the file draws them."""

    units: list[Unit] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    font: str = "TrueType"

    def unit(self, kind: str, text: str, article: int | None = None) -> int:
        self.units.append(Unit(kind, text, article))
        return len(self.units) - 1

    def printed(self, number: int) -> str:
        """All lines of a unit, joined."""
        return "".join(line.text for line in self.lines if line.unit == number)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page says, without where."""

    units: tuple[Unit, ...]

    def of(self, *kinds: str) -> list[Unit]:
        return [unit for unit in self.units if unit.kind in kinds]

    def write(self, path: Path) -> None:
        units = [asdict(unit) for unit in self.units]
        path.write_text(json.dumps({"units": units}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Truth:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["units"]
        return cls(tuple(Unit(**row) for row in rows))


def fold(text: str) -> str:
    """`text` for comparing: compatibility forms unified, without white space and the marks of Markdown."""
    return "".join(unicodedata.normalize("NFKC", text).translate(MARKS).split())


MARKS = str.maketrans("", "", "*#`~_|")
