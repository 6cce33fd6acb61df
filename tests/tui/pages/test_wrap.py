"""Wrapping by cells."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.pages.wrap import is_right_to_left, wrap

WORDS = st.text(alphabet="abé –“”漢字かな、。אבג \n\t😀é", max_size=200)


@given(WORDS, st.integers(2, 40))
def test_no_character_is_lost_but_white_space(text: str, width: int) -> None:
    kept = "".join(text[span.start : span.end] for span in wrap(text, width))
    assert re.sub(r"\s+", "", kept) == re.sub(r"\s+", "", text)


@given(WORDS, st.integers(2, 40))
def test_no_line_is_wider_than_its_width(text: str, width: int) -> None:
    assert all(cell_len(text[span.start : span.end]) <= width for span in wrap(text, width))


@given(WORDS, st.integers(2, 40))
def test_lines_follow_each_other(text: str, width: int) -> None:
    spans = wrap(text, width)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_lines_break_at_words() -> None:
    text = "The ferry was halted on Thursday"
    assert [text[s.start : s.end] for s in wrap(text, 12)] == ["The ferry", "was halted", "on Thursday"]


def test_japanese_breaks_between_any_two_characters_but_not_before_a_full_stop() -> None:
    text = "港の条約交渉。五月六日に再開へ"
    lines = [text[s.start : s.end] for s in wrap(text, 12)]
    assert all(cell_len(line) <= 12 for line in lines)
    assert not any(line.startswith("。") for line in lines)


def test_a_long_word_is_broken() -> None:
    assert [span.end - span.start for span in wrap("a" * 25, 10)] == [10, 10, 5]


def test_an_empty_text_has_one_empty_line() -> None:
    assert len(wrap("", 10)) == 1


def test_a_line_of_no_cells_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one cell"):
        wrap("word", 0)


def test_direction_is_that_of_the_first_letter_that_has_one() -> None:
    assert is_right_to_left("12 اقرأ")
    assert not is_right_to_left("read اقرأ")
    assert not is_right_to_left("123")
