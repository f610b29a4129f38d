"""The style of the page, its script, and the content security policy that allows only these two."""

from __future__ import annotations

from collections.abc import Iterable

from newsclean.render.html.head import Facet
from newsclean.render.html.lines import Lines

_LIT = 20_000
"""Limit of the number of blocks in several pieces, times the number of pieces. Up to it each such block has a CSS rule
that highlights its pieces together, and a browser tests each rule on all pieces. On 10,000 paragraphs 400 such rules
took 16 s; beyond the limit only the script highlights."""


def style(found: Iterable[Facet], lines: Lines | None) -> str:
    """The rules of page.css, and rules for the facets and the joined blocks of this document."""
    rules = resource("page.css")
    chosen = [f".newsclean header:has(.f-{facet.facet}:checked) ~ main .original .k.{facet.facet}" for facet in found]
    if chosen:
        rules += ",\n".join(chosen) + " { display: block; }\n"
    groups = len(lines.groups) if lines else 0
    lit = [f".newsclean main:has(.g{group}:is(:hover, :target, :focus-within)) .g{group}" for group in range(groups)]
    if lines and lit and groups * len(lines.items) <= _LIT:
        rules += ",\n".join(lit) + " { --tint: var(--lit); --lane: var(--link); }\n"
    return rules


def policy(css: str, script: str) -> str:
    """A policy that forbids loading and sending anything; the style and the script are allowed by their digests."""
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def resource(name: str) -> str:
    from importlib import resources

    return resources.files("newsclean.render").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
