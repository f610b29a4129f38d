"""A document as a page that shows what became of every character, beside the articles that were found.

The page is one file: no script, no request, and everything that comes from the document is escaped. The document's
text stands on the left, each piece of the ledger coloured by its role or reason; the articles stand on the right.
Each side links to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newsclean.model import Article, Document, LedgerRow
from newsclean.render.html_articles import article_html, articles_html
from newsclean.render.html_document import Palette, document_html
from newsclean.render.html_text import plain
from newsclean.render.ledger_runs import Run, runs

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The browser is told to load nothing at all, should anything in the page ask for it."""


def document_page(document: Document) -> str:
    """The whole page, for a file."""
    name = plain(document.source or "Document")
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{name} · newsclean</title>\n<style>\n{_style()}</style></head>\n"
        f'<body class="newsclean page">\n{_content(document, "")}</body></html>\n'
    )


def document_fragment(document: Document) -> str:
    """The same in the compact form that a notebook shows under a cell.

    Its anchors carry a digest of the document, so that several documents in one notebook do not share them.
    """
    anchor = f"nc{_digest(document)}-"
    return f'<style>\n{_style()}</style>\n<div class="newsclean compact">\n{_content(document, anchor)}</div>\n'


def article_fragment(article: Article) -> str:
    """One article alone, in the form that a notebook shows under a cell. It has no anchors, and links to nothing."""
    return (
        f'<style>\n{_style()}</style>\n<div class="newsclean compact alone">\n'
        f'<section class="articles" aria-label="Article">\n{article_html(article)}</section>\n</div>\n'
    )


def _digest(document: Document) -> str:
    from hashlib import sha256

    seed = f"{document.source}\n{document.text}".encode("utf-8", "surrogatepass")
    return sha256(seed).hexdigest()[:8]


def _style() -> str:
    from importlib import resources

    return resources.files("newsclean.render").joinpath("page.css").read_text(encoding="utf-8")


def _content(document: Document, anchor: str) -> str:
    ledger = tuple(runs(document.ledger))
    palette = Palette.of(document.ledger)
    return (
        f"<header>\n{_facts(document)}{_legend(ledger, palette)}</header>\n"
        f'<nav><a href="#{anchor}document">Document</a><a href="#{anchor}articles">Articles</a></nav>\n'
        f'<main>\n<section id="{anchor}document" class="document" aria-label="Document" tabindex="0">\n'
        f'<div class="original" dir="auto" lang="">{document_html(document, ledger, palette, anchor)}</div></section>\n'
        f'<section id="{anchor}articles" class="articles" aria-label="Articles" tabindex="0">\n'
        f"{articles_html(document, ledger, anchor)}</section>\n</main>\n"
    )


def _facts(document: Document) -> str:
    count = len(document.articles)
    facts = [
        f"{count} article" + ("" if count == 1 else "s"),
        f"{len(document.text):,} characters",
        f"layout {document.layout}",
        *([document.encoding] if document.encoding else []),
    ]
    flags = "".join(f'<li class="flag">{plain(flag)}</li>' for flag in document.flags)
    return (
        f"<h1>{plain(document.source or 'Document')}</h1>\n"
        f'<ul class="facts">{"".join(f"<li>{plain(fact)}</li>" for fact in facts)}{flags}</ul>\n'
    )


def _legend(ledger: tuple[Run, ...], palette: Palette) -> str:
    kept = [run for run in ledger if not run.is_space and not run.is_removed]
    removed = [run for run in ledger if run.is_removed]
    total = sum(run.characters for run in (*kept, *removed))
    groups = [("Kept", kept), ("Removed", removed)]
    return "".join(
        f'<dl class="legend"><dt>{name} <b>{_share(group, total)}</b></dt>{"".join(_swatches(group, palette))}</dl>\n'
        for name, group in groups
        if group
    )


def _share(group: list[Run], total: int) -> str:
    """The group's share of all characters but white space; never 0 or 100 % for what is not nothing or everything."""
    percent = 100 * sum(run.characters for run in group) / max(total, 1)
    if 0 < percent < 1:
        return "&lt;1%"
    return "&gt;99%" if 99 < percent < 100 else f"{percent:.0f}%"


def _swatches(group: list[Run], palette: Palette) -> Iterator[str]:
    count: Counter[str] = Counter()
    first: dict[str, LedgerRow] = {}
    for run in group:
        row = run.first
        name = (row.reason or row.role) if run.is_removed else row.role
        first.setdefault(name, row)
        count[name] += len(run.pieces) if run.is_repeat else 1
    for name, row in first.items():
        yield f'<dd class="{palette.classes(row)}">{plain(name)} <span>{count[name]}</span></dd>'
