"""The words of one field of one segment: found by how they begin, by their stem, by a pattern, by a slip of the pen.

They are in one mapped text, a word a line, in the order of their UTF-8 bytes; nothing is unpacked.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from msgspec import Struct

from corpus.text.stems import stem
from index.storage.postings.checked_pages import Pages

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)

_LONG, _SHORT = np.dtype(np.uint64), np.dtype(np.uint32)
_KEPT = 400_000
_ANY = rb"(?:[^\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]+)"


class ListPlace(Struct, frozen=True, array_like=True):
    """The position of a field's list in its file: `count` words, and the first byte of each of its arrays."""

    count: int
    text: int
    starts: int
    doc_starts: int
    place_starts: int
    stems: int | None
    by_stem: int | None


class WordList:
    """Words, each known by its number in their order. Postings of word i are those from `doc_starts[i]` on."""

    def __init__(self, pages: Pages, place: ListPlace) -> None:
        """Raises ValueError where the list is damaged."""
        count = place.count
        self._starts = pages.array(_SHORT, place.starts, count + 1)
        # one by one, the buffer of an array gives numbers far quicker than the array
        self._start = self._starts.data
        self.doc_starts: NDArray[np.uint64] = pages.array(_LONG, place.doc_starts, count + 1)
        self.place_starts: NDArray[np.uint64] = pages.array(_LONG, place.place_starts, count + 1)
        self._text = pages.read(place.text, place.text + int(self._starts[-1]))
        self._stems = None if place.stems is None else pages.array(_SHORT, place.stems, count).data
        self._by_stem = None if place.by_stem is None else pages.array(_SHORT, place.by_stem, count).data

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

    def starting_with(self, prefix: str, within: range | None = None) -> range:
        """The numbers of all words that begin so; they are looked for `within` some."""
        encoded = prefix.encode("utf-8", "surrogatepass")
        first = self._first_from(encoded, within)
        end = len(self) if within is None else within.stop
        return range(first, self._first_from(encoded + b"\xff", range(first, end)))

    def forms_of(self, stemmed: str) -> Sequence[int]:
        """The numbers of all words with this stem."""
        if self._stems is None or self._by_stem is None:
            return self.find(stemmed)
        key = stem_key(stemmed)
        at, found = bisect_left(self._stems, key), []
        while at < len(self._stems) and self._stems[at] == key:
            number = self._by_stem[at]
            if stem(_decoded(self.word(number))) == stemmed:
                found.append(number)
            at += 1
        return sorted(found)

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
        alike = self.starting_with(mark + word[:1])
        begun = self.starting_with(mark + word[:half], alike)
        ended = self._ending(alike, word[half:])
        sought = mark + word
        shortest, longest = len(sought) - 1, len(sought) + 1
        found = {
            number
            for number, other in zip(begun, self.words(begun), strict=True)
            if (shortest <= len(other) <= longest or not other.isascii()) and _one_off(sought, other)
        }
        found.update(
            self._number_at(at)
            for at, other in ended
            if (shortest <= len(other) <= longest or not other.isascii()) and _one_off(sought, other)
        )
        return sorted(found)

    def _ending(self, numbers: range, ending: str) -> Iterator[tuple[int, bytes]]:
        """Those of the words that end so, and where in the text each begins."""
        if not numbers or not ending:
            return
        begin, end = self._start[numbers.start], self._start[numbers.stop]
        text, last = bytes(self._text[begin:end]), ending.encode("utf-8", "surrogatepass") + b"\n"
        at = text.find(last)
        while at >= 0:
            first = text.rfind(b"\n", 0, at) + 1
            yield begin + first, text[first : at + len(last) - 1]
            at = text.find(last, at + 1)

    def _number_at(self, place: int) -> int:
        return bisect_left(self._start, place)

    def _matching(self, numbers: range, sought: bytes) -> list[int]:
        if not numbers:
            return []
        begin, end = self._start[numbers.start], self._start[numbers.stop]
        pattern = re.compile(rb"^" + sought + rb"$", re.M)
        found = [match.start() + begin for match in pattern.finditer(self._text[begin : end - 1])]
        return [int(number) for number in np.searchsorted(self._starts, np.array(found, np.uint32))]

    def _first_from(self, encoded: bytes, within: range | None = None) -> int:
        numbers = range(len(self)) if within is None else within
        return numbers.start + bisect_left(numbers, encoded, key=self.word)


@lru_cache(maxsize=1 << 14)
def _one_off(word: str, raw: bytes) -> bool:
    """Return True if one word becomes the other by adding, leaving out or changing one letter at most."""
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


def stem_key(stemmed: str) -> int:
    """A number by which words of one stem are found; words of another may have the same."""
    return zlib.crc32(stemmed.encode("utf-8", "surrogatepass"))


def sizes(starts: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the length of each run, from the starts of the runs: n of n + 1."""
    return (starts[1:] - starts[:-1]).astype(np.int64)
