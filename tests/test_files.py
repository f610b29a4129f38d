"""Files in, documents out: every path gives a document, in order, and a result is whole or not there."""

from __future__ import annotations

import bz2
import gzip
import lzma
import multiprocessing
import os
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.batch import files
from newsclean.batch.archives.member import LIMIT
from newsclean.batch.files import clean_file, clean_files, replacing
from newsclean.duplicates.index.locks import locked
from newsclean.errors import describe
from newsclean.model import Document


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text(f"市图书馆第{number}号通知说，新馆下周一起延长开放时间，读者可凭证入馆。\n", encoding="utf-8")
    return paths


def test_a_file_names_its_document_as_it_was_given(pages: list[Path]) -> None:
    assert clean_file(pages[0]).source == str(pages[0])
    assert "延长开放时间" in clean_file(str(pages[0])).text


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_document_is_unpacked(pages: list[Path], tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    packed = tmp_path / "packed"
    packed.write_bytes(pack(pages[0].read_bytes()))
    assert clean_file(packed).text == clean_file(pages[0]).text
    packed.write_bytes(pack(pages[0].read_bytes())[:-9])
    with pytest.raises(OSError, match="is damaged: it is truncated"):
        clean_file(packed)


def test_a_packed_document_that_blows_up_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.txt.gz"
    bomb.write_bytes(gzip.compress(bytes(LIMIT + 1)))
    with pytest.raises(OSError, match="unpacks to more than 32 MB"):
        clean_file(bomb)


def test_an_archive_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("page.txt", "Text")
    with pytest.raises(OSError, match="is an archive"):
        clean_file(path)


def test_a_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        clean_file(tmp_path / "absent.txt")


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_come_in_the_order_of_their_paths(pages: list[Path], jobs: int) -> None:
    documents = list(clean_files(pages, jobs=jobs))
    assert [document.source for document in documents] == [str(path) for path in pages]
    assert documents == [clean_file(path) for path in pages]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_stops_nothing(pages: list[Path], jobs: int, tmp_path: Path) -> None:
    first, bad, folder, last = clean_files([pages[0], tmp_path / "absent.txt", tmp_path, pages[1]], jobs=jobs)
    assert bad == Document(
        text="", articles=(), ledger=(), source=str(tmp_path / "absent.txt"), flags=("error: no such file",)
    )
    assert folder.flags[0].startswith("error: ")
    assert first.articles
    assert last.articles


@pytest.mark.parametrize(("jobs", "ahead"), [(1, 1), (2, 8)])
def test_paths_are_read_as_documents_are_asked_for(pages: list[Path], jobs: int, ahead: int) -> None:
    taken: list[Path] = []

    def endless() -> Iterator[Path]:
        while True:
            taken.append(pages[0])
            yield pages[0]

    documents = clean_files(endless(), jobs=jobs)
    assert taken == []
    next(documents)
    assert len(taken) == ahead
    if jobs > 1:
        documents.close()  # type: ignore[attr-defined]


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="workers see the replaced function by fork")
def test_a_killed_worker_costs_one_file(pages: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(path: Path, **options: Any) -> Document:
        if path == pages[3]:
            os.kill(os.getpid(), signal.SIGKILL)
        return clean_file(path, **options)

    monkeypatch.setattr(files, "clean_file", deadly)
    documents = list(clean_files(pages, jobs=2))
    assert [document.source for document in documents] == [str(path) for path in pages]
    assert documents.pop(3).flags == ("error: the process that cleaned it was killed",)
    assert all(document.articles for document in documents)


def test_no_jobs_is_an_error_at_once(pages: list[Path]) -> None:
    with pytest.raises(ValueError, match="jobs must be 1 or more"):
        clean_files(pages, jobs=0)


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "clean.txt"
    target.write_text("yesterday's", encoding="utf-8")

    def half() -> None:
        with replacing(target) as file:
            file.write(b"half of today's")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("clean.txt", "yesterday's")
    ]


def test_what_a_killed_process_left_goes_and_what_a_living_one_has_stays(tmp_path: Path) -> None:
    unlocked, unused, used = (tmp_path / f".newsclean-{name}.work" for name in ("1-a", "2-b", "3-c"))
    for folder in (unlocked, unused, used):
        folder.mkdir()
    (unused / "lock").touch()
    (unused / "output").write_text("half of yesterday's", encoding="utf-8")
    with locked(str(used)), replacing(tmp_path / "clean.txt") as file:
        file.write(b"today's")
    assert sorted(path.name for path in tmp_path.iterdir()) == [used.name, "clean.txt"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "No such file or directory"), "no such file"),
        (IsADirectoryError(21, "Is a directory"), "is a folder, not a file"),
        (PermissionError(13, "Permission denied"), "permission denied"),
        (OSError("odd"), "OSError: odd"),
        (MemoryError(), "not enough memory"),
        (ValueError("embedded null byte"), "ValueError: embedded null byte"),
        (KeyError(), "KeyError"),
    ],
)
def test_errors_are_told_in_few_words(error: Exception, words: str) -> None:
    assert describe(error) == words
