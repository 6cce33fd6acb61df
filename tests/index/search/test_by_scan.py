"""Every kind of clause finds, in a few hundred articles, what reading all of them finds."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import product
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from msgspec.structs import replace

from corpus.article import Actor, Article, Quote, Span
from corpus.source import Source
from corpus.stories import in_order, stories_of, story_features
from corpus.text.stems import stem
from index.archive import Archive
from index.perspective import PLAIN, Perspective
from index.query.parser import parse
from index.query.resolve import Notes
from index.storage.index_entry import readable
from index.storage.manifest import Manifest
from index.stories.clustering import brought_up_to_date
from index.terms import words

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker

FREQUENT = "the of a toll tolls tolled told tall tail ferry ferries berry harbour harbours harbor pilot pilots pilote"
SELDOM = (
    "treaty treaties Treaty’s council councils counsel strait straits élan elan Kell kells 2,400 U.S. quay an 条約 ж"
)
WORDS = [*FREQUENT.split(), *SELDOM.split(), "жe"]
PEOPLE = {
    "name:ruan-aldane": "Ruan Aldane",
    "name:mirela-tosk": "Mirela Tosk",
    "name:house-of-halvera": "House of Halvera",
    "name:port-ilmay": "Port Ilmay",
}
OUTLETS = (None, "The Lantern", "Ostrene Gazette", "Harbour & Tide", "Kell Valley Post", "The  Kell Lantern")
BYLINES = (None, "Petra Lunde", "Bero Halm and Petra Lunde", "Staff of the Lantern")
COUNT = 300


class Told(NamedTuple):
    """An index, and what went into it: source and article, by id."""

    archive: Archive
    articles: dict[str, tuple[Source, Article]]


@pytest.fixture(scope="module")
def told(article_of: ArticleMaker, make_index: IndexMaker) -> Iterator[Told]:
    random = Random(5)
    weights = [1 / rank for rank in range(1, len(WORDS) + 1)]
    made = {}
    for number in range(COUNT):
        texts = [
            " ".join(random.choices(WORDS, weights, k=random.randrange(1, 40))) for _ in range(random.randrange(4))
        ]
        source, article = article_of(
            *texts,
            headline=f"{' '.join(random.choices(WORDS, k=4))} {number}",
            outlet=random.choice(OUTLETS),
            byline=random.choice(BYLINES),
            published=f"20{random.randrange(30, 33)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
        )
        keys = random.sample([*PEOPLE], random.randrange(4))
        actors = tuple(Actor(key, PEOPLE[key], None, None, (Span(0, 1),)) for key in keys)
        quotes = tuple(Quote(key, None, None, random.choice(WORDS), 0, 1, "direct", 1.0) for key in keys[:1])
        source = Source(source.id, f"{random.choice(('2031/Spring', 'desk/kept'))}/{source.path}", "text", source.text)
        language = random.choice(("en", "fr", None))
        made[article.id] = source, replace(article, actors=actors, quotes=quotes, language=language)
    ids = [*made]
    batches = [[made[id] for id in ids[begin:end]] for begin, end in ((0, 180), (180, 181), (181, COUNT))]
    archive = make_index(*batches, removed=ids[::17])
    for id in ids[::17]:
        del made[id]
    put_into_stories(archive)
    yield Told(archive, made)
    archive.close()


def put_into_stories(archive: Archive) -> None:
    """As a run of the builder does at its end."""
    snapshot = archive.search(parse("")).snapshot
    with closing(Manifest(snapshot.build, write=True)) as manifest:
        about = manifest.about()
        manifest.begin()
        manifest.keep("stories", brought_up_to_date(snapshot, b"", threading.Event()))
        manifest.commit(about.generation, about.contents)
    assert archive.refresh()


def found(told: Told, typed: str, perspective: Perspective = PLAIN) -> set[str]:
    results = told.archive.search(parse(typed), perspective)
    return {id.decode() for id in results.snapshot.ids[results.docs].tolist()}


def blocks(article: Article) -> list[list[str]]:
    return [words(text) for text in readable(article)]


def like(pattern: str, word: str) -> bool:
    if not pattern or not word:
        return pattern.strip("*") == word == ""
    if pattern[0] == "*":
        return like(pattern[1:], word) or like(pattern, word[1:])
    return pattern[0] in ("?", word[0]) and (like(pattern[1:], word[1:]) if word[1:] else not pattern[1:].strip("*"))


def edits(one: str, other: str) -> int:
    row: list[int] = [*range(len(other) + 1)]
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for at, beside in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != beside))
    return row[-1]


@pytest.mark.parametrize(
    "pattern", ["t?l*", "*ies", "?e?ry", "har*r*", "*ll*", "to?l", "k*s", "*約", "?жe", "t??l*", "p*t*e"]
)
def test_wildcards(told: Told, pattern: str) -> None:
    assert found(told, pattern) == {
        id
        for id, (_, article) in told.articles.items()
        if any(like(pattern, word) for row in blocks(article) for word in row)
    }


@pytest.mark.parametrize(
    "word", ["toll", "tal", "ferry", "harbour", "pilot", "counsel", "a", "an", "ж", "kell", "elan"]
)
def test_slips(told: Told, word: str) -> None:
    assert found(told, f"{word}~") == {
        id
        for id, (_, article) in told.articles.items()
        if any(edits(word, one) <= 1 and one[0] == word[0] for row in blocks(article) for one in row)
    }


@pytest.mark.parametrize(
    "row", ["the of", "toll ferry", "the toll of", "harbour tall pilots", "the tolls toll", "of 条約"]
)
@pytest.mark.parametrize(("within", "at_once"), [(1, 1 << 19), (2, 128), (5, 1 << 19), (6, 128), (15, 128), (70, 128)])
def test_near(told: Told, monkeypatch: pytest.MonkeyPatch, row: str, within: int, at_once: int) -> None:
    """However many places are looked at at a time."""
    monkeypatch.setattr("index.search.proximity._AT_ONCE", at_once)
    unlike = {stem(word) for word in words(row)}

    def close(block: Sequence[str]) -> bool:
        stems = [stem(word) if word else "" for word in block]
        places = [[at for at, one in enumerate(stems) if one == sought] for sought in unlike]
        return any(max(choice) - min(choice) <= within for choice in product(*places))

    expected = {id for id, (_, article) in told.articles.items() if close(joined(article))}
    assert found(told, f'"{row}"~{within}') == expected


def joined(article: Article) -> list[str]:
    """The words of an article as near ones count: blocks are sixteen places apart."""
    row = []
    for block in blocks(article):
        row += [*block, *[""] * 16]
    return row


@pytest.mark.parametrize("row", ["the of", "of the", "the the", "toll ferry", "of the of", "the tol*", "条約 the"])
def test_phrases(told: Told, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    monkeypatch.setattr("index.search.proximity._AT_ONCE", 256)
    *whole, last = words(row)

    def there(block: list[str]) -> bool:
        return any(
            block[end - len(whole) : end] == whole
            and (block[end].startswith(last) if row.endswith("*") else block[end] == last)
            for end in range(len(whole), len(block))
        )

    expected = {id for id, (_, article) in told.articles.items() if any(map(there, blocks(article)))}
    assert found(told, f'"{row}"') == expected


@pytest.mark.parametrize(
    "name", ["lantern", "the lantern", "kell", "kell valley", "gazette", "tide", "the", "valley kell"]
)
def test_outlets_and_bylines(told: Told, name: str) -> None:
    def has(value: str | None) -> bool:
        return f" {name} " in f" {' '.join(words(value or ''))} "

    every = told.articles.items()
    outlets = {id for id, (_, article) in every if article.outlet and has(article.outlet.value)}
    assert found(told, f'outlet:"{name}"') == outlets
    assert found(told, f'toll outlet:"{name}"') == outlets & found(told, "toll")
    assert found(told, f'-outlet:"{name}"') == told.articles.keys() - outlets
    assert found(told, f'by:"{name}"') == {
        id for id, (_, article) in every if article.byline and has(article.byline.value)
    }


@pytest.mark.parametrize("sought", ["spring", "2031/", "desk", ".txt", "0a", "nowhere"])
def test_paths(told: Told, sought: str) -> None:
    expected = {id for id, (source, _) in told.articles.items() if sought in source.path.lower()}
    assert found(told, f"path:{sought}") == expected
    assert found(told, f"the -path:{sought}") == found(told, "the") - expected


@pytest.mark.parametrize("typed", ["toll OR (kells OR lang:fr)", "(toll OR lang:fr) (kells OR lang:fr)"])
def test_what_has_no_score_is_found_beside_what_has(told: Told, typed: str) -> None:
    french, toll, kells = (found(told, part) for part in ("lang:fr", "toll", "kells"))
    assert found(told, typed) == (french | toll | kells if typed.startswith("toll") else french | (toll & kells))


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_languages(told: Told, code: str) -> None:
    assert found(told, f"lang:{code}") == {id for id, (_, one) in told.articles.items() if one.language == code}


@pytest.mark.parametrize("name", ["aldane", "ruan aldane", "house", "halvera", "port", "of", "ilmay port"])
def test_actors(told: Told, name: str) -> None:
    def named(actor: Actor) -> bool:
        return set(words(name)) <= set(words(actor.name))

    expected = {id for id, (_, article) in told.articles.items() if any(map(named, article.actors))}
    assert found(told, f'actor:"{name}"') == expected


def test_stories(told: Told) -> None:
    every = in_order(story_features(article) for _, article in told.articles.values())
    scanned = [{member.id for member in story.articles} for story in stories_of(every)]
    assert 1 < len(scanned) < len(every)
    for story in scanned:
        one, *_, other = sorted(story) * 2
        assert found(told, f"story:{one}") == found(told, f"story:{other[:11]}") == story
        assert found(told, f"the -story:{one}") == found(told, "the") - story
    assert found(told, "story:ffffffffffff") == set()


def test_what_was_noted(told: Told) -> None:
    ids = [*told.articles]
    read, marked, tagged = frozenset(ids[::2]), frozenset(ids[::5]), frozenset([*ids[3:9], "ffffffffffff"])
    seen = Perspective(notes=Notes(read, marked, {"tolls": tagged}))
    assert found(told, "is:read", seen) == read
    assert found(told, "is:unread", seen) == set(ids) - read
    assert found(told, "is:marked is:read", seen) == marked & read
    assert found(told, "tag:tolls", seen) == set(ids[3:9])
    assert found(told, "the -tag:tolls", seen) == found(told, "the") - tagged
    assert found(told, "tag:nothing", seen) == set()
