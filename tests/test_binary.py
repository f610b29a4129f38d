"""Files that hold no text: told by their first bytes, and never by those of a text."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile

import pytest
from hypothesis import given, settings

import newsclean
from newsclean.stages.decode.file_types import FLAG, kind_of, unread
from tests import strategies


def zipped(*names: str, first: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "灯塔")
    return file.getvalue()


FILES = {
    "a PDF file": b"%PDF-1.7\r\n%\xb5\xb5\xb5\xb5\r\n12 0 obj\r\n<</Linearized 1",
    "a PostScript file": b"%!PS-Adobe-3.0\n%%Title: page",
    "a DjVu file": b"AT&TFORM\0\0\1\2DJVUINFO",
    "a PNG picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG picture": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "a GIF picture": b"GIF89a\x40\1\xf0\0\xf7\0\0",
    "a TIFF picture": b"II*\0\x08\0\0\0",
    "a WebP picture": b"RIFF\x24\1\0\0WEBPVP8 ",
    "a JPEG 2000 picture": b"\0\0\0\x0cjP  \r\n\x87\n",
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "an Excel sheet": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a PowerPoint file": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "an OpenDocument file": zipped("content.xml", first="application/vnd.oasis.opendocument.text"),
    "an e-book (EPUB)": zipped("META-INF/container.xml", first="application/epub+zip"),
    "a ZIP archive": zipped("page.txt"),
    "an old Microsoft Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
    "a file in Rich Text Format": b"{\\rtf1\\ansi",
    "packed with gzip": gzip.compress("灯塔".encode()),
    "packed with bzip2": bz2.compress("灯塔".encode()),
    "packed with xz": lzma.compress("灯塔".encode()),
    "packed with zstd": b"\x28\xb5\x2f\xfd\x20\x06",
    "packed with 7-Zip": b"7z\xbc\xaf\x27\x1c\0\4",
    "packed with RAR": b"Rar!\x1a\x07\1\0",
    "a film or sound (MP4)": b"\0\0\0\x18ftypmp42",
    "an SQLite database": b"SQLite format 3\0\x10\0",
    "a Parquet file": b"PAR1\x15\x04\x15",
    "a program (ELF)": b"\x7fELF\2\1\1",
}

TEXTS = (
    "%PDF-1.4 is how files of this kind begin.",
    "%PDF-1.4\nis what stands on the first line of such a file.",
    "PNG and GIF89a are kinds of pictures.",
    "GIF89a was the name of it.",
    "BZh9 is a postcode, Rar! is a cry, and 7z an archive.",
    "PK was here.",
    "MM*II* were the initials.",
    "{\\rtfm}",
    "PAR10 was the class of the lamp.",
    "SQLite format 3 is a format.",
    "",
)


@pytest.mark.parametrize("kind", FILES)
def test_each_kind_is_told_and_leaves_a_flag(kind: str) -> None:
    document = newsclean.clean(FILES[kind], source="page")
    assert (document.text, document.articles, document.ledger) == ("", (), ())
    assert document.flags == ("no-article", f"{FLAG}{kind}")
    assert (unread(document) or "").startswith(f"is {kind}, not text; ")
    assert FLAG not in "".join(newsclean.clean(FILES[kind], encoding="latin-1").flags)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_begins_alike_is_text(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5"):
        assert kind_of(text.encode(encoding)) is None
    document = newsclean.clean(text)
    assert unread(document) is None


@given(raw=strategies.encoded())
@settings(max_examples=100, deadline=None)
def test_no_text_is_taken_for_another_file(raw: bytes) -> None:
    assert kind_of(raw) is None
