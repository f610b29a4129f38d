"""What stands around the articles of a page: masthead or folio, section names, small ads, notices."""

from __future__ import annotations

from random import Random

from forge.columns import wrap
from forge.marks import NUMERALS, han_name

from .articles import filled, frames, slots
from .layout import MARGIN, Grid
from .page import Line, Page

SMALL = 0.85
"""Type of ads and folios."""


def say(page: Page, kind: str, text: str, x: float, y: float, width: float, size: float, align: str = "left") -> None:
    """One line of furniture."""
    unit = page.unit(kind, text)
    page.lines.append(Line(unit=unit, text=text, x=x, y=y, width=width, size=size, align=align, display=size > 1.2))


def top(page: Page, grid: Grid, random: Random) -> float:
    """A masthead on a front page, a folio on others; returns where the articles begin."""
    year, month, day = random.randint(2019, 2026), random.randint(1, 12), random.randint(1, 28)
    date, week = f"{year}年{month}月{day}日", "星期" + random.choice("一二三四五六日")
    if random.random() < 0.25:
        return masthead(page, grid, random, f"{date} {week}")
    across = grid.across(grid.columns)
    number = random.randint(2, 16)
    name = random.choice(frames()["sections"])
    pieces = random.choice(
        (
            (f"A{number:02d} {name}", f"{date} {week}", random.choice(frames()["papers"])),
            (f"{date} {week}", f"责任编辑：{han_name(random)} 美术编辑：{han_name(random)}", f"{name} {number}"),
            (f"第{NUMERALS[number % 10]}版", name, f"{date} {week} 编辑 {han_name(random)}"),
        )
    )
    for piece, align in zip(pieces, ("left", "center", "right"), strict=True):
        say(page, "folio", piece, MARGIN, MARGIN, across, 1.0, align)
    return MARGIN + 3


def masthead(page: Page, grid: Grid, random: Random, date: str) -> float:
    across = grid.across(grid.columns)
    say(page, "masthead", random.choice(frames()["papers"]), MARGIN, MARGIN, across, 5.0, "center")
    lunar = random.choice(("正", "三", "六", "九")) + "月初" + random.choice(NUMERALS[:9])
    licence, issue, sheets = random.randint(1000, 9999), random.randint(3000, 19999), random.choice((8, 12, 16))
    rows = (
        f"{date} 农历{lunar}",
        f"国内统一连续出版物号 CN 00-{licence} 第{issue}期 今日{sheets}版",
        f"今日天气 多云转阴 {random.randint(3, 15)}℃～{random.randint(16, 30)}℃",
        f"社址：{address(random)} 邮编：{random.randint(100000, 699999)}",
    )
    for number, row in enumerate(rows):
        align = ("left", "right")[number % 2]
        say(page, "folio", row, MARGIN, MARGIN + 7 + number // 2 * 1.4, across, 1.0, align)
    return MARGIN + 11


def address(random: Random) -> str:
    place: str = random.choice(frames()["places"])
    return f"{place}路{random.randint(1, 400)}号"


def section(page: Page, grid: Grid, random: Random, y: float) -> float:
    """A section's name above a band of articles."""
    name = random.choice(("■{}", "{}", "【{}】", "{}")).format(random.choice(frames()["sections"]))
    say(page, "section", name, MARGIN, y, grid.across(1), 1.25)
    return y + 2.5


def ads(page: Page, grid: Grid, random: Random, y: float) -> float:
    """Small ads in every column and the notice of the office that takes them; returns where they end."""
    bottom, pool = y, random.sample(frames()["ads"], len(frames()["ads"]))
    for column in range(grid.columns):
        at = y
        for _ in range(random.choice((1, 1, 2))):
            text = filled(pool.pop() if pool else random.choice(frames()["ads"]), slots(random), random)
            unit = page.unit("ad", text)
            for part in wrap(text, grid.cells / SMALL, random, indent=0):
                page.lines.append(
                    Line(unit=unit, text=part, x=grid.left(column), y=at, width=grid.cells, size=SMALL)
                )  # fmt: skip
                at += 1.3
            at += 0.8
        bottom = max(bottom, at)
    number = f"0{random.randint(100, 999)}-{random.randint(10**6, 10**7)}"
    notice = f"广告征订热线：{number} 本报地址：{address(random)}"
    say(page, "folio", notice, MARGIN, bottom + 0.5, grid.across(grid.columns), SMALL, "center")
    return bottom + 2.5
