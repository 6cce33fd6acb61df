"""Blocking: which keys can affect whether others are linked, so that after a change only these are linked again.

A key has a blocking key (a number) for whatever it can share with another key in `similarity`; two that share none are
linked, or kept apart, independently of each other. A blocking key too many costs time, one too few is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from corpus.actors.dictionary.lookup import dictionary_of
from corpus.actors.linking.similarity import ActorRecord, sound_groups
from corpus.actors.name_forms import plain, slug
from corpus.settings import ActorBook

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ANY, _ALONE, _LAST, _FIRST = range(4)
"""What a tie is: one that always holds, a name of one word, a surname, a first name."""
_KIND_BITS, _KIND = np.uint64(2), np.uint64(3)


def blocking_keys(one: ActorRecord, book: ActorBook) -> list[int]:
    """Return the ties of a key with these names (64 bits each), whatever other keys there are."""
    return list(dict.fromkeys(_tie(text, kind) for text, kind in _shared(one, book)))


def blocking_key(text: str) -> int:
    """Return the blocking key of all keys that share a text."""
    return _tie(text, _ANY)


def linked_component(
    begun: NDArray[np.uint64], held: NDArray[np.uint64], holders: NDArray[np.intp], count: int
) -> NDArray[np.bool]:
    """Return which of `count` keys are connected to `begun`, directly or through others; key `holders[i]` has the
    blocking key `held[i]`.

    A first name connects only if it is somewhere used alone and is nobody's surname.
    """
    names, numbers = np.unique(np.concatenate([begun, held]) >> _KIND_BITS, return_inverse=True)
    begun_by, shared, kinds = numbers[: len(begun)], numbers[len(begun) :], held & _KIND

    def some_are(kind: int) -> NDArray[np.bool]:
        there = np.zeros(len(names), bool)
        there[shared[kinds == kind]] = True
        holding: NDArray[np.bool] = there[shared]
        return holding

    alone, surname = some_are(_ALONE), some_are(_LAST)
    holds = (kinds == _ANY) | (alone & ((kinds != _FIRST) | ~surname))
    shared, holders = shared[holds], holders[holds]
    reached, found, before = np.zeros(len(names), bool), np.zeros(count, bool), -1
    reached[begun_by] = True
    while (now := int(reached.sum())) > before:
        before = now
        found[holders[reached[shared]]] = True
        reached[shared[found[holders]]] = True
    return found


def _shared(one: ActorRecord, book: ActorBook) -> Iterator[tuple[str, int]]:
    known, (kind, _, name) = dictionary_of(book), one.key.partition(":")
    yield one.key, _ANY
    yield name, _ANY
    entry = known.names.get(plain(one.names[0] if one.names else name))
    if entry is not None:
        yield entry.key, _ANY
    for heard in sound_groups([one.key]).values():
        yield from _of_sounds(heard, kind == "person")
        if len(heard) == 1 and (bearer := known.only_bearer(heard[0])):
            yield bearer, _ANY
    if one.kind == "organisation":
        yield f"{one.key}s", _ANY
        yield from ((f"organisation:{slug(other)}", _ANY) for other in one.names[1:] if other.isupper())
    if one.kind == "person":
        others, last = (f"person:{slug(other)}" for other in one.names[1:]), one.key.split("-")[-1]
        yield from ((other, _ANY) for other in others if other.split("-")[-1] == last)


def _of_sounds(heard: tuple[str, ...], is_person: bool) -> Iterable[tuple[str, int]]:
    if len(heard) == 1:
        return ((heard[0], _ALONE),)
    return ((f"{heard[0]} {heard[-1]}", _ANY), (heard[-1], _LAST), (heard[0], _FIRST)) if is_person and heard else ()


def _tie(text: str, kind: int) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 2 << 2 | kind
