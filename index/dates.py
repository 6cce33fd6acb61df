"""Dates as they are typed after `date:`, and as they are read aloud."""

from __future__ import annotations

import re
from calendar import monthrange

from index.clauses import Dates

_ONE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.A)
_LAST = 9999_12_31
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_dates(written: str) -> Dates | None:
    """A year, month or day ("2013", "2013-05", "2013-05-08"), or a range of them ("2013-05..", "..2014", "2013..2014").

    None where it is neither, or the range ends before it begins.
    """
    first, dots, last = written.partition("..")
    if not dots:
        return _period(written)
    begin, end = _period(first), _period(last)
    if (first and begin is None) or (last and end is None) or not (begin or end):
        return None
    dates = Dates(begin.first if begin else 1, end.last if end else _LAST)
    return dates if dates.first <= dates.last else None


def say_dates(dates: Dates) -> str:
    """The range in words: "in May 2013", "since 1 Oct 2030"."""
    first, last = dates.first, dates.last
    if last == _LAST:
        return f"since {_say_day(first)}"
    if first == 1:
        return f"until {_say_day(last)}"
    if first == last:
        return f"on {_say_day(first)}"
    if first % 100 == 0 and _period(say_iso(first)) == dates:
        return f"in {_say_period(first)}"
    return f"from {_say_day(first)} to {_say_day(last)}"


def say_iso(number: int) -> str:
    """The number yyyymmdd as an ISO date, as long as it is precise."""
    year, month, day = _parts(number)
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _period(written: str) -> Dates | None:
    parts = _ONE.fullmatch(written)
    if parts is None:
        return None
    year, month, day = (int(part or 0) for part in parts.groups())
    if year == 0 or (parts[2] and not 1 <= month <= 12):
        return None
    if parts[3]:
        return Dates(_number(year, month, day), _number(year, month, day)) if 1 <= day <= _days(year, month) else None
    if month:
        return Dates(_number(year, month, 0), _number(year, month, _days(year, month)))
    return Dates(_number(year, 0, 0), _number(year, 12, 31))


def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _number(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day


def _parts(number: int) -> tuple[int, int, int]:
    return number // 10_000, number // 100 % 100, number % 100


def _say_day(number: int) -> str:
    year, month, day = _parts(number)
    return f"{day or 1} {_MONTHS[(month or 1) - 1]} {year}"


def _say_period(number: int) -> str:
    year, month, _ = _parts(number)
    return f"{_MONTHS[month - 1]} {year}" if month else str(year)
