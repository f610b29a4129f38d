"""The page in a browser: what its links, filters, folds and keys do, and that it asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from newsclean.model import Article, Block, Document
from newsclean.render.html.page import article_fragment, document_fragment, document_page
from tests.browser import Browser, chromium
from tests.documents import HOSTILE, Part, build, every_kind, hostile, space

ENTER, SPACE, TAB, ESCAPE = "\ue007", " ", "\ue004", "\ue00c"


scripted_or_not = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("browser")) as found:
        yield found


def menu() -> Document:
    """A page of two columns with a menu: one paragraph in three parts, removed text of three reasons."""
    text = "新桥昨天通车，第一辆公交车九时驶过桥面，两岸车程缩短四十分钟。"
    other = "渡口的船照常开到年底，票价不变，早晚各加一班。"
    parts: list[Part] = [("首页 > 新闻", "removed", "breadcrumb", None, None), space("\n\n")]
    parts += [("新桥通车", "title", None, 0, None), space("\n")]
    parts += [(text[:7], "paragraph", None, 0, 0), space("\n"), ("渡口照旧", "title", None, 1, None), space("\n")]
    parts += [(text[7:20], "paragraph", None, 0, 0), space("\n"), (other, "paragraph", None, 1, 0), space("\n")]
    parts += [(text[20:], "paragraph", None, 0, 0), space("\n\n"), ("分享到", "removed", "share", None, None)]
    parts += [part for _ in range(3) for part in (space("\n\n"), (text, "removed", "repeat", 0, 0))]
    parts += [space("\n"), ("相关推荐", "removed", "recommendation", None, None), space("\n")]
    articles = (
        Article(title="新桥通车", blocks=(Block(kind="paragraph", text=text, copies=4),)),
        Article(title="渡口照旧", blocks=(Block(kind="paragraph", text=other),)),
    )
    return build(*parts, articles=articles)


def pieces(browser: Browser) -> list[str]:
    """The first characters of the pieces of the document that are shown."""
    script = "return [...document.querySelectorAll('.k[id]')].filter(k => k.checkVisibility()).map(k => k.textContent)"
    return [text[:4] for text in browser.run(script)]


def box(browser: Browser, facet: str) -> Any:
    return browser.one(f"label:has(.f-{facet})")


def test_the_page_says_nothing_and_asks_for_nothing(browser: Browser) -> None:
    for document in (every_kind(), menu(), build(("x", "removed", "menu", None, None))):
        browser.show(document_page(document))
        browser.all("label")[0].click()
        assert browser.log() == []
        assert [url.rpartition("/")[2] for url in browser.requests()] == ["page.html"]


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "<style>body{display:none}</style><svg onload=alert(1)><a href='javascript:alert(1)'>x</a>",
        "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><base href=http://127.0.0.1:9/><form><button>",
        "<img src=http://127.0.0.1:9/><iframe src=http://127.0.0.1:9/></iframe><link rel=stylesheet href=//127.0.0.1:9>",
        "\u202e\u2067 <b>right to left</b>",
    ],
)
def test_hostile_text_stays_text(browser: Browser, text: str) -> None:
    tags = "const tags = [...document.querySelectorAll('*')].map(e => e.localName); return tags.filter(t => t != 'i')"
    browser.show(document_page(hostile("harmless")))
    harmless = browser.run(tags)
    browser.show(document_page(hostile(text)))
    assert browser.run(tags) == harmless
    assert browser.run("return document.links.length") == browser.run("return document.querySelectorAll('a').length")
    assert browser.run("return [...document.links].every(a => a.getAttribute('href').startsWith('#'))")
    assert browser.log() == []
    assert [url.rpartition("/")[2] for url in browser.requests()] == ["page.html"]
    visible = text.replace("\ud800", "\ufffd")
    if visible.isprintable():
        assert visible in browser.run("return document.querySelector('h3').textContent")
        assert browser.run("return document.title") == f"{visible} · newsclean"


def test_a_line_of_a_megabyte_is_shown_and_wraps(browser: Browser) -> None:
    line = "港区新桥昨日通车" * 45_000
    browser.show(document_page(build((line, "removed", "menu", None, None))))
    assert browser.run("return document.querySelector('.k').textContent.length") == len(line)
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.log() == []


@scripted_or_not
def test_numbers_of_the_document_lead_to_the_articles(browser: Browser, script: bool) -> None:
    browser.show(document_page(menu()), height=400, script=script)
    links = browser.all(".original a[href^='#a']")
    assert len(links) == 7, "two titles, four parts of two paragraphs, the fold"
    for link in links:
        browser.run("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
        (row,) = browser.all(":target")
        assert row.get_attribute("id") == link.get_attribute("hash")[1:]
        assert browser.in_view(row)
        assert browser.in_view(link), "the other side stays where it is"


def test_names_of_the_articles_lead_to_the_document(browser: Browser) -> None:
    browser.show(document_page(every_kind()), height=400)
    links = browser.all(".from a")
    assert len(links) == 14
    for link in links:
        browser.run("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
        (piece,) = browser.all(".original .k:target")
        assert browser.in_view(piece)
        assert browser.in_view(link)


def test_joins_are_drawn_from_part_to_part(browser: Browser) -> None:
    browser.show(document_page(menu()))
    boxes = browser.run(
        "return [...document.querySelectorAll('.lane')].map(l => [l.className, l.getBoundingClientRect()])"
    )
    lanes = sorted((round(rect["top"]), round(rect["bottom"])) for name, rect in boxes)
    assert len(lanes) == 6, "a start, a line through what is between, and an end, twice"
    for number, (above, below) in enumerate(pairwise(lanes)):
        assert number == 2 or abs(below[0] - above[1]) <= 1, "no gap in a line"
    first, second, third = browser.all(".original .k.joined")
    down, up, down_again, up_again = browser.all(".join")
    for mark, piece in ((down, second), (up, first), (down_again, third), (up_again, second)):
        mark.click()
        assert browser.one(":target") == piece
    assert down.accessible_name == "article 1, block 1: part 2 of 3"


@scripted_or_not
def test_the_parts_of_a_block_light_up_together(browser: Browser, script: bool) -> None:
    browser.show(document_page(menu()), script=script)
    parts = browser.all(".original .k.joined")
    dull = [browser.style(part, "backgroundColor") for part in parts]
    browser.hover(parts[1])
    lit = {browser.style(part, "backgroundColor") for part in (*parts, browser.one("#a1-b1"))}
    assert len(lit) == 1
    assert not lit & set(dull)
    assert len({browser.style(lane, "borderLeftColor") for lane in browser.all(".lane")}) == 1
    browser.hover(browser.one("h1"))
    assert [browser.style(part, "backgroundColor") for part in parts] == dull


@scripted_or_not
def test_filters_leave_what_is_ticked(browser: Browser, script: bool) -> None:
    browser.show(document_page(menu()), script=script)
    everything = pieces(browser)
    assert len(everything) == 10
    clear = browser.one("button[type=reset]")
    assert not clear.is_displayed()
    box(browser, "gone").click()
    assert pieces(browser) == ["首页 >", "分享到", "of a", "相关推荐"]
    box(browser, "gone").click()
    assert pieces(browser) == everything
    box(browser, "r1").click()
    assert pieces(browser) == ["分享到"]
    box(browser, "title").click()
    assert pieces(browser) == ["新桥通车", "渡口照旧", "分享到"]
    clear.click()
    assert pieces(browser) == everything
    box(browser, "joined").click()
    assert len(pieces(browser)) == 3
    browser.one("#a2-b1 a").click()
    assert len(pieces(browser)) == 4, "what a link leads to is shown all the same"
    assert browser.log() == []


def test_the_filters_say_how_much_there_is(browser: Browser) -> None:
    browser.show(document_page(menu()))
    assert browser.shown("label") == [
        "keys: j k articles, r R removed, Esc everything",
        *["Kept 37%", "title 2", "paragraph 4", "joined 1"],
        *["Removed 63%", "breadcrumb 1", "share 1", "repeat 3", "recommendation 1"],
    ]


def test_what_is_copied_is_the_document(browser: Browser) -> None:
    document = menu()
    browser.show(document_page(document))
    select = "getSelection().selectAllChildren(document.querySelector('.original')); return getSelection().toString()"
    assert browser.run(select).startswith(document.text[: document.text.index("\n\n新桥昨天")])
    browser.one(".original summary").click()
    copied = browser.run(select).replace("of article 1, block 1 · 93 characters\n", "")
    assert copied.strip() == document.text.strip()


def test_a_fold_opens_and_closes(browser: Browser) -> None:
    browser.show(document_page(menu()))
    summary = browser.one(".original summary")
    assert summary.text == "of article 1, block 1 · 93 characters"
    assert not browser.shown(".original s")
    summary.click()
    assert len(browser.shown(".original s")) == 3
    summary.send_keys(ENTER)
    assert not browser.shown(".original s")


def test_the_keyboard_reaches_everything(browser: Browser) -> None:
    browser.show(document_page(menu()))
    reached = []
    for _ in range(40):
        browser.keys(TAB)
        element = browser.driver.switch_to.active_element
        if element.tag_name == "body":
            break
        reached.append(element.get_attribute("class") or element.get_attribute("id") or element.tag_name)
        assert (
            browser.style(element, "outlineStyle") != "none"
            or browser.style(
                browser.run("return arguments[0].closest('label') || arguments[0]", element), "outlineStyle"
            )
            != "none"
        ), "one sees where one is"
    filters = ["f-kept", "f-title", "f-paragraph", "f-joined", "f-gone", "f-r0", "f-r1", "f-repeat", "f-r2"]
    assert reached[: 2 + len(filters)] == ["skip", "keys", *filters]
    assert reached[2 + len(filters)] == "document"
    assert reached.count("join down") == reached.count("join up") == 2
    assert "articles" in reached


def test_enter_and_space_on_a_filter(browser: Browser) -> None:
    browser.show(document_page(menu()))
    filter_of_titles = browser.one(".f-title")
    browser.run("arguments[0].focus()", filter_of_titles)
    browser.keys(SPACE)
    assert pieces(browser) == ["新桥通车", "渡口照旧"]
    browser.keys(ENTER)
    assert browser.log() == []
    assert pieces(browser) == ["新桥通车", "渡口照旧"], "nothing was sent"


def test_letters_move_between_articles_and_removed_pieces(browser: Browser) -> None:
    browser.show(document_page(menu()))

    def target() -> str | None:
        return str(browser.run("return document.querySelector(':target')?.id ?? ''"))

    seen = []
    for key in ("j", "j", "j", "k", "r", "r", "R"):
        browser.keys(key)
        seen.append(target())
    assert seen == ["a1", "a2", "a2", "a1", "p0", "p14", "p0"]
    box(browser, "repeat").click()
    browser.keys("r")
    assert target() == "p16", "what is filtered away is passed by"
    browser.keys(ESCAPE)
    assert (target(), len(pieces(browser))) == ("", 10)
    browser.one("#keys").click()
    browser.keys("j")
    assert target() == "", "the letters can be switched off"


@pytest.mark.parametrize("document", [every_kind(), menu(), hostile("x" * 300)])
@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, document: Document, width: int) -> None:
    browser.show(document_page(document), width=width, height=844, phone=True)
    assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.run("return visualViewport.scale") == 1
    sides = [side.rect for side in browser.all("section")]
    assert sides[0]["y"] + sides[0]["height"] <= sides[1]["y"] + 1, "one side below the other"
    if document.source == "page.txt":
        browser.all(".from a")[-1].click()
        assert browser.in_view(browser.one(":target"))
        assert browser.in_view(browser.one("nav")), "the way back stays in sight"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable(browser: Browser, scheme: str) -> None:
    browser.show(document_page(every_kind()), anchor="#a1-b1")
    browser.emulate(scheme=scheme)
    ratios = browser.run(CONTRAST)
    assert len(ratios) > 40
    assert [(ratio, text) for ratio, text in ratios if ratio < 4.5] == []
    background = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (int(background[4:].split(",")[0]) < 64) is (scheme == "dark")


CONTRAST = """
  const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const bytes = (color, over) => {
    context.fillStyle = over; context.fillRect(0, 0, 1, 1);
    context.fillStyle = color; context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map(p => p / 255).map(p => p <= .04045 ? p / 12.92 : ((p + .055) / 1.055) ** 2.4)
    .reduce((sum, p, at) => sum + p * [.2126, .7152, .0722][at], 0);
  const behind = (element) => {
    const over = element.parentElement ? behind(element.parentElement) : "white";
    return `rgb(${bytes(getComputedStyle(element).backgroundColor, over)})`;
  };
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest("script, .skip")) continue;
    const text = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join("");
    const drawn = [[null, text], ["::before", element.dataset.n || element.dataset.r || ""]];
    for (const [pseudo, words] of drawn) {
      if (!words) continue;
      const style = getComputedStyle(element, pseudo);
      const back = pseudo ? bytes(style.backgroundColor, behind(element)) : bytes(behind(element), "white");
      const [high, low] = [light(bytes(style.color, "white")), light(back)].sort((a, b) => b - a);
      found.push([(high + .05) / (low + .05), words]);
    }
  }
  return found;
