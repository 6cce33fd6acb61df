"""Postings: which articles hold a hash, kept in arrays that grow, so that one more article costs next to nothing."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]

LONGEST = 20_000  # articles; of a hash that more of them hold the newest are asked


class Postings:
    """For each hash the numbers of the articles that hold it, and what it weighs in each (0 to 255)."""

    def __init__(self) -> None:
        self._numbers: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        self._weights: defaultdict[int, array[int]] = defaultdict(lambda: array("B"))

    def add(self, number: int, hashes: Sequence[int], weights: bytes) -> None:
        for hash, weight in zip(hashes, weights, strict=True):
            self._numbers[hash].append(number)
            self._weights[hash].append(weight)

    def alike(self, hashes: Sequence[int], weights: bytes) -> tuple[Numbers, NDArray[np.float64]]:
        """The articles that share a hash, and the sum of the products of the weights, 255 being 1."""
        found: list[Numbers] = []
        shared: list[NDArray[np.float64]] = []
        for hash, weight in zip(hashes, weights, strict=True):
            if hash in self._numbers:
                found.append(np.array(self._numbers[hash][-LONGEST:], np.uint32))
                shared.append(np.array(self._weights[hash][-LONGEST:], np.float64) * (weight / 65_025))
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0)
        numbers, where = np.unique(np.concatenate(found), return_inverse=True)
        return numbers, np.bincount(where, np.concatenate(shared)).astype(np.float64)
