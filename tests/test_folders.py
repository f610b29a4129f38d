"""Folders of documents, cleaned by the real command line, and what happens when something goes wrong."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from pathlib import Path

import pytest

import newsclean
from tests.terminal import on_a_terminal
from tests.test_cli import BODY, BRIDGE, POSIX, message, newsclean_command

FILES = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents in a folder and one below it, each with an article of its own."""
    root = tmp_path / "archive"
    (root / "2021").mkdir(parents=True)
    for number in range(FILES):
        place = root / "2021" if number % 3 == 0 else root
        (place / f"page{number:02}.txt").write_text(BRIDGE.replace("八万", f"{number}万"), encoding="utf-8")
    return root


def results(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "newsclean", *map(str, words)]


def test_a_folder_is_mirrored(folder: Path, tmp_path: Path) -> None:
    done = newsclean_command(folder, "-o", tmp_path / "out", "-f", "json", "--jobs", "2")
    assert done.returncode == 0
    assert message(done) == f"newsclean: done: {FILES} read: {FILES} written, 0 empty, 0 failed"
    found = results(tmp_path / "out")
    assert len(found) == FILES
    assert json.loads(found["2021/page03.txt.json"]) == newsclean.clean_file(folder / "2021/page03.txt").to_dict()


def test_neither_the_number_of_processes_nor_the_hash_seed_changes_anything(folder: Path, tmp_path: Path) -> None:
    for jobs, seed in (("1", "1"), ("3", "2")):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        newsclean_command(folder, "-o", tmp_path / jobs, "-j", jobs, "-f", "json", env=environment)
        newsclean_command(folder, "-o", tmp_path / f"{jobs}.jsonl", "-j", jobs, env=environment)
    assert results(tmp_path / "1") == results(tmp_path / "3")
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()


def test_a_corpus_holds_the_articles_in_the_order_of_the_files(folder: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    assert newsclean_command(folder, "-o", corpus, "-j", "2").returncode == 0
    sources = [json.loads(line)["id"].partition("#")[0] for line in corpus.read_text("utf-8").splitlines()]
    top = [str(folder / f"page{number:02}.txt") for number in range(FILES) if number % 3]
    assert sources == top + [str(folder / "2021" / f"page{number:02}.txt") for number in range(0, FILES, 3)]
    packed = tmp_path / "corpus.jsonl.gz"
    newsclean_command(folder, "-o", packed)
    first = packed.read_bytes()
    assert gzip.decompress(first) == corpus.read_bytes()
    newsclean_command(folder, "-o", packed)
    assert packed.read_bytes() == first


def test_patterns_choose_files(folder: Path, tmp_path: Path) -> None:
    (folder / "notes.md").write_text(BRIDGE, encoding="utf-8")
    (folder / ".hidden.txt").write_text(BRIDGE, encoding="utf-8")
    newsclean_command(
        folder, "-o", tmp_path / "out", "--include", "*.txt", "--exclude", "2021/*", "--exclude", "page01*"
    )
    assert set(results(tmp_path / "out")) == {f"page{number:02}.txt" for number in range(2, FILES) if number % 3}


def test_a_list_of_files_is_read_from_standard_input(folder: Path, tmp_path: Path) -> None:
    names = f"{folder / 'page01.txt'}\n{folder / 'page02.txt'}\n".encode()
    done = newsclean_command("--files-from", "-", "-o", tmp_path / "out", input=names)
    assert done.returncode == 0
    place = str(folder).lstrip("/")
    assert set(results(tmp_path / "out")) == {f"{place}/page01.txt", f"{place}/page02.txt"}


def test_a_listed_file_has_the_same_result_in_every_run(folder: Path, tmp_path: Path) -> None:
    output, clean = tmp_path / "out", tmp_path / "clean"
    (folder / "2021" / "page01.txt").write_text(BRIDGE.replace("八万", "九九"), encoding="utf-8")
    first, second = folder / "page01.txt", folder / "2021" / "page01.txt"
    for listed in ([first], [second], [second, first]):
        newsclean_command("--files-from", "-", "-o", output, input=b"".join(b"%s\n" % bytes(path) for path in listed))
    newsclean_command(folder, "-o", clean)
    place = str(folder).lstrip("/")
    found = results(output)
    assert found == {f"{place}/{name}": results(clean)[name] for name in ("page01.txt", "2021/page01.txt")}


def test_paths_that_lead_outside_have_results_inside(folder: Path, tmp_path: Path) -> None:
    newsclean_command("../page01.txt", "../../archive", "-o", tmp_path / "out", cwd=folder / "2021")
    found = set(results(tmp_path / "out"))
    assert "_/page01.txt" in found
    assert {f"_/_/archive/page{number:02}.txt" for number in range(FILES) if number % 3} <= found
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "out"]


