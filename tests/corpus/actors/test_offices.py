"""Where only an office stands for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.actors.find_actors import find_actors
from corpus.boilerplate.blocks import text_blocks
from corpus.settings import ActorBook, ActorSettings, ListedCountry, ListedName, TermOfOffice

if TYPE_CHECKING:
    from tests.conftest import LinearTime

BOOK = ActorBook(
    countries=(
        ListedCountry("Halvera", people=("Halveran", "Halverans"), capitals=("Ostrene",)),
        ListedCountry("Caddis", people=("Caddisian",), capitals=("Port Ilmay",)),
    ),
    people=(ListedName("Bero Halm", roles=(TermOfOffice("President of Caddis"),)),),
)
TOLD = "Halveran President Ruan Aldane met Foreign Minister Mirela Tosk on Monday. "


def called(text: str) -> list[tuple[str, str]]:
    """Who is meant by which words, in reading order."""
    found = find_actors(text_blocks(text), ActorSettings(book=BOOK))
    spans = sorted((span, actor.name) for actor in found for span in actor.by_office)
    return [(name, text[span.start : span.end]) for span, name in spans]


def test_an_office_means_who_was_given_it() -> None:
    text = (
        TOLD + "The Halveran president said nothing. The foreign minister left. “The minister is tired,” Aldane said."
    )
    assert called(text) == [
        ("Ruan Aldane", "Halveran president"),
        ("Mirela Tosk", "foreign minister"),
        ("Mirela Tosk", "minister"),
    ]


@pytest.mark.parametrize("office", ["president of Halvera", "president", "leader of Halvera", "Halveran leader"])
def test_a_country_may_stand_with_it_or_not(office: str) -> None:
    assert called(f"{TOLD}Nobody knew what the {office} wanted.") == [("Ruan Aldane", office)]


def test_a_country_that_owns_it_is_of_the_words() -> None:
    assert called(TOLD + "It was Halvera's president who left.") == [("Ruan Aldane", "Halvera's president")]


@pytest.mark.parametrize(
    "words",
    [
        "the vice president",
        "the former president",
        "the Caddisian president",
        "the president of Caddis",
        "the party leader",
        "the central bank president",
        "a president",
        "every president",
        "our president",
        "the president-elect",
    ],
)
def test_another_office_means_somebody_else(words: str) -> None:
    assert called(f"{TOLD}Then {words} came to the harbour.") == []


def test_a_vice_president_is_no_president() -> None:
    assert called("Vice President Ruan Aldane spoke in Ostrene. The president was away.") == []


def test_nobody_is_meant_before_he_was_told_of() -> None:
    assert called("The president left early. " + TOLD) == []


def test_of_two_with_one_office_nobody_is_meant() -> None:
    text = "President Ruan Aldane met President Mirela Tosk at the harbour. The president left early."
    assert called(text) == []


def test_the_dictionary_tells_offices_where_the_text_does_not() -> None:
    assert called("Bero Halm spoke first. The Caddisian leader was brief.") == [("Bero Halm", "Caddisian leader")]
    assert called("Halm spoke first. The president of Caddis was brief.") == [("Halm", "president of Caddis")]
    assert called("Mirela Tosk spoke first. The Caddisian leader was brief.") == []


def test_a_title_before_a_name_is_of_the_name() -> None:
    assert called(f"{TOLD}The president, Ruan Aldane, was late. Then the President Aldane left.") == [
        ("Ruan Aldane", "president")
    ]


def test_a_role_ends_before_the_next_name() -> None:
    text = "She is the fourth since former Foreign Minister Petra Lunde, Mirela Tosk, and others. Lunde and Tosk met."
    found = {actor.name: actor.role for actor in find_actors(text_blocks(text))}
    assert found["Mirela Tosk"] != "Foreign Minister Petra Lunde"
    assert not any((role or "").endswith("Lunde") for role in found.values())


@pytest.mark.parametrize(
    "piece", ["the president ", "The Halveran President of Caddis ", "President Ruan Tosk{}, the leader. "]
)
def test_time_grows_with_the_text_and_no_faster(piece: str, takes_linear_time: LinearTime) -> None:
    def find(count: int) -> Callable[[], object]:
        blocks = text_blocks("".join(piece.format("abcdefgh"[i % 8] * (i % 50)) for i in range(count)))
        return lambda: find_actors(blocks, ActorSettings(book=BOOK))

    takes_linear_time(find, 500)


_PIECES = st.sampled_from(
    ["the", "The", "president", "President", "Halveran", "Halvera", "'s", "of", "prime", "minister", "Ruan Aldane", ",",
     "Mirela Tosk", "leader", "for", "former", "vice", "-", ".", "said", "Bero Halm", "Premier", "\n\n"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30))
def test_words_of_an_office_are_of_a_person_named_before(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for actor in find_actors(text_blocks(text), ActorSettings(book=BOOK)):
        for span in actor.by_office:
            assert actor.kind == "person"
            assert any(mention.start < span.start for mention in actor.mentions)
            assert all(span.end <= mention.start or mention.end <= span.start for mention in actor.mentions)
            assert any(
                word in text[span.start : span.end].lower() for word in ("president", "minister", "leader", "premier")
            )
