"""Signs: what speaks for a candidate, as numbers that weights are looked up by.

A table has a row for each candidate and columns of integers: a word, a distance, a side. A sign is one column or
several together; its number is a hash of their values, a product with fixed odd factors of which the highest bits are
kept (multiply-shift, Dietzfelbinger and others 1997). So all signs of all candidates are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from corpus.quotes.quote_vocabulary import Flags, Ints

BITS = 18
_STEPS = (4, 7, 13, 30)
_MOST = _STEPS[-1]
STEPPED = np.array([max([limit for limit in _STEPS if limit <= count], default=count) for count in range(_MOST + 1)])

Numbers = NDArray[np.intp]


class FeatureSheet:
    """Signs of one kind of candidate. `columns` are names, `signs` names of columns, each for one sign."""

    def __init__(self, name: str, columns: str, signs: Sequence[str]) -> None:
        order = columns.split()
        self.width = len(order)
        self._factors = np.zeros((len(order), len(signs)), np.int64)
        for number, sign in enumerate(signs):
            for column in sign.split():
                self._factors[order.index(column), number] = _odd(f"{name}: {sign}: {column}")
        self._shifts = np.array([_odd(f"{name}: {sign}") for sign in signs])

    def numbers(self, table: Ints) -> Numbers:
        """Return the signs of each row, below 2 to the power of `BITS`."""
        hashes: Ints = table @ self._factors + self._shifts
        return (hashes.view(np.uint64) >> np.uint64(64 - BITS)).view(np.intp)


def _odd(name: str) -> int:
    """Return a number of 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little", signed=True) | 1


def length_step(counts: Ints) -> Ints:
    """Lengths, rounded: exact below 4."""
    return STEPPED.take(counts, mode="clip")


def feature_columns(columns: Sequence[Ints | Flags]) -> Ints:
    """Columns side by side."""
    return np.array(columns, np.int64).T
