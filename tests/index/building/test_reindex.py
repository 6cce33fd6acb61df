"""The user's rules: articles come out as they want it, and the words that are searched follow with the next run."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec.structs import replace

from corpus.article import Article, Role
from corpus.overrides.rules import Rulebook
from corpus.settings import Rule
from index.building.builder import bring_up_to_date
from index.perspective import Perspective
from index.query.parser import parse

if TYPE_CHECKING:
    from index.archive import Archive
    from tests.index.conftest import Corpus

TIDES = "Tides at Port Ilmay today"
SHARE = "Share this story"


def fill(corpus: Corpus) -> None:
    for number, outlet in enumerate(["The Lantern"] * 3 + ["Ostrene Gazette"] * 3):
        corpus.write(
            f"{number}.txt",
            f"Harbour report {number} of the pilots\n\nThe pilots of gate {'abcdef'[number]} met on the quay.\n"
            f"{TIDES}\n{SHARE}\n© 2031 {outlet}\n",
        )


def ruled(corpus: Corpus, *rules: Rule) -> None:
    """From now on these are the rules; the index is brought up to date."""
    corpus.settings = replace(corpus.settings, rules=rules)
    corpus.index(batch=2)


def found(corpus: Corpus, query: str) -> int:
    with closing(corpus.open()) as archive:
        return archive.search(parse(query)).total


def every(archive: Archive, *rules: Rule) -> list[Article]:
    seen = Perspective(Rulebook(rules))
    return [archive.article(hit.id, seen) for hit in archive.hits(archive.search(parse("")), 0, 50)]


def test_a_rule_counts_at_once_in_what_is_shown_and_is_taken_back_without_a_trace(corpus: Corpus) -> None:
    fill(corpus)
    corpus.index()
    with closing(corpus.open()) as archive:
        before = every(archive)
        after = {a.id: a for a in every(archive, Rule(TIDES, Role.PROMO, "The Lantern"), Rule(SHARE))}
        for one in before:
            assert one.outlet is not None
            tides, share = (next(b for b in after[one.id].blocks if b.text == text) for text in (TIDES, SHARE))
            assert tides.role is (Role.PROMO if one.outlet.value == "The Lantern" else Role.BODY)
            assert share.role is Role.BODY
        assert every(archive) == before


def test_snippets_leave_out_what_a_rule_strips(corpus: Corpus) -> None:
    fill(corpus)
    corpus.index()
    with closing(corpus.open()) as archive:
        hits = archive.hits(archive.search(parse("tides")), 0, 9, Perspective(Rulebook([Rule(TIDES, Role.PROMO)])))
        assert len(hits) == 6
        assert all("Tides" not in hit.snippet.text for hit in hits)


def test_the_next_run_indexes_the_words_anew_of_the_articles_that_a_rule_is_about(corpus: Corpus) -> None:
    fill(corpus)
    ruled(corpus)
    assert (found(corpus, "tides"), found(corpus, "share")) == (6, 0)
    ruled(corpus, Rule(TIDES, Role.PROMO, "The Lantern"), Rule(SHARE.upper()))
    assert (found(corpus, "tides"), found(corpus, "share")) == (3, 6)
    ruled(corpus, Rule(SHARE, None, "Ostrene Gazette"))
    assert (found(corpus, "tides"), found(corpus, "share")) == (6, 3)
    ruled(corpus)
    assert (found(corpus, "tides"), found(corpus, "share")) == (6, 0)


def test_a_rule_for_one_article_is_about_that_alone(corpus: Corpus) -> None:
    fill(corpus)
    corpus.index()
    with closing(corpus.open()) as archive:
        one = every(archive)[0]
    ruled(corpus, Rule(TIDES, Role.PROMO, article=one.id))
    assert found(corpus, "tides") == 5


def test_no_other_article_is_written_anew(corpus: Corpus) -> None:
    fill(corpus)
    ruled(corpus)
    with closing(corpus.open()) as archive:
        generation = archive._snapshot.generation
    ruled(corpus, Rule("No such line anywhere", Role.PROMO))
    with closing(corpus.open()) as archive:
        assert archive._snapshot.generation == generation


def test_a_rebuild_applies_the_rules(corpus: Corpus) -> None:
    fill(corpus)
    corpus.settings = replace(corpus.settings, rules=(Rule(TIDES, Role.PROMO, "The Lantern"),))
    corpus.index(rebuild=True)
    assert found(corpus, "tides") == 3
    corpus.index(rebuild=True)
    assert found(corpus, "tides") == 3


def test_new_articles_follow_the_rules(corpus: Corpus) -> None:
    fill(corpus)
    ruled(corpus, Rule(TIDES, Role.PROMO, "The Lantern"))
    corpus.write("new.txt", f"Harbour report of the ferry\n\nThe ferry came late.\n{TIDES}\n© 2031 The Lantern\n")
    corpus.index()
    assert found(corpus, "tides") == 3


def test_a_run_stopped_in_the_middle_goes_on_the_next_time(corpus: Corpus) -> None:
    fill(corpus)
    ruled(corpus)
    stop = threading.Event()
    settings = replace(corpus.settings, rules=(Rule(TIDES, Role.PROMO),))
    bring_up_to_date(corpus.root, corpus.folder, settings, workers=0, batch=2, report=lambda _: stop.set(), stop=stop)
    assert 0 < found(corpus, "tides") < 6
    ruled(corpus, *settings.rules)
    assert found(corpus, "tides") == 0
    with closing(corpus.open()) as archive:
        assert archive.count == 6
        assert len({article.id for article in every(archive)}) == 6
