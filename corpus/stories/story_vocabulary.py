"""The words of texts as numbers, with what clustering needs of each: its stem, a hash of it, its weight.

A word is cut, stemmed and weighed when it is first met. Texts are split at white space first: the pieces recur, with
their punctuation, so that most of a text costs one dictionary look-up a piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.text.rarity import shipped_rarity
from corpus.text.tokenize import SMALL_WORDS, WORD, stem, word_form

Hashes = NDArray[np.uint32]
Weights = NDArray[np.float64]
Numbers = NDArray[np.intp]

_STEMS = 1 << 19
_KEPT, _LONGEST = 1 << 17, 40  # so much of what stands between spaces is kept, as far as it is no longer


class StoryVocabulary(dict[str, list[int]]):
    """The numbers of the words of each piece between spaces. `stems` are all words met so far, by number, `hashes` and
    `weights` (0 for a function word) arrays beside them.
    """

    def __init__(self) -> None:
        self._rarity = shipped_rarity()
        self._begin()

    def _begin(self) -> None:
        self.clear()
        self.stems: list[str] = []
        self._numbers: dict[str, int] = {}
        self.hashes: Hashes = np.zeros(_STEMS, np.uint32)
        self.weights: Weights = np.zeros(_STEMS)

    def read(self, texts: Sequence[str]) -> list[Numbers]:
        """Return the numbers of the words of each text, in order; they hold until the next call. The texts have less
        than half a million characters together.
        """
        if len(self.stems) + sum(map(len, texts)) > _STEMS:
            self._begin()
        return [np.fromiter(chain.from_iterable(map(self.__getitem__, text.split())), np.intp) for text in texts]

    def __missing__(self, written: str) -> list[int]:
        found = [self._number(stem(word_form(word))) for word in WORD.findall(written)]
        if len(written) <= _LONGEST:
            if len(self) >= _KEPT:
                self.clear()
            self[written] = found
        return found

    def _number(self, stemmed: str) -> int:
        number = self._numbers.setdefault(stemmed, len(self.stems))
        if number == len(self.stems):
            self.stems.append(stemmed)
            self.hashes[number] = crc32(stemmed.encode("utf-8", "surrogatepass"))
            self.weights[number] = self._rarity.weight(stemmed) if _tells(stemmed) else 0.0
        return number


@cache
def story_vocabulary() -> StoryVocabulary:
    """Return the vocabulary of this process. Not thread-safe."""
    return StoryVocabulary()


def _tells(stemmed: str) -> bool:
    return len(stemmed) > 2 and stemmed not in SMALL_WORDS and not stemmed[0].isdigit()
