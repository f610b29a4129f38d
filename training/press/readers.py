"""The tools that users take text from pages with. One that is not installed is left out."""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Read = Callable[[Path], str]
DPI = 150
"""Of the raster that OCR reads; archives of newspapers have 150 to 300."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A tool: its name in file names, what it needs, and how it reads a PDF."""

    name: str
    program: str | None
    module: str | None
    read: Read

    def installed(self) -> bool:
        program = self.program is None or shutil.which(self.program) is not None
        return program and (self.module is None or importlib.util.find_spec(self.module) is not None)


def output(*command: str) -> str:
    """What a command prints. Tesseract's threads only wait for each other on a busy machine, so it gets one."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    return done.stdout.decode("utf-8", "replace")


def pdftotext(*options: str) -> Read:
    return lambda path: output("pdftotext", *options, str(path), "-")


def pymupdf(path: Path, *, sort: bool = False) -> str:
    import pymupdf as library

    library.TOOLS.mupdf_display_errors(False)
    with library.open(path) as document:
        return "\f".join(page.get_text(sort=sort) for page in document)


def pymupdf4llm(path: Path) -> str:
    """Without the OCR that it may call on its own: that is another reader's row."""
    import pymupdf4llm as library

    return str(library.to_markdown(str(path), show_progress=False, use_ocr=False))


def pdfplumber(path: Path) -> str:
    import pdfplumber as library

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with library.open(path) as document:
        return "\f".join(page.extract_text() or "" for page in document.pages)


def raster(path: Path, folder: str) -> Path:
    """The first page as a grey image."""
    target = Path(folder) / "page"
    output("pdftoppm", "-r", str(DPI), "-gray", "-singlefile", "-png", str(path), str(target))
    return target.with_suffix(".png")


def tesseract(language: str) -> Read:
    def read(path: Path) -> str:
        with tempfile.TemporaryDirectory() as folder:
            return output("tesseract", str(raster(path, folder)), "-", "-l", language)

    return read


@cache
def ocr_engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR()


def rapidocr(path: Path) -> str:
    """The lines in the tool's order, without their boxes, as its plain output has them."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(ocr_engine()(str(raster(path, folder))).txts or ()) + "\n"


def sorted_pymupdf(path: Path) -> str:
    return pymupdf(path, sort=True)


READERS = (
    Reader("pdftotext", "pdftotext", None, pdftotext()),
    Reader("pdftotext-raw", "pdftotext", None, pdftotext("-raw")),
    Reader("pdftotext-layout", "pdftotext", None, pdftotext("-layout")),
    Reader("pymupdf", None, "pymupdf", pymupdf),
    Reader("pymupdf-sort", None, "pymupdf", sorted_pymupdf),
    Reader("pymupdf4llm", None, "pymupdf4llm", pymupdf4llm),
    Reader("pdfplumber", None, "pdfplumber", pdfplumber),
    Reader("rapidocr", "pdftoppm", "rapidocr", rapidocr),
    Reader("tesseract-sim", "tesseract", None, tesseract("chi_sim")),
    Reader("tesseract-tra", "tesseract", None, tesseract("chi_tra")),
)
IN_ORDER = frozenset({"pymupdf", "pdftotext-raw"})
"""Tools that keep the order in which a file draws its lines."""
