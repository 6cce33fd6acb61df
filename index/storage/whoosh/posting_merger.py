"""The postings of several segments become those of one, without going back to the text.

Word by word the articles of one segment come after those of another, so every number has one place to go to; so many
words are put together at a time that memory stays flat.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import PerDocumentReader, Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import PostingPool, SegmentWriter

from index.errors import decoding
from index.storage.postings.segment_words import Postings, SegmentWords
from index.storage.postings.word_list import WordList, sizes
from index.storage.whoosh.posting_pool import Batch

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 2_000_000
"""Places that are put together at a time: some 100 MB."""

_WORDS_AT_ONCE = 50_000
"""Words of a segment that are put in order with those of the others at a time."""


class MergeStopped(Exception):
    """A merge was given up."""


class Merger(PostingPool):
    """A merge policy and a pool of postings for Whoosh."""

    def __init__(
        self, storage: FileStorage, few: Sequence[Segment], stop: threading.Event, at_once: int = _AT_ONCE
    ) -> None:
        """The few are in `storage`, which need not be the writer's."""
        self._storage, self._few, self._stop, self._at_once = storage, few, stop, at_once
        self._parts: list[_Part] = []

    def __call__(self, writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
        for segment in self._few:
            self._parts.append(_Part(self._storage, segment, writer.docnum))
            with closing(writer.codec.per_document_reader(self._storage, segment)) as documents:
                _copy(documents, writer)
            self._look_up()
        writer.pool = self
        writer._added = writer.docnum > 0
        return [one for one in segments if one not in self._few]

    def iter_postings(self) -> Iterator[Batch]:
        """Raises MergeStopped, and DamagedData where a segment is damaged."""
        for field in sorted({field for part in self._parts for field in part.words}):
            yield from self._merged(field, [part for part in self._parts if field in part.words])

    def cleanup(self) -> None:
        """Nothing was put aside."""

    def _merged(self, field: str, parts: Sequence[_Part]) -> Iterator[Batch]:
        lists = [part.words[field] for part in parts]
        widths = [part.words.widths(field) for part in parts]
        counts, places = (np.dtype(f"u{max(some)}") for some in zip(*widths, strict=True))
        for stretch in _stretches(lists):
            words, own = _numbered([one.words(some) for one, some in zip(lists, stretch, strict=True)])
            places_each = np.zeros(len(words), np.int64)
            for one, some, mine in zip(lists, stretch, own, strict=True):
                places_each[mine] += sizes(one.place_starts[some.start : some.stop + 1])
            for begin, end in pairwise(_cuts(places_each, self._at_once)):
                self._look_up()
                batch = _together(field, words[begin:end], begin, parts, stretch, own)
                if batch.words:
                    yield batch._replace(counts=batch.counts.astype(counts), places=batch.places.astype(places))
            for part in parts:
                part.words.let_go()

    def _look_up(self) -> None:
        if self._stop.is_set():
            raise MergeStopped


def _copy(documents: PerDocumentReader, writer: SegmentWriter) -> None:
    """Add documents to a segment, all but their words. Whoosh would look for files at each field of each of them."""
    columns = {name: field.column_type for name, field in writer.schema.items() if documents.has_column(name)}
    with decoding("a column"):
        readers = [(name, column, documents.column_reader(name, column)) for name, column in columns.items()]
    for number in documents.all_doc_ids():
        writer.perdocwriter.start_doc(writer.docnum)
        for name, column, values in readers:
            with decoding("a column"):
                value = values[number]
            writer.perdocwriter.add_column_value(name, column, value)
        writer.perdocwriter.finish_doc()
        writer.docnum += 1


class _Part:
    """A segment that becomes a part of a new one, where its documents begin with number `begin`."""

    def __init__(self, storage: FileStorage, segment: Segment, begin: int) -> None:
        self.words = SegmentWords(Path(storage.folder), segment)
        self._alive = np.ones(segment.doc_count_all(), bool)
        self._alive[list(segment.deleted_docs())] = False
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
    """Where to cut a row of words, so that few have more than `at_once` places together."""
    if not len(runs):
        return []
    shares = np.cumsum(runs) // at_once
    return [0, *(np.flatnonzero(np.diff(shares)) + 1).tolist(), len(runs)]


def _together(
    field: str,
    words: list[bytes],
    begin: int,
    parts: Sequence[_Part],
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
