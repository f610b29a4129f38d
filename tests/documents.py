"""Documents for the tests of what is made of them: one with every kind of block, and one that is nothing but hostile."""

from __future__ import annotations

from hypothesis import strategies as st

from newsclean.model import Article, Block, Document, LedgerRow

Part = tuple[str, str, str | None, int | None, int | None]
"""Text, role, reason, article and block of one ledger row."""

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' & &amp; &lt;",
    "</title></style></span></details><h1>x</h1>",
    "\x1b[31mred\x1b]0;title\x07\x00\x9b2J\x7f",
    "\u202eabc\u2066",
    "half \ud800 of a pair",
    "https://example.org/ javascript:alert(1)",
)


def build(*parts: Part, articles: tuple[Article, ...] = (), source: str | None = "page.txt") -> Document:
    rows, text = [], ""
    for piece, role, reason, article, block in parts:
        end = len(text) + len(piece)
        rows.append(LedgerRow(start=len(text), end=end, role=role, reason=reason, article=article, block=block))
        text += piece
    return Document(text=text, articles=articles, ledger=tuple(rows), layout="newspaper", source=source)


def space(text: str = "\n\n") -> Part:
    return (text, "space", None, None, None)


def every_kind() -> Document:
    bridge = Article(
        title="港区新桥昨日通车",
        subtitle="两岸车程缩短四十分钟",
        authors=("王平",),
        byline="■本报记者 王 平",
        source="滨海日报",
        date="2021-04-07",
        flags=("the beginning is lost",),
        blocks=(
            Block(kind="paragraph", text="港区新桥昨天上午通车，第一辆公交车九时驶过桥面。", copies=3),
            Block(kind="caption", text="图为通车现场。"),
            Block(kind="heading", text="二十年的等待"),
            Block(kind="quote", text="“桥通了，路就近了。”"),
            Block(kind="list", text="公交线路四条\n客运线路两条"),
            Block(kind="table", text="线路\t间隔\n1路\t6分钟"),
        ),
    )
    ferry = Article(title="Ferry keeps running", blocks=(Block(kind="paragraph", text="The ferry stays until May."),))
    body = bridge.blocks[0].text
    return build(
        ("滨海日报 第3版", "removed", "folio", None, None),
        space("\r\n\r\n"),
        ("港区新桥昨日通车", "title", None, 0, None),
        space("\n"),
        ("两岸车程缩短四十分钟", "subtitle", None, 0, None),
        space(),
        ("■本报记者 王 平", "byline", None, 0, None),
        space(),
        (body[:10], "paragraph", None, 0, 0),
        space("\n"),
        (body[10:16], "paragraph", None, 0, 0),
        space(),
        ("图为通车现场。", "caption", None, 0, 1),
        space(),
        (body[16:], "paragraph", None, 0, 0),
        space(),
        (body, "removed", "repeat", 0, 0),
        space("\n"),
        (body, "removed", "repeat", 0, 0),
        space(),
        ("二十年的等待", "heading", None, 0, 2),
        space(),
        ("“桥通了，路就近了。”", "quote", None, 0, 3),
        space(),
        ("公交线路四条\n客运线路两条", "list", None, 0, 4),
        space(),
        ("线路\t间隔\n1路\t6分钟", "table", None, 0, 5),
        space(),
        ("Ferry keeps running", "title", None, 1, None),
        space(),
        ("The ferry stays until May.", "paragraph", None, 1, 0),
        space("\n"),
        articles=(bridge, ferry),
    )


def hostile(text: str) -> Document:
    article = Article(
        title=text,
        subtitle=text,
        authors=(text,),
        byline=text,
        source=text,
        date=text,
        section=text,
        flags=(text,),
        blocks=tuple(
            Block(kind=kind, text=text) for kind in ("paragraph", "heading", "caption", "quote", "list", "table")
        ),
    )
    return build(
        (text, "title", None, 0, None),
        space(),
        (text, "paragraph", None, 0, 0),
        space(),
        (text, "removed", text, None, None),
        space(),
        (text, "removed", "repeat", 0, 0),
        articles=(article,),
        source=text,
    )


TEXTS = st.text(
    st.sampled_from("港桥a \t\n\r<>&\"'*_`|#-\x00\x1b\x85\u2028\u202e\ud800") | st.characters(), min_size=1, max_size=12
)
ROLES = st.sampled_from(
    [
        ("space", None),
        ("title", None),
        ("paragraph", None),
        ("metadata", None),
        ("caption", None),
        ("unheard of", None),
        ("removed", "repeat"),
        ("removed", "menu"),
        ("removed", "<b>"),
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any partition of any text, with rows that may name articles, blocks and roles in every combination."""
    article = Article(
        title=draw(TEXTS),
        date=draw(TEXTS),
        authors=(draw(TEXTS),),
        blocks=tuple(Block(kind="paragraph", text=draw(TEXTS)) for _ in range(2)),
    )
    places = st.sampled_from([(None, None), (0, None), (0, 0), (0, 1), (1, 0)])
    parts: list[Part] = []
    for text, (role, reason), (number, block) in draw(st.lists(st.tuples(TEXTS, ROLES, places), max_size=12)):
        parts.append((text, role, reason, *((None, None) if role == "space" else (number, block))))
    return build(*parts, articles=(article, article), source=draw(TEXTS))
