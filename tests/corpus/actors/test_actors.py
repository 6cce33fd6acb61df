"""Actors of an article: names found, joined, of a kind, in a role, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.actors.find_actors import find_actors
from corpus.article import Actor, Block, Role, Span
from corpus.boilerplate.blocks import text_blocks
from corpus.errors import UsageError
from corpus.settings import ActorBook, ActorSettings, ListedCountry, ListedName

if TYPE_CHECKING:
    from tests.conftest import LinearTime

BOOK = ActorBook(
    countries=(
        ListedCountry(
            "Halvera", also=("Republic of Halvera", "H.R."), people=("Halveran", "Halverans"), capitals=("Ostrene",)
        ),
        ListedCountry("Caddis", people=("Caddisian",), capitals=("Port Ilmay",), seats=("Grey Palace",)),
    ),
    organisations=(ListedName("Strait Council", also=("SC", "Council of the Strait")),),
    people=(ListedName("Ruan Aldane", also=("Rouan Aldane",)),),
)
SETTINGS = ActorSettings(book=BOOK)
RUAN = "Ruan Aldane, who runs the ferry line, spoke first in the town hall."
ROLES = (Role.HEADLINE, Role.BODY, Role.CAPTION, Role.READER_COMMENT, Role.BYLINE)


def found_in(text: str, role: Role = Role.BODY, book: ActorBook = BOOK) -> dict[str, Actor]:
    blocks = [block.judged(role, "", 1.0) for block in text_blocks(text)]
    return {actor.name: actor for actor in find_actors(blocks, ActorSettings(book=book))}


def counts(text: str) -> dict[str, int]:
    return {name: len(actor.mentions) for name, actor in found_in(text).items()}


def test_a_surname_is_joined_to_the_full_name() -> None:
    found = counts("The mayor, Mirela Tosk, spoke first. Then Mr. Tosk left, and Tosk’s office said that Tosk was ill.")
    assert found == {"Mirela Tosk": 4}


def test_ways_to_write_a_name_and_initials_are_one_person() -> None:
    found = counts(
        "Ruan K. Aldane met Sergey Maruk on Friday. Ruan Aldane said he had asked Sergei Maruk to stay. Mr Aldane left."
    )
    assert found == {"Ruan K. Aldane": 3, "Sergey Maruk": 2}


def test_two_people_of_one_surname_stay_apart() -> None:
    found = counts("Wen Lunde met Petra Lunde on the quay. Bero Halm told Mr. Lunde that it was late.")
    assert found == {"Wen Lunde": 1, "Petra Lunde": 1, "Lunde": 1, "Bero Halm": 1}


def test_an_arabic_article_does_not_part_a_name() -> None:
    assert counts("President Karim al-Halmi waited. Mr Halmi said Karim Halmi was his name.") == {"Karim al-Halmi": 3}


def test_titles_are_no_part_of_a_name_and_make_a_role() -> None:
    found = found_in(
        "Halveran Foreign Minister Mirela Tosk met President Bero Halm on Monday. Harbour Department spokesman Ruan"
        " Aldane said that Mr. Halm was glad. Petra Lunde, the mayor of Caddis, said nothing."
    )
    assert {name: actor.role for name, actor in found.items() if actor.kind == "person"} == {
        "Mirela Tosk": "Halveran Foreign Minister",
        "Bero Halm": "President",
        "Ruan Aldane": "Harbour Department spokesman",
        "Petra Lunde": "mayor of Caddis",
    }


def test_people_organisations_and_places_are_told_apart() -> None:
    found = found_in(
        "Mirela Tosk told reporters in Ostrene on Friday that the Harbour Workers Union and the World Trade Council"
        " would meet."
    )
    assert {name: actor.kind for name, actor in found.items()} == {
        "Mirela Tosk": "person",
        "Ostrene": "place",
        "Harbour Workers Union": "organisation",
        "World Trade Council": "organisation",
    }


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    found = found_in("The World Trade Council (WTC) met on Monday. The WTC said that it would meet again.")
    assert [len(found["World Trade Council"].mentions)] == [3]


def test_the_names_of_a_country_are_one_place() -> None:
    found = found_in("Halvera agreed on Friday. The Republic of Halvera has said so. The Halverans were glad.")
    assert found["Halvera"].key == "place:halvera"
    assert len(found["Halvera"].mentions) == 3


def test_a_capital_is_its_country_only_where_it_acts() -> None:
    found = counts(
        "Ostrene said on Friday that it would sign. Then Port Ilmay said so too. The ministers met in Ostrene."
    )
    assert found == {"Halvera": 1, "Caddis": 1, "Ostrene": 1}


def test_a_seat_of_government_is_its_country() -> None:
    assert list(found_in("The Grey Palace said on Friday that Caddis would sign the treaty.")) == ["Caddis"]


@pytest.mark.parametrize("words", ["a Grey Palace spokesman left", "pressure from the Grey Palace grew"])
def test_a_seat_stands_for_its_country(words: str) -> None:
    assert "Caddis" in found_in(f"On Friday {words}, said Mirela Tosk.")


def test_a_seat_where_somebody_is_stays_a_place() -> None:
    found = found_in("They met at the Grey Palace on Friday, Mirela Tosk said.")
    assert "Caddis" not in found
    assert "Grey Palace" in found


def test_a_person_of_the_dictionary_is_one_under_all_names() -> None:
    book = ActorBook(people=(ListedName("Ruan Aldane", also=("Rouan Aldane", "Old Ferryman")),))
    found = found_in(
        "Ruan Aldane spoke. Rouan Aldane, said Tosk, is late. The Old Ferryman said that he was.", book=book
    )
    assert len(found["Ruan Aldane"].mentions) == 3
    assert found["Ruan Aldane"].key == "person:ruan-aldane"


def test_a_short_first_name_is_the_long_one() -> None:
    found = found_in("Christopher Lunde spoke first. Chris Lunde, who was tired, said that he would not go.")
    assert {name: len(actor.mentions) for name, actor in found.items()} == {"Christopher Lunde": 2}


def test_other_initials_are_somebody_else() -> None:
    text = "President Ruan H.W. Aldane met his son, Mayor Ruan W. Aldane, on Monday. Ruan H. W. Aldane was glad."
    assert {actor.key: len(actor.mentions) for actor in found_in(text).values()} == {
        "person:ruan-hw-aldane": 2,
        "person:ruan-aldane": 1,
    }


def test_a_party_with_its_state_is_nobody() -> None:
    found = found_in("Sen. Mirela Tosk (D-Ilm.) and Rep. Ruan Aldane, R-Ostr., said on Monday that they would vote.")
    assert set(found) == {"Mirela Tosk", "Ruan Aldane"}


def test_a_people_is_no_place() -> None:
    assert {actor.kind for actor in found_in("The Muslims met. Muslims said that they were glad.").values()} == {
        "organisation"
    }


def test_an_alias_alone_is_who_the_dictionary_says() -> None:
    assert "Ruan Aldane" in found_in("On Monday Rouan Aldane said that he would come.")


@pytest.mark.parametrize("name", ["Moon Jae-in", "Kim Jong-un"])
def test_a_given_name_goes_on_behind_its_hyphen(name: str) -> None:
    found = found_in(f"President {name} said on Monday that he would visit Ostrene. Mirela Tosk met {name} there.")
    assert name in found


def test_a_place_that_only_is_one_comes_last() -> None:
    text = "In Caddis it rained. In Caddis nobody came. From Caddis came a letter. Mirela Tosk said that she was there."
    assert list(found_in(text)) == ["Mirela Tosk", "Caddis"]


def test_short_names_of_the_dictionary_are_not_words() -> None:
    book = ActorBook(organisations=(ListedName("Halveran Office of Weights", also=("HOW",)),))
    assert "Halveran Office of Weights" not in found_in("How Mirela Tosk won, nobody knows.", book=book)


def test_headlines_count_names_that_the_text_knows() -> None:
    headline, body = text_blocks(f"Aldane Wants Talks Before Winter Comes\n\n{RUAN}")
    found = find_actors([headline.judged(Role.HEADLINE, "", 1.0), body], SETTINGS)
    assert [(actor.name, len(actor.mentions)) for actor in found] == [("Ruan Aldane", 2)]


@pytest.mark.parametrize("role", [Role.READER_COMMENT, Role.RELATED, Role.BYLINE, Role.CREDIT])
def test_stripped_text_and_bylines_name_nobody(role: Role) -> None:
    assert found_in("They all followed Mirela Tosk to Ostrene.", role) == {}


def test_mentions_point_to_the_source() -> None:
    text = "In the  hall, Mirela  Tosk waited for Ruan Aldane. Mr. Aldane  said that Tosk was early."
    found = found_in(text)
    said = {name: [text[span.start : span.end] for span in actor.mentions] for name, actor in found.items()}
    assert said == {"Mirela Tosk": ["Mirela  Tosk", "Tosk"], "Ruan Aldane": ["Ruan Aldane", "Aldane"]}
    assert found["Mirela Tosk"].key == "person:mirela-tosk"


def test_spacy_is_asked_for_where_it_is_not_installed() -> None:
    with pytest.raises(UsageError, match=r"^(actors.engine is spacy|spaCy)"):
        find_actors(text_blocks(RUAN), ActorSettings(engine="spacy", model="no_such_model"))


def blocks_of(parts: list[tuple[str, Role]]) -> tuple[str, list[Block]]:
    text = "\n\n".join(part for part, _ in parts)
    return text, [block.judged(role, "", 1.0) for block, (_, role) in zip(text_blocks(text), parts, strict=False)]


PIECES = """Ruan Aldane|Mr. Aldane|Halvera|the H.R.|Ostrene|(SC)|said|in|,|'s|and|-|al-|of|Foreign Minister|President
U.S.|“|”|1 2|é|Ǆ|\u200b|\x00|ﬀ|A.B.C.|McX|O'B"""
NAMES = st.sampled_from(PIECES.replace("\n", "|").split("|"))
TEXTS = st.one_of(st.lists(NAMES, max_size=40).map(" ".join), st.text(max_size=200))


@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(ROLES)), max_size=4))
def test_any_text_gives_mentions_in_what_is_read(parts: list[tuple[str, Role]]) -> None:
    text, blocks = blocks_of(parts)
    places: list[Span] = []
    for actor in find_actors(blocks, SETTINGS):
        assert actor.key.split(":")[0] == actor.kind
        assert list(actor.mentions) == sorted(set(actor.mentions))
        for span in actor.mentions:
            (inside,) = [block for block in blocks if block.start <= span.start < span.end <= block.end]
            assert not inside.stripped
            assert text[span.start : span.end].strip() == text[span.start : span.end]
            assert any(letter.isalnum() for letter in text[span.start : span.end])
        places += actor.mentions
    assert len(places) == len(set(places))


@pytest.mark.parametrize("piece", ["A", "A ", "Aa ", "Aa-", "A.", "“", "'", "Aa of ", "Ruan Aldane, ", "the ", "é"])
def test_time_grows_with_the_text_and_no_faster(piece: str, takes_linear_time: LinearTime) -> None:
    def find(length: int) -> Callable[[], object]:
        blocks = text_blocks((piece * (length // len(piece) + 1))[:length])
        return lambda: find_actors(blocks, SETTINGS)

    takes_linear_time(find, 10_000)
