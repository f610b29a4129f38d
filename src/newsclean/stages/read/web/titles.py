"""One title from what a page says of itself: the heading that agrees with its machine-readable titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.fuzz import partial_ratio, ratio

from newsclean.language.dates import find_date
from newsclean.stages.read.web.patterns import NEVER_TITLE, PUBLISHED, SEPARATORS, SITE_NAME, SUFFIX, TAG

LONGEST = 300
"""Characters of a title; a heading that is longer is a text."""
SHORTEST = 4
SECTION = 8
"""Characters of the name of a section or a site in Chinese or Japanese."""
SHORTEST_PRINTED = 10
"""Of a line that is no heading: a title can start with a word that the page prints by itself (GOTY: ...)."""
ALIKE = 60
"""Of 100: headings and machine titles that say the same in other words reach it, those of other stories do not."""


_TAIL = re.compile(r"\s*[_|｜丨]|\s+[/–—-]\s|\d{4}-\d\d-\d\d")


def fold(text: str) -> str:
    """A text's letters and digits, whatever their width and case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def choose(
    headings: Sequence[str],
    machine: Sequence[str],
    page: str | None,
    sites: Iterable[str],
    lines: Sequence[str],
    above: Sequence[str] = (),
) -> str | None:
    """The title as the page prints it; `page` is what its <title> says, `machine` its other titles, `lines` its text,
    `above` those of its lines that stand right above its story."""
    known = {fold(site) for site in sites if site}
    said = [text for text in (page, *machine) if text and fold(text) not in known]
    said += [untagged for text in said if (untagged := TAG.sub("", text)) != text]
    heads = [text for text in dict.fromkeys(headings) if _can_be(text, known)]
    if whole := _whole(heads, said):
        return _as_stated(whole, machine)
    if said and above and not any(map(_says_more, said)) and (named := _above_story(heads, above)):
        return named
    if said and (printed := _printed(lines, said, known)):
        above = [head for head in heads if _just_above(head, printed, lines)]
        return above[0] if above else _as_stated(printed, machine)
    if near := _nearest(heads, said):
        return near
    if not any(map(_tells, said)) and (above_date := _above_date(lines)):
        return above_date
    if len(heads) == 1 and len(heads[0]) > SHORTEST:
        return heads[0]
    bare = [stripped(text, known) for text in (*machine, page) if text and fold(text) not in known]
    stated = next((text for text in bare if _can_be(text, known)), None)
    return stated or (None if said else _above_story(heads, above))


def _as_stated(title: str, machine: Sequence[str]) -> str:
    """A printed title without what stands behind a mark where a machine title ends before it: | Site, / Dec 2025."""
    for text in machine:
        rest = title[len(text) :]
        if len(fold(text)) > SECTION and title.startswith(text) and len(rest) <= 40 and _TAIL.match(rest):
            return text
    return title


def _says_more(text: str) -> bool:
    """Whether a machine title says more than a site's name."""
    return SITE_NAME.fullmatch(text.strip()) is None


def _above_story(heads: Sequence[str], above: Sequence[str]) -> str | None:
    """The headline of a page whose machine titles name the site: the last heading above its story, or the line above
    the fields there."""
    for line in reversed(above):
        if line in heads and len(fold(line)) > SHORTEST:
            return line
    for at in range(len(above) - 1, 0, -1):
        line = above[at - 1]
        if len(above[at]) < 80 and find_date(above[at]) and SECTION <= len(line) <= 80 and not find_date(line):
            return line
    return None


def _printed(lines: Sequence[str], said: Sequence[str], known: set[str]) -> str | None:
    """The line of the page that is a machine title."""
    joined = " ".join(said)
    return _whole(
        [line for line in lines if line[:2] in joined and SHORTEST < len(line) <= LONGEST and _can_be(line, known)],
        said,
        True,
    )


def _just_above(head: str, printed: str, lines: Sequence[str]) -> bool:
    """Whether a heading stands right above a line that repeats the machine title: that line is its deck."""
    at = lines.index(printed)
    return len(head) < len(printed) and any(fold(line) == fold(head) for line in lines[max(0, at - 2) : at])


