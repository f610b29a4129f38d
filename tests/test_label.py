"""Lines get labels: furniture, credits, bylines, fields; on a portal's page the story is told from all around it."""

from __future__ import annotations

import pytest

from newsclean.label import label
from newsclean.model import Source
from newsclean.read import read

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
