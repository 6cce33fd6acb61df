"""The first hits are the same whether the rest are put in order or not."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from index.search.text_scores import ScoredDocs
from index.search.top_k import Ranked

if TYPE_CHECKING:
    from index.search.hits import Sort
    from index.storage.whoosh.snapshot import Snapshot


def ranked(count: int, unlike: int, sort: Sort, *, scored: bool = True) -> tuple[Ranked, list[int]]:
    """Some of many articles, with as many unlike scores, and the numbers in the order that a plain sort gives."""
    random = Random(count + unlike)
    fresh = random.sample(range(2 * count), 2 * count)
    docs = sorted(random.sample(range(2 * count), count))
    scores = [random.randrange(unlike) / 8 for _ in docs]
    snapshot = cast("Snapshot", SimpleNamespace(freshness=np.array(fresh, np.uint32)))
    found = ScoredDocs(np.array(docs, np.intp), np.array(scores, np.float32) if scored else None)
    by_score = sort == "relevance" and scored
    order = sorted(zip(docs, scores, strict=True), key=lambda hit: (hit[1] * by_score, fresh[hit[0]]), reverse=True)
    return Ranked(found, snapshot, sort), [doc for doc, _ in order]


@pytest.mark.parametrize("count", [0, 1, 199, 201, 5_000, 14_000])
@pytest.mark.parametrize("unlike", [1, 3, 100_000])
@pytest.mark.parametrize(("sort", "scored"), [("relevance", True), ("relevance", False), ("date", True)])
def test_the_first_are_the_first_of_all(count: int, unlike: int, sort: Sort, scored: bool) -> None:
    hits, order = ranked(count, unlike, sort, scored=scored)
    assert len(hits) == count
    assert hits.part(0, 20)[0].tolist() == order[:20]
    assert hits.part(190, 260)[0].tolist() == order[190:260]
    assert hits.docs.tolist() == order
    assert sorted(order) == hits.unordered.tolist()


def test_some_of_them_keep_their_order_and_scores() -> None:
    hits, order = ranked(500, 40, "relevance")
    places = np.arange(0, 500, 7)
    some = hits.only(places)
    assert some.docs.tolist() == order[::7]
    assert some.scores.tolist() == hits.scores[::7].tolist()
