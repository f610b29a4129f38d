"""Pieces to paragraphs: the halves of a sentence that a column break, a caption or another story cut apart meet again.

A tail is a piece that breaks off, a head one that may go on with it. Each tail's candidates get a share of certainty
from the evidence in `stages.rejoin.features`, the rest goes to "none of them"; the surest pairs are taken first, each
piece once. What stays unsure stays as it was printed and is flagged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from statistics import median

import regex

from newsclean.language.characters import ends_sentence, glue
from newsclean.language.leads import CONTINUED_FROM, CONTINUED_ON, is_lead
from newsclean.language.sentences import LEFT_OPEN, breaks_at_comma, is_headline, is_item, is_tail, is_whole, unopened
from newsclean.language.topic import Topic, topics, union
from newsclean.language.wrapping import is_wrapped
from newsclean.model import Piece
from newsclean.rules.newspaper import PULL_QUOTE
from newsclean.stages.rejoin.certainty import Candidates, Pair, shares
from newsclean.stages.rejoin.features import (
    CONTEXT,
    HEADLINE,
    Half,
    asks_for_half,
    features,
    half,
    may_be_headline,
)
from newsclean.stages.rejoin.list_entries import list_entries
from newsclean.stages.rejoin.torn import torn
from newsclean.stages.rejoin.word_table import Crossing, dictionary_words, document_words

# Certainty at which a pair is joined, for neighbours and for pieces with others between.
JOIN = 0.5
FAR_JOIN = 0.85
# Between these the dictionary is asked: below, nothing speaks for the pair, above, it is sure without.
QUESTION = (0.02, 0.97)
REACH = 12
"""Pieces behind a tail among which its head is looked for."""
VERSE = 14
"""Characters of the median piece of a text of verse or of a list, whose lines break off at commas and go on by
themselves; long paragraphs of real Chinese articles have a median of 48 and more."""
CAPTION = 100
"""Characters of the longest caption above a credit."""
PAUSES = frozenset("，、；：。")
"""Marks of a sentence that breaks off; a headline above photo news has none."""
SET_OFF = (60, 2)
"""A caption in mid-sentence: at most so many characters, behind at least so many blank lines."""

# A paragraph that has ended a sentence and stops at a comma was cut: authors who set a clause a line end none inside.
# Adverbs in 地: a paragraph that stops at one was cut.
_ASKING = frozenset({"chinese-adverb"})
# The number of a section, alone on its line.
_NUMERAL = regex.compile(r"[一二三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3}")
_SEVERED_AT_COMMA = regex.compile(r"[。！？][^。！？]{1,120}[，、]$")


def link(
    pieces: Sequence[Piece], *, jieba: bool | None = None, certainty: float = 0.0, join: bool = True
) -> list[Piece]:
    """Join cut pieces that belong together, and flag what breaks off. A join must have this `certainty` too; without
    `join` all pieces stay apart. `jieba` asks for its dictionary (`None`: where it is installed, `False`: never)."""
    pieces = prepared(pieces)
    if not join:
        return _joined(pieces, {})
    texts = [piece.text if _is_body(piece) else None for piece in pieces]
    sure = (
        torn(texts, [piece.gap for piece in pieces])
        if not is_wrapped(piece for piece in pieces if _is_body(piece))
        else {}
    )
    tails = frozenset(sure.values())
    chosen = _chosen(pieces, _weighed(pieces, jieba), certainty)
    return _joined(pieces, {head: tail for head, tail in chosen.items() if tail not in tails} | sure)


def _weighed(pieces: Sequence[Piece], jieba: bool | None) -> list[Pair]:
    text = "\n".join(piece.text for piece in pieces if piece.is_text)
    wrapped = is_wrapped(piece for piece in pieces if _is_body(piece))
    severed = {at for at, piece in enumerate(pieces) if _is_severed(piece.text)}

    def weighed(words: Crossing, *, dictionary: bool) -> list[Pair]:
        return shares(candidates(pieces, words), dictionary=dictionary, wrapped=wrapped, severed=severed)

    pairs = weighed(document_words(text), dictionary=False)
    if jieba is not False and any(QUESTION[0] < pair.share < QUESTION[1] for pair in pairs):
        words = dictionary_words(text)
        pairs = weighed(words, dictionary=True) if words else pairs
    return pairs


def _is_severed(text: str) -> bool:
    """Whether a text stops where no paragraph ends, whatever its page is: inside a sentence at a comma, or at a word
    that asks for another."""
    return _SEVERED_AT_COMMA.search(text) is not None or LEFT_OPEN.match(text[-12:]) in _ASKING


def prepared(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with captions told from their place: a short sentence above a credit, set off by white space or
    standing where another sentence breaks off."""
    found = list(pieces)
    for at in range(1, len(pieces) - 1):
        piece, above = pieces[at], pieces[at - 1]
        if not _is_body(piece) or pieces[at + 1].role != "credit" or len(piece.text) > CAPTION:
            continue
        headline = is_headline(above.text) and not set(above.text) & PAUSES
        broken = _is_body(above) and is_tail(above.text) and not headline
        if piece.gap >= SET_OFF[1] or (broken and ends_sentence(piece.text)):
            found[at] = replace(piece, hint="caption")
    return found


