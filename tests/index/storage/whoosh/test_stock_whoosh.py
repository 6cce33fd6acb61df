"""Stock Whoosh is the oracle: every kind of clause finds the same articles there, and a word gives the same scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.query import compound, positional, qcore, ranges, terms, wrappers
from whoosh.query.spans import SpanNear
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F

from corpus.article import Article
from corpus.source import Source
from corpus.text.stems import stem
from index.archive import Archive
from index.query.clauses import (
    And,
    Clause,
    Dates,
    Everything,
    Fuzzy,
    Language,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Wildcard,
    Word,
)
from index.storage.index_entry import day_number, readable
from index.storage.postings.accumulator import BETWEEN_BLOCKS
from index.terms import words

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker

VOCABULARY = (
    "harbour", "harbours", "harbor", "treaty", "treaties", "talk", "talks", "talked", "tall", "toll", "tolls", "tall",
    "stall", "Aldane", "Aldane’s", "Tosk", "élan", "elans", "条約", "2,400", "a", "an",
)  # fmt: skip
DAYS = (None, "2031", "2031-03", "2031-03-08", "2031-05-01", "2032-01-01")

paragraph = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join)
told = st.tuples(st.lists(paragraph, max_size=3), paragraph, st.sampled_from(DAYS))
term = st.sampled_from(VOCABULARY).map(lambda word: words(word)[0])
letters = st.text("?*altosk", min_size=1, max_size=5)
leaf: st.SearchStrategy[Clause] = st.one_of(
    st.builds(Word, term),
    st.builds(Word, term, field=st.just("title")),
    st.builds(Word, term, exact=st.just(True)),
    st.builds(Word, term.map(lambda word: word[:3]), prefix=st.just(True)),
    st.builds(Phrase, st.lists(term, min_size=1, max_size=3).map(tuple)),
    st.builds(Wildcard, letters),
    st.builds(Fuzzy, term | st.text("altosk", min_size=1, max_size=5)),
    st.builds(Near, st.lists(term, min_size=2, max_size=2, unique_by=stem).map(tuple), st.integers(1, 5)),
    st.sampled_from([Dates(20310000, 20319999), Dates(20310300, 20310399), Dates(20310501, 99999999)]),
    st.just(Language("en")),
    st.just(Everything()),
)
clauses = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=4,
)


class Blocks(Analyzer):
    """Our words of some blocks, at our places."""

    def __init__(self, stemmed: bool) -> None:
        self._stemmed = stemmed

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        place = 0
        for block in value.split("\f"):
            for word in words(block):
                token = Token(positions=True)
                token.text, token.pos, token.boost, token.stopped = (
                    stem(word) if self._stemmed else word,
                    place,
                    1,
                    False,
                )
                yield token
                place += 1
            place += BETWEEN_BLOCKS


class NearEachOther(SpanNear):
    """With what Whoosh's own leaves out, and its `And` asks for."""

    def estimate_size(self, ixreader: IndexReader) -> int:
        size: int = ixreader.doc_count()
        return size


class Oracle:
    """The same articles in an index of stock Whoosh."""

    def __init__(self) -> None:
        text = {name: fields.TEXT(Blocks(name.startswith("stems"))) for name in ("stems", "surface", "stems_title")}
        day, id = fields.NUMERIC(int, signed=False), fields.ID(stored=True)
        self.index: FileIndex = RamStorage().create_index(fields.Schema(id=id, published=day, **text))

    def add(self, made: Sequence[tuple[Source, Article]]) -> None:
        writer = self.index.writer()
        for _, article in made:
            text = "\f".join(readable(article))
            days = {"published": day_number(article.published)} if article.published else {}
            writer.add_document(id=article.id, stems=text, surface=text, stems_title=article.headline.value, **days)
        writer.commit(merge=False)

    def remove(self, ids: Sequence[str]) -> None:
        writer = self.index.writer()
        for id in ids:
            writer.delete_by_term("id", id)
        writer.commit(merge=False)

    def merge(self) -> None:
        self.index.writer().commit(optimize=True)

    def scores(self, clause: Clause) -> dict[str, float]:
        asked = translated(clause)
        with self.index.searcher(weighting=BM25F(stems_title_B=0.0)) as searcher:
            return {hit["id"]: hit.score for hit in searcher.search(asked, limit=None)}


