"""Options: what each of them changes, where they come from, and what is said of those that are none."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Options, OptionsError, Rule
from newsclean.model import Document
from newsclean.rules.ruleset import OPEN
from tests.golden import FIXTURES
from tests.test_cli import message, newsclean_command
from tests.test_docs import examples

BRIDGE = "沙洲大桥昨天完成最后一段钢箱梁的吊装，市民从清早起就在码头排起了长队。"
LAMP = "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上，商户都推迟了打烊。"
KEEPER = "守灯人说，他等这一天等了整整三年，夜里再也不用打着手电上塔了。"
CUT = "市港务局负责航标的工程师在昨晚的点灯仪式上对记者说，新的灯光在三十海里以外的海面上也看得见，出海的渔船可以放心地"
AFTER = "交警说，从下周一起早高峰的车可以从新桥上走，旧桥留给骑车的人。"
REST = "在夜里回港，不用再等到天亮以后。"
PORTAL = f"首页 > 新闻 > 正文\n\n灯塔重新点亮\n\n分享到：\n\n37评论   收藏\n\n{LAMP}\n\n{KEEPER}\n\n相关推荐\n\n老街石板路重铺\n"
PAGE = (
    "<!doctype html><html><head><title>灯塔重新点亮</title></head><body><h1>灯塔重新点亮</h1><div class='article'>"
    f"<p>{LAMP}</p><p>本网全媒体出品，欢迎关注。</p><p>{KEEPER}</p></div></body></html>"
)


def clean(raw: str | bytes, **options: Any) -> Document:
    return newsclean.clean(raw, options=Options(**{"jieba": False} | options))


def reasons(document: Document) -> dict[str, str]:
    return {piece.text: piece.reason for piece in document.removed}


def text(document: Document) -> str:
    return "\n\n".join(article.text for article in document.articles)


# What each option does


def test_default_options_change_nothing() -> None:
    for path in sorted(FIXTURES.glob("*.txt"))[:12]:
        assert newsclean.clean_file(path, options=Options()) == newsclean.clean_file(path)


def test_decoding_is_told_the_encoding_and_to_undo_a_wrong_one() -> None:
    assert clean(LAMP.encode("gb18030"), encoding="gb18030").articles[0].text == LAMP
    broken = f"灯塔\n\n{LAMP}\n".encode().decode("latin-1")
    assert clean(broken, repair_mojibake=True).articles == clean(f"灯塔\n\n{LAMP}\n").articles


def test_articles_are_normalized() -> None:
    assert clean("灯塔亮了,渔民说:好!他等了三年.\n", normalize=["punctuation"]).text.startswith("灯塔亮了,")
    assert text(clean(f"灯塔\n\n{LAMP}渔民说:好!\n", normalize=["punctuation"])).endswith("渔民说：好！")


def test_a_layout_that_is_given_is_not_looked_for() -> None:
    assert newsclean.clean(PORTAL).layout == "portal"
    plain = clean(PORTAL, layout="plain")
    assert plain.layout == "plain"
    assert "navigation" not in reasons(plain).values()
    assert reasons(clean(PORTAL, layout="portal")) == reasons(newsclean.clean(PORTAL))


def test_a_portal_can_be_read_as_one_where_nothing_shows_it() -> None:
    page = f"要闻\n\n灯塔重新点亮\n\n2023-05-04 10:20 来源：青禾晚报\n\n{LAMP}\n\n{KEEPER}\n\n另一条新闻的标题\n"
    assert reasons(newsclean.clean(page)) == {"要闻": "section-label"}
    assert reasons(clean(page, layout="portal")).keys() == {"要闻", "另一条新闻的标题"}
    assert clean(page, layout="portal").articles[0].title == "灯塔重新点亮"


def test_markup_is_read_as_the_layout_says() -> None:
    page = f"# 灯塔重新点亮\n\n<p>{LAMP}</p>\n"
    assert newsclean.clean(page).layout == "markdown"
    assert newsclean.clean(f"<h1>灯塔重新点亮</h1>\n<p>{LAMP}</p>\n").layout == "html"
    assert "<p>" not in clean(page, layout="html").text
    assert clean(page, layout="markdown").articles[0].title == "灯塔重新点亮"
    assert clean(f"# 灯塔重新点亮\n\n{LAMP}\n", layout="newspaper").articles[0].title == "# 灯塔重新点亮"
    assert clean(f"<p>{LAMP}</p>\n", layout="plain").text == f"<p>{LAMP}</p>\n"


def test_repeats_stay_where_they_are_not_collapsed() -> None:
    page = f"灯塔重新点亮\n\n{LAMP}\n\n{KEEPER}\n\n{KEEPER}\n\n{KEEPER}\n"
    assert [block.copies for block in clean(page).articles[0].blocks] == [1, 3]
    assert [block.copies for block in clean(page, collapse=False).articles[0].blocks] == [1, 1, 1, 1]


@pytest.mark.parametrize("options", [{"link": False}, {"link_certainty": 1.0}])
def test_cut_sentences_stay_apart_and_are_flagged(options: dict[str, Any]) -> None:
    page = f"灯塔重新点亮\n\n{LAMP}\n\n{CUT}\n\n{REST}\n"
    assert CUT + REST in text(clean(page))
    apart = clean(page, **options)
    assert [block.text for block in apart.articles[0].blocks] == [LAMP, CUT, REST]
    assert apart.articles[0].flags == ("breaks-off",)


def test_a_document_is_one_article_if_it_is_said_to_be() -> None:
    page = f"灯塔重新点亮\n本报记者 白桦\n\n{LAMP}\n\n{KEEPER}\n\n沙洲大桥昨日合龙\n本报记者 苏南\n\n（上接第一版）{BRIDGE}\n"
    assert len(clean(page).articles) == 2
    (article,) = clean(page, single=True).articles
    assert (article.title, article.authors) == ("灯塔重新点亮", ("白桦", "苏南"))
    assert [block.text for block in article.blocks] == [LAMP, KEEPER, "沙洲大桥昨日合龙", BRIDGE]


def test_the_headline_of_the_one_article_stands_below_its_fields_and_above_its_byline() -> None:
    page = f"2021-04-01 08:30 来源：青禾网\n灯塔重新点亮\n本报记者 白桦\n\n{LAMP}\n\n{KEEPER}\n"
    (article,) = clean(page, single=True).articles
    assert (article.title, article.authors, article.source) == ("灯塔重新点亮", ("白桦",), "青禾网")


def test_paragraphs_stay_in_the_article_above_them_where_nothing_is_untangled() -> None:
    (path,) = FIXTURES.glob("*tangled*.txt")
    tangled, untangled = (
        newsclean.clean_file(path, options=Options(jieba=False, untangle=untangle)) for untangle in (False, True)
    )
    assert tangled.articles != untangled.articles
    rows = [row.article or 0 for row in tangled.ledger if row.role == "paragraph"]
    assert rows == sorted(rows)


def test_options_that_are_named_overrule_the_others() -> None:
    options = Options(jieba=False, encoding="big5", normalize=("punctuation",), repair_mojibake=True)
    raw = f"灯塔\n\n{LAMP}渔民说:好!\n".encode("gb18030")
    document = newsclean.clean(raw, options=options, encoding="gb18030", normalize=(), repair_mojibake=False)
    assert document == newsclean.clean(raw, encoding="gb18030", jieba=False)


# Rules


def test_rules_are_switched_off_by_name() -> None:
    page = f"灯塔重新点亮\n\n■发布厅\n\n{LAMP}（编辑：林一）\n\n{KEEPER}\n\n第3版\n"
    assert set(reasons(clean(page)).values()) == {"section-label", "trailer", "page-number"}
    document = clean(page, rules_off=["section-label", "trailer"])
    assert reasons(document) == {"第3版": "page-number"}
    assert "（编辑：林一）" in text(document)


OWN = {
    "portal": [Rule("reading-time", r"全文共\d+字", takes=("全文共1203字",))],
    "tails": [Rule("fans", r"老友俱乐部", takes=("老友俱乐部",))],
    "furniture": [Rule("slogan", r"一城一纸.{0,10}", takes=("一城一纸 风雨无阻",))],
    "captions": [Rule("drawn", r"手绘：.{2,20}", takes=("手绘：灯塔的三层",))],
    "notices": [Rule("own-words", r"本网", takes=("本网全媒体出品",))],
}


@pytest.mark.parametrize("layout", [None, "plain", "portal", "markdown"])
def test_a_line_that_an_own_rule_takes_is_no_articles(layout: str | None) -> None:
    page = f"灯塔重新点亮\n\n2023-05-04 10:20 来源：青禾晚报\n\n全文共1203字\n\n{LAMP}\n\n一城一纸 风雨无阻\n\n{KEEPER}\n\n老友俱乐部\n"
    document = clean(page, rules=OWN, layout=layout)
    assert reasons(document) == {"全文共1203字": "reading-time", "一城一纸 风雨无阻": "slogan", "老友俱乐部": "fans"}
    assert text(document) == f"{LAMP}\n\n{KEEPER}"


def test_behind_an_own_tail_a_portals_story_does_not_go_on() -> None:
    page = PORTAL.replace("相关推荐", f"老友俱乐部\n\n{BRIDGE}\n\n{AFTER}\n\n相关推荐")
    assert BRIDGE in text(clean(page))
    assert BRIDGE not in text(clean(page, rules=OWN))


def test_own_rules_make_no_page_a_portals() -> None:
    names = ("甲", "乙", "丙")
    rules = [Rule(name, f"{name}版", takes=(f"{name}版",)) for name in names]
    page = f"灯塔重新点亮\n\n甲版\n\n{LAMP}\n\n乙版\n\n{KEEPER}\n\n丙版\n"
    assert clean(page, rules={"portal": rules}).layout == "plain"


def test_own_captions_are_captions_and_stay() -> None:
    blocks = clean(f"灯塔重新点亮\n\n{LAMP}\n\n手绘：灯塔的三层\n\n{KEEPER}\n", rules=OWN).articles[0].blocks
    assert [(block.kind, block.text) for block in blocks][1] == ("caption", "手绘：灯塔的三层")


def test_own_notices_are_none_of_a_web_pages_story() -> None:
    assert "本网" in text(newsclean.clean(PAGE))
    document = clean(PAGE, rules=OWN)
    assert text(document) == f"{LAMP}\n\n{KEEPER}"
    assert "own-words" in reasons(document).values()


def test_every_worker_has_the_own_rules(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_text(f"灯塔重新点亮\n\n全文共{number}字\n\n{LAMP}\n", "utf-8")
    options = Options(jieba=False, rules=OWN)
    alone = list(newsclean.clean_files(paths, options=options))
    assert all("reading-time" in reasons(document).values() for document in alone)
    assert list(newsclean.clean_files(paths, jobs=2, options=options)) == alone
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(newsclean.clean_file, (paths[0],), {"options": options}) == alone[0]


# Where rules come from

MODULE = """
from newsclean import Rule

