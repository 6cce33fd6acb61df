"""Keys found in an index as rows: what an actor table packs, and what is brought up to date row by row."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from corpus.article import Kind
from index.terms import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KINDS: tuple[Kind, ...] = ("person", "organisation", "place")
COUNT, TIE = np.dtype("<u4"), np.dtype("<u8")


class FoundAs(Struct, frozen=True, gc=False):
    """A key, the number of articles it is in, and the names it was found under, each with the number of theirs.

    `names` and `counts` are of the same length, and at least one: those that the key spells first, then the most
    frequent.
    """

    key: str
    articles: int
    names: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def kind(self) -> Kind | None:
        """None for a key without a kind."""
        kind = self.key.partition(":")[0]
        return next((one for one in _KINDS if one == kind), None)


class Rows(NamedTuple):
    """n keys, each with `articles`, `sizes` of its names and `tie_sizes` of its ties (uint32); one row's names, with
    their `lines` as searched and their `counts`, and its `ties` (uint64), follow another's."""

    keys: list[str]
    articles: NDArray[np.uint32]
    names: list[str]
    lines: list[str]
    counts: NDArray[np.uint32]
    sizes: NDArray[np.uint32]
    ties: NDArray[np.uint64]
    tie_sizes: NDArray[np.uint32]

    @classmethod
    def of(cls, found: Iterable[FoundAs], ties: Callable[[FoundAs], Sequence[int]] = lambda _: ()) -> Rows:
        """The rows of these keys, with the ties that each is said to have."""
        found = tuple(found)
        held, tie_sizes = array("Q"), array("I")
        for one in found:
            each = ties(one)
            held.extend(each)
            tie_sizes.append(len(each))
        names = [name for one in found for name in one.names]
        return cls(
            [one.key for one in found],
            np.array([one.articles for one in found], COUNT),
            names,
            list(map(as_searched, names)),
            np.array([count for one in found for count in one.counts], COUNT),
            np.array([len(one.names) for one in found], COUNT),
            np.array(held, TIE),
            np.array(tie_sizes, COUNT),
        )

    def and_more(self, more: Rows) -> Rows:
        """These rows, and behind them others."""
        return Rows(
            self.keys + more.keys,
            np.append(self.articles, more.articles),
            self.names + more.names,
            self.lines + more.lines,
            np.append(self.counts, more.counts),
            np.append(self.sizes, more.sizes),
            np.append(self.ties, more.ties),
            np.append(self.tie_sizes, more.tie_sizes),
        )

    def take(self, places: NDArray[np.intp]) -> Rows:
        """The rows at these places, in this order."""
        names, ties = _parts(self.sizes, places), _parts(self.tie_sizes, places)
        named = names.tolist()
        return Rows(
            [self.keys[place] for place in places.tolist()],
            self.articles[places],
            [self.names[one] for one in named],
            [self.lines[one] for one in named],
            self.counts[names],
            self.sizes[places],
            self.ties[ties],
            self.tie_sizes[places],
        )

    def found(self) -> list[FoundAs]:
        """The keys with their names."""
        ends, counts = np.cumsum(self.sizes).tolist(), self.counts.tolist()
        return [
            FoundAs(key, articles, tuple(self.names[begin:end]), tuple(counts[begin:end]))
            for key, articles, (begin, end) in zip(self.keys, self.articles.tolist(), pairwise([0, *ends]), strict=True)
        ]

    @property
    def holders(self) -> NDArray[np.intp]:
        """The place of the row that holds each tie."""
        return np.repeat(np.arange(len(self.keys)), self.tie_sizes)

    def put_in(self, places: NDArray[np.intp], more: Iterable[int]) -> NDArray[np.intp]:
        """Places in order, those of keys in most articles first, and among them others, which are in order too."""
        articles, more = self.articles.tolist(), list(more)

        def order(place: int) -> tuple[int, str]:
            return -articles[place], self.keys[place]

        at = [bisect_left(places, order(place), key=order) for place in more]
        return np.insert(places, at, more)


def in_order(found: Iterable[FoundAs]) -> list[FoundAs]:
    """Those in most articles first."""
    return sorted(found, key=lambda one: (-one.articles, one.key))


def as_searched(name: str) -> str:
    """The words of a name as they are compared, with a blank before and after each."""
    return f" {' '.join(words(name))} "


def _parts(sizes: NDArray[np.uint32], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the positions of the parts of some rows, given how many parts each row has."""
    each, ends = sizes[places].astype(np.intp), np.cumsum(sizes, dtype=np.intp)
    begins = ends[places] - each
    return np.repeat(begins - (np.cumsum(each) - each), each) + np.arange(each.sum())
