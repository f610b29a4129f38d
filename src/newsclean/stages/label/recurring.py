"""Furniture that recurs: running heads and feet, page numbers, watermarks and addresses of a browser's print.

Lines that are equal, or equal but for their figures, are furniture whatever they say where they stand at the edges of
pages (form feeds part those), or at regular distances in the middle of sentences. They are taken out of the way, so
that the sentence goes on across them. Refrains, bylines, headings and rows of tables recur too, but break no sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from newsclean.language.bylines import parse_byline
from newsclean.language.characters import ends_sentence, width
from newsclean.language.sentences import is_headline
from newsclean.model import Line

# Lines at the top and at the foot of a page among which furniture stands.
EDGE = 4
# Pages that must have it; sentences are furniture (a notice of rights) only on more pages.
PAGES, NOTICE_PAGES = 2, 3
PAGES_SHARE = 0.4
# Without form feeds: so often, so many characters apart at least, the longest distance so many times the shortest.
TIMES = 3
APART = 80
EVEN = 2.5
# Share (and number; one line is enough where it has figures) of these that stand in the middle of a sentence.
BROKEN_SHARE, BROKEN = 0.3, 2
# Cells of the longest line of furniture; a text's own lines, at least so long, show what is broken to be prose.
LONGEST = 80
PROSE = 8
# Cells of a section's name.
SECTION = 8
# Lines of one page's furniture that stand together.
TOGETHER = 4

_FIGURES = regex.compile(r"\d+(?:[./:：-]\d+)*")
_NUMERAL = regex.compile(r"(?<=第)[零〇一二三四五六七八九十百]{1,6}(?=[版页頁])|(?<=星期|周)[一二三四五六日天]")
_MARK = regex.compile(r"[，。、；：！？,;!?]")
_SOURCE = regex.compile(r"——?\s?\p{L}")
_BLANK = regex.compile(r"\s+")
_ONLY_FIGURES = regex.compile(r"(?>[^\p{L}]*?0)[^\p{L}]*+")


def without_recurring(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines of a plain text; furniture that recurs stands after all others, removed. A byline that recurs stands
    under each of its author's stories."""
    keys = [_key(line.text) if _may_be(line) else "" for line in lines]
    often = {key for key, count in Counter(keys).items() if key and count >= PAGES}
    keys = [
        key if key in often and parse_byline(line.text) is None else "" for key, line in zip(keys, lines, strict=True)
    ]
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key:
            places[key].append(at)
    loops = _loops([len(places[key]) >= PAGES if key else False for key in keys])
    recurring = {key: found for key, found in places.items() if len(found) >= PAGES and loops.isdisjoint(found)}
    if not recurring:
        return list(lines)
    pages = _pages(text, lines)
    gone = _at_edges(lines, pages, recurring) if len(pages) > 1 else set()
    gone |= _between_sentences(lines, keys, recurring, gone)
    return _apart(lines, gone, keys) if gone else list(lines)


def _may_be(line: Line) -> bool:
    """Whether a line can be furniture, and does not say under a quotation whose it is."""
    return line.role is None and width(line.text) <= LONGEST and not _SOURCE.match(line.text)


def _key(text: str) -> str:
    """What a line says but for its figures."""
    return _BLANK.sub("", _FIGURES.sub("0", _NUMERAL.sub("0", text)))


def _loops(again: Sequence[bool]) -> set[int]:
    """Lines in longer runs of lines that stand elsewhere too: copies of text, not furniture."""
    found: set[int] = set()
    start = 0
    for at in range(len(again) + 1):
        if at == len(again) or not again[at]:
            if at - start > 2 * TOGETHER:
                found.update(range(start, at))
            start = at + 1
    return found


def _pages(text: str, lines: Sequence[Line]) -> list[range]:
    """The lines of each page, where form feeds part pages."""
    starts = [0]
    for at, (above, below) in enumerate(pairwise(lines), 1):
        if "\f" in text[above.spans[-1][1] : below.spans[0][0]]:
            starts.append(at)
    return [range(start, end) for start, end in pairwise([*starts, len(lines)])]


