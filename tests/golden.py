"""Goldens: what a careful reader expects of each document in fixtures/, in a form that a person can edit.

    python -m tests.golden [NAME ...] [--write]

prints how the pipeline's result differs from each golden; `--write` makes the result the golden. The form, and what
a golden may leave open, is described in fixtures/README.md.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import zip_longest
from pathlib import Path

import newsclean
from newsclean.model import FIELDS as NAMED
from newsclean.model import Article, Document, Removed

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FIELDS = tuple(each.name for each in fields(Article) if each.name != "blocks")
OPEN_UNLESS_NAMED = frozenset(NAMED) - {"title", "subtitle", "authors", "date"} | {"flags"}
"""Fields that a golden without a `removed` section leaves open where it does not print them."""
ANY = "?"
BLOCK = re.compile(r"\[(?P<kind>[a-z]+)(?: x(?P<copies>\d+|\?))?\] ?(?P<text>.*)")
REMOVED = re.compile(r"\[(?P<label>[^\]]+)\] ?(?P<text>.*)")
CONTINUED = "    "
EDGES = ("---", "+++", "@@ ")
"""The lines of a unified diff that name files and places."""


@dataclass(frozen=True, slots=True)
class GoldenBlock:
    """A block; `copies` is `None` and `text` is `?` where the golden leaves them open."""

    kind: str
    text: str
    copies: int | None = 1

    def agrees(self, other: GoldenBlock) -> bool:
        """Whether another block is all that this one states."""
        return (
            self.kind == other.kind
            and self.text in (ANY, other.text)
            and (self.copies is None or self.copies == other.copies)
        )

    def __str__(self) -> str:
        copies = {1: "", None: " x?"}.get(self.copies, f" x{self.copies}")
        return f"[{self.kind}{copies}] {self.text}".replace("\n", "\n" + CONTINUED)


@dataclass(frozen=True, slots=True)
class GoldenArticle:
    """An article: its printed fields by name, and its blocks."""

    fields: dict[str, str] = field(default_factory=dict)
    blocks: tuple[GoldenBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Golden:
    """A document's result. `removed` holds (label, folded text) rows, `None` where the golden leaves them open."""

    layout: str | None = None
    flags: str | None = None
    articles: tuple[GoldenArticle, ...] = ()
    removed: tuple[tuple[str, str], ...] | None = None


def golden_of(document: Document) -> Golden:
    """The golden that states everything about a result."""
    return Golden(
        layout=document.layout,
        flags=", ".join(document.flags) or None,
        articles=tuple(map(_article, document.articles)),
        removed=tuple((_label(piece), " ".join(piece.text.split())) for piece in document.removed),
    )


def _article(article: Article) -> GoldenArticle:
    values = {name: getattr(article, name) for name in FIELDS}
    printed = {name: value if isinstance(value, str) else ", ".join(value) for name, value in values.items() if value}
    return GoldenArticle(printed, tuple(GoldenBlock(b.kind, b.text, b.copies) for b in article.blocks))


def _label(piece: Removed) -> str:
    if piece.article is None or piece.block is None:
        return piece.reason
    return f"{piece.reason} of {piece.article + 1}.{piece.block + 1}"


def golden_text(document: Document) -> str:
    """The golden file of a result."""
    return print_golden(golden_of(document))


def print_golden(golden: Golden) -> str:
    """The text of a golden file; `parse_golden` reads it back."""
    return "\n".join(_printed(golden)) + "\n"


def _printed(golden: Golden) -> Iterator[str]:
    head = {"layout": golden.layout, "flags": golden.flags}
    yield from (f"{name}: {value}" for name, value in head.items() if value)
    for number, article in enumerate(golden.articles, 1):
        yield from ("", f"=== article {number}")
        yield from (f"{name}: {article.fields[name]}" for name in FIELDS if name in article.fields)
        yield ""
        yield from map(str, article.blocks)
    if golden.removed is not None:
        yield from ("", "=== removed")
        yield from (f"[{label}] {text}".rstrip() for label, text in golden.removed)


def parse_golden(text: str) -> Golden:
    """A golden from its file's text.

    Raises:
        ValueError: a line is none of the form's, named with its number.
    """
    head, *sections = re.split(r"^=== ", text, flags=re.MULTILINE)
    names = _fields(head.splitlines(), ("layout", "flags"))
    articles: list[GoldenArticle] = []
    removed: tuple[tuple[str, str], ...] | None = None
    for section in sections:
        name, *lines = section.splitlines()
        if name == "removed":
            removed = tuple(_removed(lines))
        elif re.fullmatch(r"article \d+", name):
            articles.append(GoldenArticle(_fields(lines, FIELDS), tuple(_blocks(lines))))
        else:
            raise ValueError(f"a section is 'article N' or 'removed', not {name!r}")
    return Golden(names.get("layout"), names.get("flags"), tuple(articles), removed)


