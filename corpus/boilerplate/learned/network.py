"""The weights of the classifier, and what it makes of the features of an article: NumPy alone, no training code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from msgspec import Struct

from corpus.article import Block
from corpus.boilerplate.learned.features import features, seen_around
from corpus.boilerplate.learned.lexical import Lexicon
from corpus.boilerplate.learned.tokens import Floats

WEIGHTS = Path(__file__).with_name("weights.npz")
SPREAD = 4.0


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
        evened = np.clip((rows - self.mean[:, None]) * self.scale[:, None], -SPREAD, SPREAD)
        hidden = np.maximum(self.inner @ evened + self.inner_bias[:, None], 0)
        return np.asarray(self.outer @ hidden + self.outer_bias)


class Classifier(Struct, frozen=True):
    """The words, a first net that sees the features, and a second that also sees what the first
    made of the blocks around."""

    lexicon: Lexicon
    first: Network
    second: Network

    def chances(self, blocks: Sequence[Block]) -> Floats:
        """For each of the blocks of an article the chance that it is boilerplate, 0 to 1."""
        own = features(blocks, self.lexicon)
        glimpse = chance(self.first.log_odds(own.rows))
        around = seen_around(glimpse, np.expm1(own.rows[0]))
        return chance(self.second.log_odds(np.concatenate((own.rows, around.rows))))


def chance(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))


@cache
def shipped() -> Classifier:
    """The classifier with the weights that are shipped."""
    return load(WEIGHTS)


def load(path: Path) -> Classifier:
    """Weights as `bench/train_boilerplate.py` writes them."""
    with np.load(path, allow_pickle=False) as kept:
        words = kept["words"].tobytes().decode("utf-8").split("\n")
        lexicon = Lexicon(
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
    return Classifier(lexicon, first, second)
