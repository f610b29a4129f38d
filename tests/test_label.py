"""Lines get labels: furniture, credits, bylines, fields; on a portal's page the story is told from all around it."""

from __future__ import annotations

import pytest

from newsclean.model import Source
from newsclean.stages.label.label import label
from newsclean.stages.read.read import read

BODY = "海城的灯塔昨晚重新点亮，来看的人排到了码头上。"
MORE = "守灯人说，他等这一天等了三年，夜里再也不用打手电了。"


def labelled(*lines: str) -> Source:
    return label(read("\n".join(lines) + "\n"))


def roles(source: Source) -> dict[str, str | None]:
    """Each line's role; where it is removed, its reason; where it has only a hint, that."""
    return {line.text: line.reason if line.role == "removed" else line.role or line.hint for line in source.lines}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("本报记者 白桦", "byline"),
        ("均本报记者 白桦摄", "credit"),
        ("图为志愿者在码头服务。", "caption"),
        ("■发布厅", "section-label"),
        ("青禾晚报 2021年4月1日 星期四", "folio"),
        ("第6版：综合新闻", "folio"),
        ("■", "rule"),
        ("本版摄影 林一", "credit"),
        ("[FR Doc. 2021–01234 Filed 3–5–21; 8:45 am]", "filing"),
        ("责任编辑：林一 校对：白桦", "trailer"),
        ("<%@ /0080/e/include_1301.vm %>", "template"),
    ],
)
def test_a_line_says_what_it_is(line: str, role: str) -> None:
    assert roles(labelled("灯塔重新点亮", line, BODY))[line] == role


@pytest.mark.parametrize(
    "line",
    [
        "灯塔重新点亮",
        BODY,
        "评论员文章",
        "记者了解到，灯塔明晚关闭",
        "更多游客选择慢行",
        "2021年",
        "图书馆昨天开馆",
        "分享经济正在升温",
    ],
)
def test_a_line_of_a_story_stays(line: str) -> None:
    assert roles(labelled("一条街的默契", line, MORE))[line] is None


def test_a_number_is_a_page_number_only_at_the_edge_of_a_page() -> None:
    middle = labelled("灯塔重新点亮", BODY, MORE, BODY, "16", MORE, BODY, MORE, BODY)
    assert roles(middle)["16"] is None
    assert roles(labelled("16", "灯塔重新点亮", BODY, MORE))["16"] == "page-number"


def test_the_line_below_a_headline_gives_fields() -> None:
    source = labelled("灯塔重新点亮", "2021-04-01 08:30 来源：青禾晚报 作者：白桦", BODY, MORE)
    assert (source.metadata.date, source.metadata.source, source.metadata.authors) == (
        "2021-04-01T08:30",
        "青禾晚报",
        ("白桦",),
    )
    assert "metadata" in roles(source).values()


