"""How paragraphs and cut halves of sentences begin and end, and what makes a line a headline."""

from __future__ import annotations

import regex

from newsclean.language.characters import CLOSERS, OPENERS, ends_sentence, has_han, width
from newsclean.patterns import Rule, Table, either

# A clause has lost its first half when it starts with one of these; a paragraph of news hardly ever does.
SEVERED = (
    "作出 表示 指出 强调 強調 认为 認為 说， 说： 說， 介绍说 透露 称， 称： 補充 补充说 坦言 告诉记者 等人 等地 等部门 等领导 等单位 的 了 着 们 在内 并将 從而 从而"
    " 使得 等， 等。 稱， 稱： 介紹說 補充說 告訴記者 等單位 等部門 們 並將"
).split()
# These can start a word that starts a paragraph (是否, 和平, 与会者, 及时), so they count for less.
SEVERED_MAYBE = "是 和 与 及 或 被 把 将 也 都 还 则 就 便 才 又 而 并 出席 主持 参加 要求 與 則 將 還 並 參加".split()
# Openings of paragraphs: connectives and adverbials of time and place that start a new thought.
OPENINGS = (
    "与此同时 此外 同时 同時 目前 当前 昨天 昨日 今天 今日 日前 近日 近年来 据了解 据悉 據了解 据介绍 另据 会上 会前 会后 会议 活动现场 随后 其次 首先 最后"
    " 不过 然而 但是 因此 为此 对此 在此 此次 这次 本次 如今 记者 本报 除了 作为 随着 为了 为 在 从 对于 关于 当 虽然 尽管 如果 另外 一位 一名 截至 今年 去年"
    " 當前 與此同時 據介紹 另據 會上 會前 會後 會議 隨後 對此 這次 隨著 隨着 從 對於 關於 當 雖然 儘管 如果 為此 由於 針對"
    " 下一步 未来 事实上 实际上 The In On At But However Meanwhile It He She They This That"
).split()

