"""What pages call their title, date, authors, source and section in <meta>, in microdata and in scripts."""

from __future__ import annotations

import re

from newsclean.language.field_labels import AUTHOR_LABEL as AUTHOR_LABEL
from newsclean.language.field_labels import EDITOR as EDITOR
from newsclean.language.field_labels import SOURCE_LABEL as SOURCE_LABEL
from newsclean.language.outlets import AGENCIES
from newsclean.patterns import Rule, Table, either

# Names are lower-cased and stripped of everything but letters and digits before they are looked up here:
# `weibo: article:create_at` is `weiboarticlecreateat`.
_VENDOR = r"(?:og|ob|article|ogarticle|dc|dcterms|dcterm|weiboarticle|weibo|sailthru|parsely|cxenseparse|cxenseparserecs|twitter|fb|bt|rnews|shareaholic|nastooh|apub|publish|news|content|page|itemprop)?"
META = Table(
    Rule(
        "published",
        rf"{_VENDOR}(?:published|publish|publication|pub|issued?|issuance|created?|release|posted|firstpublished|firstpublish|original)(?:date|time|at|on|timestamp|publisheddate)+"
        rf"|{_VENDOR}(?:datepublished|dateissued|datecreated|dateposted|datecreate|ptime|pdate)|(?:dcterms|dc)(?:created|issued)|ogtime|(?:og|article)published|datepublisheddatecreated",
        takes=("articlepublishedtime", "pubdate", "publishdate", "dcdateissued", "dctermscreated", "weiboarticlecreateat", "datepublished", "releasedate", "ogtime", "parselypubdate", "cxenseparserecspublishtime", "nastoohpublishdate"),
        leaves=("articlemodifiedtime", "publishid", "publisher", "dateupdate", "lastpublisheddate", "ogupdatedtime", "date", "articlepublisher"),
    ),
    Rule("changed", r"dateupdated?|lastpublisheddate|(?:lastmodified|articleupdatetime|updatetime)", takes=("dateupdate", "lastpublisheddate"), leaves=("date",)),
    Rule("modified", rf"{_VENDOR}(?:(?:date)?modified(?:date|time|at|on)?|(?:date)?updated?(?:date|time|at|on)|moddate)|lastmod", takes=("articlemodifiedtime", "ogupdatedtime", "datemodified", "dctermsmodified", "modifieddate", "modifiedat", "modifiedon", "updateddate", "dateupdatedat", "updatedon", "moddate", "lastmod"), leaves=("lastmodified", "updateid")),
    Rule("dated", rf"{_VENDOR}(?:date|time|dcdate)", takes=("date", "dcdate", "sailthrudate", "dctermsdate"), leaves=("startdate", "bedate")),
    Rule("title", rf"{_VENDOR}(?:title|headline)", takes=("ogtitle", "twittertitle", "dctitle", "title", "sailthrutitle", "headline", "fbtitle", "obtitle"), leaves=("applemobilewebapptitle", "smartbannertitle", "shorttitle")),
    Rule("description", r"(?:og|dc|twitter)?description", takes=("description", "ogdescription"), leaves=("keywords",)),
    Rule("keywords", r"(?:news|parsely|sailthru|cxenseparse)?(?:keywords|tags)", takes=("keywords", "newskeywords", "parselytags", "sailthrutags", "cxenseparsekeywords"), leaves=("keywordsid",)),
    Rule("tag", r"(?:article|ogarticle|og)tag", takes=("articletag", "ogarticletag", "ogtag"), leaves=("pagetag",)),
    Rule("url", r"ogurl", takes=("ogurl",), leaves=("twitterurl", "ogimageurl")),
    Rule("language", r"oglocale|contentlanguage|language|dclanguage|dctermslanguage|inlanguage", takes=("oglocale", "contentlanguage", "language", "dclanguage", "dctermslanguage", "inlanguage"), leaves=("oglocalealternate",)),
    Rule("tier", r"article(?:content)?(?:tier|accesslevel)", takes=("articlecontenttier", "articleaccesslevel"), leaves=("tier",)),
    Rule("author", rf"{_VENDOR}(?:authors?|creator|authorname|byl|byline)", takes=("author", "articleauthor", "articleauthorname", "dccreator", "byl", "sailthruauthor"), leaves=("smartbannerauthor", "publisher")),
    Rule("source", r"(?:article|news|og|content|page)?(?:source|mediaid|medianame|origin|sourcename|articlesource)", takes=("source", "articlesource", "medianame"), leaves=("taxsource", "twittersource")),
    Rule("section", r"(?:article|ogarticle|parsely)?section|(?:og)?category|channel|column(?:name)?", takes=("articlesection", "section", "parselysection", "channel"), leaves=("articlesubsection", "sectionid")),
    Rule("site", r"ogsitename|applicationname|applemobilewebapptitle|dcpublisher|publisher|twittersitename", takes=("ogsitename", "applicationname", "dcpublisher"), leaves=("articlepublisher", "twittersite")),
    words="pub|keyword|tag|url|locale|language|tier|access|updat|lastmod|date|iss|creat|releas|post|origin|time|modif|title|headline|descr|author|byl|source|media|section|category|channel|column|sitename|application",
)  # fmt: skip

ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|Story|Critique)$|^(?:Report|Recipe)")
"""Types of schema.org whose date and headline are a story's."""
PAGE_TYPES = frozenset({"WebPage", "ItemPage", "VideoObject", "CollectionPage", "Event"})
"""Types that stand for the page where it names no article."""
CONTAINERS = frozenset({"@graph", "mainEntity", "mainEntityOfPage"})
"""Properties of a JSON-LD object behind which the page's own article can stand. Others hold related items."""

