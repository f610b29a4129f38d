"""Documents as text, Markdown, JSON and a page: what they say, and that nothing in a document becomes markup."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.duplicates.engine import Deduplicated, Duplicate
from newsclean.model import Article, Block, Document, LedgerRow
from newsclean.render import FORMATS, STREAMED
from newsclean.render.html import article_fragment, document_fragment, document_page
from newsclean.render.html_lines import LANES
from newsclean.render.html_text import language
from newsclean.render.json_lines import document_json, document_json_line, document_json_lines
from newsclean.render.markdown import article_markdown, document_markdown, escaped
from newsclean.render.safe import file_name, one_line
from newsclean.render.text import article_text, document_text

Part = tuple[str, str, str | None, int | None, int | None]
"""Text, role, reason, article and block of one ledger row."""

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' & &amp; &lt;",
    "</title></style></span></details><h1>x</h1>",
    "\x1b[31mred\x1b]0;title\x07\x00\x9b2J\x7f",
    "\u202eabc\u2066",
    "half \ud800 of a pair",
    "https://example.org/ javascript:alert(1)",
)


def build(*parts: Part, articles: tuple[Article, ...] = (), source: str | None = "page.txt") -> Document:
    rows, text = [], ""
    for piece, role, reason, article, block in parts:
        end = len(text) + len(piece)
        rows.append(LedgerRow(start=len(text), end=end, role=role, reason=reason, article=article, block=block))
        text += piece
    return Document(text=text, articles=articles, ledger=tuple(rows), layout="newspaper", source=source)


def space(text: str = "\n\n") -> Part:
    return (text, "space", None, None, None)


def every_kind() -> Document:
    bridge = Article(
        title="港区新桥昨日通车",
        subtitle="两岸车程缩短四十分钟",
        authors=("王平",),
        byline="■本报记者 王 平",
        source="滨海日报",
        date="2021-04-07",
        flags=("the beginning is lost",),
        blocks=(
            Block(kind="paragraph", text="港区新桥昨天上午通车，第一辆公交车九时驶过桥面。", copies=3),
            Block(kind="caption", text="图为通车现场。"),
            Block(kind="heading", text="二十年的等待"),
            Block(kind="quote", text="“桥通了，路就近了。”"),
            Block(kind="list", text="公交线路四条\n客运线路两条"),
            Block(kind="table", text="线路\t间隔\n1路\t6分钟"),
        ),
    )
    ferry = Article(title="Ferry keeps running", blocks=(Block(kind="paragraph", text="The ferry stays until May."),))
    body = bridge.blocks[0].text
    return build(
        ("滨海日报 第3版", "removed", "folio", None, None),
        space("\r\n\r\n"),
        ("港区新桥昨日通车", "title", None, 0, None),
        space("\n"),
        ("两岸车程缩短四十分钟", "subtitle", None, 0, None),
        space(),
        ("■本报记者 王 平", "byline", None, 0, None),
        space(),
        (body[:10], "paragraph", None, 0, 0),
        space("\n"),
        (body[10:16], "paragraph", None, 0, 0),
        space(),
        ("图为通车现场。", "caption", None, 0, 1),
        space(),
        (body[16:], "paragraph", None, 0, 0),
        space(),
        (body, "removed", "repeat", 0, 0),
        space("\n"),
        (body, "removed", "repeat", 0, 0),
        space(),
        ("二十年的等待", "heading", None, 0, 2),
        space(),
        ("“桥通了，路就近了。”", "quote", None, 0, 3),
        space(),
        ("公交线路四条\n客运线路两条", "list", None, 0, 4),
        space(),
        ("线路\t间隔\n1路\t6分钟", "table", None, 0, 5),
        space(),
        ("Ferry keeps running", "title", None, 1, None),
        space(),
        ("The ferry stays until May.", "paragraph", None, 1, 0),
        space("\n"),
        articles=(bridge, ferry),
    )


def hostile(text: str) -> Document:
    article = Article(
        title=text,
        subtitle=text,
        authors=(text,),
        byline=text,
        source=text,
        date=text,
        section=text,
        flags=(text,),
        blocks=tuple(
            Block(kind=kind, text=text) for kind in ("paragraph", "heading", "caption", "quote", "list", "table")
        ),
    )
    return build(
        (text, "title", None, 0, None),
        space(),
        (text, "paragraph", None, 0, 0),
        space(),
        (text, "removed", text, None, None),
        space(),
        (text, "removed", "repeat", 0, 0),
        articles=(article,),
        source=text,
    )


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


def test_text_has_title_byline_and_body_of_each_article() -> None:
    assert document_text(every_kind()) == (
        "港区新桥昨日通车\n"
        "两岸车程缩短四十分钟\n"
        "■本报记者 王 平\n"
        "滨海日报 2021-04-07\n"
        "\n"
        "港区新桥昨天上午通车，第一辆公交车九时驶过桥面。\n"
        "\n"
        "图为通车现场。\n"
        "\n"
        "二十年的等待\n"
        "\n"
        "“桥通了，路就近了。”\n"
        "\n"
        "公交线路四条\n客运线路两条\n"
        "\n"
        "线路\t间隔\n1路\t6分钟\n"
        "\n"
        "----------------------------------------\n"
        "\n"
        "Ferry keeps running\n"
        "\n"
        "The ferry stays until May.\n"
    )


def test_markdown_has_headings_lists_and_tables() -> None:
    assert document_markdown(every_kind()) == (
        "# 港区新桥昨日通车\n"
        "\n"
        "**两岸车程缩短四十分钟**\n"
        "\n"
        "■本报记者 王 平\n"
        "\n"
        "滨海日报 2021-04-07\n"
        "\n"
        "港区新桥昨天上午通车，第一辆公交车九时驶过桥面。\n"
        "\n"
        "*图为通车现场。*\n"
        "\n"
        "## 二十年的等待\n"
        "\n"
        "> “桥通了，路就近了。”\n"
        "\n"
        "- 公交线路四条\n"
        "- 客运线路两条\n"
        "\n"
        "| 线路 | 间隔 |\n"
        "| --- | --- |\n"
        "| 1路 | 6分钟 |\n"
        "\n"
        "---\n"
        "\n"
        "# Ferry keeps running\n"
        "\n"
        "The ferry stays until May.\n"
    )


def test_credits_are_not_said_twice() -> None:
    article = Article(byline="滨海日报 2021-04-07 王平", authors=("王平",), source="滨海日报", date="2021-04-07")
    assert article_text(article) == "滨海日报 2021-04-07 王平\n"
    assert article_text(Article(authors=("王平", "李梅"), date="2021-04-07")) == "王平、李梅\n2021-04-07\n"


@pytest.mark.parametrize("render", [document_text, document_markdown, document_json_lines])
def test_a_document_without_articles_gives_nothing(render: object) -> None:
    assert callable(render)
    assert render(build(("x", "removed", "menu", None, None))) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年1.5亿元，增长3-4%", "2021年1.5亿元，增长3-4%"),
        ("A & B, 100% (ok)!", "A & B, 100% (ok)!"),
        ("* a", r"\* a"),
        ("a *b* _c_ `d` ~e~", r"a \*b\* \_c\_ \`d\` \~e\~"),
        ("[a](b) <b> &lt; |", r"\[a\](b) \<b> \&lt; \|"),
        ("costs $5 or $6", r"costs \$5 or \$6"),
        ("back\\slash", r"back\\slash"),
        ("# a\n> b\n- c\n+ d\n=====\n---", "\\# a\n\\> b\n\\- c\n\\+ d\n\\=====\n\\---"),
        ("1. a\n23) b\n1.5 c\n2021.", "1\\. a\n23\\) b\n1.5 c\n2021\\."),
        ("    indented\n\ttabbed", "indented\ntabbed"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_markdown_escapes_what_would_be_markup(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_a_heading_stays_one_line_and_keeps_its_signs() -> None:
    assert article_markdown(Article(title="C# and F #\nagain ##")) == "# C# and F # again \\##\n"


def test_a_caption_of_two_paragraphs_is_two_emphases() -> None:
    article = Article(blocks=(Block(kind="caption", text="上图\n\n下图 * 全景"),))
    assert article_markdown(article) == "*上图*\n\n*下图 \\* 全景*\n"


def test_lists_lose_their_printed_bullets_and_tables_their_ragged_ends() -> None:
    article = Article(
        blocks=(
            Block(kind="list", text="• one\n- two\n3. three"),
            Block(kind="table", text="a\tb|c\nd"),
        )
    )
    assert article_markdown(article) == ("- one\n- two\n- 3\\. three\n\n| a | b\\|c |\n| --- | --- |\n| d |  |\n")


def test_rows_side_by_side_make_one_table_and_items_one_list() -> None:
    rows = (Block(kind="table", text="a\tb"), Block(kind="table", text="1\t2"))
    items = (Block(kind="list", text="- one"), Block(kind="list", text="two"))
    article = Article(blocks=(*rows, Block(kind="paragraph", text="x"), *items))
    assert article_markdown(article) == "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nx\n\n- one\n- two\n"


def test_json_is_the_whole_result() -> None:
    document = every_kind()
    assert json.loads(document_json(document)) == document.to_dict()
    assert json.loads(document_json_line(document)) == document.to_dict()
    assert document_json_line(document).count("\n") == 1
    assert "港区新桥" in document_json(document)


def test_jsonl_is_an_article_a_line() -> None:
    document = every_kind()
    first, second = (json.loads(line) for line in document_json_lines(document).splitlines())
    assert (first["id"], second["id"]) == ("page.txt#1", "page.txt#2")
    assert first["file"] == "page.txt"
    assert first["text"] == document.articles[0].text
    assert "图为" not in first["text"]
    fields = document.articles[0].to_dict()
    assert {name: first[name] for name in fields} == fields
    assert "ledger" not in first


def test_jsonl_names_standard_input() -> None:
    record = json.loads(document_json_lines(build(articles=(Article(title="a"),), source=None)))
    assert record["id"] == "-#1"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_no_control_character_or_half_pair_reaches_the_output(name: str, text: str) -> None:
    for output in (FORMATS[name](hostile(text)), STREAMED[name](hostile(text))):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", output)
        output.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_json_keeps_control_characters_behind_escapes(text: str) -> None:
    title = json.loads(document_json(hostile(text)))["articles"][0]["title"]
    assert title == text.replace("\ud800", "\ufffd")


def test_json_lines_have_no_separator_that_splits_them() -> None:
    document = build(articles=(Article(title="a\u2028b\x85c\x1ed\ne"),))
    assert len(document_json_lines(document).splitlines()) == 1
    assert json.loads(document_json_lines(document))["title"] == "a\u2028b\x85c\x1ed\ne"


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


def test_notebooks_show_the_fragment_and_markdown() -> None:
    document = every_kind()
    assert document._repr_html_() == document_fragment(document)
    assert document._repr_markdown_() == document_markdown(document)
    assert document.articles[0]._repr_html_() == article_fragment(document.articles[0])
    assert document.articles[0]._repr_markdown_() == article_markdown(document.articles[0])


def test_notebooks_show_which_items_go() -> None:
    gone = tuple(Duplicate(index=index, duplicate_of=0, similarity=0.9375) for index in range(1, 23))
    one, many = (Deduplicated(kept=(0, 23), duplicates=duplicates) for duplicates in (gone[:1], gone))
    assert one._repr_markdown_() == (
        "2 of 3 items stay, 1 goes\n\n"
        "| index | duplicate_of | similarity |\n| ---: | ---: | ---: |\n| 1 | 0 | 0.938 |\n"
    )
    assert "<tr><td>1</td><td>0</td><td>0.938</td></tr>" in one._repr_html_()
    assert "2 of 24 items stay, 22 go; the first 20 of them" in many._repr_html_()
    assert many._repr_html_().count("<tr><td>") == 20
    none = Deduplicated(kept=(0,), duplicates=())
    assert (none._repr_html_(), none._repr_markdown_()) == (
        "<p>1 of 1 items stay, 0 go</p>\n",
        "1 of 1 items stay, 0 go\n",
    )


TEXTS = st.text(
    st.sampled_from("港桥a \t\n\r<>&\"'*_`|#-\x00\x1b\x85\u2028\u202e\ud800") | st.characters(), min_size=1, max_size=12
)
ROLES = st.sampled_from(
    [
        ("space", None),
        ("title", None),
        ("paragraph", None),
        ("caption", None),
        ("unheard of", None),
        ("removed", "repeat"),
        ("removed", "menu"),
        ("removed", "<b>"),
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any partition of any text, with rows that may name articles, blocks and roles in every combination."""
    article = Article(title=draw(TEXTS), blocks=tuple(Block(kind="paragraph", text=draw(TEXTS)) for _ in range(2)))
    places = st.sampled_from([(None, None), (0, None), (0, 0), (0, 1), (1, 0)])
    parts: list[Part] = []
    for text, (role, reason), (number, block) in draw(st.lists(st.tuples(TEXTS, ROLES, places), max_size=12)):
        parts.append((text, role, reason, *((None, None) if role == "space" else (number, block))))
    return build(*parts, articles=(article, article), source=draw(TEXTS))


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


