"""Text to lines: plain text, front matter, Markdown, HTML."""

from __future__ import annotations

import pytest

from newsclean import clean, strip_html
from newsclean.model import Line, Source
from newsclean.stages.read.read import read


def said(source: Source) -> list[str]:
    """The lines that no reader has taken out."""
    return [line.text for line in source.lines if line.role != "removed"]


def line_of(source: Source, text: str) -> Line:
    (line,) = (line for line in source.lines if line.text == text)
    return line


# Plain text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_plain_lines_know_their_places_gaps_and_indents(end: str) -> None:
    text = end.join(["灯塔重新点亮", "", "　　海城的灯塔昨晚点亮。  ", "它熄灭了三年。", ""])
    source = read(text)
    assert source.layout == "plain"
    assert source.text == text
    assert said(source) == ["灯塔重新点亮", "海城的灯塔昨晚点亮。", "它熄灭了三年。"]
    assert [line.gap for line in source.lines] == [0, 1, 0]
    assert [line.indent for line in source.lines] == [0, 2, 0]
    for line in source.lines:
        ((start, stop),) = line.spans
        assert text[start:stop] == line.text


def test_no_text_has_no_lines() -> None:
    for text in ("", " \n\u3000\n", "\ufeff", "\u200b\n\x00"):
        assert read(text).lines == ()
        assert read(text).text == text


def test_a_log_prefix_on_most_lines_is_cut() -> None:
    text = "".join(f"ocr-1  | 第{number}行文字在这里\n" for number in "一二三四五")
    source = read(text)
    assert said(source) == [f"第{number}行文字在这里" for number in "一二三四五"]
    assert [text[cut.start : cut.end] for cut in source.cuts] == ["ocr-1  | "] * 5
    assert {cut.reason for cut in source.cuts} == {"log-prefix"}


def test_a_prefix_on_few_lines_stays() -> None:
    text = "INFO: 灯塔\n海城的灯塔昨晚点亮。\n它熄灭了三年。\n游客来了。\n"
    assert said(read(text))[0] == "INFO: 灯塔"


def test_tokens_of_ocr_models_are_cut_and_line_breaks_end_rows() -> None:
    source = read("<fcel>灯塔<fcel>三年<nl><fcel>码头<fcel>五年<nl>\n灯塔<br>点亮<|im_end|>")
    assert said(source) == ["灯塔 三年", "码头 五年", "灯塔", "点亮"]
    assert {cut.reason for cut in source.cuts} == {"markup"}


# Front matter

HEAD = "---\ntitle: 灯塔重新点亮\nauthor: 白桦\ndate: 2021-04-01T08:30:00Z\n---\n"
BODY = "海城的灯塔昨晚点亮。\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"船位涨了（\( 12\% \)）。", "船位涨了（12%）。"),
        (r"全长 \( 30 \mathrm{km} \)，值\(5.5\text{亿元}\)。", "全长 30 km，值5.5亿元。"),
        (r"$12.5\%$ 的人说，好。", "12.5% 的人说，好。"),
        (r"注\*：约 100\%，见 a\_b。", "注*：约 100%，见 a_b。"),
        (r"长 \( 3 \times 5 \) 米，\( x^{2} \)。", r"长 \( 3 \times 5 \) 米，\( x^{2} \)。"),
        (r"\(本报记者\)说，\(Reuters\)也说。", r"\(本报记者\)说，\(Reuters\)也说。"),
        (r"票价 $5 到 $8，路径 C:\_data 和 \\%。", r"票价 $5 到 $8，路径 C:\_data 和 \\%。"),
    ],
)
def test_escapes_of_ocr_tools_leave_figures_and_signs(raw: str, text: str) -> None:
    source = read(raw + "\n")
    assert said(source) == [text]
    cut = {at for cut in source.cuts for at in range(cut.start, cut.end)}
    assert not any(raw[at].isspace() for cut in source.cuts for at in (cut.start, cut.end - 1))
    left = "".join(character for at, character in enumerate(raw) if at not in cut)
    assert "".join(left.split()) == "".join(text.split())