"""


def test_print_is_light_and_labelled(browser: Browser) -> None:
    browser.show(document_page(every_kind()))
    browser.emulate(scheme="dark", media="print")
    assert not browser.shown("nav, button, .keys, .skip, .hint")
    assert browser.run("return getComputedStyle(document.querySelector('main')).color") == "rgb(30, 34, 39)"
    labels = "return [...document.querySelectorAll('[data-r]')].map(e => getComputedStyle(e, '::before').content)"
    assert '"folio"' in browser.run(labels)
    removed = browser.one(".original span.removed")
    assert browser.style(removed, "textDecorationLine") == "underline"
    assert browser.run("return [...document.querySelectorAll('section')].every(s => s.scrollHeight <= s.clientHeight)")
    browser.emulate()
    assert len(browser.command("Page.printToPDF", {"printBackground": True})["data"]) > 10_000


def test_landmarks_and_names(browser: Browser) -> None:
    browser.show(document_page(menu()))
    assert browser.run("return document.documentElement.lang") == "en"
    assert browser.run("return document.querySelector('.original').lang") == "zh-Hans"
    assert [element.aria_role for element in browser.all("header, main, section, form")] == [
        *("banner", "form", "main", "region", "region"),
    ]
    assert browser.one(".bar").accessible_name == "37% of the text kept"
    levels = browser.run("return [...document.querySelectorAll('h1, h2, h3, h4')].map(h => h.localName)")
    assert levels == ["h1", "h2", "h2", "h3", "h3"]


def test_the_skip_link_leads_to_the_articles(browser: Browser) -> None:
    browser.show(document_page(menu()))
    browser.keys(TAB)
    assert browser.one(".skip").rect["x"] >= 0
    browser.keys(ENTER)
    assert browser.run("return document.activeElement.id") == "articles"


def test_ten_thousand_paragraphs(browser: Browser) -> None:
    text = "港区新桥昨天上午通车，第一辆公交车九时驶过桥面，两岸车程缩短四十分钟。" * 3
    parts: list[Part] = []
    for number in range(10_000):
        parts += [(text[:50], "paragraph", None, 0, number), space("\n")]
        parts += [("图为新桥。", "removed", "caption", None, None), space("\n")] if number % 10 == 0 else []
        parts += [(text[50:], "paragraph", None, 0, number), space("\n\n")]
        parts += [("分享到", "removed", "share", None, None), space("\n\n")] if number % 7 == 0 else []
    article = Article(title="新桥", blocks=(Block(kind="paragraph", text=text),) * 10_000)
    page = document_page(build(*parts, articles=(article,)))
    assert len(page.encode()) < 9 * sum(len(part[0]) for part in parts), "bytes a character"
    browser.show(page, anchor="#a1-b9000")
    assert browser.in_view(browser.one(":target"))
    browser.one("#a1-b9000 a").click()
    piece = browser.one(".original .k:target")
    assert browser.in_view(piece)
    browser.hover(piece)
    browser.keys("r")
    assert browser.in_view(browser.one(".original .k:target"))
    box(browser, "r0").click()
    shown = "return [...document.querySelectorAll('.k')].filter(k => getComputedStyle(k).display != 'none').length"
    assert browser.run(shown) == 1000
    assert browser.log() == []


def test_fragments_in_one_notebook_keep_to_themselves(browser: Browser) -> None:
    fragments = [document_fragment(menu()), document_fragment(every_kind()), article_fragment(menu().articles[0])]
    browser.show(f"<!DOCTYPE html><meta charset=utf-8><body>{''.join(fragments)}")
    first, second, _ = browser.all(".newsclean")
    before = second.text
    first.find_element("css selector", "label:has(.f-title)").click()
    assert second.text == before
    assert pieces(browser)[:3] == ["新桥通车", "渡口照旧", "滨海日报"], "two titles of one, then all of the other"
    assert len(browser.all("script")) == 0
    assert browser.log() == []
