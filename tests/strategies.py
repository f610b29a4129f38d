"""Hypothesis strategies for documents of every kind that newsclean reads. All towns, people and events are invented.

`documents()` draws from all of them; each kind has a strategy of its own. Documents are small: a law that fails on
a page fails on a few lines of it.
"""

from __future__ import annotations

from textwrap import wrap

from hypothesis import strategies as st

from newsclean.options import LAYOUTS, Options
from newsclean.patterns import Rule
from newsclean.rules.ruleset import NAMES as RULE_NAMES

PHRASES = (
    "沙洲大桥昨天完成最后一段钢箱梁的吊装",
    "市民从清早起就在码头排起了长队",
    "修复工程由本地一家造船厂承担",
    "新馆共有三层",
    "馆员每周整理一次旧书",
    "渔民说今年的鱼汛来得早",
    "夜间班车增加到二十分钟一班",
    "河堤加高了半米",
    "老街的石板路重新铺过",
    "孩子们在操场上放风筝",
    "气象台预计周末有小雨",
    "第二批树苗已经种下",
    "工人们连夜清理淤泥",
    "菜市场搬进了新楼",
    "志愿者为老人送去热饭",
    "灯塔的旧灯换成了节能灯",
    "投入约1200万元",
    "客流比去年增加12.5%",
    "“这条路我等了十年”",
    "《渡口纪事》也在展出之列",
    "旧仓库改成了排练厅",
    "码头边新栽了一排海棠",
    "消防员教居民使用灭火器",
    "夜校的课程四分钟报满",
    "合唱队每周三晚上排练",
    "修表的老师傅收了两名徒弟",
    "渡船的票价三年没有变过",
    "山上的水库蓄满了水",
    "邮局门口摆出了旧信箱",
    "面点课就设在食堂的后厨",
)
ENGLISH = (
    "the harbour council opened a new library beside old pier and residents welcomed longer hours after months"
    " of repair work on its well-known roof while ferries kept their winter timetable to nearby islands"
)
WORDS = tuple(ENGLISH.split())
NAMES = ("白桦", "苏南", "林一", "王平", "顾泳", "欧阳青", "Lin Yi")
HEADLINES = (
    "沙洲大桥昨日合龙",
    "灯塔重新点亮",
    "东岸图书馆延长开放时间",
    "一条街的默契",
    "渔港迎来今年首个鱼汛",
    "河堤加高工程提前完工",
    "老街石板路重铺",
    "夜班车多了 出行方便了",
)
SUBHEADS = ("二十年的等待", "新的一层", "怎么去", "接下来")
BYLINES = ("本报记者 {}", "■本报记者 {}", "特聘首席记者 {} 通讯员 {}", "（记者 {} {}）", "作者：{}", "By Lin Yi")
LEADS = ("", "本报讯 ", "本报讯（记者 苏南）", "新华社海城4月1日电（记者白桦）", "（上接第一版）")
CAPTIONS = (
    "图为志愿者在码头服务。",
    "均本报记者 白桦摄",
    "（新华社记者林一摄）",
    "上图：修复后的灯塔。",
    "市港务局供图",
)
FURNITURE = (
    "青禾晚报 2021年4月1日 星期四",
    "第3版",
    "■发布厅",
    "责任编辑：林一 校对：白桦",
    "新闻热线：000-00000000",
    "【新闻链接】",
)
QUOTES = ("“最难的时候，街坊们轮流送饭！”——堤防队长", "这条路我等了十年。——居民王平")
CHROME = (
    "<%@ /0080/e/include_1301.vm %>",
    "青禾首页 > 青禾新闻 > 正文",
    "分享到: 0",
    "37评论   收藏",
    "字体： 小 中 大",
    "扫一扫，用手机看新闻！",
    "返回顶部",
    "登录",
    "首页",
    "新闻 体育 财经 娱乐",
)
TAILS = (
    "责任编辑：林一",
    "相关推荐",
    "热点推荐",
    "最热评论",
    "声明：本网力求信息真实，据此操作风险自担。",
    "关于我们| 服务条例| 联系我们| 版权声明",
)
DATES = ("2021-04-01 08:30", "2021年4月1日", "April 1, 2021", "二〇二一年四月一日", "2021-04-01T08:30:00+08:00")
EXTRAS = (
    *("<script>var a = '</p>';</script>", "<!-- x -->", "<a href=x>更多</a>", "[链接](https://qinghe.example/)"),
    *("", "---", "***", "**", "** **", ">", "> **", "## \u200b", "![灯塔](a.png)", "```", "| --- |"),
)

