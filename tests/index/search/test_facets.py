"""Facets count all hits, whatever segments they are in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.article import Actor, Span
from index.actors.actor_names import name_of
from index.query.parser import parse
from index.search.facets import Facets

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker

KEYS = ("name:ruan-aldane", "name:mirela-tosk", "name:bero-halm", "name:halvera")
OUTLETS = (None, "The Lantern", "Ostrene Gazette")
DAYS = (None, "2031", "2031-03", "2031-03-08", "2032-01-01")
told = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.sampled_from(DAYS), st.sets(st.sampled_from(KEYS))), min_size=1, max_size=9
)


@settings(max_examples=40)
@given(corpus=told, cut=st.integers(0, 9), merge=st.booleans())
def test_as_counted_by_hand(
    article_of: ArticleMaker,
    make_index: IndexMaker,
    corpus: list[tuple[str | None, str | None, set[str]]],
    cut: int,
    merge: bool,
) -> None:
    made = []
    for number, (outlet, day, keys) in enumerate(corpus):
        source, article = article_of(f"treaty {number}", outlet=outlet, published=day)
        actors = tuple(Actor(key, name_of(key), None, None, (Span(0, 6), Span(0, 6))) for key in sorted(keys))
        made.append((source, replace(article, actors=actors)))
    archive = make_index(made[:cut], made[cut:], merge=merge)
    results = archive.search(parse("treaty"))
    counted = archive.facets(results)
    days = [day for _, day, _ in corpus if day]
    assert as_counters(counted) == (
        Counter(outlet for outlet, _, _ in corpus if outlet),
        Counter(day[:4] for day in days),
        Counter(day[:7] for day in days if len(day) > 4),
        Counter(en=len(corpus)),
        Counter(name_of(key) for _, _, keys in corpus for key in keys),
    )
    none = archive.search(parse("nothing"))
    assert archive.facets(none) == Facets((), (), (), (), ())
    archive.close()


def as_counters(counted: Facets) -> tuple[Counter[str], ...]:
    columns = (counted.outlets, counted.years, counted.months, counted.languages, counted.actors)
    return tuple(Counter(dict(column)) for column in columns)
