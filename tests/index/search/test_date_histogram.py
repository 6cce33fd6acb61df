"""Bars of time: the unit that suits the dates, no gap, none lost, and no stray date that squeezes the others."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.date_histogram import Timeline, timeline

YEARS = st.sampled_from([1, 1789, 2029, 2030, 2031, 2999, 9999]) | st.integers(1, 9999)
DATES = st.builds(
    lambda year, month, day: 10_000 * year + 100 * month + (day if month else 0),
    YEARS,
    st.integers(0, 12),
    st.integers(0, 28),
)


def spread(*dates: int) -> Timeline:
    return timeline(np.array(dates, np.int32))


def test_no_dates_no_bars() -> None:
    assert spread() == Timeline("day", (), 0)
    assert spread(0, 0) == Timeline("day", (), 2)


def test_days_without_a_gap() -> None:
    found = spread(2031_02_27, 2031_03_01, 2031_03_01, 0)
    assert found.unit == "day"
    assert [(bar.start, bar.count) for bar in found.bars] == [
        (date(2031, 2, 27), 1),
        (date(2031, 2, 28), 0),
        (date(2031, 3, 1), 2),
    ]
    assert found.undated == 1


def test_weeks_begin_on_monday() -> None:
    found = spread(2030_10_02, 2031_03_14)
    assert found.unit == "week"
    assert (found.bars[0].start, found.bars[-1].start) == (date(2030, 9, 30), date(2031, 3, 10))
    assert len(found.bars) == 24


def test_months_and_years() -> None:
    assert spread(2029_01_31, 2031_12_31).unit == "month"
    found = spread(1999_01_01, 2031_00_00)
    assert (found.unit, len(found.bars), found.undated) == ("year", 33, 0)


def test_a_date_that_is_not_precise_enough_is_not_put_on_a_day() -> None:
    found = spread(*[2031_03_01] * 20, 2031_03_00)
    assert (found.unit, found.undated) == ("day", 1)
    assert spread(2031_03_01, 2031_03_00).unit == "month"


def test_a_stray_date_is_counted_at_its_end() -> None:
    march = [2031_03_01 + n % 28 for n in range(60)]
    found = spread(1_01_01, *march, 0)
    assert (found.unit, len(found.bars), found.earlier, found.later, found.undated) == ("day", 28, 1, 0, 1)
    assert spread(*march, 2999_01_01).later == 1
    assert spread(1_01_01, *march * 2, 2999_01_01).unit == "day"


def test_what_is_not_far_or_not_few_has_its_bar() -> None:
    march = [2031_03_01 + n % 28 for n in range(60)]
    for others in ([2030_12_24], [2020_05_01] * 12):
        found = spread(*others, *march)
        assert (found.earlier, found.later) == (0, 0)
        assert sum(bar.count for bar in found.bars) == 60 + len(others)
    assert spread(1999_01_01, *march[:8]).unit == "year"


@given(st.lists(DATES | st.just(0), max_size=60))
def test_every_article_is_counted_once_in_not_too_many_bars(dates: list[int]) -> None:
    found = spread(*dates)
    assert sum(bar.count for bar in found.bars) + found.undated + found.earlier + found.later == len(dates)
    assert len(found.bars) <= 240
    assert all(bar.count for bar in (*found.bars[:1], *found.bars[-1:]))
