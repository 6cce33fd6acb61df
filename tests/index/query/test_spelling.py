"""What is offered where nothing was found: near for its length, often enough to be meant, and never a rarer slip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from corpus.article import Actor, Span
from index.archive import Archive
from index.query.parser import parse

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker

ARTICLES = 120
SELDOM = ("zzzzzs", "harbuor", "minsters")
"""In one article each."""
OFTEN = ("harbour", "ministers", "very", "ferries", "accommodate")
"""In all, in a half, in all, in a third, in a quarter."""
STEPS = (1, 2, 1, 3, 4)


@pytest.fixture(scope="module")
def archive(article_of: ArticleMaker, make_index: IndexMaker) -> Archive:
    house = Actor("organisation:house-of-the-tolls", "House of the Tolls", "organisation", None, (Span(0, 1),))
    made = []
    for i in range(ARTICLES):
        words = [word for word, step in zip(OFTEN, STEPS, strict=True) if i % step == 0]
        words += SELDOM[i : i + 1]
        source, article = article_of(f"Ruan Aldane of the House {' '.join(words)} {i}.", headline=f"Ruan Aldane {i}")
        actor = Actor("person:ruan-aldane", "Ruan Aldane", "person", None, (Span(0, 1),))
        made.append((source, replace(article, actors=(actor, house))))
    return make_index(made)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zzzzqq", None),
        ("harbuors", "harbour"),
        ("harbuor", "harbour"),
        ("minsterz", "ministers"),
        ("kery", None),
        ("vary", None),
        ("acomodate", "accommodate"),
        ("aldnae", "aldane"),
        ("oldane", None),
        ("feris", None),
        ("teh", None),
        ("hosue", "house"),
    ],
)
def test_what_was_meant(archive: Archive, typed: str, meant: str | None) -> None:
    found = archive.suggestion(parse(typed))
    assert (found.text if found else None) == meant


def edits(word: str) -> st.SearchStrategy[str]:
    """The word with some letters changed, left out or put in."""
    letters = st.sampled_from("aehrsvz")
    change = st.tuples(st.integers(0, len(word)), st.sampled_from(("in", "out", "other")), letters)

    def edited(changes: list[tuple[int, str, str]]) -> str:
        text = word
        for at, how, letter in changes:
            text = text[:at] + ("" if how == "out" else letter) + text[at + (how != "in") :]
        return text

    return st.lists(change, max_size=3).map(edited)


@settings(max_examples=150)
@given(st.sampled_from((*OFTEN, *SELDOM, "aldane", "ruan")).flatmap(edits))
def test_what_is_offered_is_near_and_more_frequent(archive: Archive, typed: str) -> None:
    if not re.fullmatch("[a-z]+", typed) or typed in ("and", "or", "not"):
        return
    found = archive.suggestion(parse(typed))
    if found is not None:
        far = OSA.distance(typed, found.text)
        assert 1 <= far <= (2 if len(typed) > 4 else 1)
        assert far == 1 or len(typed) >= 8 or found.text in ("aldane", "ruan")
        assert found.text not in SELDOM
        assert found.total > archive.search(parse(typed)).total
