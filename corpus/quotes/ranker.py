"""Ranking by learnt weights: signs of a candidate are added up, straight and through one hidden layer. NumPy alone.

Each sign has a row of weights. A candidate's rows are summed; the first column counts as it is, the others go through
max(0, x) and a last row of weights. So much as a net of one layer does, at the price of a table look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from msgspec import Struct, json
from numpy.typing import NDArray

from corpus import models
from corpus.models.arrays import load_arrays
from corpus.quotes.feature_sheet import BITS, Numbers
from corpus.quotes.quote_vocabulary import QuoteVocabulary

Floats = NDArray[np.float32]

PARTS = ("speaker", "speech", "indirect")
_AT_ONCE = 1024


class Ranker:
    """Scores candidates. `signs`: the numbers that were learnt. Shapes: rows signs × (1 + hidden); hidden; hidden."""

    def __init__(self, signs: Numbers, rows: Floats, bias: Floats, outer: Floats) -> None:
        self._places = np.zeros(1 << BITS, np.int32)
        self._places[signs] = np.arange(1, len(signs) + 1)
        self._rows = np.concatenate((np.zeros((1, rows.shape[1]), np.float32), rows))
        self._bias = bias
        self._outer = outer

    def scores(self, signs: Numbers) -> Floats:
        """Return the score of each candidate, which is a row of signs."""
        if len(signs) > _AT_ONCE:
            return np.concatenate([self.scores(signs[at : at + _AT_ONCE]) for at in range(0, len(signs), _AT_ONCE)])
        sums = self._rows.take(self._places.take(signs.T), axis=0).sum(axis=0)
        return np.asarray(sums[:, 0] + np.maximum(sums[:, 1:] + self._bias, 0) @ self._outer)


class QuoteModel(Struct, frozen=True):
    """All that was learnt: the words, the three rankers, and of first names the share of men."""

    vocabulary: QuoteVocabulary
    speaker: Ranker
    speech: Ranker
    indirect: Ranker
    first_names: Mapping[str, float]


class RankerWords(Struct, frozen=True):
    """The words of the model: cues and nouns of speakers with their rates, other frequent words, first names."""

    cues: dict[str, int]
    nouns: dict[str, int]
    words: list[str]
    first_names: dict[str, float]


@cache
def shipped_model() -> QuoteModel:
    """Return the model with the weights that are shipped."""
    return load_model(models.QUOTES)


def load_model(path: Path) -> QuoteModel:
    """Weights as `bench.training.quotes` writes them."""
    kept = load_arrays(path)
    words = json.decode(kept["words"].tobytes(), type=RankerWords)
    speaker, speech, indirect = (_ranker(kept, part) for part in PARTS)
    return QuoteModel(
        QuoteVocabulary(words.cues, words.nouns, words.words), speaker, speech, indirect, words.first_names
    )


def _ranker(kept: Mapping[str, NDArray[np.generic]], part: str) -> Ranker:
    return Ranker(
        signs=kept[f"{part}_signs"].astype(np.intp),
        rows=kept[f"{part}_rows"].astype(np.float32) * kept[f"{part}_scale"].astype(np.float32),
        bias=kept[f"{part}_bias"].astype(np.float32),
        outer=kept[f"{part}_outer"].astype(np.float32),
    )