# What breaks readers: half a tag, characters that nobody sees, radicals, lone halves of pairs, every line end.
FRAGMENTS = (
    *("<p>", "</p>", "<div", "<br/>", "</div>", "<!--", "-->", "<script>", "</script>", "&amp;", "&#0;", "&lt;p&gt;"),
    *(
        "---\n",
        "---",
        "title: 甲: 乙\n",
        "```\n",
        "# ",
        "**",
        "](",
        "| a | b |\n",
        "> ",
        "- ",
        "1. ",
        "<fcel>",
        "<|im_end|>",
    ),
    *("\u200b", "\u00ad", "\ufeff", "\u2060", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\x0c", "\x1c"),
    *(
        "⼈",
        "⻄",
        "⻓",
        "\ud800",
        "\udfff",
        "\ufffe",
        "\U000e0001",
        "👨\u200d👩\u200d👧",
        "e\u0301",
        "\u3000",
        "\xa0",
        "\t",
    ),
    *(
        "是 临 港 新 片 区",
        "（下转第四版）",
        "（上接第一版）",
        "本报讯 ",
        "记者 白桦",
        "（完）",
        "2021年4月1日",
        "well-\nknown",
    ),
    *("\n", "\r\n", "\r", "\n\n", "。", "，", "：", "”", "“", "（", "）", "——", "…", ".", "a", "甲", "灯塔", "9", " "),
)


def sentences() -> st.SearchStrategy[str]:
    """A sentence of Chinese news with its full stop."""
    body = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3, unique=True).map("，".join)
    return st.builds(str.__add__, body, st.sampled_from("。。。。！？"))


def paragraphs(least: int = 1) -> st.SearchStrategy[str]:
    """Whole sentences, so that nothing of it needs a join."""
    return st.lists(sentences(), min_size=least, max_size=4).map("".join)


def english_sentences() -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS), min_size=5, max_size=16, unique=True)
    return words.map(lambda found: " ".join(found).capitalize() + ".")


def bylines() -> st.SearchStrategy[str]:
    return st.builds(str.format, st.sampled_from(BYLINES), st.sampled_from(NAMES), st.sampled_from(NAMES))


@st.composite
def stories(draw: st.DrawFn) -> list[str]:
    """The paragraphs of one article as a careful typist would print them: headline, byline, subheads, body."""
    lines = [draw(st.sampled_from(HEADLINES))]
    if draw(st.booleans()):
        lines.append(draw(bylines()))
    body = draw(st.lists(paragraphs(), min_size=1, max_size=5))
    body[0] = draw(st.sampled_from(LEADS)) + body[0]
    for paragraph in body:
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(st.sampled_from(SUBHEADS)))
        lines.append(paragraph)
    return lines


