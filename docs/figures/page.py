#!/usr/bin/env python3
"""Draw `page.png`: the page of `page.txt`, an invented document, as a browser shows it.

    python -m docs.figures.page

Needs the extra `browser`, Chromium with its chromedriver, a font for Chinese (Debian: fonts-noto-cjk), and pillow,
which makes the file a third of the size.
"""

from __future__ import annotations

import sys
import tempfile
from base64 import b64decode
from io import BytesIO
from pathlib import Path

from PIL import Image

from newsclean import clean_file
from newsclean.render.html.page import document_page
from tests.browser import chromium

COLOURS = 128
HERE = Path(__file__).resolve().parent
SIZE = {"width": 1180, "height": 780}


def main() -> int:
    document = clean_file(HERE / "page.txt")
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as browser:
        browser.show(document_page(document).replace(str(HERE / "page.txt"), "page.txt"), **SIZE)
        picture = b64decode(browser.command("Page.captureScreenshot", {"format": "png"})["data"])
    Image.open(BytesIO(picture)).quantize(COLOURS).save(HERE / "page.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
