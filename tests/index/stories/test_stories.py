"""Stories of an index: made, joined, left, found, and made anew where they are damaged."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from index.building.build_progress import Progress
from index.building.builder import bring_up_to_date
from index.errors import IndexDamaged
from index.query.parser import parse
from index.storage.folders import current_build
from index.storage.manifest import Manifest
from index.storage.whoosh.snapshot import Snapshot
from index.stories.clustering import brought_up_to_date, generation_of

if TYPE_CHECKING:
    from tests.index.conftest import Corpus

TREATY = """\
Halvera and Ostrene reopen talks on the harbour treaty
THE LANTERN, 14 March 2031

Halvera and Ostrene will reopen talks on the harbour treaty on 6 May in neutral Caddis, both governments said.

The treaty has kept Port Ilmay half shut since November, and forty-one vessels lie at anchor off the strait.

“We are agreeing who opens the gate, and at what hour,” the minister Ruan Aldane told reporters at the quay.

Pilots were not consulted, their guild complained, though a draft already fixes the toll for every tonne of cargo.
"""
OTHERWISE = """\
Treaty talks on the harbour to resume in Caddis
OSTRENE GAZETTE, 15 March 2031

Ostrene's envoy Mirela Tosk said the harbour treaty would be taken up again in Caddis in May.

Ships at anchor off Port Ilmay were counted by the Straits Commission, which wants the toll for cargo lowered.

The minister of Halvera said the parties would settle “who opens the gate, and at what hour”.

The guild of pilots called the draft of the treaty weather, and the strait a queue of vessels.
"""
COPY = TREATY.replace("THE LANTERN", "MERIDIAN WIRE").replace(
    "Halvera and Ostrene reopen talks", "Rivals to talk again"
)
FROST = """\
Late frost ruins the apricots of the upper Kell valley
KELL VALLEY POST, 14 March 2031

Late frost has ruined most of the apricot crop in the upper Kell valley, growers said on Monday.

Orchards that stood in blossom at the weekend were brown by morning, and insurers have sent their assessors.

