"""Documents as a page: what it says and links, and that nothing in a document becomes markup."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from newsclean.model import Article, Block, Document
from newsclean.render.html.lines import LANES
from newsclean.render.html.page import article_fragment, document_fragment, document_page
from newsclean.render.html.text import language
from tests.documents import HOSTILE, Part, build, documents, every_kind, hostile, space


class Page(HTMLParser):
    """What a browser would make of a page: its tags, attributes and the text of the document's side."""

    VOID = frozenset({"meta", "br", "img", "input", "link", "hr"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.original = ""
        self.stack: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert not self.stack, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = [(name, value or "") for name, value in attrs]
        self.tags.append(tag)
        self.attributes += values
        if tag not in self.VOID:
            self.stack.append((tag, dict(values).get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self.stack]
        if "note" in classes:
            self.notes.append(data)
        elif "original" in classes:
            self.original += data

    def values(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [document_page, document_fragment])
def test_nothing_in_a_document_becomes_markup(render: object, text: str) -> None:
    assert callable(render)
    page = Page(render(hostile(text)))
    expected = Page(render(hostile("harmless")))
    assert page.tags.count("i") >= expected.tags.count("i")
    assert [tag for tag in page.tags if tag != "i"] == [tag for tag in expected.tags if tag != "i"]
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in {"src", "style"}]
    assert all(href.startswith("#") for href in page.values("href"))


def test_the_page_asks_for_nothing() -> None:
    page = document_page(every_kind())
    assert not re.search(r"url\(|@import|https?:|//|<link|<img|\.src|fetch|import\(", page)
    policy = html.unescape(page[page.index("default-src") : page.index('">', page.index("default-src"))])
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; base-uri 'none'; form-action 'none'")


def test_the_page_labels_every_piece_with_its_role_or_reason() -> None:
    page = Page(document_page(every_kind()))
    fields = ["title", "subtitle", "byline"]
    blocks = ["caption", "repeat ×2", "heading", "quote", "list", "table"]
    assert page.values("data-r") == ["folio", *fields, *blocks, "title"]
    assert document_page(every_kind()).count('class="k paragraph ') == 2, "a paragraph of two parts"
    assert document_page(every_kind()).count('class="k paragraph"') == 1


def test_a_reason_that_was_just_said_has_a_ditto_mark() -> None:
    prefix: Part = ("log: ", "removed", "log-prefix", None, None)
    document = build(prefix, ("一", "paragraph", None, 0, 0), space("\n"), prefix, ("二", "paragraph", None, 0, 0))
    assert Page(document_page(document)).values("data-r") == ["log-prefix", "″"]


def test_repeats_fold_to_one_line_with_their_count() -> None:
    page = Page(document_page(every_kind()))
    assert page.values("data-r")[5] == "repeat ×2"
    assert page.notes == ["of article 1, block 1 · 48 characters"]
    assert '<a class="copies" href="#p16" title="stood 3 times in the document">×3</a>' in document_page(every_kind())


def test_repeats_with_marks_between_them_fold_to_one() -> None:
    prefix, repeat = ("log: ", "removed", "log-prefix", None, None), ("一", "removed", "repeat", None, None)
    document = build(*[prefix, repeat, space("\n")] * 3, prefix, ("二", "removed", "menu", None, None))
    assert Page(document_page(document)).values("data-r") == ["log-prefix", "repeat ×3", "log-prefix", "menu"]


def test_the_page_links_both_ways() -> None:
    page = document_page(every_kind())
    targets = re.findall(r'<span id="(p\d+)"[^>]*><a href="#a1-b1"', page)
    assert len(targets) == 2, "the paragraph stands on both sides of the caption"
    row = page[page.index('id="a1-b1"') : page.index('id="a1-b2"')]
    assert re.findall(r'href="#(p\d+)"', row) == [targets[0], "p16", targets[1]], "a part, its repeats, the other part"


def test_a_field_links_to_the_line_that_says_it_with_others() -> None:
    article = Article(title="新桥", source="滨海日报", date="2021-04-07", authors=("王平",), section="要闻")
    fields = ("来源：滨海日报 2021年4月7日", "metadata", None, 0, None)
    document = build(("新桥", "title", None, 0, None), space(), fields, articles=(article,))
    links = re.findall(r'<div id="a1-(\w+)"[^>]*><div class="from">(?:<a href="#(\w+)")?', document_page(document))
    assert links == [("title", "p0"), ("authors", ""), ("source", "p2"), ("date", "p2"), ("section", "")]


def test_parts_of_a_block_are_joined_by_marks_and_a_line() -> None:
    page = document_page(every_kind())
    marks = re.findall(r'<a class="join (\w+)" href="#(\w+)" data-n="([^"]+)" title="([^"]+)"', page)
    assert marks == [
        ("down", "p14", "↓2/2", "article 1, block 1: part 2 of 2"),
        ("up", "p8", "↑1/2", "article 1, block 1: part 1 of 2"),
    ]
    assert re.findall(r'<i class="([^"]+)"></i>', page) == [
        "lane l0 start g0 joined",
        "lane l0 g0 joined",
        "lane l0 end g0 joined",
    ]


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        ("\n", False),
        ("\n\n\n", False),
        (" | another column\n", False),
        ("\n| another line\n", True),
        ("\r\n\r\n| another line\r\n", True),
    ],
)
def test_parts_are_what_a_line_of_other_text_stands_between(between: str, joined: bool) -> None:
    before, bar, other = between.partition("|")
    other, end, _ = other.partition("\n")
    middle: list[Part] = [space(before)] if before else []
    middle += [(bar + other.rstrip("\r"), "removed", "menu", None, None)] if bar else []
    middle += [space(end)] if end else []
    document = build(("一", "paragraph", None, 0, 0), *middle, ("二", "paragraph", None, 0, 0))
    assert ('class="join' in document_page(document)) is joined


