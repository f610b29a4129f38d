"""The public names and results: what `newsclean.clean` takes and gives, and what importing the package costs."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest

import newsclean
from newsclean import Article, Block, Document, LedgerRow, Removed, clean

LAMP = "海城的灯塔昨晚重新点亮，来看灯塔的人从下午起就排到了码头上，附近几条街的商户都推迟了打烊。"
KEEPER = "守灯人说，他等这一天等了三年，夜里再也不用打着手电上灯塔，孩子们也可以上灯塔来看海了。"
PAGE = f"""青禾晚报 2021年4月1日 星期四

灯塔重新点亮

■本报记者 白 桦

{LAMP}

图为灯塔夜景。

怎么去

{KEEPER}

{KEEPER}

{KEEPER}
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return clean(PAGE, source="page.txt", jieba=False)


# What it gives


def test_to_dict_has_the_fields_of_the_contract(document: Document) -> None:
    result = document.to_dict()
    assert set(result) == {"source", "encoding", "layout", "flags", "text_length", "articles", "ledger"}
    assert (result["source"], result["encoding"], result["layout"]) == ("page.txt", None, "newspaper")
    assert result["text_length"] == len(PAGE)
    (article,) = result["articles"]
    assert article == {
        "title": "灯塔重新点亮",
        "subtitle": None,
        "authors": ["白桦"],
        "byline": "■本报记者 白 桦",
        "source": None,
        "date": "2021-04-01",
        "section": None,
        "modified": None,
        "language": "zh",
        "url": None,
        "description": None,
        "keywords": [],
        "continued_from": None,
        "continued_on": None,
        "flags": [],
        "blocks": [
            {"kind": "paragraph", "text": LAMP, "copies": 1},
            {"kind": "caption", "text": "图为灯塔夜景。", "copies": 1},
            {"kind": "heading", "text": "怎么去", "copies": 1},
            {"kind": "paragraph", "text": KEEPER, "copies": 3},
        ],
    }


def test_the_ledger_of_to_dict_leaves_out_what_there_is_not_to_say(document: Document) -> None:
    ledger = document.to_dict()["ledger"]
    start = PAGE.index("灯塔重新点亮")
    assert {"start": start, "end": start + 6, "role": "title", "article": 0} in ledger
    assert {"start": start + 6, "end": start + 8, "role": "space"} in ledger
    last = PAGE.rindex(KEEPER)
    repeat = {"start": last, "end": last + len(KEEPER), "role": "removed", "reason": "repeat", "article": 0, "block": 3}
    assert repeat in ledger
    assert json.loads(json.dumps(ledger)) == ledger


def test_removed_is_what_is_in_no_article(document: Document) -> None:
    assert [(piece.text, piece.reason, piece.article, piece.block) for piece in document.removed] == [
        ("青禾晚报 2021年4月1日 星期四", "folio", None, None),
        (KEEPER, "repeat", 0, 3),
        (KEEPER, "repeat", 0, 3),
    ]
    assert all(isinstance(piece, Removed) for piece in document.removed)
    assert all(document.text[piece.start : piece.end] == piece.text for piece in document.removed)


def test_the_text_of_an_article_is_its_body_without_captions(document: Document) -> None:
    (article,) = document.articles
    assert article.text == f"{LAMP}\n\n怎么去\n\n{KEEPER}"
    assert Article().text == ""


def test_values_are_frozen_hashable_and_slotted(document: Document) -> None:
    article = document.articles[0]
    values: tuple[Any, ...] = (document, article, article.blocks[0], document.ledger[0], document.removed[0])
    for value in (*values, newsclean.decode(b"a"), newsclean.collapse_repeats(["a"])[0]):
        assert is_dataclass(value)
        assert hash(value) == hash(value)
        assert not hasattr(value, "__dict__")
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(value)[0].name, None)


def test_the_types_have_the_names_of_the_contract(document: Document) -> None:
    assert isinstance(document.articles[0], Article)
    assert isinstance(document.articles[0].blocks[0], Block)
    assert isinstance(document.ledger[0], LedgerRow)
    for name in newsclean.__all__:
        assert getattr(newsclean, name) is not None
        assert name in dir(newsclean)
    with pytest.raises(AttributeError, match="nonesuch"):
        _ = newsclean.nonesuch  # type: ignore[attr-defined]


def test_notebooks_show_a_page_and_markdown(document: Document) -> None:
    assert "灯塔重新点亮" in document._repr_html_()
    assert "灯塔重新点亮" in document._repr_markdown_()
    assert "灯塔重新点亮" in document.articles[0]._repr_markdown_()
    assert LAMP not in repr(document.ledger)


# What it takes


