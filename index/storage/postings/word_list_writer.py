"""The word list of a field is written as its words come, so that only numbers are kept of them until the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.text.stems import stem
from index.storage.postings.accumulator import Batch
from index.storage.postings.checked_pages import PageWriter
from index.storage.postings.word_list import ListPlace, stem_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KEPT = 400_000
_SHORT, _LONG = np.dtype(np.uint32), np.dtype(np.uint64)


class WordListWriter:
    """Writes a list for `word_list.WordList`. Where `stemmed`, a word can be found by its stem."""

    def __init__(self, pages: PageWriter, *, stemmed: bool) -> None:
        self._pages, self._stemmed, self._begin = pages, stemmed, pages.size
        self._lengths, self._frequencies, self._occurrences, self._stems = (
            [np.empty(0, _SHORT)],
            [np.empty(0, _SHORT)],
            [np.empty(0, _SHORT)],
            [np.empty(0, _SHORT)],
        )

    def add(self, batch: Batch) -> None:
        """Words that come after those before."""
        words, count = batch.words, len(batch.words)
        self._pages.write(b"\n".join([*words, b""]))
        self._lengths.append(np.fromiter(map(len, words), _SHORT, count) + np.uint32(1))
        self._frequencies.append(batch.frequencies.astype(_SHORT))
        self._occurrences.append(batch.occurrences.astype(_SHORT))
        if self._stemmed:
            self._stems.append(np.fromiter(map(_stem_keys.__getitem__, words), _SHORT, count))

    def close(self) -> ListPlace:
        """Write the positions of the words, and return the position of the list."""
        pages, lengths = self._pages, np.concatenate(self._lengths)
        starts = pages.write_array(_starts(lengths).astype(_SHORT))
        doc_starts = pages.write_array(_starts(np.concatenate(self._frequencies)))
        place_starts = pages.write_array(_starts(np.concatenate(self._occurrences)))
        stems = by_stem = None
        if self._stemmed:
            keys = np.concatenate(self._stems)
            order = np.argsort(keys, kind="stable")
            stems, by_stem = pages.write_array(keys[order]), pages.write_array(order.astype(_SHORT))
        return ListPlace(len(lengths), self._begin, starts, doc_starts, place_starts, stems, by_stem)


class _StemKeys(dict[bytes, int]):
    """The keys of the stems of words; those of the last segments are remembered."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > _KEPT:
            self.clear()
        key = self[word] = stem_key(stem(word.decode("utf-8", "surrogatepass")))
        return key


_stem_keys = _StemKeys()


def _starts(sizes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return the start of runs of these sizes, and the end of the last one: n + 1."""
    starts = np.zeros(len(sizes) + 1, _LONG)
    np.cumsum(sizes, out=starts[1:])
    return starts