def test_where_a_model_saw_its_words_is_cut() -> None:
    text = "<|ref|>text<|/ref|><|det|>[[12, 30, 400, 80]]<|/det|>\n灯塔昨晚点亮。<page_number>3</page_number>\n"
    source = read(text)
    assert said(source) == ["灯塔昨晚点亮。"]
    assert {cut.reason for cut in source.cuts} == {"markup"}


def test_between_lines_that_end_in_tags_a_blank_line_starts_a_paragraph() -> None:
    text = "灯塔重新点亮\n\n海城的灯塔昨晚<br>\n又亮了，来看的<br>\n人排到码头上<br>\n去了。\n\n守灯人说好。\n"
    assert [line.opens for line in read(text).lines] == [False, True, False, False, False, True]
    assert not any(line.opens for line in read(text.replace("<br>", "")).lines)
    assert not any(line.opens for line in read("灯塔<br>\n\n点亮\n\n守灯人\n").lines)


def test_front_matter_gives_fields_and_its_lines_have_roles() -> None:
    source = read(HEAD + "\n" + BODY)
    assert source.metadata.title == "灯塔重新点亮"
    assert source.metadata.authors == ("白桦",)
    assert source.metadata.date == "2021-04-01T08:30:00+00:00"
    assert source.flags == ()
    roles = [line.role for line in source.lines]
    assert roles == ["removed", "title", "byline", "date", "removed", None]
    assert source.lines[0].reason == "front-matter"
    assert source.text == HEAD + "\n" + BODY


