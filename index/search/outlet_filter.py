"""Match outlets by name: their names are few, so these are searched, and not the articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from corpus.text.stems import stem
from index.query.clauses import Phrase, Word
from index.terms import SHORTEST_STEM, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.storage.whoosh.snapshot import Snapshot


class Outlets:
    """The outlets of a snapshot, by the words of their names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        # a filter is asked for with every key; a cache of a method would keep its object, and so the files, alive
        self._meant = lru_cache(maxsize=16)(_Names(snapshot).meant_by)

    def of(self, docs: NDArray[np.intp], clause: Word | Phrase, typing: bool) -> NDArray[np.bool_]:
        """Select those of n articles that are from an outlet with such a name: n bool."""
        return self._meant(clause, typing).take(self._snapshot.outlets.take(docs))


class _Names:
    """The names of all outlets of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def meant_by(self, clause: Word | Phrase, typing: bool) -> NDArray[np.bool_]:
        """Return the numbers of all outlets with such a name."""
        match clause:
            case Phrase(row, prefix=begun):
                return self._names.having(" ".join(row), begun=begun)
            case Word(text, prefix=True):
                meant = self._names.having(text, begun=True)
                return meant | self._stems.having(stem(text)) if typing and len(text) >= SHORTEST_STEM else meant
            case Word(text, exact=True):
                return self._names.having(text)
            case Word(text):
                return self._stems.having(stem(text))

    @cached_property
    def _names(self) -> _Rows:
        return _Rows([words(name) for name in self._snapshot.outlet_names])

    @cached_property
    def _stems(self) -> _Rows:
        return _Rows([[stem(word) for word in words(name)] for name in self._snapshot.outlet_names])


class _Rows:
    """n rows of words as one text: a row a line, with a blank before and behind each word."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        lines = [f" {' '.join(row)} \n" for row in rows]
        self._text = "".join(lines)
        self._ends = list(accumulate(map(len, lines)))

    def having(self, row: str, *, begun: bool = False) -> NDArray[np.bool_]:
        """Select the rows with these words one after another, the last of them maybe only `begun`: n bool."""
        sought = f" {row}" if begun else f" {row} "
        there = np.zeros(len(self._ends), bool)
        at = self._text.find(sought)
        while at >= 0:
            number = bisect_right(self._ends, at)
            there[number] = True
            at = self._text.find(sought, self._ends[number])
        return there
