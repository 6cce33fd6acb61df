"""Groups: things joined two by two (disjoint sets, after Galler and Fischer)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence


class DisjointSets:
    """`size` things, numbered from 0, each at first alone."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Put two things, and all that is with them, into one group; the lowest number names it."""
        a, b = sorted((self.of(one), self.of(other)))
        self._above[b] = a

    def of(self, one: int) -> int:
        """Return the name of the group of a thing."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def __iter__(self) -> Iterator[list[int]]:
        """Return the members of each group, in order; groups in the order of their first members."""
        members: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self._above)):
            members[self.of(number)].append(number)
        return iter(members.values())


def pairs_across(sharing: Iterable[Sequence[int]], articles: Sequence[int], most: int) -> set[tuple[int, int]]:
    """Return the pairs of things of two articles that have something in common.

    `sharing`: the numbers of those that do, for each such thing; what more than `most` have is ignored. `articles`: the
    article of each thing.
    """
    return {
        (one, other)
        for numbers in sharing
        if len(numbers) <= most
        for i, one in enumerate(numbers)
        for other in numbers[i + 1 :]
        if articles[one] != articles[other]
    }