def test_outlets_and_names_may_hold_the_characters_of_a_field_label() -> None:
    source = labelled("灯塔重新点亮", "2021-04-01 08:30 来源：合作编译报 记者：江作舟", BODY, MORE)
    assert (source.metadata.source, source.metadata.authors) == ("合作编译报", ("江作舟",))
    run_on = labelled("灯塔重新点亮", "2021-04-01 08:30 来源：未来晚报责任编辑：林一", BODY, MORE)
    assert run_on.metadata.source == "未来晚报"


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("2021-04-01 08:30 青禾晚报", (), "青禾晚报"),
        ("青禾晚报  白桦  2021-04-01 08:30", ("白桦",), "青禾晚报"),
        ("2021年4月1日 08:30 青禾网 作者：白桦 评论(12)", ("白桦",), "青禾网"),
        ("2021-04-01 08:30 青禾晚报 记者 白桦 通讯员 林一", ("白桦", "林一"), "青禾晚报"),
        ("2021/04/01 08:30 嵐溪時報 記者柯以寧／嵐溪報導", ("柯以寧",), "嵐溪時報"),
        ("By Lin Yi | April 1, 2021, 8:30 a.m. | The Harbour Record", ("Lin Yi",), "The Harbour Record"),
        ("港町新聞 2021年4月1日 8時30分", (), "港町新聞"),
        ("原创 白桦 守灯人手记 2021-04-01 08:30 发表于海城", ("白桦",), "守灯人手记"),
        ("灯塔新闻 2021-04-01 08:30", (), "灯塔新闻"),
        ("国内新闻 2021-04-01 08:30", (), None),
        ("社會新聞 2021-04-01 08:30", (), None),
        ("情况通报 2021-04-01 08:30", (), None),
        ("官网 2021-04-01 08:30", (), None),
    ],
)
def test_an_outlet_beside_a_date_needs_no_label(line: str, authors: tuple[str, ...], outlet: str | None) -> None:
    found = labelled("灯塔重新点亮", line, BODY, MORE).metadata
    assert (found.date, found.authors, found.source) == ("2021-04-01T08:30", authors, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "2021年4月1日，青禾晚报搬进新楼",
        "2021年4月1日，记者来到码头",
        "April 1, 2021 was the day of the Harbour Times Race",
    ],
)
def test_a_headline_with_a_date_is_no_line_of_fields(line: str) -> None:
    assert labelled("灯塔重新点亮", line, BODY, MORE).metadata.date is None


def test_a_folio_dates_the_page() -> None:
    assert labelled("青禾晚报 2021年4月1日 星期四", "灯塔重新点亮", BODY).metadata.date == "2021-04-01"


def test_an_editors_credit_is_taken_off_the_last_sentence() -> None:
    source = labelled("灯塔重新点亮", BODY, MORE + "（责任编辑：林一）")
    assert roles(source)[MORE] is None
    assert roles(source)["（责任编辑：林一）"] == "trailer"


def test_the_title_of_the_front_matter_is_the_title_in_the_body() -> None:
    source = label(read(f"---\ntitle: 灯塔 重新点亮\n---\n灯塔重新点亮\n\n{BODY}\n"))
    assert [line.role for line in source.lines if line.text == "灯塔重新点亮"] == ["title"]


PORTAL = (
    "<%@ /0080/e/include_1301.vm %>",
    "首页",
    "新闻 体育 财经 娱乐",
    "您所在的位置： 青禾首页 > 新闻 > 正文",
    "灯塔重新点亮",
    "2021-04-01 08:30 来源：青禾晚报 作者：白桦",
    "分享到: 0",
    BODY,
    "怎么去",
    MORE,
    "责任编辑：林一",
    "相关推荐",
    "渔港迎来今年首个鱼汛",
    "渔港昨天迎来今年首个鱼汛，三十条船一早出海。",
    "最热评论",
    "真好！",
    "关于我们| 服务条例| 联系我们| 版权声明",
)


def test_a_portals_story_is_found_among_what_the_portal_prints() -> None:
    source = labelled(*PORTAL)
    found = roles(source)
    assert source.layout == "portal"
    assert found["灯塔重新点亮"] == "title"
    assert found[BODY] is found[MORE] is found["怎么去"] is None
    kept = {"灯塔重新点亮", BODY, MORE, "怎么去", PORTAL[5]}
    assert {line.text for line in source.lines if line.role != "removed"} == kept
    assert source.metadata.date == "2021-04-01T08:30"
    assert source.metadata.source == "青禾晚报"


def test_a_breadcrumb_above_a_line_of_fields_makes_a_portals_page() -> None:
    head = ("青禾首页 > 新闻 > 正文", "灯塔重新点亮", "2021-04-01 08:30 来源：青禾晚报")
    source = labelled(*head, BODY, MORE)
    assert (source.layout, roles(source)[head[0]], roles(source)[head[1]]) == ("portal", "breadcrumb", "title")
    assert labelled(head[0], head[1], BODY, MORE).layout == "plain"


