"""Postings: which articles hold a hash. Those known from the start lie in sorted arrays, which are made at once; what
comes later goes into arrays that grow, so that one more article costs next to nothing."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]

LONGEST = 20_000  # articles; of a hash that more of them hold the newest are asked
_PLACE = np.uint64(0xFFFFFFFF)


class Postings:
    """For each hash the numbers of the articles that hold it, and what it weighs in each (0 to 255)."""

    def __init__(self, known: Sequence[bytes] = (), weights: Sequence[bytes] | None = None) -> None:
        """`known` are the hashes (uint32, little-endian) of articles 0, 1 …, `weights` a byte for each; by default
        255."""
        self._numbers: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        self._weights: defaultdict[int, array[int]] = defaultdict(lambda: array("B"))
        hashes = np.frombuffer(b"".join(known), "<u4")
        # one sort of whole numbers is much faster than a sort of places by their hashes
        ordered = np.sort(hashes.astype(np.uint64) << np.uint64(32) | np.arange(len(hashes), dtype=np.uint64))
        places = (ordered & _PLACE).astype(np.intp)
        numbers = np.repeat(np.arange(len(known), dtype=np.uint32), [len(one) // 4 for one in known])
        self._known = (ordered >> np.uint64(32)).astype(np.uint32)
        self._known_numbers = numbers[places]
        each = (
            np.frombuffer(b"".join(weights), np.uint8) if weights is not None else np.full(len(hashes), 255, np.uint8)
        )
        self._known_weights = each[places]

    def add(self, number: int, hashes: Sequence[int], weights: bytes) -> None:
        for hash, weight in zip(hashes, weights, strict=True):
            self._numbers[hash].append(number)
            self._weights[hash].append(weight)

    def alike(
        self, hashes: Sequence[int], weights: bytes, longest: int = LONGEST
    ) -> tuple[Numbers, NDArray[np.float64]]:
        """The articles that share a hash, and the sum of the products of the weights, 255 being 1."""
        found: list[Numbers] = []
        shared: list[NDArray[np.float64]] = []
        sought = np.array(hashes, np.uint32)
        begins = self._known.searchsorted(sought).tolist()
        ends = self._known.searchsorted(sought, "right").tolist()
        for hash, weight, begin, end in zip(hashes, weights, begins, ends, strict=True):
            if begin < end:
                begin = max(begin, end - longest)
                found.append(self._known_numbers[begin:end])
                shared.append(self._known_weights[begin:end].astype(np.float64) * (weight / 65_025))
            if hash in self._numbers:
                found.append(np.array(self._numbers[hash][-longest:], np.uint32))
                shared.append(np.array(self._weights[hash][-longest:], np.float64) * (weight / 65_025))
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0)
        numbers, where = np.unique(np.concatenate(found), return_inverse=True)
        return numbers, np.bincount(where, np.concatenate(shared)).astype(np.float64)