def candidates(pieces: Sequence[Piece], crossing: Crossing, *, every: bool = False) -> Candidates:
    """The pieces behind each tail that may go on with it, with the evidence on each.

    A tail that can as well be a headline is asked for its neighbour only, and not for another headline: they stand
    above their decks. Where a neighbour can go on with a tail, only pieces that ask for a first half compete with
    it. With `every`, all pieces within reach are candidates, as the fitting of the weights needs them.
    """
    body = [at for at, piece in enumerate(pieces) if _is_body(piece)]
    tails = [number for number, at in enumerate(body) if _breaks_off(pieces[at])]
    titles = {number for number in tails if may_be_headline(pieces[body[number]].text)}
    tails = [number for number in tails if number not in titles or not is_item(pieces[body[number]].text)]
    entries = (
        list_entries([pieces[at].text for at in body])
        if not is_wrapped(piece for piece in pieces if _is_body(piece))
        else frozenset()
    )
    tails = [number for number in tails if number not in entries]
    if not tails or median(len(pieces[at].text) for at in body) < VERSE:
        return {}
    pairs = _pairs([pieces[at] for at in body], tails, titles, every)
    halves = _halves(
        pieces, body, {tail for tail in pairs if pairs[tail]}, {head for heads in pairs.values() for head in heads}
    )
    sure = [number for number in tails if number not in titles]
    found: Candidates = {}
    for tail, heads in pairs.items():
        following = sure[bisect_right(sure, tail)] if sure and tail < sure[-1] else len(body)
        found[body[tail]] = [
            (body[head], features(halves[tail], halves[head], head - tail - 1, head <= following, crossing))
            for head in heads
            if every or not (tail in titles and halves[head].heading)
        ]
    return found


def _pairs(body: Sequence[Piece], tails: Iterable[int], titles: Container[int], every: bool) -> dict[int, list[int]]:
    """For each tail the pieces that are worth a look."""
    follows = [not (_starts_story(piece) or is_item(piece.text)) for piece in body]
    asks = [every or asks_for_half(piece.text) for piece in body]
    pairs: dict[int, list[int]] = {}
    for tail in tails:
        reach = 1 if tail in titles and not every else REACH
        neighbour = tail + 1 < len(body) and follows[tail + 1]
        pairs[tail] = [
            head
            for head in range(tail + 1, min(len(body), tail + 1 + reach))
            if follows[head] and (not neighbour or head == tail + 1 or asks[head])
        ]
    return pairs


def _halves(pieces: Sequence[Piece], body: Sequence[int], tails: set[int], heads: set[int]) -> dict[int, Half]:
    """The measures of the body pieces that are tails or heads, with what stands above the ones and below the others."""
    starts = _starts(pieces)
    count = list(accumulate(starts))
    about = topics([pieces[at].text for at in body]) if tails else []

    def around(number: int, step: int) -> Topic:
        last = number
        while abs(last + step - number) <= CONTEXT and 0 <= last + step < len(body):
            if count[body[last + step]] != count[body[number]]:
                break
            last += step
        return union(about[min(number, last) : max(number, last) + 1])

    return {
        number: half(
            pieces[body[number]],
            opens_story=starts[body[number]] or _below_start(pieces, starts, body[number]),
            starts=count[body[number]],
            above=around(number, -1) if number in tails else about[number],
            below=around(number, 1) if number in heads else about[number],
        )
        for number in tails | heads
    }


