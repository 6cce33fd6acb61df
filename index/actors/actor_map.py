"""The map of actors: link the keys of an index that are one actor, with reasons, at the end of a run.

Only actors of several keys are kept, and those with another name than was found; every other key is an actor of its
own. A map that is older than the index holds for the keys that it knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from index.actors.actor_rows import FoundAs, Rows, in_order
from index.actors.actor_table import DIGEST, ActorTable, seats_of
from index.terms import NAME_WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.actors.linking.corrections import CanonicalActor
    from corpus.settings import ActorBook
    from index.storage.manifest import Manifest
    from index.storage.postings.word_list import WordList
    from index.storage.whoosh.segment import Segment
    from index.storage.whoosh.snapshot import Snapshot

_MOST_NAMES = 24
_MANY = 8
"""Of so many keys, one that is looked up by itself takes as long as all that are read in a row."""


def brought_up_to_date(snapshot: Snapshot, kept: bytes, book: ActorBook) -> bytes:
    """The table of a commit, packed, on from what was `kept` last, with the same outcome as from nothing.

    Only what hangs together with keys that have changed is joined again. Raises ValueError where the index is damaged.
    """
    now = stamp(snapshot.generation, book)
    before = _unpacked(kept if kept[8 : len(now)] == now[8:] else b"")
    parts = _parts(snapshot)
    changed, gone = _changes(parts, before)
    rows = before.rows.and_more(Rows.of(changed, _ties(book)))
    stay = np.ones(len(rows.keys), bool)
    replaced = {*gone, *(one.key for one in changed)} & before.place.keys()
    stay[[before.place[key] for key in replaced]] = False
    del changed
    new = range(len(before.keys), len(rows.keys))
    actors = _joined_again(rows, stay, new, before, book)
    ordered = rows.take(rows.put_in(np.flatnonzero(stay[: new.start]), new))
    return ActorTable.of(ordered, actors, [part.state for part in parts], seats_of(book)).pack(now)


class _Part(NamedTuple):
    """A segment, and which of its articles are not deleted (n bool), None if all."""

    segment: Segment
    alive: NDArray[np.bool_] | None

    @property
    def state(self) -> str:
        """Identify the segment and its live articles: it changes when articles of the segment are deleted."""
        return self.segment.name if self.alive is None else f"{self.segment.name} {int(self.alive.sum())}"

    def words(self, field: str, ranges: Iterable[range]) -> Iterator[tuple[str, int]]:
        """Yield the words of a field with these numbers, and in how many articles each is, if in any."""
        lists = self.segment.words[field]
        for numbers in ranges:
            often = self._frequencies(field, lists, numbers)
            for word, count in zip(lists.words(numbers), often.tolist(), strict=True):
                if count:
                    yield word.decode("utf-8", "surrogatepass"), count

    def _frequencies(self, field: str, lists: WordList, numbers: range) -> NDArray[np.int64]:
        if self.alive is None or not numbers:
            return lists.frequencies[numbers.start : numbers.stop]
        docs, _ = self.segment.words.docs(field, numbers.start, numbers.stop)
        alive_before = np.concatenate([[0], np.cumsum(self.alive[docs])])
        starts = lists.doc_starts[numbers.start : numbers.stop + 1].astype(np.int64)
        often: NDArray[np.int64] = np.diff(alive_before[starts - starts[0]])
        return often


def _parts(snapshot: Snapshot) -> list[_Part]:
    """The segments of a commit, with their live articles."""
    parts = []
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=True):
        alive = snapshot.alive[base : base + segment.size]
        parts.append(_Part(segment, None if alive.all() else alive))
    return parts


def _changes(parts: Sequence[_Part], before: ActorTable) -> tuple[list[FoundAs], set[str]]:
    """The keys that are not what they were, and those that are gone: no live article has them."""
    new = [part for part in parts if part.state not in before.segments]
    if len(parts) == len(new) + len(before.segments):
        keys = {key for part in new for key, _ in _articles_in(part)}
        if _MANY * len(keys) < len(before.keys):
            return in_order(_read(parts, sorted(keys))), set()
    found = in_order(_read(parts))
    places = [before.place.get(one.key) for one in found]
    pairs = zip(found, places, strict=True)
    changed = [one for one, place in pairs if place is None or before.found(place) != one]
    return changed, before.place.keys() - {one.key for one in found}


def _joined_again(
    rows: Rows, stay: NDArray[np.bool], new: range, before: ActorTable, book: ActorBook
) -> list[CanonicalActor]:
    """The actors of all rows that stay; those at the places `new` were not among the keys of the table `before`."""
    from corpus.actors.linking.blocking import blocking_key, linked_component

    changed = ~stay
    changed[new.start :] = True
    together = [(before.place[key], blocking_key(actor.key)) for actor in before.actors for key in actor.found]
    mask = linked_component(
        rows.ties[changed[rows.holders]],
        np.append(rows.ties, np.array([one for _, one in together], np.uint64)),
        np.append(rows.holders, np.array([place for place, _ in together], np.intp)),
        len(rows.keys),
    )
    again = rows.take(np.flatnonzero(mask & stay))
    left = [actor for actor in before.actors if not any(mask[before.place[key]] for key in actor.found)]
    return sorted([*left, *joined(again.found(), book)], key=lambda actor: min(actor.found))


def _ties(book: ActorBook) -> Callable[[FoundAs], list[int]]:
    from corpus.actors.linking.blocking import blocking_keys
    from corpus.actors.linking.similarity import ActorRecord

    return lambda one: blocking_keys(ActorRecord(one.key, one.names, one.articles), book)


def joined(found: Collection[FoundAs], book: ActorBook) -> tuple[CanonicalActor, ...]:
    """The actors of these keys that are not just what was found."""
    from corpus.actors.linking.canonicalize import link_actors
    from corpus.actors.linking.similarity import ActorRecord

    own = {one.key: one.name for one in found}
    actors = link_actors((ActorRecord(one.key, one.names, one.articles) for one in found), book).actors
    return tuple(actor for actor in actors.values() if actor.found != (actor.key,) or actor.name != own.get(actor.key))


def stamp(generation: int, book: ActorBook) -> bytes:
    """Return the fingerprint of a map: the commit it is for, and a digest of the dictionary it was made with."""
    return generation.to_bytes(8) + blake2b(msgspec.json.encode(book), digest_size=DIGEST).digest()


def kept_table(manifest: Manifest) -> tuple[ActorTable, int]:
    """The table made last, an empty one where none was, and of which commit."""
    packed = manifest.kept("actors")
    return ActorTable.unpack(packed), int.from_bytes(packed[:8])


def as_now(snapshot: Snapshot, kept: ActorTable) -> ActorTable:
    """The table for a newer commit: its keys, with the names and actors that are known of those that were there."""
    articles = Counter[str]()
    for part in _parts(snapshot):
        for key, count in _articles_in(part):
            articles[key] += count
    known = {key: place for key, place in kept.place.items() if key in articles}
    new = Rows.of(_found_as(key, count, {}) for key, count in articles.items() if key not in known)
    rows = kept.rows.take(np.array([*known.values()], np.intp))
    rows = rows._replace(articles=np.array([articles[key] for key in known], rows.articles.dtype)).and_more(new)
    order = sorted(range(len(rows.keys)), key=lambda place: (-articles[rows.keys[place]], rows.keys[place]))
    return kept.with_rows(rows.take(np.array(order, np.intp)))


def name_of(key: str) -> str:
    """The name in a key: "john kerry" for "person:john-kerry"."""
    return " ".join(key.partition(":")[2].replace("-", " ").split()) or key


def _unpacked(kept: bytes) -> ActorTable:
    """The table that was kept; an empty one where it is damaged."""
    try:
        return ActorTable.unpack(kept)
    except (ValueError, msgspec.MsgspecError):
        return ActorTable.unpack(b"")


def _read(parts: Iterable[_Part], keys: Collection[str] | None = None) -> Iterator[FoundAs]:
    """These keys as live articles have them, or all."""
    articles = Counter[str]()
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for part in parts:
        for key, count in _articles_in(part, keys):
            articles[key] += count
        if (lists := part.segment.words.get("actor_name")) is not None:
            ranges = [range(len(lists))] if keys is None else [lists.starting_with(f"{key}{NAME_WORD}") for key in keys]
            for word, count in part.words("actor_name", ranges):
                key, _, name = word.partition(NAME_WORD)
                named[key][name] += count
    return (_found_as(key, count, named.get(key, {})) for key, count in articles.items())


def _articles_in(part: _Part, keys: Collection[str] | None = None) -> Iterator[tuple[str, int]]:
    """These keys, or all of a segment, and in how many of its live articles each is."""
    lists = part.segment.words.get("actor")
    if lists is None:
        return iter(())
    if keys is not None:
        return part.words("actor", map(lists.find, keys))
    return part.words("actor", [range(lists.starting_with(NAME_WORD).stop, len(lists))])


def _found_as(key: str, articles: int, named: Mapping[str, int]) -> FoundAs:
    from corpus.actors.name_forms import slug

    if not named:
        return FoundAs(key, articles, (name_of(key),), (articles,))
    spelt, some = key.partition(":")[2], list(named.items())
    if len(some) > 1:
        some.sort(key=lambda one: (slug(one[0]) != spelt, -one[1], -len(one[0]), one[0]))
    names, counts = zip(*some[:_MOST_NAMES], strict=True)
    return FoundAs(key, articles, names, counts)
