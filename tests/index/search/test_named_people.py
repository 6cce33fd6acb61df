"""Who is named, and who said what: fields, completion, what was meant, more like this, on hand-made articles."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from corpus.article import Actor, Quote, Span
from index.archive import Archive
from index.errors import SearchStopped
from index.perspective import Perspective
from index.query.parser import parse
from index.query.resolve import Notes

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker, IndexMaker

NAMES = {
    "name:ruan-aldane": "Ruan Aldane",
    "name:mirela-tosk": "Mirela Tosk",
    "name:bero-halm": "Bero Halm",
    "name:republican-ada-lunde": "Republican Ada Lunde",
    "name:ada-lunde": "Ada Lunde",
}
TOLD: tuple[tuple[str, dict[str, str]], ...] = (
    ("Ferries stay in port for a very long week", {"name:ruan-aldane": "no ferry sails to Ostrene"}),
    ("Tolls rise", {"name:ruan-aldane": "tolls rise", "name:mirela-tosk": "the tolls are too high"}),
    ("Aldane opens the quay", {"name:ruan-aldane": "", "name:bero-halm": ""}),
    ("A vote on the tolls", {"name:ada-lunde": "the republican vote", "name:republican-ada-lunde": ""}),
)


@pytest.fixture(scope="module")
def archive(article_of: ArticleMaker, make_index: IndexMaker) -> Archive:
    made = []
    for headline, said in TOLD:
        names = " and ".join(NAMES[key] for key in said)
        source, article = article_of(f"{headline}, {names} said.", headline=headline, outlet="Kell Valley Post")
        actors = tuple(Actor(key, NAMES[key], None, None, (Span(0, 1),)) for key in said)
        quotes = tuple(
            Quote(key, NAMES[key], "said", words, 0, 1, "direct", 1.0) for key, words in said.items() if words
        )
        made.append((source, replace(article, actors=actors, quotes=quotes)))
    return make_index(made[:2], made[2:])


def headlines(archive: Archive, typed: str, *, typing: bool = False) -> set[str]:
    return {hit.headline for hit in archive.hits(archive.search(parse(typed, typing=typing)), 0, 10)}


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("actor:aldane", (0, 1, 2)),
        ('actor:"ruan aldane"', (0, 1, 2)),
        ("actor:(aldane tosk)", ()),
        ("actor:aldane actor:tosk", (1,)),
        ("actor:aldane -actor:tosk", (0, 2)),
        ("actor:nobody", ()),
        ("said:aldane", (0, 1)),
        ("said:halm", ()),
        ("said:(aldane ostrene)", (0,)),
        ("said:(ruan aldane toll)", (1,)),
        ('said:"ruan aldane"', (0, 1)),
        ('said:"ruan aldane toll"', ()),
        ("said:(tosk ferry)", ()),
        ("said:(lunde republican)", (3,)),
        ("-said:aldane", (2, 3)),
    ],
)
def test_who_is_named_and_who_said_it(archive: Archive, typed: str, places: Sequence[int]) -> None:
    assert headlines(archive, typed) == {TOLD[place][0] for place in places}


def test_a_name_and_what_was_said_are_begun(archive: Archive) -> None:
    assert len(headlines(archive, "actor:ald", typing=True)) == 3
    assert headlines(archive, "said:(aldane ost", typing=True) == {TOLD[0][0]}


def test_what_was_noted(archive: Archive) -> None:
    ids = [hit.id for hit in archive.hits(archive.search(parse("")), 0, 10)]
    seen = Perspective(notes=Notes(frozenset(ids[:1]), frozenset(ids[:2]), {"tolls": frozenset(ids[1:3])}))
    totals = {
        typed: archive.search(parse(typed), seen).total for typed in ("is:read", "is:unread", "is:marked", "tag:tolls")
    }
    assert totals == {"is:read": 1, "is:unread": 3, "is:marked": 2, "tag:tolls": 2}
    assert archive.complete("tag:to", seen) == "tag:tolls"
    assert archive.search(parse("tag:tolls")).total == 0


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("outl", "outlet:"),
        ("quay outlet:kel", "quay outlet:kell-Valley-Post"),
        ('outlet:"kell v', 'outlet:"kell valley Post"'),
        ("actor:ald", "actor:aldane"),
        ("said:mir", "said:mirela-tosk"),
        ("is:un", "is:unread"),
        ("date:yest", "date:yesterday"),
        ("actor:x", ""),
        ("quay", ""),
        ("", ""),
    ],
)
def test_completion(archive: Archive, typed: str, whole: str) -> None:
    assert archive.complete(typed).casefold() == whole.casefold()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aldame", "aldane"),
        ("Alden toll", "aldane toll"),
        ("actor:tsok", "actor:tosk"),
        ("said:tosc", "said:tosk"),
        ("tolsl", "tolls"),
        ("tlls", None),
        ("ferrries", "ferries"),
        ("vary", None),
        ("xylophonist", None),
        ("aldane", None),
    ],
)
def test_what_was_meant(archive: Archive, typed: str, meant: str | None) -> None:
    found = archive.suggestion(parse(typed))
    assert (found.text if found else None) == meant
    if found:
        assert found.total == archive.search(parse(found.text)).total > 0


def test_a_suggestion_is_given_up_with_the_search(archive: Archive) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(SearchStopped):
        archive.suggestion(parse("aldame"), stop=stop)


def test_more_like_one_without_itself(archive: Archive) -> None:
    (tolls,) = archive.hits(archive.search(parse("title:vote")), 0, 1)
    alike = archive.more_like(tolls.id, "like: it")
    assert alike.query.text == "like: it"
    found = [hit.headline for hit in archive.hits(alike, 0, 10)]
    assert found[0] == "Tolls rise"
    assert tolls.headline not in found
