"""The query language: what is understood, how it is read aloud, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import And, Clause, Dates, Everything, Language, Not, Or, PathPart, Phrase, Word
from index.query import parse

A, B, C = Word("a"), Word("b"), Word("c")


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
        ('"treaty"', Phrase(("treaty",))),
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
    assert parse(typed).clause == clause


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
        ("har*our", "*our", "* stands only at the end of a word"),
        ("said:Aldane", "said:", "“said:” is no field, so it is searched as a word"),
    ],
)
def test_leaves_out_and_says_so(typed: str, at_fault: str, reason: str) -> None:
    (left_out,) = parse(typed).left_out
    assert (typed[left_out.start : left_out.end], left_out.reason) == (at_fault, reason)


def test_what_is_no_field_is_searched_as_words() -> None:
    assert parse("said:Aldane").clause == And((Word("said"), Word("aldane")))


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


@pytest.mark.parametrize("typed", ["a OR", "a -", "title:", "date:20", "date:2031-", "lang:e", "a NOT", '"'])
def test_what_is_not_finished_is_no_fault(typed: str) -> None:
    assert parse(typed, typing=True).left_out == ()


@pytest.mark.parametrize("typed", ["(" * 5_000 + "a", "a:" * 2_000, "NOT " * 2_000 + "a", "a OR " * 1_000, "-" * 4_000])
def test_depth_and_length_have_an_end(typed: str) -> None:
    parse(typed)


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
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)), st.booleans())
def test_nothing_typed_fails(typed: str, typing: bool) -> None:
    query = parse(typed, typing=typing)
    assert query.text == typed
    for left_out in query.left_out:
        assert 0 <= left_out.start < left_out.end <= len(typed)
        assert left_out.reason
