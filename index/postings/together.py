"""Words that stand in a row, or close together: their places are laid over each other, some articles at a time.

Each article that has all the words gets a row of bytes, one after another's, and each byte is a place in it. A word
marks its bytes, and what is marked by all words is counted. That takes a few nanoseconds a place, and a fraction of
one a byte, however the words are spread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.errors import SearchStopped
from index.postings.numbers import NOWHERE, Counts, Numbers, is_in, runs
from index.segment import Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 1 << 18
"""Bytes that are marked at a time: few enough for the processor's cache."""

_STEP = 8
"""The rows are as long as a multiple of this: so many bytes are counted at once."""

_SPARSE = 8
"""A list with so many times the articles that are wanted is looked up, not read through."""


def in_a_row(segment: Segment, field: str, choices: Sequence[Numbers], stop: threading.Event) -> Counts:
    """Where one word of each choice comes right after one of the choice before it.

    Raises SearchStopped when `stop` is set, as the other does.
    """
    overlay = _Overlay(segment, field, choices, len(choices) - 1, stop)

    def first_of_each(chunk: _Chunk) -> NDArray[np.bool_]:
        there = chunk.marks(overlay.choices[0], 0)
        for shift, choice in enumerate(overlay.choices[1:], 1):
            there &= chunk.marks(choice, shift)
        return there

    return overlay.count(first_of_each)


def close_together(
    segment: Segment, field: str, choices: Sequence[Numbers], within: int, stop: threading.Event
) -> Counts:
    """Where one word of each choice is, in any order, the first and the last of them at most `within` places apart."""
    overlay = _Overlay(segment, field, choices, within, stop)

    def first_of_all(chunk: _Chunk) -> NDArray[np.bool_]:
        each = [chunk.marks(choice, 0) for choice in overlay.choices]
        there: NDArray[np.bool_] = np.logical_or.reduce(each)
        for marks in each:
            there &= _reaching_back(marks, within)
        return there

    return overlay.count(first_of_all)


def _reaching_back(marks: NDArray[np.bool_], far: int) -> NDArray[np.bool_]:
    """Where a mark is, or follows at most `far` places behind. `marks` itself is changed."""
    reach = 0
    while reach < far:
        step = min(reach + 1, far - reach)
        marks[:-step] |= marks[step:]
        reach += step
    return marks


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


class _Chunk(NamedTuple):
    """Articles `first` to before `end` of the wanted; the row of each begins at `starts`, and all have `size` bytes.

    The first `apart` places of each row are empty.
    """

    first: int
    end: int
    starts: NDArray[np.int64]
    size: int
    apart: int

    def marks(self, choice: Sequence[_List], shift: int) -> NDArray[np.bool_]:
        """Where a word of the choice is, `shift` places before it."""
        marks = np.zeros(self.size, bool)
        for one in choice:
            first, end = one.of.searchsorted([self.first, self.end]).tolist()
            rows = self.starts[one.of[first:end] - self.first] + (self.apart - shift)
            rows = np.repeat(rows, one.sizes[first:end])
            marks[np.add(rows, one.part(first, end), out=rows, casting="unsafe")] = True
        return marks


class _Overlay:
    """The articles that have one word of each choice, and where in them these are; `choices` are their lists."""

    def __init__(
        self, segment: Segment, field: str, choices: Sequence[Numbers], apart: int, stop: threading.Event
    ) -> None:
        """There are `apart` places between one article's and the next one's."""
        self._stop, self._apart = stop, apart
        self._common = _with_all(segment, field, choices)
        self.choices = [list(_lists(segment, field, numbers, self._common)) for numbers in choices]
        last = np.zeros(len(self._common), np.int64)
        for one in (one for choice in self.choices for one in choice):
            np.maximum.at(last, one.of, one.places[one.begins + one.sizes - 1].astype(np.int64))
        self._sizes = ((last + apart) // _STEP + 1) * _STEP

    def count(self, there: Callable[[_Chunk], NDArray[np.bool_]]) -> Counts:
        """How often `there` is true in each article; it gives a bool for each byte of a chunk."""
        often = np.zeros(len(self._common), np.float32)
        for chunk in self._chunks():
            if self._stop.is_set():
                raise SearchStopped
            eight = np.bitwise_count(there(chunk).view(np.uint64))
            often[chunk.first : chunk.end] = np.add.reduceat(eight, chunk.starts // _STEP, dtype=np.int32)
        found = np.flatnonzero(often)
        return Counts(self._common[found], often[found])

    def _chunks(self) -> Iterator[_Chunk]:
        ends = np.cumsum(self._sizes)
        cuts = np.flatnonzero(np.diff(ends // _AT_ONCE)) + 1
        for first, end in pairwise([0, *cuts.tolist(), len(ends)] if len(ends) else []):
            starts = ends[first:end] - self._sizes[first:end]
            before = int(starts[0])
            yield _Chunk(first, end, starts - before, int(ends[end - 1]) - before, self._apart)


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
