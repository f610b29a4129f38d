"""What portals print around an article in English and in Japanese, beside the Chinese in `rules.portal`."""

from __future__ import annotations

from newsclean.patterns import Rule
from newsclean.rules.lists import lists

FOREIGN = (
    Rule(
        "share-foreign",
        r"(?:Share|Tweet|Post|Pin|Email|Print|Save)(?: \L<share_words>){1,5}:?|Click to (?:share|print"
        r"|email).{0,60}|\L<networks>(?: \d+)?|Follow (?:[Uu]s|@\w+|on \w+)(?: on \w+)?|シェア(?:する)?"
        r"|ツイート(?:する)?|ポスト(?:する)?|はてな(?:ブックマーク)?|ブックマーク|メール(?:で送る)?"
        r"|印刷(?:する)?|リンクをコピー|送る",
        takes=(
            "Share this with Email",
            "Click to share on Facebook (Opens in new window)",
            "Follow us on Twitter",
            "シェアする",
        ),
        leaves=("Share of renters rises", "Email scams rise again", "印刷所が閉まった"),
        lists=lists("share_words", "networks"),
    ),
    Rule(
        "service-foreign",
        r"(?:\L<service_links_foreign>|Sign [Ii]n|Sign [Oo]ut|Log [Oo]ut|Create (?:an |a free )?[Aa]ccount"
        r"|My [Aa]ccount|Close(?: [Aa]d)?|Open in [Aa]pp|Cookie [Ss]ettings|Accessibility(?: [Hh]elp| [Ll]inks)?"
        r"|Site [Nn]avigation|Sponsored(?: [Cc]ontent)?|Back to [Tt]op|Return to [Tt]op|Jump to \w+|View [Aa]"
        r"ll|See [Aa]ll|Show [Mm]ore|Learn [Mm]ore|Continue [Rr]eading.{0,40}|(?:Story"
        r"|Article) continues (?:below|after).{0,40}|[Hh]ide caption|[Tt]oggle caption"
        r"|Enlarge(?: this image)?|Listen(?: to (?:this )?article)?|Play(?: [Vv]ideo)?|\d{1,2}[- ]min(?:ute)? read"
        r"|ログイン(?:・登録)?|(?:無料)?会員登録|検索[：:]?|ページ(?:の)?(?:トップ|先頭)へ(?:戻る)?"
        r"|トップ(?:ページ|へ戻る)?|購読(?:申込|申し込み)?|文字サイズ.{0,8})",
        takes=("Sign in", "Story continues below advertisement", "5 min read", "新規登録", "もっと見る"),
        leaves=("Sign in Braille helps readers", "Close call for ferry", "検索エンジン最大手"),
        lists=lists("service_links_foreign"),
    ),
    Rule(
        "site-foreign",
        r"(?:\L<site_links_foreign>|(?:Your |California )?Privacy(?: (?:Policy|Notice|Statement|Center"
        r"|Choices|Rights))?|Terms(?: (?:of|and|&) (?:Use|Service|Sale|Conditions))?|Contact(?: [Uu]s)?"
        r"|About(?: [Uu]s)?|Cookies?(?: Policy| Notice)?|Site ?[Mm]ap|Advertise(?: [Ww]ith [Uu]s)?"
        r"|Newsletters?|Subscriptions?|Help(?: Cent(?:er|re))?|FAQs?|(?:Your )?Ad ?Choices"
        r"|Do Not Sell.{0,40}|RSS(?: Feeds?)?|会社(?:案内|概要|情報)|お問い?合わ?せ"
        r"|プライバシー(?:ポリシー)?|個人情報(?:保護方針|の取り?扱い.{0,8})|広告(?:掲載|案内|ガイド).{0,10}"
        r"|著作権(?:について)?|特定商取引法.{0,10})\s?[|｜]?",
        takes=("Privacy Policy", "Contact Us", "利用規約", "About Us |"),
        leaves=("About us, the town says little", "会社案内を配る学生", "Terms of the truce"),
        lists=lists("site_links_foreign"),
    ),
    Rule(
        "link-foreign",
        r"(?:Read more|READ MORE|Read [Aa]lso|Also [Rr]ead|Read [Nn]ext|Related(?: [Ss]tory| [Aa]rticle)?|RELATED|See also|MORE|ALSO READ|Recommended|Don['’]t miss)\s*[:：|]\s*.{3,120}"
        r"|[（(【\[▶►■●・]*(?:関連(?:記事|ニュース|リンク|特集)?|あわせて読みたい|合わせて読みたい|こちらも読みたい|もっと読む|詳しく(?:は|読む))[】\]）)]?\s*[：:>＞｜|]\s*[^。]{3,80}|【(?:関連|関連記事|あわせて読む)】[^。]{3,80}",
        takes=(
            "Read more: County garage to get new roof",
            "RELATED: Ferry to sail again",
            "関連記事：漁港の冷凍庫を更新へ",
            "【関連】漁港の冷凍庫を更新へ",
        ),
        leaves=("Read more books", "Related costs rose to $3", "関連記事によると、"),
    ),
    Rule(
        "paywall-foreign",
        r"(?:This (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:subscribers|members).{0,40}"
        r"|(?:Already|Not) a (?:subscriber|member)\?.{0,60}|(?:Subscribe|Log in|Sign in|Register|Create a free account)(?: now)? to (?:read|continue|unlock|keep).{0,60}"
        r"|You (?:have|’ve|'ve) (?:reached|used|read) (?:your|all|\d).{0,60}(?:articles?|limit).{0,40}|To (?:read (?:more|this|the (?:full|whole|rest))|continue reading).{0,40}(?:subscribe|log in|sign in|register).{0,40})"
        r"|この(?:記事|先|コンテンツ)は?.{0,12}(?:有料|会員).{0,30}|(?:有料|無料)?会員(?:限定|向け)(?:の)?(?:記事|コンテンツ)(?:です)?。?"
        r"|(?:有料会員|会員登録|ログイン|登録)(?:に(?:なる|登録する)と|すると|して).{0,20}(?:読め|お読み|ご覧|閲覧).{0,16}"
        r"|続きを(?:読む|お読み|ご覧)(?:に(?:なるに)?は)?.{0,4}(?:会員|登録|ログイン|有料).{0,24}|(?:残り|あと).{0,3}[\d,０-９]{1,6}\s?(?:文字|字).{0,20}",
        takes=(
            "Subscribe to continue reading",
            "This article is for subscribers only.",
            "Already a subscriber? Log in",
            "この記事は有料記事です。",
            "残り1234文字（全文1800文字）",
            "有料会員になると続きをお読みいただけます。",
        ),
        leaves=(
            "Subscribers to the ferry fund doubled",
            "To read the meter, residents log in on Monday.",
            "この記事は三年前に書かれた。",
            "会員限定の展示が始まる",
            "残り3分で点が入った",
        ),
    ),
)
"""Lines that are never a story's own, wherever they stand."""

