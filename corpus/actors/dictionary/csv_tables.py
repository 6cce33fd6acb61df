"""Actor dictionaries as CSV: `kind, name, also, role, from, to`, an office a row; other names with `;` between."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from corpus.actors.dictionary.entries import DictionaryEntry, UnreadLine, dates_fault, name_fault
from corpus.article import Kind
from corpus.csv_text import csv_text, read_cell
from corpus.settings import ActorBook, ListedCountry, ListedName, TermOfOffice

_SHOWN = 40
COLUMNS = ("kind", "name", "also", "role", "from", "to")
_KINDS: dict[str, Kind] = {
    "person": "person",
    "people": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "place": "place",
    "country": "place",
}


def read_csv(text: str) -> tuple[list[DictionaryEntry], list[UnreadLine]]:
    """Return the entries of a table with a header, in order, rows of one name as one; and the rows that were not
    understood.

    Commas, semicolons or tabs part its columns. Only `name` must be there; without a kind it is a person. Raises
    nothing.
    """
    unread: list[UnreadLine] = []
    found: dict[tuple[Kind, str], tuple[dict[str, None], dict[TermOfOffice, None]]] = {}
    rows = _rows(text, unread)
    _, header = next(rows, (1, []))
    header = [name.strip().lower() for name in header]
    for column in ("name", *(column for column in COLUMNS if column in header)):
        if header.count(column) != 1:
            return [], [UnreadLine(1, f"{'two columns' if column in header else 'no column'} called {column}")]
    for line, row in rows:
        values = dict(zip(header, (read_cell(value.strip()) for value in row), strict=False))
        entry = _entry(values)
        if isinstance(entry, str):
            unread.append(UnreadLine(line, entry))
        else:
            also, offices = found.setdefault((entry.kind, entry.known.name), ({}, {}))
            also.update(dict.fromkeys(entry.known.also))
            offices.update(dict.fromkeys(entry.known.roles))
    return [
        DictionaryEntry(kind, ListedName(name, tuple(also), tuple(offices)))
        for (kind, name), (also, offices) in found.items()
    ], unread


def _rows(text: str, unread: list[UnreadLine]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with its first line; what is no row goes to `unread`."""
    text = text.removeprefix("\ufeff").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    header = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=header.count))
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            unread.append(UnreadLine(line, str(error)))
            continue
        if any(row):
            yield line, row


def _entry(values: dict[str, str]) -> DictionaryEntry | str:
    """Return the entry of a row, or why the row has none."""
    kind = _KINDS.get(values.get("kind", "").lower() or "person")
    names = [values.get("name", ""), *filter(None, map(str.strip, values.get("also", "").split(";")))]
    office = TermOfOffice(values.get("role", ""), values.get("from", ""), values.get("to", ""))
    if wrong := next(filter(None, map(name_fault, names)), None) or dates_fault(office):
        return wrong
    if kind is None:
        return f"unknown kind of actor: {values['kind'][:_SHOWN]}"
    return DictionaryEntry(kind, ListedName(names[0], tuple(names[1:]), (office,) if office.role else ()))


def write_csv(entries: Iterable[DictionaryEntry]) -> str:
    """Return the table of entries, with its header."""
    rows = (
        (kind, known.name, "; ".join(known.also), office.role, office.start, office.end)
        for kind, known in entries
        for office in known.roles or (TermOfOffice(""),)
    )
    return csv_text("actors", COLUMNS, rows)


def entries_of(book: ActorBook) -> list[DictionaryEntry]:
    """Return all entries of a dictionary; a country's demonyms, capitals and seats are none of its names, and
    left out.
    """
    return [
        *(DictionaryEntry("place", ListedName(country.name, country.also)) for country in book.countries),
        *(DictionaryEntry("organisation", body) for body in book.organisations),
        *(DictionaryEntry("person", person) for person in book.people),
    ]


def merge_entries(book: ActorBook, entries: Iterable[DictionaryEntry]) -> ActorBook:
    """Return the dictionary with entries put in; one of a name that is there goes over it, a country keeps its
    demonyms.
    """
    countries = {country.name: country for country in book.countries}
    bodies = {body.name: body for body in book.organisations}
    people = {person.name: person for person in book.people}
    for kind, known in entries:
        if kind == "place":
            old = countries.get(known.name, ListedCountry(known.name))
            countries[known.name] = ListedCountry(known.name, known.also, old.people, old.capitals, old.seats)
        else:
            (people if kind == "person" else bodies)[known.name] = known
    return ActorBook(tuple(countries.values()), tuple(bodies.values()), tuple(people.values()))
