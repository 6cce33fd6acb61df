"""The weights of the classifier, and what it makes of the features of articles: NumPy alone, no training code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from msgspec import Struct

from corpus import models
from corpus.article import Block
from corpus.boilerplate.classifier.article_spans import article_spans
from corpus.boilerplate.classifier.block_features import block_features, neighbour_chances
from corpus.boilerplate.classifier.block_tokens import Floats
from corpus.boilerplate.classifier.traits import Trait, traits_of
from corpus.boilerplate.classifier.word_weights import WordWeights
from corpus.models.arrays import load_arrays

SPREAD = 4.0
_AT_ONCE = 7
"""So many blocks are multiplied at a time: what OpenBLAS takes for too little to share out among cores, which for an
article takes longer than it saves, and several times as long where other processes work on them."""


class Network(Struct, frozen=True):
    """Several nets of one hidden layer side by side; their log-odds are averaged. Shapes: hidden × features, hidden."""

    mean: Floats
    scale: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: float

    def log_odds(self, rows: Floats) -> Floats:
        """For each block, how much speaks for boilerplate; `rows` are features × blocks."""
        features, blocks = rows.shape
        times = -(-blocks // _AT_ONCE)
        evened = np.zeros((features, times * _AT_ONCE), np.float32)
        evened[:, :blocks] = self._evened(rows)
        hidden = np.matmul(self.inner, evened.reshape(features, times, _AT_ONCE).swapaxes(0, 1))
        hidden += self.inner_bias[:, None]
        np.maximum(hidden, 0, out=hidden)
        return np.asarray(np.matmul(self.outer, hidden).ravel()[:blocks] + self.outer_bias)

    def shares(self, column: Floats) -> Floats:
        """Return how much of a block's log-odds is due to each of its features, against a mean block: gradient × input,
        which is exact where a net is linear, as it is between the bends of its hidden units.
        """
        evened = self._evened(column[:, None])[:, 0]
        active = (self.inner * evened).sum(axis=1) + self.inner_bias > 0
        return np.asarray((self.inner * (self.outer * active)[:, None]).sum(axis=0) * evened)

    def _evened(self, rows: Floats) -> Floats:
        evened = (rows - self.mean[:, None]) * self.scale[:, None]
        return np.minimum(np.maximum(evened, -SPREAD), SPREAD)


class Calibration(Struct, frozen=True):
    """Platt's scaling with the length in it: weights of 1, the log-odds, the logarithm of the words, its product with
    the log-odds, and its square. Of blocks with a chance of 0.8, four in five are boilerplate, long ones as short.

    J. Platt, “Probabilistic outputs for support vector machines” (1999).
    """

    weights: Floats

    def chances(self, log_odds: Floats, log_words: Floats) -> Floats:
        """Return the chance of each block, 0 to 1."""
        return sigmoid(self.weights @ self.terms(log_odds, log_words))

    @staticmethod
    def terms(log_odds: Floats, log_words: Floats) -> Floats:
        """Return the terms that the weights multiply: 5 × blocks."""
        return np.stack((np.ones_like(log_odds), log_odds, log_words, log_odds * log_words, log_words * log_words))


class Classifier(Struct, frozen=True):
    """The words, a first net that sees the features, a second that also sees what the first made of the blocks around,
    and what makes an honest chance of the verdict of the second."""

    lexicon: WordWeights
    first: Network
    second: Network
    calibration: Calibration

    def judge(self, articles: Sequence[Sequence[Block]]) -> list[Prediction]:
        """Return a prediction for the blocks of several articles; each article has at least one."""
        spans = article_spans([*map(len, articles)])
        own = block_features(articles, self.lexicon)
        glimpse = sigmoid(self.first.log_odds(own.rows))
        around = neighbour_chances(glimpse, np.expm1(own.rows[0]), spans)
        rows = np.concatenate((own.rows, around.rows))
        chances = self.calibration.chances(self.second.log_odds(rows), own.rows[0])
        names = (*own.names, *around.names)
        return [
            Prediction(chances[begin : begin + size], names, rows[:, begin : begin + size], self.second)
            for begin, size in zip(spans.begins.tolist(), spans.sizes.tolist(), strict=True)
        ]


class Prediction(Struct, frozen=True):
    """The chances that the blocks of an article are boilerplate, and the table of features that they rest on."""

    chances: Floats
    names: tuple[str, ...]
    rows: Floats
    net: Network

    def weighed(self, i: int) -> dict[Trait, float]:
        """Return how much each family of features speaks for taking block `i` for boilerplate, in log-odds."""
        sums: dict[Trait, float] = {}
        for trait, share in zip(traits_of(self.names), self.net.shares(self.rows[:, i]).tolist(), strict=True):
            sums[trait] = sums.get(trait, 0.0) + share
        return sums


def sigmoid(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))


@cache
def shipped_classifier() -> Classifier:
    """Return the classifier with the weights that are shipped."""
    return load_classifier(models.BOILERPLATE)


def load_classifier(path: Path) -> Classifier:
    """Weights as `bench.training.boilerplate` writes them."""
    kept = load_arrays(path)
    words = kept["words"].tobytes().decode("utf-8").split("\n")
    lexicon = WordWeights(
        numbers={word: number for number, word in enumerate(words)},
        weights=np.vstack((kept["word_weights"], np.zeros((1, 4)))).astype(np.float32),
        pairs=kept["pairs"].astype(np.int64),
        pair_weights=kept["pair_weights"].astype(np.float32),
        bias=float(kept["lexical_bias"]),
    )
    first, second = (
        Network(
            mean=kept[f"{stage}_mean"],
            scale=kept[f"{stage}_scale"],
            inner=kept[f"{stage}_inner"].astype(np.float32),
            inner_bias=kept[f"{stage}_inner_bias"],
            outer=kept[f"{stage}_outer"],
            outer_bias=float(kept[f"{stage}_outer_bias"]),
        )
        for stage in ("first", "second")
    )
    calibration = Calibration(kept["calibration"])
    return Classifier(lexicon, first, second, calibration)
