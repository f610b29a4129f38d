"""The style of the page, its script, and the policy that allows these two and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from newsclean.render.html.head import Facet
from newsclean.render.html.lines import Lines

_LIT = 20_000
"""Blocks that stand in several pieces, times all pieces: up to here each block has a rule that lights its pieces up
together, which a browser tries on all of them. On 10,000 paragraphs 400 such rules took 16 s; there the script alone
does it."""


def style(found: Iterable[Facet], lines: Lines | None) -> str:
    """The rules of page.css, and those for the facets and the joined blocks of this document."""
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
    """Nothing may be loaded, nothing sent; the style and the script are allowed by their digests."""
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
