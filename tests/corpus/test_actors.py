"""Names counted as actors: titles, days and sentence beginnings left out, surnames joined to full names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.actors import find_actors
from corpus.article import Actor, Role
from corpus.boilerplate.blocks import text_blocks


def actors_of(text: str, role: Role = Role.BODY) -> dict[str, int]:
    return {actor.name: len(actor.mentions) for actor in found_in(text, role)}


def found_in(text: str, role: Role = Role.BODY) -> tuple[Actor, ...]:
    return find_actors([block.judged(role, "", 1.0) for block in text_blocks(text)])


def test_a_surname_is_joined_to_the_full_name() -> None:
    text = "The mayor, Mirela Tosk, spoke first. Then Tosk left, and what Tosk’s council wanted was clear."
    assert actors_of(text) == {"Mirela Tosk": 3}


def test_an_initial_and_another_spelling_are_the_same_person() -> None:
    text = "First came Ruan K. Aldane. Ruan Aldane spoke; later Aldane left with Sergey Maruk. Sergei Maruk came back."
    found = actors_of(text)
    assert found["Ruan K. Aldane"] == 3
    assert sum(count for name, count in found.items() if name.endswith("Maruk")) == 2
    assert len([name for name in found if name.endswith("Maruk")]) == 1


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "On the quay Ruan Aldane met Petra Aldane. He told Aldane that it was late."
    assert actors_of(text) == {"Ruan Aldane": 1, "Petra Aldane": 1, "Aldane": 1}


def test_an_arabic_article_does_not_part_a_name() -> None:
    assert actors_of("In the port, Karim al-Halmi waited. Without Halmi, said the crew, no ship would leave.") == {
        "Karim al-Halmi": 2
    }


def test_titles_and_nationalities_are_no_part_of_a_name() -> None:
    text = (
        "Then U.S. Secretary of State Ruan Aldane met Russian Foreign Minister Mirela Tosk and President Bero Halm. "
        "Later Mr Aldane, Mrs. Tosk and Finance Minister Odile Brandt left."
    )
    assert actors_of(text) == {"Ruan Aldane": 2, "Mirela Tosk": 2, "Bero Halm": 1, "Odile Brandt": 1}


def test_an_office_that_is_part_of_a_name_stays() -> None:
    assert "Justice Department" in actors_of("It was the Justice Department that spoke for the World Trade Council.")
    assert "World Trade Council" in actors_of("It was the Justice Department that spoke for the World Trade Council.")


def test_days_months_and_sentence_beginnings_are_no_names() -> None:
    text = "Meanwhile it rained. On Friday nobody came. In March the ferry stopped. Bread was dear, and bread was late."
    assert actors_of(text) == {}


def test_a_name_that_begins_a_sentence_counts_where_it_is_known() -> None:
    assert actors_of("Halvera is small. They came to Halvera by sea. Nothing grows there.") == {"Halvera": 2}


def test_names_with_particles_are_whole() -> None:
    found = actors_of("She told Wen van der Abara and Omar bin Salim of the Friends of Tarrow.")
    assert set(found) == {"Wen van der Abara", "Omar bin Salim", "Friends of Tarrow"}


def test_headlines_count_names_that_the_text_knows() -> None:
    headline, body = text_blocks(
        "Tosk Wants New Talks\n\nThe mayor, Mirela Tosk, wants to talk again before the winter."
    )
    found = find_actors([headline.judged(Role.HEADLINE, "", 1.0), body])
    assert [(actor.name, len(actor.mentions)) for actor in found] == [("Mirela Tosk", 2)]


def test_stripped_text_names_nobody() -> None:
    assert found_in("They all followed Mirela Tosk to Ostrene.", Role.READER_COMMENT) == ()


def test_nouns_with_capitals_are_no_names() -> None:
    text = (
        "Gestern sprach Mirela Tosk im Rathaus über die Brücke. Der Rat der Stadt hatte das Geld für die Brücke nicht."
    )
    assert set(actors_of(text)) == {"Mirela Tosk"}


def test_the_most_mentioned_comes_first_and_mentions_point_to_the_source() -> None:
    text = "In the  hall, Mirela\n Tosk waited for Ruan Aldane. For Tosk, he was late."
    found = found_in(text.replace("\n ", "  "))
    assert [actor.key for actor in found] == ["name:mirela-tosk", "name:ruan-aldane"]
    assert [text.replace("\n ", "  ")[span.start : span.end].split() for span in found[0].mentions] == [
        ["Mirela", "Tosk"],
        ["Tosk"],
    ]


@given(st.text(max_size=300))
def test_any_text_gives_mentions_inside_it(text: str) -> None:
    for actor in found_in(text):
        assert actor.key.startswith("name:")
        assert list(actor.mentions) == sorted(set(actor.mentions))
        assert all(0 <= span.start < span.end <= len(text) for span in actor.mentions)
