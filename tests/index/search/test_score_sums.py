"""Numbers are added up by article as a dictionary would, and one time leaves nothing to the next."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.score_sums import DocLists, ScoreSums, one_after_another
from index.storage.postings.sorted_ints import Counts

ARTICLES = 400
"""In two segments; a few numbers are put in order, and from 13 on they are added up over all articles."""
SECOND = 150

numbers = st.dictionaries(st.integers(0, 149), st.integers(1, 9), max_size=60)
lists = st.lists(st.tuples(st.sampled_from([0, SECOND, 250]), numbers), max_size=4)


def listed(base: int, values: dict[int, int]) -> DocLists:
    docs = sorted(values)
    return DocLists(base, np.array(docs, np.uint32), np.array([values[doc] for doc in docs], np.uint8))


def told(counts: Counts) -> dict[int, float]:
    assert (np.diff(counts.docs) > 0).all()
    return dict(zip(counts.docs.tolist(), counts.counts.tolist(), strict=True))


@settings(max_examples=150)
@given(several=st.lists(lists, min_size=1, max_size=3))
def test_of_lists(several: list[list[tuple[int, dict[int, int]]]]) -> None:
    sums = ScoreSums(ARTICLES)
    for some in several:
        expected: Counter[int] = Counter()
        for base, values in some:
            expected.update({base + doc: value for doc, value in values.items()})
        assert told(sums.of([listed(*one) for one in some])) == expected


@settings(max_examples=100)
@given(several=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=3))
def test_in_both(several: list[tuple[dict[int, int], dict[int, int]]]) -> None:
    sums = ScoreSums(ARTICLES)
    for few, many in several:
        both = sums.in_both(*(one_after_another([listed(SECOND, values)]) for values in (few, many)))
        assert told(both) == {SECOND + doc: few[doc] + many[doc] for doc in few.keys() & many.keys()}


def test_what_a_damaged_list_added_is_not_left_behind() -> None:
    sums, many = ScoreSums(4), listed(0, {0: 1, 1: 2})
    with pytest.raises(IndexError):
        sums.of([many, listed(0, {9: 1})])
    with pytest.raises(IndexError):
        sums.in_both(Counts(np.array([9]), np.ones(1, np.float32)), sums.of([many]))
    assert told(sums.of([many])) == {0: 1, 1: 2}