def _below_start(pieces: Sequence[Piece], starts: Sequence[bool], at: int) -> bool:
    """Whether a story's head, or the top of the page, stands right above a piece."""
    above = next((near for near in range(at - 1, -1, -1) if starts[near] or _is_body(pieces[near])), None)
    return above is None or starts[above]


def _is_body(piece: Piece) -> bool:
    if not piece.is_text or piece.hint is not None or piece.display:
        return False
    return not ("——" in piece.text and PULL_QUOTE.fullmatch(piece.text))


def _breaks_off(piece: Piece) -> bool:
    """Whether a piece ends in mid-sentence: one that ended short of its column has lost its end mark only."""
    text = piece.text
    if piece.short and not breaks_at_comma(text):
        return False
    return (
        is_tail(text)
        and not is_whole(text)
        and CONTINUED_ON.search(text[-30:]) is None
        and _NUMERAL.fullmatch(text) is None
    )


def _starts_story(piece: Piece) -> bool:
    return is_lead(piece.text) or CONTINUED_FROM.match(piece.text) is not None


def _starts(pieces: Sequence[Piece]) -> list[bool]:
    """Of each piece, whether it is part of a story's head: a byline, a lead, a headline above one or above a text."""
    starts = [
        piece.role in ("byline", "title") or piece.display or (_is_body(piece) and _starts_story(piece))
        for piece in pieces
    ]
    for at in range(len(pieces) - 2, -1, -1):
        if starts[at + 1] and _is_body(pieces[at]) and is_headline(pieces[at].text):
            starts[at] = True
    return starts


def _chosen(pieces: Sequence[Piece], pairs: Sequence[Pair], certainty: float) -> dict[int, int]:
    """The surest pairs first, each tail and each head once: head -> tail."""
    tails: set[int] = set()
    chosen: dict[int, int] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.share, pair.tail, pair.head)):
        near = not any(_is_body(piece) for piece in pieces[pair.tail + 1 : pair.head])
        needed = max(certainty, JOIN if near else FAR_JOIN)
        if pair.share >= needed and pair.tail not in tails and pair.head not in chosen:
            tails.add(pair.tail)
            chosen[pair.head] = pair.tail
    return chosen


def _joined(pieces: Sequence[Piece], chosen: Mapping[int, int]) -> list[Piece]:
    """The pieces with each head put behind its tail; what stood between is marked."""
    starts: dict[int, int] = {}
    merged = dict(enumerate(pieces))
    for head in sorted(chosen):
        tail = chosen[head]
        _mark_between(merged, tail, head)
        start = starts.get(tail, tail)
        starts[head] = start
        merged[start] = _join(merged[start], merged.pop(head))
    return [_flagged(merged[at]) for at in sorted(merged)]


def _mark_between(merged: dict[int, Piece], tail: int, head: int) -> None:
    """What stands between two halves interrupts them; a short sentence alone, set off by white space, is a caption."""
    between = [at for at in range(tail + 1, head) if at in merged and _is_body(merged[at])]
    for at in between:
        piece = merged[at]
        alone = len(between) == 1 and len(piece.text) <= SET_OFF[0] and piece.gap >= SET_OFF[1]
        if alone and ends_sentence(piece.text):
            merged[at] = replace(piece, hint="caption")
        else:
            merged[at] = replace(piece, interrupts=True)


def _join(left: Piece, right: Piece) -> Piece:
    text = glue(left.text, right.text)
    joints = (*left.joints, (len(left.text), len(left.spans)))
    joints += tuple((at + len(text) - len(right.text), spans + len(left.spans)) for at, spans in right.joints)
    return replace(
        left,
        spans=left.spans + right.spans,
        text=text,
        copies=max(left.copies, right.copies),
        joints=joints,
        short=right.short,
    )


def _flagged(piece: Piece) -> Piece:
    if not _is_body(piece) or is_headline(piece.text):
        return piece
    flags = ("breaks-off",) * (_breaks_off(piece) and len(piece.text) >= HEADLINE)
    flags += ("beginning-lost",) * unopened(piece.text)
    return replace(piece, flags=flags) if flags else piece