def _at_edges(lines: Sequence[Line], pages: Sequence[range], recurring: Mapping[str, Sequence[int]]) -> set[int]:
    """Lines that recur at the edges of pages, and the names of sections among them."""
    home = {at: number for number, page in enumerate(pages) for at in page}
    edges = {at for page in pages for at in (*page[:EDGE], *page[-EDGE:])}
    gone: set[int] = set()
    for found in recurring.values():
        inside = [at for at in found if at in edges]
        on = len({home[at] for at in inside})
        long = any(ends_sentence(lines[at].text) or _is_text(lines[at].text) for at in inside)
        if on >= (NOTICE_PAGES if long else PAGES) and on >= PAGES_SHARE * len(pages) and len(inside) == len(found):
            gone.update(inside)
    for page in pages:
        for run in (page[:EDGE], page[::-1][:EDGE]):
            marked = [place for place, at in enumerate(run) if at in gone]
            for at in run[: marked[-1] if marked else 0]:
                line = lines[at]
                if line.role is None and width(line.text) <= SECTION and not _MARK.search(line.text):
                    gone.add(at)
    return gone


def _is_text(text: str) -> bool:
    """Whether a line has a mark that no furniture has inside."""
    return "，" in text or "。" in text


def _between_sentences(
    lines: Sequence[Line], keys: Sequence[str], recurring: Mapping[str, Sequence[int]], gone: set[int]
) -> set[int]:
    """Lines that recur at regular distances, often in the middle of a sentence."""
    starts = [line.spans[0][0] for line in lines]
    even = {
        key: found
        for key, found in recurring.items()
        if len(found) >= TIMES and _is_regular([starts[at] for at in found])
    }
    taken = gone | {at for found in even.values() for at in found}
    more: set[int] = set()
    for key, found in even.items():
        broken = sum(_breaks_sentence(lines, at, taken) for at in found)
        if broken >= (1 if "0" in key else BROKEN) and broken >= BROKEN_SHARE * len(found):
            more.update(found)
    for _ in range(TOGETHER if more else 0):  # what always stands beside furniture is furniture
        for found in recurring.values():
            beside = all(at - 1 in more or at + 1 in more for at in found)
            if beside and not any(ends_sentence(lines[at].text) or _is_text(lines[at].text) for at in found):
                more.update(found)
    return more


def _is_regular(starts: Sequence[int]) -> bool:
    """Whether places in the text are about equally far apart; a last page is shorter."""
    apart = [below - above for above, below in pairwise(starts)]
    even = min(apart) >= APART and max(apart) <= EVEN * min(apart)
    return even or (len(starts) > TIMES and _is_regular(starts[1:]))  # a headline is nearer to the first running head


def _breaks_sentence(lines: Sequence[Line], at: int, taken: set[int]) -> bool:
    """Whether the line above is prose that breaks off, and prose stands below."""
    above, below = at - 1, at + 1
    while above >= 0 and above in taken and at - above <= TOGETHER:
        above -= 1
    while below < len(lines) and below in taken and below - at <= TOGETHER:
        below += 1
    if above < 1 or below >= len(lines) or above in taken or below in taken:
        return False
    tail, head = lines[above].text, lines[below].text
    if ends_sentence(tail) or width(tail) < PROSE or lines[above].role or lines[below].role:
        return False
    before = lines[above - 1].text
    if not _is_text(tail) and (not _is_text(before) or ends_sentence(before)):
        return False  # it may be a headline
    return _is_text(head) or ends_sentence(head) or width(head) >= PROSE


def _apart(lines: Sequence[Line], gone: set[int], keys: Sequence[str]) -> list[Line]:
    """The lines, those of furniture behind all others; of a headline that runs on over the pages the first stays."""
    gone = gone - _headlines(lines, gone, keys)
    kept: list[Line] = []
    removed: list[Line] = []
    gap, across = 0, False
    for at, line in enumerate(lines):
        if at in gone:
            reason = "page-number" if _ONLY_FIGURES.fullmatch(keys[at]) else "folio"
            removed.append(replace(line, role="removed", reason=reason))
            gap, across = gap + line.gap, True
            continue
        if across:
            open_end = bool(kept) and not ends_sentence(kept[-1].text)
            line = replace(line, gap=0 if open_end else max(line.gap, min(gap, 1)))
        kept.append(line)
        gap, across = 0, False
    return kept + removed


def _headlines(lines: Sequence[Line], gone: set[int], keys: Sequence[str]) -> set[int]:
    """The first of equal lines without figures that stands above a text and not above its headline."""
    first: dict[str, int] = {}
    for at in sorted(gone):
        first.setdefault(keys[at], at)
    stays: set[int] = set()
    for key, at in first.items():
        if (
            "0" in key
            or not is_headline(lines[at].text)
            or (at and not ends_sentence(lines[at - 1].text) and at > EDGE)
        ):
            continue
        below = next((place for place in range(at + 1, len(lines)) if place not in gone), None)
        if below is None:
            continue
        text = lines[below].text
        if parse_byline(text) is not None or not is_headline(text) or _MARK.search(text) is not None:
            stays.add(at)
    return stays
