"""Which names are one actor over all articles: made by a run, kept, searched by, corrected by the user."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from itertools import accumulate, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import convert
from msgspec.structs import replace

from corpus.actors.linking.corrections import Correction
from corpus.article import Actor, Span
from corpus.settings import NO_BOOK, ActorBook, ListedCountry, ListedName
from index.actors.actor_map import brought_up_to_date, joined, kept_table, stamp
from index.actors.actor_names import ActorNames, AskedActor
from index.actors.actor_rows import FoundAs, Rows
from index.actors.actor_table import ActorTable
from index.perspective import PLAIN, Perspective
from index.query.parser import parse
from index.storage.folders import current_build
from index.storage.index_entry import IndexEntry
from index.storage.manifest import Manifest
from index.storage.whoosh.index_writer import IndexWriter
from index.storage.whoosh.snapshot import Snapshot
from index.terms import NAME_WORD

if TYPE_CHECKING:
    from index.archive import Archive
    from tests.conftest import LinearTime
    from tests.index.conftest import ArticleMaker, Corpus, IndexMaker

GUARD = "organisation:strait-guard"
BOOK = ActorBook(organisations=(ListedName("Strait Guard", also=("KG", "al-Kell")),))
TOLD = {
    "a.txt": "Ruan Aldane met Sergei Maruk on the quay. “The gate opens at noon,” Aldane said. Maruk would not answer.",
    "b.txt": "Minister Aldane is late, the harbour says. Sergey Maruk waited. “The chemical tide is ours,” Maruk said.",
    "c.txt": "The Strait Guard, known as KG, has no ships, said Bero Halm. KG did not answer on Monday.",
}


@pytest.fixture
def told(corpus: Corpus) -> Corpus:
    for name, text in TOLD.items():
        corpus.write(name, f"Report {name}\n\n{text}\n")
    corpus.settings = replace(corpus.settings, actors=replace(corpus.settings.actors, book=BOOK))
    corpus.index()
    return corpus


def paths(archive: Archive, query: str, perspective: Perspective = PLAIN) -> set[str]:
    found = archive.search(parse(query), perspective)
    return {hit.path for hit in archive.hits(found, 0, 10)}


def test_ways_to_write_a_name_find_each_others_articles(told: Corpus) -> None:
    archive = told.open()
    for query in ("actor:maruk", 'actor:"Sergei Maruk"', 'actor:"Sergey Maruk"', "actor:sergey"):
        assert paths(archive, query) == {"a.txt", "b.txt"}, query
    assert paths(archive, "said:sergei") == paths(archive, "said:(sergei chemical)") == {"b.txt"}
    assert paths(archive, "actor:kg") == paths(archive, 'actor:"strait guard"') == {"c.txt"}
    assert paths(archive, "actor:nobody") == set()


def test_facets_and_articles_have_an_actor_once_under_its_name(told: Corpus) -> None:
    archive = told.open()
    facets = dict(archive.facets(archive.search(parse(""))).actors)
    assert [count for name, count in facets.items() if name.endswith("Maruk")] == [2]
    (one,) = archive.actors().named("maruk")
    for query in ("quay", "harbour"):
        (hit,) = archive.hits(archive.search(parse(query)), 0, 1)
        assert one.key in {actor.key for actor in archive.article(hit.id).actors}
    assert archive.complete("actor:mar") == "actor:maruk"


def test_the_users_word_counts_at_once_everywhere_and_after_a_rebuild(told: Corpus) -> None:
    archive = told.open()
    aldane, maruk, halm = (archive.actors().named(name)[0] for name in ("ruan aldane", "maruk", "halm"))
    merge = Correction("merge", halm.key, into=aldane.key, made="2031-03-02")
    apart = next(key for key in maruk.found if key != maruk.key)
    for _ in range(2):
        seen = Perspective(corrections=(merge, Correction("rename", aldane.key, name="The Minister")))
        assert paths(archive, "actor:halm", seen) == paths(archive, 'actor:"the minister"', seen) == set(TOLD)
        (hit,) = archive.hits(archive.search(parse("ships"), seen), 0, 1, seen)
        assert "The Minister" in {actor.name for actor in archive.article(hit.id, seen).actors}
        assert "merged by you, 2031-03-02" in archive.actors(seen).named("halm")[0].why
        seen = Perspective(corrections=(Correction("split", maruk.key, found=(apart,)),))
        assert len(archive.actors(seen).named("maruk")) == 2
        seen = Perspective(corrections=(Correction("reject", maruk.key),))
        assert paths(archive, "actor:maruk", seen) == set()
        assert "Maruk" not in "".join(name for name, _ in archive.facets(archive.search(parse("")), seen).actors)
        assert paths(archive, "actor:halm") == {"c.txt"}
        archive.close()
        told.index(rebuild=True)
        archive = told.open()


def test_by_a_seat_of_government_only_the_articles_that_name_it_are_found(corpus: Corpus) -> None:
    halvera = ListedCountry("Halvera", also=("Halveran Republic",), capitals=("Ostrene",), seats=("Quay House",))
    book = ActorBook(countries=(halvera,))
    corpus.settings = replace(corpus.settings, actors=replace(corpus.settings.actors, book=book))
    for name, text in {
        "seat.txt": "Quay House said on Monday that it will close the strait. “No ferry sails,” Quay House said.",
        "land.txt": "Halvera said on Monday that it will close the strait. “The gate is shut,” said Halvera.",
        "both.txt": "Halvera has a plan for the strait. It was written in Quay House, and Quay House has said so.",
    }.items():
        corpus.write(name, f"Report {name}\n\n{text}\n")
    corpus.index()
    archive = corpus.open()
    assert paths(archive, 'actor:"quay house"') == paths(archive, "actor:quay") == {"seat.txt", "both.txt"}
    assert paths(archive, "actor:halvera") == {"seat.txt", "land.txt", "both.txt"}
    assert paths(archive, 'said:"quay house"') == paths(archive, "said:(quay ferry)") == {"seat.txt"}
    (one,) = archive.actors().named("halvera")
    seen = Perspective(corrections=(Correction("rename", one.key, name="Quay House"),))
    assert len(paths(archive, "actor:quay", seen)) == 3


def test_another_dictionary_is_taken_up_by_the_next_run(told: Corpus) -> None:
    archive = told.open()
    assert not archive.refresh()
    more = ActorBook(BOOK.countries, BOOK.organisations, (ListedName("Ruan Aldane", also=("Bero Halm",)),))
    told.settings = replace(told.settings, actors=replace(told.settings.actors, book=more))
    told.index()
    assert archive.refresh()
    assert paths(archive, "actor:halm") == set(TOLD)


def test_while_an_index_is_being_built_keys_alone_will_do(article_of: ArticleMaker, make_index: IndexMaker) -> None:
    source, article = article_of("Ruan Aldane spoke.")
    actor = Actor("person:ruan-aldane", "Ruan Aldane", "person", None, (Span(0, 11),))
    archive = make_index([(source, replace(article, actors=(actor,)))])
    assert archive.search(parse("actor:aldane")).total == 1
    assert [one.name for one in archive.actors()] == ["ruan aldane"]
    assert archive.article(source.id).actors == (actor,)


SHORT = tuple(f"{one} {last}".strip() for one in ("", "Ruan", "Sergei", "Sergey") for last in ("Maruk", "Aldane"))
NAMED = st.lists(st.sampled_from(SHORT), min_size=1, max_size=3)
BATCHES = st.lists(st.lists(NAMED, min_size=1, max_size=4), max_size=4)


@settings(max_examples=8)
@given(BATCHES)
def test_batch_by_batch_the_map_is_the_one_made_from_nothing(batches: list[list[list[str]]]) -> None:
    with TemporaryDirectory() as folder:
        build, kept, number = Path(folder), b"", 0
        writing, manifest = IndexWriter(build), Manifest(build, write=True)
        gone: list[str] = []
        for batch in batches:
            for names in batch:
                number += 1
                writing.add(naming(f"{number:012x}", names))
            writing.remove(gone)
            writing.commit()
            gone = [f"{number:012x}"]
            if number % 3 == 0:
                writing.merge(threading.Event(), added=number)
            snapshot = Snapshot(build, manifest.about(), {})
            kept = brought_up_to_date(snapshot, kept, BOOK)
            assert kept == brought_up_to_date(snapshot, b"", BOOK)
        manifest.close()


def naming(id: str, names: list[str]) -> IndexEntry:
    """An article of which the index has nothing but whom it names."""
    keys = {name: f"person:{name.lower().replace(' ', '-')}" for name in names}
    said = dict.fromkeys(IndexEntry.__struct_fields__, "") | {"id": id, "language": "en"}
    said["actor"] = "\n\n".join(keys.values())
    said["actor_name"] = "\n".join(f"{key}{NAME_WORD}{name}" for name, key in keys.items())
    counted = dict.fromkeys(("published", "words", "outlet_key"), 0)
    return convert(said | counted | dict.fromkeys(("lines", "features", "article", "text"), b""), IndexEntry)


NAMES = st.text(st.characters(exclude_characters="\n\r\x1f", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
TABLE = st.lists(
    st.builds(
        lambda key, names, articles: FoundAs(f"person:{key}", articles, tuple(names), (1,) * len(names)),
        NAMES,
        st.lists(NAMES, min_size=1, max_size=3, unique=True),
        st.integers(1, 9),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)


@given(TABLE)
def test_a_table_is_what_it_was_when_it_is_unpacked(found: list[FoundAs]) -> None:
    table = ActorTable.of(Rows.of(found), joined(found, NO_BOOK))
    again = ActorTable.unpack(table.pack(stamp(7, BOOK)))
    assert [again.found(place) for place in range(len(found))] == found
    assert again.actors == table.actors
    actors = ActorNames(again, lambda: again)
    assert sorted(key for one in actors for key in one.found) == sorted(one.key for one in found)
    assert all(
        AskedActor(one.key) in actors.asked(tuple(line.split()))
        for one, line in zip(found, lines(again), strict=True)
        if line
    )


def lines(table: ActorTable) -> list[str]:
    """The first name of each key, as it is searched."""
    each = table.searched.split("\n")
    begins = accumulate((len(table.found(place).names) for place in range(len(table.keys))), initial=0)
    return [each[begin].strip() for begin, _ in zip(begins, table.keys, strict=False)]


def many_keys(count: int) -> list[FoundAs]:
    """Every first name of a square of syllables with every surname, `count` of them."""
    side = math.isqrt(count - 1) + 1
    names = ((a, b) for a in map(syllables, range(side)) for b in map(syllables, range(side)))
    return [
        FoundAs(f"person:{a}an-{b}sen", 1 + n % 9, (f"{a}an {b}sen",), (1,))
        for n, (a, b) in enumerate(islice(names, count))
    ]


def test_keys_are_joined_in_linear_time(takes_linear_time: LinearTime) -> None:
    def join(count: int) -> Callable[[], object]:
        found = many_keys(count)
        return lambda: ActorTable.of(Rows.of(found), joined(found, NO_BOOK))

    takes_linear_time(join, 1_000)


def test_one_of_many_keys_is_looked_up_in_linear_time(takes_linear_time: LinearTime) -> None:
    def look_up(count: int) -> Callable[[], object]:
        found = many_keys(count)
        packed = ActorTable.of(Rows.of(found), joined(found, NO_BOOK)).pack(stamp(1, NO_BOOK))

        def look_up_once() -> None:
            table = ActorTable.unpack(packed)
            assert ActorNames(table, lambda: table).asked((f"{syllables(7)}an", f"{syllables(8)}sen"))

        return look_up_once

    takes_linear_time(look_up, 1_000)


def syllables(number: int) -> str:
    return "".join("bdfghklmnprstvz"[number // base % 15] + "aiou"[number // base % 4] for base in (1, 15, 225))


def test_actors_of_articles_that_are_gone_go_with_them(told: Corpus) -> None:
    (told.root / "c.txt").unlink()
    told.write("d.txt", "Report d.txt\n\nSergei Maruk left the quay. “We sail tonight,” Maruk said.\n")
    told.index()
    build = current_build(told.folder)
    assert build
    kept = kept_table(Manifest(build))[0]
    assert GUARD not in kept.keys
    assert "person:bero-halm" not in kept.keys
    told.index(rebuild=True)
    build = current_build(told.folder)
    assert build
    clean = kept_table(Manifest(build))[0]
    assert kept.rows.found() == clean.rows.found()
    assert kept.actors == clean.actors
