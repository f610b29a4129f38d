"""Pages that a browser saved as one file (MHTML, RFC 2557): the page in it, without its pictures and style sheets."""

from __future__ import annotations

import re

HEAD = 4096
"""Bytes in which the headers of such a file say what it is; Chromium's take 0.5 kB."""

_HEADERS = re.compile(rb"(?:[A-Za-z-]{2,60}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,20}){1,40}\r?\n")
_MULTIPART = re.compile(rb"^content-type:\s{0,8}multipart/(?:related|alternative|mixed)\b", re.I | re.M)


def page_in(raw: bytes) -> bytes:
    """The bytes of the page that an MHTML file holds: its first part in HTML; any other bytes as they are.

    >>> part = b"Content-Type: text/html\\nContent-Transfer-Encoding: quoted-printable\\n\\n<p>=E7=81=AF</p>"
    >>> page_in(b"Content-Type: multipart/related; boundary=b\\n\\n--b\\n" + part + b"\\n--b--\\n")
    b'<p>\\xe7\\x81\\xaf</p>'
    """
    headers = _HEADERS.match(raw[:HEAD].lstrip())
    if headers is None or _MULTIPART.search(headers[0]) is None:
        return raw
    from email import message_from_bytes

    for part in message_from_bytes(raw).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return page
    return raw
