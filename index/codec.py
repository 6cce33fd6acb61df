"""How words are kept in a segment: Whoosh's codec for the rest, packed arrays for where each word is.

Beside Whoosh's files a segment has two: `.words`, the word lists, and `.places`, a record a word, one after another in
the order of fields and words:

    checksum    uint32, CRC-32 of the rest
    documents   n uint32, ascending
    counts      n uint32, how often the word is in each
    places      sum(counts) uint32, in which places, one document's after another's
"""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.writing import PostingPool

from index.word_list import WordList, pack, unpack

_WORDS, _PLACES = ".words", ".places"
_ITEM = 4


class Postings(NamedTuple):
    """Where a word is: n documents in order, how often in each, and all its places, one document's after another's."""

    docs: NDArray[np.int64]
    counts: NDArray[np.int64]
    places: NDArray[np.uint32]


class WordPostings(NamedTuple):
    """The same on its way into a segment, for one word of a field; `places` are packed."""

    field: str
    word: bytes
    docs: list[int]
    counts: list[int]
    places: bytes


class Codec(W3Codec):
    """What the builder writes with."""

    length_stats = False

    def field_writer(self, storage: Storage, segment: Segment) -> _FieldWriter:
        return _FieldWriter(storage, segment)


class Words:
    """The words of a segment and where they are. Safe to use from several threads."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        """Raises ValueError or msgspec.MsgspecError where the files are damaged, FileNotFoundError."""
        with segment.open_file(storage, _WORDS) as file:
            self.lists: dict[str, WordList] = unpack(file.read())
        self.file: BinaryIO = segment.open_file(storage, _PLACES).raw_file()

    def postings(self, field: str, number: int) -> Postings:
        """Where a word of `lists[field]` is. Raises ValueError where the record is damaged."""
        words = self.lists[field]
        begin, end = words.record(number)
        record = os.pread(self.file.fileno(), end - begin, begin)
        items = np.frombuffer(record, np.uint32)
        if len(record) != end - begin or zlib.crc32(record[_ITEM:]) != items[0]:
            raise ValueError(f"the record of a word is damaged, at {begin}")
        n = int(words.frequencies[number])
        docs, counts, places = items[1 : n + 1], items[n + 1 : 2 * n + 1], items[2 * n + 1 :]
        return Postings(docs.astype(np.int64), counts.astype(np.int64), places)


class Pool(PostingPool):
    """Gathers the postings of new documents by word."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, bytes], tuple[list[int], list[int], list[bytes]]] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        field, word, doc, count, places = item
        lists = self._lists.get((field, word))
        if lists is None:
            lists = self._lists[field, word] = ([], [], [])
        lists[0].append(doc)
        lists[1].append(int(count))
        lists[2].append(places)

    def iter_postings(self) -> Iterator[WordPostings]:
        for field, word in sorted(self._lists):
            docs, counts, places = self._lists[field, word]
            yield WordPostings(field, word, docs, counts, b"".join(places))

    def cleanup(self) -> None:
        """Forget everything."""
        self._lists.clear()


class _FieldWriter:
    """What Whoosh's segment writer gives the postings to, all at once and in order."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        self._words = segment.create_file(storage, _WORDS)
        self._places = segment.create_file(storage, _PLACES)
        self._lists: dict[str, tuple[list[bytes], list[int], list[int]]] = {}
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: object, items: Iterable[WordPostings]) -> None:
        end = 0
        for field, in_field in groupby(items, itemgetter(0)):
            words, frequencies, ends = self._lists.setdefault(field, ([], [], []))
            for item in in_field:
                record = array("I", item.docs).tobytes() + array("I", item.counts).tobytes() + item.places
                self._places.write(zlib.crc32(record).to_bytes(_ITEM, "little") + record)
                end += _ITEM + len(record)
                words.append(item.word)
                frequencies.append(len(item.docs))
                ends.append(end)

    def close(self) -> None:
        self._words.write(pack(self._lists))
        self._words.close()
        self._places.close()
        self.is_closed = True
