"""Features of the position of a block: in the text, beside its prose, and beside the heart of that."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from corpus.article import Block
from corpus.boilerplate.classifier.article_spans import FAR_AWAY, ArticleSpans
from corpus.boilerplate.classifier.block_tokens import Flags, Floats, Ints
from corpus.boilerplate.classifier.feature_table import FeatureTable, feature_table

FAR = 30
"""Blocks, more of which count as no farther."""
LONG_WORDS = 12
"""Words of a block that is long, prose or not."""
_PROSE_WORDS = 18
_PROSE_FUNCTION = 0.22
"""The least share of function words in prose."""


def find_prose(count: Floats, closed: Flags, function: Floats, spans: ArticleSpans) -> Flags:
    """Return which blocks are prose; in an article without any, which are long."""
    prose = (count >= _PROSE_WORDS) & closed & (function > _PROSE_FUNCTION)
    return np.where(spans.total(prose) > 0, prose, count >= LONG_WORDS)


def find_heart(count: Floats, prose: Flags, spans: ArticleSpans) -> tuple[Ints, Ints]:
    """For each block the places in its article of the first and the last block of the stretch with the most words of
    prose and the fewest short lines."""
    gains = np.where(prose, count, np.minimum(count, 6) - 7)
    sums = spans.summed(gains)
    least_above = spans.lowest(sums - gains)
    gained = sums - least_above
    best = np.maximum.reduceat(gained, spans.begins)
    end = spans.first(gained == best[spans.article])
    least = least_above[end]
    begin = spans.first(sums - gains == least[spans.article])
    nothing = best <= 0
    begin, end = (np.where(nothing, 0, place - spans.begins)[spans.article] for place in (begin, end))
    return begin, end


def position_features(
    blocks: Sequence[Block], count: Floats, prose: Flags, begin: Ints, end: Ints, spans: ArticleSpans
) -> FeatureTable:
    """Return the position of each block in the text and beside its prose, whose heart begins and ends at these
    places.
    """
    at, of, article = spans.at, spans.of, spans.article
    paragraphs = spans.total(prose)
    first, last = spans.first(prose) - spans.begins, spans.last(prose) - spans.begins
    last[last < 0] = FAR_AWAY
    first[first >= spans.sizes] = 0
    above, below = spans.above(prose), spans.below(prose)
    lines = np.fromiter(chain.from_iterable([block.lines for block in blocks]), np.int64, 2 * len(blocks))
    begun, ended = lines[::2], lines[1::2]
    gap = np.minimum(np.maximum(begun - np.where(at == 0, 0, np.roll(ended, 1)) - 1, 0), 3)
    words = spans.summed(count)
    return feature_table(
        {
            "place": at / of,
            "words above": (words - count) / np.maximum(1.0, spans.total(count)),
            "log from top": np.log1p(at),
            "log to end": np.log1p(of - at),
            "after prose": np.minimum(above, FAR),
            "before prose": np.minimum(below, FAR),
            "prose": prose,
            "between": (at >= first[article]) & (at <= last[article]),
            "into heart": cap_distance(at - begin),
            "from heart": cap_distance(end - at),
            "prose above": spans.summed(prose) / np.maximum(1, paragraphs),
            "log prose": np.log1p(paragraphs),
            "prose of all": paragraphs / of,
            "log blocks": np.log1p(of),
            "length to median": count / np.maximum(1.0, _median(count, prose, spans))[article],
            "run": np.minimum(np.minimum(below, of - at) + np.minimum(above, at + 1) - 1, 40),
            "gap": gap,
            "gap below": np.where(at == of - 1, 3, np.roll(gap, -1)),
            "gaps of all": spans.total(gap > 0) / of,
        },
        spans.blocks,
    )


def _median(count: Floats, prose: Flags, spans: ArticleSpans) -> Floats:
    """For each article the words of the paragraph in the middle by length; 1 where it has no paragraph."""
    where = np.flatnonzero(prose)
    sorted_ = count[where][np.lexsort((count[where], spans.article[where]))]
    paragraphs = np.bincount(spans.article[where], minlength=len(spans.sizes))
    middle = np.cumsum(paragraphs) - paragraphs + paragraphs // 2
    return np.where(paragraphs > 0, np.append(sorted_, 1.0)[np.minimum(middle, len(sorted_))], 1.0)


def cap_distance(blocks: Ints) -> Ints:
    """Distances, none of them farther than what counts as far."""
    return np.minimum(np.maximum(blocks, -FAR), FAR)
