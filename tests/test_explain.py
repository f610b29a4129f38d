"""`newsclean explain`: rows that say where each piece went, in columns that hold, in colour only where it is wanted."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
from newsclean.cli import colour
from newsclean.cli.occurrences import occurrences
from newsclean.model import Article, Block, Document, LedgerRow
from newsclean.reasons import BY_STAGE, meaning, reasons
from newsclean.render.display_width import cut, cut_left, display_width, folded, padded
from newsclean.render.escape import CONTROL
from newsclean.render.ledger_runs import runs
from newsclean.render.ledger_table import Selection, ledger_table
from newsclean.rules.ruleset import removal_meanings
from tests import reference, strategies, terminal
from tests.golden import FIXTURES
from tests.test_cli import message, newsclean_command

PORTAL, JOINED, LOOPS = (
    FIXTURES / name for name in ("portal_channels.txt", "newspaper_page_one.txt", "ocr_page_loops.txt")
)
PLAIN = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}


def explained(*arguments: str | Path, columns: int = 80, **options: object) -> list[str]:
    done = newsclean_command("explain", *arguments, **{"env": PLAIN | {"COLUMNS": str(columns)}} | options)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What the command prints to a terminal of 80 columns."""
    settings = PLAIN | {"TERM": "xterm", "COLUMNS": "80"} | environment
    return terminal.on_a_terminal("explain", *arguments, stream="stdout", env=settings)[1]


def test_each_row_says_where_its_piece_went() -> None:
    lines = explained(PORTAL)
    assert lines[0] == cut(f"{PORTAL}: 1 article, 1,348 characters, portal, utf-8", 80)
    assert lines[1].split() == ["characters", "role", "block", "text"]
    rows = {line.split()[0]: line.split()[1:] for line in lines[2 : lines.index("")]}
    assert rows["94–115"] == ["title", "1", "澜溪首批318部老旧电梯将在明年春节前换新"]
    assert rows["331–339"] == ["heading", "1.5", "更新费用从哪里来"]
    assert rows["666–675"] == ["-", "trailer", "（责任编辑：白鹭）"]


def test_rows_that_can_be_read_as_one_are_one() -> None:
    lines = explained(PORTAL)
    assert sum(line.split()[1:3] == ["-", "recommendation"] for line in lines) == 1
    assert len([line for line in lines if " paragraph " in line]) == 9  # with the one of the summary


def test_the_summary_counts_what_was_kept_and_removed() -> None:
    document = newsclean.clean_file(PORTAL)
    lines = [line.split() for line in explained(PORTAL)]
    figures = {line[0]: line[1] for line in lines if len(line) > 1}
    removed = [row for row in document.ledger if row.role == "removed"]
    for reason in {row.reason for row in removed}:
        assert figures[reason or ""] == str(sum(row.end - row.start for row in removed if row.reason == reason))
    assert ["characters", "removed", str(sum(row.end - row.start for row in removed)), "58%"] in lines
    assert "white" in figures
    assert any("recommendation 504 41% other stories" in " ".join(line) for line in lines)


def test_a_joined_block_is_shown_in_parts() -> None:
    lines = explained(JOINED)
    assert [line.split()[2] for line in lines if "450–531" in line or "555–586" in line] == ["2.2/1", "2.2/2"]
    assert lines[-1] == "joined from separate pieces: block 2.2 of 2 pieces"


def test_line_ends_inside_a_piece_are_signs() -> None:
    (row,) = (line for line in explained(JOINED, columns=400) if " 116–248 " in line)
    assert row.count("⏎") == 1


def test_repeats_are_counted_and_name_what_they_repeat() -> None:
    row = next(line for line in explained(LOOPS) if "- repeat ×5" in line)
    assert re.search(r"- repeat ×5 +(= 1\.12|= \d+ blocks) ", row)


def test_a_text_is_found_where_it_went() -> None:
    lines = explained(PORTAL, "--find", "责任 编辑:白鹭")
    assert [line.split() for line in lines[2:]] == [
        ["666–675", "-", "trailer", "（责任编辑：白鹭）"],
        [],
        ["trailer:", "editors,", "origin", "and", "end", "marks", "below", "a", "story"],
    ]


def test_a_text_that_was_joined_is_found_in_its_parts() -> None:
    lines = explained(JOINED, "--find", "他们不再守着机器")
    assert [line.split()[0] for line in lines[2:-1]] == ["450–531", "555–586"]
    assert "他们不再" in lines[2]


