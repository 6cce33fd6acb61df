"""The order of the rows of a comparison.

The left article keeps its order. So does the right, except for passages that it has in another place: such a pair is
put where the left one has it. What only the right one says comes after the last passage before it there that is in
order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from corpus.compare.alignment import PassagePair


class UnpairedPassage(NamedTuple):
    """A passage of one article that the other has nothing beside."""

    left: bool
    number: int


def longest_common_order(pairs: Sequence[PassagePair]) -> frozenset[PassagePair]:
    """As many of the pairs, given in the order of the left, as are in the order of the right too."""
    lowest_end: list[int] = []  # of all ascending chains of length k + 1, the least right passage that ends one
    ending: list[int] = []  # and the pair that ends it
    before: list[int] = []  # for each pair the one before it in its chain
    for number, p in enumerate(pairs):
        length = bisect_left(lowest_end, p.right)
        before.append(ending[length - 1] if length else -1)
        lowest_end[length : length + 1] = [p.right]
        ending[length : length + 1] = [number]
    chain = []
    number = ending[-1] if ending else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return frozenset(chain)


def reading_order(
    pairs: Sequence[PassagePair], unmoved: Collection[PassagePair], lefts: int, rights: int
) -> Iterator[PassagePair | UnpairedPassage]:
    """Yield all pairs, and all passages, of `lefts` and `rights`, that are in none."""
    by_left: defaultdict[int, list[PassagePair]] = defaultdict(list)
    for p in sorted(pairs, key=lambda p: (p.again, p)):
        by_left[p.left].append(p)
    alone = [UnpairedPassage(left=False, number=j) for j in sorted(set(range(rights)) - {p.right for p in pairs})]
    told = 0
    for i in range(lefts):
        for place in by_left.get(i, ()):
            while place in unmoved and told < len(alone) and alone[told].number < place.right:
                yield alone[told]
                told += 1
            yield place
        if i not in by_left:
            yield UnpairedPassage(left=True, number=i)
    yield from alone[told:]
