"""Near-duplicates: one text in several outlets, or in several versions.

Two articles are one text where most of the shorter stands in the longer. The share is read from their sketches: what
stands in both, of what could (Broder's estimate of containment).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.stories.features import SKETCH, Features
from corpus.stories.postings import Postings
from corpus.stories.vocabulary import Hashes

FEWEST_SHARED = 6
ENOUGH = 0.56  # of the shorter text
FEWEST_WORDS = 20
_TOO_OFTEN = 400  # articles that share a run of words; it is a phrase of the trade, and tells nothing


class Duplicates:
    """Finds the text that an article repeats, among those that came before it."""

    def __init__(self, known: Sequence[Features] = ()) -> None:
        self._sketches = [article.sketch for article in known]
        self._holders = Postings(self._sketches)

    def add(self, article: Features) -> int | None:
        """The number, from 0, of the first article that is nearly the same text, or None."""
        hashes = np.frombuffer(article.sketch, "<u4")
        found = self._find(hashes) if article.words >= FEWEST_WORDS else None
        self._holders.add(len(self._sketches), hashes.tolist(), b"\xff" * len(hashes))
        self._sketches.append(article.sketch)
        return found

    def _find(self, own: Hashes) -> int | None:
        numbers, counts = self._holders.alike(own.tolist(), b"\xff" * len(own), _TOO_OFTEN)
        several = counts.round() >= FEWEST_SHARED
        best: tuple[float, int] | None = None
        for number, count in zip(numbers[several].tolist(), counts[several].tolist(), strict=True):
            other = np.frombuffer(self._sketches[number], "<u4")
            limit = min(_highest(own), _highest(other))
            here, there = np.searchsorted(own, limit, "right"), np.searchsorted(other, limit, "right")
            share = count / max(1, min(int(here), int(there)))
            if share >= ENOUGH and (best is None or (share, -number) > best):
                best = share, -number
        return -best[1] if best else None


def _highest(sketch: Hashes) -> int:
    """Up to which hash a sketch tells of all."""
    return int(sketch[-1]) if len(sketch) == SKETCH else 2**32 - 1