@pytest.mark.parametrize("mark", ["\ufeff", "\n\n", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_behind_a_mark_and_with_any_line_end(mark: str, end: str) -> None:
    source = read(mark + HEAD.replace("\n", end) + BODY)
    assert source.metadata.title == "灯塔重新点亮"
    assert said(source)[-1] == "海城的灯塔昨晚点亮。"


@pytest.mark.parametrize(
    "title",
    [
        "灯塔: 重新点亮: 三年之后",
        "[灯塔 重新点亮",
        "{灯塔",
        "*灯塔",
        "&灯塔 *灯塔",
        "!!python/object:os.system 灯塔",
        "@灯塔",
        "%灯塔",
        "> 灯塔\n\tx",
    ],
)
def test_bad_yaml_is_read_line_by_line(title: str) -> None:
    source = read(f"---\ntitle: {title}\nauthor: 白桦\n---\n{BODY}")
    assert "灯塔" in (source.metadata.title or "")
    assert source.metadata.byline == "白桦"
    assert said(source)[-1] == "海城的灯塔昨晚点亮。"


def test_bad_yaml_is_flagged() -> None:
    source = read(f"---\ntitle: 灯塔: 点亮: 了\ndate: Invalid Date\n---\n{BODY}")
    assert source.flags == ("bad-front-matter",)
    assert source.metadata.title == "灯塔: 点亮: 了"


def test_yaml_aliases_and_nesting_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: 灯塔"
    assert read(f"---\n{bomb}\n---\n{BODY}").metadata.title == "灯塔"
    assert read(f"---\ntitle: 灯塔\nb: {'[' * 10000}\n---\n{BODY}").metadata.title == "灯塔"


def test_an_invalid_date_is_no_date() -> None:
    source = read(f"---\ntitle: 灯塔\ndate: Invalid Date\n---\n{BODY}")
    assert source.metadata.date is None
    assert line_of(source, "date: Invalid Date").role == "date"


def test_values_stay_as_they_are_printed() -> None:
    source = read(f"---\ntitle: 007\nauthor: no\ndate: 2021-04-01\nsource: 1.10\n---\n{BODY}")
    known = source.metadata
    assert (known.title, known.byline, known.date, known.source) == ("007", "no", "2021-04-01", "1.10")


def test_blank_lines_between_keys() -> None:
    assert read(f"---\ntitle: 灯塔\n\nauthor: 白桦\n\n---\n{BODY}").metadata.authors == ("白桦",)


def test_a_site_with_a_channel_is_no_author() -> None:
    known = read(f"---\ntitle: 灯塔\nauthor: 青禾网 - 要闻\ncategories: [青禾网]\n---\n{BODY}").metadata
    assert (known.authors, known.source, known.section) == ((), "青禾网", "要闻")


def test_a_third_rule_belongs_to_the_body() -> None:
    source = read(HEAD + BODY + "\n---\n\n它熄灭了三年。\n")
    assert said(source)[-3:] in (
        ["海城的灯塔昨晚点亮。", "---", "它熄灭了三年。"],
        ["date: 2021-04-01T08:30:00Z", "海城的灯塔昨晚点亮。", "它熄灭了三年。"],
    )
    assert source.metadata.title == "灯塔重新点亮"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 灯塔\n" + BODY,
        "---\n海城的灯塔昨晚点亮。\n---\n它熄灭了三年。\n",
        "---\n---\n" + BODY,
        "-- -\ntitle: 灯塔\n---\n" + BODY,
        "---\n" + "x: 海城的灯塔\n" * 5000 + "---\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    source = read(text)
    assert source.metadata.title is None
    assert {line.reason for line in source.lines} <= {None, "markup"}


# Markdown

MARKDOWN = """# 灯塔重新点亮

海城的**灯塔**昨晚[重新点亮](https://qinghe.example/1)。

## 三年之后

> 我等了三年。

- 第一层
- 第二层

| 年 | 客流 |
| --- | --- |
| 2021 | 1200 |

![灯塔](a.png)

***

\\*注：数字为估计。
"""


def test_markdown_marks_become_hints_and_leave_the_text() -> None:
    source = read(MARKDOWN)
    assert source.layout == "markdown"
    assert source.text == MARKDOWN
    hints = {line.text: (line.hint, line.level) for line in source.lines if line.role is None}
    assert hints["灯塔重新点亮"] == ("heading", 1)
    assert hints["三年之后"] == ("heading", 2)
    assert hints["海城的灯塔昨晚重新点亮。"] == (None, 0)
    assert hints["我等了三年。"] == ("quote", 0)
    assert [text for text, (hint, _) in hints.items() if hint == "list"] == ["- 第一层", "- 第二层"]
    assert [text for text, (hint, _) in hints.items() if hint == "table"] == ["| 年 | 客流 |", "| 2021 | 1200 |"]
    assert "*注：数字为估计。" in hints
    assert not any("](" in text or "**" in text for text in hints)


def test_a_heading_above_all_is_sign_enough() -> None:
    source = read("# 灯塔重新点亮\n\n海城的灯塔昨晚点亮。\n")
    assert source.layout == "markdown"
    assert said(source) == ["灯塔重新点亮", "海城的灯塔昨晚点亮。"]


def test_a_code_fence_round_the_whole_is_cut() -> None:
    source = read("```markdown\n# 灯塔重新点亮\n\n海城的灯塔昨晚点亮。\n```\n")
    assert said(source) == ["灯塔重新点亮", "海城的灯塔昨晚点亮。"]


@pytest.mark.parametrize(
    "text", ["# 灯塔\n海城的灯塔昨晚点亮。\n", "5 ** 2 = 25\n", "灯塔 * 码头 * 渡口\n", "> 灯塔\n- 码头\n"]
)
def test_a_single_sign_is_no_markdown(text: str) -> None:
    assert read(text).layout == "plain"
    assert said(read(text)) == text.splitlines()


def test_marks_that_are_never_closed_stay() -> None:
    source = read("# 灯塔\n\n# 码头\n\n海城的[灯塔昨晚点亮。\n\n" + "-" * 5000 + "!\n")
    assert "海城的[灯塔昨晚点亮。" in said(source)
    assert "-" * 5000 + "!" in said(source)


# HTML


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("<p>灯塔</p><p>码头</p>", "灯塔\n码头"),
        ("灯塔<br>码头<br/>渡口", "灯塔\n码头\n渡口"),
        ("<div>灯<b>塔</b><i>点</i>亮</div>", "灯塔点亮"),
        ("<p>a &amp; b&nbsp;&lt;c&gt; &#28783;</p>", "a & b\xa0<c> 灯"),
        ("<p>灯塔<script>var a = '</p>';</script></p><style>p{}</style><noscript>无</noscript>", "灯塔"),
        ("<p>灯塔<noembed><i>无</i></noembed></p><noframes><p>无</p></noframes>", "灯塔"),
        ("<!-- 注 --><p>灯塔<!-- 注 -->点亮</p>", "灯塔点亮"),
        ("<p>灯塔</p><!-- 注 <p>一</p><!-- 注 --td <p>二</p><p>亮了</p>", "灯塔\n一\n二\n亮了"),
        ("<p style='display: none'>藏</p><p hidden>藏</p><p>灯塔</p>", "灯塔"),
        ("<div style='visibility:hidden'><section>灯塔</section></div>", "灯塔"),
        ("<table><tr><td>灯塔</td><td>三年</td></tr></table>", "灯塔\n三年"),
        ("<p>灯塔<p>码头", "灯塔\n码头"),
        ("<p>灯塔</p></body></html><p>码头</p>", "灯塔\n码头"),
        ("<p>灯\n  塔</p>", "灯塔"),
        ("<p>old\n  harbour</p>", "old harbour"),
        ("<title>题</title><p>灯塔</p>", "灯塔"),
        ("灯塔 < 码头", "灯塔 < 码头"),
        ("<p>灯塔\x00点亮</p>", "灯塔点亮"),
    ],
)
def test_the_visible_text_of_a_page(markup: str, text: str) -> None:
    assert strip_html(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20000 + "灯塔",
        "<p " + "a=1 " * 20000 + ">灯塔</p>",
        "<b>" * 20000 + "灯塔</p>",
        "<" * 50000 + "灯塔",
        "&" * 50000 + "灯塔",
    ],
)
def test_a_hostile_page_keeps_its_text(markup: str) -> None:
    assert "灯塔" in strip_html(markup)


