"""What is found equals what a plain scan over all articles finds, however the index is cut into segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise, product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.article import Actor, Article, Quote, Span
from corpus.source import Source
from corpus.text.stems import stem
from index.archive import Archive
from index.query.clauses import (
    And,
    Clause,
    Dates,
    Everything,
    Language,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Word,
)
from index.query.parser import parse
from index.search.highlight import hit_spans
from index.storage.index_entry import day_number, readable
from index.terms import NAME_WORD, words

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker

TERMS = ("harbour", "harbours", "treaty", "treaties", "talk", "talks", "talking", "toll", "Aldane", "Aldane’s", "条約")
paragraph = st.lists(st.sampled_from(TERMS), min_size=1, max_size=6).map(" ".join)
days = st.sampled_from([None, "2031", "2031-03", "2031-03-08", "2031-05-01", "2032-01-01"])
articles = st.lists(st.tuples(st.lists(paragraph, max_size=3), st.none() | paragraph, days), max_size=8)
asked = st.recursive(
    st.one_of(
        st.sampled_from(TERMS),
        st.sampled_from(
            ["tr*", "treat*", "tal*", "h*", "title:treaty", "title:ta*", "date:2031", "date:2031-03", "date:2031-05.."]
        ),
        paragraph.map(lambda text: f'"{text}"'),
        st.tuples(paragraph, st.integers(1, 6)).map(lambda near: f'"{near[0]}"~{near[1]}'),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=4,
)


def matches(clause: Clause, article: Article) -> bool:
    match clause:
        case Everything():
            return True
        case Word() | Phrase() | Near():
            texts = [article.headline.value] if clause.field == "title" else readable(article)
            return any(_in_text(clause, words(text)) for text in texts)
        case Language(code):
            return article.language == code
        case Dates(first, last):
            return first <= (day_number(article.published) or -1) <= last
        case And(clauses):
            return all(matches(part, article) for part in clauses)
        case Or(clauses):
            return any(matches(part, article) for part in clauses)
        case Not(inner):
            return not matches(inner, article)
    raise AssertionError(clause)


def _in_text(clause: Word | Phrase | Near, found: Sequence[str]) -> bool:
    match clause:
        case Near(row, within):
            stems = [stem(word) for word in found]
            places = [[at for at, one in enumerate(stems) if one == stem(word)] for word in row]
            return any(max(choice) - min(choice) <= within for choice in product(*places))
        case Word(text, exact=True):
            return text in found
        case Word(text, prefix=True):
            return any(word.startswith(text) for word in found)
        case Word(text):
            return any(stem(word) == stem(text) for word in found)
        case Phrase(row):
            return any(tuple(found[at : at + len(row)]) == row for at in range(len(found)))


def _unlike(made: Sequence[tuple[Source, Article]]) -> list[tuple[Source, Article]]:
    return list({article.id: (source, article) for source, article in made}.values())


@settings(max_examples=60)
@given(corpus=articles, queries=st.lists(asked, min_size=1, max_size=6), cut=st.integers(0, 8), merge=st.booleans())
def test_as_a_plain_scan(
    article_of: ArticleMaker,
    make_index: IndexMaker,
    corpus: list[tuple[list[str], str | None, str | None]],
    queries: list[str],
    cut: int,
    merge: bool,
) -> None:
    made = _unlike([article_of(*texts, headline=head or "", published=day) for texts, head, day in corpus])
    with _opened(make_index(made[:cut], made[cut:], merge=merge)) as archive:
        for typed in queries:
            query = parse(typed)
            results = archive.search(query)
            found = {hit.id for hit in archive.hits(results, 0, 100)}
            assert found == {article.id for _, article in made if matches(query.clause, article)}
            assert results.total == len(found)
            spread = results.timeline
            assert sum(bar.count for bar in spread.bars) + spread.undated + spread.earlier + spread.later == len(found)


@settings(max_examples=60)
@given(corpus=articles, typed=st.one_of(asked, st.text()), typing=st.booleans())
def test_any_text_can_be_searched(
    article_of: ArticleMaker,
    make_index: IndexMaker,
    corpus: list[tuple[list[str], str | None, str | None]],
    typed: str,
    typing: bool,
) -> None:
    made = _unlike([article_of(*texts, headline=head or "", published=day) for texts, head, day in corpus])
    with _opened(make_index(made)) as archive:
        query = parse(typed, typing=typing)
        for hit in archive.hits(archive.search(query, sort="date"), 0, 100, width=30):
            assert len(hit.snippet.text) <= 30


@settings(max_examples=200)
@given(text=paragraph, typed=asked)
def test_what_matches_is_highlighted(text: str, typed: str) -> None:
    query = parse(typed)
    spans = hit_spans(query, text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    if isinstance(query.clause, Word | Phrase) and query.clause.field is None:
        assert bool(spans) == _in_text(query.clause, words(text))


AT = (Span(0, 1),)
PEOPLE = {"person:ruan-aldane": "Ruan Aldane", "person:mirela-tosk": "Mirela Tosk", "organisation:harbour": "Harbour"}
spoken = st.lists(st.tuples(st.sampled_from([None, *PEOPLE]), paragraph), max_size=3)
people = st.tuples(
    st.lists(st.sampled_from([*PEOPLE]), unique=True, max_size=3), spoken, st.sampled_from([None, "en", "fr"])
)
named = st.one_of(
    st.sampled_from([Word(text, "actor") for text in ("aldane", "ruan", "tosk", "harbour", "gull")]),
    st.sampled_from([Word(key, field, exact=True) for key in PEOPLE for field in ("actor", "said")]),
    st.builds(
        lambda key, word: Word(f"{key}{NAME_WORD}{word.lower()}", "said"),
        st.sampled_from([*PEOPLE]),
        st.sampled_from(TERMS[:8]),
    ),
    st.sampled_from([Language("en"), Language("fr"), Language("de")]),
)


@settings(max_examples=60)
@given(corpus=st.lists(people, max_size=8), one=named, other=named, cut=st.integers(0, 8), merge=st.booleans())
def test_people_and_languages_as_a_plain_scan(
    article_of: ArticleMaker,
    make_index: IndexMaker,
    corpus: list[tuple[list[str], list[tuple[str | None, str]], str | None]],
    one: Word | Language,
    other: Word | Language,
    cut: int,
    merge: bool,
) -> None:
    made = []
    for number, (keys, said, language) in enumerate(corpus):
        source, article = article_of(f"Report {number}.")
        actors = tuple(Actor(key, PEOPLE[key], None, None, AT) for key in keys)
        quotes = tuple(Quote(key, None, None, text, 0, 1, "direct", 1.0) for key, text in said)
        made.append((source, replace(article, actors=actors, quotes=quotes, language=language)))
    with _opened(make_index(made[:cut], made[cut:], merge=merge)) as archive:
        for clause in (one, And((one, other)), Or((one, other)), And((one, Not(other)))):
            found = archive.search(Query("", clause))
            assert {hit.id for hit in archive.hits(found, 0, 100)} == {
                article.id for _, article in made if _is_about(clause, article)
            }


def _is_about(clause: Clause, article: Article) -> bool:
    match clause:
        case And(clauses):
            return all(_is_about(part, article) for part in clauses)
        case Or(clauses):
            return any(_is_about(part, article) for part in clauses)
        case Not(inner):
            return not _is_about(inner, article)
        case Word(text, "actor"):
            return any(text == actor.key or text in words(actor.name) for actor in article.actors)
        case Word(text, "said"):
            speaker, _, word = text.partition(NAME_WORD)
            own = [quote for quote in article.quotes if quote.speaker == speaker]
            return any(not word or stem(word) in map(stem, words(quote.text)) for quote in own)
    return matches(clause, article)


@contextmanager
def _opened(archive: Archive) -> Iterator[Archive]:
    try:
        yield archive
    finally:
        archive.close()
