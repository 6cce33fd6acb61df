"""Who is named in an index: from the words of a name to the keys of all actors that are named so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from msgspec import Struct

from index.schema import NAME_WORD
from index.snapshot import Snapshot
from index.words import words


class KnownActor(Struct, frozen=True):
    """A key of the index, the name that it holds, in lower case, and in how many articles it is."""

    key: str
    name: str
    articles: int


class ActorNames:
    """All actors of a snapshot, read when somebody is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def keys(self, name: tuple[str, ...], *, prefix: bool = False) -> tuple[str, ...]:
        """The keys whose names have all these words; with `prefix` the last is the beginning of one.

        Where several keys are one actor, a map of the user's would be asked here.
        """
        if not name:
            return ()
        *whole, last = name
        ends = [word for word in self._by_word if word.startswith(last)] if prefix else [last]
        found = {place for word in ends for place in self._by_word.get(word, ())}
        for word in whole:
            found &= self._by_word.get(word, set())
        return tuple(self.all[place].key for place in sorted(found))

    @cached_property
    def all(self) -> tuple[KnownActor, ...]:
        """All actors, those in most articles first."""
        counts: defaultdict[str, int] = defaultdict(int)
        for segment in self._snapshot.segments:
            if "actor" in segment.words:
                lists = segment.words["actor"]
                keys = range(lists.starting_with(NAME_WORD).stop, len(lists))
                often = lists.frequencies[keys.start : keys.stop].tolist()
                for word, count in zip(lists.words(keys), often, strict=True):
                    counts[word.decode("utf-8", "surrogatepass")] += count
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(KnownActor(key, name_of(key), count) for key, count in ranked)

    @property
    def words(self) -> Collection[str]:
        """All words of their names."""
        return self._by_word

    @cached_property
    def _by_word(self) -> dict[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for place, actor in enumerate(self.all):
            for word in words(actor.name):
                found[word].add(place)
        return dict(found)


def name_of(key: str) -> str:
    """The name in a key: "john kerry" for "person:john-kerry"."""
    return " ".join(key.partition(":")[2].replace("-", " ").split()) or key
