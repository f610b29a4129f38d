"""Normalisations that a caller asks for by name. None is applied unasked: text stays as it was printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.model import Article, Document

_FULL_MARKS = str.maketrans(",:;?!", "，：；？！")
_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_AFTER_HAN = re.compile(rf"(?<=[{_HAN}”’」』）》】])(?![:;]-?[)(])[,:;?!]+|[,;?!](?=[{_HAN}“‘「『（《])")
_STOP = re.compile(rf"(?<=[{_HAN}”’」』）》】])\.(?![A-Za-z0-9.])")
_PARENTHESES = re.compile(r"\(([^()（）\n]{0,200})\)")
_QUOTATION_MARKS = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
_STRAIGHT = re.compile(r'"([^"\n]{0,300})"')


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _punctuation(text: str) -> str:
    text = _AFTER_HAN.sub(lambda found: found[0].translate(_FULL_MARKS), text)
    text = _STOP.sub("。", text)
    return _PARENTHESES.sub(lambda found: f"（{found[1]}）" if re.search(f"[{_HAN}]", found[1]) else found[0], text)


def _quotation_marks(text: str) -> str:
    text = text.translate(_QUOTATION_MARKS)
    return _STRAIGHT.sub(lambda found: f"“{found[1]}”" if re.search(f"[{_HAN}]", found[1]) else found[0], text)


def _converter() -> Callable[[str], str]:
    try:
        from opencc import OpenCC
    except ImportError:
        raise ModuleNotFoundError(
            "OpenCC is not installed; install it with: pip install 'newsclean[opencc]'", name="opencc"
        ) from None
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@dataclass(frozen=True, slots=True)
class Normalization:
    """`load` gives the function; it raises ModuleNotFoundError where an extra is missing. `examples` are pairs of a
    text and what becomes of it.
    """

    load: Callable[[], Callable[[str], str]]
    examples: tuple[tuple[str, str], ...]


NORMALIZATIONS: Mapping[str, Normalization] = {
    "nfc": Normalization(
        lambda: _nfc,
        (("cafe\u0301", "café"), ("\uf9dc", "隆"), ("①％", "①％")),
    ),
    "punctuation": Normalization(
        lambda: _punctuation,
        (
            ("灯塔亮了,渔民说:好!", "灯塔亮了，渔民说：好！"),
            ("修复历时两年.塔身(共三层)全部换新.", "修复历时两年。塔身（共三层）全部换新。"),
            ("票价3.5元,约1,200人,10:30开门", "票价3.5元，约1,200人，10:30开门"),
            ("灯塔亮了:)", "灯塔亮了:)"),
            ("He said (once): yes, no.", "He said (once): yes, no."),
        ),
    ),
    "quotation-marks": Normalization(
        lambda: _quotation_marks,
        (
            ("他說：「這是『渡口』。」", "他說：“這是‘渡口’。”"),
            ('他说"真亮"。', "他说“真亮”。"),
            ('He said "yes".', 'He said "yes".'),
        ),
    ),
    "simplified": Normalization(_converter, (("燈塔重新點亮，頭髮和出發", "灯塔重新点亮，头发和出发"),)),
}
"""The normalisations by name: composed characters (Unicode's NFC), full-width marks in Chinese and Japanese text, curly
quotation marks there, and traditional to simplified Chinese by OpenCC (the extra `opencc`)."""


def normalizer(names: Iterable[str]) -> Callable[[str], str]:
    """One function that applies the named normalisations in order.

    Raises ValueError for an unknown name, ModuleNotFoundError where OpenCC is needed and missing.
    """
    steps = []
    for name in names:
        if name not in NORMALIZATIONS:
            raise ValueError(f"no normalisation is named {name!r}; there are {', '.join(NORMALIZATIONS)}")
        steps.append(NORMALIZATIONS[name].load())
    return partial(_apply, tuple(steps))


def _apply(steps: tuple[Callable[[str], str], ...], text: str) -> str:
    for step in steps:
        text = step(text)
    return text


def normalize(text: str, *names: str) -> str:
    """Text with the named normalisations applied, in order: `nfc`, `punctuation`, `quotation-marks`, `simplified`.

    Raises ValueError for an unknown name, ModuleNotFoundError for `simplified` without OpenCC.

    >>> normalize("灯塔亮了,渔民说:「好!」", "punctuation", "quotation-marks")
    '灯塔亮了，渔民说：“好！”'
    """
    return normalizer(names)(text)


def normalized(document: Document, names: Iterable[str]) -> Document:
    """A document whose articles are normalised. Its text and its ledger stay: they say what was printed."""
    apply = normalizer(names)
    return replace(document, articles=tuple(_article(article, apply) for article in document.articles))


def _article(article: Article, apply: Callable[[str], str]) -> Article:
    def field(value: str | None) -> str | None:
        return None if value is None else apply(value)

    return replace(
        article,
        title=field(article.title),
        subtitle=field(article.subtitle),
        authors=tuple(map(apply, article.authors)),
        byline=field(article.byline),
        source=field(article.source),
        section=field(article.section),
        continued_from=field(article.continued_from),
        continued_on=field(article.continued_on),
        blocks=tuple(replace(block, text=apply(block.text)) for block in article.blocks),
    )
