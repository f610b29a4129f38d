"""What portals print below an article: other articles, comments, editors, the law, and the site itself."""

from __future__ import annotations

from newsclean.patterns import Rule, Table
from newsclean.rules.lists import lists
from newsclean.rules.portal_foreign import FOREIGN_TAILS

TAILS = Table(
    Rule(
        "recommendation",
        r"[\s【\[■●|▍]*(?:\L<recommendation_headings>|\L<recommended_how>\s?(?:\L<recommended_what>"
        r"|也感兴趣的?|排行榜?)|24小时.{0,6}|APP专享.{0,4}|(?:你|您)(?:可能|也許|或许|或許)(?:也|還"
        r"|还)?(?:會|会)?(?:喜歡|喜欢|想看|感興趣|感兴趣|有興趣)|\L<recommended_how_traditional>(?:相關)?"
        r"(?:\L<recommended_what_traditional>|排行榜?)|看更多.{0,6}新聞)[\s】\]：:>+]*(?:\S{0,3})?",
        meaning="other stories, and what stands below a story on a portal's page",
        takes=(
            "相关推荐",
            "热点推荐",
            "为你推荐",
            "相关阅读",
            "点击排行",
            "相关搜索",
            "猜你喜欢",
            "阅读下一篇：",
            "热帖",
            "标签",
            "头条要闻",
            "视觉焦点",
            "推荐阅读：",
            "其他人也在看",
            "你可能也喜歡",
            "相關新聞",
            "編輯推薦",
            "作者最新文章",
        ),
        leaves=(
            "相关部门已介入",
            "热门景点人气旺",
            "最新消息，灯塔今晚点亮。",
            "推荐阅读的书目一共三本",
            "相關部門已介入",
            "推薦閱讀的書共三本",
        ),
        lists=lists(
            "recommendation_headings",
            "recommended_how",
            "recommended_what",
            "recommended_how_traditional",
            "recommended_what_traditional",
        ),
    ),
    Rule(
        "comments",
        r"[\s【\[]*(?:\L<whose_comments>?(?:评论|跟贴|跟帖|留言|热评|回复)(?:区|列表)?\s*+[（(]?\d*[）)]?条?"
        r"|\d+条?(?:评论|跟贴)|\L<whose_comments_traditional>\s?(?:\d+\s?[則条條])?(?:留言|評論|回應"
        r"|討論)|留言(?:與評論|与评论|板|區|区)?\s?(?:[（(].{0,12}[）)])?|\d+\s?[則条條](?:留言|評論|评论"
        r"|回應)|查看(?:全部|更多|所有)\s?\d*\s?条?评论>*|评论\s?[（(]\s?\d+\s?条?[）)]|文明上网.{0,40}"
        r"|登录并?(?:发贴|发帖|评论)|共有?\s?\d+\s?条?(?:评论|留言).{0,6})[\s】\]：:]*",
        meaning="the head of a comment section",
        takes=("新闻评论", "最热评论", "网友评论", "评论37", "发表评论", "網友留言", "查看全部52条评论", "8則留言"),
        leaves=("评论员文章", "网友评论说，这很好。", "網友評論說，這很好。", "留言的人越来越多了。"),
        lists=lists("whose_comments", "whose_comments_traditional"),
    ),
    Rule(
        "trailer",
        r"[【\[（(■]?\s*+(?:\L<kinds_of_editors>?\s*+\L<editor_labels>\s*+[：:丨|｜]\s*+[^。！？]{0,40})"
        r"[】\]）)]?|[（(]\s*(?:完|完结|待续|未完待续|END|end)\s*[）)]|[【\[]?纠错[】\]]?|正文已结束.{0,24}"
        r"|[（(]?(?:本文|文章|稿件|信息)?(?:来源|來源)[：:][^。]{1,30}[）)]|本文(?:来源|來源).{0,40}|(?:文章"
        r"|稿件)来源[：:].{0,30}|[（(]?(?:原标题|原標題)[：:].{2,60}[）)]?|——\s*END\s*——|[（(](?:本文)?(?:作者"
        r"|撰稿人)(?:系|为|為|是|单位|單位)[^。]{2,60}[）)]",
        meaning="editors, origin and end marks below a story",
        takes=(
            "责任编辑：林一",
            "【责任编辑:林一 】",
            "【编辑：白桦】",
            "编辑丨林一",
            "（完）",
            "正文已结束，您可以按alt+4进行评论",
            "【纠错】",
            "原标题：灯塔重新点亮",
            "（本文来源：青禾晚报）",
            "（作者系海城守灯人）",
        ),
        leaves=("编辑部的灯亮着", "责任编辑部门需要加强。", "（完工）"),
        lists=lists("kinds_of_editors", "editor_labels"),
    ),
    Rule(
        "legal",
        r"(?:(?:特别|特別|免责|免責|版权|版權|重要)?(?:声明|聲明|提示)\s*[：:].{6,300}"
        r"|.{0,12}(?:(?:Copyright|COPYRIGHT|©).{0,12}?(?:(?:19|20)\d\d|[Rr]ights).{0,120}|版权所有.{0,120}"
        r"|版權所有.{0,120}|All [Rr]ights [Rr]eserved.{0,120}|著作権.{0,120}|無断転載.{0,120})"
        r"|.{0,40}All rights reserved\.?|(?:未经|未經).{0,8}(?:授权|授權|许可|許可).{0,16}\L<ways_to_copy>.{0,14}"
        r"|.{0,30}(?:ICP备|ICP证|公网安备|(?:许可证|許可證|备案|備案)(?:编?号|編?號)?\s*+(?:[：:]\s*+)?[（(]?"
        r"\p{Han}{0,6}[）)]?\s*+(?:[A-Z]\d?-)?\d{4}).{0,100}|(?:本文|本稿|本网).{0,20}原创.{0,40}"
        r"|(?:以上内容|本文|文中).{0,10}不(?:构成|代表|作为).{0,60})",
        meaning="disclaimers and copyright",
        takes=(
            "声明：本网力求信息真实，据此操作风险自担。",
            "Copyright © 1998 - 2019 Qinghe",
            "青禾网版权所有 未经授权禁止复制",
            "海ICP备00000000号",
            "互联网新闻信息服务许可证编号：00000000000",
            "增值电信业务经营许可证：海B2-00000000",
            "未经书面许可，不得转载使用",
            "Colderbrook Media. All rights reserved.",
            "特别声明：以上内容仅代表作者观点",
        ),
        leaves=(
            "声明发表后，各界反应热烈。",
            "他取得了营业执照",
            "Image copyright Harbour Images",
            "© Lin Yi/Harbour",
            "开发企业预售商品房时，必须向购买方出示《商品房预售许可证》。",
            "施工方案昨天已报主管部门备案，下周一开工。",
            "未经许可擅自摆摊的，由主管部门责令改正。",
        ),
        lists=lists("ways_to_copy"),
    ),
    Rule(
        "about",
        r"(?:\L<about_links>|(?:关于|關於)[^\s|｜·/]{0,8}+|About[^\s|｜·/]{0,4}+)(?:[\s|｜·/]++(?:(?![.,;!?]\s"
        r"|[.,;!?]$)[^\s|｜·/]){2,12}+){2,16}[|｜·/]*+",
        meaning="links about the publisher",
        takes=("关于我们| 服务条例| 联系我们| 版权声明", "关于青禾 | About | 服务协议 | 隐私政策"),
        leaves=(
            "关于灯塔的故事",
            "关于 未来",
            "About half of the stalls sell food.",
            "About half of them, the rest sell food",
        ),
        lists=lists("about_links"),
    ),
    *FOREIGN_TAILS,
    longest=330,
)
"""Lines behind which a story does not go on."""
