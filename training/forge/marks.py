"""Names, bylines and datelines in the forms that papers use.

All names of people, papers and places are invented or common words; the forms are what matters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .sheet import Language

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪"
GIVEN = [
    "文博",
    "晓岚",
    "志远",
    "雨桐",
    "建国",
    "思琪",
    "海涛",
    "丽华",
    "子墨",
    "云峰",
    "静宜",
    "国栋",
    "欣然",
    "一鸣",
    "明哲",
    "秋实",
    "若水",
    "书涵",
    "岩",
    "敏",
    "洁",
    "磊",
    "颖",
    "晨",
    "莉",
    "旭",
    "芳",
    "睿",
    "凯",
    "楠",
    "琳",
    "松",
    "青",
    "昕",
    "彤",
    "倩",
    "波",
]
HANT_SURNAMES = "林陳黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高"
HANT_GIVEN = [
    "怡君",
    "志豪",
    "淑芬",
    "家瑋",
    "雅婷",
    "俊宏",
    "美玲",
    "建宏",
    "佩珊",
    "冠廷",
    "詩涵",
    "宗翰",
    "惠敏",
    "承恩",
    "心怡",
    "柏翰",
]
JA_NAMES = [
    "佐藤健",
    "鈴木真由",
    "高橋誠",
    "田中美咲",
    "渡辺亮",
    "伊藤彩",
    "山本剛",
    "中村恵",
    "小林直樹",
    "加藤由美",
    "吉田聡",
    "山口結衣",
]
EN_NAMES = [
    "Maria Halloran",
    "Peter Okafor",
    "Jane Lindqvist",
    "Tom Barrow",
    "Aisha Grant",
    "Daniel Reyes",
    "Nora Whitfield",
    "Samuel Price",
]
CITIES = ["上海", "南京", "北京", "成都", "武汉", "西安", "杭州", "昆明", "哈尔滨", "济南"]
HANT_CITIES = ["台北", "高雄", "台中", "花蓮", "香港", "台南"]
JA_CITIES = ["東京", "大阪", "札幌", "福岡"]
EN_CITIES = ("PORT ANSELM", "BEIJING", "TERN VALLEY", "SHANGHAI")
PAPERS = ["晨江日报", "东洲晚报", "青桥新闻网", "河湾都市报"]
NUMERALS = "一二三四五六七八九十"


def han_name(random: Random) -> str:
    return random.choice(SURNAMES) + random.choice(GIVEN)


def hant_name(random: Random) -> str:
    return random.choice(HANT_SURNAMES) + random.choice(HANT_GIVEN)


def spread(name: str, random: Random) -> str:
    """A name of two characters as printers set it: now and then with a blank inside."""
    return f"{name[0]} {name[1]}" if len(name) == 2 and random.random() < 0.3 else name


def day(random: Random) -> str:
    """A day in one of the layouts that papers use."""
    month, date = random.randint(1, 9), random.randint(1, 9)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return random.choice(
        [
            f"{month}月{date}日",
            f"{month}月{date}日".translate(wide),
            f"{NUMERALS[month - 1]}月{NUMERALS[date - 1]}日",
        ]
    )


@dataclass(frozen=True, slots=True)
class Signed:
    """Printed text that names its writers: a byline, or the opening of a paragraph."""

    text: str
    names: tuple[str, ...] = ()


Form = Callable[[Random], Signed]


def one(pattern: str) -> Form:
    def form(random: Random) -> Signed:
        name = han_name(random)
        paper = random.choice(PAPERS)
        text = pattern.format(name=spread(name, random), paper=paper, city=random.choice(CITIES), day=day(random))
        return Signed(text, (name,) if "{name}" in pattern else ())

    return form


def _two(pattern: str) -> Form:
    def form(random: Random) -> Signed:
        first, second = random.sample(sorted({han_name(random) for _ in range(8)}), 2)
        text = pattern.format(a=first, b=second, city=random.choice(CITIES), day=day(random))
        return Signed(text, (first, second))

    return form


def _language(pattern: str, names: Callable[[Random], str], cities: list[str] | tuple[str, ...]) -> Form:
    def form(random: Random) -> Signed:
        name = names(random)
        month, date = random.randint(1, 12), random.randint(1, 28)
        text = pattern.format(name=name, city=random.choice(cities), month=month, date=date)
        return Signed(text, (name,) if "{name}" in pattern else ())

    return form


def _ja_name(random: Random) -> str:
    return random.choice(JA_NAMES)


def _en_name(random: Random) -> str:
    return random.choice(EN_NAMES)


BYLINES: dict[Language, tuple[Form, ...]] = {
    "zh-Hans": (
        one("本报记者 {name}"),
        one("■本报记者 {name}"),
        one("■ {name}"),
        one("●本报记者 {name}"),
        one("本报首席记者 {name}"),
        one("本报驻{city}记者 {name}"),
        one("特聘首席记者 {name}"),
        one("{paper}记者 {name}"),
        one("见习记者 {name}"),
        one("作者：{name}"),
        one("本刊特约撰稿 {name}"),
        one("新华社记者 {name}"),
        _two("本报记者 {a} {b}"),
        _two("本报记者 {a}、{b}"),
        _two("记者 {a} 通讯员 {b}"),
        _two("本报记者 {a} 实习生 {b}"),
        _two("特聘首席记者 {a} 首席记者 {b}"),
        _two("■ {a} {b}"),
        _two("记者｜{a} {b}"),
        one("记者集体采访"),
        one("本报评论员"),
    ),
    "zh-Hant": (
        _language("記者{name}／{city}報導", hant_name, HANT_CITIES),
        _language("本報記者 {name}", hant_name, HANT_CITIES),
        _language("文／{name}", hant_name, HANT_CITIES),
        _language("〔記者{name}／{city}報導〕", hant_name, HANT_CITIES),
        _language("特約記者 {name}", hant_name, HANT_CITIES),
        _language("■本報評論員 {name}", hant_name, HANT_CITIES),
    ),
    "ja": (
        _language("文・{name}", _ja_name, JA_CITIES),
        _language("編集委員 {name}", _ja_name, JA_CITIES),
        _language("記者 {name}", _ja_name, JA_CITIES),
    ),
    "en": (
        _language("By {name}", _en_name, EN_CITIES),
        _language("By {name}, Staff Writer", _en_name, EN_CITIES),
        _language("BY {name}", _en_name, EN_CITIES),
    ),
}

LEADS: dict[Language, tuple[Form, ...]] = {
    "zh-Hans": (
        one("本报讯 "),
        one("本报讯（记者 {name}）"),
        one("本报讯 （记者 {name}）"),
        one("本报讯 记者{name}报道："),
        _two("本报讯（记者 {a} 通讯员 {b}）"),
        one("本网讯 （记者{name}）"),
        one("本报{city}{day}电（记者 {name}）"),
        one("本报{city}{day}讯 记者{name}报道："),
        one("新华社{city}{day}电 （记者{name}）"),
        _two("新华社{city}{day}电（记者{a}、{b}）"),
        one("据新华社{city}{day}电 "),
        one("中新社{city}{day}电（记者 {name}）"),
        one("新华社{city}{day}专电（记者{name}）"),
    ),
    "zh-Hant": (
        _language("（中央社記者{name}{city}{month}日電）", hant_name, HANT_CITIES),
        _language("【記者{name}{city}報導】", hant_name, HANT_CITIES),
        _language("【本報訊】", hant_name, HANT_CITIES),
        _language("本報訊（記者{name}）", hant_name, HANT_CITIES),
        _language("中新社{city}{month}月{date}日電（記者{name}）", hant_name, HANT_CITIES),
    ),
    "ja": (
        _language("【{city}={name}】", _ja_name, JA_CITIES),
        _language("【{city}共同】", _ja_name, JA_CITIES),
    ),
    "en": (
        _language("{city}, April {date} (Xinhua) -- ", _en_name, EN_CITIES),
        _language("{city} (AP) — ", _en_name, EN_CITIES),
    ),
}