@given(documents())
def test_rendering_changes_nothing_and_is_the_same_twice(document: Document) -> None:
    before = document.to_dict()
    for render in (*FORMATS.values(), document_fragment):
        assert render(document) == render(document)
    assert document.to_dict() == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("页面.txt", "页面.txt"),
        ("a\x1b[2J\nb.txt", r"a\x1b[2J\nb.txt"),
        ("a\u202eb\u2028", r"a\u202eb\u2028"),
        ("caf\udce9.txt", r"caf\xe9.txt"),
        ("\udce9\udca1\udcb5.txt", "页.txt"),
        ("\ud83d.txt", "\ufffd.txt"),
    ],
)
def test_names_fit_on_one_line_of_a_terminal(name: str, expected: str) -> None:
    assert one_line(name) == expected


def test_a_file_name_keeps_what_json_can_escape() -> None:
    assert file_name("a\x1bb\udce9") == "a\x1bb\\xe9"


def test_shares_leave_no_trace_unsaid() -> None:
    article = Article(blocks=(Block(kind="paragraph", text="a" * 999),))
    page = document_page(
        build(("a" * 999, "paragraph", None, 0, 0), ("b", "removed", "menu", None, None), articles=(article,))
    )
    assert "Kept <b>&gt;99%</b>" in page
    assert "Removed <b>&lt;1%</b>" in page
