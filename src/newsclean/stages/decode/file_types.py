"""Files that hold no text, told by their first bytes. No text begins with any of these, whatever its encoding."""

from __future__ import annotations

import re
from functools import cache

from newsclean.model import Document

_ZIP = "a ZIP archive"
FLAG = "not-text: "
"""Prefix of the flag of a document that is not text; the kind of file follows."""

_PICTURE = "recognise its text first, with tesseract or another OCR program"
_OFFICE = "save it as HTML or text first, or: pandoc FILE -o FILE.html"
_PACKED = "unpack it first"
_OTHER = "newsclean reads text, HTML and Markdown"

_ADVICE = {
    "a PDF file": "take its text out first: pdftotext -layout FILE.pdf",
    "a PostScript file": "take its text out first, with ps2ascii",
    "a DjVu file": "take its text out first, with djvutxt",
    **dict.fromkeys(
        ("a PNG picture", "a JPEG picture", "a GIF picture", "a TIFF picture", "a WebP picture", "a JPEG 2000 picture"),
        _PICTURE,
    ),
    **dict.fromkeys(
        ("a Word document", "an OpenDocument file", "an e-book (EPUB)", "a file in Rich Text Format"), _OFFICE
    ),
    "an Excel sheet": "save it as CSV or text first",
    "a PowerPoint file": "save it as text first",
    "an old Microsoft Office file": "save it as HTML or text first, or: soffice --convert-to html FILE",
    **dict.fromkeys(
        (f"packed with {name}" for name in ("gzip", "bzip2", "xz", "zstd", "7-Zip", "RAR")),
        _PACKED,
    ),
    _ZIP: _PACKED,
    **dict.fromkeys(("a film or sound (MP4)", "an SQLite database", "a Parquet file", "a program (ELF)"), _OTHER),
}
"""Advice for each kind."""

_MAGIC = (
    (rb"%PDF-\d\.\d[^\S\r\n]*+[\r\n](?s:.{0,4096}?)\d obj\b", "a PDF file"),
    (rb"%!PS-Adobe-\d\.\d", "a PostScript file"),
    (rb"AT&TFORM.{4}DJV", "a DjVu file"),
    (rb"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (rb"\xff\xd8\xff[\xc0-\xfe]", "a JPEG picture"),
    (rb"GIF8[79]a.{4}[\x80-\xff]", "a GIF picture"),
    (rb"II\*\0|MM\0\*", "a TIFF picture"),
    (rb"RIFF.{4}WEBPVP8", "a WebP picture"),
    (rb"\0\0\0\x0cjP  \r\n|\xff\x4f\xff\x51\0", "a JPEG 2000 picture"),
    (rb"PK\x03\x04.{22}.{4}(?s:.{0,4096}?)word/", "a Word document"),
    (rb"PK\x03\x04.{22}.{4}(?s:.{0,4096}?)xl/", "an Excel sheet"),
    (rb"PK\x03\x04.{22}.{4}(?s:.{0,4096}?)ppt/", "a PowerPoint file"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", "an OpenDocument file"),
    (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an e-book (EPUB)"),
    (rb"PK(?:\x03\x04|\x05\x06)", _ZIP),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (rb"\{\\rtf1?[\\\r\n ]", "a file in Rich Text Format"),
    (rb"\x1f\x8b\x08", "packed with gzip"),
    (rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", "packed with bzip2"),
    (rb"\xfd7zXZ\0", "packed with xz"),
    (rb"\x28\xb5\x2f\xfd", "packed with zstd"),
    (rb"7z\xbc\xaf\x27\x1c", "packed with 7-Zip"),
    (rb"Rar!\x1a\x07", "packed with RAR"),
    (rb"\0\0\0.ftyp", "a film or sound (MP4)"),
    (rb"SQLite format 3\0", "an SQLite database"),
    (rb"PAR1[\x00-\x19]", "a Parquet file"),
    (rb"\x7fELF", "a program (ELF)"),
)
_FIRST = frozenset(b"%A\x89\xffGIMR\0P\xd0{\x1fB\xfd\x287S\x7f")
"""The first bytes of all these kinds; most texts begin with none of them, which makes the check fast."""


def kind_of(raw: bytes) -> str | None:
    """The kind of file that begins with these bytes, if it is a kind that contains no plain text.

    >>> kind_of(b"\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0"), kind_of(b"PNG files begin with \\x89PNG")
    ('a PNG picture', None)
    """
    if raw[:1] == b"" or raw[0] not in _FIRST:
        return None
    return next((kind for pattern, kind in _signatures() if pattern.match(raw)), None)


@cache
def _signatures() -> tuple[tuple[re.Pattern[bytes], str], ...]:
    return tuple((re.compile(pattern, re.DOTALL), kind) for pattern, kind in _MAGIC)


def is_office_document(raw: bytes) -> bool:
    """Whether bytes are an office document, which is stored as a ZIP archive of its parts.

    >>> is_office_document(b"PK\\x03\\x04" + bytes(26) + b"word/document.xml"), is_office_document(b"PK\\x03\\x04")
    (True, False)
    """
    return raw[:2] == b"PK" and kind_of(raw) not in (None, _ZIP)


def unread(document: Document) -> str | None:
    """A line that says why a document is not text, with advice; `None` if it is text."""
    kind = next((flag.removeprefix(FLAG) for flag in document.flags if flag.startswith(FLAG)), None)
    return None if kind is None else f"is {kind}, not text; {_ADVICE.get(kind, _OTHER)}"
