"""The words of one field of one segment: found by how they begin, by their stem, by a pattern, by a slip of the pen.

They stand in one mapped text, a word a line, in the order of their UTF-8 bytes; nothing is unpacked.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from msgspec import Struct

from index.postings.pages import Pages, PageWriter
from index.words import stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)

_LONG, _SHORT = np.dtype(np.uint64), np.dtype(np.uint32)
_KEPT = 400_000
_ANY = rb"(?:[^\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]+)"


class Place(Struct, frozen=True, array_like=True):
    """Where the list of a field stands in its file: `count` words, and the first byte of each of its arrays."""

    count: int
    text: int
    starts: int
    doc_starts: int
    place_starts: int
    stems: int | None
    by_stem: int | None


class WordList:
    """Words, each known by its number in their order. Postings of word i are those from `doc_starts[i]` on."""

    def __init__(self, pages: Pages, place: Place) -> None:
        """Raises ValueError where the list is damaged."""
        count = place.count
        self._starts = pages.array(_SHORT, place.starts, count + 1)
        # gives numbers of Python far quicker, one by one
        self._start = self._starts.data
        self.doc_starts: NDArray[np.uint64] = pages.array(_LONG, place.doc_starts, count + 1)
        self.place_starts: NDArray[np.uint64] = pages.array(_LONG, place.place_starts, count + 1)
        self._text = pages.read(place.text, place.text + int(self._starts[-1]))
        self._stems = None if place.stems is None else pages.array(_SHORT, place.stems, count)
        self._by_stem = None if place.by_stem is None else pages.array(_SHORT, place.by_stem, count)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @cached_property
    def frequencies(self) -> NDArray[np.int64]:
        """In how many articles each word is, deleted ones too: n int64."""
        return sizes(self.doc_starts)

    def word(self, number: int) -> bytes:
        return bytes(self._text[self._start[number] : self._start[number + 1] - 1])

    def words(self, numbers: range | None = None) -> list[bytes]:
        """Some words one after another, or all of them."""
        begin, end = (numbers.start, numbers.stop) if numbers is not None else (0, len(self))
        raw = bytes(self._text[self._start[begin] : self._start[end]])
        return raw.split(b"\n")[:-1]

    def find(self, word: str | bytes) -> range:
        """The number of a word, in a range of one; an empty range where it is not there."""
        encoded = word if isinstance(word, bytes) else word.encode("utf-8", "surrogatepass")
        number = self._first_from(encoded)
        return range(number, number + (number < len(self) and self.word(number) == encoded))

    def starting_with(self, prefix: str) -> range:
        """The numbers of all words that begin so."""
        encoded = prefix.encode("utf-8", "surrogatepass")
        return range(self._first_from(encoded), self._first_from(encoded + b"\xff"))

    def forms_of(self, stemmed: str) -> Sequence[int]:
        """The numbers of all words with this stem."""
        if self._stems is None or self._by_stem is None:
            return self.find(stemmed)
        key = np.uint32(_stem_key(stemmed))
        begin, end = self._stems.searchsorted(key), self._stems.searchsorted(key, "right")
        forms = self._by_stem[begin:end].tolist()
        return sorted(number for number in forms if stem(_decoded(self.word(number))) == stemmed)

    def like(self, pattern: str) -> list[int]:
        """The numbers of all words that `pattern` describes whole; `*` is any characters, or none, `?` is one."""
        head = re.split(r"[*?]", pattern, maxsplit=1)[0]
        first, *middle = [_one_by_one(part) for part in pattern.split("*")]
        last = rb"[^\n]*" + middle.pop() if middle else b""
        # the first place that fits will do, so there is nothing to go back for
        sought = first + b"".join(rb"(?>[^\n]*?" + part + rb")" for part in middle) + last
        return self._matching(self.starting_with(head), sought)

    def near_to(self, word: str, mark: str = "") -> list[int]:
        """The numbers of all words that become this one by adding, leaving out or changing one letter, not the first.

        The word itself is among them. All begin with `mark`.
        """
        # one letter spoils one half of a word alone
        half = (len(word) + 1) // 2
        begun = self.starting_with(mark + word[:half])
        ended = self._ending(self.starting_with(mark + word[:1]), word[half:])
        candidates = {**dict(zip(begun, self.words(begun), strict=True)), **ended}
        return sorted(number for number, other in candidates.items() if _one_off(mark + word, other))

    def _ending(self, numbers: range, ending: str) -> dict[int, bytes]:
        """Those of the words that end so."""
        found: dict[int, bytes] = {}
        if not numbers or not ending:
            return found
        begin, end = self._start[numbers.start], self._start[numbers.stop]
        text, last = bytes(self._text[begin:end]), ending.encode("utf-8", "surrogatepass") + b"\n"
        at = text.find(last)
        while at >= 0:
            first = text.rfind(b"\n", 0, at) + 1
            number = int(self._starts.searchsorted(np.uint32(begin + first)))
            found[number] = text[first : at + len(last) - 1]
            at = text.find(last, at + 1)
        return found

    def _matching(self, numbers: range, sought: bytes) -> list[int]:
        if not numbers:
            return []
        begin, end = self._start[numbers.start], self._start[numbers.stop]
        pattern = re.compile(rb"^" + sought + rb"$", re.M)
        found = [match.start() + begin for match in pattern.finditer(self._text[begin : end - 1])]
        return [int(number) for number in np.searchsorted(self._starts, np.array(found, np.uint32))]

    def _first_from(self, encoded: bytes) -> int:
        return bisect_left(range(len(self)), encoded, key=self.word)


@lru_cache(maxsize=1 << 14)
def _one_off(word: str, raw: bytes) -> bool:
    """Whether one word becomes the other by adding, leaving out or changing one letter at most."""
    # lists of several segments have the same words
    other = _decoded(raw)
    if not -1 <= len(word) - len(other) <= 1:
        return False
    same = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if same is None:
        return True
    return word[same + (len(word) >= len(other)) :] == other[same + (len(word) <= len(other)) :]


def _decoded(word: bytes) -> str:
    return word.decode("utf-8", "surrogatepass")


def _one_by_one(text: str) -> bytes:
    """A pattern for these characters, of which `?` is any."""
    return b"".join(_ANY if one == "?" else re.escape(one.encode("utf-8", "surrogatepass")) for one in text)


def write_list(
    pages: PageWriter,
    words: Sequence[bytes],
    frequencies: NDArray[np.integer[Any]],
    occurrences: NDArray[np.integer[Any]],
    *,
    stemmed: bool,
) -> Place:
    """Write the list of a field: sorted words, in how many articles each of them is, and how often.

    Where `stemmed`, a word can be found by its stem.
    """
    text = b"\n".join([*words, b""])
    begin = pages.size
    pages.write(text)
    starts = pages.write_array(_sums([len(word) + 1 for word in words], _SHORT))
    doc_starts = pages.write_array(_sums(frequencies, _LONG))
    place_starts = pages.write_array(_sums(occurrences, _LONG))
    stems = by_stem = None
    if stemmed:
        keys = np.fromiter(map(_stem_keys.__getitem__, words), _SHORT, len(words))
        order = np.argsort(keys, kind="stable")
        stems, by_stem = pages.write_array(keys[order]), pages.write_array(order.astype(_SHORT))
    return Place(len(words), begin, starts, doc_starts, place_starts, stems, by_stem)


class _StemKeys(dict[bytes, int]):
    """The keys of the stems of words; those of the last segments are remembered."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > _KEPT:
            self.clear()
        key = self[word] = _stem_key(stem(_decoded(word)))
        return key


_stem_keys = _StemKeys()


def _stem_key(stemmed: str) -> int:
    """A number by which words of one stem are found; words of another may have the same."""
    return zlib.crc32(stemmed.encode("utf-8", "surrogatepass"))


def sizes(starts: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How long each run is, from where the runs start: n of n + 1."""
    return (starts[1:] - starts[:-1]).astype(np.int64)


def _sums(runs: Sequence[int] | NDArray[np.integer[Any]], dtype: np.dtype[T]) -> NDArray[T]:
    return np.concatenate([[0], np.cumsum(runs, dtype=np.int64)]).astype(dtype)
