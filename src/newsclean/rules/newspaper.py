"""What newspapers print around their articles: captions, credits, furniture."""

from __future__ import annotations

import regex

from newsclean.language.bylines import MARKS
from newsclean.language.outlets import PAPER_ENDINGS
from newsclean.language.words import word_list
from newsclean.patterns import Rule, Table
from newsclean.rules.lists import lists

ENDING = regex.compile(
    r"(?:(?<!\s)\s+)?(?:[（(【\[](?:责任编辑|責任編輯|责编|编辑|編輯|譯者|编译|編譯|核稿)[：:/／丨][^）)】\]]{1,30}[）)】\]]\s*+\d{0,8}|[（(](?:完|未完待续|待续|END)[）)]|\[\p{L}{1,4} Doc\.[^\[\]]{4,60}\])\s*+$"
)
"""What stands behind the last sentence of an article in the same paragraph: （编辑：林一）0404, （完）, [FR Doc. 24-1]."""
CAPTIONS = Table(
    Rule(
        "marked",
        r"(?:\L<caption_openings>|[上下左右][图圖][：:为是，]|图[①-⑩\d一二三四五六][：: 　、为]|圖[①-⑩\d一二三四五六]"
        r"[：: 　、為]|写真(?:は|：|＝|①|②)|[（(]写真[）)])\S?.{2,120}",
        takes=("图为志愿者在码头服务。", "上图：修复后的灯塔。", "图①：码头一角", "▲ 灯塔夜景", "题图：晨雾中的渔港"),
        leaves=("图书馆昨天开馆", "上图书馆去", "图1显示，客流逐年上升"),
        lists=lists("caption_openings"),
    ),
    Rule(
        "credit",
        rf"[（(【]?\s*+(?:[{MARKS}]\s*+)?[^。！？，；：:]{{0,24}}?(?:摄影报道|(?<!拍)摄|(?<!拍)攝|供图|供圖|提供图片|制图|製圖|繪圖|绘图)\s*"
        r"(?:[（(][^（）()。]{2,16}[）)]|[）)】])?",
        takes=(
            "白桦 摄（青禾社发）",
            "林一摄（青禾影像）",
            "均本报记者 白桦摄",
            "市港务局供图",
            "（新华社记者白桦摄）",
            "白 桦 摄",
            "本报记者 林一/摄",
            "林一 制图",
            "本版图片由林一摄",
        ),
        leaves=("他从未停止拍摄，", "今年第一部电影开摄。"),
    ),
    Rule(
        "credit-agency",
        r"[（(]?(?:\p{Han}{2,6}(?:社|网|報|报)|[影视視][像觉覺]中国)\s?[/／]?[发發][）)]?|[（(]?(?:均[为為])?[资資]料[图圖](?:片)?[）)]?",
        takes=("青禾社发", "（青禾社 发）", "均为资料图", "（资料图）", "资料图片", "视觉中国发"),
        leaves=("青禾社发布公告", "社区网格发力", "资料图书馆"),
    ),
    Rule(
        "credit-label",
        r"[（(【]?\s*(?:\L<credit_labels>|Photo(?:s|graph)?(?: by)?)\s*[/／：:|｜]\s*\S.{0,40}[）)】]?"
        r"|Photo(?:s|graph)? by \S.{2,40}|(?:本版|本组|以上)(?:图片)?(?:摄影|攝影)\s?\p{Han}{2,4}(?:[、 ]\p{Han}{2,4}){0,3}",
        takes=(
            "图/林一",
            "本版摄影 林一",
            "图片：青禾晚报资料",
            "摄影：林一",
            "制图：林一",
            "插图/林一",
            "（图片来源：市港务局）",
            "Photo by Lin Yi",
        ),
        leaves=("图书：三本", "照片墙前人头攒动。"),
        lists=lists("credit_labels"),
    ),
    Rule(
        "dated-japanese",
        r"[^。]{2,60}[＝=](?:[０-９\d]{1,2}(?:月[０-９\d]{1,2})?日[^。]{0,40}|[^。]{0,24}(?:撮影|提供|写す))",
        takes=("再開した朝市に並ぶ人たち＝２１日、青浜漁港", "朝の港＝浜田葵撮影", "港の鐘＝青浜市提供"),
        leaves=("Ａ＝２１とする。", "人口＝二万人"),
    ),
    Rule(
        "sentence-with-credit",
        r".{4,100}\p{Han}(?:\s?\p{Han}){1,3}(?<!拍)\s*+[/／]?(?:摄|攝|供图)[）)]?(?:[（(][^（）()。]{2,16}[）)])?",
        takes=(
            "雨中游灯塔照样开心。城市摄影队 白桦 摄",
            "4月4日，列车驶过海湾。 通讯员林一摄",
            "旅客在码头排队。（本报记者 白桦 摄）",
            "旅客在碼頭排隊。林一 攝",
            "灯塔昨晚重新点亮。林一 供图",
            "渡口的夜景。林一 摄（青禾社发）",
        ),
        leaves=("他在海边拍摄。", "这部影片由三家公司联合拍摄"),
    ),
    longest=160,
    needs="发發图圖摄攝供照視视漫写繪绘制製影源▲△▼◀PC＝=",
)
"""Captions of pictures and credits of photographers; both are blocks of kind `caption`."""