RULES = {"portal": [Rule("reading-time", r"全文共[0-9]+字", takes=("全文共1203字",), leaves=("全文共读一本书",))]}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module with rules that can be imported, and stands in a file of its name."""
    (tmp_path / "paper_of_mine.py").write_text(MODULE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return "paper_of_mine"


def test_rules_come_from_a_module_a_file_and_an_entry_point(module: str, tmp_path: Path) -> None:
    info = tmp_path / "paper-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: paper\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[newsclean.rules]\nharbour = {module}:RULES\nwhole = {module}\n")
    found = [Options(rules_from=[name]) for name in (module, str(tmp_path / f"{module}.py"), "harbour", "whole")]
    assert found[1:] == found[:-1]
    assert dict(found[0].rules)["portal"][0].name == "reading-time"
    assert found[0] != Options()


def test_what_is_installed_changes_nothing_by_itself(module: str, tmp_path: Path) -> None:
    info = tmp_path / "paper-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: paper\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[newsclean.rules]\nharbour = {module}:RULES\n")
    assert Options().rules == ()


def test_rules_are_loaded_once_and_not_again_where_options_are_changed(module: str) -> None:
    options = Options(rules_from=[module], rules={"portal": OWN["portal"][:0], "tails": OWN["tails"]})
    assert {name: [rule.name for rule in rules] for name, rules in dict(options.rules).items()} == {
        "portal": ["reading-time"],
        "tails": ["fans"],
    }
    again = pickle.loads(pickle.dumps(options))
    assert again == options
    assert again.ruleset is options.ruleset


# Files

CONFIG = """
[tool.other]
answer = 42