@st.composite
def loops(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """The lines with one of them (or its last sentence, or a block) said again and again, the last time cut short."""
    at = draw(st.integers(0, len(lines) - 1))
    size = draw(st.integers(1, min(3, len(lines) - at)))
    unit = lines[at : at + size]
    if draw(st.booleans()):
        unit = [unit[-1][draw(st.integers(0, len(unit[-1]) - 1)) :]]
    again = unit * draw(st.integers(1, 6))
    again[-1] = again[-1][: draw(st.integers(1, len(again[-1])))]
    if draw(st.booleans()):
        return [*lines[:at], "".join([*lines[at : at + size], *again]), *lines[at + size :]]
    return [*lines[: at + size], *again, *lines[at + size :]]


@st.composite
def cut_sentences(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """The lines with one of them cut in two and something else between the halves, or one half lost."""
    at = draw(st.integers(0, len(lines) - 1))
    cut = draw(st.integers(1, max(1, len(lines[at]) - 1)))
    left, right = lines[at][:cut], lines[at][cut:]
    between = draw(st.lists(st.one_of(st.sampled_from((*CAPTIONS, *QUOTES)), paragraphs()), max_size=2))
    lost = draw(st.integers(0, 7))
    halves = [[left, *between], [*between, right]][lost] if lost < 2 else [left, *between, right]
    return [line for line in [*lines[:at], *halves, *lines[at + 1 :]] if line]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of one to three articles, a paragraph a line, with what OCR and layout do to it."""
    lines = [line for story in draw(st.lists(stories(), min_size=1, max_size=3)) for line in story]
    for _ in range(draw(st.integers(0, 2))):
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from((*FURNITURE, *CAPTIONS, *QUOTES))))
    for _ in range(draw(st.integers(0, 2))):
        lines = draw(cut_sentences(lines))
    for _ in range(draw(st.integers(0, 2))):
        lines = draw(loops(lines))
    end = draw(st.sampled_from(("\n", "\n\n", "\r\n", "\r\n\r\n")))
    return end.join(lines) + draw(st.sampled_from(("", end)))


@st.composite
def columns(draw: st.DrawFn) -> str:
    """Articles wrapped hard into columns, with or without indents, blank lines at column breaks, letter-spacing."""
    width = draw(st.integers(9, 24))
    indent = draw(st.sampled_from(("", "　　")))
    lines: list[str] = []
    for story in draw(st.lists(stories(), min_size=1, max_size=2)):
        for paragraph in story:
            wrapped = [paragraph[: width - 2], *chunks(paragraph[width - 2 :], width)]
            lines += [indent + wrapped[0], *wrapped[1:]]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        lines[at] = draw(st.sampled_from(("\n" + lines[at], " ".join(lines[at]), lines[at] + "\n\n")))
    return "\n".join(lines)


def chunks(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


@st.composite
def english_columns(draw: st.DrawFn) -> str:
    """English wrapped at 24 to 60 letters, with hyphens at line ends."""
    width = draw(st.integers(24, 60))
    body = draw(st.lists(st.lists(english_sentences(), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4))
    lines = ["Harbour Library Opens", "By Lin Yi"]
    for paragraph in body:
        lines += wrap(paragraph, width)
        if draw(st.booleans()):
            word = draw(st.sampled_from(WORDS))
            lines[-1:] = [lines[-1] + " " + word[:2] + "-", word[2:] + " again."]
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines)


@st.composite
def front_matter(draw: st.DrawFn) -> str:
    """The head of an archived post: sound, or broken in the ways that archives break it."""
    lines = draw(
        st.lists(
            st.sampled_from(
                (
                    "title: 灯塔重新点亮",
                    'title: "灯塔: 重新点亮"',
                    "title: 灯塔: 重新点亮: 三年之后",
                    "author: 青禾网 - 要闻",
                    "author: 白桦",
                    "date: 2021-04-01T08:30:00.000Z",
                    "date: Invalid Date",
                    "categories: [要闻, 海城]",
                    "tags:\n  - 灯塔\n  - 海",
                    "link: https://news.qinghe.example/1.html",
                    "a: &x [1]\nb: *x",
                    "nested: {{{[[[",
                    "",
                    "no colon here",
                    "---",
                )
            ),
            max_size=6,
        )
    )
    return "\n".join(["---", *lines, draw(st.sampled_from(("---", "---", "---", "--")))]) + "\n"


@st.composite
def archive_posts(draw: st.DrawFn) -> str:
    """Front matter and a body of HTML or Markdown."""
    story = draw(stories())
    wrapper = draw(
        st.sampled_from(
            ("<p>{}</p>", "<div>{}</div>", "{}<br>", "<li>{}</li>", "{}\n", "**{}**\n", "> {}\n", "- {}", "| {} | 1 |")
        )
    )
    body = [wrapper.format(line) for line in story[1:]]
    heading = draw(st.sampled_from(("<h1>{}</h1>", "# {}\n\n## " + draw(st.sampled_from(SUBHEADS)), "{}")))
    extra = draw(st.lists(st.sampled_from(EXTRAS), max_size=3))
    matter = draw(st.one_of(st.just(""), front_matter()))
    return matter + "\n".join([heading.format(story[0]), *body, *extra])


@st.composite
def portals(draw: st.DrawFn) -> str:
    """The text dump of a portal's page: chrome, headline, fields, body, tails, recommendations."""
    story = draw(stories())
    fields = f"{draw(st.sampled_from(DATES))} 来源：青禾网 作者：{draw(st.sampled_from(NAMES))}"
    chrome = st.lists(st.sampled_from(CHROME), max_size=5)
    related = draw(st.lists(st.one_of(st.sampled_from(HEADLINES), sentences()), max_size=4))
    tails = draw(st.lists(st.sampled_from(TAILS), min_size=1, max_size=4))
    lines = [*draw(chrome), story[0], fields, *story[1:], tails[0], *related, *tails[1:], *draw(chrome)]
    return draw(st.sampled_from(("\n", "\n\n"))).join(lines)


def junk() -> st.SearchStrategy[str]:
    """Any characters at all, and fragments that break readers."""
    return st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=40).map("".join)


def news() -> st.SearchStrategy[str]:
    """Documents in the shapes that newsclean is made for."""
    return st.one_of(pages(), columns(), english_columns(), archive_posts(), portals())


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """News with fragments thrown into it."""
    text = draw(news())
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(FRAGMENTS)) + text[at:]
    return text


def documents() -> st.SearchStrategy[str]:
    """Documents of every kind, sound and damaged."""
    return st.one_of(pages(), columns(), english_columns(), archive_posts(), portals(), damaged(), junk())


def plain_documents() -> st.SearchStrategy[str]:
    """Documents without markup."""
    return st.one_of(pages(), columns(), english_columns())


