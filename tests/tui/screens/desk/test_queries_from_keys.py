"""Queries that keys write: filters in the place of their opposites, and days in the place of other days."""

from __future__ import annotations

from datetime import date

import pytest

from tui.pages.timeline_page import Stretch
from tui.screens.desk.filters import filtered
from tui.screens.desk.timeline import with_dates


@pytest.mark.parametrize(
    ("query", "wanted", "exclude", "expected"),
    [
        ("", "outlet:Lantern", False, "outlet:Lantern "),
        ("ferry", "outlet:Lantern", False, "ferry outlet:Lantern "),
        ("ferry", "outlet:Lantern", True, "ferry -outlet:Lantern "),
        ("ferry -outlet:Lantern ", "outlet:Lantern", False, "ferry outlet:Lantern "),
        ("ferry outlet:Lantern toll", "outlet:Lantern", True, "ferry toll -outlet:Lantern "),
        ("ferry outlet:Lantern ", "outlet:Lantern", False, "ferry outlet:Lantern "),
        ("outlet:Lanterns", "outlet:Lantern", False, "outlet:Lanterns outlet:Lantern "),
    ],
)
def test_a_filter_takes_the_place_of_its_opposite(query: str, wanted: str, exclude: bool, expected: str) -> None:
    assert filtered(query, wanted, exclude=exclude) == expected


@pytest.mark.parametrize("query", ["ferry", "ferry date:2031", 'date:"May 2031" ferry', "-date:2031-03 ferry"])
def test_days_of_the_timeline_take_the_place_of_other_days(query: str) -> None:
    days = Stretch(date(2031, 3, 1), date(2031, 3, 31), 4)
    assert with_dates(query, days) == "ferry date:2031-03 "
