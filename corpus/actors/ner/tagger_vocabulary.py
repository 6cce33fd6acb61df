"""Words as numbers: each is looked at once, and what follows from it is kept, so that an article is an array."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.lexicon import Lexicon
from corpus.actors.ner.ner_tokens import PAUSE
from corpus.actors.ner.word_shapes import hash_feature, word_flags

Column = NDArray[np.uint32]


class TaggerVocabulary:
    """The words met so far, numbered. Number 0 is the pause, which is beside a word but is none."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words: list[str] = []
        self._ids: dict[str, int] = {}
        self._beside: dict[tuple[int, ...], int] = {}
        self._neighbours: list[tuple[int, ...]] = []
        self._columns = np.zeros((7, 1024), dtype=np.uint32)
        self.ids([PAUSE])

    def __len__(self) -> int:
        return len(self.words)

    def ids(self, row: Sequence[str]) -> NDArray[np.int64]:
        """Return the numbers of the words in a row."""
        found = list(map(self._ids.get, row))
        if None in found:
            found = [self._add(word) if number is None else number for word, number in zip(row, found, strict=True)]
        return np.array(found, dtype=np.int64)

    def own(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint64], list[int]]:
        """Return the hashes of all features of words in their own place, in a row, and how many each word has."""
        return _in_a_row([[hash_feature(name) for name in self.lexicon.own(self.words[i])] for i in numbers.tolist()])

    def of_neighbours(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint64], list[int]]:
        """Return the same for neighbours, by their number in `beside`."""
        return _in_a_row([self._neighbours[i] for i in numbers.tolist()])

    def _add(self, word: str) -> int:
        number = self._ids.setdefault(word, len(self.words))
        if number < len(self.words):
            return number
        self.words.append(word)
        if number == self._columns.shape[1]:
            self._columns = np.concatenate([self._columns, np.zeros_like(self._columns)], axis=1)
        beside = tuple(map(hash_feature, self.lexicon.beside(word)))
        place = self._beside.setdefault(beside, len(self._neighbours))
        if place == len(self._neighbours):
            self._neighbours.append(beside)
        kind, fine = self.lexicon.kinds(word)
        self._columns[:, number] = (
            word_flags(word),
            hash_feature(word),
            hash_feature(word.lower()),
            hash_feature(kind),
            place,
            hash_feature(fine),
            ord(word[0]),
        )
        return number

    @property
    def flags(self) -> Column:
        return self._column(0)

    @property
    def exact(self) -> Column:
        return self._column(1)

    @property
    def low(self) -> Column:
        return self._column(2)

    @property
    def kinds(self) -> Column:
        return self._column(3)

    @property
    def beside(self) -> Column:
        """For each word the number of its features as a neighbour."""
        return self._column(4)

    @property
    def fine(self) -> Column:
        return self._column(5)

    @property
    def initials(self) -> Column:
        """For each word the code point of its first letter."""
        return self._column(6)

    def _column(self, i: int) -> Column:
        column: Column = self._columns[i]
        return column


def _in_a_row(lists: Sequence[Sequence[int]]) -> tuple[NDArray[np.uint64], list[int]]:
    return np.array(list(chain.from_iterable(lists)), dtype=np.uint64), list(map(len, lists))
