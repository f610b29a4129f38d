"""Loops inside one text whose copies are numbered: 1. … 2. … 3. …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsclean.language.characters import ends_sentence
from newsclean.model import Span
from newsclean.stages.collapse.tandem import width

COPIES = 5
"""Consecutive copies, numbered in steps of one, that make a loop; three motions can have the same vote."""
UNIT = 20
"""Least width of a copy, which is a sentence, without its number."""
_NUMBER = re.compile(r"(?<![0-9.])(?:[（(]?([0-9]{1,4})[)）、.．]|第([0-9]{1,4})[条條项項点點])(?![0-9])\s*")


def loops(text: str) -> tuple[Span, ...]:
    """The ranges of a text that repeat the item before them except for its number.

    >>> loops("议定：" + "".join(f"{k}、施工单位要抢抓工期，确保年底前全线贯通。" for k in range(1, 7)) + "散会。")
    ((25, 135),)
    """
    marks = list(_NUMBER.finditer(text))
    if len(marks) < COPIES:
        return ()
    numbers = [int(mark[1] or mark[2]) for mark in marks]
    bodies = [text[mark.end() : below.start()].strip() for mark, below in pairwise(marks)]
    bodies.append(text[marks[-1].end() :].strip())
    cuts: list[Span] = []
    first = 0
    for at in range(1, len(marks) + 1):
        continues = at < len(marks) and numbers[at] == numbers[at - 1] + 1
        if continues and bodies[at] == bodies[first]:
            continue
        unit = bodies[first]
        if at - first >= COPIES and width("".join(unit.split())) >= UNIT and ends_sentence(unit):
            start = text.index(unit, marks[first].end()) + len(unit)
            cuts.append((start, _end(text, unit, marks, at, continues=continues)))
        first = at
    return tuple(cuts)


def _end(text: str, unit: str, marks: Sequence[re.Match[str]], at: int, *, continues: bool) -> int:
    """The end of a loop whose last whole copy is before the number `at`. After that number, there may be another copy
    and more text, or the text may be cut off.
    """
    if not continues:
        return text.index(unit, marks[at - 1].end()) + len(unit)
    if at == len(marks) - 1 and unit.startswith(text[marks[at].end() :].strip()):
        return len(text.rstrip())
    whole = text.startswith(unit, marks[at].end())
    return text.index(unit, marks[at if whole else at - 1].end()) + len(unit)
