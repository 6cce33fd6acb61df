"""Ranking by learnt weights: signs of a candidate are added up, straight and through one hidden layer. NumPy alone.

Signs are words; each has a row of weights. A candidate's rows are summed; the first column counts as it is, the others
go through max(0, x) and a last row of weights. So much as a net of one layer does, at the price of a table look-up.
Signs come in groups, tuples that come again and again; the sum of each is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from corpus.quotes.scene import Lexicon

Floats = NDArray[np.float32]
Signs = tuple[str, ...]

WEIGHTS = Path(__file__).with_name("weights.npz")
PARTS = ("speaker", "speech", "indirect")


_MOST_KEPT = 16_384
_AT_ONCE = 1024


class Ranker:
    """Scores candidates. It remembers the sums of groups that it met, by identity; several threads may ask it at once.

    `numbers`: the row of each sign. Shapes: rows (signs + 1) × (1 + hidden), the last all zeros; hidden; hidden.
    """

    def __init__(self, numbers: Mapping[str, int], rows: Floats, bias: Floats, outer: Floats) -> None:
        self._numbers = numbers
        self._rows = rows
        self._bias = bias
        self._outer = outer
        self._adding = Lock()
        self._forget()

    def score(self, signs: Iterable[str]) -> float:
        """The score of one candidate of which nothing is remembered."""
        return float(self._scores(self._rows[self._numbered(signs)].sum(axis=0, keepdims=True))[0])

    def scores_of(self, candidates: Sequence[tuple[Signs, ...]]) -> Floats:
        """The score of each candidate, which is groups of signs."""
        if not candidates:
            return np.zeros(0, np.float32)
        some = (candidates[at : at + _AT_ONCE] for at in range(0, len(candidates), _AT_ONCE))
        return np.concatenate([self._scores(self._sums(few)) for few in some])

    def _scores(self, sums: Floats) -> Floats:
        return np.asarray(sums[:, 0] + np.maximum(sums[:, 1:] + self._bias, 0) @ self._outer)

    def _sums(self, candidates: Sequence[tuple[Signs, ...]]) -> Floats:
        lengths = list(map(len, candidates))
        groups = list(chain.from_iterable(candidates))
        ids = list(map(id, groups))
        with self._adding:
            if not all(map(self._places.__contains__, ids)):
                self._add(groups)
            found = self._kept[list(map(self._places.__getitem__, ids))]
        return np.asarray(np.add.reduceat(found, np.cumsum([0, *lengths[:-1]]), axis=0))

    def _add(self, groups: Sequence[Signs]) -> None:
        """Keep the sums of those that are new."""
        new = {id(signs): signs for signs in groups if id(signs) not in self._places}
        if len(self._held) + len(new) >= _MOST_KEPT:
            self._forget()
            new = {id(signs): signs for signs in groups}
        rows = [[len(self._rows) - 1, *self._numbered(signs)] for signs in new.values()]
        first = len(self._held)
        every = self._rows[list(chain.from_iterable(rows))]
        begins = np.cumsum([0, *map(len, rows[:-1])])
        self._kept[first : first + len(new)] = np.add.reduceat(every, begins, axis=0)
        self._held += new.values()
        self._places.update(zip(new, range(first, first + len(new)), strict=True))

    def _numbered(self, signs: Iterable[str]) -> list[int]:
        get, unknown = self._numbers.get, len(self._rows) - 1
        return [get(sign, unknown) for sign in signs]

    def _forget(self) -> None:
        self._held: list[Signs] = []
        self._places: dict[int, int] = {}
        self._kept = np.zeros((_MOST_KEPT, self._rows.shape[1]), np.float32)


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
