"""Recognises incomplete copies: cut off, with a part missing, or inside a longer text."""

from __future__ import annotations

from newsclean.duplicates import verify
from newsclean.language.characters import ends_sentence
from newsclean.stages.collapse import tandem

CUT_OFF = 8
"""Least length of a copy that is cut off; at the end of the texts it may be shorter."""
CONTAINED = 20
"""Least length, in characters, of a looped unit that is searched inside a longer text, of a copy with a part missing,
and of the continuation of a loop at the beginning of a text."""
LONG_UNIT = 40
"""Width from which on a unit may be at any place in a longer text, and have misread characters."""
LOST = 4
"""Number of missing characters from which on they are a lost part; fewer are noise."""
PARTS = 2
"""Maximum number of lost parts of a copy."""
TAIL = 12
"""Width of an unfinished last sentence that is printed once more by itself."""
HOLED = 0.5
"""Share of the longer text that a copy with holes keeps."""
TWICE = 80
"""Least width of a text that is removed without a loop because all its sentences are in the text just before it, in the
same order. A caption or a point of a summary is shorter."""


def breaks_off(text: str, whole: str, least: int) -> bool:
    """Whether a text is the beginning of a longer one."""
    if not least <= len(text) < len(whole):
        return False
    return whole.startswith(text) or (len(text) >= verify.LEAST_NEAR and verify.is_copy(text, whole[: len(text)]))


def contains(text: str, unit: str) -> bool:
    """Whether a longer text contains a unit: a short one exactly at its end, a long one with misread characters."""
    if len(unit) >= len(text) or len(unit) < CONTAINED:
        return False
    if len(unit) < LONG_UNIT:
        return text.endswith(unit)
    if unit[1:-1] in text:
        return True
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(unit, text, score_cutoff=100 * (1 - verify.STRICT))
    return found is not None and verify.is_copy(unit, text[found.dest_start : found.dest_end])


def has_lost_parts(text: str, whole: str) -> bool:
    """Whether a text is a longer one with one or two parts missing; the rest may differ by misread characters."""
    if not CONTAINED <= len(text) <= len(whole) - LOST:
        return False
    if _kept_ends(text, whole) >= len(text):
        return True
    from rapidfuzz.distance import Levenshtein

    rest, at, parts = "", 0, 0
    for code in Levenshtein.opcodes(whole, text):
        if code.tag == "delete" and code.src_end - code.src_start >= LOST:
            rest, at, parts = rest + whole[at : code.src_start], code.src_end, parts + 1
    return 0 < parts <= PARTS and verify.is_copy(rest + whole[at:], text)


def lacks_sentences(text: str, whole: str) -> bool:
    """Whether a text is exactly a longer one without one or more whole sentences in its middle."""
    if len(text) >= len(whole) or tandem.width(text) < TWICE or _kept_ends(text, whole) < len(text):
        return False
    missing = len(whole) - len(text)
    last = min(_common_prefix(text, whole), len(text) - 1)
    first = max(len(text) - _common_prefix(text[::-1], whole[::-1]), 1)
    cuts = range(first, last + 1)  # where the hole may be: more than one place where it begins as the text behind it
    return any(ends_sentence(text[:cut]) and ends_sentence(whole[: cut + missing]) for cut in cuts)


def is_unfinished_tail(text: str, whole: str) -> bool:
    """Whether a longer text breaks off with the same unfinished sentence as this one."""
    return len(text) < len(whole) and tandem.width(text) >= TAIL and whole.endswith(text) and not ends_sentence(text)


def has_holes(text: str, whole: str) -> bool:
    """Whether a text is a longer one to the letter but for one or two parts that it lacks, wherever they stood, and
    both begin and end alike. It says nothing that the longer one does not say."""
    if len(text) >= len(whole) or tandem.width(text) < LONG_UNIT or len(text) < HOLED * len(whole):
        return False
    if text[-CUT_OFF:] != whole[-CUT_OFF:]:
        return False
    if _kept_ends(text, whole) >= len(text):
        return len(whole) - len(text) >= LOST
    from rapidfuzz.distance import Levenshtein

    codes = [code for code in Levenshtein.opcodes(whole, text) if code.tag != "equal"]
    lost = all(code.tag == "delete" and code.src_end - code.src_start >= LOST for code in codes)
    return lost and len(codes) <= PARTS


def _kept_ends(text: str, whole: str) -> int:
    """Characters at the beginning of a text and at its end that agree with those of another."""
    return _common_prefix(text, whole) + _common_prefix(text[::-1], whole[::-1])


def _common_prefix(text: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
