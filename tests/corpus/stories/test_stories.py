"""Stories: which articles are on one event, and which of them are one text."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.stories import Stories, StoryFeatures, stories_of, text_features
from corpus.stories.story import story_name

TREATY = (
    "Halvera and Ostrene will reopen talks on the harbour treaty on 6 May in neutral Caddis, both governments said. "
    "The treaty has kept Port Ilmay half shut since November, and forty-one vessels lie at anchor off the strait. "
    "“We are agreeing who opens the gate, and at what hour,” the minister Ruan Aldane told reporters at the quay. "
    "Pilots were not consulted, their guild complained, though a draft already fixes the toll for every tonne of cargo."
)
TREATY_OTHERWISE = (
    "Ostrene's envoy Mirela Tosk said the harbour treaty would be taken up again in Caddis next month. "
    "Ships at anchor off Port Ilmay were counted by the Straits Commission, which wants the toll for cargo lowered. "
    "The minister of Halvera said the parties would settle “who opens the gate, and at what hour”. "
    "The guild of pilots called the draft of the treaty weather, and the strait a queue of vessels."
)
ORCHARD = (
    "Late frost has ruined most of the apricot crop in the upper Kell valley, growers said on Monday. "
    "Orchards that stood in blossom at the weekend were brown by morning, and insurers have sent their assessors. "
    "“In thirty years I have not lit the stoves so late,” said Bero Halm, who farms nine hectares above the weir."
)


def told(
    id: str, text: str, *, headline: str = "", outlet: str = "The Lantern", date: str | None = None
) -> StoryFeatures:
    return text_features(id, headline or text[:40], text, outlet, date)


def partition(stories: Stories) -> set[frozenset[str]]:
    return {frozenset(member.id for member in story.articles) for story in stories}


def test_articles_on_one_event_are_one_story() -> None:
    stories = stories_of(
        [
            told("a", TREATY, date="2031-03-14"),
            told("b", TREATY_OTHERWISE, outlet="Ostrene Gazette", date="2031-03-15"),
            told("c", ORCHARD, date="2031-03-14"),
        ]
    )
    assert partition(stories) == {frozenset("ab"), frozenset("c")}
    story = next(iter(stories))
    assert (story.first, story.last) == ("2031-03-14", "2031-03-15")
    assert story.outlets == ("The Lantern", "Ostrene Gazette")
    assert [member.duplicate_of for member in story.articles] == [None, None]


def test_the_same_matter_years_later_is_another_story() -> None:
    stories = stories_of([told("a", TREATY, date="2031-03-14"), told("b", TREATY_OTHERWISE, date="2033-03-14")])
    assert len(stories) == 2


def test_an_article_without_a_date_joins() -> None:
    stories = stories_of([told("a", TREATY, date="2031-03-14"), told("b", TREATY_OTHERWISE)])
    assert len(stories) == 1


def test_a_text_in_another_outlet_is_a_duplicate_whatever_its_date() -> None:
    copy = "(Meridian Wire) " + TREATY.rsplit(". ", 1)[0].replace("“", '"').replace("”", '"')
    stories = stories_of([told("a", TREATY, date="2031-03-14"), told("b", copy, outlet="Harbour & Tide", date="2035")])
    (story,) = stories
    assert [(member.id, member.duplicate_of) for member in story.articles] == [("a", None), ("b", "a")]


def test_a_copy_of_a_copy_names_the_first() -> None:
    stories = stories_of([told(id, TREATY, date=f"2031-03-1{day}") for day, id in enumerate("abc")])
    assert [member.duplicate_of for member in next(iter(stories)).articles] == [None, "a", "a"]


def test_a_new_article_joins_without_a_rebuild() -> None:
    before = stories_of([told("a", TREATY, date="2031-03-14"), told("c", ORCHARD, date="2031-03-14")])
    new = told("b", TREATY_OTHERWISE, date="2031-03-15")
    stories = Stories([*before.articles, new], before.stories, before.originals)
    number = stories.place_next()
    assert [member.id for member in stories.story(number).articles] == ["a", "b"]


def test_empty_articles_are_no_story_together() -> None:
    stories = stories_of([told("a", ""), told("b", ""), told("c", "Fog.")])
    assert len(stories) == 3


def test_features_are_small_and_the_same_every_time() -> None:
    one, other = told("a", TREATY * 50), told("a", TREATY * 50)
    assert one == other
    assert len(one.terms + one.weights + one.sketch + one.quoted) <= 500
    assert len(one.weights) * 4 == len(one.terms)
    sketch = np.frombuffer(one.sketch, "<u4")
    assert list(sketch) == sorted(set(sketch))


def test_a_story_is_named_after_what_most_headlines_say() -> None:
    headlines = ["Weather", "Harbour treaty talks resume", "Talks on harbour treaty resume in Caddis", "Pilots angry"]
    assert "treaty" in story_name(headlines)
    assert story_name([]) == ""
    assert story_name(["", "Fog"]) == "Fog"
    assert story_name(["UPDATE: Ferry aground off the Anvil"]) == "Ferry aground off the Anvil"
    assert story_name(["Who let the ferry run aground?", "Ferry runs aground in fog"]) == "Ferry runs aground in fog"
    assert story_name(["Opinion: the ferry ran aground", "Three saved as ferry ran aground"]).startswith("Three")
    assert story_name(["UPDATE:"]) == "UPDATE:"


@settings(max_examples=30)
@given(st.lists(st.sampled_from([TREATY, TREATY_OTHERWISE, ORCHARD, "", "“" * 300, "a " * 400]), max_size=8))
def test_every_article_is_in_one_story(texts: list[str]) -> None:
    stories = stories_of([told(str(number), text) for number, text in enumerate(texts)])
    assert sorted(member.id for story in stories for member in story.articles) == sorted(map(str, range(len(texts))))


def test_no_text_takes_forever() -> None:
    for text in ("a" * 1_000_000, "“" * 1_000_000, "A " * 500_000, "“a" * 500_000):
        assert told("x", text).words <= 60_000
