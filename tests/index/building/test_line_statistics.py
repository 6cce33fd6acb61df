"""How often lines recur: counted from the index when a run has ended, and told in the reasons."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Role
from corpus.overrides.line_key import line_key
from index.building.builder import bring_up_to_date, known_counts
from index.building.line_statistics import Recurrence, count_lines
from index.query.parser import parse
from index.storage.folders import current_build
from index.storage.hashed_keys import line_keys
from index.storage.manifest import Manifest
from index.storage.whoosh.snapshot import Snapshot

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, Corpus, IndexMaker

TIDES = "Tides at Port Ilmay today"
OUTLETS = ("The Lantern", "Ostrene Gazette", None)


def closing_lines(number: int) -> str:
    gate = "abcdefghijkl"[number]
    return f"Harbour report {number} of the pilots\n\nThe pilots of gate {gate} met.\n{TIDES}\n© 2031 The Lantern\n"


@pytest.fixture
def lantern(corpus: Corpus) -> Corpus:
    for number in range(12):
        corpus.write(f"{number:02}.txt", closing_lines(number))
    return corpus


def reason_of(corpus: Corpus, line: str) -> str:
    with closing(corpus.open()) as archive:
        first = archive.hits(archive.search(parse("")), 0, 1)[0]
        return next(block.reason for block in archive.article(first.id).blocks if block.text == line)


def test_reasons_tell_in_how_many_articles_of_the_outlet_a_line_stands(lantern: Corpus) -> None:
    lantern.index()
    assert reason_of(lantern, "© 2031 The Lantern").endswith("; found in 12 of 12 articles of The Lantern")


def test_counts_follow_what_comes_and_goes(lantern: Corpus) -> None:
    lantern.index()
    lantern.write("12.txt", closing_lines(11).replace("report", "note"))
    for number in range(4):
        (lantern.root / f"{number:02}.txt").unlink()
    lantern.index()
    assert "9 of 9 articles" in reason_of(lantern, "© 2031 The Lantern")


def test_a_reader_takes_up_new_counts(lantern: Corpus) -> None:
    lantern.index()
    with closing(lantern.open()) as archive:
        assert archive.standings(TIDES, "The Lantern")
        lantern.write("12.txt", closing_lines(11).replace("report", "note"))
        lantern.index()
        assert archive.refresh()
        of_outlet, of_all = archive.standings(TIDES, "The Lantern")
        assert of_outlet is not None
        assert of_all is not None
        assert (of_outlet.articles, of_all.articles, of_all.of) == (13, 13, 13)
        assert not archive.refresh()


def test_a_run_that_was_stopped_has_not_counted_and_the_next_one_does(lantern: Corpus) -> None:
    stop = threading.Event()
    bring_up_to_date(
        lantern.root, lantern.folder, lantern.settings, workers=0, batch=5, report=lambda _: stop.set(), stop=stop
    )
    with closing(lantern.open()) as archive:
        assert archive.standings(TIDES, None) == ()
    lantern.index()
    with closing(lantern.open()) as archive:
        assert archive.standings(TIDES, None)


def test_a_line_stripped_for_recurring_is_shown_so_at_once_and_left_out_of_search_after_a_rebuild(
    lantern: Corpus,
) -> None:
    lantern.index()
    with closing(lantern.open()) as archive:
        hit = archive.hits(archive.search(parse("tides")), 0, 1)[0]
        (tides,) = (block for block in archive.article(hit.id).blocks if block.text == TIDES)
        assert tides.role is Role.PROMO
        assert "Tides" not in hit.snippet.text
    lantern.index(rebuild=True)
    with closing(lantern.open()) as archive:
        assert archive.search(parse("tides")).total == 0
        assert archive.search(parse("pilots")).total == 12


def test_counts_that_can_t_be_read_are_none(lantern: Corpus) -> None:
    assert known_counts(lantern.folder) is None
    lantern.index()
    assert known_counts(lantern.folder) is not None
    build = current_build(lantern.folder)
    assert build is not None
    with closing(Manifest(build, write=True)) as manifest:
        manifest.keep("recurrence", b"garbage")
    assert known_counts(lantern.folder) is None
    assert lantern.index(rebuild=True).added == 12


ARTICLES = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5)),
    min_size=1,
    max_size=25,
)


@given(articles=ARTICLES, batch=st.integers(1, 30), at_once=st.integers(1, 50))
def test_counts_are_what_counting_one_by_one_gives(
    articles: Sequence[tuple[str | None, list[str]]],
    batch: int,
    at_once: int,
    make_index: IndexMaker,
    article_of: ArticleMaker,
) -> None:
    made = [
        article_of(f"Number {'x' * n} of the report", *(f"line {word} of it" for word in lines), outlet=outlet)
        for n, (outlet, lines) in enumerate(articles)
    ]
    archive = make_index(*(made[at : at + batch] for at in range(0, len(made), batch)))
    build = current_build(archive._folder)
    assert build is not None
    with closing(archive), closing(Manifest(build)) as manifest:
        counts = Recurrence.unpack(count_lines(Snapshot(build, manifest.about(), {}), at_once).pack())
    right = Counter((outlet, word) for outlet, lines in articles for word in set(lines))
    for outlet in OUTLETS:
        for word in "abcdef":
            count = sum(n for (o, w), n in right.items() if w == word and outlet in (o, None))
            of = sum(outlet in (o, None) for o, _ in articles)
            standing = counts.standing(line_key(f"line {word} of it"), outlet)
            assert (standing and (standing.articles, standing.of)) == ((count, of) if count >= 3 else None)


def test_a_line_twice_in_an_article_counts_once() -> None:
    assert line_keys(["A b c", "a B  c", "d"]) == line_keys(["d", "a b c"])
    assert len(line_keys(["A b c", "a B  c", "d"])) == 2 * 8
