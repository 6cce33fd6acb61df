"""Pieces of a line: fitting, shortening, styling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus.article import Span
from tui.pages.line import Line, Piece, in_marks, justify, shorten, styled

TEXT = st.text(alphabet="abc 漢é", max_size=60)


@given(TEXT, TEXT, st.integers(0, 60))
def test_a_justified_line_is_as_wide_as_asked_or_as_its_right_side(left: str, right: str, width: int) -> None:
    pieces = justify((Piece(left),), (Piece(right),), width)
    assert Line(pieces).cells == max(width, cell_len(right))


@given(TEXT, st.integers(1, 60))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert cell_len(shorten(text, width)) <= width


def test_text_is_shortened_at_a_word() -> None:
    assert shorten("talks on the harbour treaty", 22) == "talks on the harbour…"


def test_what_fits_is_not_shortened() -> None:
    assert shorten("talks", 5) == "talks"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=5))
def test_styling_changes_no_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [(Span(min(pair), max(pair)), "hit") for pair in spans]
    assert "".join(piece.text for piece in styled(text, "text", marks)) == text


def test_a_later_mark_lies_over_an_earlier_one() -> None:
    pieces = styled("Ruan Aldane said", "text", [(Span(0, 11), "actor-1"), (Span(5, 11), "hit")])
    assert pieces == [Piece("Ruan ", "actor-1"), Piece("Aldane", "hit"), Piece(" said", "text")]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("The gate opens twice a day,", "“The gate opens twice a day”"),
        (", “as long as the tide requires”, and not longer", "“as long as the tide requires”, and not longer"),
        ("«Demain»", "«Demain»"),
        ("We can count, and we have.", "“We can count, and we have.”"),
    ],
)
def test_a_quote_stands_between_marks_once(quote: str, shown: str) -> None:
    assert in_marks(quote) == shown
