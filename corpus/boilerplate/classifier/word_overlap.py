"""Word overlap: a menu shares no words with the rest of an article, a teaser few, its own paragraphs many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from corpus.boilerplate.classifier.article_spans import ArticleSpans
from corpus.boilerplate.classifier.block_tokens import BlockWords, Flags, Ints
from corpus.boilerplate.classifier.feature_table import FeatureTable, feature_table
from corpus.boilerplate.classifier.word_kinds import WordKind

_TELLING_LETTERS, _CLOSE = 4, 3


def word_overlap(
    texts: Sequence[str], words: BlockWords, prose: Flags, in_heart: Flags, headlines: Flags, spans: ArticleSpans
) -> FeatureTable:
    """Return for each block how many of its rarer words are in its article's prose, in the heart of that and in the
    headline, and whether its first and last words and its whole text are in other blocks too.
    """
    n, size = spans.blocks, len(words.distinct)
    lengths = np.fromiter(map(len, words.distinct), np.int64, size)
    telling = ((lengths >= _TELLING_LETTERS) & (words.kinds != WordKind.FUNCTION))[words.word]
    block, word = np.divmod(np.unique(words.block[telling] * size + words.word[telling]), size)
    entries = spans.article[block] * size + word  # a word of one article is another than the same of the next
    table = len(spans.sizes) * size
    there = prose[block]
    elsewhere = np.bincount(entries[there], minlength=table)[entries] - there
    central = in_heart[block]
    told_there = np.bincount(entries[central], minlength=table)[entries] - central
    in_headline = np.zeros(table, np.bool_)
    in_headline[entries[_is_first_headline(headlines, spans)[block]]] = True
    flags = np.array(
        (
            elsewhere > 0,
            told_there > 0,
            told_there > 2,
            _near_itself(block, entries),
            elsewhere > 1,
            (np.bincount(entries, minlength=table) == 1)[entries],
            in_headline[entries],
        )
    )
    own = np.bincount(block, minlength=n)
    ends = np.concatenate(([0], np.cumsum(own)))
    sums = np.zeros((len(flags), len(word) + 1))
    np.cumsum(flags, axis=1, out=sums[:, 1:])
    shares = (sums[:, ends[1:]] - sums[:, ends[:-1]]) / np.maximum(own, 1)
    copies = [*zip(spans.article.tolist(), texts, strict=True)]
    same = Counter(copies)
    firsts, lasts = (spans.article * size + ends for ends in _ends(words, n))
    return feature_table(
        {
            "told in prose": shares[0],
            "told in heart": shares[1],
            "told often in heart": shares[2],
            "told near": shares[3],
            "told often": shares[4],
            "told once": shares[5],
            "told in headline": shares[6],
            "same text": np.log1p([same[one] - 1 for one in copies]),
            "same first": np.log1p(np.bincount(firsts, minlength=table)[firsts] - 1),
            "same last": np.log1p(np.bincount(lasts, minlength=table)[lasts] - 1),
        },
        n,
    )


def _is_first_headline(headlines: Flags, spans: ArticleSpans) -> Flags:
    return np.asarray(headlines & (np.arange(spans.blocks) == spans.first(headlines)[spans.article]))


def _near_itself(block: Ints, word: Ints) -> Flags:
    """Return which pairs of block and word have the same word in one of the next three blocks, or the last three."""
    order = np.argsort(word, kind="stable")
    close = (np.diff(word[order]) == 0) & (np.diff(block[order]) <= _CLOSE)
    flags = np.zeros(len(word), np.bool_)
    flags[order[:-1][close]] = True
    flags[order[1:][close]] = True
    return flags


def _ends(words: BlockWords, n: int) -> tuple[Ints, Ints]:
    """Return the first and the last word of each block; number 0 where it has none."""
    firsts, lasts = np.zeros(n, np.int64), np.zeros(n, np.int64)
    lasts[words.block] = words.word
    firsts[words.block[::-1]] = words.word[::-1]
    return firsts, lasts
