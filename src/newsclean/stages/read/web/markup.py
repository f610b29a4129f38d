"""Markup to a tree: told from plain text, with comments that would swallow the page closed first."""

from __future__ import annotations

from typing import Any

import regex

MARKUP = regex.compile(
    r"<!doctype html|<html[\s>]|</(?:p|div|li|td|tr|table|ul|ol|section|article|h[1-6]|blockquote|body)\s*>", regex.I
)
BAD_END = regex.compile(r"(<!--[^<>]{0,200}?)(?:--\s+>|--!>|(?<!-)->|—>)(?![^<]*-->)")
_UNCLOSED = regex.compile(r"<!--[^<\n]*+")
_BEFORE_BAD_END = b"-! \t\n\r\f\v\x1c\x1d\x1e\x1f"


def is_html(text: str) -> bool:
    """Whether the text closes a block-level element, or says that it is an HTML page."""
    return MARKUP.search(text) is not None


def parse(markup: str) -> Any:
    """The tree of a page, as selectolax's lexbor builds it."""
    from selectolax.lexbor import LexborHTMLParser

    raw = markup.encode("utf-8", "ignore")  # of a page with Chinese in it bytes are searched 3 to 10 times as fast
    if b"\0" in raw or _has_odd_comments(raw):
        raw = _with_closed_comments(markup.replace("\x00", "")).encode("utf-8", "ignore")
    return LexborHTMLParser(raw)


def _has_odd_comments(raw: bytes) -> bool:
    """Whether a comment may be closed by what `BAD_END` takes, or by nothing: 6 of 242 pages have one."""
    at = raw.find(b"<!--")
    while at >= 0:
        end = raw.find(b">", at + 4)
        if end < 0:
            return True
        last = raw[end - 1]
        if (last in _BEFORE_BAD_END or last > 0x7F) and raw[end - 2 : end] != b"--":
            return True
        at = raw.find(b"<!--", end)
    return raw.find(b"<!--", max(0, raw.rfind(b"-->"))) >= 0


def _with_closed_comments(markup: str) -> str:
    """Markup in which no comment swallows what follows: one whose end is misspelt or missing ends where it can."""
    markup = BAD_END.sub(r"\1-->", markup)
    opens = markup.find("<!--", max(0, markup.rfind("-->")))
    if opens < 0 or MARKUP.search(markup, opens) is None:
        return markup
    return markup[:opens] + _UNCLOSED.sub(r"\g<0>-->", markup[opens:])
