"""The documentation builds to a site without a warning, and no link on it leads nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

import newsclean
from tests.test_docs import PAGES, ROOT

pytest.importorskip("sphinx", reason="the site needs the extra docs")
pytest.importorskip("furo", reason="the site needs the extra docs")
pytest.importorskip("myst_nb", reason="the site needs the extra docs")

NOT_PAGES = {"genindex.html", "search.html", "index.html", "py-modindex.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-c", "docs", "."]
    command += [str(out / "html"), "-d", str(out / "doctrees")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return out / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """The pages of the site by their path in it."""
    return {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8")) for path in site.rglob("*.html")
    }


def links(page: LexborHTMLParser) -> set[str]:
    found = [(node.attributes.get("href") or node.attributes.get("src")) for node in page.css("[href], [src]")]
    return {link for link in found if link and not urlsplit(link).scheme}


def test_the_site_has_every_page_whose_examples_are_run(pages: dict[str, LexborHTMLParser]) -> None:
    sources = {page.relative_to(ROOT).with_suffix(".html").as_posix() for page in PAGES}
    notebooks = {page.relative_to(ROOT).with_suffix(".html").as_posix() for page in ROOT.glob("docs/**/[!.]*.ipynb")}
    assert set(pages) - NOT_PAGES == sources | notebooks


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    places = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for link in links(page):
            path, anchor = urlsplit(urljoin(name, link)).path, unquote(urlsplit(link).fragment)
            assert (site / unquote(path)).exists(), f"{name}: {link}"
            if anchor and path in places and name not in NOT_PAGES:
                assert anchor in places[path], f"{name}: {link}"


def test_the_reference_shows_every_public_name(pages: dict[str, LexborHTMLParser]) -> None:
    shown = {node.attributes["id"] for node in pages["docs/reference/python.html"].css("dt[id]")}
    assert shown >= {f"newsclean.{name}" for name in newsclean.__all__}
    assert shown >= {"newsclean.spark.clean", "newsclean.spark.dedupe", "newsclean.spark.Deduplicated"}


def test_every_public_name_is_in_the_written_reference() -> None:
    text = (ROOT / "docs/reference/api.md").read_text("utf-8")
    assert [name for name in newsclean.__all__ if not re.search(rf"`{name}\b", text)] == []


def test_docstrings_render_as_text_and_not_as_markup(pages: dict[str, LexborHTMLParser]) -> None:
    body = pages["docs/reference/python.html"].css_first("article")
    assert body is not None
    assert "`" not in body.text()
    assert not body.css(".problematic")
