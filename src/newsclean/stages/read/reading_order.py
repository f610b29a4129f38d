"""The order in which the columns of a page are read."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.stages.read.column_chains import Chain

MOST = 40


def in_reading_order(chains: Sequence[Chain]) -> list[Chain]:
    """Columns as they are read: articles beside each other one after the other, each from its headline down, and from
    its left column to its right one."""
    return _carried_on(_cut(list(chains), 0))


def _cut(chains: list[Chain], depth: int) -> list[Chain]:
    if len(chains) < 2 or depth > MOST:
        return sorted(chains, key=lambda chain: (chain.x, chain.top))
    for parts in (_bands(chains, new=True), _sides(chains, apart=True), _bands(chains), _sides(chains)):
        if len(parts) > 1:
            return [chain for part in parts for chain in _cut(part, depth + 1)]
    return sorted(chains, key=lambda chain: (chain.x, chain.top))


def _bands(chains: Sequence[Chain], *, new: bool = False) -> list[list[Chain]]:
    """The chains above and below the rows that none runs through; `new` only where text ends and a headline follows."""
    found: list[list[Chain]] = []
    bottom = -1
    for chain in sorted(chains, key=lambda chain: chain.top):
        below = [other for other in chains if other.top > bottom] if chain.top > bottom else []
        if below and (not (new and found) or _parts_articles(found[-1], below)):
            found.append([])
        found[-1].append(chain)
        bottom = max(bottom, chain.bottom)
    return found


def _parts_articles(above: Sequence[Chain], below: Sequence[Chain]) -> bool:
    """Whether text stands right above, and nothing right below that goes on with it."""
    first = min(chain.top for chain in below)
    text = any(chain.is_body() for chain in above)
    return text and not any(chain.starts_inside() for chain in below if chain.top <= first + 1)


def _sides(chains: Sequence[Chain], *, apart: bool = False) -> list[list[Chain]]:
    """The chains left and right of the gutters that none stands across; `apart` only where what stands on the right
    does not start inside a sentence."""
    found: list[list[Chain]] = []
    right = -1.0
    ordered = sorted(chains, key=lambda chain: (chain.x, chain.top))
    for at, chain in enumerate(ordered):
        if chain.x >= right and (not found or not apart or not _goes_on(ordered[at:])):
            found.append([])
        found[-1].append(chain)
        right = max(right, chain.right)
    return found


def _goes_on(chains: Sequence[Chain]) -> bool:
    """Whether the leftmost column of these starts inside a sentence."""
    left = chains[0].x
    column = [chain for chain in chains if chain.x <= left + 3]
    return min(column, key=lambda chain: chain.top).starts_inside()


def _carried_on(chains: list[Chain]) -> list[Chain]:
    """Columns in their order, but behind one that breaks off the next one that starts inside a sentence: of those whose
    own column above does not break off, the nearest on its right."""
    order = list(chains)
    for chain in chains:
        at = order.index(chain)
        if not _breaks_off(chain) or (at + 1 < len(order) and order[at + 1].starts_inside()):
            continue
        lost = [
            other
            for place, other in enumerate(order)
            if other is not chain
            and other.starts_inside()
            and other.x > chain.x
            and other.top <= chain.bottom + 1
            and not (place and _breaks_off(order[place - 1]))
        ]
        if lost:
            other = min(lost, key=lambda other: (other.x, abs(other.top - chain.top)))
            start = order.index(other)
            end = start + 1
            while end < len(order) and _breaks_off(order[end - 1]) and order[end].starts_inside():
                end += 1
            if start <= at < end:
                continue
            run = order[start:end]
            del order[start:end]
            at = order.index(chain)
            order[at + 1 : at + 1] = run
    return order


def _breaks_off(chain: Chain) -> bool:
    return chain.is_body() and chain.is_open()