def translated(clause: Clause) -> qcore.Query:
    match clause:
        case Everything() | Language():
            return qcore.Every()
        case Word(text, None, False, False):
            return compound.Or([terms.Term("stems", stem(text)), terms.Term("stems_title", stem(text))])
        case Word(text, "title"):
            return terms.Term("stems_title", stem(text))
        case Word(text, exact=True):
            return terms.Term("surface", text)
        case Word(text, prefix=True):
            return terms.Prefix("surface", text)
        case Phrase(row):
            return positional.Phrase("surface", list(row))
        case Wildcard(pattern):
            return terms.Wildcard("surface", pattern)
        case Fuzzy(text):
            return terms.FuzzyTerm("surface", text, maxdist=1, prefixlength=1)
        case Near((one, other), within):
            a, b = (terms.Term("stems", stem(word)) for word in (one, other))
            return NearEachOther(a, b, slop=within, ordered=False)
        case Dates(first, last):
            return ranges.NumericRange("published", first, last)
        case And(parts):
            return compound.And([translated(part) for part in parts])
        case Or(parts):
            return compound.Or([translated(part) for part in parts])
        case Not(inner):
            return compound.And([qcore.Every(), wrappers.Not(translated(inner))])
    raise AssertionError(clause)


@pytest.fixture(scope="session")
def both(article_of: ArticleMaker, make_index: IndexMaker) -> Any:
    """Both indexes of some articles, in batches, some of them taken out again."""

    @contextmanager
    def made(
        corpus: list[tuple[list[str], str, str | None]], cuts: list[int], gone: set[int], merge: bool
    ) -> Iterator[tuple[Archive, Oracle]]:
        articles = [article_of(*texts, headline=head, published=day) for texts, head, day in corpus]
        articles = list({article.id: (source, article) for source, article in articles}.values())
        borders = sorted({0, *(cut % (len(articles) + 1) for cut in cuts), len(articles)})
        batches = [articles[begin:end] for begin, end in pairwise(borders)]
        removed = [articles[number][1].id for number in gone if number < len(articles)]
        oracle = Oracle()
        for batch in batches:
            oracle.add(batch)
        oracle.remove(removed)
        if merge:
            oracle.merge()
        archive = make_index(*batches, merge=merge, removed=removed)
        try:
            yield archive, oracle
        finally:
            archive.close()

    return made


corpora = st.lists(told, min_size=1, max_size=9)
few = st.lists(st.sampled_from(VOCABULARY), max_size=2).map(" ".join)
# Whoosh keeps lengths up to 10 as they are
short = st.lists(st.tuples(st.lists(few, max_size=1), few.filter(bool), st.sampled_from(DAYS)), min_size=1, max_size=9)
cuts = st.lists(st.integers(0, 9), max_size=4)
gone = st.sets(st.integers(0, 8), max_size=3)


def ours(archive: Archive, clause: Clause) -> dict[str, float]:
    results = archive.search(Query("", clause))
    ids = results.snapshot.ids[results.docs].tolist()
    return {id.decode(): score for id, score in zip(ids, results.scores.tolist(), strict=True)}


@settings(max_examples=30)
@given(corpus=corpora, cuts=cuts, gone=gone, merge=st.booleans(), asked=st.lists(clauses, min_size=1, max_size=8))
def test_every_kind_of_clause_finds_the_same(
    both: Any, corpus: Any, cuts: list[int], gone: set[int], merge: bool, asked: list[Clause]
) -> None:
    with both(corpus, cuts, gone, merge) as (archive, oracle):
        for clause in asked:
            assert set(ours(archive, clause)) == set(oracle.scores(clause)), clause


@settings(max_examples=30)
@given(corpus=short, cuts=cuts, gone=gone, merge=st.booleans(), asked=st.lists(term, min_size=1, max_size=3))
def test_words_score_the_same(
    both: Any, corpus: Any, cuts: list[int], gone: set[int], merge: bool, asked: list[str]
) -> None:
    plain = tuple(Word(word) for word in asked)
    with both(corpus, cuts, gone, merge) as (archive, oracle):
        asked_for: list[Clause] = [*plain, And(plain), Or(plain)]
        for clause in asked_for:
            assert ours(archive, clause) == pytest.approx(oracle.scores(clause), rel=1e-5), clause


@pytest.mark.parametrize("seed", range(2))
def test_a_larger_corpus(both: Any, seed: int) -> None:
    random = Random(seed)
    weights = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
    corpus = [
        ([" ".join(random.choices(VOCABULARY, weights, k=random.randrange(30)))], "Tolls", random.choice(DAYS))
        for _ in range(250)
    ]
    rare, often = words(VOCABULARY[-1])[0], words(VOCABULARY[0])[0]
    asked: list[Clause] = [Word("ta", prefix=True), Wildcard("t*l*"), Fuzzy("toll"), Dates(20310300, 20310399)]
    for one in ("harbour", "talks", "treaties", "stall", "2,400"):
        for other in ("harbour", "tosk", "talk", "a", rare, often):
            asked += [Phrase((one, other)), Phrase((other, one, one)), And((Word(one), Not(Word(other))))]
            asked += [Near((one, other), 3)] * (stem(one) != stem(other))
    with both(corpus, [60, 180], {3, 70, 200}, False) as (archive, oracle):
        for clause in asked:
            assert set(ours(archive, clause)) == set(oracle.scores(clause)), clause
