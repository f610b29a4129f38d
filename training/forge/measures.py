"""Measures: a page, its reading, and what of it is right. Each gives a share as (count, out of), to be summed."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from .reading import Reading
from .sheet import Page, squash

Shares = dict[str, tuple[float, float]]
BODY = frozenset({"paragraph"})
LONG = 40
"""Topic can tell the article of a paragraph from this length on."""
LETTER_SPACED = re.compile(r"(?:[㐀-鿿ぁ-ヿ] ){3,}")


def truth_following(page: Page) -> dict[int, int]:
    """What follows each position in its unit; unit ends are missing."""
    return {a: b for sequence in page.sequences() for a, b in itertools.pairwise(sequence)}


def boundaries(page: Page, reading: Reading) -> Shares:
    """Line ends: joined or parted as they ought to be; those of them that were wrongly joined."""
    owners, true = page.owners(), truth_following(page)
    right = total = false = parted = 0
    columns = column_total = 0
    lost = paragraph_ends = 0
    for joint in page.joints():
        sides = {page.units[owners[joint.before]].kind, page.units[owners[joint.after]].kind}
        if not sides & BODY:
            continue
        wanted = true.get(joint.before) == joint.after
        got = reading.following[joint.before] == joint.after
        total += 1
        right += wanted == got
        parted += not wanted
        false += got and not wanted
        if sides == BODY and not wanted:
            paragraph_ends += 1
            lost += got
        if wanted and joint.blank:
            column_total += 1
            columns += got
    return {
        "boundaries right": (right, total),
        "false joins": (false, parted),
        "… between paragraphs": (lost, paragraph_ends),
        "column breaks rejoined": (columns, column_total),
    }


def text_neighbours(page: Page) -> dict[int, int]:
    """The next position on the page that is no markup."""
    owners = page.owners()
    plain = [p for p, unit in enumerate(owners) if page.units[unit].kind != "markup"]
    return dict(itertools.pairwise(plain))


def links(page: Page, reading: Reading) -> Shares:
    """Cut sentences that met again across other text, and joins of that sort that are right."""
    nearby = text_neighbours(page)
    wanted = {(a, b) for a, b in truth_following(page).items() if nearby.get(a) != b}
    got = {(a, b) for a, b in enumerate(reading.following) if b >= 0 and a in nearby and nearby[a] != b}
    return {
        "rejoined across text": (len(wanted & got), len(wanted)),
        "rejoined: precision": (len(wanted & got), len(got)),
    }


def in_article(page: Page, reading: Reading) -> Shares:
    """Paragraphs in the right article, articles matched one to one by their shared text."""
    homes: dict[int, int | None] = {}
    overlap: Counter[tuple[int, int]] = Counter()
    sequences = page.sequences()
    counted = [n for n, u in enumerate(page.units) if u.kind == "paragraph" and u.article is not None and not u.drop]
    for number in counted:
        votes = Counter(reading.article[p] for p in sequences[number] if reading.role[p] != "removed")
        homes[number] = votes.most_common(1)[0][0] if votes else None
        article = page.units[number].article
        for home, votes_for in votes.items():
            if home is not None and article is not None:
                overlap[article, home] += votes_for
    matched: dict[int, int] = {}
    for (ours, theirs), _ in sorted(overlap.items(), key=lambda item: (-item[1], item[0])):
        if ours not in matched and theirs not in matched.values():
            matched[ours] = theirs
    good = {n for n in counted if homes[n] is not None and matched.get(page.units[n].article or 0) == homes[n]}
    long = [n for n in counted if len(squash(page.units[n].text)) >= LONG]
    articles = len({page.units[n].article for n in counted})
    return {
        "in the right article": (len(good), len(counted)),
        "… of 40 characters": (sum(n in good for n in long), len(long)),
        "articles counted right": (float(articles == sum(bool(a.blocks) for a in reading.articles)), 1),
    }


def f1(name: str, wanted: Iterable[str], got: Iterable[str]) -> Shares:
    want, have = Counter(map(squash, wanted)), Counter(map(squash, got))
    return {name: (2 * (want & have).total(), want.total() + have.total())}


def heads(page: Page, reading: Reading) -> Shares:
    """F1 of what stands around the paragraphs, as whole texts."""

    def said(kind: str) -> list[str]:
        return [u.text for u in page.units if u.kind == kind]

    def shown(kind: str) -> list[str]:
        return [text for block_kind, text in reading.blocks if block_kind == kind]

    bylines = [
        a.byline for a in reading.articles if a.byline and not any(squash(a.byline) in lead for lead in page.leads)
    ]
    names = [name for _, written in page.authors for name in written]
    found: Shares = {}
    found |= f1("headlines F1", said("title"), [a.title for a in reading.articles if a.title])
    found |= f1("subtitles F1", said("subtitle"), [a.subtitle for a in reading.articles if a.subtitle])
    found |= f1("bylines F1", said("byline"), bylines)
    found |= f1("names F1", names, [name for a in reading.articles for name in a.authors])
    found |= f1("captions F1", said("caption"), shown("caption"))
    found |= f1("headings F1", said("heading"), shown("heading"))
    return found


def exact(page: Page, reading: Reading) -> Shares:
    """Whole paragraphs as they ought to read, and characters of paragraphs that the articles still hold."""
    said = [u.text for u in page.units if u.kind == "paragraph" and not u.drop]
    shown = [text for kind, text in reading.blocks if kind in {"paragraph", "list"}]
    sequences = page.sequences()
    positions = [p for n, u in enumerate(page.units) if u.kind == "paragraph" and not u.drop for p in sequences[n]]
    kept = sum(reading.role[p] != "removed" for p in positions)
    return {**f1("paragraphs exact F1", said, shown), "text kept": (kept, len(positions))}


def loops(page: Page, reading: Reading) -> Shares:
    """Characters of copies that were dropped. In a loop they are counted, since a loop has no first character."""
    sequences = page.sequences()
    region: dict[int | None, list[int]] = defaultdict(list)
    surplus: Counter[int | None] = Counter()
    for number, unit in enumerate(page.units):
        if unit.kind != "markup":
            region[unit.group] += sequences[number]
            surplus[unit.group] += len(sequences[number]) * unit.drop
    right = dropped = copies = 0
    for group, positions in region.items():
        gone = sum(reading.role[p] == "removed" for p in positions)
        right += min(gone, surplus[group])
        dropped += gone
        copies += surplus[group]
    return {"loops: recall": (right, copies), "loops: precision": (right, dropped)}


def kept(page: Page, reading: Reading) -> Shares:
    """Rows, refrains and menus that stay although they resemble each other."""
    sequences = page.sequences()
    units = [n for n, u in enumerate(page.units) if u.keep]
    stays = [sum(reading.role[p] == "removed" for p in sequences[n]) <= 0.05 * len(sequences[n]) for n in units]
    return {"kept": (sum(stays), len(stays))}


def hyphens(page: Page, reading: Reading) -> Shares:
    """Hyphens at line ends: soft ones gone, those of the word kept."""
    text = squash("".join(block for _, block in reading.blocks))
    found: dict[str, list[bool]] = defaultdict(list)
    for hyphen in page.hyphens:
        right = hyphen.context in text
        found["hyphens right"].append(right)
        found[f"… {hyphen.kind}"].append(right)
    return {name: (sum(rights), len(rights)) for name, rights in found.items()}


def spacing(page: Page, reading: Reading) -> Shares:
    """Letter-spaced lines of which nothing is left to see."""
    left = sum(len(LETTER_SPACED.findall(text)) for _, text in reading.blocks)
    return {"letter-spacing gone": (page.spaced - min(left, page.spaced), page.spaced)}


def words(page: Page, reading: Reading) -> Shares:
    """English paragraphs that are right to the blank."""
    said = Counter(" ".join(u.text.split()) for u in page.units if u.kind == "paragraph")
    shown = Counter(" ".join(text.split()) for _, text in reading.blocks)
    return {"paragraphs with their blanks": ((said & shown).total(), said.total())}


def residue(page: Page, reading: Reading) -> Shares:
    """Blocks and titles that show no sign of a tool."""
    texts = [text for _, text in reading.blocks] + [a.title for a in reading.articles if a.title]
    clean = sum(not any(sign in text for sign in page.residue) for text in texts)
    return {"free of markup": (clean, len(texts))}


Measure = Callable[[Page, Reading], Shares]
