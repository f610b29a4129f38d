"""Each document in fixtures/ against its golden; each one in fixtures/negatives/ must come through untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsclean
from newsclean.model import Article, Block, Document, LedgerRow
from tests.golden import (
    FIXTURES,
    Golden,
    GoldenArticle,
    GoldenBlock,
    differences,
    fixtures,
    golden_of,
    golden_path,
    golden_text,
    main,
    parse_golden,
    print_golden,
)

KNOWN_FAILURES: dict[str, str] = {
    "traditional_wire.txt": "the page shows no cuts but one, and its sentence stays apart with the flag breaks-off",
    "ocr_page_loops.txt": "a sentence cut around another story's paragraph stays cut: its neighbour could go on with it too",
}
"""Fixture name to the reason why its golden is not reached yet; a fixture that comes right must leave the table."""

NEGATIVES = sorted((FIXTURES / "negatives").iterdir())
HEADER_ROLES = frozenset({"title", "subtitle", "byline", "source", "date", "section"})


def cases(paths: list[Path]) -> list[object]:
    known = {name: pytest.mark.xfail(strict=True, reason=reason) for name, reason in KNOWN_FAILURES.items()}
    return [pytest.param(p, id=p.name, marks=[known[p.name]] if p.name in known else []) for p in paths]


@pytest.mark.parametrize("document", cases(fixtures()))
def test_the_result_is_the_golden(document: Path) -> None:
    want = parse_golden(golden_path(document).read_text("utf-8"))
    found = differences(want, golden_of(newsclean.clean(document.read_bytes())))
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("document", cases(NEGATIVES))
def test_a_negative_passes_through_untouched(document: Path) -> None:
    result = newsclean.clean(document.read_bytes())
    lines = [" ".join(line.split()) for line in document.read_text("utf-8").splitlines() if line.strip()]
    assert [piece.text for piece in result.removed] == []
    assert len(result.articles) == 1
    blocks = result.articles[0].blocks
    assert {block.copies for block in blocks} == {1}
    kept = [" ".join(line.split()) for block in blocks for line in block.text.split("\n")]
    header = len(lines) - len(kept)
    assert kept == lines[header:]
    assert {row.role for row in result.ledger[: 2 * header]} <= HEADER_ROLES | {"space"}


def test_the_table_of_known_failures_names_documents() -> None:
    assert set(KNOWN_FAILURES) <= {path.name for path in [*fixtures(), *NEGATIVES]}


def test_no_golden_without_its_document() -> None:
    goldens = {path.name for path in FIXTURES.glob("**/*.golden")}
    assert goldens == {golden_path(document).name for document in fixtures()}


RESULT = Document(
    text="题\n甲乙\n丙\n乙\n目录 页",
    articles=(
        Article(
            title="题",
            authors=("甲", "乙"),
            flags=("breaks-off",),
            blocks=(Block(kind="paragraph", text="甲乙"), Block(kind="table", text="丙\n丁", copies=2)),
        ),
    ),
    ledger=(
        LedgerRow(start=0, end=1, role="title", article=0),
        LedgerRow(start=7, end=8, role="removed", reason="repeat", article=0, block=1),
        LedgerRow(start=9, end=13, role="removed", reason="navigation"),
    ),
    layout="newspaper",
    flags=("mixed-encodings",),
)
PRINTED = """\
layout: newspaper
flags: mixed-encodings

=== article 1
title: 题
authors: 甲, 乙
flags: breaks-off

[paragraph] 甲乙
[table x2] 丙
    丁

=== removed
[repeat of 1.2] 乙
[navigation] 目录 页
"""


def test_golden_text_prints_fields_blocks_and_removed_rows() -> None:
    assert golden_text(RESULT) == PRINTED


@pytest.mark.parametrize("document", fixtures(), ids=lambda path: path.name)
def test_a_golden_reads_back_as_it_was_printed(document: Path) -> None:
    golden = parse_golden(golden_path(document).read_text("utf-8"))
    assert golden.articles or golden.flags == "no-article"
    assert parse_golden(print_golden(golden)) == golden


def test_a_result_reads_back_as_it_was_printed() -> None:
    assert parse_golden(PRINTED) == golden_of(RESULT)
    assert differences(parse_golden(PRINTED), golden_of(RESULT)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("layout: newspaper", "layout: plain", "layout: want plain, got newspaper"),
        ("title: 题", "title: 目", "article 1: title: want 目, got 题"),
        ("title: 题\n", "", "article 1: title: want None, got 题"),
        ("flags: breaks-off\n", "", "article 1: flags: want None, got breaks-off"),
        ("flags: mixed-encodings\n", "", "flags: want None, got mixed-encodings"),
        ("[paragraph] 甲乙", "[heading] 甲乙", "article 1: block: - [heading] 甲乙"),
        ("[table x2]", "[table x3]", "article 1: block: + [table x2] 丙\n    丁"),
        ("[navigation] 目录 页\n", "", "removed: +[navigation] 目录 页"),
        ("=== article 1", "=== article 1\n\n=== article 2", "article 2: want '题', got none"),
    ],
)
def test_a_difference_is_told_by_its_field(old: str, new: str, said: str) -> None:
    assert said in differences(parse_golden(PRINTED.replace(old, new, 1)), golden_of(RESULT))


def test_a_golden_may_leave_fields_copies_texts_and_removed_rows_open() -> None:
    left_open = "title: ?\nauthors: ?\n\n[paragraph x?] 甲乙\n[table x2] ?\n"
    assert differences(parse_golden("=== article 1\n" + left_open), golden_of(RESULT)) == []


def test_a_golden_with_removed_rows_leaves_nothing_open() -> None:
    bare = Golden(articles=(GoldenArticle({"title": "题"}, (GoldenBlock("paragraph", "甲乙"),)),), removed=())
    assert "article 1: flags: want None, got breaks-off" in differences(bare, golden_of(RESULT))


@pytest.mark.parametrize("line", ["heading: 题", "=== articles", "=== article 1\n[Paragraph] 题", "=== removed\n题"])
def test_a_line_that_is_none_of_the_form_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="not"):
        parse_golden(line + "\n")


def test_the_command_rewrites_and_then_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.golden.FIXTURES", tmp_path)
    (tmp_path / "one.txt").write_text("修书人\n\n青禾晚报记者 万俟舒\n\n地下室里亮着灯，读者正在补书。\n", "utf-8")
    assert main(["one"]) == 1
    assert main(["one.txt", "--write"]) == 0
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "one.txt: as its golden"