def _tells(text: str) -> bool:
    """Whether a machine title can tell a story: one made of short segments names a section and a site."""
    return text.isascii() or any(len(fold(part)) > SECTION for part in SEPARATORS.split(text) if part)


def _above_date(lines: Sequence[str]) -> str | None:
    """The line above the first line that labels a date of publication."""
    for at, line in enumerate(lines):
        if at and len(line) < 80 and (date := find_date(line)) and PUBLISHED.search(line[: date[1]]):
            above = lines[at - 1]
            return above if SECTION <= len(above) <= 80 else None
    return None


def _can_be(text: str, known: set[str]) -> bool:
    return 1 < len(text) <= LONGEST and fold(text) not in known and NEVER_TITLE.fullmatch(text) is None


def _whole(heads: Sequence[str], said: Sequence[str], plainly: bool = False) -> str | None:
    """The longest heading that is a machine title, or all of one but its suffix, or that one cut short. With `plainly`
    one that ends in a site's name stands behind those that do not."""
    ranks = [(not (plainly and SUFFIX.search(head)), len(fold(head)), -at) for at, head in enumerate(heads)]
    for _, length, at in sorted(ranks, reverse=True):
        if length > 1 and any(
            _covers(fold(heads[-at]), text, SHORTEST_PRINTED if plainly else SHORTEST) for text in said
        ):
            return heads[-at]
    return None


def _covers(plain: str, text: str, shortest: int) -> bool:
    """Whether a heading is a machine title, that title without its suffix (of `shortest` characters or more where the
    suffix is longer), or the title that was cut at a mark."""
    whole = fold(text)
    if plain == whole:
        return True
    if len(plain) < SHORTEST:
        return False
    if plain.startswith(whole):
        return len(whole) >= SHORTEST and len(whole) * 4 >= len(plain)
    if plain not in whole:
        return False
    parts = [fold(part) for part in SEPARATORS.split(text) if part]
    longest = max(map(len, parts), default=0)
    if len(plain) < longest:
        return len(plain) >= shortest and plain in _runs(parts[:12], 1)
    return plain in _runs(parts[:12], len(parts)) or len(plain) * 2 > len(whole)


def _runs(parts: Sequence[str], starts: int) -> Iterator[str]:
    """Every run of neighbouring segments that starts with one of the first `starts`."""
    for start in range(min(len(parts), starts)):
        run = ""
        for part in parts[start:]:
            run += part
            yield run


def _nearest(heads: Sequence[str], said: Sequence[str]) -> str | None:
    """The heading that says in other words what a machine title says."""
    scored = [(max((_likeness(head, text) for text in said), default=0.0), -at, head) for at, head in enumerate(heads)]
    best = max(scored, default=None)
    return best[2] if best and best[0] >= ALIKE and len(fold(best[2])) > SHORTEST else None


def _likeness(head: str, text: str) -> float:
    one, other = fold(head), fold(text)
    near = min(len(one), len(other)) * 2 >= max(len(one), len(other))
    return max(ratio(one, other), partial_ratio(one, other) if near else 0.0)


def stripped(text: str, known: set[str]) -> str:
    """A title without the site's name behind (or before) it: known names, and short last segments."""
    cuts = [cut for cut in SEPARATORS.finditer(text) if cut[0].strip()]
    end, start = len(text), 0
    while cuts:
        cut = cuts[-1]
        tail, head = text[cut.end() : end].strip(), text[: cut.start()].strip()
        named = fold(tail) in known or any(len(name) > 2 and name in fold(tail) for name in known)
        strong = (
            any(mark in cut[0] for mark in "_|｜丨")
            or "--" in cut[0]
            or (cut[0].strip() in ("-", "–", "—") and cut[0] != "-")
        )
        hyphen = cut[0] == "-" and not tail.isascii()
        if not (named or ((strong or hyphen) and 4 * len(fold(tail)) <= 3 * len(fold(head)))):
            break
        end = cut.start()
        cuts.pop()
    if cuts and fold(text[: cuts[0].start()]) in known:
        start = cuts[0].end()
    return text[start:end].strip()
