"""What web pages are built of: the words in class names and ids, and the signs of lines that are no story's text."""

from __future__ import annotations

from newsclean.patterns import Rule, Table
from newsclean.rules.lists import lists

NAME_WORDS = frozenset(
    "article content body story entry post detail main text txt comment reply recommend relat side sidebar share social"
    " nav menu foot footer copyright crumb breadcrumb login search subscri newsletter promo widget more tool popup modal"
    " cookie author bio meta info header head caption gallery photo img image pic video player title subtitle summary"
    " abstract desc lead editor source time date page pager pagination next prev read user name quote box right left hd"
    " bd ft notice tips statement disclaim live feed stream card teaser trending popular latest top bottom inner wrap"
    " para paragraph section news media figure credit count like vote survey poll form ad ads advert banner hot rank list"
    " item tag sns".split()
)
"""Words of class names and ids that say what an element is for, in the singular; some are the stems of words."""

STEMS = ("content", "article", "comment", "recommend", "footer", "sidebar", "relat", "share", "detail", "subscri")
"""Stems that count wherever they stand in a word: `articlebody`, `relatednews`."""

REASONS: dict[str, frozenset[str]] = {
    "comments": frozenset({"comment", "reply"}),
    "recommendation": frozenset(
        {"relat", "recommend", "hot", "rank", "trending", "popular", "latest", "teaser", "next", "prev", "stream"}
    ),
    "share": frozenset({"share", "social", "sns", "tool", "like"}),
    "advertisement": frozenset({"ad", "advert", "banner", "promo"}),
    "service": frozenset(
        {"login", "subscri", "newsletter", "popup", "modal", "cookie", "search", "form", "<form>", "vote"}
    ),
    "navigation": frozenset(
        {"nav", "menu", "crumb", "breadcrumb", "<nav>", "header", "<header>", "pager", "pagination"}
    ),
    "legal": frozenset({"copyright", "disclaim"}),
    "about": frozenset({"footer", "foot", "<footer>"}),
    "sidebar": frozenset({"side", "sidebar", "widget", "<aside>"}),
}
"""Why blocks go, by the words in the names of the elements around them; the first that fits is given."""

SIGNS = Table(
    Rule(
        "call",
        r"\L<calls>|\b(?:\L<calls_english>|download (?:the|our)|cookies?\b|join (?:our|the)|share (?:this"
        r"|it)|your (?:email|inbox))",
        takes=("Sign up for our newsletter", "扫码关注本报公众号", "Like this story? Share it.", "会員登録はこちら"),
        leaves=("The harbour opens again on Monday.", "昨天它第一次向市民开放。"),
        lists=lists("calls", "calls_english"),
    ),
    Rule(
        "legal",
        r"\L<rights>|terms of (?:use|service)|ICP(?:备|证)",
        takes=("© 2019 Qinghe", "Disclaimer: views are the author's own", "未经许可不得转载", "無断転載を禁じます"),
        leaves=("The right to fish was restored.", "渔民们等了三年。"),
        lists=lists("rights"),
    ),
    Rule(
        "lead-in",
        r"^(?:(?:read (?:more|also|next)|related|see (?:also|more)|also read|also on|more (?:from|on)|don['’]"
        r"t miss|recommended|watch|citation|source|topics?|tags?|filed under|editors?)\b.{0,12}?[:：]"
        r"|.{0,6}\L<lead_ins>.{0,6}?[:：])",
        takes=("Read more: County garage to get new roof", "责任编辑：林一", "延伸阅读：灯塔的一百年", "Tags: harbour"),
        leaves=("Related costs rose by a third.", "记者昨天从港务局获悉"),
        lists=lists("lead_ins"),
    ),
    Rule(
        "photo",
        r"^\L<photo_labels>\b.{0,20}?[:：/]|getty images|/\s?(?:AP|Reuters|AFP)\b|\((?:photo|image|AP"
        r"|Reuters|file)[^)]{0,60}\)$",
        takes=("Photo: Qinghe Herald", "图片：林一", "Boats in the harbour (AP Photo/Lin Yi)", "Lin Yi/Getty Images"),
        leaves=("Photographers came from all over.", "图书馆开门了"),
        lists=lists("photo_labels"),
    ),
    Rule(
        "address",
        r"[\w.]{1,40}@[\w.]{1,40}\.\w",
        takes=("Write to desk@example.org",),
        leaves=("Meet @ noon",),
    ),
    words="subscrib|sign up|newsletter|follow us|follow @|click here|download |cookie|log in|sign in|join |share |like this|your "
    "|contact us|support us|donate|advertis|订阅|訂閱|关注我们|關注我們|下载|下載|扫码|扫一扫|掃碼|会員|登録|フォロー|公众号|公眾號|客户端"
    "|©|copyright|all rights|disclaimer|terms of|privacy policy|版权|版權|著作権|無断転載|转载|轉載|免责|免責|声明|聲明|icp|许可证"
    "|:|：|/|@|getty images|(photo|(image|(ap|(reuters|(file",
    anywhere=True,
)
"""Signs that a line belongs to the page and not to its story. Evidence for a sum, not a verdict: a story may have them."""

