"""Near-duplicates: one text in several outlets, or in several versions.

Two articles are one text where most of the shorter stands in the longer. The share is read from their sketches: what
stands in both, of what could (Broder's estimate of containment).
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from corpus.stories.features import SKETCH, Features

FEWEST_SHARED = 6
ENOUGH = 0.56  # of the shorter text
FEWEST_WORDS = 20
_TOO_OFTEN = 400  # articles that share a run of words; it is a phrase of the trade, and tells nothing


class Duplicates:
    """Finds the text that an article repeats, among those that came before it."""

    def __init__(self) -> None:
        self._sketches: list[frozenset[int]] = []
        self._highest: list[int] = []
        self._words: list[int] = []
        self._holders: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, article: Features) -> int | None:
        """The number, from 0, of the first article that is nearly the same text, or None."""
        hashes: list[int] = np.frombuffer(article.sketch, "<u4").tolist()
        found = self._find(hashes, article.words) if article.words >= FEWEST_WORDS else None
        for hash in hashes:
            if len(self._holders[hash]) < _TOO_OFTEN:
                self._holders[hash].append(len(self._sketches))
        self._sketches.append(frozenset(hashes))
        self._highest.append(hashes[-1] if len(hashes) == SKETCH else 2**32)
        self._words.append(article.words)
        return found

    def _find(self, hashes: list[int], words: int) -> int | None:
        shared = Counter(number for hash in hashes for number in self._holders.get(hash, ()))
        highest = hashes[-1] if len(hashes) == SKETCH else 2**32
        own = frozenset(hashes)
        best: tuple[float, int] | None = None
        for number, count in shared.items():
            if count < FEWEST_SHARED:
                continue
            limit = min(highest, self._highest[number])
            here = sum(hash <= limit for hash in own)
            there = sum(hash <= limit for hash in self._sketches[number])
            share = count / max(1, min(here, there))
            if share >= ENOUGH and (best is None or (share, -number) > best):
                best = share, -number
        return -best[1] if best else None
