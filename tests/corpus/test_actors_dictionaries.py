"""Dictionaries of actors that others keep: CAMEO style and CSV, read into entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.actors.cameo import Entry, read_cameo
from corpus.actors.table import book_with, entries_of, read_table, write_table
from corpus.settings import NO_BOOK, ActorBook, Country, Known, Office

CAMEO = """\
# people of the strait
RUAN_ALDANE_ ; runs the ferries
+ALDANE_RUAN_
+FERRY_CHIEF_
\t[HLVGOV 280101-310101]
\t[HLVOPP >310101]
STRAIT_COUNCIL_ [IGOSTR]
HALVERA_ [HLV]
WTC_ [IGOTRD <19991231]
"""


def test_a_cameo_dictionary_is_read() -> None:
    entries, unread = read_cameo(CAMEO)
    offices = (Office("HLVGOV", "2028-01-01", "2031-01-01"), Office("HLVOPP", "2031-01-01"))
    assert entries == [
        Entry("person", Known("Ruan Aldane", ("Aldane Ruan", "Ferry Chief"), offices)),
        Entry("organisation", Known("Strait Council", (), (Office("IGOSTR"),))),
        Entry("place", Known("Halvera", (), (Office("HLV"),))),
        Entry("organisation", Known("WTC", (), (Office("IGOTRD", "", "1999-12-31"),))),
    ]
    assert unread == []


def test_lines_that_say_nothing_are_told() -> None:
    entries, unread = read_cameo("+ALONE_\n_ [HLV]\nBERO_HALM_ [HLVGOV]\n")
    assert [entry.known.name for entry in entries] == ["Bero Halm"]
    assert [line.line for line in unread] == [1, 2]


def test_a_table_is_read_and_rows_of_one_name_are_one() -> None:
    entries, unread = read_table(
        "Kind,Name,Also,Role,From,To\nperson,Mirela Tosk,M. Tosk; Mayor Tosk,mayor,2029,2031\n"
        "person,Mirela Tosk,,minister,2031,\n"
        "ship,Kell,,,,\n,,\norganisation,Harbour Union,HU,,,\n"
    )
    tosk = Known(
        "Mirela Tosk", ("M. Tosk", "Mayor Tosk"), (Office("mayor", "2029", "2031"), Office("minister", "2031"))
    )
    assert entries == [Entry("person", tosk), Entry("organisation", Known("Harbour Union", ("HU",)))]
    assert [(line.line, line.reason) for line in unread] == [(4, "no kind of actor: ship")]


def test_what_is_written_is_read_again() -> None:
    entries, _ = read_cameo(CAMEO)
    assert read_table(write_table(entries)) == (entries, [])


def test_entries_go_over_those_of_the_same_name() -> None:
    old = ActorBook(countries=(Country("Halvera", people=("Halveran",)),), people=(Known("Bero Halm"),))
    new = [Entry("place", Known("Halvera", ("H.R.",))), Entry("person", Known("Bero Halm", ("B. Halm",)))]
    book = book_with(old, new)
    assert book.countries == (Country("Halvera", also=("H.R.",), people=("Halveran",)),)
    assert book.people == (Known("Bero Halm", ("B. Halm",)),)
    assert entries_of(book_with(NO_BOOK, entries_of(book))) == entries_of(book)


LINES = st.lists(
    st.sampled_from(
        ["RUAN_A_", "+B_", "\t[HLVGOV 1-2]", "[", "]", "[]", "[ ]", "+", "_", ",", '"', "name,kind", "é", "\0", "\r"]
    )
)


@given(LINES.map("\n".join) | st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for read in (read_cameo, read_table):
        entries, unread = read(text)
        assert all(entry.known.name.strip() for entry in entries)
        assert all(line.line >= 1 for line in unread)
