"""Who is named in an index: from the words of a name to the keys of all actors meant, as the user wants them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from corpus.actors.corrections import Correction, corrected
from corpus.actors.one_actor import ActorMap, OneActor
from corpus.article import Kind
from index.actor_map import ActorTable, FoundAs, name_of
from index.schema import NAME_WORD
from index.segment import Segment
from index.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ActorNames", "KnownActor", "name_of"]


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
    """All actors of a commit. What isn't asked for isn't made."""

    def __init__(self, table: ActorTable, corrections: Sequence[Correction] = ()) -> None:
        self._table = table
        self._corrections = corrections
        self._numbers: dict[str, NDArray[np.int32]] = {}

    def with_corrections(self, corrections: Sequence[Correction]) -> ActorNames:
        """The same names, with these corrections and no others."""
        return ActorNames(self._table, corrections)

    @cached_property
    def whose(self) -> ActorMap:
        """Whose each key is, the user's corrections applied; a key that it doesn't have is an actor of its own."""
        actors = {actor.key: actor for actor in self._table.actors}
        taken = {key for actor in actors.values() for key in actor.found}
        for correction in self._corrections:
            for key in (correction.actor, correction.into):
                if key not in actors and key not in taken and key in self._place:
                    actors[key] = _alone(self.found(key))
        actors = corrected(actors, self._corrections)
        for key, actor in actors.items():
            if actor.found == (key,) and actor.why[0].startswith("split by you") and key in self._place:
                actors[key] = replace(actor, name=self.found(key).name)
        of_found = {key: actor.key for actor in actors.values() for key in actor.found}
        return ActorMap({key: actor for key, actor in actors.items() if key}, of_found)

    def keys(self, name: tuple[str, ...], *, prefix: bool = False) -> tuple[str, ...]:
        """The keys of all actors that have a name with all these words; with `prefix` the last is a beginning.

        Those in most articles come first.
        """
        numbers = sorted({int(self._actor_of[line]) for line in self._lines_with(name, prefix)} - {-1})
        return tuple(key for number in numbers for key in self.all[number].found)

    def actor(self, key: str) -> KnownActor | None:
        """The actor that a key is of, found or not; None where there is none."""
        number = self._number_of.get(self.whose.actor(key) or "")
        return self.all[number] if number is not None else None

    def named(self, text: str) -> tuple[KnownActor, ...]:
        """The actors with this key, or that have a name with all words of a text, those in most articles first."""
        if (one := self.actor(text)) is not None:
            return (one,)
        found = {self.whose.actor(key) for key in self.keys(tuple(words(text)))}
        return tuple(actor for actor in self.all if actor.key in found)

    def found(self, key: str) -> FoundAs:
        """The names of a key. Raises KeyError where it isn't in the index."""
        return self._table.found[self._place[key]]

    @cached_property
    def all(self) -> tuple[KnownActor, ...]:
        """All actors, those in most articles first."""
        of_found, actors = self.whose.of_found, self.whose.actors
        articles = {one.key: one.articles for one in self._table.found}
        alone = [
            KnownActor(one.key, one.name, one.kind, (one.key,), ("as found",), one.articles)
            for one in self._table.found
            if one.key not in of_found
        ]
        several = [_known(actor, articles) for actor in actors.values()]
        ranked = [*alone, *(actor for actor in several if actor.found)]
        return tuple(sorted(ranked, key=lambda one: (-one.articles, one.key)))

    @property
    def words(self) -> Collection[str]:
        """All words of their names."""
        return self._words

    def numbers(self, segment: Segment) -> NDArray[np.int32]:
        """For each key in `actor` of a segment, in its order, the place of its actor in `all`; -1 for none."""
        known = self._numbers.get(segment.name)
        if known is None:
            lists = segment.words["actor"]
            keys = range(lists.starting_with(NAME_WORD).stop, len(lists))
            decoded = (word.decode("utf-8", "surrogatepass") for word in lists.words(keys))
            known = np.fromiter((self._number_of_found.get(key, -1) for key in decoded), np.int32, len(keys))
            self._numbers[segment.name] = known
        return known

    # The names, a line each

    def _lines_with(self, name: tuple[str, ...], prefix: bool) -> Iterator[int]:
        """The lines that have all these words."""
        if not name:
            return
        *whole, last = name
        sought = [*(f" {word} " for word in whole), f" {last}{'' if prefix else ' '}"]
        rarest = max(sought, key=len)
        at = self._text.find(rarest)
        while at >= 0:
            line = int(np.searchsorted(self._begins, at, side="right")) - 1
            end = self._text.index("\n", at)
            line_text = self._text[int(self._begins[line]) : end]
            if all(word in line_text for word in sought):
                yield line
            at = self._text.find(rarest, end)

    @cached_property
    def _lines(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names, folded, and the keys that have them: those as found, then those to be shown."""
        found = [(name, one.key) for one in self._table.found for name in one.folded]
        shown = [(" ".join(words(actor.name)), actor.key) for actor in self.whose.actors.values()]
        names, keys = zip(*found, *shown, strict=True) if found or shown else ((), ())
        return names, keys

    @cached_property
    def _text(self) -> str:
        return "".join(f" {name} \n" for name in self._lines[0])

    @cached_property
    def _begins(self) -> NDArray[np.intp]:
        lengths = np.fromiter((len(name) + 3 for name in self._lines[0]), np.intp, len(self._lines[0]))
        return np.cumsum(lengths) - lengths

    @cached_property
    def _actor_of(self) -> NDArray[np.int32]:
        """The place in `all` of the actor of each line."""
        of = (self._number_of_found.get(key, self._number_of.get(key, -1)) for key in self._lines[1])
        return np.fromiter(of, np.int32, len(self._lines[1]))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._text.split())

    @cached_property
    def _place(self) -> dict[str, int]:
        return {one.key: place for place, one in enumerate(self._table.found)}

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {actor.key: number for number, actor in enumerate(self.all)}

    @cached_property
    def _number_of_found(self) -> dict[str, int]:
        return {key: number for number, actor in enumerate(self.all) for key in actor.found}


def _alone(one: FoundAs) -> OneActor:
    return OneActor(one.key, one.name, one.kind or "organisation", (one.key,), ("as found",))


def _known(actor: OneActor, articles: dict[str, int]) -> KnownActor:
    """An actor as far as its keys are in the index."""
    there = [(key, why) for key, why in zip(actor.found, actor.why, strict=True) if key in articles]
    found, why = tuple(key for key, _ in there), tuple(why for _, why in there)
    return KnownActor(actor.key, actor.name, actor.kind, found, why, sum(articles[key] for key in found))
