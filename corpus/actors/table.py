"""Actor dictionaries as CSV: `kind, name, also, role, from, to`, an office a row; other names with `;` between."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from corpus.actors.cameo import Entry, Unread
from corpus.article import Kind
from corpus.settings import ActorBook, Country, Known, Office

COLUMNS = ("kind", "name", "also", "role", "from", "to")
_KINDS: dict[str, Kind] = {
    "person": "person",
    "people": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "place": "place",
    "country": "place",
}


def read_table(text: str) -> tuple[list[Entry], list[Unread]]:
    """The entries of a table with a header, in order, rows of one name as one; and the rows that were not understood.

    Only `name` must be there; without a kind it is a person. Raises nothing.
    """
    unread: list[Unread] = []
    found: dict[tuple[Kind, str], tuple[dict[str, None], dict[Office, None]]] = {}
    rows = csv.reader(io.StringIO(text.replace("\0", "")))
    header: list[str] | None = None
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            unread.append(Unread(rows.line_num, str(error)))
            continue
        if header is None:
            header = [name.strip().lower().removeprefix("\ufeff") for name in row]
            continue
        values = dict(zip(header, (value.strip() for value in row), strict=False))
        kind = _KINDS.get(values.get("kind", "person").lower() or "person")
        if not values.get("name"):
            if any(row):
                unread.append(Unread(rows.line_num, "no name"))
            continue
        if kind is None:
            unread.append(Unread(rows.line_num, f"no kind of actor: {values['kind']}"))
            continue
        also, offices = found.setdefault((kind, values["name"]), ({}, {}))
        also.update((other.strip(), None) for other in values.get("also", "").split(";") if other.strip())
        if values.get("role"):
            offices[Office(values["role"], values.get("from", ""), values.get("to", ""))] = None
    return [
        Entry(kind, Known(name, tuple(also), tuple(offices))) for (kind, name), (also, offices) in found.items()
    ], unread


def write_table(entries: Iterable[Entry]) -> str:
    """The table of entries, with its header."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for kind, known in entries:
        for office in known.roles or (Office(""),):
            table.writerow((kind, known.name, "; ".join(known.also), office.role, office.start, office.end))
    return out.getvalue()


def entries_of(book: ActorBook) -> list[Entry]:
    """All entries of a dictionary; a country's demonyms, capitals and seats are none of its names, and left out."""
    return [
        *(Entry("place", Known(country.name, country.also)) for country in book.countries),
        *(Entry("organisation", body) for body in book.organisations),
        *(Entry("person", person) for person in book.people),
    ]


def book_with(book: ActorBook, entries: Iterable[Entry]) -> ActorBook:
    """The dictionary with entries put in; one of a name that is there goes over it, a country keeps its demonyms."""
    countries = {country.name: country for country in book.countries}
    bodies = {body.name: body for body in book.organisations}
    people = {person.name: person for person in book.people}
    for kind, known in entries:
        if kind == "place":
            old = countries.get(known.name, Country(known.name))
            countries[known.name] = Country(known.name, known.also, old.people, old.capitals, old.seats)
        else:
            (people if kind == "person" else bodies)[known.name] = known
    return ActorBook(tuple(countries.values()), tuple(bodies.values()), tuple(people.values()))
