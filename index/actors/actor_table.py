"""The keys of an index as one table: names, how many articles, which of them are one actor; packed, and looked up."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from index.actors.actor_rows import COUNT, TIE, FoundAs, Rows, as_searched
from index.storage.whoosh.segment import sealed, unsealed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.actors.linking.corrections import CanonicalActor
    from corpus.settings import ActorBook

_NAME = b"actors"
DIGEST = 16
STAMP = 8 + DIGEST
"""Bytes before a packed table: of which commit, and with which dictionary it was made."""


class _Packed(Struct, frozen=True, array_like=True):
    """Texts, compressed each by itself, so that what isn't asked for is not unpacked, and the numbers of `Rows`.

    `segments` are the states of those that the keys were read from: their names, and where articles of one were deleted
    how many are left.
    """

    actors: bytes
    keys: bytes
    names: bytes
    searched: bytes
    seats: bytes
    articles: bytes
    sizes: bytes
    counts: bytes
    ties: bytes
    tie_sizes: bytes
    segments: tuple[str, ...]


class ActorTable:
    """All keys, those in most articles first, and the actors that are more than one of them under its own name.

    What isn't asked for isn't unpacked; unpacking raises zlib.error, msgspec.MsgspecError or ValueError if damaged.
    """

    def __init__(self, packed: _Packed) -> None:
        self._packed = packed

    @classmethod
    def of(
        cls, rows: Rows, actors: Iterable[CanonicalActor] = (), segments: Iterable[str] = (), seats: Iterable[str] = ()
    ) -> ActorTable:
        """The table of these rows. `seats` are names of capitals and seats of government."""
        return cls(
            _Packed(
                actors=zlib.compress(msgspec.msgpack.encode(tuple(actors)), 1),
                keys=_pack(rows.keys),
                names=_pack(rows.names),
                searched=_pack([*rows.lines, ""]),
                seats=_pack(map(as_searched, seats)),
                articles=rows.articles.tobytes(),
                sizes=rows.sizes.tobytes(),
                counts=rows.counts.tobytes(),
                ties=rows.ties.tobytes(),
                tie_sizes=rows.tie_sizes.tobytes(),
                segments=tuple(segments),
            )
        )

    def with_rows(self, rows: Rows) -> ActorTable:
        """The same actors, of other rows."""
        return ActorTable.of(rows, self.actors, (), self.seats)

    def pack(self, stamp: bytes) -> bytes:
        return stamp + sealed(_NAME, msgspec.msgpack.encode(self._packed))

    @classmethod
    def unpack(cls, packed: bytes) -> ActorTable:
        """Unpack a table that `pack` made, or return an empty one for no bytes. Raises ValueError if it is damaged."""
        if not packed:
            return cls.of(Rows.of(()))
        return cls(msgspec.msgpack.decode(unsealed(_NAME, packed[STAMP:]), type=_Packed))

    @property
    def segments(self) -> tuple[str, ...]:
        """The states of the segments that the keys were read from."""
        return self._packed.segments

    @cached_property
    def actors(self) -> tuple[CanonicalActor, ...]:
        from corpus.actors.linking.corrections import CanonicalActor

        return msgspec.msgpack.decode(zlib.decompress(self._packed.actors), type=tuple[CanonicalActor, ...])

    @cached_property
    def rows(self) -> Rows:
        """All that is known of each key."""
        return Rows(
            self.keys,
            self.articles,
            self._names,
            self.searched.split("\n")[:-1],
            np.frombuffer(self._packed.counts, COUNT),
            self._sizes,
            np.frombuffer(self._packed.ties, TIE),
            np.frombuffer(self._packed.tie_sizes, COUNT),
        )

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
        return np.frombuffer(self._packed.articles, COUNT)

    @cached_property
    def searched(self) -> str:
        """The words of each name as they are compared, a line each, with a blank before and after each word."""
        return _text(self._packed.searched)

    @cached_property
    def seats(self) -> frozenset[str]:
        """The lines of `searched` that name a capital or a seat of government instead of its country."""
        return frozenset(_lines(self._packed.seats))

    def seat(self, line: int) -> tuple[str, str] | None:
        """The key and the name on a line, where that is a seat of the actor; None where it is a name of its own."""
        place = int(self.key_of_line[line])
        if line == self._begins[place] or as_searched(self._names[line]) not in self.seats:
            return None
        return self.keys[place], self._names[line]

    @cached_property
    def key_of_line(self) -> NDArray[np.intp]:
        """The place of the key that has each name."""
        return np.repeat(np.arange(len(self.articles)), self._sizes)

    def found(self, place: int) -> FoundAs:
        """A key with its names."""
        first, end = int(self._begins[place]), int(self._begins[place + 1])
        counts = np.frombuffer(self._packed.counts, COUNT)[first:end].tolist()
        return FoundAs(self.keys[place], int(self.articles[place]), tuple(self._names[first:end]), tuple(counts))

    @cached_property
    def _names(self) -> list[str]:
        return _lines(self._packed.names)

    @cached_property
    def _sizes(self) -> NDArray[np.uint32]:
        return np.frombuffer(self._packed.sizes, COUNT)

    @cached_property
    def _begins(self) -> NDArray[np.intp]:
        return np.concatenate([np.zeros(1, np.intp), np.cumsum(self._sizes, dtype=np.intp)])


def seats_of(book: ActorBook) -> list[str]:
    """The capitals and seats of government of a dictionary."""
    return [name for country in book.countries for name in (*country.capitals, *country.seats)]


def _pack(lines: Iterable[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def _text(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def _lines(packed: bytes) -> list[str]:
    text = _text(packed)
    return text.split("\n") if text else []
