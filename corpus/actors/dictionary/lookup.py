"""The actor dictionary made ready for looking up: which actor a name, a demonym or a capital means."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from corpus.actors.name_forms import plain, slug, sound, without_articles
from corpus.article import Kind
from corpus.settings import NO_BOOK, ActorBook

_SHORT = 4


class ListedActor(NamedTuple):
    """An actor of the dictionary."""

    key: str
    name: str
    kind: Kind


class ActorDictionary:
    """Names of the dictionary, in plain form: of actors, peoples, capitals, seats of government; surnames, as they
    sound; and by key what each person was."""

    def __init__(self, source: ActorBook) -> None:
        self.names: dict[str, ListedActor] = {}
        self.people: dict[str, ListedActor] = {}
        self.capitals: dict[str, ListedActor] = {}
        self.seats: dict[str, ListedActor] = {}
        self.surnames: dict[str, set[str]] = {}
        self.roles: dict[str, tuple[str, ...]] = {}
        self._shouted: set[str] = set()
        for country in source.countries:
            entry = ListedActor(f"place:{slug(country.name)}", country.name, "place")
            self._add(entry, (country.name, *country.also))
            self.seats.update((plain(seat), entry) for seat in country.seats)
            for capital in country.capitals:
                self.capitals.setdefault(plain(capital), entry)
            for demonym in country.people:
                self.people.setdefault(plain(demonym), entry)
        for kind, entries in (("organisation", source.organisations), ("person", source.people)):
            for known in entries:
                entry = ListedActor(
                    f"{kind}:{slug(known.name)}", known.name, "person" if kind == "person" else "organisation"
                )
                self._add(entry, (known.name, *known.also))
                if kind == "person":
                    self._call(entry)
                    self.roles[entry.key] = tuple(office.role for office in known.roles)

    def _add(self, entry: ListedActor, names: tuple[str, ...]) -> None:
        for name in names:
            form = plain(name)
            self.names[form] = entry
            if len(form) <= _SHORT and all(other.replace(".", "").isupper() for other in names if plain(other) == form):
                self._shouted.add(form)

    def _call(self, entry: ListedActor) -> None:
        """Note the surname: the last word, but the first of “Kim Jong-un”."""
        words = entry.name.split()
        surname = words[0] if len(words) == 2 and "-" in words[1][3:] else words[-1]
        if len(words) > 1:
            heard = sound(without_articles(plain(surname)).rpartition(" ")[2])
            self.surnames.setdefault(heard, set()).add(entry.key)

    def only_bearer(self, surname: str) -> str | None:
        """Return the key of the person whom alone the dictionary has under a surname, which is given as it sounds."""
        keys = self.surnames.get(surname, ())
        return next(iter(keys)) if len(keys) == 1 else None

    def knows(self, name: str) -> bool:
        """Return whether the dictionary has `name`, or a person of that surname."""
        form = plain(name)
        return any(form in names for names in (self.names, self.people, self.capitals, self.seats)) or (
            sound(form) in self.surnames
        )

    def key_of(self, name: str) -> str | None:
        """Return the key of the actor called `name`."""
        entry = self.names.get(plain(name))
        return entry.key if entry is not None else None

    def named(self, form: str, name: str) -> ListedActor | None:
        """Return the actor called `name`, `form` in plain form; short ones in capitals only, so that “who” is
        nobody.
        """
        entry = self.names.get(form)
        if entry is not None and form in self._shouted and not name.replace(".", "").isupper():
            return None
        return entry


NO_ACTORS = ActorDictionary(NO_BOOK)


@lru_cache(maxsize=8)
def dictionary_of(source: ActorBook) -> ActorDictionary:
    """Return a dictionary ready for use; the last few are kept."""
    return ActorDictionary(source)
