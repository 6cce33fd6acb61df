"""Numbers added up by article, in reused memory: allocating it again costs more than all that is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.storage.postings.sorted_ints import NOWHERE, Counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DENSE = 32
"""Numbers are added up over all articles where these are not this many times more."""


class DocLists(NamedTuple):
    """A number for each of n articles, which are numbered from `base` on. All numbers are above zero."""

    base: int
    docs: NDArray[np.integer[Any]]
    values: NDArray[np.number[Any]]


class ScoreSums:
    """Adds up for the articles of one snapshot. For one thread at a time. Raises IndexError where an article is none of
    theirs, and then nothing is left behind that would be added to what is asked next."""

    def __init__(self, articles: int) -> None:
        self._sums = np.zeros(articles, np.float32)

    def of(self, lists: Sequence[DocLists]) -> Counts:
        """The articles of some lists, each once, with the sum of its numbers."""
        if sum(len(one.docs) for one in lists) * _DENSE <= len(self._sums):
            return _in_order(lists)
        try:
            for base, docs, values in lists:
                np.add.at(self._sums[base:], docs.astype(np.intp, copy=False), values.astype(np.float32, copy=False))
            there = np.flatnonzero(self._sums > 0)
            return Counts(there, self._sums.take(there))
        finally:
            self._sums.fill(0)

    def in_both(self, few: Counts, many: Counts) -> Counts:
        """The articles that are in both, each once in either, with the sum of its two numbers."""
        self._sums[many.docs] = many.counts
        try:
            also = self._sums.take(few.docs)
        finally:
            self._sums[many.docs] = 0
        both = np.flatnonzero(also > 0)
        return Counts(few.docs.take(both), few.counts.take(both) + also.take(both))


def one_after_another(lists: Sequence[DocLists]) -> Counts:
    """The same where no article is in two lists, and these are in order."""
    docs = np.concatenate([docs for _, docs, _ in lists], dtype=np.intp)
    end = 0
    for base, some, _ in lists:
        begin, end = end, end + len(some)
        docs[begin:end] += base
    return Counts(docs, np.concatenate([values for _, _, values in lists], dtype=np.float32))


def _in_order(lists: Sequence[DocLists]) -> Counts:
    if not lists:
        return NOWHERE
    docs, values = one_after_another(lists)
    order = docs.argsort(kind="stable")
    docs = docs[order]
    firsts = np.empty(len(docs), bool)
    firsts[:1] = True
    np.not_equal(docs[1:], docs[:-1], out=firsts[1:])
    begins = np.flatnonzero(firsts)
    return Counts(docs[begins], np.add.reduceat(values[order], begins) if len(begins) else values)