FOREIGN_TAILS = (
    Rule(
        "recommendation-foreign",
        r"(?:\L<recommended_how_foreign>|Editors?['’]s?)(?: (?:\L<recommended_what_foreign>|articles?|picks?"
        r"|posts?|topics?|videos?|podcasts?|Articles?|Picks?|Posts?|Topics?|Videos?))+:?|Up Next|What to [Rr]"
        r"ead [Nn]ext|Trending|Recommended|You (?:[Mm]ay|[Mm]ight) [Aa]lso [Ll]ike|(?:From|Around) the [Ww]eb"
        r"|Don['’]t [Mm]iss|(?:Latest|Recent)(?: [Nn]ews| [Ss]tories| [Vv]ideos| [Pp]osts| [Aa]rticles)?"
        r"|Related:?|Tags:?|Topics:?|Categories:?|Filed [Uu]nder:?.{0,60}|More (?:from|about) .{2,30}"
        r"|Popular|\d{1,2} Related|(?:こちら|あわせて)(?:も|の記事も)?(?:おすすめ|読みたい|どうぞ)"
        r"|おすすめ(?:の)?(?:記事|コンテンツ|ニュース)?|注目(?:の)?(?:記事|ニュース|トピックス)|(?:新着|最新"
        r"|人気)(?:記事|ニュース)?(?:一覧)?|(?:前|次)の記事(?:へ)?|関連(?:記事|ニュース|リンク|キーワード"
        r"|トピックス?|する記事|特集|動画)|この記事に関連する.{0,12}|(?:この|同じ)(?:カテゴリー?|ジャンル"
        r"|著者)の.{0,8}|(?:アクセス|人気|週間|月間|デイリー|記事|総合|ニュース)?ランキング(?:一覧)?"
        r"|よく読まれ(?:て(?:い)?る|た).{0,6}|タグ[：:]?|ピックアップ|トピックス",
        takes=(
            "Related articles",
            "Most popular",
            "Recommended stories",
            "Read more",
            "Related Topics",
            "More about Harbour City",
            "Up Next",
            "関連記事",
            "ランキング",
            "あわせて読みたい",
            "こちらもおすすめ",
            "次の記事",
        ),
        leaves=(
            "Most of the boats",
            "More on this later",
            "More laurels for the club",
            "Popular bakery closes",
            "関連記事によると、",
            "人気の理由",
        ),
        lists=lists("recommended_how_foreign", "recommended_what_foreign"),
    ),
    Rule(
        "trailer-foreign",
        r"[（(]?(?:Edited|Editing|Compiled|Translated|Additional reporting|Reporting|Writing) by [A-Z][\w.’'-]"
        r"{1,20}(?:[ ,;&]{1,3}(?:\L<between_editors>|[A-Z][\w.’'-]{0,20})){0,16}[)）.]{0,2}|(?:This (?:story"
        r"|article) (?:has been|was) (?:updated|corrected|originally published).{0,100})|[（(【]?(?:編集"
        r"|校閲|デスク|編集協力)[：:・／/].{2,30}[）)】]?|[（(]?(?:おわり|終わり|つづく|続く|了|終)[）)]",
        takes=(
            "Editing by Odette Marsh",
            "(Reporting by Lin Yi; Editing by Bai Hua)",
            "This story has been updated.",
            "（編集：浜田葵）",
            "（おわり）",
        ),
        leaves=(
            "Writing by hand is back",
            "Reporting by Lin Yi found the bridge unsafe.",
            "Edited volumes sell",
            "編集部が移転した",
        ),
        lists=lists("between_editors"),
    ),
    Rule(
        "comments-foreign",
        r"(?:View|Show|See|Read|Hide) (?:all )?(?:\d+ )?[Cc]omments|Leave a (?:[Cc]omment|[Rr]eply)|(?:CLICK HERE TO |Post a |Add a |Write a )[Cc](?:OMMENT|omment)"
        r"|Comments?(?: \(?\d+\)?)?|\d+ [Cc]omments?|Join the (?:conversation|discussion).{0,20}|\d+ (?:Replies|Responses|thoughts on .{1,60})"
        r"|(?:みんなの)?コメント(?:\(\d+\)|（\d+）|\d+件)?(?:を(?:書く|見る|投稿).{0,4}|一覧|欄)?",
        takes=("Comments (12)", "View Comments", "12 Comments", "Leave a Reply", "コメントを書く", "コメント（8）"),
        leaves=("Comments on the plan are due", "コメントは控えた。"),
    ),
)
"""Lines behind which a story does not go on."""
