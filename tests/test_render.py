"""Documents as text, Markdown and JSON: what they say, and that nothing in a document becomes markup."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from newsclean.duplicates.engine import Deduplicated, Duplicate
from newsclean.model import Article, Block, Document
from newsclean.render.escape import file_name, one_line
from newsclean.render.formats import FORMATS
from newsclean.render.html.page import article_fragment, document_fragment
from newsclean.render.json_lines import document_json, document_json_line, document_json_lines
from newsclean.render.markdown import article_markdown, document_markdown, escaped
from newsclean.render.text import article_text, document_text
from tests.documents import HOSTILE, build, documents, every_kind, hostile


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
    for output in (FORMATS[name].renderer(several=several)(hostile(text)) for several in (False, True)):
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
        "2 of 3 items kept, 1 duplicate\n\n"
        "| index | duplicate_of | similarity |\n| ---: | ---: | ---: |\n| 1 | 0 | 0.938 |\n"
    )
    assert "<tr><td>1</td><td>0</td><td>0.938</td></tr>" in one._repr_html_()
    assert "2 of 24 items kept, 22 duplicates; the first 20 of them" in many._repr_html_()
    assert many._repr_html_().count("<tr><td>") == 20
    none = Deduplicated(kept=(0,), duplicates=())
    assert (none._repr_html_(), none._repr_markdown_()) == (
        "<p>1 of 1 items kept, 0 duplicates</p>\n",
        "1 of 1 items kept, 0 duplicates\n",
    )


@given(documents())
def test_rendering_changes_nothing_and_is_the_same_twice(document: Document) -> None:
    before = document.to_dict()
    for render in (*(each.render for each in FORMATS.values()), document_fragment):
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


# Formats


def test_a_format_that_is_only_in_the_table_works_everywhere(tmp_path: Path) -> None:
    """On one file, on several, on a folder by several processes, in the help and in the completion."""
    program = tmp_path / "program.py"
    program.write_text(WITH_TITLES, "utf-8")
    (tmp_path / "pages").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "pages" / name).write_text("灯塔亮了\n\n本报讯 海城的灯塔昨晚重新点亮。\n", "utf-8")

    def run(*words: str) -> str:
        done = subprocess.run([sys.executable, program, *words], cwd=tmp_path, capture_output=True, check=True)
        return done.stdout.decode()

    assert run("pages/a.txt", "-f", "titles") == "灯塔亮了\n"
    assert run("pages/a.txt", "pages/b.txt", "-f", "titles") == "灯塔亮了\n==\n灯塔亮了\n"
    assert run("pages", "-o", "out", "-j", "2", "-f", "titles") == ""
    assert [file.name for file in sorted((tmp_path / "out").iterdir())] == ["a.txt.titles", "b.txt.titles"]
    assert "  titles     one headline a line\n" in run("--help")
    assert "titles" in run("--print-completion", "bash")


WITH_TITLES = """
from types import MappingProxyType
from newsclean.render import formats

def titles(document):
    return "".join(f"{article.title}\\n" for article in document.articles)

record = formats.Format(name="titles", ending=".titles", about="one headline a line", render=titles, between="==\\n")
formats.FORMATS = MappingProxyType({**formats.FORMATS, "titles": record})

if __name__ == "__main__":
    from newsclean.cli.main import main
    raise SystemExit(main())
"""


@pytest.mark.parametrize("name", FORMATS)
def test_the_reference_describes_each_format(name: str) -> None:
    reference = (Path(__file__).parents[1] / "docs/reference/cli.md").read_text("utf-8")
    assert f"\n**{name}.** " in reference