LOST_HALF = Table(
    Rule(
        "japanese-particle",
        r"[をんっゃゅょぁぃぅぇぉー].*|[のがはにとでもへやた](?![ぁ-ん]).*"
        r"|[りるくきしいえけせてねべめれさらわかなま](?=[、。\u4e00-\u9fffァ-ヴー]).*",
        takes=(
            "を開発した。",
            "の七種類の調味料",
            "と川魚を使い",
            "た。春からは",
            "き、出荷量は",
            "り一割多い",
            "る仕組みが",
        ),
        leaves=("この冬", "のどかな村", "はじめは", "おとずれた", "ご飯を", "とくに", "もう一つ", "いま、町は"),
    ),
    Rule(
        "japanese-ending",
        r"(?:たな|たの|ため[、に]|ている|ていた|でいる|でした|ました|ません|られ[るた]|され[るた]|した[。、]|する[。、])",
        takes=("たない無人駅", "ため、漉き方を", "ために", "ている町で", "した。春からは"),
        leaves=("ただ、", "それでも", "したがって"),
    ),
    Rule(
        "chinese-particle",
        r"[们們]|的(?![确確士哥])|了(?![解不却卻结結无無悟断斷得])",
        takes=("的調味料", "了整整兩天", "們用這些數字"),
        leaves=("的士司機", "的确", "了解情况", "了不起"),
    ),
    opens=True,
)
"""Words that go on with a word or a phrase: neither a paragraph nor a headline starts with one."""
LEFT_OPEN = Table(
    Rule(
        "chinese-preposition",
        r"(?:[由每而或此]?至少有?|(?<![自理缘緣来來事])由|(?<![存所实實现現潜潛内內自永外不常长長])在|(?<![一火两兩])把"
        r"|(?<![棉植床丝絲毛])被|(?<![参參赠贈授相])[与與]|(?<![共唱缓緩祥温溫平饱飽谐諧调調总總柔])和|(?<![服顺順无無自听聽随隨遵])[从從]"
        r"|以及|并且|並且|而且|因[为為]|由[于於]|[为為]了|[随隨][着著]|[关關][于於]|[对對][于於]|因而|从而|從而|然而|每|(?<![应應])[该該]|[这這]"
        r"|(?:[这這也就便]|而)是|[还還]有|只(?:要|有|能)|尤其)$",
        takes=("技術人員在", "戲院由", "“好好先生”至少有", "漁獲紀錄把", "學校與", "孩子從", "枕木和", "他们每"),
        leaves=("危险依然存在", "给孩子自由", "山里来了一把火把", "老人重披棉被", "全民参与", "气候温和", "事事服从"),
    ),
    Rule(
        "chinese-attribute",
        r"^(?!.*[是谁誰最怎到目]).{9,}的$",
        takes=("停駛三十年的糖廠鐵道，上週末以自行車道的", "颱風外圍環流為平原帶來的"),
        leaves=("这是我们改造灯塔的目的", "水是这样一担一担喝上的", "从踢雪地足球想到的", "一生都值得的"),
    ),
    Rule(
        "chinese-adverb",
        r"(?:(?<![中内善])心|声|聲|力|意|情|然|快|慢|静|靜|极|極|切|真)地$",
        takes=("出海的渔船可以放心地", "孩子们大声地", "他突然地"),
        leaves=("旅游胜地", "交通中心地", "为人善心地"),
    ),
    Rule(
        "chinese-pronoun",
        r"[，。][他她它](?:们|們)?$|(?:不到|超[过過]|多[达達]|[长長][达達])$",
        takes=("船長林阿水今年六十七歲，他", "開放首日湧入近三千名遊客，山腳下的停車場不到"),
        leaves=("灯塔，我们的她", "港口过年，有他们"),
    ),
    Rule(
        "japanese-particle",
        r"(?<!も)の$|[\u4e00-\u9fffァ-ヴー]と$|(?:っ|より|ながら|という|において|に(?:つい|よっ|とっ)て)$"
        r"|[いえきしちにびみりれ]、$|(?:の|に|を|で|と)は$",
        takes=("打ち上げは再来年の", "古い写真と近所の", "大豆と", "昨年より", "冬には", "町を歩いていっ"),
        leaves=("四年ぶり再開へ", "時計台が再び時を", "数字が語るもの", "二人とも今は島に戻り", "研究室によると"),
    ),
    anywhere=True,
)
"""Ends of lines behind which something must follow: a headline does not end so."""
PROSE = Table(
    Rule(
        "reported",
        r"(?:[說说]|表示|指出|[认認][为為]|回[应應]|透露|坦言|介[绍紹]|[强強][调調]|[观觀]察)[，,]",
        takes=("台長何靜宜指出，光害讓", "稻農陳添丁說，泡水的", "该声明说，从1991年以", "据笔者观察，“好好先生”"),
        leaves=("李克强：全力抢救", "说不完的灯塔，道不尽的海"),
    ),
    Rule(
        "day",
        r"(?<![月\d])\d{1,2}日(?:[上下]午|[在进進举舉晚凌最])|\d月\d{1,2}日(?:[上下]午|晚|凌晨)[在，]?",
        takes=("本届天元战的决赛13日进行，获胜一", "活动1月6日上午在省艺", "德国11日最高气温"),
        leaves=("4月1日起通航", "通航100日"),
    ),
    Rule(
        "japanese-clause",
        r"(?:[ぁ-ん]は|[\u4e00-\u9fffァ-ヴー]は)、|(?:ず|ると|れば|ため|ので|から)、|[\u4e00-\u9fff]では[\u4e00-\u9fff]+の|(?:[はがをにで][^はがをにで]+){4}",
        takes=("六代目の職人は、厚さ", "設計図は残っておらず、生徒は", "研究所では地元の大豆と川魚を使い、香り"),
        leaves=("時計台、再び時を刻む", "離島の診療所で心電図を共有"),
    ),
    anywhere=True,
)
"""Phrases of running text that headlines, which are short of words, hardly have."""

_SEVERED = regex.compile(either(SEVERED))
_SEVERED_MAYBE = regex.compile(either(SEVERED_MAYBE))
_OPENING = regex.compile(either(OPENINGS))
_CANNOT_START = regex.compile(
    rf"[，。、；：！？,.;:!?%％{regex.escape(CLOSERS.replace(chr(34), '').replace(chr(39), ''))}·—]"
)
_OPENS = regex.compile(rf"[{regex.escape(OPENERS)}]")
_GOES_ON = regex.compile(
    r"[，、,；;—－(（「『《]$|(?<![.!?…“‘])[“‘]$|(?:\b(?:the|a|an|of|to|and|or|in|for|with|by|that)\s*)$"
)
_HEADLINE_END = regex.compile(r"[，、,；;。：:—－]$|(?<=[\p{Latin}\d”’\"')\]])\.[\"”’')\]]*$")
_TWO_SENTENCES = regex.compile(r"\p{Ll}[”’\"')]?[.?!] \p{Lu}.{12,}[.?!][”’\"')]?$")
_HARD_MARK = regex.compile(r"。|；")

