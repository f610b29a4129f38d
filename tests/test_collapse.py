"""Repeats among the pieces of a document point at the copy that stays."""

from __future__ import annotations

from itertools import pairwise

import newsclean
from newsclean import clean
from newsclean.model import Piece
from newsclean.stages.collapse.collapse import collapse
from newsclean.stages.read.read import read
from newsclean.stages.reflow.reflow import reflow

LAMP = "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，附近几条街的商户都推迟了打烊。"
KEEPER = "守灯人说，他等这一天等了三年，夜里再也不用打着手电上楼，孩子们也可以上来看海了。"
END = "散场时，人们把码头打扫得干干净净。"


def pieces_of(text: str) -> list[Piece]:
    return collapse(text, reflow(read(text).lines))


def test_copies_of_a_paragraph_go_and_the_first_one_counts_them() -> None:
    text = "\n".join([LAMP, KEEPER, KEEPER, KEEPER, END])
    pieces = pieces_of(text)
    assert [(piece.text, piece.role, piece.copies) for piece in pieces] == [
        (LAMP, None, 1),
        (KEEPER, None, 3),
        (KEEPER, "removed", 1),
        (KEEPER, "removed", 1),
        (END, None, 1),
    ]
    assert {piece.reason for piece in pieces if piece.role} == {"repeat"}
    assert {piece.repeat_of for piece in pieces if piece.role} == {text.index(KEEPER)}


def test_a_loop_inside_a_paragraph_is_cut_out_of_it() -> None:
    text = LAMP + KEEPER * 5 + KEEPER[:9] + "\n" + END
    kept, *gone, last = pieces_of(text)
    assert kept.text == LAMP + KEEPER
    assert "".join(text[start:end] for start, end in kept.spans) == kept.text
    assert "".join(text[start:end] for piece in gone for start, end in piece.spans) == KEEPER * 4 + KEEPER[:9]
    assert last.text == END


def test_text_goes_on_behind_a_loop_inside_a_paragraph() -> None:
    text = LAMP + KEEPER * 5 + END
    kept, *gone = pieces_of(text)
    assert kept.text == LAMP + KEEPER + END
    assert len(kept.spans) == 2
    assert "".join(text[start:end] for piece in gone for start, end in piece.spans) == KEEPER * 4


def test_a_loop_with_repaired_characters_is_found_where_it_stood() -> None:
    raw = "\u200b守 灯 ⼈\u200b等这一天等了三年。\u3000".replace("等", "等\u00ad")
    text = LAMP + raw * 8 + END
    kept, *gone = pieces_of(text)
    assert kept.text.replace(" ", "") == LAMP + "守灯人等这一天等了三年。" + END
    assert gone
    spans = sorted(span for piece in (kept, *gone) for span in piece.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert sum(end - start for start, end in spans) >= len(text.replace("\u200b", "").replace("\u3000", "")) - 24


def test_what_a_rule_has_spoken_for_is_left_alone() -> None:
    pieces = [Piece(spans=((at, at + 1),), text=KEEPER, role="removed", reason="folio") for at in range(4)]
    assert collapse("x" * 4, pieces) == pieces


def test_nothing_repeats() -> None:
    text = "\n".join([LAMP, KEEPER, END])
    assert pieces_of(text) == reflow(read(text).lines)
    assert collapse("", []) == []


def test_a_repeat_points_at_the_block_that_stands_for_it() -> None:
    document = clean("\n\n".join(["灯塔重新点亮", "本报讯 " + LAMP, KEEPER, KEEPER, KEEPER, END]), jieba=False)
    (article,) = document.articles
    assert [block.copies for block in article.blocks] == [1, 3, 1]
    assert [(removed.reason, removed.article, removed.block, removed.text) for removed in document.removed] == [
        ("repeat", 0, 1, KEEPER),
        ("repeat", 0, 1, KEEPER),
    ]


def test_a_repeated_page_points_at_headline_byline_and_blocks() -> None:
    page = ["灯塔重新点亮", "本报记者 白桦", LAMP, KEEPER + END]
    document = clean("\n\n".join(page * 3), jieba=False)
    (article,) = document.articles
    assert article.title == "灯塔重新点亮"
    assert [block.text for block in article.blocks] == page[2:]
    places = {removed.text: (removed.article, removed.block) for removed in document.removed}
    assert places == {page[0]: (0, None), page[1]: (0, None), page[2]: (0, 0), page[3]: (0, 1)}


def test_a_loop_behind_a_continuation_marker_points_at_the_block() -> None:
    document = clean("灯塔重新点亮\n\n（上接第一版）" + KEEPER * 4 + "\n", jieba=False)
    (article,) = document.articles
    assert [block.text for block in article.blocks] == [KEEPER]
    assert {(removed.reason, removed.article, removed.block) for removed in document.removed} == {("repeat", 0, 0)}


def test_a_line_that_ends_in_a_loop_is_no_headline() -> None:
    lines = ["岚溪的老灯塔昨晚重新点亮，码头上站满了来看灯的人。"]
    lines.append("门口摆着守塔人自己做的灯笼，孩子可以带走" + " 纸糊灯笼 蜡烛" * 20 + " 纸糊灯")
    article = newsclean.clean("\n".join(lines)).articles[0]
    assert article.title is None
    assert article.text.count("纸糊灯笼") == 1


def test_a_document_of_one_loop_has_a_body() -> None:
    article = newsclean.clean("LIGHT THE LAMP\n" * 20).articles[0]
    assert (article.title, article.text, article.blocks[0].copies) == (None, "LIGHT THE LAMP", 20)


def test_a_slogan_of_several_lines_that_loops_is_one_block() -> None:
    document = newsclean.clean("LIGHT THE LAMP AND\nTHE BOATS WILL\nCOME HOME\n" * 20)
    assert [block.text for block in document.articles[0].blocks] == ["LIGHT THE LAMP AND THE BOATS WILL COME HOME"]
    assert {(row.article, row.block) for row in document.ledger if row.reason == "repeat"} == {(0, 0)}