VOICE = Table(
    Rule(
        "rights",
        r"(?:本网|本站|本平台|本網|本公司).{0,60}?(?:转载|轉載|版权|版權|授权|授權|立场|立場)|(?:转载|轉載|版权|版權|授权|授權).{0,60}?(?:本网|本站|本網)"
        r"|ICP[备備证證]|(?:许可证|許可證)(?:编?号)?[：:]?\s?\d|\b(?:reproduc|redistribut|republish)\w{0,5}\b.{0,60}?\b(?:permission|prohibited)\b",
        takes=(
            "未经本网授权不得转载。",
            "本站转载此文是为了传递信息，不代表本站立场。",
            "May not be reproduced without permission.",
            "Stories may not be redistributed without permission.",
            "Nothing here may be republished without permission.",
            "Any reproduction is prohibited.",
        ),
        leaves=("他说网上的转载很多。", "作者的版权受到保护。"),
    ),
    Rule(
        "consent",
        r"\L<consent>|\bcookies?\b|\b(?:your|of|personal) (?:consent|data)\b|zgod[yęą]\b",
        takes=(
            "We use cookies to store information.",
            "Wir verarbeiten personenbezogene Daten.",
            "…wyrazić zgodę na korzystanie",
        ),
        leaves=("The data show a rise.", "他在个人展览上说。"),
        lists=lists("consent"),
    ),
    words="本网|本站|本平台|本網|本公司|ICP|icp|许可证|許可證|reproduc|redistribut|republish|cookie|consent|data|personenbezogene|données|datos|dati|danych|zgod|persoonsgegevens|个人信息|個人資料|個人情報",
    anywhere=True,
)
"""Where a site speaks for itself, of rights and of what it stores: evidence in paragraphs of any length."""

NOTICES = Table(
    Rule(
        "legal",
        r"^[\s【\[（(*]*(?:disclaimer\b|copyright\b|©|all rights reserved|this (?:document|material) is subject to copyright"
        r"|(?:特别|特別|版权|版權|郑重|鄭重)(?:声明|聲明|提示|说明|說明)|免责|免責|著作権|無断転載)"
        r".{0,20}?(?:\b|$)|\p{Han}{1,8}(?:版权|版權|免责|免責)\p{Han}{0,6}(?:声明|聲明)[：:]"
        r"|凡(?:本网|本站|本網|是?注明)|(?:本网|本站|本平台|本網)站?(?:所有|部分|转载|轉載|刊载|发布的?).{0,12}?(?:内容|文章|作品|信息|资讯)"
        r"|(?:notice|note)\s?:\s?the (?:content|views?|opinions?|article|information)\b",
        takes=(
            "Disclaimer: All rights reserved for writing and editorial content.",
            "特别声明：以上内容仅代表作者本人观点，不代表本网立场。",
            "免责声明：本文来自合作媒体，版权归原作者所有。",
            "青禾网版权与免责声明：凡本网注明来源的作品，版权均属本网。",
            "凡本网注明来源为其他媒体的作品，均转载自其它媒体。",
            "本站部分文章转载自网络。",
            "Notice: The content above is uploaded by a user.",
        ),
        leaves=(
            "Disclaimers are printed small, she said.",
            "Notice the harbour wall, she said.",
            "凡事都要问灯塔看守人。",
            "他在特别声明中说，灯塔不会关闭。",
            "版权登记量去年增长一成。",
        ),
    ),
    opens=True,
    start=60,
)
"""Paragraphs about the page itself, however long: a disclaimer is prose and can be longer than its story."""

