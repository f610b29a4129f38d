"""A page as HTML, and the PDF that headless Chromium makes of it."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

from .page import Page

POINTS = 9.0
"""An em of body type."""
FONTS = {
    "TrueType": ("'AR PL UMing CN'", "'WenQuanYi Zen Hei'"),
    "PostScript": ("'Noto Serif CJK SC'", "'Noto Sans CJK SC'"),
}
"""Body and display type by kind of font. Chromium embeds TrueType outlines as such, PostScript outlines as Type 3,
which some tools read otherwise: PyMuPDF gives radicals (⼈) for characters (人)."""
STYLE = """
@page {{ size: {width}pt {height}pt; margin: 0 }}
body {{ margin: 0; position: relative; font-family: {body}, 'Noto Serif CJK SC', 'Noto Sans CJK SC',
 'WenQuanYi Zen Hei', serif }}
div {{ position: absolute; white-space: pre; line-height: 1.2 }}
.display {{ font-family: {display}, 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif; font-weight: bold }}
.justify {{ white-space: nowrap; text-align: justify; text-align-last: justify }}
.photo {{ background: #bbb }} .box {{ border: 0.6pt solid black }}
"""


def markup(page: Page) -> str:
    """The page as HTML: each line and each frame where it stands."""

    def place(x: float, y: float, width: float) -> str:
        return f"left:{x * POINTS:.2f}pt;top:{y * POINTS:.2f}pt;width:{width * POINTS:.2f}pt"

    rows = []
    for frame in page.frames:
        kind, height = "photo" if frame.filled else "box", f"height:{frame.height * POINTS:.2f}pt"
        rows.append(f'<div class="{kind}" style="{place(frame.x, frame.y, frame.width)};{height}"></div>')
    for line in page.lines:
        classes = f"{line.align} display" if line.display else line.align
        style = f"{place(line.x, line.y, line.width)};font-size:{line.size * POINTS:.2f}pt"
        align = "" if line.align == "justify" else f";text-align:{line.align}"
        rows.append(f'<div class="{classes}" style="{style}{align}">{html.escape(line.text)}</div>')
    body, display = FONTS[page.font]
    style = STYLE.format(
        body=body, display=display, width=round(page.width * POINTS), height=round(page.height * POINTS)
    )
    return (
        f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><style>{style}</style><body>\n'
        + "\n".join(rows)
        + "\n</body></html>\n"
    )


def chromium() -> str | None:
    """The browser's path, where one is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def print_pdf(page: Page, target: Path) -> None:
    """Print `page` to `target`; raises `FileNotFoundError` without a browser, `CalledProcessError` when it fails."""
    browser = chromium()
    if browser is None:
        raise FileNotFoundError("no Chromium found; install it, e.g. with apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(markup(page), encoding="utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