def test_html_lines_have_hints_and_the_share_of_links() -> None:
    source = read("<h2>灯塔</h2><p>海城的<a href=x>灯塔</a>。</p><ul><li>码头</li></ul><figcaption>图</figcaption>")
    assert source.layout == "html"
    assert [(line.text, line.hint, line.level) for line in source.lines] == [
        ("灯塔", "heading", 2),
        ("海城的灯塔。", None, 0),
        ("码头", "list", 0),
        ("图", "caption", 0),
    ]
    assert [round(line.links, 2) for line in source.lines] == [0, 0.33, 0, 0]
    for line in source.lines:
        ((start, stop),) = line.spans
        assert source.text[start:stop] == line.text


def test_front_matter_before_html_is_part_of_the_text() -> None:
    source = read(HEAD + "<p>海城的灯塔昨晚点亮。</p>\n<p>它熄灭了三年。</p>")
    assert source.text == HEAD + "海城的灯塔昨晚点亮。\n它熄灭了三年。\n"
    assert source.metadata.title == "灯塔重新点亮"
    line = line_of(source, "它熄灭了三年。")
    assert source.text[slice(*line.spans[0])] == line.text


@pytest.mark.parametrize("text", ["灯塔 <b>点亮</b>", "a < b > c", "<https://qinghe.example>", "灯塔<br>点亮"])
def test_tags_that_are_no_blocks_make_no_page(text: str) -> None:
    assert read(text).layout == "plain"


def test_a_token_in_the_front_matter_is_accounted_for() -> None:
    document = clean("---\ntitle: 灯塔重新点亮<br>\nauthor: 白桦\n---\n\n海城的灯塔昨晚重新点亮。\n")
    assert {row.reason for row in document.ledger if document.text[row.start : row.end] == "<br>"} == {"markup"}


def test_a_title_with_stand_ins_is_completed_from_the_body() -> None:
    raw = (
        "---\ntitle: 市长：_灯塔_明年开放\n---\n<div>市长：“灯塔”明年开放<br><br>海城市长昨天宣布，灯塔明年开放。</div>"
    )
    (article,) = clean(raw).articles
    assert article.title == "市长：“灯塔”明年开放"
    assert [block.text for block in article.blocks] == ["海城市长昨天宣布，灯塔明年开放。"]