TRAILERS = Table(
    Rule(
        "trailer",
        r"[（(【\[]?(?:(?:值班|责任|責任|网络|網絡|本期|本文)?\L<editors>|原标题|原標題|标签|標籤|关键词"
        r"|關鍵詞|tags?|topics?|keywords?|filed under|edited by|editors?)\s{0,2}[:：/丨|].{1,80}",
        takes=(
            "责任编辑：林一",
            "【责编:白桦】",
            "Tags: harbour, ferry",
            "Filed under: Harbour",
            "原标题：灯塔重新点亮",
        ),
        leaves=("编辑部昨天搬家了。", "Editors met on Monday.", "标签贴在盒子上。"),
        lists=lists("editors"),
    ),
    opens=True,
    longest=100,
)
"""Lines about a story below it: who edited it, its keywords, its title elsewhere."""

ERRORS = Table(
    Rule(
        "error",
        r"^\W*(?:(?:error\s*)?(?:40[0134]|410|50[0234])\b.{0,40}|.{0,20}(?:page|file) (?:not found"
        r"|(?:can(?:no|['’])t|could not) be found).{0,30}|access denied|forbidden|just a moment\W*"
        r"|.{0,12}(?:页面|頁面|网页|網頁|内容|內容|文章)\L<missing>.{0,16}|.{0,12}(?:找不到|无法找到"
        r"|無法找到)(?:页面|頁面|网页|網頁).{0,16}|.{0,12}ページ(?:が|は)(?:見つかりません"
        r"|存在しません).{0,16})$",
        takes=(
            "404",
            "404 Not Found",
            "页面不存在 - 青禾网",
            "Page not found",
            "Just a moment...",
            "ページが見つかりません",
        ),
        leaves=("404 boats left the harbour in a single morning, the port authority says", "找不到工作的人来了夜校"),
        lists=lists("missing"),
    ),
    opens=True,
)
"""Titles of pages that have no story to show."""

PAGER = Table(
    Rule(
        "pager",
        r"(?:(?:首页|首頁|上一页|上一頁|前へ|Prev(?:ious)?)[\s\d.…|]*)?(?:下一页|下一頁|次へ|Next)?(?:[\s\d|]*(?:尾页|末页|末頁|Last))?|[\s\d.…|]*(?:下一页|下一頁|次へ|Next)",
        takes=("上一页 1 2 3 下一页", "上一页123下一页", "1 2 3 下一页", "Next", "上一頁"),
        leaves=("下一页的故事", "上一篇：水坝明年加固", "Next stop"),
    ),
    longest=60,
)
"""Links to the other pages of a story."""

MOMENT = Table(
    Rule(
        "time",
        r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}:\d\d|\d{1,3}\s?(?:分钟|分鐘|小时|小時|天"
        r"|時間)前|\b\d{1,3} (?:minutes?|hours?|days?) ago|\d{1,2}月\d{1,2}日|\b\L<month_names>[a-z]{0,6}"
        r"\.? \d{1,2}\b",
        takes=("2019-09-08 00:20", "3小时前", "5 minutes ago", "12月8日", "Sept. 8"),
        leaves=("1,203 metres", "第8页"),
        lists=lists("month_names"),
    ),
    anywhere=True,
    needs="0123456789",
)
"""A date or a time of day: below a headline, in lists of other stories, above comments."""
