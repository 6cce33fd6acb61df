"""Actors of the five scraped texts that the first users have: whom a careful reader lists, and none under two names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.actors.linking.canonicalize import link_actors
from corpus.actors.linking.similarity import ActorRecord
from corpus.article import Actor
from corpus.pipeline import read_articles
from corpus.settings import CorpusSettings
from corpus.source import Problem

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
MISSING = "the seeds are not beside the project"
COUNTRIES = ("place:russia", "place:syria", "place:united-states")
LISTED = {
    "000": ("person:john-kerry", "person:bashar-al-assad", "person:sergei-lavrov", "person:vladimir-putin"),
    "001": (
        *("person:john-kerry", "person:bashar-al-assad", "person:barack-obama", "person:omran-zoabi"),
        *("organisation:us-state-department", "organisation:syrian-observatory-for-human-rights"),
        "organisation:arctic-council",
    ),
    "002": (
        *("person:sergei-lavrov", "person:edward-snowden", "person:john-kerry"),
        *("person:chuck-hagel", "person:sergei-shoigu", "organisation:united-nations"),
        "organisation:un-security-council",
    ),
    "003": (
        *("person:john-kerry", "person:bashar-al-assad", "person:sergei-lavrov", "person:vladimir-putin"),
        *("person:john-kirby", "person:barack-obama", "organisation:islamic-state", "organisation:al-qaeda"),
        *("organisation:us-state-department", "organisation:un-security-council", "organisation:nusra-front"),
        "organisation:international-syria-support-group",
    ),
    "004": ("person:john-kerry", "person:bashar-al-assad", "person:vladimir-putin", "organisation:al-qaeda"),
}


@pytest.fixture(scope="module")
def found(settings: CorpusSettings) -> dict[str, tuple[Actor, ...]]:
    if not SEEDS.is_dir():
        pytest.skip(MISSING)
    actors: dict[str, tuple[Actor, ...]] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        (read,) = read_articles(path, path.name, settings)
        assert not isinstance(read, Problem)
        actors[path.name[:3]] = read[1].actors
    return actors


@pytest.mark.parametrize("seed", LISTED)
def test_whom_a_reader_lists_is_there(found: dict[str, tuple[Actor, ...]], seed: str) -> None:
    assert {*COUNTRIES, *LISTED[seed]} <= {actor.key for actor in found[seed]}


@pytest.mark.parametrize("seed", LISTED)
def test_nobody_is_there_under_two_names(found: dict[str, tuple[Actor, ...]], seed: str) -> None:
    surnames = Counter(actor.name.split()[-1].removeprefix("al-") for actor in found[seed] if actor.kind == "person")
    assert surnames.most_common(1)[0][1] == 1
    spans = Counter(span for actor in found[seed] for span in actor.mentions)
    assert spans.most_common(1)[0][1] == 1


def test_the_five_tell_of_the_same_people(found: dict[str, tuple[Actor, ...]], settings: CorpusSettings) -> None:
    keys = [ActorRecord(actor.key, (actor.name,)) for actors in found.values() for actor in actors]
    whose = link_actors(keys, settings.actors.book)
    for key in ("person:john-kerry", "person:sergei-lavrov"):
        assert all(key in {whose.actor(actor.key) for actor in actors} for actors in found.values()), key
    assert {one.key for one in keys if one.key.endswith("assad")} == {"person:bashar-al-assad"}


def test_roles_are_those_that_the_texts_give(found: dict[str, tuple[Actor, ...]]) -> None:
    roles = {actor.key: actor.role for actor in found["003"]}
    assert roles["person:john-kirby"] == "State Department spokesman"
    assert roles["person:john-kerry"] == "US Secretary of State"
    assert roles["person:vladimir-putin"] == "Russian President"
