"""Whoosh's merge policy: copy the columns of segments, and merge their postings without going back to the text."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from whoosh.codec.base import PerDocumentReader, Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import PostingPool, SegmentWriter

from index.errors import decoding
from index.storage.postings.accumulator import Batch
from index.storage.postings.merge_postings import MergePart, merged_postings
from index.storage.postings.segment_words import SegmentWords

_AT_ONCE = 2_000_000  # positions merged at a time: some 100 MB


class MergeStopped(Exception):
    """A merge was given up."""


class Merger(PostingPool):
    """A merge policy for Whoosh, and the pool of postings that it leaves to the writer."""

    def __init__(
        self, storage: FileStorage, few: Sequence[Segment], stop: threading.Event, at_once: int = _AT_ONCE
    ) -> None:
        """Merge the `few` segments in `storage`, which need not be the writer's."""
        self._storage, self._few, self._stop, self._at_once = storage, few, stop, at_once
        self._parts: list[MergePart] = []

    def __call__(self, writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
        for segment in self._few:
            alive = np.ones(segment.doc_count_all(), bool)
            alive[list(segment.deleted_docs())] = False
            words = SegmentWords(Path(self._storage.folder), segment.make_filename)
            self._parts.append(MergePart(words, alive, writer.docnum))
            with closing(writer.codec.per_document_reader(self._storage, segment)) as documents:
                _copy(documents, writer)
            self._look_up()
        writer.pool = self
        writer._added = writer.docnum > 0
        return [one for one in segments if one not in self._few]

    def iter_postings(self) -> Iterator[Batch]:
        """Yield the merged postings. Raises MergeStopped, and DamagedData if a segment is damaged."""
        for field in sorted({field for part in self._parts for field in part.words}):
            parts = [part for part in self._parts if field in part.words]
            yield from merged_postings(field, parts, self._at_once, self._look_up)

    def cleanup(self) -> None:
        """Nothing was put aside."""

    def _look_up(self) -> None:
        if self._stop.is_set():
            raise MergeStopped


def _copy(documents: PerDocumentReader, writer: SegmentWriter) -> None:
    """Add documents to a segment, all but their words.

    Whoosh's own copy looks for a file for each field of each document.
    """
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
