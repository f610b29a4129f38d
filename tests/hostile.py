"""Documents that break readers, of any size. All news in them is invented.

`CASES` is the table: a name, a family, what makes the bytes for a size, and the sentences that a reader of the
document would see. `size` counts what the case has many of: characters, tags, lines, paragraphs.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

LEAD = "青禾市的灯塔昨天晚上重新点亮，码头上站满了来看灯的市民，孩子们数着灯光扫过海面的次数。"
REST = "修复工程历时二十个月，由本地一家造船厂承担，塔身的每一块石头都编了号，灯室的玻璃全部换新。"
SEEN = (LEAD, REST)
STORY = f"{LEAD}\n\n{REST}\n"
PAGE = f"<h1>灯塔重新点亮</h1><p>{LEAD}</p><p>{REST}</p>"


@dataclass(frozen=True, slots=True)
class Case:
    """`make(size)` gives the document; `size` is its full size; `seen` what of it must come out as article text.

    `lost` tells why something of it does not, where that is known and not mended. `bounded` cases cost more than their
    size up to a limit that is stated where it stands (nesting), and no more from there.
    """

    name: str
    family: str
    make: Callable[[int], bytes]
    size: int = 100_000
    seen: tuple[str, ...] = SEEN
    lost: str | None = None
    bounded: bool = False


def text(family: str, name: str, make: Callable[[int], str], **options: object) -> Case:
    """A case whose document is text in UTF-8."""
    return Case(name, family, lambda size: make(size).encode("utf-8", "surrogatepass"), **options)  # type: ignore[arg-type]


def around(filling: Callable[[int], str]) -> Callable[[int], str]:
    """Filling between the two paragraphs of a plain text."""
    return lambda size: f"{LEAD}\n\n{filling(size)}\n\n{REST}\n"


def body(filling: Callable[[int], str]) -> Callable[[int], str]:
    """Filling between the two paragraphs of a whole web page."""
    return lambda size: (
        f"<html><head><title>灯塔重新点亮</title></head><body><h1>灯塔重新点亮</h1><p>{LEAD}</p>"
        f"{filling(size)}<p>{REST}</p></body></html>"
    )


def before(filling: Callable[[int], str]) -> Callable[[int], str]:
    """Filling in front of the story of a whole web page."""
    return lambda size: f"<html><body>{filling(size)}{PAGE}</body></html>"


def times(part: str) -> Callable[[int], str]:
    return lambda size: part * size


def numbered(form: str) -> Callable[[int], str]:
    return lambda size: "".join(form.format(i) for i in range(size))


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def drifting(size: int) -> str:
    """Paragraphs of which each differs in one character from the one before."""
    chance = random.Random(2)
    pool = "灯塔码头河堤旧书班车渔汛石板放风筝小雨树苗淤泥菜市场志愿者热饭"
    line = list((LEAD + REST) * 1)
    lines = []
    for _ in range(size):
        line[chance.randrange(len(line))] = chance.choice(pool)
        lines.append("".join(line))
    return "\n\n".join(lines)


def near(size: int) -> str:
    """Paragraphs that each differ from one original in two places."""
    chance = random.Random(3)
    lines = []
    for _ in range(size):
        line = list(LEAD)
        for _ in range(2):
            line[chance.randrange(len(line))] = chr(0x4E00 + chance.randrange(2000))
        lines.append("".join(line))
    return "\n\n".join(lines)


def shared_prefixes(size: int) -> str:
    return "\n\n".join(
        f"{LEAD}{chr(0x4E00 + i % 5000)}{chr(0x4E00 + i // 5000)}{i}号窗口今天休息。" for i in range(size)
    )


def front(yaml: str) -> str:
    return f"---\n{yaml}\n---\n\n{STORY}"


def alias_bomb(size: int) -> str:
    """Nine aliases of nine aliases …: a kilobyte that a YAML reader unfolds into gigabytes."""
    rows = ["a0: &a0 [灯, 灯, 灯]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, max(2, min(size, 40)))]
    return front("\n".join(rows))


STORY_UTF8 = STORY.encode()

BYTES = (
    Case("NUL bytes between characters", "bytes", lambda n: f"{LEAD}\n\n{REST}".encode() + b"\0" * n),
    Case("NUL bytes alone", "bytes", lambda n: b"\0" * n, 1_000_000, ()),
    Case("random bytes", "bytes", noise, 1_000_000, ()),
    Case("a picture in front", "bytes", lambda n: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise(n), 300_000, ()),
    Case(
        "overlong UTF-8",
        "bytes",
        lambda n: b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf" * (n // 9) + b"\n\n" + STORY_UTF8 * 40,
        20,
    ),
    Case("surrogates in UTF-8", "bytes", lambda n: STORY_UTF8 + b"\xed\xa0\x80\xed\xbf\xbf" * n),
    Case("lone surrogates as text", "bytes", lambda n: STORY_UTF8 + b"\n\n" + b"\xed\xb0\x80" * n),
    Case("a byte order mark before every line", "bytes", lambda n: (b"\xef\xbb\xbf\n" * n) + STORY_UTF8),
    Case("three byte order marks", "bytes", lambda n: b"\xef\xbb\xbf" * 3 + STORY_UTF8 + b"\n" * n),
    Case("UTF-16 of odd length", "bytes", lambda n: (STORY + "灯" * n + "。").encode("utf-16") + b"\x61"),
    Case("UTF-16 with unpaired halves", "bytes", lambda n: (STORY + "\ud800灯" * n).encode("utf-16", "surrogatepass")),
    Case("UTF-32", "bytes", lambda n: (STORY * max(1, n // 100)).encode("utf-32"), 10_000),
    Case("half of every character", "bytes", lambda n: STORY_UTF8 * 20 + b"\xe7\x81" * n, 2_000),
    Case("0x80 alone", "bytes", lambda n: b"\x80" * n, 1_000_000, ()),
    Case("0xFF alone", "bytes", lambda n: b"\xff" * n, 1_000_000, ()),
    Case("GB18030 with four-byte codes", "bytes", lambda n: (STORY + "\U00020bb7" * n).encode("gb18030")),
    Case(
        "escape sequences of ISO-2022",
        "bytes",
        lambda n: STORY.encode("iso2022_jp_2", "ignore") + b"\x1b$B" * n,
        seen=(),
    ),
    Case("HZ braces", "bytes", lambda n: b"~{<:Ky2;R*!#~}" * n, seen=()),
    Case("all byte values in turn", "bytes", lambda n: bytes(range(256)) * (n // 256), 1_000_000, ()),
    Case("control characters", "bytes", lambda n: STORY_UTF8 + b"\x01\x02\x1b[31m\x7f\x9b" * n, 50_000, ()),
)

SIZES = (
    text("size", "one line", lambda n: LEAD * (n // len(LEAD)), size=3_500_000, seen=(LEAD,)),
    text(
        "size",
        "one line of distinct text",
        lambda n: "".join(chr(0x4E00 + i * 7 % 20000) for i in range(n)),
        size=3_500_000,
        seen=(),
    ),
    text("size", "one line of Latin letters", lambda n: "a" * n, size=10_000_000, seen=()),
    text("size", "one line of spaces", lambda n: " " * n + STORY, size=10_000_000),
    text("size", "blank lines", lambda n: LEAD + "\n" * n + REST, size=1_000_000),
    text("size", "lines of one character", lambda n: "灯\n" * n, size=300_000, seen=()),
    text("size", "lines of spaces", around(times(" \t\u3000\n")), size=300_000),
    text("size", "short lines, all different", numbered("第{}号窗口\n"), seen=()),
    text("size", "wrapped columns", lambda n: ("灯塔昨天晚上重新点亮码头上站满\n" * (n - 1)) + "了人。\n", seen=()),
    text("size", "carriage returns", lambda n: LEAD + "\r" * n + REST, size=1_000_000),
)

MARKUP = (
    text("markup", "nested div", body(lambda n: "<div>" * n + "</div>" * n)),
    text("markup", "unclosed div", body(times("<div>"))),
    text("markup", "unclosed b", body(times("<b>"))),
    text("markup", "unclosed font and p", body(times("<font><p>"))),
    text("markup", "unclosed a", body(times("<a href=x>")), lost="in a browser all of it is one link"),
    text("markup", "unclosed table cells", body(times("<table><tr><td>")), size=30_000),
    text("markup", "sibling p", body(times("<p>灯</p>"))),
    text("markup", "sibling empty div", body(times("<div></div>"))),
    text("markup", "sibling links", body(times("<a href=/x>更多新闻</a>"))),
    text("markup", "br by the many", body(times("<br>"))),
    text("markup", "closing tags", body(times("</div>"))),
    text("markup", "nested spans", body(lambda n: "<span>" * n + "灯塔" + "</span>" * n)),
    text("markup", "nested lists", body(lambda n: "<ul><li>" * n)),
    text("markup", "nested quotes", body(lambda n: "<blockquote>" * n)),
    text(
        "markup", "attributes of one tag", body(lambda n: "<div " + " ".join(f"a{i}=1" for i in range(n)) + ">灯</div>")
    ),
    text("markup", "one attribute again and again", body(lambda n: "<div " + "a=1 " * n + ">灯</div>")),
    text("markup", "one long attribute", body(lambda n: f'<div title="{"灯" * n}">灯</div>'), size=1_000_000),
    text(
        "markup", "classes of one tag", body(lambda n: f'<div class="{" ".join(f"c{i}" for i in range(n))}">灯</div>')
    ),
    text("markup", "less-than signs", body(times("<"))),
    text("markup", "half a link", body(times("<a "))),
    text("markup", "comments never closed", body(times("<!--")), seen=(LEAD,)),
    text("markup", "comments", body(times("<!-- 灯 -->"))),
    text("markup", "ampersands", body(times("&"))),
    text("markup", "declarations", body(times("<!x>"))),
    text("markup", "processing instructions", body(times("<?x?>"))),
    text("markup", "CDATA", body(times("<![CDATA[灯]]>"))),
    text(
        "markup", "script that looks like markup", body(lambda n: "<script>" + "var p = '<p>灯</p>';" * n + "</script>")
    ),
    text("markup", "script never closed", body(lambda n: "<script>" + "<p>灯</p>" * n), seen=(LEAD,)),
    text("markup", "style", body(lambda n: f"<style>{'.a{color:red}' * n}</style>")),
    text("markup", "textarea", body(lambda n: f"<textarea>{'<p>灯</p>' * n}</textarea>")),
    text("markup", "select with options", body(lambda n: f"<select>{'<option>灯' * n}</select>")),
    text("markup", "foreign svg", body(lambda n: f"<svg>{'<g><text>灯</text>' * n}</svg>"), size=50_000),
    text("markup", "foreign math", body(lambda n: f"<math>{'<mi>灯</mi>' * n}</math>")),
    text("markup", "template", body(lambda n: f"<template>{'<p>灯</p>' * n}</template>")),
    text("markup", "noscript", body(lambda n: f"<noscript>{'<p>灯</p>' * n}</noscript>")),
    text("markup", "frames", body(times("<iframe src=x></iframe>"))),
    text("markup", "data URI", body(lambda n: f'<img src="data:image/png;base64,{"A" * n}">'), size=5_000_000),
    text("markup", "data URI in Markdown", around(lambda n: f"![灯](data:image/png;base64,{'A' * n})"), size=3_000_000),
    text("markup", "formatting crossed with blocks", body(times("<b><p>灯</b></p>")), size=10_000),
    text("markup", "misnested tables", body(times("<table><p>灯<td>塔")), size=10_000, bounded=True),
    text("markup", "template residue", body(times("{{ item.title }}<% if x %>${y}")), size=50_000),
    text("markup", "head never closed", lambda n: f"<html><head>{'<meta name=x content=y>' * n}{PAGE}"),
    text("markup", "titles", lambda n: f"<html><head>{'<title>灯</title>' * n}</head><body>{PAGE}"),
    text("markup", "JSON-LD", lambda n: f'<html><script type="application/ld+json">{"[" * n}</script>{PAGE}</html>'),
    text(
        "markup",
        "JSON-LD blocks",
        lambda n: "<html>" + '<script type="application/ld+json">{"@type":"NewsArticle"}</script>' * n + PAGE,
        size=20_000,
    ),
    text("markup", "inline ruby", body(lambda n: f"<p>{'<ruby>灯<rt>とう</rt></ruby>' * n}</p>"), size=50_000),
    text(
        "markup",
        "one table of many cells",
        body(lambda n: "<table>" + "<tr><td>灯</td><td>塔</td></tr>" * n + "</table>"),
        size=50_000,
    ),
    text("markup", "pre of many lines", body(lambda n: "<pre>" + "灯塔\n" * n + "</pre>")),
    text("markup", "headings", body(times("<h2>灯塔</h2>"))),
    text(
        "markup",
        "text after the end",
        lambda n: f"<html><body>{PAGE}</body></html>" + "</html>" * n + f"<p>{REST[:20]}。</p>",
    ),
)

ENTITIES = (
    text("entities", "named", body(times("&nbsp;&amp;&lt;&hellip;"))),
    text("entities", "numeric", body(times("&#28783;"))),
    text("entities", "numeric of any size", body(lambda n: f"&#{'9' * n};&#x{'f' * n};"), size=1_000_000),
    text("entities", "numeric that name nothing", body(times("&#0;&#xD800;&#x110000;&#x1b;"))),
    text("entities", "without end", body(times("&ampamp&notit"))),
    text(
        "entities",
        "escaped over and over",
        body(lambda n: "&" + "amp;" * n + "lt;"),
    ),
)

FRONT = (
    text(
        "front matter",
        "object tags",
        lambda n: front("title: !!python/object/apply:os.system ['echo 灯']\n" + "a: !!binary x\n" * n),
        size=1_000,
    ),
    text("front matter", "alias bomb", alias_bomb, size=20),
    text("front matter", "deep nesting", lambda n: front("title: 灯塔\na: " + "[" * n)),
    text(
        "front matter",
        "deep mappings",
        lambda n: front("title: 灯塔\n" + "\n".join(" " * i + "a:" for i in range(n))),
        size=1_500,
    ),
    text(
        "front matter",
        "bad dates",
        lambda n: front("title: 灯塔\ndate: 2021-99-99\n" + "date: 0000-00-00\n" * n),
        size=1_000,
    ),
    text("front matter", "a list for a title", lambda n: front("title:\n" + "  - 灯塔\n" * n), size=20_000),
    text(
        "front matter",
        "a mapping for a title",
        lambda n: front("title:\n" + "\n".join(f"  k{i}: 灯" for i in range(n))),
        size=20_000,
    ),
    text("front matter", "never closed", lambda n: "---\ntitle: 灯塔\n" + "a: 灯\n" * n + STORY),
    text("front matter", "rules by the many", lambda n: "---\n" * n + STORY),
    text("front matter", "keys by the many", lambda n: front("\n".join(f"k{i}: 灯" for i in range(n))), size=20_000),
    text("front matter", "one long value", lambda n: front("title: 灯塔\nsummary: " + "灯" * n), size=300_000),
    text("front matter", "quotes never closed", lambda n: front('title: "灯塔\n' + "a: '灯\n" * n), size=20_000),
    text(
        "front matter",
        "merge keys",
        lambda n: front("a: &a {x: 1}\n" + "\n".join(f"b{i}: {{<<: *a}}" for i in range(n))),
        size=2_000,
    ),
)

UNICODE = (
    text("unicode", "bidi controls", around(times("\u202e\u2066\u202a"))),
    text("unicode", "zero-width characters", around(times("\u200b\u200d\ufeff"))),
    text("unicode", "combining marks", around(lambda n: "e" + "\u0301" * n), size=1_000_000),
    text("unicode", "noncharacters", around(times("\ufffe\uffff\U0001ffff"))),
    text(
        "unicode",
        "every line separator",
        around(times("灯塔。\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e")),
        size=20_000,
        seen=(),
    ),
    text("unicode", "private use", around(times("\ue000\uf8ff"))),
    text("unicode", "replacement characters", around(times("\ufffd"))),
    text("unicode", "emoji sequences", around(times("\U0001f468\u200d\U0001f469\u200d\U0001f467"))),
    text("unicode", "tag characters", around(times("\U000e0041"))),
    text("unicode", "variation selectors", around(times("灯\ufe0f")), seen=(LEAD,)),
    text("unicode", "ideographic spaces", around(times("\u3000"))),
    text("unicode", "letter-spaced", around(times("灯 塔 "))),
    text("unicode", "radicals", around(times("⼈⻄⻓")), seen=(LEAD,)),
    text("unicode", "Hangul jamo", around(times("\u1100\u1161"))),
    text("unicode", "no-break spaces", around(times("\xa0灯")), seen=(LEAD,)),
)

PATTERNS = tuple(
    text("patterns", f"{name} by the many", around(times(part)), seen=())
    for name, part in (
        ("spaces", " "), ("opening brackets", "（"), ("closing brackets", "）"), ("square brackets", "["), ("asterisks", "*"),
        ("greater-than signs", ">"), ("hashes", "#"), ("digits", "1"), ("第", "第"), ("记者", "记者"), ("本报记者 ", "本报记者 "),
        ("第 and digits", "第1"), ("digits and 年", "1年"), ("dates", "2021-04-01 "), ("spaces and dots", " ."), ("dots", "·"),
        ("middle dots between names", "王·"), ("slashes", "/"), ("pipes", "|"), ("colons", "：来源"), ("dashes", "-"), ("underscores", "_"),
        ("backticks", "`"), ("backslashes", "\\"), ("quotation marks", "“"), ("book marks", "《"), ("commas", "，"), ("stops", "。"),
        ("图", "图"), ("■", "■"), ("ab alternating", "a b"), ("capitals", "Aa "), ("hyphens", "a-\n"), ("By ", "By A "), ("上接", "（上接第"),
        ("http", "http://"), ("at signs", "a@"), ("equals", "="), ("page numbers", "1/"), ("责任编辑", "责任编辑："), ("tildes", "~"),
        ("arrows", "首页 > "), ("link markup", "[a]("), ("image markup", "![]("), ("table rows", "|a\n"), ("list marks", "- \n"),
        ("full-width digits", "１"), ("Chinese numerals", "一"), ("circled digits", "①"), ("semicolons", ";"), ("dollars", "$\\("),
    )
)  # fmt: skip

PATTERNS += (
    text(
        "patterns",
        "letters behind a portal's story",
        lambda n: (
            "首页 > 新闻 > 正文\n\n灯塔重新点亮\n\n2021-04-01 08:30 来源：青禾网\n\n分享到：\n\n37评论 收藏\n\n"
            f"{STORY}\n{'a' * n}\n\n相关推荐\n"
        ),
    ),
)

REPEATS = (
    text("repeats", "identical paragraphs", times(LEAD + "\n\n"), seen=(LEAD,)),
    text("repeats", "identical paragraphs in a page", body(times(f"<p>{LEAD}</p>"))),
    text("repeats", "near-identical paragraphs", near, size=20_000, seen=()),
    text(
        "repeats",
        "near-identical paragraphs in a page",
        body(lambda n: "".join(f"<p>{line}</p>" for line in near(n).split("\n\n"))),
        size=20_000,
        seen=(),
    ),
    text("repeats", "drifting chain", drifting, size=20_000, seen=()),
    text("repeats", "shared prefixes", shared_prefixes, size=20_000, seen=()),
    text("repeats", "two-character paragraphs", times("灯塔\n\n"), seen=()),
    text(
        "repeats",
        "two-character paragraphs, all different",
        lambda n: "\n\n".join(chr(0x4E00 + i % 300) + chr(0x5E00 + i // 300) for i in range(n)),
        seen=(),
    ),
    text("repeats", "one character", around(times("灯")), size=1_000_000, seen=()),
    text("repeats", "two paragraphs in turn", times(STORY + "\n"), size=50_000),
    text("repeats", "a sentence in one paragraph", times(LEAD), size=30_000, seen=(LEAD,)),
    text(
        "repeats", "numbered rows", numbered("第{}号窗口今天照常办理渔船登记，请带齐证件。\n\n"), size=30_000, seen=()
    ),
    text("repeats", "punctuation alone", times("……\n\n"), seen=()),
    text(
        "repeats", "growing copies", lambda n: "\n\n".join(LEAD[: 10 + i % 34] for i in range(n)), size=30_000, seen=()
    ),
    text(
        "repeats",
        "a loop of blocks",
        lambda n: (STORY + "\n孩子们在操场上放风筝，老师在旁边数着线轴。\n\n") * n,
        size=30_000,
        seen=(),
    ),
)

CASES = BYTES + SIZES + MARKUP + ENTITIES + FRONT + UNICODE + PATTERNS + REPEATS
