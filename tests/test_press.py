"""The press's pure parts: pages that say what their truth says, what an oracle can rebuild, and how a reading is judged."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
articles: Any = importlib.import_module("press.articles")
layout: Any = importlib.import_module("press.layout")
oracle: Any = importlib.import_module("press.oracle")
page: Any = importlib.import_module("press.page")
report: Any = importlib.import_module("press.report")
printing: Any = importlib.import_module("press.printing")
scoring: Any = importlib.import_module("press.scoring")
sheets: Any = importlib.import_module("press.sheets")

FERRY = "青石渡口昨天修好了，第一班船早上六点离岸，船上坐着二十三个上学的孩子。"
BOATMAN = "摆渡的人说，他等这一天等了整整两年，木船要留下来做书屋。"
SCHOOL = "红泥小学的足球队用晒谷坪做训练场，去年闯进了全市少年联赛的八强。"


def pages(seed: int = 3, count: int = 6) -> list[Any]:
    return list(sheets.pages(seed, count))


def test_every_unit_is_printed_whole() -> None:
    for sheet in pages():
        for number, unit in enumerate(sheet.units):
            assert page.fold(sheet.printed(number)) == page.fold(unit.text)


def test_lines_of_columns_fit_and_stand_below_each_other() -> None:
    for sheet in pages():
        body = [line for line in sheet.lines if sheet.units[line.unit].kind == "paragraph"]
        assert all(line.x > 0 and line.x + line.width < sheet.width and line.y < sheet.height for line in body)
        places = {(line.x // 2, round(line.y, 3)) for line in body}
        assert len(places) == len(body)


def test_a_seed_fixes_the_pages() -> None:
    assert [printing.markup(sheet) for sheet in pages()] == [printing.markup(sheet) for sheet in pages()]
    assert printing.markup(pages(4)[0]) != printing.markup(pages(3)[0])


def test_all_kinds_of_units_are_printed() -> None:
    kinds = {unit.kind for sheet in pages(count=20) for unit in sheet.units}
    wanted = {"title", "kicker", "deck", "byline", "paragraph", "subhead", "caption", "credit", "continuation"}
    assert kinds == wanted | page.FURNITURE


def test_texts_are_taken_from_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    row = {"title": "渡口修好了", "paragraphs": [FERRY, BOATMAN]}
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    sheet = next(sheets.pages(1, 1, articles.given(file)))
    assert {unit.text for unit in sheet.units if unit.kind == "title"} == {"渡口修好了"}
    assert any(FERRY in unit.text for unit in sheet.units)


def test_headlines_are_divided_by_clause_mark_or_body() -> None:
    assert articles.halves(["老渡船/退役之后", "学生怎样过河"], "") == ("老渡船退役之后", "学生怎样过河")
    assert articles.halves(["老渡船/退役之后"], "") == ("老渡船", "退役之后")
    assert articles.halves(["木船要做流动书屋"], "流动的书，动书") == ("木船要做", "流动书屋")
    assert articles.halves(["木船"], "") == ("木船",)


def test_truth_is_read_as_it_was_written(tmp_path: Path) -> None:
    truth = page.Truth((page.Unit("title", "渡口修好了", 0), page.Unit("ad", "旺铺招租")))
    truth.write(tmp_path / "truth.json")
    assert page.Truth.read(tmp_path / "truth.json") == truth


def columns(*texts: str, width: int = 12) -> str:
    """The texts side by side, as a tool that keeps the layout writes them."""
    lines = [layout.wrap(text, width, Random(0), squeeze=0.0) for text in texts]
    rows = max(map(len, lines))
    return "\n".join(" ".join(part[row] if row < len(part) else "" for part in lines) for row in range(rows))


@pytest.mark.parametrize(
    ("text", "whole", "cut"),
    [
        ("\n".join(layout.wrap(FERRY, 12, Random(0))), True, True),
        (columns(FERRY, SCHOOL), False, True),
        (FERRY[:20], False, False),
        (" ".join(FERRY[:20]) + "\n" + FERRY[20:], True, True),
        (FERRY.replace("渡", "度").replace("船", "般", 1), True, True),
    ],
    ids=["column", "side by side", "half", "letter-spaced", "misread"],
)
def test_the_oracle_joins_and_cuts_lines(text: str, whole: bool, cut: bool) -> None:
    assert oracle.possible([FERRY], oracle.whole_lines(text)) == [whole]
    assert oracle.possible([FERRY], oracle.pieces(text)) == [cut]


TRUTH = page.Truth(
    (
        page.Unit("folio", "2024年5月6日 星期一"),
        page.Unit("title", "渡口修好了", 0),
        page.Unit("paragraph", FERRY, 0),
        page.Unit("paragraph", BOATMAN, 0),
        page.Unit("title", "晒谷坪上练足球", 1),
        page.Unit("paragraph", SCHOOL, 1),
        page.Unit("section", "要闻"),
    )
)


def judged(*read: tuple[str, str, tuple[str, ...]]) -> Any:
    folded = [(page.fold(title), page.fold(deck), tuple(map(page.fold, texts))) for title, deck, texts in read]
    return scoring.score(TRUTH, [scoring.Read(*article) for article in folded])


def words(score: Any) -> list[str]:
    return [verdict.word for verdict in score.paragraphs]


def test_a_page_that_was_read_right() -> None:
    score = judged(("渡口修好了", "", (FERRY, BOATMAN)), ("晒谷坪上练足球", "", (SCHOOL,)))
    assert words(score) == ["whole"] * 3
    assert all(verdict.under for verdict in score.paragraphs)
    assert all(score.headlines.values())
    assert not any(score.furniture.values())


def test_misread_characters_are_forgiven_and_missing_ends_are_not() -> None:
    assert words(judged(("", "", (FERRY.replace("渡", "度"), BOATMAN[:-8], SCHOOL)))) == ["whole", "in pieces", "whole"]


def test_what_is_glued_mixed_and_lost() -> None:
    assert words(judged(("", "", (FERRY + BOATMAN,)))) == ["glued", "glued", "lost"]
    assert words(judged(("", "", (columns(FERRY, SCHOOL).replace("\n", ""), BOATMAN)))) == ["mixed", "whole", "mixed"]


def test_a_headline_is_right_as_the_title_of_any_article_and_owns_what_stands_in_it() -> None:
    score = judged(("渡口修好了", "", (FERRY, SCHOOL)), ("要闻", "晒谷坪上练足球", (BOATMAN,)))
    assert list(score.headlines.values()) == [True, False]
    assert [verdict.under for verdict in score.paragraphs] == [True, False, False]


def test_furniture_is_left_as_a_title_and_inside_a_paragraph() -> None:
    score = judged(("要闻", "", (FERRY[:9] + "2024年5月6日星期一" + FERRY[9:],)))
    assert list(score.furniture.values()) == [True, True]
    assert not any(judged(("渡口修好了", "", (FERRY,))).furniture.values())


@pytest.mark.parametrize(("by_page", "name"), [(False, "pymupdf"), (True, "a.pymupdf")])
def test_the_table_has_a_row_for_each_tool_or_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], by_page: bool, name: str
) -> None:
    page.Truth((page.Unit("title", "渡口修好了", 0), page.Unit("paragraph", FERRY, 0))).write(tmp_path / "a.truth.json")
    (tmp_path / "a.pymupdf.txt").write_text(f"渡口修好了\n\n　　{FERRY}\n", encoding="utf-8")
    assert report.run(tmp_path, frozenset(), "", oracle=True, show=False, by_page=by_page) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == report.HEAD
    assert row.split()[:6] == [name, "1", "1", "1.00", "1.00", "1.00"]
    assert report.run(tmp_path, frozenset({"rapidocr"}), "", oracle=True, show=False, by_page=by_page) == 1