def test_a_text_that_is_nowhere_is_said() -> None:
    done = newsclean_command("explain", PORTAL, "--find", "没有的话")
    assert (done.returncode, done.stdout) == (1, b"")
    assert message(done).endswith("'没有的话' is not in the document as it was read (utf-8)")


def test_rows_can_be_asked_for_by_reason_and_role() -> None:
    lines = explained(PORTAL, "--reason", "share", "--role", "title")
    assert [line.split()[0] for line in lines[2:-2]] == ["94–115", "146–149", "159–164"]
    assert lines[-1] == f"share: {meaning('share')}"
    done = newsclean_command("explain", PORTAL, "--reason", "recomendation")
    assert done.returncode == 1
    assert "there is " in message(done)
    assert "recommendation" in message(done)


def test_the_whole_text_is_shown_on_request() -> None:
    document = newsclean.clean_file(PORTAL)
    lines = explained(PORTAL, "--full", "--role", "paragraph")
    assert max(map(display_width, lines)) <= 80
    shown = "".join(line[-80:].lstrip() for line in lines)
    shown = re.sub(r"\d+–\d+ +paragraph +1\.\d+ +", "", shown)
    assert all(block.text in shown for block in document.articles[0].blocks if block.kind == "paragraph")


def test_several_files_and_standard_input() -> None:
    lines = explained(PORTAL, "-", input=JOINED.read_bytes())
    assert lines[lines.index("") + 1] != ""
    assert "-: 3 articles, 941 characters, newspaper, utf-8" in lines
    done = newsclean_command("explain", "absent.txt", PORTAL)
    assert done.returncode == 1
    assert message(done) == "newsclean: absent.txt: no such file"
    assert "recommendation" in done.stdout.decode()


def test_options_of_a_file_hold_here_too(tmp_path: Path) -> None:
    (tmp_path / "options.toml").write_text('rules_off = ["trailer"]\n', "utf-8")
    lines = explained(PORTAL, "--config", tmp_path / "options.toml")
    assert not any("- trailer" in line for line in lines)
    done = newsclean_command("explain", PORTAL, "--config", "absent.toml")
    assert done.returncode == 2
    assert "absent.toml: no such file" in message(done)


def test_folders_and_archives_are_named_for_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"text": "灯塔"}\n', "utf-8")
    done = newsclean_command("explain", tmp_path / "articles.jsonl")
    assert message(done).endswith("articles.jsonl: contains several documents, but explain takes single ones")
    assert message(newsclean_command("explain", tmp_path)).endswith(
        f"is a folder, not a file; name the files in it: {tmp_path}/*"
    )