def test_links_and_pay_walls_inside_a_fragment_are_removed() -> None:
    raw = '<p>海城的灯塔昨晚重新点亮。</p><p><a href="/x">延伸阅读：灯塔的一百年</a></p><p>登录后阅读全文</p>'
    document = clean(raw)
    assert [block.text for block in document.articles[0].blocks] == ["海城的灯塔昨晚重新点亮。"]
    assert [piece.reason for piece in document.removed] == ["link", "paywall"]


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ('"老灯"亮了，人来了', '"老灯"亮了，人来了'),
        ("'老灯: 亮了'", "老灯: 亮了"),
        ("#老灯 亮了", "#老灯 亮了"),
        ("老灯亮了 # 三年", "老灯亮了 # 三年"),
        ("[视频] 老灯亮了", "[视频] 老灯亮了"),
        ("记者手记: 老灯: 亮了", "记者手记: 老灯: 亮了"),
        ("%老灯亮了%", "%老灯亮了%"),
        ("null", None),
        ("", None),
    ],
)
def test_an_unquoted_title_is_read_as_it_is_printed(value: str, title: str | None) -> None:
    source = read(f"---\ntitle: {value}\n\nauthor: 青禾晚报 - 城事\ndate: Invalid Date\n---\n灯塔亮了。\n")
    assert (source.metadata.title, source.metadata.date) == (title, None)
    assert ("title" in [line.role for line in source.lines]) == (title is not None)


@pytest.mark.parametrize(
    ("author", "authors", "source", "section"),
    [
        ("青禾晚报 - 城事", (), "青禾晚报", "城事"),
        ("青禾网 | 要闻", (), "青禾网", "要闻"),
        ("Harbour Record - Local", (), "Harbour Record", "Local"),
        ("林一", ("林一",), None, None),
        ("记者 林一", ("林一",), None, None),
        ("[林一, 白桦]", ("林一", "白桦"), None, None),
        ("null", (), None, None),
        ("", (), None, None),
    ],
)
def test_an_author_may_be_a_person_or_a_site_with_its_channel(
    author: str, authors: tuple[str, ...], source: str | None, section: str | None
) -> None:
    known = read(f"---\ntitle: 灯塔亮了\nauthor: {author}\n---\n灯塔亮了。\n").metadata
    assert (known.authors, known.source, known.section) == (authors, source, section)


def test_lists_of_front_matter_that_is_not_valid_are_read() -> None:
    source = read(
        "---\ntitle: 老灯: 亮了\ncategories:\n  - 传统媒体\n\n  - 青禾 - 城事\nauthor: 青禾\n---\n灯塔亮了。\n"
    )
    assert (source.flags, source.metadata.section) == (("bad-front-matter",), "城事")


def test_italics_of_markdown_are_marks_where_they_open_and_close() -> None:
    source = read("# 灯塔\n\n**守灯人** 5 * 3 * 2，价格* 见注。\n\n*记者 林一*\n")
    assert [line.text for line in source.lines if not line.role] == [
        "灯塔",
        "守灯人 5 * 3 * 2，价格* 见注。",
        "记者 林一",
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- 广告 <p>旧稿</p> -->",
        "<!-- 广告 --!>",
        "<!-- 广告 -- >",
        "<!-- 广告 ->",
        "<!-- 广告 —>",
        "<!-- 广告 --\u00a0>",
        "<!-- 广告 --><!-- <b>旧稿</b> --><!---><!-- 广告 --!>",
        "\x00<!-- 广\x00告 -->",
        "<!- 广告 ->",
        "<!-- a -> b -->",
        "<!-- 广告位\n",
        "<!-- 广告",
        "<!--",
    ],
)
def test_no_comment_swallows_what_follows_it(comment: str) -> None:
    assert strip_html(f"<div><p>灯塔亮了。</p>{comment}<p>人来了。</p></div>") == "灯塔亮了。\n人来了。"


@pytest.mark.parametrize("instruction", ["<?php echo 1 ?>", "<?div>", "<?xml version='1.0'?>", "<?"])
def test_a_processing_instruction_in_a_body_is_no_text_and_no_error(instruction: str) -> None:
    assert strip_html(f"<p>灯塔</p>{instruction}<p>码头</p>").split("\n")[0] == "灯塔"
    assert clean(f"<html><body><p>灯塔</p>{instruction}<p>码头</p>").ledger


