"""Writing to a build: add and take out articles, commit, and keep the number of segments small.

A commit writes what is new as one segment and touches no other. Segments are merged beside that.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex
from whoosh.writing import NO_MERGE, SegmentWriter

from index.errors import decoding, doubled
from index.storage.index_entry import IndexEntry
from index.storage.postings.segment_words import LISTS, read_head
from index.storage.whoosh.background_merge import BackgroundMerge, forget_merging
from index.storage.whoosh.codec import Codec
from index.storage.whoosh.fields import schema
from index.storage.whoosh.file_storage import OwnerOnly
from index.storage.whoosh.posting_pool import BatchPool
from index.storage.whoosh.segment import ID, INDEX_NAME, read_column, sealed
from index.storage.whoosh.snapshot import checksum_of_contents

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FAN = 8
"""So many segments of about one size become one."""

_MOST = 24
"""More segments than this are not kept, whatever their sizes: so many that it is seldom what decides, since each merge
for that reason writes what is large again for the sake of what is small."""

_SCATTERED = 4
"""So few small segments are left as they are when a run ends."""

_SHARE, _TIMES, _QUICKLY = 2, 8, 5_000
"""When a run ends, as many articles as half of what it added are written again to have fewer segments, or eight times
as many, where these are no more than 5,000."""

_LARGE = 200_000
"""Segments of so many articles are left alone: a column of Whoosh ends at 4 GB."""


class IndexWriter:
    """One writer at a time; the caller holds the lock. `uncommitted` are the ids added since the last commit."""

    def __init__(self, build: Path) -> None:
        self._storage = OwnerOnly(str(build))
        if TOC._latest_generation(self._storage, INDEX_NAME) < 0:
            TOC.create(self._storage, schema(), INDEX_NAME)
        with decoding("the table of contents"):
            self._index = FileIndex(self._storage, indexname=INDEX_NAME)
        self._writer: SegmentWriter | None = None
        self._merging: BackgroundMerge | None = None
        self._pool = BatchPool()
        self._ids: set[str] | None = None
        self.uncommitted: set[str] = set()
        forget_merging(build)

    @property
    def bytes_held(self) -> int:
        """About how much memory the next commit takes."""
        return self._pool.bytes

    @property
    def generation(self) -> int:
        """Counts the commits."""
        newest: int = TOC._latest_generation(self._storage, INDEX_NAME)
        return newest

    def commit_made(self) -> tuple[int, int]:
        """The number of the newest commit, and the CRC-32 of its table of contents."""
        newest = self.generation
        return newest, checksum_of_contents(Path(self._storage.folder), newest)

    def ids(self) -> Set[str]:
        """Return the ids of all articles, those not committed yet too: one set, which adding and removing keep true."""
        return self._known_ids()

    def _known_ids(self) -> set[str]:
        if self._ids is None:
            self._ids = {id.decode() for _, _, ids in self._live() for id in ids.tolist()}
        return self._ids

    def add(self, entry: IndexEntry) -> None:
        """Add an article. Raises ValueError if it is there already."""
        known = self._known_ids()
        if entry.id in known:
            raise ValueError(f"article {entry.id} is in the index already")
        known.add(entry.id)
        self.uncommitted.add(entry.id)
        id = entry.id.encode("ascii")
        self._open().add_document(
            body=entry.body,
            headline=entry.headline,
            dek=entry.dek or None,
            outlet=entry.outlet or None,
            outlet_name=entry.outlet_name or None,
            byline=entry.byline or None,
            actor=entry.actor or None,
            actor_name=entry.actor_name or None,
            said=entry.said or None,
            id=id,
            published=entry.published,
            words=entry.words,
            language=entry.language.encode("ascii", "replace").ljust(3, b"\0"),
            outlet_key=entry.outlet_key,
            lines=entry.lines,
            features=sealed(id, entry.features),
            article=sealed(id, entry.article),
            text=sealed(id, entry.text),
        )

    def remove(self, ids: Iterable[str]) -> None:
        """Take out committed articles; those that are not there don't matter."""
        gone = np.array(sorted(id.encode("ascii") for id in ids), "S12")
        if not len(gone):
            return
        writer, known = self._open(), self._known_ids()
        for base, docs, ids_there in self._live():
            here = np.isin(ids_there, gone)
            for doc in docs[here]:
                writer.delete_document(base + int(doc))
            known.difference_update(id.decode() for id in ids_there[here].tolist())

    def check_ids(self) -> None:
        """Raise IndexDamaged unless each article is committed once. For between two batches."""
        committed = sum(segment.doc_count() for segment in self._segments())
        if committed != len(self._known_ids()):
            raise doubled(Path(self._storage.folder).parent, committed - len(self._known_ids()))

    def remove_doubles(self) -> int:
        """Take out all but one copy of each committed article, and return how many copies that were."""
        live = list(self._live())
        ids = np.concatenate([np.empty(0, ID), *(ids for _, _, ids in live)])
        _, first = np.unique(ids, return_index=True)
        if len(first) == len(ids):
            return 0
        docs = np.delete(np.concatenate([base + docs for base, docs, _ in live]), first)
        writer = self._open()
        for doc in docs.tolist():
            writer.delete_document(doc)
        return len(docs)

    def replace(self, entries: Sequence[IndexEntry]) -> None:
        """Put these in the place of the articles with their ids."""
        self.remove(entry.id for entry in entries)
        for entry in entries:
            self.add(entry)

    def commit(self) -> None:
        """Make what was added and removed searchable."""
        self.uncommitted.clear()
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.commit(mergetype=NO_MERGE)

    def cancel(self) -> None:
        """Forget what was not committed."""
        self._ids = None
        self.uncommitted.clear()
        if self._merging is not None:
            self._merging.give_up()
            self._merging = None
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None

    def merge(self, stop: threading.Event, *, wait: bool = True, added: int = 0) -> bool:
        """Merge several segments into one, while there are many of one size or half of one is deleted, or, when a
        run that `added` so many articles ends, while many are small.

        That goes on beside what else is written, and counts at a later call, unless this one is to `wait` for it. True
        if there was a commit.
        """
        merged = False
        while not stop.is_set():
            if self._merging is None:
                segments = self._segments()
                few = segments_to_merge(segments) or small_ones(segments, added)
                if not few:
                    break
                self._merging = BackgroundMerge(self._storage, few)
            if wait:
                self._merging.wait(stop)
            if self._merging.under_way:
                break
            merged |= self._merging.take_in()
            self._merging = None
        return merged

    def _open(self) -> SegmentWriter:
        if self._writer is None:
            self._writer = SegmentWriter(self._index, _lk=False, codec=Codec(), compound=False)
            self._writer.pool = self._pool = BatchPool()
        return self._writer

    def _segments(self) -> list[Segment]:
        with decoding("the table of contents"):
            segments: list[Segment] = TOC.read(self._storage, INDEX_NAME).segments
        return segments

    def _live(self) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.bytes_]]]:
        """Of each segment the number of its first document, the documents that are not deleted, and their ids."""
        base = 0
        for segment in self._segments():
            columns = read_head(Path(self._storage.folder, segment.make_filename(LISTS))).columns
            _, check = columns[Codec.column_filename(segment, "id")]
            ids = read_column(self._storage, segment, "id", ID, check)
            docs = np.flatnonzero(~np.isin(np.arange(len(ids)), list(segment.deleted_docs())))
            yield base, docs, ids[docs]
            base += len(ids)


def segments_to_merge(segments: Sequence[Segment]) -> list[Segment]:
    """Choose segments to merge into one, none if there is no need."""
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


def small_ones(segments: Sequence[Segment], added: int) -> list[Segment]:
    """The smallest segments, if there are many, of as many articles as a run that `added` so many may write again."""
    small = sorted((one for one in segments if one.doc_count() < _LARGE), key=lambda one: one.doc_count())
    most = max(added // _SHARE, min(_TIMES * added, _QUICKLY))
    few = [
        one
        for one, together in zip(small, accumulate(one.doc_count() for one in small), strict=True)
        if together <= most
    ]
    return few if len(few) >= _SCATTERED else []
