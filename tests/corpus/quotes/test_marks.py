"""Quotation marks are paired into spans, paragraph by paragraph, whatever was lost in scraping."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes.marks import quoted_spans

if TYPE_CHECKING:
    from tests.conftest import LinearTime


def spans_of(*paragraphs: str) -> list[list[str]]:
    return [
        [paragraph[span.start : span.end] for span in spans]
        for paragraph, spans in zip(paragraphs, quoted_spans(paragraphs), strict=True)
    ]


@pytest.mark.parametrize(
    ("paragraph", "quoted"),
    [
        ('"We sail," he said. "We sail at dawn."', ["We sail,", "We sail at dawn."]),
        ("“We sail,” he said.", ["We sail,"]),
        ("'We sail,' said the boys' father. 'It's late.'", ["We sail,", "It's late."]),
        ("‘We sail,’ said the captain’s mate", ["We sail,"]),
        ("„Wir segeln“, sagte er. »Ja«, und « Oui », ‹nein›", ["Wir segeln", "Ja", "Oui", "nein"]),
        ("``We sail,'' he said.", ["We sail,"]),
        ("the ’90s, rock ’n’ roll and the sailors’ harbour", []),
        ('He is 6\'2" tall, the plank 5" wide', []),
        ("“A “fine” boat,” he said.", ["A “fine” boat,"]),
        ("He said: \"The 'fine' boat\"", ["The 'fine' boat"]),
        ("He said: 'The \"fine\" boat'", ['The "fine" boat']),
        ('"as soon as possible,” said Halm', ["as soon as possible,"]),
        ("”Vi seglar” sa han", ["Vi seglar"]),
        ("” … nobody waits for us,” said Halm", ["… nobody waits for us,"]),
        ('""', []),
    ],
)
def test_marks_of_every_kind(paragraph: str, quoted: list[str]) -> None:
    assert spans_of(paragraph) == [quoted]


def test_a_quote_that_runs_on_says_so() -> None:
    first, second = quoted_spans(["“We sail. We will not wait.", "“We sail at dawn,” said Halm."])
    assert (first[0].runs_on, first[0].repaired, second[0].runs_on) == (True, False, False)


def test_a_lost_mark_stays_in_its_paragraph() -> None:
    broken, whole = "“We sail, said Halm.", "“We wait,” said Tosk."
    assert spans_of(broken, "Rain fell.", whole) == [["We sail, said Halm."], [], ["We wait,"]]
    assert quoted_spans([broken])[0][0].repaired


def test_a_lost_mark_before_another_quote() -> None:
    assert spans_of("“We sail, said Halm. “We wait.”") == [["We sail, said Halm.", "We wait."]]


def test_a_lost_opening_mark_is_put_where_the_sentence_begins() -> None:
    assert spans_of("Rain fell. We sail at dawn,” said Halm.") == [["We sail at dawn,"]]


@given(st.lists(st.text(st.sampled_from("aS. ,5\n\"'“”„«»‘’`‹›(—"), max_size=40), max_size=5))
def test_spans_are_in_order_and_inside_their_paragraph(paragraphs: list[str]) -> None:
    for paragraph, spans in zip(paragraphs, quoted_spans(paragraphs), strict=True):
        ends = [0, *(at for span in spans for at in (span.start, span.end)), len(paragraph)]
        assert ends == sorted(ends)
        assert all(paragraph[span.start : span.end].strip() for span in spans)


@pytest.mark.parametrize("unit", ['"', "'", "“", "”", "‘", "’", "''", "„", " “", " 'a", "s' ", "' a", "“a ”b"])
def test_marks_take_linear_time(unit: str, takes_linear_time: LinearTime) -> None:
    def find(length: int) -> Callable[[], object]:
        text = unit * (length // len(unit))
        return lambda: quoted_spans([text])

    takes_linear_time(find, 10_000)
