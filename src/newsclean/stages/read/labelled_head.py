"""Fields with labels above a document's body (标题：…, Date: …), as dumps of archives print them: front matter without
its rules.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from newsclean.language.characters import repair
from newsclean.model import LABELS as MORE_LABELS
from newsclean.model import Cut, Line, Metadata
from newsclean.stages.read.front_matter import metadata_of
from newsclean.stages.read.plain import read_lines

LABELS: dict[str, str] = {
    "title": "标题 標題 原标题 原標題 题目 題目 新闻标题 新聞標題 文章标题 タイトル 見出し Title Headline",
    "subtitle": "副标题 副標題 Subtitle",
    "byline": "作者 记者 記者 執筆 Author Authors",
    "date": "日期 时间 時間 发布时间 發布時間 发布日期 發布日期 发表时间 日付 公開日 Date Published",
    "source": "来源 來源 出处 出處 媒体 媒體 出典 Source",
    "section": "栏目 欄目 分类 分類 频道 頻道 Section Category",
    "removed": "关键词 關鍵詞 关键字 编辑 編輯 责任编辑 链接 連結 网址 網址 编号 URL Link Id Keywords Tags",
}
"""What becomes of a labelled line; the last are of use to nobody who reads."""
_BODY = "正文 内容 內容 本文 Content Text Body".split()
_ROLES = {word.lower(): role for role, words in LABELS.items() for word in words.split()} | {
    label.lower(): name for name, labels in MORE_LABELS.items() for label in labels
}
# Words by their length, so that 标题 is not taken for the start of another.
_WORDS = "|".join(sorted((*_ROLES, *(word.lower() for word in _BODY)), key=len, reverse=True))
_LABEL = regex.compile(
    rf"[^\S\n]*(?:[【\[](?P<word>{_WORDS})[】\]][^\S\n]*[：:]?|(?P<word>{_WORDS})[^\S\n]*[：:]|(?P<word>{'|'.join(_BODY)})(?=\s*$))[^\S\n]*+(?P<value>[^\n]*)(?:\n|\Z)",
    regex.IGNORECASE | regex.MULTILINE,
)
_TITLE = regex.compile(rf"^[^\S\n]*[【\[]?(?:{'|'.join(LABELS['title'].split())})[】\]：:]", regex.I | regex.M)
_BLANK = regex.compile(r"(?:[^\S\n]*\n)*")
# The issue of a newspaper above an article of it, as archives of old papers print: 申報 日期：1949-05-17 版次：02 版.
_ISSUE = regex.compile(
    r"[\s\ufeff]*(?P<source>\p{Han}{2,10})[^\S\n]+日期[：:][^\S\n]?(?P<date>[\d年月日./-]{8,12})[^\S\n]+版次[：:][^\S\n]?[\p{Han}\w]{1,6}"
    r"(?:[^\S\n]?版)?[^\S\n]*(?:\n|\Z)"
)
# A title and another field make a head; it has at most so many.
FEWEST, MOST = 2, 20


def split(text: str) -> int | None:
    """Where the body starts below labelled fields, or `None` where no title and another field stand on top. A file of
    several documents, each with its title, has no head of its own.
    """
    if issue := _ISSUE.match(text):
        return issue.end()
    start = at = _behind_blank(text, 1 if text[:1] == "\ufeff" else 0)
    seen: list[str] = []
    while len(seen) < MOST and (found := _LABEL.match(text, at)):
        seen.append(found["word"].lower())
        if seen[-1] not in _ROLES:
            at = found.start("value") if found["value"].strip() else _behind_blank(text, found.end())
            break
        at = _behind_blank(text, found.end())
    titles = sum(_ROLES.get(word) == "title" for word in seen)
    if titles != 1 or len(seen) < FEWEST or len(_TITLE.findall(text, start)) > 1:
        return None
    return at


def read(text: str, body: int) -> tuple[list[Line], list[Cut], Metadata]:
    """The labelled lines with their roles, what was cut out of them, and what they say."""
    lines, cuts = read_lines(text, 0, body)
    if issue := _ISSUE.match(text):
        said = metadata_of({"source": issue["source"], "date": issue["date"]})
        return [replace(line, role="metadata") for line in lines], cuts, said
    values: dict[str, str] = {}
    labelled = []
    for line in lines:
        found = _LABEL.match(line.text)
        role = _ROLES.get(found["word"].lower(), "removed") if found and found["value"] else "removed"
        if found:
            values.setdefault(role, repair(found["value"]))
        role = "metadata" if role in MORE_LABELS else role
        labelled.append(replace(line, role=role, reason="front-matter" if role == "removed" else None))
    return labelled, cuts, metadata_of({"author" if role == "byline" else role: said for role, said in values.items()})


def _behind_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
