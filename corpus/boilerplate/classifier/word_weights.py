"""Learned weights of words: a sum over the words of a block, their positions, and pairs of them."""

from __future__ import annotations

from itertools import repeat

import numpy as np
from msgspec import Struct

from corpus.boilerplate.classifier.block_tokens import BlockWords, Flags, Floats, Ints

HEAD, TAIL = 24, 8
LONGEST = 32


class EdgeWords(Struct, frozen=True):
    """The words at the beginning and the end of each block, as parallel entries: the middle of a long one says little.

    `first`, `second` and `last` flag the entries in that position of their block; `pairs` are entries whose next word
    is the next entry, in the same block. `scale` (one a block) evens out long and short blocks.
    """

    block: Ints
    word: Ints
    first: Flags
    second: Flags
    last: Flags
    pairs: Ints
    scale: Floats


def edge_words(words: BlockWords, blocks: int) -> EdgeWords:
    """Return the edge words of an article of so many blocks."""
    lengths = np.bincount(words.block, minlength=blocks)
    from_start = np.arange(len(words.block)) - (np.cumsum(lengths) - lengths)[words.block]
    to_end = lengths[words.block] - 1 - from_start
    chosen = (from_start < HEAD) | (to_end < TAIL)
    block, from_start, to_end = words.block[chosen], from_start[chosen], to_end[chosen]
    adjacent = (np.diff(from_start) == 1) & (np.diff(block) == 0)
    return EdgeWords(
        block=block,
        word=words.word[chosen],
        first=from_start == 0,
        second=from_start == 1,
        last=to_end == 0,
        pairs=np.flatnonzero(adjacent),
        scale=1 / np.sqrt(np.minimum(np.maximum(lengths, 1), LONGEST)),
    )


class WordWeights(Struct, frozen=True):
    """Weights of words; a positive sum speaks for boilerplate.

    `numbers` gives a known word its row in `weights` (words × 4: anywhere, first, second, last). `pairs` are sorted
    numbers of pairs (left × words + right) with `pair_weights` beside them.
    """

    numbers: dict[str, int]
    weights: Floats
    pairs: Ints
    pair_weights: Floats
    bias: float

    def score(self, words: BlockWords, blocks: int) -> Floats:
        """Return the score of each block, in log-odds."""
        unknown = len(self.weights) - 1
        rows = np.fromiter(map(self.numbers.get, words.distinct, repeat(unknown)), np.int64, len(words.distinct))
        at = edge_words(words, blocks)
        row = rows[at.word]
        weight = self.weights[row]
        total = weight[:, 0] + weight[:, 1] * at.first + weight[:, 2] * at.second + weight[:, 3] * at.last
        if len(self.pairs):
            keys = row[at.pairs] * unknown + row[at.pairs + 1]
            found = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
            known = (self.pairs[found] == keys) & (row[at.pairs] < unknown) & (row[at.pairs + 1] < unknown)
            total[at.pairs] += np.where(known, self.pair_weights[found], 0)
        return (np.bincount(at.block, weights=total, minlength=blocks) * at.scale + self.bias).astype(np.float32)