def test_headlines_and_buttons_below_a_dated_story_are_none_of_it() -> None:
    head, other = ("灯塔重新点亮", "2021-04-01 08:30 来源：青禾晚报"), "渔港迎来今年首个鱼汛"
    assert roles(labelled(*head, BODY, MORE, "相关推荐", other))[other] == "recommendation"
    foot = roles(labelled(*head, BODY, MORE, "阅读 1234", "在看 12", "写留言"))
    assert [foot[text] for text in ("阅读 1234", "在看 12", "写留言")] == ["counter", "share", "share"]
    told = roles(labelled(*head, BODY, "相关链接", other, MORE))
    assert told[other] is told[MORE] is None
    section = roles(labelled(*head, BODY, MORE, "关注", other))
    assert section[other] is None
    undated = roles(labelled(head[0], BODY, MORE, "Related", other))
    assert undated[other] is None


def test_one_sign_of_a_portal_makes_no_portal() -> None:
    source = labelled("灯塔重新点亮", BODY, MORE, "责任编辑：林一")
    assert source.layout == "plain"


@pytest.mark.parametrize("lines", [PORTAL, ("灯塔重新点亮", BODY), ("",), ("\u200b", "—" * 9)])
def test_no_line_is_dropped_and_none_that_goes_lacks_a_reason(lines: tuple[str, ...]) -> None:
    before, after = read("\n".join(lines)), labelled(*lines)
    assert sorted(span for line in after.lines for span in line.spans) == sorted(
        span for line in before.lines for span in line.spans
    )
    assert all(line.reason for line in after.lines if line.role == "removed")


MENU = ("首页", "新闻", "体育", "财经", "娱乐", "汽车", "教育", "旅游", "军事")
HEADED = ("灯塔重新点亮", "2021-04-01 08:30 来源：青禾晚报")


def body(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.role is None]


def test_a_menu_on_top_stands_for_furniture_that_no_table_knows() -> None:
    page = labelled(*MENU, *HEADED, BODY, MORE, "关于我们")
    assert page.layout == "portal"
    assert body(page) == [BODY, MORE]
    assert labelled(*MENU[1:], *HEADED, BODY, MORE).layout == "plain"


def test_a_list_of_dated_entries_without_a_heading_is_no_part_of_the_story() -> None:
    entries = [
        line for day in range(1, 9) for line in (f"第{day}条要闻的标题", f"青禾晚报·{day}小时前", f"第{day}条" + BODY)
    ]
    page = labelled(*MENU, *HEADED, BODY, MORE, BODY[:-1] + "，很热闹。", "共两条", "其他", *entries, "关于我们")
    assert body(page) == [BODY, MORE, BODY[:-1] + "，很热闹。"]


def test_remarks_of_readers_are_no_story_however_many() -> None:
    remarks = [f"第{number}次来，还想再来。" + "真好！" * (number % 3) for number in range(200)]
    page = labelled(*MENU, *HEADED, BODY, MORE, "责任编辑：林一", *remarks)
    assert body(page) == [BODY, MORE]


def test_a_story_goes_on_behind_links_in_its_midst() -> None:
    page = labelled(
        *MENU, *HEADED, BODY, MORE, "相关阅读", "渔港迎来首个鱼汛", MORE + BODY, BODY + BODY, "责任编辑：林一"
    )
    assert body(page) == [BODY, MORE, MORE + BODY, BODY + BODY]


def test_verse_stands_between_its_head_and_the_editors_line() -> None:
    verse = ("海把夜色", "一层一层推上岸", "他坐在塔里", "数浪")
    page = labelled(*MENU, *HEADED, *verse, "责任编辑：林一", "关于我们")
    assert body(page) == list(verse)


