"""Dates as JSON and pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.timestamps import read_timestamp

DAY = [
    "2013-05-08",
    "2013-5-8",
    "2013-05-08T10:00:00Z",
    "2013-05-08 23:30:00+02:00",
    "2013/05/08",
    "20130508",
    "20130508T101112",
    "Wed, 08 May 2013 10:00:00 GMT",
    "Wed May 08 10:00:00 +0000 2013",
    "8 May 2013",
    "8th May, 2013",
    "08-May-2013",
    "May 8, 2013",
    "Wednesday, May 8th, 2013 10:20 pm",
    "8.5.2013",
    "1368007200",
    "1368007200000",
    1368007200,
    1368007200.25,
    1368007200000,
    20130508,
]


@pytest.mark.parametrize("written", DAY)
def test_a_day_is_read(written: object) -> None:
    assert read_timestamp(written) == ("2013-05-08", "day")


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("2013-05", "2013-05", "month"),
        ("May 2013", "2013-05", "month"),
        ("2013", "2013", "year"),
        (2013, "2013", "year"),
        ("25/05/2013", "2013-05-25", "day"),
        ("05/25/2013", "2013-05-25", "day"),
        ("05/05/2013", "2013-05-05", "day"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written: object, value: str, precision: str) -> None:
    assert read_timestamp(written) == (value, precision)


def test_where_day_and_month_can_not_be_told_apart_only_the_year_is_known() -> None:
    assert read_timestamp("08/05/2013") == ("2013", "year")


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "2 hours ago", "2013-02-30", "2013-13-01", "0000-00-00", "0001-01-01", "Mayor 3, 2013"),
        *("9" * 5000, None, True, [], float("nan"), float("inf"), 10**40, -5),
    ],
)
def test_what_is_no_date_of_the_calendar_is_dropped(written: object) -> None:
    assert read_timestamp(written) is None


@given(st.dates(date(1500, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_timestamp(day.isoformat()) == (day.isoformat(), "day")
    assert read_timestamp(f"{day.isoformat()}T12:00:00+01:00") == (day.isoformat(), "day")


@given(st.text(max_size=60) | st.integers() | st.floats())
def test_nothing_fails(written: object) -> None:
    when = read_timestamp(written)
    assert when is None or len(when.value) == {"day": 10, "month": 7, "year": 4}[when.precision]
