"""The recipes of CONTRIBUTING.md, carried out in a copy of the repository exactly as they are written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import newsclean

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^(?P<indent> *)```(?P<tag>diff|sh)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
PAGE = "灯塔重新点亮\n\n全文共1203字，阅读大约需要3分钟\n\n本报讯 海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上。\n"


def recipe(heading: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def apply(copy: Path, diff: str) -> None:
    """Apply one block: the file that `+++` names, then lines to find (` `, `-`) and to write (` `, `+`)."""
    first, *lines = diff.splitlines()
    path = copy / first.removeprefix("+++ ")
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "-", ""))
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "+", ""))
    if not old:
        assert not path.exists(), path
        path.write_text(new, "utf-8")
        return
    text = path.read_text("utf-8")
    places = [found.start() for found in re.finditer(rf"(?m)^{re.escape(old)}", text)]
    assert places, f"{path} has no lines\n{old}"
    at = places[0]
    path.write_text(text[:at] + new + text[at + len(old) :], "utf-8")


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


class Copy:
    """A copy of the repository in which a recipe was carried out."""

    def __init__(self, root: Path, heading: str) -> None:
        self.root = root
        skip = shutil.ignore_patterns("__pycache__", ".*_cache", "notebooks", "*.png")
        for name in ("src", "tests", "docs", "fixtures"):
            shutil.copytree(ROOT / name, root / name, ignore=skip)
        for name in ("CONTRIBUTING.md", "CHANGELOG.md", "pyproject.toml", "README.md", "README.zh.md"):
            shutil.copy(ROOT / name, root / name)
        before, text = files(root), recipe(heading)
        for block in BLOCK.finditer(text):
            code = dedent(block["code"]) if block["indent"] else block["code"]
            if block["tag"] == "diff":
                apply(root, code)
            else:
                for command in code.splitlines():
                    self.run(*command.removeprefix("python ").split())
        after = files(root)
        self.changed = {name for name in after.keys() | before.keys() if after.get(name) != before.get(name)}
        self.named = set(re.findall(r"(?:src|docs|tests)/[\w/.-]+\.\w+", text))

    def run(self, *words: str) -> str:
        env = os.environ | {"PYTHONPATH": str(self.root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, *words], cwd=self.root, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode()

    def clean(self, name: str, content: str, *options: str) -> str:
        (self.root / name).write_text(content, "utf-8")
        return self.run("-m", "newsclean", name, *options)

    def test(self, *words: str) -> None:
        self.run("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words)


def test_a_removal_reason_is_one_rule(tmp_path: Path) -> None:
    copy = Copy(tmp_path, "A rule in five minutes")
    assert copy.changed == {"src/newsclean/rules/portal.py", "docs/reference/api.md", "docs/howto/configure.md"}
    assert copy.changed <= copy.named
    page = recipe("A rule in five minutes").split("```text\n")[1].split("```")[0]
    (tmp_path / "page.txt").write_text(page, "utf-8")
    shown = copy.run("-m", "newsclean", "explain", "page.txt", "--reason", "reading-time")
    assert "reading-time: how long a text is, and how long it takes to read" in shown
    assert "| `reading-time` | how long" in (tmp_path / "docs/reference/api.md").read_text("utf-8")
    copy.test(
        "tests/test_rules.py",
        "tests/test_alternatives.py",
        "tests/test_explain.py",
        "-k",
        "reading-time or meaning or docs or reasons",
    )


def test_a_byline_form_is_one_line_and_its_example(tmp_path: Path) -> None:
    page = "灯塔重新点亮\n\n访谈人：林一\n\n海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上。\n"
    assert not newsclean.clean(page).articles[0].authors
    copy = Copy(tmp_path, "A byline form")
    assert copy.changed == {"src/newsclean/language/data/label_author.txt", "tests/forms.tsv"} <= copy.named
    assert json.loads(copy.clean("page.txt", page, "-f", "json"))["articles"][0]["authors"] == ["林一"]
    copy.test("tests/test_forms.py", "-k", "u8bbf")  # 访, as pytest writes it in the name of a test
    copy.test("tests/test_forms.py", "-k", "label_author")


def test_an_output_format_is_one_record_and_one_renderer(tmp_path: Path) -> None:
    copy = Copy(tmp_path, "An output format")
    assert copy.changed == copy.named
    assert copy.clean("page.txt", PAGE, "-f", "headlines") == "灯塔重新点亮\n"
    assert "one headline a line" in copy.run("-m", "newsclean", "--help")
    assert "headlines" in copy.run("-m", "newsclean", "--print-completion", "fish")
    (tmp_path / "pages").mkdir()
    copy.clean("pages/a.txt", PAGE)
    copy.run("-m", "newsclean", "pages", "-o", "out", "-f", "headlines")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt.headlines.txt"]
    copy.test("tests/test_render.py", "-k", "format")


def test_an_input_kind_is_one_reader_and_one_row(tmp_path: Path) -> None:
    copy = Copy(tmp_path, "An input kind")
    assert copy.changed == copy.named
    source = json.dumps({"title": "灯塔重新点亮", "text": "海城的灯塔昨晚重新点亮。\n\n来看的人排到了码头上。"})
    (article,) = json.loads(copy.clean("page.json", source, "-f", "json"))["articles"]
    assert article["title"] == "灯塔重新点亮"
    assert [block["text"] for block in article["blocks"]] == ["海城的灯塔昨晚重新点亮。", "来看的人排到了码头上。"]
    copy.test("tests/test_read.py", "tests/test_architecture.py")


def test_a_field_of_an_article_is_one_line(tmp_path: Path) -> None:
    copy = Copy(tmp_path, "A field of Article")
    assert copy.changed == copy.named
    body = "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上。\n"
    front = f"---\ntitle: 灯塔重新点亮\nedition: 早间版\n---\n\n{body}"
    head = f"标题：灯塔重新点亮\n版次：早间版\n\n{body}"
    result = json.loads(copy.clean("page.txt", front, "-f", "json"))
    assert result["articles"][0]["edition"] == "早间版"
    assert {"metadata"} <= {row["role"] for row in result["ledger"]}
    assert '"edition":"早间版"' in copy.clean("page.txt", head, "-f", "jsonl")
    assert "早间版</p>" in copy.clean("page.txt", head, "-f", "html", "-o", "-")
    copy.test("tests/test_docs.py::test_the_json_result_of_the_reference_is_the_result", "tests/test_tables.py")
