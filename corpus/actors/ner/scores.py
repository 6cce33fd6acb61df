"""Weights of features looked up by hash, and sums of them that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.crf import Floats
from corpus.actors.ner.feature_hashing import Hashes
from corpus.actors.ner.ranges import Numbers

Number = TypeVar("Number", np.int32, np.float32)

_NEAR_BITS, _NEAR_SHIFT = 19, np.uint64(13)


class WeightTable:
    """The weights of features, looked up by hash; a table of the first bits of a hash gives where to start."""

    def __init__(self, hashes: NDArray[np.uint32], weights: Floats) -> None:
        self.labels = weights.shape[1]
        self._hashes = np.append(hashes.astype(np.uint64), np.uint64(1 << 32))
        self._weights = np.vstack([weights, np.zeros((1, self.labels), np.float32)])
        self._near = np.searchsorted(hashes, np.arange(1 << _NEAR_BITS, dtype=np.uint64) << _NEAR_SHIFT)
        self._steps = int(np.diff(self._near, append=len(hashes)).max(initial=0))

    def of(self, hashes: Hashes) -> Floats:
        """Return the weights of each feature, all 0 for one that was never learnt."""
        at = self._near[hashes >> _NEAR_SHIFT]
        for _ in range(self._steps):
            at += self._hashes[at] < hashes
        found: Floats = self._weights[np.where(self._hashes[at] == hashes, at, len(self._hashes) - 1)]
        return found


class ScoreCache:
    """Sums of weights that were asked for before, by number. `features_of` gives for numbers the hashes of their
    features in a row, and how many each has, one at least."""

    def __init__(self, table: WeightTable, features_of: Callable[[Numbers], tuple[Hashes, list[int]]]) -> None:
        self._table, self._features_of = table, features_of
        self._rows = np.zeros(1024, np.int32)
        """For each number its row in the sums; of most numbers none was ever asked for."""
        self._sums = np.zeros((1024, table.labels), np.float32)
        self._used = 1

    def fetch(self, numbers: Numbers) -> Floats:
        """For each number the sum of the weights of its features."""
        self._rows = _grown(self._rows, int(numbers.max(initial=0)) + 1)
        rows = self._rows[numbers]
        new = np.unique(numbers[rows == 0])
        if len(new):
            self._learn(new)
            rows = self._rows[numbers]
        found: Floats = self._sums[rows]
        return found

    def _learn(self, new: Numbers) -> None:
        hashes, counts = self._features_of(new)
        begins = np.cumsum([0, *counts[:-1]])
        first, self._used = self._used, self._used + len(new)
        self._sums = _grown(self._sums, self._used)
        self._sums[first : self._used] = np.add.reduceat(self._table.of(hashes), begins, axis=0)
        self._rows[new] = np.arange(first, self._used)


def _grown(table: NDArray[Number], least: int) -> NDArray[Number]:
    """Return the table with rows of nothing below, so that it has `least` and some to spare."""
    if least <= len(table):
        return table
    return np.concatenate([table, np.zeros((least - len(table) // 2, *table.shape[1:]), table.dtype)])
