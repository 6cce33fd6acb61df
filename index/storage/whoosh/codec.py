"""Whoosh's codec, with postings and positions packed into arrays of our own."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

import msgspec
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from index.storage.postings.accumulator import Batch
from index.storage.postings.checked_pages import PageWriter, checksum_of
from index.storage.postings.segment_words import ARRAYS, LISTS, Arrays, CheckedFile, Head
from index.storage.postings.word_list_writer import WordListWriter

_NOT_STEMMED = frozenset({"actor", "actor_name", "said", "outlet_name"})


class Codec(W3Codec):
    """The codec of the writer."""

    length_stats = False

    def field_writer(self, storage: FileStorage, segment: Segment) -> _FieldWriter:
        return _FieldWriter(storage, segment)


class _FieldWriter:
    """Takes the postings from Whoosh's segment writer: batches in the order of fields and words."""

    def __init__(self, storage: FileStorage, segment: Segment) -> None:
        self._storage, self._segment = storage, segment
        self._lists = PageWriter(segment.create_file(storage, LISTS))
        self._arrays = {ending: PageWriter(segment.create_file(storage, ending)) for ending in ARRAYS}
        self._fields: dict[str, Arrays] = {}
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: object, batches: Iterable[Batch]) -> None:
        docs, counts, places = (self._arrays[ending] for ending in ARRAYS)
        for field, in_field in groupby(batches, attrgetter("field")):
            begins = docs.align(), counts.align(), places.align()
            words = WordListWriter(self._lists, stemmed=field not in _NOT_STEMMED)
            widths = (1, 1)
            for batch in in_field:
                words.add(batch)
                docs.write(batch.docs.tobytes())
                counts.write(batch.counts.tobytes())
                places.write(batch.places.tobytes())
                widths = batch.counts.itemsize, batch.places.itemsize
            self._fields[field] = Arrays(words.close(), *begins, *widths)

    def close(self) -> None:
        arrays = {ending: CheckedFile(pages.size, pages.close()) for ending, pages in self._arrays.items()}
        size, file = self._lists.size, self._lists.file
        head = msgspec.msgpack.encode(
            Head(self._fields, CheckedFile(size, self._lists.checks()), arrays, self._columns())
        )
        file.write(head + zlib.crc32(head).to_bytes(4, "little") + len(head).to_bytes(4, "little"))
        file.close()
        self.is_closed = True

    def _columns(self) -> dict[str, tuple[int, int]]:
        # the segment writer closes the columns first
        sums = {}
        for name in self._segment.list_files(self._storage):
            if name.endswith(Codec.COLUMN_EXT):
                with self._storage.open_file(name) as file:
                    sums[name] = checksum_of(file)
        return sums
