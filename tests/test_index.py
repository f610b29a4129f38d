"""Near-duplicates on disk: the same answers as in memory, whatever fits into memory and in whatever batches."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
from newsclean.cli.preference import Sorter
from newsclean.duplicates import engine
from newsclean.duplicates.engine import dedupe
from newsclean.duplicates.index import sorted_runs
from newsclean.duplicates.index.batch import Budget, Compared, compare, consolidate
from newsclean.duplicates.index.locks import LockedError, locked
from newsclean.duplicates.index.segment import FILES, Reader
from newsclean.duplicates.index.sorted_runs import DamagedIndexError
from newsclean.duplicates.index.store import IndexMismatchError
from newsclean.duplicates.index.verify import Verdicts

BASES = (
    "港务局昨天宣布，老码头的三座仓库将改建成海事博物馆，预计后年春天开放。设计团队保留了全部木梁和两台蒸汽吊机。",
    "连续三周的干旱让山谷里的果园减产近半，合作社请来的农技员建议改种耐旱的品种，水渠修好以前只能靠夜里用卡车运水。",
    "The ferry between the two islands will run every hour from next month, the harbour board said on Tuesday.",
    "安丰公司昨天发布公告说，公司股票近期波动较大，提醒投资者注意风险。",
    "9月5日，全市空气质量为优，各监测站点的数据均在正常范围之内，未来三天以晴为主。",
)
LETTERS = "山水田林湖草路桥车船门窗灯火书画琴棋0123456789abc"

ODD = ("\ud800" + BASES[0], "😀" * 30, "\x00", "Ａ" * 40 + "１２", "长" * 30_000, "a" * 25)


def misread(text: str, rate: float, chance: random.Random) -> str:
    return "".join(chance.choice(LETTERS) if chance.random() < rate else character for character in text)


def corpus(count: int, seed: int) -> list[str]:
    """Copies, look-alikes, reports from templates and short texts, in random order."""
    chance = random.Random(seed)
    texts = []
    for _ in range(count):
        text = misread(chance.choice(BASES), chance.choice((0, 0, 0.02, 0.06, 0.2)), chance)
        name = "".join(chance.sample("安昌达恩丰广海宏吉嘉", 2))
        cut = chance.choice((0, 0, 3, 9))
        texts.append(chance.choice((text, text.replace("安丰", name), "本报讯" + text, text[cut:], text[:7], "", "……")))
    return texts


def on_disk(folder: Path, batches: list[list[str]], budget: Budget) -> list[tuple[int, int, float]]:
    """The copies in batches that come one after the other, each as in `Duplicate`."""
    state, number = Compared(()), 0
    for i, texts in enumerate(batches):
        (folder / str(i)).mkdir()
        items = [(text, b"%d" % (number + j)) for j, text in enumerate(texts)]
        state, taken = compare(str(folder / str(i)), items, state, engine.THRESHOLD, budget)
        consolidate(taken, budget.numbers)
        number += len(texts)
    reader = Reader(state.segments)
    verdicts = Verdicts(reader, state.refuted)
    found = [copy for segment in state.segments for copy in verdicts.removed(segment)]
    assert [reader.id(number) for number, _, _ in found] == [number for number, _, _ in found]
    reader.close()
    return found


def in_memory(texts: list[str]) -> list[tuple[int, int, float]]:
    return [(one.index, one.duplicate_of, one.similarity) for one in dedupe(texts).duplicates]


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 10_000),
    st.integers(0, 120),
    st.lists(st.integers(0, 120), max_size=3),
    st.sampled_from([Budget(20_000, 20), Budget(60_000, 300), Budget(10**8, 10**6)]),
)
def test_the_copies_are_those_found_in_memory(seed: int, count: int, cuts: list[int], budget: Budget) -> None:
    texts = [*ODD, *corpus(count, seed), *ODD]
    borders = [0, *sorted(min(cut, count) for cut in cuts), len(texts)]
    batches = [texts[begin:end] for begin, end in pairwise(borders)]
    with TemporaryDirectory() as folder:
        assert on_disk(Path(folder), batches, budget) == in_memory(texts)


@pytest.mark.parametrize("batches", [1, 4])
def test_many_texts_in_little_memory(tmp_path: Path, batches: int) -> None:
    texts = corpus(3000, 5)
    size = len(texts) // batches
    parts = [texts[begin : begin + size] for begin in range(0, len(texts), size)]
    assert on_disk(tmp_path, parts, Budget(200_000, 2000)) == in_memory(texts)


# Runs and keys on disk


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9))), st.integers(1, 40), st.integers(1, 5))
def test_runs_are_merged_in_pieces(lists: list[list[int]], budget: int, least: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorted_runs, "LEAST_READ", least)
        spill = sorted_runs.Spill(folder, "run", budget)
        for numbers in lists:
            spill.add(np.array(numbers, np.uint64))
        stored = spill.close()
        pieces = [piece.tolist() for piece in sorted_runs.merged(stored, budget)]
    assert [number for piece in pieces for number in piece] == sorted(number for numbers in lists for number in numbers)
    assert all(len(piece) <= max(budget, least * len(stored)) for piece in pieces)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=3))), st.integers(1, 3000))
def test_keys_are_sorted_on_disk(keys: list[tuple[int, str]], budget: int) -> None:
    with TemporaryDirectory() as folder:
        sorter = Sorter(folder, budget)
        for number, key in enumerate(keys):
            sorter.add(key, number)
        assert list(sorter) == sorted(range(len(keys)), key=keys.__getitem__)


# A kept index

HARBOUR, ORCHARD = BASES[:2]


def entries(index: newsclean.Index) -> list[tuple[object, object, float | None]]:
    return [(entry.id, entry.duplicate_of, entry.similarity) for entry in index]


def test_a_batch_is_compared_with_what_was_seen_before(tmp_path: Path) -> None:
    index = newsclean.Index(tmp_path / "seen")
    assert not index.exists()
    assert (len(index), list(index)) == (0, [])
    first = index.dedupe([HARBOUR, ORCHARD, HARBOUR], ids=["a", "b", "c"])
    assert first.kept == (0, 1)
    assert [entry.to_dict() for entry in first.duplicates] == [{"id": "c", "duplicate_of": "a", "similarity": 1.0}]
    second = index.dedupe(["本报讯" + ORCHARD, BASES[2]])
    assert second.kept == (1,)
    assert [(entry.id, entry.duplicate_of) for entry in second.duplicates] == [(3, "b")]
    assert len(index) == 5
    assert [entry.to_dict() for entry in index][1:3] == [
        {"id": "b"},
        {"id": "c", "duplicate_of": "a", "similarity": 1.0},
    ]
    info = index.info()
    assert (info["articles"], info["kept"], info["batches"], info["threshold"]) == (5, 3, 2, 0.75)
    assert json.loads(json.dumps(second.to_dict()))["kept"] == [1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("sizes", [[600], [200, 200, 200], [1, 0, 99, 500], [50] * 12])
def test_batches_give_what_one_file_gives(tmp_path: Path, sizes: list[int]) -> None:
    texts = corpus(600, 21)
    index = newsclean.Index(tmp_path / "seen")
    state: dict[object, object] = {}
    begin = 0
    for size in sizes:
        found = index.dedupe(texts[begin : begin + size])
        state |= {begin + i: None for i in found.kept}
        state |= {entry.id: entry.duplicate_of for entry in (*found.duplicates, *found.revised)}
        begin += size
    expected = dict.fromkeys(range(600)) | {number: of for number, of, _ in in_memory(texts)}
    assert state == expected
    assert [(number, of, similarity) for number, of, similarity in entries(index) if of is not None] == in_memory(texts)


def test_small_segments_are_merged(tmp_path: Path) -> None:
    texts = corpus(300, 23)
    index = newsclean.Index(tmp_path)
    for text in texts[:30]:
        index.dedupe([text])
    assert [segment["count"] for segment in json.loads((tmp_path / "manifest.json").read_text())["segments"]] == [
        16,
        8,
        4,
        2,
    ]
    reading = iter(index)
    assert next(reading).id == 0
    index.dedupe(texts[30:])
    assert len(list(reading)) == 29  # what was there when the reading began
    assert [(number, of, similarity) for number, of, similarity in entries(index) if of is not None] == in_memory(texts)
    assert index.info()["batches"] == 31


def test_a_later_batch_can_show_that_an_article_was_no_copy(tmp_path: Path) -> None:
    reports = [
        f"{name}公司昨天发布公告说，公司股票近期波动较大，提醒投资者注意风险。"
        for name in ("安丰", "安广", "安海", "安宏")
    ]
    index = newsclean.Index(tmp_path / "seen")
    assert [entry.id for entry in index.dedupe(reports[:2], ids="ab").duplicates] == ["b"]
    found = index.dedupe([*reports[2:], reports[1]], ids="cde")
    assert [entry.to_dict() for entry in found.revised] == [{"id": "b"}]
    assert entries(index) == [
        ("a", None, None),
        ("b", None, None),
        ("c", None, None),
        ("d", None, None),
        ("e", "b", 1.0),
    ]


def test_which_copy_stays_is_chosen_within_a_batch(tmp_path: Path) -> None:
    index = newsclean.Index(tmp_path / "seen")
    assert index.dedupe([HARBOUR, "本报讯" + HARBOUR], keep="longest").kept == (1,)
    assert index.dedupe(["本报综合各地消息编发，原文如下：" + HARBOUR, ORCHARD[:40], ORCHARD], keep="longest").kept == (
        2,
    )
    assert [entry[:2] for entry in entries(index)] == [(1, None), (0, 1), (2, 1), (4, None), (3, 4)]


def test_other_parameters_are_refused(tmp_path: Path) -> None:
    newsclean.Index(tmp_path, threshold=0.8).dedupe([HARBOUR])
    assert newsclean.Index(tmp_path).info()["threshold"] == 0.8
    with pytest.raises(IndexMismatchError, match=r"was made with threshold 0\.8, not 0\.9"):
        newsclean.Index(tmp_path, threshold=0.9).dedupe([HARBOUR])
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    for name, value in (("seed", 7), ("ngram", 5), ("scheme", "affine64"), ("probe", "00")):
        changed = manifest | {"parameters": manifest["parameters"] | {name: value}}
        (tmp_path / "manifest.json").write_text(json.dumps(changed))
        with pytest.raises(IndexMismatchError, match=f"was made with {name} {value}, not"):
            newsclean.Index(tmp_path).dedupe([HARBOUR])
    with pytest.raises(ValueError, match="there are 1 items, but 2 ids"):
        newsclean.Index(tmp_path / "other").dedupe([HARBOUR], ids=[1, 2])


@pytest.mark.parametrize("name", [*FILES, "manifest"])
@pytest.mark.parametrize("how", ["cut", "missing"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str, how: str) -> None:
    index = newsclean.Index(tmp_path)
    index.dedupe(corpus(60, 2))
    path = tmp_path / "manifest.json" if name == "manifest" else tmp_path / "segment-000001" / name
    if not path.stat().st_size or (name, how) == ("manifest", "missing"):
        return
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.unlink()
    with pytest.raises(DamagedIndexError, match=path.name):
        index.dedupe([HARBOUR])
    with pytest.raises(DamagedIndexError, match=path.name):
        list(index)


def test_what_a_dead_process_left_is_no_part_of_the_index(tmp_path: Path) -> None:
    index = newsclean.Index(tmp_path)
    index.dedupe([HARBOUR], ids=["a"])
    shutil.copytree(tmp_path / "segment-000001", tmp_path / "segment-000002")
    (tmp_path / "segment-000002" / "keys.npy").write_bytes(b"torn")
    (tmp_path / "manifest.json.new").write_bytes(b'{"format"')
    (tmp_path / "refuted-000002.json").write_bytes(b"[1")
    assert entries(index) == [("a", None, None)]
    assert index.dedupe([HARBOUR, ORCHARD], ids=["b", "c"]).kept == (1,)
    assert entries(index) == [("a", None, None), ("b", "a", 1.0), ("c", None, None)]
    assert index.dedupe([], ids=[]).kept == ()
    assert set(names(tmp_path)) <= {
        "lock",
        "manifest.json",
        "segment-000002-merged",
        "segment-000003",
        "segment-000003-merged",
    }


def test_a_batch_that_fails_is_no_part_of_the_index(tmp_path: Path) -> None:
    index = newsclean.Index(tmp_path)
    index.dedupe([HARBOUR])
    with index.adding() as addition:
        addition.add([(ORCHARD, b"1")])
    with pytest.raises(ZeroDivisionError), index.adding() as addition:
        addition.add((ORCHARD, b"%d" % (1 // i)) for i in (1, 0))
    assert len(index) == 1
    assert names(tmp_path) == ["lock", "manifest.json", "segment-000001"]


def test_two_writers_are_refused_and_a_dead_one_is_forgotten(tmp_path: Path) -> None:
    index = newsclean.Index(tmp_path)
    index.dedupe([HARBOUR])
    holder = (
        "import time; from newsclean.duplicates.index.locks import locked\n"
        f"with locked({str(tmp_path)!r}): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LockedError, match="another process is using"):
            index.dedupe([ORCHARD])
        assert len(index) == 1  # it can be read meanwhile
        other.kill()
    assert index.dedupe([ORCHARD]).kept == (0,)
    with locked(str(tmp_path)), pytest.raises(LockedError):
        index.dedupe([ORCHARD])


def test_an_index_survives_being_killed(tmp_path: Path) -> None:
    """A batch is added again and again and killed at any moment: it is in the index wholly or not at all."""
    texts = corpus(900, 31)
    path = tmp_path / "batch.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts[300:], 300)))
    index = newsclean.Index(tmp_path / "seen")
    index.dedupe(texts[:300])
    out = tmp_path / "new.jsonl"
    words = [sys.executable, "-m", "newsclean", "dedupe", str(path), "--index", str(index.path), "-o", str(out)]
    chance = random.Random(5)
    for _ in range(12):
        with subprocess.Popen(words) as running:
            time.sleep(chance.uniform(0.1, 1.0))
            running.kill()
        if len(index) != 300:
            break
        assert entries(index)[-1][0] == 299
    else:
        assert subprocess.run(words, check=True).returncode == 0
    assert out.exists()  # written before the batch became part of the index
    assert len(index) == 900
    assert [(number, of, similarity) for number, of, similarity in entries(index) if of is not None] == in_memory(texts)
