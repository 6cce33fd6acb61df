"""Ranking by learnt weights: signs of a candidate are added up, straight and through one hidden layer. NumPy alone.

Signs are words; each has a row of weights. A candidate's rows are summed; the first column counts as it is, the others
go through max(0, x) and a last row of weights. So much as a net of one layer does, at the price of a table look-up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from corpus.quotes.scene import Lexicon

Floats = NDArray[np.float32]
Signs = Sequence[str]

WEIGHTS = Path(__file__).with_name("weights.npz")
PARTS = ("speaker", "speech", "indirect")


class Ranker(Struct, frozen=True):
    """`numbers`: the row of each sign. Shapes: rows (signs + 1) × (1 + hidden), the last all zeros; hidden; hidden."""

    numbers: Mapping[str, int]
    rows: Floats
    bias: Floats
    outer: Floats

    def sums(self, signs: Sequence[Signs]) -> Floats:
        """The summed rows of each list of signs, none of them empty: lists × (1 + hidden)."""
        unknown = len(self.rows) - 1
        get = self.numbers.get
        numbers = [get(sign, unknown) for sign in chain.from_iterable(signs)]
        lengths = np.fromiter(map(len, signs), np.intp, len(signs))
        starts = np.cumsum(lengths) - lengths
        return np.asarray(np.add.reduceat(self.rows[numbers], starts, axis=0))

    def scores(self, sums: Floats) -> Floats:
        """One score for each row of summed rows."""
        return np.asarray(sums[:, 0] + np.maximum(sums[:, 1:] + self.bias, 0) @ self.outer)

    def score(self, signs: Signs) -> float:
        """The score of one list of signs."""
        return float(self.scores(self.sums([signs]))[0])

    def scores_of(self, candidates: Sequence[tuple[Signs, ...]]) -> Floats:
        """The score of each candidate. Lists that candidates share, the same in identity, are summed once."""
        if not candidates:
            return np.zeros(0, np.float32)
        places: dict[int, int] = {}
        lists: list[Signs] = []
        most = max(map(len, candidates))
        index: list[int] = []
        for candidate in candidates:
            for signs in candidate:
                place = places.get(id(signs))
                if place is None:
                    lists.append(signs)
                    place = places[id(signs)] = len(lists)
                index.append(place)
            index += [0] * (most - len(candidate))
        sums = np.concatenate((np.zeros((1, self.rows.shape[1]), np.float32), self.sums(lists)))
        return self.scores(sums[np.array(index).reshape(-1, most)].sum(axis=1))


class Model(Struct, frozen=True):
    """All that was learnt: cue words and nouns of speakers, the three rankers, and of first names the share of men."""

    lexicon: Lexicon
    speaker: Ranker
    speech: Ranker
    indirect: Ranker
    first_names: Mapping[str, float]


@cache
def shipped() -> Model:
    """The model with the weights that are shipped."""
    return load(WEIGHTS)


def load(path: Path) -> Model:
    """Weights as `bench/train_quotes.py` writes them."""
    with np.load(path, allow_pickle=False) as kept:
        words: dict[str, Any] = json.loads(kept["words"].tobytes())
        speaker, speech, indirect = (_ranker(kept, part) for part in PARTS)
    return Model(Lexicon(words["cues"], words["nouns"]), speaker, speech, indirect, words["first_names"])


def _ranker(kept: Mapping[str, NDArray[Any]], part: str) -> Ranker:
    rows = kept[f"{part}_rows"].astype(np.float32) * kept[f"{part}_scale"]
    signs = kept[f"{part}_signs"].tobytes().decode().split("\n")
    return Ranker(
        numbers={sign: number for number, sign in enumerate(signs)},
        rows=np.concatenate((rows, np.zeros((1, rows.shape[1])))).astype(np.float32),
        bias=kept[f"{part}_bias"].astype(np.float32),
        outer=kept[f"{part}_outer"].astype(np.float32),
    )
