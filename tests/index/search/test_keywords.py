"""What the headlines of a stretch of time are about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search.keywords import telling_words

INSIDE = [
    "Harbour treaty talks resume in Caddis",
    "Caddis prepares for the treaty",
    "The treaty and the pilots",
    "Pilots left out of treaty talks",
]
OUTSIDE = ["The ferry is late", "Ferry runs aground in the fog", "Tolls rise in the strait", "Talks in Halvera"]


def test_words_of_several_headlines_that_others_lack_come_first() -> None:
    assert telling_words(INSIDE, OUTSIDE) == ("treaty", "Caddis", "pilots")


def test_small_words_and_single_ones_do_not_tell() -> None:
    found = telling_words(INSIDE, OUTSIDE, 50)
    assert not {"the", "in", "Harbour", "prepares"} & set(found)


def test_what_is_as_frequent_elsewhere_does_not_tell() -> None:
    assert telling_words(INSIDE, INSIDE) == ()


@given(st.lists(st.text(max_size=40), max_size=8), st.lists(st.text(max_size=40), max_size=8))
def test_every_word_stands_in_a_headline(inside: list[str], outside: list[str]) -> None:
    for word in telling_words(inside, outside):
        assert any(word in headline for headline in inside)
