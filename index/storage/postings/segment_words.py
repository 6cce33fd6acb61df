"""The words of a segment, by field, and where they are: files that `codec` writes, in pages that have a checksum each.

.docs      for each field and word the articles it is in, ascending: uint32
.counts    how often it is in each of these: uint8 to uint64, for a whole field what its largest number needs
.places    its places in these, one article's after another's: likewise
.words     the word lists; behind them a head, which says where everything is, the head's CRC-32 and its length
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
from msgspec import Struct

from index.errors import DamagedData, decoding
from index.storage.postings.checked_pages import PagedArray, Pages
from index.storage.postings.word_list import ListPlace, WordList

if TYPE_CHECKING:
    from numpy.typing import NDArray

LISTS, DOCS, COUNTS, PLACES = ".words", ".docs", ".counts", ".places"
ARRAYS = (DOCS, COUNTS, PLACES)
TRAILER = 8
"""Bytes behind the head: its CRC-32 and its length."""

_DOC = np.dtype(np.uint32)


class Postings(NamedTuple):
    """Postings of words: the articles of each word, one word's after another's, its frequency in each, and its places.

    `docs` and `counts` have n numbers, `places` as many as `counts` together.
    """

    docs: NDArray[np.uint32]
    counts: NDArray[np.unsignedinteger[Any]]
    places: NDArray[np.unsignedinteger[Any]]


class Arrays(Struct, frozen=True, array_like=True):
    """The start of each array of a field, in bytes, and the width of its numbers."""

    words: ListPlace
    docs: int
    counts: int
    places: int
    count_bytes: int
    place_bytes: int


class _Opened(NamedTuple):
    """The arrays of a field, and where in them each word begins."""

    doc_starts: memoryview
    place_starts: memoryview
    docs: PagedArray[np.uint32]
    counts: PagedArray[np.unsignedinteger[Any]]
    places: PagedArray[np.unsignedinteger[Any]]


class CheckedFile(Struct, frozen=True, array_like=True):
    size: int
    checks: bytes


class Head(Struct, frozen=True, array_like=True):
    """The layout of a segment's files; of each column of Whoosh its size and CRC-32."""

    fields: dict[str, Arrays]
    lists: CheckedFile
    arrays: dict[str, CheckedFile]
    columns: dict[str, tuple[int, int]]


class SegmentWords(Mapping[str, WordList]):
    """The words of a segment, by field, and where they are. Safe to use from several threads."""

    def __init__(self, folder: Path, file_name: Callable[[str], str]) -> None:
        """Open the files of a segment; `file_name` returns the name of the one with a suffix.

        Raises DamagedData if they are damaged, and FileNotFoundError.
        """
        file = folder / file_name(LISTS)
        head = read_head(file)
        self.columns = head.columns
        self._fields = head.fields
        self._lists = Pages(file, head.lists.size, head.lists.checks, more=True)
        self._pages = [
            Pages(folder / file_name(ending), head.arrays[ending].size, head.arrays[ending].checks) for ending in ARRAYS
        ]
        self._known: dict[str, WordList] = {}
        self._opened: dict[str, _Opened] = {}

    def __getitem__(self, field: str) -> WordList:
        """Raises DamagedData where the list is damaged."""
        words = self._known.get(field)
        if words is None:
            words = self._known[field] = WordList(self._lists, self._fields[field].words)
        return words

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def docs(self, field: str, begin: int, end: int) -> tuple[NDArray[np.uint32], NDArray[np.unsignedinteger[Any]]]:
        """The articles of words `begin` to `end`, and how often the words are in each. Raises DamagedData."""
        arrays = self._opened.get(field) or self._open(field)
        first, last = arrays.doc_starts[begin], arrays.doc_starts[end]
        return arrays.docs.part(first, last), arrays.counts.part(first, last)

    def postings(self, field: str, begin: int, end: int) -> Postings:
        """The same with the places. Raises DamagedData if damaged."""
        arrays = self._opened.get(field) or self._open(field)
        places = arrays.places.part(arrays.place_starts[begin], arrays.place_starts[end])
        return Postings(*self.docs(field, begin, end), places)

    def _open(self, field: str) -> _Opened:
        lists, arrays = self[field], self._fields[field]
        docs, counts, places = self._pages
        postings, occurrences = int(lists.doc_starts[-1]), int(lists.place_starts[-1])
        opened = self._opened[field] = _Opened(
            lists.doc_starts.data,
            lists.place_starts.data,
            PagedArray(docs, _DOC, arrays.docs, postings),
            PagedArray(counts, np.dtype(f"u{arrays.count_bytes}"), arrays.counts, postings),
            PagedArray(places, np.dtype(f"u{arrays.place_bytes}"), arrays.places, occurrences),
        )
        return opened

    def widths(self, field: str) -> tuple[int, int]:
        """Return the width of a count and that of a place, in bytes."""
        return self._fields[field].count_bytes, self._fields[field].place_bytes

    def check_sizes(self) -> None:
        """Raise DamagedData if a file was cut short since it was opened. Some 2 µs."""
        for pages in (self._lists, *self._pages):
            pages.check_size()

    def let_go(self) -> None:
        """Keep nothing of it in memory; what is looked at next is read again."""
        for pages in (self._lists, *self._pages):
            pages.let_go()

    def check(self) -> int:
        """Look at everything; how many bytes that are. Raises DamagedData where it is damaged."""
        return sum(pages.check() for pages in (self._lists, *self._pages))


def read_head(path: Path) -> Head:
    """Read what is behind the word lists. Raises DamagedData if it is damaged, FileNotFoundError."""
    with path.open("rb") as file:
        whole = file.seek(0, 2)
        file.seek(max(0, whole - TRAILER))
        trailer = file.read()
        length = int.from_bytes(trailer[4:], "little")
        if len(trailer) < TRAILER or length > whole - TRAILER:
            raise DamagedData(f"{path.name} is not whole")
        file.seek(whole - TRAILER - length)
        raw = file.read(length)
    if zlib.crc32(raw) != int.from_bytes(trailer[:4], "little"):
        raise DamagedData(f"{path.name} is damaged")
    with decoding(path.name):
        head = msgspec.msgpack.decode(raw, type=Head)
    if head.lists.size != whole - TRAILER - length:
        raise DamagedData(f"{path.name} is not whole")
    return head
