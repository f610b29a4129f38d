"""How articles open and go on: leads, datelines, and the lines that point to another page."""

from __future__ import annotations

import regex

from newsclean.language.outlets import AGENCIES, ENDINGS
from newsclean.model import Story
from newsclean.patterns import Rule, Table, WordList, either

_HAN = regex.compile(r"\p{Han}")
_OUTLETS = WordList("outlet_endings", tuple(sorted(filter(_HAN.search, ENDINGS))))
_MONTH_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"

LEADS = Table(
    Rule(
        "own-report",
        r"本(?:报|報|刊|网|網|台)(?:\p{Han}{2,6})?(?:讯|訊|电|電)(?:[\s，,（(].*|\p{Han}.*)",
        takes=("本报讯 市旅游局昨天公布", "本报讯（记者 白桦）昨天", "本報訊 市長昨天"),
        leaves=("本报今天起改版", "本报记者 白桦"),
    ),
    Rule(
        "outlet-report",
        r"\p{Han}{1,8}\L<outlet_endings>\p{Han}{0,4}" + rf"(?:{_MONTH_DAY})?" + r"(?:讯|訊)[\s，,（(].*",
        takes=(
            "本报海城4月1日讯 昨天",
            "青禾网10月4日讯（记者白桦 整合） 长假",
            "海城新闻网讯 记者获悉",
            "青禾晚报讯（记者 白桦）昨天",
        ),
        leaves=("网络资讯，日新月异", "新闻通讯 第三期"),
        lists=(_OUTLETS,),
    ),
    Rule(
        "dateline",
        r"(?:据|據)?(?:新华社|新華社|中新社|中央社|中新网|法新社|路透社|美联社|塔斯社|共同社|韩联社|本报)\p{Han}{0,12}\s?"
        + rf"(?:{_MONTH_DAY}|\d{{1,2}}日)"
        + r"(?:专|\p{Han}{2,4})?(?:电|電|讯|訊)\s?.*",
        takes=(
            "新华社海城4月1日电（记者白桦）昨天",
            "据新华社海城4月1日电 昨天",
            "中央社海城1日電",
            "中新社海城四月一日电",
        ),
        leaves=("新华社记者走进山村", "新华社海城分社成立"),
    ),
    Rule(
        "bracketed",
        r"[（(〔【\[](?:新華社|法新社|路透)?(?:記者|编译|編譯|本報|中央社)\p{Han}{2,12}[^）)〕】\]]{0,20}(?:[电電]|報導|报道)[）)〕】\]].*"
        r"|【\p{Han}{0,6}(?:讯|訊|電|电|＝\p{Han}{1,6}|=\p{Han}{1,6}|共同|時事|时事)】.*",
        takes=(
            "【海城共同】市は",
            "（中央社記者林一海城1日電）市府",
            "〔記者林一／海城報導〕市府",
            "【本报讯】昨天",
            "【海城=林一】市は",
        ),
        leaves=("（记者注：此为化名）", "【新闻链接】"),
    ),
    Rule(
        "english",
        r"(?:[A-Z][A-Z .]{2,20}(?:, [A-Z][a-z]+)?, )?(?:[A-Z][a-z]{2,8}\.? \d{1,2} )?\((?:Xinhua|Reuters|AP|AFP|CNA|CNS)\)\s*(?:--?|—|–).*"
        r"|[A-Z]{3,16}(?: [A-Z]{3,16}){0,2}(?:, [A-Z][a-z]+)? (?:\((?:Xinhua|Reuters|AP|AFP|CNA|CNS)\) )?(?:--|—|–) \S.*",
        takes=(
            "HARBOUR CITY, April 1 (Xinhua) -- The council",
            "HARBOUR (AP) — The council",
            "PORT HARBOUR (AP) — The council",
            "HARBOUR — The council",
        ),
        leaves=("The council — a body", "NATO said"),
    ),
)
"""A paragraph that opens an article."""
LEAD_LENGTH = 100
"""Characters at a paragraph's beginning that show whether it is a lead."""


def is_lead(text: str) -> bool:
    """Whether a paragraph opens an article: 本报讯, a dateline, a reporter's name in brackets.

    >>> is_lead("新华社海城4月1日电 港口今天恢复通航。"), is_lead("新华社记者走进山村")
    (True, False)
    """
    return LEADS.match(text[:LEAD_LENGTH]) is not None


_SAID_BY = regex.compile(
    rf"(?:据|據)?(?P<name>{either(filter(_HAN.search, AGENCIES))})"
    rf"|(?:据|據)?(?!本[报報网網刊台])(?P<name>\p{{Han}}{{1,8}}?{either(_OUTLETS.words)})\p{{Han}}{{0,4}}(?:\d{{1,2}}月\d{{1,2}}日)?[讯訊]"
)


def lead_source(text: str) -> str | None:
    """The outlet that a lead names: 青禾网4月1日讯（记者白桦）.

    >>> lead_source("青禾电台讯（记者 白桦）昨天"), lead_source("本报讯 昨天")
    ('青禾电台', None)
    """
    found = _SAID_BY.match(text) if is_lead(text) else None
    return found["name"] if found else None


def is_marked(story: Story) -> bool:
    """Whether a byline, a lead or a continuation shows how its page marks articles: a headline without is a subhead."""
    return bool(story.bylines or story.continued_from) or any(is_lead(piece.text) for _, piece in story.blocks)


CONTINUED_FROM = regex.compile(
    r"[（(【\[]?\s*+(?:[▲◀←]\s*+)?(?:上接|紧接|緊接|接)(?P<page>(?:第?[A-Za-z]?[\d〇一二三四五六七八九十]{1,3}[版面]|[A-Z]\d{1,3}版?|头版|頭版)"
    r"[^）)】\]\s]{0,12})\s*+(?:[）)】\]]\s*+)?|(?:Continued from|From) [Pp]age (?P<page>[A-Z]?\d{1,3})\s*",
)
CONTINUED_ON = regex.compile(
    r"(?:(?<!\s)\s+)?(?:[▶▷►→➤]\s?)?(?:[（(【\[]\s*(?:下转|下轉|转|轉|详见|詳見|见|見)(?P<page>(?:第?[A-Za-z]?[\d〇一二三四五六七八九十]{1,3}[版面]|[A-Z]\d{1,3}版?)"
    r"[^）)】\]]{0,12})\s*[）)】\]]|(?:下转|下轉)(?P<page>(?:第?[A-Za-z]?[\d〇一二三四五六七八九十]{1,3}[版面]))"
    r"|\(?(?:Continued on|See|Turn to) [Pp]age (?P<page>[A-Z]?\d{1,3})\)?)\s*+$",
)
