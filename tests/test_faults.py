"""What goes wrong in a long night, done to the real command line: bad files, dead workers, full disks, hostile names."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
from pathlib import Path

import pytest

import newsclean
from newsclean.render.formats import FORMATS
from tests.faults import (
    BECOME_FOLDER,
    KILL_SELF,
    LINUX,
    LOSE_FILE,
    STOP_SELF,
    needs_modes,
    on_a_small_disk,
    page,
    powerless,
    strikes,
    visible,
)
from tests.test_cli import BRIDGE, POSIX, message, newsclean_command
from tests.test_folders import command, results
from tests.test_kills import PARQUET

FILES = 24
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents in a folder, each with an article of its own."""
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(FILES):
        (root / f"page{number:02}.txt").write_text(page(number), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """The results of an undisturbed run over the folder."""
    return {
        f"page{number:02}.txt": FORMATS["text"].render(newsclean.clean(page(number))).encode()
        for number in range(FILES)
    }


def told(done: subprocess.CompletedProcess[bytes]) -> dict[str, str]:
    """What standard error says of each file, by its name, but for the last line."""
    lines = (line.removeprefix("newsclean: ").rpartition(": ") for line in done.stderr.decode().splitlines()[:-1])
    return {os.path.basename(name): reason for name, _, reason in lines}


def many(articles: int) -> str:
    """A document of so many articles, whose result is larger than a pipe or a small disk holds."""
    return "\n\n".join(page(number).replace("港区", f"{number:05}") for number in range(articles))


def without(found: dict[str, bytes], *names: str) -> dict[str, bytes]:
    return {name: text for name, text in found.items() if name not in names}


# Files that are none.


@pytest.fixture
def mixed(folder: Path) -> dict[str, str]:
    """Things in the folder that no document can be read from, and what is to be said of them."""
    needs_modes(folder)
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "folder.txt").mkdir()
    (folder / "closed").mkdir()
    (folder / "closed" / "page.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "closed").chmod(0)
    (folder / "secret.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    os.mkfifo(folder / "pipe.txt")
    return {
        "dangling.txt": "no such file",
        "circle.txt": "too many levels of symbolic links",
        "closed": "permission denied",
        "secret.txt": "permission denied",
        "pipe.txt": "is not a regular file",
    }


@LINUX
def test_an_unreadable_document_is_a_line(folder: Path) -> None:
    needs_modes(folder)
    (folder / "page01.txt").chmod(0)
    done = newsclean_command(folder / "page01.txt", preexec_fn=powerless)
    assert (done.returncode, done.stdout) == (1, b"")
    assert message(done) == f"newsclean: {folder / 'page01.txt'}: permission denied"


@LINUX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_cannot_be_read_is_a_line_each_and_the_others_are_done(
    whole: dict[str, bytes], mixed: dict[str, str], folder: Path, tmp_path: Path, jobs: str
) -> None:
    done = newsclean_command(folder, "-o", tmp_path / "out", "-j", jobs, preexec_fn=powerless)
    assert done.returncode == 1
    assert told(done) == mixed
    assert results(tmp_path / "out") == whole


@LINUX
def test_a_list_may_name_what_cannot_be_read(
    whole: dict[str, bytes], mixed: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    names = [*mixed, "page01.txt", "absent.txt", "page02.txt"]
    listed = "".join(f"{name}\n" for name in names).encode()
    done = newsclean_command("--files-from", "-", "-o", "../out", input=listed, cwd=folder, preexec_fn=powerless)
    assert done.returncode == 1
    assert told(done) == {**mixed, "absent.txt": "no such file"}
    assert results(tmp_path / "out") == {name: whole[name] for name in ("page01.txt", "page02.txt")}


@LINUX
@pytest.mark.parametrize(
    ("action", "reason"), [(LOSE_FILE, "no such file"), (BECOME_FOLDER, "is a folder, not a file")]
)
def test_a_file_that_goes_just_before_it_is_read_is_a_line(
    whole: dict[str, bytes], folder: Path, tmp_path: Path, action: str, reason: str
) -> None:
    environment = strikes(tmp_path / "fault", "open", "page05.txt", action)
    done = newsclean_command(folder, "-o", tmp_path / "out", env=environment)
    assert done.returncode == 1
    assert told(done) == {"page05.txt": reason}
    assert results(tmp_path / "out") == without(whole, "page05.txt")


def test_a_list_that_is_missing_is_a_line(tmp_path: Path) -> None:
    done = newsclean_command("--files-from", "absent.lst", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert message(done) == "newsclean: absent.lst: no such file"
    assert list(tmp_path.iterdir()) == []


# Workers that die.


@LINUX
@pytest.mark.parametrize("event", ["open", "os.rename"])
def test_a_worker_that_is_killed_costs_nothing(
    whole: dict[str, bytes], folder: Path, tmp_path: Path, event: str
) -> None:
    environment = strikes(tmp_path / "fault", event, "page05.txt", KILL_SELF)
    done = newsclean_command(folder, "-o", tmp_path / "out", "-j", "2", env=environment)
    assert (done.returncode, told(done)) == (0, {})
    assert results(tmp_path / "out") == whole
    assert len(visible(tmp_path / "out")) == len(list((tmp_path / "out").iterdir()))


@LINUX
@pytest.mark.parametrize("output", ["out", "out.jsonl", PARQUET])
def test_a_file_that_kills_its_worker_twice_is_a_line_and_the_others_are_done(
    whole: dict[str, bytes], folder: Path, tmp_path: Path, output: str
) -> None:
    environment = strikes(tmp_path / "fault", "open", "page05.txt", KILL_SELF, (1, 2))
    done = newsclean_command(folder, "-o", tmp_path / output, "-j", "2", env=environment)
    assert done.returncode == 1
    assert told(done) == {"page05.txt": "the process that cleaned it was killed"}
    (folder / "page05.txt").unlink()
    assert newsclean_command(folder, "-o", tmp_path / f"whole{output}").returncode == 0
    if output == "out":
        assert results(tmp_path / output) == results(tmp_path / "wholeout") == without(whole, "page05.txt")
    else:
        assert (tmp_path / output).read_bytes() == (tmp_path / f"whole{output}").read_bytes()


@LINUX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_worker_that_stops_for_ever_is_replaced(
    whole: dict[str, bytes], folder: Path, tmp_path: Path, jobs: str
) -> None:
    environment = strikes(tmp_path / "fault", "open", "page05.txt", STOP_SELF, (1, 2))
    done = newsclean_command(folder, "-o", tmp_path / "out", "--timeout", "1.5", "-j", jobs, env=environment)
    assert done.returncode == 1
    assert told(done) == {"page05.txt": "took longer than 1.5 s"}
    assert results(tmp_path / "out") == without(whole, "page05.txt")


# Outputs that cannot be written.


@LINUX
def test_a_full_disk_ends_it_without_a_partial_file_and_it_goes_on_when_there_is_room(
    whole: dict[str, bytes], folder: Path, tmp_path: Path
) -> None:
    script = """
        "$@" -o "$disk/out" -j 2; echo "code $?"; cp -r "$disk/out" KEPT.full
        mount -o remount,size=9m "$disk"; "$@" -o "$disk/out"; echo "code $?"; cp -r "$disk/out" KEPT.room
    """
    done = on_a_small_disk(script.replace("KEPT", str(tmp_path / "kept")), tmp_path / "disk", *command(folder))
    assert done.stdout.splitlines() == [b"code 3", b"code 0"]
    stopped, so_far, after = done.stderr.decode().splitlines()
    assert stopped.startswith("newsclean: stopped: ")
    assert stopped.endswith(": no space left on device")
    kept = results(tmp_path / "kept.full")
    assert so_far.startswith("newsclean: so far: ")
    assert f"({len(kept)} of them before)" in after
    assert 0 < len(kept) < FILES
    assert kept.items() < whole.items()
    assert results(tmp_path / "kept.room") == whole


@LINUX
@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.jsonl.gz", "one.txt", PARQUET])
def test_a_full_disk_leaves_an_earlier_output_as_it_was(folder: Path, tmp_path: Path, name: str) -> None:
    script = """
        echo before > "$disk/NAME"; head -c 60k /dev/zero > "$disk/filler"
        "$@" -o "$disk/NAME"; echo "code $?"; cat "$disk/NAME"; ls -A "$disk" | sort
        rm "$disk/filler"; "$@" -o "$disk/NAME"; echo "code $?"; cp "$disk/NAME" RESULT
    """
    if name == "one.txt":
        (folder / "page00.txt").write_text(many(30), encoding="utf-8")
        folder /= "page00.txt"
    script = script.replace("NAME", name).replace("RESULT", str(tmp_path / "result"))
    done = on_a_small_disk(script, tmp_path / "disk", *command(folder))
    assert done.stdout.decode().splitlines() == ["code 3", "before", *sorted(["filler", name]), "code 0"]
    assert done.stderr.decode().splitlines()[0].endswith("no space left on device")
    assert newsclean_command(folder, "-o", tmp_path / name).returncode == 0
    assert (tmp_path / "result").read_bytes() == (tmp_path / name).read_bytes()


@LINUX
def test_a_file_that_may_not_grow_ends_it_too(whole: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    done = newsclean_command(folder, "-o", tmp_path / "out", preexec_fn=no_room)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[0].endswith(": file too large")
    assert list((tmp_path / "out").iterdir()) == []
    assert newsclean_command(folder, "-o", tmp_path / "out").returncode == 0
    assert results(tmp_path / "out") == whole


@POSIX
@pytest.mark.parametrize("output", ["closed", "closed/out", "file/out", "closed/corpus.jsonl", "open"])
def test_an_output_that_is_not_writable_is_a_line_and_code_3(folder: Path, tmp_path: Path, output: str) -> None:
    needs_modes(folder)
    (folder / "2021").mkdir()
    (folder / "2021" / "page.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "file").touch()
    for place in (tmp_path / "closed", tmp_path / "open" / "2021"):
        place.mkdir(parents=True)
        place.chmod(0o555)
    done = newsclean_command("archive", "-o", output, "-j", "2", cwd=tmp_path, preexec_fn=powerless)
    assert done.returncode == 3
    stopped, so_far = done.stderr.decode().splitlines()
    assert stopped.startswith(f"newsclean: stopped: {output}")
    assert stopped.rpartition(": ")[2] in ("permission denied", "not a directory")
    assert so_far.startswith("newsclean: so far: ")
    assert list((tmp_path / "closed").iterdir()) == list((tmp_path / "open" / "2021").iterdir()) == []


@POSIX
def test_a_summary_that_cannot_be_written_is_a_line_and_code_3(
    whole: dict[str, bytes], folder: Path, tmp_path: Path
) -> None:
    summary = folder / "page01.txt" / "summary.json"
    done = newsclean_command(folder, "-o", tmp_path / "out", "--summary", summary)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[-1] == f"newsclean: {summary}: not a directory"
    assert results(tmp_path / "out") == whole


# Standard streams that are closed or full.


def shell(script: str, *words: object) -> subprocess.CompletedProcess[bytes]:
    """A script of bash whose `"$@"` are the words."""
    run = ["bash", "-c", script, "bash", *map(str, words)]
    return subprocess.run(run, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)


@POSIX
@pytest.mark.parametrize(
    ("redirected", "reason"),
    [
        (">&-", "standard output is closed"),
        pytest.param("> /dev/full", "no space left on device", marks=FULL),
    ],
)
def test_standard_output_that_takes_nothing_is_a_line(folder: Path, redirected: str, reason: str) -> None:
    done = shell(f'exec "$@" {redirected}', *command(*sorted(folder.iterdir())[:3]))
    assert done.returncode == 3
    assert message(done) == f"newsclean: standard output: {reason}"


@POSIX
def test_a_folder_needs_no_standard_streams(whole: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
    (folder / "gone.txt").symlink_to("nowhere")
    for number, redirected in enumerate(["<&- >&- 2>&-", ">&- 2> /dev/full" if os.path.exists("/dev/full") else ">&-"]):
        output = tmp_path / f"out{number}"
        done = shell(f'exec "$@" {redirected}', *command(folder, "-o", output, "-j", "2"))
        assert done.returncode == 1
        assert results(output) == whole


@POSIX
def test_a_reader_that_has_seen_enough_ends_it_quietly(folder: Path) -> None:
    (folder / "page00.txt").write_text(many(400), encoding="utf-8")
    done = shell('"$@" | head -c1; exit ${PIPESTATUS[0]}', *command(*sorted(folder.iterdir())[:3], "-f", "json"))
    assert (done.returncode, done.stdout, done.stderr) == (141, b"{", b"")


# Names that lead elsewhere.


@POSIX
def test_nothing_is_written_outside_whatever_names_and_titles_say(tmp_path: Path) -> None:
    deep = tmp_path / "deep" / "er"
    deep.mkdir(parents=True)
    titles = ["../../outside", "/etc/passwd", "..", "`touch outside`"]
    for number, title in enumerate(titles):
        (deep / f"page{number}.txt").write_text(page(number).replace("港区新桥昨日通车", title), encoding="utf-8")
        (deep / f"post{number}.md").write_text(
            f"---\ntitle: '{title}'\nslug: ../x\n---\n\n{page(number)}", encoding="utf-8"
        )
    names = [
        "page0.txt",
        "../er/page1.txt",
        "./../../deep/er/page2.txt",
        deep / "page3.txt",
        "../../../" * 9 + "../etc/hostname",
    ]
    names += ["../er", "page0.txt", "./page0.txt"]
    listed = "".join(f"{name}\n" for name in names).encode()
    before = everything(tmp_path)
    output = tmp_path / "out"
    newsclean_command("--files-from", "-", "-o", output, "-f", "html", input=listed, cwd=deep)
    assert {name: text for name, text in everything(tmp_path).items() if name.partition("/")[0] != "out"} == before
    assert len([name for name in results(output) if "etc" not in name]) == 3 + 2 * len(titles)
    pages = tmp_path / "pages"
    pages.mkdir()
    assert newsclean_command(*sorted(deep.iterdir()), "-f", "html", "-o", pages).returncode == 0
    assert sorted(results(pages)) == sorted(f"{path.name}.html" for path in deep.iterdir())


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}


@pytest.mark.parametrize("format_name", ["text", "html"])
def test_documents_whose_results_would_have_one_name_keep_their_own(tmp_path: Path, format_name: str) -> None:
    names = ["page", "page.txt", "page.txt.txt", "page.html", "page~2.txt", "page.txt.html"]
    for number, name in enumerate(names):
        (tmp_path / "archive" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "archive" / name).write_text(page(number), encoding="utf-8")
    for _ in range(2):
        done = newsclean_command(tmp_path / "archive", "-o", tmp_path / "out", "-f", format_name)
        assert done.returncode == 0
    found = results(tmp_path / "out")
    assert len(found) == len(names)
    for number in range(len(names)):
        assert sum(f"{number}万".encode() in text for text in found.values()) == 1


@POSIX
def test_a_name_that_no_result_can_have_stops_nobody(whole: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
    long = "页" * 83
    (folder / f"{long}.html").write_text(page(90), encoding="utf-8")
    (folder / f"{long}.htm").write_text(page(91), encoding="utf-8")
    (folder / "taken.txt").write_text(page(92), encoding="utf-8")
    (tmp_path / "out" / "taken.txt").mkdir(parents=True)
    here = Path.cwd()
    os.chdir(folder)
    for _ in range(25):  # deeper than a path can say
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    os.chdir(here)
    for before in (0, FILES + 2):
        done = newsclean_command(folder, "-o", tmp_path / "out")
        assert done.returncode == 1
        assert f"written ({before} of them before)" in done.stderr.decode() if before else True
        assert told(done) == {
            "taken.txt: its result cannot be stored": "is a folder, not a file",
            "d" * 200: "file name too long",
        }
    found = results(tmp_path / "out")
    assert found.items() > whole.items()
    cut = sorted(name for name in found if "页" in name)
    assert len(cut) == 2
    assert all(name.startswith("页" * 50) and name.endswith(".txt") for name in cut)
    assert {text.count(b"90") for text in (found[name] for name in cut)} == {0, 1}


@pytest.mark.parametrize("output", [".", "../archive", "page00.txt"])
def test_a_document_is_never_overwritten(folder: Path, output: str) -> None:
    before = results(folder)
    done = newsclean_command(".", "-o", output, cwd=folder)
    assert done.returncode in (2, 3)
    assert message(done).startswith("newsclean: ")
    assert results(folder) == before


# The same bytes.


def test_seeds_of_hashes_and_numbers_of_processes_change_no_byte(tmp_path: Path) -> None:
    fixtures = Path(__file__).resolve().parent.parent / "fixtures"
    ordered = sorted(fixtures.iterdir(), key=lambda path: (path.stat().st_size, path))
    chosen = [
        path for ending in (".html", ".txt", ".md") for path in [each for each in ordered if each.suffix == ending][:2]
    ]
    listed = b"".join(b"%s\n" % bytes(path) for path in chosen)
    outputs = []
    for jobs, seed in enumerate(("0", "1", "random"), start=1):
        place = tmp_path / str(jobs)
        place.mkdir()
        for name in ("out", "corpus.jsonl.gz", "corpus.jsonl")[: 2 + (jobs == 3)]:
            done = newsclean_command(
                *("--files-from", "-", "-o", place / name, "-j", str(jobs)),
                input=listed,
                env=os.environ | {"PYTHONHASHSEED": seed},
            )
            assert done.returncode == 0
        outputs.append(results(place))
    corpus = outputs[2].pop("corpus.jsonl")
    assert len(outputs[0]) > 4
    assert outputs[0] == outputs[1] == outputs[2]
    assert gzip.decompress(outputs[0]["corpus.jsonl.gz"]) == corpus


def test_two_runs_into_one_output_do_no_harm(whole: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
    runs = [subprocess.Popen(command(folder, "-o", tmp_path / "out"), stderr=subprocess.PIPE) for _ in range(3)]
    for run in runs:
        assert b" 0 empty, 0 failed" in run.communicate(timeout=60)[1]
        assert run.returncode == 0
    assert results(tmp_path / "out") == whole
    assert len(list((tmp_path / "out").iterdir())) == len(whole)
