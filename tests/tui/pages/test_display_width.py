"""Widths in cells: one measure for all pages, by whole graphemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.strip import Strip

from corpus.article import Span
from tui.pages.comparison.source_sentences import Sentence, excerpt
from tui.pages.display_width import cell_len, cut, graphemes, pad
from tui.pages.line import Line, shorten, styled
from tui.pages.wrap import wrap

TUI = Path(__file__).parents[3] / "tui"
HEART, FAMILY, PHONE, THUMB = "❤️", "👨‍👩‍👧", "☎️", "👍🏽"
HARD = [HEART, FAMILY, PHONE, THUMB, "e\u0301", "क्षि", "\xad", "漢", "한", "a", " ", "。"]
TEXT = st.lists(st.sampled_from(HARD), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "cells"),
    [(HEART, 2), (PHONE, 2), (FAMILY, 2), (THUMB, 2), ("क्षि", 2), ("e\u0301", 1), ("soft\xadhyphen", 11), ("漢字", 4)],
)
def test_a_text_is_as_wide_as_textual_paints_it(text: str, cells: int) -> None:
    assert cell_len(text) == cells == Strip([Segment(text)]).cell_length


@given(TEXT)
def test_graphemes_have_all_of_a_text_and_its_width(text: str) -> None:
    parts = graphemes(text)
    assert "".join(text[start:end] for start, end, _ in parts) == text
    assert sum(cells for _, _, cells in parts) == cell_len(text)


@given(TEXT, st.integers(0, 30))
def test_what_is_cut_fits_and_ends_between_graphemes(text: str, width: int) -> None:
    kept = cut(text, width)
    assert text.startswith(kept)
    assert cell_len(kept) <= width
    assert len(kept) in {0, *(end for _, end, _ in graphemes(text))}


@given(TEXT, st.integers(0, 90))
def test_padded_text_fills_its_column(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == max(width, cell_len(text))


@given(TEXT, st.integers(2, 20))
def test_lines_fit_and_break_between_graphemes(text: str, width: int) -> None:
    edges = {0, *(end for _, end, _ in graphemes(text))}
    for span in wrap(text, width):
        assert cell_len(text[span.start : span.end]) <= width
        assert {span.start, span.end} <= edges


@given(TEXT, st.integers(1, 30))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert cell_len(shorten(text, width)) <= width


@given(TEXT, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=4))
def test_marks_change_no_width(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [(Span(min(pair), max(pair)), "hit") for pair in spans]
    assert Line(tuple(styled(text, "text", marks))).cells == cell_len(text)


def test_an_excerpt_begins_between_graphemes() -> None:
    text = FAMILY * 20 + "toll"
    for width in range(8, 30):
        shown, marked = excerpt(Sentence(text, Span(len(text) - 4, len(text)), 0), width, "…")
        assert cell_len(shown) <= width
        assert shown[marked.start : marked.end] == "toll"
        assert shown.lstrip("…").startswith((FAMILY, "toll"))


def test_nothing_else_measures_text() -> None:
    measuring = re.compile(r"rich\.cells|wcwidth|_cells import|east_asian_width\(.*sum")
    others = [
        path for path in TUI.rglob("*.py") if path.name != "display_width.py" and measuring.search(path.read_text())
    ]
    assert not others
