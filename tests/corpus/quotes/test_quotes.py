"""Who said what: direct, mixed and indirect speech, and which actor spoke."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.actors.find_actors import find_actors
from corpus.article import Actor, Article, Block, Quote, Role, Span
from corpus.pipeline import read_articles
from corpus.quotes.find_quotes import count_quotes, find_quotes
from corpus.settings import CorpusSettings
from corpus.source import Problem

if TYPE_CHECKING:
    from tests.conftest import LinearTime

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def blocks_of(*paragraphs: str, role: Role = Role.BODY) -> tuple[Block, ...]:
    blocks, at = [], 0
    for number, text in enumerate(paragraphs, 1):
        blocks.append(Block(role, text, at, at + len(text), (number, number), "", 1.0, ((0, at),)))
        at += len(text) + 1
    return tuple(blocks)


def person(name: str, blocks: Sequence[Block]) -> Actor:
    """A person who is mentioned wherever the surname stands, with the first name where that is there."""
    spans: list[Span] = []
    for block in blocks:
        for form in (name, name.split()[-1]):
            at = block.text.find(form)
            while at >= 0:
                span = Span(block.start + at, block.start + at + len(form))
                if not any(span.start < other.end and other.start < span.end for other in spans):
                    spans.append(span)
                at = block.text.find(form, at + 1)
    return Actor("person:" + name.lower().replace(" ", "-"), name, "person", None, tuple(sorted(spans)))


def told(*paragraphs: str, people: Sequence[str] = ("Ruan Aldane", "Mirela Tosk", "Bero Halm")) -> list[Quote]:
    blocks = blocks_of(*paragraphs)
    return list(find_quotes(blocks, [person(name, blocks) for name in people]))


def who(quote: Quote) -> str | None:
    return quote.speaker and quote.speaker.removeprefix("person:")


@pytest.mark.parametrize(
    ("paragraph", "speaker", "cue", "text"),
    [
        ("“We will sail at dawn,” Ruan Aldane said.", "ruan-aldane", "said", "We will sail at dawn"),
        ("“We will sail at dawn,” said Ruan Aldane.", "ruan-aldane", "said", "We will sail at dawn"),
        ('Ruan Aldane said: "We will sail at dawn."', "ruan-aldane", "said", "We will sail at dawn."),
        ("“We will sail at dawn,” Ruan Aldane told reporters.", "ruan-aldane", "told", "We will sail at dawn"),
        ("‘We will sail at dawn,’ Ruan Aldane said.", "ruan-aldane", "said", "We will sail at dawn"),
        ("“We will sail at dawn,” Ruan Aldane said in a statement.", "ruan-aldane", "said", "We will sail at dawn"),
    ],
)
def test_direct_speech(paragraph: str, speaker: str, cue: str, text: str) -> None:
    (quote,) = told(paragraph)
    assert (who(quote), quote.cue, quote.text, quote.kind) == (speaker, cue, text, "direct")


def test_a_split_quote_has_one_speaker() -> None:
    first, second = told("“We will sail at dawn,” Ruan Aldane said. “Nobody will be left on the quay.”")
    assert who(first) == who(second) == "ruan-aldane"
    assert second.text == "Nobody will be left on the quay."


def test_a_quote_over_two_paragraphs_has_one_speaker() -> None:
    quotes = told(
        "“We will sail at dawn,” said Mirela Tosk. “The council has waited long enough.",
        "“And nobody will be left on the quay in the morning.”",
    )
    assert [who(quote) for quote in quotes] == ["mirela-tosk"] * 3


def test_indirect_speech() -> None:
    (quote,) = told("Mirela Tosk said that the council would vote on the bridge in May.")
    assert (quote.kind, quote.cue, who(quote)) == ("indirect", "said", "mirela-tosk")
    assert quote.text == "the council would vote on the bridge in May"


def test_mixed_speech_is_one_quote() -> None:
    (quote,) = told("Mirela Tosk said the council was “very, very hopeful” about the bridge.")
    assert (quote.kind, who(quote)) == ("mixed", "mirela-tosk")
    assert quote.text == "the council was “very, very hopeful” about the bridge"


def test_a_pronoun_is_the_one_who_was_named() -> None:
    quotes = told("Mirela Tosk spoke to the council on Friday.", "“We will sail at dawn,” she said.")
    assert [(who(quote), quote.speaker_text) for quote in quotes] == [("mirela-tosk", "she")]
    assert quotes[0].confidence < told("“We will sail at dawn,” Mirela Tosk said.")[0].confidence


def test_an_office_is_the_one_who_holds_it() -> None:
    quotes = told("Foreign Minister Bero Halm met the council.", "“We will sail at dawn,” the minister told reporters.")
    assert [who(quote) for quote in quotes] == ["bero-halm"]


def test_nobody_rather_than_a_guess() -> None:
    (quote,) = told(
        "Bero Halm met Ruan Aldane in Port Ilmay.", "“We will sail at dawn,” a spokesman for the port said."
    )
    assert quote.speaker is None
    assert quote.speaker_text == "a spokesman for the port"


@pytest.mark.parametrize(
    "paragraph",
    [
        "The council has read “The Long Way to Ostrene” and “Harbour of Glass” this year.",
        "Critics of the so-called “iron bridge” meet every Friday in the old customs house.",
        "The ferry sails at dawn, and the quay is empty.",
        "",
    ],
)
def test_what_is_no_speech(paragraph: str) -> None:
    assert told(paragraph) == []


@pytest.mark.parametrize("role", [Role.HEADLINE, Role.SUBHEAD, Role.READER_COMMENT, Role.RELATED, Role.DUPLICATE])
def test_only_what_is_told_is_quoted(role: Role) -> None:
    assert find_quotes(blocks_of("“We will sail at dawn,” Ruan Aldane said.", role=role), ()) == ()


def test_quotes_are_counted() -> None:
    blocks = blocks_of("“We will sail at dawn,” Ruan Aldane said. “All of us.”", "Mirela Tosk listened to him.")
    actors = [person("Ruan Aldane", blocks), person("Mirela Tosk", blocks)]
    assert [actor.quotes for actor in count_quotes(actors, find_quotes(blocks, actors))] == [2, 0]


WORDS = (
    "Tosk",
    "Ruan Aldane",
    "said",
    "told",
    "he",
    "that",
    "the minister",
    "according to",
    "it",
    "and",
    "who",
    "ferry",
)
SIGNS = (*"\"'“”‘’«»„.,:;!?()—-", "''", "``", "İ", "ß", "\u0301", "🙂", "港", " ", "\u00a0")
PIECES = st.sampled_from(WORDS + SIGNS)
PARAGRAPHS = st.lists(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60), max_size=5)


@settings(max_examples=150)
@given(PARAGRAPHS, st.lists(st.sampled_from(list(Role)), min_size=5, max_size=5))
def test_offsets_lie_in_read_blocks_and_hold_the_quote(paragraphs: list[str], roles: list[Role]) -> None:
    blocks = tuple(block.judged(role, "", 1.0) for block, role in zip(blocks_of(*paragraphs), roles, strict=False))
    for quote in find_quotes(blocks, [person("Ruan Aldane", blocks), person("Mirela Tosk", blocks)]):
        (block,) = [block for block in blocks if block.start <= quote.start < block.end]
        assert not block.stripped
        assert quote.text == block.text[block.from_source(quote.start) : block.from_source(quote.end)]
        assert quote.text.strip()
        assert 0 <= quote.confidence <= 1


@pytest.mark.parametrize(
    "unit", ["he said ", "“a” said Tosk ", "Tosk said that she told ", "a“ ", "Tosk, ", "aa", "A. "]
)
def test_time_is_linear(unit: str, takes_linear_time: LinearTime) -> None:
    def find(length: int) -> Callable[[], object]:
        text = unit * (length // len(unit))
        blocks = blocks_of(text)
        tosk = Actor("person:tosk", "Tosk", "person", None, tuple(Span(at, at + 4) for at in range(0, len(text), 40)))
        return lambda: find_quotes(blocks, [tosk])

    takes_linear_time(find, 6_000)  # the speaker of a pronoun is looked for in a stretch of some 3,000 characters


def seed(number: str, settings: CorpusSettings) -> Article:
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside the project")
    (path,) = SEEDS.glob(f"{number}_*")
    (found,) = read_articles(path, path.name, settings)
    assert not isinstance(found, Problem)
    return found[1]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_seeds_quote_nobody_twice_in_the_same_words(number: str, settings: CorpusSettings) -> None:
    article = seed(number, settings)
    words = [quote.text for quote in article.quotes]
    assert len(words) == len(set(words)) >= 5
    assert all(one.end <= other.start or one.end >= other.end for one, other in pairwise(article.quotes))


def test_a_readers_comment_quotes_nobody(settings: CorpusSettings) -> None:
    article = seed("002", settings)
    assert sum("collapse and descent" in quote.text for quote in article.quotes) == 1


def test_a_title_with_of_is_no_bar_to_the_name_behind_it() -> None:
    (quote,) = told("“We will sail at dawn,” Secretary of State Mirela Tosk said.")
    assert who(quote) == "mirela-tosk"
    (quote,) = told("“We will sail at dawn,” a lawyer for Mirela Tosk said.")
    assert who(quote) is None


def test_two_statements_of_one_sentence_do_not_overlap() -> None:
    first, second = told("Mirela Tosk said the council planned to vote in May but said she could not confirm the date.")
    assert first.end <= second.start
    assert second.text == "she could not confirm the date"


def quotes_of(*paragraphs: str) -> list[tuple[str | None, str]]:
    blocks = blocks_of(*paragraphs)
    told = find_quotes(blocks, find_actors(blocks))
    return [(quote.speaker_text, quote.text) for quote in told]


def test_a_transcript_says_who_speaks_before_a_colon() -> None:
    told = quotes_of(
        "Mirela Tosk, the mayor of Halvera, met Ruan Aldane on Monday.",
        "TOSK: We will not close the port.",
        "ALDANE: And what of the ferries?",
        "TOSK: They will sail on Friday, as they said they would.",
    )
    assert told == [
        ("TOSK", "We will not close the port."),
        ("ALDANE", "And what of the ferries?"),
        ("TOSK", "They will sail on Friday, as they said they would."),
    ]


def test_a_list_of_facts_is_no_transcript() -> None:
    assert not quotes_of("Date: 4 March", "Place: Port Ilmay", "Date: 5 March", "Place: Halvera")


@pytest.mark.parametrize("dash", "—–―")
def test_who_signs_a_quote_said_it(dash: str) -> None:
    told = quotes_of(
        "The ferries of Mirela Tosk were late.", f"“We are agreed on the gate.” {dash} Mirela Tosk, mayor of Halvera"
    )
    assert told == [("Mirela Tosk", "We are agreed on the gate.")]


@pytest.mark.parametrize("dateline", ["OSTRENE -- ", "OSTRENE (Meridian Wire) — ", "PORT ILMAY, Halvera – "])
def test_a_dateline_is_no_part_of_a_statement(dateline: str) -> None:
    assert quotes_of(f"{dateline}The port is shut until Friday, the harbour office said.") == [
        ("the harbour office", "The port is shut until Friday")
    ]


def test_what_is_held_says_nothing() -> None:
    assert not quotes_of("The peace conference in Ostrene called for the two governments to talk.")


def test_a_circumstance_is_no_statement() -> None:
    assert not quotes_of("Mr Aldane said answering questions in the old customs house with Mirela Tosk.")


def test_two_who_speak_together_both_said_it() -> None:
    (quote,) = told("“We will sail at dawn,” Mirela Tosk and Bero Halm said in a joint statement.")
    assert (quote.speaker, quote.speaker_text) == (None, "Mirela Tosk and Bero Halm")
    assert quote.said_by == quote.speakers == ("person:mirela-tosk", "person:bero-halm")
    people = [Actor(key, key, "person", None, ()) for key in quote.said_by]
    assert [actor.quotes for actor in count_quotes(people, [quote])] == [1, 1]


@pytest.mark.parametrize("who_says", ["A senior official", "Residents", "The ministry", "Activists"])
def test_who_has_no_name_is_told_in_the_words_of_the_text(who_says: str) -> None:
    (quote,) = told(f"{who_says} said that the ferry would not sail before Monday.")
    assert (quote.speaker, quote.speaker_text, quote.cue) == (None, who_says, "said")


def test_a_comma_before_the_closing_mark_is_no_part_of_a_quote() -> None:
    (quote,) = told("“We will sail at dawn,” said Ruan Aldane.")
    assert (quote.text, quote.end - quote.start) == ("We will sail at dawn", len("We will sail at dawn"))
