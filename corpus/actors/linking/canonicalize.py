"""Canonicalize actors across a corpus: which keys found in articles are the same actor, and why.

Articles keep their own keys; the map beside them gives the actor of each, so that a merge, split or rename counts at
once. Keys are linked if the dictionary says so, if an article introduces an acronym, or if two spellings of a person's
name sound the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from corpus.actors.dictionary.lookup import ActorDictionary, dictionary_of
from corpus.actors.linking.corrections import CanonicalActor, Correction, apply_corrections
from corpus.actors.linking.similarity import (
    ActorRecord,
    acronym_groups,
    find_root,
    kind_of,
    nickname_groups,
    person_groups,
    plural_groups,
    same_name_groups,
    sound_groups,
    surname_groups,
)
from corpus.actors.name_forms import plain, slug
from corpus.settings import NO_BOOK, ActorBook

AS_FOUND = "as found"


class ActorMap(Struct, frozen=True):
    """Map from the keys found in articles to canonical actors; a key in neither mapping is an actor of its own."""

    actors: Mapping[str, CanonicalActor]
    of_found: Mapping[str, str]

    def actor(self, key: str) -> str | None:
        """Return the key of the actor that a key found is of; None where the user said that it is none."""
        return self.of_found.get(key, key) or None


def link_actors(
    found: Iterable[ActorRecord], book: ActorBook = NO_BOOK, corrections: Sequence[Correction] = ()
) -> ActorMap:
    """Return the canonical actors of the keys found in a corpus. Pure; the order of `found` doesn't matter."""
    joined = _joined(_once(found), book)
    return _mapped(apply_corrections(joined, corrections))


def _once(found: Iterable[ActorRecord]) -> dict[str, ActorRecord]:
    """Return one for each key, in the order of the keys."""
    by_key: dict[str, ActorRecord] = {}
    for one in found:
        other = by_key.get(one.key)
        if other is not None:
            one = ActorRecord(one.key, tuple(dict.fromkeys((*other.names, *one.names))), other.articles + one.articles)
        by_key[one.key] = one
    return dict(sorted(by_key.items()))


def _joined(found: dict[str, ActorRecord], book: ActorBook) -> dict[str, CanonicalActor]:
    """Actors by key; the key of an actor is that of the dictionary, else that of its most frequent name."""
    known = dictionary_of(book)
    listed = {entry.key: entry.name for entry in known.names.values()}
    home, why = _in_dictionary(found, known)
    left = {key: one for key, one in found.items() if key not in home}
    heard = sound_groups(found, home)
    groups = (
        *same_name_groups(left, found, known),
        *person_groups(heard, found),
        *acronym_groups(left),
        *nickname_groups(left),
        *plural_groups(left),
    )
    for group, reason in groups:
        _join(group, reason, found, listed, home, why)
    for group, reason in surname_groups(left, found, heard, known, home):
        _join(group, reason, found, listed, home, why)
    actors: dict[str, CanonicalActor] = {}
    for root, keys in _grouped(found, home).items():
        first = root if root in listed or root in found else keys[0]
        name = listed.get(root) or (found[first].names or (first.partition(":")[2],))[0]
        actors[first] = CanonicalActor(
            first, name, kind_of(first), tuple(keys), tuple([why.get(key, AS_FOUND) for key in keys])
        )
    return actors


def _grouped(found: dict[str, ActorRecord], home: dict[str, str]) -> dict[str, list[str]]:
    """Return the keys under each root, those in most articles first."""
    groups: dict[str, list[str]] = {}
    for key in found:
        groups.setdefault(find_root(key, home), []).append(key)
    for keys in groups.values():
        if len(keys) > 1:
            keys.sort(key=lambda key: (-found[key].articles, key))
    return groups


def _in_dictionary(found: dict[str, ActorRecord], book: ActorDictionary) -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys whose name the dictionary has: under which key, and why."""
    home: dict[str, str] = {}
    why: dict[str, str] = {}
    spelt = {slug(form) for form in book.names}
    for key, one in found.items():
        if key.partition(":")[2] not in spelt:
            continue
        name = one.names[0] if one.names else key.partition(":")[2]
        entry = book.named(plain(name), name)
        if entry is not None and (entry.kind == one.kind or entry.kind != "place"):
            home[key] = entry.key
            why[key] = AS_FOUND if key == entry.key else f"the dictionary has {name} under {entry.name}"
    return home, why


def _join(
    group: Sequence[str],
    reason: str,
    found: dict[str, ActorRecord],
    known: Mapping[str, str],
    home: dict[str, str],
    why: dict[str, str],
) -> None:
    """Put a group of keys under the one that the dictionary has, else the most frequent; two of the dictionary's stay
    two."""
    roots = sorted(
        {find_root(key, home) for key in group}, key=lambda key: (key not in known, -_articles(found, key), key)
    )
    for root in roots[1:]:
        if root not in known:
            home[root] = roots[0]
            why.setdefault(root, reason)


def _articles(found: dict[str, ActorRecord], key: str) -> int:
    return found[key].articles if key in found else 0


def _mapped(actors: dict[str, CanonicalActor]) -> ActorMap:
    of_found = {key: actor.key for actor in actors.values() for key in actor.found}
    of_found.update((key, "") for actor in actors.values() if actor.key == "" for key in actor.found)
    return ActorMap({key: actor for key, actor in actors.items() if key}, of_found)