# An address in brackets, as plain text and Markdown write them.
_ADDRESS = regex.compile(r"<https?://[^\s<>]{1,180}>$")
_LETTER = regex.compile(r"\p{L}")
_ITEM = regex.compile(
    r"[（(\[]?(?:\d{1,3}|[a-z]|[一二三四五六七八九十〇零]{1,3})[)）\]]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十〇零]{1,3}[、.．]"
    r"|第[一二三四五六七八九十百零〇\d]{1,5}[条條章节節款步][\s：:、]|[①-⑳❶-❿·•●◆■▪‣○◎□※★☆▲△▶►]|[-–—*]{1,2}\s"
)
_LAST_BRACKETS = regex.compile(
    r"(?:「[^「」]*」|『[^『』]*』|“[^“”]*”|（[^（）]{1,60}）|\([^()]{1,60}\)|【[^【】]{1,40}】|\[[^\[\]]{1,40}\])$"
)
SHORTEST_REMARK = 10
"""Characters of the shortest quotation that is a paragraph by itself; shorter ones are names and words."""

HEADLINE_CELLS = 36
"""Cells of the longest headline: in real pages the longest has 29."""
LONGEST_HEADLINE = 2 * (HEADLINE_CELLS + 12)
"""Characters of one in words, where two make a cell."""


def is_headline(text: str) -> bool:
    """Whether a line can be a headline: short, not closed by a full stop or left open by a comma, no sentence inside.

    >>> is_headline("灯塔今晚重新点亮"), is_headline("灯塔今晚重新点亮。"), is_headline("他说，")
    (True, False, False)
    """
    if not 1 < len(text) <= LONGEST_HEADLINE or width(text) > HEADLINE_CELLS + (12 if not has_han(text) else 0):
        return False
    if _HEADLINE_END.search(text) or _HARD_MARK.search(text[:-1]) or _CANNOT_START.match(text):
        return False
    if not has_han(text):
        if _TWO_SENTENCES.search(text):
            return False
        return text[0].isupper() or text[0].isdigit() or text[0] in "‘“\"'"
    return not (ends_sentence(text) and text[-1] in "。．｡.！？!?…") and _LETTER.search(text) is not None


def is_tail(text: str) -> bool:
    """Whether a piece breaks off: no end mark behind it, or a mark behind which a sentence goes on."""
    if _GOES_ON.search(text) is not None:
        return True
    return not (ends_sentence(text) or text[-1:] in "：:；;" or _ADDRESS.search(text[-200:]) is not None)


def is_item(text: str) -> bool:
    """Whether a line counts or marks a point of a list, so that it goes on with no sentence of the line above.

    >>> is_item("（二）靠岸的船只；"), is_item("3. 带好雨具"), is_item("·渔港的旧照片"), is_item("一、去年的水位"), is_item("3.5米高的浪")
    (True, True, True, True, False)
    """
    return _ITEM.match(text) is not None


def is_whole(text: str) -> bool:
    """Whether a text ends with a quotation or a remark in brackets that a sentence's end stands before, or that is all
    of it: a sentence that breaks off does not close them.

    >>> is_whole("「明日も船を出したい」"), is_whole("灯塔今晚点亮。（林一）"), is_whole("他们叫它“老灯塔”")
    (True, True, False)
    """
    found = _LAST_BRACKETS.search(text)
    if found is None:
        return False
    before = text[: found.start()].rstrip()
    return ends_sentence(before) or (not before and len(found[0]) >= SHORTEST_REMARK)


def breaks_at_comma(text: str) -> bool:
    """Whether a piece ends with a mark behind which its sentence must go on."""
    return _GOES_ON.search(text) is not None


def beginning(text: str) -> str:
    """What a piece's beginning says: `cannot start` a paragraph, `lost half` of a phrase, `severed` or `perhaps severed` from its first half,
    `opening` of a new thought, `quotation`, `lower case`, `capital`, or `open`.

    >>> beginning("，他说"), beginning("与此同时，港口"), beginning("灯塔重新点亮")
    ('cannot start', 'opening', 'open')
    """
    if _CANNOT_START.match(text):
        return "cannot start"
    if LOST_HALF.match(text):
        return "lost half"
    if _OPENING.match(text):
        return "opening"
    if _SEVERED.match(text):
        return "severed"
    if text[:1].islower():
        return "lower case"
    if text[:1].isupper():
        return "capital"
    if _SEVERED_MAYBE.match(text):
        return "perhaps severed"
    return "quotation" if _OPENS.match(text) else "open"


_BRACKETS = (("“", "”"), ("（", "）"), ("「", "」"), ("《", "》"))
_EITHER = {opening: regex.compile(f"[{opening}{closing}]") for opening, closing in _BRACKETS}


def unopened(text: str) -> bool:
    """Whether a piece closes a bracket or quotation that it never opened."""
    for opening, closing in _BRACKETS:
        at = text.find(closing)
        if at < 0:
            continue
        if opening not in text[:at]:
            return True
        depth = 0
        for mark in _EITHER[opening].findall(text):
            depth += 1 if mark == opening else -1
            if depth < 0:
                return True
    return False


def unclosed(text: str) -> bool:
    """Whether a piece leaves a bracket or quotation open."""
    return any(text.rfind(opening) > text.rfind(closing) for opening, closing in _BRACKETS)
