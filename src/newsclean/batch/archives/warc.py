"""Reads documents from the records of a WARC file, using warcio: fetched pages, and their extracted text (WET)."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

from newsclean.batch.archives.compression import read_whole, reason, unpacked
from newsclean.batch.archives.member import LIMIT, Ask, Member, MemberError
from newsclean.batch.archives.names import file_name_of

DOCUMENTS = ("text/html", "application/xhtml+xml", "text/plain")
"""Content types of documents; pictures, scripts and the rest are skipped."""
LONGEST_HEADERS = 1 << 16
"""Maximum size of the headers of a response, in bytes; servers allow 8 to 16 thousand."""
UNKNOWN = ("br", "zstd")
"""Content encodings that the standard library cannot decompress."""

_CHARSET = re.compile(r"charset\s{0,8}=\s{0,8}[\"']?([\w.:-]{2,40})", re.I)


def documents_in_warc(file: IO[bytes], path: str, inside: str, ask: Ask) -> Iterator[Member]:
    """The documents in a WARC file: successful responses, resources, and conversions that are HTML or text. Other
    records are skipped.
    """
    logging.getLogger("warcio").addHandler(logging.NullHandler())  # else it writes to standard error
    records = warcio("archiveiterator").ArchiveIterator(file, no_record_parse=True)
    records.INC_RECORD = ""  # likewise
    for number, record in enumerate(records, start=1):
        if record.length is None:
            raise MemberError("is damaged: a record has no length")
        if record.rec_type in ("response", "resource", "conversion"):
            address = record.rec_headers.get_header("WARC-Target-URI") or f"record {number}"
            member = _document(record, address, path, inside, ask)
            if member is not None:
                yield member


def warcio(module: str) -> Any:
    """Import a module of warcio. Raises ModuleNotFoundError, with the command to install it, if it is missing."""
    try:
        return import_module(f"warcio.{module}")
    except ImportError:
        raise ModuleNotFoundError(
            "warcio is not installed; install it with: pip install 'newsclean[warc]'", name="warcio"
        ) from None


def _document(record: Any, address: str, path: str, inside: str, ask: Ask) -> Member | None:
    name, path = inside + file_name_of(address), f"{path}: {address}"
    headers, succeeded = _headers(record)
    kind = headers.get_header("Content-Type") or ""
    if not succeeded or kind.partition(";")[0].strip().lower() not in DOCUMENTS:
        return Member(name, path, passed=True)
    if (wanted := ask(name)) is None:
        return None
    charset = _CHARSET.search(kind)
    try:
        content = _content(record, headers) if wanted else None
    except MemberError as error:
        return Member(name, path, problem=reason(error))
    return Member(name, path, content, source=address, declared=charset[1] if charset else None)


def _headers(record: Any) -> tuple[Any, bool]:
    """The headers of a document, and whether the response was successful."""
    kind = (record.rec_headers.get_header("Content-Type") or "").replace(" ", "").lower()
    if record.rec_type != "response" or not kind.startswith("application/http"):
        return record.rec_headers, True
    parser = warcio("statusandheaders").StatusAndHeadersParser([], verify=False)
    try:
        headers = parser.parse(warcio("limitreader").LimitReader(record.raw_stream, LONGEST_HEADERS))
    except EOFError:
        return record.rec_headers, False
    return headers, headers.statusline[:1] == "2"


def _content(record: Any, headers: Any) -> bytes:
    """A document's bytes, without transfer and content encodings."""
    stream = record.raw_stream
    if stream.limit > LIMIT:
        raise MemberError(f"has more than {LIMIT >> 20} MB")
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding in UNKNOWN:
        raise MemberError(f"is compressed in an unknown way ({encoding})")
    is_chunked = (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    raw = read_whole(warcio("bufferedreaders").ChunkedDataReader(stream) if is_chunked else stream, LIMIT)
    if stream.limit and not stream.read(1):
        raise EOFError
    return unpacked(_inflated(raw) if encoding == "deflate" else raw)


def _inflated(raw: bytes) -> bytes:
    """Decompress `deflate`, which servers send with and without its header; other bytes are returned unchanged."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            text = zlib.decompressobj(window).decompress(raw, LIMIT + 1)
        except zlib.error:
            continue
        if len(text) > LIMIT:
            raise MemberError(f"unpacks to more than {LIMIT >> 20} MB")
        return text
    return raw
