"""Near-duplicates: one text in several outlets, or in several versions.

Two articles are one text if most of the shorter is in the longer. The share is estimated from their sketches: what both
contain, of what both could (Broder's estimate of containment).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.stories.hash_postings import HashPostings
from corpus.stories.story_features import SKETCH, StoryFeatures
from corpus.stories.story_vocabulary import Hashes

FEWEST_SHARED = 6
ENOUGH = 0.56  # of the shorter text
FEWEST_WORDS = 20
SOON, OF_LONGER = 30, 0.4  # after so many days a text is repeated as a whole; its captions alone tell nothing
_TOO_OFTEN = 400  # articles that share a run of words; it is a phrase of the trade, and tells nothing


class DuplicateFinder:
    """Finds the text that an article repeats, among those that come before it."""

    def __init__(self, articles: Sequence[StoryFeatures], asking_from: int = 0) -> None:
        """Only articles from number `asking_from` on may be asked for."""
        self._articles = articles
        self._holders = HashPostings([article.sketch for article in articles], asking_from=asking_from)

    def original(self, number: int) -> int | None:
        """Return the number of the first article before this one that is nearly the same text, or None."""
        article = self._articles[number]
        if article.words < FEWEST_WORDS:
            return None
        numbers, counts = self._holders.alike(
            article.sketch, least=FEWEST_SHARED - 0.5, before=number, longest=_TOO_OFTEN
        )
        best: tuple[float, int] | None = None
        for earlier, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            other = self._articles[earlier]
            of_shorter, of_longer = _shares(article.sketch, other.sketch, count)
            enough = of_shorter >= ENOUGH and (of_longer >= OF_LONGER or (days_between(article, other) or 0) <= SOON)
            if enough and (best is None or (of_shorter, -earlier) > best):
                best = of_shorter, -earlier
        return -best[1] if best else None


def _shares(one: bytes, other: bytes, count: float) -> tuple[float, float]:
    """Return the shares of the shorter and of the longer text that both have, if their sketches share so many
    hashes.
    """
    a, b = np.frombuffer(one, "<u4"), np.frombuffer(other, "<u4")
    limit = min(_highest(a), _highest(b))
    sizes = int(np.searchsorted(a, limit, "right")), int(np.searchsorted(b, limit, "right"))
    return count / max(1, min(sizes)), count / max(1, *sizes)


def days_between(one: StoryFeatures, other: StoryFeatures) -> int | None:
    """Days that surely lie between two articles; None where the date of one is not known."""
    a, b = one.days, other.days
    return max(0, a[0] - b[1], b[0] - a[1]) if a and b else None


def _highest(sketch: Hashes) -> int:
    """Return up to which hash a sketch is complete."""
    return int(sketch[-1]) if len(sketch) == SKETCH else 2**32 - 1
