"""Postings: which articles hold a hash.

They lie in arrays, which are searched from end to end as long as little is asked, and sorted when more is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Numbers = NDArray[np.intp]
Weights = NDArray[np.float64]

LONGEST = 20_000  # articles; of a hash that more of them hold the last are asked
_FEW = 24  # questions that are answered sooner than the hashes are sorted
_SPARSE = 8  # of so many articles one holds a hash: then they are sorted rather than counted in a row for all
_LOW, _HIGH = np.uint32(0xFFFF), np.uint64(32)


class HashPostings:
    """For each hash the numbers of the articles that hold it, and what it weighs in each (0 to 255)."""

    def __init__(
        self, holding: Sequence[bytes], weights: Sequence[bytes] | None = None, *, asking_from: int = 0
    ) -> None:
        """`holding` are the hashes (uint32, little-endian) of articles 0, 1 …, `weights` a byte for each; by default
        255. Those that no article from `asking_from` on has are left out: only such articles may be asked for."""
        self._hashes = np.frombuffer(b"".join(holding), "<u4")
        self._weights = np.frombuffer(b"".join(weights or ()), np.uint8)
        if weights is None:
            self._weights = np.broadcast_to(np.uint8(255), len(self._hashes))
        self._ends = np.cumsum(np.fromiter(map(len, holding), np.intp, len(holding)) // 4)
        self._asked = 0
        if asking_from:
            self._keep(_among(self._hashes, np.frombuffer(b"".join(holding[asking_from:]), "<u4")))

    def _keep(self, places: Numbers) -> None:
        """Forget all hashes but those at these places."""
        holders = np.searchsorted(self._ends, places, "right")
        self._hashes, self._weights = self._hashes[places], self._weights[places]
        self._ends = np.cumsum(np.bincount(holders, minlength=len(self._ends)))

    def alike(
        self,
        asked: bytes,
        weights: bytes = b"",
        *,
        least: float = 0.0,
        before: int | None = None,
        longest: int = LONGEST,
    ) -> tuple[Numbers, Weights]:
        """Return the articles that share a hash, in order, and the sum of the products of the weights, 255 being 1.

        Those with a sum below `least` are left out, and those with number `before` and what follows.
        """
        before = len(self._ends) if before is None else before
        hashes, each = np.frombuffer(asked, "<u4"), np.frombuffer(weights or b"\xff" * (len(asked) // 4), np.uint8)
        self._asked += 1
        if not len(hashes) or not before:
            return np.zeros(0, np.intp), np.zeros(0)
        if self._asked <= _FEW:
            found, shared = self._met(hashes, each / 65_025, before)
        else:
            found, shared = self._looked_up(hashes, each / 65_025, before, longest)
        if len(found) * _SPARSE < before:
            numbers, where = np.unique(found, return_inverse=True)
            sums = np.bincount(where, shared, len(numbers))
        else:
            sums = np.bincount(found, shared)
            numbers = np.flatnonzero(sums)
            sums = sums[numbers]
        enough = sums >= least
        return numbers[enough], sums[enough].astype(np.float64)

    def _met(self, hashes: Hashes, weights: Weights, before: int) -> tuple[Numbers, Weights]:
        """Return the articles that hold the hashes, and the products of the weights, by reading all postings."""
        known = self._hashes[: self._ends[before - 1]]
        here = _among(known, hashes)
        order = np.argsort(hashes)
        shared: Weights = self._weights[here] * weights[order[np.searchsorted(hashes, known[here], sorter=order)]]
        return np.searchsorted(self._ends, here, "right"), shared

    def _looked_up(self, hashes: Hashes, weights: Weights, before: int, longest: int) -> tuple[Numbers, Weights]:
        """Return the same for articles with a number below `before`, at most `longest` for each hash, by binary
        search.
        """
        places, holders, held = self._sorted
        highest = self._ends[before - 1].astype(np.uint64)
        wide = hashes.astype(np.uint64) << _HIGH
        ends = places.searchsorted(wide | highest)
        begins = np.maximum(places.searchsorted(wide), ends - longest)
        several = [slice(begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        shared = np.concatenate([held[some] for some in several]) * np.repeat(weights, ends - begins)
        return np.concatenate([holders[some] for some in several]), shared

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint8]]:
        """The hashes in order, each with its place in the upper and lower half of a number, who holds each, and what it
        weighs there."""
        # one sort of whole numbers is much faster than a sort of places by their hashes
        ordered = np.sort(self._hashes.astype(np.uint64) << _HIGH | np.arange(len(self._hashes), dtype=np.uint64))
        places = ordered & np.uint64(0xFFFFFFFF)
        holders = np.repeat(np.arange(len(self._ends), dtype=np.uint32), np.diff(self._ends, prepend=0))
        return ordered, holders[places], self._weights[places]


def _among(known: Hashes, hashes: Hashes) -> Numbers:
    """Return the places of those that are among some hashes."""
    # most fall out by their lower half, which costs a look into a small table
    low = np.zeros(1 << 16, bool)
    low[hashes & _LOW] = True
    near = np.flatnonzero(low[known & _LOW])
    return near[np.isin(known[near], hashes)]
