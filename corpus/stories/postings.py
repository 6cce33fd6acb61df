"""Postings: which articles hold a hash.

Those known from the start lie in arrays, which are searched from end to end as long as little is asked, and sorted when
more is. What comes later goes into a table, so that one more article costs next to nothing, and from there into the
arrays, before the table takes much memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Numbers = NDArray[np.uint32]
Weights = NDArray[np.float64]

LONGEST = 20_000  # articles; of a hash that more of them hold the newest are asked
_FEW = 24  # questions that are answered sooner than the known are sorted
_RECENT = 2_000  # articles that may wait, or a quarter of those known
_LOW, _HIGH = np.uint32(0xFFFF), np.uint64(32)


class Postings:
    """For each hash the numbers of the articles that hold it, and what it weighs in each (0 to 255)."""

    def __init__(self, known: Sequence[bytes] = (), weights: Sequence[bytes] | None = None) -> None:
        """`known` are the hashes (uint32, little-endian) of articles 0, 1 …, `weights` a byte for each; by default
        255."""
        self._recent: dict[int, list[tuple[int, int]]] = {}
        self._waiting: list[tuple[bytes, bytes]] = []
        self._known = np.frombuffer(b"".join(known), "<u4")
        held = np.fromiter(map(len, known), np.intp, len(known)) // 4
        self._known_weights = np.frombuffer(b"".join(weights or ()), np.uint8)
        if weights is None:
            self._known_weights = np.broadcast_to(np.uint8(255), len(self._known))
        self._ends = np.cumsum(held)
        self._asked = 0

    def add(self, hashes: bytes, weights: bytes = b"") -> None:
        """One more article, with the next number."""
        weights = weights or b"\xff" * (len(hashes) // 4)
        number = len(self._ends) + len(self._waiting)
        for hash, weight in zip(np.frombuffer(hashes, "<u4").tolist(), weights, strict=True):
            self._recent.setdefault(hash, []).append((number, weight))
        self._waiting.append((hashes, weights))
        if len(self._waiting) > max(_RECENT, len(self._ends) // 4):
            self._settle()

    def _settle(self) -> None:
        """Put what came later into the arrays."""
        held = np.fromiter((len(hashes) for hashes, _ in self._waiting), np.intp) // 4
        self._ends = np.append(self._ends, np.cumsum(held) + len(self._known))
        self._known = np.append(self._known, np.frombuffer(b"".join(hashes for hashes, _ in self._waiting), "<u4"))
        later = np.frombuffer(b"".join(weights for _, weights in self._waiting), np.uint8)
        self._known_weights = np.append(self._known_weights, later)
        self._recent.clear()
        self._waiting.clear()
        self.__dict__.pop("_sorted", None)

    def alike(self, asked: bytes, weights: bytes = b"", longest: int = LONGEST) -> tuple[Numbers, Weights]:
        """The articles that share a hash, and the sum of the products of the weights, 255 being 1."""
        hashes, weights = np.frombuffer(asked, "<u4"), weights or b"\xff" * (len(asked) // 4)
        found, shared = self._among_known(hashes, np.frombuffer(weights, np.uint8) / 65_025, longest)
        for hash, each in zip(hashes.tolist(), weights, strict=True):
            if recent := self._recent.get(hash):
                several = np.array(recent[-longest:], np.uint32)
                found.append(several[:, 0])
                shared.append(several[:, 1].astype(np.float64) * (each / 65_025))
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0)
        numbers, where = np.unique(np.concatenate(found), return_inverse=True)
        return numbers, np.bincount(where, np.concatenate(shared)).astype(np.float64)

    def _among_known(self, hashes: Hashes, weights: Weights, longest: int) -> tuple[list[Numbers], list[Weights]]:
        """Those of the known that have the hashes, with the products of the weights."""
        self._asked += 1
        if not len(self._known) or not len(hashes):
            return [], []
        if self._asked <= _FEW:
            # most fall out by their lower half, which costs a look into a small table
            low = np.zeros(1 << 16, bool)
            low[hashes & _LOW] = True
            near = np.flatnonzero(low[self._known & _LOW])
            order = np.argsort(hashes)
            at = np.minimum(np.searchsorted(hashes, self._known[near], sorter=order), len(hashes) - 1)
            same = hashes[order[at]] == self._known[near]
            here = near[same]
            numbers = np.searchsorted(self._ends, here, "right").astype(np.uint32)
            return [numbers], [self._known_weights[here] * weights[order[at[same]]]]
        ordered, holders, held = self._sorted
        begins = ordered.searchsorted(hashes).tolist()
        ends = ordered.searchsorted(hashes, "right").tolist()
        several = [slice(max(begin, end - longest), end) for begin, end in zip(begins, ends, strict=True)]
        return [holders[some] for some in several], [
            held[some] * each for some, each in zip(several, weights, strict=True)
        ]

    @cached_property
    def _sorted(self) -> tuple[Hashes, Numbers, NDArray[np.uint8]]:
        """The known hashes in order, who holds each, and what it weighs there."""
        # one sort of whole numbers is much faster than a sort of places by their hashes
        places = np.arange(len(self._known), dtype=np.uint64)
        ordered = np.sort(self._known.astype(np.uint64) << _HIGH | places)
        places = ordered & np.uint64(0xFFFFFFFF)
        holders = np.repeat(np.arange(len(self._ends), dtype=np.uint32), np.diff(self._ends, prepend=0))
        return (ordered >> _HIGH).astype(np.uint32), holders[places], self._known_weights[places]
