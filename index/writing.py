"""Writing to a build: add and take out articles, commit, and keep the number of segments small.

A commit writes what is new as one segment and touches no other. Merging is a commit of its own: it can be given up
at any moment, and nothing is lost by that.
"""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, PostingPool, SegmentWriter

from index.codec import Codec
from index.schema import Entry, schema
from index.segment import ID, INDEX_NAME, read_column
from index.storage import OwnerOnly

_FAN = 8
"""So many segments of about one size become one."""

_MOST = 12
"""More segments than this are not kept, whatever their sizes."""

_LARGE = 200_000
"""Segments of so many articles are left alone: a column of Whoosh ends at 4 GB."""

_MEGABYTES = 256

Posting = tuple[str, bytes, int, float, bytes]


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
            self._writer = SegmentWriter(self._index, _lk=False, codec=Codec(), compound=False, limitmb=_MEGABYTES)
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
    """A merge policy and a pool of postings for Whoosh: sorted lists flow together, none is held in memory."""

    def __init__(self, few: Sequence[Segment], stop: threading.Event) -> None:
        self._few = few
        self._stop = stop
        self._readers: list[SegmentReader] = []
        self._lists: list[Iterator[Posting]] = []

    def __call__(self, writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
        for segment in self._few:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            self._readers.append(reader)
            begin = writer.docnum
            moved = writer.write_per_doc(set(writer.schema.names()), reader)
            self._lists.append(writer._process_posts(reader.iter_postings(), begin, moved))
            self._look_up()
        writer.pool = self
        writer._added = True
        return [one for one in segments if one not in self._few]

    def iter_postings(self) -> Iterator[Posting]:
        for count, posting in enumerate(heapq.merge(*self._lists)):
            if count % 4096 == 0:
                self._look_up()
            yield posting

    def cleanup(self) -> None:
        """Nothing was put aside."""

    def close(self) -> None:
        for reader in self._readers:
            reader.close()

    def _look_up(self) -> None:
        if self._stop.is_set():
            raise _Stopped
