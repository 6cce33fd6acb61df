"""Which of the keys in an index are one actor, and why: made when a run has ended, kept beside the names as found.

Only actors of several keys are kept, and those with another name than was found; every other key is an actor of its
own. A map that is older than the index holds for the keys that it knows.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from corpus.article import Kind
from index.clauses import NAME_WORD
from index.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.actors.one_actor import OneActor
    from corpus.settings import ActorBook
    from index.manifest import Manifest
    from index.snapshot import Snapshot

_MOST_NAMES = 24
_KINDS: tuple[Kind, ...] = ("person", "organisation", "place")
_COUNT = np.dtype("<u4")
_DIGEST = 16
STAMP = 8 + _DIGEST
"""Bytes before a packed map: of which commit, and with which dictionary it was made."""


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
        """None for a key that tells no kind."""
        kind = self.key.partition(":")[0]
        return next((one for one in _KINDS if one == kind), None)


class _Packed(Struct, frozen=True, array_like=True):
    """Texts and numbers, compressed each by itself, so that what isn't asked for is not unpacked."""

    actors: bytes
    keys: bytes
    articles: bytes
    names: bytes
    sizes: bytes
    counts: bytes
    words: bytes
    seats: bytes


class ActorTable:
    """All keys, those in most articles first, and the actors that are more than one of them under its own name.

    What isn't asked for isn't unpacked; then zlib.error, msgspec.MsgspecError or ValueError tell of damage.
    """

    def __init__(self, packed: _Packed) -> None:
        self._packed = packed

    @classmethod
    def of(cls, found: Iterable[FoundAs], actors: bytes, seats: bytes = b"") -> ActorTable:
        """The table of these keys, with what `pack_actors` and `pack_seats` gave."""
        found = tuple(found)
        names = [name for one in found for name in one.names]
        texts = ("\n".join(one.key for one in found), "\n".join(names), as_searched(names))
        keys, joined_names, searched = (zlib.compress(text.encode("utf-8", "surrogatepass"), 1) for text in texts)
        numbers = ([one.articles for one in found], [len(one.names) for one in found])
        articles, sizes = (np.array(one, _COUNT).tobytes() for one in numbers)
        counts = np.array([count for one in found for count in one.counts], _COUNT).tobytes()
        return cls(_Packed(actors, keys, articles, joined_names, sizes, counts, searched, seats))

    def pack(self, stamp: bytes) -> bytes:
        return stamp + msgspec.msgpack.encode(self._packed)

    @classmethod
    def unpack(cls, packed: bytes) -> ActorTable:
        return cls(msgspec.msgpack.decode(packed[STAMP:], type=_Packed)) if packed else cls.of((), pack_actors(()))

    @property
    def packed_actors(self) -> bytes:
        return self._packed.actors

    @property
    def packed_seats(self) -> bytes:
        return self._packed.seats

    @cached_property
    def actors(self) -> tuple[OneActor, ...]:
        from corpus.actors.one_actor import OneActor

        return msgspec.msgpack.decode(zlib.decompress(self._packed.actors), type=tuple[OneActor, ...])

    @cached_property
    def keys(self) -> list[str]:
        return _lines(self._packed.keys)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each key."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def articles(self) -> NDArray[np.uint32]:
        """In how many articles each key is (n uint32)."""
        return np.frombuffer(self._packed.articles, _COUNT)

    @cached_property
    def searched(self) -> str:
        """The words of each name as they are compared, a line each, with a blank before and after each word."""
        return _text(self._packed.words)

    @cached_property
    def seats(self) -> frozenset[str]:
        """The lines of `searched` that name a capital or a seat of government, which stands for its country."""
        return frozenset(_text(self._packed.seats).splitlines(keepends=True)) if self._packed.seats else frozenset()

    def seat(self, line: int) -> tuple[str, str] | None:
        """The key and the name on a line, where that is a seat of the actor; None where it is a name of its own."""
        place = int(self.key_of_line[line])
        if line == self._begins[place] or as_searched([self._names[line]]) not in self.seats:
            return None
        return self.keys[place], self._names[line]

    @cached_property
    def key_of_line(self) -> NDArray[np.intp]:
        """The place of the key that has each name."""
        return np.repeat(np.arange(len(self.articles)), self._sizes)

    def found(self, place: int) -> FoundAs:
        """A key with its names."""
        first, end = int(self._begins[place]), int(self._begins[place + 1])
        counts = np.frombuffer(self._packed.counts, _COUNT)[first:end].tolist()
        return FoundAs(self.keys[place], int(self.articles[place]), tuple(self._names[first:end]), tuple(counts))

    @cached_property
    def _names(self) -> list[str]:
        return _lines(self._packed.names)

    @cached_property
    def _sizes(self) -> NDArray[np.uint32]:
        return np.frombuffer(self._packed.sizes, _COUNT)

    @cached_property
    def _begins(self) -> NDArray[np.intp]:
        return np.concatenate([np.zeros(1, np.intp), np.cumsum(self._sizes, dtype=np.intp)])


