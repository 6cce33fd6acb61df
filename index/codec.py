"""How words are kept in a segment: Whoosh's codec for the rest, packed arrays for where each word is.

Beside Whoosh's files a segment has two: `.words`, the word lists and the checksums of the columns, and `.places`, a
record a word, one after another in the order of fields and words:

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
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec
import numpy as np
from msgspec import Struct
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.writing import PostingPool

from index.word_list import WordList, pack, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORDS, _PLACES = ".words", ".places"
_ITEM = 4
_AT_ONCE = 1 << 20


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


class _Head(Struct, frozen=True, array_like=True):
    """What `.words` holds: the packed word lists, the size of `.places`, size and CRC-32 of each column file."""

    lists: bytes
    places: int
    columns: dict[str, tuple[int, int]]


class Words:
    """The words of a segment and where they are. Safe to use from several threads."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        """Raises ValueError or msgspec.MsgspecError where the files are damaged, FileNotFoundError."""
        with segment.open_file(storage, _WORDS) as file:
            head = msgspec.msgpack.decode(_checked(file.read()), type=_Head)
        self.lists: dict[str, WordList] = unpack(head.lists)
        self.columns = head.columns
        if storage.file_length(segment.make_filename(_PLACES)) != head.places:
            raise ValueError("the places are not whole")
        self.file: BinaryIO = segment.open_file(storage, _PLACES).raw_file()

    def postings(self, field: str, number: int) -> Postings:
        """Where a word of `lists[field]` is. Raises ValueError where the record is damaged."""
        words = self.lists[field]
        begin, end = words.record(number)
        record = os.pread(self.file.fileno(), end - begin, begin)
        items = np.frombuffer(_checked(record), np.uint32)
        n = int(words.frequencies[number])
        docs, counts, places = items[:n], items[n : 2 * n], items[2 * n :]
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
        self._storage, self._segment = storage, segment
        self._words = segment.create_file(storage, _WORDS)
        self._places = segment.create_file(storage, _PLACES)
        self._lists: dict[str, tuple[list[bytes], list[int], list[int]]] = {}
        self._size = 0
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: object, items: Iterable[WordPostings]) -> None:
        for field, in_field in groupby(items, itemgetter(0)):
            words, frequencies, ends = self._lists.setdefault(field, ([], [], []))
            for item in in_field:
                record = array("I", item.docs).tobytes() + array("I", item.counts).tobytes() + item.places
                self._places.write(_with_checksum(record))
                self._size += _ITEM + len(record)
                words.append(item.word)
                frequencies.append(len(item.docs))
                ends.append(self._size)

    def close(self) -> None:
        head = _Head(pack(self._lists), self._size, self._columns())
        self._words.write(_with_checksum(msgspec.msgpack.encode(head)))
        self._words.close()
        self._places.close()
        self.is_closed = True

    def _columns(self) -> dict[str, tuple[int, int]]:
        # the segment writer closes the columns first
        sums = {}
        for name in self._segment.list_files(self._storage):
            if name.endswith(Codec.COLUMN_EXT):
                size = check = 0
                with self._storage.open_file(name) as file:
                    while some := file.read(_AT_ONCE):
                        size, check = size + len(some), zlib.crc32(some, check)
                sums[name] = (size, check)
        return sums


def _with_checksum(raw: bytes) -> bytes:
    return zlib.crc32(raw).to_bytes(_ITEM, "little") + raw


def _checked(raw: bytes) -> memoryview:
    """What `_with_checksum` was given. Raises ValueError where it is damaged."""
    view = memoryview(raw)
    if len(raw) < _ITEM or zlib.crc32(view[_ITEM:]) != int.from_bytes(view[:_ITEM], "little"):
        raise ValueError("a checksum is wrong")
    return view[_ITEM:]
