"""The metadata of whole HTML pages. All news here is invented."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from newsclean.model import Metadata
from newsclean.stages.read.web.reconcile import page_metadata
from newsclean.stages.read.web.signed import signed_names

HEADLINE = "青禾港新渡轮五月试航 班次增至每日十二班"
BODY = "<p>青禾港务公司昨天宣布，新渡轮将在五月试航。首航班次在上午七点，船票与旧船相同。</p><p>港务公司说，旧船将留作备用。</p>"


def page(
    *,
    title: str = f"{HEADLINE}_青禾网",
    head: str = "",
    heading: str = f"<h1>{HEADLINE}</h1>",
    info: str = "",
    body: str = BODY,
    above: str = "",
) -> Metadata:
    markup = f"<html><head><title>{title}</title>{head}</head><body>{above}{heading}{info}{body}</body></html>"
    return page_metadata(LexborHTMLParser(markup))


def ld(data: Any) -> str:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE}_青禾网",
        f"{HEADLINE} - 青禾网",
        f"{HEADLINE}｜青禾网",
        f"{HEADLINE}|渡轮|试航_青禾网新闻",
        f"{HEADLINE}--青禾日报",
        f"{HEADLINE}_港口_要闻_青禾网",
        f"青禾网-{HEADLINE}",
        "青禾港新渡轮",
    ],
)
def test_the_title_is_the_heading_that_agrees_with_the_page_s_title(title: str) -> None:
    assert page(title=title).title == HEADLINE


def test_without_a_heading_the_title_is_the_line_that_the_page_s_title_starts_with() -> None:
    assert page(heading=f"<div class=t>{HEADLINE}</div>").title == HEADLINE


def test_a_title_that_the_page_prints_nowhere_loses_its_suffix() -> None:
    assert page(heading="").title == HEADLINE
    assert page(title="Ferry trials start in May - Harbour Gazette", heading="").title == "Ferry trials start in May"
    said = page(title="Ferry trials | Green Line", head=meta("og:site_name", "Green Line"), heading="")
    assert said.title == "Ferry trials"


def test_a_title_cut_at_a_quotation_mark_is_completed_from_the_heading() -> None:
    heading = '新渡轮获奖！"青禾一号"何时开航？'
    said = page(title="新渡轮获奖！", head=meta("og:title", "新渡轮获奖！"), heading=f"<h1>{heading}</h1>")
    assert said.title == heading


def test_a_site_s_name_a_section_and_another_story_are_no_titles() -> None:
    above = "<h1>青禾网</h1><h1>新闻中心</h1>"
    behind = "<h1>旧码头改建公园方案公布</h1>"
    assert page(above=above, body=BODY + behind, head=meta("og:site_name", "青禾网")).title == HEADLINE


def test_a_page_s_title_that_names_only_its_section_gives_way_to_the_line_above_the_date() -> None:
    said = page(
        title="新闻动态--青禾港务公司",
        heading=f"<h3>首页</h3><h5>{HEADLINE}</h5>",
        info="<b>发布时间：2021-04-07</b>",
    )
    assert said.title == HEADLINE


def test_a_heading_right_above_the_page_s_title_is_the_title_and_that_its_deck() -> None:
    long = "A ferry that nobody wanted could end the quarrel between two harbour towns"
    said = page(title=f"{long} | Gazette", heading="<h1>The quiet ferry</h1>", info=f"<p>{long}</p><p>7 April 2021</p>")
    assert (said.title, said.subtitle) == ("The quiet ferry", long)


@pytest.mark.parametrize(
    ("statement", "date"),
    [
        (meta("article:published_time", "2021-04-07T10:20:33+08:00"), "2021-04-07T10:20:33+08:00"),
        (meta("article:published_time", "2021-04-07 10:20:33"), "2021-04-07T10:20:33"),
        (meta("og:published_time", "Wed, 07 Apr 2021 10:20:33 +0800"), "2021-04-07T10:20:33+08:00"),
        (meta("weibo: article:create_at", "2021-04-07 10:20"), "2021-04-07T10:20"),
        (meta("pubdate", "20210407"), "2021-04-07"),
        (meta("publishdate", "1617762033"), "2021-04-07T02:20:33+00:00"),
        (meta("publishdate", "1617762033000"), "2021-04-07T02:20:33+00:00"),
        (meta("article:published_time", "04-27-2021"), "2021-04-27"),
        (meta("dc.date.issued", "April 7, 2021 at 7:35 PM"), "2021-04-07T19:35"),
        (ld({"@type": "NewsArticle", "datePublished": "2021-04-07T02:20:33.000Z"}), "2021-04-07T02:20:33+00:00"),
        (ld({"@graph": [{"@type": "WebPage", "datePublished": "2021-04-07"}]}), "2021-04-07"),
        (ld({"@type": "NewsArticle", "datePublished": 1617762033000}), "2021-04-07T02:20:33+00:00"),
        ('<meta itemprop="datePublished" content="2021-04-07">', "2021-04-07"),
        ('<script>var page = {"publishTime": "2021-04-07 10:20:33", "id": 7};</script>', "2021-04-07T10:20:33"),
        (meta("article:modified_time", "2021-04-08"), None),
        (meta("article:published_time", "04/05/2021"), None),
        (meta("article:published_time", "soon"), None),
    ],
)
def test_dates_that_are_stated_for_machines(statement: str, date: str | None) -> None:
    assert page(head=statement).date == date


@pytest.mark.parametrize(
    ("info", "date"),
    [
        ("<p>2021-04-07 10:20:33 来源：青禾晚报</p>", "2021-04-07T10:20:33"),
        ("<p>2021年04月07日 10:20</p>", "2021-04-07T10:20"),
        ("<p>04月07日2021</p>", "2021-04-07"),
        ("<p>令和3年4月7日 21時37分</p>", "2021-04-07T21:37"),
        ("<p>2021年4月7日週三 下午8:21</p>", "2021-04-07T20:21"),
        ("<p>二〇二一年四月七日</p>", "2021-04-07"),
        ("<p>2021/4/7</p>", "2021-04-07"),
        ("<p>Apr 7, 2021</p>", "2021-04-07"),
        ("<p>7 April 2021, 10:20</p>", "2021-04-07T10:20"),
        ("<span>发布时间：</span><span>2021-04-07</span><span>10:20</span>", "2021-04-07T10:20"),
        ("<p>更新时间：2021-04-09</p><p>发布时间：2021-04-07</p>", "2021-04-07"),
        ("<p>最后更新：2021-04-09</p>", None),
        ("<p>04-07 10:20</p>", None),
        ("<p>© 2021-04-07 青禾网</p>", None),
    ],
)
def test_dates_that_are_printed_below_the_headline(info: str, date: str | None) -> None:
    assert page(info=info).date == date


def test_a_date_behind_the_story_counts_only_with_its_label() -> None:
    assert page(body=BODY * 3 + "<p>发布日期：</p><p>2021-04-07</p>").date == "2021-04-07"
    assert page(body=BODY * 3 + "<li>旧码头改建公园方案公布 2021-04-01</li>").date is None


def test_the_date_of_a_related_story_does_not_win() -> None:
    related = [{"@type": "NewsArticle", "headline": "旧码头改建公园方案公布", "datePublished": "2020-01-01"}]
    own = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2021-04-07"}
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": related[0]}]}
    assert page(head=ld([*related, own])).date == "2021-04-07"
    assert page(head=ld(listed) + ld(own)).date == "2021-04-07"
    assert page(head=ld(listed)).date is None


def test_the_time_of_day_and_the_zone_come_from_statements_of_the_same_moment() -> None:
    day, utc = meta("publishdate", "2021-04-07"), meta("article:published_time", "2021-04-07T02:20:33Z")
    assert page(head=day, info="<p>2021-04-07 10:20</p>").date == "2021-04-07T10:20"
    assert page(head=utc, info="<p>2021-04-07 10:20</p>").date == "2021-04-07T10:20:33+08:00"
    assert page(head=utc, info="<p>2021-04-07 10:27</p>").date == "2021-04-07T02:20:33+00:00"


def test_a_day_without_its_year_is_completed_by_a_statement_of_the_same_day() -> None:
    changed = meta("dateUpdate", "2021-04-07 10:20:59")
    assert page(head=changed, info="<p>发布时间：04-07</p><p>10:20</p>").date == "2021-04-07T10:20:59"
    assert page(head=changed, info="<p>发布时间：04-03</p>").date is None


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "datePublished": "2021-04-07"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2021-04-07"}\n//]]>',
        '{"@type": "NewsArticle", "datePublished": "2021-04-07",}',
        '{"@type": "NewsArticle", "headline": "青禾港\n新渡轮", "datePublished": "2021-04-07"};',
        '{"@type": "NewsArticle", "headline": "say "no"", "datePublished": "2021-04-07"}',
    ],
)
def test_json_that_is_not_quite_json_is_read(script: str) -> None:
    assert page(head=ld(script)).date == "2021-04-07"


@pytest.mark.parametrize(
    ("head", "info", "authors"),
    [
        ("", "<p>2021-04-07 来源：青禾晚报 作者：王平</p>", ("王平",)),
        ("", "<span>作者：</span><span>王平 李小海</span>", ("王平", "李小海")),
        ("", "<p>本报记者 王平</p>", ("王平",)),
        ("", "<p>By</p><p>Mary Hale</p><p>April 7, 2021</p>", ("Mary Hale",)),
        (meta("author", "王平"), "", ("王平",)),
        (
            ld({"@type": "Article", "author": [{"name": "Mary Hale"}, {"name": "Ann Lee"}]}),
            "",
            ("Mary Hale", "Ann Lee"),
        ),
        (
            ld({"@graph": [{"@type": "Article", "author": {"@id": "#1"}}, {"@id": "#1", "name": "Mary Hale"}]}),
            "",
            ("Mary Hale",),
        ),
        (meta("author", "Mary Hale and Philip Reed"), "", ("Mary Hale", "Philip Reed")),
        ("", "<p>青禾晚报 王平 2021-04-07 08:30</p>", ("王平",)),
        (meta("author", "王平"), "<p>责任编辑：王平</p>", ()),
        ("", "<p>责任编辑：王平</p>", ()),
        ("", "<p>青禾市网友 IP：10.1.*.*</p>", ()),
        ("", "<p>中文 | English</p>", ()),
        (meta("author", "青禾网") + meta("og:site_name", "青禾网"), "", ()),
        (meta("article:author", "https://www.facebook.com/greenline"), "", ()),
        (meta("author", "admin"), "", ()),
        (meta("author", "kevin-r"), "", ()),
        (meta("author", "name, mail@example.org"), "", ()),
        (ld({"@type": "Article", "author": {"@type": "Organization", "name": "Green Line"}}), "", ()),
        (ld({"@type": "Article", "author": [{"name": "Mary Hale, Sports Writer"}]}), "", ("Mary Hale",)),
    ],
)
def test_authors_are_people_and_no_editors_readers_or_addresses(head: str, info: str, authors: tuple[str, ...]) -> None:
    assert page(head=head, info=info).authors == authors


def test_an_agency_is_a_source_and_no_author() -> None:
    found = page(head=meta("author", "Mary Hale, Reuters") + meta("og:site_name", "Green Line"))
    assert (found.authors, found.source) == (("Mary Hale",), "Reuters")
    found = page(info="<p>By AP</p><p>April 7, 2021</p>")
    assert (found.authors, found.source) == ((), "AP")


def test_the_source_is_the_one_that_the_page_prints_then_the_one_it_states() -> None:
    site = meta("og:site_name", "青禾网")
    assert page(head=site, info="<p>2021-04-07</p><p>来源：</p><p>青禾晚报</p>").source == "青禾晚报"
    assert page(head=site, info="<p>来源：《青禾晚报》 作者：王平</p>").source == "青禾晚报"
    assert page(head=site + meta("source", "青禾晚报")).source == "青禾晚报"
    assert page(head=site, info="<p>2021-04-07 08:30 青禾晚报</p>").source == "青禾晚报"
    assert page(head=site, info="<p>2021-04-07</p><p>图片来源：港务公司</p>").source == "青禾网"
    assert page().source is None


def test_the_section_is_stated_or_ends_the_trail_of_links() -> None:
    info = "<p>2021-04-07</p>"
    assert page(head=meta("article:section", "港口")).section == "港口"
    assert page(above="<a>首页</a> &gt; <a>新闻</a> &gt; <a>港口</a> &gt; 正文", info=info).section == "港口"
    assert page(above="<a>首页</a> &gt; <a>港口</a>", info=info).section == "港口"
    assert page(above="<a>首页</a> <a>港口</a>", info=info).section is None


def test_a_description_is_a_subtitle_only_where_it_is_printed_as_one() -> None:
    deck = "试航为期两周，旧船留作备用"
    said = meta("description", deck)
    assert page(head=said, info=f"<p>{deck}</p><p>2021-04-07</p>").subtitle == deck
    assert page(head=said, info="<p>2021-04-07</p>", body=f"<p>{deck}</p>" + BODY).subtitle is None
    assert page(head=said).subtitle is None


def test_lines_that_are_known_are_taken_in_place_of_the_page_s_own() -> None:
    tree = LexborHTMLParser(f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1>{BODY}")
    said = page_metadata(tree, visible=["2021-04-07 10:20 来源：青禾晚报 作者：王平"])
    assert (said.date, said.source, said.authors) == ("2021-04-07T10:20", "青禾晚报", ("王平",))


def test_a_page_that_says_nothing_gives_nothing() -> None:
    assert page_metadata(LexborHTMLParser("")) == Metadata()
    assert page_metadata(LexborHTMLParser("<p>one</p>")) == Metadata()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("NewsArticle") | st.just("2021-04-07"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "headline", "author", "name", "datePublished", "publisher", "articleSection"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_JSON, st.text(max_size=40))
def test_no_content_raises(data: Any, text: str) -> None:
    markup = f"<title>{text}</title>{ld(data)}{ld(text)}{meta('pubdate', text)}<h1>{text}</h1><p>作者：{text}</p>"
    assert isinstance(page_metadata(LexborHTMLParser(markup)), Metadata)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Von Anna Berg und Lea Wagner, Berlin", ("Anna Berg", "Lea Wagner")),
        ("Harbour News | By Anna Berg", ("Anna Berg",)),
        ("By Anna Berg March 27, 2016", ("Anna Berg",)),
        ("Anna Berg • 12/16/16 12:21pm", ("Anna Berg",)),
        ("Anna Berg last updated 4 April 2017", ("Anna Berg",)),
        ("ByAnna Berg", ("Anna Berg",)),
        ("왕평 기자", ("왕평",)),
        ("王平記者", ("王平",)),
        ("Анна Берг", ("Анна Берг",)),
        ("The harbour opens again", ()),
    ],
)
def test_a_text_that_signs_gives_its_names(text: str, names: tuple[str, ...]) -> None:
    assert signed_names(text) == names


@pytest.mark.parametrize("name", ["왕평", "Анна Берг", "田中ひろし", "白桦"])
def test_people_named_in_data_are_authors_in_any_script(name: str) -> None:
    assert page(head=ld({"@type": "NewsArticle", "author": {"@type": "Person", "name": name}})).authors == (name,)


def test_given_and_family_names_are_a_name() -> None:
    author = {"@type": "Person", "givenName": "Anna", "familyName": "Berg"}
    assert page(head=ld({"@type": "NewsArticle", "author": author})).authors == ("Anna Berg",)


def test_a_link_with_the_relation_author_names_the_author() -> None:
    assert page(info='<p>Text <a rel="author" href="/a">Anna Berg</a></p>').authors == ("Anna Berg",)


def test_the_author_of_a_photo_is_not_the_story_s() -> None:
    photo = (
        '<figure itemscope itemtype="https://schema.org/ImageObject"><span itemprop="author">Lea Wagner</span></figure>'
    )
    assert page(info=photo).authors == ()


def test_an_account_whose_name_ends_in_a_verb_stays_whole() -> None:
    assert page(info="<p>2021-04-07 来源：青禾发布</p>").source == "青禾发布"
    assert page(info="<p>来源：青禾晚报 发布时间：2021-04-07</p>").source == "青禾晚报"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("martes 17 de marzo de 2020", "2020-03-17"),
        ("9 oktober 2020", "2020-10-09"),
        ("17. März 2020", "2020-03-17"),
        ("9 октября 2020", "2020-10-09"),
        ("06.01.2022", "2022-01-06"),
        ("ngày 9 tháng 10 năm 2020", "2020-10-09"),
    ],
)
def test_dates_are_read_in_other_languages(printed: str, day: str) -> None:
    assert page(info=f"<p>{printed}</p>").date == day


def test_a_moment_elsewhere_is_of_the_day_that_is_printed() -> None:
    stated = meta("article:published_time", "2016-12-29T01:32:00+00:00")
    assert page(head=stated, info="<p>By Anna Berg December 28, 2016</p>").date == "2016-12-28"


def test_a_weekday_tells_month_and_day_apart() -> None:
    assert page(head=meta("article:published_time", "Tue, 07/11/2023 - 17:57")).date == "2023-07-11"


def test_a_kicker_in_the_heading_is_no_part_of_the_title() -> None:
    heading = f'<h1><span class="kicker">港口</span> {HEADLINE}</h1>'
    assert page(heading=heading).title == HEADLINE
