"""`newsclean dedupe`, run as users run it: in a process of its own."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from newsclean.duplicates.engine import dedupe
from newsclean.duplicates.index.locks import locked
from tests.terminal import on_a_terminal
from tests.test_cli import POSIX, message, newsclean_command
from tests.test_index import BASES, corpus

HARBOUR, ORCHARD, FERRY = BASES[:3]
REPRINT = "本报讯（记者林知远）" + HARBOUR


def command(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    return newsclean_command("dedupe", *arguments, **options)


def line(text: object, **fields: Any) -> bytes:
    return (json.dumps({**fields, "text": text}, ensure_ascii=False) + "\n").encode()


def rows(raw: bytes) -> list[Any]:
    return [json.loads(row) for row in raw.splitlines()]


def whole(folder: Path) -> list[str]:
    """The names in a folder, of which none may be a temporary file's."""
    names = sorted(path.name for path in folder.iterdir())
    assert not [name for name in names if name.startswith(".newsclean")], names
    return names


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(
        line(HARBOUR, id="a", date="2024-05-02", source="晨报")
        + line(ORCHARD, id="b")
        + line(REPRINT, id="c", date="2024-05-01", source="新华社")
        + line(HARBOUR + "！", id="d", date="2024-05-03", source="晚报")
    )
    return path


def kept(*arguments: str | Path, **options: object) -> list[Any]:
    done = command(*arguments, **options)
    assert (done.returncode, done.stderr) == (0, b"")
    return [row.get("id") for row in rows(done.stdout)]


# What is written


