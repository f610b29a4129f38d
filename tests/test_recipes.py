"""The recipes of docs/howto/pipelines.md, each run in a process of its own, as the reader's program would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import newsclean

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/howto/pipelines.md").read_text("utf-8")
SECTION = re.compile(r"^## (.+)\n((?:(?!## ).*\n)*)", re.MULTILINE)
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = {title: "\n".join(CODE.findall(text)) for title, text in SECTION.findall(PAGE) if CODE.search(text)}

FIXTURES = ("newspaper_page_one.txt", "portal_channels.txt", "web_login.html", "portal_verse.txt")
NAMES = [f"https://news.example/{name}" for name in FIXTURES]
TEXTS = [(ROOT / "fixtures" / name).read_text("utf-8") for name in FIXTURES]
GIVEN = f"names = {NAMES!r}\ntexts = {TEXTS!r}\n"
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1", "PYTHONUTF8": "1"}


def needs(*modules: str) -> None:
    for module in modules:
        if find_spec(module) is None:
            pytest.skip(f"{module} is missing (the extra `recipes`)")


def said(folder: Path, *parts: str) -> Any:
    """What a program prints as JSON; the parts are the lines around a recipe and the recipe."""
    program = folder / "program.py"
    program.write_text("\n".join(["import json", *map(dedent, parts)]), "utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error::FutureWarning", program],
        cwd=folder,
        env=os.environ | OFFLINE | {"HF_HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def expected() -> list[list[str | None]]:
    """Id, title and text of each article in the documents that the recipes are given."""
    found: list[list[str | None]] = []
    for name, text in zip(NAMES, TEXTS, strict=True):
        articles = enumerate(newsclean.clean(text).articles, start=1)
        found += [[f"{name}#{number}", article.title, article.text] for number, article in articles]
    assert len(found) == 5
    return found


def test_every_recipe_is_run() -> None:
    assert list(RECIPES) == [
        "A table of articles",
        "A column of raw texts",
        "Hugging Face datasets",
        "datatrove",
        "Scrapy",
    ]


def test_tables(tmp_path: Path) -> None:
    needs("pandas", "pyarrow")
    (tmp_path / "archive").mkdir()
    for number, text in enumerate([*TEXTS, TEXTS[1]]):
        (tmp_path / "archive" / f"{number}.txt").write_text(text, "utf-8")
    show = """
        print(json.dumps({
            "articles": articles["file"].tolist(),
            "distinct": distinct["file"].tolist(),
            "removed": removed.groupby("file").size().to_dict(),
        }))
    """
    pieces = {
        f"archive/{number}.txt": len(newsclean.clean(text).removed) for number, text in enumerate([*TEXTS, TEXTS[1]])
    }
    assert said(tmp_path, RECIPES["A table of articles"], show) == {
        "articles": [f"archive/{number}.txt" for number in (0, 0, 0, 1, 3, 4)],
        "distinct": [f"archive/{number}.txt" for number in (0, 0, 0, 1, 3)],
        "removed": {name: count for name, count in pieces.items() if count},
    }


def test_pandas(tmp_path: Path) -> None:
    needs("pandas", "pyarrow")
    show = """
        import pandas
        frame = pandas.DataFrame({"url": names, "raw": texts, "fetched": range(len(names))})
        rows = clean(frame)
        print(json.dumps([rows[["id", "title", "text"]].values.tolist(), rows["fetched"].tolist()]))
    """
    articles, fetched = said(tmp_path, GIVEN, RECIPES["A column of raw texts"], show)
    assert articles == expected()
    assert fetched == [0, 0, 0, 1, 3]


@pytest.mark.parametrize("streamed", [False, True])
def test_datasets(streamed: bool, tmp_path: Path) -> None:
    needs("datasets")
    recipe = RECIPES["Hugging Face datasets"].replace("batch_size=100", "batch_size=1")
    given = """
        from datasets import Dataset

        raw = Dataset.from_dict({"url": names, "text": texts})
    """
    if streamed:  # what the page says in words
        recipe = recipe.partition("distinct =")[0].replace("in named)", "in named).to_pydict()")
        recipe = "raw = raw.to_iterable_dataset()\n" + recipe
    show = "print(json.dumps([[row['id'], row['title'], row['text']] for row in articles]))"
    assert said(tmp_path, GIVEN, given, recipe, show) == expected()


def test_datatrove(tmp_path: Path) -> None:
    needs("datatrove", "pyarrow")
    run = """
        from datatrove.executor import LocalPipelineExecutor

        kept = []

        def keep(data, rank, world_size):
            for document in data:
                kept.append(document)
                yield document

        raw = [Document(text=text, id=name, metadata={"crawl": 7}) for name, text in zip(names, texts)]
        (step,) = LocalPipelineExecutor([raw, CleanNews(), keep], logging_dir="logs").run().stats
        articles = [[article.id, article.metadata["title"], article.text] for article in kept]
        counted = {name: count.total for name, count in step.stats.items()}
        print(json.dumps([articles, [article.metadata["crawl"] for article in kept], counted]))
    """
    articles, crawls, counted = said(tmp_path, GIVEN, RECIPES["datatrove"], run)
    assert articles == expected()
    assert crawls == [7] * 5
    pieces = [piece for text in TEXTS for piece in newsclean.clean(text).removed]
    assert counted == {
        f"removed: {reason}": sum(len(piece.text) for piece in pieces if piece.reason == reason)
        for reason in {piece.reason for piece in pieces}
    }


def test_scrapy(tmp_path: Path) -> None:
    needs("scrapy")
    for name, text in zip(FIXTURES, TEXTS, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    crawl = f"""
        from pathlib import Path

        from scrapy import Spider
        from scrapy.crawler import CrawlerProcess

        class News(Spider):
            name = "news"
            start_urls = [Path(name).resolve().as_uri() for name in {FIXTURES!r}]

            def parse(self, response):
                yield {{"url": response.url, "body": response.body}}

        items = []

        class Keep:
            def process_item(self, item, spider=None):
                items.append(item)
                return item

        process = CrawlerProcess({{"ITEM_PIPELINES": {{CleanNews: 300, Keep: 900}}, "TELNETCONSOLE_ENABLED": False}})
        process.crawl(News)
        process.start()
        rows = [row for item in items for row in item["articles"]]
        print(json.dumps(sorted([row["id"].rpartition("/")[2], row["title"], row["text"]] for row in rows)))
    """
    found = said(tmp_path, RECIPES["Scrapy"], crawl)
    assert found == sorted([(id or "").rpartition("/")[2], title, text] for id, title, text in expected())
