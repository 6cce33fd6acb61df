"""Places that nobody listed: what an article says of a name tells them from surnames."""

from __future__ import annotations

import pytest

from corpus.actors.coreference import group_mentions
from corpus.actors.dictionary.lookup import ActorDictionary
from corpus.actors.mentions import Mention, TokenizedBlock, mentions_in
from corpus.actors.ner.ner_tokens import TaggedName, ner_tokens
from corpus.boilerplate.blocks import text_blocks
from corpus.settings import ActorBook, ListedCountry, ListedName

BOOK = ActorDictionary(
    ActorBook(countries=(ListedCountry("Caddis", people=("Caddisian",)),), people=(ListedName("Bero Halm"),))
)
NO_NAMES = ("The", "Then", "There", "Mr")


def kinds(told: str, types: str = "P", **others: str) -> dict[str, str]:
    """The kinds of actors in a text whose words with a capital were tagged as `types`, or as `others` say."""
    mentions = []
    for block in text_blocks(told):
        text = TokenizedBlock(block, *ner_tokens(block.text))
        named = [i for i, word in enumerate(text.words) if word[0].isupper() and word not in NO_NAMES]
        mentions += [Mention(text, i, i + 1, others.get(text.words[i], types)) for i in named]
    return {actor.name: actor.kind for actor in group_mentions(mentions, BOOK)}


@pytest.mark.parametrize(
    "told",
    [
        "The ferry was built in Ostrene and sold.",
        "Ostrene’s ministry of trade said no.",
        "The navy of Ostrene waited. Then Ostrene wrote.",
    ],
)
def test_what_only_a_place_has_makes_a_place(told: str) -> None:
    assert kinds(told) == {"Ostrene": "place"}


def test_a_people_makes_a_place() -> None:
    assert kinds("Halvera said yes, and the Halveran ferry left.", Halveran="N") == {"Halvera": "place"}


def test_what_stands_with_a_place_is_one() -> None:
    assert kinds("Halvera and Ostrene agreed. The talks in Ostrene go on.") == {"Halvera": "place", "Ostrene": "place"}


@pytest.mark.parametrize(
    "told",
    [
        "Tosk said yes.",
        "Mr Tosk waited in Tosk country.",
        "Tosk wrote. Tosk left. Tosk slept. Tosk wrote. There is hope in Tosk yet.",
        "The government of Halm said so.",
    ],
)
def test_who_has_a_title_or_is_listed_or_is_seldom_placed_stays_a_person(told: str) -> None:
    assert set(kinds(told).values()) == {"person"}


def test_part_of_a_full_name_stays_a_person() -> None:
    (block,) = text_blocks("Mirela Tosk waited, and faith in Tosk was great.")
    text = TokenizedBlock(block, *ner_tokens(block.text))
    found = group_mentions([Mention(text, 0, 2, "P"), Mention(text, 7, 8, "P")], BOOK)
    assert [(actor.name, actor.kind, len(actor.mentions)) for actor in found] == [("Mirela Tosk", "person", 2)]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Port Ilmay", True), ("Kell Strait", True), ("Ilmay Tower", False), ("Bank of the Strait", False)],
)
def test_a_port_or_strait_is_a_place_though_it_was_taken_for_a_building(name: str, kept: bool) -> None:
    (block,) = text_blocks(f"The crane at {name} fell.")
    text = TokenizedBlock(block, *ner_tokens(block.text))
    found = group_mentions([Mention(text, 3, 3 + len(name.split()), "M")], BOOK)
    assert [(actor.name, actor.kind) for actor in found] == [(name, "place")] * kept


def test_a_ship_with_a_number_is_nobody() -> None:
    (block,) = text_blocks("Ferry 12 left.")
    assert not list(mentions_in([TokenizedBlock(block, *ner_tokens(block.text))], [TaggedName(0, 0, 2, "P")]))


def test_two_places_that_agree_are_no_body() -> None:
    (block,) = text_blocks("Vessil and Ostrene agree. The ferry was built in Ostrene, says Vale and Tarn.")
    text = TokenizedBlock(block, *ner_tokens(block.text))
    at = text.words.index
    pair, alone = Mention(text, 0, 3, "O"), Mention(text, at("in") + 1, at("in") + 2, "P")
    firm = Mention(text, at("Vale"), at("Vale") + 3, "O")
    found = {actor.name: (actor.kind, len(actor.mentions)) for actor in group_mentions([pair, alone, firm], BOOK)}
    assert found == {"Vessil": ("place", 1), "Ostrene": ("place", 2), "Vale and Tarn": ("organisation", 1)}
