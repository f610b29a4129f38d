"""Pages that a browser saved as one file."""

from __future__ import annotations

import base64
import quopri

import pytest

import newsclean

SAVED = (
    '<html><head><meta charset="{charset}"><title>灯塔重新点亮_青禾网</title></head><body><div class="nav"><a href="/">首页</a> '
    '<a href="/n">新闻</a></div><h1>灯塔重新点亮</h1><div class="info">2021-04-01 08:30 来源：青禾晚报</div>'
    "<div><p>青禾市的灯塔昨天晚上重新点亮，码头上站满了来看灯的市民，孩子们数着灯光扫过海面的次数。</p>"
    "<p>修复工程历时二十个月，由本地一家造船厂承担，塔身的每一块石头都编了号，灯室的玻璃全部换新。</p></div></body></html>"
)


def saved_page(charset: str, transfer: str) -> bytes:
    """A page as browsers save it in one file, with a picture behind it."""
    page = SAVED.format(charset=charset).encode(charset)
    content = base64.encodebytes(page) if transfer == "base64" else quopri.encodestring(page)
    parts = (
        ("text/html", transfer, "https://qinghe.example/news/1.html", content),
        ("image/png", "base64", "https://qinghe.example/light.png", base64.encodebytes(bytes(300))),
        ("text/css", "quoted-printable", "cid:css-1@mhtml.blink", b"p { margin: 0 }"),
    )
    lines = [
        b"From: <Saved by Blink>",
        b"Snapshot-Content-Location: https://qinghe.example/news/1.html",
        b"Subject: =?utf-8?Q?=E7=81=AF=E5=A1=94?=",
        b"Date: Thu, 1 Apr 2021 08:30:00 -0000",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/related;",
        b'\ttype="text/html";',
        b'\tboundary="----MultipartBoundary--q1----"',
        b"",
    ]
    for kind, coding, place, inner in parts:
        head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {place}\r\n"
        lines += [b"", b"------MultipartBoundary--q1----", head.encode(), inner]
    return b"\r\n".join([*lines, b"------MultipartBoundary--q1------", b""])


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_page_saved_as_one_file_is_read_as_the_page(charset: str, transfer: str) -> None:
    document = newsclean.clean(saved_page(charset, transfer))
    plain = newsclean.clean(SAVED.format(charset=charset).encode(charset))
    assert document == plain
    (article,) = document.articles
    assert (article.title, article.source, article.date, len(article.blocks)) == (
        "灯塔重新点亮",
        "青禾晚报",
        "2021-04-01T08:30",
        2,
    )


def test_a_message_without_a_page_stays_as_it_is() -> None:
    raw = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    )
    assert newsclean.clean(raw).text == raw.decode()
