"""What an archive answers: order, counts, timeline, names of articles, snippets, stopping."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from corpus.errors import NothingFound, UsageError
from index.archive import Archive
from index.errors import SearchStopped
from index.query.clauses import Clause
from index.query.parser import parse
from index.search.collector import Collector
from index.search.hits import Hidden
from index.search.text_scores import ScoredDocs

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker


@pytest.fixture
def archive(article_of: ArticleMaker, make_index: IndexMaker) -> Archive:
    return make_index(
        [
            article_of("The harbour treaty.", headline="Treaty signed", outlet="The Lantern", published="2031-03-14"),
            article_of("A harbour, and nothing else.", outlet="Ostrene Gazette", published="2031-03-16"),
        ],
        [
            article_of("The treaty, the harbour, the tolls.", outlet="the lantern", byline="Petra Lunde"),
            article_of("Gulls.", published="2030-12-01", stripped="Share this treaty"),
        ],
    )


def first_lines(archive: Archive, typed: str, *, sort: str = "relevance", typing: bool = False) -> list[str]:
    results = archive.search(parse(typed, typing=typing), sort="date" if sort == "date" else "relevance")
    return [hit.snippet.text for hit in archive.hits(results, 0, 10)]


def test_no_query_is_everything_newest_first_and_undated_last(archive: Archive) -> None:
    assert first_lines(archive, "") == [
        "A harbour, and nothing else.",
        "The harbour treaty.",
        "Gulls.",
        "The treaty, the harbour, the tolls.",
    ]


def test_a_word_in_the_headline_comes_first(archive: Archive) -> None:
    assert first_lines(archive, "treaty")[0].startswith("The harbour treaty.")


def test_by_date(archive: Archive) -> None:
    dates = [line[:9] for line in first_lines(archive, "harbour", sort="date")]
    assert dates == ["A harbour", "The harbo", "The treat"]


def test_what_was_stripped_is_not_found(archive: Archive) -> None:
    assert archive.search(parse("share")).total == 0


def test_counts(archive: Archive) -> None:
    results = archive.search(parse("harbour"))
    assert (results.total, results.of, results.outlets) == (3, 4, 2)
    assert results.timeline.undated == 1


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("outlet:lantern", 2),
        ('outlet:"The Lantern"', 2),
        ("by:lunde", 1),
        ("title:treaty", 1),
        ("title:tolls", 0),
        ("lang:en", 4),
        ("lang:fr", 0),
        ("date:2031-03", 2),
        ("date:..2030", 1),
        ("-date:2031", 2),
        ("path:.TXT", 4),
        ("harbour -treaty", 1),
    ],
)
def test_fields(archive: Archive, typed: str, total: int) -> None:
    assert archive.search(parse(typed)).total == total


def test_typing_goes_from_the_beginning_of_a_word_to_its_forms(archive: Archive) -> None:
    totals = [archive.search(parse("harbours"[:length], typing=True)).total for length in range(2, 9)]
    assert totals == [3] * 7


def test_an_article_has_any_unique_beginning_of_its_id(archive: Archive) -> None:
    (hit,) = archive.hits(archive.search(parse("gulls")), 0, 1)
    assert archive.article(hit.id[:4]).id == archive.article(hit.id.upper()).id == hit.id
    assert archive.raw(hit.id) == "Gulls.\nShare this treaty\n"


@pytest.mark.parametrize("name", ["abc", "", "xyz4", "0123456789abc", "ab%d", "\x1b[31m"])
def test_what_is_no_name(archive: Archive, name: str) -> None:
    with pytest.raises(UsageError, match="not the name of an article"):
        archive.article(name)


def test_no_such_article(archive: Archive) -> None:
    taken = {hit.id[:4] for hit in archive.hits(archive.search(parse("")), 0, 10)}
    free = next(f"{number:04x}" for number in range(65536) if f"{number:04x}" not in taken)
    with pytest.raises(NothingFound, match=free):
        archive.article(free)


def test_a_beginning_that_several_share(article_of: ArticleMaker, make_index: IndexMaker) -> None:
    made = {}
    for number in range(3000):
        source, article = article_of(f"Report {number}")
        if article.id[:4] in made:
            break
        made[article.id[:4]] = (source, article)
    else:
        pytest.fail("no two ids begin alike")
    archive = make_index([made[article.id[:4]], (source, article)])
    with pytest.raises(UsageError, match="beginning of 2 ids") as error:
        archive.article(article.id[:4])
    assert article.id in error.value.hint


def test_pages(archive: Archive) -> None:
    results = archive.search(parse(""))
    assert [hit.id for start in range(5) for hit in archive.hits(results, start, 1)] == [
        hit.id for hit in archive.hits(results, 0, 100)
    ]
    assert archive.hits(results, 100, 10) == archive.hits(results, -5, 0) == ()


def test_a_stopped_search_stops(archive: Archive) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(SearchStopped):
        archive.search(parse("harbour"), stop=stop)


def test_many_threads_at_once(archive: Archive) -> None:
    right = [archive.search(parse(typed)).total for typed in ("harbour", "treaty", "h*")]
    faults = []

    def ask() -> None:
        for _ in range(40):
            totals = [archive.search(parse(typed)).total for typed in ("harbour", "treaty", "h*")]
            hits = archive.hits(archive.search(parse("")), 0, 10)
            if totals != right or any(archive.article(hit.id).id != hit.id for hit in hits):
                faults.append(totals)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_closing_twice(archive: Archive) -> None:
    archive.close()
    archive.close()


def test_a_beginning_of_more_words_than_are_looked_at(article_of: ArticleMaker, make_index: IndexMaker) -> None:
    """Of the words that begin so, a headline may have others than the bodies have most often."""
    often = " ".join(f"q{number:03}" for number in range(320))
    made = [article_of(often, f"Report {number}") for number in range(3)]
    archive = make_index([*made, article_of("Nothing else.", headline="Zeal of quays")])
    assert archive.search(parse("q", typing=True)).total == 3
    assert archive.search(parse("qu", typing=True)).total == 1


def test_filters_are_counted_apart_from_the_search(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Clause] = []
    find = Collector.find

    def find_and_count(self: Collector, clause: Clause, typing: bool, stop: threading.Event) -> ScoredDocs:
        asked.append(clause)
        return find(self, clause, typing, stop)

    monkeypatch.setattr(Collector, "find", find_and_count)
    query = parse("treaty -outlet:lantern date:2031-03")
    assert archive.search(query).total == 0
    assert len(asked) == 1
    assert archive.hidden(query) == Hidden(2, "-outlet:lantern date:2031-03")
    assert archive.hidden(parse("treaty")) == archive.hidden(parse("date:2031-03")) == Hidden()
