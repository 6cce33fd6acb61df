"""Collect the words of new articles by field, and sort the postings of a batch all at once.

A text comes as its words with a line feed between them; an empty word ends a block. Each word of a batch gets a
number, the numbers are sorted once, and equal words are then side by side.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BETWEEN_BLOCKS = 16
"""Places between two blocks, so that no phrase reaches from one into the next."""


class Batch(NamedTuple):
    """Postings of n words of a field, sorted by word, article and place.

    `words` are n UTF-8; each is in `frequencies` (n) of the `docs` (uint32), in these so often as `counts` says, and
    `occurrences` (n) times in all, at `places`.
    """

    field: str
    words: list[bytes]
    frequencies: NDArray[np.int64]
    occurrences: NDArray[np.int64]
    docs: NDArray[np.uint32]
    counts: NDArray[np.unsignedinteger]
    places: NDArray[np.unsignedinteger]


class FieldAccumulator:
    """Collects the words of one field, document by document, and sorts them once."""

    def __init__(self) -> None:
        # a number for each word, in the order in which they come; 0 is the end of a block
        self._numbers = defaultdict[str, int](count(1).__next__, {"": 0})
        self._tokens = array("i")
        self._docs: list[int] = []
        self._ends: list[int] = []

    def add(self, doc: int, text: str) -> int:
        """Add the words of a document, a line each, and return how many that are."""
        before = len(self._tokens)
        self._tokens.extend(map(self._numbers.__getitem__, text.split("\n")))
        self._docs.append(doc)
        self._ends.append(len(self._tokens))
        return len(self._tokens) - before

    def batch(self, name: str) -> Batch:
        """Return the postings of the field, sorted. Call it once, when all is added."""
        del self._numbers[""]
        words = sorted(self._numbers)
        ranks = np.empty(len(words) + 1, np.int64)
        ranks[[self._numbers[word] for word in words]] = np.arange(len(words))
        tokens = np.frombuffer(self._tokens, np.int32)
        sizes = np.diff(self._ends, prepend=0)
        is_word = tokens > 0
        docs = np.repeat(np.array(self._docs, np.uint32), sizes)[is_word]
        places = _places(~is_word, np.array(self._ends), sizes)[is_word]
        keys = (ranks[tokens[is_word]].astype(np.uint64) << np.uint64(32)) | np.arange(len(docs), dtype=np.uint64)
        keys.sort()
        order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        of_word = (keys >> np.uint64(32)).astype(np.int64)
        docs, places = docs[order], places[order]
        begins = np.flatnonzero((np.diff(of_word, prepend=-1) != 0) | (np.diff(docs.astype(np.int64), prepend=-1) != 0))
        counts = np.diff(begins, append=len(docs))
        return Batch(
            name,
            [word.encode("utf-8", "surrogatepass") for word in words],
            np.bincount(of_word[begins], minlength=len(words)),
            np.bincount(of_word, minlength=len(words)),
            docs[begins],
            narrowed(counts),
            narrowed(places),
        )


def narrowed(values: NDArray[np.integer]) -> NDArray[np.unsignedinteger]:
    """Return the same numbers in the narrowest unsigned type that holds all of them."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def _places(ends_block: NDArray[np.bool_], ends: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the position of each token in its text."""
    steps = np.where(ends_block, BETWEEN_BLOCKS, 1)
    before = np.cumsum(steps, dtype=np.int64) - steps
    return np.asarray(before - np.repeat(before[ends - sizes], sizes), np.int64)
