"""Which of the keys in an index are one actor, and why: made when a run has ended, kept beside the names as found.

Only actors of several keys are kept, and those with another name than was found; every other key is an actor of its
own. A map that is older than the index holds for the keys that it knows.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from corpus.actors.one_actor import Found, OneActor, one_actor
from corpus.article import Kind
from corpus.settings import ActorBook
from index.schema import NAME_WORD
from index.words import words

if TYPE_CHECKING:
    from index.manifest import Manifest
    from index.snapshot import Snapshot

_MOST_NAMES = 24
_DIGEST = 16
STAMP = 8 + _DIGEST
"""Bytes before a packed map: of which commit, and with which dictionary it was made."""


class FoundAs(Struct, frozen=True, array_like=True, gc=False):
    """A key, the number of articles it is in, and the names it was found under, each with the number of theirs.

    `names` and `counts` are of the same length, the most frequent first, and at least one; `folded` are the names'
    words as they are compared.
    """

    key: str
    articles: int
    names: tuple[str, ...]
    counts: tuple[int, ...]
    folded: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def kind(self) -> Kind | None:
        """None for a key that tells no kind."""
        kind = self.key.partition(":")[0]
        return "person" if kind == "person" else "organisation" if kind == "organisation" else _place(kind)


class ActorTable(Struct, frozen=True, array_like=True, eq=False):
    """All keys, those in most articles first, and the actors that are more than one of them under its own name."""

    found: tuple[FoundAs, ...] = ()
    actors: tuple[OneActor, ...] = ()


def found_in(snapshot: Snapshot) -> tuple[FoundAs, ...]:
    """All keys of a commit with their names. Raises ValueError where the index is damaged."""
    articles: Counter[str] = Counter()
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for segment in snapshot.segments:
        if "actor" in segment.words:
            lists = segment.words["actor"]
            keys = range(lists.starting_with(NAME_WORD).stop, len(lists))
            often = lists.frequencies[keys.start : keys.stop].tolist()
            for word, count in zip(lists.words(keys), often, strict=True):
                articles[word.decode("utf-8", "surrogatepass")] += count
        if "actor_name" in segment.words:
            lists = segment.words["actor_name"]
            for word, count in zip(lists.words(), lists.frequencies.tolist(), strict=True):
                key, _, name = word.decode("utf-8", "surrogatepass").partition(NAME_WORD)
                named[key][name] += count
    ranked = sorted(articles.items(), key=lambda one: (-one[1], one[0]))
    return tuple(_found_as(key, count, named.get(key, {})) for key, count in ranked)


def joined(found: Iterable[FoundAs], book: ActorBook) -> tuple[OneActor, ...]:
    """The actors of these keys that are not just what was found."""
    own = {one.key: one.name for one in found}
    actors = one_actor((Found(one.key, one.names, one.articles) for one in found), book).actors
    return tuple(actor for actor in actors.values() if actor.found != (actor.key,) or actor.name != own.get(actor.key))


def stamp(generation: int, book: ActorBook) -> bytes:
    """What tells a map from one of another commit, or one made with another dictionary."""
    return generation.to_bytes(8) + blake2b(msgspec.json.encode(book), digest_size=_DIGEST).digest()


def pack(table: ActorTable, stamp: bytes) -> bytes:
    return stamp + zlib.compress(msgspec.msgpack.encode(table), 1)


def kept_table(manifest: Manifest) -> ActorTable:
    """The map made last, an empty one where none was. Raises zlib.error or msgspec.MsgspecError where it is damaged."""
    packed = manifest.kept("actors")
    return msgspec.msgpack.decode(zlib.decompress(packed[STAMP:]), type=ActorTable) if packed else ActorTable()


def table_of(manifest: Manifest, snapshot: Snapshot) -> ActorTable:
    """The map for a commit: the one that was kept, with the names as they are now where the commit is a newer one."""
    kept = kept_table(manifest)
    if manifest.stamp("actors", 8) == snapshot.generation.to_bytes(8):
        return kept
    return ActorTable(found_in(snapshot), kept.actors)


def name_of(key: str) -> str:
    """The name in a key: "john kerry" for "person:john-kerry"."""
    return " ".join(key.partition(":")[2].replace("-", " ").split()) or key


def _found_as(key: str, articles: int, named: dict[str, int]) -> FoundAs:
    some = sorted(named.items(), key=lambda one: (-one[1], -len(one[0]), one[0]))[:_MOST_NAMES]
    names = tuple(name for name, _ in some) or (name_of(key),)
    counts = tuple(count for _, count in some) or (articles,)
    return FoundAs(key, articles, names, counts, tuple(" ".join(words(name)) for name in names))


def _place(kind: str) -> Kind | None:
    return "place" if kind == "place" else None
