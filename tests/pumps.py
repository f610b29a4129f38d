"""Texts on which a pattern would be slow if one could be: made from the pattern itself.

Backtracking costs time where a repeat, or two repeats that stand beside each other, can divide a stretch of text in many
ways, and what stands behind it fails. So the texts of a pattern are: what lets each of its repeats start, then what the
repeat takes, many times, then something that the pattern does not take. What it takes are the pattern's own literals and
words, and one character of each kind that its sets tell apart, alone and alternating in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import regex

PROPERTIES = {
    "Han": "一-龥",
    "Hiragana": "ぁ-ん",
    "Katakana": "ァ-ヶ",
    "Hangul": "가-힣",
    "Latin": "A-Za-zÀ-ɏ",
    "L": "A-Za-zÀ-ɏ一-龥ぁ-んァ-ヶ가-힣",
    "Lu": "A-ZÀ-Ö",
    "Ll": "a-zß-ö",
    "M": "\u0300-\u036f",
    "N": "0-9０-９",
    "Arabic": "ا-ي",
    "Armenian": "Ա-և",
    "Bengali": "অ-হ",
    "Devanagari": "अ-ह",
    "Georgian": "ა-ჰ",
    "Hebrew": "א-ת",
    "Lt": "ǅ-ǆ",
    "Tamil": "அ-ஹ",
    "Thai": "ก-ฮ",
}
"""What properties of `regex` take, near enough to choose characters of each kind; of others some characters are looked up."""
KINDS = " aA1一ぁァé-.,/>:：，。、（(\n\t\u3000_\"'\0\u0301"
"""Characters that sets tell apart where a pattern names none of its own."""
MOST_KINDS, MOST_WORDS, MOST_STARTS = 12, 40, 12
"""Characters and words of a pattern that are repeated, and beginnings that they are put behind."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of any length: a beginning, a part that is repeated, and an end."""

    start: str
    part: str
    end: str

    def of(self, length: int) -> str:
        """The text with as many parts as fit, so that it has the same shape at every length."""
        room = length - len(self.start) - len(self.end)
        return self.start + self.part * max(1, room // len(self.part)) + self.end


@dataclass(slots=True)
class _Found:
    """What a pattern's tree holds: sets under repeats, literals, and what stands before and in each repeat."""

    sets: list[tuple[Any, Any]] = field(default_factory=list)
    literals: dict[str, None] = field(default_factory=dict)
    repeats: dict[tuple[str, str], None] = field(default_factory=dict)


def tree(pattern: str) -> Any:
    """The parsed pattern. What only `regex` knows is written in the way of `re`; raises re.error where that is not enough."""
    parts, inside = [], False
    for part in re.split(r"(\\[pP]\{\w+\}|\\.|\[\^?\]?|\])", pattern, flags=re.DOTALL):
        if part[:2] in (r"\p", r"\P"):
            characters = PROPERTIES.get(part[3:-1]) or _of_property(part[3:-1])
            part = characters if inside else f"[{'^' * (part[1] == 'P')}{characters}]"
        elif part == r"\Z" or part == r"\z":
            part = "$"
        elif part[:1] == "[" and not inside:
            inside = True
        elif part == "]":
            inside = False
        parts.append(part)
    named = re.sub(r"\(\?P<(\w+)>", lambda found: f"(?P<{found[1]}_{found.start()}>", "".join(parts))
    return parser.parse(re.sub(r"\(\?P=\w+\)|\\L<\w+>", "", named))


@cache
def _of_property(name: str) -> str:
    """Some characters of a property that is not among PROPERTIES, as a set's inside."""
    found = regex.findall(rf"\p{{{name}}}", "".join(map(chr, range(0x20, 0xD800))))
    return re.escape("".join(found[:40]))


@cache
def texts(pattern: str) -> tuple[Text, ...]:
    """The texts to try a pattern on."""
    found = _Found()
    _walk(tree(pattern), "", False, found)
    kinds = _kinds(found)
    ends = (*_rare(found), "")  # those that fail first: what matches is quick, up to the length where it no longer does
    words = dict.fromkeys([*found.literals, *(word for _, word in found.repeats)])
    starts = list(dict.fromkeys(start for start, _ in found.repeats if start))
    made = [Text("", kind, end) for end in ends for kind in kinds]
    made += [Text("", word, ends[0]) for word in words]
    made += [Text("", one + other, end) for one, other in permutations(kinds, 2) for end in ends[:1]]
    few = _spread(starts, MOST_STARTS)
    made += [Text(start, kind, ends[0]) for start in few for kind in kinds]
    made += [Text(start, word, end) for start, word in _spread(list(found.repeats), MOST_WORDS) for end in ends[:2]]
    made += [Text("", one + other, ends[0]) for one in _spread(list(words), MOST_WORDS) for other in kinds[:4]]
    return tuple(dict.fromkeys(text for text in made if text.part))


def _spread(items: list[Any], most: int) -> list[Any]:
    """At most so many of the items, from all over the list."""
    return items if len(items) <= most else [items[at * len(items) // most] for at in range(most)]


def _walk(nodes: Iterable[tuple[Any, Any]], start: str, repeated: bool, found: _Found) -> None:
    """Collect what stands in a sequence of nodes that begins behind `start`."""
    for kind, value in nodes:
        if kind is op.LITERAL:
            found.literals[chr(value)] = None
        elif kind is op.IN:
            found.literals.update((chr(code), None) for item, code in value if item is op.LITERAL)
        for inner in _inside(kind, value):
            _walk(inner, start, repeated or (kind in _REPEATS and value[1] > 1), found)
        if repeated and kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            found.sets.append((kind, value))
        if kind in _REPEATS and value[1] > 1:
            found.repeats.update(((start, word), None) for word in _samples(value[2]) if word)
        start += _sample([(kind, value)])


def _inside(kind: Any, value: Any) -> Iterator[Any]:
    if kind in _REPEATS:
        yield value[2]
    elif kind is op.BRANCH:
        yield from value[1]
    elif kind is op.SUBPATTERN:
        yield value[3]
    elif kind is op.ATOMIC_GROUP:
        yield value
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        yield value[1]


def _samples(nodes: Any) -> list[str]:
    """A short text for each alternative of a sequence, were it alone."""
    for kind, value in nodes:
        if kind is op.BRANCH:
            return [_sample(nodes, branch) for branch in value[1]]
        if kind is op.SUBPATTERN and len(nodes) == 1:
            return _samples(value[3])
    return [_sample(nodes)]


def _sample(nodes: Any, branch: Any = None) -> str:
    """A short text that a sequence takes; assertions aside."""
    text = ""
    for kind, value in nodes:
        if kind is op.LITERAL:
            text += chr(value)
        elif kind in (op.NOT_LITERAL, op.IN, op.ANY):
            text += next((sign for sign in _named(kind, value) if _takes(kind, value, sign)), "")
        elif kind in _REPEATS:
            text += _sample(value[2]) * value[0]
        elif kind is op.BRANCH:
            text += _sample(branch) if branch is not None else min(map(_sample, value[1]), key=len)
        elif kind is op.SUBPATTERN or kind is op.ATOMIC_GROUP:
            text += _sample(value[3] if kind is op.SUBPATTERN else value)
        elif kind is op.ASSERT and value[0] < 0:
            text += _sample(value[1])
    return text


def _named(kind: Any, value: Any) -> str:
    """Characters to choose from: a set's own first."""
    if kind is not op.IN:
        return "a" + KINDS
    own = [chr(code if item is op.LITERAL else code[0]) for item, code in value if item in (op.LITERAL, op.RANGE)]
    return "".join(own) + "a" + KINDS


def _takes(kind: Any, value: Any, sign: str) -> bool:
    if kind is op.ANY:
        return sign != "\n"
    if kind in (op.LITERAL, op.NOT_LITERAL):
        return (ord(sign) == value) is (kind is op.LITERAL)
    negated = value[0][0] is op.NEGATE
    return negated is not any(_item_takes(item, code, sign) for item, code in value)


def _item_takes(item: Any, code: Any, sign: str) -> bool:
    if item is op.LITERAL:
        return bool(ord(sign) == code)
    if item is op.RANGE:
        return bool(code[0] <= ord(sign) <= code[1])
    if item is op.CATEGORY:
        _, _, name = str(code).partition("CATEGORY_")
        plain = name.removeprefix("NOT_")
        return (re.match(_CATEGORIES[plain], sign) is not None) is (plain == name)
    return False


def _kinds(found: _Found) -> list[str]:
    """One character for each set of the sets under repeats that take it; the pattern's own characters first."""
    sets = list({str(each): each for each in found.sets}.values())
    told: dict[tuple[bool, ...], str] = {}
    for sign in [*found.literals, *KINDS]:
        told.setdefault(tuple(_takes(kind, value, sign) for kind, value in sets), sign)
    by_use = sorted(told, key=lambda taken: -sum(taken))
    return [told[taken] for taken in by_use if any(taken)][:MOST_KINDS]


def _rare(found: _Found) -> list[str]:
    """Two characters that the fewest sets and no literals take, to fail on."""
    counts = {
        sign: sum(_takes(kind, value, sign) for kind, value in found.sets)
        for sign in KINDS
        if sign not in found.literals
    }
    rare = sorted(counts, key=lambda sign: (counts[sign], sign))[:2] or ["\0"]
    return [sign.replace("\n", "\n\0") for sign in rare]  # `$` takes the end of a line that nothing stands behind