def _fields(lines: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if not line.strip() or line.startswith(("[", CONTINUED)):
            continue
        name, colon, value = line.partition(": ")
        if not colon or name not in known:
            raise ValueError(f"a field is one of {', '.join(known)}, not {line!r}")
        found[name] = value
    return found


def _blocks(lines: Sequence[str]) -> Iterator[GoldenBlock]:
    for entry in _entries(lines):
        match = BLOCK.fullmatch(entry[0])
        if not match:
            raise ValueError(f"a block is '[kind] text', not {entry[0]!r}")
        copies = match["copies"] or "1"
        yield GoldenBlock(match["kind"], "\n".join([match["text"], *entry[1:]]), None if copies == ANY else int(copies))


def _removed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in filter(None, lines):
        match = REMOVED.fullmatch(line)
        if not match:
            raise ValueError(f"a removed row is '[reason] text', not {line!r}")
        yield match["label"], match["text"]


def _entries(lines: Sequence[str]) -> Iterator[list[str]]:
    """Each line that opens a bracket, with the indented lines that continue it."""
    entry: list[str] = []
    for line in lines:
        if line.startswith("["):
            if entry:
                yield entry
            entry = [line]
        elif entry and line.startswith(CONTINUED):
            entry.append(line.removeprefix(CONTINUED))
    if entry:
        yield entry


def differences(want: Golden, got: Golden) -> list[str]:
    """What a golden states and a result does not, one line each: the field, what is wanted, what came."""
    open_names = OPEN_UNLESS_NAMED if want.removed is None else frozenset()
    found = []
    if want.layout and want.layout != got.layout:
        found.append(f"layout: want {want.layout}, got {got.layout}")
    if want.flags != got.flags and (want.flags or not open_names):
        found.append(f"flags: want {want.flags}, got {got.flags}")
    for number, (a, b) in enumerate(zip_longest(want.articles, got.articles), 1):
        if a is None or b is None:
            what = f"want none, got {b.fields.get('title')!r}" if b else f"want {a.fields.get('title')!r}, got none"
            found.append(f"article {number}: {what}")
            continue
        found += [f"article {number}: {line}" for line in _article_differences(a, b, open_names)]
    if want.removed is not None:
        a_rows, b_rows = ([f"[{label}] {text}" for label, text in golden.removed or ()] for golden in (want, got))
        told = difflib.unified_diff(a_rows, b_rows, n=0, lineterm="")
        found += [f"removed: {line}" for line in told if line[:3] not in EDGES]
    return found


def _article_differences(want: GoldenArticle, got: GoldenArticle, open_names: frozenset[str]) -> Iterator[str]:
    for name in FIELDS:
        a, b = want.fields.get(name), got.fields.get(name)
        if a not in (b, ANY) and not (a is None and name in open_names):
            yield f"{name}: want {a}, got {b}"
    for tag, a_blocks, b_blocks in _aligned(want.blocks, got.blocks):
        if tag:
            yield from (f"block: - {block}" for block in a_blocks)
            yield from (f"block: + {block}" for block in b_blocks)


def _aligned(
    want: Sequence[GoldenBlock], got: Sequence[GoldenBlock]
) -> Iterator[tuple[bool, Sequence[GoldenBlock], Sequence[GoldenBlock]]]:
    """Runs of blocks that differ (True) or agree (False); a block that agrees is compared as the golden prints it."""
    stated = [next((w for w in want if w.agrees(block)), block) for block in got]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, list(want), stated, autojunk=False).get_opcodes():
        yield tag != "equal", want[a:b], got[c:d]


def fixtures(names: Sequence[str] = ()) -> list[Path]:
    """The documents in fixtures/ (all, or those with one of the names, with or without suffix), sorted."""
    documents = (path for path in FIXTURES.iterdir() if path.suffix != ".golden" and path.name != "README.md")
    return sorted(p for p in documents if p.is_file() and (not names or p.name in names or p.stem in names))


def golden_path(document: Path) -> Path:
    """Where a document's golden stands."""
    return document.with_suffix(".golden")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description="Compare fixtures with their goldens.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a document in fixtures/ (default: all)")
    parser.add_argument("--write", action="store_true", help="make the result the golden: read the diff first")
    options = parser.parse_args(arguments)
    chosen = fixtures(options.names)
    if not chosen:
        parser.error(f"no document in {FIXTURES} is called {', '.join(options.names)}")
    return int(sum(_report(document, write=options.write) for document in chosen) > 0)


def _report(document: Path, *, write: bool) -> bool:
    """Print how a document's result differs from its golden; whether it does."""
    result = newsclean.clean(document.read_bytes())
    path = golden_path(document)
    if write:
        path.write_text(golden_text(result), "utf-8")
        print(f"{document.name}: written")
        return False
    found = differences(parse_golden(path.read_text("utf-8")), golden_of(result)) if path.exists() else ["no golden"]
    print(f"{document.name}: {f'{len(found)} differences' if found else 'as its golden'}")
    for line in found:
        print(f"  {line}")
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main())