def found_in(snapshot: Snapshot) -> tuple[FoundAs, ...]:
    """All keys of a commit with their names. Raises ValueError where the index is damaged."""
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for segment in snapshot.segments:
        if "actor_name" in segment.words:
            lists = segment.words["actor_name"]
            for word, count in zip(lists.words(), lists.frequencies.tolist(), strict=True):
                key, _, name = word.decode("utf-8", "surrogatepass").partition(NAME_WORD)
                named[key][name] += count
    return tuple(_found_as(key, count, named.get(key, {})) for key, count in _articles(snapshot))


def joined(found: Iterable[FoundAs], book: ActorBook) -> tuple[OneActor, ...]:
    """The actors of these keys that are not just what was found."""
    from corpus.actors.alike import Found
    from corpus.actors.one_actor import one_actor

    own = {one.key: one.name for one in found}
    actors = one_actor((Found(one.key, one.names, one.articles) for one in found), book).actors
    return tuple(actor for actor in actors.values() if actor.found != (actor.key,) or actor.name != own.get(actor.key))


def pack_actors(actors: tuple[OneActor, ...]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(actors), 1)


def pack_seats(book: ActorBook) -> bytes:
    """The capitals and seats of government of a dictionary."""
    seats = as_searched(name for country in book.countries for name in (*country.capitals, *country.seats))
    return zlib.compress(seats.encode(), 1)


def stamp(generation: int, book: ActorBook) -> bytes:
    """What tells a map from one of another commit, or one made with another dictionary."""
    return generation.to_bytes(8) + blake2b(msgspec.json.encode(book), digest_size=_DIGEST).digest()


def kept_table(manifest: Manifest) -> tuple[ActorTable, int]:
    """The table made last, an empty one where none was, and of which commit."""
    packed = manifest.kept("actors")
    return ActorTable.unpack(packed), int.from_bytes(packed[:8])


def as_now(snapshot: Snapshot, kept: ActorTable) -> ActorTable:
    """The table for a newer commit: its keys, with the names and actors that are known of those that were there."""

    def found(key: str, articles: int) -> FoundAs:
        place = kept.place.get(key)
        if place is None:
            return _found_as(key, articles, {})
        known = kept.found(place)
        return FoundAs(key, articles, known.names, known.counts)

    return ActorTable.of(
        (found(key, count) for key, count in _articles(snapshot)), kept.packed_actors, kept.packed_seats
    )


def name_of(key: str) -> str:
    """The name in a key: "john kerry" for "person:john-kerry"."""
    return " ".join(key.partition(":")[2].replace("-", " ").split()) or key


def _articles(snapshot: Snapshot) -> list[tuple[str, int]]:
    """All keys, and in how many articles each is, those in most first."""
    articles: Counter[str] = Counter()
    for segment in snapshot.segments:
        if "actor" in segment.words:
            lists = segment.words["actor"]
            keys = range(lists.starting_with(NAME_WORD).stop, len(lists))
            often = lists.frequencies[keys.start : keys.stop].tolist()
            for word, count in zip(lists.words(keys), often, strict=True):
                articles[word.decode("utf-8", "surrogatepass")] += count
    return sorted(articles.items(), key=lambda one: (-one[1], one[0]))


def _found_as(key: str, articles: int, named: dict[str, int]) -> FoundAs:
    from corpus.actors.forms import slug

    spelt = key.partition(":")[2]
    some = sorted(named.items(), key=lambda one: (slug(one[0]) != spelt, -one[1], -len(one[0]), one[0]))[:_MOST_NAMES]
    names, counts = tuple(name for name, _ in some), tuple(count for _, count in some)
    return FoundAs(key, articles, names or (name_of(key),), counts or (articles,))


def as_searched(names: Iterable[str]) -> str:
    """Names as `ActorTable.searched` has them."""
    return "".join(f" {' '.join(words(name))} \n" for name in names)


def _text(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def _lines(packed: bytes) -> list[str]:
    text = _text(packed)
    return text.split("\n") if text else []
