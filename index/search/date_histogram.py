"""Hits over time: how many on each day, or week, month or year where days would be too many."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

Unit = Literal["day", "week", "month", "year"]

_UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
_MOST_BARS = {"day": 62, "week": 80, "month": 120, "year": 240}
_PRECISE_ENOUGH = 0.9
_STRAY, _FEWEST = 0.02, 20
"""One date far from all others makes no bar coarser where there are so many dates; of more dates, such a share."""
_FAR = 2  # times as far as the bars may reach


class Bar(Struct, frozen=True):
    """The number of articles published in the day, week, month or year that begins at `start`."""

    start: date
    count: int


class Timeline(Struct, frozen=True):
    """Articles by when they were published: bars without a gap, the first and last not empty, and those that are in no
    bar: the undated, and the few that are far from all others, `earlier` and `later`."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int
    earlier: int = 0
    later: int = 0


def timeline(published: NDArray[np.int32]) -> Timeline:
    """The spread of n dates, as `spread` takes them, each as often as it is."""
    return spread(*np.unique(published, return_counts=True))


def spread(days: NDArray[np.int32], often: NDArray[np.intp]) -> Timeline:
    """The spread of n unlike dates (yyyymmdd, 00 for what is not known), ascending, in the finest unit that suits them.

    Each is there `often`. A unit suits where nine in ten of the dates are as precise, and few enough bars hold all but
    the few that are far from these. A date that is less precise than the bars counts as undated.
    """
    of = int(often.sum())
    dates, often = days[days > 0], often[days > 0]
    dated = int(often.sum())
    for unit in _UNITS:
        steps, counts = _steps(dates, often, unit)
        if counts.sum() >= _PRECISE_ENOUGH * dated:
            inside = _fullest(steps, counts, _MOST_BARS[unit])
            if unit == "year" or _enough(steps, counts, inside, _MOST_BARS[unit]):
                break
    return _bars(steps, counts, inside, unit, of)


def _fullest(steps: NDArray[np.int64], often: NDArray[np.int64], most: int) -> slice:
    """Those of n ascending steps, within so `most` of them, that hold most articles."""
    if not len(steps):
        return slice(0, 0)
    ends = np.searchsorted(steps, steps + most)
    before = np.append(0, np.cumsum(often))
    begin = int(np.argmax(before[ends] - before[:-1]))
    return slice(begin, int(ends[begin]))


def _enough(steps: NDArray[np.int64], often: NDArray[np.int64], inside: slice, most: int) -> bool:
    """Return True if all other dates are few, and far away."""
    dated, shown = int(often.sum()), int(often[inside].sum())
    if dated == shown:
        return True
    near = (steps >= steps[inside][0] - _FAR * most) & (steps <= steps[inside][-1] + _FAR * most)
    few = dated >= _FEWEST and dated - shown <= max(1, _STRAY * dated)
    return few and int(often[near].sum()) == shown


def within(published: NDArray[np.int32], first: date, last: date) -> NDArray[np.bool_]:
    """Select those of n dates (as in `timeline`) from `first` to `last`, both included: n bool."""
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    whole_years = whole_months and first.month == 1 and last.month == 12
    # what is known to the month, or the year, alone has 00 for the rest
    begin = 10_000 * first.year + (0 if whole_years else 100 * first.month) + (0 if whole_months else first.day)
    end = 10_000 * last.year + 100 * last.month + last.day
    return np.asarray((published >= begin) & (published <= end))


def _steps(
    dates: NDArray[np.int32], often: NDArray[np.int64], unit: Unit
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the day, week, month or year of each date that is precise enough, and count the dates of each."""
    years, months, days = dates // 10_000, dates // 100 % 100, dates % 100
    match unit:
        case "year":
            return years.astype(np.int64), often
        case "month":
            return (12 * years + months - 1)[months > 0].astype(np.int64), often[months > 0]
    known = days > 0
    month_starts = (12 * (years - 1970) + months - 1)[known].astype("datetime64[M]").astype("datetime64[D]")
    ordinals = month_starts.astype(np.int64) + days[known] - 1 + date(1970, 1, 1).toordinal()
    return (ordinals if unit == "day" else (ordinals - 1) // 7), often[known]


def _bars(steps: NDArray[np.int64], often: NDArray[np.int64], inside: slice, unit: Unit, of: int) -> Timeline:
    if not len(steps):
        return Timeline(unit, (), of)
    first = int(steps[inside][0])
    counts = np.bincount(steps[inside] - first, often[inside]).astype(int).tolist()
    bars = tuple(Bar(_begin(step, unit), count) for step, count in enumerate(counts, first))
    earlier, later = int(often[: inside.start].sum()), int(often[inside.stop :].sum())
    return Timeline(unit, bars, of - int(often.sum()), earlier, later)


def _begin(step: int, unit: Unit) -> date:
    match unit:
        case "day":
            return date.fromordinal(step)
        case "week":
            return date(1, 1, 1) + timedelta(weeks=step)
        case "month":
            return date(step // 12, step % 12 + 1, 1)
        case "year":
            return date(step, 1, 1)
