"""Look up actors by the words of their names, with the user's corrections applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from corpus.article import Kind
from index.actors.actor_map import name_of
from index.actors.actor_rows import FoundAs, as_searched
from index.actors.actor_table import ActorTable
from index.storage.whoosh.segment import Segment
from index.terms import NAME_WORD, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.actors.linking.canonicalize import ActorMap
    from corpus.actors.linking.corrections import CanonicalActor, Correction
__all__ = ["ActorNames", "AskedActor", "KnownActor", "name_of"]


class AskedActor(NamedTuple):
    """A match for a name in a query: all articles that have a key, or with `name` those that use this very name."""

    key: str
    name: str = ""


class KnownActor(Struct, frozen=True):
    """An actor of the index: its key, name, kind, the keys found that are its, and in how many articles these are.

    An article with two of the keys is counted twice.
    """

    key: str
    name: str
    kind: Kind | None
    found: tuple[str, ...]
    why: tuple[str, ...]
    articles: int


class ActorNames:
    """All actors of a commit. What isn't asked for isn't made.

    An actor has a number: its place among all of them, those in most articles first.
    """

    def __init__(self, kept: ActorTable, now: Callable[[], ActorTable], corrections: Sequence[Correction] = ()) -> None:
        """`kept` knows which keys are one actor; `now` gives the table of this very commit."""
        self._kept, self._now = kept, now
        self._corrections = corrections
        self._numbers: dict[str, NDArray[np.int32]] = {}

    def with_corrections(self, corrections: Sequence[Correction]) -> ActorNames:
        """The same names, with these corrections and no others."""
        return ActorNames(self._kept, lambda: self._table, corrections)

    @cached_property
    def whose(self) -> ActorMap:
        """Map each key to its actor, with the user's corrections; a key that is missing is an actor of its own."""
        from corpus.actors.linking.canonicalize import ActorMap
        from corpus.actors.linking.corrections import apply_corrections

        actors = {actor.key: actor for actor in self._kept.actors}
        taken = {key for actor in actors.values() for key in actor.found}
        for correction in self._corrections:
            for key in (correction.actor, correction.into):
                if key not in actors and key not in taken and key in self._table.place:
                    actors[key] = _alone(self.found(key))
        actors = apply_corrections(actors, self._corrections)
        for key, actor in actors.items():
            if actor.found == (key,) and actor.why[0].startswith("split by you") and key in self._table.place:
                actors[key] = replace(actor, name=self.found(key).name)
        of_found = {key: actor.key for actor in actors.values() for key in actor.found}
        return ActorMap({key: actor for key, actor in actors.items() if key}, of_found)

    def asked(self, name: tuple[str, ...], *, prefix: bool = False) -> tuple[AskedActor, ...]:
        """Return matches for all actors that have a name with all these words; with `prefix` the last is a beginning.

        Those in most articles come first. By a capital or a seat of government alone a country is found only where
        that very name is used: who asks for the White House does not want all of the United States.
        """
        asked: list[AskedActor] = []
        for number, lines in sorted(self._lines_named(name, prefix).items()):
            seats = [self._table.seat(line) if line < len(self._table.key_of_line) else None for line in lines]
            named = [AskedActor(*seat) for seat in seats if seat is not None]
            asked += named if len(named) == len(lines) else [AskedActor(key) for key in self[number].found]
        return tuple(asked)

    def named(self, text: str, *, prefix: bool = False) -> tuple[KnownActor, ...]:
        """The actor with this key, or those that have a name with all words of a text, in most articles first.

        With `prefix` the last word may be the beginning of one.
        """
        if (one := self.actor(text)) is not None:
            return (one,)
        return tuple(self[number] for number in self._named(tuple(words(text)), prefix))

    def actor(self, key: str) -> KnownActor | None:
        """The actor that a key is of, found or not; None where there is none."""
        actor = self.whose.actors.get(self.whose.actor(key) or "")
        places = (self._table.place.get(one) for one in (actor.found if actor is not None else (key,)))
        number = next((int(self._number_of_key[place]) for place in places if place is not None), -1)
        return self[number] if number >= 0 else None

    def found(self, key: str) -> FoundAs:
        """The names of a key. Raises KeyError where it isn't in the index."""
        return self._table.found(self._table.place[key])

    def __len__(self) -> int:
        return len(self._firsts)

    def __getitem__(self, number: int) -> KnownActor:
        place = int(self._firsts[number])
        key, articles = self._table.keys[place], int(self._totals[place])
        actor = self.whose.actors.get(self.whose.of_found.get(key, ""))
        if actor is None:
            one = self._table.found(place)
            return KnownActor(key, one.name, one.kind, (key,), ("as found",), articles)
        there = [pair for pair in zip(actor.found, actor.why, strict=True) if pair[0] in self._table.place]
        found, why = tuple(key for key, _ in there), tuple(why for _, why in there)
        return KnownActor(actor.key, actor.name, actor.kind, found, why, articles)

    def __iter__(self) -> Iterator[KnownActor]:
        return (self[number] for number in range(len(self)))

    @cached_property
    def words(self) -> Collection[str]:
        """All words of their names."""
        return frozenset(self._searched.split())

    def numbers(self, segment: Segment) -> NDArray[np.int32]:
        """For each key in `actor` of a segment, in its order, the number of its actor; -1 for none."""
        known = self._numbers.get(segment.name)
        if known is None:
            lists = segment.words["actor"]
            keys = range(lists.starting_with(NAME_WORD).stop, len(lists))
            decoded = (word.decode("utf-8", "surrogatepass") for word in lists.words(keys))
            places = np.fromiter((self._table.place.get(key, -1) for key in decoded), np.intp, len(keys))
            known = np.where(places < 0, -1, np.append(self._number_of_key, -1)[places]).astype(np.int32)
            self._numbers[segment.name] = known
        return known

    @cached_property
    def _table(self) -> ActorTable:
        return self._now()

    # Actors by number

    @cached_property
    def _first_of_key(self) -> NDArray[np.intp]:
        """For each key the place of the first key of its actor; -1 where it is none."""
        firsts = np.arange(len(self._table.keys))
        at: dict[str, int] = {}
        for key, actor in self.whose.of_found.items():
            place = self._table.place.get(key)
            if place is not None:
                firsts[place] = at.setdefault(actor, place) if actor else -1
        return firsts

    @cached_property
    def _totals(self) -> NDArray[np.intp]:
        """Count the articles of the actor whose first key is at each place."""
        known = self._first_of_key >= 0
        counts = np.bincount(self._first_of_key[known], self._table.articles[known], len(known))
        return counts.astype(np.intp)

    @cached_property
    def _firsts(self) -> NDArray[np.intp]:
        """The place of the first key of each actor."""
        firsts = np.flatnonzero(self._totals)
        return firsts[np.argsort(-self._totals[firsts], kind="stable")]

    @cached_property
    def _number_of_key(self) -> NDArray[np.intp]:
        numbers = np.full(len(self._first_of_key) + 1, -1)
        numbers[self._firsts] = np.arange(len(self._firsts))
        return np.asarray(numbers[self._first_of_key])

    # The names, a line each: those as found, then those shown

    def _named(self, name: tuple[str, ...], prefix: bool) -> list[int]:
        return sorted(self._lines_named(name, prefix))

    def _lines_named(self, name: tuple[str, ...], prefix: bool) -> dict[int, list[int]]:
        """The lines that have all these words, by the number of their actor."""
        lines: defaultdict[int, list[int]] = defaultdict(list)
        for line in self._lines_with(name, prefix):
            if (number := self._number_of_line(line)) >= 0:
                lines[number].append(line)
        return lines

    def _lines_with(self, name: tuple[str, ...], prefix: bool) -> Iterator[int]:
        """The lines that have all these words."""
        if not name:
            return
        *whole, last = name
        sought = [*(f" {word} " for word in whole), f" {last}{'' if prefix else ' '}"]
        longest = max(sought, key=len)
        at = self._searched.find(longest)
        while at >= 0:
            line = int(np.searchsorted(self._ends, at))
            begin, end = int(self._ends[line - 1]) if line else 0, int(self._ends[line])
            if all(self._searched.find(word, begin, end) >= 0 for word in sought):
                yield line
            at = self._searched.find(longest, end)

    def _number_of_line(self, line: int) -> int:
        of_keys = self._table.key_of_line
        if line < len(of_keys):
            return int(self._number_of_key[of_keys[line]])
        found = self._shown[line - len(of_keys)].found
        places = (self._table.place.get(key) for key in found)
        return next((int(self._number_of_key[place]) for place in places if place is not None), -1)

    @cached_property
    def _shown(self) -> tuple[CanonicalActor, ...]:
        return tuple(self.whose.actors.values())

    @cached_property
    def _searched(self) -> str:
        return self._table.searched + "".join(f"{as_searched(actor.name)}\n" for actor in self._shown)

    @cached_property
    def _ends(self) -> NDArray[np.intp]:
        """Return the end of each line in the text that is searched."""
        codes = np.frombuffer(self._searched.encode("utf-32-le", "surrogatepass"), np.uint32)
        return np.flatnonzero(codes == ord("\n"))


def _alone(one: FoundAs) -> CanonicalActor:
    from corpus.actors.linking.corrections import CanonicalActor

    return CanonicalActor(one.key, one.name, one.kind or "organisation", (one.key,), ("as found",))
