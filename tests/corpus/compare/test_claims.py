"""Claims: when an article says all of one, and which words of a sentence make no claim."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from corpus.article import Article, Block, Role, Verdict
from corpus.compare import compare, compare_many
from corpus.compare.stock_phrases import stock_phrase_indices
from corpus.text.tokenize import tokenize

CLAIM = (
    "The pilots' guild of Sarn has refused the draft treaty, since nobody asked the harbour masters about the tolls."
)
FROST = "Late frost ruined the apricots of the upper valley, growers said."


def article(*paragraphs: str) -> Article:
    blocks, at = [], 0
    for line, text in enumerate(paragraphs, 1):
        blocks.append(Block(Role.BODY, text, at, at + len(text), (line, line), "", 1.0, ((0, at),)))
        at += len(text) + 2
    return Article("0", (), Verdict("", "", 1.0), None, None, None, None, None, "en", tuple(blocks))


def extents(claim: str, other: str) -> list[str | None]:
    """How much the second of two articles says of what the first says, a third being silent."""
    rows = compare_many([article(claim), article(other), article(FROST)]).rows
    cells = next(row.cells for row in rows if row.kind == "claim" and row.cells[0])
    return [cell.extent if cell else None for cell in cells]


@pytest.mark.parametrize(
    "other",
    [
        CLAIM.upper(),
        "On Monday the pilots' guild of Sarn refused the draft treaty; nobody had asked harbour masters about tolls.",
        "The pilots' guild of Sarn has refused the draft treaty in a statement, since nobody asked harbour masters"
        " about the tolls, and it will meet again at the lighthouse in June.",
    ],
)
def test_the_whole_claim_in_other_order_and_with_more_around_it(other: str) -> None:
    assert extents(CLAIM, other) == ["whole", "whole", None]


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        (
            CLAIM,
            "The pilots' guild of Sarn has refused the draft treaty, and ferries lay idle at both quays all morning.",
        ),
        (
            "The commission counted 41 vessels at anchor off the northern quay, the most since the closure began.",
            "The commission counted 38 vessels at anchor off the northern quay, the most since the closure began.",
        ),
        (
            "The commission will reopen the northern quay before winter, its harbour office promised the dockers.",
            "The commission will not reopen the northern quay before winter, its harbour office told the dockers.",
        ),
        (
            "Aldane called the treaty “a painting of a ship without pilots” and left the chamber by the side door.",
            "The minister's “painting of a ship without pilots” was mocked in verse by the evening's radio programme.",
        ),
    ],
    ids=["a clause is missing", "another figure", "the contrary", "a quote and nothing else"],
)
def test_a_part_or_the_same_otherwise_is_not_the_whole(claim: str, other: str) -> None:
    assert sorted(map(str, extents(claim, other))) == ["None", "part", "whole"]


@pytest.mark.parametrize(
    "phrase",
    [
        "declined to comment",
        "did not immediately respond to a request for comment",
        "on condition of anonymity",
        "was not authorised to speak publicly",
        "told reporters",
        "in a written statement",
        "at a news conference",
    ],
)
def test_a_set_phrase_is_found_and_pairs_nothing(phrase: str) -> None:
    told = tokenize(f"Tosk {phrase} yesterday.")
    assert " ".join(told[i].form for i in sorted(stock_phrase_indices(told))) == phrase
    found = compare(
        article(f"The lighthouse keeper of Sarn {phrase}."), article(f"A treasury official in Ostrene {phrase}.")
    )
    assert {row.kind for row in found.rows} == {"left", "right"}


def test_what_was_said_pairs_though_a_set_phrase_is_around_it() -> None:
    found = compare(
        article("Tosk told reporters in a statement that the lighthouse at Sarn will be painted."),
        article("The lighthouse at Sarn will be painted, the minister said on condition of anonymity."),
    )
    assert [row.kind for row in found.rows if row.left and row.right]


def test_one_thing_in_other_words_pairs_where_the_same_people_are_named_and_not_with_anything_else() -> None:
    left = article(
        "Minister Ruan Aldane turned down the offer of Bero Halm and went on to win the vote in Port Ilmay on Sunday.",
        "Minister Ruan Aldane wants Bero Halm to paint the lighthouse at Port Ilmay.",
    )
    right = article(
        "Ferries lay idle.",
        "In Port Ilmay Minister Ruan Aldane refused what Bero Halm had come to offer, and then the vote was his.",
    )
    pairs = [(row.left.text[:40], row.right.text[:20]) for row in compare(left, right).rows if row.left and row.right]
    assert pairs == [("Minister Ruan Aldane turned down the off", "In Port Ilmay Minist")]


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        ("春風丸は港の沖に錨を下ろした。", "春風丸は沖に錨を下ろし、漁師は待った。", {"near"}),
        ("港では多くの船が待っている。", "漁師たちは春を待っている。", {"left", "right"}),
        ("北部航道已经关闭，直到潜水员检查船体。", "北部航道已关闭，直到潜水员检查完船体。", {"near"}),
        ("השיחות על אמנת הנמל נפתחו היום בנמל.", "היום נפתחו השיחות על אמנת הנמל, אמר השר.", {"near"}),
        ("Talks on the treaty begin in May.", "Die Gespräche über den Vertrag beginnen im Mai.", {"left", "right"}),
    ],
)
def test_scripts_without_spaces_and_from_right_to_left(left: str, right: str, kinds: set[str]) -> None:
    assert {row.kind for row in compare(article(left), article(right)).rows} == kinds


def test_the_german_article_kills_nobody() -> None:
    german = replace(article("Die 41 Schiffe liegen vor Anker."), language="de")
    (row,) = compare(german, article("Fog.")).lenses.figures
    assert row.about == "Schiffe liegen vor"
