"""Stories to a document: numbers of blocks, and a row for every character."""

from __future__ import annotations

from newsclean.ledger import account
from newsclean.model import Byline, Cut, Document, LedgerRow, Metadata, Piece, Source, Story
from newsclean.stages.segment.fields import with_fields

TEXT = "灯塔重新点亮\n本报记者 白桦\n海城的灯塔\n图为夜景。\n昨晚点亮。\n\n海城的灯塔昨晚点亮。\n第3版\n"


def piece(said: str, after: int = 0, **known: object) -> Piece:
    start = TEXT.index(said, after)
    return Piece(spans=((start, start + len(said)),), text=said, **known)  # type: ignore[arg-type]


def source(**known: object) -> Source:
    return Source(text=TEXT, lines=(), **known)  # type: ignore[arg-type]


def halves() -> Piece:
    left, right = piece("海城的灯塔"), piece("昨晚点亮。")
    return Piece(spans=left.spans + right.spans, text="海城的灯塔昨晚点亮。", copies=2, flags=("breaks-off",))


def page() -> Document:
    caption = piece("图为夜景。", hint="caption")
    body = halves()
    story = Story(
        titles=(piece("灯塔重新点亮"),),
        bylines=(piece("本报记者 白桦", role="byline", byline=Byline(("白桦",))),),
        blocks=(("paragraph", body), ("caption", caption)),
    )
    again = piece("海城的灯塔昨晚点亮。", role="removed", reason="repeat", repeat_of=body.start)
    number = piece("第3版", role="removed", reason="page-number")
    return account(source(), with_fields((story,), Metadata()), (again, number))


def rows(document_rows: tuple[LedgerRow, ...]) -> list[tuple[str, str, str | None, int | None, int | None]]:
    return [
        (TEXT[row.start : row.end].strip(), row.role, row.reason, row.article, row.block)
        for row in document_rows
        if row.role != "space"
    ]


def test_every_piece_has_its_row_and_a_repeat_points_at_its_block() -> None:
    document = page()
    assert rows(document.ledger) == [
        ("灯塔重新点亮", "title", None, 0, None),
        ("本报记者 白桦", "byline", None, 0, None),
        ("海城的灯塔", "paragraph", None, 0, 0),
        ("图为夜景。", "caption", None, 0, 1),
        ("昨晚点亮。", "paragraph", None, 0, 0),
        ("海城的灯塔昨晚点亮。", "removed", "repeat", 0, 0),
        ("第3版", "removed", "page-number", None, None),
    ]


def test_rows_are_in_order_without_gap_or_overlap() -> None:
    ledger = page().ledger
    assert [row.start for row in ledger] == [0, *(row.end for row in ledger[:-1])]
    assert ledger[-1].end == len(TEXT)
    assert all(not TEXT[row.start : row.end].strip() for row in ledger if row.role == "space")


def test_the_article_says_what_its_story_does() -> None:
    (article,) = page().articles
    assert (article.title, article.authors, article.byline) == ("灯塔重新点亮", ("白桦",), "本报记者 白桦")
    assert [(block.kind, block.text, block.copies) for block in article.blocks] == [
        ("paragraph", "海城的灯塔昨晚点亮。", 2),
        ("caption", "图为夜景。", 1),
    ]
    assert article.flags == ("breaks-off",)


def test_a_repeat_of_a_headline_points_at_the_article() -> None:
    title = piece("灯塔重新点亮")
    again = piece("第3版", role="removed", reason="repeat", repeat_of=title.start)
    document = account(source(), (Story(titles=(title,)),), (again,))
    assert ("第3版", "removed", "repeat", 0, None) in rows(document.ledger)


def test_cuts_are_rows_of_their_own() -> None:
    document = account(source(cuts=(Cut(start=0, end=2, reason="markup"),)), (), ())
    assert document.ledger[0] == LedgerRow(start=0, end=2, role="removed", reason="markup")


def test_what_a_stage_lost_is_not_passed_off_as_space() -> None:
    document = account(source(), (), ())
    assert document.articles == ()
    assert document.flags == ("no-article",)
    assert [(row.start, row.end, row.role) for row in document.ledger] == [(0, len(TEXT), "removed")]
    assert document.ledger[0].reason


def test_a_blank_text_is_space() -> None:
    blank = Source(text=" \n\u200b\x1c\u3000\n", lines=())
    (row,) = account(blank, (), ()).ledger
    assert (row.start, row.end, row.role) == (0, 6, "space")
    assert account(Source(text="", lines=()), (), ()).ledger == ()


def test_what_the_page_says_of_all_its_articles_is_given_to_all() -> None:
    stories = (Story(titles=(piece("灯塔重新点亮"),)), Story(titles=(piece("海城的灯塔昨晚点亮。"),)))
    known = Metadata(source="青禾网", date="2021-04-01", section="要闻")
    first, second = account(source(metadata=known), with_fields(stories, known), ()).articles
    assert (first.source, first.date, first.section) == ("青禾网", "2021-04-01", "要闻")
    assert (second.source, second.date) == ("青禾网", "2021-04-01")
