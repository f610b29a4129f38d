"""Whole web pages: which blocks are the story, and the reason of each that is not. All news here is invented."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsclean import clean, strip_html
from newsclean.model import Document
from newsclean.rules.web import NAME_WORDS, REASONS
from newsclean.stages.read.web import dom, page
from newsclean.stages.read.web.element_names import own_words
from newsclean.stages.read.web.features import Measures, features
from newsclean.stages.read.web.main_content import WEIGHTS, choose, evidence, find_body, find_title
from tests import strategies

TITLE = "白鹭湾渡口恢复夜航"
STORY = (
    "白鹭湾渡口昨晚起恢复夜航，末班船由十九时延至二十三时，每四十分钟一班。",
    "渡口管理所说，两岸的引航灯上周已经换新，夜航票价与白天相同，月票也可以使用。",
    "家住东岸的护士说，下了晚班不必再绕行大桥，回家的路短了四十分钟。",
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def web_page(
    *,
    head: str = "",
    above: str = "",
    info: str = "",
    body: str = paragraphs(*STORY),
    inside: str = "",
    below: str = "",
) -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}_沙洲网</title>{head}</head><body>{above}"
        f"<div class='main'><h1>{TITLE}</h1>{info}<div class='article-content'>{body}{inside}</div></div>{below}"
        "</body></html>"
    )


def kept(document: Document) -> list[str]:
    (article,) = document.articles
    return [block.text for block in article.blocks]


def kinds(document: Document) -> list[str]:
    (article,) = document.articles
    return [block.kind for block in article.blocks]


def removed(document: Document) -> list[tuple[str, str]]:
    return [(piece.reason, " ".join(piece.text.split())) for piece in document.removed]


def assert_partition(document: Document) -> None:
    at = 0
    for row in document.ledger:
        assert row.start == at
        assert row.end > row.start
        assert row.reason != "unread"
        at = row.end
    assert at == len(document.text)


def test_the_story_of_a_page_is_kept_whole() -> None:
    document = clean(web_page())
    assert document.layout == "html"
    assert document.flags == ()
    assert document.articles[0].title == TITLE
    assert kept(document) == list(STORY)
    assert document.removed == ()
    assert_partition(document)


# Reasons

LINKS = "<ul><li><a href='/1'>柳溪镇旧粮仓变身陶艺馆</a></li><li><a href='/2'>石桥村梨花节提前</a></li></ul>"


@pytest.mark.parametrize(
    ("below", "reason"),
    [
        (f"<div class='recommend'><h3>推荐阅读</h3>{LINKS}</div>", "recommendation"),
        (f"<div class='hot-rank'>{LINKS}</div>", "recommendation"),
        (f"<div>{LINKS}</div>", "recommendation"),
        ("<div class='comment-list'><div class='comment-item'><p>夜航来得太好了。</p></div></div>", "comments"),
        ("<div class='share-bar'>分享到：<a href='#w'>微信</a></div>", "share"),
        ("<div class='sns'><a href='#t'>ツイート</a></div>", "share"),
        ("<div class='ad-banner'>五金店春季优惠</div>", "advertisement"),
        ("<div class='newsletter'>订阅我们的晨间邮件</div>", "service"),
        ("<form>您的邮箱</form>", "service"),
        ("<nav><a href='/'>首页</a><a href='/2'>要闻</a></nav>", "navigation"),
        ("<div class='pagination'><a href='2'>2</a></div>", "navigation"),
        ("<div><a href='1'>上一页</a> 1 <a href='2'>2</a> <a href='2'>下一页</a></div>", "navigation"),
        ("<div class='copyright'>沙洲网</div>", "legal"),
        ("<div>沙洲网 版权所有</div>", "legal"),
        ("<footer>沙洲网 联系电话</footer>", "about"),
        ("<div class='foot'>沙洲网</div>", "about"),
        (f"<aside>{LINKS}</aside>", "sidebar"),
        ("<div class='widget'>今日潮汐</div>", "sidebar"),
        ("<div>今日潮汐</div>", "boilerplate"),
    ],
)
def test_what_stands_below_a_story_goes_with_its_reason(below: str, reason: str) -> None:
    document = clean(web_page(below=below))
    assert kept(document) == list(STORY)
    assert {found for found, _ in removed(document)} == {reason}
    assert_partition(document)


@pytest.mark.parametrize(
    ("above", "reason"),
    [
        ("<div><a href='/'>首页</a> <a href='/2'>要闻</a></div>", "navigation"),
        ("<div>沙洲网</div>", "navigation"),
        ("<div class='search'>搜索本站</div>", "service"),
        ("<div class='ad'>五金店春季优惠</div>", "advertisement"),
    ],
)
def test_what_stands_above_a_story_goes_with_its_reason(above: str, reason: str) -> None:
    document = clean(web_page(above=above))
    assert kept(document) == list(STORY)
    assert {found for found, _ in removed(document)} == {reason}


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        ("<p><a href='/1'>柳溪镇旧粮仓变身陶艺馆</a></p>", "link"),
        ("<div class='ad-slot'><p>每一座码头都需要一双暖和的靴子，今天半价，只在五金店。</p></div>", "advertisement"),
        ("<div class='newsletter'><p>订阅我们的晨间邮件，每天早上七点送到您的信箱。</p></div>", "service"),
    ],
)
def test_what_interrupts_a_story_goes_with_its_reason(between: str, reason: str) -> None:
    body = paragraphs(*STORY[:1]) + between + paragraphs(*STORY[1:])
    document = clean(web_page(body=body))
    assert kept(document) == list(STORY)
    assert {found for found, _ in removed(document)} == {reason}


def test_a_disclaimer_longer_than_its_story_is_no_story() -> None:
    notice = (
        "特别声明：以上内容仅代表作者本人观点，不代表本网立场，" + "本网对其准确性、可靠性或完整性不作任何保证，" * 12
    )
    document = clean(web_page(inside=f"<p>{notice}请读者自行判断。</p>"))
    assert kept(document) == list(STORY)
    assert [reason for reason, _ in removed(document)] == ["legal"]


def test_blocks_side_by_side_that_go_for_one_reason_are_one_row() -> None:
    document = clean(web_page(below="<footer><p>沙洲网</p><p>联系电话</p></footer>"))
    assert removed(document) == [("about", "沙洲网 联系电话")]


def test_words_that_give_reasons_are_words_that_are_read() -> None:
    words = set().union(*REASONS.values())
    assert {word for word in words if word[0] != "<"} <= NAME_WORDS


# Fields


@pytest.mark.parametrize(
    "info",
    [
        "<p>2022-03-15 07:42 来源：沙洲日报</p>",
        "<p>作者：白桦</p>",
        "<p>沙洲日报记者 白桦</p>",
        "<p>By Lin Yi</p>",
        "<p>March 15, 2022</p>",
    ],
)
def test_lines_between_the_headline_and_the_story_are_metadata(info: str) -> None:
    document = clean(web_page(info=info))
    assert kept(document) == list(STORY)
    assert document.removed == ()
    assert [row.role for row in document.ledger if row.role != "space"][:2] == ["title", "metadata"]


def test_the_names_behind_a_date_are_authors() -> None:
    (article,) = clean(web_page(info="<p>2022-03-15 07:42 沙洲日报 记者 白桦</p>")).articles
    assert article.authors == ("白桦",)
    assert article.byline == "沙洲日报 记者 白桦"
    assert article.source == "沙洲日报"
    assert article.date == "2022-03-15T07:42"


def test_a_tag_before_the_page_s_title_is_no_part_of_a_heading_without_it() -> None:
    markup = web_page().replace(f"<title>{TITLE}", f"<title>【组图】{TITLE}").replace("h1>", "h2>")
    document = clean(markup)
    assert document.articles[0].title == TITLE
    assert document.removed == ()


# Blocks


def test_captions_are_captions_beside_a_story() -> None:
    figure = "<figure><img src=a><figcaption>引航灯换新。</figcaption></figure>"
    document = clean(web_page(body=paragraphs(STORY[0]) + figure + paragraphs(*STORY[1:])))
    assert kinds(document) == ["paragraph", "caption", "paragraph", "paragraph"]


def test_captions_are_the_story_of_a_gallery() -> None:
    figures = "".join(f"<figure><img src=a><figcaption>{text}</figcaption></figure>" for text in STORY)
    document = clean(web_page(body=figures))
    assert kept(document) == list(STORY)
    assert set(kinds(document)) == {"paragraph"}
    assert document.articles[0].text == "\n\n".join(STORY)


def test_a_row_of_short_cells_is_one_row_of_a_table() -> None:
    table = "<table><tr><th>渡口</th><th>末班</th></tr><tr><td>白鹭湾</td><td>二十三时</td></tr></table>"
    document = clean(web_page(body=paragraphs(*STORY[:2]) + table + paragraphs(STORY[2])))
    assert kept(document)[2:4] == ["渡口\t末班", "白鹭湾\t二十三时"]
    assert kinds(document)[2:4] == ["table", "table"]
    assert_partition(document)


def test_a_cell_that_lays_out_a_story_holds_paragraphs() -> None:
    document = clean(web_page(body=f"<table><tr><td>{paragraphs(*STORY)}</td></tr></table>"))
    assert kept(document) == list(STORY)
    assert set(kinds(document)) == {"paragraph"}


def test_lists_quotes_and_subheads_keep_their_kind() -> None:
    parts = (
        f"<p>{STORY[0]}</p><h2>怎么去</h2><p>{STORY[1]}</p>"
        f"<ul><li>东岸：从码头路口进，步行五分钟。</li><li>西岸：从堤顶小路进，步行八分钟。</li></ul>"
        f"<blockquote>“路短了，人就近了。”</blockquote><p>{STORY[2]}</p>"
    )
    document = clean(web_page(body=parts))
    assert kinds(document) == ["paragraph", "heading", "paragraph", "list", "list", "quote", "paragraph"]


@pytest.mark.parametrize("body", ["<br><br>".join(STORY), "".join(f"<div>{text}</div>" for text in STORY)])
def test_paragraphs_need_no_elements_of_their_own(body: str) -> None:
    document = clean(web_page(body=body))
    assert kept(document) == list(STORY)


def test_text_after_the_end_of_the_page_is_read() -> None:
    markup = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{paragraphs(*STORY[:2])}</body></html>"
    assert kept(clean(markup + paragraphs(STORY[2]))) == list(STORY)


def test_front_matter_may_stand_before_a_page() -> None:
    head = "---\ntitle: 夜航\nauthor: 白桦\n---\n"
    document = clean(head + web_page(below="<footer>沙洲网</footer>"))
    assert document.articles[0].title == "夜航"
    assert document.articles[0].authors == ("白桦",)
    assert kept(document) == list(STORY)
    assert document.text.startswith(head)
    assert_partition(document)


# Pages without a story


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        f"<html><head><title>沙洲网</title></head><body><div class='nav'>{LINKS}</div>{LINKS}</body></html>",
        "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The page that you asked for was moved,"
        " renamed, or never was here at all.</p></body></html>",
        "<html><head><title>页面不存在</title></head><body><p>抱歉，您访问的页面不存在，可能已被删除。</p></body></html>",
        "<html><head><title>登录</title></head><body><form>用户名 密码 <a href='/r'>忘记密码</a></form></body></html>",
    ],
)
def test_a_page_without_a_story_gives_no_article_and_says_so(markup: str) -> None:
    document = clean(markup)
    assert document.articles == ()
    assert document.flags == ("no-article",)
    assert {piece.reason for piece in document.removed} <= {"no-story"}
    assert_partition(document)


# Markup that no parser should build


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<b>" * 100_000,
        "<p " + "a=1 " * 100_000 + ">",
        "<" * 1_000_000,
        "&" * 100_000,
        "</p>" * 100_000,
        "<table><tr><td>" * 5_000,
    ],
)
def test_hostile_markup_loses_no_text(hostile: str) -> None:
    document = clean(f"<html><body>{paragraphs(*STORY)}{hostile}灯塔</body></html>")
    assert all(text in document.text for text in (*STORY, "灯塔"))
    assert_partition(document)


@pytest.mark.parametrize("hostile", ["<!-- ", "<script>", "<style>"])
def test_what_is_never_closed_hides_the_rest_as_in_a_browser(hostile: str) -> None:
    document = clean(web_page(below=hostile + "灯塔" * 1000))
    assert kept(document) == list(STORY)
    assert_partition(document)


# The parts


def parsed(markup: str) -> dom.Page:
    return dom.blocks(dom.parse(markup))


def test_a_page_is_told_from_a_fragment_by_elements_that_only_pages_have() -> None:
    assert page.is_page("<!DOCTYPE html><p>灯塔</p>")
    assert page.is_page("<html lang=zh><p>灯塔</p>")
    assert page.is_page("<body><p>灯塔</p>")
    assert not page.is_page("<div><p>灯塔</p></div>")
    assert not page.is_page("<html>" + "<div>" * 10_000)


def test_the_block_that_prints_the_title_is_the_longest_heading() -> None:
    found = parsed(f"<p>{TITLE}</p><h1>{TITLE}</h1><p>{STORY[0]}</p><a href=x>{TITLE}</a>")
    assert find_title(found, [f"{TITLE}_沙洲网"]) == 1
    assert find_title(found, ["别的题目与此无关"]) is None
    assert find_title(found, []) is None
    assert find_title(parsed(""), [TITLE]) is None


def test_features_say_what_a_block_is_like() -> None:
    found = parsed(f"<div class='article-body'><h1>{TITLE}</h1><p>{STORY[0]}</p></div><p><a href=x>更多</a></p>")
    named = features(found, Measures(found), 0)
    assert {"tag h1", "at title, up 0"} <= set(named[0])
    assert {"tag p", "ended", "sentence", "marks 2", "near article", "linked 0"} <= set(named[1])
    assert 2 not in named  # a link leads elsewhere, and nothing more is asked of it


def test_features_are_those_that_have_weights() -> None:
    found = parsed(f"<html><body>{paragraphs(*STORY)}</body></html>")
    for names in features(found, Measures(found), None).values():
        assert "no title" in names
        assert sum(name in WEIGHTS for name in names) > len(names) / 2


def test_evidence_is_a_sum_of_weights() -> None:
    found = parsed(f"<p>短</p><p>{STORY[0]}</p><p><a href=x>更多</a></p>")
    scores = evidence({1: ["a", "b", "unknown"]}, Measures(found), {"a": 1.0, "b": -0.25})
    assert scores == [-1.5, 0.75, -9.0]  # a line that nothing was asked of, and a link to elsewhere


def test_blocks_without_evidence_are_no_story() -> None:
    found = parsed(paragraphs(*STORY))
    measures = Measures(found)
    assert choose(found, measures, [2.0, 2.0, 2.0], None) == [0, 1, 2]
    assert choose(found, measures, [-3.0, -3.0, -3.0], None) == []
    assert choose(parsed(""), Measures(parsed("")), [], None) == []


def test_an_empty_page_has_no_body() -> None:
    body = find_body(parsed(""), [TITLE])
    assert (body.blocks, body.captions, body.title) == (frozenset(), frozenset(), None)


# Laws

law = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@law
@given(strategies.web_pages())
@example("<html><body><p>灯塔</p></body></html>")
@example("<html>")
@example("<body><table><tr><td>")
def test_every_page_gives_a_partition_with_a_reason_for_what_went(markup: str) -> None:
    document = clean(markup, jieba=False)
    assert_partition(document)
    assert document == clean(markup, jieba=False)
    assert ("no-article" in document.flags) == (document.articles == ())
    assert all(piece.reason for piece in document.removed)


@law
@given(st.one_of(strategies.web_pages(), strategies.junk()))
def test_a_page_s_text_is_what_strip_html_shows(markup: str) -> None:
    markup = markup.encode("utf-8", "replace").decode()
    document = clean(markup, jieba=False)
    if document.layout == "html" and not markup.lstrip("\ufeff \t\r\n").startswith("---"):
        assert document.text.removesuffix("\n") == strip_html(markup)


@law
@given(strategies.sound_web_pages())
def test_the_story_of_a_sound_page_stays_whole(drawn: tuple[list[str], str]) -> None:
    story, markup = drawn
    assert kept(clean(markup, jieba=False)) == story


def test_what_comes_again_elsewhere_in_a_story_stays_and_a_run_of_copies_goes() -> None:
    question = "您平时最常去的是哪一段堤岸，为什么？"
    article = clean(f"<html><body>{paragraphs(question, STORY[0], question, STORY[1])}</body></html>").articles[0]
    assert [(block.text, block.copies) for block in article.blocks] == [
        (question, 1),
        (STORY[0], 1),
        (question, 1),
        (STORY[1], 1),
    ]
    article = clean(f"<html><body>{paragraphs(*STORY[:2] * 3, STORY[2])}</body></html>").articles[0]
    assert [(block.text, block.copies) for block in article.blocks] == [(STORY[0], 3), (STORY[1], 3), (STORY[2], 1)]


SHORT = (
    "白鹭湾渡口昨晚起恢复夜航，末班船由十九时延至二十三时，每四十分钟一班。",
    "渡口管理所说，两岸的引航灯上周已经换新，夜航票价与白天相同。",
    "船员每两周轮换一次，夜班另有补贴。",
    "住在对岸的护士说，下了夜班终于不用绕桥回家了。",
)


@pytest.mark.parametrize(
    "body",
    [
        "<section><section><p>{}</p></section></section><section><p>{}</p><section><section><p>{}</p></section></section></section>"
        "<section>{}</section>",
        "<section><section><section><span>{}</span></section></section></section><p>{}</p><section><section>{}</section></section>"
        "<section><section><section><p>{}</p></section></section></section>",
        "<section><p>{}</p></section><section><section><section><p>{}</p><p>{}</p><p>{}</p></section></section></section>",
    ],
)
def test_a_short_story_in_uneven_sections_is_whole(body: str) -> None:
    markup = (
        "<!DOCTYPE html><html><head><title>白鹭湾渡口恢复夜航</title></head><body><h1>白鹭湾渡口恢复夜航</h1>"
        f'<div style="visibility:hidden">{body.format(*SHORT)}</div>'
        '<div class="tool"><span>阅读</span> <span>在看</span></div></body></html>'
    )
    (article,) = clean(markup).articles
    assert tuple(block.text for block in article.blocks) == SHORT


# Text that a page shows later, and what names say


def test_hidden_text_is_in_the_ledger_and_no_story() -> None:
    document = clean(
        web_page(below='<div style="display:none"><p>请登录后查看更多内容。</p></div><button>展开</button>')
    )
    assert kept(document) == list(STORY)
    assert "请登录后查看更多内容。" in document.text
    assert "展开" in document.text
    assert_partition(document)


def test_a_button_inside_a_paragraph_does_not_part_it() -> None:
    found = parsed("<p>灯塔<button>分享</button>重新点亮。</p>")
    assert [block.text for block in found.blocks] == ["灯塔重新点亮。", "分享"]


def test_words_for_screen_readers_are_no_part_of_a_line() -> None:
    found = parsed('<p>See <a href=x>the map<span class="sr-only">, opens new tab</span></a> of the harbour.</p>')
    assert [block.text for block in found.blocks] == ["See the map of the harbour.", ", opens new tab"]


def test_text_that_a_script_moves_into_place_is_not_hidden() -> None:
    assert not any(region.hidden for region in parsed('<div hidden id="S:0"><p>灯塔</p></div>').regions)
    assert any(region.hidden for region in parsed('<div hidden id="x"><p>灯塔</p></div>').regions)


def test_letters_of_a_made_up_name_are_no_words() -> None:
    assert own_words("div", "css-1ad4f ad6ed79d-0b4c") == frozenset()
    assert own_words("div", "relative") == frozenset()
    assert own_words("div", "top-ad") == {"top", "ad"}


def test_a_short_story_is_not_outweighed_by_recommended_ones() -> None:
    others = "".join(
        f"<li><a href=x>{number}号</a><p>{STORY[0]}{number}号船厂昨天开工。</p></li>" for number in range(6)
    )
    document = clean(web_page(below=f'<div class="recommend-list"><ul>{others}</ul></div>'))
    assert kept(document) == list(STORY)


def test_the_line_named_as_a_deck_is_the_subtitle() -> None:
    deck = "灯塔的灯光每晚将照到海湾的另一边，渔船可以晚一小时回港。"
    (article,) = clean(web_page(above=f'<p class="article-subtitle">{deck}</p>')).articles
    assert article.subtitle == deck or deck not in article.text


def test_a_story_that_stands_only_in_data_is_found_and_flagged() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(STORY)}, ensure_ascii=False)
    markup = f"<html><head><title>{TITLE}</title><script type=application/ld+json>{data}</script></head><body><h1>{TITLE}</h1></body></html>"
    document = clean(markup)
    assert kept(document) == list(STORY)
    assert "body-from-data" in document.flags
    assert_partition(document)


def test_the_times_of_a_live_ticker_stay_above_their_entries() -> None:
    entries = "".join(
        f"<li class=live-item><div class=live-time>0{9 - at}:30</div><p>{text}</p></li>"
        for at, text in enumerate(STORY * 2)
    )
    document = clean(web_page(below=f"<ul class=live-list>{entries}</ul>"))
    assert "09:30" in document.articles[0].text


def test_markup_with_the_links_of_a_page_is_a_page() -> None:
    links = "<div><a href=x>港口</a></div>" * 20
    assert page.is_page(f"{links}<p>{STORY[0]}</p>")
