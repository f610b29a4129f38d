"""Renders a document as a page that shows what was kept and removed, beside the articles that were found.

The page is one file: it makes no requests, can be read without its script, and escapes all text of the document. The
document's text is on the left, coloured by role or reason; the articles are on the right. Each side links to the other.
Filters, folding and highlights use only the style; the script adds keys.
"""

from __future__ import annotations

from newsclean.model import Article, Document
from newsclean.render.html.articles import article_html, articles_html
from newsclean.render.html.document import document_html
from newsclean.render.html.head import KEYS, facets, head_html
from newsclean.render.html.lines import Lines
from newsclean.render.html.palette import Palette
from newsclean.render.html.style import policy, resource, style
from newsclean.render.html.text import language, plain
from newsclean.render.ledger_runs import runs

_SKIP = '<a class="skip" href="#articles">Skip to the articles</a>\n'
_SIDES = '<nav aria-label="Sides"><a href="#document">Document</a><a href="#articles">Articles</a></nav>\n'
_HINTS = (
    '<p class="hint">A number leads to the article and block that the piece went to.</p>',
    '<p class="hint">A number or name leads to the piece of the document.</p>',
)


def document_page(document: Document) -> str:
    """The whole page, for a file."""
    css, content = _parts(document, "", whole=True)
    script = resource("page.js")
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(css, script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{plain(document.source or 'Document')} · newsclean</title>\n<style>{css}</style></head>\n"
        f'<body class="newsclean page">\n{content}<script>{script}</script>\n</body></html>\n'
    )


def document_fragment(document: Document) -> str:
    """The same in a compact form for notebooks, without the script.

    Its anchors contain a digest of the document, so that those of several documents in one notebook differ.
    """
    css, content = _parts(document, f"nc{_digest(document)}-")
    return f'<style>{css}</style>\n<div class="newsclean compact">\n{content}</div>\n'


def article_fragment(article: Article) -> str:
    """A single article for notebooks, without anchors and links."""
    return (
        f'<style>{style((), None)}</style>\n<div class="newsclean compact alone">\n<section class="articles" '
        f'aria-label="Article" lang="{language(article.text)}">\n{article_html(article)}</section>\n</div>\n'
    )


def _digest(document: Document) -> str:
    from hashlib import sha256

    seed = f"{document.source}\n{document.text}".encode("utf-8", "surrogatepass")
    return sha256(seed).hexdigest()[:8]


def _parts(document: Document, anchor: str, whole: bool = False) -> tuple[str, str]:
    """The style and the content; `anchor` is the prefix of each id. A `whole` page has navigation as well."""
    ledger = tuple(runs(document.ledger))
    palette = Palette.of(document.ledger)
    lines = Lines.of(document.text, ledger)
    found = facets(ledger, palette)
    lang = language(document.text)
    content = (
        f"{_SKIP if whole else ''}<header>\n{KEYS if whole else ''}{head_html(document, found, lines)}</header>\n"
        f'{_SIDES if whole else ""}<main class="lanes{lines.lanes}">\n'
        f'<section id="{anchor}document" class="document" aria-label="Document" tabindex="0">\n'
        f"<h2>Document</h2>{_HINTS[0] if whole else ''}\n"
        f'<div class="original" lang="{lang}">{document_html(document, lines, palette, anchor)}</div></section>\n'
        f'<section id="{anchor}articles" class="articles" aria-label="Articles" tabindex="0">\n'
        f"<h2>Articles</h2>{_HINTS[1] if whole else ''}\n"
        f'<div class="found" lang="{lang}">{articles_html(document, ledger, lines, anchor)}</div></section>\n</main>\n'
    )
    return style(found, lines), content
