"""Several articles as one row of blocks, with the bounds of each.

NumPy is fastest with few and long operations, and an article has few blocks; so many articles are classified at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from corpus.boilerplate.classifier.block_tokens import Flags, Floats, Ints

FAR_AWAY = 1_000_000


class ArticleSpans(Struct, frozen=True):
    """The bounds of articles in a row of n blocks: `begins`, and their `sizes`, none of them 0.

    For each block: the number of its `article`, the row numbers of that article's first block and of the one behind its
    last (`start`, `end`), its own place in it (`at`, from 0), and the number of its blocks (`of`).
    """

    begins: Ints
    sizes: Ints
    article: Ints
    start: Ints
    end: Ints
    at: Ints
    of: Ints

    @property
    def blocks(self) -> int:
        return len(self.at)

    def summed(self, values: Floats | Flags) -> Floats:
        """Return the running sums along each article, each with its own value; `values` may be a table with blocks as
        columns.
        """
        sums = np.cumsum(values, axis=-1, dtype=np.float64)
        before = (sums - values)[..., self.begins]
        return np.asarray(sums - before[..., self.article])

    def total(self, values: Floats | Flags) -> Floats:
        """For each block the sum over its article."""
        return np.asarray(np.add.reduceat(values, self.begins, axis=-1, dtype=np.float64)[..., self.article])

    def above(self, flags: Flags) -> Ints:
        """Return for each block how many blocks above it the next flagged one of its article is; far away if there is
        none.
        """
        here = np.arange(self.blocks)
        latest = np.empty(self.blocks, np.int64)
        latest[0] = -1
        np.maximum.accumulate(np.where(flags, here, -1)[:-1], out=latest[1:])
        return np.where(latest >= self.start, here - latest, FAR_AWAY)

    def below(self, flags: Flags) -> Ints:
        """Return the same distance to the next flagged block below."""
        here = np.arange(self.blocks)
        next_ = np.empty(self.blocks, np.int64)
        next_[-1] = FAR_AWAY
        next_[:-1] = np.minimum.accumulate(np.where(flags, here, FAR_AWAY)[:0:-1])[::-1]
        return np.where(next_ < self.end, next_ - here, FAR_AWAY)

    def first(self, flags: Flags) -> Ints:
        """For each article the row's number of its first flagged block; far away where none is."""
        return np.asarray(np.minimum.reduceat(np.where(flags, np.arange(self.blocks), FAR_AWAY), self.begins))

    def last(self, flags: Flags) -> Ints:
        """Return for each block the last flagged block of its article; -1 if there is none."""
        return np.asarray(np.maximum.reduceat(np.where(flags, np.arange(self.blocks), -1), self.begins))

    def lowest(self, values: Floats) -> Floats:
        """Return the least value along each article so far."""
        step = float(np.ptp(values)) + 1.0
        down = self.article * step
        return np.asarray(np.minimum.accumulate(values - down) + down)

    def lowest_below(self, values: Floats) -> Floats:
        """Return the least value along each article from here on."""
        step = float(np.ptp(values)) + 1.0
        up = self.article * step
        return np.asarray(np.minimum.accumulate((values + up)[::-1])[::-1] - up)

    def highest(self, values: Floats) -> Floats:
        """Return the greatest value along each article so far."""
        return -self.lowest(-values)

    def beside(self, far: Sequence[int]) -> Ints:
        """For each distance and each block the row's number of the block that is so far below, above where negative;
        the number behind the last where the article has none there (distances × n)."""
        there = np.arange(self.blocks) + np.array(far)[:, None]
        return np.where((there >= self.start) & (there < self.end), there, self.blocks)


def article_spans(sizes: Sequence[int]) -> ArticleSpans:
    """Return the spans of articles of so many blocks, at least one each."""
    count = np.array(sizes, np.int64)
    ends = np.cumsum(count)
    begins = ends - count
    article = np.repeat(np.arange(len(count)), count)
    start = begins[article]
    return ArticleSpans(
        begins=begins,
        sizes=count,
        article=article,
        start=start,
        end=ends[article],
        at=np.arange(len(article)) - start,
        of=count[article],
    )
