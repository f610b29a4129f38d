"""newsclean.spark on a cluster of two threads. All texts are invented."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import newsclean
from tests.test_dedupe import ENGLISH, HARBOUR, JAPANESE, LEAD, ORCHARD, misread

pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is missing", allow_module_level=True)

from pyspark.sql import SparkSession
from pyspark.sql import functions as sql

from newsclean.integrations.spark.components import components

PAGE = "灯塔重新点亮\n\n本报记者 白桦\n\n海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，商户都推迟了打烊。\n"
ROOT = Path(__file__).resolve().parent.parent

pytestmark = [
    # Spark's own: sockets to its Java process that it leaves to the collector, and its use of what pandas deprecates.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2",
            "spark.default.parallelism": "2",
            "spark.ui.showConsoleProgress": "false",
        }
        session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def corpus(seed: int) -> list[str]:
    """Copies of every kind and reports that are none: scans, reprints, templates with a name or figures, short texts."""
    chance = random.Random(seed)
    letters = "海城山村河镇桥路灯塔船港果园水渠农工学医馆站线季节晨夜风雨晴雪"
    bases = [HARBOUR, ORCHARD, ENGLISH, JAPANESE]
    bases += ["".join(chance.choice(letters) for _ in range(chance.randrange(20, 120))) for _ in range(20)]
    texts = list(bases)
    for _ in range(160):
        text = chance.choice(bases)
        match chance.randrange(5):
            case 0:
                texts.append(misread(text, chance.choice((0.01, 0.03, 0.08)), chance.randrange(1000)))
            case 1:
                texts.append(LEAD + text)
            case 2:
                texts.append(text[: len(text) * 3 // 4] + "。")
            case 3:
                name, sum_ = "".join(chance.sample(letters, 2)), chance.randrange(100, 999)
                texts.append(f"{name}公司昨天公布季报，营业收入{sum_}万元，比去年同期有所增长，董事会决定不派发股息。")
            case _:
                texts.append(chance.choice(["", "。", "……", "好。", "好", text, text.replace("，", " , ")]))
    chance.shuffle(texts)
    return texts


def found(outcome: newsclean.spark.Deduplicated) -> tuple[list[Any], list[Any]]:
    gone = sorted((row.id, row.duplicate_of, row.similarity) for row in outcome.duplicates.collect())
    return sorted(row.id for row in outcome.kept.collect()), gone


def in_memory(texts: Sequence[str], **options: Any) -> tuple[list[Any], list[Any]]:
    outcome = newsclean.dedupe(texts, **options)
    gone = [(duplicate.index, duplicate.duplicate_of, duplicate.similarity) for duplicate in outcome.duplicates]
    return list(outcome.kept), gone


def test_the_answers_are_those_in_memory_however_the_rows_are_spread(spark: Any) -> None:
    texts = corpus(1)
    frame = spark.createDataFrame(list(enumerate(texts))[::-1], "id long, text string").repartition(3)
    kept, gone = found(newsclean.spark.dedupe(frame))
    assert (kept, gone) == in_memory(texts)
    assert 20 < len(gone) < len(texts) - 20
    assert {original for _, original, _ in gone} <= set(kept)


def test_the_longest_stays_by_another_threshold(spark: Any) -> None:
    texts = corpus(3)[:60]
    frame = spark.createDataFrame(list(enumerate(texts)), "id long, text string")
    outcome = newsclean.spark.dedupe(frame, keep="longest", threshold=0.95)
    assert found(outcome) == in_memory(texts, keep="longest", threshold=0.95)


def test_a_column_says_which_stays_and_columns_have_any_name(spark: Any, tmp_path: Path) -> None:
    rows = [("b", HARBOUR, 1), ("a", LEAD + HARBOUR, 2), ("c", ORCHARD, 3), ("d", None, 0), ("e", None, 0)]
    frame = spark.createDataFrame(rows, "number string, body string, day int")
    spark.sparkContext.setCheckpointDir(str(tmp_path))
    outcome = newsclean.spark.dedupe(frame, text="body", id="number", keep=sql.col("day"), reliable=True)
    assert [tuple(row) for row in outcome.duplicates.collect()] == [("a", "b", 1.0)]
    assert sorted(tuple(row) for row in outcome.kept.collect()) == sorted(row for row in rows if row[0] != "a")


def test_a_bucket_of_many_is_not_multiplied(spark: Any) -> None:
    count = 20_000
    same = spark.range(count).select("id", sql.lit(HARBOUR).alias("text"))
    assert newsclean.spark.dedupe(same).duplicates.where("duplicate_of = 0 and similarity = 1").count() == count - 1


def test_a_long_chain_is_one_component(spark: Any) -> None:
    edges = spark.range(1, 50).select(sql.col("id").alias("later"), (sql.col("id") - 1).alias("earlier"))
    edges = edges.union(spark.createDataFrame([(301, 300), (303, 301), (303, 300)], edges.schema))
    rows = components(edges, lambda table: table.localCheckpoint()).collect()
    assert sorted(map(tuple, rows)) == [*((i, 0) for i in range(1, 50)), (301, 300), (303, 300)]


def test_what_is_wrong_is_said(spark: Any) -> None:
    frame = spark.createDataFrame([(1, HARBOUR), (1, ORCHARD)], "id long, text string")
    with pytest.raises(ValueError, match="'id' has values that are missing or not distinct"):
        newsclean.spark.dedupe(frame)
    with pytest.raises(ValueError, match="threshold"):
        newsclean.spark.dedupe(frame, threshold=2)
    with pytest.raises(ValueError, match="keep"):
        newsclean.spark.dedupe(frame, keep="last")


def test_documents_become_articles_and_none_is_lost(spark: Any, tmp_path: Path) -> None:
    for name in ("newspaper_page_one.txt", "portal_channels.txt"):
        shutil.copy(ROOT / "fixtures" / name, tmp_path)
    (tmp_path / "blank.txt").write_bytes(b"\n")  # Spark leaves out empty files
    files = spark.read.format("binaryFile").load(str(tmp_path))
    rows = [row.asDict(recursive=True) for row in newsclean.spark.clean(files).orderBy("id").collect()]
    documents = [newsclean.clean(Path(row["file"].removeprefix("file:")).read_bytes()) for row in rows]
    for row, document in zip(rows, documents, strict=True):
        number = int(row["id"].removeprefix(row["file"] + "#"))
        assert row["error"] is None
        assert row["layout"] == document.layout
        if not document.articles:
            assert (number, row["text"]) == (0, None)
            continue
        article = document.articles[number - 1]
        assert {name: row[name] for name in article.to_dict()} == article.to_dict()
        assert row["text"] == article.text
    assert len({row["file"] for row in rows}) == 3


def test_documents_that_fail_give_their_error(spark: Any) -> None:
    frame = spark.createDataFrame([(1, PAGE), (2, None)], "number int, raw string")
    (good, bad) = newsclean.spark.clean(frame, content="raw", id="number").orderBy("id").collect()
    assert (good.id, good.title, good.authors, good.error) == ("1#1", "灯塔重新点亮", ["白桦"], None)
    assert (bad.id, bad.file, bad.text, bad.error) == ("2#0", "2", None, "no content")
    bytes_ = spark.createDataFrame([(1, PAGE.encode())], "path int, content binary")
    (failed,) = newsclean.spark.clean(bytes_, encoding="no such codec").collect()
    assert failed.error.startswith("OptionsError: encoding must be the name of an encoding")


def test_the_package_alone_does_not_load_spark() -> None:
    script = "import sys, newsclean; newsclean.clean('x'); newsclean.dedupe(['x']); assert 'pyspark' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_without_spark_the_extra_is_named() -> None:
    script = "import sys; sys.modules['pyspark'] = None; from newsclean import spark"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.endswith("pip install 'newsclean[spark]'\n")
