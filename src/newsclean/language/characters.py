"""What every stage needs to know of characters: the permitted repairs, widths, sentence ends, and how lines join.

The repairs of `repair` only delete characters, or replace one by one; `offsets` relies on that to find each
repaired character in the text it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import regex

from newsclean.language.hyphens import is_soft, suspends
from newsclean.model import Span
from newsclean.patterns import expanded

CJK = r"\p{Han}\p{Hiragana}\p{Katakana}ー〇々"
_HAN_KANA = r"\p{Han}\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
CJK_TEXT = CJK + r"，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—…·～"

# Radicals that fonts without a Unicode map leave in PDF text. NFKC knows the Kangxi block (U+2F00) but of
# U+2E80-2EFF only two characters, so the rest is listed.
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺌⺎⺕⺙⺛⺟⺠⺡⺢⺣⺤⺥⺧⺩⺫⺬⺭⺮⺯⺰⺱⺲⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几小兀彐攵旡母民氵氺灬爫爪牛王罒示礻竹糸纟网罒羊羊耂肀聿月臼艹艹艹虎衤覀西见角讠贝车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_RADICALS = {ord(key): value for key, value in _SUPPLEMENT.items()} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}

# Zero-width joiners stay: emoji and several scripts need them.
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
)
_NONCHARACTER = "".join(f"{chr(plane * 0x10000 + low)}" for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
INVISIBLE = regex.compile(f"[{_INVISIBLE}{_NONCHARACTER}]+")
_SPACE = r"\s\x1c-\x1e"  # str.strip and str.splitlines take these separators for white space, \s does not
BLANK = regex.compile(f"[{_SPACE}{_INVISIBLE}{_NONCHARACTER}]*")
_UNUSUAL = regex.compile(f"[^\\S ]|[\x1c-\x1e]|  |[{_INVISIBLE}{_NONCHARACTER}\u2e80-\u2fdf]|[{CJK}] [{CJK}] [{CJK}] ")
_SPACES = regex.compile(f"[{_SPACE}]+")
# What can be wrong with a line of printable characters: a radical, or letter-spacing.
_RARE = re.compile(expanded(rf"[\u2e80-\u2fdf]|(?:[{_HAN_KANA}] ){{3}}"))

# Letter-spaced print: at least 4 gaps between CJK characters, and at least 40 % of all such gaps are spaces; a
# single line of names keeps its spaces (3 gaps). A run of single characters counts even inside a normal line. Words of
# a menu, a table's header or a byline stand apart as well (代码 名称 收盘 涨跌 涨幅), so half of the runs must be
# single characters: of 11 lines that passed the other two conditions in real pages, 9 were letter-spaced and had them.
_SPACED_GAP = regex.compile(f"(?<=[{CJK_TEXT}]) (?=[{CJK_TEXT}])")
_TIGHT_GAP = regex.compile(f"(?<=[{CJK}])(?=[{CJK}])")
_RUN = regex.compile(f"[{CJK}]+")
_SPACED_RUN = regex.compile(f"(?<![{CJK}])[{CJK}](?: [{CJK}]){{4,}}(?![{CJK}])")
LETTER_GAPS = 4
LETTER_SHARE = 0.4

CLOSERS = "”’」』）)】》〉〕］］\"'"
OPENERS = "“‘「『（(【《〈〔［"
SENTENCE_END = regex.compile(rf"(?:[。！？!?…⋯｡．۔؟।॥။។]|···|(?<=[\p{{L}}\p{{M}}\p{{N}}\]\)%”\"’»*])\.)[{CLOSERS}]*$")
ABBREVIATION = regex.compile(r"\b(?:No|Nos|Dr|Mr|Mrs|Ms|Prof|St|vs|Sen|Gov|Gen|Rep|Lt|Col|Fig|Vol|pp|[A-Z])\.$")
_OPENING, _CLOSING = tuple("（(【["), tuple("）)】]")
_END_MARKS, _CLOSED = (*"。！？!?…⋯｡．۔؟।॥။។", "···"), ("].", ").", "%.", "”.", '".', "’.", "».", "*.")
# Quotation marks that close in other languages (German .“, French . », Danish .«): after a mark that is not Chinese.
_FOREIGN_CLOSED = regex.compile(r"(?<=[\p{L}\p{M}\p{N})\]]|\.\.)[.!?…][“‘«»\s]{1,3}$")
# A closed sentence, and who wrote it after it, in brackets or not: 灯塔重新点亮。（记者 林一）, 灯塔重新点亮。林一 报道
SIGNED = 44
_REPORTED = regex.compile(
    r"[。！？”’」』][ 　]?(?:\p{Han}{2,4}[ 、　]?){1,3}[ 　/／]?(?:报道|報道|報導|摄影报道|编译|編譯|供稿)$"
)
_REPORTS = ("道", "導", "译", "譯", "稿")
_SIGNED = regex.compile(r"[。！？!?…⋯｡．”’」』][ 　]?[（(【\[][^（）()【】\[\]。]{1,40}[）)】\]]$")
WEAK_END = regex.compile(rf"[；;：:][{CLOSERS}]*$")


def repair(raw: str) -> str:
    """White space, letter-spacing, invisible characters and radicals of one line; nothing else is touched."""
    if raw.isprintable() and "  " not in raw and (raw.isascii() or _RARE.search(raw) is None):  # nearly every line
        return raw.strip()
    if _UNUSUAL.search(raw) is None:
        return raw.strip()
    text = INVISIBLE.sub("", raw).translate(_RADICALS)
    return _unspace(_SPACES.sub(" ", text).strip())


def _unspace(text: str) -> str:
    if " " not in text:
        return text
    gaps = len(_SPACED_GAP.findall(text))
    share = gaps / (gaps + len(_TIGHT_GAP.findall(text)) or 1)
    if gaps >= LETTER_GAPS and share >= LETTER_SHARE and _is_mostly_single(text):
        return _SPACED_GAP.sub("", text)
    return _SPACED_RUN.sub(lambda run: run[0].replace(" ", ""), text)


def _is_mostly_single(text: str) -> bool:
    runs = _RUN.findall(text)
    return 2 * sum(len(run) == 1 for run in runs) >= len(runs)


def offsets(text: str, spans: Iterable[Span], repaired: str) -> list[int]:
    """Where each character of `repaired` stands in `text`, walking its spans; a space made at a join stands where
    the next character does."""
    raw = [position for start, end in spans for position in range(start, end)]
    found: list[int] = []
    at = 0
    for character in repaired:
        here = at
        while here < len(raw) and not _same(text[raw[here]], character):
            here += 1
        if here == len(raw):  # a join's own space
            found.append(raw[min(at, len(raw) - 1)])
            continue
        if character == " " and here > at and not BLANK.fullmatch(text, raw[at], raw[here] + 1):
            found.append(raw[at])
            continue
        found.append(raw[here])
        at = here + 1
    return found


def _same(raw: str, repaired: str) -> bool:
    return raw == repaired or (repaired == " " and raw.isspace()) or _RADICALS.get(ord(raw)) == repaired


def width(text: str) -> float:
    """Width in cells: a CJK character 1, an ASCII character one half (three UTF-8 bytes are a wide character)."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 4


