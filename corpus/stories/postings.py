"""Postings: which articles hold a hash.

Those known from the start lie in two arrays, which are searched from end to end as long as little is asked, and sorted
when more is; what comes later goes into arrays that grow, so that one more article costs next to nothing.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Weights = NDArray[np.float64]

LONGEST = 20_000  # articles; of a hash that more of them hold the newest are asked
_FEW = 24  # questions that are answered sooner than the known are sorted
_LOW, _HIGH = np.uint32(0xFFFF), np.uint64(32)


class Postings:
    """For each hash the numbers of the articles that hold it, and what it weighs in each (0 to 255)."""

    def __init__(self, known: Sequence[bytes] = (), weights: Sequence[bytes] | None = None) -> None:
        """`known` are the hashes (uint32, little-endian) of articles 0, 1 …, `weights` a byte for each; by default
        255."""
        self._numbers: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        self._weights: defaultdict[int, array[int]] = defaultdict(lambda: array("B"))
        self._known = np.frombuffer(b"".join(known), "<u4")
        self._known_weights = np.frombuffer(b"".join(weights), np.uint8) if weights is not None else None
        self._ends = np.cumsum([len(one) // 4 for one in known], dtype=np.intp)
        self._asked = 0

    def add(self, number: int, hashes: Sequence[int], weights: bytes) -> None:
        for hash, weight in zip(hashes, weights, strict=True):
            self._numbers[hash].append(number)
            self._weights[hash].append(weight)

    def alike(self, hashes: Sequence[int], weights: bytes, longest: int = LONGEST) -> tuple[Numbers, Weights]:
        """The articles that share a hash, and the sum of the products of the weights, 255 being 1."""
        found: list[Numbers] = []
        shared: list[Weights] = []
        for places, weight in self._places(np.array(hashes, np.uint32), weights, longest):
            found.append(np.searchsorted(self._ends, places, "right").astype(np.uint32))
            own = 255.0 if self._known_weights is None else self._known_weights[places].astype(np.float64)
            shared.append(np.broadcast_to(own * weight / 65_025, len(places)))
        for hash, each in zip(hashes, weights, strict=True):
            if hash in self._numbers:
                found.append(np.array(self._numbers[hash][-longest:], np.uint32))
                shared.append(np.array(self._weights[hash][-longest:], np.float64) * (each / 65_025))
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0)
        numbers, where = np.unique(np.concatenate(found), return_inverse=True)
        return numbers, np.bincount(where, np.concatenate(shared)).astype(np.float64)

    def _places(
        self, hashes: NDArray[np.uint32], weights: bytes, longest: int
    ) -> list[tuple[NDArray[np.intp], Weights | int]]:
        """Where the known have the hashes, with what these weigh."""
        self._asked += 1
        if not len(self._known) or not len(hashes):
            return []
        if self._asked <= _FEW:
            # most fall out by their lower half, which costs a look into a small table
            low = np.zeros(1 << 16, bool)
            low[hashes & _LOW] = True
            near = np.flatnonzero(low[self._known & _LOW])
            order = np.argsort(hashes)
            at = np.minimum(np.searchsorted(hashes, self._known[near], sorter=order), len(hashes) - 1)
            same = hashes[order[at]] == self._known[near]
            return [(near[same], np.frombuffer(weights, np.uint8)[order[at[same]]].astype(np.float64))]
        sorted_hashes, places = self._sorted
        begins = sorted_hashes.searchsorted(hashes).tolist()
        ends = sorted_hashes.searchsorted(hashes, "right").tolist()
        return [
            (places[max(begin, end - longest) : end], weight)
            for begin, end, weight in zip(begins, ends, weights, strict=True)
            if begin < end
        ]

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
        """The known hashes in order, and where each stands."""
        # one sort of whole numbers is much faster than a sort of places by their hashes
        places = np.arange(len(self._known), dtype=np.uint64)
        ordered = np.sort(self._known.astype(np.uint64) << _HIGH | places)
        return (ordered >> _HIGH).astype(np.uint32), (ordered & np.uint64(0xFFFFFFFF)).astype(np.intp)
