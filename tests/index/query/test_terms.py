"""What counts as a word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.stems import stem
from index.terms import LONGEST, fold, placed_words, raw_words, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The treaty, signed", ["the", "treaty", "signed"]),
        ("Aldane’s reading isn't O’Brien's", ["aldane", "reading", "isn't", "o'brien"]),
        ("the U.S.-led talks", ["the", "u.s", "led", "talks"]),
        ("3.1 and 2,400 tonnes.", ["3.1", "and", "2,400", "tonnes"]),
        ("Ségolène Se\u0301gole\u0300ne", ["segolene", "segolene"]),
        ("snake_case", ["snake", "case"]),
        ("港の条約", ["港", "の", "条", "約"]),
        ("हिन्दी", ["हिन्दी"]),
        ("السَّلام", ["السَّلام"]),
        ("x" * 100, ["x" * LONGEST]),
        ("— … & !", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_forms_of_a_word_have_one_stem() -> None:
    assert {stem(word) for word in ("talk", "talks", "talking", "talked")} == {"talk"}


@given(st.text() | st.text("aB ’'sS.İΣßǅé" + "x" * 3))
def test_a_text_is_folded_like_its_words(text: str) -> None:
    assert words(text) == [fold(word) for word in raw_words(text)]


@given(st.text())
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    placed = list(placed_words(text))
    assert [word for word, _, _ in placed] == words(text)
    assert all(fold(text[start:end]) == word for word, start, end in placed)
    assert all(before[2] <= after[1] for before, after in pairwise(placed))