@st.composite
def typed_pages(draw: st.DrawFn, subheads: bool = False) -> list[str]:
    """What nothing needs to be done to: a headline, and paragraphs of two sentences that are longer than a column is
    wide, no words said twice; with subheads between them where they are asked for."""
    phrases = draw(st.permutations(PHRASES))
    lines = [draw(st.sampled_from(HEADLINES))]
    for at in range(0, 6 * draw(st.integers(1, 5)), 6):
        if subheads and at and draw(st.booleans()):
            lines.append(SUBHEADS[at // 6 % len(SUBHEADS)])
        first, second = "，".join(phrases[at : at + 3]), "，".join(phrases[at + 3 : at + 6])
        lines.append(f"{first}。{second}{draw(st.sampled_from('。！？'))}")
    return lines


def encoded() -> st.SearchStrategy[bytes]:
    """Documents as bytes, in the encodings that Chinese pages have."""
    codecs = st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"))
    return st.builds(lambda text, codec: text.encode(codec, "replace"), documents(), codecs)


PAGE_PARTS = (
    *(
        "<nav><a href='/'>首页</a><a href='/2'>要闻</a></nav>",
        "<div class='share-bar'>分享到：<a href='#'>微信</a></div>",
    ),
    *("<footer><p>青禾网 版权所有</p></footer>", "<aside class='sidebar'><a href='/3'>灯塔重新点亮</a></aside>"),
    *(
        "<script>var a = '<p>';</script>",
        "<div class='ad-slot'>广告</div>",
        "<div class='pager'><a href='2'>2</a></div>",
    ),
    *("<div class='related'><ul><li><a href='/4'>老街石板路重铺</a></li></ul></div>", "<!-- 注 -->"),
    "<div class='comment'><p>希望夜班车再多一些。</p></div>",
)
WRAPPERS = ("<p>{}</p>", "<div>{}</div>", "{}<br><br>", "<section><section>{}</section></section>", "<p>{}")


@st.composite
def sound_web_pages(draw: st.DrawFn) -> tuple[list[str], str]:
    """The paragraphs of a story and a whole page that prints it: head, headline, story, furniture around it."""
    title, *story = draw(typed_pages())
    wrapper = draw(st.sampled_from(WRAPPERS[:4]))
    above, below = (draw(st.lists(st.sampled_from(PAGE_PARTS), max_size=4)) for _ in range(2))
    body = "\n".join(wrapper.format(paragraph) for paragraph in story)
    head = f"<head><title>{title}_青禾网</title></head>"
    main = f"<h1>{title}</h1>\n<div class='article-content'>{body}</div>"
    return story, f"<html>{head}<body>{''.join(above)}<div class='main'>{main}</div>{''.join(below)}</body></html>"


@st.composite
def web_pages(draw: st.DrawFn) -> str:
    """Whole web pages, sound and damaged: any text in any wrapper, tags left open, fragments thrown in."""
    if draw(st.booleans()):
        text = draw(sound_web_pages())[1]
    else:
        parts = st.one_of(
            st.sampled_from((*PAGE_PARTS, *FRAGMENTS)),
            st.builds(str.format, st.sampled_from(WRAPPERS), st.one_of(paragraphs(), st.sampled_from(HEADLINES))),
        )
        text = draw(st.sampled_from(("<html>", "<!DOCTYPE html>", "<body>"))) + "".join(
            draw(st.lists(parts, max_size=12))
        )
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(FRAGMENTS)) + text[at:]
    return text


OWN_RULES = {
    "portal": (Rule("own-portal", r"(?i)[^。]{0,8}(?:重铺|bridge)[^。]{0,20}", takes=("老街石板路重铺",)),),
    "tails": (Rule("own-tail", r".{0,8}渡船的票价.{0,40}", takes=("渡船的票价三年没有变过，",)),),
    "furniture": (Rule("own-furniture", r"灯塔.{0,30}|新馆共有三层.{0,60}", takes=("灯塔重新点亮",)),),
    "captions": (Rule("own-caption", r"合唱队.{0,60}", takes=("合唱队每周三晚上排练",)),),
    "notices": (Rule("own-notice", r"河堤|本网", takes=("河堤加高了半米",)),),
}


def options() -> st.SearchStrategy[Options]:
    """Any choice of options, with rules switched off and others added; without jieba, whose dictionary takes a second."""
    flags = {name: st.booleans() for name in ("repair_mojibake", "collapse", "link", "single", "untangle")}
    off = st.lists(st.sampled_from(sorted(RULE_NAMES)), unique=True, max_size=3)
    return st.builds(
        Options,
        jieba=st.just(False),
        layout=st.one_of(st.none(), st.sampled_from(LAYOUTS)),
        link_certainty=st.floats(0, 1),
        rules_off=off.map(tuple),
        rules=st.dictionaries(st.sampled_from(sorted(OWN_RULES)), st.none()).map(
            lambda tables: {name: OWN_RULES[name] for name in tables}
        ),
        **flags,
    )