_GAP = (
    r"(?:(?<!\s)\s+)"  # all of a run of spaces: a match that began inside one would try the run again from each of them
)
SEPARATORS = re.compile(
    rf"{_GAP}?(?:[_|｜丨¦«»‹›→]|--+|——)\s*|{_GAP}[-–—·•:：~～/]\s+|(?<=[^\W\d_])\s*[-–—]\s*(?=[^\W\d_])|{_GAP}?[：:]\s*|{_GAP}?-(?=[^-]{{2,20}}$)\s*|{_GAP}(?=\S{{2,12}}$)"
)
"""Where a title may end and a site's name start."""

SUFFIX = re.compile(r"[_|｜丨][^_|｜丨]{1,30}$")
"""The end of a title that names a site."""

SITE_NAME = re.compile(
    r"[^\s，。！？：:,.!?]{2,16}(?:网|網|网站|網站|官网|官網|门户|在线|在線|频道|频道|首页|资讯|日报|晚报|电视台|新闻)(?:欢迎您)?|[\w.-]{2,30}\.(?:com|net|org|cn)(?:\.\w\w)?",
    re.I,
)
"""A title that says no more than the name of a site."""

TAG = re.compile(r"^\s*[【［\[〖][^】］\]〗]{1,10}[】］\]〗]\s*")
"""What a channel puts before a title: 【组图】, [图]."""

