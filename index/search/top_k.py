"""Hits in order, the best or the newest first: no more of them are put in order than somebody looks at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.search.text_scores import ScoredDocs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.hits import Sort
    from index.storage.whoosh.snapshot import Snapshot

_FIRST = 200
"""So many are put in order at first."""

_ROWS = 64
"""Of so many values the largest is looked at, to tell which can be among the first."""

_HIGH = np.uint64(32)


class Ranked:
    """n hits. What is as good as another goes by date, the newest first, and the undated last.

    `docs` and `scores` are n intp and n float32, in order; `unordered` are the same n numbers, ascending. `order` is
    what they go by: hits without scores go by date.
    """

    def __init__(self, found: ScoredDocs, snapshot: Snapshot, sort: Sort) -> None:
        self.unordered = found.docs
        self.order: Sort = sort if found.scores is not None else "date"
        self._scores = np.zeros(len(found.docs), np.float32) if found.scores is None else found.scores
        self._snapshot = snapshot

    def __len__(self) -> int:
        return len(self.unordered)

    def part(self, begin: int, end: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Numbers and scores of those from place `begin` to before `end`."""
        docs, scores = self._first if end <= _FIRST else self._all
        return docs[begin:end], scores[begin:end]

    def only(self, places: NDArray[np.intp]) -> Ranked:
        """Those at some places of the order."""
        docs, scores = self.docs[places], self.scores[places]
        order = np.argsort(docs)
        return Ranked(ScoredDocs(docs[order], scores[order]), self._snapshot, self.order)

    @property
    def docs(self) -> NDArray[np.intp]:
        return self._all[0]

    @property
    def scores(self) -> NDArray[np.float32]:
        return self._all[1]

    @cached_property
    def _first(self) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        values = self._snapshot.freshness[self.unordered] if self.order == "date" else self._scores
        return self._ordered(_largest(values, _FIRST))

    @cached_property
    def _all(self) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        return self._ordered(np.arange(len(self)))

    def _ordered(self, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        keys = self._snapshot.freshness[self.unordered[places]].astype(np.uint64)
        if self.order == "relevance":
            # a positive float compares like its bits
            keys |= self._scores[places].view(np.uint32).astype(np.uint64) << _HIGH
        places = places[np.argsort(keys)[::-1]]
        return self.unordered[places], self._scores[places]


def _largest(values: NDArray[np.generic], count: int) -> NDArray[np.intp]:
    """The places of the `count` largest of n values, and of what is as large as the last of these; in their order."""
    if len(values) <= count:
        return np.arange(len(values))
    columns = len(values) // _ROWS
    # as many columns have a value as large as this
    tops = values[: _ROWS * columns].reshape(_ROWS, columns).max(axis=0) if columns > count else values
    least = np.partition(tops, len(tops) - count)[len(tops) - count]
    return np.flatnonzero(values >= least)