def test_control_characters_of_front_matter_reach_no_field() -> None:
    page = "---\ntitle: 灯\x00塔\x1b重新\nauthor: 林\x07一\n---\n\n海城的灯塔昨晚重新点亮，来看的人排到了码头上。\n"
    (article,) = clean(page).articles
    assert (article.title, article.authors) == ("灯塔重新", ("林一",))


def test_half_a_pair_in_a_page_s_metadata_reaches_no_field() -> None:
    data = '{"@type": "NewsArticle", "headline": "灯塔\\ud800重新点亮", "author": {"name": "林\\u0000一"}}'
    page = (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><h1>灯塔重新点亮</h1>'
        "<p>青禾市的灯塔昨天晚上重新点亮，码头上站满了来看灯的市民，孩子们数着灯光扫过海面的次数。</p>"
        "<p>修复工程历时二十个月，由本地一家造船厂承担，塔身的每一块石头都编了号，灯室的玻璃全部换新。</p></body></html>"
    )
    (article,) = clean(page).articles
    assert (article.title, article.authors) == ("灯塔重新点亮", ("林一",))


# Fields with labels


STORY = "海城的灯塔昨晚重新点亮，来看的人从下午起就排到了码头上。\n守灯人说，他等这一天等了三年。\n"


@pytest.mark.parametrize(
    "head",
    [
        "标题：灯塔重新点亮\n日期：2021年4月1日\n来源：青禾晚报\n作者：白桦\n\n",
        "\ufeff【标题】灯塔重新点亮\r\n【时间】2021-04-01\r\n【来源】青禾晚报\r\n【作者】白桦\r\n【正文】\r\n",
        "編號：17\n標題：灯塔重新点亮\n日期：2021-04-01\n出處：青禾晚报\n記者：白桦\n內容：".replace("編號", "编号"),
        "Title: 灯塔重新点亮\nDate: April 1, 2021\nSource: 青禾晚报\nAuthor: 白桦\n\nText\n",
    ],
)
def test_labelled_fields_above_a_body_are_its_fields(head: str) -> None:
    document = clean(head + STORY)
    (article,) = document.articles
    assert (article.title, article.date, article.source, article.authors) == (
        "灯塔重新点亮",
        "2021-04-01",
        "青禾晚报",
        ("白桦",),
    )
    assert [block.text for block in article.blocks] == STORY.splitlines()
    assert {piece.reason for piece in document.removed} <= {"front-matter"}


@pytest.mark.parametrize(
    "text",
    [
        f"标题：灯塔重新点亮\n{STORY}",
        f"日期：2021-04-01\n来源：青禾晚报\n{STORY}",
        f"标题党的末日\n日期：2021-04-01\n{STORY}",
        f"标题：灯塔重新点亮\n日期：2021-04-01\n{STORY}\n标题：渔港开港\n日期：2021-04-02\n{STORY}",
    ],
)
def test_one_label_or_several_documents_make_no_head(text: str) -> None:
    assert read(text).metadata.title is None


# What tools write

PROSE = "渡口的引航灯上周换新，夜航票价与白天相同。"


def left_of(source: Source) -> str:
    """The document's text without what was cut out of it."""
    cut = {at for cut in source.cuts for at in range(cut.start, cut.end)}
    return "".join(character for at, character in enumerate(source.text) if at not in cut)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("<p>第一段。</p>", ["第一段。"]),
        ('<div align="center"><img src="a.png"></div>', []),
        ('<div style="text-align: center;"><img src="a.png"></div>\n\n<center>渡口的灯</center>', ["渡口的灯"]),
        (
            "<table>\n<tr>\n<td>年</td>\n<td>班</td>\n</tr>\n<tr><td>1998</td><td>4</td></tr>\n</table>",
            ["年 班", "1998 4"],
        ),
        ("<table><tr><td>一<br>二</td><td><p>三</p></td></tr></table>", ["一 二 三"]),
        ("<style>\np {}\n</style>", []),
        ("<blockquote>\n引文一句。\n</blockquote>", ["引文一句。"]),
    ],
)
def test_html_inside_markdown_is_read_as_html_inside_markdown(block: str, lines: list[str]) -> None:
    source = read(f"# 渡口\n\n{PROSE}\n\n{block}\n\n{PROSE}\n")
    assert source.layout == "markdown"
    assert said(source) == ["渡口", PROSE, *lines, PROSE]
    assert "<" not in left_of(source)


