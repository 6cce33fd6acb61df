"""The words of one field of one segment, packed: found by how they begin, or by their stem."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from index.words import stem

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Packed(Struct, frozen=True, array_like=True):
    words: bytes
    ends: bytes
    frequencies: bytes
    records: bytes
    by_stem: bytes


class WordList:
    """Words in the order of their UTF-8 bytes, each known by its number in that order.

    `frequencies` is an array of n int32: in how many articles each word is.
    """

    def __init__(self, packed: _Packed, first: int) -> None:
        """`first` is where the first record begins."""
        self._words = packed.words
        self._ends = np.frombuffer(packed.ends, np.uint32)
        self._records = np.frombuffer(packed.records, np.uint64)
        self._by_stem = np.frombuffer(packed.by_stem, np.uint32)
        self.frequencies: NDArray[np.int32] = np.frombuffer(packed.frequencies, np.int32)
        if len({len(self._ends), len(self._records), len(self._by_stem), len(self.frequencies)}) > 1:
            raise ValueError("a word list that is not whole")
        self._first = first
        self.last = int(self._records[-1]) if len(self._records) else first

    def __len__(self) -> int:
        return len(self._ends)

    def word(self, number: int) -> bytes:
        begin = self._ends[number - 1] if number else 0
        return self._words[begin : self._ends[number]]

    def record(self, number: int) -> tuple[int, int]:
        """Where the record of a word begins and ends in the file of the places."""
        begin = self._records[number - 1] if number else self._first
        return int(begin), int(self._records[number])

    def find(self, word: str) -> range:
        """The number of a word, in a range of one; an empty range where it is not there."""
        encoded = word.encode()
        number = self._first_from(encoded)
        return range(number, number + (number < len(self) and self.word(number) == encoded))

    def starting_with(self, prefix: str) -> range:
        """The numbers of all words that begin so."""
        encoded = prefix.encode()
        return range(self._first_from(encoded), self._first_from(encoded + b"\xff"))

    def forms_of(self, stemmed: str) -> list[int]:
        """The numbers of all words with this stem."""
        order = self._by_stem

        def stem_at(place: int) -> str:
            return stem(self.word(order[place]).decode())

        place = bisect_left(range(len(order)), stemmed, key=stem_at)
        forms = []
        while place < len(order) and stem_at(place) == stemmed:
            forms.append(int(order[place]))
            place += 1
        return forms

    def _first_from(self, encoded: bytes) -> int:
        return bisect_left(range(len(self)), encoded, key=self.word)


def pack(fields: dict[str, tuple[list[bytes], list[int], list[int]]]) -> bytes:
    """Pack, for each field, sorted words, in how many articles each of them is, and where its record ends.

    The records of a field are one after another, and the fields too.
    """
    return msgspec.msgpack.encode({field: _pack(*lists) for field, lists in fields.items()})


def unpack(packed: bytes) -> dict[str, WordList]:
    """What `pack` made. Raises msgspec.DecodeError or ValueError where it is damaged."""
    lists: dict[str, WordList] = {}
    first = 0
    for field, one in msgspec.msgpack.decode(packed, type=dict[str, _Packed]).items():
        lists[field] = WordList(one, first)
        first = lists[field].last
    return lists


def _pack(words: list[bytes], counts: list[int], record_ends: list[int]) -> _Packed:
    stems = [stem(word.decode()) for word in words]
    by_stem = sorted(range(len(words)), key=stems.__getitem__)
    return _Packed(
        b"".join(words),
        np.cumsum([len(word) for word in words], dtype=np.uint32).tobytes(),
        np.array(counts, np.int32).tobytes(),
        np.array(record_ends, np.uint64).tobytes(),
        np.array(by_stem, np.uint32).tobytes(),
    )
