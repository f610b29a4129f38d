"""One title from what a page says of itself: the heading that agrees with its machine-readable titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.fuzz import partial_ratio, ratio

from newsclean.rules.head import NEVER_TITLE, SEPARATORS

LONGEST = 300
"""Characters of a title; a heading that is longer is a text."""
SHORTEST = 4
ALIKE = 60
"""Of 100: headings and machine titles that say the same in other words reach it, those of other stories do not."""


def fold(text: str) -> str:
    """A text's letters and digits, whatever their width and case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def choose(
    headings: Sequence[str], machine: Sequence[str], page: str | None, sites: Iterable[str], lines: Sequence[str]
) -> str | None:
    """The title as the page prints it; `page` is what its <title> says, `machine` its other titles, `lines` its text."""
    known = {fold(site) for site in sites if site}
    said = [text for text in (page, *machine) if text and fold(text) not in known]
    heads = [text for text in dict.fromkeys(headings) if _can_be(text, known)]
    whole = _whole(heads, said, known)
    if whole:
        return whole
    whole_text = " ".join(said)
    printed = _whole(
        [line for line in lines if line[:2] in whole_text and len(line) > SHORTEST and _can_be(line, known)],
        said,
        known,
    )
    if printed:
        return printed
    near = _nearest(heads, said)
    if near:
        return near
    bare = [stripped(text, known) for text in (*machine, page) if text and fold(text) not in known]
    if len(heads) == 1 and (not bare or len(heads[0]) > SHORTEST):
        return heads[0]
    return next((text for text in bare if _can_be(text, known)), None)


def _can_be(text: str, known: set[str]) -> bool:
    return 1 < len(text) <= LONGEST and fold(text) not in known and NEVER_TITLE.fullmatch(text) is None


def _whole(heads: Sequence[str], said: Sequence[str], known: set[str]) -> str | None:
    """The longest heading that is a machine title, or all of one but its suffix, or that one cut short."""
    best, chosen = 0, None
    for head in heads:
        plain = fold(head)
        if len(plain) < 2 or len(plain) <= best:
            continue
        if any(_covers(plain, text, known) for text in said):
            best, chosen = len(plain), head
    return chosen


def _covers(plain: str, text: str, known: set[str]) -> bool:
    whole = fold(text)
    if plain == whole:
        return True
    if len(plain) < SHORTEST:
        return False
    if plain.startswith(whole):
        return len(whole) >= SHORTEST and len(whole) * 4 >= len(plain)
    parts = [fold(part) for part in segments(text)]
    longest = max(map(len, parts), default=0)
    return plain in whole and len(plain) >= longest > 0 and (plain in _runs(parts) or len(plain) * 2 > len(whole))


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """Every run of neighbouring segments."""
    for start in range(min(len(parts), 12)):
        run = ""
        for part in parts[start:12]:
            run += part
            yield run


def segments(text: str) -> list[str]:
    return [part for part in SEPARATORS.split(text) if part]


def _nearest(heads: Sequence[str], said: Sequence[str]) -> str | None:
    """The heading that says in other words what a machine title says."""
    scored = [(max((_likeness(head, text) for text in said), default=0.0), -at, head) for at, head in enumerate(heads)]
    best = max(scored, default=None)
    return best[2] if best and best[0] >= ALIKE and len(fold(best[2])) > SHORTEST else None


def _likeness(head: str, text: str) -> float:
    one, other = fold(head), fold(text)
    return max(ratio(one, other), partial_ratio(one, other) if len(other) >= len(one) / 2 else 0.0)


def stripped(text: str, known: set[str]) -> str:
    """A title without the site's name behind (or before) it: known names, and short last segments."""
    cuts = list(SEPARATORS.finditer(text))
    end, start = len(text), 0
    while cuts:
        cut = cuts[-1]
        tail, head = text[cut.end() : end].strip(), text[: cut.start()].strip()
        named = fold(tail) in known or any(len(name) > 2 and name in fold(tail) for name in known)
        strong = (
            any(mark in cut[0] for mark in "_|｜丨")
            or "--" in cut[0]
            or (cut[0].strip() in ("-", "–", "—")
            and cut[0] != "-")
        )
        hyphen = cut[0] == "-" and not tail.isascii()
        if not (named or ((strong or hyphen) and 2 * len(fold(tail)) <= len(fold(head)))):
            break
        end = cut.start()
        cuts.pop()
    if cuts and fold(text[: cuts[0].start()]) in known:
        start = cuts[0].end()
    return text[start:end].strip()