def test_kinds_of_html_inside_markdown() -> None:
    text = f"# 渡口\n\n{PROSE}\n\n<figure><img src='a'>灯<figcaption>夜里</figcaption></figure>\n\n<h2>夜航</h2>\n\n<ul><li>一</li></ul>\n"
    kinds = [(line.text, line.hint) for line in read(text).lines if line.role is None]
    assert kinds[2:] == [("灯", "caption"), ("夜里", "caption"), ("夜航", "heading"), ("一", "list")]


def test_a_fragment_of_a_page_is_html_and_an_unclosed_comment_loses_only_its_mark() -> None:
    assert read(f"<div>\n<p>{PROSE}</p>\n<p>{PROSE}</p>\n</div>").layout == "html"
    source = read(f"# 渡口\n\n{PROSE}\n\n<!-- 夜航从今晚开始。\n\n<!-- 好 -->\n\n{PROSE}\n")
    assert said(source) == ["渡口", PROSE, "夜航从今晚开始。", PROSE]


def test_tags_that_somebody_writes_about_stay() -> None:
    for text in (
        "网页里的 <p> 和 <div> 是什么？\n",
        "写 `</p>` 就是一段的结尾，人人都会。\n",
        "Put a <center></center> tag.\n",
    ):
        assert said(read(text)) == [text.strip()]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (f"说明\n\n# 渡口恢复夜航\n\n{PROSE}\n", "markdown"),
        (f"# 渡口恢复夜航\n{PROSE}\n", "markdown"),
        (f"{PROSE}\n# 3，见下\n{PROSE}\n", "plain"),
        ("渡口\n\n# 灯\n\n短\n", "plain"),
        (f"```\n渡口\n{PROSE}\n```\n", "plain"),
    ],
)
def test_one_heading_above_prose_is_markdown(text: str, layout: str) -> None:
    assert read(text).layout == layout


def test_a_heading_goes_on_behind_a_line_break_tag_and_not_on_the_next_line() -> None:
    lines = read(f"# 渡口恢复夜航<br>末班船延后\n{PROSE}\n\n# 灯\n短\n").lines
    assert [line.text for line in lines] == ["渡口恢复夜航末班船延后", PROSE, "灯", "短"]


def test_short_lines_above_the_first_heading_are_its_kicker() -> None:
    source = read(f"特别报道 渡口\n\n# 渡口恢复夜航\n\n{PROSE}\n")
    assert source.lines[0].role == "subtitle"
    assert source.metadata.subtitle == "特别报道 渡口"
    for above in (PROSE, "本报记者 林一", "2021年4月1日"):
        assert read(f"{above}\n\n# 渡口恢复夜航\n\n{PROSE}\n").metadata.subtitle is None
    assert read(f"渡口\n\n## 夜航\n\n{PROSE}\n\n# 尾声\n\n{PROSE}\n").metadata.subtitle is None


def test_marks_of_markdown_dialects_are_cut() -> None:
    text = f'# 渡口 {{#ferry}}\n\n{{{{< figure src="a" >}}}}\n\n![[a.png]]\n\n[[lin|林一]]~~不~~说[^1]：{PROSE}\n\n[返回](a.md)\n'
    source = read(text)
    assert said(source) == ["渡口", f"林一不说：{PROSE}"]
    assert [line.reason for line in source.lines if line.role] == ["markup", "markup", "navigation"]


