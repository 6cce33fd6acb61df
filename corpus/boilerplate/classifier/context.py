"""Features of the text around a block and as a whole: comment threads, lists of links and menus repeat themselves."""

from __future__ import annotations

import numpy as np

from corpus.boilerplate.classifier.article_spans import ArticleSpans
from corpus.boilerplate.classifier.block_tokens import CharacterClass, CharacterCounts, Flags, Floats
from corpus.boilerplate.classifier.feature_table import FARTHEST, FeatureTable
from corpus.boilerplate.classifier.word_kinds import WordKind

_WIDE = 8
_SHORT_LINE, _SHORT_NAME = 12, 6
_DATE_SHARE = 0.2
_COUNTED = ("lexical", "closed", "widget", "stripped lines", "dates", "names")
_OF_ALL = 4


def context_features(
    characters: CharacterCounts, kinds: Floats, lexical: Floats, closed: Flags, stripped: Floats, spans: ArticleSpans
) -> FeatureTable:
    """Return means over the blocks near, above, below and over all; how much a block, and those around it, say “I” and
    “you”; and how far above it is a line that counts comments. `kinds` are the shares of kinds of words (kinds × n).
    """
    n, at, start, end = spans.blocks, spans.at, spans.start, spans.end
    here = np.arange(n)
    words = characters.words
    short = words <= _SHORT_LINE
    voice = kinds[WordKind.I - 1] + kinds[WordKind.YOU - 1]
    counts_comments = short & (kinds[WordKind.COMMENT - 1] > 0) & (characters.counts[CharacterClass.DIGIT] > 0)
    told = np.empty((len(_COUNTED) + 2, n))
    told[0] = lexical
    told[1] = closed
    told[2] = kinds[-1]
    told[3] = stripped
    told[4] = short & (kinds[WordKind.DATE - 1] >= _DATE_SHARE)
    told[5] = (words <= _SHORT_NAME) & (
        (characters.last == CharacterClass.COLON) | (characters.capitalised >= words - 1)
    )
    told[6] = voice * words
    told[7] = words
    sums = np.zeros((len(told), n + 1))
    np.cumsum(told, axis=1, out=sums[:, 1:])
    low, high = np.maximum(here - _WIDE, start), np.minimum(here + _WIDE + 1, end)
    at_start, at_end = sums[:, start], sums[:, end]
    near = (sums[:, high] - sums[:, low]) / (high - low)
    above = (sums[:, :-1] - at_start) / np.maximum(at, 1)
    below = (at_end - sums[:, 1:]) / np.maximum(spans.of - 1 - at, 1)
    size = len(_COUNTED)
    rows = np.empty((3 * size + _OF_ALL + 7, n), np.float32)
    rows[:size], rows[size : 2 * size], rows[2 * size : 3 * size] = near[:size], above[:size], below[:size]
    rows[3 * size : 3 * size + _OF_ALL] = (at_end - at_start)[:_OF_ALL] / spans.of
    more = rows[3 * size + _OF_ALL :]
    for row, part in zip(more, (near, above, below), strict=False):
        row[:] = part[6] / np.maximum(part[7], 1e-6)
    more[3] = voice - more[1]
    more[4] = np.minimum(spans.above(counts_comments), FARTHEST)
    more[5] = spans.summed(counts_comments) > 0
    more[6] = near[7]
    return FeatureTable(_NAMES, rows)


_NAMES = (
    *(f"{name} {where}" for where in ("near", "above", "below") for name in _COUNTED),
    *(f"{name} of all" for name in _COUNTED[:_OF_ALL]),
    *(f"voice {where}" for where in ("near", "above", "below")),
    "voice unlike above",
    "since a count of comments",
    "not above a count of comments",
    "words near",
)
