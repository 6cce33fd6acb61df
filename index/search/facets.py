"""Facets: outlets, years, months, languages and actors, counted over all hits of a query."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from index.storage.whoosh.snapshot import Snapshot
from index.terms import NAME_WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.actors.actor_names import ActorNames

MOST_ACTORS = 200

Counted = tuple[tuple[str, int], ...]


class Facets(Struct, frozen=True):
    """Each value with the number of its articles, the most frequent first; years and months ("2031-03") by date.

    `outlets` and `actors` are names, of these the `MOST_ACTORS` most frequent, `languages` codes. What an article does
    not tell is not counted.
    """

    outlets: Counted
    years: Counted
    months: Counted
    languages: Counted
    actors: Counted


def facets(snapshot: Snapshot, docs: NDArray[np.intp], actors: ActorNames) -> Facets:
    """The facets of some articles, in any order. Raises ValueError where the index is damaged."""
    days, often = snapshot.days_of(docs)
    months = days // 100
    return Facets(
        outlets=_most_first(snapshot.outlet_names, np.bincount(snapshot.outlets[docs])),
        years=_in_order(days // 10_000, often, "{:04}"),
        months=tuple(
            (f"{month[:4]}-{month[4:]}", count)
            for month, count in _in_order(np.where(months % 100 > 0, months, 0), often, "{:06}")
        ),
        languages=_most_first(snapshot.language_codes, np.bincount(snapshot.language_numbers[docs])),
        actors=_actors(snapshot, docs, actors),
    )


def _most_first(names: tuple[str, ...], counts: NDArray[np.intp]) -> Counted:
    """Number 0 is of what nobody knows."""
    found = [(names[number], int(counts[number])) for number in np.flatnonzero(counts).tolist() if number]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _in_order(values: NDArray[np.int32], often: NDArray[np.intp], form: str) -> Counted:
    """Each value that is known, as often as it is there; they come in order, and 0 is of what nobody knows."""
    found: Counter[int] = Counter()
    for value, count in zip(values.tolist(), often.tolist(), strict=True):
        found[value] += count
    return tuple((form.format(value), count) for value, count in sorted(found.items()) if value)


def _actors(snapshot: Snapshot, docs: NDArray[np.intp], actors: ActorNames) -> Counted:
    counts, _ = often_named(snapshot, docs, actors)
    # they are in the order of all their articles, which decides among those with as many
    first = np.argsort(-counts, kind="stable")[:MOST_ACTORS]
    return tuple((actors[number].name, int(counts[number])) for number in first.tolist() if counts[number])


def often_named(
    snapshot: Snapshot, docs: NDArray[np.intp], actors: ActorNames
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """In how many of some articles each actor is, by its number, and how often it is named in them.

    An article that has an actor under several keys counts once. Raises ValueError where the index is damaged.
    """
    wanted = np.zeros(snapshot.size, bool)
    wanted[docs] = True
    articles, mentions = np.zeros(len(actors), np.intp), np.zeros(len(actors), np.intp)
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=True):
        if "actor" in segment.words:
            lists = segment.words["actor"]
            begin, end = lists.starting_with(NAME_WORD).stop, len(lists)
            named, often = segment.words.docs("actor", begin, end)
            numbers = np.repeat(actors.numbers(segment), np.diff(lists.doc_starts[begin : end + 1]).astype(np.intp))
            here = wanted[base + named.astype(np.intp)] & (numbers >= 0)
            whom = numbers[here].astype(np.intp)
            articles += _each_once(whom, named[here], actors.numbers(segment), segment.size, len(articles))
            mentions += np.bincount(whom, often[here], len(mentions)).astype(np.intp)
    return articles, mentions


def _each_once(
    numbers: NDArray[np.intp], named: NDArray[np.uint32], of_keys: NDArray[np.int32], size: int, count: int
) -> NDArray[np.intp]:
    """Count the distinct articles each of `count` actors is `named` in; `of_keys` are the actors of all keys."""
    several = np.bincount(of_keys[of_keys >= 0], minlength=count) > 1
    again = several[numbers]
    pairs = np.sort(numbers[again] * size + named[again])
    return np.bincount(
        np.concatenate([numbers[~again], pairs[np.diff(pairs, prepend=-1) > 0] // size]), minlength=count
    )
