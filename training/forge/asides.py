"""What stands around articles: captions, credits, continuation marks, folio and editors' lines, subheads."""

from __future__ import annotations

from random import Random

from .marks import NUMERALS, PAPERS, Form, han_name, one
from .sheet import Language


def continuation(random: Random, language: Language, *, onward: bool = False) -> str:
    """A mark that the article comes from, or goes on at, another page."""
    number = random.randint(1, 9)
    if language == "en":
        return f"Continued {'on' if onward else 'from'} Page A{number}"
    word = "下转" if onward else random.choice(["上接", "上接", "紧接"])
    page = random.choice([f"第{NUMERALS[number - 1]}版", f"第{number}版", f"A0{number}版", f"{number}版"])
    if language == "zh-Hant":
        word = word.replace("转", "轉").replace("紧", "緊")
    return random.choice(["（{}{}）", "({}{})"]).format(word, page)


CREDITS: tuple[Form, ...] = (
    one("（新华社记者{name}摄）"),
    one("均本报记者 {name}摄"),
    one("本报记者 {name} 摄"),
    one("{paper}记者 {name} 摄"),
    one("市经信委供图"),
    one("图/{name}"),
    one("图片：{name}"),
    one("{name} 摄"),
)


def caption(random: Random, sentence: str, language: Language) -> str:
    """A caption that says `sentence`, with one of the openings that captions have."""
    if language == "zh-Hans":
        opening = random.choice(["图为", "▲ ", "▲", "上图：", "下图为", "左图：", "题图：", "图①：", "图注："])
        return opening + sentence
    if language == "zh-Hant":
        return random.choice(["圖為", "▲", "圖：", "上圖："]) + sentence
    if language == "ja":
        return random.choice(["写真は", "▲", "写真："]) + sentence
    return sentence


def folio(random: Random) -> str:
    """A line that belongs to the sheet: its name, day, page, section."""
    month, date, page = random.randint(1, 12), random.randint(1, 28), random.randint(1, 16)
    week = random.choice("一二三四五六日")
    return random.choice(
        [
            f"2023年{month}月{date}日 星期{week} 第{page}版",
            f"{random.choice(PAPERS)} 2022年{month}月{date}日 星期{week}",
            f"A{page:02d} 要闻",
            f"{page}",
            f"责任编辑：{han_name(random)} 美术编辑：{han_name(random)}",
            "■发布厅",
            f"第{page}版：综合新闻",
        ]
    )


def trailer(random: Random) -> str:
    """A last line that names the editors."""
    return random.choice(
        [
            f"责任编辑：{han_name(random)}",
            f"（责编：{han_name(random)}、{han_name(random)}）",
            f"编辑丨{han_name(random)}",
            f"校对 {han_name(random)}",
        ]
    )


SUBHEADS: dict[Language, tuple[str, ...]] = {
    "zh-Hans": (
        "从“有没有”到“好不好”",
        "一张蓝图绘到底",
        "问题在哪里 办法在基层",
        "把难事办成实事",
        "小切口带来大变化",
        "让数据多跑路",
        "既要看得见 也要管得住",
        "留住乡愁 留住人",
        "啃下硬骨头",
        "下一步怎么走",
        "账本里的新变化",
        "一根网线连起两个村",
        "算好生态账",
        "老办法遇上新问题",
        "人从哪里来",
        "钱花在刀刃上",
    ),
    "zh-Hant": ("把路留給走路的人", "經費從哪裡來", "數字背後的日常", "下一步怎麼走", "老手藝遇上新工具"),
    "ja": ("始まりは一通の手紙", "数字が語るもの", "次の世代へ", "残された課題"),
    "en": ("A Slow Start", "What Comes Next", "Counting the Cost", "Neighbors Weigh In"),
}