“In thirty years I have not lit the stoves so late,” said Bero Halm, who farms nine hectares above the weir.
"""


@pytest.fixture
def told(corpus: Corpus) -> Corpus:
    """A corpus of two stories: of two articles, and of one."""
    for name, text in (("treaty", TREATY), ("otherwise", OTHERWISE), ("frost", FROST)):
        corpus.write(f"{name}.txt", text)
    corpus.index()
    return corpus


def stories(corpus: Corpus, query: str = "") -> list[set[str]]:
    """The paths of the articles of each story of the hits."""
    archive = corpus.open()
    found = archive.stories(archive.search(parse(query)), fewest=1)
    paths = [{archive.article(one.id).paths[0].removesuffix(".txt") for one in story.articles} for story in found]
    archive.close()
    return paths


def id_of(archive: Archive, path: str) -> str:
    results = archive.search(parse(f"path:{path}"))
    return archive.hits(results, 0, 1)[0].id


def found(archive: Archive, query: str) -> int:
    return archive.search(parse(query)).total


def test_articles_on_one_event_are_one_story(told: Corpus) -> None:
    assert stories(told) == [{"treaty", "otherwise"}, {"frost"}]
    archive = told.open()
    (story,) = archive.stories(archive.search(parse("")))
    assert (story.first, story.last, len(story.articles)) == ("2031-03-14", "2031-03-15", 2)
    assert archive.story_of(id_of(archive, "otherwise")) == story
    assert archive.others(id_of(archive, "treaty")) == (1, 0)
    assert archive.others(id_of(archive, "frost")) == (0, 0)


def test_a_story_is_whole_where_one_article_is_found(told: Corpus) -> None:
    assert stories(told, "envoy") == [{"treaty", "otherwise"}]
    assert stories(told, "nothing-of-that-kind") == []


def test_a_story_is_asked_for_by_any_of_its_articles(told: Corpus) -> None:
    archive = told.open()
    one, other = id_of(archive, "treaty"), id_of(archive, "otherwise")
    assert found(archive, f"story:{one}") == found(archive, f"story:{other[:6]}") == 2
    assert found(archive, f"story:{one} envoy") == 1
    assert found(archive, f"-story:{one}") == 1
    assert found(archive, "story:ffffffffffff") == 0


def test_a_new_article_joins_and_the_others_stay(told: Corpus) -> None:
    archive = told.open()
    before = archive.story_of(id_of(archive, "treaty"))
    told.write("copy.txt", COPY)
    told.index()
    assert archive.refresh()
    after = archive.story_of(id_of(archive, "copy"))
    assert before is not None
    assert after is not None
    ids = {one.id for one in after.articles}
    assert ids == {*(one.id for one in before.articles), id_of(archive, "copy")}
    told.index(rebuild=True)
    assert archive.refresh()
    assert archive.story_of(id_of(archive, "copy")) == after
    assert found(archive, "is:duplicate") == 1
    assert archive.others(id_of(archive, "copy")) == (2, 1)


def test_what_is_removed_or_changed_leaves(told: Corpus) -> None:
    told.write("copy.txt", COPY)
    told.index()
    (told.root / "treaty.txt").unlink()
    told.index()
    assert stories(told) == [{"otherwise", "copy"}, {"frost"}]
    archive = told.open()
    assert found(archive, "is:duplicate") == 0
    told.write(
        "copy.txt", FROST.replace("Late frost ruins", "Frost takes").replace("KELL VALLEY POST", "HARBOUR & TIDE")
    )
    told.index()
    assert sorted(map(sorted, stories(told))) == [["copy", "frost"], ["otherwise"]]


def test_copies_fold_into_the_first_hit(told: Corpus) -> None:
    told.write("copy.txt", COPY)
    told.index()
    archive = told.open()
    results = archive.search(parse(""), fold=True)
    assert (results.total, results.of) == (3, 4)
    hits = archive.hits(results, 0, 10)
    assert sorted(hit.copies for hit in hits) == [0, 0, 1]
    assert {hit.copies for hit in archive.hits(archive.search(parse("")), 0, 10)} == {0}


def test_many_runs_come_to_what_one_run_comes_to(told: Corpus, corpus: Corpus) -> None:
    told.write("copy.txt", COPY)
    told.index()
    stepwise = stories(told)
    told.index(rebuild=True)
    assert sorted(map(sorted, stories(told))) == sorted(map(sorted, stepwise))


def _lost(build: Path) -> None:
    with sqlite3.connect(build / "manifest.db") as manifest:
        manifest.execute("DELETE FROM kept WHERE name = 'stories'")


def _garbled(build: Path) -> None:
    with sqlite3.connect(build / "manifest.db") as manifest:
        manifest.execute("UPDATE kept SET value = ? WHERE name = 'stories'", (b"\x78\x01garbage",))


@pytest.mark.parametrize("damage", [_lost, _garbled])
def test_what_is_lost_is_made_anew(told: Corpus, damage: Callable[[Path], None]) -> None:
    build = current_build(told.folder)
    assert build is not None
    damage(build)
    archive = told.open()
    assert archive.stories(archive.search(parse(""))) == ()
    assert archive.story_of(id_of(archive, "treaty")) is None
    assert found(archive, "is:duplicate") == 0
    assert archive.search(parse(""), fold=True).total == 3
    told.index()
    assert archive.refresh()
    assert stories(told) == [{"treaty", "otherwise"}, {"frost"}]
    assert archive.verify() > 0


def test_verifying_finds_garbled_places(told: Corpus) -> None:
    build = current_build(told.folder)
    assert build is not None
    _garbled(build)
    with pytest.raises(IndexDamaged):
        told.open().verify()


def test_a_run_that_was_stopped_goes_on(told: Corpus) -> None:
    build = current_build(told.folder)
    assert build is not None
    manifest = Manifest(build)
    snapshot = Snapshot(build, manifest.about(), {})
    stop = threading.Event()
    stop.set()
    none = brought_up_to_date(snapshot, b"", stop)
    assert generation_of(none) == -1
    all_of_them = brought_up_to_date(snapshot, none, threading.Event())
    assert generation_of(all_of_them) == snapshot.generation
    assert all_of_them == manifest.kept("stories")
    assert brought_up_to_date(snapshot, all_of_them, threading.Event()) == all_of_them
    manifest.close()


def test_an_open_archive_tells_of_what_it_has(told: Corpus) -> None:
    archive = told.open()
    told.write("copy.txt", COPY)
    told.index()
    assert len(archive.stories(archive.search(parse("")))) == 1
    archive.refresh()
    (story,) = archive.stories(archive.search(parse("")))
    assert len(story.articles) == 3


def test_stories_are_told_while_more_is_read(corpus: Corpus) -> None:
    for name, text in (("a", TREATY), ("b", COPY), ("c", FROST), ("d", OTHERWISE)):
        corpus.write(f"{name}.txt", text)
    known: list[int] = []

    def look(progress: Progress) -> None:
        if progress.searchable:
            archive = Archive.open(corpus.folder)
            known.append(len(archive.stories(archive.search(parse("")), fewest=1)))
            archive.close()

    bring_up_to_date(corpus.root, corpus.folder, corpus.settings, report=look, batch=1, workers=0)
    assert any(known)
    assert sorted(map(len, stories(corpus))) == [1, 3]


def test_what_is_told_in_the_same_words_weeks_later_is_near(corpus: Corpus) -> None:
    for name, text in (("a", TREATY), ("b", COPY), ("later", OTHERWISE.replace("15 March", "28 April")), ("c", FROST)):
        corpus.write(f"{name}.txt", text)
    corpus.index()
    archive = corpus.open()
    treaty, later, frost = (
        next(one for one in archive.stories(archive.search(parse(query)), fewest=1) if len(one.articles) == articles)
        for query, articles in (("treaty", 2), ("treaty", 1), ("frost", 1))
    )
    assert [one.id for one in archive.near(treaty.articles[0].id)] == [later.id]
    assert [one.id for one in archive.near(later.id)] == [treaty.id]
    assert archive.near(frost.id) == ()
    archive.close()


def test_of_the_seeds_two_are_one_story_and_one_is_near(corpus: Corpus, seeds: Path) -> None:
    for seed in seeds.iterdir():
        corpus.write(seed.name, seed.read_text(encoding="utf-8", errors="replace"))
    corpus.index()
    archive = corpus.open()
    told = archive.stories(archive.search(parse("")), fewest=1)
    largest = max(told, key=lambda story: len(story.articles))
    near = [archive.article(one.id) for story in archive.near(largest.articles[0].id) for one in story.articles]
    archive.close()
    assert sorted(one.outlet or "" for one in largest.articles) == ["Los Angeles Times", "The Hindu"]
    assert [one.published.value if one.published else None for one in near] == ["2013-05"]
