"""Writing to a build: add and take out articles, commit, and keep the number of segments small.

A commit writes what is new as one segment and touches no other. Merging is a commit of its own: it can be given up
at any moment, and nothing is lost by that.
"""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex
from whoosh.writing import NO_MERGE, PostingPool, SegmentWriter

from index.codec import Codec, Pool, Postings, WordPostings, Words
from index.schema import Entry, schema
from index.segment import ID, INDEX_NAME, read_column
from index.snapshot import checksum_of_contents
from index.storage import OwnerOnly

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FAN = 8
"""So many segments of about one size become one."""

_MOST = 12
"""More segments than this are not kept, whatever their sizes."""

_LARGE = 200_000
"""Segments of so many articles are left alone: a column of Whoosh ends at 4 GB."""


class Writing:
    """One writer at a time; the caller holds the lock."""

    def __init__(self, build: Path) -> None:
        self._storage = OwnerOnly(str(build))
        if TOC._latest_generation(self._storage, INDEX_NAME) < 0:
            TOC.create(self._storage, schema(), INDEX_NAME)
        self._index = FileIndex(self._storage, indexname=INDEX_NAME)
        self._writer: SegmentWriter | None = None

    @property
    def generation(self) -> int:
        """Counts the commits."""
        newest: int = TOC._latest_generation(self._storage, INDEX_NAME)
        return newest

    def commit_made(self) -> tuple[int, int]:
        """The number of the newest commit, and the CRC-32 of its table of contents."""
        newest = self.generation
        return newest, checksum_of_contents(Path(self._storage.folder), newest)

    def ids(self) -> set[str]:
        """The ids of all articles that are committed."""
        return {id.decode() for _, _, ids in self._live() for id in ids}

    def add(self, entry: Entry) -> None:
        """Add an article that is not there yet."""
        self._open().add_document(
            body=entry.body,
            headline=entry.headline,
            outlet=entry.outlet,
            byline=entry.byline,
            id=entry.id.encode("ascii"),
            published=entry.published,
            words=entry.words,
            language=entry.language.encode("ascii", "replace").ljust(3, b"\0"),
            outlet_key=entry.outlet_key,
            lines=entry.lines,
            article=entry.article,
            text=entry.text,
        )

    def remove(self, ids: Iterable[str]) -> None:
        """Take out committed articles; those that are not there don't matter."""
        gone = np.array(sorted(id.encode("ascii") for id in ids), "S12")
        if not len(gone):
            return
        writer = self._open()
        for base, docs, ids_there in self._live():
            for doc in docs[np.isin(ids_there, gone)]:
                writer.delete_document(base + int(doc))

    def replace(self, entries: Sequence[Entry]) -> None:
        """Put these in the place of the articles with their ids."""
        self.remove(entry.id for entry in entries)
        for entry in entries:
            self.add(entry)

    def commit(self) -> None:
        """Make what was added and removed searchable."""
        if self._writer is not None:
            self._writer.commit(mergetype=NO_MERGE)
            self._writer = None

    def cancel(self) -> None:
        """Forget what was not committed."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None

    def merge(self, stop: threading.Event) -> bool:
        """Write several segments anew as one, while there are many of one size or half of one is deleted.

        True if there was a commit.
        """
        merged = False
        while not stop.is_set() and (few := segments_to_merge(self._segments())):
            merger = _Merger(few, stop)
            try:
                self._open().commit(mergetype=merger)
                merged = True
            except _Stopped:
                break
            finally:
                self._writer = None
                merger.close()
        return merged

    def _open(self) -> SegmentWriter:
        if self._writer is None:
            self._writer = SegmentWriter(self._index, _lk=False, codec=Codec(), compound=False)
            self._writer.pool = Pool()
        return self._writer

    def _segments(self) -> list[Segment]:
        segments: list[Segment] = TOC.read(self._storage, INDEX_NAME).segments
        return segments

    def _live(self) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.bytes_]]]:
        """Of each segment the number of its first document, the documents that are not deleted, and their ids."""
        base = 0
        for segment in self._segments():
            ids = read_column(self._storage, segment, "id", ID)
            docs = np.flatnonzero(~np.isin(np.arange(len(ids)), list(segment.deleted_docs())))
            yield base, docs, ids[docs]
            base += len(ids)


def segments_to_merge(segments: Sequence[Segment]) -> list[Segment]:
    """Which segments to write anew as one, if any."""
    worn = [one for one in segments if 2 * one.deleted_count() > one.doc_count_all()]
    if worn:
        return worn
    small = sorted((one for one in segments if one.doc_count() < _LARGE), key=lambda one: one.doc_count())
    sizes: dict[int, list[Segment]] = {}
    for one in small:
        sizes.setdefault(round(math.log(max(1, one.doc_count()), _FAN)), []).append(one)
    for alike in sizes.values():
        if len(alike) >= _FAN:
            return alike
    return small[:_FAN] if len(small) > _MOST else []


class _Stopped(Exception):
    """A merge was given up."""


class _Merger(PostingPool):
    """A merge policy and a pool of postings for Whoosh: the postings of each word are put one after another."""

    def __init__(self, few: Sequence[Segment], stop: threading.Event) -> None:
        self._few = few
        self._stop = stop
        self._parts: list[_Part] = []

    def __call__(self, writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
        fields = set(writer.schema.names())
        for segment in self._few:
            self._parts.append(_Part(writer.storage, segment, writer.docnum))
            with closing(writer.codec.per_document_reader(writer.storage, segment)) as documents:
                writer.write_per_doc(fields, documents)
            self._look_up()
        writer.pool = self
        writer._added = writer.docnum > 0
        return [one for one in segments if one not in self._few]

    def iter_postings(self) -> Iterator[WordPostings]:
        words = heapq.merge(*(part.words(order) for order, part in enumerate(self._parts)))
        for (field, word), here in groupby(words, itemgetter(0, 1)):
            self._look_up()
            found = [self._parts[order].postings(field, number) for _, _, order, number in here]
            docs = np.concatenate([one.docs for one in found])
            if len(docs):
                counts = np.concatenate([one.counts for one in found])
                places = np.concatenate([one.places for one in found])
                yield WordPostings(field, word, docs.tolist(), counts.tolist(), places.tobytes())

    def cleanup(self) -> None:
        """Nothing was put aside."""

    def close(self) -> None:
        """Let go of the files of the old segments."""
        for part in self._parts:
            part.close()

    def _look_up(self) -> None:
        if self._stop.is_set():
            raise _Stopped


class _Part:
    """The words of a segment that becomes a part of a new one, where its documents begin with number `begin`."""

    def __init__(self, storage: OwnerOnly, segment: Segment, begin: int) -> None:
        self._words = Words(storage, segment)
        self._alive = np.ones(segment.doc_count_all(), bool)
        self._alive[list(segment.deleted_docs())] = False
        self._moved = begin + np.cumsum(self._alive) - 1

    def words(self, order: int) -> Iterator[tuple[str, bytes, int, int]]:
        """All words, by field, with the order of this part and their numbers in it."""
        for field, words in sorted(self._words.lists.items()):
            for number in range(len(words)):
                yield field, words.word(number), order, number

    def postings(self, field: str, number: int) -> Postings:
        """Where a word is, by the new numbers, without deleted documents."""
        docs, counts, places = self._words.postings(field, number)
        alive = self._alive[docs]
        if not alive.all():
            places = places[np.repeat(alive, counts)]
            docs, counts = docs[alive], counts[alive]
        return Postings(self._moved[docs], counts, places)

    def close(self) -> None:
        self._words.file.close()