def test_lines_that_stay_and_a_line_for_each_that_goes(articles: Path, tmp_path: Path) -> None:
    done = command(articles, "-o", tmp_path / "unique.jsonl", "--duplicates", tmp_path / "gone.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "unique.jsonl").read_bytes() == b"".join(articles.read_bytes().splitlines(keepends=True)[:2])
    gone = rows((tmp_path / "gone.jsonl").read_bytes())
    assert [(row["id"], row["duplicate_of"]) for row in gone] == [("c", "a"), ("d", "a")]
    assert all(0.75 <= row["similarity"] <= 1 for row in gone)
    assert whole(tmp_path) == ["articles.jsonl", "gone.jsonl", "unique.jsonl"]


@pytest.mark.parametrize(
    ("options", "keep"),
    [
        ([], "first"),
        (["--keep", "longest"], "longest"),
        (["--keep", "min:n", "--keep", "longest"], lambda text: (len(text) % 7, -len(text))),
        (["--keep", "n=3"], lambda text: len(text) % 7 != 3),
    ],
    ids=["first", "longest", "two rules", "value"],
)
def test_the_answers_are_those_of_the_function(tmp_path: Path, options: list[str], keep: Any) -> None:
    texts = corpus(400, 3)
    (tmp_path / "in.jsonl").write_bytes(b"".join(line(text, n=len(text) % 7) for text in texts))
    done = command(tmp_path / "in.jsonl", *options, "-o", os.devnull, "--duplicates", "-")
    assert [
        {"index": row["id"] - 1, "duplicate_of": row["duplicate_of"] - 1, "similarity": row["similarity"]}
        for row in rows(done.stdout)
    ] == dedupe(texts, keep=keep).to_dict()["duplicates"]


def test_lines_stay_byte_for_byte(tmp_path: Path) -> None:
    raw = (
        b"\xef\xbb\xbf"
        + b'{ "text" : "\\u6865\\u4fee\\u597d\\u4e86" , "x":1.50, "x":2 }\r\n'
        + b"\n  \n"
        + line(HARBOUR)
        + line(ORCHARD).strip()
    )
    (tmp_path / "in.jsonl").write_bytes(raw)
    assert command(tmp_path / "in.jsonl").stdout == raw
    (tmp_path / "next.jsonl").write_bytes(line(FERRY))
    assert command(tmp_path / "in.jsonl", tmp_path / "next.jsonl").stdout == raw + b"\n" + line(FERRY)
    (tmp_path / "empty.jsonl").write_bytes(b"")
    assert command(tmp_path / "empty.jsonl").stdout == b""


def test_files_folders_compressed_files_and_standard_input_are_one_corpus(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (folder / "2.jsonl").write_bytes(line(ORCHARD, id=2))
    (folder / "1.jsonl.gz").write_bytes(gzip.compress(line(FERRY, id=1)))
    (folder / "inner" / "3.jsonl").write_bytes(line(BASES[4], id=3))
    (folder / "notes.txt").write_bytes(b"no articles")
    assert kept(folder, "-", articles, input=line(HARBOUR, id="in")) == [1, 2, 3, "in"]
    assert kept("-", input=articles.read_bytes()) == ["a", "b"]


@POSIX
def test_a_named_pipe_is_read(articles: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cp", articles, tmp_path / "pipe"]):
        assert kept(tmp_path / "pipe") == ["a", "b"]


def test_a_document_becomes_articles_that_are_compared(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"老码头改建\n\n本报记者 王平\n\n{HARBOUR}\n", "utf-8")
    page = newsclean_command(tmp_path / "page.txt", "-f", "jsonl").stdout
    assert command("-", input=page + page).stdout == page


def test_an_article_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_bytes(b"\n" + line(HARBOUR) + line(HARBOUR, id=None))
    two.write_bytes(line(ORCHARD, id=0) + line(HARBOUR) + line(ORCHARD, id={"n": "é"}))
    single = rows(command(one, "-o", os.devnull, "--duplicates", "-").stdout)
    assert single == [{"id": 3, "duplicate_of": 2, "similarity": 1.0}]
    both = rows(command(one, two, "-o", os.devnull, "--duplicates", "-").stdout)
    assert [(row["id"], row["duplicate_of"]) for row in both] == [
        (f"{one}:3", f"{one}:2"),
        (f"{two}:2", f"{one}:2"),
        ({"n": "é"}, 0),
    ]


def test_fields_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line("", body=HARBOUR, nr=7) + line("", body=HARBOUR, nr="八"))
    done = command(
        tmp_path / "in.jsonl", "--text-field=body", "--id-field", "nr", "-o", os.devnull, "--duplicates", "-"
    )
    assert rows(done.stdout) == [{"id": "八", "duplicate_of": 7, "similarity": 1.0}]


def test_threshold(tmp_path: Path) -> None:
    copy = (
        HARBOUR.replace("三座仓库", "三坐仓厍").replace("春天", "春夭").replace("木梁", "术梁").replace("改建", "攺建")
    )
    (tmp_path / "in.jsonl").write_bytes(line(HARBOUR, id=1) + line(copy, id=2))
    assert kept(tmp_path / "in.jsonl") == [1]
    assert kept(tmp_path / "in.jsonl", "--threshold", "0.99") == [1, 2]


# Which copy stays


@pytest.mark.parametrize(
    ("rules", "stays"),
    [
        (["first"], "a"),
        (["longest"], "c"),
        (["min:date"], "c"),
        (["max:date"], "d"),
        (["source=晚报"], "d"),
        (["source=nobody", "max:date"], "d"),
        (["max:nothing"], "a"),
    ],
    ids=" ".join,
)
def test_keep(articles: Path, rules: list[str], stays: str) -> None:
    options = [word for rule in rules for word in ("--keep", rule)]
    done = command(articles, *options, "-o", os.devnull, "--duplicates", "-")
    assert {row["duplicate_of"] for row in rows(done.stdout)} == {stays}
    assert sorted(kept(articles, *options)) == sorted([stays, "b"])


def test_keep_compares_numbers_and_strings(tmp_path: Path) -> None:
    values = [10, 9.5, "10", "9", None, [1], True]
    raw = [line(HARBOUR, id=i, n=value) for i, value in enumerate(values)]
    (tmp_path / "in.jsonl").write_bytes(b"".join(raw) + line(HARBOUR, id="none"))
    assert kept(tmp_path / "in.jsonl", "--keep", "min:n") == [6]
    assert kept(tmp_path / "in.jsonl", "--keep", "max:n") == [0]
    assert kept(tmp_path / "in.jsonl", "--keep", "n=9") == [3]


# What goes wrong


def test_a_line_that_is_no_article_is_named_and_stays(tmp_path: Path) -> None:
    bad = [
        (b'{"text": \n', "not JSON (expecting value, column 10)"),
        (b"[1]\n", "not a JSON object"),
        (line(None), "the field 'text' is not a string"),
        (b'{"body": "x"}\n', "no field 'text'"),
        (b'{"text": "\xff"}\n', "not UTF-8 (byte 11)"),
        (b"[" * 100_000 + b"\n", "JSON that cannot be read (RecursionError: maximum recursion depth exceeded"),
    ]
    raw = b"".join(line(HARBOUR, id=i) + wrong for i, (wrong, _) in enumerate(bad))
    path = tmp_path / "in.jsonl"
    path.write_bytes(raw)
    done = command(path)
    assert done.returncode == 1
    assert done.stdout == line(HARBOUR, id=0) + b"".join(wrong for wrong, _ in bad)
    said = done.stderr.decode().splitlines()
    for i, (_, reason) in enumerate(bad):
        assert said[i].startswith(f"newsclean: {path}:{2 * i + 2}: {reason}")
    assert len(said) == len(bad)
    # All of them are there again where the order is another.
    assert command(path, "--keep", "longest").stdout == done.stdout


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"x\n" * 50)
    done = command(path)
    said = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(said)) == (1, b"x\n" * 50, 22)
    assert "newsclean page.txt -f jsonl" in said[-1]
    assert said[-2] == f"newsclean: {path}: 30 more lines are not articles"


