"""The actor dictionary made ready for looking up: which actor a name, a demonym or a capital means."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from corpus.actors.forms import plain, slug
from corpus.settings import ActorBook

Kind = Literal["person", "organisation", "place"]

_SHORT = 4


class Entry(NamedTuple):
    """An actor of the dictionary."""

    key: str
    name: str
    kind: Kind


class Book:
    """Names of the dictionary, in plain form. `seats` are capitals and seats of government, each with its country."""

    def __init__(self, source: ActorBook) -> None:
        self.names: dict[str, Entry] = {}
        self.people: dict[str, Entry] = {}
        self.capitals: dict[str, Entry] = {}
        self._shouted: set[str] = set()
        for country in source.countries:
            entry = Entry(f"place:{slug(country.name)}", country.name, "place")
            self._add(entry, (country.name, *country.also, *country.seats))
            for capital in country.capitals:
                self.capitals.setdefault(plain(capital), entry)
            for demonym in country.people:
                self.people.setdefault(plain(demonym), entry)
        for kind, entries in (("organisation", source.organisations), ("person", source.people)):
            for known in entries:
                entry = Entry(
                    f"{kind}:{slug(known.name)}", known.name, "person" if kind == "person" else "organisation"
                )
                self._add(entry, (known.name, *known.also))

    def _add(self, entry: Entry, names: tuple[str, ...]) -> None:
        for name in names:
            form = plain(name)
            self.names[form] = entry
            if len(form) <= _SHORT and all(other.replace(".", "").isupper() for other in names if plain(other) == form):
                self._shouted.add(form)

    def named(self, form: str, name: str) -> Entry | None:
        """The actor called `name`, `form` in plain form; short ones in capitals only, so that “who” is nobody."""
        entry = self.names.get(form)
        if entry is not None and form in self._shouted and not name.replace(".", "").isupper():
            return None
        return entry


@lru_cache(maxsize=8)
def book_of(source: ActorBook) -> Book:
    """A dictionary ready for use; the last few are kept."""
    return Book(source)
