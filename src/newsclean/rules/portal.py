"""What portals print around an article, as a text dump of their pages shows it. Words of the trade, no site's name."""

from __future__ import annotations

import regex

from newsclean.patterns import Rule, Table
from newsclean.rules.lists import lists
from newsclean.rules.portal_foreign import FOREIGN

# A crumb holds no arrow and no space, and every repeat keeps what it took: a line can be divided into crumbs in one way.
_ARROW = r"\s*+[>›»＞→/]++\s*+"
_CRUMB = r"[^\s>›»＞→/]"
_STRICT_ARROW = r" {0,2}+[>›»＞→]"
_STRICT_CRUMB = r"[^\s>›»＞→]"

PORTAL = Table(
    Rule(
        "template",
        r"<%.*%>|\{\{.*\}\}|\$\{.*\}|\{%.*%\}|(?:var|function)\s+\w+\s*[=(].*|document\.write.*|<\?.*\?>"
        r"|(?:</?(?:style|script)[^>]{0,60}>\s*)|<!-{0,2}.{0,200}-{1,2}!?>",
        meaning="what a server should have filled in",
        takes=(
            "<%@ /0080/e/include_1301.vm %>",
            "{{ article.title }}",
            "${title}",
            "var ad_id = 12;",
            "<!- ad slot ->",
            "</style>",
        ),
        leaves=("{注}", "variety is the spice"),
    ),
    Rule(
        "breadcrumb",
        rf"(?:(?:您|你)?(?:现在|目前)?的?(?:当前|目前|现在|所在)?的?位置(?:是)?\s*[：:]\s*.{{1,60}}"
        rf"|\S{_CRUMB}{{0,19}}+(?:{_ARROW}{_CRUMB}{{0,20}}+){{0,12}}{_ARROW}(?:正文|内容|內文|详情|文章)"
        rf"|\S{_STRICT_CRUMB}{{0,19}}+(?:{_STRICT_ARROW} {{0,2}}+[>›»＞→]{{0,19}}+{_STRICT_CRUMB}{{1,20}}+){{2,12}}[>›»＞→]{{0,2}}"
        rf"|\S{_STRICT_CRUMB}{{0,19}}+(?:{_STRICT_ARROW}){{4,}}+(?: {{0,2}}+{_STRICT_CRUMB}{{1,20}}+)?"
        rf"|\S{{2,12}}\s+正文)",
        meaning="the way from the front page to this one",
        takes=(
            "青禾首页 > 青禾房产 > 正文",
            "您所在的位置： 首页 > 快讯 > 公司",
            "青禾网 >  > 正文",
            "您的当前位置：新闻中心 > 海城",
            "青禾网  正文",
            "/快讯/公司/正文",
            "青禾网 > 快讯 > 公司",
            "青禾网>>快讯>>公司",
            ">>>>> 更多",
        ),
        leaves=("今年1>去年", "今年>>去年", "正文开始之前，先看一组数字。"),
    ),
    Rule(
        "share",
        r"(?:\L<share_buttons>|分享(?:到|至|给.{0,6})?|收藏(?:本文|文章)?|Share(?: on \w+)?|人人网?|豆瓣网?"
        r"|百度(?:搜藏|贴吧)|轉寄(?:朋友)?|转寄(?:朋友)?|複製(?:連結|鏈接)|加入(?:收藏|書籤|书签)"
        r"|分享(?:文章|本文|新聞|新闻|按钮|按鈕)|(?:打印|列印)(?:本页|本頁|文章|文稿)|(?:[\[【（(]?(?:打印"
        r"|列印)(?:本[页頁]|此[页頁]|文章)?[\]】）)]?[\s|｜/]*)?[\[【（(]?(?:关闭|關閉)(?:本?窗口|本[页頁]"
        r"|視窗)?[\]】）)]?|(?:阅读|閱讀|赞|在看|分享|收藏)(?:\s+(?:阅读|閱讀|赞|在看|分享|收藏"
        r"|写留言)){1,4})[\s：:+\d|｜/·]*(?:(?:收藏|分享|评论|点赞|转发|打印)[\s\d]*){0,3}",
        meaning="buttons for sharing",
        takes=(
            "分享至",
            "複製連結",
            "轉寄朋友",
            "分享到: 0",
            "QQ空间",
            "评论",
            "收藏本文",
            "赞 12",
            "在看 12",
            "阅读 在看",
            "打印本页　关闭窗口",
            "【打印】【关闭】",
            "登录",
            "注册",
            "Share",
            "分享",
        ),
        leaves=("评论员文章", "他在看书", "微信支付宣布降费", "分享经济正在升温"),
        lists=lists("share_buttons"),
    ),
    Rule(
        "counter",
        r"[+\-]?\d{1,7}(?:\s*(?:人)?\L<counted>)?(?:\s+(?:收藏|分享|评论))*|(?:阅读|浏览|评论|点击)(?:数"
        r"|量|次数)?\s*[：:]?\s*\d+.{0,6}",
        meaning="numbers beside buttons",
        takes=("0", "37评论   收藏", "+1", "阅读 1024", "浏览次数：33", "12 人参与"),
        leaves=("2021年", "37人获奖。"),
        lists=lists("counted"),
    ),
    Rule(
        "scan",
        r".{0,8}扫.{0,19}\L<scanned>.{0,12}|.{0,12}(?:官方微信公众号|官方新闻客户端|官方微博|客户端下载)"
        r"|用微信扫描.{0,12}|分享至好友和朋友圈|(?:点击|立即)(?:下载|查看|打开).{0,10}",
        meaning="calls to scan a code",
        takes=(
            "扫一扫，用手机看新闻！",
            "扫描上方二维码关注微信公众号",
            "用微信扫描还可以",
            "点击下载",
            "扫二维码上移动青禾网",
        ),
        leaves=("民警扫描现场后说，没有二维码可以证明身份，新闻发布会将改期举行，请等待通知。",),
        lists=lists("scanned"),
    ),
    Rule(
        "font-size",
        r"(?:调整)?(?:字体|字号|字體|字級)(?:大小)?\s*+(?:[：:]\s*+)?[大中小特超Aa+\-\s]{0,12}|(?:大\s*中\s*小|小\s*中\s*大|[Aa][+-]\s*[Aa][+-]?)",
        meaning="switches for the size of letters",
        takes=("字体： 小 中 大", "调整字体", "字号：大 中 小", "A+ A-"),
        leaves=("字体设计大赛落幕",),
    ),
    Rule(
        "link",
        r"[（(【\[▶►➤※◎●■]*\s*(?:相关(?:报道|阅读|新闻|链接|文章|视频)|(?:延伸|推荐|拓展|扩展)阅读|往期(?:回顾|推荐|精选)|此前报道|查看详情|点击(?:查看|阅读|观看)"
        r"|(?:相關|延伸|推薦)(?:報導|報道|閱讀|新聞|連結|文章|影音)|(?:看更多|更多).{0,6}(?:新聞|報導|閱讀|新闻|报道))[】\]）)]?\s*[：:>｜|丨／/]+[^。]{3,80}"
        r"|.{0,20}(?:点击进入|详情点击|戳这里|【详细】).{0,10}|[（(]?(?:下載|下载)(?:\p{Han}{0,6})?(?:APP|App|客户端|客戶端).{0,16}",
        meaning="a link to another story between paragraphs",
        takes=(
            "延伸阅读：灯塔的一百年",
            "相关阅读｜灯塔的一百年",
            "【延伸閱讀】：燈塔的一百年",
            "看更多海城新聞：燈塔重新點亮",
            "专题：灯塔重光 点击进入",
            "下載APP 看更多新聞",
        ),
        leaves=("相关报道称，灯塔已修复。", "相关链接：鱼灯节始于三百年前，那年海城大旱。", "下载量比去年增长一成"),
    ),
    Rule(
        "paywall",
        r".{0,16}\L<ways_past_paywalls>.{0,8}(?:阅读|閱讀|解锁|解鎖|继续|繼續|看)(?:全文|全部|更多|完整"
        r"|剩余|文章|内容).{0,12}|(?:展开|阅读|閱讀)(?:剩余|余下|全文|全部)\s*\d*%?.{0,4}",
        meaning="a call to log in, or to pay, to read on",
        takes=(
            "登录后阅读全文",
            "本文为会员内容，开通会员即可阅读全文",
            "阅读剩余 70%",
        ),
        leaves=("会员们在阅读室里看书。", "订阅量比去年增长一成。"),
        lists=lists("ways_past_paywalls"),
    ),
    Rule(
        "service",
        r"(?:\L<service_links>|(?:阅读|查看|閱讀)原文|原文(?:链接|連結)(?:[：:].{0,80})?|无障碍(?:说明"
        r"|浏览).{0,12}|返回(?:首页|顶部|列表).{0,8}|加载中.{0,4}|[（(]?(?:共\s*\d+\s*页|第\s*\d+\s*页"
        r"|上一页|下一页|首页|末页|尾页)(?:[\s\d/|，,]*(?:共\s*\d+\s*页|第\s*\d+\s*页|上一页|下一页|末页"
        r"|尾页))*[）)]?|点击展开.{0,6}|Skip to .{3,20}|Subscribe(?: \| Log In)?|Sign [Uu]p|會員(?:登入"
        r"|中心)|(?:回)?首頁|回到?(?:頂端|頂部)|上一[則頁]|下一[則頁])",
        meaning="services and advertisements of the site",
        takes=("无障碍浏览 进入关怀版", "返回顶部", "加载更多", "触屏版", "搜索", "會員登入", "Advertisement"),
        leaves=("首頁改版後流量上升", "更多游客选择慢行", "搜索引擎迎来新对手"),
        lists=lists("service_links"),
    ),
    Rule(
        "site",
        r"(?:\L<site_links>|隐私(?:政策|声明|权政策)|服务(?:条款|协议)|广告(?:服务|合作)|隱私權?(?:政策|聲明"
        r"|保護)|私隱(?:政策|聲明)|免責(?:聲明|條款)|廣告(?:刊登|服務|查詢))",
        meaning="links about the site",
        takes=("联系我们", "隱私權聲明", "使用條款"),
        leaves=("联系我们吧，他说", "服務條款改了三次"),
        lists=lists("site_links"),
    ),
    *FOREIGN,
    longest=130,
)
"""Lines that are never part of a story, wherever they stand."""

AGE = regex.compile(
    r"(?:.{0,30}[\s·•|｜丨—-])?(?:\d{1,2}|an?|几|數|数)\s?(?:秒|分钟|分鐘|小时|小時|時間|天|日|周|週|个月|個月|か月|ヶ月|年|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?"
    r"|days?|weeks?|months?|years?)\s?(?:之?前|ago)(?:\s?[·•|｜].{0,20})?|\d{1,2}(?:m|h|d|w|mo|y)(?: ago)?",
    regex.IGNORECASE,
)
"""How long ago something was published, as lists of headlines and comments say it: 3小时前, Wire · 2 days ago, 16d."""
