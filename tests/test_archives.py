"""Archives of documents, cleaned by the real command line: what is read, what is refused, and that nothing leads out."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.batch.archives import is_archive
from newsclean.batch.archives.member import LIMIT
from newsclean.batch.archives.names import file_name_of, harmless
from newsclean.batch.pool import MOST_AHEAD, in_order
from tests.test_cli import BODY, BRIDGE, message, newsclean_command
from tests.test_folders import results

PAGE = f"<html><head><title>港区新桥昨日通车</title></head><body><h1>港区新桥昨日通车</h1><p>{BODY}</p></body></html>"
Packing = Callable[[dict[str, bytes]], bytes]
RUSSIAN = "Городской совет вчера одобрил строительство нового моста через гавань. Работы начнутся весной."


def story(number: int) -> bytes:
    return BRIDGE.replace("八万", f"{number}万").encode()


def zipped(files: Mapping[str, Any]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode, format=tarfile.GNU_FORMAT) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return packed.getvalue()


def record(kind: str, uri: str, block: bytes, content_type: str) -> bytes:
    """A record of a WARC file."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}"
    return f"{head}\r\n\r\n".encode() + block + b"\r\n\r\n"


def response(uri: str, body: bytes, headers: str = "Content-Type: text/html", status: str = "200 OK") -> bytes:
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    return record("response", uri, block, "application/http; msgtype=response")


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


@pytest.fixture
def stories() -> dict[str, bytes]:
    return {"page1.txt": story(1), "2021/page2.txt": story(2), "2021/四月/page3.txt": story(3)}


@pytest.mark.parametrize("name", ["news.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.txz", "a.warc", "a.wet.gz"])
def test_a_name_says_that_a_file_is_an_archive(name: str) -> None:
    assert is_archive(name)
    assert is_archive(name.upper())


@pytest.mark.parametrize("name", ["page.txt", "page.txt.gz", "page.html", "zip", "notes.zip.txt", "table.json"])
def test_others_are_documents(name: str) -> None:
    assert not is_archive(name)


@pytest.mark.parametrize(
    "name", ["news.zip", "news.tar", "news.tar.gz", "news.tgz", "news.tar.bz2", "news.tar.xz", "misnamed.tar"]
)
def test_an_archive_is_like_a_folder(tmp_path: Path, stories: dict[str, bytes], name: str) -> None:
    packings: dict[str, Packing] = {
        "news.zip": zipped,
        "news.tar": tarred,
        "news.tar.gz": lambda files: gzip.compress(tarred(files)),
        "news.tgz": lambda files: tarred(files, "w:gz"),
        "news.tar.bz2": lambda files: bz2.compress(tarred(files)),
        "news.tar.xz": lambda files: lzma.compress(tarred(files)),
        "misnamed.tar": zipped,
    }
    (tmp_path / name).write_bytes(packings[name](stories))
    for path, content in stories.items():
        (tmp_path / "plain" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "plain" / path).write_bytes(content)
    assert newsclean_command("plain", "-o", "expected", cwd=tmp_path).returncode == 0
    done = newsclean_command(name, "-o", "out", cwd=tmp_path)
    assert message(done) == "newsclean: done: 3 read: 3 written, 0 empty, 0 failed"
    assert results(tmp_path / "out") == results(tmp_path / "expected")
    (tmp_path / "folder").mkdir()
    (tmp_path / name).rename(tmp_path / "folder" / name)
    newsclean_command("folder", "-o", "mirrored", cwd=tmp_path)
    assert results(tmp_path / "mirrored" / name) == results(tmp_path / "expected")


def test_documents_are_named_by_archive_and_path(tmp_path: Path, stories: dict[str, bytes]) -> None:
    (tmp_path / "news.zip").write_bytes(zipped(stories))
    listed = newsclean_command("--files-from", "-", "-o", "corpus.jsonl", cwd=tmp_path, input=b"news.zip\n")
    assert listed.returncode == 0
    found = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text("utf-8").splitlines()]
    assert [article["file"] for article in found] == [f"news.zip/{name}" for name in stories]