def test_a_file_that_cannot_be_read(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(articles.read_bytes())[:-20])
    for name, reason in (("absent.jsonl", "no such file"), ("broken.jsonl.gz", "is not gzip, or is truncated")):
        done = command(tmp_path / name, articles)
        assert (done.returncode, len(rows(done.stdout))) == (1, 2)
        assert message(done) == f"newsclean: {tmp_path / name}: {reason}"
    (tmp_path / "out.jsonl").write_bytes(b"before")
    assert command(tmp_path / "absent.jsonl", "-o", tmp_path / "out.jsonl").returncode == 1
    assert (tmp_path / "out.jsonl").read_bytes() == b"before"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "no FILE is given; - is standard input"),
        (["-", "-"], "standard input (-) can be read only once"),
        (["articles.jsonl", "-o", "articles.jsonl"], "articles.jsonl is one of the files to read"),
        (
            ["-", "--duplicates", "articles.jsonl", "-o", "./articles.jsonl"],
            "cannot both be written to ./articles.jsonl",
        ),
        (["articles.jsonl", "-o", "absent/x.jsonl"], "the folder absent does not exist"),
        (["articles.jsonl", "--duplicates", "-"], "cannot both be written to standard output"),
        (["articles.jsonl", "-o", "empty"], "empty is a folder; give the name of a file"),
        (["empty"], "empty is a folder without .jsonl files"),
        (["articles.jsonl", "--threshold", "2"], "'2' is not between 0 and 1"),
        (["articles.jsonl", "--keep", "last"], "'last' is not first, longest, min:FIELD, max:FIELD or FIELD=VALUE"),
        (["articles.jsonl", "--memory", "10M"], "memory must be at least 128M"),
        (["articles.jsonl", "--memory", "much"], "'much' is not a size such as 300M or 2G"),
        (["articles.jsonl", "--work", "absent"], "the folder absent does not exist"),
        (["--list"], "--list and --info need --index FOLDER"),
        (["--index", "i", "--info", "articles.jsonl"], "--list and --info take no FILE"),
        (["articles.jsonl", "--unheard"], "unrecognized arguments: --unheard"),
    ],
)
def test_a_wrong_command_line(words: list[str], reason: str, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    before = articles.read_bytes()
    done = command(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert reason in message(done)
    assert message(done).endswith("(newsclean dedupe --help shows how)")
    assert articles.read_bytes() == before
    assert whole(tmp_path) == ["articles.jsonl", "empty"]


def test_help_and_a_file_of_that_name(articles: Path, tmp_path: Path) -> None:
    assert b"newsclean dedupe articles.jsonl -o unique.jsonl" in command("--help").stdout
    (tmp_path / "dedupe").write_text(HARBOUR, "utf-8")
    assert HARBOUR.encode() in newsclean_command("./dedupe", cwd=tmp_path).stdout
    assert HARBOUR.encode() in newsclean_command("--", "dedupe", cwd=tmp_path).stdout


@POSIX
def test_an_output_that_cannot_be_written(articles: Path, tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    done = command(articles, "-o", "/dev/full")
    assert (done.returncode, message(done)) == (3, "newsclean: /dev/full: no space left on device")
    with open("/dev/full", "wb") as full:
        assert command(articles, stdout=full).returncode == 3
    # The other output is not written either.
    done = command(articles, "-o", tmp_path / "out.jsonl", "--duplicates", "/dev/full")
    assert done.returncode == 3
    assert whole(tmp_path) == ["articles.jsonl"]


@POSIX
def test_an_output_that_nobody_reads(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"".join(line(f"第{i}号仓库", id=i) for i in range(20_000)))
    arguments = [sys.executable, "-m", "newsclean", "dedupe", str(tmp_path / "in.jsonl")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


# Ended before the end


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "newsclean", "dedupe", *map(str, arguments)]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for_work(running: subprocess.Popen[bytes], folder: Path) -> None:
    """Until a run has made its folder for work, or is over."""
    while running.poll() is None and not list(folder.glob(".newsclean-*.work/*")):
        time.sleep(0.005)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    path.write_bytes(b"".join(line(text, id=i) for i, text in enumerate(corpus(6000, 11))))
    return path


@pytest.fixture(scope="module")
def result(many: Path) -> bytes:
    return command(many).stdout


@POSIX
@pytest.mark.parametrize("moment", [0.0, 0.05, 0.4])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_nothing(
    number: signal.Signals, moment: float, many: Path, result: bytes, tmp_path: Path
) -> None:
    (tmp_path / "out.jsonl").write_bytes(b"before")
    with started(many, "-o", tmp_path / "out.jsonl") as running:
        wait_for_work(running, tmp_path)
        time.sleep(moment)
        running.send_signal(number)
    assert running.returncode in (128 + number, -number, 0)  # it can be over before
    assert whole(tmp_path) == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_bytes() in (b"before", result)


@POSIX
def test_after_a_run_that_was_killed_the_next_begins_afresh(many: Path, tmp_path: Path) -> None:
    out, gone = tmp_path / "out.jsonl", tmp_path / "gone.jsonl"
    expected = command(many, "-o", out, "--duplicates", gone)
    assert expected.returncode == 0
    results = out.read_bytes(), gone.read_bytes()
    out.unlink()
    gone.unlink()
    for moment in (0.0, 0.1, 0.3, 0.6, 1.0):
        with started(many, "-o", out, "--duplicates", gone) as running:
            wait_for_work(running, tmp_path)
            time.sleep(moment)
            running.kill()
        assert not out.exists() or out.read_bytes() == results[0]
        assert not gone.exists() or gone.read_bytes() == results[1]
    assert command(many, "-o", out, "--duplicates", gone).returncode == 0
    assert (out.read_bytes(), gone.read_bytes()) == results
    assert whole(tmp_path) == ["gone.jsonl", "out.jsonl"]


@POSIX
def test_runs_side_by_side_leave_one_another_alone(many: Path, tmp_path: Path) -> None:
    with started(many, "-o", tmp_path / "1.jsonl") as one, started(many, "-o", tmp_path / "2.jsonl") as two:
        pass
    assert (one.returncode, two.returncode) == (0, 0)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert whole(tmp_path) == ["1.jsonl", "2.jsonl"]


@POSIX
def test_progress_is_shown_on_a_terminal_only(many: Path) -> None:
    code, shown = on_a_terminal("dedupe", many)
    assert code == 0
    assert "reading" in shown
    assert "%" in shown
    *_, last = shown.split("\r\x1b[K")
    assert last.startswith("newsclean: done: 6000 articles read: ")
    assert command(many, stdout=subprocess.DEVNULL).stderr == b""


def little_room() -> None:
    """Let no file grow beyond 100 kB, as if the disk were full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@POSIX
def test_a_disk_that_is_full(many: Path, articles: Path, tmp_path: Path) -> None:
    out, index = tmp_path / "out.jsonl", tmp_path / "seen"
    out.write_bytes(b"before")
    assert command(articles, "--index", index, "-o", os.devnull).returncode == 0
    for options in ([], ["--index", index], ["--keep", "longest"]):
        done = command(many, "-o", out, *options, preexec_fn=little_room)
        assert done.returncode == 3
        assert "file too large" in message(done)
    assert out.read_bytes() == b"before"
    assert whole(tmp_path) == ["articles.jsonl", "out.jsonl", "seen"]
    assert sorted(path.name for path in index.iterdir()) == ["lock", "manifest.json", "segment-000001"]
    assert len(rows(command("--index", index, "--list").stdout)) == 4


# An index


def test_batches_against_an_index(articles: Path, tmp_path: Path) -> None:
    index, gone = tmp_path / "seen", tmp_path / "gone.jsonl"
    (tmp_path / "next.jsonl").write_bytes(line(FERRY, id="e") + line(ORCHARD, id="f") + line(FERRY))
    assert kept(articles, "--index", index) == ["a", "b"]
    assert kept(tmp_path / "next.jsonl", "--index", index, "--duplicates", gone) == ["e"]
    assert [(row["id"], row["duplicate_of"]) for row in rows(gone.read_bytes())] == [
        ("f", "b"),
        (f"{tmp_path / 'next.jsonl'}:3", "e"),
    ]
    listed = rows(command("--index", index, "--list").stdout)
    assert [row["id"] for row in listed if "duplicate_of" not in row] == ["a", "b", "e"]
    command("--index", index, "--list", "-o", tmp_path / "list.jsonl")
    assert rows((tmp_path / "list.jsonl").read_bytes()) == listed
    info = json.loads(command("--index", index, "--info").stdout)
    assert (info["articles"], info["kept"], info["batches"]) == (7, 3, 2)


def test_an_index_that_cannot_be_used(articles: Path, tmp_path: Path) -> None:
    index, out = tmp_path / "seen", tmp_path / "out.jsonl"
    done = command("--index", index, "--list")
    assert (done.returncode, message(done)) == (1, f"newsclean: {index}: contains no index")
    assert kept(articles, "--index", index, "--threshold", "0.8") == ["a", "b"]
    done = command(articles, "--index", index, "--threshold", "0.9", "-o", out)
    assert done.returncode == 2
    assert "was made with threshold 0.8, not 0.9" in message(done)
    with locked(str(index)):
        done = command(articles, "--index", index, "-o", out)
        assert done.returncode == 3
        assert "another process is using" in message(done)
        assert len(rows(command("--index", index, "--list").stdout)) == 4
    (index / "segment-000001" / "texts").write_bytes(b"")
    for words in ([articles, "-o", out], ["--list"]):
        done = command("--index", index, *words)
        assert done.returncode == 1
        assert "texts is not as long as it was" in message(done)
    assert not out.exists()


def test_who_looks_on_is_told_what_was_done(articles: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    try:
        done = command(articles, "-o", tmp_path / "out.jsonl", stderr=follower)
        shown = os.read(leader, 1 << 16).decode()
    finally:
        os.close(follower)
        os.close(leader)
    assert done.returncode == 0
    assert "newsclean: done: 4 articles read: 2 kept, 2 duplicates" in shown