def test_the_headline_is_the_line_whose_words_come_again() -> None:
    page = labelled(*MENU, "今晚八点直播大厅见", "灯塔昨晚点亮 码头排起长队", "分享到：", BODY, MORE, "责任编辑：林一")
    assert roles(page)["灯塔昨晚点亮 码头排起长队"] == "title"


def test_what_the_head_of_a_story_says_line_by_line() -> None:
    page = labelled(
        "Sign in",
        "News",
        "Lighthouse lit again after three years",
        "Hundreds stood on the pier to see it",
        "By",
        "Odette Marsh",
        "Updated: March 21, 2021 at 1:14 p.m.",
        "Share this article",
        "The lighthouse was lit again last night, and the line reached the pier.",
        "The keeper said he had waited three years for it.",
        "Privacy Policy",
    )
    known = page.metadata
    assert (known.subtitle, known.authors) == ("Hundreds stood on the pier to see it", ("Odette Marsh",))
    assert known.date == "2021-03-21T13:14"


def test_a_date_below_the_story_is_its_own_before_others_begin() -> None:
    frame = (*MENU, "灯塔重新点亮", BODY, MORE)
    assert labelled(*frame, "发布日期：2021-04-01", "责任编辑：林一").metadata.date == "2021-04-01"
    assert labelled(*frame, "相关推荐", "2021-04-02 08:30", "关于我们").metadata.date is None


POST = "---\ntitle: {}\nauthor: 青禾晚报 - 城事\n---\n<div>{}</div>\n"


def test_a_post_is_its_story_whatever_furniture_it_prints() -> None:
    page = label(read(POST.format("灯塔", f"<p>{BODY}</p><p>广告</p><p>责任编辑：林一</p><p>分享</p><p>{MORE}</p>")))
    assert (page.layout, body(page)) == ("html", [BODY, MORE])


def test_a_line_of_a_post_inside_a_link_is_a_link_to_another_story() -> None:
    link = "<p><a href='/x'>渔港迎来首个鱼汛</a></p>"
    assert body(label(read(POST.format("灯塔", f"<p>{BODY}</p>{link}<p>{MORE}</p><p>{BODY}</p>")))) == [
        BODY,
        MORE,
        BODY,
    ]
    assert len(body(label(read(POST.format("灯塔", link * 3 + f"<p>{MORE}</p>"))))) == 4


def test_a_style_sheet_in_the_text_of_a_post_is_none_of_it() -> None:
    page = label(
        read(POST.format("灯塔", f"<p>.a p{{margin:0;color:#333}} .b {{ width: 100% }} {BODY}</p><p>{{注}}</p>"))
    )
    assert body(page) == [BODY, "{注}"]


@pytest.mark.parametrize(
    ("title", "printed", "true"),
    [
        ("_守灯人_三十年", "“守灯人”三十年", "“守灯人”三十年"),
        ("夜话 _守灯人_守了_三十年_", "“守灯人”守了“三十年”", "夜话 “守灯人”守了“三十年”"),
        ("「灯」_守灯人_", "「灯」「守灯人」", "「灯」「守灯人」"),
        ("守灯人三十年", "守灯人 三十年", "守灯人三十年"),
    ],
)
def test_a_title_gets_its_marks_back_from_the_body(title: str, printed: str, true: str) -> None:
    page = label(read(POST.format(f"'{title}'", f"<p>{printed}</p><p>{BODY}</p>")))
    assert (page.metadata.title, body(page)) == (true, [BODY])


def test_a_sentence_right_below_the_headline_of_a_portal_is_kept() -> None:
    above = ("版面导航", "上一篇", "下一篇", "字体：", "打印", "灯塔重新点亮", "灯亮人回。", "□青禾晚报记者 白桦")
    page = labelled(*above, BODY, MORE, "分享到", "微信", "相关推荐", "渔港迎来鱼汛", "网友评论", "责任编辑：林一")
    assert page.layout == "portal"
    assert roles(page)["灯亮人回。"] is None
    assert roles(page)["打印"] == "share"
