"""Escapes characters that are unsafe in a terminal, a web page or JSON.

A file name can contain any byte, and a `str` any code point: terminal escapes, overrides of the writing direction, lone
surrogates. Each is replaced by a visible representation.
"""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_A_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that do not represent an undecodable byte (PEP 383 uses U+DC80 to U+DCFF for those)."""
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters other than tabs and line ends; a lone carriage return is included."""
_LINE_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}]")
_JSON_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}


def whole(text: str) -> str:
    """`text` made encodable as UTF-8: every surrogate becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def shown(text: str) -> str:
    """`text` for a terminal: tabs and line ends are kept, other control characters become signs (ESC ␛; C1 U+FFFD)."""
    return CONTROL.sub(lambda match: chr(_PICTURES.get(ord(match[0]), 0xFFFD)), whole(text.replace("\r\n", "\n")))


def file_name(name: str) -> str:
    r"""A file's name as text: bytes that Python could not decode are decoded as UTF-8, or else shown as `\xe9`."""
    raw = _NOT_A_BYTE.sub("\ufffd", name).encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")


def one_line(text: str) -> str:
    r"""`text` for one line of a message: control characters and direction overrides as `\x1b`, `\u202e`."""
    return _LINE_UNSAFE.sub(lambda match: ascii(match[0])[1:-1], file_name(text))


def without_surrogates(json: str) -> str:
    r"""JSON text in which raw DEL, C1 controls and line separators are escaped (`\u009b`)."""
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", whole(json))