[tool.newsclean]
layout = "plain"
link-certainty = 0.75
jieba = false
normalize = ["nfc", "punctuation"]
rules-off = ["section-label"]
rules-from = ["paper_of_mine.py"]

[[tool.newsclean.rules.furniture]]
name = "slogan"
pattern = '一城一纸.{0,10}'
takes = ["一城一纸 风雨无阻"]
leaves = ["昨天的一城一纸"]

[tool.newsclean.command]
jobs = 2
"""


def test_a_file_has_the_names_of_python(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(CONFIG, "utf-8")
    monkeypatch.chdir(FIXTURES)
    slogan = Rule("slogan", "一城一纸.{0,10}", takes=("一城一纸 风雨无阻",), leaves=("昨天的一城一纸",))
    assert Options.from_toml(path) == Options(
        layout="plain",
        link_certainty=0.75,
        jieba=False,
        normalize=("nfc", "punctuation"),
        rules_off=("section-label",),
        rules_from=(module,),
        rules={"furniture": (slogan,)},
    )


def test_a_file_of_its_own_needs_no_table(tmp_path: Path) -> None:
    path = tmp_path / "newsclean.toml"
    path.write_text('collapse = false\nrepair_mojibake = true\nencoding = "gb18030"\n')
    assert Options.from_toml(path) == Options(collapse=False, repair_mojibake=True, encoding="gb18030")
    assert Options.from_dict({}) == Options()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("link-certianty = 0.9", "there is no option 'link-certianty'; did you mean link-certainty?"),
        ("colour = 1", "there is no option 'colour'; there are collapse, encoding, jieba, layout, link,"),
        ("link-certainty = 1.2", "link-certainty must be a number from 0 to 1, not 1.2"),
        ("link_certainty = true", "link_certainty must be a number from 0 to 1, not True"),
        ('collapse = "no"', "collapse must be true or false, not 'no'"),
        ('jieba = "no"', "jieba must be true or false, not 'no'"),
        ('layout = "newspapr"', "layout must be one of newspaper, portal, html, markdown, plain, not 'newspapr'"),
        ('encoding = "utf-88"', "encoding must be the name of an encoding, not 'utf-88'"),
        ('encoding = "rot13"', "encoding must be the name of an encoding, not 'rot13'"),
        ('normalize = "nfc"', "normalize must be a list of names of normalisations, not 'nfc'"),
        ('normalize = ["nfkc"]', "no normalisation is named 'nfkc'; there are nfc"),
        ('rules-off = ["trailers"]', "no rule is named 'trailers'; did you mean trailer?"),
        ('rules-off = ["unread"]', "no rule is named 'unread'"),
        ("rules = 3", "rules must be rules by the table that each is added to, not 3"),
        ("[rules]\nportal = 3", "the rules of 'portal' are no list"),
        ("[rules]\nportal = [3]", "a rule of 'portal' must have a name, a pattern, and examples"),
        ('[[rules.portal]]\nname = "a"', "a rule of 'portal' must have a name, a pattern, and examples"),
        (
            '[[rules.portal]]\nname = "a"\npattern = 3',
            "a rule of 'portal' needs texts, and lists of texts as its examples: 'a'",
        ),
        (
            '[[rules.portal]]\nname = "a"\npattern = "("\ntakes = ["("]',
            "the pattern of the rule 'a' is wrong: missing )",
        ),
        ('[[rules.portal]]\nname = "a"\npattern = "a"', "the rule 'a' has no example of what it takes"),
        (
            '[[rules.portal]]\nname = "a"\npattern = "a"\ntakes = "a"',
            "a rule of 'portal' needs texts, and lists of texts as its examples: 'a'",
        ),
        ('[[rules.portals]]\nname = "a"\npattern = "a"\ntakes = ["a"]', "added to 'portals'; did you mean portal?"),
        ('rules-from = ["no_such_module"]', "the rules of no_such_module cannot be loaded: ModuleNotFoundError"),
        ('rules-from = ["nothing.py"]', "cannot be loaded: FileNotFoundError"),
        ('rules-from = ["broken.py"]', "broken.py cannot be loaded: SyntaxError"),
        ('rules-from = ["empty.py"]', "empty.py are no mapping from tables to lists of rules"),
        ("collapse = ", "not valid TOML: "),
        ("[tool.other]\na = 1", "it has no table [tool.newsclean]"),
    ],
)
def test_a_file_that_says_nothing_that_can_be_done_is_told_so(said: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("RULES = (")
    (tmp_path / "empty.py").write_text("")
    path = tmp_path / "newsclean.toml"
    path.write_text(said, "utf-8")
    with pytest.raises(OptionsError, match=f"^{re.escape(str(path))}: .*{re.escape(message)}") as raised:
        Options.from_toml(path)
    assert "\n" not in str(raised.value)


def test_options_in_python_are_checked_too() -> None:
    with pytest.raises(ValueError, match="link_certainty must be a number"):
        Options(link_certainty=2)
    with pytest.raises(OptionsError, match="rules must be rules by the table"):
        Options(rules=("portal",))  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="no-such-codec"):
        Options(encoding="no-such-codec")


def test_the_page_on_options_shows_what_happens(tmp_path: Path) -> None:
    shown = examples("toml", "python")
    config, slogan, module, _ = (example.code for example in shown if example.page.name == "configure.md")
    (tmp_path / "pyproject.toml").write_text(config + slogan, "utf-8")
    (tmp_path / "harbour_rules.py").write_text(module, "utf-8")
    options = Options.from_toml(tmp_path / "pyproject.toml")
    lines = (
        "灯塔重新点亮",
        "全文共1203字，阅读需3分钟",
        "■发布厅",
        LAMP,
        "手绘：灯塔的三层",
        KEEPER,
        "一城一纸 风雨无阻",
    )
    document = newsclean.clean("\n\n".join(lines), options=options)
    assert reasons(document) == {lines[1]: "reading-time", lines[-1]: "slogan"}
    assert [(block.kind, block.text) for block in document.articles[0].blocks] == [
        ("paragraph", LAMP),
        ("caption", "手绘：灯塔的三层"),
        ("paragraph", KEEPER),
    ]


def test_the_page_on_options_names_every_option_and_every_rule() -> None:
    page = (FIXTURES.parent / "docs/howto/configure.md").read_text("utf-8")
    for name in (*(field.name for field in fields(Options)), "rules_from"):
        assert f"`{name.replace('_', '-')}`" in page
    for table, rules in OPEN.items():
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{table}` | `"))
        assert re.findall("`([a-z-]+)`", row)[1:] == sorted(
            (rule.name for rule in rules), key=lambda name: "foreign" in name
        )


# The command


@pytest.fixture
def page(module: str, tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(f"灯塔重新点亮\n\n全文共1203字\n\n■发布厅\n\n{LAMP}渔民说:好!" + f"\n\n{KEEPER}" * 3, "utf-8")
    return path


def configured(path: Path, said: str) -> Path:
    config = path.parent / "mine.toml"
    config.write_text(said, "utf-8")
    return config


def test_the_command_takes_a_file_of_options(page: Path) -> None:
    config = configured(
        page,
        'collapse = false\nlayout = "newspaper"\nrules-off = ["section-label"]\nrules-from = ["paper_of_mine.py"]\n',
    )
    done = newsclean_command(page, "--config", config, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == newsclean.clean_file(page, options=Options.from_toml(config)).to_dict()
    assert [row.get("reason") for row in json.loads(done.stdout)["ledger"] if row["role"] == "removed"] == [
        "reading-time"
    ]


def test_the_command_line_overrules_the_file(page: Path) -> None:
    config = configured(page, 'normalize = ["punctuation"]\nencoding = "big5"\nrepair-mojibake = true\n')
    by_file = newsclean_command(page, "--config", config, "--encoding", "utf-8").stdout.decode()
    assert "渔民说：好！" in by_file
    by_line = newsclean_command(
        page, "--config", config, "--encoding", "utf-8", "--normalize", "nfc", "--no-repair-mojibake"
    )
    assert "渔民说:好!" in by_line.stdout.decode()


def test_a_file_has_options_of_the_command_too(page: Path) -> None:
    config = configured(
        page,
        '[command]\nformat = "markdown"\ninclude = ["*.txt"]\njobs = 2\nagain = true\ntimeout = 90\nmax-memory = "2G"\n',
    )
    assert newsclean_command(page, "--config", config).stdout.decode().startswith("# 灯塔重新点亮\n")
    assert newsclean_command(page, "--config", config, "-f", "text").stdout.decode().startswith("灯塔重新点亮\n")
    out = page.parent / "out"
    assert newsclean_command(page.parent, "--config", config, "-o", out).returncode == 0
    assert [path.name for path in out.iterdir()] == ["page.txt.md"]
    (page.parent / "other.text").write_text(f"灯塔\n\n{LAMP}\n", "utf-8")
    done = newsclean_command(page.parent, "--config", config, "-o", out, "--include", "*.text", "-f", "text")
    assert done.returncode == 0
    assert sorted(path.name for path in out.iterdir()) == ["other.text.txt", "page.txt.md"]


def test_every_document_of_a_folder_has_the_options(page: Path) -> None:
    (page.parent / "other.txt").write_bytes(page.read_bytes())
    config = configured(page, 'collapse = false\nrules-from = ["paper_of_mine.py"]\n[command]\ninclude = ["*.txt"]\n')
    out = page.parent / "out.jsonl"
    assert newsclean_command(page.parent, "--config", config, "-o", out, "--jobs", "2").returncode == 0
    texts = [json.loads(line)["text"] for line in out.read_text("utf-8").splitlines()]
    assert texts == [newsclean.clean_file(page, options=Options.from_toml(config)).articles[0].text] * 2


def test_a_file_is_used_only_where_it_is_named(page: Path) -> None:
    (page.parent / "pyproject.toml").write_text("[tool.newsclean]\ncollapse = false\n")
    (page.parent / "newsclean.toml").write_text("collapse = false\n")
    assert newsclean_command(page.name, cwd=page.parent).stdout.decode().count(KEEPER) == 1
    assert (
        newsclean_command(page.name, "--config", "pyproject.toml", cwd=page.parent).stdout.decode().count(KEEPER) == 3
    )


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("colapse = true", "mine.toml: there is no option 'colapse'; did you mean collapse?"),
        ("command = 3", "mine.toml: command must be a table, not 3"),
        ("[command]\nforamt = 'json'", "mine.toml: there is no command option 'foramt'; did you mean format?"),
        ("[command]\noutput = 'x'", "mine.toml: there is no command option 'output'; there are again,"),
        ("[command]\nformat = 'xml'", "mine.toml: argument -f/--format: invalid choice: 'xml'"),
        ("[command]\njobs = 'many'", "mine.toml: argument -j/--jobs: invalid int value: 'many'"),
        ("normalize = ['nfkc']", "mine.toml: no normalisation is named 'nfkc'"),
        ("rules-from = ['no\\nsuch']", "mine.toml: the rules of no\\nsuch cannot be loaded"),
    ],
)
def test_a_bad_file_ends_the_command_before_it_begins(page: Path, said: str, problem: str) -> None:
    done = newsclean_command(page.name, "--config", configured(page, said.replace("'", '"')).name, cwd=page.parent)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message(done).startswith("newsclean: " + problem)


def test_a_file_that_is_not_there_is_named(page: Path) -> None:
    done = newsclean_command(page, "--config", "nothing.toml")
    assert done.returncode == 2
    assert message(done).startswith("newsclean: nothing.toml: no such file")
