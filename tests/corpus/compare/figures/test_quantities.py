"""Numbers in running text: what is one, what it is worth, and in what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compare.figures.quantities import find_quantities

if TYPE_CHECKING:
    from tests.conftest import LinearTime


def read(text: str) -> list[tuple[str, float, str, str | None]]:
    return [(number.kind, number.value, number.unit, number.hedge) for number in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 94,000 people", ("count", 94_000, "", "at least")),
        ("as high as 120,000", ("count", 120_000, "", "as high as")),
        ("2 1/2 hours", ("measure", 2.5, "hour", None)),
        ("21/2 hours", ("measure", 2.5, "hour", None)),
        ("2½ hours", ("measure", 2.5, "hour", None)),
        ("5.4 per cent", ("percent", 5.4, "%", None)),
        ("5%", ("percent", 5, "%", None)),
        ("10 percentage points", ("percent", 10, "points", None)),
        ("$2.5 billion", ("money", 2.5e9, "$", None)),
        ("US$3m", ("money", 3e6, "$", None)),
        ("two million dollars", ("money", 2e6, "$", None)),
        ("2.4 crowns", ("money", 2.4, "crown", None)),
        ("thirty-eight vessels", ("count", 38, "", None)),
        ("two hundred and five thousand men", ("count", 205_000, "", None)),
        ("more than a dozen ships", ("count", 12, "", "more than")),
        ("ninety days", ("measure", 90, "day", None)),
        ("8 May 2031", ("date", 508, "2031-05-08", None)),
        ("May 8, 2031", ("date", 508, "2031-05-08", None)),
        ("the 8th of May", ("date", 508, "--05-08", None)),
        ("since May 2031", ("date", 500, "2031-05", None)),
        ("110 pounds", ("money", 110, "pound", None)),
        ("in 2031", ("year", 2031, "", None)),
        ("6 p.m.", ("time", 1080, "", None)),
        ("a 54-46 vote", ("vote", 54, "to 46", None)),
        ("港外有38艘船", ("count", 38, "", None)),
        ("1.5m tonnes", ("measure", 1.5e6, "tonne", None)),
    ],
)
def test_a_number(text: str, expected: tuple[str, float, str, str | None]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["the F-16", "9/11", "the 21st century", "the 1990s", "one of them", "two-thirds", "no number", "½x/2"],
)
def test_what_is_no_figure(text: str) -> None:
    assert all(kind == "count" and value < 1 for kind, value, _, _ in read(text))


@given(st.text(max_size=200))
def test_any_text_will_do(text: str) -> None:
    last = 0
    for number in find_quantities(text):
        assert last <= number.start < number.end <= len(text)
        last = number.end


@pytest.mark.parametrize("piece", ["1", "1,", "one ", "one-", "a ", "$", "at least ", "1 1/", "June "])
def test_time_is_linear(piece: str, takes_linear_time: LinearTime) -> None:
    def find(length: int) -> Callable[[], object]:
        text = piece * (length // len(piece))
        return lambda: list(find_quantities(text))

    takes_linear_time(find, 10_000)
