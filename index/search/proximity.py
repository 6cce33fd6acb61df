"""Match phrases and words close together: shift their positions over each other, some articles at a time.

Each article that has all the words gets a row of bits, one after another's, and each bit is a place in it. A word
sets its bits, and what is set by all words is counted. That takes a few nanoseconds a place, and far less a bit,
however the words are spread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.errors import SearchStopped
from index.storage.postings.sorted_ints import NOWHERE, Counts, Numbers, is_in, runs
from index.storage.whoosh.segment import Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 1 << 19
"""Places that are laid over each other at a time: few enough for the processor's cache."""

_BITS = np.dtype("<u8")
_WORD = 64
"""Bits of a number; each row has whole numbers."""

_SPARSE = 8
"""A list with so many times the articles that are wanted is looked up, not read through."""


class Together:
    """Counts them in one field of a segment after another's. Raises SearchStopped when `stop` is set."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        # allocating memory again costs more than all that is done with it
        self._places = np.empty(_AT_ONCE, bool)

    def in_a_row(self, segment: Segment, field: str, choices: Sequence[Numbers]) -> Counts:
        """Match one word of each choice right after one of the choice before it."""

        def first_of_each(rows: _Rows) -> NDArray[np.uint64]:
            there = self._bits(rows, 0)
            for place in range(1, len(choices)):
                there &= self._bits(rows, place, shift=place)
            return there

        return self._counts(_Overlay(segment, field, choices, len(choices) - 1), first_of_each)

    def close_together(self, segment: Segment, field: str, choices: Sequence[Numbers], within: int) -> Counts:
        """Match one word of each choice, in any order, the first and the last at most `within` places apart."""

        def first_of_all(rows: _Rows) -> NDArray[np.uint64]:
            each = [self._bits(rows, place) for place in range(len(choices))]
            there: NDArray[np.uint64] = np.bitwise_or.reduce(each)
            for bits in each:
                there &= _reaching_back(bits, within)
            return there

        return self._counts(_Overlay(segment, field, choices, within), first_of_all)

    def _counts(self, overlay: _Overlay, there: Callable[[_Rows], NDArray[np.uint64]]) -> Counts:
        """Count the bits that are set in the row of each article."""
        often = np.zeros(len(overlay.common), np.float32)
        for rows in overlay.rows():
            if self._stop.is_set():
                raise SearchStopped
            each = np.bitwise_count(there(rows))
            often[rows.first : rows.end] = np.add.reduceat(each, rows.starts // _WORD, dtype=np.int32)
        found = np.flatnonzero(often > 0)
        return Counts(overlay.common[found], often[found])

    def _bits(self, rows: _Rows, choice: int, *, shift: int = 0) -> NDArray[np.uint64]:
        """The rows, set where a word of the choice is `shift` places on."""
        if rows.size > len(self._places):
            self._places = np.empty(rows.size, bool)
        places = self._places[: rows.size]
        places.fill(False)
        for one in rows.overlay.choices[choice]:
            places[rows.places(one, shift)] = True
        return np.packbits(places, bitorder="little").view(_BITS)


def _reaching_back(bits: NDArray[np.uint64], far: int) -> NDArray[np.uint64]:
    """The bits that are set, and those with one of these at most `far` places on. `bits` are changed."""
    reach = 0
    while reach < far:
        step = min(reach + 1, far - reach, _WORD - 1)
        further = bits >> np.uint64(step)
        further[:-1] |= bits[1:] << np.uint64(_WORD - step)
        bits |= further
        reach += step
    return bits


class _List(NamedTuple):
    """One posting list, as far as it is wanted: the articles by their number among the wanted, ascending, and of each
    where in `places` its own begin, and how many these are."""

    of: NDArray[np.intp]
    begins: NDArray[np.int64]
    sizes: NDArray[np.int64]
    places: NDArray[np.unsignedinteger[Any]]

    def part(self, first: int, end: int) -> NDArray[np.unsignedinteger[Any]]:
        """The places in articles `first` to before `end` of this list."""
        begins, sizes = self.begins[first:end], self.sizes[first:end]
        before = np.cumsum(sizes) - sizes
        count = int(sizes.sum())
        moved = begins - before
        if count and (moved == moved[0]).all():
            return self.places[moved[0] : moved[0] + count]
        return self.places[np.repeat(moved, sizes) + np.arange(count)]


class _Rows(NamedTuple):
    """The rows of articles `first` to before `end` of the wanted: where each begins, and how long all of them are."""

    overlay: _Overlay
    first: int
    end: int
    starts: NDArray[np.int64]
    size: int

    def places(self, one: _List, shift: int) -> NDArray[np.int64]:
        """Return the positions of the words of a list in the rows, `shift` places before them."""
        first, end = one.of.searchsorted([self.first, self.end]).tolist()
        begins = self.starts[one.of[first:end] - self.first] + (self.overlay.apart - shift)
        places = np.repeat(begins, one.sizes[first:end])
        places += one.part(first, end).astype(np.int64)
        return places


class _Overlay:
    """The articles that have one word of each choice, `common`, and the posting lists of each of the choices."""

    def __init__(self, segment: Segment, field: str, choices: Sequence[Numbers], apart: int) -> None:
        """The first `apart` places of each row are empty."""
        self.apart = apart
        self.common = _with_all(segment, field, choices)
        self.choices = [list(_lists(segment, field, numbers, self.common)) for numbers in choices]
        last = np.zeros(len(self.common), np.int64)
        for one in (one for choice in self.choices for one in choice):
            np.maximum.at(last, one.of, one.places[one.begins + one.sizes - 1].astype(np.int64))
        self._sizes = ((last + apart) // _WORD + 1) * _WORD

    def rows(self) -> Iterator[_Rows]:
        ends = np.cumsum(self._sizes)
        cuts = np.flatnonzero(np.diff(ends // _AT_ONCE)) + 1
        for first, end in pairwise([0, *cuts.tolist(), len(ends)] if len(ends) else []):
            starts = ends[first:end] - self._sizes[first:end]
            yield _Rows(self, first, end, starts - starts[0], int(ends[end - 1] - starts[0]))


def _with_all(segment: Segment, field: str, choices: Sequence[Numbers]) -> NDArray[np.intp]:
    """The articles that have one word of each choice, ascending; the rarest are looked at first."""
    starts = segment.words[field].doc_starts

    def often(choice: Numbers) -> int:
        return sum(int(starts[end]) - int(starts[begin]) for begin, end in runs(choice))

    common: NDArray[np.intp] | None = None
    for choice in sorted(choices, key=often):
        if common is not None and len(choice) == 1 and _SPARSE * len(common) < often(choice):
            docs, _ = segment.words.docs(field, choice[0], choice[0] + 1)
            common = common[is_in(common.astype(docs.dtype), docs)]
            continue
        has = np.zeros(segment.size, bool)
        for begin, end in runs(choice):
            has[segment.words.docs(field, begin, end)[0].astype(np.intp)] = True
        common = np.flatnonzero(has) if common is None else common[has[common]]
        if not len(common):
            break
    return NOWHERE.docs if common is None else common


def _lists(segment: Segment, field: str, numbers: Numbers, common: NDArray[np.intp]) -> Iterator[_List]:
    if not len(common):
        return
    place = np.full(segment.size, -1, np.intp)
    place[common] = np.arange(len(common))
    for begin, end in runs(numbers):
        docs, counts, places = segment.words.postings(field, begin, end)
        if end - begin == 1 and _SPARSE * len(common) < len(docs):
            at = docs.searchsorted(common.astype(docs.dtype))
            at[at == len(docs)] = 0
            of = np.flatnonzero(docs[at] == common)
            at = at[of]
        else:
            of = place[docs.astype(np.intp)]
            at = np.flatnonzero(of >= 0)
            of = of[at]
            if end - begin > 1:
                order = np.argsort(of, kind="stable")
                of, at = of[order], at[order]
        if len(at):
            sizes = counts[at].astype(np.int64)
            yield _List(of, np.cumsum(counts, dtype=np.int64)[at] - sizes, sizes, places)
