"""Pieces to paragraphs: the halves of a sentence that a column break, a caption or another story cut apart meet again.

A tail is a piece that breaks off, a head one that may go on with it. Every pair gets a score (log odds, roughly):
neighbours are the likely answer, and evidence in the words can outweigh it. The best pairs are taken first, each
piece once. What stays unsure stays as it was printed and is flagged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from newsclean.characters import ends_sentence, glue
from newsclean.model import Piece
from newsclean.rules.newspaper import CONTINUED_FROM, LEADS, PULL_QUOTE
from newsclean.rules.sentence import breaks_at_comma, headness, is_headline, is_tail, unclosed, unopened
from newsclean.words import Crossing, dictionary_words, document_words

# Log odds that the neighbour goes on with a tail, and that a piece behind `k` others does (measured prior .85 : .15).
NEXT = 1.7
FAR = -1.0
FARTHER = -0.3
# A pair is joined above this score; one that is not the neighbour needs evidence of its own.
JOIN = 0.0
FAR_JOIN = 1.0
# Below this, or where the second best is nearer than MARGIN, the dictionary is asked.
SURE = 1.0
MARGIN = 1.0
REACH = 8
"""Pieces behind a tail among which its head is looked for."""
SHORT = 40
"""A piece shorter than this that breaks off can as well be a headline."""
CAPTION = 100
"""Characters of the longest caption above a credit."""
SET_OFF = (60, 2)
"""A caption in mid-sentence: at most so many characters, behind at least so many blank lines."""


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    tail: int
    head: int
    between: tuple[int, ...]


def link(text: str, pieces: Sequence[Piece], *, jieba: bool | None = None) -> list[Piece]:
    """Join cut pieces. `jieba` asks for its dictionary (`None`: where it is installed, `False`: never)."""
    pieces = _captions(pieces)
    crossing: Callable[[str, str], float] = document_words(text)
    pairs = _pairs(pieces, crossing)
    if jieba is not False and _in_question(pairs):
        better = dictionary_words(text)
        if better is None and jieba:
            raise ModuleNotFoundError("jieba is not installed; install it with: pip install 'newsclean[zh]'")
        pairs = _pairs(pieces, better) if better else pairs
    return _joined(pieces, _chosen(pairs))


def _captions(pieces: Sequence[Piece]) -> list[Piece]:
    """A short sentence above a credit, set off by white space or standing where another sentence breaks off."""
    found = list(pieces)
    for at in range(1, len(pieces) - 1):
        piece, above = pieces[at], pieces[at - 1]
        if not piece.is_text or piece.hint is not None or pieces[at + 1].role != "credit":
            continue
        set_off = piece.gap >= SET_OFF[1] or (_may_be_tail(above) and ends_sentence(piece.text))
        if set_off and len(piece.text) <= CAPTION:
            found[at] = replace(piece, hint="caption")
    return found


def _pairs(pieces: Sequence[Piece], crossing: Crossing) -> list[_Pair]:
    return [pair for at, piece in enumerate(pieces) if _may_be_tail(piece) for pair in _heads(pieces, at, crossing)]


def _may_be_tail(piece: Piece) -> bool:
    return piece.is_text and piece.hint is None and is_tail(piece.text) and not PULL_QUOTE.fullmatch(piece.text)


def _heads(pieces: Sequence[Piece], tail: int, crossing: Crossing) -> list[_Pair]:
    """The pieces that may go on with a tail, scored; a headline or another story's start ends the search."""
    left = pieces[tail]
    pairs: list[_Pair] = []
    between: list[int] = []
    titled = is_headline(left.text) and len(left.text) < SHORT
    for at in range(tail + 1, len(pieces)):
        right = pieces[at]
        if not right.is_text or right.hint == "caption" or PULL_QUOTE.fullmatch(right.text):
            continue
        if right.hint is not None or _starts_story(right) or len(between) > REACH:
            break
        if is_headline(right.text) and headness(right.text) < 2.0:
            if titled or not between:
                break
            continue
        score = _score(left, right, len(between), crossing)
        if titled:  # a headline before its text, unless the text cannot start
            score -= NEXT if headness(right.text) >= 2.0 else 2 * NEXT + 2.0
        if score > (FAR_JOIN if between else JOIN):
            pairs.append(_Pair(score, tail, at, tuple(between)))
        if titled:
            break
        between.append(at)
    return pairs


def _starts_story(piece: Piece) -> bool:
    return LEADS.match(piece.text) is not None or CONTINUED_FROM.match(piece.text) is not None


def _score(left: Piece, right: Piece, skipped: int, crossing: Crossing) -> float:
    score = (FAR + FARTHER * skipped if skipped else NEXT) + headness(right.text) + crossing(left.text, right.text)
    if breaks_at_comma(left.text):
        score += 0.5
    if unclosed(left.text) and unopened(right.text):
        score += 1.5
    return score


def _in_question(pairs: Sequence[_Pair]) -> bool:
    """Whether the dictionary could change an answer: a weak pair, or a tail or head with two that are about as good."""
    by_tail: dict[int, list[float]] = {}
    by_head: dict[int, list[float]] = {}
    for pair in pairs:
        by_tail.setdefault(pair.tail, []).append(pair.score)
        by_head.setdefault(pair.head, []).append(pair.score)
    for scores in (*by_tail.values(), *by_head.values()):
        scores.sort(reverse=True)
        if scores[0] < SURE or (len(scores) > 1 and scores[0] - scores[1] < MARGIN):
            return True
    return False


def _chosen(pairs: Sequence[_Pair]) -> dict[int, _Pair]:
    """The best pairs first, each tail and each head once: head -> pair."""
    tails: set[int] = set()
    chosen: dict[int, _Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.tail, pair.head)):
        if pair.tail not in tails and pair.head not in chosen:
            tails.add(pair.tail)
            chosen[pair.head] = pair
    return chosen


def _joined(pieces: Sequence[Piece], chosen: dict[int, _Pair]) -> list[Piece]:
    """The pieces with each head put behind its tail; what stood between is marked."""
    starts: dict[int, int] = {}
    merged = dict(enumerate(pieces))
    for head in sorted(chosen):
        pair = chosen[head]
        for at in pair.between:
            if at in merged:
                merged[at] = replace(merged[at], interrupts=True)
        _caption_between(merged, pair)
        start = starts.get(pair.tail, pair.tail)
        starts[head] = start
        merged[start] = _join(merged[start], merged.pop(head))
    return [_flagged(merged[at]) for at in sorted(merged)]


def _caption_between(merged: dict[int, Piece], pair: _Pair) -> None:
    """A short sentence set off by white space in the middle of another is a caption."""
    longest, blank = SET_OFF
    if len(pair.between) == 1 and pair.between[0] in merged:
        piece = merged[pair.between[0]]
        if len(piece.text) <= longest and piece.gap >= blank and ends_sentence(piece.text):
            merged[pair.between[0]] = replace(piece, hint="caption", interrupts=False)


def _join(left: Piece, right: Piece) -> Piece:
    return replace(left, spans=left.spans + right.spans, text=glue(left.text, right.text), copies=max(left.copies, right.copies))


def _flagged(piece: Piece) -> Piece:
    if not piece.is_text or piece.hint is not None or is_headline(piece.text) or PULL_QUOTE.fullmatch(piece.text):
        return piece
    flags = ("breaks-off",) * (is_tail(piece.text) and len(piece.text) >= SHORT)
    flags += ("beginning-lost",) * unopened(piece.text)
    return replace(piece, flags=flags) if flags else piece
