"""Whoosh's own codec with larger blocks, postings that come as arrays, and a packed word list beside each segment."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermsReader
from whoosh.fields import FieldType
from whoosh.filedb.filestore import Storage
from whoosh.formats import Format

from index.word_list import WordList, pack, unpack

_WORDS = ".words"


class Postings(NamedTuple):
    """Where a word is: n documents in order, how often in each, and all its places, one document's after another's."""

    docs: NDArray[np.int64]
    counts: NDArray[np.int64]
    places: NDArray[np.uint32]


class Codec(W3Codec):
    """What the builder writes with and the archive reads with."""

    def __init__(self) -> None:
        super().__init__(blocklimit=1024, compression=1)

    def field_writer(self, storage: Storage, segment: Segment) -> _FieldWriter:
        return _FieldWriter(self, storage, segment)

    def word_lists(self, storage: Storage, segment: Segment) -> dict[str, WordList]:
        """The words of each field of a segment."""
        with segment.open_file(storage, _WORDS) as file:
            return unpack(file.read())


def postings(terms: W3TermsReader, field: str, word: bytes, format_: Format) -> Postings:
    """Where a word of the word list is. Blocks are read whole, where Whoosh goes from document to document."""
    matcher = terms.matcher(field, word, format_)
    docs: list[NDArray[np.int64]] = []
    counts: list[float] = []
    places: list[bytes] = []
    while True:
        matcher._read_data()
        steps, weights, values = matcher._data
        docs.append(np.cumsum(np.array(steps, np.int64)))
        counts += weights if isinstance(weights, tuple) else (weights or 1.0,) * len(steps)
        places += values
        if matcher._lastblock:
            break
        matcher._next_block()
    return Postings(np.concatenate(docs), np.array(counts, np.int64), np.frombuffer(b"".join(places), np.uint32))


class _FieldWriter(W3FieldWriter):
    """Keeps, while postings are written, the words of each field and in how many documents they are."""

    def __init__(self, codec: Codec, storage: Storage, segment: Segment) -> None:
        super().__init__(codec, storage, segment)
        self._fields: dict[str, tuple[list[bytes], list[int]]] = {}

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        super().start_field(fieldname, fieldobj)
        self._words, self._frequencies = self._fields.setdefault(fieldname, ([], []))

    def start_term(self, btext: bytes) -> None:
        super().start_term(btext)
        self._words.append(btext)
        self._frequencies.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        super().add(docnum, weight, vbytes, length)
        self._frequencies[-1] += 1

    def close(self) -> None:
        with self._create_file(_WORDS) as file:
            file.write(pack(self._fields))
        super().close()
