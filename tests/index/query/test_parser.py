"""The query language: what is understood, how it is read aloud, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.clauses import (
    And,
    Clause,
    Dates,
    Everything,
    Fuzzy,
    Language,
    Named,
    Near,
    Not,
    Noted,
    Or,
    PathPart,
    Phrase,
    Said,
    Wildcard,
    Word,
)
from index.query.parser import parse

if TYPE_CHECKING:
    from tests.conftest import LinearTime

A, B, C = Word("a"), Word("b"), Word("c")
TODAY = date(2031, 3, 19)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("*", Everything()),
        ("Aldane", Word("aldane")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("a -b", And((A, Not(B)))),
        ("NOT NOT a", A),
        ("-(a OR b)", Not(Or((A, B)))),
        ('"Port Ilmay"', Phrase(("port", "ilmay"))),
        ("“Port Ilmay”", Phrase(("port", "ilmay"))),
        ('"treaty"', Word("treaty", exact=True)),
        ("=talks", Word("talks", exact=True)),
        ('"Port Ilmay"~3', Near(("port", "ilmay"), 3)),
        ('title:"Port Ilmay"~', Near(("port", "ilmay"), 5, "title")),
        ("har*our", Wildcard("har*our")),
        ("h?rb*", Wildcard("h?rb*")),
        ("why?", Word("why")),
        ("Aldene~", Fuzzy("aldene")),
        ("actor:Aldane", Named(("aldane",))),
        ('actor:"Ruan Aldane"', Named(("ruan", "aldane"))),
        ("actor:(ruan aldane OR tosk)", Or((Named(("ruan", "aldane")), Named(("tosk",))))),
        ("said:aldane treaty", And((Said(("aldane",)), Word("treaty")))),
        ("said:(aldane treaty)", Said(("aldane", "treaty"))),
        ('said:"ruan aldane"', Said(("ruan", "aldane"), name=True)),
        ("is:unread -is:marked", And((Not(Noted("read")), Not(Noted("marked"))))),
        ("is:undated", Not(Dates(1, 9999_12_31))),
        ("tag:Tolls", Noted("tag", "tolls")),
        ('date:"last week"', Dates(2031_03_10, 2031_03_16)),
        ("date:last week tolls", And((Dates(2031_03_10, 2031_03_16), Word("tolls")))),
        ("date:may 2030", Dates(2030_05_00, 2030_05_31)),
        ("date:may treaty", And((Dates(2030_05_00, 2030_05_31), Word("treaty")))),
        ("date:yesterday", Dates(2031_03_18, 2031_03_18)),
        ("date:8-march-2031", Dates(2031_03_08, 2031_03_08)),
        ("date:monday", Dates(2031_03_17, 2031_03_17)),
        ('date:"3 days ago"', Dates(2031_03_16, 2031_03_16)),
        ('date:"last 7 days"', Dates(2031_03_13, 2031_03_19)),
        ('since:"last week"', Dates(2031_03_10, 9999_12_31)),
        ("after:2031-02", Dates(2031_02_00, 9999_12_31)),
        ("before:2031", Dates(1, 2030_12_31)),
        ('"Port Ilmay', Phrase(("port", "ilmay"))),
        ("trea*", Word("trea", prefix=True)),
        ('"harbour trea*"', Phrase(("harbour", "trea"), prefix=True)),
        ("deep-water", Phrase(("deep", "water"))),
        ("Aldane’s", Word("aldane")),
        ("U.N.", Word("u.n")),
        ("Ségolène", Word("segolene")),
        ("条約", Phrase(("条", "約"))),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
        ("title:treaty", Word("treaty", "title")),
        ("Title:treaty", Word("treaty", "title")),
        ('outlet:"The Lantern"', Phrase(("the", "lantern"), "outlet")),
        ("by:tosk", Word("tosk", "by")),
        ("title:(a OR b)", Or((Word("a", "title"), Word("b", "title")))),
        ("lang:EN", Language("en")),
        ("path:2031/march", PathPart("2031/march")),
        ('path:"two words"', PathPart("two words")),
        ("date:2031", Dates(2031_00_00, 2031_12_31)),
        ("date:2031-02", Dates(2031_02_00, 2031_02_28)),
        ("date:2031-3-8", Dates(2031_03_08, 2031_03_08)),
        ("date:2031-03..", Dates(2031_03_00, 9999_12_31)),
        ("date:..2031", Dates(1, 2031_12_31)),
        ("date:2031..2032-02", Dates(2031_00_00, 2032_02_29)),
        ("a)", A),
        ("((a", A),
        ("12:30", Phrase(("12", "30"))),
    ],
)
def test_is_understood(typed: str, clause: Clause) -> None:
    assert parse(typed, today=TODAY).clause == clause


@pytest.mark.parametrize(
    ("typed", "aloud"),
    [
        ("", ""),
        ("harbour treaty date:2030-10-01..", "harbour and treaty, since 1 Oct 2030"),
        ("a OR b c", "a or (b and c)"),
        ('-"Port Ilmay" date:2031-05', "not “port ilmay”, in May 2031"),
        ("date:..2031", "until 31 Dec 2031"),
        ("date:2031-05-08", "on 8 May 2031"),
        ("date:2031..2032-02", "from 1 Jan 2031 to 29 Feb 2032"),
        ("title:trea* outlet:lantern by:tosk", "headline has trea… and outlet lantern and by tosk"),
        ("said:(aldane tolls) actor:tosk", "said, name first: aldane tolls and tosk is named"),
        ("said:aldane", "aldane said"),
        ('said:"white house" -said:port-ilmay', "white house said and not port ilmay said"),
        ("is:unread tag:tolls is:undated", "unread and tagged tolls and undated"),
        ("lang:en path:x", "in the language en and a path with “x”"),
    ],
)
def test_is_read_aloud(typed: str, aloud: str) -> None:
    assert parse(typed).read_as == aloud


@pytest.mark.parametrize(
    ("typed", "at_fault", "reason"),
    [
        ("Aldane date:last weak", "date:last weak", "“last weak” is not a date, so the date is left out"),
        ('date:"last weak"', 'date:"last weak"', "“last weak” is not a date, so the date is left out"),
        ("date:2031-02-30", "date:2031-02-30", "“2031-02-30” is not a date, so the date is left out"),
        ("date:2032..2031", "date:2032..2031", "“2032..2031” is not a date, so the date is left out"),
        ("lang:english", "lang:english", "“english” is not a language code, so it is left out"),
        ("title: x", "title:", "nothing follows “title:”"),
        ("a OR", "OR", "OR stands between two words"),
        ("NOT", "NOT", "nothing follows to exclude"),
        ("a)", ")", "nothing is open that this could close"),
        ("a & b", "&", "there is no word in “&”"),
        ("har*-our", "har*-our", "* stands only in a word"),
        ("sad:Aldane", "sad:", "“sad:” is no field, so it is searched as a word"),
        ("is:gone", "is:gone", "is: takes read, unread, marked, dated, undated, duplicate, so it is left out"),
    ],
)
def test_leaves_out_and_says_so(typed: str, at_fault: str, reason: str) -> None:
    (left_out,) = parse(typed).left_out
    assert (typed[left_out.start : left_out.end], left_out.reason) == (at_fault, reason)


def test_what_is_no_field_is_searched_as_words() -> None:
    assert parse("sad:Aldane").clause == And((Word("sad"), Word("aldane")))


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("said:Aldane date:last weak", 'said:Aldane date:"last week"'),
        ("a date:2031-02-30 b", "a b"),
        ("sad:Aldane", "said:Aldane"),
        ("zeppelin:Aldane", "zeppelin Aldane"),
        ("a OR", "a"),
        ("is:unred x", "is:unread x"),
        ("a & b)", "a b"),
    ],
)
def test_there_is_a_repaired_form_that_is_understood_whole(typed: str, repaired: str) -> None:
    assert parse(typed).repaired == repaired
    assert parse(repaired).left_out == ()


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("harbour trea", And((Word("harbour"), Word("trea", prefix=True)))),
        ("harbour ", Word("harbour")),
        ('"harbour trea', Phrase(("harbour", "trea"), prefix=True)),
        ('"harbour trea"', Phrase(("harbour", "trea"))),
        ("title:trea", Word("trea", "title", prefix=True)),
        ("a -b", And((A, Not(B)))),
    ],
)
def test_the_word_being_typed_is_a_beginning(typed: str, clause: Clause) -> None:
    assert parse(typed, typing=True).clause == clause


@pytest.mark.parametrize(
    "typed",
    ["a OR", "a -", "title:", "date:20", "date:2031-", "lang:e", "a NOT", '"', "date:last", "since:last w", "is:un"],
)
def test_what_is_not_finished_is_no_fault(typed: str) -> None:
    assert parse(typed, typing=True).left_out == ()


@pytest.mark.parametrize("typed", ["(" * 5_000 + "a", "a:" * 2_000, "NOT " * 2_000 + "a", "a OR " * 1_000, "-" * 4_000])
@pytest.mark.parametrize("field", ["", "title:(", "said:(", "-by:(title:(", "(actor:", "NOT outlet:(a OR "])
def test_depth_and_length_have_an_end(typed: str, field: str) -> None:
    parse(typed)
    parse(field * 500 + typed)


def test_many_spaces_take_linear_time(takes_linear_time: LinearTime) -> None:
    def parsing(size: int) -> Callable[[], object]:
        typed = " " * size
        return lambda: parse(typed)

    takes_linear_time(parsing, 1_000)


def test_fields_are_nested_no_deeper_than_parentheses() -> None:
    query = parse("title:(" * 60 + "ferry" + ")" * 60)
    assert query.clause == Word("ferry", "title")
    assert {part.reason for part in query.left_out} == {"too many parentheses", "nothing is open that this could close"}


PIECES = st.sampled_from(
    [
        "a",
        "trea*",
        "OR",
        "AND",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "“",
        "”",
        "title:",
        "date:",
        "date:2031",
        "..",
        "lang:",
        " ",
        "*",
        "x:y",
        "said:",
        "is:",
        "~5",
        "=",
        "?",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)), st.booleans())
def test_nothing_typed_fails(typed: str, typing: bool) -> None:
    query = parse(typed, typing=typing)
    assert query.text == typed
    for left_out in query.left_out:
        assert 0 <= left_out.start < left_out.end <= len(typed)
        assert left_out.reason
