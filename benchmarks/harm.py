#!/usr/bin/env python3
"""What share of the text of articles ends up in none of them, by stage and reason, worst first.

    harm.py [FOLDER ...] [--forged N] [--seed N] [--peers] [--show N] [--max F]

Each FOLDER is searched for documents with gold: NAME.gold.json (articles with `paragraphs`) beside NAME.txt, NAME.md or
NAME.html, and gold.jsonl, whose lines have `text` and perhaps `title`; the latter are printed as plain text, a paragraph a
line. N forged pages of each phenomenon (default 20) are read too. With `--peers`, the gold paragraphs are given to ftfy
(as text) and to trafilatura (as paragraphs of a page) as well. Exits 1 where more than the share F (`--max`) is lost.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from forge import PHENOMENA, Page, Unit, library, squash
from forge import forge as forge_pages

import newsclean

SHORTEST = 4
"""Characters of a removed piece that is looked for inside paragraphs; a shorter one must be a whole paragraph."""
PARAGRAPH = 12
"""Characters of a paragraph that is looked for inside a removed line."""
STAGES = {"repeat": "collapse", "no-article": "segment", "front-matter": "read", "log-prefix": "read", "markup": "read"}
"""The stage that gives a reason; those that are not listed come from label, or from the reading of a web page."""
NO_TEXT = ("markup", "trailer", "folio", "continuation", "byline")
"""Units of forged pages that are no text of an article."""
ELSEWHERE = ("removed", "metadata", "date", "source", "section", "continuation")
"""Roles of text that no article shows as its headline, its byline or a block."""
Losses = Counter[tuple[str, str]]
"""Characters lost, by reason and by the document or phenomenon in which they stood."""


def documents(folders: Iterable[Path]) -> Iterator[tuple[str, bytes, list[str]]]:
    """Name, content and gold paragraphs of each document."""
    for folder in folders:
        for gold in sorted(folder.rglob("*.gold.json")):
            stem = gold.name.removesuffix(".gold.json")
            found = [gold.with_name(stem + ending) for ending in (".txt", ".md", ".html")]
            articles = json.loads(gold.read_text("utf-8"))["articles"]
            for path in [path for path in found if path.exists()][:1]:
                yield str(path), path.read_bytes(), [text for article in articles for text in article["paragraphs"]]
        for gold in sorted(folder.rglob("gold.jsonl")):
            for line in gold.read_text("utf-8").splitlines():
                row = json.loads(line)
                paragraphs = [text for text in (row.get("text") or "").split("\n") if text.strip()]
                if paragraphs:
                    printed = "\n".join([*([row["title"]] if row.get("title") else []), *paragraphs]) + "\n"
                    yield f"{gold.parent.name}/{row.get('id')}", printed.encode(), paragraphs


def lost_of_gold(raw: bytes, paragraphs: Sequence[str]) -> Counter[str]:
    """Characters of gold paragraphs among what was removed and is in no article, by reason."""
    document = newsclean.clean(raw)
    fields = [field for a in document.articles for field in (a.title, a.subtitle, a.byline, a.source) if field]
    kept = squash("\n".join([*fields, *(block.text for a in document.articles for block in a.blocks)]))
    whole = {squash(text) for text in paragraphs}
    gold = "\n".join(sorted(whole))
    lost: Counter[str] = Counter()
    for row in document.ledger:
        if row.role in ELSEWHERE:
            for line in document.text[row.start : row.end].split("\n"):
                lost[row.reason or row.role] += _lost_of_line(squash(line), whole, gold, kept)
    return +lost


def _lost_of_line(line: str, whole: set[str], gold: str, kept: str) -> int:
    """How many characters of a removed line are gold and are nowhere else: all of them, or those of whole paragraphs."""
    if not line or line in kept:
        return 0
    if line in whole or (len(line) >= SHORTEST and line in gold):
        return len(line)
    return sum(len(text) for text in whole if len(text) >= PARAGRAPH and text in line and text not in kept)


def is_text(unit: Unit) -> bool:
    """Whether a unit is text of an article, and no copy of a loop."""
    return unit.article is not None and not unit.drop and unit.kind not in NO_TEXT


def lost_of_forged(page: Page, document: newsclean.Document) -> Counter[str]:
    """Characters of a forged page's articles that were removed though they are no copies, by reason."""
    rows = [(row.start, row.end, row.reason or row.role) for row in document.ledger if row.role in ELSEWHERE]
    lost: Counter[str] = Counter()
    for start, end, number in page.spans:
        unit = page.units[number]
        if not is_text(unit):
            continue
        for left, right, reason in rows:
            if left < end and start < right:
                lost[reason] += len(squash(page.text[max(left, start) : min(right, end)]))
    return +lost