def test_a_model_that_reads_text_into_its_places_loses_only_the_places() -> None:
    text = "<|ref|>海边的灯塔昨晚点亮<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>\n<|ref|>sub_title<|/ref|><|det|>[[1]]<|/det|>\n灯\n"
    assert said(read(text)) == ["海边的灯塔昨晚点亮", "灯"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"下降 $6 0 \%$ ，好。", "下降 60% ，好。"),
        (r"长 $1 2 . 5 \mathrm { k m }$。", "长 12.5km。"),
        (r"$2 5 ^ { \circ } \mathrm { C }$，$3 0 ^ { \circ }$", r"25C，30^\circ"),
        (r"$1 0 ^ { 6 }$ 与 $\mathrm { m } ^ { 2 }$ 与 $^ { [ 1 ] }$", "10^6 与 m2 与 [1]"),
        (r"$a \times b$，$5 到 $8，$100 200 people paid $5", r"$a \times b$，$5 到 $8，$100 200 people paid $5"),
    ],
)
def test_figures_set_as_formulas(raw: str, text: str) -> None:
    assert said(read(raw + "\n")) == [text]


def test_a_sentence_that_a_page_cuts_goes_on_behind_it() -> None:
    for mark in ("[MISSING_PAGE_FAIL:3]", "<!-- PageBreak -->", "{3}" + "-" * 48):
        source = read(f"# 渡口\n\n渡口的引航灯上周换新，夜航\n\n{mark}\n\n票价与白天相同。\n")
        assert [line.gap for line in source.lines][-1] == 0
    assert [line.gap for line in read(f"{PROSE}\n\n<!-- PageBreak -->\n\n{PROSE}\n").lines] == [0, 1]


def test_words_of_a_model_go_only_where_it_announces_or_fences_its_text() -> None:
    closing = "如果您还有其他问题，请随时告诉我。"
    assert said(read(f"以下是图片中的文字内容：\n{PROSE}\n{closing}\n")) == [PROSE]
    assert said(read(f"{PROSE}\n{closing}\n")) == [PROSE, closing]
    assert (
        said(read(f"{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n以下是图片中的文字内容：\n"))[-1] == "以下是图片中的文字内容："
    )


# Front matter in other forms


@pytest.mark.parametrize(
    "head",
    [
        '+++\ntitle = "渡口恢复夜航"\ndate = 2019-05-02\n+++\n',
        "title: 渡口恢复夜航\ndate: 2019-05-02\ntags:\n- 渡口\n---\n",
        "---\ntitle:渡口恢复夜航\ndate:2019-05-02\n---\n",
        "-----\ntitle: '\"渡口恢复夜航\"'\ndate: 2 May 2019\n-----\n",
        ';;;\n"title": "渡口恢复夜航",\n"date": "2019-05-02"\n;;;\n',
        '{\n  "title": "渡口恢复夜航",\n  "date": "2019-05-02"\n}\n',
        "---\ndate: 2019-05-02\n---\n原标题：渡口恢复夜航\n",
    ],
)
def test_front_matter_in_other_forms(head: str) -> None:
    source = read(f"{head}\n{PROSE}\n")
    assert source.metadata.title == "渡口恢复夜航"
    assert source.metadata.date == "2019-05-02"
    assert [line.text for line in source.lines if line.role is None][-1] == PROSE
    assert not any(line.text.startswith(("+++", "-", ";", "{")) for line in source.lines if line.role is None)


def test_names_in_a_wikis_brackets_and_a_source_that_is_an_address() -> None:
    source = read(f"---\ntitle: 渡口\nauthor: [[林一]]\nsource: https://example.org/a\n---\n{PROSE}\n")
    assert source.metadata.authors == ("林一",)
    assert source.metadata.source is None
    assert [line.role for line in source.lines] == ["removed", "title", "byline", "removed", "removed", None]


def test_the_issue_of_an_old_paper_above_its_article() -> None:
    source = read(f"海報 日期：1949-05-17 版次：02 版\n渡口恢复夜航\n{PROSE}\n")
    assert (source.metadata.source, source.metadata.date) == ("海報", "1949-05-17")
    assert said(source)[1:] == ["渡口恢复夜航", PROSE]


def test_keys_in_prose_are_no_front_matter() -> None:
    for text in (f"title: 渡口\n{PROSE}\n---\n", "+++\n渡口\n+++\n", '{"name": "渡口"}\n'):
        assert read(text).metadata.title is None
