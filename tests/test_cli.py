"""The command line, run as users run it: in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from newsclean.render.text import RULE

POSIX = pytest.mark.skipif(os.name != "posix", reason="named pipes, devices and signals of POSIX")

BODY = "港区新桥昨天上午正式通车，第一辆公交车九时整驶过桥面，两岸居民的通勤时间缩短四十分钟。"
BRIDGE = f"港区新桥昨日通车\n\n本报记者 王平\n\n　　{BODY}\n\n　　市交通局表示，新桥设六条车道，日均可通行八万辆车。\n"
FERRY = "The ferry across the harbour will keep running until the end of May, the city council said on Tuesday."


def newsclean_command(*arguments: str | bytes | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """`newsclean ARGUMENTS` with nothing on standard input unless `options` for subprocess.run say otherwise."""
    settings: dict[str, object] = {"stdin": subprocess.DEVNULL} if "input" not in options else {}
    settings |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, "check": False} | options
    return subprocess.run([sys.executable, "-m", "newsclean", *arguments], **settings)  # type: ignore[call-overload, no-any-return]


def message(done: subprocess.CompletedProcess[bytes]) -> str:
    """What stands on standard error: one line."""
    text = done.stderr.decode()
    assert text.count("\n") == 1
    assert text.endswith("\n")
    return text.rstrip("\n")


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    return path


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY + "\n", encoding="utf-8")
    return path


def test_a_file_becomes_clean_text(bridge: Path) -> None:
    done = newsclean_command(bridge)
    assert (done.returncode, done.stderr) == (0, b"")
    assert BODY in done.stdout.decode().split("\n")


def test_standard_input_is_a_file_named_minus(bridge: Path) -> None:
    by_name, by_pipe = newsclean_command(bridge), newsclean_command("-", input=bridge.read_bytes())
    assert by_pipe.stdout == by_name.stdout
    record = json.loads(newsclean_command("-", "-f", "jsonl", input=bridge.read_bytes()).stdout)
    assert record["id"] == "-#1"


def test_json_is_the_documents_own_dictionary(bridge: Path) -> None:
    done = newsclean_command(bridge, "--format", "json")
    result = json.loads(done.stdout)
    assert result == newsclean.clean_file(bridge).to_dict()
    assert result["source"] == str(bridge)
    ends = [0, *(row["end"] for row in result["ledger"])]
    assert [row["start"] for row in result["ledger"]] == ends[:-1]
    assert ends[-1] == result["text_length"] == len(BRIDGE)


def test_several_files_follow_one_another_as_text(bridge: Path, ferry: Path) -> None:
    both = newsclean_command(ferry, bridge).stdout.decode()
    assert both.index(FERRY) < both.index(f"\n{RULE}\n") < both.index(BODY)
    assert both == f"\n{RULE}\n\n".join(newsclean_command(path).stdout.decode() for path in (ferry, bridge))


def test_several_files_are_a_line_of_json_each(bridge: Path, ferry: Path) -> None:
    lines = newsclean_command(bridge, ferry, "--format=json").stdout.decode().splitlines()
    assert [json.loads(line)["source"] for line in lines] == [str(bridge), str(ferry)]


def test_several_files_are_one_stream_of_articles(bridge: Path, ferry: Path) -> None:
    done = newsclean_command("-f", "jsonl", bridge, ferry)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [record["id"] for record in records] == [f"{bridge}#1", f"{ferry}#1"]
    assert BODY in records[0]["text"]


def test_every_format_tells_of_the_same_articles(bridge: Path) -> None:
    texts = [block.text for article in newsclean.clean_file(bridge).articles for block in article.blocks]
    for name in ("text", "markdown", "json", "jsonl", "html"):
        output = newsclean_command(bridge, "-f", name).stdout.decode()
        assert all(text in output for text in texts), name


def test_options_may_stand_between_files(bridge: Path, ferry: Path) -> None:
    done = newsclean_command(bridge, "-f", "jsonl", ferry, "--encoding", "utf-8")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 2)


def test_a_name_may_start_with_a_hyphen(tmp_path: Path) -> None:
    (tmp_path / "-page.txt").write_text(BRIDGE, encoding="utf-8")
    assert BODY.encode() in newsclean_command("--", "-page.txt", cwd=tmp_path).stdout


def test_an_encoding_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "big5.txt"
    path.write_bytes("港區新橋昨天上午正式通車，第一輛公車九時整駛過橋面，兩岸居民的通勤時間縮短。".encode("big5"))
    result = json.loads(newsclean_command(path, "--encoding", "big5", "-f", "json").stdout)
    assert "第一輛公車九時整駛過橋面" in result["articles"][0]["blocks"][0]["text"]


def test_a_missing_file_is_one_line_and_the_others_are_done(bridge: Path, ferry: Path, tmp_path: Path) -> None:
    done = newsclean_command(bridge, tmp_path / "absent.txt", ferry)
    assert done.returncode == 1
    assert message(done) == f"newsclean: {tmp_path / 'absent.txt'}: no such file"
    assert BODY in done.stdout.decode()
    assert FERRY in done.stdout.decode()


def test_a_folder_among_files_is_one_line_and_the_others_are_done(bridge: Path, tmp_path: Path) -> None:
    done = newsclean_command(tmp_path, bridge)
    assert done.returncode == 1
    assert message(done).startswith(f"newsclean: {tmp_path}: ")
    assert BODY in done.stdout.decode()


def test_a_file_without_an_article_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = newsclean_command("empty.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert message(done) == "newsclean: empty.txt: no article in it: it is empty"
    (tmp_path / "not-found.html").write_text(
        "<!DOCTYPE html><html><title>404</title><p>抱歉，您访问的页面不存在。</p></html>", encoding="utf-8"
    )
    done = newsclean_command("not-found.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "newsclean explain shows" in message(done)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "FILE"),
        (["page.txt", "--fromat", "json"], "--fromat json; did you mean --format?"),
        (["page.txt", "--form", "json"], "--form"),
        (["page.txt", "--find", "words"], "newsclean explain has it"),
        (["page.txt", "--format", "docx"], "docx"),
        (["page.txt", "--encoding", "utf-99"], "utf-99"),
        (["page.txt", "--encoding", "base64"], "base64"),
        (["page.txt", "--encoding", "undefined"], "undefined"),
        (["-", "-"], "standard input"),
        (["."], "is a folder"),
        (["page.txt", "-o", "."], "is a folder; -o needs the name of a file, such as ./page.txt"),
        (["dedup"], "no file is named dedup; did you mean: newsclean dedupe"),
        (["explian", "page.txt"], "did you mean: newsclean explain"),
        (["help"], "newsclean --help"),
        (["clean", "page.txt"], "did you mean: newsclean FILE"),
        (["https://news.example/1.html"], "curl -s https://news.example/1.html | newsclean -"),
        (["page.txt", "-o", "absent/page.txt"], "absent"),
        (["page.txt", "-o", "page.txt"], "would be overwritten"),
        (["page.txt", "-f", "html", "-o", "./page.txt"], "would be overwritten"),
        (["page.txt", "other.txt", "-f", "html"], "-o FOLDER"),
        (["page.txt", "other.txt", "-f", "html", "-o", "absent"], "absent"),
        (["page.txt", "absent/page.txt", "-f", "html", "-o", "."], "one file"),
        (["page.txt", "page.txt.html", "-f", "html", "-o", "."], "would be overwritten"),
        (["page.txt", "\x1b[2J\n", "--nope"], "--nope"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_nothing_is_done(arguments: list[str], says: str, tmp_path: Path) -> None:
    for name in ("page.txt", "other.txt", "page.txt.html"):
        (tmp_path / name).write_text(BRIDGE, encoding="utf-8")
    done = newsclean_command(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in message(done)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.txt", "page.txt", "page.txt.html"]
    assert all(path.read_text(encoding="utf-8") == BRIDGE for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>", "is a PDF file, not text; take its text out first: pdftotext"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG picture, not text; recognise its text first"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "is a Word document, not text; save it as HTML"),
    ],
)
def test_a_file_that_is_no_text_is_one_line_and_the_others_are_done(
    raw: bytes, says: str, bridge: Path, tmp_path: Path
) -> None:
    (tmp_path / "scan").write_bytes(raw)
    done = newsclean_command("scan", bridge, "-f", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert message(done).startswith(f"newsclean: scan: {says}")
    assert json.loads(done.stdout)["source"] == str(bridge)
    done = newsclean_command(".", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert f"scan: {says}" in done.stderr.decode()
    assert "2 read: 1 written, 0 empty, 1 failed" in done.stderr.decode()
    done = newsclean_command("explain", "-", input=raw)
    assert (done.returncode, done.stdout) == (1, b"")
    assert message(done).startswith(f"newsclean: -: {says}")


def test_an_encoding_that_is_said_makes_anything_text(tmp_path: Path) -> None:
    (tmp_path / "rtf").write_bytes(b"{\\rtf1 " + BODY.encode())
    assert newsclean_command("rtf", cwd=tmp_path).returncode == 1
    assert BODY in newsclean_command("rtf", "--encoding", "utf-8", cwd=tmp_path).stdout.decode()


def test_a_word_that_is_a_file_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "help").write_text(BRIDGE, encoding="utf-8")
    assert BODY in newsclean_command("help", cwd=tmp_path).stdout.decode()


@POSIX
def test_a_page_is_not_printed_to_a_terminal_unasked(bridge: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    try:
        done = newsclean_command(bridge, "-f", "html", stdout=follower)
    finally:
        os.close(follower)
        os.close(leader)
    assert done.returncode == 2
    assert "-o page.html" in message(done)


@POSIX
def test_a_terminal_is_asked_for_a_document() -> None:
    import pty

    leader, follower = pty.openpty()
    try:
        os.write(leader, b"\x04")
        done = newsclean_command("-", stdin=follower)
    finally:
        os.close(follower)
        os.close(leader)
    assert "Ctrl-D" in done.stderr.decode().splitlines()[0]


def test_version() -> None:
    done = newsclean_command("--version")
    assert (done.returncode, done.stdout.decode().split()) == (0, ["newsclean", newsclean.__version__])


def test_help_teaches() -> None:
    done = newsclean_command("--help")
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("ascii")
    for word in ("FILE", "--format", "--output", "--encoding", "jsonl", "examples:", "exit status:"):
        assert word in text


@pytest.mark.parametrize("command", [[], ["explain"], ["dedupe"]])
@pytest.mark.parametrize("columns", [80, 120])
def test_help_fits_the_terminal(command: list[str], columns: int) -> None:
    done = newsclean_command(*command, "--help", env=os.environ | {"COLUMNS": str(columns)})
    assert max(map(len, done.stdout.decode().splitlines())) <= columns


def test_help_names_the_commands() -> None:
    from newsclean.cli.suggestions import COMMANDS

    text = newsclean_command("--help").stdout.decode()
    assert all(f"\n  {command} " in text and f"newsclean {command} [options]" in text for command in COMMANDS)


def test_help_needs_nothing_heavy() -> None:
    heavy = ("numpy", "scipy", "datasketch", "rapidfuzz", "chardet", "selectolax", "yaml", "jieba", "regex")
    program = f"import sys, newsclean.cli.main; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"[]"


def test_output_goes_to_a_file(bridge: Path, tmp_path: Path) -> None:
    done = newsclean_command(bridge, "-o", tmp_path / "clean.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "clean.txt").read_bytes() == newsclean_command(bridge, "-o", "-").stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bridge.txt", "clean.txt"]


def test_output_stays_as_it_was_when_no_file_can_be_read(tmp_path: Path) -> None:
    output = tmp_path / "clean.txt"
    output.write_text("yesterday's", encoding="utf-8")
    assert newsclean_command(tmp_path / "absent.txt", "-o", output).returncode == 1
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("clean.txt", "yesterday's")
    ]


@POSIX
def test_output_keeps_the_mode_and_the_links_it_finds(bridge: Path, tmp_path: Path) -> None:
    output, link = tmp_path / "clean.txt", tmp_path / "link.txt"
    output.write_text("yesterday's", encoding="utf-8")
    output.chmod(0o640)
    link.symlink_to(output)
    assert newsclean_command(bridge, "-o", link).returncode == 0
    assert link.is_symlink()
    assert stat.S_IMODE(output.stat().st_mode) == 0o640
    assert BODY in output.read_text(encoding="utf-8")


@POSIX
def test_output_to_a_device_leaves_the_device() -> None:
    done = newsclean_command("-", "-o", os.devnull, input=BRIDGE.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_pages_of_several_files_go_to_a_folder(bridge: Path, ferry: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    done = newsclean_command(bridge, tmp_path / "absent.txt", ferry, "-f", "html", "-o", folder)
    assert done.returncode == 1
    assert message(done).endswith("absent.txt: no such file")
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.txt.html", "ferry.txt.html"]
    assert (folder / "bridge.txt.html").read_bytes() == newsclean_command(bridge, "-f", "html").stdout


def test_output_is_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + "/页面.txt".encode()
    try:
        Path(os.fsdecode(name)).write_text(BRIDGE, encoding="utf-8")
    except UnicodeEncodeError:
        pytest.skip("this file system has no such name")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONIOENCODING"}
    environment |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = newsclean_command(name, "-f", "json", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout.decode("utf-8"))
    assert result["source"] == name.decode()
    assert result["articles"][0]["blocks"][0]["text"] == BODY


@POSIX
def test_a_name_reaches_the_terminal_without_its_control_characters(tmp_path: Path) -> None:
    done = newsclean_command("a\x1b[31m\nb\u202e.txt", cwd=tmp_path)
    assert message(done) == r"newsclean: a\x1b[31m\nb\u202e.txt: no such file"


@POSIX
def test_a_name_that_is_no_text_is_written_as_text(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text(BRIDGE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such name")
    done = newsclean_command(b"\xff.txt", "-f", "jsonl", cwd=tmp_path)
    assert json.loads(done.stdout.decode("utf-8"))["id"] == "\\xff.txt#1"


@POSIX
@pytest.mark.parametrize(("arguments", "codes"), [(["-"], {141}), (["--help"], {0, 141})])
def test_a_closed_pipe_is_a_quiet_end(arguments: list[str], codes: set[int]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = newsclean_command(*arguments, input=BRIDGE.encode(), stdout=writer)
    finally:
        os.close(writer)
    assert done.stderr == b""
    assert done.returncode in codes  # argparse swallows the error where standard output is not buffered


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_output_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = newsclean_command("-", input=BRIDGE.encode(), stdout=full)
    assert done.returncode == 3
    assert message(done) == "newsclean: standard output: no space left on device"


@POSIX
def test_ctrl_c_leaves_nothing_behind(bridge: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "newsclean", str(bridge), str(pipe), "-o", str(tmp_path / "clean.txt")]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    with process, open(pipe, "wb"):  # the pipe opens when the command reads it, in the middle of its work
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (130, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bridge.txt", "pipe"]


def test_normalisations_are_named_and_may_be_several(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(BRIDGE.replace("，", ",").replace("第一辆公交车", "「第一辆」公交车"), encoding="utf-8")
    plain = newsclean_command(path).stdout.decode()
    changed = newsclean_command(path, "--normalize", "punctuation", "--normalize", "quotation-marks").stdout.decode()
    assert "通车,「第一辆」公交车" in plain
    assert "通车，“第一辆”公交车" in changed


def test_an_unknown_normalisation_is_refused_with_those_there_are(bridge: Path) -> None:
    done = newsclean_command(bridge, "--normalize", "nfkc")
    assert done.returncode == 2
    assert "punctuation" in message(done)


def test_mojibake_is_undone_on_request(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(BRIDGE.encode().decode("latin-1"), encoding="utf-8")
    assert BODY not in newsclean_command(path).stdout.decode()
    assert BODY in newsclean_command(path, "--repair-mojibake").stdout.decode()