def test_the_same_bytes_with_any_number_of_processes_and_any_seed(tmp_path: Path, stories: dict[str, bytes]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    many = {f"{number:03}.txt": story(number) for number in range(40)}
    (folder / "a.zip").write_bytes(zipped(many))
    (folder / "b.tar.gz").write_bytes(gzip.compress(tarred(many | stories)))
    (folder / "c.jsonl").write_text("".join(json.dumps({"text": text.decode()}) + "\n" for text in many.values()))
    for jobs in "1", "2":
        for output in jobs, f"{jobs}.jsonl":
            environment = os.environ | {"PYTHONHASHSEED": jobs}
            newsclean_command(folder, "-o", tmp_path / output, "-j", jobs, env=environment)
    assert results(tmp_path / "1") == results(tmp_path / "2")
    assert len(results(tmp_path / "1")) == 123
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_no_name_leads_out_of_the_output(tmp_path: Path, pack: Packing) -> None:
    names = ["../up.txt", "a/../../../up.txt", "/root.txt", "C:\\drive.txt", "..\\up.txt", "a//./b.txt", "\x1b[2J.txt"]
    names += ["长" * 200 + ".txt", ".. /spaced.txt", "x/..", "~/home.txt", "d/" * 900 + "deep.txt"]
    (tmp_path / "in").mkdir()
    archive = "evil.zip" if pack is zipped else "evil.tar"
    (tmp_path / "in" / archive).write_bytes(pack({name: story(1) for name in names}))
    newsclean_command("evil.zip" if pack is zipped else "evil.tar", "-o", "out/here", cwd=tmp_path / "in")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == [archive, "out"]
    assert [path.name for path in (tmp_path / "in" / "out").iterdir()] == ["here"]
    found = set(results(tmp_path / "in" / "out" / "here"))
    assert {"_/up.txt", "a/_/_/_/up.txt", "root.txt", "C_/drive.txt", "a/b.txt", "_[2J.txt"} <= found
    assert len(found) == len(names)


def test_documents_of_one_name_all_have_results(tmp_path: Path) -> None:
    names = ("page.txt", "twin.txt", "page", "page.txt/1.txt", "page.txt/2.txt", "day.txt/1.txt", "day.txt")
    packed = zipped({name: story(number) for number, name in enumerate(names)})
    (tmp_path / "twice.zip").write_bytes(packed.replace(b"twin.txt", b"page.txt"))
    done = newsclean_command("twice.zip", "-o", "out", cwd=tmp_path)
    assert (done.returncode, len(said(done))) == (0, 1)
    places = (
        "page.txt",
        "page~2.txt",
        "page~3.txt",
        "page.txt~2/1.txt",
        "page.txt~2/2.txt",
        "day.txt/1.txt",
        "day~2.txt",
    )
    found = results(tmp_path / "out")
    assert set(found) == set(places)
    assert [f"{number}万" in found[place].decode() for number, place in enumerate(places)] == [True] * len(places)


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8", "cp437"])
def test_names_in_the_encoding_of_who_packed_are_read(tmp_path: Path, encoding: str) -> None:
    name = {"big5": "新聞/港區新橋.txt", "cp437": "Zürich/août.txt"}.get(encoding, "新闻/港区新桥.txt")
    raw = name.encode(encoding)
    packed = zipped({"x" * len(raw): story(1)})
    (tmp_path / "news.zip").write_bytes(packed.replace(b"x" * len(raw), raw))
    newsclean_command("news.zip", "-o", "out", cwd=tmp_path)
    assert list(results(tmp_path / "out")) == [name]
    if encoding != "cp437":
        (tmp_path / "news.tar").write_bytes(tarred({os.fsdecode(raw): story(1)}))
        newsclean_command("news.tar", "-o", "tar", cwd=tmp_path)
        assert list(results(tmp_path / "tar")) == [name]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    inner = zipped({"page.txt": story(1)})
    month = tarred({"day.zip": inner, "page.txt.gz": gzip.compress(story(2))}, "w:gz")
    deep = zipped({"3.zip": zipped({"4.zip": inner})})
    year = {"month.tgz": month, "lines.jsonl": json.dumps({"text": BRIDGE}).encode(), "2.zip": deep}
    (tmp_path / "year.zip").write_bytes(zipped(year))
    done = newsclean_command("year.zip", "-o", "out", cwd=tmp_path)
    assert set(results(tmp_path / "out")) == {
        "month.tgz/day.zip/page.txt",
        "month.tgz/page.txt.gz.txt",
        "lines.jsonl/1.txt",
    }
    assert said(done) == [
        "newsclean: year.zip/2.zip/3.zip/4.zip: is nested too deep: an archive inside 3 others",
        "newsclean: done: 4 read: 3 written, 0 empty, 1 failed",
    ]


def test_patterns_take_documents_and_archives(tmp_path: Path, stories: dict[str, bytes]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "a.zip", "b.zip":
        (folder / name).write_bytes(zipped(stories | {"notes.md": story(9), ".DS_Store": b"", "__MACOSX/._a.txt": b""}))
    (folder / "c.txt").write_bytes(story(4))
    for number, (words, names) in enumerate(
        [
            (["--include", "*.md"], {"a.zip/notes.md.txt", "b.zip/notes.md.txt"}),
            (["--include", "b.zip", "--exclude", "*/2021/*"], {"b.zip/notes.md.txt", "b.zip/page1.txt"}),
            (["--exclude", "*.zip"], {"c.txt"}),
        ]
    ):
        newsclean_command(folder, "-o", tmp_path / str(number), *words)
        assert set(results(tmp_path / str(number))) == names


def test_what_is_done_is_left_alone_until_the_archive_is_newer(tmp_path: Path, stories: dict[str, bytes]) -> None:
    archive, output = tmp_path / "news.tar", tmp_path / "out"
    archive.write_bytes(tarred(stories))
    newsclean_command(archive, "-o", output)
    (output / "page1.txt").write_text("changed by hand", encoding="utf-8")
    (output / "2021" / "page2.txt").unlink()
    done = newsclean_command(archive, "-o", output)
    assert "3 written (2 of them before)" in message(done)
    assert (output / "page1.txt").read_text("utf-8") == "changed by hand"
    assert (output / "2021" / "page2.txt").exists()
    later = os.stat(output / "page1.txt").st_mtime + 9
    os.utime(archive, (later, later))
    assert "of them before" not in message(newsclean_command(archive, "-o", output))
    assert BODY in (output / "page1.txt").read_text("utf-8")


@pytest.mark.parametrize("ending", [".zip", ".tar", ".tar.gz"])
def test_a_damaged_archive_is_one_line_and_what_comes_before_is_done(tmp_path: Path, ending: str) -> None:
    noise = bytes(os.urandom(50_000))
    files = {"page1.txt": story(1), "page2.txt": story(2), "noise.bin": noise}
    packed = zipped(files) if ending == ".zip" else tarred(files, "w:gz" if ending == ".tar.gz" else "w")
    (tmp_path / f"cut{ending}").write_bytes(packed[:-25_000])
    (tmp_path / "page3.txt").write_bytes(story(3))
    done = newsclean_command(f"cut{ending}", "page3.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert len(said(done)) == 2
    assert said(done)[0].startswith(f"newsclean: cut{ending}: is damaged: ")
    before = set() if ending == ".zip" else {f"cut{ending}/page1.txt", f"cut{ending}/page2.txt"}
    assert set(results(tmp_path / "out")) == before | {"page3.txt"}


def test_what_is_wrong_with_one_document_concerns_no_other(tmp_path: Path) -> None:
    files = {
        "bomb.txt": bytes(LIMIT + 1),
        "bomb.txt.gz": gzip.compress(bytes(LIMIT + 1)),
        "cut.gz": gzip.compress(b"a")[:-4],
    }
    packed = bytearray(zipped({"crc.txt": "x" * 99, "secret.txt": "abc", **files, "page.txt": story(1)}))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        at = archive.getinfo("crc.txt").header_offset
        packed[at + 14 :][:4] = b"0000"
    directory = packed.index(b"PK\x01\x02")
    packed[directory + 16 : directory + 20] = b"0000"
    secret = packed.index(b"PK\x01\x02", directory + 4)
    packed[secret + 8] |= 1
    (tmp_path / "news.zip").write_bytes(packed)
    done = newsclean_command("news.zip", "-o", "out", cwd=tmp_path)
    assert said(done) == [
        "newsclean: news.zip/crc.txt: is damaged: Bad CRC-32 for file 'crc.txt'",
        "newsclean: news.zip/secret.txt: is encrypted",
        "newsclean: news.zip/bomb.txt: unpacks to more than 32 MB",
        "newsclean: news.zip/bomb.txt.gz: unpacks to more than 32 MB",
        "newsclean: news.zip/cut.gz: is damaged: it is truncated",
        "newsclean: done: 6 read: 1 written, 0 empty, 5 failed",
    ]


def test_links_and_devices_in_archives_are_skipped(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "news.tar", "w") as archive:
        for kind in tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE:
            header = tarfile.TarInfo(f"link{kind!r}.txt")
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
        packed.writestr("folder/", "")
    done = newsclean_command("news.tar", "news.zip", "-o", "out", cwd=tmp_path)
    assert message(done) == "newsclean: done: 0 read: 0 written, 0 empty, 0 failed; 5 skipped"
    assert results(tmp_path / "out") == {}


def test_what_is_no_archive_in_spite_of_its_name_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "error.zip").write_text("<html>Not found</html>")
    (tmp_path / "page.txt").write_bytes(zipped({"page.txt": story(1)}))
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "folder.zip" / "page.txt").write_bytes(story(2))
    done = newsclean_command("error.zip", "page.txt", "folder.zip", "-o", "out", cwd=tmp_path)
    assert said(done) == [
        "newsclean: error.zip: has an archive's name but is not a readable archive",
        "newsclean: page.txt: is an archive (zip) by its content; rename it accordingly",
        "newsclean: done: 3 read: 1 written, 0 empty, 2 failed",
    ]


def test_a_packed_document_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(BRIDGE.encode()))
    plain = newsclean_command("page.txt", cwd=tmp_path).stdout
    assert BODY in plain.decode()
    assert newsclean_command("page.txt.gz", cwd=tmp_path).stdout == plain
    assert newsclean_command("-", input=(tmp_path / "page.txt.gz").read_bytes()).stdout == plain
    newsclean_command(".", "-o", "out", cwd=tmp_path)
    assert results(tmp_path / "out") == {"page.txt": plain, "page.txt.gz.txt": plain}


