"""Dictionaries of actors that others keep: CAMEO style and CSV, read into entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.actors.dictionary.cameo import read_cameo
from corpus.actors.dictionary.csv_tables import entries_of, merge_entries, read_csv, write_csv
from corpus.actors.dictionary.entries import DictionaryEntry
from corpus.settings import NO_BOOK, ActorBook, ListedCountry, ListedName, TermOfOffice

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
    offices = (TermOfOffice("HLVGOV", "2028-01-01", "2031-01-01"), TermOfOffice("HLVOPP", "2031-01-01"))
    assert entries == [
        DictionaryEntry("person", ListedName("Ruan Aldane", ("Aldane Ruan", "Ferry Chief"), offices)),
        DictionaryEntry("organisation", ListedName("Strait Council", (), (TermOfOffice("IGOSTR"),))),
        DictionaryEntry("place", ListedName("Halvera", (), (TermOfOffice("HLV"),))),
        DictionaryEntry("organisation", ListedName("WTC", (), (TermOfOffice("IGOTRD", "", "1999-12-31"),))),
    ]
    assert unread == []


def test_lines_that_say_nothing_are_told() -> None:
    entries, unread = read_cameo("+ALONE_\n_ [HLV]\nBERO_HALM_ [HLVGOV]\n")
    assert [entry.known.name for entry in entries] == ["Bero Halm"]
    assert [line.line for line in unread] == [1, 2]


def test_a_table_is_read_and_rows_of_one_name_are_one() -> None:
    entries, unread = read_csv(
        "Kind,Name,Also,Role,From,To\nperson,Mirela Tosk,M. Tosk; Mayor Tosk,mayor,2029,2031\n"
        "person,Mirela Tosk,,minister,2031,\n"
        "ship,Kell,,,,\n,,\norganisation,Harbour Union,HU,,,\n"
    )
    tosk = ListedName(
        "Mirela Tosk",
        ("M. Tosk", "Mayor Tosk"),
        (TermOfOffice("mayor", "2029", "2031"), TermOfOffice("minister", "2031")),
    )
    assert entries == [
        DictionaryEntry("person", tosk),
        DictionaryEntry("organisation", ListedName("Harbour Union", ("HU",))),
    ]
    assert [(line.line, line.reason) for line in unread] == [(4, "unknown kind of actor: ship")]


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("kind,role\nperson,mayor\n", (1, "no column called name")),
        ("name,also,name\nRuan Aldane,,\n", (1, "two columns called name")),
        ("", (1, "no column called name")),
        ("name,role,from\nRuan Aldane,mayor,tomorrow\n", (2, "no date: tomorrow")),
        ("name,role,to\nRuan Aldane,mayor,2031-02-30\n", (2, "no date: 2031-02-30")),
        ("name,role,from,to\nRuan Aldane,mayor,2031-05,2030\n", (2, "it ends before it begins: 2031-05 to 2030")),
        ("name\n\n" + "x" * 1000 + "\n", (3, "a name of 1,000 characters")),
        ("name\n" + "x" * 200_000 + "\n", (2, "field larger than field limit (131072)")),
        ('name\n"Ruan\nAldane"\n', (2, "a name with control characters or line breaks")),
        ("name\nRuan\x1b[31m\n", (2, "a name with control characters or line breaks")),
        ("name,also\nRuan Aldane,…;R.A.\n", (2, "no name")),
    ],
)
def test_a_row_that_says_nothing_is_told_with_its_line(table: str, wrong: tuple[int, str]) -> None:
    entries, unread = read_csv(table)
    assert (entries, unread) == ([], [wrong])


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_of_any_spreadsheet_is_read(sign: str, end: str) -> None:
    rows = (("\ufeffkind", "name", "role"), ("person", "Ruan Aldane", "mayor"), ("", "", ""))
    table = end.join(sign.join(row) for row in rows)
    assert read_csv(table) == ([DictionaryEntry("person", ListedName("Ruan Aldane", (), (TermOfOffice("mayor"),)))], [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("\t[HLVGOV 999999-310101]", "no date: 1999-99-99"),
        ("\t[HLVGOV >soon]", "no date: soon"),
        ("\t[HLVGOV", "a bracket in a name"),
        ("+", "no name"),
        ("A" * 1000 + "_", "a name of 1,000 characters"),
    ],
)
def test_a_line_of_a_cameo_dictionary_that_is_none(line: str, reason: str) -> None:
    entries, unread = read_cameo(f"RUAN_ALDANE_\n{line}\n")
    assert [entry.known for entry in entries] == [ListedName("Ruan Aldane")]
    assert unread == [(2, reason)]


def test_what_is_written_is_read_again() -> None:
    entries, _ = read_cameo(CAMEO)
    assert read_csv(write_csv(entries)) == (entries, [])


def test_entries_go_over_those_of_the_same_name() -> None:
    old = ActorBook(countries=(ListedCountry("Halvera", people=("Halveran",)),), people=(ListedName("Bero Halm"),))
    new = [
        DictionaryEntry("place", ListedName("Halvera", ("H.R.",))),
        DictionaryEntry("person", ListedName("Bero Halm", ("B. Halm",))),
    ]
    book = merge_entries(old, new)
    assert book.countries == (ListedCountry("Halvera", also=("H.R.",), people=("Halveran",)),)
    assert book.people == (ListedName("Bero Halm", ("B. Halm",)),)
    assert entries_of(merge_entries(NO_BOOK, entries_of(book))) == entries_of(book)


NAMES = st.text("abcdÉ .'-, \"", min_size=1, max_size=12).map(lambda name: " ".join(f"K {name}".split()))
OFFICES = st.builds(
    TermOfOffice, NAMES, st.sampled_from(("", "2029", "2030-02")), st.sampled_from(("", "2031", "2031-12-31"))
)
KNOWN = st.builds(
    ListedName, NAMES, st.lists(NAMES, unique=True).map(tuple), st.lists(OFFICES, max_size=3, unique=True).map(tuple)
)
ENTRIES = st.lists(
    st.builds(DictionaryEntry, st.sampled_from(("person", "organisation", "place")), KNOWN),
    max_size=5,
    unique_by=lambda entry: (entry.kind, entry.known.name),
)


@given(ENTRIES)
def test_any_dictionary_is_read_again_as_it_was_written(entries: list[DictionaryEntry]) -> None:
    assert read_csv(write_csv(entries)) == (entries, [])


LINES = st.lists(
    st.sampled_from(
        ["RUAN_A_", "+B_", "\t[HLVGOV 1-2]", "[", "]", "[]", "[ ]", "+", "_", ",", '"', "name,kind", "é", "\0", "\r"]
    )
)


@given(LINES.map("\n".join) | st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for read in (read_cameo, read_csv):
        entries, unread = read(text)
        assert all(entry.known.name.strip() for entry in entries)
        assert all(line.line >= 1 for line in unread)
