"""Outlets and bylines come out the same, and right, in every layout: plain text, a newspaper's page, a portal's dump, a
post with front matter, labelled fields, a web page. The forms stand in forms.tsv; all names in them are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsclean

FORMS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("forms.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
DATA = Path(newsclean.__file__).parent / "language" / "data"
BODY = (
    "海城的灯塔昨晚重新点亮，来看的人排到了码头上，孩子们举着灯笼，一直等到夜里。",
    "守灯人说，他等这一天等了三年，夜里出海的船再也不用打手电了，码头也要装上新灯。",
    "港务局表示，灯塔的修复花了两年时间，用去的石料都来自当地的采石场，工匠也是本地人。",
)
TITLE = "海城灯塔昨晚重新点亮"
DATE = "2021-04-01 08:30"


def plain(*head: str) -> str:
    return "\n\n".join((TITLE, *head, *BODY)) + "\n"


def newspaper(*head: str) -> str:
    other = (
        "渔港迎来今年首个鱼汛",
        "本报记者 苏南",
        "渔港昨天迎来今年首个鱼汛，三十条船一早出海。",
        BODY[2][::-1][1:] + "。",
    )
    return "\n\n".join((TITLE, *head, *BODY, *other)) + "\n"


def portal(*head: str) -> str:
    menu = ("首页", "新闻 体育 财经 娱乐", "您所在的位置： 青禾首页 > 新闻 > 正文")
    below = ("相关推荐", "渔港迎来今年首个鱼汛", "最热评论", "真好！", "关于我们| 服务条例| 联系我们| 版权声明")
    return "\n".join((*menu, TITLE, *head, "分享到: 0", *BODY, *below)) + "\n"


def post(*head: str) -> str:
    return f"---\ntitle: {TITLE}\n---\n\n" + "\n\n".join((*head, *BODY)) + "\n"


def labelled(*head: str) -> str:
    return f"标题：{TITLE}\n日期：2021-04-01\n" + "\n".join(head) + "\n\n" + "\n\n".join(BODY) + "\n"


def page(*head: str) -> str:
    fields = "".join(f"<span>{line}</span>" for line in head)
    menu = "<ul><li><a href=/>首页</a></li><li><a href=/n>新闻</a></li></ul>"
    body = "".join(f"<p>{text}</p>" for text in BODY)
    return (
        f"<html><head><title>{TITLE}</title></head><body>{menu}<h1>{TITLE}</h1>"
        f"<div class=info>{fields}</div><div class=content>{body}</div></body></html>"
    )


LAYOUTS = (plain, newspaper, portal, post, labelled, page)


def of(kind: str) -> list[tuple[str, str]]:
    return [(form, right) for name, form, right in FORMS if name == kind]


def first(text: str) -> newsclean.Article:
    return newsclean.clean(text).articles[0]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize(("form", "right"), of("byline"))
def test_a_byline_names_the_same_authors_in_every_layout(form: str, right: str, layout: object) -> None:
    assert callable(layout)
    article = first(layout(form))
    assert "、".join(article.authors) == right
    assert article.title == TITLE


@pytest.mark.parametrize(("form", "right"), of("byline"))
def test_a_byline_names_the_same_authors_in_the_author_field_of_a_post(form: str, right: str) -> None:
    value = form.replace('"', '\\"')
    article = first(f'---\ntitle: {TITLE}\nauthor: "{value}"\n---\n\n' + "\n\n".join(BODY))
    assert "、".join(article.authors) == right or (not right and article.authors == (form,))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize(("form", "right"), of("closing"))
def test_a_paragraphs_end_names_the_same_authors_in_every_layout(form: str, right: str, layout: object) -> None:
    assert callable(layout)
    made = layout().replace(BODY[2], BODY[2] + form)
    assert "、".join(first(made).authors) == right


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize(("form", "right"), of("outlet"))
def test_an_outlet_beside_a_date_is_the_source_in_every_layout(form: str, right: str, layout: object) -> None:
    assert callable(layout)
    article = first(layout(f"{DATE} {form}"))
    assert (article.source == form) == (right == "yes")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize(("form", "right"), of("outlet"))
def test_a_labelled_outlet_is_the_source_in_every_layout(form: str, right: str, layout: object) -> None:
    assert callable(layout)
    article = first(layout(f"{DATE} 来源：{form}"))
    assert article.source == form.split(" ")[0] or article.source == form


@pytest.mark.parametrize(("form", "right"), of("outlet"))
def test_an_outlet_in_the_author_field_of_a_post_is_the_source(form: str, right: str) -> None:
    article = first(f"---\ntitle: {TITLE}\nauthor: {form}\n---\n\n" + "\n\n".join(BODY))
    assert (article.source == form) == (right == "yes")


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_a_list_of_words_is_sorted_says_what_it_is_and_has_no_word_twice(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    found = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert found == sorted(set(found))
    assert all(line == line.strip() for line in found)
