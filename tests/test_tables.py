"""Articles as tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.batch.files import failed
from newsclean.integrations import tables
from newsclean.model import Article, Block, Document
from newsclean.render.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("newspaper_page_one.txt", "portal_channels.txt", "web_data_table.html", "web_login.html", "ocr_page_loops.txt")
OF_A_DOCUMENT = ("id", "file", "layout", "encoding", "document_flags")
LISTS = ("document_flags", "authors", "flags", "blocks")
MAKERS = {"to_arrow": "pyarrow", "to_pandas": "pandas", "to_polars": "polars"}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [newsclean.clean_file(ROOT / "fixtures" / name) for name in PAGES]


@pytest.fixture(scope="module")
def lines(documents: list[Document]) -> list[dict[str, Any]]:
    """What the command line prints for the same documents."""
    return [json.loads(line) for document in documents for line in FORMATS["jsonl"].render(document).splitlines()]


def made(maker: str, items: Any) -> Any:
    """A table, or a skip where what it needs is missing."""
    for module in ("pyarrow", MAKERS[maker]):
        pytest.importorskip(module)
    return getattr(newsclean, maker)(items)


def rows(table: Any) -> list[dict[str, Any]]:
    """The rows of any of the tables as plain values."""
    match type(table).__module__.partition(".")[0]:
        case "pyarrow":
            found = table.to_pylist()
        case "polars":
            found = table.to_dicts()
        case _:  # pandas 3 has NaN where a text is missing
            found = table.astype(object).where(table.notna(), None).to_dict(orient="records")
    return list(found)


@pytest.mark.parametrize("maker", MAKERS)
def test_the_rows_of_documents_are_those_of_the_command_line(
    maker: str, documents: list[Document], lines: list[dict[str, Any]]
) -> None:
    assert len(lines) == 8
    assert rows(made(maker, iter(documents))) == lines


@pytest.mark.parametrize("maker", MAKERS)
def test_an_article_alone_knows_nothing_of_a_document(
    maker: str, documents: list[Document], lines: list[dict[str, Any]]
) -> None:
    articles = [article for document in documents for article in document.articles]
    assert rows(made(maker, articles)) == [line | dict.fromkeys(OF_A_DOCUMENT) for line in lines]


@pytest.mark.parametrize("maker", MAKERS)
def test_the_table_of_nothing_has_the_types_of_any_other(maker: str, documents: list[Document]) -> None:
    empty, full = made(maker, []), made(maker, documents)
    assert len(empty) == 0
    if maker == "to_pandas":
        assert list(empty.dtypes.items()) == list(full.dtypes.items())
    else:
        assert empty.schema == full.schema


def test_lists_in_pandas_are_lists(documents: list[Document]) -> None:
    frame = made("to_pandas", documents)
    assert {type(value) for name in LISTS for value in frame[name]} == {list}


def test_a_document_without_a_name_gives_rows_without_one() -> None:
    (row,) = rows(made("to_arrow", [newsclean.clean("灯塔重新点亮\n\n海城的灯塔昨晚重新点亮，商户都推迟了打烊。\n")]))
    assert (row["id"], row["file"]) == (None, None)
    assert (row["layout"], row["title"]) == ("plain", "灯塔重新点亮")


def test_documents_without_articles_give_no_row() -> None:
    assert rows(made("to_arrow", [failed("a.txt", "no such file"), newsclean.clean("")])) == []


def test_more_articles_than_a_batch_holds_keep_their_order() -> None:
    articles = [Article(title=str(number)) for number in range(tables.AT_ONCE + 5)]
    table = made("to_arrow", articles)
    assert table["title"].to_pylist() == [article.title for article in articles]
    assert [batch.num_rows for batch in tables.batches(articles)] == [tables.AT_ONCE, 5]


def test_what_is_no_utf8_becomes_a_replacement_character() -> None:
    article = Article(title="灯\ud83d塔", authors=("\udcff",), blocks=(Block(kind="paragraph", text="亮\udfff"),))
    (row,) = rows(made("to_arrow", [Document(text="", articles=(article,), ledger=(), source="caf\udce9.txt")]))
    assert (row["title"], row["authors"], row["text"]) == ("灯\ufffd塔", ["\ufffd"], "亮\ufffd")
    assert row["id"] == "caf\\xe9.txt#1"


def test_other_items_are_refused() -> None:
    with pytest.raises(TypeError, match="articles or documents, not str"):
        made("to_arrow", ["灯塔"])


@pytest.mark.parametrize("maker", MAKERS)
def test_a_missing_extra_says_how_to_install_it(maker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, MAKERS[maker], None)
    with pytest.raises(ModuleNotFoundError, match=rf"^{MAKERS[maker]} .*newsclean\[{maker[3:]}\]"):
        getattr(newsclean, maker)([])


def test_polars_and_pandas_say_their_own_extra_where_pyarrow_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for maker in ("to_pandas", "to_polars"):
        pytest.importorskip(MAKERS[maker])
        with pytest.raises(ModuleNotFoundError, match=rf"^pyarrow .*newsclean\[{maker[3:]}\]"):
            getattr(newsclean, maker)([])