def test_lines_of_json_are_documents(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a/1", "body": BRIDGE, "date": "1999-01-01"}, ensure_ascii=False),
        "",
        '{"body": 3}',
        "no JSON",
        '["body"]',
        json.dumps({"body": PAGE, "text": "not this"}),
    ]
    (tmp_path / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = newsclean_command("dump.jsonl", "-o", "out.jsonl", "--text-field", "body", cwd=tmp_path)
    assert said(done) == [
        "newsclean: dump.jsonl:3: the field 'body' is not a string",
        "newsclean: dump.jsonl:4: not JSON (expecting value, column 1)",
        "newsclean: dump.jsonl:5: not a JSON object",
        "newsclean: done: 5 read: 2 written, 0 empty, 3 failed",
    ]
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["id"], first["file"], first["date"]) == ("a/1#1", "a/1", None)
    assert (second["id"], second["title"], second["text"]) == ("dump.jsonl:6#1", "港区新桥昨日通车", BODY)
    newsclean_command("dump.jsonl", "-o", "out", "--text-field", "body", "--id-field", "none", cwd=tmp_path)
    assert set(results(tmp_path / "out")) == {"1.txt", "6.txt"}


def test_a_corpus_can_be_cleaned_again(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(zipped({"page.txt": story(1)}))
    newsclean_command("news.zip", "-o", "once.jsonl.gz", cwd=tmp_path)
    newsclean_command("once.jsonl.gz", "-o", "twice.jsonl", cwd=tmp_path)
    again = json.loads((tmp_path / "twice.jsonl").read_text("utf-8"))
    assert again["file"] == "news.zip/page.txt#1"
    assert BODY in again["text"]


def test_pages_of_a_crawl_are_documents(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    long = "https://news.example/" + "n" * 400
    records = [
        record("warcinfo", "urn:x", b"software: test\r\n", "application/warc-fields"),
        response("https://news.example/1.html?a=/../../b", PAGE.encode()),
        response("https://news.example/gb", PAGE.encode("gb18030"), "Content-Type: text/html; charset=gb2312"),
        response("https://news.example/ru", RUSSIAN.encode("koi8-r"), 'Content-Type: text/plain; charset="koi8-r"'),
        response(
            "https://news.example/gz", gzip.compress(PAGE.encode()), "Content-Type: text/html\r\nContent-Encoding: gzip"
        ),
        response(
            "https://news.example/chunked",
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
            "Content-Type: text/html\r\nTransfer-Encoding: chunked",
        ),
        response("https://news.example/br", b"?", "Content-Type: text/html\r\nContent-Encoding: br"),
        response("https://news.example/a.png", b"\x89PNG", "Content-Type: image/png"),
        response("https://news.example/gone", b"<p>Not found", status="404 Not Found"),
        record(
            "request", "https://news.example/1.html", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"
        ),
        record("resource", long, PAGE.encode(), "text/html"),
        record("conversion", "https://news.example/text", BRIDGE.encode(), "text/plain"),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    done = newsclean_command("crawl.warc.gz", "-o", "corpus.jsonl", cwd=tmp_path)
    assert said(done) == [
        "newsclean: crawl.warc.gz: https://news.example/br: is compressed in an unknown way (br)",
        "newsclean: done: 8 read: 7 written, 0 empty, 1 failed; 2 skipped",
    ]
    found = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text("utf-8").splitlines()]
    assert found[0]["file"] == "https://news.example/1.html?a=/../../b"
    assert [article["file"].rpartition("/")[2] for article in found[1:-2]] == ["gb", "ru", "gz", "chunked"]
    assert all(article["text"].startswith(BODY) for article in found if article["file"][-2:] != "ru")
    assert (found[2]["encoding"], found[2]["text"]) == ("koi8_r", RUSSIAN)
    newsclean_command("crawl.warc.gz", "-o", "out", cwd=tmp_path)
    names = set(results(tmp_path / "out"))
    assert "news.example_1.html_a=_.._.._b.txt" in names
    assert len(names) == 7
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    newsclean_command("whole.warc.gz", "-o", "whole.jsonl", cwd=tmp_path)
    assert (tmp_path / "whole.jsonl").read_bytes() == (tmp_path / "corpus.jsonl").read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes((tmp_path / "crawl.warc.gz").read_bytes()[:-60])
    cut = newsclean_command("cut.warc.gz", "-o", "cut.jsonl", cwd=tmp_path)
    assert said(cut)[-2:] == [
        "newsclean: cut.warc.gz: is damaged: it is truncated",
        "newsclean: done: 8 read: 6 written, 0 empty, 2 failed; 2 skipped",
    ]


@given(
    st.text(max_size=3000) | st.lists(st.sampled_from(["..", ".", "/", "\\", "C:", " ", "a", "长", "\0"])).map("".join)
)
def test_any_name_becomes_a_path_that_stays_inside(name: str) -> None:
    path = harmless(name)
    assert os.path.normpath(path) == path
    assert not os.path.isabs(path)
    assert not any(part in ("", ".", "..") for part in path.split("/"))
    assert not set("\0\n\\") & set(path)
    assert max(len(part.encode("utf-8", "surrogateescape")) for part in path.split("/")) <= 200
    assert len(path.encode("utf-8", "surrogateescape")) <= 1000
    assert harmless(path) == path
    assert "/" not in file_name_of(name)
    assert harmless(file_name_of(name)) == file_name_of(name)


def test_work_begins_while_documents_are_sought() -> None:
    taken: list[str] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append("x")
            yield "x"

    results = in_order(str.upper, endless(), 1, str.format, ahead=1_000_000)
    assert next(results) == "X"
    assert len(taken) < 10_000
    results.close()  # type: ignore[attr-defined]


def test_what_is_read_ahead_is_bounded_in_bytes() -> None:
    taken: list[str] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append("x")
            yield "x"

    results = in_order(str.upper, endless(), 1, str.format, weight=lambda _: MOST_AHEAD // 2)
    assert [next(results), next(results)] == ["X", "X"]
    assert len(taken) <= 4
    results.close()  # type: ignore[attr-defined]


def test_a_corpus_may_be_a_parquet_file(tmp_path: Path, stories: dict[str, bytes]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "news.zip").write_bytes(zipped(stories | {"empty.txt": ""}))
    for jobs in "1", "2":
        environment = os.environ | {"PYTHONHASHSEED": jobs}
        done = newsclean_command("news.zip", "-o", f"{jobs}.parquet", "-j", jobs, cwd=tmp_path, env=environment)
        assert message(done) == "newsclean: done: 4 read: 3 written, 1 empty, 0 failed"
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()
    newsclean_command("news.zip", "-o", "corpus.jsonl", cwd=tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text("utf-8").splitlines()]
    table = parquet.read_table(tmp_path / "1.parquet")
    assert table.to_pylist() == rows
    documents = newsclean.clean_files([], jobs=1)
    assert table.schema == newsclean.to_arrow(documents).schema
    (tmp_path / "page.txt").write_bytes(story(1))
    newsclean_command("page.txt", "-o", "one.parquet", cwd=tmp_path)
    assert parquet.read_table(tmp_path / "one.parquet").num_rows == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["news.zip"], "news.zip is an archive; its results need -o OUT"),
        (["news.zip", "-o", "x.parquet", "-f", "html"], "cannot be written with --format html"),
        (["page.txt", "--text-field", "body"], "are for folders and archives"),
    ],
)
def test_a_wrong_command_line_is_told(tmp_path: Path, words: list[str], reason: str) -> None:
    (tmp_path / "news.zip").write_bytes(zipped({"page.txt": story(1)}))
    done = newsclean_command(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert reason in message(done)


@pytest.mark.parametrize(
    ("module", "extra", "output"), [("warcio", "warc", "out"), ("pyarrow", "arrow", "out.parquet")]
)
def test_a_missing_extra_is_named(tmp_path: Path, module: str, extra: str, output: str) -> None:
    """Where a module cannot be imported, since a folder of its name goes before it that has an error."""
    (tmp_path / f"{module}.py").write_text("raise ImportError")
    done = newsclean_command(
        "crawl.warc.gz" if module == "warcio" else "page.txt",
        "-o",
        output,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 2
    assert f"{module} is not installed; install it with: pip install 'newsclean[{extra}]'" in message(done)