_LABEL = r"(?:发布(?:日期|时间|于)?|發布(?:日期|時間)?|发表(?:日期|时间|于)?|發表時間|发稿(?:日期|时间)?|刊登时间|创建时间|录入时间|添加时间|稿件时间|日期|时间|時間|上传时间|公開日時?|公開|掲載日?|配信|投稿日?|作成日|Published|Posted|posted @|First published|Publish date|Date|Created)"
PUBLISHED = re.compile(rf"{_LABEL}\s*+(?:(?:on|at)\s*+)?(?:[：:|]\s*+)?$", re.I)
"""What stands before a date of publication."""
CHANGED = re.compile(
    r"(?:更新(?:日期|时间|日時|時間|于|日)?|最后更新|最終更新日?|修改(?:时间|日期)?|改訂日?|updated?|last\s+updated|modified|revised|edited)\s*+(?:(?:on|at)\s*+)?(?:[：:|]\s*+)?$",
    re.I,
)
"""What stands before a date of change."""
FOREIGN = re.compile(r"(?:received|accepted|submitted|©|copyright|版权|版權|截止|截至|ICP备?|许可证)[^\n]{0,12}$", re.I)
"""What stands before a year that dates no story."""
SHORT_DATE = re.compile(
    r"(?<![\d.:/-])(?:(?P<year>\d\d)[-/年.])?(?P<month>1[0-2]|0?[1-9])[-/月.](?P<day>3[01]|[12]\d|0?[1-9])日?(?:\s*(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?)?(?![\d.%/-])"
)
"""A day without its century or its year."""
MONTH_FIRST = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)(?:[T\s,]+(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?))?"
)
"""12/20/2023 16:00:50, 20.12.2023: read only where one number can be no month, or both are the same."""
COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\S{4,14})?")
EPOCH = re.compile(r"\s*(?P<seconds>1\d{9}|[2-9]\d{8})(?P<milli>\d{3})?(?:\.\d+)?\s*")
SCRIPT_DATE = re.compile(
    r"[\"']?\b(?:publish_?(?:ed)?_?(?:time|date|at)|pub_?(?:time|date)|date_?published|ptime|create_?time|create_?at|ct|oriCreateTime|news_?time|first_?publish_?(?:time|date)|published)\b[\"']?\s*[:=]\s*[\"']?"
    r"(?P<value>(?:19|20)\d\d[-/年]\d{1,2}[-/月]\d{1,2}[^\"',;}\n]{0,24}|1\d{9}(?:\d{3})?(?!\d))",
    re.I,
)
"""A date of publication in a script's data."""
SCRIPT_VALUE = re.compile(r"[:=]\s*[\"']?(?:(?:19|20)\d\d[-/年]|1\d{9})")
"""What stands in every script that has one: most have none, and it is found in a third of the time."""

GENERIC = re.compile(
    r"(?:admin|administrator|root|editor|editors|webmaster|system|user|guest|test|null|none|undefined|unknown|author|anonymous|staff|未知|佚名|匿名|网友|網友|编辑|編輯|编辑部|小编|记者|作者|admin\d*|.*(?:网友|網友|IP属地|IP屬地|IP地址|IP[:：]).*|.{0,25}\bstaff|网络整理|网络|本站|原创|转载|name,.*)",
    re.I,
)
"""Who signs for nobody."""
NOT_PERSON = re.compile(
    r"https?:|www\.|@|\.(?:com|net|org|cn|jp)\b|[<>{}=_#]|\d{3}|facebook|twitter|网|網|报|報|社|编辑部|編集部|频道|デジタル|新聞|News\b|Media\b|Press\b|Desk\b|Team\b|Redazione|Staff\b|Correspondent\b|Magazine\b|\b(?:Inc|Ltd|LLC|GmbH|Corp)\b|BrandRoom|Editors?\b|Associated Press",
    re.I,
)
"""Marks of addresses, handles, outlets and desks."""
PROSE = re.compile(r"[，。；、！？]|, |\. ")
AGENCY = re.compile(either(filter(str.isascii, AGENCIES)), re.I)
"""News agencies that sign in Latin letters: where a story came from, and nobody's name."""
POSITION = re.compile(
    r"\b(?:Writer|Reporter|Correspondent|Editor|Officer|Director|Columnist|Contributor|Photographer|Producer|Head of|Chief|Vice President|Professor)\b",
    re.I,
)
"""Words of an office that stands behind a name."""
CRUMBS = re.compile(
    r"(?:^|[\s>›»＞→/])(?P<section>[^\s>›»＞→/|：:]{2,10})\s*[>›»＞→][>›»＞→\s]*(?:正文|本文)\s*$|(?:首页|首頁|主页|トップ|ホーム)\s*[>›»＞→]\s*(?:[^\s>›»＞→]{2,10}\s*[>›»＞→]\s*){0,3}(?P<last>(?!正文|本文)[^\s>›»＞→]{2,10})\s*$"
)
"""A trail of links that ends above a headline."""
DECK = re.compile(r"(?:——|--|──)\s*\S")
"""How a second headline starts in Chinese."""
NEVER_TITLE = re.compile(r"(?:正文|首页|新闻中心|新闻动态|新闻|资讯|home|news|menu|404.*|.{0,6}详情|文章)", re.I)