def test_text_has_no_encoding_and_bytes_have_one() -> None:
    assert clean(PAGE).encoding is None
    for name in ("utf-8", "gb18030", "utf-16"):
        found = clean(PAGE.encode(name), jieba=False)
        assert found.encoding is not None
        assert found.articles == clean(PAGE, jieba=False).articles


def test_the_text_of_a_plain_document_is_the_decoded_text() -> None:
    page = "灯塔重新点亮\r\n\r\n\u200b本报讯 " + LAMP + "\x0c\r\n"
    assert clean(page).text == page
    assert clean(page.encode("gb18030")).text == page


def test_an_encoding_that_is_given_is_taken() -> None:
    raw = LAMP.encode("gb18030")
    assert clean(raw, encoding="gb18030").articles[0].text == LAMP
    assert clean(raw, encoding="gb2312").encoding == "gb18030"
    assert clean(raw, encoding="latin-1").articles != clean(raw).articles
    with pytest.raises(LookupError, match="no-such-codec"):
        clean(raw, encoding="no-such-codec")


def test_a_source_is_a_name_and_changes_nothing_else() -> None:
    named, unnamed = clean(PAGE, source="a/b.txt"), clean(PAGE)
    assert (named.source, unnamed.source) == ("a/b.txt", None)
    assert {**named.to_dict(), "source": None} == unnamed.to_dict()


@pytest.mark.parametrize("nothing", ["", b"", "\n", b"\xef\xbb\xbf", "\u200b \u3000\n"])
def test_nothing_gives_no_article(nothing: str | bytes) -> None:
    found = clean(nothing)
    assert found.articles == ()
    assert found.flags == ("no-article",)
    assert {row.role for row in found.ledger} <= {"space"}


@pytest.mark.parametrize(
    ("raw", "layout"),
    [
        (f"灯塔重新点亮\n\n{LAMP}\n\n{KEEPER}\n", "plain"),
        (f"灯塔重新点亮\n\n本报记者 白桦\n\n{LAMP}\n", "newspaper"),
        (f"<h1>灯塔重新点亮</h1><p>{LAMP}</p>", "html"),
        (f"# 灯塔重新点亮\n\n## 怎么去\n\n{LAMP}\n", "markdown"),
        (
            f"首页\n分享到: 0\n灯塔重新点亮\n2021-04-01 08:30\n{LAMP}\n{KEEPER}\n相关推荐\n最热评论\n返回顶部\n",
            "portal",
        ),
    ],
)
def test_how_a_document_was_read(raw: str, layout: str) -> None:
    found = clean(raw, jieba=False)
    assert found.layout == layout
    (article,) = found.articles
    assert article.title == "灯塔重新点亮"
    assert LAMP in [block.text for block in article.blocks]


def test_the_five_kinds_of_block_that_markup_gives() -> None:
    raw = (
        f"# 灯塔\n\n## 怎么去\n\n{LAMP}\n\n> {KEEPER}\n\n- 夜班车\n- 渡船\n\n| 站 | 间隔 |\n|---|---|\n| 码头 | 20 |\n"
    )
    (article,) = clean(raw, jieba=False).articles
    kinds = [block.kind for block in article.blocks]
    assert {"paragraph", "quote", "list", "table"} <= set(kinds)


def test_jieba_is_asked_for_by_name() -> None:
    cut = f"灯塔重新点亮\n本报记者 白桦\n{LAMP}\n守灯人说，他等这一\n{KEEPER}\n天等了三年，才把灯点亮。\n"
    if find_spec("jieba") is None:
        with pytest.raises(ModuleNotFoundError, match="jieba"):
            clean(cut, jieba=True)
        assert clean(cut) == clean(cut, jieba=False)
    else:
        assert clean(cut) == clean(cut, jieba=True)


# What it costs

HEAVY = ("numpy", "rapidfuzz", "datasketch", "chardet", "selectolax", "yaml", "regex", "jieba", "scipy")


def loaded_by(code: str) -> set[str]:
    probe = f"import sys\n{code}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_name_means_the_same_before_and_after_its_module_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import newsclean\nnewsclean.clean({LAMP!r})\nprint(newsclean.decode(b'a').text)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "a\n", done.stderr


@pytest.mark.parametrize("name", sorted(newsclean.__all__))
def test_a_public_name_is_no_module(name: str) -> None:
    assert not isinstance(getattr(newsclean, name), ModuleType)


def test_importing_newsclean_loads_nothing_heavy() -> None:
    assert loaded_by("import newsclean") == set()
    assert loaded_by("import newsclean\nnewsclean.Document, newsclean.Article") == set()


def test_a_plain_document_loads_only_what_it_needs() -> None:
    loaded = loaded_by(f"import newsclean\nnewsclean.clean({LAMP!r})")
    assert not loaded & {"selectolax", "yaml", "datasketch", "chardet", "jieba", "scipy"}