FURNITURE = Table(
    Rule(
        "page-number",
        r"[-—–·•\s]*+(?:(?:第\s*+)?[A-Z]?\d{1,3}\s*+[版页頁]?|第[一二三四五六七八九十]{1,3}[版页頁]|[A-Z]\d{1,2}(?:-[A-Z]?\d{1,2})?)[-—–·•\s]*+|Page \d{1,3}(?: of \d{1,3})?"
        r"|[-=*_]{2,20} ?(?:[Pp]age|PAGE|第) ?\d{1,4} ?[页頁]? ?[-=*_]{2,20}|第 ?\d{1,3} ?[页頁] ?[/，,（(]? ?共 ?\d{1,3} ?[页頁][）)]?",
        meaning="the number of a printed page",
        takes=(
            "第3版",
            "A12",
            "— 5 —",
            "16",
            "Page 3 of 8",
            "07版",
            "--- Page 2 ---",
            "===== 第 12 页 =====",
            "第3页/共8页",
            "第四版",
        ),
        leaves=("2021年", "3月5日", "1234567", "第3页上写着", "--- 2021 ---"),
    ),
    Rule(
        "masthead",
        r"\p{Han}{2,6}(?:\L<paper_endings>|新聞)(?:\s*(?:数字报|电子版|多媒体数字报))?",
        meaning="the head of a printed page",
        takes=("青禾日报", "嵐溪日報", "青禾晚报 电子版"),
        leaves=("青禾日报讯", "青禾日报记者"),
        lists=(PAPER_ENDINGS,),
    ),
    Rule(
        "contact",
        r"(?:\L<contact_labels>|E-?mail)\s*[：:].{4,80}",
        meaning="addresses and numbers of the paper",
        takes=(
            "新闻热线：000-00000000 投稿邮箱：news@qinghe.example",
            "电话：000-00000000",
            "广告征订热线：000-0000000 本报地址：青石路9号",
            "社址：青石路9号 邮编：000000",
        ),
        leaves=("热线电话一直响到深夜。",),
        lists=lists("contact_labels"),
    ),
    Rule(
        "folio",
        r"(?:\p{Han}{2,16}\s*)?(?:[A-Z]?\d{1,3}版?\s*)?(?:\p{Han}{2,6}\s+)?(?:(?:19|20)\d\d年|中華民國\s*\d{2,3}年)"
        r"\d{1,2}月\d{1,2}日\s*(?:星期[一二三四五六日天]|周[一二三四五六日]).{0,50}|第?[A-Z]?\d{1,2}版[\s：:·]"
        r"+\p{Han}{2,6}|[A-Z]\d{1,2}\s+\p{Han}{2,6}|\L<makeup_labels>[：:丨|｜/ ]\s*[^。！？]{2,60}",
        meaning="the line at the head or foot of a printed page, and who made it up",
        takes=(
            "青禾晚报 2021年4月1日 星期四",
            "2021年4月1日 星期四 第3版",
            "第2版 综合新闻",
            "第2版：综合新闻",
            "责任编辑：林一 校对：白桦",
            "版面设计/林一",
            "责编 林一",
        ),
        leaves=("2021年4月1日，灯塔重新点亮。", "编辑部搬到了新楼。"),
        lists=lists("makeup_labels"),
    ),
    Rule(
        "section-page",
        r"\L<section_names>\s+[A-Z]?\d{1,2}|[A-Z]?\d{1,2}\s+\L<section_names>",
        meaning="the name of a section and the number of its page",
        takes=("要闻 7", "3 综合新闻", "国际新闻 12"),
        leaves=("要闻 7条", "老渡口 7"),
        lists=(word_list("section_names"),),
    ),
    Rule(
        "masthead-line",
        r"(?:国内|國內)?(?:统一|統一)?(?:连续|連續)?(?:出版物|刊)[号號]\s?[：:]?\s?(?:CN|ISSN)[^。]{4,60}|CN\s?\d{2}-\d{4}[^。]{0,50}"
        r"|(?:今[日天]|明[日天]|本市|市区)?(?:天气|天氣)[：:\s][^。；]{0,30}\d\s?(?:℃|°C|度)[^。；]{0,20}"
        r"|(?:第\s?\d{1,6}\s?[期号號]\s{0,3}+|总第\s?\d{1,6}\s?[期号]\s{0,3}+|今[日天]\s?\d{1,3}\s?版\s{0,3}+|(?:农历|農曆|夏历)\p{Han}{2,12}+\s{0,3}+|代[号號]\s?\d{1,3}-\d{1,4}\s{0,3}+){1,6}+",
        meaning="what stands around the title of a newspaper: its number, the weather, the lunar date",
        takes=(
            "国内统一连续出版物号 CN 00-1234 第12345期 今日16版",
            "国内统一刊号：CN00-0001 代号0-1",
            "今日天气 多云转阴 3℃～12℃",
            "第1234期 今日8版",
            "农历三月初六",
        ),
        leaves=("今日天气晴好，码头人多。", "第三期工程昨天开工", "今日八版"),
    ),
    Rule(
        "folio-english",
        r"(?:[^/|·.!?]{2,40}\s*[/|·]\s*)?(?:Vol\. ?\d+,? ?(?:No\. ?\d+)?\s*[/|·,]\s*)?"
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? (?:19|20)\d\d(?:\s*[/|·]\s*.{1,40})?",
        meaning="the line at the head or foot of a printed page",
        takes=(
            "Harbour Record / Vol. 8, No. 34 / Friday, March 5, 2021 / Notices",
            "The Daily Harbour | Monday, 3 March 2025 | A3",
        ),
        leaves=("On Friday, March 5, 2021, the lamp was lit.",),
    ),
    Rule(
        "section-label",
        r"[■◆●★◎□◇▍┃|]\s*\p{Han}{2,6}|[【〖\[]\s*\p{Han}{2,6}\s*[】〗\]]|编者按[：:]?|编后[：:]?",
        meaning="the name of a section",
        takes=("■发布厅", "【新闻链接】", "◆ 要闻速递", "编者按："),
        leaves=("■发布厅昨天启用，", "【本报讯】昨天"),
    ),
    Rule(
        "filing",
        r"\[[A-Z]{1,4} Doc\. [^\[\]]{4,60}\]|B[A-Za-z]{5,7} C[O0]DE:? [\w–-]{4,20}",
        meaning="marks of filing under an official notice",
        takes=("[FR Doc. 2021–01234 Filed 3–5–21; 8:45 am]", "BILLING CODE 1234–AB–P"),
        leaves=("[Docket ID ABC–2021–0001]", "Billing code changes"),
    ),
    Rule(
        "rule",
        r"[-=_*~·.—–\s#]{3,}|[—–=]{2}|[■□●○◆◇▲△▼▽★☆◎※]{1,3}",
        meaning="a line drawn between texts",
        takes=("--------", "* * *", "———", "■"),
        leaves=("……你好",),
    ),
    longest=160,
)
"""What belongs to the page and to no article."""

# A quotation set large beside a story: a closed sentence, a dash, and who said it.
PULL_QUOTE = regex.compile(r"[^—]{4,80}[。！？!?…”」]\s?——\s?[^，。！？—]{2,40}")
"""A pull quote: 'closed sentence!——who said it'."""
