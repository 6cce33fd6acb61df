"""Which outlets a clause means: their names are few, so these are looked through, and not the articles."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.clauses import Phrase, Word
from index.words import SHORTEST_STEM, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.snapshot import Snapshot


class Outlets:
    """The outlets of a snapshot, by the words of their names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of(self, docs: NDArray[np.intp], clause: Word | Phrase, typing: bool) -> NDArray[np.bool_]:
        """Which of n articles are from an outlet with such a name: n bool."""
        match clause:
            case Phrase(row, prefix=begun):
                meant = _with(self._names, " ".join(row), begun=begun)
            case Word(text, prefix=True):
                meant = _with(self._names, text, begun=True)
                if typing and len(text) >= SHORTEST_STEM:
                    meant |= _with(self._stems, stem(text))
            case Word(text, exact=True):
                meant = _with(self._names, text)
            case Word(text):
                meant = _with(self._stems, stem(text))
        return meant[self._snapshot.outlets[docs]]

    @cached_property
    def _names(self) -> list[str]:
        """The words of each, with a blank before and behind each word."""
        return [_spaced(words(name)) for name in self._snapshot.outlet_names]

    @cached_property
    def _stems(self) -> list[str]:
        return [_spaced([stem(word) for word in name.split()]) for name in self._names]


def _with(names: list[str], row: str, *, begun: bool = False) -> NDArray[np.bool_]:
    sought = f" {row}" if begun else f" {row} "
    return np.array([sought in name for name in names])


def _spaced(row: list[str]) -> str:
    return f" {' '.join(row)} "
