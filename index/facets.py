"""What the hits of a query have in common, counted over all of them: outlets, years, months, languages, actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from index.schema import NAME_WORD
from index.segment import Segment
from index.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_ACTORS = 200

Counted = tuple[tuple[str, int], ...]


class Facets(Struct, frozen=True):
    """Each value with the number of its articles, the most frequent first; years and months ("2031-03") by date.

    `outlets` are names, `languages` codes, `actors` keys, of these the `MOST_ACTORS` most frequent. What an article
    does not tell is not counted.
    """

    outlets: Counted
    years: Counted
    months: Counted
    languages: Counted
    actors: Counted


def facets(snapshot: Snapshot, docs: NDArray[np.intp]) -> Facets:
    """The facets of some articles, in any order. Raises ValueError where the index is damaged."""
    published = snapshot.published[docs]
    return Facets(
        outlets=_most_first(snapshot.outlet_names, np.bincount(snapshot.outlets[docs])),
        years=_in_order(published // 10_000, "{:04}"),
        months=tuple(
            (f"{month[:4]}-{month[4:]}", count)
            for month, count in _in_order(published[published // 100 % 100 > 0] // 100, "{:06}")
        ),
        languages=_most_first(snapshot.language_codes, np.bincount(snapshot.language_numbers[docs])),
        actors=_actors(snapshot, docs),
    )


def _most_first(names: tuple[str, ...], counts: NDArray[np.intp]) -> Counted:
    """Number 0 is of what nobody knows."""
    found = [(names[number], int(counts[number])) for number in np.flatnonzero(counts).tolist() if number]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _in_order(values: NDArray[np.int32], form: str) -> Counted:
    known = values[values > 0]
    if not len(known):
        return ()
    first = int(known.min())
    counts = np.bincount(known - first)
    return tuple((form.format(first + at), int(counts[at])) for at in np.flatnonzero(counts).tolist())


def _actors(snapshot: Snapshot, docs: NDArray[np.intp]) -> Counted:
    wanted = np.zeros(snapshot.size, np.uint8)
    wanted[docs] = 1
    parts = [
        _Actors(segment, wanted[base : base + segment.size])
        for base, segment in zip(snapshot.bases, snapshot.segments, strict=True)
        if "actor" in segment.words
    ]
    most = MOST_ACTORS
    while True:
        # whoever is not among the first of any segment is in fewer articles than the last of these together
        ranked = [part.first(most) for part in parts]
        keys = {key for some, _ in ranked for key in some}
        totals = sorted(
            ((key, sum(part.count(key) for part in parts)) for key in keys), key=lambda one: (-one[1], one[0])
        )
        fewest = totals[MOST_ACTORS - 1][1] if len(totals) >= MOST_ACTORS else 1
        if sum(last for _, last in ranked) < fewest or all(part.whole(most) for part in parts):
            return tuple((key.decode(), count) for key, count in totals[:MOST_ACTORS] if count)
        most *= 4


class _Actors:
    """In how many of the wanted articles of a segment each actor is."""

    def __init__(self, segment: Segment, wanted: NDArray[np.uint8]) -> None:
        self._words = segment.words["actor"]
        keys = range(self._words.starting_with(NAME_WORD).stop, len(self._words))
        docs, _ = segment.words.docs("actor", keys.start, keys.stop)
        begins = self._words.doc_starts[keys.start : keys.stop] - self._words.doc_starts[keys.start]
        self._counts = (
            np.add.reduceat(wanted[docs], begins.astype(np.intp), dtype=np.int32)
            if len(docs)
            else np.zeros(0, np.int32)
        )
        self._keys = keys

    def first(self, most: int) -> tuple[list[bytes], int]:
        """The most frequent keys, and how often any other is at most."""
        counts = self._counts
        if len(counts) <= most:
            numbers, others = np.flatnonzero(counts), 0
        else:
            numbers = np.argpartition(-counts, most)
            others, numbers = int(counts[numbers[most]]), numbers[:most]
        return [self._words.word(self._keys.start + int(number)) for number in numbers], others

    def whole(self, most: int) -> bool:
        return len(self._counts) <= most

    def count(self, key: bytes) -> int:
        return sum(int(self._counts[number - self._keys.start]) for number in self._words.find(key))