def test_a_document_of_that_name_can_be_cleaned(tmp_path: Path) -> None:
    (tmp_path / "explain").write_bytes(PORTAL.read_bytes())
    assert newsclean_command("./explain", cwd=tmp_path).stdout == newsclean_command(PORTAL).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "no FILE is given"),
        (["-", "-"], "only once"),
        (["-", "--find", " "], "--find needs a text"),
        (["-", "--color", "blue"], "always"),
        (["-", "--encoding", "utf-99"], "utf-99"),
    ],
)
def test_a_wrong_command_line_is_one_line(arguments: list[str], says: str) -> None:
    done = newsclean_command("explain", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in message(done)
    assert "newsclean explain --help" in message(done)


def test_colour_is_for_terminals() -> None:
    page = str(PORTAL)
    assert "\x1b[" in on_a_terminal(page)
    assert "\x1b[" not in on_a_terminal(page, NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(page, TERM="dumb")
    assert "\x1b[" not in on_a_terminal(page, "--color", "never")
    assert "\x1b[" in on_a_terminal(page, "--color", "always", NO_COLOR="1")
    assert not any("\x1b" in line for line in explained(page))
    assert any("\x1b[" in line for line in explained(page, env=PLAIN | {"FORCE_COLOR": "1"}))
    assert "\x1b[7m责任编辑\x1b[0m" in on_a_terminal(page, "--find", "责任编辑")


def test_colours_change_nothing_else() -> None:
    coloured = re.sub(r"\x1b\[[\d;]+m", "", on_a_terminal(str(PORTAL))).replace("\r\n", "\n").splitlines()
    assert [line.rstrip() for line in coloured] == explained(PORTAL)


@pytest.mark.parametrize("full", [False, True])
def test_control_characters_reach_no_terminal(full: bool) -> None:
    text = "\x1b[2J标题\x00\x9b\u202e\ud800\rx\r\ny"
    row = LedgerRow(start=0, end=len(text), role="removed", reason="\x1b]0;x\x07")
    document = Document(text=text, articles=(), ledger=(row,), source="a\x1b[31m\n.txt", flags=("error: \x1b",))
    for line in ledger_table(document, width=300, paint=colour.plain, full=full):
        assert not CONTROL.search(line)
        assert "\u202e" not in line
        assert "\n" not in line
        line.encode()


@given(document=strategies.documents(), width=st.integers(min_value=70, max_value=160), full=st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_line_is_wider_than_the_terminal(document: str, width: int, full: bool) -> None:
    lines = list(ledger_table(newsclean.clean(document), width=width, paint=colour.plain, full=full))
    assert all(display_width(line) <= width for line in lines)
    assert not any(CONTROL.search(line) for line in lines)


@given(text=st.text(max_size=60), width=st.integers(min_value=2, max_value=40))
def test_text_is_cut_and_folded_to_cells(text: str, width: int) -> None:
    assert display_width(cut(text, width)) <= width
    assert display_width(cut_left(text, width)) <= width
    assert all(display_width(line) <= width for line in folded(text, width))
    assert "".join(folded(text, width)).replace(" ", "") == text.replace(" ", "")
    assert display_width(text) > width or (cut(text, width) == text and display_width(padded(text, width)) == width)


@given(text=strategies.documents(), data=st.data())
@settings(max_examples=30, deadline=None)
def test_every_stretch_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(min_value=0, max_value=max(len(text) - 1, 0)))
    words = text[start : start + data.draw(st.integers(min_value=1, max_value=40))]
    found = occurrences(text, words)
    assert all(a < b for a, b in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert found or not occurrences(words, words)


def test_each_reason_has_a_meaning() -> None:
    assert all(reasons().values())
    assert meaning("no such reason") == ""
    assert meaning("share-foreign") == meaning("share") != ""


def test_the_reasons_are_those_that_the_code_gives() -> None:
    """Each reason of a stage stands once, as a word in that stage's code; each rule that removes is a reason."""
    names = [name for some in BY_STAGE.values() for name in some]
    assert not set(names) & set(removal_meanings())
    assert set(reasons()) == {*names, *removal_meanings()}
    code = (FIXTURES.parent / "src" / "newsclean").rglob("*.py")
    given = {
        name for file in code for name in re.findall(r'reason(?:=|: str = | = )"([a-z-]+)"', file.read_text("utf-8"))
    }
    assert given - {"error"} <= set(reasons())


@pytest.mark.parametrize(("page", "heading"), reference.TABLES)
def test_the_docs_have_the_tables_of_the_code(page: str, heading: str) -> None:
    old, new = reference.renewed(page, heading)
    assert old == new, "python -m tests.reference --write"


def test_the_fixtures_give_no_other_reasons() -> None:
    for path in sorted(FIXTURES.glob("*.txt")):
        given = {row.reason for row in newsclean.clean_file(path).ledger if row.reason}
        assert given <= set(reasons()), path


def test_several_repeated_blocks_are_counted() -> None:
    rows = (
        LedgerRow(start=0, end=2, role="paragraph", article=0, block=0),
        LedgerRow(start=2, end=4, role="paragraph", article=0, block=1),
        LedgerRow(start=4, end=6, role="removed", reason="repeat", article=0, block=0),
        LedgerRow(start=6, end=8, role="removed", reason="repeat", article=0, block=1),
    )
    blocks = (Block(kind="paragraph", text="甲乙", copies=2), Block(kind="paragraph", text="丙丁", copies=2))
    document = Document(text="甲乙丙丁甲乙丙丁", articles=(Article(blocks=blocks, flags=("breaks-off",)),), ledger=rows)
    lines = list(ledger_table(document, width=80, paint=colour.plain))
    assert [*lines[4].split()] == ["4–8", "-", "repeat", "×2", "=", "2", "blocks", "甲乙丙丁"]
    assert lines[-1] == "article 1: breaks-off"
    assert not Selection(names=frozenset({"title"})).takes(next(runs(rows)))