def ends_sentence(text: str) -> bool:
    """Whether the text closes a sentence: an end mark, closing quotes behind it, or a line wholly in brackets."""
    tail = text[-12:]
    last = tail.rstrip(CLOSERS)
    if last.endswith(_END_MARKS):
        return True
    if tail.endswith(("“", "‘", "«", "»")):
        return _FOREIGN_CLOSED.search(tail) is not None
    if tail.endswith(_REPORTS) and _REPORTED.search(text[-SIGNED:]) is not None:
        return True
    if tail.endswith(".") and ABBREVIATION.search(tail):
        return False
    if last.endswith(".") and (last[-2:-1].isalnum() or last.endswith(_CLOSED)):
        return True
    return tail.endswith(_CLOSING) and (text.startswith(_OPENING) or _SIGNED.search(text[-SIGNED:]) is not None)


def has_han(text: str) -> bool:
    """Whether Chinese or Japanese characters make up at least a third of the text (bytes tell it fast)."""
    return len(text.encode("utf-8", "replace")) - len(text) > 2 * len(text) / 3


def glue(left: str, right: str, *, vocabulary: frozenset[str] = frozenset()) -> str:
    """The text of two lines that belong together: nothing between CJK characters, a space between words.

    A hyphen at the line's end goes where it is the printer's, as `newsclean.language.hyphens` decides with `vocabulary`
    (the document's words in lower case); one that stands for a part to come (`hand-` and `machine-made`) keeps its
    space. A URL or an address goes on without a space.
    """
    if left[-1:] == SOFT_HYPHEN:
        return left[:-1] + right
    if not left or not right or _wide(left[-1]) or _wide(right[0]):
        return left + right
    if has_han(left[-20:] + right[:20]):
        words = left[-1].isalnum() and right[0].isalnum() and not (left[-1].isdigit() and right[0].isdigit())
        return f"{left} {right}" if words else left + right
    if left[-1] in "-\u2010" and left[-2:-1].isalnum():
        return _joined_at_hyphen(left, right, vocabulary)
    last = left[-200:].rsplit(maxsplit=1)[-1]
    if _ADDRESS.search(last) and right[0].islower():
        return left + right
    return f"{left} {right}"


def _joined_at_hyphen(left: str, right: str, vocabulary: frozenset[str]) -> str:
    word = left[:-1].rsplit(maxsplit=1)[-1].lstrip(_QUOTES), _PUNCTUATION.split(right, maxsplit=1)[0]
    if suspends(*word):
        return f"{left} {right}"
    soft = left[-2].isalpha() and right[0].islower() and is_soft(*word, vocabulary)
    return left[:-1] + right if soft else left + right


SOFT_HYPHEN = "\xad"
"""Stays at the end of a line, where it says that a word goes on."""
_QUOTES = "([\"'‘“"
_PUNCTUATION = regex.compile(r"[^\p{L}\p{M}'’-]+")
_ADDRESS = regex.compile(r"://$|(?:://|www\.).*[/_=&?.]$|\w@$")


def _wide(character: str) -> bool:
    return character >= "\u2e80"
