"""Merge the postings of several segments into those of one, without going back to the text.

Word by word the articles of one segment come after those of another, so every number has one place to go to; so many
words are merged at a time that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.storage.postings.accumulator import Batch
from index.storage.postings.segment_words import Postings, SegmentWords
from index.storage.postings.word_list import WordList, sizes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORDS_AT_ONCE = 50_000  # words of a segment that are sorted together with those of the others


def merged_postings(
    field: str, parts: Sequence[MergePart], at_once: int, look_up: Callable[[], None]
) -> Iterator[Batch]:
    """Yield the postings of a field of several segments as those of one, some `at_once` places at a time.

    `look_up` is called between batches, and may raise to end it. Raises DamagedData if a segment is damaged.
    """
    lists = [part.words[field] for part in parts]
    widths = [part.words.widths(field) for part in parts]
    counts, places = (np.dtype(f"u{max(some)}") for some in zip(*widths, strict=True))
    for stretch in _stretches(lists):
        words, own = _numbered([one.words(some) for one, some in zip(lists, stretch, strict=True)])
        places_each = np.zeros(len(words), np.int64)
        for one, some, mine in zip(lists, stretch, own, strict=True):
            places_each[mine] += sizes(one.place_starts[some.start : some.stop + 1])
        for begin, end in pairwise(_cuts(places_each, at_once)):
            look_up()
            batch = _together(field, words[begin:end], begin, parts, stretch, own)
            if batch.words:
                yield batch._replace(counts=batch.counts.astype(counts), places=batch.places.astype(places))
        for part in parts:
            part.words.let_go()


class MergePart:
    """A segment that becomes a part of a new one, where its documents begin with number `begin`."""

    def __init__(self, words: SegmentWords, alive: NDArray[np.bool_], begin: int) -> None:
        """Take the words of a segment, and which of its documents are not deleted (bool each)."""
        self.words, self._alive = words, alive
        self._moved = (begin + np.cumsum(self._alive) - 1).astype(np.uint32)

    def postings(self, field: str, begin: int, end: int) -> tuple[Postings, NDArray[np.int64]]:
        """Words `begin` to `end`, by the new numbers and without deleted documents; in how many each of them is."""
        found = self.words.postings(field, begin, end)
        frequencies = sizes(self.words[field].doc_starts[begin : end + 1])
        alive = self._alive[found.docs]
        if alive.all():
            return Postings(self._moved[found.docs], found.counts, found.places), frequencies
        places = found.places[np.repeat(alive, found.counts)]
        of_word = np.repeat(np.arange(end - begin), frequencies)[alive]
        kept = Postings(self._moved[found.docs[alive]], found.counts[alive], places)
        return kept, np.bincount(of_word, minlength=end - begin)


def _stretches(lists: Sequence[WordList]) -> Iterator[list[range]]:
    """Of each list a range of its words, such that all have the words between the same two; and on to their end."""
    longest = max(lists, key=len)
    begins = [0] * len(lists)
    for cut in range(_WORDS_AT_ONCE, len(longest), _WORDS_AT_ONCE):
        ends = [one.find(longest.word(cut)).start for one in lists]
        yield list(map(range, begins, ends))
        begins = ends
    yield list(map(range, begins, map(len, lists)))


def _numbered(lists: Sequence[list[bytes]]) -> tuple[list[bytes], list[NDArray[np.int64]]]:
    """The words of several lists in order, and for each list which of them it has."""
    # sorting is quick where runs are in order
    words = list(dict.fromkeys(sorted(chain.from_iterable(lists))))
    numbers = dict(zip(words, range(len(words)), strict=True))
    return words, [np.fromiter(map(numbers.__getitem__, one), np.int64, len(one)) for one in lists]


def _cuts(runs: NDArray[np.int64], at_once: int) -> list[int]:
    """Cut a row of words so that few parts have more than `at_once` places together."""
    if not len(runs):
        return []
    shares = np.cumsum(runs) // at_once
    return [0, *(np.flatnonzero(np.diff(shares)) + 1).tolist(), len(runs)]


def _together(
    field: str,
    words: list[bytes],
    begin: int,
    parts: Sequence[MergePart],
    stretch: Sequence[range],
    own: Sequence[NDArray[np.int64]],
) -> Batch:
    """The postings of some words, from number `begin` of a stretch on; `own` are the numbers there of each part's."""
    found: list[tuple[Postings, NDArray[np.int64]]] = []
    for part, some, mine in zip(parts, stretch, own, strict=True):
        first, last = np.searchsorted(mine, [begin, begin + len(words)]).tolist()
        postings, frequencies = part.postings(field, some.start + first, some.start + last)
        found.append((postings, np.repeat(mine[first:last] - begin, frequencies)))
    of_doc = np.concatenate([of_word for _, of_word in found])
    counts = np.concatenate([one.counts for one, _ in found])
    # the parts stand in the order of their documents, so a stable sort by word is all
    order = np.argsort(of_doc, kind="stable")
    starts = np.cumsum(counts, dtype=np.int64) - counts
    runs = counts[order].astype(np.int64)
    at = np.repeat(starts[order] - (np.cumsum(runs) - runs), runs) + np.arange(int(runs.sum()))
    frequencies = np.bincount(of_doc, minlength=len(words))
    occurrences = np.bincount(of_doc, weights=counts, minlength=len(words)).astype(np.int64)
    there = frequencies > 0
    return Batch(
        field,
        [word for word, kept in zip(words, there.tolist(), strict=True) if kept],
        frequencies[there],
        occurrences[there],
        np.concatenate([one.docs for one, _ in found])[order],
        counts[order],
        np.concatenate([one.places for one, _ in found])[at],
    )