def test_more_joins_than_lanes_keep_their_marks() -> None:
    blocks = [("一", "paragraph", None, 0, number) for number in range(9)]
    parts = [part for block in (*blocks, *blocks) for part in (block, space("\n"))]
    page = document_page(build(*parts))
    assert page.count('class="join down"') == page.count('class="join up"') == 9
    assert page.count(" start g") == page.count(" end g") == LANES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港区新桥昨天上午通车", "zh-Hans"),
        ("港區新橋昨天上午通車，這是發展", "zh-Hant"),
        ("橋は昨日開通した", "ja"),
        ("다리가 어제 열렸다", "ko"),
        ("The bridge opened.", ""),
        ("", ""),
    ],
)
def test_the_language_is_what_the_script_tells(text: str, expected: str) -> None:
    assert language(text) == expected


def test_what_turns_the_direction_of_text_is_shown_instead() -> None:
    page = document_page(build(("a\u202ecba\u202c", "removed", "menu", None, None)))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert '<i class="control" title="U+202E">\\u202e</i>' in page


def test_documents_in_one_notebook_share_no_anchor() -> None:
    one, other = Page(document_fragment(every_kind())), Page(document_fragment(hostile("x")))
    assert not set(one.values("id")) & set(other.values("id"))


@pytest.mark.parametrize("text", HOSTILE)
def test_an_article_alone_has_no_anchor_and_no_link(text: str) -> None:
    page = Page(article_fragment(hostile(text).articles[0]))
    assert not page.values("id")
    assert not page.values("href")
    expected = Page(article_fragment(hostile("harmless").articles[0]))
    assert [tag for tag in page.tags if tag != "i"] == [tag for tag in expected.tags if tag != "i"]


@given(documents())
def test_the_page_holds_every_character_and_no_dead_link(document: Document) -> None:
    page = Page(document_page(document))
    expected = document.text.replace("\r\n", "\n").replace("\r", "\n")
    expected = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lambda match: ascii(match[0])[1:-1], expected
    )
    assert page.original == re.sub("[\ud800-\udfff]", "\ufffd", expected)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href")} <= set(ids)


def test_shares_leave_no_trace_unsaid() -> None:
    article = Article(blocks=(Block(kind="paragraph", text="a" * 999),))
    page = document_page(
        build(("a" * 999, "paragraph", None, 0, 0), ("b", "removed", "menu", None, None), articles=(article,))
    )
    assert "Kept <b>&gt;99%</b>" in page
    assert "Removed <b>&lt;1%</b>" in page
