"""Other extractors, each as a function from a page to what it finds there. All are imported when they are asked for.

Those that want text get it read as newsclean reads it, before the clock starts: a wrong charset is not their failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from html_pages import Web


@dataclass(frozen=True, slots=True)
class Found:
    body: str = ""
    title: str | None = None
    date: str | None = None


System = Callable[[Web], Found]
NOWHERE = "http://localhost/"


def newsclean() -> System:
    from newsclean import clean

    def run(page: Web) -> Found:
        bodies = [
            Found(
                "\n".join(block.text for block in article.blocks if block.kind != "caption"),
                article.title,
                article.date,
            )
            for article in clean(page.raw).articles
        ]
        return max(bodies, key=lambda found: len(found.body), default=Found())

    return run


def trafilatura(*, precision: bool = False) -> System:
    from trafilatura import bare_extraction

    def run(page: Web) -> Found:
        found: Any = bare_extraction(
            page.raw, url=page.url or None, include_comments=False, with_metadata=True, favor_precision=precision
        )
        return Found() if found is None else Found(found.text or "", found.title, found.date)

    return run


def readability() -> System:
    from lxml.html import fromstring
    from readability import Document

    def run(page: Web) -> Found:
        found = Document(page.raw)
        return Found(fromstring(found.summary(html_partial=True)).text_content(), found.short_title())

    return run


def gne() -> System:
    from gne import GeneralNewsExtractor

    def run(page: Web) -> Found:
        found = GeneralNewsExtractor().extract(page.text)
        return Found(found["content"], found["title"], found["publish_time"])

    return run


def magic_html() -> System:
    from lxml.html import fromstring
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()

    def run(page: Web) -> Found:
        found = extractor.extract(page.text, base_url=page.url or NOWHERE)
        return Found(fromstring(found["html"]).text_content(), found.get("title"))

    return run


def resiliparse() -> System:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(page: Web) -> Found:
        tree = HTMLTree.parse_from_bytes(page.raw, detect_encoding(page.raw))
        return Found(extract_plain_text(tree, main_content=True, alt_texts=False), tree.title)

    return run


def justext() -> System:
    """Without stop words where there is no list for the language, as its documentation says."""
    from justext import get_stoplist
    from justext import justext as paragraphs

    english = get_stoplist("English")

    def run(page: Web) -> Found:
        with_words = (
            {"stoplist": english} if page.lang == "ws" else {"stoplist": (), "stopwords_low": 0, "stopwords_high": 0}
        )
        return Found("\n".join(part.text for part in paragraphs(page.text, **with_words) if not part.is_boilerplate))

    return run


def newspaper4k() -> System:
    from newspaper import Article

    def run(page: Web) -> Found:
        language = "en" if page.lang == "ws" else page.lang
        article = Article(page.url or NOWHERE, language=language, fetch_images=False)
        article.download(input_html=page.text)
        article.parse()
        return Found(article.text, article.title, str(article.publish_date or ""))

    return run


def goose3() -> System:
    """With its stop words for Chinese where the page is; it has none for Japanese."""
    from goose3 import Goose
    from goose3.text import StopWordsChinese

    plain = {"enable_image_fetching": False}
    goose = Goose(plain | {"use_meta_language": True})
    chinese = Goose(plain | {"use_meta_language": False, "target_language": "zh", "stopwords_class": StopWordsChinese})

    def run(page: Web) -> Found:
        found = (chinese if page.lang == "zh" else goose).extract(url=page.url or None, raw_html=page.text)
        return Found(found.cleaned_text, found.title, found.publish_date)

    return run


PEERS: dict[str, Callable[[], System]] = {
    "trafilatura": trafilatura,
    "trafilatura-precision": lambda: trafilatura(precision=True),
    "readability": readability,
    "gne": gne,
    "magic_html": magic_html,
    "resiliparse": resiliparse,
    "jusText": justext,
    "newspaper4k": newspaper4k,
    "goose3": goose3,
}
