"""Print pages and have them read: NAME.pdf, NAME.truth.json and NAME.TOOL.txt in one folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from .page import Page, Truth
from .printing import print_pdf
from .readers import READERS, Reader
from .sheets import pages


def run(out: Path, seed: int, count: int, texts: list[dict[str, Any]] | None, tools: frozenset[str], jobs: int) -> int:
    """Make all pages; returns 1 when a reading failed, which is named on standard error."""
    out.mkdir(parents=True, exist_ok=True)
    readers = [reader for reader in READERS if not tools or reader.name in tools]
    for reader in readers:
        if not reader.installed():
            print(f"{reader.name}: not installed, left out", file=sys.stderr)
    names = [reader.name for reader in readers if reader.installed()]
    sheets = list(pages(seed, count, texts))
    targets = [out / f"s{seed}-{number:02d}" for number in range(count)]
    with ProcessPoolExecutor(jobs) as pool:
        failed = sum(pool.map(make, sheets, targets, [names] * count))
    print(f"{count} pages, {len(names)} tools: {out}")
    return int(bool(failed))


def make(page: Page, target: Path, names: Sequence[str]) -> int:
    """Print one page and have it read by the tools of these names; returns how many failed."""
    Truth(tuple(page.units)).write(target.with_name(target.name + ".truth.json"))
    pdf = target.with_name(target.name + ".pdf")
    print_pdf(page, pdf)
    return sum(not reading(reader, pdf, target) for reader in READERS if reader.name in names)


def reading(reader: Reader, pdf: Path, target: Path) -> bool:
    """Write what one tool reads; a tool that fails writes nothing."""
    try:
        text = reader.read(pdf)
    except Exception as error:  # any tool may fail in any way; the others go on
        print(f"{reader.name} on {pdf.name}: {error}", file=sys.stderr)
        return False
    target.with_name(f"{target.name}.{reader.name}.txt").write_text(text, encoding="utf-8", newline="")
    return True
