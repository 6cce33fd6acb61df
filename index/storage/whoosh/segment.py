"""One segment of an index, opened for reading: its columns as arrays, its words, its articles."""

from __future__ import annotations

import weakref
import zlib
from collections.abc import Callable
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from whoosh.codec.base import Segment as Written
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import FileStorage

from index.errors import DamagedData, decoding
from index.storage.postings.checked_pages import checksum_of
from index.storage.postings.segment_words import SegmentWords
from index.storage.whoosh.fields import schema

if TYPE_CHECKING:
    from numpy.typing import NDArray

INDEX_NAME = "wireside"
ID: np.dtype[np.bytes_] = np.dtype("S12")
_LANGUAGE: np.dtype[np.bytes_] = np.dtype("S3")
_LINE = np.dtype(np.uint64)
SEAL = 4
T = TypeVar("T", bound=np.generic)


class Segment:
    """Everything is opened at once, since a later commit may remove the files. Articles are for one thread at a time.

    Arrays of n articles: `ids` (S12), `published` (int32, yyyymmdd), `lengths` (float32, words), `languages` (S3),
    `outlets` (uint64, a key of the outlet's name, 0 for none). The articles have at most `most_lines` lines together.
    `words` are the word lists by field, and the postings.
    """

    def __init__(self, storage: FileStorage, written: Written) -> None:
        """Raises DamagedData, among others, where a file is damaged. The large columns are only measured here."""
        self._storage = storage
        self.name: str = written.segment_id()
        self.size: int = written.doc_count_all()
        self.words = SegmentWords(Path(storage.folder), written.make_filename)
        for file, (size, _) in self.words.columns.items():
            if storage.file_length(file) != size:
                raise DamagedData(f"{file} is not whole")

        def column(field: str, dtype: np.dtype[T]) -> NDArray[T]:
            _, check = self.words.columns[W3Codec.column_filename(written, field)]
            return read_column(storage, written, field, dtype, check)

        self.ids = column("id", ID)
        self.published = column("published", np.dtype(">i4")).astype(np.int32)
        self.lengths = column("words", np.dtype(">u4")).astype(np.float32)
        self.languages = column("language", _LANGUAGE)
        self.outlets = column("outlet_key", np.dtype(">u8")).astype(np.uint64)
        self._documents = W3Codec().per_document_reader(storage, written)
        self._lines = self._column_of_values("lines")
        size, check = self.words.columns[W3Codec.column_filename(written, "lines")]
        self.most_lines = size // _LINE.itemsize
        self._line_file = partial(_read, storage, written, "lines"), check
        self._features = self._column_of_values("features")
        self._articles = self._column_of_values("article")
        self._texts = self._column_of_values("text")
        self.close: Callable[[], object] = weakref.finalize(self, self._documents.close)

    def _column_of_values(self, field: str) -> VarBytesColumn.Reader:
        """Open a column of values of any length. Raises DamagedData if these are more than the file has."""
        with decoding(f"the column {field}"):
            column: VarBytesColumn.Reader = self._documents.column_reader(field, schema()[field].column_type)
            lengths, offsets = np.asarray(column._lengths, np.uint64), np.asarray(column._offsets, np.uint64)
        if len(lengths) != self.size or (self.size and int((offsets + lengths).max()) > column._length):
            raise DamagedData(f"the column {field} is damaged")
        return column

    def lines(self) -> tuple[NDArray[np.intp], NDArray[np.uint64]]:
        """The lines of all articles, deleted ones too: the number of the article, and the key of the line.

        Raises DamagedData where they are damaged.
        """
        file, check = self._line_file
        if zlib.crc32(file()) != check:
            raise DamagedData("the column lines is damaged")
        packed = list(self._lines)
        each = np.array([len(one) for one in packed], np.intp) // _LINE.itemsize
        return np.repeat(np.arange(len(packed)), each), np.frombuffer(b"".join(packed), _LINE)

    def lines_of(self, doc: int) -> bytes:
        """The lines of one article, as they were packed."""
        packed: bytes = self._lines[doc]
        return packed

    def features(self) -> list[bytes]:
        """Return the story features of each article, deleted ones too; still sealed."""
        # the column's own iterator reads each value by itself, which takes longer than all that is done with them
        column = self._features
        ends = list(accumulate(column._lengths, initial=0))
        whole = column._dbfile.get(column._basepos, ends[-1])
        return [whole[begin:end] for begin, end in pairwise(ends)]

    def features_of(self, doc: int) -> bytes:
        """The same of one article, unsealed. Raises DamagedData where it is damaged."""
        return unsealed(self.ids[doc], self._features[doc])

    def article(self, doc: int) -> bytes:
        """An article as `schema.unpack_article` takes it. Raises DamagedData where it is damaged."""
        return unsealed(self.ids[doc], self._articles[doc])

    def text(self, doc: int) -> bytes:
        """The text of a source as `schema.unpack_text` takes it. Raises DamagedData where it is damaged."""
        return unsealed(self.ids[doc], self._texts[doc])

    def check(self) -> int:
        """Look at every byte of every file, and count the bytes. Raises DamagedData where one is damaged."""
        checked = self.words.check()
        for name, sums in self.words.columns.items():
            with self._storage.open_file(name) as file:
                if checksum_of(file) != sums:
                    raise DamagedData(f"{name} is damaged")
            checked += sums[0]
        return checked


def sealed(id: bytes, packed: bytes) -> bytes:
    """Seal a value against a mix-up with another article's: prefix the CRC-32 of it and the id."""
    return zlib.crc32(packed, zlib.crc32(id)).to_bytes(SEAL, "little") + packed


def unsealed(id: bytes, whole: bytes) -> bytes:
    """Return the value that was sealed with this id. Raises DamagedData if it was another."""
    packed = whole[SEAL:]
    if sealed(id, packed) != whole:
        raise DamagedData("an article is damaged")
    return packed


def read_column(
    storage: FileStorage, written: Written, field: str, dtype: np.dtype[T], check: int | None = None
) -> NDArray[T]:
    """A column of values of one size, one a document; trailing ones that were never set are zero.

    Raises DamagedData where `check`, its CRC-32, is wrong.
    """
    column: NDArray[T] = np.zeros(written.doc_count_all(), dtype)
    raw = _read(storage, written, field)
    if check not in (None, zlib.crc32(raw)):
        raise DamagedData(f"the column {field} is damaged")
    if len(raw) % dtype.itemsize or len(raw) > column.nbytes:
        raise DamagedData(f"the column {field} is damaged")
    values = np.frombuffer(raw, dtype)
    column[: len(values)] = values
    return column


def _read(storage: FileStorage, written: Written, field: str) -> bytes:
    with storage.open_file(W3Codec.column_filename(written, field)) as file:
        raw: bytes = file.read()
        return raw
