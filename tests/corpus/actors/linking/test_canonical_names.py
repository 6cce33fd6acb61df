"""An article under the names that a map over all articles gives its actors; and why names are one in a dossier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.actors.linking.canonical_names import with_canonical_actors
from corpus.actors.linking.canonicalize import ActorMap, link_actors
from corpus.actors.linking.corrections import CanonicalActor, Correction, apply_corrections
from corpus.actors.linking.similarity import ActorRecord
from corpus.article import Actor, Article, Quote, Span, Verdict
from corpus.dossier.name_reasons import name_reason

RUAN, R, TOSK = "person:ruan-aldane", "person:r-aldane", "person:mirela-tosk"


def article(*actors: Actor, quotes: tuple[Quote, ...] = ()) -> Article:
    head = Verdict("Talks resume", "a test", 1.0)
    return Article("a1a1a1a1a1a1", ("a.txt",), head, None, None, None, None, None, "en", (), actors, quotes)


def named(key: str, *starts: int, role: str | None = None, quotes: int = 0) -> Actor:
    name = key.partition(":")[2].replace("-", " ").title()
    return Actor(key, name, "person", role, tuple(Span(start, start + 4) for start in starts), quotes)


def said(speaker: str | None) -> Quote:
    return Quote(speaker, "Aldane", "said", "The tide waits.", 0, 15, "direct", 0.9)


def merged() -> ActorMap:
    found = [
        ActorRecord(RUAN, ("Ruan Aldane",), 5),
        ActorRecord(R, ("R. Aldane",), 1),
        ActorRecord(TOSK, ("Mirela Tosk",), 2),
    ]
    return link_actors(found, corrections=[Correction("merge", R, into=RUAN, made="2031-03-02")])


def test_actors_that_are_one_have_all_mentions_quotes_and_the_role() -> None:
    whose = merged()
    before = article(named(R, 9, quotes=1), named(TOSK, 20), named(RUAN, 2, 30, role="minister"), quotes=(said(R),))
    after = with_canonical_actors(before, whose)
    ruan, tosk = after.actors
    assert (ruan.key, ruan.name, ruan.role, ruan.quotes) == (RUAN, "Ruan Aldane", "minister", 1)
    assert [mention.start for mention in ruan.mentions] == [2, 9, 30]
    assert tosk == before.actors[1]
    assert after.quotes[0].speaker == RUAN


def test_who_is_no_actor_is_gone_but_not_what_was_said() -> None:
    whose = link_actors([ActorRecord(RUAN, ("Ruan Aldane",))], corrections=[Correction("reject", RUAN)])
    after = with_canonical_actors(article(named(RUAN, 1), named(TOSK, 9), quotes=(said(RUAN), said(TOSK))), whose)
    assert [actor.key for actor in after.actors] == [TOSK]
    assert [quote.speaker for quote in after.quotes] == [None, TOSK]
    assert after.quotes[0].speaker_text == "Aldane"


@given(st.lists(st.sampled_from([RUAN, R, TOSK]), unique=True))
def test_twice_is_once_and_no_mention_is_lost(keys: list[str]) -> None:
    before = article(*(named(key, 10 * at) for at, key in enumerate(keys)))
    after = with_canonical_actors(before, merged())
    assert with_canonical_actors(after, merged()) == after
    spans = [span for actor in before.actors for span in actor.mentions]
    assert sorted(span for actor in after.actors for span in actor.mentions) == sorted(spans)


def test_a_correction_finds_its_actor_when_another_of_its_keys_is_first_now() -> None:
    actors = {RUAN: CanonicalActor(RUAN, "Ruan Aldane", "person", (RUAN, R), ("as found", "sounds the same"))}
    renamed = apply_corrections(actors, [Correction("rename", R, name="Minister Aldane")])
    assert renamed[RUAN].name == "Minister Aldane"


def test_what_the_user_did_tells_when() -> None:
    assert merged().actors[RUAN].why == ("as found", "merged by you, 2031-03-02")


@pytest.mark.parametrize(
    ("words", "name", "kept", "why"),
    [
        ("Ruan Aldane", "Ruan Aldane", "as found", "as found"),
        ("Aldane", "Ruan Aldane", "as found", "surname, full name before"),
        ("Ruan", "Ruan Aldane", "as found", "the beginning of the full name"),
        ("Foreign Minister Ruan Aldane", "Ruan Aldane", "as found", "a title before the name"),
        ("KSC", "Kell Straits Commission", "as found", "its initials"),
        ("Ruen Aldane", "Ruan Aldane", "as found", "sounds the same"),
        ("the Lighthouse", "Halvera", "as found", "another name of it"),
        ("Aldane", "Aldane", "merged by you, 2031-03-02", "merged by you, 2031-03-02"),
        ("Old Halm", "Bero Halm", "the dictionary has Old Halm under Bero Halm", "dictionary"),
    ],
)
def test_why_a_name_is_the_actors(words: str, name: str, kept: str, why: str) -> None:
    assert name_reason(words, name, kept) == why
