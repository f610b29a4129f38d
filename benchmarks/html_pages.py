"""Whole web pages with what is known of them, as benchmarks/html.py reads them from a folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Web:
    """A page: its bytes, the same as text, where it was, and what language it is in (zh, ja, or ws for spaces)."""

    raw: bytes
    text: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is known of it; empty where nothing is."""

    set: str
    id: str
    web: Web
    body: str
    title: str
    date: str


def read_pages(root: Path, sets: Sequence[str]) -> list[Page]:
    """All pages, each set in the order of its rows."""
    found = []
    for name in sets or sorted(path.parent.name for path in root.glob("*/gold.jsonl")):
        for line in (root / name / "gold.jsonl").read_text("utf-8").splitlines():
            found.append(read_page(root, name, json.loads(line)))
    return found


def read_page(root: Path, name: str, row: dict[str, str]) -> Page:
    from newsclean import decode

    raw = gzip.decompress((root / name / f"{row['id']}.html.gz").read_bytes())
    return Page(
        set=name,
        id=row["id"],
        web=Web(raw, decode(raw).text, row.get("url") or "", row["lang"]),
        body=row.get("text") or "",
        title=row.get("title") or "",
        date=row.get("date") or "",
    )
