"""The style of the page, its script, and the policy that allows these two and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from newsclean.render.html_head import Facet
from newsclean.render.html_lines import Lines

LIT = 400
"""So many blocks that stand in several pieces light up together at most: each asks for a selector of its own."""


def style(found: Iterable[Facet], lines: Lines | None) -> str:
    """The rules of page.css, and those for the facets and the joined blocks of this document."""
    rules = resource("page.css")
    chosen = [f".newsclean:has(.f-{facet.facet}:checked) .original .k.{facet.facet}" for facet in found]
    if chosen:
        rules += ",\n".join(chosen) + " { display: block; }\n"
    groups = range(min(len(lines.groups), LIT) if lines else 0)
    lit = [f".newsclean:has(.g{group}:is(:hover, :target, :focus-within)) .g{group}" for group in groups]
    if lit:
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
