"""Every public name in use, with the types that a type checker gives it. mypy checks this file, and a test runs it.

It is written as a user's program: it imports nothing of newsclean but the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, assert_type

import newsclean

PAGE = "灯塔重新点亮\n\n本报记者 白桦\n\n海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上。\n\n分享到：\n"


def documents(folder: Path) -> None:
    """From bytes, text and files to documents."""
    assert_type(newsclean.clean(PAGE), newsclean.Document)
    document = newsclean.clean(
        PAGE.encode("gb18030"),
        encoding="gb18030",
        source="page.txt",
        jieba=False,
        repair_mojibake=False,
        normalize=["nfc", "punctuation"],
    )
    assert_type(document, newsclean.Document)
    path = folder / "page.txt"
    path.write_text(PAGE, "utf-8")
    assert_type(newsclean.clean_file(path), newsclean.Document)
    assert_type(newsclean.clean_file(str(path), encoding="utf-8"), newsclean.Document)
    assert_type(newsclean.clean_files([path, str(path)], jobs=1), Iterator[newsclean.Document])
    for each in newsclean.clean_files([path]):
        assert_type(each.source, str | None)
    assert_type(newsclean.__version__, str)


def results(document: newsclean.Document) -> None:
    """What a document holds."""
    assert_type(document.text, str)
    assert_type(document.encoding, str | None)
    assert_type(document.flags, tuple[str, ...])
    assert_type(document.articles, tuple[newsclean.Article, ...])
    assert_type(document.removed, tuple[newsclean.Removed, ...])
    assert_type(document.ledger, tuple[newsclean.LedgerRow, ...])
    assert_type(document.to_dict(), dict[str, Any])
    for article in document.articles:
        assert_type(article.title, str | None)
        assert_type(article.authors, tuple[str, ...])
        assert_type(article.date, str | None)
        assert_type(article.text, str)
        assert_type(article.blocks, tuple[newsclean.Block, ...])
        for block in article.blocks:
            assert_type(block.text, str)
            assert_type(block.copies, int)
            if block.kind == "heading":
                print("#", block.text)
    for row in document.ledger:
        assert_type(row.start, int)
        assert_type(row.article, int | None)
    for piece in document.removed:
        assert_type(piece.reason, str)
    layouts: dict[str, int] = {"newspaper": 1, "portal": 2, "html": 3, "markdown": 4, "plain": 5}
    assert layouts[document.layout]


def options(folder: Path) -> None:
    """How documents are cleaned, as one value."""
    advertisement = newsclean.Rule("slogan", r"青禾，.{2,8}", takes=("青禾，让生活更好",), leaves=("青禾昨天下雨了。",))
    chosen = newsclean.Options(layout="newspaper", link=False, rules={"furniture": [advertisement]})
    assert_type(chosen.layout, Literal["newspaper", "portal", "html", "markdown", "plain"] | None)
    assert_type(newsclean.clean(PAGE, options=chosen), newsclean.Document)
    path = folder / "newsclean.toml"
    path.write_text('layout = "newspaper"\n', "utf-8")
    assert_type(newsclean.Options.from_toml(path), newsclean.Options)
    assert newsclean.Options.from_dict({"link": False}) == newsclean.Options(link=False)
    try:
        newsclean.Options(link_certainty=7)
    except newsclean.OptionsError as error:
        print(error)


def tables(document: newsclean.Document) -> None:
    """Articles as tables, where the libraries for them are installed."""
    if find_spec("pyarrow"):
        assert newsclean.to_arrow([document]).num_rows == len(document.articles)
        if find_spec("pandas"):
            assert len(newsclean.to_pandas(document.articles)) == len(document.articles)
        if find_spec("polars"):
            assert len(newsclean.to_polars([document])) == len(document.articles)


def built_by_hand() -> None:
    """All values are made with keywords."""
    article = newsclean.Article(title="灯塔", blocks=(newsclean.Block(kind="paragraph", text="亮了。"),))
    document = newsclean.Document(
        text="亮了。",
        articles=(article,),
        ledger=(newsclean.LedgerRow(start=0, end=3, role="paragraph", article=0, block=0),),
    )
    assert document.articles[0].text == "亮了。"
    assert newsclean.Removed(text="x", start=0, end=1, reason="share").block is None


def stages() -> None:
    """One stage alone."""
    decoded = newsclean.decode(PAGE.encode("big5", "replace"))
    assert_type(decoded, newsclean.Decoded)
    assert_type(decoded.replaced, int)
    assert_type(newsclean.strip_html("<p>灯塔</p>"), str)
    assert_type(newsclean.unwrap("灯塔建成一百年，昨\n天它第一次向市民开\n放。"), str)
    kept = newsclean.collapse_repeats(["灯塔亮了。", "灯塔亮了。"])
    assert_type(kept, list[newsclean.Kept])
    assert_type(newsclean.is_mojibake("灯塔"), bool)
    assert_type(newsclean.repair_mojibake("灯塔"), str)
    assert_type(newsclean.normalize("灯塔,亮了", "punctuation"), str)


def duplicates(articles: tuple[newsclean.Article, ...], folder: Path) -> None:
    """Near-duplicates, in memory and against what was seen before."""
    found = newsclean.dedupe(articles, threshold=0.8, keep="longest")
    assert_type(found, newsclean.Deduplicated)
    assert_type(found.kept, tuple[int, ...])
    assert_type(found.duplicates, tuple[newsclean.Duplicate, ...])
    assert newsclean.dedupe(["灯塔亮了。", "灯塔亮了。"], keep=len).duplicates[0].similarity == 1.0
    index = newsclean.Index(str(folder / "seen"))
    batch = index.dedupe(["灯塔亮了。", "渡口开了。"], ids=["a", "b"])
    assert_type(batch, newsclean.Indexed)
    assert_type(batch.duplicates, tuple[newsclean.Entry, ...])
    assert_type(len(index), int)
    for entry in index:
        assert_type(entry.similarity, float | None)
    assert newsclean.minhash(["灯塔亮了。"], num_perm=64).shape == (1, 64)
    assert len(newsclean.sketches(["灯塔亮了。"])) == 1


def misspelled() -> None:
    """A name that is not there is an error to a type checker too."""
    newsclean.cleen(PAGE)  # type: ignore[attr-defined]


def main(folder: Path) -> None:
    """Run all of it, with files in a folder."""
    documents(folder)
    document = newsclean.clean(PAGE)
    results(document)
    options(folder)
    tables(document)
    built_by_hand()
    stages()
    duplicates(document.articles, folder)