def forged(count: int, seed: int) -> tuple[int, Losses]:
    """Characters of the articles of forged pages, and what is lost of them; pages read as markup are left out."""
    shelf, total, lost = library(), 0, Losses()
    for phenomenon in PHENOMENA:
        for page in forge_pages(phenomenon, shelf, seed, count):
            document = newsclean.clean(page.text, jieba=False)
            if document.text != page.text:
                continue
            total += sum(len(squash(unit.text)) for unit in page.units if is_text(unit))
            for reason, size in lost_of_forged(page, document).items():
                lost[reason, phenomenon.name] += size
    return total, lost


def peers(found: Sequence[tuple[str, bytes, list[str]]]) -> Iterator[str]:
    """What other tools lose or change of the gold paragraphs alone."""
    import ftfy
    import trafilatura

    total = changed = lost = 0
    for _, _, paragraphs in found:
        page = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        kept = squash(trafilatura.extract(f"<html><body><article>{page}</article></body></html>") or "")
        total += sum(len(squash(text)) for text in paragraphs)
        changed += sum(len(squash(text)) for text in paragraphs if squash(ftfy.fix_text(text)) != squash(text))
        lost += sum(len(squash(text)) for text in paragraphs if squash(text) not in kept)
    yield f"ftfy.fix_text      {changed / max(1, total):.5f} of the characters stand in paragraphs that it changes"
    yield f"trafilatura        {lost / max(1, total):.5f} of the characters stand in paragraphs that it loses or changes"


def table(name: str, total: int, lost: Losses, show: int) -> Iterator[str]:
    """The share lost, and the reasons and places where most is lost."""
    yield f"{name:18} {sum(lost.values()) / max(1, total):.5f} of {total} characters lost"
    for (reason, where), size in sorted(lost.items(), key=lambda row: (-row[1], row[0]))[:show]:
        yield f"  {size:7}  {STAGES.get(reason, 'label'):8}  {reason:20} {where}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--forged", type=int, default=20, help="pages of each phenomenon (default 20)")
    parser.add_argument("--seed", type=int, default=20211, help="default: the seed kept for reporting")
    parser.add_argument("--peers", action="store_true", help="also what ftfy and trafilatura lose of the gold")
    parser.add_argument("--show", type=int, default=20, help="rows of each table (default 20)")
    parser.add_argument("--max", type=float, default=1.0, help="exit 1 where more than this share is lost")
    args = parser.parse_args()
    found = list(documents(args.folders))
    total, lost = 0, Losses()
    for name, raw, paragraphs in found:
        total += sum(len(squash(text)) for text in paragraphs)
        for reason, size in lost_of_gold(raw, paragraphs).items():
            lost[reason, name] += size
    made, gone = forged(args.forged, args.seed) if args.forged else (0, Losses())
    print(*table("documents", total, lost, args.show), sep="\n")
    print(*table("forged pages", made, gone, args.show), sep="\n")
    if args.peers:
        print(*peers(found), sep="\n")
    return int(sum(lost.values()) > args.max * total or sum(gone.values()) > args.max * made)


if __name__ == "__main__":
    raise SystemExit(main())