def test_what_is_done_is_left_alone(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    newsclean_command(folder, "-o", output)
    (output / "page01.txt").write_text("changed by hand", encoding="utf-8")
    os.utime(folder / "page02.txt", (time.time() + 9, time.time() + 9))
    (output / "page02.txt").write_text("older than its document", encoding="utf-8")
    done = newsclean_command(folder, "-o", output)
    assert f"{FILES} written ({FILES - 1} of them before)" in message(done)
    assert (output / "page01.txt").read_text("utf-8") == "changed by hand"
    assert BODY in (output / "page02.txt").read_text("utf-8")
    assert "of them before" not in message(newsclean_command(folder, "-o", output, "--again"))
    assert BODY in (output / "page01.txt").read_text("utf-8")


def test_an_output_below_the_input_is_not_read_again(folder: Path) -> None:
    output = folder / "clean"
    for _ in range(2):
        assert f"{FILES} read" in message(newsclean_command(folder, "-o", output))
    assert len(results(output)) == FILES


def test_two_files_of_one_name_both_have_a_result(tmp_path: Path) -> None:
    for place in ("one/news", "two/news"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "page.txt").write_text(BRIDGE.replace("八万", place), encoding="utf-8")
    output = tmp_path / "out"
    newsclean_command("one/news", "two/news", "two/news/page.txt", "-o", output, cwd=tmp_path)
    found = results(output)
    assert set(found) == {"one/news/page.txt", "two/news/page.txt"}
    assert b"two/news" in found["two/news/page.txt"]


def test_neighbours_whose_results_would_have_one_name_both_have_one(tmp_path: Path) -> None:
    """What each is called depends on what stands beside it, and not on what else is cleaned."""
    news = tmp_path / "news"
    news.mkdir()
    for name in ("page", "page.txt", "page~2", "_"):
        (news / name).write_text(BRIDGE.replace("八万", name), encoding="utf-8")
    (news / "folder").write_text(BRIDGE, encoding="utf-8")
    (news / "folder.txt").mkdir()
    names = {"page~3.txt": "page", "page.txt": "page.txt", "page~2.txt": "page~2", "_.txt": "_", "folder~2.txt": "车"}
    newsclean_command(news, "-o", tmp_path / "out")
    found = results(tmp_path / "out")
    assert set(found) == set(names)
    assert all(text in found[name].decode() for name, text in names.items())


def test_two_paths_that_would_have_one_result_are_told_apart(tmp_path: Path) -> None:
    twins = tmp_path / str(tmp_path).lstrip("/")
    for place in (tmp_path, tmp_path / "_", twins):
        place.mkdir(parents=True, exist_ok=True)
        (place / "page.txt").write_text(BRIDGE.replace("八万", place.name), encoding="utf-8")
    twin = str(twins.relative_to(tmp_path) / "page.txt")
    listed = "\n".join(["_/page.txt", "../page.txt", twin, str(tmp_path / "page.txt")]).encode()
    done = newsclean_command("--files-from", "-", "-o", tmp_path / "out", cwd=tmp_path / "_", input=listed)
    assert set(results(tmp_path / "out")) == {"_/page.txt", str(tmp_path / "page.txt").lstrip("/")}
    done = newsclean_command("--files-from", "-", "-o", tmp_path / "new", cwd=tmp_path, input=listed)
    assert set(results(tmp_path / "new")) == {"__/page.txt", twin}
    assert f"{tmp_path / 'page.txt'}: its result would be that of {twin}" in done.stderr.decode()


def test_the_summary_adds_up(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    summary = tmp_path / "summary.json"
    done = newsclean_command(folder, "-o", tmp_path / "out", "--summary", summary)
    assert done.returncode == 1
    figures = json.loads(summary.read_text("utf-8"))
    assert figures["read"] == FILES + 2 == figures["written"] + figures["empty"] + figures["failed"]
    assert figures["failures"] == [{"path": str(folder / "gone.txt"), "reason": "no such file"}]
    assert figures["encodings"] == {"utf-8": FILES + 1}


@POSIX
@pytest.mark.parametrize(
    ("limit", "reason"), [(["--timeout", "3"], "took longer than 3 s"), (["--max-memory", "90M"], "more than 90 MB")]
)
@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_a_document_beyond_a_limit_is_given_up(
    folder: Path, tmp_path: Path, limit: list[str], reason: str, output: str
) -> None:
    (folder / "endless.txt").write_text(BRIDGE * 60_000, encoding="utf-8")
    done = newsclean_command(folder, "-o", tmp_path / output, "-j", "2", *limit)
    assert done.returncode == 1
    failure, last = done.stderr.decode().splitlines()
    assert failure.startswith(f"newsclean: {folder / 'endless.txt'}: ")
    assert failure.endswith(reason)
    assert last == f"newsclean: done: {FILES + 1} read: {FILES} written, 0 empty, 1 failed"


@POSIX
def test_a_terminal_shows_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    done, shown = on_a_terminal(folder, "-o", tmp_path / "out", "-j", "2")
    assert done == 1
    lines = [line.rpartition("\r")[2] for line in shown.split("\r\n")]
    failure, bar, last, _ = lines
    assert failure == f"newsclean: {folder / 'gone.txt'}: no such file"
    assert re.search(rf"100%.*{FILES + 1}/{FILES + 1} \[\d\d:\d\d<00:00, .*file.*, 1 failed\]$", bar)
    assert last == f"newsclean: done: {FILES + 1} read: {FILES} written, 0 empty, 1 failed"


@POSIX
def test_a_terminal_shows_a_list_without_its_end(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list"
    listed.write_text("".join(f"{path}\n" for path in sorted(folder.rglob("*.txt"))), encoding="utf-8")
    done, shown = on_a_terminal("--files-from", listed, "-o", tmp_path / "out")
    assert done == 0
    assert re.search(rf"\r{FILES}file \[\d\d:\d\d, .*file.*, 0 failed\]\r\n", shown)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["{folder}"], "results need -o OUT"),
        (["{folder}", "-o", "x", "--timeout", "0"], "must be more than 0"),
        (["{folder}", "-o", "x", "--max-memory", "lots"], "is not a size"),
        (["{folder}/2021", "-o", "{folder}"], "is inside the output folder"),
        (["{folder}", "-o", "{folder}/page01.txt"], "is a file"),
        (["{folder}", "-o", "x.jsonl", "-f", "html"], "cannot be written with --format html"),
        (["{folder}", "-o", "x", "--jobs", "0"], "must be 1 or more"),
        (["{folder}", "-", "-o", "x"], "standard input"),
        (["{folder}/page01.txt", "--jobs", "2"], "are for folders"),
    ],
)
def test_a_wrong_command_line_is_told(folder: Path, words: list[str], reason: str) -> None:
    done = newsclean_command(*(word.format(folder=folder) for word in words))
    assert done.returncode == 2
    assert reason in message(done)
