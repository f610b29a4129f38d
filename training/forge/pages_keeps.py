"""Pages whose lines resemble each other and must all stay: rows, reports from one mould, refrains, menus, summaries."""

from __future__ import annotations

from random import Random

from . import marks
from .sheet import Page, Sheet
from .stories import Library

PLACES = [
    "东河区",
    "西岭区",
    "南浦县",
    "北屏县",
    "云溪镇",
    "石桥镇",
    "青岗区",
    "柳湾县",
    "白塔区",
    "金渡镇",
    "松原县",
    "长桥区",
]
GOODS = ["早稻", "冬小麦", "油菜籽", "鲜牛奶", "生猪", "蔬菜", "茶叶", "水产品", "柑橘", "棉花", "花生", "玉米"]
DISHES = [
    "清炖豆腐",
    "红烧豆腐",
    "麻婆豆腐",
    "凉拌豆腐",
    "家常豆腐",
    "清蒸鲈鱼",
    "红烧鲈鱼",
    "糖醋鲈鱼",
    "葱油拌面",
    "葱油饼",
    "白米饭",
    "小米粥",
]
SHOWS = [
    "早间新闻",
    "晨间天气",
    "少儿动画",
    "电视剧场",
    "午间新闻",
    "健康讲座",
    "书画课堂",
    "晚间新闻",
    "晚间天气",
    "夜间影院",
]


def rows(sheet: Sheet, library: Library, random: Random) -> None:
    """Rows of one form that differ in a name and a figure."""
    unit = random.choice(["新增用户{a}户，累计{b}户。", "平均气温{a}℃，降水{b}毫米。", "报名{a}人，到场{b}人。"])
    for place in random.sample(PLACES, random.randint(5, len(PLACES))):
        text = f"{place}：" + unit.format(a=random.randint(10, 99), b=random.randint(100, 9999))
        sheet.line("paragraph", text, 0, keep=True, end="\n")


def reports(sheet: Sheet, library: Library, random: Random) -> None:
    """Short reports from one mould: place, product and figures differ."""
    for place, goods in zip(random.sample(PLACES, 6), random.sample(GOODS, 6), strict=True):
        change = random.choice(["增长", "下降"])
        text = (
            f"{place}统计部门昨日发布数据，今年前{random.randint(3, 11)}个月当地{goods}产量为"
            f"{random.randint(100, 9999) / 10}万吨，同比{change}{random.randint(1, 99) / 10}%，"
            f"销售收入达到{random.randint(100, 9999)}万元，主要销往周边{random.randint(2, 12)}个市县。"
        )
        sheet.line("paragraph", text, 0, keep=True)


def figures(sheet: Sheet, library: Library, random: Random) -> None:
    """Reports that differ in one figure alone, and not by counting up."""
    place = random.choice(PLACES)
    for day in sorted(random.sample(range(1, 29), 5)):
        text = (
            f"{place}气象台7月{day}日发布，当日最高气温{random.randint(280, 399) / 10}℃，"
            f"相对湿度{random.randint(30, 95)}%，请市民注意防暑降温，合理安排户外活动时间。"
        )
        sheet.line("paragraph", text, 0, keep=True)


def refrain(sheet: Sheet, library: Library, random: Random) -> None:
    """Stanzas of verse with one refrain."""
    chorus = random.choice(["风从海上来，灯从岸边亮。", "一年又一年，桥还在村前。", "归来吧，归来，莫忘旧时台。"])
    for _ in range(random.randint(3, 5)):
        for _ in range(2):
            sheet.line("paragraph", library.sentence(random, length=(8, 18)), 0, keep=True, end="\n")
        sheet.line("paragraph", chorus, 0, keep=True)


def menu(sheet: Sheet, library: Library, random: Random) -> None:
    """Dishes and prices, some of the prices the same."""
    for dish in random.sample(DISHES, random.randint(6, len(DISHES))):
        sheet.line("paragraph", f"{dish} {random.choice([8, 12, 18, 28])}元", 0, keep=True, end="\n")


def programme(sheet: Sheet, library: Library, random: Random) -> None:
    """What is on and when; a show comes twice a day."""
    shows = random.sample(SHOWS, 6)
    for hour, show in enumerate([*shows, *shows[:3]], start=7):
        sheet.line("paragraph", f"{hour:02d}:{random.choice(['00', '15', '30'])} {show}", 0, keep=True, end="\n")


def summary(sheet: Sheet, library: Library, random: Random) -> None:
    """Points whose sentences come again in the body, and a heading that the body repeats as a sentence."""
    story = library.take(random, 1, "zh-Hans", (4, 6))[0]
    points = [p.split("。")[0] + "。" for p in story.paragraphs[1:3]]
    for point in points:
        sheet.line("paragraph", f"· {point}", 0, keep=True)
    heading = story.paragraphs[0].split("，")[0]
    for number, text in enumerate(story.paragraphs):
        if number == 1 and 5 <= len(heading) <= 18:
            sheet.line("heading", heading, 0, keep=True)
        sheet.line("paragraph", text, 0, keep=True)


def calls(sheet: Sheet, library: Library, random: Random) -> None:
    """Words said three times on purpose, dots and dashes."""
    name = marks.han_name(random)
    for text in (
        "“加油！加油！加油！”看台上的孩子们齐声喊了起来，鼓点一阵紧过一阵。",
        f"“来了，来了，来了！”{name}扔下手里的活计，朝村口跑去……",
        "哈哈哈哈，大家都笑了，笑声传出很远很远，一直传到河对岸去。",
        "他数着台阶：一步，一步，又一步———走到塔顶，天已经亮了。",
    ):
        sheet.line("paragraph", text, 0, keep=True)


KEEPS = {
    "rows": rows,
    "reports": reports,
    "figures": figures,
    "refrain": refrain,
    "menu": menu,
    "programme": programme,
    "summary": summary,
    "calls": calls,
}


def kept(library: Library, random: Random) -> Page:
    """Two or three of these in one article."""
    sheet = Sheet()
    story = library.take(random, 1, "zh-Hans", (2, 3))[0]
    sheet.line("title", story.title, 0)
    sheet.line("paragraph", story.paragraphs[0], 0, keep=True)
    chosen = random.sample(sorted(KEEPS), random.randint(2, 3))
    for name in chosen:
        KEEPS[name](sheet, library, random)
        sheet.space()
    sheet.line("paragraph", story.paragraphs[1], 0, keep=True)
    sheet.note = ", ".join(chosen)
    return sheet.page()
